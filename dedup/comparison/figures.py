"""Which figures and dates fill the same slot.

Figures that agree are one fact when their clauses are close, or when they are so
particular that two articles of one story do not print them by chance ("27
kilometres", "43 people"). Figures that exclude each other fill one slot only when
their clauses render each other and little but the figure differs; then they
conflict. Three anchors admit what words alone would miss: the toll of an event
(dead, hurt, missing, ill, arrested), of which a story has one at a time; a noun
that either article counts once ("168 passengers", "186 passengers"); and a total
whose parts stand side by side in another article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations
from math import inf
from typing import cast

from dedup.comparison.context import Located, StoryContext
from dedup.facts.nouns import PEOPLE
from dedup.model import DateSlots, QuantitySlots
from dedup.options import CompareOptions
from dedup.slot_dates import compare_dates
from dedup.slots import (
    Agreement,
    adds_up,
    compare_quantities,
    counted_noun,
    rival_counts,
    same_noun,
)
from dedup.text import stem, words

Links = Mapping[tuple[int, int], float]

# Counts to a dozen turn up everywhere; a larger one with the same noun or unit is hardly chance.
_TELLING = 13.0
# ... and so is a smaller one with two decimals ("0.36 percent").
_RARE_STEP = 0.01
# Counts of people from here on are one in close clauses, whatever the people are called.
_LARGE = 100.0
_PEOPLE = frozenset(counted_noun(word)[0] for word in PEOPLE)
# "Aldon, New Torland and 11 other states".
_OTHERS = re.compile(r"\bothers?\b")
_NAME = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}"
_LISTED = re.compile(rf"\b({_NAME}(?:, {_NAME})*),? and $")
# Clauses this alike state one toll even without times.
_SURE = 0.5
# Clauses this alike in their words say the same of bare figures too.
_SAME = 0.9
# ... and two days are said of one thing (an article dates many; of the 3 false conflicts of dates
# among 100 pairs of NewsWCL50 the likest clauses share .72 of their words).
_ONE_OCCASION = 0.75
# Values that only fit each other ("Friday", "Friday morning") are said of one thing where their
# clauses share this much beside them (own choice: with it, of 52 details told of 32 stories, 18 of
# the 24 right ones are left and 3 of the 28 wrong ones).
_ONE_THING = 0.3
# Words around a figure that say what happened to those it counts, by toll.
_TOLLS = {
    stem(word): name
    for name, listed in {
        "dead": "dead died dies killed kill killing deaths death toll fatalities bodies",
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
# Code points before and after a figure in which its toll word stands (own choice).
_BEFORE, _AFTER = 60, 45


def date_links(items: Sequence[Located], context: StoryContext, options: CompareOptions) -> Links:
    """Link dates that agree in close clauses, or fill one slot in clauses that match."""
    return _slot_links(items, context, options, date_agreement)


def quantity_links(
    items: Sequence[Located], context: StoryContext, options: CompareOptions
) -> Links:
    """Link figures that agree, fill one slot, or count one toll."""
    context.counts = _counts(items)
    agree = partial(_quantity_agreement, context=context)
    links = dict(_slot_links(items, context, options, agree))
    for pair, score in _toll_links(items, context, options).items():
        links[pair] = max(score, links.get(pair, 0.0))
    return links


def pairs(items: Sequence[Located], context: StoryContext) -> Iterator[tuple[int, int]]:
    """Yield the pairs of mentions whose articles are about one thing."""
    for i, left in enumerate(items):
        for j in range(i + 1, len(items)):
            if context.related(left.article, items[j].article):
                yield i, j


def date_agreement(left: Located, right: Located) -> Agreement:
    """Compare two dates; one weekday is never two days.

    A bare weekday resolves to the last one before publication, so an
    announcement made on Monday of what happens on Wednesday resolves a week early.
    """
    ours, theirs = (cast(DateSlots, item.mention.slots) for item in (left, right))
    answer = compare_dates(ours, theirs)
    if answer == "disjoint" and ours.weekday and ours.weekday == theirs.weekday:
        # Two times of that day still exclude each other.
        by_clock = compare_dates(_undated(ours), _undated(theirs))
        return "disjoint" if by_clock == "disjoint" else "compatible"
    return answer


def _undated(slots: DateSlots) -> DateSlots:
    """Return a weekday with its time of day alone."""
    _, _, clock = (slots.start or "").partition("T")
    time = f"T{clock}" if clock else None
    return replace(slots, start=time, end=time)


def _quantity_agreement(left: Located, right: Located, context: StoryContext) -> Agreement:
    answer = _figures_agree(left, right, context)
    # Most figures have nothing to do with each other, tolls or not.
    if answer != "incomparable" and other_toll(left, right, context):
        return "incomparable"
    return answer


def _figures_agree(left: Located, right: Located, context: StoryContext) -> Agreement:
    ours, theirs = quantity(left), quantity(right)
    answer = _compared(left, right, context)
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
        if _both_people(ours, theirs) and _one_large_figure(ours, theirs):
            return compare_quantities(replace(ours, noun="person"), replace(theirs, noun="person"))
    return answer


def _compared(
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


def _one_large_figure(left: QuantitySlots, right: QuantitySlots) -> bool:
    """Tell whether two figures print one large number, exact or loosened on either side."""
    value = _printed_number(left)
    return value is not None and value >= _LARGE and value == _printed_number(right)


def _printed_number(slots: QuantitySlots) -> float | None:
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
        return _compared(left, right, context, _as_people)
    return _quantity_agreement(left, right, context)


def _as_people(slots: QuantitySlots) -> QuantitySlots:
    return replace(slots, noun="person", subject="", change="")


def quantity(item: Located) -> QuantitySlots:
    """Return the slots of a quantity mention."""
    return cast(QuantitySlots, item.mention.slots)


def _counts(
    items: Sequence[Located],
) -> dict[tuple[int, tuple[str, str]], set[tuple[float, float]]]:
    """Return the values with which each article counts each noun, by article and noun."""
    found: dict[tuple[int, tuple[str, str]], set[tuple[float, float]]] = {}
    for item in items:
        slots = quantity(item)
        if slots.noun:
            values = found.setdefault((item.article, counted_noun(slots.noun)), set())
            values.add((_low(item), slots.high if slots.high is not None else inf))
    return found


def _counted_once(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether two figures are the only counts of one noun in their articles."""
    ours, theirs = quantity(left), quantity(right)
    noun = counted_noun(ours.noun)
    alone = (len(context.counts.get((item.article, noun), ())) == 1 for item in (left, right))
    return all(alone) and rival_counts(ours, theirs)


