"""Sources named without a reporting verb: "according to …", "a statement from …"."""

from __future__ import annotations

from dedup.facts.gazetteer import DETERMINERS, fold_key, word_set
from dedup.facts.joint import phrase_after
from dedup.facts.phrases import phrase_from
from dedup.facts.speech import DOCUMENTS, Clause, Speaker

_TALLIES = word_set("tally count poll estimate estimates analysis projection projections")
_BY_MEASURE = word_set(
    """calculated measured set paid adjusted act acts acted based divided ranked graded priced
    sorted vary varies varied allocated distributed"""
)


def according_to(clause: Clause, index: int) -> Speaker | None:
    """Return the source behind "according to" if it begins at this word."""
    words = clause.words
    if words[index].lower not in {"according", "in"}:
        return None
    if index and not clause.broken(index) and words[index - 1].lower in _BY_MEASURE:
        return None  # "calculated according to a worker's contributions"
    pair = [word.lower for word in words[index : index + 4]]
    if pair[:2] == ["according", "to"]:
        first = index + 2
    elif pair == ["in", "the", "words", "of"]:
        first = index + 4
    else:
        return None
    document = next((i for i in range(first, min(first + 4, len(words)))
                     if words[i].lower in DOCUMENTS or _is_tally(clause, i)), None)  # fmt: skip
    if document is not None:
        written = from_document(clause, document)
        if written is not None:
            return written
    found = phrase_after(clause, first)
    if found is None and document is not None and words[document].lower in DOCUMENTS:
        while words[first].lower in DETERMINERS and first < document:
            first += 1
        key = fold_key(clause.folded[words[first].start : words[document].end])
        return Speaker(key, "", words[first].start)
    return found


def _is_tally(clause: Clause, index: int) -> bool:
    """Tell "a tally by the Norbank Post" from "a count of the votes"."""
    by = clause.words[index + 1].lower if index + 2 < len(clause.words) else ""
    return clause.words[index].lower in _TALLIES and by in {"by", "from"}


def from_document(clause: Clause, index: int) -> Speaker | None:
    """Return who wrote a document: "a statement from the trust", "a report by Poe"."""
    words = clause.words
    if index + 2 < len(words) and words[index + 1].lower in {"by", "from", "of"}:
        return phrase_from(clause, index + 2)
    return None
