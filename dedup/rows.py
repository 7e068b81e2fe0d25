"""Sparse rows of terms and weights: one row per article, and what two rows share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Rows:
    """Sparse rows.

    Args:
        starts: int64 array, shape (n_rows + 1,); row ``i`` is ``[starts[i]:starts[i + 1]]``.
        terms: int64 array of column numbers, ascending within a row.
        weights: float64 array beside ``terms``; each row has length 1 or is empty.
        n_terms: Number of columns.
    """

    starts: Ints
    terms: Ints
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


def stack(blocks: Sequence[Rows]) -> Rows:
    """Put rows with the same columns below one another."""
    import numpy as np

    ends = np.cumsum([0, *(len(block.terms) for block in blocks)])
    starts = [block.starts[1:] + before for block, before in zip(blocks, ends[:-1], strict=True)]
    return Rows(
        np.concatenate([np.zeros(1, np.int64), *starts]),
        np.concatenate([block.terms for block in blocks]),
        np.concatenate([block.weights for block in blocks]),
        blocks[0].n_terms,
    )


def matrix(rows: Rows) -> Any:
    """Return the rows as a ``scipy.sparse.csr_matrix``, shape (n_rows, n_terms)."""
    import scipy.sparse as sparse

    shape = (len(rows.starts) - 1, rows.n_terms)
    return sparse.csr_matrix((rows.weights, rows.terms, rows.starts), shape=shape)


# Pairs from which on scipy multiplies whole blocks of rows: for fewer, importing it costs more.
MANY_PAIRS, BLOCK = 2_000, 50_000


def cosines(left: Rows, right: Rows, pairs: Ints) -> Floats:
    """Return the dot product of ``left[i]`` and ``right[j]`` for each pair (i, j)."""
    import numpy as np

    result: Floats
    if len(pairs) < MANY_PAIRS:
        result = np.clip(_few_products(left, right, pairs), 0.0, 1.0)
        return result
    lefts, rights = matrix(left), matrix(right)
    blocks = (pairs[start : start + BLOCK] for start in range(0, len(pairs), BLOCK))
    products = [lefts[block[:, 0]].multiply(rights[block[:, 1]]).sum(axis=1) for block in blocks]
    result = np.clip(np.concatenate([np.asarray(each).ravel() for each in products]), 0.0, 1.0)
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
