"""Does an archive hold what it says it holds?"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from hashlib import blake2b

from dedup.archive.identity import words_digest
from dedup.archive.store import Archive, explained
from dedup.model import Article

# Problems of one kind that are named; more are counted.
_MOST_NAMED = 3

# Each finds nothing in a sound archive, or the names of what is wrong.
_RULES = {
    "article is in no story": """SELECT a.id FROM articles a LEFT JOIN stories s
        ON s.id = a.story_id AND s.state <> 'merged' WHERE s.id IS NULL""",
    "story does not have the articles it counts": """SELECT s.id FROM stories s
        LEFT JOIN (SELECT story_id, count(*) AS n, count(DISTINCT origin) AS o,
            max(origin) AS last FROM articles GROUP BY story_id) a ON a.story_id = s.id
        WHERE s.n_articles <> coalesce(a.n, 0) OR s.n_origins <> coalesce(a.o, 0)
            OR coalesce(a.o, 0) <> coalesce(a.last, 0)""",
    "story is represented by an article of another": """SELECT s.id FROM stories s
        LEFT JOIN articles a ON a.id = s.representative_id AND a.story_id = s.id
        WHERE s.state <> 'merged' AND a.id IS NULL""",
    "merged story names no survivor": """SELECT s.id FROM stories s
        LEFT JOIN stories t ON t.id = s.merged_into
        WHERE (s.state = 'merged') <> (t.id IS NOT NULL)""",
    "article is not where its history ends": """SELECT a.id FROM articles a
        LEFT JOIN (SELECT article_id, max(id) AS last FROM story_history
            WHERE article_id IS NOT NULL GROUP BY article_id) h ON h.article_id = a.id
        LEFT JOIN story_history e ON e.id = h.last
        WHERE a.story_id IS NOT
            CASE e.kind WHEN 'merged' THEN e.other_story_id ELSE e.story_id END""",
    "story is closed without saying so": """SELECT s.id FROM stories s
        WHERE (s.state = 'closed') <> EXISTS
            (SELECT 1 FROM story_history h WHERE h.story_id = s.id AND h.kind = 'closed')""",
    "article lacks a version": """SELECT a.id FROM articles a
        LEFT JOIN (SELECT article_id, count(*) AS n, min(version) AS first, max(version) AS last
            FROM versions GROUP BY article_id) v ON v.article_id = a.id
        WHERE v.n IS NOT a.version OR v.first IS NOT 1 OR v.last IS NOT a.version""",
    "article is known by nothing": """SELECT a.id FROM articles a
        WHERE NOT EXISTS (SELECT 1 FROM article_keys k WHERE k.article_id = a.id)""",
    "batch does not follow the one before": """SELECT b.batch FROM batches b
        LEFT JOIN batches p ON p.batch = b.batch - 1
        WHERE (b.batch > 1 AND p.batch IS NULL) OR b.time < p.time""",
    "fact has no mention": """SELECT f.story_id || ' ' || f.key FROM facts f
        WHERE NOT EXISTS (SELECT 1 FROM fact_mentions m WHERE m.fact_id = f.id)""",
    "fact of a story that has nothing to compare": """SELECT f.story_id || ' ' || f.key
        FROM facts f JOIN stories s ON s.id = f.story_id
        WHERE s.state = 'merged' OR s.n_articles < 2""",
}

# All that an archive says, without row numbers that depend on how often it was brought up to
# date, and without the table that has a clock.
_CONTENT = (
    "SELECT name, value FROM archive_info",
    "SELECT batch, time, articles, versions, copies FROM batches",
    "SELECT id, state, merged_into, opened_batch, changed_batch, n_articles, n_origins,"
    " representative_id, score, follows, reasons, named_after, facts_batch FROM stories",
    "SELECT id, source, url, language, published, first_batch, version, story_id, origin,"
    " counts_from, settled FROM articles",
    "SELECT key, article_id FROM article_keys",
    "SELECT id, article_id, version, batch, published, headline, text, shown_headline, truncated,"
    " lines, digest, extra, compared FROM versions",
    "SELECT id, batch, story_id, kind, article_id, other_story_id FROM story_history",
    "SELECT story_id, key, kind, status, words, n_found, n_origins, salience, first_batch, reasons"
    " FROM facts",
    "SELECT key, article_id, version, batch, sentence, spans, words, slots FROM fact_mentions",
    "SELECT f.story_id, f.key, p.article_id, p.state, p.nearest, p.score, p.position"
    " FROM fact_presence p JOIN facts f ON f.id = p.fact_id",
    "SELECT story_id, rank, key, rule, level, score, words, first_batch, reasons FROM findings",
    "SELECT article_id, version, batch, change, kind, status, words_before, words_after"
    " FROM version_changes",
)


def verify(archive: Archive, *, on_progress: Callable[[str], None] | None = None) -> list[str]:
    """Return what is wrong with an archive, one line a problem; nothing if it is sound.

    Reads all of it: the file as SQLite sees it, the text index, the stories against their
    history, every text against its hash and every fact against the words it stands on.

    Args:
        archive: Open.
        on_progress: Told what is looked at next.
    """
    tell = on_progress or (lambda _: None)
    tell("text index")
    problems = _index_problems(archive)
    with archive.reading() as db:
        tell("file")
        said = [str(row[0]) for row in db.execute("PRAGMA integrity_check")]
        if said != ["ok"]:
            return [f"file: {line}" for line in said]
        problems += [
            f"{row[0]} {row[1]} refers to a {row[2]} that is not there"
            for row in db.execute("PRAGMA foreign_key_check")
        ]
        for name, sql in _RULES.items():
            tell(name)
            problems += _named(name, (str(row[0]) for row in db.execute(sql)))
        problems += _unindexed(db)
        tell("texts")
        problems += _named("text is not the one that was added", _changed_texts(db))
        tell("facts")
        problems += _named("fact is not what its article prints", _wrong_words(db))
    return problems


def content_digest(archive: Archive) -> str:
    """Return a hash of all that an archive says; equal archives have equal ones."""
    digest = blake2b(digest_size=8)
    with archive.reading() as db:
        for sql in _CONTENT:
            columns = sql.split(" FROM ")[0].count(",") + 1
            order = ", ".join(str(number) for number in range(1, columns + 1))
            for row in db.execute(f"{sql} ORDER BY {order}"):
                digest.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _named(what: str, names: Iterator[str]) -> list[str]:
    found = list(names)
    lines = [f"{what}: {name}" for name in found[:_MOST_NAMED]]
    if len(found) > _MOST_NAMED:
        lines.append(f"{what}: {len(found) - _MOST_NAMED} more")
    return lines


def _index_problems(archive: Archive) -> list[str]:
    """Return what the text index says of itself; asking takes the write lock for a moment."""
    try:
        archive.db.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    except sqlite3.DatabaseError as error:
        if "locked" in str(error) or "readonly" in str(error):
            with explained(archive.path):
                raise
        return [f"text index: {error}"]
    return []


def _unindexed(db: sqlite3.Connection) -> list[str]:
    row = db.execute(
        "SELECT (SELECT count(*) FROM search_docsize), (SELECT count(*) FROM articles)"
    ).fetchone()
    return [] if row[0] == row[1] else [f"text index: has {row[0]} of {row[1]} articles"]


def _changed_texts(db: sqlite3.Connection) -> Iterator[str]:
    for row in db.execute("SELECT article_id, version, headline, text, digest FROM versions"):
        article = Article(id=row[0], source="", headline=row[2], text=row[3])
        if words_digest(article) != row[4]:
            yield f"{row[0]}, version {row[1]}"


def _wrong_words(db: sqlite3.Connection) -> Iterator[str]:
    for row in db.execute(
        "SELECT f.story_id, f.key, m.spans, m.words, v.text FROM fact_mentions m"
        " JOIN facts f ON f.id = m.fact_id LEFT JOIN versions v"
        " ON v.article_id = m.article_id AND v.version = m.version"
    ):
        text = row[4] or ""
        pieces = [" ".join(text[start:end].split()) for start, end in json.loads(row[2])]
        if " … ".join(pieces) != row[3]:
            yield f"{row[0]} {row[1]}"
