"""Whether an article may tell a figure or a year, in digits or in words, or report a quotation.

A figure is printed or it is not; a sentence that is alike without it is evidence of its
absence. Only what words tell as well ("both", "half", "a month") and what stands there in
another unit may be said without being printed. A quotation is reported with some of its words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import cast

from dedup.comparison.context import Located, StoryContext
from dedup.comparison.news_verbs import any_said_in
from dedup.model import DateSlots, QuantitySlots, QuoteSlots
from dedup.sentence_words import read
from dedup.slot_dates import compare_dates
from dedup.slots import other_units, same_noun
from dedup.text import content_stems, fold

# "A pair", "both", "twice", "a third"; "a dozen", "a hundred" are read as numbers.
SMALL = 3.0
# Shares that have words of their own, in per cent.
_SHARES = frozenset((10, 20, 25, 30, 33, 40, 50, 60, 66, 67, 70, 75, 80, 90, 100))
# Share of a quotation's content words, or words related to them, that two neighbouring sentences
# have that report it (own choice).
_SOME_OF_IT = 0.45
_YEAR, _SINCE = re.compile(r"\b\d{4}"), "since "
# What is told as "about 6,000" is printed as 6,200 elsewhere; conversions are rounded as far.
_NEARLY = 0.06
# Clauses this alike count one thing where they print one figure that is no less than so many (read
# on 75 stories: all 11 such counts do).
_RENDERED, _MANY = 0.75, 10.0


def is_absent_figure(items: Sequence[Located], article: int, context: StoryContext) -> bool:
    """Tell whether an article prints no figure that may be the one of some quantities.

    Args:
        items: The mentions of one quantity.
        article: Number of the article.
        context: The story.
    """
    return all(_is_absent(item, article, context) for item in items)


def is_measured_too(items: Sequence[Located], article: int, context: StoryContext) -> bool:
    """Tell whether an article prints one of some measures: "ten minutes", "a 10-minute speech".

    Args:
        items: The mentions of one quantity.
        article: Number of the article.
        context: The story.
    """
    values = context.measures.get(article, set())
    slots = [item.mention.slots for item in items]
    return any(
        isinstance(each, QuantitySlots) and (each.unit, each.low, each.high) in values
        for each in slots
    )


def is_dated_too(
    items: Sequence[Located], article: int, context: StoryContext, least: float
) -> bool:
    """Tell whether an article prints one of some dates where it may speak of the same.

    In a clause this alike, or before a noun as well: "Monday's debate", "Monday's duel".

    Args:
        items: The mentions of one date.
        article: Number of the article.
        context: The story.
        least: Least closeness of what is said around both.
    """
    return any(
        _may_be_one_date(item, other, context)
        and (context.closeness(item, other) >= least or _both_own(item, other, context))
        for item in items
        if isinstance(item.mention.slots, DateSlots)
        for other in context.dates.get(article, ())
    )


def is_one_date(left: Located, right: Located) -> bool:
    """Tell whether two dates are the same days."""
    ours, theirs = (cast(DateSlots, item.mention.slots) for item in (left, right))
    return compare_dates(ours, theirs) == "equal"


def _may_be_one_date(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether two dates are one, or "this year" in two articles of which one has no date."""
    if is_one_date(left, right):
        return True
    ours, theirs = (cast(DateSlots, item.mention.slots) for item in (left, right))
    words = [context.printed(item).lower() for item in (left, right)]
    return words[0] == words[1] and None in (ours.start, theirs.start)


