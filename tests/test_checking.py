"""What an article says about a claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.errors import InputError
from dedup.pipeline import check, check_draft
from tests.conftest import make_article

TEXT = """Engineers closed the harbour bridge in Aldon on Monday after finding cracks in two piers.

The bridge, which opened in 1968, carries about 41,000 vehicles a day.

"Nobody will drive over it this year," Mayor Ana Vell said.

The council has set aside 12 million crowns for the repair, which will begin in June."""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Engineers closed the harbour bridge in Aldon.", "supported"),
        ("The bridge carries about 41,000 vehicles a day.", "supported"),
        ("The bridge carries about 14,000 vehicles a day.", "contradicted"),
        ("The repair of the bridge will begin in June.", "supported"),
        ("A ferry sank off the island of Corvane.", "not_found"),
        ("The mayor resigned after a vote of no confidence.", "not_found"),
    ],
)
def test_a_claim_is_supported_contradicted_or_not_found(claim: str, verdict: str) -> None:
    assert check(claim, make_article("a", TEXT)).verdict == verdict


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "The mayor fled the burning harbour office without his coat.",
            "The mayor fled the office.",
        ),
        (
            "The harbour bridge must reopen no later than Monday.",
            "The bridge must reopen on Monday.",
        ),
        (
            "The fire killed no fewer than 12 sailors in Aldon.",
            "The fire killed 12 sailors in Aldon.",
        ),
        ("There is no doubt the harbour bridge collapsed.", "The harbour bridge collapsed."),
        ("The vote in Aldon was held in May, not in June.", "The vote in Aldon was held in May."),
        ("Engineers shut reactor No. 4 at Corvane.", "Engineers shut reactor 4 at Corvane."),
    ],
)
def test_a_negating_word_beside_the_matter_contradicts_nothing(text: str, claim: str) -> None:
    assert check(claim, make_article("a", text)).verdict != "contradicted"


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The parasite is not killed by chlorine.", "Chlorine kills the parasite."),
        ("No ferry left the harbour of Aldon on Monday.", "A ferry left the harbour on Monday."),
        ("The board denied that it will close the mill.", "The board will close the mill."),
        ("Nobody was hurt in the harbour fire.", "Somebody was hurt in the harbour fire."),
    ],
)
def test_a_denied_claim_is_contradicted(text: str, claim: str) -> None:
    assert check(claim, make_article("a", text)).verdict == "contradicted"


def test_a_denial_needs_the_same_denial() -> None:
    text = "The ferry Aurelia sank off Corvane on Monday; its crew did not inspect the hull."
    assert check("The ferry did not sink.", make_article("a", text)).verdict != "supported"


def test_the_evidence_is_the_sentence_that_says_so() -> None:
    verdict = check("The bridge carries about 14,000 vehicles a day.", make_article("a", TEXT))
    first = verdict.evidence[0]
    assert "41,000 vehicles" in TEXT[first.span.start : first.span.end]
    assert verdict.reasons


def test_the_weakest_sentence_of_a_claim_decides() -> None:
    both = "Engineers closed the harbour bridge in Aldon. A ferry sank off Corvane."
    assert check(both, make_article("a", TEXT)).verdict == "not_found"


def test_a_text_that_breaks_off_is_unknown() -> None:
    broken = TEXT.split("\n\n")[0] + "\n\nTo continue reading this article, subscribe now."
    verdict = check("The repair will cost 12 million crowns.", make_article("a", broken))
    assert verdict.verdict == "unknown"


@pytest.mark.parametrize("text", ["", "   ", "Menu", "…"])
def test_an_article_without_sentences_supports_nothing(text: str) -> None:
    verdict = check("The bridge is closed.", make_article("a", text))
    assert verdict.verdict == "not_found"
    assert verdict.support < 0.5


@pytest.mark.parametrize("claim", ["", " \n\t"])
def test_a_blank_claim_is_an_error(claim: str) -> None:
    with pytest.raises(InputError, match="blank"):
        check(claim, make_article("a", TEXT))
    with pytest.raises(InputError, match="blank"):
        check_draft(claim, [make_article("a", TEXT)])


def test_every_sentence_of_a_draft_gets_a_verdict_per_article() -> None:
    articles = [make_article("a", TEXT), make_article("b", "A ferry sank off Corvane on Sunday.")]
    rows = check_draft("Engineers closed the harbour bridge. A ferry sank off Corvane.", articles)
    assert [claim for claim, _ in rows] == [
        "Engineers closed the harbour bridge.",
        "A ferry sank off Corvane.",
    ]
    assert [[v.verdict for v in verdicts] for _, verdicts in rows] == [
        ["supported", "not_found"],
        ["not_found", "supported"],
    ]


@given(st.text(min_size=1, max_size=80).filter(lambda claim: claim.strip()))
def test_any_claim_gets_scores_in_range(claim: str) -> None:
    verdict = check(claim, make_article("a", TEXT))
    assert 0.0 <= verdict.support <= 1.0
    assert 0.0 <= verdict.conflict <= 1.0


def test_an_article_whose_id_is_claim_is_checked_too() -> None:
    assert check("Engineers closed the harbour bridge.", make_article("claim", TEXT)).article_id
