"""What a reader asks an archive: plain rows, by column name.

Every row is a dictionary with the names of the table or view it comes from; every list has a
total order.
"""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from dedup.archive.rows import time_of
from dedup.errors import InputError, OptionError
from dedup.times import moment

Row = dict[str, Any]

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_SPAN = re.compile(r"(\d{1,6})([mhdw])")
_BATCH = re.compile(r"b(\d{1,12})")
# A phrase in quotes, or a run of other characters.
_TERM = re.compile(r'"([^"]*)"?|(\S+)')
# Where a match begins and ends in a snippet; no text holds them (C0 controls), and the report
# turns them into signs.
MARKS = ("\x02", "\x03")
_SNIPPET_WORDS = 24


def rows_of(
    db: sqlite3.Connection, sql: str, values: tuple[Any, ...] | dict[str, Any] = ()
) -> list[Row]:
    """Return the rows of a query as dictionaries.

    Args:
        db: The archive.
        sql: The query.
        values: For each ``?`` in turn, or for each ``:name``. Python 3.12.1 warns of ``?1``,
            by mistake.
    """
    return [dict(row) for row in db.execute(sql, values)]


def present(db: sqlite3.Connection) -> datetime | None:
    """Return the present of the archive: that of its last batch."""
    row = db.execute("SELECT time FROM batches ORDER BY batch DESC LIMIT 1").fetchone()
    return None if row is None else time_of(row[0])


def span_of(written: str) -> timedelta:
    """Return a stretch of time: "90m", "12h", "3d", "2w".

    Raises:
        OptionError: It is none.
    """
    match = _SPAN.fullmatch(written.strip().lower())
    if match is None:
        raise OptionError(f"{written!r} is no stretch of time; wanted one like 12h, 90d or 2w")
    try:
        return timedelta(**{_UNITS[match[2]]: int(match[1])})
    except OverflowError as error:
        raise OptionError(f"{written!r} is too long") from error


def first_batch_since(db: sqlite3.Connection, written: str) -> int:
    """Return the number of the first batch since a time.

    Args:
        db: The archive.
        written: A date or time (UTC unless it says otherwise); a stretch back from the
            present of the archive ("12h"); or "b7", after batch 7.

    Returns:
        One more than the last batch, when there is none since.

    Raises:
        OptionError: It is none of these.
    """
    after = _BATCH.fullmatch(written.strip().lower())
    if after:
        return int(after[1]) + 1
    cutoff = moment(_time(db, written))
    row = db.execute("SELECT min(batch) FROM batches WHERE time >= ?", (cutoff,)).fetchone()
    if row[0] is not None:
        return int(row[0])
    last, newest = db.execute("SELECT coalesce(max(batch), 0), max(time) FROM batches").fetchone()
    # Where nothing is dated, nothing is known to be older.
    return 1 if newest is None else int(last) + 1


@dataclass(frozen=True, slots=True)
class Latecomers:
    """Old news that came after a time.

    Args:
        texts: Articles and versions.
        after: "since b{after}" shows them.
    """

    texts: int
    after: int


def latecomers(db: sqlite3.Connection, written: str) -> Latecomers | None:
    """Return what came after a date or time, by the clock of the machine, but is passed over.

    ``first_batch_since`` goes by the present of each batch, which is the newest date seen: so
    the same input has the same answer. A batch of older news leaves the present where it was,
    and came later than its present says.

    Args:
        db: The archive.
        written: As for ``first_batch_since``.

    Returns:
        None when there is nothing of the kind, and for what is no date or time.
    """
    time = _absolute(written)
    if time is None:
        return None
    summaries = db.execute(
        "SELECT summary FROM runs WHERE started >= ? AND summary IS NOT NULL", (moment(time),)
    )
    runs = [json.loads(summary) for (summary,) in summaries]
    came = [run["batch"] - run["batches"] + 1 for run in runs if run.get("batch")]
    first = first_batch_since(db, written)
    late = db.execute(
        "SELECT min(batch) FROM (SELECT batch, time, lag(time) OVER (ORDER BY batch) AS before"
        " FROM batches) WHERE batch >= ? AND batch < ? AND time <= before",
        (min(came, default=first), first),
    ).fetchone()[0]
    if late is None:
        return None
    texts = db.execute(
        "SELECT sum(articles + versions) FROM batches WHERE batch >= ? AND batch < ?",
        (late, first),
    ).fetchone()[0]
    return Latecomers(int(texts), int(late) - 1)


