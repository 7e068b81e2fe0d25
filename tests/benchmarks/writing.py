"""The words of the synthetic stream: what an event is, and who writes about it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from tests.benchmarks import words
from tests.benchmarks.words import ENGLISH, Language

START = datetime(2025, 1, 6, tzinfo=UTC)

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


def draw_names(
    rng: Random, number: int, pool: tuple[int, float], count: int, family: int
) -> list[int]:
    """Draw numbers of names: those that this story is the first to use, then known ones."""
    known, after = (int(pool[0] + pool[1] * n**GROWTH) for n in (number, number + 1))
    ranks = list(range(known, after))[:count]
    # Zipf's law with exponent 1/2: names are told apart better than words.
    ranks += [int(known * rng.random() ** 2) for _ in range(count - len(ranks))]
    rng.shuffle(ranks)
    return [4 * rank + family for rank in ranks]


def draw_person(rng: Random, name: str, language: Language) -> tuple[str, str, str]:
    first = rng.choice(language.first_names)
    return first, language.surname(first, name), rng.choice(language.roles)


def draw_count(rng: Random, language: Language) -> str:
    number = f"{round(math.exp(rng.uniform(1.0, 11.0))):,}".replace(",", language.separators[0])
    return f"{number} {rng.choice(language.counted)}"


def draw_place(rng: Random, name: str, language: Language) -> str:
    return _named(rng.choice(language.place_forms), name)


def draw_organisation(rng: Random, name: str, language: Language) -> str:
    return _named(rng.choice(language.organisation_forms), name)


def _named(form: str, name: str) -> str:
    """Return a name in a form; "Bad {}" and "Nieder{}" both begin with a capital."""
    joined = form.split("{")[0][-1:].isalpha()
    return form.format(name if joined else name.capitalize())


class Writer:
    """Writes about one event, for one article."""

    def __init__(self, rng: Random, event: Event, language: Language = ENGLISH) -> None:
        self._random, self._event, self._language = rng.random, event, language
        self._own = [language.term(4 * self._rank(RARE)) for _ in range(OWN_TERMS)]
        self._own_people = [draw_person(rng, self._distant(PEOPLE, 1), language) for _ in range(3)]
        self._own_names = [
            draw_organisation(rng, self._distant(ORGANISATIONS, 3), language) for _ in range(2)
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
            "c": lambda: self._zipf(event.counts) if self._near() else draw_count(rng, language),
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
