"""Sayings inside sayings: who passes on whose words, who goes on, who answers whom.

A quotation belongs to the nearest verb of saying before its mark, not to the one that tells of
it. Priorities: what a verb denies is nobody's saying; nobody replies to himself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dedup.facts.cues import HEARER, cues
from dedup.facts.gazetteer import DETERMINERS, word_set
from dedup.facts.participles import quoted_object
from dedup.facts.phrases import phrase_from
from dedup.facts.reading import Reading, Said
from dedup.facts.reporters import cue_before
from dedup.facts.speech import REACH, Clause, cue_at
from dedup.facts.subjects import subject_before

_POINTING = word_set("point points pointed")
_HAVING = word_set("had has have")
_QUOTING = word_set("quoted quotes cited cites")
# "quoted the head of the Norby Harbour Trust as saying"
_QUOTED_WORDS = 12
_REPLYING = word_set("respond reply answer counter interject")
_TELLING = word_set("said says asked asks told")
_TAG_CHARS = 20
# What a law does to what it names.
_OUTLAWS = word_set("prohibits bans forbids outlaws criminalizes criminalises")
_UNLAWFUL = word_set("unlawful illegal crime offence offense felony misdemeanor misdemeanour")
_LAW_REACH = 16
_PLAN_CHARS = 40  # "says the new plan “mends it”"
_HEARING = word_set("heard hear hears overheard")
_HEARD_WORDS = 8
_REPLY_WAS = re.compile(
    r"\b(?:came the (?:reply|answer|response)|"
    r"the (?:reply|answer|response)(?: \w+)?(?: was| is| came|:))(?: \w+)?:?$"
)
_ASKED = word_set("asked pressed questioned quizzed challenged")
# Two who speak by turns have done so at most so many quotations before.
_DIALOGUE = 6
# "aides said Mr. Poe told his staff"
_PASSED_WORDS = 6


def of_law(clause: Clause, stop: int) -> bool:
    """Tell "section 9, which makes it unlawful to “shout”": the quoted words are the law's."""
    words = clause.words
    for at in range(stop - 1, max(-1, stop - _LAW_REACH), -1):
        if words[at].lower in {"which", "that"} and at + 1 < stop:
            made = {word.lower for word in words[at + 2 : stop]}
            makes = words[at + 1].lower in {"makes", "made"} and "it" in made
            return words[at + 1].lower in _OUTLAWS or (makes and bool(made & _UNLAWFUL))
        if clause.broken(at) or cue_at(clause, at) is not None:
            return False
    return False


def overheard(reading: Reading, clause: Clause, stop: int) -> Said | None:
    """Return the man in "Poe says he heard a man shout: “…”"; None in "heard someone shout"."""
    words, verb = clause.words, stop - 1
    cue = cues().get(words[verb].lower) if verb > 1 else None
    if cue is None or words[verb].lower not in {cue.lemma, "shouting", "yelling", "saying"}:
        return None
    for at in range(verb - 2, max(-1, verb - _HEARD_WORDS), -1):
        if any(clause.broken(between) for between in range(at + 1, verb + 1)):
            return None
        if words[at].lower in _HEARING:
            heard = phrase_from(Clause(clause.folded, words[:verb], clause.table), at + 1)
            return Said(reading.key_of(heard), words[verb].text, verb=cue)
    return None


def answered(lead: str) -> bool:
    """Tell "and the reply was: “…”": it is not that of who asked."""
    return _REPLY_WAS.search(lead) is not None


def asked_about(clause: Clause, stop: int) -> bool:
    """Tell "Asked about reports of a “row”, Poe said" before its comma: a term of who asks."""
    opens = 1 if clause.words and clause.words[0].lower in {"when", "if"} else 0
    asked = REACH > stop > opens and clause.words[opens].lower in _ASKED
    return asked and not any(clause.broken(at) for at in range(1, stop))


def leads_on(reading: Reading, clause: Clause, verb: int) -> bool:
    """Tell ``Poe, who spoke of “a row,” says the plan “mends it”`` from an inverted tag."""
    if verb + 1 >= len(clause.words) or clause.words[verb + 1].lower not in DETERMINERS:
        return False
    end = clause.words[verb].end
    behind = reading.quoted_between(end, end + _PLAN_CHARS)
    if not behind or behind[0].start < end:
        return False
    between = reading.folded[end : behind[0].start].rstrip("\"'")
    goes_on = reading.folded[behind[0].start].islower()
    return goes_on and between.replace(" ", "").replace("-", "").isalpha()


def passed_on(reading: Reading, clause: Clause, verb: int) -> Said | None:
    """Return Poe in ``"…," aides said Mr. Poe told his staff``: they pass on his words."""
    words = clause.words
    told_of = _pointed_at(reading, clause, verb)
    if told_of is not None:
        return told_of
    if words[verb].lower not in {"said", "say", "says"}:
        return None
    for at in range(verb + 2, min(len(words), verb + _PASSED_WORDS)):
        if clause.broken(at):
            return None
        if words[at].lower in HEARER:
            speaker = subject_before(clause, at)
            person = speaker is not None and reading.table.kinds.get(speaker.key) == "person"
            inside = speaker is not None and clause.index_at(speaker.start) > verb
            if not (person and inside):
                return None
            return Said(reading.key_of(speaker), words[at].text, verb=cues()[words[at].lower])
    return None


