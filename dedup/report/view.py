"""One story as a report sees it: letters, references, columns, words of facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dedup.decisions import Decision, Reviewed
from dedup.model import (
    Article,
    AttributionSlots,
    CleanArticle,
    Comparison,
    DateSlots,
    Fact,
    Finding,
    Mention,
    NameSlots,
    ParsedArticle,
    Presence,
    QuantitySlots,
    QuoteSlots,
)
from dedup.report.style import SIGN_OF_STATUS
from dedup.report.words import display
from dedup.text import fold
from dedup.times import in_zone

Group = tuple[str, ...]
AnyArticle = Article | CleanArticle | ParsedArticle


def letter(position: int) -> str:
    """Return A … Z, AA, AB … for 0, 1 …, as spreadsheets name columns."""
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


@dataclass(frozen=True, slots=True)
class View:
    """A comparison with what a report looks up in it.

    Args:
        comparison: The story.
        letters: Article id → letter, in report order.
        articles: Article id → article.
        columns: Origins as tuples of article ids, in report order.
        facts: Fact id → fact.
        marks: Finding id → what a person decided about it.
        rejected: Findings a person took off the list, with the decisions.
    """

    comparison: Comparison
    letters: Mapping[str, str]
    articles: Mapping[str, ParsedArticle]
    columns: tuple[Group, ...]
    facts: Mapping[str, Fact]
    marks: Mapping[str, Decision] = field(default_factory=dict)
    rejected: tuple[tuple[Finding, Decision], ...] = ()

    def order(self, article_id: str) -> int:
        """Return an article's place in the report; unknown ids come last."""
        known = list(self.letters)
        return known.index(article_id) if article_id in self.letters else len(known)

    def name(self, article_ids: Iterable[str]) -> str:
        """Name articles: copies joined by "=", the rest by a space ("A=B C")."""
        wanted = set(article_ids)
        parts = []
        for column in self.columns:
            inside = [self.letters[i] for i in column if i in wanted]
            if inside:
                parts.append("=".join(inside))
        return " ".join(parts)

    def letters_of(self, mentions: Iterable[Mention]) -> str:
        """Name the articles of mentions."""
        return self.name({mention.article_id for mention in mentions})

    def ref(self, article_id: str, sentence: int) -> str:
        """Return "A04": sentence 4 of article A."""
        return f"{self.letters.get(article_id, '?')}{sentence:02d}"

    def refs(self, mentions: Iterable[Mention]) -> str:
        """Return the references of mentions in report order, each once, copies joined."""
        places = sorted({(self.order(m.article_id), m.article_id, m.sentence) for m in mentions})
        parts = []
        for column in self.columns:
            first: dict[str, list[str]] = {}
            for _, article_id, sentence in places:
                if article_id in column:
                    first.setdefault(article_id, []).append(self.ref(article_id, sentence))
            parts += ["=".join(group) for group in _transposed(list(first.values()))]
        return " ".join(parts)

    def sentence(self, article_id: str, index: int) -> str:
        """Return one sentence's words as printed; "" if there is none."""
        article = self.articles.get(article_id)
        if article is None or not 0 <= index < len(article.sentences):
            return ""
        return article.sentence_text(index)

    def pieces(self, mention: Mention) -> tuple[str, ...]:
        """Return a mention's spans as printed."""
        text = self.articles[mention.article_id].article.text
        return tuple(text[span.start : span.end] for span in mention.spans)

    def words(self, mention: Mention) -> str:
        """Return a mention's own words, pieces joined by " … "."""
        return " … ".join(display(piece) for piece in self.pieces(mention))

    def nth(self, article_id: str, sentence: int) -> tuple[int, int]:
        """Return a sentence's place among those that report: (15, 16) for 15 of 16."""
        content = [s.index for s in self.articles[article_id].content()]
        before = sum(1 for index in content if index <= sentence)
        return before, len(content)

    def source(self, article_id: str) -> str:
        """Return the source of an article, else its id."""
        return self.articles[article_id].article.source or article_id

    def mentions(self, facts: Iterable[Fact]) -> list[Mention]:
        """Return the mentions of facts, in report order, each once."""
        found: dict[Mention, None] = {}
        for fact in facts:
            for mention in fact.mentions:
                if mention.article_id in self.articles:
                    found.setdefault(mention)
        return sorted(found, key=lambda m: (self.order(m.article_id), m.sentence, m.spans))

    def grouped(self, mentions: Sequence[Mention]) -> list[list[Mention]]:
        """Group mentions of one value, groups and members in the given order."""
        groups: dict[tuple[object, ...], list[Mention]] = {}
        for mention in mentions:
            key = value_key(mention) or ("words", fold(self.words(mention)).lower())
            groups.setdefault(key, []).append(mention)
        return list(groups.values())

    def variants(self, mentions: Sequence[Mention]) -> list[list[Mention]]:
        """Group mentions that print the same words, in the order of their values."""
        groups: dict[str, list[Mention]] = {}
        for group in self.grouped(mentions):
            for mention in group:
                groups.setdefault(fold(self.words(mention)).lower(), []).append(mention)
        return list(groups.values())

    def facts_of(self, finding: Finding) -> tuple[Fact, ...]:
        """Return the facts a finding is about, in its order."""
        return tuple(self.facts[i] for i in finding.facts if i in self.facts)

    def home(self, fact: Fact) -> Group:
        """Return the origin that a unique fact stands in; () if none is known."""
        found = {p.article_id for p in fact.presence if p.state == "found"}
        found = found or {m.article_id for m in fact.mentions}
        return next((c for c in self.columns if found & set(c)), ())

    def cell(self, fact: Fact, column: Group) -> str:
        """Return the matrix sign of a fact in one origin."""
        states = {p.state for p in fact.presence if p.article_id in column}
        if "found" in states:
            sign = SIGN_OF_STATUS[fact.status]
            return "=" if sign == "+" else sign
        if "uncertain" in states:
            return "?"
        return "-" if "unknown" in states else "·"


