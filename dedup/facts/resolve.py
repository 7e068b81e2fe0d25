"""From the words of a date to days, by the publication date and nothing else.

A news report names a weekday of the past week unless its clause looks ahead, so
a bare weekday is the latest such day up to the day of publication. Without a
publication date nothing relative is resolved: a guess would make conflicts.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from dedup.calendar_words import WEEKDAYS
from dedup.model import DateSlots

# A date without a year is the nearest such day, up to half a year away.
_HALF_YEAR_DAYS = 183
# What is told of in the past is no date of this year that is so far ahead, and without a verb
# nobody knows which year a month means that is further ahead still (own choices).
_PAST_AHEAD_DAYS, _OPEN_AHEAD_DAYS = 60, 120
# "Last May", said in June, may be of this year or of the one before.
_UNSURE_MONTHS = 2

# "Before Tuesday's vote" is of a day so near, on either side, or of nobody knows which.
_EVE_DAYS = 2

# A limit ("until Friday") is to come, but for one that ended so few days ago.
_TERM_DAYS = 2
# "Done in May" is said of this year's May at most so many days before its middle (own choice).
_DONE_AHEAD_DAYS = 15
# "More than 20 years ago" goes back further by up to a quarter, "nearly" and "about" by a tenth
# (own choices).
_BOUND_SHARE, _ABOUT_SHARE = 4, 10

# "done": by a past verb right before a month, or in the past perfect.
# "eve": before an event whose day is known
# beforehand, told of in any tense. "near": of such an event, else past. "term": a limit. "told":
# behind the day of publication, of which no hour is known.
Tense = Literal["ahead", "behind", "done", "eve", "near", "term", "told", ""]


@dataclass(frozen=True, slots=True)
class DateWords:
    """What the words of one date say, before any resolving.

    Args:
        year: 1000 … 2999, or None.
        month: 1 … 12, or None.
        day: 1 … 31, or None.
        year_last: Last year of a stretch ("the 1990s" → 1999), or None.
        day_last: Last day of a stretch ("May 12-14" → 14), or None.
        weekday: monday … sunday, or "".
        part: morning, afternoon, evening, night, or "".
        minute: Minutes after midnight, or None.
        unit: day, week, weekend, month or year for relative dates, else ""; with a month, the year
            that it is of ("November last year").
        offset: How many of ``unit`` from the publication (yesterday: -1).
        pointer: last, next, this or "" (before a weekday, a weekend or a month), or last before
            a week.
        slack: So many days earlier it may be as well ("yesterday" between quotation marks).
        nth: Which ``weekday`` of the month (the first: 1, the last: -1), or None.
        bound: Comparator before "two weeks ago" (see ``facts.comparators``).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    year_last: int | None = None
    day_last: int | None = None
    weekday: str = ""
    part: str = ""
    minute: int | None = None
    unit: str = ""
    offset: int = 0
    pointer: str = ""
    slack: int = 0
    nth: int | None = None
    bound: str = "="


def resolve(
    words: DateWords, published: datetime | None, *, tense: Tense = "", event: str = ""
) -> DateSlots | None:
    """Return the slots of a date, or None when it names no possible day.

    Args:
        words: What is printed.
        published: When the article came out; None when unknown.
        tense: Whether the clause speaks of what is to come (ahead) or of the past (behind).
        event: Content stems of the clause, space-joined.
    """
    today = published.date() if published is not None else None
    if published is not None and published.time() == time.min and tense == "behind":
        tense = "told"
    try:
        span = _days(words, today, tense)
    except (ValueError, OverflowError):
        return None
    precision = _precision(words)
    start, end = (span[0].isoformat(), span[1].isoformat()) if span else _yearless(words)
    if words.minute is not None:
        clock = f"T{words.minute // 60:02d}:{words.minute % 60:02d}"
        one_day = start == end
        start = end = f"{start or ''}{clock}" if one_day else clock
    return DateSlots(
        start=start,
        end=end,
        precision=precision,
        weekday=words.weekday,
        part=words.part,
        event=event,
    )


