from __future__ import annotations

import numpy as np
import pytest

from dedup.candidates import candidate_pairs
from dedup.edges import FEATURES, cosines, pair_features
from dedup.represent import represent
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


@pytest.mark.parametrize(
    ("left", "right", "unknown"),
    [(0.0, 0.0, 0.0), (0.0, None, 1.0), (None, None, 1.0)],
    ids=["both dated", "one undated", "both undated"],
)
def test_a_missing_date_is_a_feature_of_its_own(left, right, unknown):
    features = represent([cleaned("a", *FERRY, day=left), cleaned("b", *FERRY, day=right)])
    row = dict(zip(FEATURES, pair_features(features, np.array([[0, 1]]))[0], strict=True))
    assert row["publication date unknown"] == unknown
    assert row["published within days"] == 1.0 - unknown


def test_features_are_shares_and_the_same_both_ways():
    features = represent([cleaned("a", *FERRY, day=1), cleaned("b", *FERRY_ELSEWHERE, day=4)])
    forth, back = (pair_features(features, np.array([pair]))[0] for pair in ([0, 1], [1, 0]))
    assert forth == pytest.approx(back)
    assert forth.min() >= 0.0
    assert forth.max() <= 1.0