def _transposed(lists: list[list[str]]) -> list[list[str]]:
    """Return the first items of each list, then the second ones …, ragged."""
    longest = max((len(items) for items in lists), default=0)
    return [[items[i] for items in lists if i < len(items)] for i in range(longest)]


def view_of(story: Comparison | Reviewed) -> View:
    """Prepare a comparison for a report, with what a person decided about it, if anything."""
    reviewed = story if isinstance(story, Reviewed) else Reviewed(story)
    comparison = reviewed.comparison
    ids = [parsed.article.id for parsed in comparison.articles]
    origin = {i: number for number, group in enumerate(comparison.story.origins) for i in group}
    columns: dict[object, list[str]] = {}
    for article_id in ids:
        columns.setdefault(origin.get(article_id, article_id), []).append(article_id)
    return View(
        comparison=comparison,
        letters={article_id: letter(n) for n, article_id in enumerate(ids)},
        articles={parsed.article.id: parsed for parsed in comparison.articles},
        columns=tuple(tuple(group) for group in columns.values()),
        facts={fact.id: fact for fact in comparison.facts},
        marks=reviewed.marks,
        rejected=reviewed.rejected,
    )


def value_key(mention: Mention) -> tuple[object, ...]:
    """Return what makes two mentions give the same value; () when slots do not say."""
    slots = mention.slots
    if isinstance(slots, QuantitySlots):
        return ("quantity", slots.low, slots.high, slots.unit)
    if isinstance(slots, DateSlots) and (slots.start or slots.weekday):
        return ("date", slots.start, slots.end, slots.weekday, slots.part)
    if isinstance(slots, NameSlots):
        return ("name", slots.key, slots.role)
    if isinstance(slots, AttributionSlots):
        return ("attribution", slots.speaker or slots.speaker_name)
    if isinstance(slots, QuoteSlots):
        return ("quote", slots.speaker or "", fold(display(slots.words)).lower())
    return ()


def nearest(presences: Iterable[Presence]) -> Presence | None:
    """Return the presence whose nearest sentence is most alike; None if none has one."""
    known = [p for p in presences if p.nearest is not None and p.state != "found"]
    return min(known, key=lambda p: (-p.score, p.article_id)) if known else None


def local_times(articles: Iterable[ParsedArticle]) -> dict[str, datetime]:
    """Return publication times by article id: local if all share one offset, else UTC."""
    known = {
        parsed.article.id: time
        for parsed in articles
        if (time := parsed.article.local_time()) is not None
    }
    if len({time.utcoffset() for time in known.values()}) <= 1:
        return known
    return {article_id: in_zone(time) for article_id, time in known.items()}


def article_of(article: AnyArticle) -> Article:
    """Return the article as it came, from any stage's record of it."""
    return article if isinstance(article, Article) else article.article
