"""Bags of integer ids per sentence, multiplied without a matrix library.

Only the ids that two rows share are visited, which is what a pair of sentences has
few of; a threaded dense product costs more in waiting threads than in arithmetic.
Values lie on a grid of 2^-20: sums of their products are exact in float64, so
neither the order of a sum nor the machine changes a bit of the result.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Products of two such values need 40 bits; 53 are there, so 2^13 terms of 1 add up exactly.
GRID = float(2**20)
# Pairs of equal ids looked at in one go: 2^16 x 6 arrays x 8 bytes = 3 MB, which a processor's
# cache holds. At 2^20 the memory is fetched anew each time, and a product takes 3.5 times as long.
MOST_MATCHES = 2**16


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Which rows have which ids; an id is unique within a row.

    Args:
        rows: Row number of each entry.
        ids: Id of each entry, ascending; entries of one id by row.
        n_rows: Number of rows, empty ones included.
        columns: The distinct ids, ascending.
        starts: Where the entries of each column begin, and their number at the end.
    """

    rows: Ints
    ids: Ints
    n_rows: int
    columns: Ints
    starts: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Bags:
    """Rows of (id, value).

    Args:
        layout: The rows and their ids.
        values: Value of each entry of the layout, on the grid.
    """

    layout: Layout
    values: Floats

    def totals(self) -> Floats:
        """Return the sum of the values of each row."""
        n_rows = self.layout.n_rows
        result: Any = np.bincount(self.layout.rows, weights=self.values, minlength=n_rows)
        # bincount of no entries ignores the type of its weights.
        return np.asarray(result, dtype=np.float64)

    def with_values(self, values: Floats) -> Bags:
        """Return the same entries with other values, put on the grid."""
        return Bags(self.layout, on_grid(values))

    def ones(self) -> Bags:
        """Return the same entries, each of value 1."""
        return Bags(self.layout, np.ones(len(self.values)))

    def normalised(self) -> Bags:
        """Return the rows scaled to Euclidean length 1 (empty rows stay empty)."""
        squares = Bags(self.layout, self.values**2).totals()
        lengths = np.sqrt(np.maximum(squares, 1e-12))
        return self.with_values(self.values / lengths[self.layout.rows])

    def part(self, first: int, last: int) -> Bags:
        """Return the rows from ``first`` up to ``last``, numbered from 0."""
        layout = self.layout
        if (first, last) == (0, layout.n_rows):
            return self
        kept = np.flatnonzero((layout.rows >= first) & (layout.rows < last))
        rows = layout.rows[kept] - first
        return Bags(_layout(rows, layout.ids[kept], last - first), self.values[kept])


def on_grid(values: Floats) -> Floats:
    """Round to multiples of 2^-20."""
    result: Floats = np.round(values * GRID) / GRID
    return result


def _layout(rows: Ints, ids: Ints, n_rows: int) -> Layout:
    """Return the layout of entries that are sorted by id, then row."""
    first = np.ones(len(ids), dtype=bool)
    first[1:] = ids[1:] != ids[:-1]
    starts = np.flatnonzero(first)
    return Layout(rows, ids, n_rows, ids[starts], np.append(starts, len(ids)))


def make_bags(rows: Sequence[tuple[Sequence[int], Sequence[float]]]) -> Bags:
    """Build bags from (ids, values) of each row; ids must be unique within a row."""
    sizes = [len(ids) for ids, _ in rows]
    ids = np.array(list(chain.from_iterable(row for row, _ in rows)), dtype=np.int64)
    values = np.array(list(chain.from_iterable(row for _, row in rows)), dtype=np.float64)
    numbers = np.repeat(np.arange(len(rows), dtype=np.int64), np.array(sizes, dtype=np.int64))
    order = np.argsort(ids, kind="stable")
    return Bags(_layout(numbers[order], ids[order], len(rows)), on_grid(values[order]))


def combine(rows: Ints, ids: Ints, values: Floats, n_rows: int, *, by: np.ufunc = np.add) -> Bags:
    """Build bags from entries whose ids may repeat within a row.

    Args:
        rows: Row number of each entry, ascending.
        ids: Id of each entry.
        values: Value of each entry.
        n_rows: Number of rows.
        by: What makes one value of those of one id in a row, in the order given.
    """
    order = np.argsort(ids, kind="stable")
    rows, ids, values = rows[order], ids[order], values[order]
    if not len(ids):
        return Bags(_layout(rows, ids, n_rows), values)
    new = np.ones(len(ids), dtype=bool)
    new[1:] = (ids[1:] != ids[:-1]) | (rows[1:] != rows[:-1])
    starts = np.flatnonzero(new)
    merged: Floats = by.reduceat(values, starts)
    return Bags(_layout(rows[starts], ids[starts], n_rows), on_grid(merged))


def dot(left: Bags, right: Bags) -> Floats:
    """Return the products of all rows, float64, shape (n_left, n_right); exact."""
    return dots(left.layout, right.layout, [(left.values, right.values)])[0]


def dots(left: Layout, right: Layout, values: Sequence[tuple[Floats, Floats]]) -> list[Floats]:
    """Return the products of all rows for several values of the same entries.

    Args:
        left: Rows.
        right: Rows to multiply them with.
        values: For each result the values of either side's entries.

    Returns:
        For each pair of values a float64 array, shape (n_left, n_right); exact.
    """
    shape = (left.n_rows, right.n_rows)
    results = [np.zeros(shape[0] * shape[1]) for _ in values]
    for ours, n_each, theirs in _matches(left, right):
        # Each entry of ours is met several times in a row: repeating costs less than looking up.
        cells = np.repeat(left.rows[ours] * right.n_rows, n_each) + right.rows[theirs]
        for result, (one, other) in zip(results, values, strict=True):
            result += np.bincount(cells, np.repeat(one[ours], n_each) * other[theirs], len(result))
    return [result.reshape(shape) for result in results]


def _matches(left: Layout, right: Layout) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Yield the entries of either side that have one id, in runs of bounded length.

    Yields:
        Entries of left, how many of right each meets, and those, one after the other.
    """
    if not len(left.ids) or not len(right.ids):
        return
    # Both are ascending: a binary search needs no sort.
    places = np.searchsorted(right.columns, left.columns)
    places[places == len(right.columns)] = 0
    common = right.columns[places] == left.columns
    sizes = np.where(common, np.diff(right.starts)[places], 0)
    of_column = np.diff(left.starts)
    counts = np.repeat(sizes, of_column)
    entries = np.flatnonzero(counts)
    counts, firsts = counts[entries], np.repeat(right.starts[places], of_column)[entries]
    ends = np.cumsum(counts)
    start = 0
    while start < len(entries):
        before = int(ends[start - 1]) if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, before + MOST_MATCHES, "right")))
        n = counts[start:stop]
        offsets = firsts[start:stop] - (ends[start:stop] - n - before)
        theirs = np.repeat(offsets, n) + np.arange(int(ends[stop - 1]) - before)
        yield entries[start:stop], n, theirs
        start = stop
