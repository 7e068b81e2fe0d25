"""What words mean as directions: like with like, and a name with nothing but itself."""

from __future__ import annotations

import numpy as np
import pytest

from dedup.model import Article
from dedup.pipeline import check
from dedup.sentence_words import key
from dedup.word_vectors import N_DIMENSIONS, directions


def likeness(*forms: str) -> np.ndarray:
    rows = directions([key(form) for form in forms])
    result: np.ndarray = rows @ rows.T
    return result


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [
        ("police", "cops", "harvest"),
        ("lawyer", "attorney", "storm"),
        ("teenager", "teen", "budget"),
        ("hospital", "healthcare", "parliament"),
        ("election", "ballot", "fire"),
    ],
)
def test_words_of_one_matter_are_nearer(word: str, near: str, far: str) -> None:
    found = likeness(word, near, far)
    assert found[0, 1] > found[0, 2] + 0.2


def test_names_match_only_themselves() -> None:
    found = likeness("Quorvane", "Quorvanes", "Tashmere", "police")
    assert found[0, 0] == pytest.approx(1.0)
    assert abs(found[0, 2:]).max() < 0.4


def test_rows_have_length_one_and_odd_words_a_row() -> None:
    stems = ["polic", "", "\ud800", "x" * 500, "2019", "вода"]
    rows = directions(stems)
    assert rows.shape == (len(stems), N_DIMENSIONS)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(len(stems)))
    assert directions([]).shape == (0, N_DIMENSIONS)
    assert (rows == directions(stems)).all()


@pytest.mark.parametrize(
    ("claim", "near", "far"),
    [
        (
            "to stop the trafficking of narcotics",
            "to keep smugglers with drugs out",
            "to keep the trucks on the road safe",
        ),
        (
            "because teachers demand higher salaries",
            "because the school staff want better pay",
            "because the boiler of the building broke",
        ),
    ],
)
def test_short_answers_are_supported_by_what_is_meant(claim: str, near: str, far: str) -> None:
    supports = [
        check(claim, Article(id="a", source="", headline="", text=f"{text}.")).support
        for text in (near, far)
    ]
    assert supports[0] > supports[1]
