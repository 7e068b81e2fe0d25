"""What makes two mentions one fact: more than names, more than a fragment, and figures printed."""

from __future__ import annotations

import pytest

from dedup.comparison.restating import _quotes_else, _stand_near
from dedup.comparison.wording import is_fragment, only_extends, same_utterance, same_words
from dedup.model import Comparison
from dedup.pipeline import compare
from dedup.sentence_words import read
from tests.comparison_builders import (
    LEAD,
    OTHER_LEAD,
    OTHER_TAIL,
    TAIL,
    compare_reports,
    facts_with,
)
from tests.conftest import make_article

# Between neighbours that are the same on both sides, sentences score high on few words.
APART = (
    "Divers went down twice. A crane stands ready at the quay. Mayor Ana Vell of Aldon thanked "
    "them."
)
BETWEEN = (
    "Traders at the fish market lost customers, and two cafes closed early. Mayor Ana Vell of "
    "Aldon stays away."
)


def pair(left: str, right: str) -> Comparison:
    return compare_reports(left, right, APART, BETWEEN)


def test_one_phrase_is_one_fact_whoever_is_said_to_have_said_it() -> None:
    words = "“The tide will not wait for the inspectors any longer,”"
    found = facts_with(
        pair(f"{words} said Mayor Ana Vell.", f"{words} the statement said."), "quote", "tide"
    )

    assert [fact.status for fact in found] == ["shared"]


@pytest.mark.parametrize(
    ("speaker", "n_facts"), [("a witness", 1), ("Mayor Ana Vell", 1), ("Tom Hale", 2)]
)
def test_who_has_no_name_may_be_who_has_one(speaker: str, n_facts: int) -> None:
    words = "“Why are you doing this?”"
    found = facts_with(
        pair(f"{words} asked {speaker}.", f"{words} Mayor Ana Vell asked."), "quote", "Why are"
    )

    assert len(found) == n_facts


def test_three_words_of_a_long_clause_are_no_clause_within_it() -> None:
    long = (
        "The company promised a new pier, a hall for a thousand visitors with a view of the gulls, "
        "{} and, in a suburb of the old town, many jobs."
    )
    words = frozenset(read("We were promised ferry jobs.").stems)

    assert not _stand_near(words, read(long.format("a ferry, a park with oaks, a hotel")))
    assert _stand_near(words, read("In May the company promised the old town new ferry jobs."))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("The ferries feel the storm.", "The ferries are “next in line” for aid.", True),
        ("The ferries wait in line.", "The ferries are “next in line” for aid.", False),
        ("The ferries feel the storm.", "The ferries are next in line for aid.", False),
    ],
)
def test_a_clause_may_quote_what_another_has_not(left: str, right: str, expected: bool) -> None:
    assert _quotes_else(read(left), read(right)) is expected
    assert _quotes_else(read(right), read(left)) is expected


def test_a_word_that_stands_in_a_quotation_by_chance_is_not_that_quotation() -> None:
    comparison = pair(
        "Mayor Ana Vell called the report “careless”.",
        "“A careless driver has more to fear than a careless reader,” she said.",
    )

    assert len(facts_with(comparison, "quote", "careless")) == 2


def test_a_fragment_settles_no_difference_of_the_whole() -> None:
    whole = "“We have learned something {}important from this flood and we will act on it,”"
    comparison = pair(
        f"{whole.format('')} Ana Vell said. Vell promised that “we will act on it”.",
        f"{whole.format('very ')} Ana Vell said.",
    )

    assert "wording_differs" in {
        fact.status for fact in facts_with(comparison, "quote", "learned something")
    }


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("the work force is ready", "the workforce is ready", True),
        ("I want a … leadership that listens", "I want a leadership that listens", True),
        ("I heard the stones before I fell", "The stones came first, I heard the stones", False),
    ],
)
def test_spaces_and_gaps_change_no_words(left: str, right: str, same: bool) -> None:
    assert same_words(left, right) is same


@pytest.mark.parametrize(
    ("left", "right", "extends"),
    [
        (
            "I want a…bridge that lasts for ever",
            "a bridge that lasts for ever, and so do you",
            True,
        ),
        ("I heard the stones before I fell", "The stones came first, I heard the stones", False),
        ("a bridge that lasts for ever", "a bridge that stands for ever", False),
    ],
)
def test_to_begin_earlier_or_go_on_changes_no_word(left: str, right: str, extends: bool) -> None:
    assert only_extends(left, right) is extends


def test_what_everybody_names_is_no_likeness() -> None:
    left = "I am not running to be president of the United Provinces of Corvane"
    right = "I will fight for the people of the United Provinces of Corvane"

    assert same_utterance(left, right) == 0.0


def test_a_fragment_is_a_few_words_of_more() -> None:
    assert is_fragment("careless", "a careless driver has more to fear", 2)
    assert not is_fragment("careless", "Careless!", 2)


