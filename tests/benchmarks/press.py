"""The outlets of the synthetic stream, and the pages they print: written, copied, cut."""

from __future__ import annotations

import itertools
import math
import re
from bisect import bisect
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta, timezone
from random import Random

from tests.benchmarks.words import ENGLISH, Language
from tests.benchmarks.writing import RARE, START, Event, Writer

SOURCES = 200

COPY = 0.45  # share of the later articles of a story that take over an earlier text
COPY_KINDS = ("exact", "trimmed", "edited", "wrapped", "lead")
COPY_WEIGHTS = (0.25, 0.25, 0.2, 0.2, 0.1)
TRIMMED, EDITED = 0.6, 0.05  # share of words kept, share of words replaced
LEAD_WORDS = 60
MOST_BASES = 6
QUOTED = 0.6  # quotations of the event an article prints, per quotation

# Words of an article: lognormal within bounds.
MEDIAN_WORDS, WORDS_SIGMA, LEAST_WORDS, MOST_WORDS = 420, 0.3, 250, 700
TYPOS = 0.8  # misspelt words per article, which is where most words seen once come from

Article = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet and the lines around its articles.

    Args:
        name: As printed.
        host: Of its addresses.
        zone: Of its times.
        top: Lines above the headline's text.
        middle: A line between two paragraphs, or "".
        bottom: Lines below.
        teasers: The heading of its list of other articles, or "" when it has none.
        title_case: Whether headlines have a capital at every word.
    """

    name: str
    host: str
    zone: timezone
    top: tuple[str, ...]
    middle: str
    bottom: tuple[str, ...]
    teasers: str
    title_case: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """An article's own words, as copies take them over."""

    id: str
    source: str
    headline: str
    paragraphs: tuple[str, ...]


@dataclass(slots=True)
class RunningStory:
    """A story that still runs: what happened, and the texts that can be copied."""

    event: Event
    left: int
    bases: list[Printed] = field(default_factory=list)


def make_sources(seed: int, language: Language = ENGLISH) -> tuple[Source, ...]:
    """Return the outlets, large ones first; chains of them share their wording."""
    rng = Random(f"{seed}/sources")

    def name_of(number: int) -> str:
        return language.name(4 * number + 2).capitalize()

    owners = [language.owner.format(name_of(rng.randrange(RARE))) for _ in range(25)]
    sources = []
    for index in range(SOURCES):
        city = name_of(index + 1)
        name, owner = f"{city} {rng.choice(language.outlets)}", rng.choice(owners)
        chain = Random(f"{seed}/{owner}")  # what all outlets of a chain have
        lines = {
            "top": chain.sample(language.top_lines, chain.randint(0, 2)),
            "middle": [chain.choice(("", *language.middle_lines))],
            "bottom": chain.sample(language.bottom_lines, chain.randint(1, 4)),
            "teasers": [chain.choice(("", *language.teaser_heads))],
        }
        if rng.random() < 0.3:  # delivered as a feed, without the page
            lines = {part: [""] if part in ("middle", "teasers") else [] for part in lines}
        filled = {
            part: [line.format(name=name, city=city, owner=owner) for line in listed]
            for part, listed in lines.items()
        }
        sources.append(
            Source(
                name=name,
                host=_host(name, index),
                zone=timezone(timedelta(hours=rng.randint(-8, 3))),
                top=tuple(filled["top"]),
                middle=filled["middle"][0],
                bottom=tuple(filled["bottom"]),
                teasers=filled["teasers"][0],
                # Drawn in all languages, so that the outlets of a seed stay alike.
                title_case=rng.random() < 0.4 and language is ENGLISH,
            )
        )
    return tuple(sources)


def _host(name: str, index: int) -> str:
    host = name.lower().replace(" ", "")
    return f"www.{host if host.isascii() else f'outlet{index}'}.example"


