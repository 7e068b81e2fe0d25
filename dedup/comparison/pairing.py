"""Which mentions of a story are held against each other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterator, Sequence

from dedup.comparison.agreement import quantity, surely_apart
from dedup.comparison.context import Located, StoryContext
from dedup.slots import measure_of


def pairs(items: Sequence[Located], context: StoryContext) -> Iterator[tuple[int, int]]:
    """Yield the pairs of mentions whose articles are about one thing."""
    for i, left in enumerate(items):
        for j in range(i + 1, len(items)):
            if context.related(left.article, items[j].article):
                yield i, j


def figure_pairs(items: Sequence[Located], context: StoryContext) -> Iterator[tuple[int, int]]:
    """Yield such pairs of figures, in the same order, but for those that are surely apart.

    Nine in ten are, by what they measure: a story measures few things, and each is held
    against each other once.
    """
    measures = [measure_of(quantity(item)) for item in items]
    places: dict[Hashable, list[int]] = {}
    for i, measure in enumerate(measures):
        places.setdefault(measure, []).append(i)
    near = {
        measure: sorted(
            j
            for theirs in places.values()
            if not surely_apart(items[ours[0]], items[theirs[0]])
            for j in theirs
        )
        for measure, ours in places.items()
    }
    for i, measure in enumerate(measures):
        others = near[measure]
        for j in others[bisect_right(others, i) :]:
            if context.related(items[i].article, items[j].article):
                yield i, j
