"""Check: a claim that adds a phrase of which the article says no word is not supported."""

from __future__ import annotations

import pytest

from dedup.model import Verdict
from dedup.pipeline import check
from tests.conftest import make_article

_PASSAGE = (
    "Divers found the missing ferry captain Oren Pike alive on Tuesday in a sea cave north of "
    "Corvane, the coastguard said. He had lived on rainwater for six days."
)


def _checked(claim: str) -> Verdict:
    return check(claim, make_article("a", _PASSAGE))


def _added(verdict: Verdict) -> list[object]:
    return [reason.value for reason in verdict.reasons if reason.signal == "nowhere said"]


@pytest.mark.parametrize(
    ("claim", "phrase"),
    [
        (
            "Divers found the missing ferry captain Oren Pike alive in a sea cave north of Corvane "
            "despite thick fog.",
            "thick fog",
        ),
        (
            "Divers found, among rusting fishing trawlers, the missing ferry captain Oren Pike "
            "alive in a sea cave north of Corvane.",
            "rusting fishing trawlers",
        ),
    ],
)
def test_a_phrase_nowhere_said_is_named_and_not_supported(claim: str, phrase: str) -> None:
    verdict = _checked(claim)

    assert verdict.verdict == "not_found"
    assert _added(verdict) == [phrase]


@pytest.mark.parametrize(
    "claim",
    [
        "Divers found the missing ferry captain Oren Pike alive on Tuesday in a sea cave.",
        # One word in other words, or of one root, adds nothing.
        "Divers discovered the missing ferry captain Oren Pike alive in a sea cavern.",
        "The captain of the ferry, Oren Pike, lived on rainwater for six days.",
    ],
)
def test_what_the_article_says_adds_nothing(claim: str) -> None:
    assert not _added(_checked(claim))
