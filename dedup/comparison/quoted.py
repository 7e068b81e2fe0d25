"""Clauses that report a quotation which another article prints.

A clause is looked for by its likeness and its words; the quotation in it is found word for word
elsewhere, whatever stands around it there. What is mostly that quotation is told with it, and
of the rest it cannot be said that the article does not have it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from dedup.comparison.context import Located, StoryContext
from dedup.comparison.reported import lacks_main, says_else
from dedup.comparison.restating import anchors, is_told_in
from dedup.model import DateSlots, Fact, FactKind, Mention, Presence
from dedup.sentence_words import read
from dedup.text import content_stems

# Share of a clause's content words that its quotation has which tells what the clause tells, and
# which makes it likely (own choice).
_MOST, _SOME = 0.6, 0.3
# An event this alike is likely told there, and so is what is attributed in it (own choice).
_LIKELY = 0.6
# Sentences this alike that tell one event (own choice).
_RENDERED = 0.85
_CLAUSES = frozenset({"event", "attribution"})
# What is printed alike where one thing is told.
_PRINTED = frozenset({"quantity", "quote"})
_ANCHORS = _PRINTED | {"date"}
# What is named where one thing is told, and what of it says who did it or when.
_NAMED = frozenset({"person", "organisation", "place", "date"})
_WHO_OR_WHEN = frozenset({"person", "date"})
_Place = tuple[str, int]
_Sentences = Mapping[str, Set[int]]


@dataclass(frozen=True, slots=True)
class _Alike:
    """What sentences have that others may have too.

    Args:
        printed: By place, the figures, days and quotations of a story; and the facts without a
            mention there that are found there.
        named: By place, its names and days.
    """

    printed: dict[_Place, list[tuple[Mention | None, Fact]]]
    named: dict[_Place, list[tuple[Mention, Fact]]]


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
    printed: dict[_Place, list[tuple[Mention | None, Fact]]] = {}
    for fact in facts:
        if fact.kind in _ANCHORS:
            for mention in fact.mentions:
                if isinstance(mention.slots, DateSlots) and mention.slots.precision == "year":
                    continue  # a year holds much of what a story dates
                place = mention.article_id, mention.sentence
                printed.setdefault(place, []).append((mention, fact))
        if fact.kind in _PRINTED:
            own = {mention.article_id for mention in fact.mentions}
            for each in fact.presence:
                # A figure or a quotation may be found where no mention of it was read.
                if each.state == "found" and each.article_id not in own:
                    for sentence in each.sentences:
                        printed.setdefault((each.article_id, sentence), []).append((None, fact))
    named: dict[_Place, list[tuple[Mention, Fact]]] = {}
    for fact in facts:
        if fact.kind in _NAMED:
            for mention in fact.mentions:
                if not (isinstance(mention.slots, DateSlots) and mention.slots.precision == "year"):
                    place = mention.article_id, mention.sentence
                    named.setdefault(place, []).append((mention, fact))
    alike = _Alike(printed, named)
    return [
        _beside(fact, alike, context)
        if fact.kind in _CLAUSES and fact.status in ("unique", "undecided")
        else fact
        for fact in facts
    ]


def _beside(fact: Fact, alike: _Alike, context: StoryContext) -> Fact:
    """Return a clause, found where a sentence tells it that prints what it prints."""
    if all(each.state != "uncertain" for each in fact.presence):
        return fact
    located = [context.locate(mention) for mention in fact.mentions]
    near = [
        (item, _printing(item, alike.printed, context), _naming(item, alike.named, context))
        for item in located
        if context.share_of_clause(item) >= _MOST
    ]
    presence = [
        _told_near(near, each, context) if each.state == "uncertain" else each
        for each in fact.presence
    ]
    return replace(fact, presence=tuple(presence))


def _told_near(
    near: Sequence[tuple[Located, _Sentences, _Sentences]],
    presence: Presence,
    context: StoryContext,
) -> Presence:
    """Return the presence of a clause in one article.

    Args:
        near: Its mentions, and by article the sentences that print or name what each does.
        presence: What is known of it.
        context: The story.
    """
    article = context.index[presence.article_id]
    for item, printing, naming in near:
        beside = sorted(printing.get(presence.article_id, ()))
        for place in [*beside, *sorted(naming.get(presence.article_id, ()))]:
            if _tells(item, article, place, context, by_name=place not in beside):
                position = context.position(article, place)
                scores = context.sentence_scores(item.article, article)
                likely = round(float(scores[item.mention.sentence, place]), 6)
                return Presence(presence.article_id, "found", (place,), place, likely, position)
    return presence


def _printing(
    item: Located,
    printed: dict[_Place, list[tuple[Mention | None, Fact]]],
    context: StoryContext,
) -> _Sentences:
    """Return, by article, the sentences with what the clause of a mention prints."""
    clause = context.clauses[item.article].sentences[item.clause].span
    place = item.mention.article_id, item.mention.sentence
    found: dict[str, set[int]] = {}
    for mention, fact in printed.get(place, ()):
        if mention is None or clause.start <= mention.spans[0].start < clause.end:
            for each in fact.presence:
                if each.state == "found":
                    found.setdefault(each.article_id, set()).update(each.sentences)
    return found


def _naming(
    item: Located,
    named: dict[_Place, list[tuple[Mention, Fact]]],
    context: StoryContext,
) -> _Sentences:
    """Return, by article, the sentences with two names of a clause, or a name and its day.

    One of them tells who did it or when: bodies and places are listed beside much.
    """
    clause = context.clauses[item.article].sentences[item.clause].span
    shared: dict[_Place, dict[int, FactKind]] = {}
    for mention, fact in named.get((item.mention.article_id, item.mention.sentence), ()):
        if clause.start <= mention.spans[0].start < clause.end:
            for each in fact.presence:
                for sentence in each.sentences:
                    shared.setdefault((each.article_id, sentence), {})[id(fact)] = fact.kind
    found: dict[str, set[int]] = {}
    for (article_id, sentence), kinds in shared.items():
        if len(kinds) > 1 and not _WHO_OR_WHEN.isdisjoint(kinds.values()):
            found.setdefault(article_id, set()).add(sentence)
    return found


def _tells(
    item: Located, article: int, place: int, context: StoryContext, *, by_name: bool
) -> bool:
    """Tell whether a sentence that prints what a clause prints tells the clause."""
    words = context.sentences.words[article][place]
    # What is attributed may go on behind the clause it begins in.
    if words is None or not read(context.printed(item)).numbers <= words.numbers:
        return False
    clause = item.article, item.clause
    # The scores cost least to look at, and rule out most.
    if not anchors(clause, article, place, context, by_name=by_name):
        return False
    event = item.mention.kind == "event"
    cuts = context.clauses[article].sentences
    others = [(article, n) for n, cut in enumerate(cuts) if cut.paragraph == place]
    if any(says_else(clause, other, context, event=event) for other in others):
        return False
    return not lacks_main(clause, article, place, context)


def told_with_events(facts: Sequence[Fact], context: StoryContext) -> list[Fact]:
    """Return facts; what is attributed may be said where the event of its own words may be.

    One clause is looked for twice, whole and without its speaker, and what may say the whole of
    it may say that; a sentence that says the whole and has most of the words does.

    Args:
        facts: The facts of a story, unnumbered.
        context: The story.
    """
    events: dict[_Place, list[tuple[Mention, Fact]]] = {}
    for fact in facts:
        if fact.kind == "event":
            for mention in fact.mentions:
                events.setdefault((mention.article_id, mention.sentence), []).append(
                    (mention, fact)
                )
    return [
        replace(
            fact, presence=tuple(_may_be(fact, each, events, context) for each in fact.presence)
        )
        if fact.kind == "attribution" and fact.status in ("unique", "undecided")
        else fact
        for fact in facts
    ]


def _may_be(
    fact: Fact,
    presence: Presence,
    events: dict[_Place, list[tuple[Mention, Fact]]],
    context: StoryContext,
) -> Presence:
    """Return the presence of an attribution, by that of the events of its words."""
    if presence.state == "found":
        return presence
    told = [
        (mention, each)
        for mention in fact.mentions
        for event, whole in events.get((mention.article_id, mention.sentence), ())
        if any(
            outer.start <= span.start and span.end <= outer.end
            for span in mention.spans
            for outer in event.spans
        )
        for each in whole.presence
        if each.article_id == presence.article_id
        and each.state in ("found", "uncertain")
        and each.score >= _LIKELY
    ]
    for mention, each in told:
        for place in each.sentences:
            if _has_words(context.locate(mention), presence.article_id, place, context):
                return replace(each, sentences=(place,), nearest=place)
    likely = [each for _, each in told]
    if not likely or presence.state != "not_found":
        return presence
    best = max(likely, key=lambda each: (each.score, each.article_id))
    nearest = best.nearest if best.nearest is not None else min(best.sentences)
    return replace(presence, state="uncertain", nearest=nearest, score=best.score)


def _has_words(item: Located, article_id: str, place: int, context: StoryContext) -> bool:
    """Tell whether a sentence that tells an event has the words that are attributed in it."""
    article = context.index[article_id]
    likely = float(context.sentence_scores(item.article, article)[item.mention.sentence, place])
    return likely >= _RENDERED and is_told_in(context.printed(item), article, place, context)


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
