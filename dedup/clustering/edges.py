"""How surely two articles are about one event, from what they share.

A scored pair is an edge. Every feature lies in [0, 1], and three logistic regressions
weigh them, all made by ``dedup.training.pairs``: ``data/pairs.json`` for articles,
``data/short_pairs.json`` for pairs of which one is a headline or little more, and
``data/agreement.json``, which takes the first score of two articles together with what
their surest partners say: of two reports of one event, those of the one also match the
other.

Time enters twice: as closeness, and as a factor on the likeness of the words, since
the same words a year apart are another event. A missing date counts as the same day.
With features of its own ECB+, which has no dates, was .886 when left out, and is
.900 so; the other sets are within .003 of what they were.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dedup.candidates import nearness
from dedup.clustering.neighbours import Neighbours, is_short
from dedup.parallel import map_arrays
from dedup.represent import POWER, Features
from dedup.rows import cosines

if TYPE_CHECKING:
    import numpy as np

    from dedup.learned import LogisticModel

    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Flags = np.ndarray[Any, np.dtype[np.bool_]]
    Floats = np.ndarray[Any, np.dtype[np.float64]]

FEATURES = (
    "same words",
    "same headline words",
    "same lead words",
    "same names",
    "same numbers",
    "same phrases",
    "headline words in the other text",
    "headline words in the other text, better side",
    "published within days, as far as known",
    "published within a week or so, as far as known",
    "short text",
    "same words, published within a week or so, as far as known",
    "as alike as the likest of both",
    "as alike as the likest of one",
    "rarest word in common",
    "rare words in common",
    "lead words said by the other",
)
# How many of them short texts have too.
_OF_BOTH = 14
# Of short texts the rare words tell no more than all words; but the words, those of their nearest
# neighbours counted in.
SHORT_FEATURES = (*FEATURES[:_OF_BOTH], "same words, with those of the nearest")
AGREEMENT = ("likeness of the two", "likeness of their partners", "share of the surest match")
# Standard deviations of the two time Gaussians, in days. 3 and 7 days were the best of
# the single decays on four sets.
DAYS_SIGMA, WEEK_SIGMA = 3.0, 7.0
# Distinct content words at which "short text" is one half: about those of a two-sentence lead.
HALF_SHORT = 30.0
# Pairs whose features are in memory together, at most: 16 MB.
AT_ONCE = 1 << 17
# Articles whose partners' partners are in memory together.
BLOCK = 1_000
# First scores are capped before they are averaged over partners.
MAX_LOGIT = 5.0


@dataclass(frozen=True, slots=True)
class EdgeModels:
    """The learned scores of a pair.

    Args:
        full: For two articles, over ``FEATURES``.
        short: For a pair with a short text, over ``SHORT_FEATURES``.
        agreement: For two articles, over ``AGREEMENT``.
    """

    full: LogisticModel
    short: LogisticModel
    agreement: LogisticModel


def load_edge_models() -> EdgeModels:
    """Load the shipped weights."""
    from dedup.learned import load_model

    return EdgeModels(load_model("pairs"), load_model("short_pairs"), load_model("agreement"))


def pair_features(features: Features, pairs: Ints, neighbours: Neighbours) -> Floats:
    """Return what each pair shares.

    Args:
        features: What is compared.
        pairs: int64 array, shape (n_pairs, 2).
        neighbours: What is known of the articles around.

    Returns:
        float64 array, shape (n_pairs, len(FEATURES)), in [0, 1].
    """
    import numpy as np

    result = np.empty((len(pairs), len(FEATURES)))
    for column, view in enumerate(("text", "title", "lead", "names", "numbers", "phrases")):
        rows = getattr(features, view)
        result[:, column] = cosines(rows, rows, pairs)
    text = result[:, 0]
    forth = cosines(features.title, features.text, pairs)
    back = cosines(features.title, features.text, pairs[:, ::-1])
    result[:, 6], result[:, 7] = (forth + back) / 2, np.maximum(forth, back)
    gap = np.abs(features.days[pairs[:, 0]] - features.days[pairs[:, 1]])
    gap = np.where(np.isnan(gap), 0.0, gap)
    for column, sigma in ((8, DAYS_SIGMA), (9, WEEK_SIGMA)):
        result[:, column] = np.exp(-0.5 * (gap / sigma) ** 2)
    size = np.minimum(features.sizes[pairs[:, 0]], features.sizes[pairs[:, 1]])
    result[:, 10] = HALF_SHORT / (HALF_SHORT + size)
    result[:, 11] = text * result[:, 9]
    likeness = text * nearness(features.days, pairs)
    result[:, 12], result[:, 13] = neighbours.share_of_best(pairs, likeness)
    result[:, 14] = cosines(features.rarity, features.rarity, pairs) ** (1 / (2 * POWER))
    result[:, 15] = cosines(features.rare, features.rare, pairs)
    forth, back = (
        cosines(features.lead_shares, features.said, both) for both in (pairs, pairs[:, ::-1])
    )
    result[:, 16] = (forth + back) / 2
    return result


def short_pairs(features: Features, pairs: Ints) -> Flags:
    """Tell which pairs have a short text."""
    import numpy as np

    result: Flags = np.any(is_short(features)[pairs], axis=1)
    return result


def with_expansion(features: Features, pairs: Ints, neighbours: Neighbours, rows: Floats) -> Floats:
    """Return rows of ``FEATURES`` as rows of ``SHORT_FEATURES``."""
    import numpy as np

    expanded = cosines(neighbours.expanded, neighbours.expanded, pairs)
    both_short = is_short(features)[pairs].all(axis=1)
    # An article is its own expansion.
    column = np.where(both_short, expanded, rows[:, FEATURES.index("same lead words")])
    return np.concatenate([rows[:, :_OF_BOTH], column[:, None]], axis=1)


def first_log_odds(
    models: EdgeModels, features: Features, pairs: Ints, neighbours: Neighbours
) -> Floats:
    """Return the log-odds of each pair by what the two share."""
    import numpy as np

    def log_odds(some: Ints) -> Floats:
        rows = pair_features(features, some, neighbours)
        result: Floats = models.full.log_odds(rows)
        short = short_pairs(features, some)
        if short.any():
            expanded = with_expansion(features, some[short], neighbours, rows[short])
            result[short] = models.short.log_odds(expanded)
        return result

    parts = np.array_split(pairs, max(1, -(-len(pairs) // AT_ONCE)))
    return np.concatenate([log_odds(part) for part in parts])


def agreement_features(n_articles: int, pairs: Ints, log_odds: Floats) -> Floats:
    """Return what the partners of two articles say of the pair.

    The likeness of their partners is the mean of the first scores between all partners
    of the one and all of the other, themselves among them, weighted by how sure they are
    to be partners. A pair that was not scored counts as surely different.

    Args:
        n_articles: Number of articles.
        pairs: int64 array, shape (n_pairs, 2), sorted.
        log_odds: Their first scores.

    Returns:
        float64 array, shape (n_pairs, len(AGREEMENT)), in [0, 1].
    """
    import numpy as np

    capped = np.clip(log_odds, -MAX_LOGIT, MAX_LOGIT) / (2 * MAX_LOGIT) + 0.5
    sure = 1.0 / (1.0 + np.exp(-np.clip(log_odds, -40.0, 40.0)))
    degree = np.bincount(pairs.ravel(), np.repeat(sure, 2), n_articles)
    partners = _symmetric(n_articles, pairs, np.where(sure < _LEAST_SURE, 0.0, sure), diagonal=1.0)
    likeness = _symmetric(n_articles, pairs, capped, diagonal=1.0)
    bounds = np.searchsorted(pairs[:, 0], range(0, n_articles + BLOCK, BLOCK))

    # Of all articles at once, the product takes several times the memory of the pairs.
    def between_of(number: int) -> Floats:
        first = number * BLOCK
        product = partners[first : first + BLOCK] @ likeness @ partners
        return _at(product, pairs[bounds[number] : bounds[number + 1]] - np.array([first, 0]))

    between = np.concatenate(map_arrays(between_of, range(len(bounds) - 1)))
    between /= (1.0 + degree[pairs[:, 0]]) * (1.0 + degree[pairs[:, 1]])
    share = sure / np.maximum(degree[pairs].min(axis=1), _LEAST_DEGREE)
    return np.stack([capped, np.minimum(between, 1.0), np.minimum(share, 1.0)], axis=1)


# Articles up to which a dense matrix is used, so that a few need no scipy: importing it takes
# longer than comparing them.
_DENSE = 200
# An article with fewer partners, in sum, has none: its surest match is no match.
_LEAST_DEGREE = 0.5
# Partners less sure than this do not count: nearly all pairs are such.
_LEAST_SURE = 0.02


def _symmetric(n_articles: int, pairs: Ints, values: Floats, *, diagonal: float) -> Any:
    import numpy as np

    own = np.arange(n_articles)
    pairs, values = pairs[values > 0], values[values > 0]
    row = np.concatenate([pairs[:, 0], pairs[:, 1], own])
    column = np.concatenate([pairs[:, 1], pairs[:, 0], own])
    every = np.concatenate([values, values, np.full(n_articles, diagonal)])
    if n_articles <= _DENSE:
        result = np.zeros((n_articles, n_articles))
        result[row, column] = every
        return result
    import scipy.sparse as sparse

    return sparse.csr_matrix((every, (row, column)), shape=(n_articles, n_articles))


def _at(matrix: Any, pairs: Ints) -> Floats:
    import numpy as np

    if not len(pairs):  # scipy returns a matrix then
        return np.zeros(0)
    result: Floats = np.asarray(matrix[pairs[:, 0], pairs[:, 1]]).ravel()
    return result


def edge_log_odds(
    models: EdgeModels, features: Features, pairs: Ints, neighbours: Neighbours
) -> Floats:
    """Return the log-odds that each pair is about one event, its partners heard.

    Args:
        models: The learned scores.
        features: What is compared.
        pairs: All candidate pairs of the run, int64 array, shape (n_pairs, 2), sorted.
        neighbours: What is known of the articles around.

    Returns:
        float64 array, shape (n_pairs,), rounded to 6 decimals.
    """
    import numpy as np

    log_odds = first_log_odds(models, features, pairs, neighbours)
    long = ~short_pairs(features, pairs)
    heard = agreement_features(len(features.ids), pairs, log_odds)
    log_odds[long] = models.agreement.log_odds(heard[long])
    return np.round(log_odds, 6)
