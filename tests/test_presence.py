"""What is called found is said there; what is only of the same matter is undecided."""

from __future__ import annotations

import pytest

from dedup.model import Comparison, Fact
from dedup.pipeline import compare
from tests.conftest import make_article

LEAD = "Engineers closed the harbour bridge in Aldon on Monday after finding cracks in its piers."
OTHER = "Traders at the fish market said they had lost half of their customers in a week."
TAIL = "The bridge opened in 1968 and links the old town with the northern suburbs."
QUOTED = '"Nobody here trusts the inspectors any more," said Oren Pike.'
INSPECTED = "Engineer Oren Pike said the piers had not been inspected since the flood."


def pair(left: str, right: str) -> Comparison:
    return compare(
        make_article("a", f"{LEAD}\n\n{left}\n\n{TAIL}"),
        make_article("b", f"{LEAD}\n\n{right}\n\n{OTHER}\n\n{TAIL}"),
    )


def fact_of(comparison: Comparison, kind: str, sentence: str) -> Fact:
    """Return the fact of a kind that a sentence of article a states."""
    article = comparison.articles[0]
    return next(
        fact
        for fact in comparison.facts
        if fact.kind == kind
        and any(
            m.article_id == "a" and article.sentence_text(m.sentence) == sentence
            for m in fact.mentions
        )
    )


@pytest.mark.parametrize(
    ("kind", "left", "right", "status"),
    [
        ("quote", QUOTED, "Oren Pike said nobody there trusted the inspectors any more.", "shared"),
        ("quote", QUOTED, "Oren Pike said that the inspectors had come on Friday.", "unique"),
        (
            "attribution",
            INSPECTED,
            "The piers were not inspected after the flood, according to Oren Pike, the engineer.",
            "shared",
        ),
        (
            "attribution",
            INSPECTED,
            "Engineer Oren Pike said the flood had washed away his own garden.",
            "undecided",
        ),
        (
            "event",
            "Divers will inspect the eastern pier with cameras.",
            "The eastern pier will be inspected by divers who carry cameras.",
            "shared",
        ),
        (
            "event",
            "The ministry agreed to pay for a second crossing near the mill.",
            "The ministry never spoke about a second crossing.",
            "undecided",
        ),
        (
            "event",
            "The ministry agreed to pay for a second crossing.",
            "The ministry refused to pay for a second crossing.",
            "conflicting",
        ),
    ],
)
def test_a_clause_is_shared_where_it_is_said(kind: str, left: str, right: str, status: str) -> None:
    assert fact_of(pair(left, right), kind, left).status == status


@pytest.mark.parametrize(
    ("right", "state"),
    [
        ("Taxi drivers fear that the ferry will be a floating car park for years.", "found"),
        ("Taxi drivers fear that the car park will be full of floating weeds.", "uncertain"),
    ],
)
def test_a_fragment_is_found_where_its_words_stand(right: str, state: str) -> None:
    left = 'Taxi drivers fear that the ferry will be "a floating car park".'
    assert fact_of(pair(left, right), "quote", left).presence[1].state == state


def test_one_quoted_word_is_not_found_without_marks() -> None:
    left = 'Taxi drivers called the ferry "floating" junk.'
    right = "The floating crane lifted the last of the piers."
    assert fact_of(pair(left, right), "quote", left).presence[1].state != "found"


def test_what_another_article_may_say_is_shown_with_its_nearest_sentence() -> None:
    right = "Engineer Oren Pike said the flood had washed away his own garden."
    comparison = pair(INSPECTED, right)
    there = fact_of(comparison, "attribution", INSPECTED).presence[1]
    assert there.state == "uncertain"
    assert there.nearest is not None
    assert comparison.articles[1].sentence_text(there.nearest) == right


def test_an_indirect_report_near_the_end_buries_no_quotation() -> None:
    padding = "\n\n".join(
        f"The {name} of Aldon met on day {n} to hear {name} reports about the weather."
        for n, name in enumerate(("council", "school", "club", "choir", "guild", "union"), start=2)
    )
    report = "Oren Pike said that nobody there trusted the inspectors any more."

    def buried(last: str) -> set[str]:
        comparison = compare(
            make_article("a", f"{QUOTED}\n\n{LEAD}\n\n{padding}\n\n{TAIL}"),
            make_article("b", f"{LEAD}\n\n{TAIL}\n\n{padding}\n\n{last}"),
        )
        fact = fact_of(comparison, "quote", QUOTED)
        assert fact.presence[1].state == "found"
        return {f.rule for f in comparison.findings if fact.id in f.facts}

    assert "buried" not in buried(report)
    assert "buried" in buried(QUOTED)
