"""Facts, their status and presence, and the findings about them."""

from __future__ import annotations

import pytest

from dedup.comparison.group import group
from dedup.comparison.wording import same_utterance, same_words
from dedup.errors import InputError
from dedup.model import Comparison, Fact
from dedup.pipeline import compare, diff
from tests.conftest import make_article

LEAD = "Engineers closed the harbour bridge in Aldon on Monday after finding cracks in its piers."
TAIL = "The bridge opened in 1968 and links the old town with the northern suburbs."
OTHER = "Traders at the fish market said they had lost half of their customers in a week."


def pair(left: str, right: str, times: tuple[str | None, str | None] = (None, None)) -> Comparison:
    return compare(
        make_article("a", f"{LEAD}\n\n{left}\n\n{TAIL}", published=times[0]),
        make_article("b", f"{LEAD}\n\n{right}\n\n{TAIL}", published=times[1]),
    )


def texts(comparison: Comparison, fact: Fact) -> set[str]:
    articles = {p.article.id: p.article.text for p in comparison.articles}
    return {
        " … ".join(articles[m.article_id][s.start : s.end] for s in m.spans) for m in fact.mentions
    }


def of(comparison: Comparison, kind: str, words: str) -> Fact:
    found = [
        fact
        for fact in comparison.facts
        if fact.kind == kind and any(words in text for text in texts(comparison, fact))
    ]
    assert found, f"no {kind} fact prints {words!r}"
    return found[0]


@pytest.mark.parametrize(
    ("left", "right", "status"),
    [
        ("It carries 41,000 vehicles a day.", "It carries 14,000 vehicles a day.", "conflicting"),
        ("It carries 41,000 vehicles a day.", "It carries 41,000 vehicles a day.", "shared"),
        (
            "It carries more than 80,000 people a day.",
            "It carries 85,000 people a day.",
            "detail_differs",
        ),
        (
            "The repair will cost about $1.2 billion.",
            "The repair will cost $1.19 billion.",
            "detail_differs",
        ),
        ("The repair will cost $12 million.", "The repair will cost $21 million.", "conflicting"),
    ],
)
def test_figures_are_compared_as_intervals(left: str, right: str, status: str) -> None:
    comparison = pair(left, right)
    words = next(w for w in left.split() if w.strip("$").replace(",", "")[0].isdigit())
    assert of(comparison, "quantity", words.strip("$")).status == status


def test_a_clause_with_another_figure_is_not_simply_shared() -> None:
    comparison = pair("It carries 41,000 vehicles a day.", "It carries 14,000 vehicles a day.")
    assert of(comparison, "event", "41,000").status == "detail_differs"


def test_a_conflict_is_the_first_finding_and_says_why() -> None:
    comparison = pair("It carries 41,000 vehicles a day.", "It carries 14,000 vehicles a day.")
    first = comparison.findings[0]
    assert (first.rule, first.level) == ("number-conflict", "alert")
    assert first.reasons


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The mayor will plant 41 trees in the park.", "The market sold 14 crates of herring."),
        ("The ferry carried 41 people.", "The ferry may carry 14 people if it is repaired."),
        ("Seven of the 112 hangers were cracked.", "Cracks were found in seven of 112 hangers."),
        ("The board offered 41 crowns.", "The board rejected 41 crowns and asked for 60 crowns."),
    ],
)
def test_what_is_not_one_slot_is_no_conflict(left: str, right: str) -> None:
    assert not [f for f in pair(left, right).facts if f.status == "conflicting"]


def test_parts_that_add_up_agree_and_say_so() -> None:
    comparison = pair(
        "The crash injured 43 people, the hospital said.",
        "The hospital said it had treated 32 men and 11 women after the crash.",
    )
    fact = of(comparison, "quantity", "43 people")
    assert fact.status == "shared"
    assert [reason.signal for reason in fact.reasons] == ["parts add up"]
    assert "adds-up" in {finding.rule for finding in comparison.findings}


@pytest.mark.parametrize(
    ("left", "right", "possible"),
    [
        (
            "The boat carried 168 passengers when it left, the line said.",
            "At noon 186 passengers were brought ashore by fishermen and divers.",
            True,
        ),
        (
            "The boat carried 168 passengers when it left, the line said.",
            "At noon 12 passengers were brought ashore by fishermen and divers.",
            False,
        ),
    ],
)
def test_exchanged_digits_are_pointed_out_but_no_conflict(
    left: str, right: str, possible: bool
) -> None:
    comparison = pair(left, right)
    assert ("possible-conflict" in {f.rule for f in comparison.findings}) is possible
    assert not [f for f in comparison.facts if f.status == "conflicting"]


def test_a_sum_that_agrees_hides_no_conflict() -> None:
    said = [
        "The hospital said it had treated 32 men and 11 women after the crash.",
        "The crash injured 43 people, the hospital said.",
        "The crash injured 58 people, the hospital said.",
    ]
    comparison = compare(
        make_article(name, f"{LEAD}\n\n{text}\n\n{TAIL}")
        for name, text in zip("abc", said, strict=True)
    )
    fact = of(comparison, "quantity", "58 people")
    assert fact.status == "conflicting"
    assert "43 people" in texts(comparison, fact)


