"""A stream of records, cut into the batches that an archive takes in whole.

The cut depends on the records alone, so that a run that was cut off and is started again
meets the same batches, and passes over those that are in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dedup.model import Article
from dedup.times import in_zone

# A date so far after those before it is believed when the next dated article confirms it: one
# wrong year must not close every story.
_JUMP = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles that are taken in together.

    Args:
        articles: In the order of the input.
        day: The day they are of (UTC); None when none of them has a date.
    """

    articles: tuple[Article, ...]
    day: date | None

    def newest(self, known: datetime | None) -> datetime | None:
        """Return the newest date that can be believed.

        Args:
            known: The present so far.
        """
        dates = [
            each.published
            for each in self.articles
            if each.published is not None and self.day is not None and _day(each) <= self.day
        ]
        newest = max(dates, default=None)
        if newest is not None and known is not None and len(dates) == 1 and newest - known > _JUMP:
            return None
        return newest


def batches_of(articles: Iterable[Article], latest: date | None = None) -> Iterator[Batch]:
    """Cut articles in the order of their dates into batches of a day.

    An article without a date, of an earlier day, or dated so far ahead that only a second
    article would make it believed, is of the batch that is being filled. A feed with its
    newest article first is one batch.

    Args:
        articles: One batch is in memory at a time.
        latest: Days after this one are not believed.
    """
    batch: list[Article] = []
    day: date | None = None
    for article, following in _with_next_day(articles, latest):
        its_day = _believed(article, latest)
        if its_day is not None and (day is None or its_day > day):
            gap = timedelta(0) if day is None else its_day - day
            confirmed = following is not None and following - its_day > -_JUMP
            if confirmed or (gap <= _JUMP and (day is not None or following is None)):
                if batch and day is not None:
                    yield Batch(tuple(batch), day)
                    batch = []
                day = its_day
        batch.append(article)
    if batch:
        yield Batch(tuple(batch), day)


def _day(article: Article) -> date:
    assert article.published is not None
    return in_zone(article.published).date()


def _believed(article: Article, latest: date | None) -> date | None:
    if article.published is None:
        return None
    day = in_zone(article.published).date()
    return None if latest is not None and day > latest else day


def _with_next_day(
    articles: Iterable[Article], latest: date | None
) -> Iterator[tuple[Article, date | None]]:
    """Yield each article with the day of the next one that has a date.

    A run of articles without dates is held back until one with a date comes.
    """
    waiting: list[Article] = []
    for article in articles:
        day = _believed(article, latest)
        if day is not None:
            yield from ((each, day) for each in waiting)
            waiting = []
        waiting.append(article)
    yield from ((each, None) for each in waiting)