def _slot_links(
    items: Sequence[Located],
    context: StoryContext,
    options: CompareOptions,
    agree: Callable[[Located, Located], Agreement],
) -> Links:
    links: dict[tuple[int, int], float] = {}
    disjoint: list[tuple[float, int, int]] = []
    settled: set[tuple[int, int]] = set()
    for i, j in pairs(items, context):
        left, right = items[i], items[j]
        answer = agree(left, right)
        if answer == "incomparable":
            continue
        close = context.closeness(left, right)
        if answer == "disjoint":
            if left.article != right.article and fills_slot(left, right, close, context, options):
                disjoint.append((max(close, options.related_threshold), i, j))
        elif _agrees(left, right, answer, context, options):
            links[i, j] = round(max(close, options.related_threshold), 6)
            settled |= {(i, right.article), (j, left.article)}
    # A figure that found its equal in an article conflicts with no other figure there, and each
    # conflicts with one figure of an article at most: the one in the closest clause.
    taken: set[tuple[int, int]] = set()
    for close, i, j in sorted(disjoint, key=lambda row: (-row[0], row[1], row[2])):
        left, right = items[i], items[j]
        if {(i, right.article), (j, left.article)} & settled:
            continue
        if (i, right.article) not in taken and (j, left.article) not in taken:
            links[i, j] = close
            taken |= {(i, right.article), (j, left.article)}
    return links


def _agrees(
    left: Located,
    right: Located,
    answer: Agreement,
    context: StoryContext,
    options: CompareOptions,
) -> bool:
    """Tell whether two values that do not exclude each other are one fact."""
    if answer == "equal" or left.mention.kind == "date":
        near = context.closeness(left, right) >= options.related_threshold
        return near or _telling(left, right, answer)
    if _beside(left, right, context) or _beside(right, left, context):
        return False
    if fits(left, right, context, options):
        return True
    one_figure = _one_large_figure(quantity(left), quantity(right))
    return one_figure and context.closeness(left, right) >= options.related_threshold


def _beside(number: Located, other: Located, context: StoryContext) -> bool:
    """Tell whether a sentence prints a number beside another figure, which then is not it.

    "At least 15 killed" is no count of "killing 15 and injuring more than 30 others".
    """
    ours, theirs = quantity(number), quantity(other)
    value = ours.low if ours.low is not None else ours.high
    if ours.unit != theirs.unit or value in (theirs.low, theirs.high, _printed_number(theirs)):
        return False
    return context.prints_number(number, other)


def _telling(left: Located, right: Located, answer: Agreement) -> bool:
    """Tell whether two figures agree so precisely that they need no aligned clause."""
    if answer != "equal" or left.mention.kind != "quantity":
        return False
    ours, theirs = quantity(left), quantity(right)
    low = max(_low(left), _low(right))
    if low < _TELLING and (not low or ours.step > _RARE_STEP):
        return False
    if ours.noun and theirs.noun:
        return same_noun(ours.noun, theirs.noun)
    return bool(ours.unit) and ours.unit == theirs.unit


