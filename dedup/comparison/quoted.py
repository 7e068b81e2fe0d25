"""Clauses that report a quotation which another article prints.

A clause is looked for by its likeness and its words; the quotation in it is found word for word
elsewhere, whatever stands around it there. What is mostly that quotation is told with it, and
of the rest it cannot be said that the article does not have it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dedup.comparison.context import Located, StoryContext
from dedup.comparison.reported import says_else
from dedup.comparison.restating import anchors
from dedup.model import DateSlots, Fact, Mention, Presence
from dedup.text import content_stems

# Share of a clause's content words that its quotation has which tells what the clause tells, and
# which makes it likely (own choice).
_MOST, _SOME = 0.6, 0.3
# An event this alike is likely told there, and so is what is attributed in it (own choice).
_LIKELY = 0.6
_CLAUSES = frozenset({"event", "attribution"})
# What is printed alike where one thing is told.
_ANCHORS = frozenset({"quantity", "date", "quote"})
_Place = tuple[str, int]


def told_with_quotations(facts: Sequence[Fact], context: StoryContext) -> list[Fact]:
    """Return facts; a clause is found, or uncertain, where its quotation is found.

    Args:
        facts: The facts of a story, unnumbered.
        context: The story.
    """
    quotations: dict[_Place, list[tuple[Mention, Fact]]] = {}
    for fact in facts:
        if fact.kind == "quote":
            for mention in fact.mentions:
                place = mention.article_id, mention.sentence
                quotations.setdefault(place, []).append((mention, fact))
    told = [
        _told(fact, quotations, context)
        if fact.kind in _CLAUSES and fact.status in ("unique", "undecided")
        else fact
        for fact in facts
    ]
    return _told_beside(told, context)


def _told_beside(facts: Sequence[Fact], context: StoryContext) -> list[Fact]:
    """Return facts; a clause is found where a figure, a day or a quotation in it is one with one.

    What two sentences print alike makes them tell one thing, if the rest is alike as well.
    """
    printed: dict[_Place, list[tuple[Mention, Fact]]] = {}
    for fact in facts:
        if fact.kind in _ANCHORS:
            for mention in fact.mentions:
                if isinstance(mention.slots, DateSlots) and mention.slots.precision == "year":
                    continue  # a year holds much of what a story dates
                place = mention.article_id, mention.sentence
                printed.setdefault(place, []).append((mention, fact))
    return [
        replace(
            fact, presence=tuple(_beside(fact, each, printed, context) for each in fact.presence)
        )
        if fact.kind in _CLAUSES and fact.status in ("unique", "undecided")
        else fact
        for fact in facts
    ]


def _beside(
    fact: Fact,
    presence: Presence,
    printed: dict[_Place, list[tuple[Mention, Fact]]],
    context: StoryContext,
) -> Presence:
    """Return the presence of a clause, found in a sentence that prints what it prints."""
    if presence.state != "uncertain":
        return presence
    article = context.index[presence.article_id]
    for mention in fact.mentions:
        item = context.locate(mention)
        if context.share_of_clause(item) < _MOST:
            continue
        for place in _printing(item, presence.article_id, printed, context):
            if _tells(item, article, place, context):
                position = context.position(article, place)
                score = context.sentence_scores(item.article, article)[mention.sentence, place]
                likely = round(float(score), 6)
                return Presence(presence.article_id, "found", (place,), place, likely, position)
    return presence


def _printing(
    item: Located,
    article_id: str,
    printed: dict[_Place, list[tuple[Mention, Fact]]],
    context: StoryContext,
) -> Sequence[int]:
    """Return the sentences of an article with what the clause of a mention prints."""
    clause = context.clauses[item.article].sentences[item.clause].span
    place = item.mention.article_id, item.mention.sentence
    return sorted(
        {
            other.sentence
            for mention, fact in printed.get(place, ())
            if clause.start <= mention.spans[0].start < clause.end
            for other in fact.mentions
            if other.article_id == article_id
        }
    )


def _tells(item: Located, article: int, place: int, context: StoryContext) -> bool:
    """Tell whether a sentence that prints what a clause prints tells the clause."""
    clause = item.article, item.clause
    event = item.mention.kind == "event"
    cuts = context.clauses[article].sentences
    others = [(article, n) for n, cut in enumerate(cuts) if cut.paragraph == place]
    if any(says_else(clause, other, context, event=event) for other in others):
        return False
    return anchors(clause, article, place, context)


def told_with_events(facts: Sequence[Fact]) -> list[Fact]:
    """Return facts; what is attributed may be said where the event of its own words may be.

    One clause is looked for twice, whole and without its speaker, and what may say the whole of
    it may say that.

    Args:
        facts: The facts of a story, unnumbered.
    """
    events: dict[_Place, list[tuple[Mention, Fact]]] = {}
    for fact in facts:
        if fact.kind == "event":
            for mention in fact.mentions:
                events.setdefault((mention.article_id, mention.sentence), []).append(
                    (mention, fact)
                )
    return [
        replace(fact, presence=tuple(_may_be(fact, each, events) for each in fact.presence))
        if fact.kind == "attribution" and fact.status in ("unique", "undecided")
        else fact
        for fact in facts
    ]


def _may_be(
    fact: Fact, presence: Presence, events: dict[_Place, list[tuple[Mention, Fact]]]
) -> Presence:
    """Return the presence of an attribution, uncertain where an event of its words is likely."""
    if presence.state != "not_found":
        return presence
    likely = [
        each
        for mention in fact.mentions
        for event, told in events.get((mention.article_id, mention.sentence), ())
        if any(
            whole.start <= span.start and span.end <= whole.end
            for span in mention.spans
            for whole in event.spans
        )
        for each in told.presence
        if each.article_id == presence.article_id
        and each.state in ("found", "uncertain")
        and each.score >= _LIKELY
    ]
    if not likely:
        return presence
    best = max(likely, key=lambda each: (each.score, each.article_id))
    nearest = best.nearest if best.nearest is not None else min(best.sentences)
    return replace(presence, state="uncertain", nearest=nearest, score=best.score)


def _told(
    fact: Fact, quotations: dict[_Place, list[tuple[Mention, Fact]]], context: StoryContext
) -> Fact:
    presence = {each.article_id: each for each in fact.presence}
    for mention in fact.mentions:
        for quotation, quoted in quotations.get((mention.article_id, mention.sentence), ()):
            share = _share(mention, quotation, context)
            if share >= _SOME:
                for each in quoted.presence:
                    presence[each.article_id] = _more(
                        presence[each.article_id], each, whole=share >= _MOST
                    )
    return replace(fact, presence=tuple(presence.values()))


def _share(clause: Mention, quotation: Mention, context: StoryContext) -> float:
    """Return the share of a clause's content words that stand in a quotation."""
    text = context.articles[context.index[clause.article_id]].article.text
    held = [
        (max(one.start, other.start), min(one.end, other.end))
        for one in clause.spans
        for other in quotation.spans
        if one.start < other.end and other.start < one.end
    ]
    inside = sum(len(content_stems(text[start:end])) for start, end in held)
    whole = sum(len(content_stems(text[span.start : span.end])) for span in clause.spans)
    return inside / max(whole, 1)


def _more(clause: Presence, quotation: Presence, *, whole: bool) -> Presence:
    """Return the presence of a clause, given where its quotation is found."""
    if clause.state == "found" or quotation.state != "found" or not quotation.sentences:
        return clause
    place = quotation.sentences[0]
    if whole:
        return replace(quotation, sentences=(place,), nearest=place, score=clause.score)
    if clause.state == "not_found":
        return replace(clause, state="uncertain", nearest=place)
    return clause
