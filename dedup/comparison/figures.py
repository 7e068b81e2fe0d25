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

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import partial
from itertools import combinations
from math import inf

from dedup.comparison.agreement import (
    as_people,
    both_people,
    comes_on_top,
    compared,
    counts_people,
    date_agreement,
    of_other_years,
    of_past_year,
    of_two_events,
    of_two_places,
    one_large_figure,
    one_span,
    other_toll,
    printed_number,
    quantity,
    quantity_agreement,
    quoting,
    rises,
    toll,
)
from dedup.comparison.context import Located, StoryContext
from dedup.comparison.counted import (
    FAR,
    LARGE,
    beside,
    in_other_units,
    nearly_one,
    of_two_persons,
    one_sentence,
    over,
    two_bounds,
    two_of_one_sentence,
)
from dedup.comparison.dated import (
    both_lead,
    contained,
    dates_a_death,
    has_beside,
    is_common,
    month_and_year,
    only_one_limits,
    recurs,
)
from dedup.comparison.pairing import figure_pairs, pairs
from dedup.comparison.said_of import of_two_deeds, one_count, one_occasion
from dedup.comparison.tenures import one_office
from dedup.facts.measures import is_duration
from dedup.facts.modality import modality_of
from dedup.facts.units import CURRENCY_CODES, CURRENCY_SIGNS, CURRENCY_WORDS
from dedup.model import DateSlots, QuantitySlots
from dedup.options import CompareOptions
from dedup.slots import (
    Agreement,
    adds_up,
    counted_noun,
    rival_counts,
    same_noun,
    transposed,
)
from dedup.text import fold

Links = Mapping[tuple[int, int], float]

# Counts to a dozen turn up everywhere; a larger one with the same noun or unit is hardly chance.
_TELLING = 13.0
# ... and so is a smaller one with two decimals ("0.36 percent").
_RARE_STEP = 0.01
# Fewer are no sum of two parts worth telling; parts of a few are told by their sex.
_LEAST_SUM = 3.0
_GROWN, _YOUNG = frozenset({"man", "woman"}), frozenset({"boy", "girl"})
# An article has few sums of one size.
_MONEY = frozenset({*CURRENCY_SIGNS.values(), *CURRENCY_CODES.values(), *CURRENCY_WORDS.values()})
# A percentage of fives is in every story (own choice: in clauses unlike, none of five was one).
_FIVES = 5.0
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
# A weekday or a year is the date of one thing where its clauses are this alike, or have this share
# of the words beside it in common (own choice: of pairs less alike most date two things).
_DATED, _ONE_DATED = 0.4, 0.5
# Sentences this alike tell of one event.
_ONE_EVENT = 0.85
# Digits of which as many do not come in another order by chance (own choice).
_SEVERAL = 3
# A measure is the same one, not another of its size, in clauses that share this much beside it
# (own choice, read on the figures of 66 stories).
_IN_FRAME = 0.33


def date_links(items: Sequence[Located], context: StoryContext, options: CompareOptions) -> Links:
    """Link dates that agree in close clauses, or fill one slot in clauses that match."""
    agree = _remembered(
        items,
        partial(date_agreement, context=context),
        lambda item: (item.mention.slots, quoting(item, context), context.printed(item)),
    )
    return _slot_links(items, pairs(items, context), context, options, agree)


def quantity_links(
    items: Sequence[Located], context: StoryContext, options: CompareOptions
) -> Links:
    """Link figures that agree, fill one slot, or count one toll."""
    context.counts = _counts(items)
    agree = _remembered(
        items, partial(quantity_agreement, context=context), partial(_sort, context=context)
    )
    links = dict(_slot_links(items, figure_pairs(items, context), context, options, agree))
    for pair, score in _toll_links(items, context, options).items():
        links[pair] = max(score, links.get(pair, 0.0))
    return links


def one_each(items: Sequence[Located]) -> list[tuple[Hashable, Hashable]]:
    """Return for each date or figure its sentence, of figures with their unit, and its value.

    Two values of one sentence are two facts, though each be like a third: "lifted in April the
    ban imposed in 2003". One day is one value, at whatever hour.
    """
    return [_placed(item) for item in items]