def _yearless(words: DateWords) -> tuple[str | None, str | None]:
    """Return ``--MM-DD`` or ``--MM`` (ISO 8601:2000) for a date whose year is not known."""
    if words.month is None or words.year is not None:
        return None, None
    if words.day is None:
        return f"--{words.month:02d}", f"--{words.month:02d}"
    last = words.day_last or words.day
    return f"--{words.month:02d}-{words.day:02d}", f"--{words.month:02d}-{last:02d}"


def _precision(words: DateWords) -> str:
    if words.minute is not None:
        return "minute"
    if words.part:
        return "part"
    if words.day is not None or words.nth is not None:
        return "day"
    if words.weekday:
        return "weekday"
    if words.month is not None:
        return "month"
    return words.unit.removesuffix("end") if words.unit else "year"


def _days(words: DateWords, today: date | None, tense: Tense) -> tuple[date, date] | None:
    """Return the first and the last day, or None while unresolved."""
    if words.month is not None:
        return _month_days(words, today, tense)
    if words.year is not None:
        return date(words.year, 1, 1), date(words.year_last or words.year, 12, 31)
    if today is None:
        return None
    if words.weekday:
        day = _weekday(words, today, tense)
        return (day, day) if day is not None else None
    if words.unit == "weekend":
        return _weekend(words, today, tense)
    return _relative(words, today) if words.unit else None


def _month_days(words: DateWords, today: date | None, tense: Tense) -> tuple[date, date] | None:
    month = words.month or 1
    if words.unit == "year" and today is not None:
        return _month_days(replace(words, year=today.year + words.offset, unit=""), today, tense)
    if words.year is None:
        # 29 February must be possible while the year is open.
        date(2000, month, words.day or 1), date(2000, month, words.day_last or words.day or 1)
        if today is None:
            return None
        year = _nearest_year(words, today, tense)
        return _month_days(replace(words, year=year), today, tense) if year is not None else None
    if words.nth is not None:
        day = _nth_weekday(words.year, month, words.nth, words.weekday)
        return day, day
    if words.day is not None:
        first = date(words.year, month, words.day)
        return first, max(first, date(words.year, month, words.day_last or words.day))
    return date(words.year, month, 1), date(
        words.year, month, calendar.monthrange(words.year, month)[1]
    )


def _nth_weekday(year: int, month: int, nth: int, weekday: str) -> date:
    """Return the first, second … or the last such day of a month."""
    wanted = WEEKDAYS.index(weekday)
    if nth < 0:
        last = date(year, month, calendar.monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - wanted) % 7)
    first = date(year, month, 1)
    return date(year, month, 1 + (wanted - first.weekday()) % 7 + 7 * (nth - 1))


def _nearest_year(words: DateWords, today: date, tense: Tense) -> int | None:
    """Return the year that a date printed without one most likely means; None if nobody knows."""
    month = words.month or 1
    if words.day is None and words.nth is None:
        if words.pointer == "last":
            if 0 < today.month - month <= _UNSURE_MONTHS:
                return None
            return today.year - (month >= today.month)
        if words.pointer == "next":
            return today.year + (month <= today.month)
        if words.pointer == "this":
            return today.year
    years = (today.year - 1, today.year, today.year + 1)
    middle = words.day or 15
    if words.weekday and words.day is not None:
        # "Thursday, April 28" is of the year whose 28 April is one.
        agreeing = [year for year in years if _falls_on(words, year)]
        if len(agreeing) == 1:
            return agreeing[0]
    gaps = []
    for year in years:
        day = min(middle, calendar.monthrange(year, month)[1])
        gap = (date(year, month, day) - today).days
        wrong_way = gap < -31 if tense == "ahead" else gap > _HALF_YEAR_DAYS
        gaps.append((wrong_way, abs(gap), year, gap))
    _, _, year, gap = min(gaps)
    past = _PAST_AHEAD_DAYS
    most_ahead = {"behind": past, "told": past, "done": _DONE_AHEAD_DAYS}
    if gap > most_ahead.get(tense, gap):
        return year - 1
    return None if tense in ("", "eve") and gap > _OPEN_AHEAD_DAYS else year


