"""Words that exclude each other in one place of a sentence."""

from __future__ import annotations

import pytest

from dedup.opposites import opposed


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("rose", "fell"),  # a dictionary's antonyms, in any of their forms
        ("rising", "dropped"),  # news
        ("approved", "vetoes"),
        ("before", "after"),
        ("legal", "illegal"),
        ("tested", "untested"),
        ("surplus", "deficit"),
    ],
)
def test_opposites_are_found_either_way_round(left: str, right: str) -> None:
    assert opposed(left, right)
    assert opposed(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("rose", "rise"),
        ("rose", "jumped"),
        ("ferry", "museum"),
        ("left", "right"),  # "left the party", "right"
        ("charged", "discharged"),
        ("ion", "union"),
        ("light", "delight"),
        ("more", "lessening"),  # word for word only
        ("over", "underneath"),
        ("all", "never"),
        ("", "ferry"),
    ],
)
def test_other_words_are_not_opposed(left: str, right: str) -> None:
    assert not opposed(left, right)
    assert not opposed(right, left)