def test_a_later_higher_toll_is_an_update_and_an_undated_one_a_conflict() -> None:
    left, right = "Two people died in the collapse.", "Four people died in the collapse."
    dated = pair(left, right, ("2031-05-12T08:00", "2031-05-12T18:00"))
    assert of(dated, "quantity", "Two people").status == "updated"
    assert of(pair(left, right), "quantity", "Two people").status == "conflicting"


def test_a_later_lower_toll_is_a_conflict() -> None:
    dated = pair(
        "Four people died in the collapse.",
        "Two people died in the collapse.",
        ("2031-05-12T08:00", "2031-05-12T18:00"),
    )
    assert of(dated, "quantity", "Four people").status == "conflicting"


def test_a_reworded_quotation_is_found_with_its_speaker() -> None:
    comparison = pair(
        '"Heavy trucks will never use this bridge again," Mayor Ana Vell said.',
        "“Heavy trucks will not use this bridge again,” said Ana Vell, the mayor.",
    )
    fact = of(comparison, "quote", "Heavy trucks")
    assert fact.status == "wording_differs"
    assert {getattr(m.slots, "speaker", None) for m in fact.mentions} == {"vell a"}


def test_quotes_of_two_speakers_are_not_one_utterance() -> None:
    comparison = pair(
        '"Heavy trucks will never use this bridge again," Mayor Ana Vell said.',
        '"Heavy trucks will not use this bridge again," engineer Oren Pike said.',
    )
    assert of(comparison, "quote", "never").status != "wording_differs"


def test_a_fact_of_one_article_is_not_found_in_the_other_with_the_nearest_sentence() -> None:
    comparison = compare(
        make_article("a", f"{LEAD}\n\n{OTHER}\n\n{TAIL}"), make_article("b", f"{LEAD}\n\n{TAIL}")
    )
    presence = {p.article_id: p for p in of(comparison, "event", "Traders").presence}
    assert presence["a"].state == "found"
    assert presence["b"].state == "not_found"
    assert presence["b"].nearest is not None


def test_nothing_is_called_not_found_in_a_text_that_breaks_off() -> None:
    broken = f"{LEAD}\n\nTo continue reading this article, subscribe now."
    comparison = compare(
        make_article("a", f"{LEAD}\n\n{OTHER}\n\n{TAIL}"), make_article("b", broken)
    )
    assert comparison.articles[1].truncated
    states = {p.state for f in comparison.facts for p in f.presence if p.article_id == "b"}
    assert "not_found" not in states


def test_a_lead_that_another_buries_is_a_finding() -> None:
    padding = "\n\n".join(
        f"The {name} of Aldon met on day {n} to hear {name} reports about the weather."
        for n, name in enumerate(["council", "court", "guild", "choir", "club", "board"], start=2)
    )
    news = "A doctor warned the harbour office of the cracks in the piers three years ago."
    comparison = compare(
        make_article("a", f"{news}\n\n{LEAD}\n\n{padding}\n\n{TAIL}"),
        make_article("b", f"{LEAD}\n\n{TAIL}\n\n{padding}\n\n{news}"),
    )
    assert "buried" in {finding.rule for finding in comparison.findings}


@pytest.mark.parametrize("text", ["", " \n ", "Menu", "12", "“", "a" * 5000])
def test_odd_articles_compare_without_harm(text: str) -> None:
    comparison = compare(make_article("a", text), make_article("b", f"{LEAD}\n\n{TAIL}"))
    assert not [f for f in comparison.facts if f.status == "conflicting"]


def test_one_article_alone_shares_nothing() -> None:
    assert {f.status for f in compare(make_article("a", LEAD)).facts} == {"unique"}


def test_no_article_and_one_id_twice_are_errors() -> None:
    with pytest.raises(InputError, match="nothing to compare"):
        compare([])
    with pytest.raises(InputError, match="two articles have the id 'a'"):
        compare(make_article("a"), make_article("a"))


def test_diff_reports_stories_of_two_or_more() -> None:
    articles = [make_article("a", LEAD), make_article("b", LEAD), make_article("c", OTHER)]
    assert [c.story.article_ids for c in diff(articles)] == [("a", "b")]
    assert [c.story.article_ids for c in diff(articles, as_one=True)] == [("a", "b", "c")]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("We will not yield", "We will not yield", True),
        ("“We will not yield”", "we will not yield.", True),
        ("will not yield", "We will not yield to them", True),
        ("We will … yield", "We will not yield", True),
        ("We will not yield", "We will never yield", False),
        ("yield not will we", "We will not yield", False),
        ("", "We will not yield", False),
    ],
)
def test_same_words_ignores_marks_and_elisions_only(left: str, right: str, same: bool) -> None:
    assert same_words(left, right) is same
    assert same_words(right, left) is same
    assert (same_utterance(left, right) == 1.0) is same


def test_one_wrong_link_does_not_chain_two_classes() -> None:
    links = {(0, 1): 0.9, (0, 2): 0.9, (1, 2): 0.9, (3, 4): 0.9, (3, 5): 0.9, (4, 5): 0.9}
    assert group([0, 1, 2, 0, 1, 2], {**links, (2, 3): 0.8}, 0.45) == [(0, 1, 2), (3, 4, 5)]


@pytest.mark.parametrize("n", [0, 1, 3])
def test_without_links_every_item_is_alone(n: int) -> None:
    assert group(list(range(n)), {}, 0.5) == [(i,) for i in range(n)]
