from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.rows import MANY_PAIRS, Rows, Stack, argsort, cosines, in_rounds, place_in, ranges

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


@given(INTEGERS, INTEGERS)
def test_place_in_finds_the_values_that_a_table_has(table, values):
    found = place_in(np.array(sorted(set(table)), np.int64), np.array(values, np.int64))
    places = {value: place for place, value in enumerate(sorted(set(table)))}
    assert found.tolist() == [places.get(value, -1) for value in values]


ROWS = st.lists(st.lists(st.integers(0, 99), max_size=6), max_size=6)


@given(st.lists(ROWS, min_size=1, max_size=8))
def test_a_stack_holds_all_rows_in_order(blocks):
    stack = Stack()
    for block in blocks:
        terms = np.array([each for row in block for each in row], np.int32)
        starts = np.cumsum([0, *map(len, block)])
        stack.add(Rows(starts, terms, terms.astype(np.uint16), 100))
    rows = stack.rows()
    pieces = np.split(rows.terms, rows.starts[1:-1]) if len(rows.starts) > 1 else []
    assert [piece.tolist() for piece in pieces] == [row for block in blocks for row in block]
    assert rows.weights.tolist() == rows.terms.tolist()
    assert (rows.terms.dtype, rows.weights.dtype, rows.n_terms) == (np.int32, np.uint16, 100)


def test_a_stack_of_nothing_has_no_columns():
    with pytest.raises(ValueError, match="no rows"):
        Stack().rows()


@pytest.mark.parametrize("count", [0, 1, 5, 40])
def test_rounds_give_all_results_in_order(count):
    assert list(in_rounds(str, range(count))) == [str(number) for number in range(count)]


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
