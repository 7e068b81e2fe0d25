"""Records that the stages hand on.

An article runs through them in one direction: ``Article`` (ingest) →
``Line`` (clean) → ``Sentence`` and ``ParsedArticle`` (segment) → ``Story``
(cluster) → ``Alignment`` (align) → ``Mention`` (facts) → ``Fact``, ``Finding``
and ``Comparison`` (compare). All are frozen; collections are tuples; offsets
are half-open code points of ``Article.text``; scores are floats in [0, 1],
higher means more alike.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from dedup.errors import InputError
from dedup.times import in_zone, zone_of

Role = Literal[
    "headline",
    "byline",
    "dateline",
    "body",
    "caption",
    "credit",
    "teaser",
    "chrome",
    "duplicate",
]
# Facts come from these roles only; the others are kept, with offsets, but assert nothing
# that the article itself reports.
CONTENT_ROLES: frozenset[Role] = frozenset({"headline", "body"})

FactKind = Literal[
    "quantity", "date", "place", "person", "organisation", "quote", "attribution", "event"
]
Status = Literal[
    "shared",
    "detail_differs",
    "wording_differs",
    "attribution_differs",
    "updated",
    "conflicting",
    "unique",
    "undecided",
]
PresenceState = Literal["found", "uncertain", "not_found", "unknown"]
Position = Literal["headline", "lead", "body", "tail"]
CopyKind = Literal["exact", "near", "partial"]
Relation = Literal["equivalent", "partial"]
VerdictName = Literal["supported", "contradicted", "not_found", "unknown"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points in ``Article.text``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InputError(f"empty or negative span {self.start}..{self.end}")


@dataclass(frozen=True, slots=True)
class Reason:
    """One signal behind a decision, so that a reader can contest it.

    Args:
        signal: What was measured, in words a journalist reads ("same quantity").
        value: What was found.
        threshold: What it was held against, if anything.
        weight: Its contribution to a learned score in log-odds, if learned.
    """

    signal: str
    value: float | str
    threshold: float | None = None
    weight: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text as one source published it (schema.org ``NewsArticle``).

    Raises:
        InputError: ``published`` has no time zone.
    """

    id: str
    source: str
    headline: str
    text: str
    url: str | None = None
    published: datetime | None = None  # aware; None when unknown, never guessed
    language: str | None = None  # BCP 47
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False)

    def __post_init__(self) -> None:
        if self.published is not None and self.published.tzinfo is None:
            raise InputError(f"{self.id}: published has no time zone")

    def local_time(self) -> datetime | None:
        """Return ``published`` in the zone it was stated in; its date is the day it was there.

        A time in UTC is restored by ``extra["published_zone"]`` ("+02:00"), where ingest keeps
        what a source stated; without one, and in any other zone, it is returned as it is.
        """
        zone = zone_of(self.extra.get("published_zone"))
        if self.published is None or self.published.utcoffset() or zone is None:
            return self.published
        return in_zone(self.published, zone)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an article's text and what it is there for.

    ``score`` is the certainty of the role, in [0, 1].
    """

    span: Span
    role: Role
    score: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; ``index`` counts from 0 over the whole article.

    ``paragraph`` is the index of the line it stands in (into
    ``ParsedArticle.lines``); ``role`` is that line's role, of a subheading in the body chrome.
    """

    index: int
    span: Span
    role: Role
    paragraph: int


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """An article with a role for every line.

    Args:
        article: As it came.
        headline: The article's own, else the line that serves as one, else "".
        lines: Every non-blank line, in order, none overlapping.
        truncated: The text breaks off (paywall, "read more", clipped dek).
    """

    article: Article
    headline: str
    lines: Sequence[Line]
    truncated: bool = False

    def body(self) -> str:
        """Return the body lines, joined by blank lines."""
        text = self.article.text
        return "\n\n".join(
            text[line.span.start : line.span.end] for line in self.lines if line.role == "body"
        )


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """A cleaned article with its sentences."""

    article: Article
    headline: str
    lines: Sequence[Line]
    sentences: tuple[Sentence, ...]
    truncated: bool = False

    def sentence_text(self, index: int) -> str:
        """Return the words of one sentence, as printed."""
        span = self.sentences[index].span
        return self.article.text[span.start : span.end]

    def holes(self) -> tuple[Span, ...]:
        """Return what stands in the middle of a sentence and is no part of it, in order."""
        starts = [sentence.span.start for sentence in self.sentences]
        found = []
        for line in self.lines:
            index = bisect_right(starts, line.span.start) - 1
            if index < 0 or line.role != "chrome" or self.sentences[index].role == "chrome":
                continue
            if line.span.end <= self.sentences[index].span.end:
                found.append(line.span)
        return tuple(found)

    def content(self) -> tuple[Sentence, ...]:
        """Return the sentences that may assert facts."""
        return tuple(s for s in self.sentences if s.role in CONTENT_ROLES)


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two articles that share text.

    Args:
        left_id: The smaller id.
        right_id: The larger id.
        kind: exact (same words), near (same text, light edits), partial (a shared passage).
        score: Share of the smaller body's rare word n-grams found in the other, [0, 1].
        reasons: What decided.
    """

    left_id: str
    right_id: str
    kind: CopyKind
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """The articles about one event.

    Args:
        id: Smallest article id of the story.
        article_ids: Sorted.
        representative_id: The article that stands for the story.
        origins: The ids, grouped by the text they go back to; a partition of article_ids.
        score: How surely the members belong together, [0, 1]; 1 for one article.
        reasons: What decided.
        follows: Id of the earlier story that this one most likely continues, if any.
    """

    id: str
    article_ids: tuple[str, ...]
    representative_id: str
    origins: tuple[tuple[str, ...], ...]
    score: float
    reasons: tuple[Reason, ...] = ()
    follows: str | None = None


@dataclass(frozen=True, slots=True)
class Alignment:
    """Sentences of one article that render sentences of another.

    ``left`` and ``right`` are sentence indices, each sorted; every left sentence
    is linked with every right one. ``equivalent``: both say the same;
    ``partial``: they share a part.
    """

    left_id: str
    right_id: str
    left: tuple[int, ...]
    right: tuple[int, ...]
    score: float
    relation: Relation
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantitySlots:
    """A number with what it counts.

    Args:
        low: Smallest value it allows; None for no lower bound.
        high: Largest value it allows; None for no upper bound.
        comparator: ``=``, ``>``, ``>=``, ``<``, ``<=``, ``~`` or ``range``.
        step: The precision it is printed at (80,000 → 10,000; 1.2 billion → 1e8).
        unit: ISO 4217 code, ``%``, or a unit of measure in the singular; "" for a count.
        noun: What is counted, lower-case singular head with its modifiers; "" if none.
        change: ``up``, ``down``, ``to``, ``by`` or "".
        subject: Content stems of the clause's subject, space-joined; "" if none.
    """

    low: float | None
    high: float | None
    comparator: str
    step: float
    unit: str
    noun: str
    change: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSlots:
    """A point or stretch of time at its own precision.

    Args:
        start: First day or minute it allows, ISO 8601; None while unresolved.
        end: Last day or minute it allows, ISO 8601, inclusive; None while unresolved.
        precision: year, month, week, day, part (of a day), minute, or weekday.
        weekday: monday … sunday, or "".
        part: morning, afternoon, evening, night, or "".
        event: Content stems of the clause it dates, space-joined.
    """

    start: str | None
    end: str | None
    precision: str
    weekday: str = ""
    part: str = ""
    event: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSlots:
    """A person, organisation or place.

    Args:
        key: Canonical within the article: a person's surname with initials when
            known ("rubio m"), an organisation's or place's folded long form.
        name: The longest form the article prints.
        role: Role or title words printed with this mention, lower case; "".
        relation: For places: in, near, outside, from, to or "".
    """

    key: str
    name: str
    role: str = ""
    relation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteSlots:
    """Words printed as somebody's own.

    Args:
        words: The exact words (several pieces joined by " … "), without marks.
        speaker: Canonical person or organisation key, or None: unresolved.
        speaker_name: The speaker as the article names it in full, or "".
        cue: The reporting verb as printed, or "".
        form: direct (whole sentences), partial (a fragment), indirect (no marks).
    """

    words: str
    speaker: str | None
    speaker_name: str
    cue: str
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionSlots:
    """Who is said to have said something.

    Args:
        speaker: Canonical key, or None: unresolved.
        speaker_name: As the article names it in full, or "".
        cue: The reporting verb as printed.
        cue_class: say, deny, confirm, allege or announce.
        content: Content stems of what is said, space-joined.
    """

    speaker: str | None
    speaker_name: str
    cue: str
    cue_class: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSlots:
    """What one clause says happened.

    Args:
        predicate: Stem of the head verb; "" when none was found.
        agent: Content stems before the verb, space-joined.
        object: Content stems after the verb, space-joined.
        negated: The clause denies it.
        modality: done, planned, offered, alleged or conditional.
    """

    predicate: str
    agent: str
    object: str
    negated: bool
    modality: str


Slots = QuantitySlots | DateSlots | NameSlots | QuoteSlots | AttributionSlots | EventSlots


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing that one sentence asserts, with the words that assert it.

    ``spans`` holds one to three pieces of the sentence, in order; ``slots`` is
    the record of its ``kind``.
    """

    article_id: str
    sentence: int
    kind: FactKind
    spans: tuple[Span, ...]
    slots: Slots


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether one article has a fact, and where, or what comes nearest.

    Args:
        article_id: The article.
        state: found, uncertain, not_found, or unknown (the text breaks off).
        sentences: Where it was found, sorted; empty otherwise.
        nearest: The most similar sentence when not found; None when there is none.
        score: Certainty when found, similarity of ``nearest`` otherwise, [0, 1].
        position: Where it first stands: headline, lead, body or tail; None if not found.
    """

    article_id: str
    state: PresenceState
    sentences: tuple[int, ...]
    nearest: int | None
    score: float
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """Mentions that assert the same thing or fill the same slot.

    Args:
        id: ``F1`` … numbered by rank within the story.
        kind: Kind of its mentions.
        status: Over the story's origins.
        mentions: Sorted by article and place.
        presence: One for each article of the story, in the story's order.
        n_found: Origins that have it.
        n_origins: Origins of the story.
        salience: How prominent it is, [0, 1].
        reasons: What decided the status.
    """

    id: str
    kind: FactKind
    status: Status
    mentions: tuple[Mention, ...]
    presence: tuple[Presence, ...]
    n_found: int
    n_origins: int
    salience: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an editor should look at; says nothing about who is right.

    Args:
        id: ``1`` … in rank order.
        rule: Stable name of the rule that found it ("quote-wording").
        level: alert (the outlets disagree), notice (they differ), info.
        facts: Ids of the facts it is about.
        score: Rank score in [0, 1].
        reasons: What decided.
    """

    id: str
    rule: str
    level: Literal["alert", "notice", "info"]
    facts: tuple[str, ...]
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything known about one story.

    ``articles`` are in report order (A, B, C …); ``alignments`` hold each pair
    once, left before right in that order.
    """

    story: Story
    articles: tuple[ParsedArticle, ...]
    alignments: tuple[Alignment, ...]
    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence that bears on a claim."""

    sentence: int
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class PartVerdict:
    """What one article says about one part of a claim.

    Args:
        span: Where the part stands in the claim, its white space folded.
        verdict: supported, contradicted, not_found or unknown.
        support: How surely the article states the part, [0, 1].
        conflict: How surely it states something that excludes the part, [0, 1].
        evidence: Best first.
        reasons: What decided.
    """

    span: Span
    verdict: VerdictName
    support: float
    conflict: float
    evidence: tuple[Evidence, ...]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one article says about one claim.

    Args:
        article_id: The article.
        verdict: supported, contradicted, not_found or unknown.
        support: How surely the article states the claim, [0, 1].
        conflict: How surely it states something that excludes the claim, [0, 1].
        evidence: Best first; empty only when the article has no sentence.
        reasons: What decided.
        parts: The claim's parts in order, each judged apart; one when it is not compound.
    """

    article_id: str
    verdict: VerdictName
    support: float
    conflict: float
    evidence: tuple[Evidence, ...]
    reasons: tuple[Reason, ...] = ()
    parts: tuple[PartVerdict, ...] = ()
