"""Where no clause may begin: in brackets, between a pair of dashes, in a list, in quoted words.

A pair of dashes holds an insertion; the words before and behind it are one clause. So
are quoted words and the clause that they are part of, and a list and what introduces it.
Precise only where the dashes of a sentence pair off: with an odd number of them one
may open a clause of its own, so nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence

from dedup.facts.verbs import is_finite

_DASH = "\u2014"
_CLOSING = {"(": ")", "[": "]"}
_RELATIVE = frozenset("who which whose".split())


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


def listed_behind(words: Sequence[str]) -> range:
    """Return the indices of a list behind a colon ("The boats are: the Ina, a tug; the Ada …").

    Its first member shows it: it ends at a semicolon and has no verb but that of a relative clause;
    or there are more before the first verb, which is one of a relative clause.
    """
    if ":" not in words:
        return range(0)
    first = words.index(":") + 1
    commas = 0
    for place in range(first, len(words)):
        word, before = words[place], words[place - 1]
        commas += word == ","
        relative = word in _RELATIVE and before == ","
        if word == ";" or (relative and (commas > 2 or ";" in words[place:])):
            return range(first, len(words))
        if relative or word == '"' or is_finite(word, before):
            break
    return range(0)


def quoted_words(words: Sequence[str], apart: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the indices of the marks around quoted words that are part of a clause.

    'He was "a man, who …"' holds some; a quotation behind a comma or a colon is none of them.

    Args:
        words: Words and marks, lower case.
        apart: Whether white space stands before each.
    """
    found: list[tuple[int, int]] = []
    opening = None
    for index, word in enumerate(words):
        if word != '"':
            continue
        if opening is not None:
            found.append((opening, index))
            opening = None
        elif index and words[index - 1][0].isalnum() and apart[index]:
            opening = index
    return found if opening is None else [*found, (opening, len(words) - 1)]
