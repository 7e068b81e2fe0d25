"""Measures against hand-worked values, naive oracles and their own laws."""

from __future__ import annotations

import itertools
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score, homogeneity_completeness_v_measure

from dedup import metrics
from dedup.errors import InputError
from dedup.evaluate import Case, is_document, read_cases, read_labelled

GOLD = {"a": 1, "b": 1, "c": 2, "d": 2}
APART = {"a": "a", "b": "b", "c": "c", "d": "d"}
TOGETHER = dict.fromkeys("abcd", 0)
CROSSED = {"a": 1, "b": 2, "c": 1, "d": 2}

partitions = st.lists(st.integers(0, 3), min_size=1, max_size=9).map(
    lambda groups: dict(enumerate(groups))
)
pairs_of_partitions = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=9
).map(lambda rows: ({i: r[0] for i, r in enumerate(rows)}, {i: r[1] for i, r in enumerate(rows)}))


@pytest.mark.parametrize(
    ("found", "b3", "pairs", "ari"),
    [
        (GOLD, (1, 1, 1), (1, 1, 1), 1.0),
        (APART, (1, 0.5, 2 / 3), (0, 0, 0), 0.0),
        (TOGETHER, (0.5, 1, 2 / 3), (1 / 3, 1, 0.5), 0.0),
        (CROSSED, (0.5, 0.5, 0.5), (0, 0, 0), -0.5),
        ({}, (1, 0.5, 2 / 3), (0, 0, 0), 0.0),
    ],
    ids=["equal", "all apart", "all together", "crossed", "nothing found"],
)
def test_clustering_measures_by_hand(found, b3, pairs, ari):
    assert metrics.bcubed(GOLD, found) == pytest.approx(b3)
    assert metrics.pairwise(GOLD, found) == pytest.approx(pairs)
    assert metrics.adjusted_rand_index(GOLD, found) == pytest.approx(ari)


def test_an_item_that_no_group_lists_is_alone():
    assert metrics.bcubed({"a": 1, "b": 2}, {"b": "a"}) == (1.0, 1.0, 1.0)


def naive_bcubed(gold, found):
    def mean(items):
        return sum(items) / len(gold)

    def group(of, item):
        return {other for other in gold if of[other] == of[item]}

    both = {i: len(group(gold, i) & group(found, i)) for i in gold}
    return (
        mean([both[i] / len(group(found, i)) for i in gold]),
        mean([both[i] / len(group(gold, i)) for i in gold]),
    )


@given(pairs_of_partitions)
def test_bcubed_and_pairs_equal_the_naive_count(both):
    gold, found = both
    assert metrics.bcubed(gold, found)[:2] == pytest.approx(naive_bcubed(gold, found))
    pairs = list(itertools.combinations(gold, 2))
    in_gold = {p for p in pairs if gold[p[0]] == gold[p[1]]}
    in_found = {p for p in pairs if found[p[0]] == found[p[1]]}
    assert metrics.pairwise(gold, found) == metrics.edge_f1(in_gold, in_found)


@given(pairs_of_partitions)
def test_clustering_measures_keep_their_laws(both):
    gold, found = both
    b3, back = metrics.bcubed(gold, found), metrics.bcubed(found, gold)
    assert b3.f1 == pytest.approx(back.f1)
    assert (b3.precision, b3.recall) == pytest.approx((back.recall, back.precision))
    ari = metrics.adjusted_rand_index(gold, found)
    assert ari == pytest.approx(metrics.adjusted_rand_index(found, gold))
    assert -1 <= ari <= 1 + 1e-9
    assert all(-1e-9 <= value <= 1 + 1e-9 for value in metrics.v_measure(gold, found))


@given(partitions)
def test_a_partition_equals_itself(gold):
    renamed = {item: f"g{group}" for item, group in gold.items()}
    assert metrics.bcubed(gold, renamed) == pytest.approx((1, 1, 1))
    assert metrics.adjusted_rand_index(gold, renamed) == 1.0
    assert metrics.v_measure(gold, renamed) == pytest.approx((1, 1, 1))


@given(pairs_of_partitions)
def test_clustering_measures_agree_with_scikit_learn(both):
    gold, found = (list(labels.values()) for labels in both)
    assert metrics.adjusted_rand_index(*both) == pytest.approx(adjusted_rand_score(gold, found))
    wanted = homogeneity_completeness_v_measure(gold, found)
    assert metrics.v_measure(*both) == pytest.approx(wanted, abs=1e-9)