def _both_own(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether what happened is called by its day in two articles: "Monday's"."""
    return all(fold(context.printed(item)).endswith("'s") for item in (left, right))


def counts_of(items: Sequence[Located], context: StoryContext) -> Sequence[Located]:
    """Return the counts of some clauses that tell where else these may be told.

    What is counted again and again stands beside everything that a story tells.
    """
    counts = [
        count for item in items for count in context.counted_in.get((item.article, item.clause), ())
    ]
    return [count for count in counts if _is_telling(count) and _stands_once(count, context)]


def counted_too(
    counts: Sequence[Located], article: int, context: StoryContext
) -> tuple[float, int] | None:
    """Return how alike the sentence is in which an article counts what a clause counts, and it.

    "Will step back from 11 cases", "11 cases in which she would not vote": the count tells where
    to look, whatever the words around it.

    Args:
        counts: What the mentions of one clause count (``counts_of``).
        article: Number of the article.
        context: The story.
    """
    found = [
        (context.sentence_closeness(ours, theirs), theirs.mention.sentence)
        for ours in counts
        for theirs in context.counted.get(article, ())
        if _one_count(ours, theirs) and _stands_once(theirs, context)
    ]
    return max(found, key=lambda pair: (pair[0], -pair[1]), default=None)


def _stands_once(item: Located, context: StoryContext) -> bool:
    """Tell whether a count stands in one sentence of its article."""
    others = context.counted.get(item.article, ())
    return len({other.mention.sentence for other in others if _one_count(item, other)}) == 1


def _is_telling(item: Located) -> bool:
    """Tell whether a count is of many, and no measure."""
    slots = cast(QuantitySlots, item.mention.slots)
    return slots.low is not None and slots.low > SMALL and not slots.unit


def figure_there(items: Sequence[Located], article: int, context: StoryContext) -> int | None:
    """Return the sentence that prints one of some figures in a clause that renders its own.

    Clauses that render each other count one thing, whatever they call it: "120 lawmakers",
    "120 members"; of small numbers one clause may count two things, and of any what either has
    beside what it counts: "30 leases that traders dislike", "leases that 30 traders dislike".

    Args:
        items: The mentions of one quantity.
        article: Number of the article.
        context: The story.
    """
    found = [
        (float(context.clause_scores(ours.article, article)[ours.clause, theirs.clause]), theirs)
        for ours in items
        for theirs in _of_one_value(ours, article, context)
        if _one_figure(ours, theirs) and not _names_both(ours, theirs, context)
    ]
    alike = [(-score, theirs.mention.sentence) for score, theirs in found if score >= _RENDERED]
    return min(alike)[1] if alike else None


def _of_one_value(item: Located, article: int, context: StoryContext) -> Iterator[Located]:
    """Yield the figures of an article in the unit of another with an end of its value."""
    slots = cast(QuantitySlots, item.mention.slots)
    for end in {slots.low, slots.high} - {None}:
        yield from context.quantities.get((article, slots.unit, cast(float, end)), ())


def _one_figure(left: Located, right: Located) -> bool:
    """Tell whether two figures of one unit are one value, and small ones of one noun."""
    ours, theirs = (cast(QuantitySlots, item.mention.slots) for item in (left, right))
    if {ours.change, theirs.change} == {"up", "down"}:
        return False
    ends = [(ours.low, theirs.low), (ours.high, theirs.high)]
    if not any(one is not None and one == other for one, other in ends):
        return False
    if ours.unit or max(ours.low or 0.0, ours.high or 0.0) >= _MANY:
        return True
    return _one_noun(ours, theirs)


def _one_noun(left: QuantitySlots, right: QuantitySlots) -> bool:
    nouns = [content_stems(slots.noun) for slots in (left, right)]
    return any_said_in(*nouns)


def _names_both(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether either clause of two counts also has what the other one counts."""
    ours, theirs = (cast(QuantitySlots, item.mention.slots) for item in (left, right))
    if _one_noun(ours, theirs):
        return False
    sides = ((left, theirs), (right, ours))
    return any(
        not set(content_stems(other.noun)).isdisjoint(content_stems(context.clause_text(item)))
        for item, other in sides
    )


def _one_count(left: Located, right: Located) -> bool:
    ours, theirs = cast(QuantitySlots, left.mention.slots), cast(QuantitySlots, right.mention.slots)
    if ours.low != theirs.low or not _is_telling(left) or theirs.unit:
        return False
    return (ours.low, ours.high) == (theirs.low, theirs.high) and same_noun(ours.noun, theirs.noun)


def is_absent_year(items: Sequence[Located], article: int, context: StoryContext) -> bool:
    """Tell whether an article prints none of some years, nor "last year" for one.

    Days are told in many ways ("on the eve", "two days later"), a year hardly.

    Args:
        items: The mentions of one date.
        article: Number of the article.
        context: The story.
    """
    return all(_is_absent_year(item, article, context) for item in items)


def _is_absent_year(item: Located, article: int, context: StoryContext) -> bool:
    slots = item.mention.slots
    if not isinstance(slots, DateSlots) or slots.precision != "year" or not slots.start:
        return False
    if not _YEAR.search(context.printed(item)):
        return False  # "last year", "a decade ago"
    text, start = context.articles[item.article].article.text, item.mention.spans[0].start
    if text[max(0, start - len(_SINCE)) : start].lower() == _SINCE:
        return False  # told as "for five years"
    first, last = (int(end[:4]) for end in (slots.start, slots.end or slots.start))
    if any(first <= figure <= last for figure in context.figures(article)):
        return False
    return all(
        cast(DateSlots, other.mention.slots).precision != "year"
        or compare_dates(slots, cast(DateSlots, other.mention.slots)) == "disjoint"
        for other in context.dates.get(article, ())
    )


def is_unspoken(items: Sequence[Located], article: int, context: StoryContext) -> bool:
    """Tell whether no place of an article has some of the words of any of some quotations.

    The sentence around "a menace" may well be told again without it, and a whole article has
    half the words of most quotations somewhere.

    Args:
        items: The mentions of one quotation.
        article: Number of the article.
        context: The story.
    """
    slots = [item.mention.slots for item in items]
    quoted = [set(read(each.words).stems) for each in slots if isinstance(each, QuoteSlots)]
    return bool(quoted) and not any(
        len(each & reach) >= _SOME_OF_IT * len(each)
        for each in quoted
        for reach in context.reaches(article)
    )


def _is_absent(item: Located, article: int, context: StoryContext) -> bool:
    slots = item.mention.slots
    # "Two out of eleven" is a share that its own sentence does not print.
    if not isinstance(slots, QuantitySlots) or not context.prints_number(item, item):
        return False
    low = slots.low if slots.low is not None else 0.0
    high = slots.high if slots.high is not None else math.inf
    if slots.unit == "%" and not _SHARES.isdisjoint((low, high)):
        return False
    bounds = [(low * factor, high * factor) for factor in other_units(slots.unit)]
    ends = [end for pair in bounds for end in pair]
    if any(1.0 - _NEARLY <= end <= _wordy(slots) for end in ends):
        return False
    return not any(
        least * (1.0 - _NEARLY) <= figure <= most * (1.0 + _NEARLY)
        for least, most in bounds
        for figure in context.figures(article)
    )


def _wordy(slots: QuantitySlots) -> float:
    """Return the greatest value that is told in words: one of what is measured ("a month")."""
    return 1.0 + _NEARLY if slots.unit else SMALL
