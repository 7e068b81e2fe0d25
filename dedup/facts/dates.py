"""Dates, weekdays and clock times, resolved only from a known publication date.

Months and weekdays that are also names, verbs or newspapers ("May said", "march
on the capital", "Sunday Times", "Black Friday") need a date beside them. What
cannot be one day for certain (12/05/2031 in two countries) is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import NamedTuple

from dedup.calendar_words import WEEKDAYS
from dedup.facts.clauses import clause_around
from dedup.facts.clock import clock_at
from dedup.facts.comparators import comparator_before
from dedup.facts.date_words import (
    ATTACKS,
    DECADE_NAMES,
    MONTHS,
    NTH,
    POINTERS,
    SHORT_DAYS,
    SINGLE_DAYS,
    dated_month,
    decade_or_year,
    named_day,
    named_decade,
    nth_weekday,
    relative_day,
    time_ago,
    weekday_at,
    weekend_at,
)
from dedup.facts.marks import Quoted, find_quoted
from dedup.facts.numbers import NUMBER_WORDS, Tok, at, figure_at, lex, readable
from dedup.facts.resolve import DateWords, resolve
from dedup.facts.tenses import EVENTS, tense_of
from dedup.facts.verbs import is_participle
from dedup.model import DateSlots, Mention, ParsedArticle, Span
from dedup.text import STOP_WORDS, content_stems, fold

_NUMERIC = re.compile(
    r"(?<![\w/.:-])(\d{1,2}|\d{4})([/.-])(\d{1,2})\2(\d{4}|\d{1,2})(?![\w/-]|\.\d)", re.ASCII
)
# A digit, a month or any of these must occur in a sentence that holds a date. Looked for one by
# one, which takes a fraction of the time of one pattern of all of them.
_HINTS = ("day", "night", "noon", "week", "month", "year")
_NAMED = DECADE_NAMES | MONTHS.keys()
_LAST_HINTS = re.compile(r"(?:ago|this|tomorrow)\b")
_DIGIT = re.compile(r"[0-9]")
_WORD = re.compile(r"\w+")
_TITLE_WORDS = 5
# At most "debate, held on" between a year and the day of its event.
_EVENT_GAP = 4
# At most ", and 25 percent on" between two dates of a list.
_LIST_GAP = 6
_COUNTED = {"earlier": -1, "before": -1, "later": 1, "after": 1, "afterward": 1, "afterwards": 1}
_MONTHS_OF = {"month": 1, "months": 1, "year": 12, "years": 12}
# Days that everybody knows by what was done on them, and the words for it, once so many days have
# passed that the next such day might be meant (own choice).
_KNOWN_DAYS: dict[tuple[int | None, int | None], tuple[int, frozenset[str]]] = {
    (9, 11): (2001, ATTACKS | {"victims", "families", "plot"}),
    (1, 6): (2021, frozenset("riot riots rioters insurrection committee panel".split())),
    (10, 7): (2023, frozenset({"massacre"})),
}
_KNOWN_AFTER_DAYS = 183
# What is quoted was said on the day of publication or so many days before (own choice).
_SPOKEN_DAYS = 1
# "In February", of what is past, is this year's for nine months (own choice).
_MOST_DAYS_AGO = 275


class Found(NamedTuple):
    """A date among tokens ``first`` … ``last`` (exclusive), unresolved."""

    first: int
    last: int
    words: DateWords


@dataclass(frozen=True, slots=True)
class FoundDate:
    """One date in a text: ``text[start:end]`` prints it."""

    start: int
    end: int
    slots: DateSlots


# "June 30 (Wire) --", "ALDON, June 30 (Wire) --": when a text was filed, and of no event.
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z .'-]{1,40}, )?[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})? \([^()\n]{1,40}\)\s?"
    r"(?:\u2014|\u2013|--?|\x97|\x96)\s"
)

# In a chronology: a year that stands over its entries, and what opens one ("Feb. 10: …").
_YEAR_HEADING = re.compile(r"\W*((?:19|20)\d\d)\W*")
_ENTRY = re.compile(r"\W*(?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+)(?:,? \d{4})?:")
_PRINTED_YEAR = re.compile(r"(?:19|20)\d\d")
_NOON = time(12)


def find_dates(parsed: ParsedArticle) -> list[Mention]:
    """Return the date mentions of an article's headline and body, in order."""
    article = parsed.article
    mentions: list[Mention] = []
    quoted = _quoted_in(parsed)
    year: int | None = None
    for sentence in parsed.content():
        base = sentence.span.start
        spoken = [
            (stretch.start - base, stretch.end - base)
            for stretch in _overlapping(quoted, sentence.span)
        ]
        text = article.text[base : sentence.span.end]
        dateline = _DATELINE.match(text)
        filed = dateline.end() if dateline else 0
        dates = dates_in(text, article.local_time(), spoken)
        day = _entry_day(text, dates, year)
        if day is not None:
            dates = dates_in(text, datetime.combine(day, _NOON, UTC), spoken)
        elif _ENTRY.match(text) is None:
            heading = _YEAR_HEADING.fullmatch(text)
            year = int(heading[1]) if heading else None
        mentions.extend(
            Mention(
                article_id=article.id,
                sentence=sentence.index,
                kind="date",
                spans=(Span(base + found.start, base + found.end),),
                slots=found.slots,
            )
            for found in dates
            if found.start >= filed
        )
    return _weekends_apart(mentions, article.text)