def fits(left: Located, right: Located, context: StoryContext, options: CompareOptions) -> bool:
    """Tell whether two values that can both be true are said of one thing.

    Two times of a day or two bounded figures are where their clauses are close. A bare
    weekday, a year, "thousands" fit much of what a story dates and counts: the words
    beside them have to agree too.
    """
    close = context.closeness(left, right)
    if close >= options.conflict_threshold and context.frame(left, right) >= _ONE_THING:
        return True
    return close >= options.related_threshold and _precise(left) and _precise(right)


def _precise(item: Located) -> bool:
    """Tell whether a date has a time of day, or a figure both bounds and a noun or unit."""
    slots = item.mention.slots
    if isinstance(slots, DateSlots):
        return bool(slots.part) or "T" in (slots.start or "")
    if not isinstance(slots, QuantitySlots) or slots.low is None or slots.high is None:
        return False
    return bool(slots.noun or slots.unit) or slots.low >= _TELLING


def fills_slot(
    left: Located, right: Located, close: float, context: StoryContext, options: CompareOptions
) -> bool:
    """Tell whether two disjoint values stand for one thing: same frame, same noun or unit.

    Or, whatever their clauses, for the only count of that noun in either article.
    """
    ours, theirs = left.mention.slots, right.mention.slots
    once = isinstance(ours, QuantitySlots) and _counted_once(left, right, context)
    if not once and close < options.conflict_threshold:
        return False
    if not once and context.frame(left, right) < options.frame_threshold:
        return False
    if context.modality(left) != context.modality(right):
        return False
    if isinstance(ours, DateSlots) and isinstance(theirs, DateSlots):
        one_occasion = context.frame(left, right) >= _ONE_OCCASION
        # "I won't do it tonight", quoted on the day and on the next.
        same_words = context.printed(left) == context.printed(right)
        return ours.precision == theirs.precision and one_occasion and not same_words
    if context.prints_number(left, right) or context.prints_number(right, left):
        return False
    if toll(left, context) and toll(left, context) == toll(right, context):
        return True
    mine, other = quantity(left), quantity(right)
    if mine.change != other.change:
        return False
    if once:
        return True
    # Without a noun or a unit the figures share only what their clauses say.
    return bool((mine.noun and other.noun) or mine.unit) or context.frame(left, right) >= _SAME


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


def _counts_people(item: Located) -> bool:
    noun = quantity(item).noun
    return not noun or same_noun(noun, "person") or stem(words(noun)[-1]) in _TOLLS


def _toll_links(items: Sequence[Located], context: StoryContext, options: CompareOptions) -> Links:
    """Link the largest count of one toll in each article; smaller ones are its parts.

    An article that gives a count twice, in headline and body, means the same.
    """
    largest: dict[tuple[int, str], list[int]] = {}
    for i, item in enumerate(items):
        name = toll(item, context) if _counts_people(item) else ""
        if name:
            held = largest.setdefault((item.article, name), [i])
            if _low(items[held[0]]) < _low(item):
                largest[item.article, name] = [i]
            elif _low(items[held[0]]) == _low(item) and i not in held:
                held.append(i)
    chosen = sorted(largest.items(), key=lambda entry: entry[1])
    links = {pair: 1.0 for _, held in chosen for pair in combinations(held, 2)}
    for ((article, name), ours), ((other, other_name), theirs) in combinations(chosen, 2):
        if name != other_name or article == other or not context.related(article, other):
            continue
        answer = _compared(items[ours[0]], items[theirs[0]], context, _as_people)
        close = max(context.closeness(items[i], items[j]) for i in ours for j in theirs)
        least = options.related_threshold if answer == "compatible" else _SURE
        later = answer == "disjoint" and context.hours_apart(article, other)
        if answer == "equal" or later or close >= least:
            score = round(max(close, 0.5), 6)
            links.update({(min(i, j), max(i, j)): score for i in ours for j in theirs})
    return links


def _low(item: Located) -> float:
    low = quantity(item).low
    return low if low is not None else 0.0


def parts_of(items: Sequence[Located], context: StoryContext) -> Mapping[int, int]:
    """Return, for each part of a sum, the total it adds up to with its neighbours.

    A total in one article, its parts side by side in a sentence of another.
    """
    totals: dict[int, int] = {}
    runs: dict[tuple[int, int], list[int]] = {}
    for i, item in enumerate(items):
        if not quantity(item).unit:
            runs.setdefault((item.article, item.mention.sentence), []).append(i)
    for t, total in enumerate(items):
        if _low(total) < _TELLING or not _counts_people(total):
            continue
        for (article, _), run in runs.items():
            if article == total.article or not context.related(article, total.article):
                continue
            for size in (2, 3):
                for start in range(len(run) - size + 1):
                    parts = run[start : start + size]
                    if any(other_toll(items[p], total, context) for p in parts):
                        continue
                    if adds_up([quantity(items[p]) for p in parts], quantity(total)):
                        for part in parts:
                            totals.setdefault(part, t)
    return totals
