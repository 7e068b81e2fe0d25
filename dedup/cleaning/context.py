"""Second look at each line, once every line has a first score.

An article is one stretch of a page: the second model sees where the stretch of
highest total score lies (maximum subsequence segmentation; Pasternack & Roth
2009, Extracting article text from the web) and how the neighbours scored.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dedup.cleaning.features import NAMES as FIRST
from dedup.cleaning.features import LineFacts
from dedup.cleaning.layout import Layout, lay_out

NAMES = (
    "first score", "first odds", "prev score", "next score", "prev 2 score", "next 2 score",
    "scores around 2", "scores around 6", "in stretch", "before stretch", "after stretch",
    "just before", "just after", "stretch share", "score × in stretch", "odds × in stretch",
    "length × in stretch", "length × outside", "overlap × before", "title × before",
    "comment × after", "best before", "best after", "lowest of best", "between scores",
    "menu × in stretch",
)  # fmt: skip


# First features that count anew inside or outside the best stretch.
_OF_LINE = ("length 120", "overlap", "like title", "comment before", "menu share")


def best_stretch(values: Sequence[float]) -> tuple[int, int]:
    """Return the half-open range of the contiguous stretch with the highest sum.

    The first one among equals; (0, 0) when no value is positive. Kadane's algorithm.
    """
    best, best_range = 0.0, (0, 0)
    total, start = 0.0, 0
    for i, value in enumerate(values):
        if total <= 0:
            total, start = 0.0, i
        total += value
        if total > best + 1e-9:
            best, best_range = total, (start, i + 1)
    return best_range


def context_matrix(lines: Sequence[LineFacts], rows: Any, scores: Any) -> Any:
    """Return the features of the second look at one article.

    Args:
        lines: The lines of the article.
        rows: Their first features, shape (n_lines, n_features).
        scores: Their first scores, shape (n_lines,).

    Returns:
        float64 array, shape (n_lines, n_features + len(NAMES)).
    """
    return context_columns([line.length for line in lines], rows.T, scores, lay_out([len(lines)])).T


def context_columns(lengths: Sequence[int], columns: Any, scores: Any, layout: Layout) -> Any:
    """Return the features of the second look at several articles.

    Args:
        lengths: Characters of each line.
        columns: The first features, shape (n_features, n_lines).
        scores: The first scores, shape (n_lines,).
        layout: Where the lines stand.

    Returns:
        float64 array, shape (n_features + len(NAMES), n_lines).
    """
    import numpy as np

    place = layout.place
    worth = (scores - 0.5) * np.sqrt(np.minimum(lengths, 400))
    start, end = _stretches(worth, layout)
    inside = ((place >= start) & (place < end)).astype(float)
    found = end > start
    above, below = (place < start) & found, (place >= end) & found
    ahead = np.minimum(np.log1p(np.maximum(start - place, 0)) / 4, 1.0) * above
    behind = np.minimum(np.log1p(np.maximum(place - end + 1, 0)) / 4, 1.0) * below
    odds = np.clip(np.log((scores + 1e-3) / (1 - scores + 1e-3)), -6, 6) / 6
    row = {name: columns[FIRST.index(name)] for name in _OF_LINE}
    prev3, prev2, prev1, next1, next2, next3 = layout.neighbours(scores, -3, -2, -1, 1, 2, 3)
    # The best score among the three lines on each side: a body line stands between others.
    left = np.maximum(np.maximum(prev1, prev2), prev3)
    right = np.maximum(np.maximum(next1, next2), next3)
    outside = 1.0 - inside
    length = row["length 120"]
    share = layout.totals(worth * inside) / np.maximum(layout.totals(np.abs(worth)), 1e-9)
    extra = [
        scores, odds, prev1, next1, prev2, next2,
        layout.mean_around(scores, 2), layout.mean_around(scores, 6),
        inside, ahead, behind, above & (place >= start - 3), below & (place < end + 3),
        np.maximum(share, 0.0), scores * inside, odds * inside,
        length * inside, length * outside,
        row["overlap"] * (place < start), row["like title"] * (place < start),
        row["comment before"] * (place >= end), left, right, np.minimum(left, right),
        np.minimum(prev1, next1), row["menu share"] * inside,
    ]  # fmt: skip
    return np.vstack([columns, extra])


def _stretches(worth: Any, layout: Layout) -> tuple[Any, Any]:
    """Return for each line where the best stretch of its article starts and ends."""
    import numpy as np

    values = np.round(worth, 6).tolist()
    firsts, sizes = layout.firsts.tolist(), layout.sizes.tolist()
    found = [
        best_stretch(values[first : first + size])
        for first, size in zip(firsts, sizes, strict=True)
    ]
    start, end = np.repeat(np.array(found), layout.sizes, axis=0).T
    return start, end
