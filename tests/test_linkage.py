from __future__ import annotations

import numpy as np
import pytest

from dedup.clustering.linkage import CLOSENESS, CLOSENESS_OF_FEW, POWER, SHORT_POWER, link


def linked(matrix, least=0.5, short=False):
    pairs = np.array([(i, j) for i in range(len(matrix)) for j in range(i + 1, len(matrix))])
    return link(
        np.full(len(matrix), short), pairs, np.array([matrix[i][j] for i, j in pairs]), least
    )


def test_no_articles_and_no_pairs():
    none = np.zeros((0, 2), np.int64)
    assert link(np.zeros(0, bool), none, np.zeros(0), 0.5) == ([], [])
    assert link(np.zeros(2, bool), none, np.zeros(0), 0.5) == ([[0], [1]], [{}, {}])


def test_a_chain_of_lucky_pairs_does_not_join():
    n = 6
    matrix = [[0.6 if abs(i - j) == 1 else 0.0 for j in range(n)] for i in range(n)]
    assert linked(matrix)[0] == [[0, 1], [2, 3], [4, 5]]


def test_one_unlucky_pair_does_not_part_a_group():
    matrix = [[0.9] * 4 for _ in range(4)]
    matrix[0][3] = 0.0
    assert linked(matrix)[0] == [[0, 1, 2, 3]]


def test_large_groups_need_a_lower_mean_than_two_articles():
    n = 20
    matrix = np.full((n, n), 0.4)
    matrix[:10, :10] = matrix[10:, 10:] = 0.7
    assert linked([[0.0, 0.4], [0.4, 0.0]])[0] == [[0], [1]]
    assert linked(matrix.tolist())[0] == [list(range(n))]


def test_groups_that_hold_together_far_better_than_with_each_other_stay_apart():
    n = 8
    matrix = np.full((n, n), 0.55)
    matrix[:4, :4] = matrix[4:, 4:] = 0.98
    groups, ties = linked(matrix.tolist())
    assert groups == [list(range(4)), list(range(4, n))]
    assert ties[0][1] > 0.5  # by its mean alone it would have joined
    # As loosely tied inside, they are one story; so are they with a single article.
    assert linked(np.full((n, n), 0.55).tolist())[0] == [list(range(n))]
    assert linked(matrix[:5, :5].tolist())[0] == [list(range(5))]
    assert linked(matrix.tolist(), short=True)[0] == [list(range(n))]


def test_an_article_between_two_groups_can_bring_them_together():
    matrix = np.full((5, 5), 0.65)
    matrix[:2, :2] = matrix[2:4, 2:4] = 1.0
    assert len(linked(matrix[:4, :4].tolist())[0]) == 2
    matrix[4, :] = matrix[:, 4] = 0.8
    assert linked(matrix.tolist())[0] == [list(range(5))]


def test_groups_of_headlines_need_a_lower_mean_still():
    n = 20
    matrix = np.full((n, n), 0.2)
    matrix[:10, :10] = matrix[10:, 10:] = 0.9
    assert SHORT_POWER < POWER
    assert len(linked(matrix.tolist())[0]) == 2
    assert len(linked(matrix.tolist(), short=True)[0]) == 1


def test_groups_left_apart_say_how_strongly_they_are_tied():
    matrix = np.full((4, 4), 0.1)
    matrix[:2, :2] = matrix[2:, 2:] = 0.9
    groups, ties = linked(matrix.tolist())
    assert groups == [[0, 1], [2, 3]]
    assert ties[0] == {1: pytest.approx(0.4 / 4**POWER, abs=1e-6)}
    assert ties[1] == {0: pytest.approx(0.4 / 4**POWER, abs=1e-6)}


def contrast(matrix, left, right):
    if min(len(left), len(right)) < 2:
        return False
    within = min(
        matrix[np.ix_(group, group)].sum() / (len(group) * (len(group) - 1))
        for group in (left, right)
    )
    part = CLOSENESS + CLOSENESS_OF_FEW / max(len(left), len(right))
    return round(matrix[np.ix_(left, right)].mean(), 6) < round(part * within, 6)


def test_linkage_agrees_with_a_naive_one():
    rng = np.random.default_rng(7)
    n = 24
    matrix = np.round(rng.random((n, n)) ** 3, 3)
    matrix = np.where(matrix < 0.01, 0.0, matrix)
    matrix = np.triu(matrix, 1) + np.triu(matrix, 1).T
    naive = [[i] for i in range(n)]
    while len(naive) > 1:
        best = max(
            (
                round(float(matrix[np.ix_(a, b)].sum() / (len(a) * len(b)) ** POWER), 6),
                -min(a),
                -min(b),
                i,
                j,
            )
            for i, a in enumerate(naive)
            for j, b in enumerate(naive)
            if min(a) < min(b) and not contrast(matrix, a, b)
        )
        if best[0] < 0.5:
            break
        joined = sorted(naive[best[3]] + naive[best[4]])
        naive = [group for k, group in enumerate(naive) if k not in best[3:]] + [joined]
    found = linked(matrix.tolist())[0]
    assert found == sorted(naive)
    assert 1 < len(found) < n
