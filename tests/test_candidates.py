from __future__ import annotations

import numpy as np
import pytest

from dedup.candidates import candidate_pairs
from dedup.represent import represent
from dedup.rows import cosines
from tests.cleaning_builders import BUDGET, FERRY, FERRY_ELSEWHERE, cleaned


def proposed(articles, neighbours=40):
    return {tuple(pair) for pair in candidate_pairs(represent(articles), neighbours).tolist()}


@pytest.mark.parametrize(
    "articles",
    [
        pytest.param([], id="no articles"),
        pytest.param([cleaned("a", *FERRY)], id="one article"),
        pytest.param([cleaned("a"), cleaned("b")], id="empty articles"),
        pytest.param([cleaned("a", "reef"), cleaned("b", "levy")], id="nothing shared"),
    ],
)
def test_nothing_to_pair_gives_no_pairs(articles):
    assert candidate_pairs(represent(articles)).shape == (0, 2)


def test_articles_that_share_words_are_proposed_once_and_ascending():
    pairs = proposed([cleaned("a", *FERRY), cleaned("b", *BUDGET), cleaned("c", *FERRY_ELSEWHERE)])
    assert (0, 2) in pairs
    assert all(left < right for left, right in pairs)


def test_bare_headlines_find_each_other_in_a_run_about_one_story():
    articles = [
        cleaned(f"{n:03}", headline=f"Oster Star ferry aground, day {n}") for n in range(60)
    ]
    partners = {number for pair in proposed(articles, 5) for number in pair}
    assert partners == set(range(60))


def test_pairs_grow_with_the_articles_and_not_with_their_square():
    articles = [cleaned(f"{n:03}", headline=f"Oster Star ferry aground {n}") for n in range(80)]
    assert len(proposed(articles, 3)) <= 2 * 3 * 80


def test_nearer_days_win_a_place_among_equal_texts():
    articles = [cleaned(f"{n:03}", headline="Ferry aground", day=n * 30) for n in range(10)]
    assert (0, 1) in proposed(articles, 1)
    assert (0, 9) not in proposed(articles, 1)


def test_cosines_agree_with_dense_vectors():
    features = represent(
        [cleaned("a", *FERRY), cleaned("b", *FERRY_ELSEWHERE), cleaned("c", *BUDGET), cleaned("d")]
    )
    rows = features.text
    dense = np.zeros((4, rows.n_terms))
    for row in range(4):
        part = slice(rows.starts[row], rows.starts[row + 1])
        dense[row, rows.terms[part]] = rows.weights[part]
    pairs = np.array([(i, j) for i in range(4) for j in range(4)])
    assert cosines(rows, rows, pairs) == pytest.approx((dense @ dense.T).ravel())


def test_a_long_run_finds_what_comparing_all_would_find():
    words = [f"word{n}" for n in range(60)]
    articles = [
        cleaned(f"{n:03}", " ".join([*words[n % 50 : n % 50 + 6], f"rare{n % 30}x", "council"]))
        for n in range(90)
    ]
    features = represent(articles)
    rows = features.text
    every = np.array([(i, j) for i in range(90) for j in range(90) if i != j])
    likeness = cosines(rows, rows, every)
    best = {i: max(likeness[every[:, 0] == i]) for i in range(90)}
    found = {tuple(pair) for pair in candidate_pairs(features, 5).tolist()}
    for i in range(90):
        top = {
            (min(i, j), max(i, j))
            for (_, j), value in zip(
                every[every[:, 0] == i].tolist(), likeness[every[:, 0] == i], strict=True
            )
            if value >= best[i] - 1e-9
        }
        assert top & found
