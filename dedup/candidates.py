"""Which pairs of articles are worth scoring.

Each article looks up the articles that share its rarest words, adds up what they
share, and keeps the best. Nothing is compared with everything: an article reads at
most ``POSTINGS`` entries of the posting lists, rarest word first, so time and memory
grow linearly with the run. A fixed cap on document frequency (as in blocking for
record linkage) was dropped: in a run about one large story every telling word passes
it, and a bare headline is left with nothing to be found by.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dedup.represent import Features
from dedup.rows import Rows, cosines, matrix

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Floats = np.ndarray[Any, np.dtype[np.float64]]

# Entries of posting lists read per article. 20,000 articles of 300 distinct words have
# postings of 40 on average, so this covers their 100 rarest words.
POSTINGS = 4_000
# Neighbours kept per article by its text, and the share of that kept by its title alone: .986-1.0
# of the same-event pairs of five sets.
NEIGHBOURS = 40
TITLE_PART = 4
# Cosine, by what was read, under which a neighbour is not kept.
LEAST_LIKENESS = 0.04
# Days after which a candidate counts half when neighbours are ranked.
HALF_DAYS = 10.0
# Articles looked up at a time: their hits, POSTINGS at most for each, stay in memory together.
BLOCK = 250


def candidate_pairs(features: Features, neighbours: int = NEIGHBOURS) -> Ints:
    """Propose pairs of articles that may be about one event.

    Args:
        features: What is compared.
        neighbours: Most pairs an article proposes by its text, 1 or more; by its title
            alone it proposes a quarter of that.

    Returns:
        int64 array, shape (n_pairs, 2), each row ascending, rows sorted and distinct.
    """
    by_text = nearest(features.text, features.days, neighbours)
    by_title = nearest(features.title, features.days, -(-neighbours // TITLE_PART))
    return merged(len(features.ids), by_text, by_title)


def merged(n_articles: int, *pairs: Ints) -> Ints:
    """Return the distinct pairs of several lists, each row ascending, rows sorted."""
    import numpy as np

    every = np.concatenate([each.reshape(-1, 2) for each in pairs])
    width = max(n_articles, 1)
    keys = np.unique(every.min(axis=1) * width + every.max(axis=1))
    return np.stack([keys // width, keys % width], axis=1)


def nearness(days: Floats, pairs: Ints) -> Floats:
    """Return for each pair 1 when its days are the same or unknown, 1/2 at ``HALF_DAYS``."""
    import numpy as np

    gap = np.abs(days[pairs[:, 0]] - days[pairs[:, 1]])
    return HALF_DAYS / (HALF_DAYS + np.nan_to_num(gap))


def nearest(rows: Rows, days: Floats, most: int) -> Ints:
    """Return for each row its most similar others, those of near days first.

    Args:
        rows: What is compared, rows of unit length.
        days: float64 array, one per row; NaN when unknown.
        most: Most others of a row.

    Returns:
        int64 array, shape (n_found, 2): (row, other).
    """
    import numpy as np

    n_rows = len(rows.starts) - 1
    found = [np.zeros((0, 2), np.int64)]
    for pairs, likeness in _hits(rows, most):
        score = np.round(likeness * nearness(days, pairs), 6)
        order = np.lexsort((pairs[:, 1], -score, pairs[:, 0]))
        first = np.searchsorted(pairs[order, 0], np.arange(n_rows))
        rank = np.arange(len(order)) - first[pairs[order, 0]]
        found.append(pairs[order[rank < most]])
    return np.concatenate(found)


def _hits(rows: Rows, most: int) -> Iterator[tuple[Ints, Floats]]:
    """Yield pairs that share words, and their likeness, for one block of rows at a time."""
    import numpy as np

    n_rows = len(rows.starts) - 1
    if n_rows <= most + 1:  # few enough to look at all
        low, high = np.triu_indices(n_rows, 1)
        pairs = np.stack([low, high], axis=1).astype(np.int64)
        likeness = cosines(rows, rows, pairs)
        shared = likeness > 0
        yield pairs[shared], likeness[shared]
        return
    columns = matrix(rows).T.tocsr()
    kept = _rarest(rows)
    for start in range(0, n_rows, BLOCK):
        product = (kept[start : start + BLOCK] @ columns).tocoo()
        row = product.row.astype(np.int64) + start
        other = product.col.astype(np.int64)
        good = (product.data >= LEAST_LIKENESS) & (row != other)
        yield np.stack([row[good], other[good]], axis=1), product.data[good]


def _rarest(rows: Rows) -> Any:
    """Return the rows, cut to the rarest terms whose posting lists an article reads."""
    import numpy as np
    import scipy.sparse as sparse

    n_rows = len(rows.starts) - 1
    lengths = np.bincount(rows.terms, minlength=rows.n_terms)[rows.terms]
    row = np.repeat(np.arange(n_rows), rows.sizes())
    order = np.lexsort((rows.terms, lengths, row))
    read = np.cumsum(lengths[order])
    before = np.concatenate([[0], read])[rows.starts[:-1]]
    within = read - before[row]  # ``order`` keeps the rows together, in place
    kept = order[(within <= POSTINGS) | (within == lengths[order])]
    chosen = (rows.weights[kept], (row[kept], rows.terms[kept]))
    return sparse.csr_matrix(chosen, shape=(n_rows, rows.n_terms))
