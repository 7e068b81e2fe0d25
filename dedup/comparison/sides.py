"""The two sides of a place where nearly the same sentences part, and what they exchange."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dedup.comparison.context import StoryContext
from dedup.comparison.nearly import Parting, Token, Twin
from dedup.facts.events import event_slots
from dedup.model import EventSlots, FactKind, Mention, Reason, Slots, Span, Status
from dedup.text import STOP_WORDS


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two mentions that fill one slot with other words.

    Args:
        kind: What differs.
        status: How: conflicting, detail_differs or wording_differs.
        left: One mention.
        right: The mention in the other article.
        words: The words exchanged.
        reasons: What decided.
    """

    kind: FactKind
    status: Status
    left: Mention
    right: Mention
    words: str
    reasons: tuple[Reason, ...]


class Side(NamedTuple):
    """One side of a parting: its article and sentence, its words and all of the sentence's."""

    article: int
    sentence: int
    tokens: Sequence[Token]
    first: int
    last: int
    mentions: Sequence[Mention]

    @property
    def words(self) -> Sequence[Token]:
        """The words between which the sentences part; none where only the other side has any."""
        return self.tokens[self.first : self.last]

    @property
    def span(self) -> tuple[int, int]:
        """First and last character of the words."""
        return self.words[0].start, self.words[-1].end

    def overlapping(self, kinds: frozenset[str]) -> list[Mention]:
        """Return the mentions of these kinds that share characters with the words."""
        if not self.words:
            return []
        start, end = self.span
        return [
            mention
            for mention in self.mentions
            if mention.kind in kinds
            and any(span.start < end and start < span.end for span in mention.spans)
        ]

    def outside(self, mention: Mention | None) -> list[str]:
        """Return the content words beside a mention."""
        return [
            token.key
            for token in self.words
            if token.key not in STOP_WORDS
            and not (mention and any(s.start <= token.start < s.end for s in mention.spans))
        ]


def side_of(
    twin: Twin,
    parting: Parting,
    by_sentence: Mapping[tuple[int, int], Sequence[Mention]],
    *,
    left: bool,
) -> Side:
    """Return the left or the right side of a parting."""
    place = twin.left if left else twin.right
    tokens = twin.left_tokens if left else twin.right_tokens
    first, last = parting.left if left else parting.right
    return Side(*place, tokens, first, last, by_sentence.get(place, ()))


def exchange_of(
    kind: FactKind,
    status: Status,
    pair: tuple[Mention, Mention],
    left: Side,
    right: Side,
    likeness: Reason,
    signal: str = "words in one slot",
) -> Exchange:
    """Return an exchange that says why: the words, and how alike the sentences are."""
    words = " / ".join(words_of(side) or "-" for side in (left, right))
    return Exchange(kind, status, *pair, words, (Reason(signal, words), likeness))


def words_of(side: Side) -> str:
    """Return a side's words as they are compared."""
    return " ".join(token.key for token in side.words)


def made(side: Side, kind: FactKind, slots: Slots, context: StoryContext) -> Mention:
    """Return a side's words as a mention that no extractor found."""
    article_id = context.articles[side.article].article.id
    return Mention(article_id, side.sentence, kind, (Span(*side.span),), slots)


def moved(left: Side, right: Side) -> bool:
    """Tell whether either side's words stand elsewhere in the other sentence."""
    return all(elsewhere(one, other) for one, other in ((left, right), (right, left)))


def elsewhere(one: Side, other: Side) -> bool:
    """Tell whether one side's content words stand elsewhere in the other sentence."""
    rest = {t.key for t in (*other.tokens[: other.first], *other.tokens[other.last :])}
    return {t.key for t in one.words if t.key not in STOP_WORDS} <= rest


def the_only(left: Side, right: Side, kinds: frozenset[str]) -> tuple[Mention, Mention] | None:
    """Return the one mention of these kinds on each side, if the words are little else."""
    ours, theirs = left.overlapping(kinds), right.overlapping(kinds)
    if len(ours) != 1 or len(theirs) != 1:
        return None
    beside = left.outside(ours[0]), right.outside(theirs[0])
    return (ours[0], theirs[0]) if sorted(beside[0]) == sorted(beside[1]) else None


def event_of(
    status: Status,
    left: Side,
    right: Side,
    signal: str,
    likeness: Reason,
    context: StoryContext,
) -> Exchange:
    """Return the clauses around two sides as one event on which they differ."""
    pair = _clause(left, context), _clause(right, context)
    return exchange_of("event", status, pair, left, right, likeness, signal)


def _clause(side: Side, context: StoryContext) -> Mention:
    """Return the event a side's words are part of, made of their clause if there is none."""
    at = side if side.words else side._replace(first=max(0, side.first - 1), last=side.first + 1)
    at = at if at.words else side._replace(first=0, last=1)
    events = at.overlapping(frozenset({"event"}))
    if events:
        return events[0]
    start = at.span[0]
    clauses = context.clauses[side.article]
    own = [c for c in clauses.sentences if c.paragraph == side.sentence]
    clause = next((c for c in own if c.span.start <= start < c.span.end), own[0])
    slots = event_slots(clauses.sentence_text(clause.index)) or EventSlots(
        predicate="", agent="", object="", negated=False, modality="done"
    )
    return Mention(
        context.articles[side.article].article.id, side.sentence, "event", (clause.span,), slots
    )
