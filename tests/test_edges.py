from __future__ import annotations

import numpy as np
import pytest

from dedup.candidates import candidate_pairs
from dedup.clustering.edges import (
    _DENSE,
    FEATURES,
    SHORT_FEATURES,
    agreement_features,
    edge_log_odds,
    load_edge_models,
    pair_features,
    short_pairs,
    with_expansion,
)
from dedup.clustering.neighbours import find_neighbours
from dedup.represent import represent
from tests.cleaning_builders import BUDGET, FERRY, FERRY_ELSEWHERE, cleaned

NONE = np.zeros((0, 2), np.int64)
PAIR = np.array([[0, 1]])


def around(*articles, copies=NONE):
    features = represent(articles)
    neighbours, pairs = find_neighbours(features, candidate_pairs(features), 40, copies)
    return features, pairs, neighbours


@pytest.mark.parametrize("left", [0.0, None])
def test_a_missing_date_counts_as_the_same_day(left):
    features, _, neighbours = around(cleaned("a", *FERRY, day=left), cleaned("b", *FERRY, day=None))
    row = dict(zip(FEATURES, pair_features(features, PAIR, neighbours)[0], strict=True))
    assert row["published within days, as far as known"] == 1.0


def test_other_days_are_another_event_the_surer_the_further_apart():
    features, _, neighbours = around(
        cleaned("a", *FERRY, day=0), cleaned("b", *FERRY, day=2), cleaned("c", *FERRY, day=9)
    )
    near, far = pair_features(features, np.array([[0, 1], [0, 2]]), neighbours)
    column = FEATURES.index("published within days, as far as known")
    assert 1.0 > near[column] > far[column]


def test_features_are_shares_and_the_same_both_ways():
    features, _, neighbours = around(
        cleaned("a", *FERRY, day=1), cleaned("b", *FERRY_ELSEWHERE, day=4), cleaned("c", *BUDGET)
    )
    forth, back = (
        pair_features(features, PAIR[:, order], neighbours) for order in ([0, 1], [1, 0])
    )
    assert forth == pytest.approx(back)
    assert forth.min() >= 0.0
    assert forth.max() <= 1.0


def test_a_pair_is_judged_against_the_best_of_either_side():
    features, _, neighbours = around(
        cleaned("a", *FERRY), cleaned("b", *FERRY), cleaned("c", *FERRY_ELSEWHERE)
    )
    column = FEATURES.index("as alike as the likest of both")
    rows = pair_features(features, np.array([[0, 1], [0, 2]]), neighbours)
    assert rows[0, column] == pytest.approx(1.0)
    assert rows[1, column] < 0.9


def test_a_copy_is_no_measure_of_likeness():
    articles = (cleaned("a", *FERRY), cleaned("b", *FERRY), cleaned("c", *FERRY_ELSEWHERE))
    features, _, neighbours = around(*articles, copies=PAIR)
    column = FEATURES.index("as alike as the likest of both")
    assert pair_features(features, np.array([[0, 2]]), neighbours)[0, column] == pytest.approx(1.0)


def test_a_headline_is_read_with_its_nearest():
    features, pairs, neighbours = around(
        cleaned("a", headline="Oster Star ferry aground"),
        cleaned("b", headline="Oster Star ferry strikes reef off Tarnholm"),
        cleaned("c", headline="Reef off Tarnholm holds ship"),
        cleaned("d", headline="Dremmond council passes its budget"),
    )
    assert short_pairs(features, pairs).all()
    shared = np.array([[0, 2], [0, 3]])
    rows = pair_features(features, shared, neighbours)
    wide = with_expansion(features, shared, neighbours, rows)
    assert wide.shape == (2, len(SHORT_FEATURES))
    assert rows[0, 0] == 0.0  # no word in common
    assert wide[0, -1] > 0.2  # but with the second headline, which shares words with both
    assert wide[1, -1] == 0.0


def test_partners_that_match_speak_for_a_pair():
    matches = np.array([[0, 1], [0, 2], [1, 3], [2, 3], [0, 3], [4, 5]])
    alone = agreement_features(6, matches, np.array([4.0, -4.0, -4.0, 4.0, 0.0, 0.0]))
    backed = agreement_features(6, matches, np.array([4.0, 4.0, 4.0, 4.0, 0.0, 0.0]))
    assert backed[4, 1] > alone[4, 1]
    assert (backed >= 0).all()
    assert (backed <= 1).all()


def test_many_articles_give_what_few_give():
    rng = np.random.default_rng(3)
    pairs = np.array([(i, j) for i in range(12) for j in range(i + 1, 12) if rng.random() < 0.5])
    odds = np.round(rng.normal(0, 3, len(pairs)), 3)
    few, many = (agreement_features(n, pairs, odds) for n in (12, _DENSE + 1))
    assert few == pytest.approx(many)


@pytest.mark.parametrize("block", [1, 5, 12, 100])
def test_the_size_of_a_block_changes_nothing(monkeypatch, block):
    # The last article has no pair of its own, so the last block may be without any.
    pairs = np.array([[0, 1], [0, 2], [1, 3], [4, 5], [9, 10]])
    odds = np.array([4.0, -4.0, 2.0, 1.0, 0.5])
    whole = agreement_features(_DENSE + 1, pairs, odds)
    monkeypatch.setattr("dedup.clustering.edges.BLOCK", block)
    assert (agreement_features(_DENSE + 1, pairs, odds) == whole).all()


def test_no_pairs_give_no_scores():
    features, pairs, neighbours = around(cleaned("a", "reef"), cleaned("b", "levy"))
    assert len(pairs) == 0
    assert edge_log_odds(load_edge_models(), features, pairs, neighbours).shape == (0,)
