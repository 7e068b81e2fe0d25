"""What is remembered between runs, in one small SQLite file.

For each feed: the validators of its last answer, where it moved for good, when it may
be asked again, and a digest of each article it has shown. What a feed taught is
written in one transaction, after its articles were handed on: a run that is killed
may hand an article on twice, never lose one.

One process at a time: the file is locked while it is open.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Self

from dedup.errors import InputError
from dedup.fetch.model import Validators
from dedup.fetch.robots import RobotsText

_VERSION = 1
# "dedF": says whose file it is (PRAGMA application_id).
_APPLICATION = 0x64656446
# An article that left its feed this long ago and comes back counts as new.
_REMEMBERED = 90 * 24 * 60 * 60.0

_SCHEMA = """
CREATE TABLE feeds (
    url TEXT PRIMARY KEY, moved_to TEXT, answered TEXT, etag TEXT, modified TEXT,
    due REAL NOT NULL, failures INTEGER NOT NULL, is_gone INTEGER NOT NULL, error TEXT
);
CREATE TABLE seen (
    feed TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, last REAL NOT NULL,
    PRIMARY KEY (feed, id)
) WITHOUT ROWID;
CREATE TABLE robots (origin TEXT PRIMARY KEY, text TEXT NOT NULL, until REAL NOT NULL);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What is known about one feed.

    Args:
        url: As subscribed to.
        moved_to: Where it moved for good; None if it did not.
        validators: Of its last readable answer.
        due: When it may be asked next, in seconds since 1970.
        failures: Failed requests in a row.
        is_gone: The server said it is gone for good (410).
        error: Why the last request failed; None if it did not.
        seen: Digest of each article it has shown, by the article's id.
    """

    url: str
    moved_to: str | None = None
    validators: Validators | None = None
    due: float = 0.0
    failures: int = 0
    is_gone: bool = False
    error: str | None = None
    seen: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class State:
    """The open file.

    Args:
        path: Made, with its folders, when it does not exist. ``:memory:`` forgets.

    Raises:
        InputError: It cannot be opened, is another kind of file, or is in use.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = str(path)
        try:
            if self.path != ":memory:":
                Path(path).parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(self.path, timeout=0.2, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise InputError(f"{self.path}: state cannot be opened ({error})") from error
        try:
            self._open()
        except BaseException:
            self._db.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def load(self, url: str) -> FeedState:
        """Return what is known about a feed."""
        row = self._db.execute(
            "SELECT moved_to, answered, etag, modified, due, failures, is_gone, error"
            " FROM feeds WHERE url = ?",
            (url,),
        ).fetchone()
        if row is None:
            return FeedState(url=url)
        moved_to, answered, etag, modified, due, failures, is_gone, error = row
        known = Validators(url=answered, etag=etag, modified=modified) if answered else None
        seen = dict(self._db.execute("SELECT id, digest FROM seen WHERE feed = ?", (url,)))
        return FeedState(
            url=url,
            moved_to=moved_to,
            validators=known,
            due=due,
            failures=failures,
            is_gone=bool(is_gone),
            error=error,
            seen=seen,
        )

    def due(self) -> dict[str, float]:
        """Return when each known feed may be asked next; infinity for one that is gone."""
        rows = self._db.execute("SELECT url, due, is_gone FROM feeds")
        return {url: math.inf if is_gone else due for url, due, is_gone in rows}

    def save(self, feed: FeedState, *, now: float, robots: Iterable[RobotsText] = ()) -> None:
        """Keep what a request taught, all of it or nothing.

        Args:
            feed: ``seen`` holds what the feed shows now; older articles are kept for 90 days.
            now: Seconds since 1970.
            robots: What was read of robots.txt files.

        Raises:
            InputError: It cannot be written.
        """
        known = feed.validators
        row = (
            feed.url,
            feed.moved_to,
            known.url if known else None,
            known.etag if known else None,
            known.modified if known else None,
            feed.due,
            feed.failures,
            int(feed.is_gone),
            feed.error,
        )
        try:
            self._db.execute("BEGIN IMMEDIATE")
            with self._db:
                self._db.execute(f"REPLACE INTO feeds VALUES ({', '.join('?' * len(row))})", row)
                self._db.executemany(
                    "REPLACE INTO seen VALUES (?, ?, ?, ?)",
                    [(feed.url, identity, digest, now) for identity, digest in feed.seen.items()],
                )
                if feed.seen:  # else the feed was not read, and what it shows is not known
                    self._db.execute(
                        "DELETE FROM seen WHERE feed = ? AND last < ?",
                        (feed.url, now - _REMEMBERED),
                    )
                self._db.executemany(
                    "REPLACE INTO robots VALUES (?, ?, ?)",
                    [(each.origin, each.text, each.until) for each in robots],
                )
        except sqlite3.Error as error:
            raise InputError(f"{self.path}: state cannot be written ({error})") from error

    def robots(self, now: float) -> list[RobotsText]:
        """Return the robots.txt files that still hold."""
        self._db.execute("DELETE FROM robots WHERE until <= ?", (now,))
        rows = self._db.execute("SELECT origin, text, until FROM robots")
        return [RobotsText(*row) for row in rows]

    def _open(self) -> None:
        try:
            # Taken at the first write and kept until the file is closed.
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute("BEGIN IMMEDIATE")
            (application,) = self._db.execute("PRAGMA application_id").fetchone()
            (version,) = self._db.execute("PRAGMA user_version").fetchone()
            (n_tables,) = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if n_tables == 0:
                for statement in _SCHEMA.strip().split(";\n"):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA application_id = {_APPLICATION}")
                self._db.execute(f"PRAGMA user_version = {_VERSION}")
            elif application != _APPLICATION:
                raise InputError(f"{self.path}: not a state file of dedup; name another --state")
            elif version != _VERSION:
                raise InputError(
                    f"{self.path}: state of version {version}, wanted {_VERSION};"
                    " a newer dedup wrote it"
                )
            self._db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise InputError(
                    f"{self.path}: in use by another dedup fetch or watch; wait for it, or name"
                    " another --state"
                ) from error
            raise InputError(f"{self.path}: state cannot be opened ({error})") from error
        except sqlite3.DatabaseError as error:
            raise InputError(
                f"{self.path}: not a state file of dedup ({error}); name another --state"
            ) from error
