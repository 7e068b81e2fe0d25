"""What an article's nearest neighbours tell about it.

A cosine of .3 is much between two headlines and little between two long reports of one
week's politics. So a pair is also judged against the best that either article has
(local scaling, Zelnik-Manor & Perona 2004), and a bare headline, which shares few words
with any other of its story, is read together with the ten nearest to it (document
expansion, Singhal & Pereira 1999).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dedup.candidates import merged, nearest, nearness
from dedup.represent import Features
from dedup.rows import Rows, cosines, unit

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Floats = np.ndarray[Any, np.dtype[np.float64]]
    Flags = np.ndarray[Any, np.dtype[np.bool_]]

# Likeness that a best one is taken to reach: where none does, as in a run of a few articles, the
# best says nothing.
LEAST_BEST = 0.2
# Two texts of so many distinct content words or more that share less, by all words and by their
# headlines, are no candidates: of 3,527 such same-event pairs of five sets 27 are lost, and on
# AllSides 63 of 100 pairs need not be scored.
LONG_WORDS, LEAST_SHARED, LEAST_TITLE = 80, 0.08, 0.25
# An article of fewer distinct content words is short: a headline, a headline and one sentence.
SHORT_WORDS = 16
# Neighbours a short article is read with.
EXPANSION = 10


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What is known of the articles around each article.

    Args:
        best: float64 array; the highest likeness (cosine of all words times nearness in
            time) to any other article that is no copy, 0 without one.
        expanded: Rows of short articles: headline, lead and, as much again, those of their
            nearest; other rows are empty.
    """

    best: Floats
    expanded: Rows

    def share_of_best(self, pairs: Ints, likeness: Floats) -> tuple[Floats, Floats]:
        """Return the likeness of pairs as a share of either side's best: the lower, the higher."""
        import numpy as np

        bests = self.best[pairs]
        sides = (bests.max(axis=1), bests.min(axis=1))
        low, high = (
            likeness / np.maximum(np.maximum(side, likeness), LEAST_BEST) for side in sides
        )
        return low, high


def find_neighbours(
    features: Features, pairs: Ints, most: int, copies: Ints
) -> tuple[Neighbours, Ints]:
    """Look at each article's neighbours; short articles find more of them by it.

    Args:
        features: What is compared.
        pairs: Candidate pairs, int64 array, shape (n_pairs, 2).
        most: Most pairs a short article proposes.
        copies: Those of the pairs that are copies, which are no measure of how much two
            reports of one event share; int64 array, shape (n_copies, 2), rows ascending.

    Returns:
        The neighbours, and the candidate pairs worth scoring, with those added.
    """
    import numpy as np

    n_articles = len(features.ids)
    likeness = np.round(
        cosines(features.text, features.text, pairs) * nearness(features.days, pairs), 6
    )
    kept = _worth_scoring(features, pairs, likeness)
    pairs, likeness = pairs[kept], likeness[kept]
    width = max(n_articles, 1)
    copied = np.isin(pairs[:, 0] * width + pairs[:, 1], copies[:, 0] * width + copies[:, 1])
    best = np.zeros(n_articles)
    np.maximum.at(best, pairs[~copied].ravel(), np.repeat(likeness[~copied], 2))
    short = is_short(features)
    expanded = _expanded(features, pairs, likeness, short)
    if short.any() and n_articles > most + 1:  # else all pairs are candidates already
        pairs = merged(n_articles, pairs, nearest(expanded, features.days, most))
    return Neighbours(best, expanded), pairs


def is_short(features: Features) -> Flags:
    """Tell which articles are a headline or little more."""
    import numpy as np

    return np.asarray(features.sizes < SHORT_WORDS)


def _worth_scoring(features: Features, pairs: Ints, likeness: Floats) -> Flags:
    """Tell which pairs share enough for their size to be looked at closely."""
    import numpy as np

    short = np.min(features.sizes[pairs], axis=1) < LONG_WORDS
    kept: Flags = short | (likeness >= LEAST_SHARED)
    doubtful = np.flatnonzero(~kept)
    titles = cosines(features.title, features.title, pairs[doubtful])
    kept[doubtful] = np.round(titles, 6) >= LEAST_TITLE
    return kept


def _expanded(features: Features, pairs: Ints, likeness: Floats, short: Flags) -> Rows:
    """Return headline and lead of the short articles, with those of their nearest."""
    import numpy as np

    n_articles = len(features.ids)
    near = np.concatenate([pairs, pairs[:, ::-1]])
    weight = np.tile(likeness, 2)
    wanted = short[near[:, 0]] & (weight > 0)
    near, weight = near[wanted], weight[wanted]
    order = np.lexsort((near[:, 1], -weight, near[:, 0]))
    near, weight = near[order], weight[order]
    first = np.searchsorted(near[:, 0], np.arange(n_articles))
    top = np.arange(len(near)) - first[near[:, 0]] < EXPANSION
    near, weight = near[top], weight[top]
    total = np.bincount(near[:, 0], weights=weight, minlength=n_articles)
    own = np.flatnonzero(short)
    target = np.concatenate([own, near[:, 0]])
    source = np.concatenate([own, near[:, 1]])
    share = np.concatenate([np.ones(len(own)), weight / total[near[:, 0]]])
    lead = features.lead
    lengths = lead.sizes()[source]
    ends = np.cumsum(lengths)
    entry = np.arange(int(ends[-1]) if len(ends) else 0)
    entry += np.repeat(lead.starts[source] - ends + lengths, lengths)
    keys = np.repeat(target, lengths) * max(lead.n_terms, 1) + lead.terms[entry]
    distinct, place = np.unique(keys, return_inverse=True)
    shares = lead.weights[entry] * np.repeat(share, lengths)
    weights = np.bincount(place, weights=shares).astype(np.float64)
    starts = np.zeros(n_articles + 1, np.int64)
    counts = np.bincount(distinct // max(lead.n_terms, 1), minlength=n_articles)
    np.cumsum(counts, out=starts[1:])
    return unit(Rows(starts, distinct % max(lead.n_terms, 1), weights, lead.n_terms))