@pytest.mark.parametrize(
    ("left", "right", "state"),
    [
        ("Mayor Ana Vell, 46, signed the order.", "Mayor Ana Vell signed the order.", "not_found"),
        # Told in words, in another unit, or nearly: it may be there.
        ("Half of the traders moved.", "One trader in two moved away.", "uncertain"),
        ("Repairs will take 30 days.", "Repairs will take a month.", "uncertain"),
        (
            "Tests found the moss in two out of eleven samples.",
            "Tests found the moss in some samples.",
            "uncertain",
        ),
    ],
)
def test_a_figure_that_is_nowhere_printed_is_not_found(left: str, right: str, state: str) -> None:
    comparison = pair(left, right)
    quantities = [
        fact
        for fact in comparison.facts
        if fact.kind == "quantity" and any(m.sentence == 4 for m in fact.mentions)
    ]
    states = {p.state for fact in quantities for p in fact.presence if p.article_id == "b"}

    assert states & {state, "found"}
    assert ("not_found" in states) == (state == "not_found")


def test_names_and_a_topic_make_no_event() -> None:
    comparison = pair(
        "Mayor Ana Vell of Aldon spoke of her childhood at the Harbour Museum on Friday.",
        "Mayor Ana Vell of Aldon defends herself against a report in the Harbour Herald.",
    )

    assert not any(
        fact.status == "shared"
        for fact in facts_with(comparison, "event", "Mayor Ana Vell of Aldon")
    )


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("33 people are missing after the ferry sank.", "A ferry sank, leaving 29 missing."),
        ("33 people are dead after the ferry sank.", "A ferry sank, leaving 29 people dead."),
        ("The ferry sank, drowning 33 people.", "A ferry sank, leaving 29 people dead."),
    ],
)
def test_two_counts_of_one_toll_are_never_shared(left: str, right: str) -> None:
    found = [fact for fact in pair(left, right).facts if fact.kind == "quantity"]
    both = [fact for fact in found if len({m.article_id for m in fact.mentions}) == 2]

    assert both
    assert {fact.status for fact in both} <= {"conflicting", "undecided"}


def test_a_copied_clause_of_names_alone_is_found() -> None:
    found = facts_with(
        pair("Oren Pike was no Ana Vell.", "Oren Pike was no Ana Vell."), "event", "Oren Pike"
    )

    assert [fact.status for fact in found] == ["shared"]


def test_a_gap_is_no_quotation() -> None:
    found = facts_with(
        pair("“The quay is lost. … We move on Friday,” Ana Vell said.", "Nobody else spoke."),
        "quote",
        "…",
    )

    assert not found


def test_a_quotation_of_which_no_word_is_elsewhere_is_not_found() -> None:
    comparison = pair(
        "Mayor Ana Vell called the drivers of heavy lorries “a rolling menace” on Friday.",
        "Mayor Ana Vell spoke of the drivers of heavy lorries on Friday.",
    )
    states = {
        p.state
        for fact in facts_with(comparison, "quote", "menace")
        for p in fact.presence
        if p.article_id == "b"
    }

    assert states == {"not_found"}


def test_two_headlines_of_one_event_are_one_event() -> None:
    comparison = compare(
        make_article(
            "a",
            f"{LEAD}\n\n{APART}\n\n{TAIL}",
            headline="Aldon shuts its harbour bridge over cracks",
        ),
        make_article(
            "b",
            f"{OTHER_LEAD}\n\n{BETWEEN}\n\n{OTHER_TAIL}",
            headline="Harbour bridge in Aldon closed for cracked piers",
        ),
    )

    assert "shared" in {fact.status for fact in facts_with(comparison, "event", "bridge")}


def test_one_person_is_anybody() -> None:
    comparison = pair(
        "The piers were unsafe, one person who attended the meeting said.",
        "Engineer Oren Pike, one person said, tried to explain the meeting to the mayor.",
    )

    assert len(facts_with(comparison, "quantity", "one person")) == 2


def test_one_person_of_a_toll_is_one() -> None:
    comparison = pair(
        "The fall of the crane killed one person on the quay.",
        "When the crane fell on the quay, one person was killed.",
    )

    assert len(facts_with(comparison, "quantity", "one person")) == 1


@pytest.mark.parametrize(("least", "n_facts"), [(0.0, 1), (1.01, 2)])
def test_clauses_with_other_figures_are_of_one_thing_only_if_alike(
    least: float, n_facts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dedup.comparison.links._OTHER_FIGURES", least)
    comparison = pair(
        "The dredger was struggling with eight days to go.",
        "The dredger was struggling with its pumps. A ferry was within a metre of the dredger "
        "with five weeks to go.",
    )

    assert len(facts_with(comparison, "event", "to go")) == n_facts
