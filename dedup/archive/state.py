"""The state of the story stream, out of the tables and into them.

What ``load_state`` returns after ``save_batch`` equals what the stream held, so that a run
that goes on from the archive finds what an uninterrupted one would have found. Both cost in
proportion to the open stories, not to the archive.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dedup.archive.rows import CLEANED, cleaned_of, reasons_packed, story_of, time_of
from dedup.model import Story
from dedup.stream import HeldArticle, OpenStory, StoryChange, StreamState
from dedup.times import moment

# What the table calls the kinds of ``StoryChange``.
_KINDS = {"opened": "opened", "extended": "joined", "split": "split", "merged": "merged"}


def load_state(db: sqlite3.Connection) -> StreamState:
    """Return where the stream of an archive stands."""
    last = db.execute("SELECT batch, time FROM batches ORDER BY batch DESC LIMIT 1").fetchone()
    if last is None:
        return StreamState(batches=1)
    members: dict[str, dict[str, int]] = {}
    settled: dict[str, dict[str, int]] = {}
    for row in db.execute(
        "SELECT a.id, a.story_id, a.origin, a.settled FROM stories s"
        " JOIN articles a ON a.story_id = s.id WHERE s.state = 'open'"
    ):
        members.setdefault(row["story_id"], {})[row["id"]] = row["origin"]
        if row["settled"] is not None:
            settled.setdefault(row["story_id"], {})[row["id"]] = row["settled"]
    stories = {
        row["id"]: OpenStory(
            row["opened_batch"], story_of(row, members[row["id"]]), settled.get(row["id"], {})
        )
        for row in db.execute("SELECT * FROM stories WHERE state = 'open'")
    }
    held = {
        row["id"]: HeldArticle(cleaned_of(row), time_of(row["counts_from"]))
        for row in db.execute(
            f"SELECT {CLEANED}, a.counts_from FROM stories s"
            " JOIN articles a ON a.story_id = s.id"
            " JOIN versions v ON v.article_id = a.id AND v.version = a.version"
            " WHERE s.state = 'open' AND a.settled IS NULL"
        )
    }
    given = {
        row["id"]: row["named_after"]
        for row in db.execute(
            "SELECT id, named_after FROM stories WHERE state = 'open' UNION"
            " SELECT named.id, named.named_after FROM stories s"
            " JOIN articles a ON a.story_id = s.id"
            " JOIN stories named ON named.named_after = a.id WHERE s.state = 'open'"
        )
    }
    return StreamState(time_of(last["time"]), last["batch"] + 1, held, stories, given)


@dataclass(frozen=True, slots=True)
class Step:
    """One batch of the stream.

    Args:
        batch: Its number.
        before: The state it found.
        after: The state it left.
        changes: What it changed.
        revised: Ids of the articles with a new text.
    """

    batch: int
    before: StreamState
    after: StreamState
    changes: Sequence[StoryChange]
    revised: frozenset[str]


def save_stories(db: sqlite3.Connection, step: Step) -> None:
    """Write what a batch did to the stories, and its history; new articles must be there."""
    touched = _touched(step)
    closed = {each.story_id for each in step.changes if each.kind == "closed"}
    for name, story in sorted(touched.items()):
        old = step.before.open.get(name)
        moved = old is None or _parts(old.story) != _parts(story)
        _save_story(
            db,
            story,
            state="closed" if name in closed else "open",
            batch=step.batch,
            # A story that opens and closes at once was never seen among the open ones.
            named_after=step.after.given.get(name) or story.article_ids[0],
            changed=moved or not step.revised.isdisjoint(story.article_ids),
        )
        if moved:
            db.executemany(
                "UPDATE articles SET story_id = ?, origin = ? WHERE id = ?",
                [
                    (name, number, article_id)
                    for number, origin in enumerate(story.origins, 1)
                    for article_id in origin
                ],
            )
    _save_gone(db, step)
    _drop_facts(db, touched.values(), step.changes)
    _save_times(db, step)
    _save_history(db, step.batch, step.changes)


def _touched(step: Step) -> dict[str, Story]:
    """Return the stories that are not as they were, merged ones aside."""
    found = {
        name: one.story
        for name, one in step.after.open.items()
        if name not in step.before.open
        or step.before.open[name].story != one.story
        # A new text alone changes no group, but what the story says.
        or (step.revised and not step.revised.isdisjoint(one.story.article_ids))
    }
    found |= {each.story_id: each.story for each in step.changes if each.kind == "closed"}
    return found


def _parts(story: Story) -> tuple[object, ...]:
    return story.article_ids, story.origins


def _save_story(
    db: sqlite3.Connection, story: Story, *, state: str, batch: int, named_after: str, changed: bool
) -> None:
    db.execute(
        "INSERT INTO stories (id, state, opened_batch, changed_batch, n_articles, n_origins,"
        " representative_id, score, follows, reasons, named_after)"
        " VALUES (:id, :state, :batch, :batch, :n_articles, :n_origins, :representative_id,"
        " :score, :follows, :reasons, :named_after)"
        " ON CONFLICT (id) DO UPDATE SET state = excluded.state,"
        " changed_batch = CASE WHEN :changed THEN excluded.changed_batch ELSE changed_batch END,"
        " n_articles = excluded.n_articles, n_origins = excluded.n_origins,"
        " representative_id = excluded.representative_id, score = excluded.score,"
        " follows = excluded.follows, reasons = excluded.reasons",
        {
            "id": story.id,
            "state": state,
            "batch": batch,
            "n_articles": len(story.article_ids),
            "n_origins": len(story.origins),
            "representative_id": story.representative_id,
            "score": story.score,
            "follows": story.follows,
            "reasons": reasons_packed(story.reasons),
            "named_after": named_after,
            "changed": changed,
        },
    )


def _save_gone(db: sqlite3.Connection, step: Step) -> None:
    """Write the stories that turned out to be part of another."""
    db.executemany(
        "UPDATE stories SET state = 'merged', merged_into = ?, changed_batch = ?,"
        " n_articles = 0, n_origins = 0 WHERE id = ?",
        [
            (each.other_id, step.batch, each.story_id)
            for each in step.changes
            if each.kind == "merged"
        ],
    )


def _drop_facts(
    db: sqlite3.Connection, stories: Iterable[Story], changes: Sequence[StoryChange]
) -> None:
    """Forget the facts of stories that are no more, or have nothing left to compare."""
    names = {each.id for each in stories if len(each.article_ids) == 1}
    names |= {each.story_id for each in changes if each.kind == "merged"}
    for table in ("findings", "facts"):
        db.executemany(f"DELETE FROM {table} WHERE story_id = ?", [(each,) for each in names])


def _save_times(db: sqlite3.Connection, step: Step) -> None:
    """Write when articles count from, and whose texts were let go."""
    before, after = step.before, step.after
    db.executemany(
        "UPDATE articles SET counts_from = ? WHERE id = ?",
        [
            (moment(one.when), name)
            for name, one in after.held.items()
            if one.when is not None and (name not in before.held or before.held[name].when is None)
        ],
    )
    known = {name for one in before.open.values() for name in one.settled}
    settled = _settled(after.open.values())
    db.executemany(
        "UPDATE articles SET settled = ? WHERE id = ?",
        [(settled[name], name) for name in sorted(settled.keys() - known)],
    )


def _settled(stories: Iterable[OpenStory]) -> Mapping[str, int]:
    return {name: value for one in stories for name, value in one.settled.items()}


def _save_history(db: sqlite3.Connection, batch: int, changes: Sequence[StoryChange]) -> None:
    rows: list[tuple[object, ...]] = []
    for each in changes:
        if each.kind == "closed":
            rows.append((batch, each.story_id, "closed", None, None))
            continue
        kind = _KINDS[each.kind]
        rows += [(batch, each.story_id, kind, name, each.other_id) for name in each.article_ids]
    db.executemany(
        "INSERT INTO story_history (batch, story_id, kind, article_id, other_story_id)"
        " VALUES (?, ?, ?, ?, ?)",
        rows,
    )