def _placed(item: Located) -> tuple[Hashable, Hashable]:
    slots, place = item.mention.slots, (item.article, item.mention.sentence)
    if isinstance(slots, DateSlots):
        days = tuple((end or "").partition("T")[0] for end in (slots.start, slots.end))
        return place, (days, slots.weekday)
    figure = quantity(item)
    return (*place, figure.unit), (
        figure.low,
        figure.high,
        figure.noun if figure.unit == "score" else "",
    )


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
    """Tell whether two figures are the only counts of one noun in their articles.

    Of one deed, or one a slip of the other: the 115 million who watched a final are not the 100
    million who may watch a debate.
    """
    ours, theirs = quantity(left), quantity(right)
    noun = counted_noun(ours.noun)
    alone = (len(context.counts.get((item.article, noun), ())) == 1 for item in (left, right))
    if not all(alone) or not rival_counts(ours, theirs):
        return False
    done = {modality_of(fold(context.clause_text(item)).lower()) for item in (left, right)}
    past = of_past_year(left, context) != of_past_year(right, context)
    if past or len(done) > 1:
        return False
    return _exchange_digits(ours, theirs) or one_count(left, right, context)


def _exchange_digits(left: QuantitySlots, right: QuantitySlots) -> bool:
    """Tell whether two counts print the same digits, several, in another order: "168", "186"."""
    ours, theirs = left.low or 0.0, right.low or 0.0
    return len(f"{ours:.0f}".rstrip("0")) >= _SEVERAL and transposed(ours, theirs)


def _sort(item: Located, context: StoryContext) -> Hashable:
    """Return all that ``quantity_agreement`` looks at of a figure."""
    span = item.mention.spans[0]
    parsed = context.articles[item.article]
    text, sentence = parsed.article.text, parsed.sentences[item.mention.sentence].span
    printed = text[span.start : span.end]
    # "Aldon, New Torland and 11 other states": the names before it count too.
    listed = (text[sentence.start : span.start], printed) if "other" in printed else ()
    return item.mention.slots, toll(item, context), listed


def _remembered(
    items: Sequence[Located],
    agree: Callable[[Located, Located], Agreement],
    sort_of: Callable[[Located], Hashable],
) -> Callable[[int, int], Agreement]:
    """Return what compares two items by their places, and asks once for each pair of sorts.

    A text may print one figure hundreds of times.
    """
    numbers: dict[Hashable, int] = {}
    sorts = [numbers.setdefault(sort_of(item), len(numbers)) for item in items]
    answers: dict[tuple[int, int], Agreement] = {}

    def answer(i: int, j: int) -> Agreement:
        pair = sorts[i], sorts[j]
        found = answers.get(pair)
        if found is None:
            found = answers[pair] = agree(items[i], items[j])
        return found

    return answer


def _slot_links(
    items: Sequence[Located],
    met: Iterable[tuple[int, int]],
    context: StoryContext,
    options: CompareOptions,
    agree: Callable[[int, int], Agreement],
) -> Links:
    links: dict[tuple[int, int], float] = {}
    disjoint: list[tuple[float, int, int]] = []
    settled: set[tuple[int, int]] = set()
    for i, j in met:
        answer = agree(i, j)
        if answer == "incomparable":
            continue
        left, right = items[i], items[j]
        close = context.closeness(left, right)
        if answer == "disjoint":
            if left.article != right.article and fills_slot(left, right, close, context, options):
                # What an office says needs no clauses alike.
                sure = 1.0 if one_office(left, right, context) else close
                disjoint.append((max(sure, options.related_threshold), i, j))
        elif _agrees(left, right, answer, close, context, options) and (
            left.mention.kind != "date" or _one_date(left, right, context)
        ):
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
    close: float,
    context: StoryContext,
    options: CompareOptions,
) -> bool:
    """Tell whether two values that do not exclude each other are one fact by their clauses."""
    if answer == "equal":
        if recurs(left) or recurs(right):
            return close >= _DATED or (
                close >= options.related_threshold
                and (context.frame(left, right) >= _ONE_DATED or both_lead(left, right, context))
            )
        if of_two_persons(left, right, context):
            return False
        return close >= options.related_threshold or _telling(left, right, context)
    if left.mention.kind == "date":
        # A year holds much of what a story dates: that a day falls into it makes them one only
        # where the same is said of both.
        within = contained(left.mention.slots, right.mention.slots)
        if within and (one_sentence(left, right) or month_and_year(left, right, context)):
            return False
        least = options.conflict_threshold if within else options.related_threshold
        return close >= least
    apart = of_other_years(left, right, context) or of_two_events(left, right, context)
    if apart or two_of_one_sentence(left, right) or of_two_persons(left, right, context):
        return False
    if in_other_units(left, right):
        if one_span(left, right, context):
            return True
        return close >= options.related_threshold or _low(left) >= LARGE <= _low(right)
    if beside(left, right, context) or beside(right, left, context) or two_bounds(left, right):
        return False
    if fits(left, right, context, options):
        return True
    one_figure = one_large_figure(quantity(left), quantity(right))
    return one_figure and close >= options.related_threshold


