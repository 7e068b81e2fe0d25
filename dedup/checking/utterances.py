"""What a text has people say, quoted or reported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dedup.facts.attribution import find_attributions
from dedup.facts.names import NameTable
from dedup.facts.quotes import find_quotes
from dedup.facts.reading import read_speech
from dedup.model import (
    Article,
    AttributionSlots,
    Line,
    ParsedArticle,
    QuoteSlots,
    Sentence,
    Span,
)
from dedup.text import content_stems


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody is said to have said.

    Args:
        speaker: Key of the person; "" when it is nobody known by name.
        stems: Content stems of the words.
        sentence: Index of the sentence.
    """

    speaker: str
    stems: frozenset[str]
    sentence: int


def utterances(article: ParsedArticle, table: NameTable) -> tuple[Utterance, ...]:
    """Return the quotations and the reported speech of an article.

    Args:
        article: The article.
        table: Its names.
    """
    return tuple(_utterances(article, table))


def _utterances(article: ParsedArticle, table: NameTable) -> Iterator[Utterance]:
    speech = read_speech(article, table)
    for mention in (*find_attributions(article, speech), *find_quotes(article, speech)):
        assert isinstance(mention.slots, AttributionSlots | QuoteSlots)
        text = article.article.text
        said = content_stems(" ".join(text[span.start : span.end] for span in mention.spans))
        speaker = mention.slots.speaker or ""
        known = table.kinds.get(speaker) == "person"
        yield Utterance(speaker if known else "", frozenset(said), mention.sentence)


def as_article(text: str) -> ParsedArticle:
    """Return a text as an article of one sentence."""
    span = Span(0, len(text))
    article = Article(id="claim", source="", headline="", text=text)
    return ParsedArticle(article, "", (Line(span, "body", 1.0),), (Sentence(0, span, "body", 0),))