def _pointed_at(reading: Reading, clause: Clause, verb: int) -> Said | None:
    """Return Poe in ``Poe has claimed that it “would go on,” Moe noted``: words that go on his."""
    words = clause.words
    before = reading.quoted_between(words[0].start, words[verb].start)
    if len(before) != 1 or not reading.folded[before[0].start].islower():
        return None
    stop = clause.index_at(before[0].start)
    that = next((at for at in range(2, min(stop, REACH)) if words[at].lower == "that"), 0)
    cue = cue_at(clause, that - 1) if that else None
    if cue is None or cue.participle or any(clause.broken(at) for at in range(1, stop)):
        return None
    named = next((clause.name_starting(at) for at in range(that) if clause.name_starting(at)), None)
    speaker = subject_before(clause, that - 1)
    own = named is not None and speaker is not None and speaker.key == named.key
    if not own or reading.table.kinds.get(named.key if named else "") != "person":
        return None
    opens = all(word.capital for word in words[: clause.index_at(named.start if named else 0)])
    return Said(reading.key_of(speaker), words[that - 1].text, verb=cue) if opens else None


def quoted_as(reading: Reading, clause: Clause, verb: int) -> Said | None:
    """Return Poe in ``"…," the paper quoted Poe as saying``: it gives his words."""
    words = clause.words
    if words[verb].lower not in _QUOTING:
        return None
    saying = next((at for at in range(verb + 2, min(len(words), verb + _QUOTED_WORDS))
                   if words[at].lower == "saying" and words[at - 1].lower == "as"), 0)  # fmt: skip
    if not saying:
        return None
    speaker = quoted_object(clause, saying - 1)
    return Said(reading.key_of(speaker), words[saying].text, verb=cues()["saying"])


def inner_saying(reading: Reading, clause: Clause, stop: int) -> Said | None:
    """Return Moe in "Poe said Moe had met him and had said, “…”": the inner clause goes on."""
    words, verb = clause.words, stop - 1
    cue = cue_at(clause, verb) if verb > 3 else None
    if cue is None or cue.participle or words[verb - 1].lower not in _HAVING:
        return None
    if words[verb - 2].lower not in {"and", "but"}:
        return None
    for at in range(verb - 3, max(0, verb - REACH), -1):
        if words[at].lower == words[verb - 1].lower:
            speaker = subject_before(clause, at)
            return Said(reading.key_of(speaker), words[verb].text, verb=cue) if speaker else None
    return None


def pointed_out(reading: Reading, clause: Clause, stop: int) -> Said | None:
    """Return Poe in "As Poe points out, “…”" and "Poe pointed out that “…”"."""
    words = clause.words
    verb = stop - 2 - (stop > 2 and words[stop - 1].lower == "that")
    if verb < 1 or words[verb].lower not in _POINTING or words[verb + 1].lower != "out":
        return None
    speaker = subject_before(clause, verb)
    return Said(reading.key_of(speaker), words[verb].text) if speaker is not None else None


def before_closed(reading: Reading, clause: Clause, stop: int, said: Said) -> Said | None:
    """Return who said "that while talks would continue, the town would “…”": "continue" is over."""
    for index in range(stop - 1, max(0, stop - REACH), -1):
        if clause.words[index].text == said.cue:
            over = index + 1 < stop and "," in clause.gap(index + 1)
            earlier = cue_before(reading, clause, index) if over else None
            return earlier if earlier is not None and earlier.key else said
    return said


def not_denied(reading: Reading, clause: Clause, stop: int, said: Said) -> Said:
    """Return Moe in "Moe said Poe did not speak of it and was “unaware”": no saying of Poe's."""
    for index in range(stop - 1, max(0, stop - REACH), -1):
        if clause.words[index].text == said.cue:
            before = clause.words[index - 1].lower
            denied = before in {"not", "never"} or before.endswith("n't")
            earlier = cue_before(reading, clause, index) if denied else None
            return earlier if earlier is not None and earlier.key else said
    return said


def is_reply(reading: Reading, number: int, own: Said, found: Sequence[Said | None]) -> bool:
    """Tell the "he replied" behind what somebody has asked: nobody replies to himself."""
    if own.verb is None or own.verb.lemma not in _REPLYING or not number:
        return False
    asked, stretch = found[number - 1], reading.quoted[number]
    behind = reading.folded[stretch.end : stretch.end + _TAG_CHARS].lstrip("\"' ,").split()
    here = reading.content[max(0, reading.sentence_at(stretch.start) - 1)]
    beside = reading.quoted[number - 1].end > here.span.start
    pronoun = behind[:1] in (["he"], ["she"])
    told = asked is not None and asked.key == own.key and asked.cue.lower() in _TELLING
    return told and pronoun and beside


def other_speaker(
    reading: Reading, number: int, own: Said, found: Sequence[Said | None]
) -> str | None:
    """Return who spoke before the one who is replied to; None where nobody is near."""
    gender = reading.table.genders.get(own.key or "", "")
    for earlier in reversed(found[max(0, number - _DIALOGUE) : number]):
        key = earlier.key if earlier is not None else None
        if key and key != own.key and reading.table.kinds.get(key) == "person":
            other = reading.table.genders.get(key, "")
            return key if not (gender and other and gender != other) else None
    return None
