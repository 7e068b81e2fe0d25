"""What two figures or two dates of a story make of each other: equal, compatible, disjoint.

Beside ``slots``, which compares values alone, this knows what stands around them: the
toll that a figure counts (dead, hurt, missing, ill, arrested), names listed before "and
11 other", people by whatever word, a bare figure beside one with a noun.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import cast

from dedup.comparison.context import Located, StoryContext
from dedup.comparison.said_of import said_of
from dedup.comparison.wording import same_words
from dedup.facts.nouns import PEOPLE
from dedup.model import DateSlots, QuantitySlots, QuoteSlots
from dedup.slot_dates import compare_dates
from dedup.slots import (
    Agreement,
    compare_quantities,
    counted_noun,
    is_length,
    measured_apart,
    same_noun,
)
from dedup.text import content_stems, stem, words

# Counts of people from here on are one in close clauses, whatever the people are called.
_LARGE = 100.0
_PEOPLE = frozenset(counted_noun(word)[0] for word in PEOPLE)
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
    if left.article == right.article or context.printed(left) != context.printed(right):
        return False
    ours, theirs = quoting(left, context), quoting(right, context)
    return bool(ours and theirs) and same_words(ours, theirs)


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
        if ours.unit or bare or _both_people(ours, theirs):
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
        if _both_people(ours, theirs) and one_large_figure(ours, theirs):
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


def _both_people(left: QuantitySlots, right: QuantitySlots) -> bool:
    """Tell whether two figures count people, whatever these are called."""
    return all(counted_noun(slots.noun)[0] in _PEOPLE for slots in (left, right))


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
    if slots.unit or slots.low is None:
        return ""
    for word in (slots.subject.split() or [""])[-1:] + [stem(w) for w in words(slots.noun)[-1:]]:
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
