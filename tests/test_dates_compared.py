"""When two dates of two articles are one: limits, weekends, times of day without their day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dedup.comparison.dated import contained
from dedup.facts.dates import dates_in
from dedup.model import DateSlots
from dedup.pipeline import compare
from dedup.slot_dates import is_coarser
from dedup.slots import compare_dates
from tests.conftest import make_article

PUBLISHED = datetime(2025, 2, 5, 10, 0, tzinfo=UTC)  # a Wednesday
LEAD = "Engineers closed the harbour bridge in Aldon on Monday after finding cracks in its piers."
TAIL = "The bridge opened in 1968 and links the old town with the northern suburbs."


def when(text: str) -> DateSlots:
    return dates_in(text, PUBLISHED)[0].slots


def statuses(left: str, right: str, *printed: str) -> set[str]:
    """Return the status of each fact of which the articles print these dates."""
    comparison = compare(
        make_article("a", f"{LEAD}\n\n{left}\n\n{TAIL}", published="2025-02-05"),
        make_article("b", f"{LEAD}\n\n{right}\n\n{TAIL}", published="2025-02-05"),
    )
    texts = {each.article.id: each.article.text for each in comparison.articles}
    found = [
        (fact, {texts[m.article_id][m.spans[0].start : m.spans[-1].end] for m in fact.mentions})
        for fact in comparison.facts
        if fact.kind == "date"
    ]
    return {
        str(fact.status)
        for fact, words in found
        if set(printed) <= words and len({m.article_id for m in fact.mentions}) > 1
    }


def test_a_deadline_is_not_the_day_of_what_was_said_about_it() -> None:
    left = (
        "Inspector Vell, who had set a 5 p.m. Tuesday deadline for the guild to open its books, "
        "said in a statement that she plans to search the bakery."
    )
    right = "Inspector Vell said in a statement Tuesday that she plans to search the bakery."
    assert statuses(left, right, "5 p.m. Tuesday", "Tuesday") == set()


@pytest.mark.parametrize(
    ("right", "found"),
    [
        ("The guild has to open its books to Inspector Ana Vell by Tuesday.", {"shared"}),
        # It tells of the deadline too.
        (
            "On Tuesday the guild missed its deadline to open its books to Inspector Ana Vell.",
            {"shared"},
        ),
        ("On Tuesday the guild refused to open its books to Inspector Ana Vell.", set()),
    ],
)
def test_a_limit_is_the_day_of_another_or_of_none(right: str, found: set[str]) -> None:
    left = "The guild has a Tuesday deadline to open its books to Inspector Ana Vell."
    assert statuses(left, right, "Tuesday") == found


def test_a_date_beside_the_other_articles_date_is_another() -> None:
    """ "This year" more is paid out; "in 2036" the fund is empty, which the other dates too."""
    left = (
        "The harbour fund will start paying out more in grants than it absorbs in fees this year "
        "which will lead the pilots' trust fund to become exhausted in 2036, according to the "
        "latest yearly board report."
    )
    right = (
        "The pilots' trust fund of the harbour will start paying out and become exhausted by 2036, "
        "according to the latest yearly board report."
    )
    assert statuses(left, right, "this year", "2036") == set()
    apart = left.replace("exhausted in 2036", "exhausted soon")
    assert statuses(apart, right, "this year", "2036") == {"conflicting"}


def test_a_weekend_lies_in_its_week() -> None:
    weekend, week = when("over the weekend"), when("last week")
    assert contained(weekend, week)
    assert contained(week, weekend)
    assert not contained(week, week)
    assert not contained(weekend, weekend)
    assert not contained(week, when("this week"))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("at 5 p.m.", "on Tuesday at 5 p.m.", "compatible"),
        ("at 5 p.m.", "on Tuesday at 6 p.m.", "incomparable"),
        ("at 5 p.m.", "on Tuesday afternoon", "incomparable"),
        ("at 5 p.m.", "on Tuesday", "incomparable"),
    ],
)
def test_a_time_of_day_without_its_day_may_be_of_any(left: str, right: str, expected: str) -> None:
    one, two = when(left), when(right)
    assert compare_dates(one, two) == expected
    assert compare_dates(two, one) == expected


@pytest.mark.parametrize(
    ("left", "right", "coarser"),
    [
        ("in July 2016", "in 2016", True),
        ("on Tuesday", "this month", True),
        ("on Tuesday", "at 5 p.m. on Tuesday", True),
        ("on Tuesday evening", "on Tuesday night", True),
        ("on Tuesday morning", "on Tuesday afternoon", False),
    ],
)
def test_a_date_may_be_another_one_told_more_coarsely(left: str, right: str, coarser: bool) -> None:
    assert is_coarser(when(left), when(right)) is coarser
    assert is_coarser(when(right), when(left)) is coarser


@pytest.mark.parametrize(
    ("left", "right", "status"),
    [
        ("June 12", "12 June", "shared"),
        ("June 12", "12 June 2025", "detail_differs"),
    ],
)
def test_a_day_of_no_known_year_is_the_same_day(left: str, right: str, status: str) -> None:
    told = "The two mayors of Aldon and Norby will meet in the flooded market of Oster on {}."
    found = compare(
        make_article("a", f"{LEAD}\n\n{told.format(left)}\n\n{TAIL}"),
        make_article("b", f"{LEAD}\n\n{told.format(right)}\n\n{TAIL}", published="2025-02-05"),
    )
    statuses = [
        fact.status
        for fact in found.facts
        if fact.kind == "date" and any((m.slots.start or "")[-5:] == "06-12" for m in fact.mentions)
    ]
    assert statuses == [status]


def test_two_openings_of_one_day_tell_one_event() -> None:
    left = (
        "A grand jury has indicted 12 harbour guards of Aldon for hacking the mails of the Norby "
        "port campaign in the 2016 election, the Harbour Department announced Friday."
    )
    right = (
        "A federal grand jury charged 12 harbour guards of Aldon on Friday with hacking the mails "
        "of the Norby port campaign in the 2016 election."
    )
    found = compare(
        make_article("a", f"{left}\n\n{TAIL}", published="2025-02-08"),
        make_article("b", f"{right}\n\n{TAIL}", published="2025-02-08"),
    )
    days = [
        (fact.status, len(fact.mentions))
        for fact in found.facts
        if fact.kind == "date" and any(m.slots.weekday for m in fact.mentions)
    ]
    assert days == [("shared", 2)]


@pytest.mark.parametrize(("part", "level"), [("", "info"), (" afternoon", "notice")])
def test_a_coarser_date_is_nothing_to_look_at(part: str, level: str) -> None:
    left = "The mayor of Aldon visited the flooded market of Norby on Tuesday morning."
    found = compare(
        make_article("a", f"{LEAD}\n\n{left}\n\n{TAIL}"),
        make_article("b", f"{LEAD}\n\n{left.replace(' morning', part)}\n\n{TAIL}"),
    )
    dates = {fact.id for fact in found.facts if fact.kind == "date"}
    levels = [f.level for f in found.findings if f.rule == "detail" and dates & set(f.facts)]
    assert levels == [level]
