"""The tables of an archive, for other programs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from dedup.errors import InputError, MissingExtraError

# What can be exported: a query with a total order.
EXPORTS: Mapping[str, str] = {
    "stories": "SELECT * FROM story_overview ORDER BY id",
    "articles": "SELECT id, source, headline, published, url, language, story_id, origin, versions,"
    " text FROM article_overview ORDER BY id",
    "versions": "SELECT v.article_id, v.version, b.time AS came, v.published, v.headline, v.text"
    " FROM versions v JOIN batches b ON b.batch = v.batch ORDER BY v.article_id, v.version",
    "history": "SELECT h.batch, b.time, h.story_id, h.kind, h.article_id, h.other_story_id"
    " FROM story_history h JOIN batches b ON b.batch = h.batch ORDER BY h.id",
    "facts": "SELECT f.story_id, f.key, f.kind, f.status, f.words, f.n_found, f.n_origins,"
    " f.salience, b.time AS first_seen FROM facts f JOIN batches b ON b.batch = f.first_batch"
    " ORDER BY f.story_id, f.key, f.kind, f.words, f.id",
    "mentions": "SELECT f.story_id, f.key AS fact_key, m.key, m.article_id, m.version, m.sentence,"
    " m.spans, m.words, m.slots FROM fact_mentions m JOIN facts f ON f.id = m.fact_id"
    " ORDER BY f.story_id, m.article_id, m.sentence, m.spans, m.key, f.key, m.slots",
    "findings": "SELECT n.story_id, n.rank, n.key, n.rule, n.level, n.score, n.words,"
    " b.time AS first_seen FROM findings n JOIN batches b ON b.batch = n.first_batch"
    " ORDER BY n.story_id, n.rank",
    "changes": "SELECT c.article_id, c.version, b.time, c.change, c.kind, c.status,"
    " c.words_before, c.words_after FROM version_changes c JOIN batches b ON b.batch = c.batch"
    " ORDER BY c.article_id, c.version, c.id",
}
_INTEGERS = frozenset(
    "articles origins sources changed_batch facts alerts facts_current origin versions version"
    " batch n_found n_origins sentence rank".split()
)
_FLOATS = frozenset(("salience", "score"))
# Columns that hold JSON, which JSON Lines takes as it is meant.
NESTED = frozenset(("spans", "slots"))
_CHUNK = 2_000


def export_columns(db: sqlite3.Connection, name: str) -> list[str]:
    """Return the names of the columns of an export."""
    return [column[0] for column in db.execute(f"{EXPORTS[name]} LIMIT 0").description]


def export_rows(db: sqlite3.Connection, name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of an export, read as they are needed.

    Args:
        db: The archive.
        name: One of ``EXPORTS``.
    """
    for row in db.execute(EXPORTS[name]):
        yield dict(row)


def export_parquet(db: sqlite3.Connection, name: str, path: Path) -> int:
    """Write an export as Parquet; return the number of rows.

    Raises:
        InputError: The file cannot be written.
        MissingExtraError: pyarrow is not installed.
    """
    try:
        pa, pq = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        raise MissingExtraError("Parquet", extra="parquet") from error
    columns = export_columns(db, name)
    schema = pa.schema([(column, _type(pa, column, name)) for column in columns])
    count = 0
    try:
        with pq.ParquetWriter(path, schema) as writer:
            cursor = db.execute(EXPORTS[name])
            while rows := cursor.fetchmany(_CHUNK):
                table = pa.Table.from_pylist([dict(row) for row in rows], schema=schema)
                writer.write_table(table)
                count += len(rows)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror or error})") from error
    return count


def _type(pa: Any, column: str, name: str) -> Any:
    if column in _INTEGERS and not (column == "articles" and name == "articles"):
        return pa.int64()
    return pa.float64() if column in _FLOATS else pa.string()
