"""Which mentions assert the same thing, or fill the same slot.

One function a kind. Each returns links ``(i, j) -> score`` over the mentions it
was given. What a link needs is stated with each kind; where in doubt there is no
link, and the mention stays a fact of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast

from dedup.compare.context import Located, StoryContext
from dedup.compare.wording import same_utterance
from dedup.model import (
    AttributionSlots,
    DateSlots,
    EventSlots,
    FactKind,
    NameSlots,
    QuantitySlots,
    QuoteSlots,
)
from dedup.options import CompareOptions
from dedup.slot_dates import compare_dates
from dedup.slots import adds_up, compare_names, compare_quantities, same_noun
from dedup.text import stem

Links = Mapping[tuple[int, int], float]

# Two equal counts of the same thing link without alignment when they are unlikely by chance:
# counts to a dozen turn up everywhere, and "one" or "two" say nothing.
_RARE_COUNT = 13.0


def links_of(
    kind: FactKind, items: Sequence[Located], context: StoryContext, options: CompareOptions
) -> Links:
    """Return the links among mentions of one kind.

    Args:
        kind: Their kind.
        items: The mentions, in report order.
        context: The story.
        options: Thresholds.
    """
    if kind == "quantity":
        links = _slot_links(items, context, options, _quantity_agreement)
        return {**links, **_parts_links(items, context, options)}
    if kind == "date":
        return _slot_links(items, context, options, _date_agreement)
    if kind == "quote":
        return _quote_links(items, context, options)
    if kind in ("attribution", "event"):
        return _clause_links(items, context, options)
    return _name_links(items, context)


def _pairs(items: Sequence[Located], context: StoryContext) -> Iterator[tuple[int, int]]:
    """Yield the pairs of mentions whose articles are about one thing."""
    for i, left in enumerate(items):
        for j in range(i + 1, len(items)):
            if context.related(left.article, items[j].article):
                yield i, j


def _quantity_agreement(left: Located, right: Located) -> str:
    return compare_quantities(_quantity(left), _quantity(right))


def _date_agreement(left: Located, right: Located) -> str:
    ours, theirs = (cast(DateSlots, item.mention.slots) for item in (left, right))
    return compare_dates(ours, theirs)


def _slot_links(
    items: Sequence[Located],
    context: StoryContext,
    options: CompareOptions,
    agree: Callable[[Located, Located], str],
) -> Links:
    """Link figures (or dates) that agree in close clauses; then disjoint ones in the same slot.

    A disjoint pair fills one slot only if the clauses render each other, neither
    figure found its equal in the other's sentence, and each is the other's best.
    """
    links: dict[tuple[int, int], float] = {}
    disjoint: list[tuple[float, int, int]] = []
    settled: set[tuple[int, int, int]] = set()
    for i, j in _pairs(items, context):
        left, right = items[i], items[j]
        answer = agree(left, right)
        if answer == "incomparable":
            continue
        close = context.closeness(left, right)
        if answer == "disjoint":
            if left.article != right.article and _fills_slot(left, right, close, context, options):
                disjoint.append((close, i, j))
            continue
        if close >= options.related_threshold or _telling(left, right, answer):
            links[i, j] = round(max(close, options.related_threshold), 6)
            settled.add((i, right.article, right.mention.sentence))
            settled.add((j, left.article, left.mention.sentence))
    taken: set[tuple[int, int]] = set()
    for close, i, j in sorted(disjoint, key=lambda row: (-row[0], row[1], row[2])):
        left, right = items[i], items[j]
        if (i, right.article, right.mention.sentence) in settled:
            continue
        if (j, left.article, left.mention.sentence) in settled:
            continue
        if (i, right.article) not in taken and (j, left.article) not in taken:
            links[i, j] = close
            taken |= {(i, right.article), (j, left.article)}
    return links


def _telling(left: Located, right: Located, answer: str) -> bool:
    """Tell whether two figures agree so precisely that they need no aligned clause."""
    ours, theirs = left.mention.slots, right.mention.slots
    if not isinstance(ours, QuantitySlots) or not isinstance(theirs, QuantitySlots):
        return False
    if answer != "equal" or not ours.noun or not theirs.noun or ours.low is None:
        return False
    return ours.low >= _RARE_COUNT and same_noun(ours.noun, theirs.noun)


def _parts_links(
    items: Sequence[Located], context: StoryContext, options: CompareOptions
) -> Links:
    """Link a total in one article with its parts, next to each other in a sentence of another."""
    links = {}
    runs: dict[tuple[int, int], list[int]] = {}
    for i, item in enumerate(items):
        runs.setdefault((item.article, item.mention.sentence), []).append(i)
    for t, total in enumerate(items):
        for (article, _), run in runs.items():
            if article == total.article or not context.related(article, total.article):
                continue
            if context.closeness(total, items[run[0]]) < options.related_threshold:
                continue
            for size in (2, 3):
                for start in range(len(run) - size + 1):
                    parts = run[start : start + size]
                    if adds_up([_quantity(items[p]) for p in parts], _quantity(total)):
                        links.update({(min(t, p), max(t, p)): 1.0 for p in parts})
    return links


def _quantity(item: Located) -> QuantitySlots:
    return cast(QuantitySlots, item.mention.slots)


def _fills_slot(
    left: Located, right: Located, close: float, context: StoryContext, options: CompareOptions
) -> bool:
    """Tell whether two disjoint values stand for one thing: same frame, same modality."""
    if close < options.conflict_threshold:
        return False
    if context.frame(left, right) < options.frame_threshold:
        return False
    ours, theirs = left.mention.slots, right.mention.slots
    if isinstance(ours, QuantitySlots) and isinstance(theirs, QuantitySlots):
        if ours.change != theirs.change:
            return False
        # Without a noun or a unit there is nothing the figures are known to share.
        return bool((ours.noun and theirs.noun) or ours.unit)
    if isinstance(ours, DateSlots) and isinstance(theirs, DateSlots):
        return ours.precision == theirs.precision
    return False


def _name_links(items: Sequence[Located], context: StoryContext) -> Links:
    """Link mentions of one name."""
    links = {}
    for i, j in _pairs(items, context):
        ours, theirs = (cast(NameSlots, items[k].mention.slots) for k in (i, j))
        agreement = compare_names(ours, theirs)
        if agreement in ("equal", "compatible"):
            links[i, j] = 1.0 if agreement == "equal" else 0.9
    return links


def _quote_links(
    items: Sequence[Located], context: StoryContext, options: CompareOptions
) -> Links:
    """Link quotations of one utterance: compatible speakers, and the words match."""
    links = {}
    for i, j in _pairs(items, context):
        left, right = items[i], items[j]
        ours, theirs = (cast(QuoteSlots, item.mention.slots) for item in (left, right))
        if not speakers_agree(ours.speaker, theirs.speaker):
            continue
        score = same_utterance(ours.words, theirs.words)
        if score >= options.quote_threshold:
            links[i, j] = score
    return links


def speakers_agree(left: str | None, right: str | None) -> bool:
    """Tell whether two speaker keys may be one: equal, contained, or one unresolved."""
    if left is None or right is None:
        return True
    ours, theirs = ({stem(word) for word in key.split()} for key in (left, right))
    return ours <= theirs or theirs <= ours


def _clause_links(
    items: Sequence[Located], context: StoryContext, options: CompareOptions
) -> Links:
    """Link clauses that render each other, each to its best in the other article."""
    links: dict[tuple[int, int], float] = {}
    best: dict[tuple[int, int], float] = {}
    for i, j in _pairs(items, context):
        left, right = items[i], items[j]
        if left.article == right.article and left.clause == right.clause:
            continue
        scores = context.clause_scores(left.article, right.article)
        score = float(scores[left.clause, right.clause])
        if score < options.event_threshold or _one_sided(left, right):
            continue
        links[i, j] = score
        for item, other in ((i, right), (j, left)):
            key = (item, other.article)
            best[key] = max(best.get(key, 0.0), score)
    return {
        (i, j): score
        for (i, j), score in links.items()
        if score >= options.margin * best[i, items[j].article]
        or score >= options.margin * best[j, items[i].article]
    }


def _one_sided(left: Located, right: Located) -> bool:
    """Tell whether a clause is only about who spoke, and the other about what happened."""
    ours, theirs = left.mention.slots, right.mention.slots
    if isinstance(ours, AttributionSlots) and isinstance(theirs, AttributionSlots):
        return not (set(ours.content.split()) & set(theirs.content.split()))
    if isinstance(ours, EventSlots) and isinstance(theirs, EventSlots):
        words = (f"{slots.predicate} {slots.agent} {slots.object}".split() for slots in (ours, theirs))
        first, second = (set(stems) for stems in words)
        return not first & second
    return False
