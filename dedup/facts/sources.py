"""Sources named without a reporting verb: "according to …", "a statement from …"."""

from __future__ import annotations

from dedup.facts.cues import cues
from dedup.facts.gazetteer import DETERMINERS, fold_key, word_set
from dedup.facts.joint import phrase_after
from dedup.facts.people import is_human
from dedup.facts.phrases import phrase_from
from dedup.facts.speech import DOCUMENTS, Clause, Speaker

_TALLIES = word_set("tally count poll estimate estimates analysis projection projections")
_OFFICERS = word_set("ceo cfo coo chief president chairman chairwoman chair founder")
_ROLE_WORDS = 4
_ASKED = word_set("polled surveyed interviewed quoted cited briefed familiar close")
_SIGNED = word_set("signed written penned authored issued posted sent submitted")
_STATIONS = word_set("television radio tv media press newspapers")
# "economists polled by the harbour section of the Norby Post" has at most so many words.
_SOURCE_WORDS = 12
_TITLE_CHARS = 60
_BY_MEASURE = word_set(
    """calculated measured set paid adjusted act acts acted based divided ranked graded priced
    sorted vary varies varied allocated distributed
    celebrated observed arranged"""
)


def according_to(clause: Clause, index: int) -> Speaker | None:
    """Return the source behind "according to" if it begins at this word."""
    words = clause.words
    if words[index].lower not in {"according", "in", "as"}:
        return None
    if index and not clause.broken(index) and words[index - 1].lower in _BY_MEASURE:
        return None  # "calculated according to a worker's contributions"
    pair = [word.lower for word in words[index : index + 4]]
    if pair[:2] == ["according", "to"]:
        first = index + 2
    elif pair == ["in", "the", "words", "of"]:
        first = index + 4
    elif clause.broken(index) and pair[:1] == ["as"] and pair[2:3] == ["by"] and _tells(pair[1]):
        first = index + 3  # "As explained by the Post, “…”"
    else:
        return None
    document = next((i for i in range(first, min(first + 4, len(words)))
                     if words[i].lower in DOCUMENTS or _is_tally(clause, i)), None)  # fmt: skip
    if document is not None:
        written = from_document(clause, document)
        if written is not None:
            return written
    found = phrase_after(clause, first)
    if document is not None and words[document - 1].lower == "court":
        found = None  # "according to a federal court filing": somebody filed it there
    if found is not None:
        found = _officer(clause, found)
    if found is not None:
        found = _titled(clause, first, found)
    if found is None and document is not None and words[document].lower in DOCUMENTS:
        while words[first].lower in DETERMINERS and first < document:
            first += 1
        key = fold_key(clause.folded[words[first].start : words[document].end])
        return Speaker(key, "", words[first].start)
    return found or _described(clause, first)


def _tells(word: str) -> bool:
    """Tell the participle of "as explained by Poe" from that of "as loved by Poe"."""
    cue = cues().get(word)
    return cue is not None and cue.past and cue.kind == "say"


def _described(clause: Clause, first: int) -> Speaker | None:
    """Return what "according to economists polled by Poe" and "… Norbian television" name."""
    words, last = clause.words, first
    while last + 1 < len(words) and not clause.broken(last + 1) and last - first < _SOURCE_WORDS:
        last += 1
    if first >= len(words) or (last + 1 < len(words) and not clause.broken(last + 1)):
        return None
    head, behind = words[first], words[first + 1].lower if last > first else ""
    polled = head.lower.endswith("s") and is_human(head) and behind in _ASKED
    station = words[last].lower in _STATIONS and head.capital and last - first < _ROLE_WORDS
    if not polled and not station:
        return None
    return Speaker(fold_key(clause.folded[head.start : words[last].end]), "", head.start)


def _officer(clause: Clause, body: Speaker) -> Speaker:
    """Return Poe in "according to Norby Water CEO Jane Poe": whose officer a body has."""
    words, first = clause.words, clause.index_at(body.start)
    firm = clause.name_starting(first) if first < len(words) else None
    if firm is None or firm.key != body.key:
        return body
    index = role = clause.index_at(firm.end)
    while index < len(words) and index - role < _ROLE_WORDS and not clause.broken(index):
        named = clause.name_starting(index)
        if named is not None and named.kind == "person":
            office = index > role and words[index - 1].lower in _OFFICERS
            return Speaker(named.key, "", named.start) if office else body
        index += 1
    return body


def _titled(clause: Clause, first: int, found: Speaker) -> Speaker:
    """Return the paper for ``a 73-page "Harbour Review"``: its noun stands in marks."""
    words, last = clause.words, first
    while last + 1 < len(words) and not clause.broken(last + 1) and last - first < _SOURCE_WORDS:
        last += 1
    begin, folded = words[last].end + 1, clause.folded
    end = folded.find('"', begin + 1, begin + _TITLE_CHARS)
    described = words[first].lower in DETERMINERS and ("-" in words[last].text or last == first)
    if not described or folded[begin - 1 : begin + 1] != ' "' or end < 0 or found.pronoun:
        return found
    return Speaker(fold_key(folded[begin + 1 : end]), "", words[first].start)


def _is_tally(clause: Clause, index: int) -> bool:
    """Tell "a tally by the Norbank Post" from "a count of the votes"."""
    by = clause.words[index + 1].lower if index + 2 < len(clause.words) else ""
    return clause.words[index].lower in _TALLIES and by in {"by", "from"}


def from_document(clause: Clause, index: int) -> Speaker | None:
    """Return who wrote a document: "a statement from the trust", "a report by Poe"."""
    words = clause.words
    if index + 2 < len(words) and words[index + 1].lower in {"by", "from", "of"}:
        return phrase_from(clause, index + 2)
    signed = [word.lower for word in words[index + 1 : index + 3]]
    if signed[1:] == ["by"] and signed[0] in _SIGNED and index + 3 < len(words):
        return phrase_from(clause, index + 3)  # "a letter signed by Poe"
    return None
