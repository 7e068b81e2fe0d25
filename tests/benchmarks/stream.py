"""A labelled synthetic news stream of any size, article by article.

    python -m tests.benchmarks.stream 20000 --seed 1 > /tmp/stream.jsonl
    python -m tests.benchmarks.stream 20000 --language de,ru > /tmp/stream.jsonl

JSON Lines with ``id``, ``source``, ``headline``, ``text``, ``url``, ``published`` and the gold
labels ``story``, ``copy_of`` (the id of the article whose text this one took over, else null)
and ``copy_kind`` (``exact``, ``trimmed``, ``edited``, ``wrapped`` or ``lead``, else null).

Stories start at a constant rate, so that a stream ten times as long is ten times as many
days of the same news. A story is a function of the seed and its number alone: a follow-up
knows what happened a week before without anybody having kept it. Memory holds the stories
that still run, a few days of news. A shorter stream is the start of a longer one.

Other languages tell the same events of a seed with the same names (in Cyrillic letters in
Russian), numbers and times. Half of their articles state their ``language``, and their story
labels end with it. In a stream of several languages ``BOTH`` of the stories are told in two of
them, each as a story of its own, and the others in one.
"""

from __future__ import annotations

import argparse
import heapq
import itertools
import json
import math
import re
import sys
from bisect import bisect
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import blake2b
from random import Random

from tests.benchmarks import words, words_de, words_ru
from tests.benchmarks.words import ENGLISH, Language

START = datetime(2025, 1, 6, tzinfo=UTC)
PER_DAY = 5_000
SOURCES = 200

# Sizes of stories with several articles: a power law up to MOST. Their share is solved so that
# MULTIPLE of all articles are in such stories.
MOST, SIZE_EXPONENT, MULTIPLE = 400, 2.3, 0.4
LEAST_LIFE, MOST_LIFE = 2 / 24, 3.0  # days
# Stories larger than this are told over days, whatever they draw.
LARGE = 50

FOLLOW_UP, SIBLING = 0.05, 0.20  # shares of stories
FOLLOW_UP_DAYS = (6.0, 8.0)
# Days back at most, and the share of the words that are taken over.
SIBLING_REACH, ALIKE = 0.5, 0.7

COPY = 0.45  # share of the later articles of a story that take over an earlier text
COPY_KINDS = ("exact", "trimmed", "edited", "wrapped", "lead")
COPY_WEIGHTS = (0.25, 0.25, 0.2, 0.2, 0.1)
TRIMMED, EDITED = 0.6, 0.05  # share of words kept, share of words replaced
LEAD_WORDS = 60
MOST_BASES = 6
QUOTED = 0.6  # quotations of the event an article prints, per quotation

# Words of an article: lognormal within bounds.
MEDIAN_WORDS, WORDS_SIGMA, LEAST_WORDS, MOST_WORDS = 420, 0.3, 250, 700
SENTENCE_WORDS = (15, 25)

# Shares of nouns that are words of the event (in lead and body, at most), of the article alone, and
# rare ones. Set, with NEAR, so that TF-IDF cosines (scikit-learn, sublinear, English stop words)
# lie where they lie in real news: of two independent articles of a story, median .29 and 5-95 %
# .17-.42 in the first 1,400 articles, against .31 and .13-.49 in 1,400 labelled articles on US
# politics; of two of different stories, median .05 in both.
LEAD_FOCUS, BODY_FOCUS, OWN_FOCUS, RARE_SHARE = 0.5, 0.15, 0.12, 0.3
OWN_TERMS = 12
# Share of names and numbers that are the event's: in the article furthest off, and in the nearest.
NEAR = (0.3, 0.8)

# Sizes of the pools that words are drawn from, by Zipf's law with exponent 1. Names grow with the
# number n of stories as first + rate * n ** GROWTH (Heaps' law).
RARE = 60_000
PEOPLE, PLACES, ORGANISATIONS = (3_000, 6.0), (800, 1.5), (1_500, 3.0)
GROWTH = 0.75
TYPOS = 0.8  # misspelt words per article, which is where most words seen once come from

