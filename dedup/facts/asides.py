"""Where no clause may begin: inside brackets, and in what a pair of dashes sets off.

A pair of dashes holds an insertion; the words before and behind it are one clause.
Precise only where the dashes of a sentence pair off: with an odd number of them one
may open a clause of its own, so nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence

_DASH = "\u2014"
_CLOSING = {"(": ")", "[": "]"}


def bracketed(words: Sequence[str]) -> list[tuple[int, int]]:
    """Return the indices of each opening bracket and its closing one.

    What is wholly in brackets is no insertion: a bracket that opens the words is left out.
    """
    found: list[tuple[int, int]] = []
    opening: list[int] = []
    for index, word in enumerate(words):
        if word in _CLOSING:
            opening.append(index)
        elif word in (")", "]") and opening and _CLOSING[words[opening[-1]]] == word:
            first = opening.pop()
            if first and not opening:
                found.append((first, index))
    return found


def insertions(words: Sequence[str]) -> list[tuple[int, int]]:
    """Return the indices of the two dashes around each insertion."""
    found: list[tuple[int, int]] = []
    dashes: list[int] = []
    for index, word in enumerate(words):
        if word == _DASH:
            dashes.append(index)
        elif word == ";":
            found += _pairs(dashes)
            dashes = []
    return found + _pairs(dashes)


def _pairs(dashes: Sequence[int]) -> list[tuple[int, int]]:
    if len(dashes) % 2:
        return []
    return list(zip(dashes[::2], dashes[1::2], strict=True))
