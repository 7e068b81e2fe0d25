"""Words that exclude each other in one place of a sentence."""

from __future__ import annotations

import pytest

from dedup.opposites import opposed, other_of_its_kind


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


@pytest.mark.parametrize(
    ("left", "right", "other"),
    [
        ("first", "third", True),
        ("million", "billions", True),
        ("quarterly", "annual", True),
        ("second", "third", True),  # an ordinal, though a time too
        ("yearly", "annual", False),
        ("million", "millions", False),
        ("first", "million", False),
        ("first", "bridge", False),
        ("", "first", False),
    ],
)
def test_words_of_one_kind_exclude_each_other(left: str, right: str, other: bool) -> None:
    assert other_of_its_kind(left, right) is other
    assert other_of_its_kind(right, left) is other
