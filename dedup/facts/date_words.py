"""Readers of one form of date each: month, weekday, relative day, "ago", year.

Each takes the tokens and an index and returns the index after the date and its
words, or None. An empty ``DateWords`` marks what only looks like a date.
"""

from __future__ import annotations

from collections.abc import Sequence

from dedup.calendar_words import MONTH_NAMES, WEEKDAYS
from dedup.facts.comparators import comparator_before
from dedup.facts.guards import in_title_case
from dedup.facts.nouns import PEOPLE, singular
from dedup.facts.numbers import Tok, at, figure_at, glued
from dedup.facts.resolve import DateWords
from dedup.facts.units import UNITS
from dedup.facts.verbs import is_finite
from dedup.text import STOP_WORDS

Hit = tuple[int, DateWords]

_FULL_MONTHS = {name: number for number, name in enumerate(MONTH_NAMES, start=1)}
_ABBREVIATED = {name[:3]: number for name, number in _FULL_MONTHS.items() if name != "may"} | {
    "sept": 9
}
MONTHS = _FULL_MONTHS | _ABBREVIATED
# What tells that 11 September is that of 2001, without its year.
ATTACKS = frozenset(
    "attack attacks terror terrorist terrorists terrorism hijacker hijackers hijackings".split()
)
_SINCE = frozenset({"since", "after", "before"})
# Names, verbs and adjectives besides months: alone they need a word that only a date takes.
_DOUBTFUL_MONTHS = frozenset({"march", "may", "april", "june", "august"})
_MONTH_LEADS = frozenset(
    "in since until till during last next this early late mid through of for before".split()
)
_SURE_LEADS = frozenset("in since until till last next this early late mid".split())
# Between two months, of which the second is one if the first is.
_MONTH_JOINS = frozenset({"or", "and"})
SHORT_DAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4}
_PARTS = {
    "morning": "morning",
    "afternoon": "afternoon",
    "evening": "evening",
    "night": "night",
    "overnight": "night",
    "lunchtime": "afternoon",
}
POINTERS = {"last": "last", "past": "last", "next": "next", "coming": "next", "this": "this"}
# A weekday in the name of a feast, a paper, a show, a club or a person.
_BEFORE_NAMED_DAY = frozenset(
    "black good ash palm easter super cyber bloody giving fat shrove maundy whit mardi ruby "
    "mail sheffield freaky tgi tgif casual meatless joe man every each most alternate holy".split()
)
_AFTER_NAMED_DAY = frozenset(
    "times telegraph mirror express herald post sport people star prayers prayer mass addams "
    "league independent weekly school roast lunch newspaper".split()
)
# With a capital: "the Tuesday Group".
_NAMED_BODIES = frozenset("group club society movement circle coalition committee caucus".split())
# "On Sunday mornings": no day, but what is done on all of them.
_MANY_PARTS = frozenset("mornings afternoons evenings nights".split())
NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_SHOW_AFTER_NIGHT = frozenset({"live", "football", "lights", "fever", "takeaway", "massacre"})
_SHOWS = frozenset({"programme", "program", "show"})
_EARLINESS = frozenset({"early", "late", "earlier", "later", "mid"})
_YEAR_LEADS = frozenset(
    "in since by until till from during of before after early late mid year circa to through "
    "between and the summer winter spring autumn fall fiscal around ending".split()
)
# "On New Year's Day 2020", "at Easter 2021".
_FEASTS = frozenset("day eve christmas easter thanksgiving halloween ramadan".split())
_NOT_YEARS_BEFORE = frozenset(
    "people men women children troops soldiers homes jobs workers employees".split()
)
# "At 2017 levels": what a year is the measure of.
_YEAR_MEASURES = frozenset("level levels figures prices rates dollars standards".split())
# "Twenties" … "Nineties" are of the last century.
_DECADES = {
    name: 1900 + 10 * tens
    for tens, name in enumerate(
        "twenties thirties forties fifties sixties seventies eighties nineties".split(), start=2
    )
}
DECADE_NAMES = frozenset(_DECADES)
_AFTER_DAY = frozenset(["", ",", ".", ";", ")"])
# The years that news speaks of without "in" ("all 2020 census forms"): a count of so many that is
# no round one has a comma.
_NEWS_YEARS = range(1990, 2040)
_OF_YEARS = frozenset({"for", "from", "of", "than"})
_YEAR_LABELS = frozenset("no number nos flight room page route gate unit lot area code".split())
_YEAR_OWNERS = frozenset("a an his her its their our my your".split())
SINGLE_DAYS = {
    "yesterday": ("day", -1, ""),
    "today": ("day", 0, ""),
    "tomorrow": ("day", 1, ""),
    "tonight": ("day", 0, "night"),
}
_WEEKEND_LEADS = frozenset("over during at on".split())
_TWO_DAYS = {
    ("the", "day", "before", "yesterday"): -2,
    ("the", "day", "after", "tomorrow"): 2,
}
# "Today, there are five mills": nowadays.
_NOWADAYS = frozenset({(",", "there", "are"), (",", "there", "is")})
_UNITS = {"day": "day", "days": "day", "week": "week", "weeks": "week"} | {
    "month": "month",
    "months": "month",
    "year": "year",
    "years": "year",
    "decade": "decade",
    "decades": "decade",
}
_SKIP = DateWords()


