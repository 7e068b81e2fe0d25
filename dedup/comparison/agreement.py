"""What two figures or two dates of a story make of each other: equal, compatible, disjoint.

Beside ``slots``, which compares values alone, this knows what stands around them: the
toll that a figure counts (dead, hurt, missing, ill, arrested), names listed before "and
11 other", people by whatever word, a bare figure beside one with a noun.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import cast

from dedup.comparison.context import Located, StoryContext
from dedup.comparison.said_of import said_of
from dedup.comparison.wording import same_words
from dedup.facts.gazetteer import fold_key, gazetteer
from dedup.facts.nouns import PEOPLE
from dedup.model import DateSlots, Mention, QuantitySlots, QuoteSlots
from dedup.slot_dates import compare_dates
from dedup.slots import (
    Agreement,
    compare_quantities,
    counted_noun,
    is_length,
    measured_apart,
    same_noun,
)
from dedup.text import content_stems, fold, stem, words

# Counts of people from here on are one in close clauses, whatever the people are called, and
# exact ones of more than a dozen, which turns up everywhere (own choice).
_LARGE, _SOME = 100.0, 13.0
_MORE_PEOPLE = frozenset(
    "defendant official lawmaker agent captive diplomat journalist reporter lawyer senator "
    "congressman leader activist scientist doctor nurse rebel militant terrorist hacker".split()
)
_PEOPLE = frozenset(counted_noun(word)[0] for word in PEOPLE | _MORE_PEOPLE)
# What ends the name of a people or a party that is an adjective too.
_PEOPLE_ENDS = ("an", "ese", "ish", "ist")
_NATIVE_ENDS = ("ian", "ican")
# "Aldon, New Torland and 11 other states".
_OTHERS = re.compile(r"\bothers?\b")
_NAME = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}"
_LISTED = re.compile(rf"\b({_NAME}(?:, {_NAME})*),? and $")
# "In 1987", "in December 1987"; not "since 1987", nor "in 2,000 homes".
_DATED_TO = re.compile(r"\b[Ii]n (?:[A-Z][a-z]{2,8}\.? )?((?:1[5-9]|20)\d\d)\b(?![,.]?\d)")
# Words around a figure that say what happened to those it counts, by toll.
_TOLLS = {
    stem(word): name
    for name, listed in {
        "dead": "dead died dies killed kill killing deaths death toll fatalities bodies drowned "
        "drowning drown perished",
        "hurt": "hurt injured injuries injury wounded",
        "missing": "missing unaccounted",
        "ill": "ill sick infected infections cases hospitalised",
        "hospital": "hospital",
        "arrested": "arrested arrests detained",
        "displaced": "displaced evacuated evacuees homeless",
        "rescued": "rescued",
    }.items()
    for word in listed.split()
}
# An update must have had the time to become known.
_LATER = timedelta(minutes=30)
# A year that dates the figure behind it ("1976 Tangshan - kills 255,000"), and how far before it
# stands; not one that something has lasted or been unequalled since.
_YEAR = re.compile(
    r"(?<!since )(?<!after )(?<!than )(?<!from )(?<![\d.,$£€])"
    r"((?:1[5-9]|20)\d\d)\b(?![,.]?\d)",
    re.IGNORECASE,
)
_DATES_WHAT_FOLLOWS = 60
# Where a toll was: "in Aldon", "near the northern town of Kelm"; and how many letters of two names
# are the same where both may spell one place.
_SCENE = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Oo]utside) "
    r"(?:(?!(?:on|by|for|to|with|from|at|after|when|which|that|who|as|and|in)\b)[a-z-]+ ){0,4}?"
    r"([A-Z][\w.'’-]+)"
)
_SPELLING = 3
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# "Since June", and how far before the date it stands.
_COUNTED_FROM = re.compile(r"\b(?:since|from|than)\b[^.;]*$", re.IGNORECASE)
_SINCE_REACH = len("since early ")
# Counts of one event are not dated further apart (own choice).
_WEEKS_APART = timedelta(days=21)
# A figure that comes on top of another, and how far before it the word may stand.
_ADDED = re.compile(r"\b(?:additional|another|extra|further|more(?! than\b))\b", re.IGNORECASE)
_ADDED_REACH = len("a further ")
# Behind a distance: from where.
_FROM = re.compile(
    r"\)?(?: \([^()]*\))?(?: (?:away|off|outside|inland|offshore|downstream|upstream))?"
    r"(?: (?:due )?(?:north|south|east|west)[a-z-]*)? (?:from|of)\b"
)
# A span of time as an adjective, and what stands behind; how many words of that name what lasts.
_LASTING = re.compile(r"[\w.]+-(?:minute|hour|day|week|month|year)\b(?!-old)(.*)", re.DOTALL)
_CLAUSE_END = re.compile(r"[.;:()]|\b(?:in|on|at|of|for|to|with|from|that|which|after|before)\b")
_NAMED_BEHIND = 4
# Code points before and after a figure in which its toll word stands (own choice).
_BEFORE, _AFTER = 60, 45


def date_agreement(left: Located, right: Located, context: StoryContext) -> Agreement:
    """Compare two dates; one weekday is never two days, nor is "today" of one quotation.

    A bare weekday resolves to the last one before publication, so an
    announcement made on Monday of what happens on Wednesday resolves a week early.
    """
    if _quoted_alike(left, right, context):
        return "equal"
    ours, theirs = (cast(DateSlots, item.mention.slots) for item in (left, right))
    answer = compare_dates(ours, theirs)
    if answer == "incomparable" and _relative_alike(left, right, context):
        return "equal"
    if answer == "disjoint" and ours.weekday and ours.weekday == theirs.weekday:
        # Two times of that day still exclude each other.
        by_clock = compare_dates(_undated(ours), _undated(theirs))
        return "disjoint" if by_clock == "disjoint" else "compatible"
    return answer


def of_other_years(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether two clauses date what they tell to different years, or one to a past one.

    "A collision killed 4,000 people in 1987" is no count of those who drowned on Sunday.
    """
    ours, theirs = _years(left, context), _years(right, context)
    return bool(ours or theirs) and ours.isdisjoint(theirs)


