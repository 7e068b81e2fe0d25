"""How surely two articles are about one event, from what they share.

A scored pair is an edge. The features are cosines and shares in [0, 1], each of which
can only raise the score; one logistic regression (``data/pairs.json``) weighs them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dedup.represent import Features, Rows

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Floats = np.ndarray[Any, np.dtype[np.float64]]


def cosines(left: Rows, right: Rows, pairs: Ints) -> Floats:
    """Return the dot product of ``left[i]`` and ``right[j]`` for each pair (i, j).

    Pairs sorted by ``i`` are fastest: row ``i`` is spread out once.
    """
    import numpy as np

    result = np.zeros(len(pairs))
    if not len(pairs):
        return result
    spread = np.zeros(left.n_terms)
    bounds = np.flatnonzero(np.diff(pairs[:, 0])) + 1
    for start, end in zip([0, *bounds], [*bounds, len(pairs)], strict=True):
        i = pairs[start, 0]
        row = slice(left.starts[i], left.starts[i + 1])
        spread[left.terms[row]] = left.weights[row]
        others = pairs[start:end, 1]
        lengths = right.starts[others + 1] - right.starts[others]
        ends = np.cumsum(lengths)
        entries = np.arange(ends[-1]) + np.repeat(right.starts[others] - ends + lengths, lengths)
        products = spread[right.terms[entries]] * right.weights[entries]
        sums = np.concatenate([[0.0], np.cumsum(products)])
        result[start:end] = sums[ends] - sums[ends - lengths]
        spread[left.terms[row]] = 0.0
    return np.clip(result, 0.0, 1.0)