def _capital(tok: Tok) -> bool:
    return tok.text[:1].isupper()


def _bare(word: str) -> str:
    return word[:-2] if word.endswith("'s") else word


def _day_number(toks: Sequence[Tok], index: int) -> tuple[int, int] | None:
    """Read "6", "6th", "the 6th" at ``index``; return the day and the index after."""
    if index >= len(toks) or toks[index].kind != "n":
        return None
    text = toks[index].text
    if not text.isdecimal() or len(text) > 2 or not 1 <= int(text) <= 31:
        return None
    last = index + 1
    if last < len(toks) and glued(toks, last) and toks[last].kind == "w":
        if toks[last].low not in ("st", "nd", "rd", "th"):
            return None
        last += 1
    elif at(toks, last) == "%" and glued(toks, last):
        return None
    elif at(toks, last) == ":" and glued(toks, last) and _is_glued_number(toks, last + 1):
        return None  # "May 10:30", not "May 10: Six"
    return int(text), last


def _is_glued_number(toks: Sequence[Tok], index: int) -> bool:
    return glued(toks, index) and toks[index].kind == "n"


def _year_number(toks: Sequence[Tok], index: int) -> int | None:
    """Read a four-digit year of modern news at ``index``."""
    if index >= len(toks) or toks[index].kind != "n" or len(toks[index].text) != 4:
        return None
    text = toks[index].text
    if not text.isdecimal() or not 1500 <= int(text) <= 2099:
        return None
    after = at(toks, index + 1)
    if after and glued(toks, index + 1) and (after == "%" or toks[index + 1].kind != "p"):
        return None
    if at(toks, index - 1) in ("$", "£", "€") and glued(toks, index):
        return None
    return int(text)


def _month_at(toks: Sequence[Tok], index: int) -> tuple[int, int, bool] | None:
    """Return month, index after it (with its full stop) and whether it is abbreviated."""
    if index >= len(toks) or not _capital(toks[index]):
        return None
    word = _bare(toks[index].low)
    month = MONTHS.get(word)
    if month is None:
        return None
    short = word not in _FULL_MONTHS
    last = index + 1
    if short and at(toks, last) == "." and glued(toks, last):
        last += 1
    return month, last, short


def named_day(toks: Sequence[Tok], index: int) -> Hit | None:
    """Read "9/11" as a day, where the words around it allow no count, score or other date."""
    if [tok.text for tok in toks[index : index + 3]] != ["9", "/", "11"]:
        return None
    last = index + 3
    if not (glued(toks, index + 1) and glued(toks, index + 2)) or glued(toks, index):
        return None
    named = at(toks, last) in ATTACKS or at(toks, index - 1) in _SINCE
    return (last, DateWords(month=9, day=11)) if named else None


def dated_month(toks: Sequence[Tok], index: int) -> Hit | None:
    """Read "Feb. 6, 2023", "6 February", "the 6th of May", "May 2021", "in May"."""
    nth = NTH.get(toks[index].low, -1)
    if nth > 0 and at(toks, index + 1) == "of" and at(toks, index + 2) in _FULL_MONTHS:
        return _day_first(toks, index, (nth, index + 1))  # "the Fourth of July"
    day = _day_number(toks, index)
    if day is not None:
        return _day_first(toks, index, day)
    named = _month_at(toks, index)
    if named is None:
        return None
    month, last, short = named
    after = last + (at(toks, last) == "the" or _is_cut_off(toks, index, last))
    day = _day_number(toks, after)
    if day is not None and not _counts(toks, day[1]):
        return _month_first(toks, month, day)
    place = last + (at(toks, last) in (",", "of"))
    year = _year_number(toks, place)
    if year is not None:
        return place + 1, DateWords(year=year, month=month)
    return None if short else _month_alone(toks, index, month)


