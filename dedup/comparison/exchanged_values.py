"""Figures and dates that stand in one slot of nearly the same sentence.

The slot is one: whose figure it is, and what it counts, is what the words around say.
So figures are compared without their nouns, and two figures of one comparator as if
they were exact. A figure or a year that no extractor takes for one ("Amendment 64")
is compared as it stands.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from dedup.calendar_words import MONTH_NAMES
from dedup.comparison.agreement import date_agreement
from dedup.comparison.context import StoryContext
from dedup.comparison.sides import Exchange, Side, exchange_of, made, moved, the_only
from dedup.facts.numbers import figure_at, lex
from dedup.lexicon import related
from dedup.model import DateSlots, Mention, QuantitySlots, Reason
from dedup.slots import compare_quantities, same_noun
from dedup.text import stem

_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")


def exchanged_dates(
    left: Side, right: Side, likeness: Reason, context: StoryContext
) -> list[Exchange] | None:
    """Compare two dates in one slot; None where there are none."""
    pair = the_only(left, right, frozenset({"date"})) or _bare_dates(left, right, context)
    if pair is None or moved(left, right):
        return None
    ours, theirs = (context.locate(mention) for mention in pair)
    if date_agreement(ours, theirs, context) != "disjoint":
        return None
    return [exchange_of("date", "conflicting", pair, left, right, likeness)]


def _bare_dates(left: Side, right: Side, context: StoryContext) -> tuple[Mention, Mention] | None:
    """Return two bare years, or two bare months, that the sentences print in one slot."""
    if len(left.words) != 1 or len(right.words) != 1:
        return None
    ours, theirs = left.words[0].key, right.words[0].key
    slots: list[DateSlots] = []
    for word in (ours, theirs):
        if _YEAR.fullmatch(word):
            slots.append(DateSlots(start=f"{word}-01-01", end=f"{word}-12-31", precision="year"))
        elif word in MONTH_NAMES:
            month = f"--{MONTH_NAMES.index(word) + 1:02d}"
            slots.append(DateSlots(start=month, end=month, precision="month"))
    if len(slots) != 2 or slots[0].precision != slots[1].precision:
        return None
    return made(left, "date", slots[0], context), made(right, "date", slots[1], context)


def exchanged_figures(
    left: Side, right: Side, likeness: Reason, context: StoryContext
) -> list[Exchange] | None:
    """Compare two figures in one slot, or what they count; None where there are none."""
    kinds = frozenset({"quantity"})
    pair = the_only(left, right, kinds)
    if pair is None:
        if left.overlapping(kinds) and right.overlapping(kinds):
            return None
        bare = _bare_figure(left, context), _bare_figure(right, context)
        if bare[0] is None or bare[1] is None:
            return None
        pair = bare[0], bare[1]
    if moved(left, right):
        return []
    ours, theirs = (cast(QuantitySlots, mention.slots) for mention in pair)
    if (ours.low, ours.high) == (theirs.low, theirs.high) and ours.unit == theirs.unit:
        if not ours.noun or not theirs.noun or same_noun(ours.noun, theirs.noun):
            return []
        if related(stem(ours.noun.split()[-1])) & {stem(theirs.noun.split()[-1])}:
            return []
        return [exchange_of("quantity", "detail_differs", pair, left, right, likeness)]
    # The slot is one: what is counted, and whose, is what the words around say.
    answer = compare_quantities(_bare(ours, theirs), _bare(theirs, ours))
    if answer == "disjoint":
        return [exchange_of("quantity", "conflicting", pair, left, right, likeness)]
    if answer == "incomparable":
        return [exchange_of("quantity", "detail_differs", pair, left, right, likeness)]
    return []


def _bare(slots: QuantitySlots, other: QuantitySlots) -> QuantitySlots:
    """Return a figure without what it counts, and without the bound both figures share.

    "More than 160" and "more than 97" can both be true; in one slot they are two accounts.
    """
    if not slots.unit:
        slots = replace(slots, noun="person", subject="", change="")
    bound = slots.low if slots.low is not None else slots.high
    if slots.comparator == other.comparator in (">", ">=", "<", "<="):
        return replace(slots, low=bound, high=bound, comparator="=")
    return slots


def _bare_figure(side: Side, context: StoryContext) -> Mention | None:
    """Return a figure that is part of a name or a code ("Amendment 64"), as a mention."""
    dates = [cast(DateSlots, m.slots) for m in side.overlapping(frozenset({"date"}))]
    # "Two weeks ago" is a date only where the day of publication is known.
    if len(side.words) != 1 or any(date.start for date in dates):
        return None
    start, end = side.span
    toks = lex(context.articles[side.article].article.text[start:end])
    figure = figure_at(toks, 0) if toks else None
    if figure is None or figure.last != len(toks) or figure.form not in ("digits", "words"):
        return None
    slots = QuantitySlots(
        low=figure.low, high=figure.high, comparator="=", step=figure.step, unit="", noun=""
    )
    return made(side, "quantity", slots, context)
