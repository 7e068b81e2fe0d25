"""Exchanged words among the facts of a story.

An exchange (``exchanged``) is about two mentions. Where one fact holds both, it gets the
exchange's status if that is the graver; otherwise the two become a fact of their own
beside those that collect their names and figures over whole articles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from dedup.comparison.context import Located, StoryContext
from dedup.comparison.exchanged import find_exchanges
from dedup.comparison.sides import Exchange
from dedup.comparison.status import ORDER, is_update
from dedup.model import Fact, Mention, NameSlots, QuantitySlots, Reason, Status

_Key = tuple[object, ...]
Make = Callable[[Sequence[Located], Status, tuple[Reason, ...]], Fact]


def with_exchanges(
    facts: Sequence[Fact], located: Sequence[Located], context: StoryContext, make: Make
) -> list[Fact]:
    """Return a story's facts with what its articles exchanged in one slot.

    Args:
        facts: The facts found by class, unnumbered.
        located: All mentions, in report order.
        context: The story.
        make: Makes a fact of mentions, status and reasons.
    """
    kept = list(facts)
    home: dict[_Key, int] = {
        _key(mention): number for number, fact in enumerate(kept) for mention in fact.mentions
    }
    apart: list[Exchange] = []
    for exchange in find_exchanges(located, context):
        if exchange.kind == "event" and exchange.status == "conflicting":
            kept = [_yielding(fact, exchange) for fact in kept]
        left, right = (home.get(_key(m)) for m in (exchange.left, exchange.right))
        if left is None or left != right or isinstance(exchange.left.slots, NameSlots):
            apart.append(exchange)
        else:
            kept[left] = _graver(kept[left], exchange)
    # That two clauses are not quite alike is worth no fact of its own.
    apart = [e for e in apart if e.kind != "event" or e.status == "conflicting"]
    own = [_fact(group, context, make) for group in _slots(apart)]
    covered = {_key(mention) for fact in own for mention in fact.mentions}
    left_over = [fact for fact in kept if not _only_repeats(fact, covered)]
    return left_over + own


def _key(mention: Mention) -> _Key:
    return (mention.article_id, mention.kind, mention.spans)


def _graver(fact: Fact, exchange: Exchange) -> Fact:
    # The later, higher count of something that grows stands in the slot of the earlier one.
    if fact.status not in ORDER or fact.status == "updated":
        return fact
    if ORDER.index(fact.status) <= ORDER.index(exchange.status):
        return fact
    return replace(fact, status=exchange.status, reasons=exchange.reasons)


def _yielding(fact: Fact, exchange: Exchange) -> Fact:
    """Return a fact; "denied" beside "confirmed" is one conflict, not one more of its cues."""
    places = {(m.article_id, m.sentence) for m in fact.mentions}
    ours = {(m.article_id, m.sentence) for m in (exchange.left, exchange.right)}
    if fact.kind == "attribution" and fact.status == "conflicting" and places == ours:
        return replace(fact, status="detail_differs")
    return fact


def _slots(exchanges: Sequence[Exchange]) -> list[list[Exchange]]:
    """Group exchanges of one kind that share a mention or say the same of one sentence."""
    groups: dict[int, list[Exchange]] = {}
    # By what the exchanges of a group are told, and which was its last.
    home: dict[_Key, int] = {}
    last: dict[int, int] = {}
    for number, exchange in enumerate(exchanges):
        touching = {home[mark] for mark in _marks(exchange) if mark in home}
        first, *others = sorted(touching, key=last.__getitem__) or [number]
        added = [e for other in others for e in groups.pop(other)] + [exchange]
        groups.setdefault(first, []).extend(added)
        home.update((mark, first) for e in added for mark in _marks(e))
        last[first] = number
    return [groups[at] for at in sorted(groups, key=last.__getitem__)]


def _marks(exchange: Exchange) -> list[_Key]:
    """Return what an exchange is of one slot with another by, if they have any in common."""
    left, right = exchange.left, exchange.right
    place = left.article_id, left.sentence, right.article_id
    return [
        (exchange.kind, _key(left)),
        (exchange.kind, _key(right)),
        (exchange.kind, place, exchange.words),
    ]


def _fact(group: Sequence[Exchange], context: StoryContext, make: Make) -> Fact:
    mentions = {_key(m): m for e in group for m in (e.left, e.right)}
    items = [context.locate(mention) for mention in mentions.values()]
    items.sort(key=lambda item: (item.article, item.mention.spans[0].start))
    worst = min(group, key=lambda e: ORDER.index(e.status))
    status = worst.status
    if status == "conflicting" and isinstance(worst.left.slots, QuantitySlots):
        pair = [context.locate(mention) for mention in (worst.left, worst.right)]
        status = "updated" if is_update(pair[0], pair[1], context) else status
    return make(items, status, worst.reasons)


def _only_repeats(fact: Fact, covered: set[_Key]) -> bool:
    """Tell whether a fact of one article has no mention that a slot's fact lacks."""
    one = len({mention.article_id for mention in fact.mentions}) == 1
    return one and all(_key(mention) in covered for mention in fact.mentions)