def _is_cut_off(toks: Sequence[Tok], index: int, last: int) -> bool:
    """Say whether a comma parts month and day: "Thursday, April, 28,"; June, 28, is a person."""
    weekday = at(toks, index - 1) == "," and at(toks, index - 2) in WEEKDAYS
    led = weekday or at(toks, index - 1) == "on"
    return led and at(toks, last) == "," and at(toks, last + 2) in _AFTER_DAY


def _counts(toks: Sequence[Tok], index: int) -> bool:
    """Say whether the number before ``index`` counts something ("In May 12 people")."""
    return at(toks, index) in _NOT_YEARS_BEFORE or at(toks, index) in ("percent", "per", "million")


def _day_first(toks: Sequence[Tok], index: int, day: tuple[int, int]) -> Hit | None:
    place, last_day = day[1], None
    if at(toks, place) in ("-", "\u2014") and glued(toks, place):
        other = _day_number(toks, place + 1)
        if other is None or other[0] <= day[0]:
            return None
        last_day, place = other
    named = _month_at(toks, place + (at(toks, place) == "of"))
    if named is None or at(toks, index - 1) == "-":
        return None
    month, last, _ = named
    # "6 May, 2023" and "6 May 2023", but not the next item of a list ("6 May, 7 June").
    after = last + (at(toks, last) == ",")
    year = _year_number(toks, after)
    words = DateWords(year=year, month=month, day=day[0], day_last=last_day)
    return (after + 1 if year is not None else last), words


def _month_first(toks: Sequence[Tok], month: int, day: tuple[int, int]) -> Hit:
    last, last_day = day[1], None
    if at(toks, last) in ("-", "\u2014", "to", "through"):
        other = _day_number(toks, last + 1)
        if other is not None and other[0] > day[0]:
            last_day, last = other
    after = last + (at(toks, last) == ",")
    year = _year_number(toks, after)
    words = DateWords(year=year, month=month, day=day[0], day_last=last_day)
    return (after + 1 if year is not None else last), words


def _month_alone(toks: Sequence[Tok], index: int, month: int) -> Hit | None:
    lead = at(toks, index - 1)
    if lead == "-" and at(toks, index - 2) in _EARLINESS:
        lead = at(toks, index - 2)
    word = _bare(toks[index].low)
    if lead in _MONTH_JOINS and MONTHS.get(at(toks, index - 2)):
        lead = at(toks, index - 3)  # "in May or June"
    after = toks[index + 1] if index + 1 < len(toks) else None
    # "August Brandt", "in April Moreau's office": a capital follows, so it may be a person.
    named = after is not None and after.kind == "w" and _capital(after)
    if word == "march" and lead not in _SURE_LEADS and _names_march(toks, index + 1):
        return None
    if word in _DOUBTFUL_MONTHS and (lead not in _MONTH_LEADS or lead == "of" or named):
        return None
    if index == 0 and named:
        return None
    return index + 1, DateWords(month=month, pointer=POINTERS.get(lead, ""))


def _names_march(toks: Sequence[Tok], after: int) -> bool:
    """Say whether "for", "on" and a capital make a name of "March" ("the March for Water")."""
    return at(toks, after) in ("for", "on") and after + 1 < len(toks) and _capital(toks[after + 1])


def weekday_at(toks: Sequence[Tok], index: int) -> Hit | None:
    """Read "Monday", "last Friday", "next Tuesday", "Monday night", "Tues."."""
    tok = toks[index]
    pointer, place = POINTERS.get(tok.low, ""), index
    if pointer:
        place += 1
    if place >= len(toks) or not _capital(toks[place]):
        return None
    word = _bare(toks[place].low)
    last = place + 1
    if word in SHORT_DAYS:
        if at(toks, last) != "." or not glued(toks, last):
            return None
        weekday, last = WEEKDAYS[SHORT_DAYS[word]], last + 1
    elif word in WEEKDAYS:
        weekday = word
    else:
        return None
    before, after = at(toks, place - 1), at(toks, last)
    if before in _BEFORE_NAMED_DAY and _is_name_part(toks, place - 1, before):
        return last, _SKIP
    part = _PARTS.get(_bare(after), "")
    if part:
        last += 1
    if after in _NAMED_BODIES and toks[last].text.istitle():
        return last, _SKIP
    if after in _AFTER_NAMED_DAY or (part and at(toks, last) in _SHOW_AFTER_NIGHT):
        return last, _SKIP
    if (
        part
        and at(toks, last) in _SHOWS
        and toks[last].text.istitle()
        and toks[last - 1].text.istitle()
    ):
        return last, _SKIP
    if after in _MANY_PARTS or (after == "of" and at(toks, last + 1) in ("each", "every")):
        return last, _SKIP
    if before == "on" and at(toks, place - 2) == "mail":
        return last, _SKIP
    return last, DateWords(weekday=weekday, part=part, pointer=pointer)


