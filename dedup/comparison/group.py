"""Classes from scored links, without chaining.

Links are taken best first; two classes join only when the links between them
are strong on average over all their pairs. One wrong link between two large classes therefore joins
nothing (transitive closure is the universal failure of deduplication).

The sum of the links between two classes is kept and carried along when they grow, in
whole millionths: exact, so neither the order of the items nor that of the joins tells.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field

# Scores carry six decimals.
_UNIT = 1_000_000

Within = Callable[[int, int], float]


@dataclass(slots=True)
class _Between:
    """What is known of the pairs between two classes.

    Args:
        total: Sum of their scores, in millionths.
        n_inside: Pairs of one article that are linked themselves.
    """

    total: int = 0
    n_inside: int = 0


@dataclass(slots=True)
class _Class:
    """A class while it grows: its items by article, and its links with other classes.

    Args:
        items: Its items, by article.
        between: What is known of the pairs between it and another class.
        size: Number of its items.
        values: What it says in each place where nothing else can be said.
    """

    items: dict[int, list[int]]
    between: dict[int, _Between]
    size: int = 1
    values: dict[Hashable, Hashable] = field(default_factory=dict)


def group(
    articles: Sequence[int],
    links: Mapping[tuple[int, int], float],
    quorum: float,
    within: Within | None = None,
    values: Sequence[tuple[Hashable, Hashable]] = (),
) -> list[tuple[int, ...]]:
    """Partition items into classes.

    Args:
        articles: For each item the number of the article it stands in.
        links: Score in (0, 1] of linked pairs ``(i, j)``, ``i < j``; six decimals count.
        quorum: Least mean score over the pairs between two classes that join;
            missing links count 0.
        within: Likeness of two items of one article, which have no link. Without
            it such pairs do not count: two mentions in one article are one class
            when a mention elsewhere says so.
        values: For each item where it stands and its value there; two of one place that
            differ are never one class, whatever third item they are like.

    Returns:
        The classes, each sorted, ordered by their first item.

    Note:
        Every link is looked at once, and moved once for each time its class joins a
        larger one; ``within`` is asked once for a pair of items at most.
    """
    classes = _singles(articles, links, within)
    for i, (place, value) in enumerate(values):
        classes[i].values[place] = value
    home = list(range(len(articles)))
    for _, (left, right) in sorted((-score, pair) for pair, score in links.items()):
        one, other = home[left], home[right]
        if one == other or not _may_join(classes, one, other, quorum, within):
            continue
        if classes[one].size < classes[other].size:
            one, other = other, one
        for item in _members(classes[other]):
            home[item] = one
        _join(classes, one, other, within)
    return sorted(tuple(sorted(_members(each))) for each in classes.values())


def _singles(
    articles: Sequence[int], links: Mapping[tuple[int, int], float], within: Within | None
) -> dict[int, _Class]:
    """Return each item as a class of its own."""
    classes = {i: _Class({article: [i]}, {}) for i, article in enumerate(articles)}
    for (left, right), score in links.items():
        inside = articles[left] == articles[right]
        value = within(left, right) if inside and within is not None else score
        shared = _Between(round(value * _UNIT), int(inside))
        classes[left].between[right] = classes[right].between[left] = shared
    return classes


def _members(each: _Class) -> list[int]:
    return [item for items in each.items.values() for item in items]


def _may_join(
    classes: Mapping[int, _Class], one: int, other: int, quorum: float, within: Within | None
) -> bool:
    """Tell whether the mean score over the pairs that count reaches the quorum."""
    left, right = classes[one], classes[other]
    if any(
        left.values[place] != right.values[place]
        for place in left.values.keys() & right.values.keys()
    ):
        return False
    shared = left.between[other]
    n_pairs = left.size * right.size
    if within is None:
        n_pairs += shared.n_inside - _n_inside(left, right)
    return bool(n_pairs) and round(shared.total / _UNIT / n_pairs, 6) >= quorum


def _n_inside(left: _Class, right: _Class) -> int:
    """Return the number of pairs of items of one article."""
    common = left.items.keys() & right.items.keys()
    return sum(len(left.items[article]) * len(right.items[article]) for article in common)


def _join(classes: dict[int, _Class], one: int, other: int, within: Within | None) -> None:
    """Move the items and links of a class into another."""
    kept, gone = classes[one], classes.pop(other)
    del kept.between[other], gone.between[one]
    if within is not None:
        # Two classes without a link still have the likeness of items of one article.
        for name in kept.between.keys() - gone.between.keys():
            kept.between[name].total += _likeness(gone, classes[name], within)
        for name in gone.between.keys() - kept.between.keys():
            gone.between[name].total += _likeness(kept, classes[name], within)
    for name, moved in gone.between.items():
        third = classes[name]
        del third.between[other]
        shared = kept.between.get(name)
        if shared is None:
            kept.between[name] = third.between[one] = moved
        else:
            shared.total += moved.total
            shared.n_inside += moved.n_inside
    for article, items in gone.items.items():
        kept.items.setdefault(article, []).extend(items)
    kept.size += gone.size
    kept.values.update(gone.values)


def _likeness(left: _Class, right: _Class, within: Within) -> int:
    """Return the summed likeness of the pairs of one article, in millionths."""
    common = left.items.keys() & right.items.keys()
    return sum(
        round(within(i, j) * _UNIT)
        for article in sorted(common)
        for i in left.items[article]
        for j in right.items[article]
    )
