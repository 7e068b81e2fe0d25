"""Reporting verbs for what is done and not said: "denied Poe a visa", "aides charged under".

Priorities: no report rather than one that nobody made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedup.facts.cues import BE, Cue
from dedup.facts.gazetteer import DETERMINERS, word_set
from dedup.facts.verbs import is_finite, is_participle

if TYPE_CHECKING:
    from dedup.facts.speech import Clause

_NO_OBJECT = word_set("that to of in on for at with by and or but as when while before after if")
# "argued her first big port case": a case is named at most so many words behind.
_CASE_REACH = 7
# What is denied with one of these is not given: "denied the judge a hearing".
_GRANTS = word_set(
    """hearing hearings access entry bail parole asylum permit permits permission visa visas licence
    licences license licenses accreditation boarding custody clemency"""
)
_GRANT_WORDS = 5
# Behind these participles they are passive: the active verb has its object between.
_PASSIVE_WITH = {"accuse": word_set("of"), "charge": word_set("with under over")}
# "to get the case dismissed": what somebody has done to a thing; its noun has so many words.
_CAUSING = word_set("get gets getting got")
_CAUSED_WORDS = 4
# "a campaign to attack Poe and argue against it": so far back stands the "to" of both.
_INFINITIVE_WORDS = 7
# "some refuse to leave and say it is safe": the plural's own verb.
_STATIVE = word_set("say think believe")


def is_act(clause: Clause, index: int, cue: Cue) -> bool:
    """Tell whether a reporting verb names what is done or undergone where it stands."""
    following = clause.words[index + 1].lower if index + 1 < len(clause.words) else ""
    if cue.lemma == "welcome" and following == "in":
        return True  # "welcoming in the New Year"
    return (
        _is_withheld(clause, index, cue)
        or _is_pleaded(clause, index, cue)
        or _is_charged(clause, index, cue)
        or _is_caused(clause, index, cue)
        or _is_purpose(clause, index, cue)
    )


def _is_caused(clause: Clause, index: int, cue: Cue) -> bool:
    """Tell "to get the case dismissed" from "the case dismissed it": caused, by nobody named."""
    words = clause.words
    if not cue.past:
        return False
    for at in range(index - 1, max(0, index - _CAUSED_WORDS - 1), -1):
        if clause.broken(at + 1):
            return False
        if words[at].lower in DETERMINERS or words[at].possessive:
            before = words[at - 1].lower
            to_have = before == "have" and at > 1 and words[at - 2].lower == "to"
            return not clause.broken(at) and (before in _CAUSING or to_have)
    return False


def _is_purpose(clause: Clause, index: int, cue: Cue) -> bool:
    """Tell "a campaign to attack Poe and argue against it": an infinitive goes on."""
    words = clause.words
    base = words[index].lower == cue.lemma and cue.lemma not in _STATIVE
    if words[index + 1 : index + 2] and words[index + 1].lower == "that":
        return False  # "some refuse to leave and claim that it is safe"
    if not base or index < 3 or words[index - 1].lower not in {"and", "or"} or clause.broken(index):
        return False
    for at in range(index - 2, max(0, index - _INFINITIVE_WORDS), -1):
        lower, before = words[at].lower, words[at - 1].lower
        if clause.broken(at + 1) or (before != "to" and is_finite(lower, before)):
            return False
        if before == "to":
            bare = not words[at].capital and lower not in DETERMINERS and not lower.endswith("s")
            return bare and not clause.broken(at)
    return False


def _is_withheld(clause: Clause, index: int, cue: Cue) -> bool:
    """Tell "denying him a victory" and "denied Poe a visa" from "denied his claims"."""
    words = clause.words
    if cue.lemma != "deny" or index + 1 >= len(words) or clause.broken(index + 1):
        return False
    if _is_grant(clause, index):
        return True
    at = index + 2
    if at >= len(words):
        return False
    if words[index + 1].capital or words[index + 1].lower not in {"him", "them", "us", "me"}:
        person = clause.name_starting(index + 1)
        if words[index + 1].text != "her" and (person is None or person.kind != "person"):
            return False
        at = clause.index_at(person.end) if person is not None else at
        if at >= len(words) or words[at].lower not in {"a", "an", "the", "any"}:
            return False
    return not clause.broken(at) and words[at].lower not in _NO_OBJECT


def _is_grant(clause: Clause, index: int) -> bool:
    """Tell "denied a budget hearing" and "denied access to" from "denied the hearing was long"."""
    words = clause.words
    for at in range(index + 1, min(len(words), index + _GRANT_WORDS)):
        if (clause.broken(at) and at > index + 1) or words[at].lower in _NO_OBJECT:
            return False
        if words[at].lower in _GRANTS and not words[at].possessive:
            ends = at + 1 >= len(words) or clause.broken(at + 1)
            return ends or words[at + 1].lower in _NO_OBJECT - {"that"}
    return False


def _is_charged(clause: Clause, index: int, cue: Cue) -> bool:
    """Tell "was arrested and charged in May" from "was surprised and charged that"."""
    words = clause.words
    if cue.lemma not in _PASSIVE_WITH or not cue.past:
        return False
    following = words[index + 1].lower if index + 1 < len(words) else ""
    if following in _PASSIVE_WITH[cue.lemma]:
        return True  # "aides charged under a law that"
    if index < 3 or clause.broken(index) or words[index - 1].lower != "and" or following == "that":
        return False
    near = [word.lower for word in words[max(0, index - 6) : index - 1]]
    return is_participle(near[-1]) and bool(BE & set(near[:-1]))


def _is_pleaded(clause: Clause, index: int, cue: Cue) -> bool:
    """Tell "argued her first case before the court" from "argued the case was weak"."""
    if cue.lemma != "argue":
        return False
    words = clause.words
    for at in range(index + 1, min(len(words), index + _CASE_REACH)):
        if clause.broken(at) or words[at].lower in _NO_OBJECT:
            return False
        if words[at].lower in {"case", "cases", "appeal", "appeals"}:
            ends = at + 1 >= len(words) or clause.broken(at + 1)
            return ends or not is_finite(words[at + 1].lower, words[at].lower)
    return False