def test_balanced_accuracy_is_the_mean_recall():
    assert metrics.balanced_accuracy("yyyn", "yyyy") == 0.5
    assert metrics.balanced_accuracy("yyyn", "yynn") == pytest.approx((2 / 3 + 1) / 2)
    assert metrics.balanced_accuracy("", "") == 0.0


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 4)), max_size=12))
def test_auc_is_the_share_of_pairs_in_order(rows):
    gold, values = [row[0] for row in rows], [row[1] / 4 for row in rows]
    yes = [v for true, v in zip(gold, values, strict=True) if true]
    no = [v for true, v in zip(gold, values, strict=True) if not true]
    wins = [(left > right) + (left == right) / 2 for left in yes for right in no]
    wanted = sum(wins) / len(wins) if wins else 0.5
    assert metrics.auc(gold, values) == pytest.approx(wanted)


def test_character_f1_counts_marks():
    assert metrics.character_f1([True, True, False, False], [True, False, True, False]) == (
        0.5,
        0.5,
        0.5,
    )
    assert metrics.character_f1([], []) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize("measure", [metrics.bcubed, metrics.pairwise, metrics.v_measure])
def test_nothing_to_score_is_a_figure_not_an_error(measure):
    assert all(math.isfinite(value) for value in measure({}, {}))
    assert math.isfinite(metrics.adjusted_rand_index({}, {}))


# --- labelled files ------------------------------------------------------------------------

DOCUMENTS = [
    {"doc": "d1", "text": "The ferry sank. Nine were saved."},
    {"doc": "d2", "sentences": ["The mayor resigned.", "She gave no reason."]},
]


@pytest.mark.parametrize(
    ("record", "claim", "text", "gold"),
    [
        ({"claim": "C", "text": "T", "label": "supported"}, "C", "T", "supported"),
        ({"claim": "C", "text": "T", "label": 0}, "C", "T", "not_found"),
        ({"claim": "C", "text": "T", "label": "Contradicted"}, "C", "T", "contradicted"),
        (
            {"claim": "C", "evidence": ["One.", "Two."], "label": "partially_supported"},
            "C",
            "One.\nTwo.",
            "partial",
        ),
        ({"premise": "T", "hypothesis": "C", "label": "entailment"}, "C", "T", "supported"),
        ({"premise": "T", "hypothesis": "C", "label": "neutral"}, "C", "T", "not_found"),
        ({"t": "T", "h": "C", "value": "YES"}, "C", "T", "supported"),
        ({"t": "T", "h": "C", "value": "FALSE"}, "C", "T", "not_found"),
        ({"t": "T", "h": "C", "contradiction": True}, "C", "T", "contradicted"),
        ({"doc": "d1", "summary": "S", "label": 1}, "S", DOCUMENTS[0]["text"], "supported"),
        (
            {"premise_doc": "d2", "hyp_proposition": "P", "label": "entails"},
            "P",
            "The mayor resigned.\nShe gave no reason.",
            "supported",
        ),
    ],
)
def test_every_shape_of_labelled_claim_is_read(record, claim, text, gold):
    assert read_cases([*DOCUMENTS, record]) == [Case(claim, text, gold)]


@pytest.mark.parametrize(
    "record",
    [
        {"claim": "C", "text": "T"},
        {"claim": "C", "label": 1},
        {"claim": "C", "text": "T", "label": "maybe"},
        {"doc": "unknown", "summary": "S", "label": 1},
    ],
)
def test_claims_without_text_or_label_are_left_out(record):
    assert read_cases([*DOCUMENTS, record]) == []


def test_documents_are_told_from_claims():
    assert all(is_document(record) for record in DOCUMENTS)
    assert not is_document({"doc": "d1", "summary": "S", "label": 1})
    assert not is_document({"id": "a", "text": "An article."})


@pytest.mark.parametrize("content", ["", "[1]\n", "{broken\n", "\x1f\x8bnot gzip"])
def test_a_broken_labelled_file_is_an_error(tmp_path, content):
    path = tmp_path / "gold.jsonl"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(InputError, match=r"gold\.jsonl"):
        read_labelled(path)


def test_labelled_files_may_be_packed(tmp_path):
    import gzip

    path = tmp_path / "gold.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps({"a": "x\u2028y"}, ensure_ascii=False).encode()))
    assert read_labelled(path) == [{"a": "x\u2028y"}]
