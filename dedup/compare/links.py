"""Which mentions assert the same thing, or fill the same slot.

One function a kind. Each returns links ``(i, j) -> score`` over the mentions it
was given. What a link needs is stated with each kind; where in doubt there is no
link, and the mention stays a fact of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from dedup.compare.context import Located, StoryContext
from dedup.compare.figures import Links, date_links, pairs, quantity_links
from dedup.compare.wording import same_utterance
from dedup.model import (
    AttributionSlots,
    EventSlots,
    FactKind,
    NameSlots,
    QuoteSlots,
)
from dedup.options import CompareOptions
from dedup.slots import compare_names
from dedup.text import stem

# What aligned sentences add to the likeness of two quotations by one speaker (own choice: two
# paraphrased quotations of the samples scored .45 to .55 by words alone, wrong pairs below .4).
_SAME_SENTENCE = 0.15


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
        return quantity_links(items, context, options)
    if kind == "date":
        return date_links(items, context, options)
    if kind == "quote":
        return _quote_links(items, context, options)
    if kind in ("attribution", "event"):
        return _clause_links(items, context, options)
    return _name_links(items, context)


def _name_links(items: Sequence[Located], context: StoryContext) -> Links:
    """Link mentions of one name.

    Articles may disagree on what a bare name names (a firm without its "Inc" reads
    like a surname); such a name joins its long form of another kind unless the
    story knows a person by it.
    """
    slots = [cast(NameSlots, item.mention.slots) for item in items]
    persons = {s.key.split()[0] for s in slots if s.key and _is_full_person(s)}
    links = {}
    for i, j in pairs(items, context):
        agreement = compare_names(slots[i], slots[j])
        if agreement not in ("equal", "compatible"):
            continue
        if items[i].mention.kind != items[j].mention.kind and agreement == "compatible":
            shorter = min(slots[i].key, slots[j].key, key=len)
            if " " in shorter or shorter in persons:
                continue
        links[i, j] = 1.0 if agreement == "equal" else 0.9
    return links


def _is_full_person(slots: NameSlots) -> bool:
    """Tell whether a key is a surname with an initial ("poe j")."""
    words = slots.key.split()
    return len(words) == 2 and len(words[1]) == 1


def _quote_links(items: Sequence[Located], context: StoryContext, options: CompareOptions) -> Links:
    """Link quotations of one utterance: compatible speakers, and the words match."""
    links = {}
    for i, j in pairs(items, context):
        left, right = items[i], items[j]
        ours, theirs = (cast(QuoteSlots, item.mention.slots) for item in (left, right))
        if not speakers_agree(ours.speaker, theirs.speaker):
            continue
        score = same_utterance(ours.words, theirs.words)
        known = ours.speaker is not None and theirs.speaker is not None
        # One speaker in sentences that render each other: fewer words need to match.
        if known and score and context.sentence_closeness(left, right) >= options.quote_threshold:
            score = min(1.0, round(score + _SAME_SENTENCE, 6))
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
    for i, j in pairs(items, context):
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
        mine, other = set(ours.content.split()), set(theirs.content.split())
        return 2 * len(mine & other) < min(len(mine), len(other))
    if isinstance(ours, EventSlots) and isinstance(theirs, EventSlots):
        words = (
            f"{slots.predicate} {slots.agent} {slots.object}".split() for slots in (ours, theirs)
        )
        first, second = (set(stems) for stems in words)
        return not first & second
    return False
