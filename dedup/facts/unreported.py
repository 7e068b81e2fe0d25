"""What stands behind a reporting verb and is nothing that was said.

The tag of a quote ("said as she left"), a deed ("pledged allegiance"), a relative clause
that has lost its pronoun ("the growth she promised has stopped"), a farewell.
"""

from __future__ import annotations

from itertools import pairwise

from dedup.calendar_words import WEEKDAYS
from dedup.facts.cues import BE, HEARER, cues
from dedup.facts.gazetteer import DETERMINERS, word_set
from dedup.facts.phrases import PREPOSITIONS, STOPS
from dedup.facts.reading import Reading
from dedup.facts.report_bounds import Report
from dedup.facts.speech import REACH, Clause, cue_at
from dedup.facts.verbs import AUXILIARIES, MODALS, is_finite
from dedup.model import Span

# A clause behind the verb that starts later than this many words after it is not its object.
THAT_REACH = 9
# Before these a plain "said" says when, where or to whom.
OF_TIME = word_set("on in at of to from during after before by for about with over near")
# These take a clause without "that" if a finite verb shows that it is one.
# "pledged allegiance", "denied service to a couple": done, not said.
_DEEDS = {
    "pledge": word_set("allegiance loyalty fealty obedience support money"),
    "vow": word_set("allegiance loyalty fealty obedience revenge"),
    "deny": word_set("service services entry access permission bail parole asylum entrance credit"),
    "refer": word_set("questions inquiries requests"),
}
# What somebody does to himself with these is no saying: "revealed himself to be".
_REFLEXIVE = word_set("reveal announce explain repeat contradict pledge")
_SELVES = word_set("himself herself itself themselves myself ourselves yourself")
_OWNERS = word_set("his her their its our")
# "said farewell", "told jurors when asked": behind these nothing is reported.
_NO_CONTENT = word_set("farewell goodbye nothing anything something little much hello so")
_ASKED = word_set("asked pressed told questioned")
AUXILIARY_FORMS = word_set("had has have will would could can may might must should did does do")
# Of these the object can stand before: "a plan she said was dead". What somebody promised or
# announced is itself the noun before: "the plan she announced was dead" is none of her words.
_EXTRACTING = word_set(
    """say claim think believe allege insist argue warn admit suggest estimate maintain contend
    acknowledge concede assert conclude hint"""
)
# "the plan she suggested has failed": what somebody suggests is the noun itself.
_SUGGESTED = word_set(
    """scenario plan idea deal compromise alternative approach solution option change changes
    measure measures step steps date name amendment remedy route"""
)
# What is demanded or unveiled is a noun, however its own verb goes on.
_OF_NOUNS = word_set("demand unveil describe propose condemn")
_HOWEVER = word_set("though however meanwhile nonetheless nevertheless too instead")
_LEADS = word_set("him her them me us later earlier again once last this yesterday")
# A quote that a report leads up to begins within so many characters behind its verb.
_LEAD_CHARS = 160


def says_nothing(clause: Clause, report: Report, after: int) -> bool:
    """Tell "said goodbye" and "said when asked about it" from what somebody said."""
    words, lemma = clause.words, lemma_of(clause, report)
    low = [word.lower for word in words[after : after + 3]]
    if lemma in _REFLEXIVE and low[0] in _SELVES:
        return True
    if low[0] in _NO_CONTENT or (low[0] == "when" and low[1:2] and low[1] in _ASKED):
        return True
    deed = low[low[0] in _OWNERS :]
    if lemma in _DEEDS and deed and deed[0] in _DEEDS[lemma]:
        return True
    if lemma == "conclude" and low[0] in DETERMINERS - {"that"}:
        rest = words[after : after + THAT_REACH + 1]
        if not any(is_finite(word.lower, before.lower) for before, word in pairwise(rest)):
            return True  # "concluded a long day of talks"
    if lemma in {"believe", "think"} and low[0] in {"in", "of", "about"}:
        return True
    ends = after + 1 >= len(words)
    if low[0] in PREPOSITIONS and (ends or clause.gap(after + 1) == ", "):
        return True  # "a mayor that they believe in, even if she loses"
    dated = low[0] in WEEKDAYS and not words[after].possessive
    as_said = report.first > 0 and words[report.first - 1].lower in {"as", "than"}
    if as_said and not clause.broken(report.first) and (low[0] in PREPOSITIONS or dated):
        return True  # "left, as she has said in the past"
    if dated and (ends or (low[1] in PREPOSITIONS and not clause.broken(after + 1))):
        return True
    return _is_object(clause, report, after)


