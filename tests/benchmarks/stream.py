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
import sys
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from random import Random

from tests.benchmarks import words_de, words_ru
from tests.benchmarks.press import Article, Press, RunningStory, make_sources
from tests.benchmarks.words import ENGLISH, Language
from tests.benchmarks.writing import (
    ORGANISATIONS,
    PEOPLE,
    PLACES,
    RARE,
    Event,
    Writer,
    draw_count,
    draw_names,
    draw_organisation,
    draw_person,
    draw_place,
)

PER_DAY = 5_000

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

LANGUAGES = {each.code: each for each in (ENGLISH, words_de.GERMAN, words_ru.RUSSIAN)}
BOTH = 0.3  # share of the stories of a stream of several languages that are told in two


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
    press = Press(rng, make_sources(seed, language), length, language)
    running: dict[int, RunningStory] = {}
    for serial, (day, number, left) in enumerate(world.times()):
        story = running.get(number)
        if story is None:
            story = running[number] = RunningStory(world.event(number), left)
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
            return [language.name(n) for n in draw_names(rng, number, pool, count, family)]

        people = [draw_person(rng, name, language) for name in names(PEOPLE, rng.randint(2, 5), 1)]
        places = [draw_place(rng, name, language) for name in names(PLACES, rng.randint(1, 3), 2)]
        organisations = [
            draw_organisation(rng, name, language)
            for name in names(ORGANISATIONS, rng.randint(1, 2), 3)
        ]
        counts = [draw_count(rng, language) for _ in range(rng.randint(2, 5))]
        event = Event(
            kind="new",
            origin=number,
            type=rng.choice(language.event_types),
            terms=tuple(language.term(4 * int(RARE ** rng.uniform(0.5, 1))) for _ in range(10)),
            people=tuple(people),
            places=tuple(places),
            organisations=tuple(organisations),
            counts=tuple(counts),
            quotes=(),
            day=self.birth(number),
        )
        writer = Writer(rng, event, language)
        quotes = tuple(writer.fill(rng.choice(language.quotes)) for _ in range(rng.randint(1, 3)))
        return replace(event, quotes=quotes)


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
