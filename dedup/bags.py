"""Bags of integer ids per sentence, multiplied without a sparse-matrix library.

A pair of articles shares few ids, so the product runs densely over the shared
columns only. Values lie on a grid of 2^-20: sums of their products are exact in
float64, so neither the order of a sum nor the machine's linear algebra changes
a bit of the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Products of two such values need 40 bits; 53 are there, so 2^13 terms of 1 add up exactly.
GRID = float(2**20)
# Rows multiplied at once: 256 x 10,000 shared columns x 8 bytes = 20 MB.
BLOCK_ROWS = 256


@dataclass(frozen=True, slots=True, eq=False)
class Bags:
    """Rows of (id, value); ids are unique within a row.

    Args:
        rows: Row number of each entry, ascending.
        ids: Id of each entry.
        values: Value of each entry, on the grid.
        n_rows: Number of rows, empty ones included.
        columns: The distinct ids, ascending.
    """

    rows: Ints
    ids: Ints
    values: Floats
    n_rows: int
    columns: Ints

    def totals(self) -> Floats:
        """Return the sum of the values of each row."""
        result: Any = np.bincount(self.rows, weights=self.values, minlength=self.n_rows)
        # bincount of no entries ignores the type of its weights.
        return np.asarray(result, dtype=np.float64)

    def with_values(self, values: Floats) -> Bags:
        """Return the same entries with other values, put on the grid."""
        return Bags(self.rows, self.ids, on_grid(values), self.n_rows, self.columns)

    def normalised(self) -> Bags:
        """Return the rows scaled to Euclidean length 1 (empty rows stay empty)."""
        squares = np.bincount(self.rows, weights=self.values**2, minlength=self.n_rows)
        lengths = np.sqrt(np.maximum(squares, 1e-12))
        return self.with_values(self.values / lengths[self.rows])


def on_grid(values: Floats) -> Floats:
    """Round to multiples of 2^-20."""
    result: Floats = np.round(values * GRID) / GRID
    return result


def make_bags(rows: Sequence[tuple[Sequence[int], Sequence[float]]]) -> Bags:
    """Build bags from (ids, values) of each row; ids must be unique within a row."""
    sizes = [len(ids) for ids, _ in rows]
    ids = np.array(list(chain.from_iterable(row for row, _ in rows)), dtype=np.int64)
    values = np.array(list(chain.from_iterable(row for _, row in rows)), dtype=np.float64)
    numbers = np.repeat(np.arange(len(rows), dtype=np.int64), np.array(sizes, dtype=np.int64))
    return Bags(numbers, ids, on_grid(values), len(rows), np.unique(ids))


def dot(left: Bags, right: Bags) -> Floats:
    """Return the products of all rows, float64, shape (n_left, n_right); exact."""
    result = np.zeros((left.n_rows, right.n_rows))
    if not len(left.columns) or not len(right.columns):
        return result
    # Both are ascending: a binary search needs no sort.
    places = np.searchsorted(right.columns, left.columns)
    places[places == len(right.columns)] = 0
    shared = left.columns[right.columns[places] == left.columns]
    if not len(shared):
        return result
    for start in range(0, left.n_rows, BLOCK_ROWS):
        end = min(start + BLOCK_ROWS, left.n_rows)
        block = _dense(left, shared, start, end)
        for other in range(0, right.n_rows, BLOCK_ROWS):
            stop = min(other + BLOCK_ROWS, right.n_rows)
            result[start:end, other:stop] = block @ _dense(right, shared, other, stop).T
    return result


def _dense(bags: Bags, columns: Ints, start: int, end: int) -> Floats:
    first, last = np.searchsorted(bags.rows, (start, end))
    ids: Any = bags.ids[first:last]
    places = np.searchsorted(columns, ids)
    places[places == len(columns)] = 0
    kept = columns[places] == ids
    block = np.zeros((end - start, len(columns)))
    block[bags.rows[first:last][kept] - start, places[kept]] = bags.values[first:last][kept]
    return block