LANGUAGES = {each.code: each for each in (ENGLISH, words_de.GERMAN, words_ru.RUSSIAN)}
BOTH = 0.3  # share of the stories of a stream of several languages that are told in two

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
class Event:
    """What happened: everything that articles about it share.

    Args:
        kind: ``new``, ``sibling`` (looks like a story of the same day) or ``follow-up``.
        origin: The number of the story it resembles or follows; its own number when new.
        type: The type of event.
        terms: Words that tell it from others of its type.
        people: First name, surname and role of each.
        places: Names.
        organisations: Names.
        counts: Numbers with the thing counted.
        quotes: What people said, word for word.
        day: Days since the start of the stream.
    """

    kind: str
    origin: int
    type: words.EventType
    terms: tuple[str, ...]
    people: tuple[tuple[str, str, str], ...]
    places: tuple[str, ...]
    organisations: tuple[str, ...]
    counts: tuple[str, ...]
    quotes: tuple[str, ...]
    day: float


@dataclass(frozen=True, slots=True)
class Printed:
    """An article's own words, as copies take them over."""

    id: str
    source: str
    headline: str
    paragraphs: tuple[str, ...]


@dataclass(slots=True)
class _Story:
    """A story that still runs: what happened, and the texts that can be copied."""

    event: Event
    left: int
    bases: list[Printed] = field(default_factory=list)


def articles(
    size: int,
    *,
    seed: int = 1,
    per_day: int = PER_DAY,
    length: float = 1.0,
    languages: Sequence[str] = ("en",),
) -> Iterator[Article]:
    """Yield articles by time of publication.

    Args:
        size: Number of articles.
        seed: Another stream for each.
        per_day: Articles a day.
        length: Factor on the length of articles.
        languages: Of ``LANGUAGES``; in all of n languages (1 + ``BOTH``) / n of the articles a
            day that one has.

    Raises:
        ValueError: An argument is not positive, or a language unknown or given twice.
    """
    if size < 1 or per_day < 1 or length <= 0:
        raise ValueError("size, per_day and length must be positive")
    if not languages or len({*languages} & LANGUAGES.keys()) < len(languages):
        raise ValueError(f"languages must be distinct, of {', '.join(LANGUAGES)}")
    chosen = [LANGUAGES[code] for code in languages]
    if len(chosen) == 1:
        return itertools.islice(_endless(seed, per_day, length, chosen[0]), size)
    streams = [_told(_endless(seed, per_day, length, each), each, languages) for each in chosen]
    return itertools.islice(heapq.merge(*streams, key=_moment), size)


def _told(stream: Iterator[Article], own: Language, languages: Sequence[str]) -> Iterator[Article]:
    """Yield the articles of the stories that are told in this language."""
    for article in stream:
        label = f"{article['story']}".removesuffix(f"-{own.code}")
        rng = Random(f"{label}/languages")
        if own.code in rng.sample(languages, 2 if rng.random() < BOTH else 1):
            article["story"] = f"{label}-{own.code}"
            yield article


def _moment(article: Article) -> datetime:
    return datetime.fromisoformat(str(article["published"]))


def _endless(seed: int, per_day: int, length: float, language: Language) -> Iterator[Article]:
    suffix = "" if language is ENGLISH else f"-{language.code}"
    rng = Random(f"{seed}/articles{suffix}")
    world = _World(seed, per_day, language)
    press = _Press(rng, make_sources(seed, language), length, language)
    running: dict[int, _Story] = {}
    for serial, (day, number, left) in enumerate(world.times()):
        story = running.get(number)
        if story is None:
            story = running[number] = _Story(world.event(number), left)
        article_id = blake2b(f"{seed}/{serial}{suffix}".encode(), digest_size=6).hexdigest()
        article = press.article(article_id, f"{seed}-{number}{suffix}", story, day)
        if suffix and article_id[-1] < "8":
            article["language"] = language.code
        yield article
        if left == 0:
            del running[number]


def story_sizes() -> tuple[list[float], float]:
    """Return the cumulative weights of sizes 1, 2, … and the mean size."""
    power = [n**-SIZE_EXPONENT for n in range(2, MOST + 1)]
    mean = sum(n * weight for n, weight in enumerate(power, 2)) / sum(power)
    # m stories of the mean size and 1 - m single articles: m * mean is MULTIPLE of all.
    share = MULTIPLE / (MULTIPLE + mean * (1 - MULTIPLE))
    weights = [1 - share, *(share * weight / sum(power) for weight in power)]
    return list(itertools.accumulate(weights)), share * mean + 1 - share


