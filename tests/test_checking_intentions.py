"""Check: what is planned, supposed or disputed is no support for what is done or agreed to."""

from __future__ import annotations

import pytest

from dedup.model import Verdict
from dedup.pipeline import check
from tests.conftest import make_article

_PASSAGE = (
    "Wardens plan to drain the old quarry outside Orrin Cross next week in the search for Ada "
    "Venn, who has not been seen since 2011. Mayor Tomas Reill declined to sign the Orrin bus "
    "contract on Monday. Traders may be barred from the Orrin Cross market square. The Orrin Cross "
    "library reopened on Friday after it was due to reopen in May. There is no sign that patients' "
    "letters were stolen from the Orrin Cross clinic, manager Ilse Brandt said. Brandt admitted "
    "that the clinic's alarm was switched off."
)


def _checked(claim: str) -> Verdict:
    return check(claim, make_article("a", _PASSAGE))


@pytest.mark.parametrize(
    ("claim", "word"),
    [
        ("Wardens have drained the old quarry outside Orrin Cross.", "drained"),
        ("Mayor Tomas Reill signed the Orrin bus contract on Monday.", "signed"),
        ("Traders were barred from the Orrin Cross market square.", "barred"),
        ("Ada Venn has been seen since 2011 outside Orrin Cross.", "seen"),
    ],
)
def test_a_plan_a_possibility_or_a_refusal_is_not_the_deed(claim: str, word: str) -> None:
    verdict = _checked(claim)

    assert verdict.verdict != "supported"
    assert ("nowhere said to be done", word) in {(r.signal, r.value) for r in verdict.reasons}


@pytest.mark.parametrize(
    "claim",
    [
        "The Orrin Cross library reopened on Friday.",
        "Wardens plan to drain the old quarry outside Orrin Cross.",
        "Traders may be barred from the Orrin Cross market square.",
        "Mayor Tomas Reill has not signed the Orrin bus contract.",
    ],
)
def test_what_is_done_or_claimed_as_planned_is_not_refused(claim: str) -> None:
    verdict = _checked(claim)

    assert "nowhere said to be done" not in {reason.signal for reason in verdict.reasons}


def test_nobody_confirms_what_she_disputes() -> None:
    claim = "Ilse Brandt confirmed that patients' letters were stolen from the Orrin Cross clinic."
    verdict = _checked(claim)

    assert verdict.verdict != "supported"
    assert "nowhere agreed to" in {reason.signal for reason in verdict.reasons}


def test_what_is_agreed_to_in_other_words_stands() -> None:
    claim = "Ilse Brandt acknowledged that the clinic's alarm was switched off."
    verdict = _checked(claim)

    assert verdict.verdict == "supported"


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("The Orrin Cross board, meeting on Monday, rejected the bakery's plan.", True),
        ("The Orrin Cross board, meeting on Monday, approved the bakery's plan.", False),
    ],
)
def test_an_opposite_verb_anywhere_in_a_sentence_near_is_no_support(
    claim: str, words: bool
) -> None:
    text = "A plan of the bakery was approved by the board of Orrin Cross at its Monday meeting."
    verdict = check(claim, make_article("a", text))

    assert ("opposite verb near" in {reason.signal for reason in verdict.reasons}) is words
    assert words is False or verdict.verdict != "supported"
