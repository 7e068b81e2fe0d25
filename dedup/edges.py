"""How surely two articles are about one event, from what they share.

A scored pair is an edge. Every feature lies in [0, 1]; one logistic regression
(``data/pairs.json``, made by ``dedup.training.pairs``) weighs them, and its log-odds
are what ``linkage`` averages. The scale is shifted so that 0 is the default threshold.

Time enters twice: as closeness, and as a factor on the likeness of the words, since
the same words a year apart are another event. A missing date is its own feature.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dedup.represent import Features, Rows

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
    "published within days",
    "published within a week or so",
    "publication date unknown",
    "short text",
    "same words, published within a week or so",
    "same words, publication date unknown",
)
# Standard deviations of the two time Gaussians, in days. 3 and 7 days were the best of
# the single decays on four sets.
DAYS_SIGMA, WEEK_SIGMA = 3.0, 7.0
# Distinct content words at which "short text" is one half: about those of a two-sentence lead.
SHORT_WORDS = 30.0
# Below this cosine of all names, and this share of the lead's names (by squared weight) printed in
# the other text, two articles speak of other people and places.
STRANGE_NAMES, STRANGE_LEAD = 0.15, 0.3
# What a veto takes from the log-odds: most of the cap, so that it parts all but the surest pairs.
VETO = 4.0
# Log-odds are capped, so that no single pair outweighs many in an average.
MAX_LOGIT = 5.0


def pair_features(features: Features, pairs: Ints) -> Floats:
    """Return what each pair shares.

    Args:
        features: What is compared.
        pairs: int64 array, shape (n_pairs, 2), sorted by its first column for speed.

    Returns:
        float64 array, shape (n_pairs, len(FEATURES)), in [0, 1].
    """
    import numpy as np

    views = ("text", "title", "lead", "names", "numbers", "phrases")
    columns = [cosines(getattr(features, view), getattr(features, view), pairs) for view in views]
    forth = cosines(features.title, features.text, pairs)
    order = np.lexsort((pairs[:, 0], pairs[:, 1]))
    back = np.zeros(len(pairs))
    back[order] = cosines(features.title, features.text, pairs[order][:, ::-1])
    gap = np.abs(features.days[pairs[:, 0]] - features.days[pairs[:, 1]])
    unknown = np.isnan(gap)
    gap = np.where(unknown, np.inf, gap)
    days, week = (np.exp(-0.5 * (gap / sigma) ** 2) for sigma in (DAYS_SIGMA, WEEK_SIGMA))
    size = np.minimum(features.sizes[pairs[:, 0]], features.sizes[pairs[:, 1]])
    columns += [(forth + back) / 2, np.maximum(forth, back), days, week]
    columns += [unknown, SHORT_WORDS / (SHORT_WORDS + size)]
    columns += [columns[0] * week, columns[0] * unknown]
    return np.stack(columns, axis=1).astype(np.float64)


def strangers(features: Features, pairs: Ints, rows: Floats) -> Flags:
    """Tell which pairs name nobody and nowhere in common.

    Look-alike events (the same kind of thing, another place, other people) share
    their words but none of the names their leads print. As one more weight this
    was not learned from sets that hold few such pairs; as a veto it parts them.
    Of the pairs that score as one event it takes back 3 % of the true and 4 % of the
    false ones on AllSides, 1 and 2 % on ECB+, 2 and 1 % on WikiNews, and all but a
    few of the samples' look-alike story.

    Args:
        features: What is compared.
        pairs: int64 array, shape (n_pairs, 2).
        rows: Their ``pair_features``.

    Returns:
        bool array, shape (n_pairs,). False where a lead prints fewer than two names
        or the text is short: a headline names one person or place of many.
    """
    import numpy as np

    named = (features.lead_names.sizes() >= 2) & (features.sizes >= SHORT_WORDS)
    both = named[pairs[:, 0]] & named[pairs[:, 1]]
    doubtful = np.flatnonzero(both & (rows[:, FEATURES.index("same names")] < STRANGE_NAMES))
    wanted = replace(features.lead_names, weights=features.lead_names.weights**2)
    printed = replace(features.names, weights=np.ones(len(features.names.weights)))
    some = pairs[doubtful]
    shares = np.maximum(cosines(wanted, printed, some), cosines(wanted, printed, some[:, ::-1]))
    result = np.zeros(len(pairs), np.bool_)
    result[doubtful[np.round(shares, 6) < STRANGE_LEAD]] = True
    return result


def edge_log_odds(model: LogisticModel, features: Features, pairs: Ints) -> Floats:
    """Return the log-odds of each pair, vetoes taken off."""
    rows = pair_features(features, pairs)
    result: Floats = log_odds(model, rows) - VETO * strangers(features, pairs, rows)
    return result


def log_odds(model: LogisticModel, rows: Floats) -> Floats:
    """Return the log-odds above the model's threshold for each row of features.

    Rounded to 6 decimals, before any threshold, and within ±``MAX_LOGIT``.
    """
    import math

    import numpy as np

    least = math.log(model.threshold / (1.0 - model.threshold))
    raw = rows @ np.array(model.weights) + model.intercept - least
    result: Floats = np.round(np.clip(raw, -MAX_LOGIT, MAX_LOGIT), 6)
    return result


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
