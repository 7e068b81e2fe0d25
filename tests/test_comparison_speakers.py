"""What one speaker is quoted as saying is not what another one said."""

from __future__ import annotations

from typing import cast

import pytest

from dedup.comparison.context import Located, StoryContext
from dedup.comparison.speakers import (
    none_agrees,
    one_content,
    one_tells_of_other,
    speakers_agree,
    speaks_for,
)
from dedup.comparison.telling import counted_too
from dedup.comparison.wording import another_mood
from dedup.model import AttributionSlots, Mention, QuantitySlots, Span
from tests.comparison_builders import compare_reports, facts_with

CARED = (
    'Transport minister Ilse Brandt told Radio Aldon: "She cared really deeply for her members."'
)


def test_a_quotation_is_not_found_within_what_somebody_else_is_quoted_as_saying() -> None:
    comparison = compare_reports(
        CARED,
        'Union leader Jon Holm said: "This was a woman who really cared for her members and who '
        'stood by her friends."',
    )
    facts = facts_with(comparison, "quote", "cared")
    assert len(facts) == 2
    assert {fact.status for fact in facts} == {"undecided"}


@pytest.mark.parametrize(
    ("speaker", "n_facts"),
    [("Oren Pike, who runs the mill,", 2), ("Mayor Ilse Brandt", 1), ("a spokesman", 1)],
)
def test_the_day_of_a_saying_is_its_speakers(speaker: str, n_facts: int) -> None:
    comparison = compare_reports(
        "Mayor Ilse Brandt said in a statement Sunday night that divers had found the cracks.",
        f'"Nobody here is serious about the repairs," {speaker} also said in a Sunday night '
        "statement.",
    )
    assert len(facts_with(comparison, "date", "Sunday night")) == n_facts


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (["brandt i"], ["pike o"], True),
        (["brandt i"], ["pike o", "brandt i"], False),
        (["brandt i"], [None], False),
        (["brandt i"], ["port ministry"], False),
        (["brandt i"], ["spokesman for the port"], False),
        ([], ["brandt i"], False),
    ],
)
def test_only_known_speakers_are_two(
    left: list[str | None], right: list[str | None], expected: bool
) -> None:
    assert none_agrees(left, right) is expected
    assert none_agrees(right, left) is expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("We needed to bring in the second ferry", "I think we brought the ferry in", True),
        ("The pier must be mended before the winter", "The pier was mended in winter", True),
        (
            "Care must be our rule and all of it is written down",
            "Care is our rule and all of it is written down",
            False,
        ),
        ("The pier is very old", "The pier was old", False),
    ],
)
def test_what_must_be_is_no_wording_of_what_is(left: str, right: str, expected: bool) -> None:
    assert another_mood(left, right) is expected
    assert another_mood(right, left) is expected


def test_what_may_be_told_as_an_event_may_be_told_as_a_saying() -> None:
    comparison = compare_reports(
        "A spokesman for the port rebutted criticism of the mayor's slow response, Oren Pike said.",
        "The port has defended the mayor's response, calling the criticism of it unfair.",
    )
    events = {
        (m.article_id, m.sentence): each
        for fact in comparison.facts
        if fact.kind == "event"
        for m in fact.mentions
        for each in fact.presence
        if each.article_id != m.article_id
    }
    said = [f for f in comparison.facts if f.kind == "attribution"]
    assert said
    for fact in said:
        mention = fact.mentions[0]
        told = events[mention.article_id, mention.sentence]
        states = {p.state for p in fact.presence if p.article_id != mention.article_id}
        assert told.state == "not_found" or "not_found" not in states


def test_a_clause_that_has_a_figure_alone_tells_it_in_other_detail() -> None:
    comparison = compare_reports(
        "Dockers' leader Oren Pike has died in Aldon at the age of 57.",
        "Oren Pike, the leader of the dockers, has died in Aldon.",
    )
    found = facts_with(comparison, "event", "has died")
    assert {fact.status for fact in found} == {"detail_differs"}


def test_that_somebody_spoke_is_not_what_he_said() -> None:
    comparison = compare_reports(
        'Oren Pike, leader of the dockers, who joined the march, said: "The city has ignored '
        'every warning that our members gave it since the flood."',
        'Oren Pike, leader of the dockers, who had joined the march, said he was "proud".',
    )
    event = facts_with(comparison, "event", "Oren Pike, leader")
    assert all(len({m.article_id for m in fact.mentions}) == 1 for fact in event)
    assert "shared" not in {f.status for f in event if f.mentions[0].article_id == "b"}


