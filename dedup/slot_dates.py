"""Whether two dates can be the same point in time, each at its own precision.

A date is split into its day (an interval, a day of an unknown year, or a weekday)
and its time of day; the two are judged apart and the worse answer stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, TypeVar

from dedup.calendar_words import WEEKDAYS
from dedup.model import DateSlots

_T = TypeVar("_T", int, date)
_Agreement = Literal["equal", "compatible", "disjoint", "incomparable"]
# Minutes after midnight, last included. They overlap as usage does; night runs past midnight.
_PARTS = {
    "morning": ((0, 779),),
    "afternoon": ((720, 1139),),
    "evening": ((960, 1439),),
    "night": ((1020, 1439), (0, 359)),
}
# "three years ago", "last week" are said of what is a little off.
_WEEK_DAYS = 7
_HALF_HOUR = 30


@dataclass(frozen=True, slots=True)
class _When:
    """One date taken apart: days, yearless day, weekday, minutes of the day."""

    days: tuple[date, date] | None
    yearless: tuple[str, str] | None
    weekday: int | None
    minutes: tuple[tuple[int, int], ...]
    part: str


def compare_dates(left: DateSlots, right: DateSlots) -> _Agreement:
    """Compare two dates; ``incomparable`` when nothing relates them.

    "Monday" and "Monday night" are compatible, "Monday" and "Tuesday" disjoint; a
    weekday and a resolved day are compared by that day's weekday.
    """
    one, two = _taken_apart(left), _taken_apart(right)
    days = _compare_days(one, two)
    times = _compare_times(one, two)
    if days == "incomparable":
        if not (one.minutes and two.minutes) or (_has_day(one) and _has_day(two)):
            return "incomparable"
        if _has_day(one) == _has_day(two):
            return times
        # "A 5 p.m. deadline", "until 5 p.m. on Tuesday"
        return "compatible" if times == "equal" and not (one.part or two.part) else "incomparable"
    if "disjoint" in (days, times):
        # The time of day only tells within one day.
        return "disjoint" if days == "disjoint" or _one_day(one, two) else "compatible"
    if days == "equal" and times in ("equal", "incomparable"):
        return "equal"
    return "compatible"


def is_coarser(left: DateSlots, right: DateSlots) -> bool:
    """Tell whether one of two dates that can be one holds the other: "2016", "July 2016".

    The evening and the night of a day are one time in two words.
    """
    one, two = _taken_apart(left), _taken_apart(right)
    if one.days and two.days and not (_holds(one.days, two.days) or _holds(two.days, one.days)):
        return False
    if {one.part, two.part} == {"evening", "night"} or not (one.minutes and two.minutes):
        return True
    sides = ((one.minutes, two.minutes), (two.minutes, one.minutes))
    return any(all(any(_holds(o, i) for o in outer) for i in inner) for outer, inner in sides)


def _holds(outer: tuple[_T, _T], inner: tuple[_T, _T]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _has_day(when: _When) -> bool:
    return bool(when.days or when.yearless or when.weekday is not None)


def _one_day(left: _When, right: _When) -> bool:
    """Say whether each side names a single day."""
    return all(when.days is None or when.days[0] == when.days[1] for when in (left, right))


@lru_cache(maxsize=20_000)
def _taken_apart(slots: DateSlots) -> _When:
    start, end = slots.start or "", slots.end or slots.start or ""
    first, _, clock = start.partition("T")
    last = end.partition("T")[0]
    weekday = WEEKDAYS.index(slots.weekday) if slots.weekday in WEEKDAYS else None
    days = yearless = None
    if first.startswith("--"):
        yearless = (first, last or first)
    elif first:
        days = _days(first, last or first)
    minutes: tuple[tuple[int, int], ...] = _PARTS.get(slots.part, ())
    minute = _minute(clock) if clock else None
    if minute is not None:
        minutes = ((minute, minute),)
    return _When(days, yearless, weekday, minutes, slots.part if minute is None else "")


def _days(first: str, last: str) -> tuple[date, date] | None:
    try:
        start, end = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
    except ValueError:
        return None
    return min(start, end), max(start, end)


def _minute(clock: str) -> int | None:
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute[:2]) if hour.isdecimal() and minute[:2].isdecimal() else None


def _compare_days(left: _When, right: _When) -> _Agreement:
    if left.days and right.days:
        return _overlap(left.days, right.days)
    if left.yearless and right.yearless:
        return _compare_yearless(left.yearless, right.yearless)
    for one, two in ((left, right), (right, left)):
        if one.yearless and two.days:
            return _yearless_in(one.yearless, two.days)
    if left.weekday is not None and right.weekday is not None:
        return "equal" if left.weekday == right.weekday else "disjoint"
    for one, two in ((left, right), (right, left)):
        if one.weekday is not None and two.days:
            return _weekday_in(one.weekday, two.days)
    return "incomparable"


def _overlap(left: tuple[date, date], right: tuple[date, date]) -> _Agreement:
    if left == right:
        return "equal"
    return "compatible" if max(left[0], right[0]) <= min(left[1], right[1]) else "disjoint"


def _compare_yearless(left: tuple[str, str], right: tuple[str, str]) -> _Agreement:
    if left == right:
        return "equal"
    size = min(len(left[0]), len(right[0]))  # "--05" holds every day of May
    starts, ends = (left[0][:size], right[0][:size]), (left[1][:size], right[1][:size])
    return "compatible" if max(starts) <= min(ends) else "disjoint"


def _yearless_in(yearless: tuple[str, str], days: tuple[date, date]) -> _Agreement:
    """Compare a day or month of an unknown year with known days."""
    if (days[1] - days[0]).days >= 365:
        return "compatible"
    size = len(yearless[0])
    # Counted, not stepped: behind the last day of the year 9999 there is none to step to.
    inside = (days[0] + timedelta(days=i) for i in range((days[1] - days[0]).days + 1))
    held = any(yearless[0] <= f"--{day:%m-%d}"[:size] <= yearless[1] for day in inside)
    return "compatible" if held else "disjoint"


def _weekday_in(weekday: int, days: tuple[date, date]) -> _Agreement:
    length = (days[1] - days[0]).days
    if length >= _WEEK_DAYS - 1:
        return "incomparable"
    inside = any((days[0] + timedelta(days=i)).weekday() == weekday for i in range(length + 1))
    return "compatible" if inside else "disjoint"


def _rounded(left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Say whether one clock time is the other to the nearest half hour ("3.36", "about 3.30")."""
    if left[0] != left[1] or right[0] != right[1]:
        return False
    rough = [minute % _HALF_HOUR == 0 for minute in (left[0], right[0])]
    return rough[0] != rough[1] and abs(left[0] - right[0]) <= _HALF_HOUR // 2


def _compare_times(left: _When, right: _When) -> _Agreement:
    if not left.minutes and not right.minutes:
        return "incomparable"
    if not left.minutes or not right.minutes:
        return "compatible"
    if left.minutes == right.minutes:
        return "equal"
    if {left.part, right.part} == {"morning", "night"}:
        return "disjoint"  # they share the small hours by the clock, but not in speech
    overlap = any(
        max(one[0], two[0]) <= min(one[1], two[1]) or _rounded(one, two)
        for one in left.minutes
        for two in right.minutes
    )
    return "compatible" if overlap else "disjoint"
