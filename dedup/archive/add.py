"""Taking articles in: day by day, each day whole or not at all.

A batch is one transaction: its articles, what they did to the stories, and the history of
that. Whoever kills the process loses the batch at hand, and adding the same input again goes
on with it, because the cut of the batches depends on the input alone and known texts are
passed over. What a batch costs follows from the open stories, not from the archive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from dedup.archive.batching import Batch, batches_of
from dedup.archive.rows import packed, time_of, version_row
from dedup.archive.sorting import Incoming, sort_out
from dedup.archive.state import Step, load_state, save_stories
from dedup.archive.store import Archive
from dedup.cleaning import clean_articles
from dedup.errors import ArticleFormatError, InputError, OptionError
from dedup.model import Article, CleanArticle, Story
from dedup.stream import WINDOW_DAYS, StoryStream
from dedup.times import in_zone, moment

# Enough to see the pattern, few enough to read.
MOST_EXAMPLES = 5
# Records between two words on how far it is.
_TICK = 50
# Articles of days gone by that are held in memory before they are taken in without any newer.
_MOST_WAITING = 20_000


@dataclass
class Tally:
    """What a run has done so far.

    Attributes:
        read: Records met, the skipped ones included.
        characters: Of the articles met, headline and text.
        skipped: Records that could not be read.
        examples: The first of them, as one-line messages with file and line.
        known: Articles that the archive had with these words.
        articles: New ones.
        versions: New texts of known articles.
        copies: New articles that share their origin with another.
        batches: Written.
        changes: What happened to stories, by kind of ``StoryChange``.
        batch: Number of the last batch written; 0 for none.
    """

    read: int = 0
    characters: int = 0
    skipped: int = 0
    examples: list[str] = field(default_factory=list)
    known: int = 0
    articles: int = 0
    versions: int = 0
    copies: int = 0
    batches: int = 0
    changes: dict[str, int] = field(default_factory=dict)
    batch: int = 0

    def document(self) -> dict[str, object]:
        """Return it as an object of JSON."""
        return {
            "read": self.read,
            "skipped": self.skipped,
            "examples": list(self.examples),
            "known": self.known,
            "articles": self.articles,
            "versions": self.versions,
            "copies": self.copies,
            "batches": self.batches,
            "batch": self.batch or None,
            "stories": dict(sorted(self.changes.items())),
        }


@dataclass
class Standing:
    """Where an archive stood after a run: saves the next run of this process reading it again.

    One that another process has added to, or that is another file, is read all the same.

    Attributes:
        stream: The stories as they stood; None when that is not known.
        mark: What the archive looked like then.
    """

    stream: StoryStream | None = None
    mark: tuple[object, ...] = ()


def add_articles(
    archive: Archive,
    records: Iterable[Article | ArticleFormatError],
    *,
    now: datetime | None = None,
    window_days: float | None = None,
    strict: bool = False,
    tally: Tally | None = None,
    standing: Standing | None = None,
    on_progress: Callable[[Tally], None] | None = None,
) -> Tally:
    """Take articles into an archive.

    Args:
        archive: Open.
        records: As ``ingest.read_records`` yields them; read as they are needed.
        now: The present, for a live feed. Articles dated later count as of now. Without it,
            the newest date seen is the present.
        window_days: A story closes when its newest article is older than this; fixed when the
            archive takes its first articles. None for what it has, or ``WINDOW_DAYS``.
        strict: Raise the first malformed record.
        tally: Counts on from here, so that whoever interrupts the run has the count.
        standing: Where the last run left, for a process that adds again and again; kept up.
        on_progress: Called now and then.

    Returns:
        What was done.

    Raises:
        ArticleFormatError: A record is malformed and ``strict`` is set. Complete batches stay.
        InputError: Another process holds the archive, or it cannot be written.
        OptionError: The archive has another window.
    """
    if now is not None and now.tzinfo is None:
        raise InputError(f"now has no time zone: {now.isoformat()}")
    tally = tally if tally is not None else Tally()
    tell = on_progress or (lambda _: None)
    articles = _counted(records, tally, strict=strict, tell=tell)
    now = None if now is None else in_zone(now)
    latest = None if now is None else now.date()
    standing = standing if standing is not None else Standing()
    writer = _Writer(archive, _window(archive, window_days), now, tally, standing)
    with _recorded(archive, "add", tally):
        for batch in batches_of(articles, latest):
            writer.offer(batch)
            tell(tally)
        writer.finish()
        tell(tally)
    return tally


def _counted(
    records: Iterable[Article | ArticleFormatError],
    tally: Tally,
    *,
    strict: bool,
    tell: Callable[[Tally], None],
) -> Iterator[Article]:
    for record in records:
        tally.read += 1
        if tally.read % _TICK == 0:
            tell(tally)
        if isinstance(record, Article):
            tally.characters += len(record.headline) + len(record.text)
            yield record
            continue
        if strict:
            raise record
        tally.skipped += 1
        if len(tally.examples) < MOST_EXAMPLES:
            tally.examples.append(str(record))


def _window(archive: Archive, wanted: float | None) -> float:
    """Return the window of an archive, fixing it when nothing has."""
    fixed = archive.info("window_days")
    if fixed is None:
        days = WINDOW_DAYS if wanted is None else wanted
        StoryStream(window_days=days)  # refuses what is out of range
        with archive.writing() as db:
            db.execute(
                "INSERT OR IGNORE INTO archive_info (name, value) VALUES ('window_days', ?)",
                (repr(float(days)),),
            )
        return _window(archive, wanted)
    if wanted is not None and wanted != float(fixed):
        raise OptionError(
            f"{archive.path}: its stories close after {float(fixed):g} days, not {wanted:g};"
            " leave the window out, or start another archive"
        )
    return float(fixed)


@contextmanager
def _recorded(archive: Archive, command: str, tally: Tally) -> Iterator[None]:
    """Note a run in the table of runs, the only one with a clock."""
    from dedup import __version__

    with archive.writing() as db:
        run = db.execute(
            "INSERT INTO runs (started, dedup, command) VALUES (?, ?, ?)",
            (moment(datetime.now(UTC)), __version__, command),
        ).lastrowid
    try:
        yield
    finally:
        # A run that cannot note its end looks like one that was cut off; nothing else is lost.
        with suppress(InputError), archive.writing() as db:
            db.execute(
                "UPDATE runs SET finished = ?, summary = ? WHERE id = ?",
                (moment(datetime.now(UTC)), packed(tally.document()), run),
            )


class _Writer:
    """Takes in batches; keeps the stream while no other process writes between two."""

    def __init__(
        self,
        archive: Archive,
        window_days: float,
        now: datetime | None,
        tally: Tally,
        standing: Standing,
    ) -> None:
        self._archive = archive
        self._window_days = window_days
        self._now = now
        self._tally = tally
        self._standing = standing
        self._late: list[Batch] = []

    def offer(self, batch: Batch) -> None:
        """Take in a batch, if there is anything new in it.

        One that is not newer than the archive waits for the first that is: what comes with
        today's feed is of today's batch.
        """
        # Looked at without the lock: adding what is known disturbs nobody.
        if not sort_out(self._archive.db, batch.articles):
            self._tally.known += len(batch.articles)
            return
        self._late.append(batch)
        n_waiting = sum(len(each.articles) for each in self._late)
        if n_waiting >= _MOST_WAITING or not self._is_late(batch):
            self.finish()

    def finish(self) -> None:
        """Take in what waits."""
        if self._late:
            articles = tuple(each for batch in self._late for each in batch.articles)
            days = [batch.day for batch in self._late if batch.day is not None]
            self._late = []
            self._take(Batch(articles, max(days, default=None)))

    def _is_late(self, batch: Batch) -> bool:
        row = self._archive.db.execute(
            "SELECT time FROM batches ORDER BY batch DESC LIMIT 1"
        ).fetchone()
        known = None if row is None else time_of(row[0])
        return known is not None and (batch.day is None or batch.day <= known.date())

    def _take(self, batch: Batch) -> None:
        with self._archive.writing() as db:
            incoming = sort_out(db, batch.articles)
            if not incoming:  # another process has added them since
                self._tally.known += len(batch.articles)
                return
            stream = self._current()
            # Until the batch is complete, the stream is ahead of the archive.
            self._standing.stream = None
            step, cleaned = self._step(stream, incoming, batch)
            found = _Counts.of(step, incoming)
            time = moment(step.after.clock)
            db.execute(
                "INSERT INTO batches (batch, time, articles, versions, copies)"
                " VALUES (?, ?, ?, ?, ?)",
                (step.batch, time, found.articles, found.versions, found.copies),
            )
            self._save_texts(incoming, cleaned, step)
            save_stories(db, step)
            mark = _mark(self._archive)  # once the lock is gone, another process may have added
        self._standing.stream, self._standing.mark = stream, mark
        self._tally.known += len(batch.articles) - len(incoming)
        found.add_to(self._tally, step)

    def _current(self) -> StoryStream:
        """Return the stream where the archive stands."""
        stream = self._standing.stream
        if stream is None or self._standing.mark != _mark(self._archive):
            state = load_state(self._archive.db)
            stream = StoryStream(window_days=self._window_days, state=state)
        return stream

    def _step(
        self, stream: StoryStream, incoming: Sequence[Incoming], batch: Batch
    ) -> tuple[Step, dict[tuple[str, int], CleanArticle]]:
        """Give the new texts to the stream; return what it did, and the texts by id and number."""
        latest = {each.article.id: each for each in incoming}
        known = {each.article.id for each in incoming if each.known}
        cleaned = {
            (each.article.id, latest[each.article.id].version): each
            for each in clean_articles([latest[name].article for name in sorted(latest)])
        }
        for each in incoming:
            place = each.article.id, each.version
            if place not in cleaned:
                # By itself: lines that two versions share are not furniture.
                cleaned[place] = clean_articles([each.article])[0]
        before = stream.state
        now_texts = {name: cleaned[name, each.version] for name, each in latest.items()}
        changes = stream.add_cleaned(
            [each for name, each in now_texts.items() if name not in known],
            revised=[each for name, each in now_texts.items() if name in known],
            now=_present(batch, before.clock, self._now),
        )
        return Step(before.batches, before, stream.state, changes, frozenset(known)), cleaned

    def _save_texts(
        self,
        incoming: Sequence[Incoming],
        cleaned: dict[tuple[str, int], CleanArticle],
        step: Step,
    ) -> None:
        db = self._archive.db
        for each in incoming:
            article = each.article
            if each.version == 1:
                db.execute(
                    "INSERT INTO articles (id, source, url, language, published, first_batch,"
                    " version, story_id, origin) VALUES (?, ?, ?, ?, ?, ?, 1, '', 0)",
                    (
                        article.id,
                        article.source,
                        article.url,
                        article.language,
                        moment(article.published),
                        step.batch,
                    ),
                )
            else:
                db.execute(
                    "UPDATE articles SET version = ? WHERE id = ?", (each.version, article.id)
                )
            row = version_row(cleaned[article.id, each.version])
            row |= {"article_id": article.id, "version": each.version}
            row |= {"batch": step.batch, "digest": each.digest}
            db.execute(
                f"INSERT INTO versions ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
                list(row.values()),
            )
            db.executemany(
                "INSERT OR IGNORE INTO article_keys (key, article_id) VALUES (?, ?)",
                [(key, article.id) for key in each.keys],
            )
        # What a closed story says can still change.
        db.executemany(
            "UPDATE stories SET changed_batch = ? WHERE state = 'closed'"
            " AND id = (SELECT story_id FROM articles WHERE id = ?)",
            [(step.batch, name) for name in sorted(step.revised)],
        )


def _mark(archive: Archive) -> tuple[object, ...]:
    """Return what tells one state of an archive's stories from every other.

    The file; when it was made, as another may have got its place on the disk; the last batch.
    """
    db, file = archive.db, archive.path.stat()
    made = db.execute("SELECT started FROM runs ORDER BY id LIMIT 1").fetchone()
    last = db.execute("SELECT * FROM batches ORDER BY batch DESC LIMIT 1").fetchone()
    return (file.st_dev, file.st_ino, *made, *(last or ()))


def _present(batch: Batch, known: datetime | None, now: datetime | None) -> datetime | None:
    """Return the present of a batch, None when nothing tells it.

    News of yesterday and today is of the present that the caller names; older news, of which
    a run may bring many days, is of its own.
    """
    if now is not None and (batch.day is None or now.date() - batch.day <= timedelta(days=1)):
        return now
    return batch.newest(known) or known


@dataclass(frozen=True, slots=True)
class _Counts:
    articles: int
    versions: int
    copies: int

    @classmethod
    def of(cls, step: Step, incoming: Sequence[Incoming]) -> _Counts:
        new = {each.article.id for each in incoming if each.version == 1}
        stories: dict[str, Story] = {each.story.id: each.story for each in step.changes}
        copies = 0
        for story in stories.values():
            for origin in story.origins:
                fresh = sum(1 for name in origin if name in new)
                copies += fresh - 1 if fresh == len(origin) else fresh
        return cls(len(new), len(incoming) - len(new), copies)

    def add_to(self, tally: Tally, step: Step) -> None:
        tally.articles += self.articles
        tally.versions += self.versions
        tally.copies += self.copies
        tally.batches += 1
        tally.batch = step.batch
        for each in step.changes:
            tally.changes[each.kind] = tally.changes.get(each.kind, 0) + 1
