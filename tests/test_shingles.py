from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.duplicates import shingles as module
from dedup.duplicates.shingles import (
    PHRASE,
    SPREAD,
    WINDOW,
    among,
    article_texts,
    cover,
    fingerprint,
    sharing,
    shingles,
    whole,
)
from dedup.tokens import encode


def texts_of(*bodies, least_words=0):
    return article_texts(encode(text for body in bodies for text in ("", body)), least_words)


def proposed(*bodies, sources=None, least=0.0):
    texts = texts_of(*bodies)
    prints = fingerprint(texts, range(len(bodies)))
    pairs, _ = sharing(prints, sources or [""] * len(bodies), least, 1.0)
    return [tuple(pair) for pair in pairs.tolist()]


def unlike(n_words, seed):
    chance = random.Random(seed)
    return " ".join(f"w{chance.randrange(10**9)}" for _ in range(n_words))


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 10**6))
@settings(max_examples=60)
def test_eight_shared_words_in_a_row_always_propose_a_pair(before, after, seed):
    run = unlike(PHRASE + SPREAD - 1, seed)
    left = f"{unlike(before, seed + 1)} {run} {unlike(after, seed + 2)}"
    right = f"{unlike(after, seed + 3)} {run} {unlike(before, seed + 4)}"
    assert proposed(left, right) == [(0, 1)]


def test_short_texts_are_found_by_any_phrase():
    assert proposed("one two three four five six", "so one two three four five") == [(0, 1)]


@pytest.mark.parametrize(
    "bodies",
    [
        pytest.param([], id="no texts"),
        pytest.param([""], id="one empty text"),
        pytest.param(["", ""], id="two empty texts"),
        pytest.param(["one two three four", "one two three four"], id="too short for a phrase"),
        pytest.param([unlike(30, 1), unlike(30, 2)], id="nothing shared"),
    ],
)
def test_nothing_shared_proposes_nothing(bodies):
    assert proposed(*bodies) == []


def test_texts_that_are_not_chosen_are_not_proposed():
    texts = texts_of(*[unlike(30, 1)] * 3)
    pairs, _ = sharing(fingerprint(texts, [0, 2]), ["", "", ""], 0.0, 1.0)
    assert pairs.tolist() == [[0, 2]]


def test_long_lists_propose_neighbours_only():
    n_texts = WINDOW + 1
    pairs = proposed(*[unlike(30, 1)] * n_texts)
    assert pairs == [(n, n + 1) for n in range(n_texts - 1)]
    assert len(proposed(*[unlike(30, 1)] * WINDOW)) == WINDOW * (WINDOW - 1) / 2


def test_what_a_source_repeats_counts_a_tenth():
    bodies = [f"{unlike(20, n)} {unlike(20, 99)}" for n in range(3)]
    every = [(0, 1), (0, 2), (1, 2)]
    assert proposed(*bodies, sources=["a", "b", "c"], least=0.2) == every
    assert proposed(*bodies, sources=["a", "a", "a"], least=0.2) == []


@pytest.mark.parametrize("block", [1, 50, 1000])
def test_the_size_of_a_block_changes_nothing(monkeypatch, block):
    bodies = [f"{unlike(60, n)} {unlike(25, n % 3)} {unlike(15, n % 4)}" for n in range(12)]
    whole_run = proposed(*bodies, sources=list("abcd" * 3), least=0.05)
    monkeypatch.setattr(module, "BLOCK", block)
    assert proposed(*bodies, sources=list("abcd" * 3), least=0.05) == whole_run != []


def test_short_bodies_begin_with_their_headlines():
    tokens = encode(["A head", "two words", "Another head", "three words now"])
    texts = article_texts(tokens, 3)
    assert (texts.ends - texts.begins).tolist() == [4, 3]


def test_letter_case_and_order_of_words():
    texts = texts_of("ONE Two three", "one two three", "three two one")
    one, two, three = (shingles(texts.words(number)).tolist() for number in range(3))
    assert one == two != three


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_among_is_membership(values, table):
    found = among(np.array(values, np.uint64), np.array(sorted(table), np.uint64))
    assert found.tolist() == [value in table for value in values]


def test_cover_flags_the_words_of_n_grams_and_whole_the_shingles_of_flagged_words():
    words = cover(np.array([False, True, False, False, False]), 3)
    assert words.tolist() == [False, True, True, True, False, False, False]
    assert whole(words).tolist() == [False, True, False, False, False]
