"""Second look at each line, once every line has a first score.

An article is one stretch of a page: the second model sees where the stretch of
highest total score lies (maximum subsequence segmentation; Pasternack & Roth
2009, Extracting article text from the web) and how the neighbours scored.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dedup.cleaning.features import LineFacts, shifted, window_mean

NAMES = (
    "first score", "first odds", "prev score", "next score", "prev 2 score", "next 2 score",
    "scores around 2", "scores around 6", "in stretch", "before stretch", "after stretch",
    "just before", "just after", "stretch share", "score × in stretch", "odds × in stretch",
    "length × in stretch", "length × outside", "overlap × before", "title × before",
    "comment × after", "best before", "best after", "lowest of best", "between scores",
    "menu × in stretch",
)  # fmt: skip


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
    """Return the features of the second look.

    Args:
        lines: The lines of one article.
        rows: Their first features, shape (n_lines, n_features).
        scores: Their first scores, shape (n_lines,).

    Returns:
        float64 array, shape (n_lines, n_features + len(NAMES)).
    """
    import numpy as np

    from dedup.cleaning.features import NAMES as FIRST

    n = len(lines)
    size = np.array([min(line.length, 400) for line in lines]) ** 0.5
    worth = (scores - 0.5) * size
    start, end = best_stretch([round(float(v), 6) for v in worth])
    index = np.arange(n)
    inside = ((index >= start) & (index < end)).astype(float)
    found = float(end > start)
    ahead = (
        np.where(index < start, np.minimum(np.log1p(np.maximum(start - index, 0)) / 4, 1.0), 0.0)
        * found
    )
    behind = (
        np.where(index >= end, np.minimum(np.log1p(np.maximum(index - end + 1, 0)) / 4, 1.0), 0.0)
        * found
    )
    odds = np.clip(np.log((scores + 1e-3) / (1 - scores + 1e-3)), -6, 6) / 6
    column = {name: rows[:, i] for i, name in enumerate(FIRST)}
    near = [shifted(scores, by) if n > abs(by) else np.zeros(n) for by in (-1, 1, -2, 2)]
    # The best score among the three lines on each side: a body line stands between others.
    left = np.max([shifted(scores, -k) if n > k else np.zeros(n) for k in (1, 2, 3)], axis=0)
    right = np.max([shifted(scores, k) if n > k else np.zeros(n) for k in (1, 2, 3)], axis=0)
    outside = 1.0 - inside
    length = column["length 120"]
    share = float(worth[start:end].sum() / max(np.abs(worth).sum(), 1e-9))
    extra = np.column_stack([
        scores, odds, *near, window_mean(scores, 2), window_mean(scores, 6),
        inside, ahead, behind,
        ((index < start) & (index >= start - 3)).astype(float) * found,
        ((index >= end) & (index < end + 3)).astype(float) * found,
        np.full(n, max(share, 0.0)), scores * inside, odds * inside,
        length * inside, length * outside,
        column["overlap"] * (index < start), column["like title"] * (index < start),
        column["comment before"] * (index >= end), left, right, np.minimum(left, right),
        np.minimum(near[0], near[1]), column["menu share"] * inside,
    ])  # fmt: skip
    return np.hstack([rows, extra])