def _weekends_apart(mentions: list[Mention], text: str) -> list[Mention]:
    """Put "last weekend" a week before where a text prints "this weekend" of the same days."""
    days = {
        (slots.start, slots.end)
        for mention in mentions
        if _prints(mention, text, "this") and isinstance(slots := mention.slots, DateSlots)
    }
    return [
        replace(mention, slots=_week_before(slots))
        if _prints(mention, text, "last")
        and isinstance(slots := mention.slots, DateSlots)
        and slots.start
        and (slots.start, slots.end) in days
        else mention
        for mention in mentions
    ]


def _prints(mention: Mention, text: str, pointer: str) -> bool:
    printed = text[mention.spans[0].start : mention.spans[-1].end].lower()
    return printed.removesuffix("'s") == f"{pointer} weekend"


def _week_before(slots: DateSlots) -> DateSlots:
    start, end = (
        (date.fromisoformat(day) - timedelta(days=7)).isoformat() if day else day
        for day in (slots.start, slots.end)
    )
    return replace(slots, start=start, end=end)


def _entry_day(text: str, dates: Sequence[FoundDate], heading: int | None) -> date | None:
    """Return the day of an entry of a chronology, to which its other dates are relative.

    Args:
        text: A sentence: "Feb. 10: The council moves out."
        dates: Its dates.
        heading: The year that stands over the entry.
    """
    if not dates or not _ENTRY.fullmatch(text[: dates[0].end + 1]):
        return None
    first, start = dates[0], dates[0].slots.start or ""
    printed = _PRINTED_YEAR.search(text[: first.end])
    year = printed[0] if printed else heading
    if year is None or first.slots.precision != "day":
        return None
    try:
        return date.fromisoformat(f"{year}{start[-len('-06-12') :]}")
    except ValueError:
        return None


def _quoted_in(parsed: ParsedArticle) -> list[Quoted]:
    """Return the stretches of the content that stand between quotation marks."""
    bounds = []
    for _, group in groupby(parsed.content(), key=lambda sentence: sentence.paragraph):
        sentences = list(group)
        bounds.append((sentences[0].span.start, sentences[-1].span.end))
    return find_quoted(fold(parsed.article.text), bounds)


def _overlapping(quoted: Sequence[Quoted], span: Span) -> Sequence[Quoted]:
    """Return the stretches that begin in or reach into a span."""
    first = bisect_left(quoted, span.start, key=lambda stretch: stretch.start)
    last = bisect_left(quoted, span.end, key=lambda stretch: stretch.start)
    return quoted[first - (first > 0) : last]


