"""Compare the articles of one story: facts, their status and presence, findings.

Mentions become classes (``links``, ``group``), classes get a status (``status``)
and a presence in every article (``presence``), and what an editor should look at
is ranked (``findings``). Nothing here writes a sentence about the news: a fact
is its mentions' own words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dedup.comparison.context import Located, StoryContext
from dedup.comparison.exchange_facts import with_exchanges
from dedup.comparison.figures import one_each, parts_of
from dedup.comparison.findings import findings_of
from dedup.comparison.group import group
from dedup.comparison.links import links_of
from dedup.comparison.presence import presences
from dedup.comparison.quoted import told_with_events, told_with_quotations
from dedup.comparison.rivals import rivals_of
from dedup.comparison.status import judge
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
# Mentions of one pool may be one fact.
_POOLS: tuple[tuple[FactKind, ...], ...] = (
    ("quantity",),
    ("quote",),
    ("event",),
    ("attribution",),
    ("date",),
    ("person", "organisation", "place"),
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
# Mean likeness of the clauses of one fact, as a share of what links two of them (chosen:
# at .5 a headline gathered half an article's clauses on the one pair read for it; of the
# 94 shared facts of the samples .5, .8 and 1 keep 53, 51 and 49 whole).
_ALIKE = 0.8
# Mean likeness of the quotations of one fact: of three, more than two of each other's.
_MOST_ALIKE = 0.51
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
    context.note(mentions)
    located = [context.locate(mention) for mention in mentions]
    located.sort(key=lambda item: (item.article, item.mention.spans[0].start))
    drafts: list[Fact] = []
    for kinds in _POOLS:
        items = [item for item in located if item.mention.kind in kinds]
        links = links_of(kinds[0], items, context, options)
        for members in _classes(kinds[0], items, links, context, options):
            drafts.append(fact_of([items[i] for i in members], context, options))

    def make(members: Sequence[Located], status: Status, reasons: tuple[Reason, ...]) -> Fact:
        return _fact(members, status, reasons, context, options)

    drafts = told_with_events(told_with_quotations(drafts, context), context)
    drafts = [_looked_at_again(fact, context) for fact in drafts]
    drafts = with_exchanges(drafts, located, context, make)
    drafts.sort(key=lambda fact: fact_rank(fact, context))
    facts = tuple(replace(fact, id=f"F{number}") for number, fact in enumerate(drafts, start=1))
    findings = findings_of(facts, rivals_of(facts, context, options))
    return Comparison(story, context.articles, context.alignments, facts, findings)


def _looked_at_again(fact: Fact, context: StoryContext) -> Fact:
    """Return a clause of one article with the status that its presence gives it."""
    if fact.status not in ("unique", "undecided") or fact.kind not in ("event", "attribution"):
        return fact
    items = [context.locate(mention) for mention in fact.mentions]
    if len({item.article for item in items}) > 1:
        return fact
    one = (Reason("origins that have it", 1, float(context.n_origins)),)
    status, reasons = second_look(items, fact.presence, context, one)
    found = {context.origins[i] for i, p in enumerate(fact.presence) if p.state == "found"}
    salience = salience_of(fact.presence)
    return replace(fact, status=status, reasons=reasons, n_found=len(found), salience=salience)


def _classes(
    kind: FactKind,
    items: Sequence[Located],
    links: Mapping[tuple[int, int], float],
    context: StoryContext,
    options: CompareOptions,
) -> list[tuple[int, ...]]:
    articles = [item.article for item in items]
    if kind == "quantity":
        return _with_parts(items, links, context)
    if kind not in ("event", "attribution"):
        values = one_each(items) if kind == "date" else ()
        quorum = 0.5 * min(links.values(), default=1.0)
        # Two ends of a long quotation are not each other; which words an article has is told apart.
        least = _MOST_ALIKE if kind == "quote" else 0.0
        return group(articles, links, max(quorum, least), values=values)

    def within(i: int, j: int) -> float:
        scores = context.clause_scores(items[i].article, items[i].article)
        return float(scores[items[i].clause, items[j].clause])

    # A headline renders half the article; only clauses that are alike themselves are one fact.
    return group(articles, links, _ALIKE * options.event_threshold, within)


def _with_parts(
    items: Sequence[Located], links: Mapping[tuple[int, int], float], context: StoryContext
) -> list[tuple[int, ...]]:
    """Group figures, then put the parts of a sum beside their total.

    The parts take no part in the grouping: they are no rendering of the total, and
    would keep a figure that contradicts it out of its class.
    """
    totals = parts_of(items, context)
    kept = {pair: score for pair, score in links.items() if not totals.keys() & set(pair)}
    quorum = 0.5 * min(kept.values(), default=1.0)
    classes = group([item.article for item in items], kept, quorum, values=one_each(items))
    home = {i: n for n, members in enumerate(classes) for i in members}
    merged = [set(members) for members in classes]
    for part, total in sorted(totals.items()):
        if total not in totals:
            merged[home[part]].discard(part)
            merged[home[total]].add(part)
    return [tuple(sorted(members)) for members in merged if members]


def fact_of(items: Sequence[Located], context: StoryContext, options: CompareOptions) -> Fact:
    """Judge one class of mentions: its status, and its presence in every article."""
    status, reasons = judge(items, context, options)
    fact = _fact(items, status, reasons, context, options)
    if status != "unique":
        return fact
    status, reasons = second_look(items, fact.presence, context, reasons)
    return replace(fact, status=status, reasons=reasons)


def _fact(
    items: Sequence[Located],
    status: Status,
    reasons: tuple[Reason, ...],
    context: StoryContext,
    options: CompareOptions,
) -> Fact:
    presence = presences(items, context, options)
    found = {context.origins[i] for i, p in enumerate(presence) if p.state == "found"}
    return Fact(
        id="",
        kind=_kind(items),
        status=status,
        mentions=tuple(item.mention for item in items),
        presence=presence,
        n_found=len(found),
        n_origins=context.n_origins,
        salience=salience_of(presence),
        reasons=reasons,
    )


def _kind(items: Sequence[Located]) -> FactKind:
    """Return the kind most of the mentions have; ties in the order of ``_KINDS``."""
    kinds = [item.mention.kind for item in items]
    return min(kinds, key=lambda kind: (-kinds.count(kind), _KINDS.index(kind)))


def second_look(
    items: Sequence[Located],
    presence: Sequence[Presence],
    context: StoryContext,
    reasons: tuple[Reason, ...],
) -> tuple[Status, tuple[Reason, ...]]:
    """Correct ``unique`` where another text has, or may have, the fact in other words.

    Another text is another origin; in a story of one origin, another article.
    """
    several = context.n_origins > 1
    texts = context.origins if several else range(len(context.articles))
    own = {texts[item.article] for item in items}
    others = [p for i, p in enumerate(presence) if texts[i] not in own]
    n_found = len({texts[i] for i, p in enumerate(presence) if p.state == "found"})
    if any(p.state == "found" for p in others):
        return "shared", (Reason("origins that have it", n_found, float(len(set(texts)))),)
    unsure = [p.score for p in others if p.state == "uncertain"]
    if unsure:
        return "undecided", (Reason("nearest sentence elsewhere", max(unsure)),)
    return "unique", reasons


def salience_of(presence: Sequence[Presence]) -> float:
    """Return how prominently the articles that have a fact print it, [0, 1]."""
    weights = [_PLACE_WEIGHT[p.position] for p in presence if p.position is not None]
    if not weights:
        return 0.0
    return round(0.5 * max(weights) + 0.5 * sum(weights) / len(presence), 6)


def fact_rank(fact: Fact, context: StoryContext) -> tuple[int, float, int, int, int]:
    """Return what facts are sorted by: status, salience, kind, place."""
    first = fact.mentions[0]
    place = (context.index[first.article_id], first.spans[0].start)
    return (
        _STATUSES.index(fact.status),
        -fact.salience,
        _KINDS.index(fact.kind),
        *place,
    )
