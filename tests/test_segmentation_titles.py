"""Abbreviated titles that no sentence ends in."""

from __future__ import annotations

import pytest

from dedup.segmentation import sentence_bounds


@pytest.mark.parametrize(
    "text",
    [
        "She will face either former Cong. Rob Sayle or the wrestler Ana Vell.",
        "While then-Rep. Oren Pike won the seat, Vell came second.",
        "The award went to ex-Sen. Ana Vell, who left early.",
        "Among them was then-Lt. Gov. Ana Vell of Velmark.",
    ],
)
def test_an_abbreviated_title_does_not_end_a_sentence(text: str) -> None:
    assert sentence_bounds(text) == [(0, len(text))]


def test_other_words_with_a_hyphen_end_one() -> None:
    text = "It was state-of-the-Art. Nobody came. He chose plan-No. Everybody left."
    assert len(sentence_bounds(text)) == 4
