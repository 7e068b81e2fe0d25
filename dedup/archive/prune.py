"""Letting old stories go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from dedup.archive.queries import present
from dedup.archive.store import Archive
from dedup.errors import OptionError
from dedup.times import moment


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was let go: stories, articles, versions of articles."""

    stories: int
    articles: int
    versions: int


def prune(archive: Archive, older_than: timedelta, *, dry_run: bool = False) -> Pruned:
    """Delete the closed stories whose newest article is older than this.

    Open stories stay, whatever their age. What the articles were known by is kept, so that an
    old file does not bring them back.

    Args:
        archive: Open.
        older_than: Before the present of the archive.
        dry_run: Count only.

    Raises:
        InputError: Another process holds the archive.
        OptionError: It is longer than time.
    """
    now = present(archive.db)
    if now is None:
        return Pruned(0, 0, 0)
    try:
        cutoff = moment(now - older_than)
    except OverflowError as error:
        raise OptionError(f"{older_than.days} days ago is before the first year") from error
    with archive.writing() as db:
        db.execute("CREATE TEMP TABLE gone (id TEXT PRIMARY KEY) WITHOUT ROWID")
        try:
            # The time of its last batch, where no article has a date.
            db.execute(
                "INSERT INTO gone SELECT s.id FROM stories s"
                " JOIN batches b ON b.batch = s.changed_batch WHERE s.state = 'closed' AND"
                " coalesce((SELECT max(published) FROM articles WHERE story_id = s.id), b.time)"
                " < ?",
                (cutoff,),
            )
            chosen = "IN (SELECT id FROM articles WHERE story_id IN (SELECT id FROM gone))"
            counted = db.execute(
                "SELECT (SELECT count(*) FROM gone),"
                f" (SELECT count(*) FROM articles WHERE id {chosen}),"
                f" (SELECT count(*) FROM versions WHERE article_id {chosen})"
            ).fetchone()
            if not dry_run:
                # The index keeps no text: it is told what to forget while the text is there.
                db.execute(
                    "INSERT INTO search (search, rowid, headline, text)"
                    " SELECT 'delete', v.id, v.headline, v.text FROM versions v"
                    " JOIN articles a ON a.id = v.article_id AND a.version = v.version"
                    " WHERE a.story_id IN (SELECT id FROM gone)"
                )
                db.execute("DELETE FROM articles WHERE story_id IN (SELECT id FROM gone)")
                # Stories that went into one of them, however many steps ago.
                db.execute(
                    "WITH RECURSIVE into_gone (id) AS (SELECT id FROM gone UNION SELECT s.id"
                    " FROM stories s JOIN into_gone g ON s.merged_into = g.id"
                    " WHERE s.state = 'merged') INSERT OR IGNORE INTO gone SELECT id FROM into_gone"
                )
                db.execute("DELETE FROM story_history WHERE story_id IN (SELECT id FROM gone)")
                db.execute("DELETE FROM stories WHERE id IN (SELECT id FROM gone)")
        finally:
            db.execute("DROP TABLE gone")
    return Pruned(*counted)


def give_space_back(archive: Archive) -> None:
    """Rewrite the file without the space that is free.

    Raises:
        InputError: Another process holds the archive, or the disk is full.
    """
    from dedup.archive.store import explained

    with explained(archive.path):
        archive.db.execute("VACUUM")
