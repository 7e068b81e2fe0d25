"""Dates and counts that exclude each other in clauses that tell one event.

Their clauses are one fact, or are of one speaker, so one of the two values may be wrong; but the
clauses say it in other words, and so this is a possible conflict, for somebody to read, and no
status of a fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from dedup.comparison.agreement import (
    as_people,
    comes_on_top,
    compared,
    date_agreement,
    of_other_years,
    of_two_events,
    toll,
)
from dedup.comparison.context import Located, StoryContext
from dedup.comparison.news_verbs import any_said_in, one_class
from dedup.comparison.said_of import said_of
from dedup.comparison.speakers import speakers_agree
from dedup.facts.nouns import PEOPLE
from dedup.model import DateSlots, Fact, QuantitySlots, Reason
from dedup.options import CompareOptions
from dedup.slots import counted_noun, same_noun

_ALONE = frozenset({"unique", "undecided"})
_PEOPLE = frozenset(counted_noun(word)[0] for word in PEOPLE)
_CLAUSES = ("event", "attribution")
# Clauses this alike that name one person tell one event, though their facts be others (own choice).
_ONE_EVENT = 0.8
# Sentences this alike need no fact nor person in common (own choice).
_SAME_TOLD = 0.95


@dataclass(frozen=True, slots=True)
class Rivals:
    """Two facts whose values exclude each other, though their clauses tell one event.

    Args:
        facts: The two.
        certainty: How surely their clauses render each other, [0, 1].
        reason: What decided it.
    """

    facts: tuple[Fact, Fact]
    certainty: float
    reason: Reason


def rivals_of(
    facts: Sequence[Fact], context: StoryContext, options: CompareOptions
) -> tuple[Rivals, ...]:
    """Return the dates and counts of one event that exclude each other, each in one pair.

    Args:
        facts: The facts of a story, ranked and numbered.
        context: Its articles, whose mentions were noted.
        options: Thresholds.
    """
    told = _told_in(facts, context)
    places = {fact.id: [context.locate(m) for m in fact.mentions] for fact in facts}
    found: list[Rivals] = []
    taken: set[str] = set()
    for left, right in _pairs(facts):
        if left.id in taken or right.id in taken:
            continue
        pairs = product(places[left.id], places[right.id])
        reason, close = _exclusion(pairs, told, context, options)
        if reason is not None:
            found.append(Rivals((left, right), close, reason))
            taken |= {left.id, right.id}
    return tuple(found)


def _pairs(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Yield the pairs of dates, and of figures, that no article has both of."""
    alone = [(fact, _printing(fact)) for fact in facts if fact.status in _ALONE]
    for kind in ("date", "quantity"):
        of_kind = [(fact, printing) for fact, printing in alone if fact.kind == kind]
        for (left, ours), (right, theirs) in combinations(of_kind, 2):
            if ours.isdisjoint(theirs):
                yield left, right


def _printing(fact: Fact) -> frozenset[str]:
    """Return the articles that have a fact."""
    return frozenset(each.article_id for each in fact.presence if each.state == "found")


_Told = dict[tuple[int, int], list[Fact]]


def _told_in(facts: Sequence[Fact], context: StoryContext) -> _Told:
    """Return, for each clause, the facts of several articles that it tells."""
    told: _Told = {}
    for fact in facts:
        if fact.kind in _CLAUSES and len({m.article_id for m in fact.mentions}) > 1:
            for mention in fact.mentions:
                place = context.locate(mention)
                told.setdefault((place.article, place.clause), []).append(fact)
    return told


def _exclusion(
    places: Iterable[tuple[Located, Located]],
    told: _Told,
    context: StoryContext,
    options: CompareOptions,
) -> tuple[Reason | None, float]:
    """Return what makes a mention of one fact and one of another exclude each other, if any do."""
    for ours, theirs in places:
        close = context.closeness(ours, theirs)
        if close < options.related_threshold:
            continue
        mine, other = (told.get((item.article, item.clause), ()) for item in (ours, theirs))
        common = any(fact.id == each.id for fact in mine for each in other)
        dates = isinstance(ours.mention.slots, DateSlots)
        # One event fact may have found a likelier sentence for either of two that name one person.
        named = close >= _ONE_EVENT and bool(context.surnames(ours) & context.surnames(theirs))
        same = common or named or close >= _SAME_TOLD
        told_of_one = close >= options.conflict_threshold and same
        if not told_of_one and (dates or not _one_speaker(ours, theirs, context)):
            continue
        if context.modality(ours) != context.modality(theirs):
            continue
        rival = _dates(ours, theirs, context) if dates else _counts(ours, theirs, context)
        if rival:
            words = " / ".join(map(context.printed, (ours, theirs)))
            return Reason(rival, words), close
    return None, 0.0


def _dates(left: Located, right: Located, context: StoryContext) -> str:
    """Return what makes two days exclude each other, or ""; they are the days of one verb."""
    slots = left.mention.slots, right.mention.slots
    if any(not isinstance(each, DateSlots) or not _is_day(each) for each in slots):
        return ""
    if date_agreement(left, right, context) != "disjoint":
        return ""
    ours, theirs = (said_of(item, context) for item in (left, right))
    if ours.reports or theirs.reports:
        return ""
    # "Charged a man identified as Poe on Tuesday": the verb may stand one further.
    verbs = (ours.verbs, theirs.deeds), (ours.deeds, theirs.verbs)
    one = any(any_said_in(*sides) for sides in verbs)
    return "two days of one event" if one else ""


def _is_day(slots: DateSlots) -> bool:
    return bool(slots.weekday) or slots.precision == "day"


def _counts(left: Located, right: Located, context: StoryContext) -> str:
    """Return what makes two counts of people exclude each other, or "": one toll of one event.

    Counts of "people" and of "men" do only where one speaker gives both.
    """
    ours, theirs = left.mention.slots, right.mention.slots
    if not isinstance(ours, QuantitySlots) or not isinstance(theirs, QuantitySlots):
        return ""
    if not _one_toll(left, right, context):
        return ""
    if compared(left, right, context, as_people) != "disjoint":
        return ""
    if of_other_years(left, right, context) or of_two_events(left, right, context):
        return ""
    if comes_on_top(left, context) or comes_on_top(right, context):
        return ""
    if context.prints_number(left, right) or context.prints_number(right, left):
        return ""
    if same_noun(ours.noun, theirs.noun):
        return "two counts of one event"
    people = all(not each.noun or counted_noun(each.noun)[0] in _PEOPLE for each in (ours, theirs))
    return "two counts by one speaker" if people and _one_speaker(left, right, context) else ""


def _one_toll(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether two figures count one toll; the word for it may stand far behind one."""
    tolls = {toll(left, context), toll(right, context)}
    if len(tolls) > 1 and "" in tolls:
        verbs = product(*(said_of(item, context).deeds for item in (left, right)))
        return any(one_class(*pair) for pair in verbs)
    return len(tolls) == 1 and "" not in tolls


def _one_speaker(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether one speaker, whoever that is, speaks in the sentences of both figures."""
    ours, theirs = (
        [key for key in context.speakers.get((i.article, i.mention.sentence), ()) if key]
        for i in (left, right)
    )
    return any(speakers_agree(*pair) for pair in product(ours, theirs))
