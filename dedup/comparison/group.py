"""Classes from scored links, without chaining.

Links are taken best first; two classes join only when the links between them
are strong on average over all their pairs. One wrong link between two large classes therefore joins
nothing (transitive closure is the universal failure of deduplication).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence


def group(
    articles: Sequence[int],
    links: Mapping[tuple[int, int], float],
    quorum: float,
    within: Callable[[int, int], float] | None = None,
) -> list[tuple[int, ...]]:
    """Partition items into classes.

    Args:
        articles: For each item the number of the article it stands in.
        links: Score in (0, 1] of linked pairs ``(i, j)``, ``i < j``.
        quorum: Least mean score over the pairs between two classes that join;
            missing links count 0.
        within: Likeness of two items of one article, which have no link. Without
            it such pairs do not count: two mentions in one article are one class
            when a mention elsewhere says so.

    Returns:
        The classes, each sorted, ordered by their first item.
    """
    label = list(range(len(articles)))
    members = {i: [i] for i in label}
    for (left, right), _score in sorted(links.items(), key=lambda item: (-item[1], item[0])):
        a, b = label[left], label[right]
        if a == b:
            continue
        total, n_pairs = 0.0, 0
        for i in members[a]:
            for j in members[b]:
                score = links.get((min(i, j), max(i, j)), 0.0)
                if articles[i] == articles[j] and within is not None:
                    score = within(i, j)
                elif articles[i] == articles[j] and not score:
                    continue
                total += score
                n_pairs += 1
        if n_pairs and round(total / n_pairs, 6) >= quorum:
            keep, drop = min(a, b), max(a, b)
            for item in members[drop]:
                label[item] = keep
            members[keep] += members.pop(drop)
    return [tuple(sorted(members[key])) for key in sorted(members)]
