"""Facts whose mentions a person has put together or taken apart, judged again.

Nobody asks whether the clauses of merged facts are close: a person said that they speak
of one thing, so values that exclude each other conflict and quotations in other words
differ. What a person took apart is not found again through the sentence it stood in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from dedup.comparison import fact_of, fact_rank, salience_of, second_look
from dedup.comparison.context import Located, StoryContext
from dedup.comparison.findings import findings_of
from dedup.comparison.rivals import rivals_of
from dedup.comparison.status import judge
from dedup.comparison.wording import same_words
from dedup.model import (
    Comparison,
    DateSlots,
    Fact,
    Mention,
    Presence,
    QuantitySlots,
    QuoteSlots,
    Reason,
    Slots,
    Status,
)
from dedup.options import CompareOptions
from dedup.slot_dates import compare_dates
from dedup.slots import compare_quantities

# What the tool calls no difference, or a small one, where values may exclude each other.
_MILD: frozenset[Status] = frozenset({"shared", "detail_differs", "undecided"})


@dataclass(frozen=True, slots=True)
class Regrouped:
    """Mentions that are one fact because a person said so.

    Args:
        mentions: All of them, at least one.
        merged: They come from several facts.
        apart: Mentions that are not this fact, by a person's word.
        reasons: Who said so and why.
    """

    mentions: frozenset[Mention]
    merged: bool = False
    apart: frozenset[Mention] = field(default_factory=frozenset)
    reasons: tuple[Reason, ...] = ()


def regroup(
    comparison: Comparison,
    changed: Sequence[Regrouped],
    context: StoryContext,
    options: CompareOptions,
) -> Comparison:
    """Return a comparison with some facts regrouped, all ranked and numbered anew.

    Args:
        comparison: As the tool sees the story.
        changed: The new facts; together they hold whole facts of the comparison.
        context: Of the story.
        options: Thresholds.
    """
    context.note(mention for fact in comparison.facts for mention in fact.mentions)
    taken = frozenset[Mention]().union(*(group.mentions for group in changed))
    facts = [fact for fact in comparison.facts if not taken & set(fact.mentions)]
    facts += [_judged(group, context, options) for group in changed]
    facts.sort(key=lambda fact: fact_rank(fact, context))
    numbered = tuple(replace(fact, id=f"F{n}") for n, fact in enumerate(facts, start=1))
    held = {fact.id: frozenset(fact.mentions) for fact in numbered}
    findings = [
        finding
        for finding in findings_of(numbered, rivals_of(numbered, context, options))
        if not _kept_apart([held[i] for i in finding.facts], changed)
    ]
    return replace(
        comparison,
        facts=numbered,
        findings=tuple(replace(f, id=str(n)) for n, f in enumerate(findings, start=1)),
    )


def _kept_apart(facts: Sequence[frozenset[Mention]], changed: Sequence[Regrouped]) -> bool:
    """Tell whether a finding is about two facts that a person took apart."""
    return any(
        left == group.mentions and right & group.apart
        for group in changed
        for left in facts
        for right in facts
    )


def _judged(group: Regrouped, context: StoryContext, options: CompareOptions) -> Fact:
    items = [context.locate(mention) for mention in group.mentions]
    items.sort(key=lambda item: (item.article, item.mention.spans, item.mention.kind))
    fact = fact_of(items, context, options)
    if group.apart:
        fact = _without(fact, group.apart, items, context, options)
    if group.merged and fact.status in _MILD:
        fact = _as_one(fact, items)
    return replace(fact, reasons=(*group.reasons, *fact.reasons))


def _as_one(fact: Fact, items: Sequence[Located]) -> Fact:
    """Judge mentions that a person called one fact by their values alone."""
    for left, right in combinations(items, 2):
        if left.article == right.article:
            continue
        status = _difference(left.mention.slots, right.mention.slots)
        if status is not None:
            return replace(fact, status=status, reasons=(Reason("values differ", "yes"),))
    return fact


def _difference(left: Slots, right: Slots) -> Status | None:
    if isinstance(left, QuantitySlots) and isinstance(right, QuantitySlots):
        # One noun and one subject, by decree; another unit is still another measure.
        answer = compare_quantities(*(replace(s, noun="person", subject="") for s in (left, right)))
        return "conflicting" if answer == "disjoint" else None
    if isinstance(left, DateSlots) and isinstance(right, DateSlots):
        return "conflicting" if compare_dates(left, right) == "disjoint" else None
    if isinstance(left, QuoteSlots) and isinstance(right, QuoteSlots):
        return None if same_words(left.words, right.words) else "wording_differs"
    return None


def _without(
    fact: Fact,
    apart: frozenset[Mention],
    items: Sequence[Located],
    context: StoryContext,
    options: CompareOptions,
) -> Fact:
    """Judge a fact without the sentences of the mentions that left it."""
    own = {mention.article_id for mention in fact.mentions}
    places = {(mention.article_id, mention.sentence) for mention in apart}
    presence = tuple(
        _absent(p) if p.article_id not in own and _stands_in(p, places) else p
        for p in fact.presence
    )
    status, reasons = judge(items, context, options)
    if status == "unique":
        status, reasons = second_look(items, presence, context, reasons)
    found = {context.origins[i] for i, p in enumerate(presence) if p.state == "found"}
    return replace(
        fact,
        status=status,
        reasons=reasons,
        presence=presence,
        n_found=len(found),
        salience=salience_of(presence),
    )


def _stands_in(presence: Presence, places: set[tuple[str, int]]) -> bool:
    sentences = presence.sentences or (presence.nearest,)
    return presence.state in ("found", "uncertain") and all(
        (presence.article_id, sentence) in places for sentence in sentences
    )


def _absent(presence: Presence) -> Presence:
    nearest = presence.sentences[0] if presence.sentences else presence.nearest
    return Presence(presence.article_id, "not_found", (), nearest, presence.score)
