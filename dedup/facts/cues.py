"""Reporting verbs: what they look like and what they say about the words reported.

Five classes, as the facts need them: ``say`` (neutral), ``deny``, ``confirm``,
``allege``, ``announce``. The list grew from the English reporting verbs of newspaper
style guides; a verb that reports only fragments ("called it 'a mess'") is marked.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from dedup.facts.gazetteer import word_set

_SAY = """say tell:told ask add reply:replied write:wrote:written tweet post note explain state warn
    argue insist recall continue shout respond stress:stresses emphasize emphasise
    think:thought agree comment conclude suggest remark observe caution joke quip:quipped
    urge wonder predict estimate believe complain concede admit:admitted acknowledge repeat
    reiterate chant cry:cried whisper mutter scream yell maintain counter interject
    testify:testified recount reveal report summarize summarise vow pledge promise signal hint
    reflect lament boast disagree disclose read:read jest beg:begged plead demand
    telegraph:telegraphed exclaim ponder speculate sigh answer contend opine profess
    forecast:forecast imply:implied"""
_DENY = "deny:denied reject refute dispute rebut:rebutted disavow:disavowed contradict"
_CONFIRM = "confirm verify:verified corroborate affirm"
_ALLEGE = "allege claim accuse assert charge"
_ANNOUNCE = "announce declare proclaim unveil publish:publishes"
# These report fragments: what somebody called a thing, not what he went on to say.
_FRAGMENT = """wish credit call describe brand dub:dubbed label praise dismiss:dismisses condemn
    denounce slam:slammed criticise criticize hail blast decry:decried deride term
    characterise characterize mock welcome accuse deny reject blame thank
    speak:spoke complain regret:regretted defend applaud refer:referred ridicule
    lambast lambaste liken express:expresses apologise apologize promise threaten
    demand urge quote chide rebuke scold commend laud salute remember encourage
    discuss:discusses remind"""
# These report nothing when "to" follows: "agreed to accept", "continued to rain".
NOT_BEFORE_TO = word_set("agree continue respond maintain add read reply refer claim wish")
# These need "that" or a comma to report a clause: "wrote on X", "the rain continued".
NEEDS_THAT = word_set(
    """write continue agree respond comment read joke quip shout cry tweet post maintain observe
    repeat reflect sigh exclaim whisper mutter scream yell beg plead testify speculate ponder
    think wonder predict recall recount charge assert publish unveil publishes counter
    interject signal hint forecast complain boast lament chant answer reply remark ask tell
    telegraph imply summarize summarise"""
)
# These report what a body found out, if "that" follows: "the report found that …".
FINDINGS = word_set(
    """found finds shows showed indicates indicated ruled rules established determined"""
)
# These need a hearer, so that their subject never follows ("told Poe" has Poe listening).
HEARER = word_set("tell tells told telling")
BE = word_set("is are was were be been being am isn't wasn't weren't aren't")
HYPOTHETICAL = word_set(
    """would could might may can should must cannot couldn't wouldn't can't mightn't shouldn't"""
)
AUXILIARY = word_set(
    """has have had having also later then again once still only first since simply just never
    reportedly did does do afterward afterwards subsequently previously even not once often
    soon recently always further initially publicly privately"""
)


class Cue(NamedTuple):
    """One form of a reporting verb."""

    lemma: str
    kind: str
    fragment: bool
    whole: bool
    participle: bool
    past: bool


@cache
def cues() -> Mapping[str, Cue]:
    """Return every form of every reporting verb."""
    table: dict[str, Cue] = {}
    fragments = {entry.partition(":")[0] for entry in _FRAGMENT.split()}
    classes = (
        ("say", _SAY), ("deny", _DENY), ("confirm", _CONFIRM), ("allege", _ALLEGE),
        ("announce", _ANNOUNCE), ("say", _FRAGMENT),
    )  # fmt: skip
    for kind, entries in classes:
        whole = entries is not _FRAGMENT
        for entry in entries.split():
            lemma, *irregular = entry.split(":")
            for form, participle, past in _forms(lemma, irregular):
                cue = Cue(lemma, kind, lemma in fragments, whole, participle, past)
                table.setdefault(form, cue)
    return table


def _forms(lemma: str, irregular: list[str]) -> list[tuple[str, bool, bool]]:
    """Return (form, is -ing, is past) for one verb; ``irregular`` lists its odd forms."""
    if lemma == "say":
        return [("say", False, False), ("says", False, False), ("said", False, True),
                ("saying", True, False)]  # fmt: skip
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    third = lemma + "s"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        third = lemma[:-1] + "ies"
    elif lemma.endswith(("ss", "sh", "ch")):
        third = lemma + "es"
    past = [form for form in irregular if not form.endswith("es")] or [stem + "ed"]
    doubled = past[0][:-2] + "ing" if past[0].endswith(lemma[-1] * 2 + "ed") else stem + "ing"
    return [(lemma, False, False), (third, False, False), (doubled, True, False),
            *((form, False, True) for form in past)]  # fmt: skip