def _absolute(written: str) -> datetime | None:
    """Return a date or time, UTC by default; None when it is written as something else."""
    try:
        time = datetime.fromisoformat(written.strip())
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _time(db: sqlite3.Connection, written: str) -> datetime:
    time = _absolute(written)
    if time is not None:
        return time
    if _SPAN.fullmatch(written.strip().lower()) is None:
        raise OptionError(
            f"{written!r} is no time; wanted one like 2031-05-12, 2031-05-12T09:30, 12h or b7"
        )
    now = present(db)
    if now is None:
        raise OptionError(f"{written!r}: the archive has no dates to count back from")
    try:
        return now - span_of(written)
    except OverflowError as error:
        raise OptionError(f"{written!r} is too long") from error


def stories(
    db: sqlite3.Connection, *, state: str = "all", least: int = 2, limit: int | None = None
) -> list[Row]:
    """Return stories, those that changed last first, of these the largest first.

    Args:
        db: The archive.
        state: open, closed or all.
        least: Fewest articles.
        limit: Most stories.
    """
    order = "changed_batch DESC, {} DESC, id"
    return rows_of(
        db,
        "SELECT * FROM story_overview WHERE id IN (SELECT id FROM stories"
        " WHERE state <> 'merged' AND (:state = 'all' OR state = :state) AND n_articles >= :least"
        f" ORDER BY {order.format('n_articles')} LIMIT :limit)"
        f" ORDER BY {order.format('articles')}",
        {"state": state, "least": least, "limit": -1 if limit is None else limit},
    )


def resolve_story(db: sqlite3.Connection, name: str) -> str:
    """Return the id of a story by its id, that of a story it took in, or of one of its articles.

    Raises:
        InputError: There is none.
    """
    found = db.execute("SELECT merged_into FROM stories WHERE id = ?", (name,)).fetchone()
    if found is None:
        row = db.execute("SELECT story_id FROM articles WHERE id = ?", (name,)).fetchone()
        if row is None:
            raise InputError(
                f"no story {name!r}; 'dedup archive list' and 'dedup archive search' name them"
            )
        return str(row[0])
    while found is not None and found[0] is not None:
        name = str(found[0])
        found = db.execute("SELECT merged_into FROM stories WHERE id = ?", (name,)).fetchone()
    return name


def story(db: sqlite3.Connection, story_id: str) -> Row:
    """Return all that is known of a story but its texts.

    Args:
        db: The archive.
        story_id: As ``resolve_story`` returns it.
    """
    overview = rows_of(db, "SELECT * FROM story_overview WHERE id = ?", (story_id,))[0]
    return {
        **overview,
        "articles": rows_of(
            db,
            "SELECT id, source, headline, published, url, language, origin, versions,"
            " id = :representative AS representative FROM article_overview"
            " WHERE story_id = :story ORDER BY published IS NULL, published, id",
            {"story": story_id, "representative": _representative(db, story_id)},
        ),
        "history": rows_of(
            db,
            "SELECT h.batch, b.time, h.kind, count(h.article_id) AS articles, h.story_id,"
            " h.other_story_id FROM story_history h JOIN batches b ON b.batch = h.batch"
            " WHERE h.story_id = :story OR h.other_story_id = :story"
            " GROUP BY h.batch, h.kind, h.story_id, h.other_story_id ORDER BY min(h.id)",
            {"story": story_id},
        ),
        "facts": rows_of(
            db,
            "SELECT status, count(*) AS facts FROM facts WHERE story_id = ?"
            " GROUP BY status ORDER BY status",
            (story_id,),
        ),
        "findings": findings(db, story_id),
    }


def _representative(db: sqlite3.Connection, story_id: str) -> str:
    row = db.execute("SELECT representative_id FROM stories WHERE id = ?", (story_id,)).fetchone()
    return str(row[0])


def findings(db: sqlite3.Connection, story_id: str) -> list[Row]:
    """Return the alerts and notices of a story, by rank."""
    return rows_of(
        db,
        "SELECT rank, key, rule, level, words, score FROM findings"
        " WHERE story_id = ? AND level <> 'info' ORDER BY rank, id",
        (story_id,),
    )


