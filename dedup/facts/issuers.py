"""Who issued a paper: "the statement said" after "Poe said in a statement"."""

from __future__ import annotations

from dedup.facts.gazetteer import word_set
from dedup.facts.joint import subject_after
from dedup.facts.reading import Reading
from dedup.facts.sources import from_document
from dedup.facts.speech import REACH, Clause, Speaker, cue_at
from dedup.facts.subjects import finite_subject, subject_before

# What somebody issues and then speaks through. A report or a study speaks for itself.
_ISSUED = word_set("statement letter memo notice email e-mail release message post")
_ISSUING = word_set("issued issues released releases sent sends wrote published posted")
# How far back "the statement" may mean one that was spoken of, in sentences.
_BACK = 6
# "said on Monday in a short statement" has at most this many words from verb to noun.
_CUE_REACH = 9


def issuer_key(reading: Reading, number: int, key: str | None) -> str | None:
    """Return who issued "the statement" that speaks in a sentence; else the key as it is."""
    if key not in _ISSUED:
        return key
    number = _where_told(reading, number)
    span = reading.content[number].span
    sentence = reading.folded[span.start : span.end].lower()
    here = f" a {key} that " in sentence  # "Poe issued a statement that said"
    if f"the {key} " not in sentence and not (here or sentence.rstrip(".").endswith(f"the {key}")):
        told = _told_by_it(reading, number, key)
        if told is None:
            return key
        number = told
    for earlier in range(number, max(-1, number - _BACK), -1):
        speaker = _issued_in(reading.clause(earlier), key)
        issuer = reading.key_of(speaker)
        if issuer is not None and issuer != key:
            return issuer
    return key


def _where_told(reading: Reading, number: int) -> int:
    """Return the sentence whose quotation runs on over this one: it says who speaks."""
    floor = max(0, number - _BACK)
    while number > floor and not reading.clause(number).words:
        number -= 1
    return number


def _told_by_it(reading: Reading, number: int, noun: str) -> int | None:
    """Return the sentence of "The statement said" that "It added" in a sentence goes on from."""
    words = {word.lower for word in reading.clause(number).words}
    if "it" not in words or noun in words:
        return None
    for earlier in range(number - 1, max(-1, number - _BACK), -1):
        span = reading.content[earlier].span
        if f"the {noun} " in reading.folded[span.start : span.end].lower():
            return earlier
    return None


def _issued_in(clause: Clause, noun: str) -> Speaker | None:
    """Return who says something "in a statement" or issues one in a sentence."""
    words = clause.words
    for index in range(1, min(len(words), REACH)):
        if words[index].lower != noun or words[index].possessive:
            continue
        at = index - 1
        while at > 0 and index - at < 4 and words[at].lower not in {"a", "an", "this"}:
            at -= 1
        if words[at].lower not in {"a", "an", "this"}:
            continue
        found = from_document(clause, index) or _cue_of(clause, at)
        if found is not None:
            return found
    return None


def _cue_of(clause: Clause, article: int) -> Speaker | None:
    """Return whose the verb before "in a statement" is."""
    words = clause.words
    within = article > 0 and words[article - 1].lower in {"in", "with", "via", "through"}
    for index in range(article - 1, max(-1, article - _CUE_REACH), -1):
        issues = words[index].lower in _ISSUING and index == article - 1
        if issues:
            return subject_before(clause, index) or (
                finite_subject(clause, index) if words[index - 1].lower == "and" else None
            )
        if within and cue_at(clause, index) is not None:
            return subject_before(clause, index) or subject_after(clause, index)
    return _fronted(clause, article) if within and article == 1 else None


def _fronted(clause: Clause, article: int) -> Speaker | None:
    """Return Poe in "In a statement on Monday, Poe said"."""
    comma = next((at for at in range(article + 1, min(len(clause.words), article + _CUE_REACH))
                  if clause.broken(at)), 0)  # fmt: skip
    if not comma or clause.gap(comma) != ", ":
        return None
    for index in range(comma + 1, min(len(clause.words), comma + REACH)):
        cue = cue_at(clause, index)
        if cue is not None and not cue.participle:
            return subject_before(clause, index)
    return None