def dates_in(
    text: str, published: datetime | None, spoken: Sequence[tuple[int, int]] = ()
) -> list[FoundDate]:
    """Return the dates of one sentence, in order, none overlapping.

    Args:
        text: The sentence.
        published: When its article came out, aware; None when unknown (then
            weekdays and relative dates keep ``start`` and ``end`` None).
        spoken: Offsets of what stands between quotation marks: "yesterday" is there the day
            before it was said, which may be earlier than it was printed.
    """
    text = readable(text)
    if not _may_hold_date(text):
        return []
    toks = lex(text)
    hits = scan(toks, text)
    dated = {index for hit in hits for index in range(hit.first, hit.last)}
    result: list[FoundDate] = []
    for place, (first, last, words) in enumerate(hits):
        today = published.date() if published else None
        year = _year_counted(toks, hits, place) or _known_year(toks, hits[place], today)
        words = replace(words, year=year)
        clause = clause_around(toks, first, last)
        tense = tense_of(toks, first, last, clause, dated)
        if place and tense != "ahead" and _lacks_year(words) and not words.pointer:
            words = _in_opening_year(toks, hits[0], words)
        if place and today and _lacks_year(words) and result:
            words = _in_listed_year(hits[place - 1], result[-1].slots, hits[place], words, today)
        if words.unit == "day" and _is_in(spoken, toks[first].start):
            words = replace(words, slack=_SPOKEN_DAYS)
        slots = resolve(
            _this_years(words, today, ahead=tense == "ahead"),
            published,
            tense=tense,
            event=_event(toks, range(*clause), dated),
        )
        if slots is not None:
            result.append(FoundDate(toks[first].start, toks[last - 1].end, slots))
    return result


def _in_opening_year(toks: Sequence[Tok], opening: Found, words: DateWords) -> DateWords:
    """Return a date with the year that opens its sentence: "Last year, the fair of March 15"."""
    year = opening.words
    if opening.first > 1 or at(toks, opening.last) != ",":
        return words
    if year.year is not None and year == DateWords(year=year.year):
        return replace(words, year=year.year)
    if year == DateWords(unit="year", offset=year.offset):
        return replace(words, unit="year", offset=year.offset)
    return words


def _in_listed_year(
    before: Found, resolved: DateSlots, hit: Found, words: DateWords, today: date
) -> DateWords:
    """Return a date with the year of one to come that is listed before it.

    "10% on July 1 and 25% on Oct. 1": both of this year.
    """
    start, month = resolved.start or "", before.words.month
    listed = _lacks_year(before.words) and hit.first - before.last <= _LIST_GAP
    if not listed or month is None or words.pointer or start[:10] <= today.isoformat():
        return words
    in_order = (month, before.words.day or 0) < (words.month or 0, words.day or 0)
    return replace(words, year=int(start[:4])) if in_order else words


