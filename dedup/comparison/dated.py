"""What two dates are to each other beside their values: which is in which, what else they date."""

from __future__ import annotations

from typing import cast

from dedup.comparison.agreement import quoting
from dedup.comparison.context import Located, StoryContext
from dedup.facts.resolve import WEEKDAYS
from dedup.facts.units import STATES
from dedup.model import DateSlots
from dedup.text import words

# A weekday or a year is the date of much in a story; a week, a month or a year holds other dates.
_RECURRING = frozenset({"weekday", "part", "year"})
_COARSE = frozenset({"week", "month", "year"})
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


def tells_part(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether a day without its part is told with it all the same, in the words around it."""
    for one, other in ((left, right), (right, left)):
        finer, coarser = one.mention.slots, other.mention.slots
        if not isinstance(finer, DateSlots) or not isinstance(coarser, DateSlots):
            return False
        if finer.part in _TOLD_AS and not coarser.part and coarser.precision != "minute":
            text = context.articles[other.article].article.text
            sentence = context.articles[other.article].sentences[other.mention.sentence].span
            start, end = other.mention.spans[0].start, other.mention.spans[-1].end
            beside = words(text[sentence.start : start])[-_BESIDE:]
            beside += words(text[end : max(end, sentence.end)])[:_BESIDE]
            return not _TOLD_AS[finer.part].isdisjoint(beside)
    return False


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


def both_lead(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether two articles open with what two dates are about: the story's event."""
    places = (context.position(item.article, item.mention.sentence) for item in (left, right))
    return all(place in ("headline", "lead") for place in places)


def contained(left: object, right: object) -> bool:
    """Tell whether one date is a week, a month or a year, and the other is finer."""
    if not (isinstance(left, DateSlots) and isinstance(right, DateSlots)):
        return False
    return left.precision != right.precision and bool({left.precision, right.precision} & _COARSE)


def month_and_year(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether one prints a year and the other a month of no year: it may be of any."""
    sides = {cast(DateSlots, item.mention.slots).precision: item for item in (left, right)}
    if sides.keys() != {"month", "year"}:
        return False
    return not any(mark in context.printed(sides["month"]) for mark in ("year", "19", "20"))


def dates_a_death(item: Located, context: StoryContext) -> bool:
    """Tell whether the only weekday of a sentence stands right behind a verb of dying."""
    slots, sentence = item.mention.slots, context.articles[item.article].sentences
    if not isinstance(slots, DateSlots) or not slots.weekday:
        return False
    span, text = sentence[item.mention.sentence].span, context.articles[item.article].article.text
    start, end = item.mention.spans[0].start, item.mention.spans[-1].end
    before = words(text[span.start : start])
    if any(word in WEEKDAYS for word in before + words(text[end : span.end])):
        return False
    return any(STATES.get(word) == "dead" for word in before[-_DEATH_REACH:])
