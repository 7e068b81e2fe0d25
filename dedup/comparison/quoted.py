"""Clauses that report a quotation which another article prints.

A clause is looked for by its likeness and its words; the quotation in it is found word for word
elsewhere, whatever stands around it there. What is mostly that quotation is told with it, and
of the rest it cannot be said that the article does not have it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dedup.comparison.context import StoryContext
from dedup.model import Fact, Mention, Presence
from dedup.text import content_stems

# Share of a clause's content words that its quotation has which tells what the clause tells, and
# which makes it likely (own choice).
_MOST, _SOME = 0.6, 0.3
_CLAUSES = frozenset({"event", "attribution"})
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
    return [
        _told(fact, quotations, context)
        if fact.kind in _CLAUSES and fact.status in ("unique", "undecided")
        else fact
        for fact in facts
    ]


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
