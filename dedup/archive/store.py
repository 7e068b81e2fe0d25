"""An archive held open: one SQLite file in write-ahead mode.

Readers see the last complete batch, whatever a writer does meanwhile; there is one writer at
a time, and a second one waits. A process that is killed leaves the last complete batch.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

from dedup.archive.schema import APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION, migrate, version_of
from dedup.errors import InputError

# How long a writer waits for another, in seconds. A batch of 5,000 articles takes about so long.
WAIT_SECONDS = 60.0


class Archive:
    """An open archive. Made by ``open_archive``; a context manager that closes it.

    Attributes:
        path: The file.
        db: The connection, in autocommit mode; rows are ``sqlite3.Row``.
    """

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path = path
        self.db = db

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.db.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the write lock: all that is done inside is kept, or nothing of it.

        Raises:
            InputError: Another process has held the lock for too long.
        """
        with explained(self.path):
            self.db.execute("BEGIN IMMEDIATE")
        try:
            yield self.db
            with explained(self.path):
                self.db.execute("COMMIT")
        except BaseException:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """See one state of the archive throughout, whatever is written meanwhile."""
        with explained(self.path):
            self.db.execute("BEGIN")
        try:
            yield self.db
        finally:
            self.db.execute("COMMIT")

    def info(self, name: str) -> str | None:
        """Return a setting of the archive."""
        row = self.db.execute("SELECT value FROM archive_info WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])


def open_archive(path: str | Path, *, create: bool = False, wait: float = WAIT_SECONDS) -> Archive:
    """Open an archive, and bring it to the newest schema if it has an older one.

    Args:
        path: The file.
        create: Make a new one if there is none.
        wait: How long to wait for another writer, in seconds.

    Raises:
        InputError: There is no archive, the file is something else, it is of a newer schema,
            or it cannot be opened.
    """
    path = Path(path)
    if not create and not path.is_file():
        raise InputError(f"{path}: no archive; 'dedup archive add PATH...' makes one")
    with explained(path):
        # By URI, so that a path that looks like one (":memory:") is a file all the same.
        mode = "rwc" if create else "rw"
        address = f"file:{quote(str(path.absolute()))}?mode={mode}"
        db = sqlite3.connect(address, uri=True, isolation_level=None, timeout=wait)
    try:
        with explained(path):
            _prepare(db, path)
    except BaseException:
        db.close()
        raise
    return Archive(path, db)


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    found = version_of(db)
    made_by = int(db.execute("PRAGMA application_id").fetchone()[0])
    tables = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if made_by != APPLICATION_ID and tables:
        raise InputError(f"{path}: a database, but no archive of dedup; name another file")
    if found > SCHEMA_VERSION:
        raise InputError(
            f"{path}: made by a newer dedup (schema {found}, this one knows {SCHEMA_VERSION});"
            " install that version"
        )
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA foreign_keys = ON")
    if found < SCHEMA_VERSION:
        db.execute("PRAGMA journal_mode = WAL")
        migrate(db, MIGRATIONS)
    # Of a large batch the write-ahead file keeps no more than this, in bytes, for the next.
    db.execute("PRAGMA journal_size_limit = 16777216")
    # A batch that is complete stays so even when the power fails; batches are few.
    db.execute("PRAGMA synchronous = FULL")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says about the file into one line for a person."""
    try:
        yield
    except sqlite3.OperationalError as error:
        said = str(error)
        if "locked" in said or "busy" in said:
            reason = "another process is writing to it; try again when it is done, or wait longer"
        elif "readonly" in said:
            reason = "cannot be written; check its permissions and those of its folder"
        elif "unable to open" in said:
            reason = "cannot be opened; check the name, its folder and permissions"
        elif "full" in said:
            reason = "the disk is full; what was complete is kept"
        else:
            raise
        raise InputError(f"{path}: {reason}") from error
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error):
            raise InputError(f"{path}: no archive of dedup; name another file") from error
        if "malformed" in str(error):
            raise InputError(f"{path}: the file is damaged; restore it from a copy") from error
        raise
