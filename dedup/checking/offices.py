"""Offices that people hold: each excludes the others."""

from __future__ import annotations

from dedup.checking.finding import Finding
from dedup.checking.near import RENDERS, Near
from dedup.text import stem

# Offices are not each other's rewording, however near a lexicon sees them; one set a name.
OFFICES = {
    stem(word): number
    for number, words in enumerate(
        """president|premier prime|minister|mayor|governor|senator|deputy vice|director
        |chairman chair chairwoman chairperson|judge justice magistrate|lawyer attorney solicitor
        |spokesman spokeswoman spokesperson|secretary|teacher|engineer|doctor physician|manager
        |nurse|pilot|captain|coach|professor|ambassador|general|colonel|sergeant|king|queen|prince
        |bishop|pope|prosecutor|sheriff|treasurer|owner|founder|player|goalkeeper""".split("|")
    )
    for word in words.split()
}


def other_offices(near: Near) -> list[Finding]:
    """Return offices of a part in whose place the sentence prints another office."""
    laid, pairs = near.laid, dict(near.laid.pairs)
    found = []
    for i, word in enumerate(laid.ours):
        other = laid.theirs[pairs[i]] if i in pairs else None
        if other is None or word.stem == other.stem:
            continue
        offices = OFFICES.get(word.stem), OFFICES.get(other.stem)
        if None not in offices and offices[0] != offices[1] and near.frame >= RENDERS:
            words = f"{word.low} / {other.low}"
            found.append(
                Finding("another office", words, near.frame, near.reading.index, typed=False)
            )
    return found