class _World:
    """What happens when; holds no past."""

    def __init__(self, seed: int, per_day: int, language: Language = ENGLISH) -> None:
        self._seed, self._language = seed, language
        self._cumulative, mean = story_sizes()
        self._rate = per_day / mean
        # Stories are numbered from a time before any that a story of the stream goes back to.
        self._zero = -(MOST_LIFE + FOLLOW_UP_DAYS[1] + SIBLING_REACH + 1.0)

    def times(self) -> Iterator[tuple[float, int, int]]:
        """Yield day, story and articles of it still to come, by day; days start at 0."""
        pending: list[tuple[float, int, int]] = []
        for number in itertools.count(int((-MOST_LIFE - self._zero) * self._rate)):
            birth = self.birth(number)
            while pending and pending[0][0] < birth:
                yield heapq.heappop(pending)
            days = [day for day in self._days(number, birth) if day >= 0.0]
            for left, day in enumerate(reversed(days)):
                heapq.heappush(pending, (day, number, left))

    def birth(self, number: int) -> float:
        """Return the day of a story's first article."""
        return self._zero + number / self._rate

    def _days(self, number: int, birth: float) -> list[float]:
        """Return when the articles of a story appear: many early, few late."""
        rng = Random(f"{self._seed}/times/{number}")
        size = min(bisect(self._cumulative, rng.random()) + 1, MOST)
        life = min(max(rng.lognormvariate(-1.0, 0.9), LEAST_LIFE), MOST_LIFE)
        if size > LARGE:
            life = MOST_LIFE * rng.uniform(0.5, 1.0)
        return sorted([birth, *(birth + life * rng.random() ** 2 for _ in range(size - 1))])

    def event(self, number: int) -> Event:
        """Return what a story is about."""
        rng = Random(f"{self._seed}/kind/{number}")
        draw = rng.random()
        if draw < FOLLOW_UP:
            kind, back = "follow-up", rng.uniform(*FOLLOW_UP_DAYS)
        elif draw < FOLLOW_UP + SIBLING:
            kind, back = "sibling", rng.uniform(0.0, SIBLING_REACH)
        else:
            return self._new(number)
        event, earlier = self._new(number), max(0, number - max(1, int(back * self._rate)))
        before = self._new(earlier)
        if kind == "sibling":
            shared = round(ALIKE * len(event.terms))
            terms = (*before.terms[:shared], *event.terms[shared:])
            return replace(event, kind=kind, origin=earlier, type=before.type, terms=terms)
        return replace(
            event,
            kind=kind,
            origin=earlier,
            people=before.people,
            places=before.places,
            organisations=before.organisations,
        )

    def _new(self, number: int) -> Event:
        rng = Random(f"{self._seed}/event/{number}")
        language = self._language

        def names(pool: tuple[int, float], count: int, family: int) -> list[str]:
            return [language.name(n) for n in _names(rng, number, pool, count, family)]

        people = tuple(_person(rng, name, language) for name in names(PEOPLE, rng.randint(2, 5), 1))
        places = [_place(rng, name, language) for name in names(PLACES, rng.randint(1, 3), 2)]
        organisations = [
            _organisation(rng, name, language)
            for name in names(ORGANISATIONS, rng.randint(1, 2), 3)
        ]
        counts = [_count(rng, language) for _ in range(rng.randint(2, 5))]
        event = Event(
            kind="new",
            origin=number,
            type=rng.choice(language.event_types),
            terms=tuple(language.term(4 * int(RARE ** rng.uniform(0.5, 1))) for _ in range(10)),
            people=people,
            places=tuple(places),
            organisations=tuple(organisations),
            counts=tuple(counts),
            quotes=(),
            day=self.birth(number),
        )
        writer = Writer(rng, event, language)
        quotes = tuple(writer.fill(rng.choice(language.quotes)) for _ in range(rng.randint(1, 3)))
        return replace(event, quotes=quotes)


def _names(rng: Random, number: int, pool: tuple[int, float], count: int, family: int) -> list[int]:
    """Draw numbers of names: those that this story is the first to use, then known ones."""
    known, after = (int(pool[0] + pool[1] * n**GROWTH) for n in (number, number + 1))
    ranks = list(range(known, after))[:count]
    # Zipf's law with exponent 1/2: names are told apart better than words.
    ranks += [int(known * rng.random() ** 2) for _ in range(count - len(ranks))]
    rng.shuffle(ranks)
    return [4 * rank + family for rank in ranks]