def nth_weekday(toks: Sequence[Tok], index: int) -> Hit | None:
    """Read "first Monday in October", "the last Friday of May 2021"."""
    nth, weekday = NTH.get(toks[index].low), at(toks, index + 1)
    if nth is None or weekday not in WEEKDAYS or at(toks, index + 2) not in ("in", "of"):
        return None
    named = _month_at(toks, index + 3)
    if named is None:
        return None
    month, last, _ = named
    place = last + (at(toks, last) == ",")
    year = _year_number(toks, place)
    words = DateWords(year=year, month=month, weekday=weekday, nth=nth)
    return (place + 1 if year is not None else last), words


def _is_name_part(toks: Sequence[Tok], index: int, word: str) -> bool:
    return _capital(toks[index]) or word in ("every", "each", "most", "alternate")


def relative_day(toks: Sequence[Tok], index: int) -> Hit | None:
    """Read "yesterday", "tomorrow morning", "last night", "this week", "next year"."""
    word = _bare(toks[index].low)
    further = tuple(at(toks, index + step) for step in range(4))
    if further in _TWO_DAYS:
        return index + 4, DateWords(unit="day", offset=_TWO_DAYS[further])
    if word in SINGLE_DAYS:
        unit, offset, part = SINGLE_DAYS[word]
        after = _PARTS.get(at(toks, index + 1), "")
        if _in_name(toks, index):
            return None
        if word == "today" and at(toks, index - 1) == "of" and further[1:3] == ("and", "tomorrow"):
            return index + 3, _SKIP  # "the world of today and tomorrow"
        if word == "today" and tuple(at(toks, index + step) for step in (1, 2, 3)) in _NOWADAYS:
            return index + 1, _SKIP
        return index + 1 + bool(after), DateWords(unit=unit, offset=offset, part=part or after)
    if word not in ("last", "next", "this"):
        return None
    offset = {"last": -1, "this": 0, "next": 1}[word]
    after = _bare(at(toks, index + 1))
    if after in _PARTS and word == "this":
        return index + 2, DateWords(unit="day", part=_PARTS[after])
    if after == "night" and word == "last":
        return index + 2, DateWords(unit="day", offset=-1, part="night")
    if after in ("week", "month", "year"):
        if toks[index + 1].text[0].isupper() and not in_title_case(toks):
            return None  # "This Week" is a show
        if word != "this" and at(toks, index - 1) == "the":
            return None  # "over the last year" ends today, "the last week of May" in May
        pointer = "last" if (word, after) == ("last", "week") else ""
        return index + 2, DateWords(unit=after, offset=offset, pointer=pointer)
    return None


def weekend_at(toks: Sequence[Tok], index: int) -> Hit | None:
    """Read "last weekend", "over the weekend", "in a weekend interview"."""
    word, lead = toks[index].low, at(toks, index - 1)
    if word == "weekend" and (at(toks, index - 2), lead) == ("in", "a"):
        return index + 1, DateWords(unit="weekend")
    if _bare(at(toks, index + 1)) != "weekend" or toks[index + 1].text[0].isupper():
        return None
    if word in POINTERS:
        return index + 2, DateWords(unit="weekend", pointer=POINTERS[word])
    if word == "the" and lead in _WEEKEND_LEADS:
        return index + 2, DateWords(unit="weekend")
    return None


def _in_name(toks: Sequence[Tok], index: int) -> bool:
    """Say whether a capital inside a sentence makes a name of "Today", "Tonight"."""
    tok = toks[index]
    if tok.low == "today" and at(toks, index - 1) == "usa":
        return True
    if _capital(tok) and at(toks, index + 1) in _SHOWS:
        return True
    if not index or not _capital(tok) or tok.text.isupper():
        return False
    # USA Today, in a headline too; else a capital says nothing where all words have one, or
    # where a quotation or another sentence opens.
    if tok.low == "today" and toks[index - 1].kind == "w":
        return True
    opens = toks[index - 1].kind != "w" and toks[index - 1].low != ","
    return not opens and not in_title_case(toks)


def time_ago(toks: Sequence[Tok], index: int) -> Hit | None:
    """Read "three days ago", "a year ago", "2 weeks ago"."""
    word = toks[index].low
    if word in ("a", "an"):
        count, last = 1.0, index + 1
    else:
        figure = figure_at(toks, index)
        if figure is None or figure.high != figure.low:
            return None
        count, last = figure.low, figure.last
    if count != int(count) or count > 500:
        return None
    unit = _UNITS.get(at(toks, last))
    if unit is None or at(toks, last + 1) != "ago":
        return None
    if unit == "decade":
        unit, count = "year", count * 10
    return last + 2, DateWords(unit=unit, offset=-int(count))