class Press:
    """Prints articles: picks the outlet, writes or copies, adds the page around."""

    def __init__(
        self, rng: Random, sources: tuple[Source, ...], length: float, language: Language
    ) -> None:
        self._rng, self._sources, self._length, self._language = rng, sources, length, language
        self._recent: dict[str, deque[str]] = {s.name: deque(maxlen=4) for s in sources}

    def article(self, article_id: str, story_id: str, story: RunningStory, day: float) -> Article:
        """Print the next article of a story."""
        source = self._source()
        writer = Writer(self._rng, story.event, self._language)
        base, kind = None, None
        if story.bases and self._rng.random() < COPY:
            base = self._rng.choice(story.bases)
            kind = self._rng.choices(COPY_KINDS, COPY_WEIGHTS)[0]
            headline, paragraphs = self._copied(base, kind, writer)
        else:
            headline, paragraphs = self._written(story.event, writer)
        headline = headline.title() if source.title_case else headline
        printed = Printed(article_id, source.name, headline, tuple(paragraphs))
        if base is None and len(story.bases) < MOST_BASES and story.left > 0:
            story.bases.append(printed)
        return {
            "id": article_id,
            "source": source.name,
            "headline": headline,
            "text": self._page(printed, source),
            "url": f"https://{source.host}/{_slug(headline)}-{article_id}",
            "published": _time(day, source.zone),
            "story": story_id,
            "copy_of": base.id if base else None,
            "copy_kind": kind,
        }

    def _source(self) -> Source:
        return self._sources[int((len(self._sources) + 1) ** self._rng.random()) - 1]

    def _written(self, event: Event, writer: Writer) -> tuple[str, list[str]]:
        rng = self._rng
        n_words = rng.lognormvariate(math.log(MEDIAN_WORDS), WORDS_SIGMA)
        n_words = min(max(n_words, LEAST_WORDS), MOST_WORDS) * self._length
        quotes = [quote for quote in event.quotes if rng.random() < QUOTED]
        headline = writer.headline()
        paragraphs = writer.paragraphs(round(n_words), quotes)
        if rng.random() < TYPOS:
            place = rng.randrange(len(paragraphs))
            paragraphs[place] = _misspelt(paragraphs[place], rng)
        if rng.random() < 0.4:
            agency = rng.choice(self._language.agencies)
            paragraphs[0] = f"{event.places[0].upper()} ({agency}) — {paragraphs[0]}"
        return headline, paragraphs

    def _copied(self, base: Printed, kind: str, writer: Writer) -> tuple[str, list[str]]:
        own_headline = self._rng.random() < 0.4
        headline = writer.headline() if own_headline else base.headline
        paragraphs = list(base.paragraphs)
        n_words = sum(map(_length, paragraphs))
        if kind == "trimmed":
            paragraphs = _first(paragraphs, round(TRIMMED * n_words))
        elif kind == "edited":
            nouns = self._language.nouns
            paragraphs = [_edited(paragraph, self._rng, nouns) for paragraph in paragraphs]
        elif kind == "wrapped":
            before, after = (writer.paragraphs(round(n_words * part), ()) for part in (0.1, 0.2))
            paragraphs = [*before, *paragraphs, *after]
        elif kind == "lead":
            lead = _first(paragraphs, LEAD_WORDS)
            own = sum(map(_length, lead))
            paragraphs = [*lead, *writer.paragraphs(own, ())]
        return headline, paragraphs

    def _page(self, printed: Printed, source: Source) -> str:
        body = list(printed.paragraphs)
        if source.middle and len(body) > 2:
            body.insert(2, source.middle)
        recent = self._recent[source.name]
        teasers = [source.teasers, *recent] if source.teasers and recent else []
        recent.append(printed.headline)
        blocks = [*source.top, *body]
        if teasers:
            blocks.append("\n".join(teasers))
        return "\n\n".join([*blocks, *source.bottom])


def _length(paragraph: str) -> int:
    return paragraph.count(" ") + 1


def _first(paragraphs: Sequence[str], n_words: int) -> list[str]:
    """Return the first paragraphs with so many words in all, or one that has more."""
    totals = list(itertools.accumulate(map(_length, paragraphs)))
    return list(paragraphs[: bisect(totals, n_words - 1) + 1])


def _edited(paragraph: str, rng: Random, nouns: Sequence[str]) -> str:
    """Replace some of the plain words of a paragraph."""
    return " ".join(
        rng.choice(nouns) if word.islower() and rng.random() < EDITED else word
        for word in paragraph.split(" ")
    )


def _misspelt(paragraph: str, rng: Random) -> str:
    """Exchange two letters inside one word."""
    row = paragraph.split(" ")
    place = rng.randrange(len(row))
    word = row[place]
    if len(word) > 4 and word.isalpha():
        cut = rng.randrange(1, len(word) - 2)
        row[place] = word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :]
    return " ".join(row)


def _slug(headline: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", headline.lower()).strip("-")


def _time(day: float, zone: timezone) -> str:
    moment = START + timedelta(seconds=round(day * 86_400))
    return moment.astimezone(zone).isoformat()