def _years(item: Located, context: StoryContext) -> frozenset[int]:
    """Return the years, not its own, to which the clause of a mention dates what it tells."""
    found = {int(year) for year in _DATED_TO.findall(context.clause_text(item))}
    published = context.articles[item.article].article.published
    return frozenset(found - ({published.year} if published is not None else set()))


def of_past_year(item: Located, context: StoryContext) -> bool:
    """Tell whether a year before its article's own stands close before a figure.

    A table of past disasters counts the dead of each.
    """
    parsed = context.articles[item.article]
    published, start = parsed.article.published, item.mention.spans[0].start
    if published is None:
        return False
    first = max(parsed.sentences[item.mention.sentence].span.start, start - _DATES_WHAT_FOLLOWS)
    years = _YEAR.findall(parsed.article.text[first:start])
    return bool(years) and int(years[-1]) < published.year


def of_two_places(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether two distances from somewhere are said of what goes by two names."""
    if not all(_distance(item, context) for item in (left, right)):
        return False
    ours, theirs = (said_of(item, context).named for item in (left, right))
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _distance(item: Located, context: StoryContext) -> bool:
    """Tell whether a figure says how far off something lies: "30 miles (48 km) south of"."""
    article, end = context.articles[item.article], item.mention.spans[-1].end
    after = article.article.text[end : article.sentences[item.mention.sentence].span.end]
    return is_length(quantity(item)) and _FROM.match(after) is not None


def of_two_events(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether two counts of one toll are of two places, or of times far apart.

    "At least one died in Aldon" is no earlier count of the twelve who died in Kelm, nor is "12
    were killed last November" one of those killed on Wednesday.
    """
    if not toll(left, context) or toll(left, context) != toll(right, context):
        return False
    return _of_two_scenes(left, right, context) or _far_in_time(left, right, context)


def _far_in_time(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether all days that the sentences of two mentions name lie weeks apart."""
    ours, theirs = (_days(item, context) for item in (left, right))
    known = bool(ours and theirs) and None not in (*ours, *theirs)
    return known and all(
        max(one[0], two[0]) - min(one[1], two[1]) > _WEEKS_APART
        for one, two in product(filter(None, ours), filter(None, theirs))
    )


def _days(item: Located, context: StoryContext) -> list[tuple[date, date] | None]:
    """Return first and last day of the dates in the sentence of a mention.

    None for one that is not known or is a year, and for one from which on something is counted.
    """
    dated = [each.mention for each in context.dates.get(item.article, ())]
    return [
        _first_and_last(mention, context.articles[item.article].article.text)
        for mention in dated
        if mention.sentence == item.mention.sentence
    ]


def _first_and_last(mention: Mention, text: str) -> tuple[date, date] | None:
    slots = cast(DateSlots, mention.slots)
    ends = [_DAY.match(end or "") for end in (slots.start, slots.end)]
    counted_on = _COUNTED_FROM.search(text[: mention.spans[0].start][-_SINCE_REACH:])
    if slots.precision == "year" or counted_on or not (ends[0] and ends[1]):
        return None
    return date.fromisoformat(ends[0][0]), date.fromisoformat(ends[1][0])


def _of_two_scenes(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether two sentences name places that the other's article does not name at all."""
    ours, theirs = (_scenes(item, context) for item in (left, right))
    if not (ours and theirs):
        return False
    return not (_names_any(theirs, left, context) or _names_any(ours, right, context))


def _scenes(item: Located, context: StoryContext) -> frozenset[str]:
    """Return the openings of the names of places in the sentence of a mention."""
    sentence = context.articles[item.article].sentence_text(item.mention.sentence)
    known = gazetteer()
    names = (fold_key(name.removesuffix("'s")) for name in _SCENE.findall(fold(sentence)))
    return frozenset(
        known.places.get(name, name)[:_SPELLING] for name in names if name not in known.not_names
    )


def _names_any(scenes: frozenset[str], item: Located, context: StoryContext) -> bool:
    """Tell whether an article has a capitalised word that begins as one of these does."""
    text = context.articles[item.article].article.text
    return any(re.search(rf"\b{re.escape(each.capitalize())}", text) for each in scenes)


def one_span(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether two spans of time stand before one noun: "a 48-hour truce", "a two-day truce".

    They are one span in two units.
    """
    ours, theirs = (_spanning(item, context) for item in (left, right))
    return not ours.isdisjoint(theirs)


def _spanning(item: Located, context: StoryContext) -> frozenset[str]:
    """Return the stems of the words that a span of time stands before, as an adjective does."""
    parsed, first = context.articles[item.article], item.mention.spans[0]
    end = parsed.sentences[item.mention.sentence].span.end
    lasts = _LASTING.match(parsed.article.text[first.start : end])
    named = _CLAUSE_END.split(lasts[1])[0] if lasts else ""
    return frozenset(content_stems(" ".join(words(named)[:_NAMED_BEHIND])))


def quoting(item: Located, context: StoryContext) -> str:
    """Return the words of the quotation that a mention stands in, or ""."""
    span = item.mention.spans[0]
    for quotation in context.quotations.get(item.article, ()):
        if any(each.start <= span.start and span.end <= each.end for each in quotation.spans):
            return cast(QuoteSlots, quotation.slots).words
    return ""


def _quoted_alike(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether two articles print the same words inside one quotation."""
    ours = quoting(left, context) if left.article != right.article else ""
    if not ours or context.printed(left) != context.printed(right):
        return False
    theirs = quoting(right, context)
    return bool(theirs) and same_words(ours, theirs)


def _relative_alike(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether two dates print one week or month alike, and no day is known of one of them.

    "Last week" is the other's "last week" where an article says not when it came out.
    """
    slots = [cast(DateSlots, item.mention.slots) for item in (left, right)]
    if all(each.start for each in slots) or any(each.weekday for each in slots):
        return False
    printed = [context.printed(item).lower().removesuffix("'s") for item in (left, right)]
    units = {each.precision for each in slots}
    return printed[0] == printed[1] and len(units) == 1 and units <= {"week", "month"}


def _undated(slots: DateSlots) -> DateSlots:
    """Return a weekday with its time of day alone."""
    _, _, clock = (slots.start or "").partition("T")
    time = f"T{clock}" if clock else None
    return replace(slots, start=time, end=time)


def quantity_agreement(left: Located, right: Located, context: StoryContext) -> Agreement:
    """Compare two figures; the dead and the hurt of an event are never one."""
    answer = _figures_agree(left, right, context)
    # Most figures have nothing to do with each other, tolls or not.
    if answer == "incomparable":
        return answer
    apart = other_toll(left, right, context) or _are_anybody(left, right, context)
    return "incomparable" if apart else answer


def _are_anybody(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether two figures count one person, of whom no toll is told: "one person said"."""
    slots = [quantity(item) for item in (left, right)]
    if any((each.low, each.high, each.noun) != (1.0, 1.0, "person") for each in slots):
        return False
    return not (toll(left, context) or toll(right, context))


def surely_apart(left: Located, right: Located) -> bool:
    """Tell whether two figures are incomparable whatever their values, as most of a story are.

    Two of one unit may print one value, and what bare ones and people count is left to more.
    """
    ours, theirs = quantity(left), quantity(right)
    if ours.unit == theirs.unit:
        bare = not ours.noun or not theirs.noun
        if ours.unit or bare or both_people(ours, theirs):
            return False
        if _called_alone(ours.noun, theirs.noun):
            return False
    return measured_apart(ours, theirs)


def _figures_agree(left: Located, right: Located, context: StoryContext) -> Agreement:
    ours, theirs = quantity(left), quantity(right)
    answer = compared(left, right, context)
    if ours.unit and ours.unit == theirs.unit and printed_value(ours) == printed_value(theirs):
        # "$2.4 million" and "a $2.4 million plant": the noun is not what is measured.
        return "equal"
    if answer == "incomparable" and not (ours.unit or theirs.unit):
        # Bare figures ("two were released", "seven of the bridge's hangers"): what they count is
        # left to their clauses; a bare one and a named one can agree, not conflict.
        if not ours.noun and not theirs.noun:
            return compare_quantities(*map(_unnamed, (ours, theirs)))
        if not ours.noun or not theirs.noun:
            bare = compare_quantities(*map(_unnamed, (ours, theirs)))
            return "compatible" if bare == "equal" else "incomparable"
        shorter = _called_alone(ours.noun, theirs.noun)
        if shorter:
            return compare_quantities(replace(ours, noun=shorter), replace(theirs, noun=shorter))
        if both_people(ours, theirs) and _one_figure_of_people(ours, theirs):
            return compare_quantities(replace(ours, noun="person"), replace(theirs, noun="person"))
    return answer


def compared(
    left: Located,
    right: Located,
    context: StoryContext,
    form: Callable[[QuantitySlots], QuantitySlots] = lambda slots: slots,
) -> Agreement:
    """Compare two figures in a given form; with the names listed before, if else they differ."""
    ours, theirs = quantity(left), quantity(right)
    answer = compare_quantities(form(ours), form(theirs))
    if answer != "disjoint":
        return answer
    listed = _with_listed(left, context), _with_listed(right, context)
    if listed == (ours, theirs):
        return answer
    return compare_quantities(form(listed[0]), form(listed[1]))


def _with_listed(item: Located, context: StoryContext) -> QuantitySlots:
    """Return a figure, with the names listed before it where it counts the others.

    "Aldon, New Torland and 11 other states" are 13.
    """
    slots, span = quantity(item), item.mention.spans[0]
    text = context.articles[item.article].article.text
    if not _OTHERS.search(text[span.start : span.end]):
        return slots
    sentence = context.articles[item.article].sentences[item.mention.sentence].span
    listed = _LISTED.search(text[sentence.start : span.start])
    if listed is None or slots.low is None or slots.low != slots.high:
        return slots
    total = slots.low + len(listed[1].split(", "))
    return replace(slots, low=total, high=total)


def _called_alone(left: str, right: str) -> str:
    """Return what people are called alone and as an adjective: "Varnians", "Varnian sailors"."""
    shorter, longer = sorted((left, right), key=len)
    qualified = shorter in longer.split()[:-1] and " " not in shorter
    return shorter if qualified and shorter.endswith(_PEOPLE_ENDS) else ""


def both_people(left: QuantitySlots, right: QuantitySlots) -> bool:
    """Tell whether two figures count people, whatever these are called: "officers", "Varnians"."""
    return all(
        counted_noun(slots.noun)[0] in _PEOPLE or slots.noun.endswith(_NATIVE_ENDS)
        for slots in (left, right)
    )


def _one_figure_of_people(left: QuantitySlots, right: QuantitySlots) -> bool:
    """Tell whether two figures of people print one large number, or one exactly."""
    exact = left.comparator == right.comparator == "=" and left.low == right.low == right.high
    return one_large_figure(left, right) or (exact and (left.low or 0.0) >= _SOME)


def one_large_figure(left: QuantitySlots, right: QuantitySlots) -> bool:
    """Tell whether two figures print one large number, exact or loosened on either side."""
    value = printed_number(left)
    return value is not None and value >= _LARGE and value == printed_number(right)


def printed_number(slots: QuantitySlots) -> float | None:
    """Return the number that "680", "about 680", "over 680" print; None if "hundreds" or two."""
    if slots.comparator == "range":
        return None
    if slots.low is None or slots.high is None:
        vague = slots.comparator == "~"
        return None if vague else (slots.high if slots.low is None else slots.low)
    return round((slots.low + slots.high) / 2, 6)


def printed_value(slots: QuantitySlots) -> tuple[float | None, float | None, str, str]:
    """Return a figure's interval, comparator and change, whatever it counts."""
    return slots.low, slots.high, slots.comparator, slots.change


def _unnamed(slots: QuantitySlots) -> QuantitySlots:
    return replace(slots, noun="person", subject="")


def figure_agreement(left: Located, right: Located, context: StoryContext) -> Agreement:
    """Compare two figures; two counts of one toll are compared as counts of people."""
    name = toll(left, context)
    if name and name == toll(right, context):
        return compared(left, right, context, as_people)
    return quantity_agreement(left, right, context)


def as_people(slots: QuantitySlots) -> QuantitySlots:
    """Return a figure as a count of people, for what a toll counts needs no noun."""
    return replace(slots, noun="person", subject="", change="")


def quantity(item: Located) -> QuantitySlots:
    """Return the slots of a quantity mention."""
    return cast(QuantitySlots, item.mention.slots)


def toll(item: Located, context: StoryContext) -> str:
    """Return the toll a figure states ("dead", "hurt" …), or ""."""
    spans = item.mention.spans
    key = (item.article, spans[0].start, spans[-1].end)
    if key not in context.tolls:
        context.tolls[key] = _toll(item, context)
    return context.tolls[key]


def _toll(item: Located, context: StoryContext) -> str:
    slots = quantity(item)
    # "12 deaths per 100,000" are no toll of an event.
    if slots.unit or slots.low is None or " per " in slots.noun:
        return ""
    # "3,000 deaths and 80,000 infections": what is counted tells more than a word before it.
    for word in [stem(w) for w in words(slots.noun)[-1:]] + slots.subject.split()[-1:]:
        if word in _TOLLS:
            return _TOLLS[word]
    text = context.articles[item.article].article.text
    sentence = context.articles[item.article].sentences[item.mention.sentence].span
    start, end = item.mention.spans[0].start, item.mention.spans[-1].end
    after = [stem(w) for w in words(text[end : min(sentence.end, end + _AFTER)])]
    before = [stem(w) for w in words(text[max(sentence.start, start - _BEFORE) : start])]
    near = next(
        (_TOLLS[word] for word in [*after[:4], *reversed(before[-4:])] if word in _TOLLS), ""
    )
    if near or slots.change:
        return near or next((_TOLLS[w] for w in slots.subject.split() if w in _TOLLS), "")
    return ""


def other_toll(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether one figure counts the dead and the other the hurt, missing or arrested."""
    tolls = {toll(left, context), toll(right, context)} - {""}
    return len(tolls) > 1 and "dead" in tolls


def counts_people(item: Located) -> bool:
    """Tell whether a figure counts people, or nothing by name."""
    noun = quantity(item).noun
    head = words(noun)[-1:]
    return not noun or same_noun(noun, "person") or any(stem(word) in _TOLLS for word in head)


def comes_on_top(item: Located, context: StoryContext) -> bool:
    """Tell whether a figure counts what comes on top ("90 additional students", "another 40").

    Not "22 dead and another 30 missing": these come on top of what suffered something else.
    """
    article = context.articles[item.article]
    start, end = item.mention.spans[0].start, item.mention.spans[-1].end
    first = max(article.sentences[item.mention.sentence].span.start, start - _ADDED_REACH)
    found = _ADDED.search(article.article.text[first:end])
    return found is not None and not (found[0].lower() == "another" and toll(item, context))


def rises(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether the later article has the higher count."""
    earlier, later = left, right
    times = [context.articles[item.article].article.published for item in (left, right)]
    if times[0] is None or times[1] is None:
        return False
    if times[0] > times[1]:
        earlier, later = right, left
    if abs(times[0] - times[1]) < _LATER:
        return False
    before, after = quantity(earlier), quantity(later)
    if before.unit or after.unit or before.low is None or after.low is None:
        return False
    # "At least 19" before "43": the floor was raised.
    known = before.high if before.high is not None else before.low
    dated = of_past_year(earlier, context) or of_past_year(later, context)
    return after.low > known and not dated