def _year_counted(toks: Sequence[Tok], hits: Sequence[Found], place: int) -> int | None:
    """Return the year of a date: as printed, or counted from a date before it.

    "Oct. 19, 2015 … two months earlier in August" is August 2015.
    """
    words, index = hits[place].words, hits[place].first - 1
    if words.year is not None or words.month is None or words.pointer or words.unit:
        return words.year
    if place and _of_years_event(toks, hits[place - 1], hits[place].first):
        return hits[place - 1].words.year
    while at(toks, index) in ("in", ","):
        index -= 1
    sign = _COUNTED.get(at(toks, index), 0)
    unit = _MONTHS_OF.get(at(toks, index - 1), 0)
    shift = sign * unit * _count_before(toks, index - 1)
    anchors = (hit.words for hit in reversed(hits[:place])) if shift else iter(())
    anchor = next(((w.year, w.month) for w in anchors if w.year and w.month), None)
    if anchor is None:
        return None
    month = anchor[0] * 12 + anchor[1] - 1 + shift
    years = (month // 12 - 1, month // 12, month // 12 + 1)
    gap, year = min((abs(year * 12 + words.month - 1 - month), year) for year in years)
    return year if gap <= 1 else None


def _known_year(toks: Sequence[Tok], hit: Found, today: date | None) -> int | None:
    """Return the year of a day that names an event: "the Sept. 11 attacks"."""
    words = hit.words
    event = _KNOWN_DAYS.get((words.month, words.day))
    if event is None or words.year or today is None or words.weekday:
        return None
    year, nouns = event
    if (today - date(year, words.month or 1, words.day or 1)).days < _KNOWN_AFTER_DAYS:
        return None
    behind = {tok.low for tok in toks[hit.last : hit.last + 2]}
    before = [tok.low for tok in toks[max(0, hit.first - 3) : hit.first]]
    of_event = before[-1:] in (["of"], ["on"]) and not nouns.isdisjoint(before)
    slashed = toks[hit.first].text == "9"
    return year if slashed or of_event or not nouns.isdisjoint(behind) else None


def _of_years_event(toks: Sequence[Tok], year: Found, first: int) -> bool:
    """Say whether a date is of the event that a year names: "the 2012 debate, held on Oct. 3"."""
    words, gap = year.words, [tok.low for tok in toks[year.last : first]]
    if words.year is None or words != DateWords(year=words.year) or not 2 <= len(gap) <= _EVENT_GAP:
        return False
    event, between = gap[0], [word for word in gap[1:-1] if word != ","]
    held = len(between) < 2 and all(is_participle(word) for word in between)
    return event in EVENTS and held and gap[-1] in ("in", "on")


def _count_before(toks: Sequence[Tok], unit: int) -> int:
    """Return the whole number that ends at ``unit`` ("two" of "two months"), 0 if none does."""
    if at(toks, unit - 1) in ("a", "one"):
        return 1
    for first in range(max(0, unit - 3), unit):
        figure = figure_at(toks, first)
        if figure is not None and figure.last == unit and figure.low == figure.high:
            return int(figure.low)
    return 0


def _is_in(stretches: Sequence[tuple[int, int]], offset: int) -> bool:
    return any(start <= offset < end for start, end in stretches)


def _may_hold_date(text: str) -> bool:
    low = text.lower()
    if any(hint in low for hint in _HINTS) or _DIGIT.search(low) or _LAST_HINTS.search(low):
        return True
    return not _NAMED.isdisjoint(_WORD.findall(low))


def _event(toks: Sequence[Tok], clause: range, dated: set[int]) -> str:
    """Return the content stems of a clause without its dates."""
    kept = (toks[index].text for index in clause if index not in dated)
    return " ".join(content_stems(" ".join(kept)))


def _this_years(words: DateWords, today: date | None, *, ahead: bool) -> DateWords:
    """Return a month without a year as this year's, where that is past and not too long ago.

    "The flood in February", printed in August, is nearer to the next February.
    """
    bare = words.month is not None and words.year is None and not (words.pointer or words.unit)
    if today is None or ahead or not bare:
        return words
    month, day = words.month or 1, words.day or 1
    try:
        gap = (today - date(today.year, month, day)).days
    except ValueError:
        return words
    return replace(words, year=today.year) if 0 <= gap <= _MOST_DAYS_AGO else words


def scan(toks: Sequence[Tok], text: str) -> list[Found]:
    """Return the dates among the tokens of ``text``, longest reading first, none overlapping."""
    found = []
    numeric = dict(_numeric(toks, text))
    index = 0
    while index < len(toks):
        tok = toks[index]
        if tok.kind == "p" or (tok.kind == "w" and tok.low.removesuffix("'s") not in _TRIGGERS):
            index += 1
            continue
        hit = numeric.get(index) or _at(toks, index)
        if hit is None:
            index += 1
            continue
        hit = _bounded(toks, _joined(toks, hit))
        if hit.words != _SKIP and not _quoted_title(toks, hit):
            found.append(hit)
        index = max(hit.last, index + 1)
    return found


def _bounded(toks: Sequence[Tok], hit: Found) -> Found:
    """Take in the words that loosen it before "two weeks ago": "less than", "nearly"."""
    if at(toks, hit.last - 1) != "ago":
        return hit
    bound, first = comparator_before(toks, hit.first)
    return Found(first, hit.last, replace(hit.words, bound=bound))


def _quoted_title(toks: Sequence[Tok], hit: Found) -> bool:
    """Say whether quotation marks and capitals make a title of a date (“This Week,” the show).

    A whole quotation of few words, each with a capital but for the smallest: not “Monday”
    alone, which may be an answer.
    """
    close = hit.last
    while close < min(len(toks), hit.last + _TITLE_WORDS) and toks[close].text[0].isupper():
        close += 1
    if at(toks, close) in (",", ".", "!"):
        close += 1
    if at(toks, close) != '"':
        return False
    start = hit.first
    while start > max(0, hit.first - _TITLE_WORDS) and toks[start - 1].kind == "w":
        start -= 1
    words = [tok for tok in toks[start:close] if tok.kind == "w"]
    if not start or toks[start - 1].low != '"' or (len(words) == 1 and words[0].low != "today"):
        return False
    return all(tok.text[0].isupper() or tok.low in STOP_WORDS for tok in words)


# Where a date may begin; every other word is passed over at once.
_TRIGGERS = (
    frozenset(MONTHS)
    | frozenset(WEEKDAYS)
    | frozenset(SHORT_DAYS)
    | frozenset(POINTERS)
    | frozenset(SINGLE_DAYS)
    | NUMBER_WORDS
    | DECADE_NAMES
    | NTH.keys()
    | {"a", "an", "the", "noon", "midnight", "weekend"}
)
# What is printed like a date but is none ("Black Friday"): passed over as a whole.
_SKIP = DateWords()


_READERS = (
    clock_at,
    nth_weekday,
    named_day,
    dated_month,
    weekday_at,
    relative_day,
    weekend_at,
    time_ago,
    named_decade,
    decade_or_year,
)


def _at(toks: Sequence[Tok], index: int) -> Found | None:
    for read in _READERS:
        hit = read(toks, index)
        if hit is not None:
            return Found(index, hit[0], hit[1])
    return None


def _joined(toks: Sequence[Tok], hit: Found) -> Found:
    """Join a date with the clock time or the weekday printed right beside it."""
    if hit.words == _SKIP:
        return hit
    place = hit.last + (at(toks, hit.last) == "of")
    year = relative_day(toks, place) if place < len(toks) and _lacks_year(hit.words) else None
    if year is not None and year[1].unit == "year" and not toks[year[0] - 1].low.endswith("'s"):
        # "In November last year", "until June of this year"
        words = replace(hit.words, unit="year", offset=year[1].offset, pointer="")
        return Found(hit.first, year[0], words)
    place = hit.last
    while at(toks, place) in (",", "at", "on", "around", "about") and place < hit.last + 2:
        place += 1
    if place >= len(toks):
        return hit
    after = _at(toks, place)
    if after is None or after.words == _SKIP:
        return hit
    left, right = hit.words, after.words
    if left.minute is not None and right.minute is None and _is_day(right):
        joined = _with_minute(right, left.minute)
    elif right.minute is not None and left.minute is None and _is_day(left):
        joined = _with_minute(left, right.minute)
    elif left.weekday and left.month is None and right.day is not None and not right.weekday:
        joined = replace(right, weekday=left.weekday, part=left.part)
    else:
        return hit
    return _joined(toks, Found(hit.first, after.last, joined))


def _lacks_year(words: DateWords) -> bool:
    return words.month is not None and words.year is None and not words.unit


def _is_day(words: DateWords) -> bool:
    return bool(words.weekday or words.day is not None or words.unit == "day")


def _with_minute(words: DateWords, minute: int) -> DateWords:
    return replace(words, minute=minute)


def _numeric(toks: Sequence[Tok], text: str) -> Iterator[tuple[int, Found]]:
    """Yield ISO dates, and day/month dates that only one reading allows, by first token."""
    matches = list(_NUMERIC.finditer(text))
    if not matches:
        return
    starts = {tok.start: index for index, tok in enumerate(toks)}
    ends = {tok.end: index + 1 for index, tok in enumerate(toks)}
    for match in matches:
        words = _numeric_words(match.group(1), match.group(2), match.group(3), match.group(4))
        first, last = starts.get(match.start()), ends.get(match.end())
        if words is not None and first is not None and last is not None:
            yield first, Found(first, last, words)


def _numeric_words(one: str, mark: str, two: str, three: str) -> DateWords | None:
    left, middle, right = int(one), int(two), int(three)
    if len(one) == 4:
        year, month, day = left, middle, right
    elif len(three) == 4 and left > 12 and middle <= 12:
        year, month, day = right, middle, left
    elif (len(three) == 4 and middle > 12 and left <= 12 and mark != ".") or (
        len(three) == 4 and left == middle
    ):
        year, month, day = right, left, middle
    else:
        return None
    if not (1000 <= year < 3000 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    return DateWords(year=year, month=month, day=day)
