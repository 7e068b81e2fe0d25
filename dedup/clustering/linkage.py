"""Groups from scored pairs: average linkage that needs no full matrix.

Two groups join while the sum of the probabilities over their cross pairs, divided by
the number of all cross pairs to a power, reaches the threshold. With the power 1 that
is average linkage: one lucky pair cannot join two groups (single linkage chains), one
unlucky pair cannot keep them apart (complete linkage shatters). But the larger a story,
the more of its pairs share nothing, and each article proposes a few dozen neighbours
only; with a power below 1 large groups need a lower mean than two articles do. Bare
headlines of one story share still less, and have a lower power.

Two events that look alike (two floods, two trials) still share enough on average. What
shows them is contrast: either group holds together far better than the two do with each
other. So groups of two articles and more join only if the mean over their cross pairs
also reaches a part of the lesser of the means inside them (the relative closeness of
Karypis, Han & Kumar 1999, Chameleon). Headlines of one story do not hold together that
well, and are not asked.

Pairs that were never proposed count as 0. Compared with other methods by
``tests/benchmarks/partitions.py``.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Floats = np.ndarray[Any, np.dtype[np.float64]]
    Flags = np.ndarray[Any, np.dtype[np.bool_]]

Groups = list[list[int]]

# Powers for groups of articles, and for groups mostly of short texts. Mean left-out B-cubed F1 of
# five sets as they are, and with all dates made the same, each at its best threshold of four:
# .75: .946, .927; .9: .947, .932; 1 (average linkage): .946, .932; greedy correlation clustering
# .945, .930; Leiden with the constant Potts model .944, .931; connected components .939, .928;
# HDBSCAN .904, .899. Bare headlines of large stories want .75 or less.
POWER, SHORT_POWER = 0.9, 0.75
# The part of the lesser mean inside that the mean across must reach is CLOSENESS + CLOSENESS_OF_FEW
# over the size of the larger group: two and two articles .7, ten and ten .54. Mean left-out
# B-cubed F1 of the five sets without contrast at its best threshold, and with it: as they are
# .945, .947; with all dates made the same .931, .934; without dates .918, .924; cut to leads .918,
# .915. Asked of headlines, .2 to .5 instead cost the large stories .00 to .08.
CLOSENESS, CLOSENESS_OF_FEW = 0.5, 0.4
# Probabilities under this are left out: most proposed pairs, and next to nothing in a sum.
LEAST_SURE = 0.01


def link(
    short: Flags, pairs: Ints, sure: Floats, least: float, short_power: float = SHORT_POWER
) -> tuple[Groups, list[dict[int, float]]]:
    """Group articles.

    Args:
        short: bool array, shape (n_articles,); which articles are short texts.
        pairs: int64 array, shape (n_pairs, 2), distinct.
        sure: float64 array, the probability of each pair to be about one event.
        least: Probability at or above which two single articles join.
        short_power: The power for groups mostly of short articles.

    Returns:
        A partition of the article numbers, members ascending, groups by smallest member;
        and for each group how strongly it is tied to others.
    """
    members = [[number] for number in range(len(short))]
    # Short articles less others, of each group.
    excess = [1 if each else -1 for each in short.tolist()]
    near: list[dict[int, float]] = [{} for _ in members]
    # Sum of the probabilities over the pairs inside each group.
    inside = [0.0] * len(members)
    counted = sure >= LEAST_SURE
    for (low, high), value in zip(pairs[counted].tolist(), sure[counted].tolist(), strict=True):
        near[low][high] = near[high][low] = value

    def tie(low: int, high: int) -> float:
        power = short_power if excess[low] + excess[high] > 0 else POWER
        n_pairs = len(members[low]) * len(members[high])
        return round(near[low][high] / float(n_pairs**power), 6)

    def contrasts(low: int, high: int) -> bool:
        n_low, n_high = len(members[low]), len(members[high])
        if min(n_low, n_high) < 2 or excess[low] + excess[high] > 0:
            return False
        across = near[low][high] / (n_low * n_high)
        within = min(inside[g] / (n * (n - 1) / 2) for g, n in ((low, n_low), (high, n_high)))
        part = CLOSENESS + CLOSENESS_OF_FEW / max(n_low, n_high)
        return round(across, 6) < round(part * within, 6)

    # (-tie, smaller group, larger group): a total order, so ties fall the same way each time.
    # Two single articles are tied by their probability, whatever the power.
    heap = [
        (-value, low, high)
        for low, others in enumerate(near)
        for high, sure_of in others.items()
        if low < high and (value := round(sure_of, 6)) >= least
    ]
    heapq.heapify(heap)
    while heap:
        negative, low, high = heapq.heappop(heap)
        if high not in near[low] or tie(low, high) != -negative:
            continue  # one of them has grown or gone since
        if contrasts(low, high):
            continue  # asked again when one of them has grown
        inside[low] += inside[high] + near[low][high]
        _merge(low, high, members, near)
        excess[low] += excess[high]
        for other in near[low]:
            value = tie(min(low, other), max(low, other))
            if value >= least:
                heapq.heappush(heap, (-value, min(low, other), max(low, other)))
    # A group has the number of its smallest member.
    kept = [number for number, group in enumerate(members) if group]
    place = {number: index for index, number in enumerate(kept)}
    ties: list[dict[int, float]] = [{} for _ in kept]
    for index, number in enumerate(kept):
        for other in sorted(near[number]):
            if other > number:
                ties[index][place[other]] = ties[place[other]][index] = tie(number, other)
    return [sorted(members[number]) for number in kept], ties


def _merge(low: int, high: int, members: Groups, near: list[dict[int, float]]) -> None:
    members[low] += members[high]
    members[high] = []
    for other, total in near[high].items():
        del near[other][high]
        if other != low:
            near[low][other] = near[other][low] = near[low].get(other, 0.0) + total
    near[high] = {}
