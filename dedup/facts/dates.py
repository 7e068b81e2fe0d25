"""Dates, weekdays and clock times, resolved only from a known publication date.

Months and weekdays that are also names, verbs or newspapers ("May said", "march
on the capital", "Sunday Times", "Black Friday") need a date beside them. What
cannot be one day for certain (12/05/2031 in two countries) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from dedup.facts.clauses import clause_around
from dedup.facts.clock import clock_at
from dedup.facts.date_words import (
    MONTHS,
    POINTERS,
    SHORT_DAYS,
    SINGLE_DAYS,
    dated_month,
    decade_or_year,
    relative_day,
    time_ago,
    weekday_at,
    weekend_at,
)
from dedup.facts.numbers import NUMBER_WORDS, Tok, at, lex, readable
from dedup.facts.resolve import WEEKDAYS, DateWords, resolve
from dedup.model import DateSlots, Mention, ParsedArticle, Span
from dedup.text import STOP_WORDS, content_stems

_NUMERIC = re.compile(
    r"(?<![\w/.:-])(\d{1,2}|\d{4})([/.-])(\d{1,2})\2(\d{4}|\d{1,2})(?![\w/-]|\.\d)", re.ASCII
)
# A digit, a month or any of these must occur in a sentence that holds a date. Looked for one by
# one, which takes a fraction of the time of one pattern of all of them.
_HINTS = ("day", "night", "noon", "week", "month", "year")
_LAST_HINTS = re.compile(r"(?:ago|this|tomorrow)\b")
_DIGIT = re.compile(r"[0-9]")
_WORD = re.compile(r"\w+")
_AHEAD = frozenset(
    "will 'll won't shall scheduled due expected expects plans planned planning upcoming to".split()
)
_BEHIND = frozenset("said says told was were had has have announced reported wrote did".split())
_AHEAD_REACH = 10
# Right before a weekday these tell of what is to come ("The vote is Thursday", "opens on Friday").
_PRESENTS = frozenset(
    "is are begins begin opens open starts start resumes resume ends closes expires".split()
)
_TAKES_PLACE = frozenset({"takes place", "take place", "kicks off", "gets underway"})
_TITLE_WORDS = 5
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


def find_dates(parsed: ParsedArticle) -> list[Mention]:
    """Return the date mentions of an article's headline and body, in order."""
    article = parsed.article
    mentions: list[Mention] = []
    for sentence in parsed.content():
        base = sentence.span.start
        text = article.text[base : sentence.span.end]
        dateline = _DATELINE.match(text)
        filed = dateline.end() if dateline else 0
        mentions.extend(
            Mention(
                article_id=article.id,
                sentence=sentence.index,
                kind="date",
                spans=(Span(base + found.start, base + found.end),),
                slots=found.slots,
            )
            for found in dates_in(text, article.local_time())
            if found.start >= filed
        )
    return mentions


def dates_in(text: str, published: datetime | None) -> list[FoundDate]:
    """Return the dates of one sentence, in order, none overlapping.

    Args:
        text: The sentence.
        published: When its article came out, aware; None when unknown (then
            weekdays and relative dates keep ``start`` and ``end`` None).
    """
    text = readable(text)
    if not _may_hold_date(text):
        return []
    toks = lex(text)
    hits = scan(toks, text)
    dated = {index for hit in hits for index in range(hit.first, hit.last)}
    result = []
    for first, last, words in hits:
        clause = clause_around(toks, first, last)
        ahead = _looks_ahead(toks, first, clause[0])
        slots = resolve(
            _this_years(words, published.date() if published else None, ahead=ahead),
            published,
            ahead=ahead,
            event=_event(toks, range(*clause), dated),
        )
        if slots is not None:
            result.append(FoundDate(toks[first].start, toks[last - 1].end, slots))
    return result


def _may_hold_date(text: str) -> bool:
    low = text.lower()
    if any(hint in low for hint in _HINTS) or _DIGIT.search(low) or _LAST_HINTS.search(low):
        return True
    return not MONTHS.keys().isdisjoint(_WORD.findall(low))


def _event(toks: Sequence[Tok], clause: range, dated: set[int]) -> str:
    """Return the content stems of a clause without its dates."""
    kept = (toks[index].text for index in clause if index not in dated)
    return " ".join(content_stems(" ".join(kept)))


def _looks_ahead(toks: Sequence[Tok], first: int, clause_start: int) -> bool:
    """Say whether the nearest verb sign before the date points to the future."""
    if _is_to_come(toks, first):
        return True
    for index in range(first - 1, max(clause_start, first - _AHEAD_REACH) - 1, -1):
        word = toks[index].low
        if word == "to" and at(toks, index - 1) not in ("set", "due", "is", "are", "expected"):
            continue
        if word in _AHEAD or word.endswith("'ll"):
            return True
        if word in _BEHIND or (word.endswith("ed") and len(word) > 4):
            return False
    return False


def _is_to_come(toks: Sequence[Tok], first: int) -> bool:
    """Say whether a verb in the present stands right before a date: what it dates is to come."""
    if at(toks, first + 1) == "'" or toks[first].low.endswith("'s"):
        return False
    place = first - 1 - (at(toks, first - 1) in ("on", "at"))
    pair = f"{at(toks, place - 1)} {at(toks, place)}"
    if pair in _TAKES_PLACE:
        return True
    # "Today is Thursday" dates nothing.
    return at(toks, place) in _PRESENTS and at(toks, place - 1) not in ("today", "it", "that")


def _this_years(words: DateWords, today: date | None, *, ahead: bool) -> DateWords:
    """Return a month without a year as this year's, where that is past and not too long ago.

    "The flood in February", printed in August, is nearer to the next February.
    """
    bare = words.month is not None and words.year is None and not words.pointer
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
        hit = _joined(toks, hit)
        if hit.words != _SKIP and not _quoted_title(toks, hit):
            found.append(hit)
        index = max(hit.last, index + 1)
    return found


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
    | {"a", "an", "the", "noon", "midnight", "weekend"}
)
# What is printed like a date but is none ("Black Friday"): passed over as a whole.
_SKIP = DateWords()


_READERS = (
    clock_at,
    dated_month,
    weekday_at,
    relative_day,
    weekend_at,
    time_ago,
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
