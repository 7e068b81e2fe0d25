"""Quality measures by their published names. Pure functions of labels.

Every one returns a value for empty input (0.0 for a share of nothing), so that
an evaluation over an odd file reports figures instead of failing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import NamedTuple, TypeVar

Item = TypeVar("Item", bound=Hashable)


class Scores(NamedTuple):
    """Precision, recall and their harmonic mean, each in [0, 1]."""

    precision: float
    recall: float
    f1: float


class VMeasure(NamedTuple):
    """Homogeneity, completeness and their harmonic mean, each in [0, 1]."""

    homogeneity: float
    completeness: float
    v_measure: float


def scores(n_right: float, n_predicted: float, n_gold: float) -> Scores:
    """Return P, R and F1 from counts."""
    precision = n_right / n_predicted if n_predicted else 0.0
    recall = n_right / n_gold if n_gold else 0.0
    total = precision + recall
    return Scores(precision, recall, 2 * precision * recall / total if total else 0.0)


def bcubed(gold: Mapping[Item, Hashable], predicted: Mapping[Item, Hashable]) -> Scores:
    """Return B-cubed precision, recall and F1 of a clustering.

    Args:
        gold: The true group of each item; the items scored.
        predicted: The found group; an item without one is a group of its own.

    Source: Bagga & Baldwin (1998); Amigó et al. (2009), Information Retrieval 12.
    """
    cells = _cells(gold, predicted)
    n_gold = Counter(gold.values())
    n_found = _found_sizes(cells)
    n_items = len(gold)
    precision = sum(n * n / n_found[found] for (_, found), n in cells.items())
    recall = sum(n * n / n_gold[true] for (true, _), n in cells.items())
    if not n_items:
        return Scores(0.0, 0.0, 0.0)
    precision, recall = precision / n_items, recall / n_items
    return Scores(precision, recall, 2 * precision * recall / (precision + recall))


def pairwise(gold: Mapping[Item, Hashable], predicted: Mapping[Item, Hashable]) -> Scores:
    """Return P, R and F1 over the pairs of items that share a group."""
    cells = _cells(gold, predicted)
    return scores(
        sum(map(_pairs, cells.values())),
        sum(map(_pairs, _found_sizes(cells).values())),
        sum(map(_pairs, Counter(gold.values()).values())),
    )


def adjusted_rand_index(gold: Mapping[Item, Hashable], predicted: Mapping[Item, Hashable]) -> float:
    """Return the adjusted Rand index: 1 for equal partitions, about 0 for chance.

    Source: Hubert & Arabie (1985), Journal of Classification 2.
    """
    cells = _cells(gold, predicted)
    both = sum(map(_pairs, cells.values()))
    in_gold = sum(map(_pairs, Counter(gold.values()).values()))
    in_found = sum(map(_pairs, _found_sizes(cells).values()))
    total = _pairs(len(gold))
    expected = in_gold * in_found / total if total else 0.0
    most = (in_gold + in_found) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def v_measure(gold: Mapping[Item, Hashable], predicted: Mapping[Item, Hashable]) -> VMeasure:
    """Return homogeneity, completeness and V-measure of a clustering.

    Source: Rosenberg & Hirschberg (2007), EMNLP.
    """
    cells = _cells(gold, predicted)
    n_gold, n_found = Counter(gold.values()), _found_sizes(cells)
    n_items = len(gold)
    left, right = _entropy(n_gold.values(), n_items), _entropy(n_found.values(), n_items)
    joint = _entropy(cells.values(), n_items)
    shared = left + right - joint
    homogeneity = shared / left if left > 1e-12 else 1.0
    completeness = shared / right if right > 1e-12 else 1.0
    total = homogeneity + completeness
    return VMeasure(
        homogeneity, completeness, 2 * homogeneity * completeness / total if total else 0.0
    )


def _cells(
    gold: Mapping[Item, Hashable], predicted: Mapping[Item, Hashable]
) -> Counter[tuple[Hashable, Hashable]]:
    """Return the contingency table; items without a found group get one each."""
    return Counter(
        (true, (1, predicted[item]) if item in predicted else (0, item))
        for item, true in gold.items()
    )


def _found_sizes(cells: Mapping[tuple[Hashable, Hashable], int]) -> Counter[Hashable]:
    sizes: Counter[Hashable] = Counter()
    for (_, found), n in cells.items():
        sizes[found] += n
    return sizes


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


def _entropy(counts: Collection[int], n_items: int) -> float:
    return -sum(n / n_items * math.log(n / n_items) for n in counts)


def balanced_accuracy(gold: Sequence[Hashable], predicted: Sequence[Hashable]) -> float:
    """Return the mean recall over the classes that occur in ``gold``.

    Source: Brodersen et al. (2010), ICPR.
    """
    right, total = Counter[Hashable](), Counter(gold)
    for true, found in zip(gold, predicted, strict=True):
        right[true] += true == found
    return sum(right[name] / n for name, n in total.items()) / len(total) if total else 0.0


def auc(gold: Sequence[bool], values: Sequence[float]) -> float:
    """Return the area under the ROC curve; ties count half; 0.5 if one class is empty.

    The share of (yes, no) pairs that ``values`` puts in the right order: the
    Mann-Whitney U statistic over the number of pairs (Hanley & McNeil, 1982).
    """
    order = sorted(zip(values, gold, strict=True))
    n_yes = sum(1 for true in gold if true)
    n_no = len(gold) - n_yes
    if not n_yes or not n_no:
        return 0.5
    rank_sum, index = 0.0, 0
    while index < len(order):
        end = index
        while end < len(order) and order[end][0] == order[index][0]:
            end += 1
        mean_rank = (index + 1 + end) / 2
        rank_sum += mean_rank * sum(1 for _, true in order[index:end] if true)
        index = end
    return (rank_sum - n_yes * (n_yes + 1) / 2) / (n_yes * n_no)


def edge_f1(gold: Collection[Item], predicted: Collection[Item]) -> Scores:
    """Return P, R and F1 over two sets of links."""
    gold, predicted = set(gold), set(predicted)
    return scores(len(gold & predicted), len(predicted), len(gold))


def binary_f1(gold: Sequence[bool], predicted: Sequence[bool]) -> Scores:
    """Return P, R and F1 of the class True."""
    right = sum(1 for true, found in zip(gold, predicted, strict=True) if true and found)
    return scores(right, sum(predicted), sum(gold))


def character_f1(gold: Sequence[bool], predicted: Sequence[bool]) -> Scores:
    """Return P, R and F1 over characters marked as wanted.

    Args:
        gold: One mark for each scored character.
        predicted: One mark for each scored character.
    """
    return binary_f1(gold, predicted)
