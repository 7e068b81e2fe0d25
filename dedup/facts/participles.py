"""Whose a participle is where the words right before it tell: "accused Poe of telling".

Priorities: what they plainly tell goes before the subject of the sentence; else nobody.
"""

from __future__ import annotations

from dedup.facts.cues import BE
from dedup.facts.gazetteer import word_set
from dedup.facts.joint import phrase_after, phrase_ending
from dedup.facts.phrases import PREPOSITIONS, STOPS
from dedup.facts.speech import Clause, Speaker

OBJECTS = {"him": "he", "her": "she", "them": "they"}
_ACCUSING = word_set("accused accuse accuses accusing")
_WRITTEN = word_set("written penned published posted issued authored drafted signed released filed")
_QUOTING = word_set("quoted quotes quoting cited cites citing")
# "quoted the head of the Norby Harbour Trust as saying"
_QUOTED_WORDS = 12
# "penned by one of the senator's former aides alleging"
_WRITER_WORDS = 10


def accused_of(clause: Clause, participle: int) -> Speaker | None:
    """Return Poe in "Moe accused Poe of privately telling": it is what Poe has done."""
    words, of = clause.words, participle - 1
    while of > 1 and words[of].lower.endswith("ly") and not clause.broken(of + 1):
        of -= 1
    if of < 2 or words[of].lower not in {"of", "for"} or clause.broken(of):
        return None
    first = of - 1
    while first > 0 and not clause.broken(first) and words[first].lower not in _ACCUSING:
        first -= 1
    accuses = words[first].lower in _ACCUSING and of - first > 1
    if not accuses or any(clause.broken(at) for at in range(first + 1, participle + 1)):
        return None
    pronoun = OBJECTS.get(words[of - 1].lower)
    if pronoun is not None:
        return Speaker("", pronoun, words[of - 1].start)
    return phrase_ending(clause, of - 1, first + 1)


def quoted_object(clause: Clause, by: int) -> Speaker | None:
    """Return Poe in "the Post quoted Poe as saying", ``by`` being "as": the words are Poe's.

    None in "Poe was quoted in the Post as saying", where nobody stands right behind the verb.
    """
    words = clause.words
    for at in range(by - 1, max(0, by - _QUOTED_WORDS), -1):
        if words[at].lower in _QUOTING:
            behind = words[at + 1]
            passive = words[at - 1].lower in BE or behind.lower in PREPOSITIONS
            if at + 1 == by or passive or clause.broken(at + 1):
                return None
            pronoun = OBJECTS.get(behind.lower)
            if pronoun is not None:
                return Speaker("", pronoun, behind.start)
            return phrase_after(Clause(clause.folded, words[:by], clause.table), at + 1)
        if clause.broken(at + 1) and clause.gap(at + 1) != ", ":
            return None
    return None


def writer_of(clause: Clause, participle: int) -> Speaker | None:
    """Return the aide in "Poe regretted a column penned by an aide alleging"."""
    words = clause.words
    for by in range(participle - 2, max(1, participle - _WRITER_WORDS), -1):
        if clause.broken(by + 1) or words[by].lower in STOPS:
            return None
        if words[by].lower == "by":
            written = words[by - 1].lower in _WRITTEN and not clause.broken(participle)
            return phrase_ending(clause, participle - 1, by + 1) if written else None
    return None