def since(db: sqlite3.Connection, batch: int) -> Row:
    """Return what is new since a batch, that batch included.

    Returns:
        ``from_batch``, ``to_batch``; ``stories`` opened and still there; ``grown``: older ones
        with new articles; ``facts`` new in stories that are not; ``changed``: facts that
        differ between a version that came and the one before; ``conflicts``: alerts whose
        last side came.
    """
    last = db.execute("SELECT coalesce(max(batch), 0) FROM batches").fetchone()[0]
    return {
        "from_batch": batch,
        "to_batch": last,
        "present": moment(present(db)),
        "stories": rows_of(
            db,
            "SELECT * FROM story_overview WHERE id IN"
            " (SELECT id FROM stories WHERE opened_batch >= ? AND changed_batch >= ?)"
            " ORDER BY articles DESC, id",
            (batch, batch),
        ),
        "grown": rows_of(
            db,
            "SELECT o.*, came.articles AS new_articles FROM story_overview o JOIN"
            " (SELECT a.story_id, count(*) AS articles FROM articles a"
            "  JOIN stories s ON s.id = a.story_id"
            "  WHERE s.changed_batch >= :batch AND s.opened_batch < :batch"
            "  AND a.first_batch >= :batch GROUP BY a.story_id) came ON came.story_id = o.id"
            " ORDER BY came.articles DESC, o.id",
            {"batch": batch},
        ),
        "facts": rows_of(
            db,
            "SELECT f.story_id, f.key, f.kind, f.status, f.words, f.n_found, f.n_origins,"
            " f.salience, (SELECT group_concat(source, ', ') FROM (SELECT DISTINCT a.source"
            "  FROM fact_mentions m JOIN articles a ON a.id = m.article_id"
            "  WHERE m.fact_id = f.id ORDER BY a.source)) AS sources, b.time AS first_seen"
            " FROM facts f JOIN stories s ON s.id = f.story_id"
            " JOIN batches b ON b.batch = f.first_batch"
            " WHERE f.first_batch >= :batch AND s.opened_batch < :batch"
            " ORDER BY f.salience DESC, f.story_id, f.key, f.id",
            {"batch": batch},
        ),
        "changed": rows_of(
            db,
            "SELECT a.story_id, c.article_id, a.source, c.version, c.change, c.kind, c.status,"
            " c.words_before, c.words_after, b.time"
            " FROM version_changes c JOIN articles a ON a.id = c.article_id"
            " JOIN batches b ON b.batch = c.batch WHERE c.batch >= ?"
            " ORDER BY c.change = 'changed' DESC, a.story_id, c.article_id, c.version, c.id",
            (batch,),
        ),
        "conflicts": rows_of(
            db,
            "SELECT n.story_id, n.key, n.rule, n.words, n.score, b.time AS first_seen"
            " FROM findings n JOIN batches b ON b.batch = n.first_batch"
            " WHERE n.first_batch >= ? AND n.level = 'alert'"
            " ORDER BY n.score DESC, n.story_id, n.rank, n.id",
            (batch,),
        ),
    }


def search(db: sqlite3.Connection, words: str, *, limit: int = 20) -> list[Row]:
    """Return the articles whose latest version has all the words, best first.

    Args:
        db: The archive.
        words: Words, or phrases in double quotes; a word that ends in * stands for all that
            begin so. Nothing else has a meaning.
        limit: Most articles.

    Raises:
        InputError: There is no word in it.
    """
    return rows_of(
        db,
        "SELECT a.id, a.source, v.shown_headline AS headline, a.published, a.story_id,"
        f" snippet(search, -1, ?, ?, '…', {_SNIPPET_WORDS}) AS snippet"
        " FROM search JOIN versions v ON v.id = search.rowid JOIN articles a ON a.id = v.article_id"
        " WHERE search MATCH ? ORDER BY round(bm25(search, 4.0, 1.0), 6), a.id LIMIT ?",
        (*MARKS, _match(words), limit),
    )


def _match(words: str) -> str:
    """Return a query of FTS5 in which everything is quoted."""
    terms = []
    for phrase, word in _TERM.findall(words.replace("\0", " ")):
        term = phrase or word.rstrip("*")
        if any(char.isalnum() for char in term):
            quoted = '"' + term.replace('"', '""') + '"'
            terms.append(quoted + ("*" if word.endswith("*") else ""))
    if not terms:
        raise InputError("nothing to search for; give a word, or a phrase in double quotes")
    return " ".join(terms)
