"""What two dates are to each other beside their values: which is in which, what else they date."""

from __future__ import annotations

import re
from datetime import date
from typing import cast

from dedup.calendar_words import WEEKDAYS
from dedup.comparison.agreement import quoting
from dedup.comparison.context import Located, StoryContext
from dedup.facts.units import STATES
from dedup.model import DateSlots
from dedup.slot_dates import compare_dates
from dedup.text import words

# A weekday or a year is the date of much in a story; a week, a month or a year holds other dates.
_RECURRING = frozenset({"weekday", "part", "year"})
_COARSE = frozenset({"week", "month", "year"})
_DAY = re.compile(r"(?:\d{4}|-)-\d\d-\d\d")
_YEAR = re.compile(r"\d{4}|'\d\d")
# How many words before a weekday its verb may stand.
_DEATH_REACH = 3

# Words beside a day that say what a part of it says: "early on Tuesday", "on Tuesday morning".
_TOLD_AS = {
    "morning": frozenset("early morning dawn breakfast hours".split()),
    "afternoon": frozenset("afternoon lunchtime".split()),
    "evening": frozenset("late evening dusk".split()),
    "night": frozenset("late night overnight midnight".split()),
}
_BESIDE = 4
_WEEK_DAYS = 7
# Beside the last day of something.
_UNTIL, _LIMIT = frozenset("by until till before".split()), "deadline"


def tells_part(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether a day without its part is told with it all the same, in the words around it.

    Or "12 June" is "June 12", though only one article has a date that tells its year.
    """
    if _print_one_day(left, right, context):
        return True
    for one, other in ((left, right), (right, left)):
        finer, coarser = one.mention.slots, other.mention.slots
        if not isinstance(finer, DateSlots) or not isinstance(coarser, DateSlots):
            return False
        if finer.part in _TOLD_AS and not coarser.part and coarser.precision != "minute":
            before, after, _ = _around(other, context)
            beside = before[-_BESIDE:] + after[:_BESIDE]
            return not _TOLD_AS[finer.part].isdisjoint(beside)
    return False


def _print_one_day(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether two dates are one day of a month, of which neither prints the year."""
    starts = [cast(DateSlots, item.mention.slots).start or "" for item in (left, right)]
    if starts[0].startswith("--") == starts[1].startswith("--"):
        return False
    days = {start[-len("-06-12") :] for start in starts}
    years = any(_YEAR.search(context.printed(item)) for item in (left, right))
    return len(days) == 1 and all(map(_DAY.fullmatch, starts)) and not years


def is_common(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether either of two dates is no day of a month, and so the date of much in a story.

    Not within one quotation: what two articles quote is one thing.
    """
    if quoting(left, context) and quoting(right, context):
        return False
    return not all(_names_day(item, context) for item in (left, right))


def _names_day(item: Located, context: StoryContext) -> bool:
    slots = item.mention.slots
    day = isinstance(slots, DateSlots) and slots.precision == "day" and not slots.weekday
    return day and any(map(str.isdigit, context.printed(item)))


def recurs(item: Located) -> bool:
    """Tell whether a date is a bare weekday or year, of which a story dates many things."""
    slots = item.mention.slots
    return isinstance(slots, DateSlots) and slots.precision in _RECURRING


def has_beside(item: Located, other: Located, context: StoryContext) -> bool:
    """Tell whether a sentence prints beside its date what another one is, which then is not it."""
    wanted = cast(DateSlots, other.mention.slots)
    return any(
        each.mention.sentence == item.mention.sentence
        and each.mention.spans != item.mention.spans
        and compare_dates(cast(DateSlots, each.mention.slots), wanted) == "equal"
        for each in context.dates.get(item.article, ())
    )


def both_lead(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether two articles open with what two dates are about: the story's event."""
    places = (context.position(item.article, item.mention.sentence) for item in (left, right))
    return all(place in ("headline", "lead") for place in places)


def only_one_limits(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether one date is the last day of something, and the other that of a deed.

    "The deadline passed on Friday" is of the limit, unless of a week before; and a time of day
    may be printed either way.
    """
    sides = (left, right)
    ours, theirs = (cast(DateSlots, item.mention.slots) for item in sides)
    limits = [_limits(item, context) for item in sides]
    if limits[0] == limits[1] or ours.precision == theirs.precision == "minute":
        return False
    other = sides[limits[0]]  # the one that is none
    return _LIMIT not in _around(other, context)[2] or compare_dates(ours, theirs) == "disjoint"


def _limits(item: Located, context: StoryContext) -> bool:
    before, after, _ = _around(item, context)
    return not _UNTIL.isdisjoint(before[-1:]) or after[:1] == [_LIMIT]


def _around(item: Located, context: StoryContext) -> tuple[list[str], list[str], list[str]]:
    """Return the words before a mention, those behind it, and all of its sentence."""
    parsed = context.articles[item.article]
    text, sentence = parsed.article.text, parsed.sentences[item.mention.sentence].span
    start, end = item.mention.spans[0].start, item.mention.spans[-1].end
    before, after = words(text[sentence.start : start]), words(text[end : max(end, sentence.end)])
    return before, after, before + after


def contained(left: object, right: object) -> bool:
    """Tell whether one date is a week, a month or a year, and the other is finer."""
    if not (isinstance(left, DateSlots) and isinstance(right, DateSlots)):
        return False
    if left.precision == right.precision == "week" and left != right:
        return _is_weekend(left) != _is_weekend(right)
    return left.precision != right.precision and bool({left.precision, right.precision} & _COARSE)


def _is_weekend(slots: DateSlots) -> bool:
    if not slots.start or not slots.end:
        return False
    return (date.fromisoformat(slots.end) - date.fromisoformat(slots.start)).days < _WEEK_DAYS - 1


def month_and_year(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether one prints a year and the other a month of no year: it may be of any."""
    sides = {cast(DateSlots, item.mention.slots).precision: item for item in (left, right)}
    if sides.keys() != {"month", "year"}:
        return False
    return not any(mark in context.printed(sides["month"]) for mark in ("year", "19", "20"))


def dates_a_death(item: Located, context: StoryContext) -> bool:
    """Tell whether the only weekday of a sentence stands right behind a verb of dying."""
    slots = item.mention.slots
    if not isinstance(slots, DateSlots) or not slots.weekday:
        return False
    before, _, beside = _around(item, context)
    if any(word in WEEKDAYS for word in beside):
        return False
    return any(STATES.get(word) == "dead" for word in before[-_DEATH_REACH:])
