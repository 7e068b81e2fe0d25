"""Classes from scored links: against the plainest way to say the rule, and by example."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.comparison.group import group

MILLION = 1_000_000


def by_the_rule(
    articles: Sequence[int],
    links: Mapping[tuple[int, int], float],
    quorum: float,
    within: Callable[[int, int], float] | None,
) -> list[tuple[int, ...]]:
    """Join by the best link first, summing all pairs of two classes at every link."""
    home = {i: [i] for i in range(len(articles))}
    for left, right in sorted(links, key=lambda pair: (-links[pair], pair)):
        if home[left] is home[right]:
            continue
        total, n_pairs = Fraction(0), 0
        for i in home[left]:
            for j in home[right]:
                score = links.get((min(i, j), max(i, j)))
                if articles[i] == articles[j]:
                    if within is None and score is None:
                        continue
                    score = score if within is None else within(i, j)
                total += Fraction(round((score or 0.0) * MILLION), MILLION)
                n_pairs += 1
        if n_pairs and round(float(total / n_pairs), 6) >= quorum:
            joined = home[left] + home[right]
            home |= dict.fromkeys(joined, joined)
    return sorted({tuple(sorted(members)) for members in home.values()})


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[int], dict[tuple[int, int], float], float, bool]:
    articles = draw(st.lists(st.integers(0, 4), min_size=1, max_size=10))
    pairs = [(i, j) for i in range(len(articles)) for j in range(i + 1, len(articles))]
    values = st.sampled_from([0.2, 0.333333, 0.5, 0.666667, 0.9, 1.0])
    links = {pair: draw(values) for pair in pairs if draw(st.booleans())}
    return articles, links, draw(st.sampled_from([0.1, 0.25, 0.4, 0.6])), draw(st.booleans())


@settings(max_examples=300, deadline=None)
@given(stories())
def test_the_sums_that_are_carried_along_are_those_of_all_pairs(story) -> None:
    articles, links, quorum, inside = story

    def within(i: int, j: int) -> float:
        return ((min(i, j) * 7 + max(i, j) * 3) % 10) / 10

    asked = within if inside else None
    assert group(articles, links, quorum, asked) == by_the_rule(articles, links, quorum, asked)


def test_one_link_between_two_classes_joins_nothing() -> None:
    links = {(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.8}
    assert group([0, 1, 2, 3], links, 0.4) == [(0, 1), (2, 3)]


def test_two_mentions_of_one_article_are_one_class_when_another_says_so() -> None:
    assert group([0, 0, 1], {(0, 2): 0.9, (1, 2): 0.8}, 0.4) == [(0, 1, 2)]