@pytest.mark.parametrize(
    ("words", "status"),
    [("early on Tuesday", "shared"), ("on Tuesday", "detail_differs")],
)
def test_an_early_hour_is_the_morning(words: str, status: str) -> None:
    comparison = compare_reports(
        "The ferry sank in the harbour on Tuesday morning with forty sheep on board.",
        f"The ferry sank in the harbour {words} with forty sheep on board.",
    )
    assert {f.status for f in facts_with(comparison, "date", "Tuesday")} == {status}


class _Story:
    """As much of a story as is asked where something is counted."""

    def __init__(self, counted: dict[int, list[Located]]) -> None:
        self.counted = counted
        self.counted_in = {
            (article, place.clause): [place]
            for article, listed in counted.items()
            for place in listed
        }

    def sentence_closeness(self, left: Located, right: Located) -> float:
        return 0.25


def _count(article: int, sentence: int, n: float, noun: str) -> Located:
    slots = QuantitySlots(low=n, high=n, comparator="=", step=1.0, unit="", noun=noun)
    spans = (Span(10 * sentence, 10 * sentence + 5),)
    mention = Mention(
        article_id="ab"[article], sentence=sentence, kind="quantity", spans=spans, slots=slots
    )
    return Located(mention, article, sentence)


@pytest.mark.parametrize(
    ("there", "found"),
    [
        ([_count(1, 7, 11, "cases")], (0.25, 7)),
        ([_count(1, 7, 12, "cases")], None),
        ([_count(1, 7, 11, "boats")], None),
        ([_count(1, 7, 11, "cases"), _count(1, 9, 11, "cases")], None),
    ],
)
def test_a_count_that_stands_once_tells_where_a_clause_may_be_said(
    there: list[Located], found: tuple[float, int] | None
) -> None:
    ours = _count(0, 2, 11, "case")
    story = cast(StoryContext, _Story({0: [ours], 1: there}))
    assert counted_too([ours], 1, story) == found


@pytest.mark.parametrize(
    ("left", "right", "agree"),
    [
        ("us intelligence community", "u.s. intelligence agencies", True),
        ("british police officials", "uk police authorities", True),
        ("french officials", "france", True),
        ("french officials", "german officials", False),
        ("officials", "agencies", False),
        ("harbour officials", "railway officials", False),
        ("french d", "france", False),
    ],
)
def test_the_men_of_a_body_are_the_body_and_a_people_its_country(
    left: str, right: str, agree: bool
) -> None:
    assert speakers_agree(left, right) is agree
    assert speakers_agree(right, left) is agree


def said(speaker: str, content: str, name: str = "") -> AttributionSlots:
    return AttributionSlots(
        speaker=speaker, speaker_name=name, cue="said", cue_class="say", content=content
    )


def test_two_say_one_thing_in_more_than_names() -> None:
    ours = said("brandt i", "dock rail board need bridg")
    theirs = said("pike o", "dock rail board wait bridg survey")

    assert one_content(ours, theirs)
    assert not one_content(ours, theirs, {"dock", "rail", "board"})


def test_who_speaks_of_himself_is_no_other_source_than_who_speaks_of_him() -> None:
    ours = said("port ministri", "prepar close two pier")

    assert one_tells_of_other(ours, said("brandt i", "port ministri prepar close pier"))
    assert not one_tells_of_other(ours, said("brandt i", "prepar close pier"))
    both = said("port ministri", "port ministri prepar close pier")
    assert not one_tells_of_other(both, said("brandt i", "port ministri prepar close pier"))


@pytest.mark.parametrize(
    ("sentence", "together"),
    [
        ("Two ferries sank, said U.S. and South Korean officials.", True),
        ("Two ferries sank, U.S. officials told South Korean officials.", False),
    ],
)
def test_two_countries_may_speak_together(sentence: str, together: bool) -> None:
    ours = said("united states", "ferri sink", "United States")
    theirs = said(
        "south korea's harbour officials", "ferri sink", "south korea's harbour officials"
    )

    assert speaks_for(ours, theirs, sentence) is together


def test_two_who_speak_of_one_former_officer_said_not_one_thing() -> None:
    comparison = compare_reports(
        "Prosecutors said that former campaign chairman Arno Kell had lied to them.",
        "Lawyer Sol Wenger noted that Mayor Lund would pardon former campaign chairman Arno Kell.",
    )
    statuses = {fact.status for fact in facts_with(comparison, "attribution", "Arno Kell")}
    assert statuses == {"undecided"}