def _falls_on(words: DateWords, year: int) -> bool:
    """Say whether the day of a month is, in a year, the weekday printed beside it."""
    month, day = words.month or 1, words.day or 1
    last = calendar.monthrange(year, month)[1]
    return day <= last and date(year, month, day).weekday() == WEEKDAYS.index(words.weekday)


def _weekday(words: DateWords, today: date, tense: Tense) -> date | None:
    """Return the day that a weekday names; None if it may be the last such day or the next.

    Six days later news says "last Tuesday": a bare one that no past dates is tomorrow, and so it
    is where only a day of publication is stated, which is often that of another zone.
    """
    wanted = WEEKDAYS.index(words.weekday)
    back = (today.weekday() - wanted) % 7
    if words.pointer == "last":
        return today - timedelta(days=back or 7)
    if words.pointer == "this":
        return today + timedelta(days=(wanted - today.weekday()) % 7)
    ahead = timedelta(days=(wanted - today.weekday()) % 7)
    if words.pointer == "next":
        return today + (ahead or timedelta(days=7))
    if tense == "ahead":
        return today + ahead
    if tense == "eve" and min(ahead.days, back) > _EVE_DAYS:
        return None
    if tense == "near" and ahead.days < min(back, _EVE_DAYS + 1):
        return today + ahead
    if tense == "term" and back > _TERM_DAYS:
        return today + ahead
    if (tense == "eve" and ahead.days < back) or (tense in ("", "told") and ahead.days == 1):
        return today + ahead
    return today - timedelta(days=back)


def _weekend(words: DateWords, today: date, tense: Tense) -> tuple[date, date]:
    """Return Saturday and Sunday: those at or before the publication, unless it looks ahead."""
    coming = today + timedelta(days=(5 - today.weekday()) % 7)
    latest = today - timedelta(days=(today.weekday() - 5) % 7)
    if words.pointer == "next":
        # Some mean the coming one, some the one after.
        return coming, coming + timedelta(days=8)
    if words.pointer == "last":
        latest -= timedelta(days=7 * (today.weekday() > 4))
    midweek = 2 <= today.weekday() <= 4
    to_come = today.weekday() < 5 and (tense == "ahead" or (words.pointer == "this" and midweek))
    saturday = coming if to_come and words.pointer != "last" else latest
    return saturday, saturday + timedelta(days=1)


def _relative(words: DateWords, today: date) -> tuple[date, date]:
    """Return the stretch ``offset`` units from today, as wide as its bound allows."""
    if words.bound == "=":
        return _stretch(words, today)
    first, last = _bounds(words)
    start, end = (
        _stretch(replace(words, offset=offset), today)[side]
        for side, offset in enumerate((first, last))
    )
    return start, min(end, today)


def _bounds(words: DateWords) -> tuple[int, int]:
    """Return the first and the last of the offsets that "over 20 years ago" takes in."""
    count = words.offset
    wide = max(1, -count // _BOUND_SHARE)
    narrow = -count // _ABOUT_SHARE if words.unit == "year" else max(1, -count // _ABOUT_SHARE)
    ranges = {
        ">": (count - wide, count),
        ">=": (count - wide, count),
        ">~": (count - 1, count),
        "<": (count, count + wide),
        "<=": (count, count + wide),
        "<~": (count, count + 1),
        "\u2248<": (count, count + max(1, narrow)),
        "~": (count - narrow, count + narrow),
    }
    return ranges.get(words.bound, (count, count))


def _stretch(words: DateWords, today: date) -> tuple[date, date]:
    """Return the stretch ``offset`` units from today (weeks begin on Monday)."""
    if words.unit == "day":
        day = today + timedelta(days=words.offset)
        return day - timedelta(days=words.slack), day
    if words.unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=words.offset)
        if words.pointer == "last" and today.weekday() == 6:
            monday += timedelta(weeks=1)  # a Sunday begins the week, and "last week" ended on it
        return monday, monday + timedelta(days=6)
    if words.unit == "month":
        index = today.year * 12 + today.month - 1 + words.offset
        year, month = index // 12, index % 12 + 1
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    year = today.year + words.offset
    return date(year, 1, 1), date(year, 12, 31)
