"""Which pairs of articles are worth scoring.

Each article looks up the articles that share its rarest words, adds up what they
share, and keeps the best. Nothing is compared with everything: an article reads at
most ``POSTINGS`` entries of the posting lists, rarest word first, so time and memory
grow linearly with the run. A fixed cap on document frequency (as in blocking for
record linkage) was dropped: in a run about one large story every telling word passes
it, and a bare headline is left with nothing to be found by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dedup.parallel import map_arrays
from dedup.represent import Features
from dedup.rows import Rows, argsort, begins, cosines, matrix

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
BLOCK = 100
# Scores are compared to 6 decimals.
_SCORES = 10**6


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

    width = max(n_articles, 1)
    listed = [each.reshape(-1, 2) for each in pairs]
    keys = np.concatenate([each.min(axis=1) * width + each.max(axis=1) for each in listed])
    keys.sort()
    keys = keys[begins(keys)]
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
    if n_rows <= most + 1:  # few enough to look at all
        low, high = np.triu_indices(n_rows, 1)
        pairs = np.stack([low, high], axis=1).astype(np.int64)
        likeness = cosines(rows, rows, pairs)
        shared = likeness > 0
        return _best(0, pairs[shared], likeness[shared], days, most)
    columns = matrix(rows).T.tocsr()
    lengths = np.diff(columns.indptr)

    def found(first: int) -> Ints:
        last = min(first + BLOCK, n_rows)
        product = _rarest(rows, lengths, first, last) @ columns
        row = np.repeat(np.arange(first, last), np.diff(product.indptr))
        good = np.flatnonzero((product.data >= LEAST_LIKENESS) & (row != product.indices))
        pairs = np.stack([row[good], product.indices[good]], axis=1)
        return _best(first, pairs, product.data[good], days, most)

    return np.concatenate(map_arrays(found, range(0, n_rows, BLOCK)))


def _best(first: int, pairs: Ints, likeness: Floats, days: Floats, most: int) -> Ints:
    """Return the pairs that are among the best of their row.

    Args:
        first: The first row there is.
        pairs: int64 array, shape (n_pairs, 2): (row, other).
        likeness: Of each.
        days: float64 array, one per row of the run.
        most: Most pairs of a row.
    """
    import numpy as np

    width = max(len(days), 1)
    score = np.rint(likeness * nearness(days, pairs) * _SCORES).astype(np.int64)
    # In one number, so that sorting is fast: the row, the best first, of equals the lower.
    keys = ((pairs[:, 0] - first) * (_SCORES + 1) + (_SCORES - score)) * width + pairs[:, 1]
    keys.sort()
    row = keys // ((_SCORES + 1) * width)
    place = np.arange(len(keys))
    rank = place - np.maximum.accumulate(np.where(begins(row), place, 0))
    best = rank < most
    return np.stack([row[best] + first, keys[best] % width], axis=1)


def _rarest(rows: Rows, lengths: Ints, first: int, last: int) -> Any:
    """Return some of the rows, cut to the rarest terms whose posting lists an article reads.

    Args:
        rows: All rows.
        lengths: int array, shape (n_terms,), of the posting lists.
        first: The first row wanted.
        last: The row after the last one wanted.
    """
    import numpy as np
    import scipy.sparse as sparse

    starts = rows.starts[first : last + 1]
    some = slice(starts[0], starts[-1])
    starts = starts - starts[0]
    length = lengths[rows.terms[some]].astype(np.int64)
    row = np.repeat(np.arange(last - first), np.diff(starts))
    # Of equally long lists the lower term: terms ascend within a row.
    order = argsort(row * (len(rows.starts) + 1) + length)
    length = length[order]
    read = np.cumsum(length)
    before = np.concatenate([[0], read])[starts[:-1]]
    within = read - before[row]  # ``order`` keeps the rows together, in place
    kept = np.zeros(len(order), np.bool_)
    kept[order] = (within <= POSTINGS) | (within == length)
    counts = np.concatenate([[0], np.cumsum(kept)])[starts]
    chosen = (rows.weights[some][kept], rows.terms[some][kept], counts)
    return sparse.csr_matrix(chosen, shape=(last - first, rows.n_terms))