def _person(rng: Random, name: str, language: Language) -> tuple[str, str, str]:
    first = rng.choice(language.first_names)
    return first, language.surname(first, name), rng.choice(language.roles)


def _count(rng: Random, language: Language) -> str:
    number = f"{round(math.exp(rng.uniform(1.0, 11.0))):,}".replace(",", language.separators[0])
    return f"{number} {rng.choice(language.counted)}"


def _place(rng: Random, name: str, language: Language) -> str:
    return _named(rng.choice(language.place_forms), name)


def _organisation(rng: Random, name: str, language: Language) -> str:
    return _named(rng.choice(language.organisation_forms), name)


def _named(form: str, name: str) -> str:
    """Return a name in a form; "Bad {}" and "Nieder{}" both begin with a capital."""
    joined = form.split("{")[0][-1:].isalpha()
    return form.format(name if joined else name.capitalize())


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


class Writer:
    """Writes about one event, for one article."""

    def __init__(self, rng: Random, event: Event, language: Language = ENGLISH) -> None:
        self._random, self._event, self._language = rng.random, event, language
        self._own = [language.term(4 * self._rank(RARE)) for _ in range(OWN_TERMS)]
        self._own_people = [_person(rng, self._distant(PEOPLE, 1), language) for _ in range(3)]
        self._own_names = [
            _organisation(rng, self._distant(ORGANISATIONS, 3), language) for _ in range(2)
        ]
        self._met: set[str] = set()
        # One article keeps to the event, another goes far afield.
        self._scope = rng.random()
        self._focus = LEAD_FOCUS * self._scope
        self._slots: dict[str, Callable[[], str]] = {
            "n": self._noun,
            "v": lambda: self._zipf(language.verbs),
            "j": lambda: self._zipf(language.adjectives),
            "t": lambda: self._zipf(event.type.nouns if self._near() else language.nouns),
            "u": lambda: self._zipf(event.type.verbs if self._near() else language.verbs),
            "e": lambda: self._zipf(event.terms if self._near() else self._own),
            "b": self._rare,
            "p": self._person,
            "r": lambda: self._zipf(language.roles),
            "o": lambda: self._zipf(event.organisations if self._near() else self._own_names),
            "l": self._place,
            "c": lambda: self._zipf(event.counts) if self._near() else _count(rng, language),
            "k": lambda: str(1 + self._rank(99)),
            "d": self._weekday,
            "a": self._date,
            "f": lambda: f"{self._rank(99)}{language.separators[1]}{1 + self._rank(9)}",
            "z": lambda: f"{self._zipf(event.type.nouns)}+{self._zipf(language.nouns)}",
        }

    def fill(self, phrase: str) -> str:
        """Return a phrase with its slots filled."""
        slots = self._slots
        return "".join(
            [
                text if not kind else self._inflected(kind, text) if text else slots[kind]()
                for kind, text in _pieces(phrase)
            ]
        )

    def _inflected(self, kind: str, form: str) -> str:
        word = self._slots[kind]()
        adjective = self._zipf(self._language.adjectives) if "j" in form else ""
        return self._language.inflect(kind, word, form, adjective, self._random())

    def paragraphs(self, n_words: int, quotes: Sequence[str]) -> list[str]:
        """Write about so many words, with these quotations on the way."""
        result: list[str] = []
        waiting, written = list(quotes), 0
        while written < n_words:
            sentences = [self._sentence() for _ in range(1 + self._rank(3))]
            if waiting and written:
                sentences.insert(1, self._quotation(waiting.pop()))
            self._focus = BODY_FOCUS * self._scope  # the lead tells most
            result.append(" ".join(sentences))
            written += result[-1].count(" ") + 1
        return result

    def headline(self) -> str:
        """Write a headline."""
        return _capital(self.fill(self._any(self._language.headlines)))

    def _sentence(self) -> str:
        least, most = SENTENCE_WORDS
        wanted = least + self._random() * (most - 4 - least)
        text, draw = "", self._random()
        if draw < 0.3:
            text = self.fill(self._any(self._language.openers)) + ", "
        text += self.fill(
            f"{self._any(self._language.subjects)} {self._any(self._language.predicates)}"
        )
        if draw > 0.93:
            text += " " + self.fill(self._any(self._event.type.phrases))
        ending = ", " + self.fill(self._any(self._language.attributions)) if draw > 0.8 else ""
        while text.count(" ") + ending.count(" ") < wanted - 1:
            text += " " + self.fill(self._any(self._language.adjuncts))
        return _capital(text) + ending + "."

    def _quotation(self, quote: str) -> str:
        return self._language.quotation.format(_capital(quote), self._person())

    def _any(self, listed: Sequence[str]) -> str:
        return listed[int(self._random() * len(listed))]

    def _rank(self, size: int) -> int:
        """Draw 0 … size - 1 with probability log((k + 2) / (k + 1)): Zipf's law, nearly."""
        return int((size + 1) ** self._random()) - 1

    def _zipf(self, listed: Sequence[str]) -> str:
        return listed[int((len(listed) + 1) ** self._random()) - 1]

    def _noun(self) -> str:
        draw = self._random()
        if draw < self._focus:
            return self._zipf(self._event.type.nouns if draw < 0.1 else self._event.terms)
        if draw < self._focus + OWN_FOCUS:
            return self._zipf(self._own)
        return self._rare() if draw > 1 - RARE_SHARE else self._any(self._language.nouns)

    def _rare(self) -> str:
        return self._language.term(4 * self._rank(RARE))

    def _person(self) -> str:
        people = self._event.people if self._near() else self._own_people
        first, surname, role = people[self._rank(len(people))]
        if surname in self._met:
            return surname
        self._met.add(surname)
        return f"{role} {first} {surname}"

    def _place(self) -> str:
        if self._near():
            return self._zipf(self._event.places)
        return _named(self._language.place_forms[0], self._distant(PLACES, 2))

    def _near(self) -> bool:
        """Whether the next name is one of the event's."""
        return self._random() < NEAR[0] + (NEAR[1] - NEAR[0]) * self._scope

    def _distant(self, pool: tuple[int, float], family: int) -> str:
        return self._language.name(4 * int(pool[0] * self._random() ** 2) + family)

    def _weekday(self) -> str:
        when = START + timedelta(days=self._event.day)
        today = self._language.weekdays[when.weekday()]
        return today if self._random() < 0.7 else self._any(self._language.weekdays)

    def _date(self) -> str:
        """Return the day of the event, or one about it."""
        day = self._event.day if self._random() < 0.7 else self._event.day - self._rank(30)
        when, language = START + timedelta(days=day), self._language
        return language.date.format(day=when.day, month=language.months[when.month - 1])


