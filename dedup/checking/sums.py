"""Figures of a claim that a sentence does not print but makes up.

A sum ("32 men and 11 women" are 43 people), a rest ("sold 15 of its 60 cranes": 45
left), and what is said of each times how many there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from dedup.checking.near import Near
from dedup.checking.reading import Figure, Reading
from dedup.checking.relations import alike, exact
from dedup.facts.quantities import quantities_in
from dedup.slots import same_noun
from dedup.text import fold

# Words that claim a sum, a rest or a difference: the parts themselves do not state it.
_SUM = re.compile(r"\b(?:in all|in total|altogether|combined|total(?:l?ed|l?ing|s)?|together)\b")
_REST = re.compile(r"\b(?:remain\w*|left over|left|rest|now|still)\b")
_MORE = re.compile(
    r"\b(?:more|fewer|less|longer|higher|lower|taller|older)\b(?! than\b)[^.]*\bthan\b"
)
# What stands between a share and its whole.
_OF_ALL = re.compile(r" of (?:the |its |his |her |their |those |all )+(?=\d|[a-z])")
_MOST_PARTS = 3
# One share or number for each: what is said of one times how many there are makes them all.
_EACH = re.compile(
    r"\b(?:each|every|per|apiece|times|equally|split|daily|a (?:day|week|month|year))\b"
)
# A quotient is printed rounded.
_QUOTIENT = 1e-6


def claims_derived(text: str, near: Sequence[Near]) -> bool:
    """Tell whether a part claims a sum, a rest or a difference that no sentence near speaks of."""
    low = fold(text).lower()
    for pattern in (_SUM, _REST, _MORE):
        if pattern.search(low):
            return not any(pattern.search(fold(each.reading.text).lower()) for each in near)
    return False


def is_left_of_all(figure: Figure, near: Sequence[Near]) -> bool:
    """Tell whether a share of a whole leaves a claim's figure: "41 of its 67 shops" leave 26."""
    for each in near:
        for share in each.reading.figures:
            text, some = each.reading.text[share.start : share.end], exact(share.slots)
            of = _OF_ALL.search(text)
            whole = of and next(iter(quantities_in(text[of.end() :])), None)
            if whole and some is not None and whole.slots.low == some + (figure.slots.low or 0.0):
                return True
    return False


def made_up(figure: Figure, part: Reading, near: Sequence[Near]) -> tuple[str, int, str] | None:
    """Find figures of one sentence that make up a claim's: a sum, a rest, one times many.

    Returns:
        The first of them as printed, the sentence and how ("32 + 11"); "=" and no more
        when the figures of one kind there make up another; None when there is nothing.
    """
    target = exact(figure.slots)
    if target is None or target < 2:
        return None
    low = fold(part.text).lower()
    rest = bool(_REST.search(low) or _MORE.search(low))
    other = None
    for each in near:
        many = bool(_EACH.search(low) or _EACH.search(fold(each.reading.text).lower()))
        kept = [
            (f, v)
            for f in each.reading.figures
            if (v := exact(f.slots)) is not None
            and f.slots.unit in ("", figure.slots.unit)
            and (many or f.slots.unit == figure.slots.unit)
        ]
        text, index = each.reading.text, each.reading.index
        for run in _runs(kept):
            values = [value for _, value in run]
            sign = _sign(values, target, rest=rest, many=many)
            if sign and (sign in "×/" or _one_kind(run, figure, rest=rest)):
                how = f" {sign} ".join(f"{value:g}" for value in values)
                return text[run[0][0].start : run[0][0].end], index, how
        counted = [f for f, _ in kept if alike(figure.slots, f.slots)]
        if other is None and len(kept) > 1 and counted and not many:
            other = (text[counted[0].start : counted[0].end], index, "=")
    return other


def _sign(values: Sequence[float], target: float, *, rest: bool, many: bool) -> str:
    """Return the operation that turns values into a target; "" for none."""
    if _same(sum(values), target):
        return "+"
    if rest and _same(values[0] - sum(values[1:]), target):
        return "-"
    if many and len(values) == 2:
        if _same(values[0] * values[1], target):
            return "×"
        if values[1] and abs(values[0] / values[1] - target) <= _QUOTIENT * target:
            return "/"
    return ""


def _runs(exact: Sequence[tuple[Figure, float]]) -> Iterator[tuple[tuple[Figure, float], ...]]:
    for size in range(2, _MOST_PARTS + 1):
        if len(exact) <= _MOST_PARTS + 1:
            yield from combinations(exact, size)
        else:
            yield from (tuple(exact[i : i + size]) for i in range(len(exact) - size + 1))


def _same(left: float, right: float) -> bool:
    return round(left, 6) == round(right, 6)


def _one_kind(run: Sequence[tuple[Figure, float]], figure: Figure, *, rest: bool) -> bool:
    """Tell whether the parts count what the claim counts, or are counted side by side."""
    nouns = [f.slots.noun for f, _ in run]
    ours = figure.slots.noun
    if figure.slots.unit:
        return True
    named = [noun for noun in nouns if noun]
    if not ours or any(same_noun(ours, noun) for noun in named):
        return True
    # "32 men and 11 women" are 43 people; "58 geese and 37 ducks" 95 birds: two kinds, one sum.
    return not rest and len(set(named)) > 1