def named_decade(toks: Sequence[Tok], index: int) -> Hit | None:
    """Read "the Eighties", "by the late Seventies"; without a capital it may be a temperature."""
    year = _DECADES.get(toks[index].low)
    lead = index - 1 - (at(toks, index - 1) in _EARLINESS)
    if at(toks, lead) == "-" and at(toks, lead - 1) in _EARLINESS:
        lead -= 2
    if year is None or at(toks, lead) != "the" or not toks[index].text.istitle():
        return None
    return index + 1, DateWords(year=year, year_last=year + 9)


def decade_or_year(toks: Sequence[Tok], index: int) -> Hit | None:
    """Read "in 2019", "the 1990s", "the 2020 vote", "in 2019-20"."""
    tok = toks[index]
    if tok.kind != "n" or len(tok.text) != 4 or not tok.text.isdecimal():
        return None
    after = at(toks, index + 1)
    apostrophe = after == "'" and at(toks, index + 2) == "s"
    if (after == "s" or apostrophe) and glued(toks, index + 1) and tok.text.endswith("0"):
        year = int(tok.text)
        if 1500 <= year <= 2090:
            return index + 2 + apostrophe, DateWords(year=year, year_last=year + 9)
    read = _year_number(toks, index)
    lead = at(toks, index - 1)
    if lead == "-" and at(toks, index - 2) in _EARLINESS | {"pre", "post"}:
        lead = at(toks, index - 2)
    bracketed = lead == "(" and after == ")"
    sentence_start = index == 0 and after not in _NOT_YEARS_BEFORE and after != ""
    feast = lead in _FEASTS and toks[index - 1].text[0].isupper()
    leads = lead in _YEAR_LEADS or feast or _before_its_noun(toks, index)
    if read is None or not (leads or bracketed or sentence_start):
        return None
    if after in _NOT_YEARS_BEFORE and lead not in ("in", "since", "by", "during", "after"):
        return None
    if lead in ("to", "and", "of", "from", "the", "around") and not read >= 1900:
        return None
    return _year_range(toks, index, read)


def _before_its_noun(toks: Sequence[Tok], index: int) -> bool:
    """Tell the year of "a 2014 ban", "her 1995 book", "at 2017 levels" from a count or a size."""
    after = at(toks, index + 1)
    if index + 1 >= len(toks) or toks[index + 1].kind != "w" or after in _NOT_YEARS_BEFORE:
        return False
    if after in _YEAR_MEASURES:
        return True
    if _is_news_year(toks, index):
        return True
    lead = at(toks, index - 1)
    modern = int(toks[index].text) >= 1900 and not toks[index].text.endswith("00")
    owned = lead in _YEAR_OWNERS or lead.endswith("'s")
    return modern and owned and after not in STOP_WORDS and after not in UNITS


def _is_news_year(toks: Sequence[Tok], index: int) -> bool:
    """Tell the year of "all 2020 census forms" from the count of "about 2020 boats"."""
    year, after = int(toks[index].text), toks[index + 1]
    if year not in _NEWS_YEARS or year == 2000 or not index:
        return False
    before = toks[index - 1]
    if before.kind != "w" or not before.text.islower() or before.low in _YEAR_LABELS:
        return False
    # "Sold 2015 tickets", but "a state-backed 2015 ban"
    acted = is_finite(before.low, "") and at(toks, index - 2) != "-"
    if acted or comparator_before(toks, index)[0] != "=" or not after.text.islower():
        return False
    if is_finite(after.low, "") or after.low.endswith("ing"):
        return before.low in _OF_YEARS  # "the forecast for 2021 remains": of no noun a count
    noun = after.low not in STOP_WORDS and after.low not in UNITS
    return noun and singular(after.low) not in PEOPLE


def _year_range(toks: Sequence[Tok], index: int, year: int) -> Hit:
    if at(toks, index + 1) in ("-", "\u2014", "/") and glued(toks, index + 1):
        place = index + 2
        text = toks[place].text if place < len(toks) and glued(toks, place) else ""
        if text.isdecimal() and len(text) in (2, 4):
            last = int(text) if len(text) == 4 else year // 100 * 100 + int(text)
            if len(text) == 2 and int(text) == (year + 1) % 100:
                last = year + 1  # "1999-00"
            if year < last <= year + 100:
                return place + 1, DateWords(year=year, year_last=last)
    return index + 1, DateWords(year=year)