def _one_date(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether two dates that may be one, if many things have such a date, are of one deed."""
    if not is_common(left, right, context):
        return True
    if only_one_limits(left, right, context):
        return False
    equal = not contained(left.mention.slots, right.mention.slots)
    return one_occasion(left, right, context, equal=equal)


def _telling(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether two equal figures are so precise that they need no aligned clause.

    But measures: an article has many of one size, unless of money, and a story spans of time.
    """
    if left.mention.kind != "quantity":
        return False
    ours, theirs = quantity(left), quantity(right)
    low = max(_low(left), _low(right))
    if low < _TELLING and (not low or ours.step > _RARE_STEP):
        return False
    if ours.noun and theirs.noun:
        return same_noun(ours.noun, theirs.noun)
    if (ours.unit == "%" and not low % _FIVES) or ours.unit != theirs.unit:
        return False
    rare = left.article != right.article and not is_duration(ours.unit)
    if rare or ours.unit in _MONEY:
        return bool(ours.unit)
    return bool(ours.unit) and context.frame(left, right) >= _IN_FRAME


def fits(left: Located, right: Located, context: StoryContext, options: CompareOptions) -> bool:
    """Tell whether two values that can both be true are said of one thing.

    Two times of a day or two bounded figures are where their clauses are close. A bare
    weekday, a year, "thousands" fit much of what a story dates and counts: the words
    beside them have to agree too.
    """
    if in_other_units(left, right):
        return False  # not more or less of it, but the same
    close = context.closeness(left, right)
    if contained(left.mention.slots, right.mention.slots):
        return close >= options.conflict_threshold
    if left.mention.kind == "quantity" and not _counts_one(left, right, context):
        return False
    if close >= options.conflict_threshold and context.frame(left, right) >= _ONE_THING:
        return True
    return close >= options.related_threshold and _precise(left) and _precise(right)


def _counts_one(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether two figures that may both be true count or measure one thing.

    A bound and a rounding take in much: all but the same number, and another toll, has to be
    said of one deed.
    """
    if {over(left, context), over(right, context)} == {True, False}:
        return False
    if nearly_one(left, right) or _same_toll(left, right, context):
        return True
    ours, theirs = (printed_number(quantity(item)) for item in (left, right))
    # "Up to 8 million" takes in every lesser sum that a story prints in like words.
    far = ours is not None and theirs is not None and max(ours, theirs) > FAR * min(ours, theirs)
    return one_count(left, right, context, only_deeds=far)


def _same_toll(left: Located, right: Located, context: StoryContext) -> bool:
    return bool(toll(left, context)) and toll(left, context) == toll(right, context)


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

    Or, in clauses less alike, for the only count of that noun in either article.
    """
    ours, theirs = left.mention.slots, right.mention.slots
    if one_office(left, right, context):
        return True
    once = isinstance(ours, QuantitySlots) and _counted_once(left, right, context)
    if not once and close < options.conflict_threshold:
        return False
    if isinstance(ours, QuantitySlots) and (
        of_other_years(left, right, context)
        or of_two_places(left, right, context)
        or of_two_events(left, right, context)
    ):
        return False
    one_death = isinstance(ours, DateSlots) and _one_death(left, right, close, context)
    # "33 are missing", "leaving 29 missing": one toll needs no other words in common.
    one_toll = isinstance(ours, QuantitySlots) and _one_toll(left, right, close, context)
    if not (once or one_death or one_toll) and context.frame(left, right) < options.frame_threshold:
        return False
    if context.modality(left) != context.modality(right):
        return False
    if isinstance(ours, DateSlots) and isinstance(theirs, DateSlots):
        if has_beside(left, right, context) or has_beside(right, left, context):
            return False
        alike = context.frame(left, right) >= _ONE_OCCASION
        one_occasion = one_death or (alike and not of_two_deeds(left, right, context))
        # "I won't do it tonight", quoted on the day and on the next.
        same_words = context.printed(left) == context.printed(right)
        return ours.precision == theirs.precision and one_occasion and not same_words
    if context.prints_number(left, right) or context.prints_number(right, left):
        return False
    if comes_on_top(left, context) != comes_on_top(right, context):
        return False
    if _same_toll(left, right, context):
        return True
    mine, other = quantity(left), quantity(right)
    if mine.change != other.change:
        return False
    if once:
        return True
    # Without a noun or a unit the figures share only what their clauses say.
    return bool((mine.noun and other.noun) or mine.unit) or context.frame(left, right) >= _SAME


def _one_toll(left: Located, right: Located, close: float, context: StoryContext) -> bool:
    """Tell whether two figures count the dead, the hurt or the missing of one event."""
    return close >= _ONE_EVENT and _same_toll(left, right, context)


def _one_death(left: Located, right: Located, close: float, context: StoryContext) -> bool:
    """Tell whether two weekdays are those of one death: "killed Thursday", "died on Friday".

    A story tells of one, whatever else its clauses say; the only weekday of either sentence.
    """
    return close >= _ONE_EVENT and all(dates_a_death(item, context) for item in (left, right))


def _toll_links(items: Sequence[Located], context: StoryContext, options: CompareOptions) -> Links:
    """Link the largest count of one toll in each article; smaller ones are its parts.

    An article that gives a count twice, in headline and body, means the same. What it gives of
    a past year is of another event.
    """
    largest: dict[tuple[int, str], list[int]] = {}
    for i, item in enumerate(items):
        name = toll(item, context) if counts_people(item) else ""
        if name and not of_past_year(item, context):
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
        answer = compared(items[ours[0]], items[theirs[0]], context, as_people)
        close = max(context.closeness(items[i], items[j]) for i in ours for j in theirs)
        # "At least 24 were killed" and "at least 12" both may be true, of two attacks.
        alike = answer == "compatible" and not _two_floors(items[ours[0]], items[theirs[0]])
        least = options.related_threshold if alike else _SURE
        later = answer == "disjoint" and rises(items[ours[0]], items[theirs[0]], context)
        apart = answer != "equal" and any(
            of_other_years(items[i], items[j], context)
            or of_two_events(items[i], items[j], context)
            for i in ours
            for j in theirs
        )
        if not apart and (answer == "equal" or later or close >= least):
            score = round(max(close, 0.5), 6)
            links.update({(min(i, j), max(i, j)): score for i in ours for j in theirs})
    return links


def _two_floors(left: Located, right: Located) -> bool:
    """Tell whether two figures have no upper bound, and other lower ones."""
    ours, theirs = quantity(left), quantity(right)
    return ours.high is None and theirs.high is None and ours.low != theirs.low


def _low(item: Located) -> float:
    low = quantity(item).low
    return low if low is not None else 0.0


def _by_sex(parts: Sequence[Located], total: Located, context: StoryContext) -> bool:
    """Tell the five men and one woman of a jury from another five and one of a story."""
    nouns = [quantity(part).noun.rpartition(" ")[2] for part in parts]
    sexes = len(set(nouns)) == len(nouns) and (set(nouns) <= _GROWN or set(nouns) <= _YOUNG)
    return sexes and any(context.frame(part, total) >= _IN_FRAME for part in parts)


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
        few = _low(total) < _TELLING
        if few and (_low(total) < _LEAST_SUM or not both_people(*[quantity(total)] * 2)):
            continue
        if not few and not counts_people(total):
            continue
        for (article, _), run in runs.items():
            if article == total.article or not context.related(article, total.article):
                continue
            for size in (2, 3):
                for start in range(len(run) - size + 1):
                    parts = run[start : start + size]
                    if any(other_toll(items[p], total, context) for p in parts):
                        continue
                    if few and not _by_sex([items[p] for p in parts], total, context):
                        continue
                    if adds_up([quantity(items[p]) for p in parts], quantity(total)):
                        for part in parts:
                            totals.setdefault(part, t)
    return totals
