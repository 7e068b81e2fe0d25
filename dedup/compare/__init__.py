"""Compare the articles of one story: facts, their status and presence, findings.

Mentions become classes (``links``, ``group``), classes get a status (``status``)
and a presence in every article (``presence``), and what an editor should look at
is ranked (``findings``). Nothing here writes a sentence about the news: a fact
is its mentions' own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dedup.compare.context import Located, StoryContext
from dedup.compare.findings import findings_of
from dedup.compare.group import group
from dedup.compare.links import links_of
from dedup.compare.presence import presences
from dedup.compare.status import judge
from dedup.model import Comparison, Fact, FactKind, Mention, Presence, Reason, Status, Story
from dedup.options import CompareOptions

__all__ = ["StoryContext", "compare_story"]

_KINDS: tuple[FactKind, ...] = (
    "quantity",
    "quote",
    "event",
    "attribution",
    "date",
    "person",
    "organisation",
    "place",
)
_STATUSES: tuple[Status, ...] = (
    "conflicting",
    "updated",
    "wording_differs",
    "attribution_differs",
    "detail_differs",
    "undecided",
    "shared",
    "unique",
)
_PLACE_WEIGHT = {"headline": 1.0, "lead": 0.9, "body": 0.5, "tail": 0.3}


def compare_story(
    story: Story,
    context: StoryContext,
    mentions: Sequence[Mention],
    options: CompareOptions = CompareOptions(),  # noqa: B008  frozen
) -> Comparison:
    """Compare the articles of one story.

    Args:
        story: The story.
        context: Its articles, clauses, scores and alignments.
        mentions: All mentions of all its articles.
        options: Thresholds.

    Returns:
        Facts ranked by status, salience and place; findings ranked.
    """
    located = [context.locate(mention) for mention in mentions]
    located.sort(key=lambda item: (item.article, item.mention.spans[0].start))
    drafts: list[Fact] = []
    for kind in _KINDS:
        items = [item for item in located if item.mention.kind == kind]
        links = links_of(kind, items, context, options)
        quorum = 0.5 * min(links.values(), default=1.0)
        for members in group([item.article for item in items], links, quorum):
            drafts.append(_fact([items[i] for i in members], context, options))
    drafts.sort(key=lambda fact: _rank(fact, context))
    facts = tuple(replace(fact, id=f"F{number}") for number, fact in enumerate(drafts, start=1))
    return Comparison(story, context.articles, context.alignments, facts, findings_of(facts))


def _fact(items: Sequence[Located], context: StoryContext, options: CompareOptions) -> Fact:
    status, reasons = judge(items, context, options)
    presence = presences(items, context, options)
    found = {context.origins[i] for i, p in enumerate(presence) if p.state == "found"}
    if status == "unique":
        status, reasons = _second_look(items, presence, found, context, reasons)
    return Fact(
        id="",
        kind=items[0].mention.kind,
        status=status,
        mentions=tuple(item.mention for item in items),
        presence=presence,
        n_found=len(found),
        n_origins=context.n_origins,
        salience=_salience(presence),
        reasons=reasons,
    )


def _second_look(
    items: Sequence[Located],
    presence: Sequence[Presence],
    found: set[int],
    context: StoryContext,
    reasons: tuple[Reason, ...],
) -> tuple[Status, tuple[Reason, ...]]:
    """Correct ``unique`` where another origin has, or may have, the fact in other words."""
    own = {context.origins[item.article] for item in items}
    if found - own:
        n_origins = float(context.n_origins)
        return "shared", (Reason("origins that have it", len(found), n_origins),)
    unsure = [
        p.score
        for i, p in enumerate(presence)
        if p.state == "uncertain" and context.origins[i] not in own
    ]
    if unsure:
        return "undecided", (Reason("nearest sentence elsewhere", max(unsure)),)
    return "unique", reasons


def _salience(presence: Sequence[Presence]) -> float:
    """Return how prominently the articles that have a fact print it, [0, 1]."""
    weights = [_PLACE_WEIGHT[p.position] for p in presence if p.position is not None]
    if not weights:
        return 0.0
    return round(0.5 * max(weights) + 0.5 * sum(weights) / len(presence), 6)


def _rank(fact: Fact, context: StoryContext) -> tuple[int, float, int, int, int]:
    first = fact.mentions[0]
    place = (context.index[first.article_id], first.spans[0].start)
    return (
        _STATUSES.index(fact.status),
        -fact.salience,
        _KINDS.index(fact.kind),
        *place,
    )
