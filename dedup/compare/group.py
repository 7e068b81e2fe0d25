"""Classes from scored links, without chaining.

Links are taken best first; two classes join only when the links between them
are, on average over all their cross-article pairs, still half as strong as the
weakest link allowed. One wrong link between two large classes therefore joins
nothing (transitive closure is the universal failure of deduplication).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def group(
    articles: Sequence[int], links: Mapping[tuple[int, int], float], quorum: float
) -> list[tuple[int, ...]]:
    """Partition items into classes.

    Args:
        articles: For each item the number of the article it stands in.
        links: Score in (0, 1] of linked pairs ``(i, j)``, ``i < j``.
        quorum: Least mean score over the cross-article pairs of two classes that
            join; missing links count 0.

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
                # Two mentions in one article need no link of their own: they are one class
                # when the same mention elsewhere says so.
                if articles[i] != articles[j] or score:
                    total += score
                    n_pairs += 1
        if n_pairs and round(total / n_pairs, 6) >= quorum:
            keep, drop = min(a, b), max(a, b)
            for item in members[drop]:
                label[item] = keep
            members[keep] += members.pop(drop)
    return [tuple(sorted(members[key])) for key in sorted(members)]
