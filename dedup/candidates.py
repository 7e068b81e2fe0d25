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

from dedup.represent import Features, Rows

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Floats = np.ndarray[Any, np.dtype[np.float64]]

# Entries of posting lists read per article. 20,000 articles of 300 distinct words have
# postings of 40 on average, so this covers their 100 rarest words.
POSTINGS = 4_000
# Neighbours kept per article: 40 by text and 10 by title keep .987-1.0 of the same-event pairs of
# five sets.
NEIGHBOURS = 40
TITLE_PART = 4
# Days after which a candidate counts half when neighbours are ranked; only the ranking
# depends on it, not the score of a pair.
HALF_DAYS = 10.0


def candidate_pairs(features: Features, neighbours: int = NEIGHBOURS) -> Ints:
    """Propose pairs of articles that may be about one event.

    Args:
        features: What is compared.
        neighbours: Most pairs an article proposes by its text, 1 or more; by its title
            alone it proposes a quarter of that.

    Returns:
        int64 array, shape (n_pairs, 2), each row ascending, rows sorted and distinct.
    """
    import numpy as np

    n_articles = len(features.ids)
    reach = ((features.text, neighbours), (features.title, -(-neighbours // TITLE_PART)))
    found = [_nearest(rows, features.days, most) for rows, most in reach]
    keys = np.unique(np.concatenate([_keys(pairs, n_articles) for pairs in found]))
    return np.stack([keys // max(n_articles, 1), keys % max(n_articles, 1)], axis=1)


def _keys(pairs: Ints, n_articles: int) -> Ints:
    low, high = pairs.min(axis=1), pairs.max(axis=1)
    keys: Ints = low * n_articles + high
    return keys


def _nearest(rows: Rows, days: Floats, neighbours: int) -> Ints:
    """Return (article, neighbour) rows: the most similar by the rarest words."""
    import numpy as np

    n_articles = len(rows.starts) - 1
    posting_starts, articles, weights = _postings(rows)
    lengths = np.diff(posting_starts)
    pairs = [np.zeros((0, 2), np.int64)]
    for index in range(n_articles):
        row = slice(rows.starts[index], rows.starts[index + 1])
        terms, own = rows.terms[row], rows.weights[row]
        order = np.lexsort((terms, lengths[terms]))
        cut = int(np.searchsorted(np.cumsum(lengths[terms[order]]), POSTINGS, side="right"))
        order = order[: max(cut, 1)]
        entries = _slices(posting_starts[terms[order]], lengths[terms[order]])
        shared = np.repeat(own[order], lengths[terms[order]]) * weights[entries]
        scores = np.bincount(articles[entries], weights=shared, minlength=n_articles)
        scores[index] = 0.0
        best = _best(np.round(scores, 6), days, index, neighbours)
        pairs.append(np.stack([np.full(len(best), index), best], axis=1))
    return np.concatenate(pairs)


def _best(scores: Floats, days: Floats, index: int, neighbours: int) -> Ints:
    """Return the articles with the highest scores, smaller index first among equals."""
    import numpy as np

    hits = np.flatnonzero(scores > 0.0)
    gap = np.abs(days[hits] - days[index])
    near = np.where(np.isnan(gap), 1.0, HALF_DAYS / (HALF_DAYS + np.nan_to_num(gap)))
    order = np.lexsort((hits, -np.round(scores[hits] * near, 6)))
    return hits[order[:neighbours]]


def _postings(rows: Rows) -> tuple[Ints, Ints, Floats]:
    """Turn rows into columns: starts by term, article and weight of each entry."""
    import numpy as np

    row = np.repeat(np.arange(len(rows.starts) - 1), rows.sizes())
    order = np.argsort(rows.terms, kind="stable")
    starts = np.zeros(rows.n_terms + 1, np.int64)
    np.cumsum(np.bincount(rows.terms, minlength=rows.n_terms), out=starts[1:])
    return starts, row[order], rows.weights[order]


def _slices(starts: Ints, lengths: Ints) -> Ints:
    """Return the indices of several slices, one after another."""
    import numpy as np

    ends = np.cumsum(lengths)
    within = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - lengths, lengths)
    result: Ints = np.repeat(starts, lengths) + within
    return result
