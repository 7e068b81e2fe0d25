"""Negation and modality of clauses: a labelled table."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.facts.modality import is_negated, modality_of, negated_words, negations
from dedup.text import fold
from tests.conftest import labelled

CASES = json.loads((Path(__file__).parent / "data" / "modality.json").read_text("utf-8"))
MODALITIES = {"done", "planned", "offered", "alleged", "conditional"}


def read(text: str) -> tuple[bool, str]:
    low = fold(text).lower()
    return is_negated(low), modality_of(low)


def test_labelled_table_is_large_and_partly_held_out():
    assert len(CASES) >= 140
    assert len({case["text"] for case in CASES}) == len(CASES)
    assert sum("held_out" in case for case in CASES) >= 0.3 * len(CASES)
    counts = Counter(case["modality"] for case in CASES)
    assert set(counts) == MODALITIES
    assert min(counts.values()) >= 10
    assert sum(case["negated"] for case in CASES) >= 25


@pytest.mark.parametrize("case", labelled(CASES))
def test_each_labelled_clause_has_this_polarity_and_modality(case):
    """Right before any look at the errors: .57 of the first part, .91 and .77 of those held out."""
    assert read(case["text"]) == (case["negated"], case["modality"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the talks ended without a deal", {"a", "deal"}),
        ("the ferry did not sink", {"sink"}),
        ("no 10 published the letter", set()),
        ("not only the roof fell", set()),
        ("the firm failed to test the brakes", {"test", "the", "brakes"}),
        ('"he is just not," press secretary ada loew said', set()),
        ('he would not "tolerate" that', {"tolerate"}),
    ],
)
def test_words_behind_a_negation_are_found(text, words):
    assert negated_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the ferry sank", []),
        ("the ferry did not sink", ["not"]),
        ("it couldn't rule out a fault, which nobody saw", ["n't", "rule out", "nobody"]),
        ("it did not reopen until may", ["not"]),
        ("they left with no deal or without one", ["no", "without"]),
        ("not only did no. 4 fail, it has yet to be repaired", ["yet to"]),
        ("it was no more than a scratch, not more than that", []),
        ("he denied it", []),
    ],
)
def test_every_negation_has_its_place(text, words):
    assert [text[start:end] for start, end in negations(text)] == words


@given(st.text(alphabet="not neverwilmay,?'. ", max_size=120))
def test_any_soup_of_letters_is_read_without_error(text):
    assert modality_of(text) in MODALITIES
    assert is_negated(text) in (True, False)
    assert all(text[start:end].strip() for start, end in negations(text))
    assert negated_words(text) <= set(text.replace("'", " ").replace(",", " ").split()) | set(
        "".join(c if c.isalnum() else " " for c in text).split()
    )


@pytest.mark.parametrize("unit", ["not ", "to ", "a to ", "is due ", "will ", "next ends ", "?"])
def test_a_huge_clause_is_read_in_linear_time(unit):
    line = unit * (60_000 // len(unit))
    assert modality_of(line) in MODALITIES
    assert is_negated(line) in (True, False)
    assert negations(line) or "not" not in unit


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The vote was put off to May.", "done"),
        ("It lasted from May to June.", "done"),
        ("Ada May said it had failed.", "done"),
        ("Mrs May left the hall.", "done"),
        ("What he stands for may be lost.", "conditional"),
        ("The town may need help.", "conditional"),
        ("The town may exceed it.", "conditional"),
    ],
)
def test_a_month_and_a_surname_are_no_modal_verb(text, modality):
    assert modality_of(text.lower()) == modality
