"""Values that exclude each other in clauses of one event, and sayings that are two."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dedup.comparison.verbatim import _starts
from dedup.comparison.wording import changed_words, denies_fragment
from dedup.model import Comparison, Presence
from dedup.report.lists import _has_near
from dedup.report.words import word_diff
from dedup.slots import same_noun
from tests.comparison_builders import compare_reports, facts_with

TAIL = " The harbour town of Orvath holds the salt fair every year. Traders set up stalls there."
CHARGED = (
    "Authorities in Norland charged a man identified as Milo Varga with first-degree murder "
    "Tuesday in Tessel's death."
)
DETAINED = (
    "Governor Milo Varga said 27 people have been detained over the attack on the guild house."
)


def possible(left: str, right: str) -> list[str]:
    """Return the values of the possible conflicts of two reports."""
    comparison = compare_reports(left + TAIL, right + TAIL)
    return [
        str(finding.reasons[0].value)
        for finding in comparison.findings
        if finding.rule == "possible-conflict"
    ]


@pytest.mark.parametrize(
    ("left", "right", "values"),
    [
        (
            CHARGED,
            "Milo Varga, 24, was arrested and charged on Monday with the murder of 20-year-old "
            "Tessel, who disappeared in July while out jogging.",
            ["Tuesday / Monday"],
        ),
        (
            CHARGED,
            "Milo Varga, 24, who was charged with the murder of 20-year-old Tessel, moved to "
            "Norland on Monday.",
            [],
        ),
        (
            "The harbour office said a crate of salt rolled off the deck of a landing boat early "
            "on Saturday morning in heavy waves.",
            "The harbour office said heavy waves caused a crate of salt to shift and roll off the "
            "deck of a landing boat, which is similar to a barge, on Monday.",
            ["Saturday morning / Monday"],
        ),
        (
            DETAINED,
            "Varga said 20 men involved in the attack on the guild house had been arrested.",
            ["27 people / 20 men"],
        ),
        (
            DETAINED,
            "Constable Ana Roe said 20 men involved in the attack on the guild house had been "
            "arrested.",
            [],
        ),
        (
            DETAINED,
            "Varga said 20 men hurt in the attack on the guild house had been flown to Aldon.",
            [],
        ),
    ],
)
def test_values_of_one_event_that_exclude_each_other_may_conflict(
    left: str, right: str, values: list[str]
) -> None:
    assert possible(left, right) == values


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("guild staff members", "guild employees", True),
        ("personnel", "workers", True),
        ("party members", "staff", False),
    ],
)
def test_staff_go_by_several_nouns(left: str, right: str, same: bool) -> None:
    assert same_noun(left, right) is same


def test_staff_and_employees_killed_are_one_toll() -> None:
    comparison = compare_reports(
        "At least 20 harbour guild staff members were killed when a crowd stormed the guild house "
        "in Orvath on Friday." + TAIL,
        "A crowd stormed the guild house in Orvath on Friday and killed eight harbour guild "
        "employees." + TAIL,
    )
    assert [fact.status for fact in facts_with(comparison, "quantity", "eight")] == ["conflicting"]


def told_apart(comparison: Comparison, kind: str, words: str) -> bool:
    """Tell whether no fact of a kind with these words is found in both articles."""
    return all(
        {each.state for each in fact.presence} != {"found"}
        for fact in facts_with(comparison, kind, words)
    )


def test_sayings_of_one_speaker_and_day_are_two_where_nothing_said_is_common() -> None:
    where = "in the harbour town of Orvath, where an unarmed boy was shot and killed by an officer"
    comparison = compare_reports(
        'Governor Milo Varga said Wednesday that the "eyes of the coast" are on this small place '
        f"{where} earlier this month." + TAIL,
        "Governor Milo Varga said Wednesday that he understands why many islanders distrust "
        f"constables as he went {where} earlier this month." + TAIL,
    )
    assert told_apart(comparison, "attribution", "eyes of the coast")
    assert told_apart(comparison, "event", "eyes of the coast")


@pytest.mark.parametrize(
    ("left", "right", "denied"),
    [
        ("evolved", "never changed or evolved", True),
        ("evolved", "has evolved a lot since then", False),
        ("courage", "nobody could not be moved by the courage of the crew", False),
    ],
)
def test_a_word_is_not_quoted_from_what_denies_it(
    left: str,
    right: str,
    denied: bool,
) -> None:
    assert denies_fragment(left, right) is denied


@pytest.mark.parametrize(
    ("left", "right", "changed"),
    [
        (
            "He's very firmly changed his attitudes toward the ferry issue and even the quay",
            "very firmly changed his attitude",
            ("attitudes", "attitude"),
        ),
        (
            "There is one woman who knows in her heart there is time to build one Orvath, not two",
            "There is one woman who knows and sees that this is a time for bold plans... there is "
            "one woman who knows in her heart that it is time to build one Orvath, not two",
            ("there", "that it"),
        ),
        ("The rain made it so much harder", "Today made it so much harder", ("the rain", "today")),
    ],
)
def test_what_one_quotation_leaves_off_is_not_changed(
    left: str, right: str, changed: tuple[str, str]
) -> None:
    assert changed_words(left, right) == changed


def test_what_one_quotation_leaves_off_is_not_marked() -> None:
    left, right = word_diff(
        "He's very firmly changed his attitudes toward the ferry issue and even the quay",
        "very firmly changed his attitude",
        cut=True,
    )
    assert [part.text for part in left if part.mark == "removed"] == ["attitudes"]
    assert [part.text for part in right if part.mark == "added"] == ["attitude"]


def test_a_second_utterance_joins_no_rewording() -> None:
    comparison = compare_reports(
        'Varga said: "To stop this ferry in the next couple of weeks would greatly increase the '
        'risk that the harbour would silt up and we would have a dry dock." Varga later said he '
        'would not take a step that "greatly increases the risk that this harbour will silt up."'
        + TAIL,
        "\"If they don't keep this ferry in the next couple weeks it will greatly increase the "
        'risk that the harbour would silt up and we would have a dry dock," Varga said.' + TAIL,
    )
    (fact,) = (
        fact for fact in facts_with(comparison, "quote", "dry dock") if len(fact.mentions) > 1
    )
    assert fact.status == "wording_differs"
    assert len(fact.mentions) == 2


def test_a_clause_that_stands_in_a_longer_sentence_is_found() -> None:
    comparison = compare_reports(
        "Varga ran for mayor in 2008. Varga, a former harbour pilot, ran for mayor in 2008 and "
        "won eight wards including the old town." + TAIL,
        "Varga, a former harbour pilot, ran for mayor in 2008, winning eight wards including the "
        "old town before running out of money and leaving the race." + TAIL,
    )
    facts = facts_with(comparison, "event", "Varga ran for mayor in 2008.")
    assert [fact.presence[1].state for fact in facts] == ["found"]


@pytest.mark.parametrize(
    ("sentence", "starts"),
    [
        ("varga a former harbour pilot ran for mayor in 2008 winning", [0]),
        ("if varga ran for mayor in 2008", [1]),
        ("varga who never in his life ran for mayor in 2008", []),
        ("varga a pilot ran for the office of mayor in 2008", []),
    ],
)
def test_a_clause_has_one_gap(sentence: str, starts: list[int]) -> None:
    assert list(_starts("varga ran for mayor in 2008".split(), sentence.split())) == starts


@pytest.mark.parametrize(("score", "near"), [(0.5, True), (0.1, False)])
def test_an_undecided_fact_with_nothing_near_is_not_listed(
    score: float,
    near: bool,
) -> None:
    comparison = compare_reports("The quay is long." + TAIL, "The mole is short." + TAIL)
    fact = comparison.facts[0]
    elsewhere = Presence("b", "uncertain", (), 1, score)
    assert _has_near(replace(fact, presence=(fact.presence[0], elsewhere))) is near
