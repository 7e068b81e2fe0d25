from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.rows import MANY_PAIRS, Rows, argsort, cosines, distinct, ranges

INTEGERS = st.lists(st.integers(0, 2**62), max_size=30)


@given(INTEGERS, st.sampled_from([np.int32, np.int64]))
def test_argsort_is_numpys_stable_one(values, dtype):
    keys = np.array(values, np.int64) % np.iinfo(dtype).max // (1 << 20)
    order = argsort(keys.astype(dtype))
    assert order.tolist() == np.argsort(keys, kind="stable").tolist()


@given(INTEGERS)
def test_argsort_takes_keys_that_leave_no_room_for_a_place(values):
    keys = np.array(values, np.int64)
    assert argsort(keys).tolist() == np.argsort(keys, kind="stable").tolist()


@given(INTEGERS)
def test_distinct_values_ascend(values):
    assert distinct(np.array(values, np.int64)).tolist() == sorted(set(values))


def test_ranges_follow_one_another():
    assert ranges(np.array([5, 9, 0]), np.array([2, 0, 3])).tolist() == [5, 6, 0, 1, 2]
    assert ranges(np.zeros(0, np.int64), np.zeros(0, np.int64)).tolist() == []


@pytest.mark.parametrize("dtype", [np.int32, np.int64])
@pytest.mark.parametrize("long_rows", [0, 1_000])
@pytest.mark.parametrize("table", [1, 100, 1 << 21])
@pytest.mark.parametrize("workers", ["1", "3"])
def test_many_pairs_are_multiplied_like_few(monkeypatch, dtype, long_rows, table, workers):
    monkeypatch.setenv("DEDUP_WORKERS", workers)
    monkeypatch.setattr("dedup.rows.LONG_ROWS", long_rows)
    monkeypatch.setattr("dedup.rows.TABLE", table)
    monkeypatch.setattr("dedup.rows.LEAST_AT_ONCE", 0)
    random = np.random.default_rng(0)
    dense = random.random((40, 30)) * (random.random((40, 30)) < 0.3)
    dense /= np.maximum(np.linalg.norm(dense, axis=1, keepdims=True), 1e-9)
    row, column = np.nonzero(dense)
    starts = np.searchsorted(row, np.arange(41))
    rows = Rows(starts, column.astype(dtype), dense[row, column], 30)
    pairs = random.integers(0, 40, (3 * MANY_PAIRS, 2))
    for some in (pairs, pairs[np.argsort(pairs[:, 0])], pairs[:50]):
        expected = (dense @ dense.T)[some[:, 0], some[:, 1]]
        assert cosines(rows, rows, some) == pytest.approx(expected)
