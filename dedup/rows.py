"""Sparse rows of terms and weights: one row per article, and what two rows share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from threading import local
from typing import TYPE_CHECKING, Any, TypeVar

from dedup.parallel import map_arrays

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Floats = np.ndarray[Any, np.dtype[np.float64]]
    Flags = np.ndarray[Any, np.dtype[np.bool_]]
    Columns = np.ndarray[Any, np.dtype[Any]]  # of integers: int32, where that is enough, or more

Item = TypeVar("Item")
Result = TypeVar("Result")

# Rows that are put together get this part more room than they need.
SPARE = 8
# Blocks that are worked on between two times that their results are put away.
ROUND = 16


@dataclass(frozen=True, slots=True)
class Rows:
    """Sparse rows.

    Args:
        starts: int64 array, shape (n_rows + 1,); row ``i`` is ``[starts[i]:starts[i + 1]]``.
        terms: int32 or int64 array of column numbers, ascending within a row.
        weights: float64 array beside ``terms``; each row has length 1 or is empty.
        n_terms: Number of columns.
    """

    starts: Ints
    terms: Columns
    weights: Floats
    n_terms: int

    def sizes(self) -> Ints:
        """Return the number of entries of each row."""
        import numpy as np

        return np.diff(self.starts)


def unit(rows: Rows) -> Rows:
    """Scale each row to length 1; an empty row stays empty."""
    import numpy as np

    row = np.repeat(np.arange(len(rows.starts) - 1), rows.sizes())
    norms = np.sqrt(np.bincount(row, weights=rows.weights**2, minlength=len(rows.starts) - 1))
    weights = rows.weights / np.maximum(norms[row], 1e-12)
    return Rows(rows.starts, rows.terms, weights, rows.n_terms)


class Stack:
    """Rows put below one another as they come, with the same columns.

    Not a list of blocks: the room of many small arrays, once they are put together, is left in
    pieces that large arrays cannot use.
    """

    def __init__(self) -> None:
        import numpy as np

        self._starts, self._n_rows = np.zeros(1, np.int64), 0
        self._parts: tuple[Columns, Floats] | None = None
        self._n_entries, self._n_terms = 0, 0

    def add(self, rows: Rows) -> None:
        """Put rows below those there are."""
        if self._parts is None:
            self._parts, self._n_terms = (rows.terms.copy(), rows.weights.copy()), rows.n_terms
        n_rows, n_entries = self._n_rows + len(rows.starts) - 1, self._n_entries + len(rows.terms)
        _reach(self._starts, n_rows + 1)
        self._starts[self._n_rows + 1 : n_rows + 1] = rows.starts[1:] + self._n_entries
        for part, new in zip(self._parts, (rows.terms, rows.weights), strict=True):
            _reach(part, n_entries)
            part[self._n_entries : n_entries] = new
        self._n_rows, self._n_entries = n_rows, n_entries

    def rows(self) -> Rows:
        """Return all rows; nothing can be added after that.

        Raises:
            ValueError: None was added.
        """
        if self._parts is None:
            raise ValueError("no rows, wanted some")
        self._starts.resize(self._n_rows + 1, refcheck=False)
        for part in self._parts:
            part.resize(self._n_entries, refcheck=False)
        return Rows(self._starts, *self._parts, self._n_terms)


def _reach(array: Columns, length: int) -> None:
    """Make an array longer, by some more than is needed, where it is too short."""
    if length > len(array):
        array.resize(length + length // SPARE, refcheck=False)


def in_rounds(function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
    """Yield what ``map_arrays`` returns, a few items at a time."""
    for start in range(0, len(items), ROUND):
        yield from map_arrays(function, items[start : start + ROUND])


def matrix(rows: Rows) -> Any:
    """Return the rows as a ``scipy.sparse.csr_matrix``, shape (n_rows, n_terms)."""
    import scipy.sparse as sparse

    shape = (len(rows.starts) - 1, rows.n_terms)
    return sparse.csr_matrix((rows.weights, rows.terms, rows.starts), shape=shape)


def begins(ordered: Columns) -> Flags:
    """Return which entries of an array differ from the one before, as the first does.

    ``numpy.unique`` takes several times as long.
    """
    import numpy as np

    result = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=result[1:])
    return result


def place_in(table: Ints, values: Ints) -> Ints:
    """Return the place of each value in an ascending array, -1 for those it has not."""
    import numpy as np

    if not len(table):
        return np.full(len(values), -1, np.int64)
    place = np.minimum(np.searchsorted(table, values), len(table) - 1)
    return np.where(table[place] == values, place, -1)


def argsort(keys: Ints) -> Ints:
    """Return the stable order of integers from 0 up (``numpy.argsort`` takes twice as long)."""
    import numpy as np

    bits = len(keys).bit_length()
    if int(keys.max(initial=0)) >> (63 - bits):
        return np.argsort(keys, kind="stable")
    # A key and its place in one number.
    places = np.arange(len(keys))
    places |= keys.astype(np.int64) << bits
    places.sort()
    places &= (1 << bits) - 1
    return places


def ranges(starts: Ints, lengths: Ints) -> Ints:
    """Return the indices of several ranges, one after the other."""
    import numpy as np

    offsets = np.cumsum(lengths) - lengths
    result: Ints = np.repeat(starts - offsets, lengths) + np.arange(int(lengths.sum()))
    return result


# Pairs from which on scipy multiplies many rows at a time: for fewer, importing it costs more.
MANY_PAIRS = 2_000
# Pairs whose rows are merged at a time: they fit into a processor's cache.
BLOCK = 4_096
# Long rows are faster looked up in a table than merged (by a half on texts, with 25 pairs of each
# left row after another), if the table holds the left rows of so many pairs at a time.
LONG_ROWS, LEAST_AT_ONCE = 64, 300
# Numbers in that table: 32 MB. With 2^19 it takes a third longer, with 2^24 twice as long.
TABLE = 1 << 22


def cosines(left: Rows, right: Rows, pairs: Ints) -> Floats:
    """Return the dot product of ``left[i]`` and ``right[j]`` for each pair (i, j)."""
    import numpy as np

    if len(pairs) < MANY_PAIRS:
        products = _few_products(left, right, pairs)
    else:
        runs = np.flatnonzero(begins(pairs[:, 0]))
        at_once = TABLE // max(left.n_terms, 1) * len(pairs) // len(runs)
        long = len(right.terms) >= LONG_ROWS * (len(right.starts) - 1)
        if long and at_once >= LEAST_AT_ONCE:
            products = _looked_up(left, right, pairs, runs)
        else:
            products = _merged(left, right, pairs)
    result: Floats = np.clip(products, 0.0, 1.0)
    return result


def _merged(left: Rows, right: Rows, pairs: Ints) -> Floats:
    """Go through both rows of each pair."""
    import numpy as np

    lefts, rights = matrix(left), matrix(right)

    def products(start: int) -> Floats:
        block = pairs[start : start + BLOCK]
        sums = lefts[block[:, 0]].multiply(rights[block[:, 1]]).sum(axis=1)
        return np.asarray(sums).ravel()

    return np.concatenate(map_arrays(products, range(0, len(pairs), BLOCK)))


def _looked_up(left: Rows, right: Rows, pairs: Ints, runs: Ints) -> Floats:
    """Spread left rows out, one after the other, in a table that the right rows look into.

    Args:
        left: Rows.
        right: Rows with the same columns.
        pairs: int64 array, shape (n_pairs, 2).
        runs: Where in ``pairs`` another left row begins.
    """
    import numpy as np
    import scipy.sparse as sparse

    rights, width = matrix(right), max(left.n_terms, 1)
    at_once = max(1, TABLE // width)
    result = np.zeros(len(pairs))
    bounds = np.append(runs, len(pairs))
    own_table = local()  # a table for each thread

    def look_up(first: int) -> None:
        table = getattr(own_table, "table", None)
        if table is None:
            table = own_table.table = np.zeros(at_once * width)
        own = bounds[first : first + at_once + 1]
        rows, some = pairs[own[:-1], 0], slice(own[0], own[-1])
        lengths = left.starts[rows + 1] - left.starts[rows]
        places = np.arange(len(rows)) * width
        entries = ranges(left.starts[rows], lengths)
        filled = left.terms[entries] + np.repeat(places, lengths)
        table[filled] = left.weights[entries]
        found = rights[pairs[some, 1]]
        moves = np.repeat(places, np.diff(own)).astype(found.indices.dtype)
        columns = found.indices + np.repeat(moves, np.diff(found.indptr))
        shape = (found.shape[0], len(table))
        moved = sparse.csr_matrix((found.data, columns, found.indptr), shape=shape)
        result[some] = moved @ table
        table[filled] = 0.0

    map_arrays(look_up, range(0, len(runs), at_once))
    return result


def _few_products(left: Rows, right: Rows, pairs: Ints) -> Floats:
    """Spread each left row out in turn, and add up what the right rows find there."""
    import numpy as np

    result = np.zeros(len(pairs))
    spread = np.zeros(left.n_terms)
    for index, (i, j) in enumerate(pairs.tolist()):
        row = slice(left.starts[i], left.starts[i + 1])
        other = slice(right.starts[j], right.starts[j + 1])
        spread[left.terms[row]] = left.weights[row]
        result[index] = spread[right.terms[other]] @ right.weights[other]
        spread[left.terms[row]] = 0.0
    return result
