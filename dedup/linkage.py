"""Groups from scored pairs: average linkage that needs no full matrix.

Two groups join while the mean log-odds over *all* their cross pairs is 0 or more. One
lucky pair cannot join two groups (single linkage chains), one unlucky pair cannot keep
them apart (complete linkage shatters). Pairs that were never proposed count as
``MISSING``.

A large story needs a second look: each article proposes a few dozen neighbours only,
so between two halves of a story of hundreds nearly every pair is missing. Groups whose
members have their lists full of good pairs are therefore compared again, on a fixed
sample of cross pairs that are then really scored, and linked by those averages.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Sequence, Set
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Floats = np.ndarray[Any, np.dtype[np.float64]]

Groups = list[list[int]]
# (smaller group, larger group) → sum over known cross pairs of log-odds minus MISSING.
Sums = dict[tuple[int, int], float]

# Log-odds of a pair that blocking did not propose. Measured at -3.5 and -5: no difference above
# .002 B-cubed F1 on any of five sets.
MISSING = -3.5
# An article is crowded when it has this many good pairs, and most of its group too: then its
# neighbour list is full, and a missing pair says nothing. Otherwise a missing pair is evidence;
# looking again at every group cost .03 B-cubed F1 on follow-up stories.
CROWD = 20
# Members of a group that are compared in the second look: 12 x 12 pairs estimate a mean log-odds
# of spread 2 to within 0.2.
SAMPLE = 12
# The second look repeats while it joins something; each time at least halves a split story.
MAX_LOOKS = 8


def link(
    groups: Sequence[Sequence[int]],
    edges: tuple[Ints, Floats],
    score: Callable[[Ints], Floats],
    *,
    least: float = 0.0,
    crowd: int = CROWD,
) -> Groups:
    """Join groups of articles by average log-odds.

    Args:
        groups: A partition of the article numbers 0 … n-1; members stay together.
        edges: Scored pairs: int64 array, shape (n_pairs, 2), and their log-odds.
        score: Returns the log-odds of more pairs, sorted by first column.
        least: Mean log-odds at or above which two groups join.
        crowd: Good pairs from which on an article's missing pairs are no evidence.

    Returns:
        A coarser partition, members ascending, groups by smallest member.
    """
    pairs, logits = edges
    # Most proposed pairs are worth no more than a missing one; leave them out of Python.
    pairs, logits = pairs[logits > MISSING], logits[logits > MISSING]
    known = dict(zip(map(tuple, pairs.tolist()), logits.tolist(), strict=True))
    current = _sorted(groups)
    current = _average(current, _sums(current, known), least)
    crowded = _crowded(known, least, crowd)
    for _ in range(MAX_LOOKS):
        sums = _second_look(current, known, score, crowded)
        joined = _average(current, sums, least)
        if len(joined) == len(current):
            break
        current = joined
    return current


def _sorted(groups: Sequence[Sequence[int]]) -> Groups:
    return sorted(sorted(group) for group in groups)


def _sums(groups: Groups, known: dict[tuple[int, ...], float]) -> Sums:
    group_of = {member: number for number, group in enumerate(groups) for member in group}
    sums: Sums = {}
    for (left, right), logit in known.items():
        low, high = sorted((group_of[left], group_of[right]))
        if low != high and logit > MISSING:
            sums[low, high] = sums.get((low, high), 0.0) + logit - MISSING
    return sums


def _average(groups: Groups, sums: Sums, least: float) -> Groups:
    """Join the two groups with the highest mean until none reaches ``least``."""
    members = [list(group) for group in groups]
    near: list[dict[int, float]] = [{} for _ in groups]
    for (low, high), total in sums.items():
        near[low][high] = near[high][low] = total

    def mean(low: int, high: int) -> float:
        return round(MISSING + near[low][high] / (len(members[low]) * len(members[high])), 6)

    # (-mean, smaller group, larger group): a total order, so ties fall the same way each time.
    heap = [(-mean(low, high), low, high) for low, high in sums if mean(low, high) >= least]
    heapq.heapify(heap)
    while heap:
        negative, low, high = heapq.heappop(heap)
        if high not in near[low] or mean(low, high) != -negative:
            continue  # one of them has grown or gone since
        _merge(low, high, members, near)
        for other in near[low]:
            value = mean(min(low, other), max(low, other))
            if value >= least:
                heapq.heappush(heap, (-value, min(low, other), max(low, other)))
    return _sorted([group for group in members if group])


def _merge(low: int, high: int, members: Groups, near: list[dict[int, float]]) -> None:
    members[low] += members[high]
    members[high] = []
    for other, total in near[high].items():
        del near[other][high]
        if other != low:
            near[low][other] = near[other][low] = near[low].get(other, 0.0) + total
    near[high] = {}


def _crowded(known: dict[tuple[int, ...], float], least: float, crowd: int) -> Set[int]:
    """Return the articles with at least ``crowd`` good pairs."""
    good = Counter(member for pair, logit in known.items() if logit >= least for member in pair)
    return {member for member, count in good.items() if count >= crowd}


def _second_look(
    groups: Groups,
    known: dict[tuple[int, ...], float],
    score: Callable[[Ints], Floats],
    crowded: Set[int],
) -> Sums:
    """Estimate the sums between crowded groups that have a known pair, from scored samples."""
    import numpy as np

    group_of = {member: number for number, group in enumerate(groups) for member in group}
    full = {
        number
        for number, group in enumerate(groups)
        if 2 * sum(member in crowded for member in group) > len(group)
    }
    wanted = sorted(
        {
            (min(a, b), max(a, b))
            for (left, right), logit in known.items()
            if logit > MISSING
            and (a := group_of[left]) != (b := group_of[right])
            and a in full
            and b in full
        }
    )
    crosses = {}
    for low, high in wanted:
        lefts, rights = _sample(groups[low]), _sample(groups[high])
        crosses[low, high] = [(min(i, j), max(i, j)) for i in lefts for j in rights]
    unknown = sorted({pair for cross in crosses.values() for pair in cross if pair not in known})
    if unknown:
        logits = score(np.array(unknown, dtype=np.int64))
        known.update(zip(unknown, logits.tolist(), strict=True))
    sums = {}
    for (low, high), cross in crosses.items():
        mean = sum(max(known[pair], MISSING) for pair in cross) / len(cross)
        sums[low, high] = (mean - MISSING) * len(groups[low]) * len(groups[high])
    return sums


def _sample(members: list[int]) -> list[int]:
    """Return at most ``SAMPLE`` members, evenly spread."""
    if len(members) <= SAMPLE:
        return members
    return [members[index * len(members) // SAMPLE] for index in range(SAMPLE)]