def _is_object(clause: Clause, report: Report, after: int) -> bool:
    """Tell "the growth she promised has stopped" and "… vowed to bring has stopped"."""
    words = clause.words
    lemma = lemma_of(clause, report)
    before = words[report.first - 1].lower if report.first else ""
    suggested = lemma == "suggest" and before in _SUGGESTED
    if not lemma or (lemma in _EXTRACTING and not suggested):
        return False
    verb = words[after].lower
    if lemma in _OF_NOUNS and verb in MODALS and not clause.broken(after):
        return True  # "the checks she is demanding would cost"
    if verb == "to" and after + 2 < len(words) and not clause.broken(after + 2):
        after, verb = after + 2, words[after + 2].lower
    return verb in AUXILIARIES - MODALS and is_finite(verb, "") and not clause.broken(after)


def tells_nothing(clause: Clause, report: Report, start: int) -> bool:
    """Tell "told the paper at a rally" from "told the paper the road was shut"."""
    told = clause.words[report.verb].lower in HEARER and start > report.verb + 1
    if not told or clause.words[start - 1].lower == "that":
        return False
    rest = clause.words[start : start + REACH]
    if rest[0].lower == "of" and rest[-1] is not rest[0] and rest[1].lower.endswith("ing"):
        return False  # "told the court of seeing two men"
    verb = any(
        is_finite(word.lower, before.lower)
        for before, word in zip(clause.words[start - 1 :], rest, strict=False)
    )
    return rest[0].lower in OF_TIME or not verb


def tags_quote(reading: Reading, span: Span, clause: Clause, opening: int, report: Report) -> bool:
    """Tell the tag of ``"It is gone," Poe said as she left`` from a report of its own."""
    begin, after = clause.words[opening].start, report.verb + 1
    quoted = reading.quoted_between(max(span.start, begin - 4), begin)
    if not quoted or after >= len(clause.words) or clause.broken(after):
        return False
    between = range(opening, report.verb)
    if any(clause.broken(at + 1) or cue_at(clause, at) is not None for at in between):
        return False
    stretch, behind = quoted[-1], clause.words[after].lower
    gap = reading.folded[stretch.end : begin]
    closed = reading.folded[stretch.end - 1] in ",.?!\u2014\u2026" or "," in gap
    if not closed or gap.strip("\"', ") or behind == "that":
        return False
    if clause.words[opening].lower in STOPS:
        return False  # ``It is "gone," and she said the road was shut``
    # A title or a fragment may stand before: ``Of what he calls "a hoax," Poe said it was true``.
    whole = stretch.start - span.start < 4
    return whole or behind in PREPOSITIONS | STOPS | {*WEEKDAYS}


def leads_to_quote(
    reading: Reading, clause: Clause, report: Report, start: int | None, stop: int
) -> bool:
    """Tell "said wryly in a talk: “…”" and "said Monday, “…”": what is said is the quote."""
    words = clause.words
    first = report.verb + 1 if start is None else start
    if first >= len(words) or words[first - 1].lower == "that" or words[first].lower == "to":
        return False
    begin, folded = words[report.verb].end, reading.folded
    quoted = reading.quoted_between(begin, min(stop, begin + _LEAD_CHARS))
    if not quoted or not folded[begin : quoted[0].start].rstrip(" \"'").endswith((":", ",")):
        return False
    if folded[begin : quoted[0].start].rstrip(" \"'").endswith(",") and (
        folded[quoted[0].start].islower()
    ):
        return False  # ``said Poe, the head of the trust, "will go"``
    between = words[first : clause.index_at(quoted[0].start)]
    lead = between[0].lower if between else ""
    aside = lead in PREPOSITIONS | {*WEEKDAYS} | _LEADS or lead.endswith("ly")
    if between and not aside and words[report.verb].lower not in HEARER:
        return False
    return not any(
        is_finite(word.lower, before.lower)
        for before, word in zip(words[first - 1 :], between, strict=False)
    )


def is_however(clause: Clause, index: int) -> bool:
    """Tell the aside of "said, though, that"."""
    if index + 1 >= len(clause.words) or clause.words[index].lower not in _HOWEVER:
        return False
    return clause.gap(index) == ", " and clause.gap(index + 1) == ", "


def lemma_of(clause: Clause, report: Report, *, participle: bool = False) -> str:
    """Return the verb of a report, or that of its participle only; "" for none."""
    cue = cues().get(clause.words[report.verb].lower)
    return cue.lemma if cue is not None and (cue.participle or not participle) else ""


def adds_clause(clause: Clause, index: int) -> bool:
    """Tell "added the road was shut" from "added salt to the soup"."""
    rest = clause.words[index + 1 : index + THAT_REACH]
    if not rest or clause.broken(index + 1) or rest[0].lower == "that":
        return True
    return any(word.lower in BE or word.lower in AUXILIARY_FORMS for word in rest)
