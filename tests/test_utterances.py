"""Which quotations print one utterance: cuts, masks, lists, and what is said around them."""

from __future__ import annotations

import pytest

from dedup.comparison.wording import changed_words, is_held, same_utterance, same_words
from dedup.model import Comparison
from dedup.pipeline import compare
from tests.comparison_builders import (
    LEAD,
    OTHER_LEAD,
    OTHER_TAIL,
    TAIL,
    compare_reports,
    facts_with,
)
from tests.conftest import make_article

APART = "Divers went down twice. A crane stands ready at the quay."
BETWEEN = "Traders at the fish market lost customers, and two cafes closed early."


def pair(left: str, right: str) -> Comparison:
    return compare_reports(left, right, APART, BETWEEN)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("you lazy son-of-a-b----, you c---head", "son-of-a-bitch, you clothhead", True),
        ("This f***ing bridge", "this fucking bridge", True),
        ("He went--well, he left", "He went wandering", False),
        ("a wait-- a long one", "a waiting game, a long one", False),
    ],
)
def test_a_masked_word_is_the_word_that_fits(left: str, right: str, same: bool) -> None:
    assert same_words(left, right) is same
    assert same_words(right, left) is same


def test_a_list_in_another_order_is_one_saying_in_other_words() -> None:
    words = "Stubs, Gravel (and) Old Tom"

    assert 0.6 <= same_utterance(words, "Gravel, Old Tom and Stubs") < 1.0
    assert same_utterance(words, "Gravel, Old Tim and Stubs") < 0.6


def test_the_shorter_of_two_is_held_by_the_longer() -> None:
    whole = "What I have is a bridge, and I want to keep it open"

    assert is_held("What I have is a bridge", whole)
    assert not is_held(whole, "What I have is a bridge")


def test_a_phrase_cut_from_a_longer_one_of_its_speaker_is_shared() -> None:
    comparison = pair(
        "“I will not go away,” Mayor Ana Vell said. “What I have is a hammer.”",
        "“I will not go away,” Mayor Ana Vell said. “What I have is a hammer, and I want to see "
        "Aldon mended.”",
    )

    assert {fact.status for fact in facts_with(comparison, "quote", "hammer")} == {"shared"}


def test_opposite_sentences_of_one_speaker_are_two_quotations() -> None:
    first = "“I'm not going to tell you that I'm not going to sign it,” Ana Vell said."
    second = "“I'm not telling you that I am going to sign it,” Ana Vell said."
    comparison = pair(f"{first} {second}", f"{first} {second}")

    assert len(facts_with(comparison, "quote", "sign it")) == 2


def test_a_cut_that_begins_earlier_and_one_that_goes_on_change_no_word() -> None:
    comparison = pair(
        "Ana Vell spoke of “rusting cranes standing like gallows” by the harbour of Aldon.",
        "Ana Vell spoke of cranes “standing like gallows over the water” by the harbour of Aldon.",
    )

    assert "wording_differs" not in {
        fact.status for fact in facts_with(comparison, "quote", "gallows")
    }


def test_a_day_inside_one_quotation_is_one_day() -> None:
    words = "“I will not take another question on the bridge after today,”"
    comparison = compare(
        make_article("a", f"{LEAD}\n\n{words} Ana Vell said.\n\n{TAIL}", published="2031-05-12"),
        make_article(
            "b",
            f"{OTHER_LEAD}\n\n{words} Ana Vell told reporters.\n\n{OTHER_TAIL}",
            published="2031-05-13",
        ),
    )

    assert [fact.status for fact in facts_with(comparison, "date", "today")] == ["shared"]


def test_a_saying_is_told_where_its_quotation_is() -> None:
    comparison = pair(
        "Ana Vell said in a letter that if elected mayor, she would “open the old crossing "
        "within a year.”",
        "“As mayor, I will open the old crossing within a year and ask nobody for leave,” Ana Vell "
        "said, pointing to the river.",
    )
    sayings = [
        fact
        for fact in facts_with(comparison, "attribution", "within a year")
        if fact.mentions[0].article_id == "a"
    ]

    assert {fact.status for fact in sayings} == {"shared"}


def test_two_sentences_of_a_quotation_are_not_two_prints_of_one() -> None:
    comparison = pair(
        "“It is time to either stop talking about the piers, or finally show some figures,” mayor "
        "Tom Hale said. “Otherwise, it all begins to look quite shabby.”",
        "Mayor Tom Hale said the town must “either stop talking about the piers or finally "
        "show some figures, otherwise it all begins to look shabby.”",
    )

    facts = facts_with(comparison, "quote", "shabby")
    assert [fact.status for fact in facts] == ["wording_differs"]
    assert facts[0].reasons[0].value == "quite / -"


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("it may be public and publicized", "it may be public and publicised", True),
        ("a neighbour of our favourite colours", "a neighbor of our favorite colors", True),
        ("the prices will rise", "the prizes will rise", False),
        ("the hour is ours", "the hor is ors", False),
        (
            "the first to meet Dana...(1/2)",
            "the first to meet Dana ... right after the storm",
            True,
        ),
        ("these posts (here and here) mislead voters", "these posts mislead voters", True),
        ("these posts (here and there today) mislead", "these posts mislead", False),
    ],
)
def test_the_spelling_and_the_parts_of_a_post_are_the_outlets(
    left: str, right: str, same: bool
) -> None:
    assert same_words(left, right) is same


def test_words_are_printed_as_they_are_spelt() -> None:
    ours, theirs = "we will realise a promise", "we will realize two promises"

    assert changed_words(ours, theirs) == ("a promise", "two promises")