_PIECES: dict[str, tuple[tuple[str, str], ...]] = {}


def _pieces(phrase: str) -> tuple[tuple[str, str], ...]:
    """Return a phrase as (slot, form) and ("", literal), cut once for each phrase."""
    found = _PIECES.get(phrase)
    if found is None:
        cut = re.split(r"\{(\w+)\}", phrase)
        found = tuple(
            (piece[0], piece[1:]) if index % 2 else ("", piece)
            for index, piece in enumerate(cut)
            if piece
        )
        _PIECES[phrase] = found
    return found


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class _Press:
    """Prints articles: picks the outlet, writes or copies, adds the page around."""

    def __init__(
        self, rng: Random, sources: tuple[Source, ...], length: float, language: Language
    ) -> None:
        self._rng, self._sources, self._length, self._language = rng, sources, length, language
        self._recent: dict[str, deque[str]] = {s.name: deque(maxlen=4) for s in sources}

    def article(self, article_id: str, story_id: str, story: _Story, day: float) -> Article:
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


def parser() -> argparse.ArgumentParser:
    """Return the arguments of the command."""
    result = argparse.ArgumentParser(prog="python -m tests.benchmarks.stream")
    result.add_argument("size", type=int, help="number of articles")
    result.add_argument("--seed", type=int, default=1)
    result.add_argument("--per-day", type=int, default=PER_DAY, help="articles a day")
    result.add_argument("--words", type=float, default=1.0, help="factor on article length")
    result.add_argument(
        "--language", default="en", help=f"of {', '.join(LANGUAGES)}; several with commas between"
    )
    return result


def main() -> None:
    """Write a stream to stdout."""
    given = parser().parse_args()
    stream = articles(
        given.size,
        seed=given.seed,
        per_day=given.per_day,
        length=given.words,
        languages=given.language.split(","),
    )
    for article in stream:
        sys.stdout.write(json.dumps(article, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
