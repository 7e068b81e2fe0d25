"""What the stories of an archive say, kept in tables.

Facts and findings are made of the texts at hand, and when each came up follows from when the
articles came, so that it does not matter when, or how often, stories are brought up to date.
Every story is a transaction of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from dedup.archive.revisions import update_version
from dedup.archive.rows import CLEANED, cleaned_of, packed, reasons_packed, story_of
from dedup.archive.store import Archive
from dedup.errors import InputError
from dedup.keys import Keys, keys_of, plain, words_of
from dedup.model import (
    CleanArticle,
    Comparison,
    Fact,
    Finding,
    Mention,
    Story,
)

# The work grows with the square of the articles. A story with more is compared by the first
# article of each of its newest origins.
MOST_COMPARED = 20
# Different words shown of one fact or finding.
_MOST_WORDS = 4
_STALE = (
    "state <> 'merged' AND n_articles > 1 AND (facts_batch IS NULL OR facts_batch < changed_batch)"
)


@dataclass
class Updated:
    """What an update has done so far.

    Attributes:
        stories: Compared anew.
        versions: Held against the version before.
        total: Stories and versions there are to do.
        failed: Those that could not be compared, with the reason.
    """

    stories: int = 0
    versions: int = 0
    total: int = 0
    failed: list[str] = field(default_factory=list)


def update_facts(
    archive: Archive,
    story_ids: Iterable[str] | None = None,
    *,
    since: int = 0,
    on_progress: Callable[[Updated], None] | None = None,
) -> Updated:
    """Bring facts and findings up to date.

    Args:
        archive: Open.
        story_ids: Only of these stories; of all that changed when None.
        since: Only of stories and versions that changed in this batch or later.
        on_progress: Called after each story.

    Raises:
        InputError: Another process holds the archive, or it cannot be written.
    """
    db, done = archive.db, Updated()
    tell = on_progress or (lambda _: None)
    wanted = None if story_ids is None else set(story_ids)
    stale = [
        str(row[0])
        for row in db.execute(
            f"SELECT id FROM stories WHERE {_STALE} AND changed_batch >= ?"
            " ORDER BY changed_batch, id",
            (since,),
        )
        if wanted is None or row[0] in wanted
    ]
    versions = [
        (str(row[0]), int(row[1]))
        for row in db.execute(
            "SELECT v.article_id, v.version, a.story_id FROM versions v"
            " JOIN articles a ON a.id = v.article_id"
            " WHERE v.version > 1 AND v.compared = 0 AND v.batch >= ? ORDER BY v.id",
            (since,),
        )
        if wanted is None or row[2] in wanted
    ]
    done.total = len(stale) + len(versions)
    for name in stale:
        with _noted(done, f"story {name}"):
            _update_story(archive, name)
            done.stories += 1
        tell(done)
    for article_id, version in versions:
        with _noted(done, f"version {version} of {article_id}"):
            update_version(archive, article_id, version)
            done.versions += 1
        tell(done)
    return done


def compare_story(
    db: sqlite3.Connection, story_id: str, most: int | None = None
) -> Comparison | None:
    """Compare the articles of a story, as they were cleaned when they came.

    Args:
        db: The archive.
        story_id: Its id.
        most: Most articles to compare; all when None.

    Returns:
        None for a story that is not there, or of a single article.
    """
    from dedup.pipeline import COMPARE, compare_parsed, members_of

    story = read_story(db, story_id)
    if story is None or len(story.article_ids) < 2:
        return None
    cleaned = read_cleaned(db, story_id)
    if most is not None and len(story.article_ids) > most:
        story = _part(story, cleaned, most)
    return compare_parsed(story, members_of(story, cleaned), COMPARE)


def read_story(db: sqlite3.Connection, story_id: str) -> Story | None:
    """Return a story; None when there is none of this id."""
    row = db.execute("SELECT * FROM stories WHERE id = ?", (story_id,)).fetchone()
    if row is None:
        return None
    origin_of = dict(
        db.execute("SELECT id, origin FROM articles WHERE story_id = ?", (story_id,)).fetchall()
    )
    return story_of(row, origin_of)


def read_cleaned(db: sqlite3.Connection, story_id: str) -> dict[str, CleanArticle]:
    """Return the latest versions of a story's articles, by id."""
    return {
        row["id"]: cleaned_of(row)
        for row in db.execute(
            f"SELECT {CLEANED} FROM articles a"
            " JOIN versions v ON v.article_id = a.id AND v.version = a.version"
            " WHERE a.story_id = ? ORDER BY a.id",
            (story_id,),
        )
    }


def _part(story: Story, cleaned: Mapping[str, CleanArticle], most: int) -> Story:
    """Return a story with the first article of each of its newest origins."""

    def order(name: str) -> tuple[bool, float, str]:
        when = cleaned[name].article.published
        return when is None, when.timestamp() if when else 0.0, name

    firsts = sorted((min(origin, key=order) for origin in story.origins), key=order)[-most:]
    return replace(
        story,
        article_ids=tuple(sorted(firsts)),
        representative_id=min(
            firsts, key=lambda name: (name != story.representative_id, order(name))
        ),
        origins=tuple((name,) for name in sorted(firsts)),
    )


@contextmanager
def _noted(done: Updated, what: str) -> Iterator[None]:
    """Note a failure and go on: one story must not keep the others from being compared."""
    try:
        yield
    except (InputError, sqlite3.Error):  # it is the archive that failed
        raise
    except Exception as error:
        done.failed.append(f"{what}: {type(error).__name__}: {error}")


def _update_story(archive: Archive, name: str) -> None:
    row = archive.db.execute("SELECT changed_batch FROM stories WHERE id = ?", (name,)).fetchone()
    comparison = compare_story(archive.db, name, MOST_COMPARED)
    if row is None or comparison is None:
        return
    # The texts are read and compared without the lock. If another process changed the story
    # meanwhile, the next update does it again.
    with archive.writing() as db:
        now = db.execute("SELECT changed_batch FROM stories WHERE id = ?", (name,)).fetchone()
        if now is not None and now[0] == row[0]:
            _Facts(db, comparison).save(name)
            db.execute("UPDATE stories SET facts_batch = ? WHERE id = ?", (row[0], name))


class _Facts:
    """The facts and findings of one story, on their way into the tables."""

    def __init__(self, db: sqlite3.Connection, comparison: Comparison) -> None:
        self._db = db
        self._comparison = comparison
        self._keys: Keys = keys_of(comparison)
        self._parsed = {each.article.id: each for each in comparison.articles}
        self._versions = {name: _versions(db, name) for name in self._parsed}
        self._batches: dict[tuple[str, int], int] = {}

    def save(self, story_id: str) -> None:
        """Replace what the tables say of the story."""
        for table in ("findings", "facts"):
            self._db.execute(f"DELETE FROM {table} WHERE story_id = ?", (story_id,))
        rows = {fact.id: self._save_fact(story_id, fact) for fact in self._comparison.facts}
        facts = {fact.id: fact for fact in self._comparison.facts}
        for rank, finding in enumerate(self._comparison.findings, 1):
            about = [facts[each] for each in finding.facts]
            number = self._save_finding(story_id, rank, finding, about)
            self._db.executemany(
                "INSERT OR IGNORE INTO finding_facts (finding_id, fact_id) VALUES (?, ?)",
                [(number, rows[each]) for each in finding.facts],
            )

    def _save_fact(self, story_id: str, fact: Fact) -> int:
        batches = [self._batch(mention) for mention in fact.mentions]
        number = self._db.execute(
            "INSERT INTO facts (story_id, key, kind, status, words, n_found, n_origins, salience,"
            " first_batch, reasons) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                story_id,
                self._keys.fact(fact),
                fact.kind,
                fact.status,
                " / ".join(words_of(self._comparison, [fact])[:_MOST_WORDS]),
                fact.n_found,
                fact.n_origins,
                fact.salience,
                min(batches),
                reasons_packed(fact.reasons),
            ),
        ).lastrowid
        assert number is not None
        self._db.executemany(
            "INSERT INTO fact_mentions (fact_id, key, article_id, version, batch, sentence, spans,"
            " words, slots) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    number,
                    self._keys.of[mention],
                    mention.article_id,
                    self._versions[mention.article_id][-1][0],
                    batch,
                    mention.sentence,
                    packed([[span.start, span.end] for span in mention.spans]),
                    self._words(mention),
                    packed(_slots(mention)),
                )
                for mention, batch in zip(fact.mentions, batches, strict=True)
            ],
        )
        self._db.executemany(
            "INSERT INTO fact_presence (fact_id, article_id, state, nearest, score, position)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [
                (number, p.article_id, p.state, p.nearest, p.score, p.position)
                for p in fact.presence
                if p.state != "not_found"
            ],
        )
        return number

    def _save_finding(
        self, story_id: str, rank: int, finding: Finding, about: Sequence[Fact]
    ) -> int:
        sides = self._sides(about)
        number = self._db.execute(
            "INSERT INTO findings (story_id, rank, key, rule, level, score, words, first_batch,"
            " reasons) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                story_id,
                rank,
                self._keys.finding(about),
                finding.rule,
                finding.level,
                finding.score,
                " / ".join(
                    f"{words} ({', '.join(sources)})"
                    for words, (sources, _) in list(sides.items())[:_MOST_WORDS]
                ),
                max((first for _, first in sides.values()), default=0),
                reasons_packed(finding.reasons),
            ),
        ).lastrowid
        assert number is not None
        return number

    def _sides(self, facts: Iterable[Fact]) -> dict[str, tuple[list[str], int]]:
        """Return who prints which words, and the batch in which those words came first."""
        shown: dict[str, str] = {}
        sides: dict[str, tuple[list[str], int]] = {}
        for fact in facts:
            for mention in fact.mentions:
                words = self._words(mention)
                words = shown.setdefault(plain(words).casefold(), words)
                article = self._parsed[mention.article_id].article
                sources, first = sides.get(words, ([], self._batch(mention)))
                source = article.source or article.id
                sources = sources if source in sources else [*sources, source]
                sides[words] = sources, min(first, self._batch(mention))
        return sides

    def _words(self, mention: Mention) -> str:
        text = self._parsed[mention.article_id].article.text
        return " … ".join(" ".join(text[span.start : span.end].split()) for span in mention.spans)

    def _batch(self, mention: Mention) -> int:
        """Return the batch in which the article first had the sentence of a mention."""
        place = mention.article_id, mention.sentence
        if place not in self._batches:
            self._batches[place] = self._first(*place)
        return self._batches[place]

    def _first(self, article_id: str, sentence: int) -> int:
        versions = self._versions[article_id]
        if len(versions) == 1:
            return versions[0][1]
        wanted = plain(self._parsed[article_id].sentence_text(sentence))
        return next((batch for _, batch, text in versions if wanted in text), versions[-1][1])


def _versions(db: sqlite3.Connection, article_id: str) -> list[tuple[int, int, str]]:
    """Return number, batch and plain text of each version; of a single one, without the text."""
    rows = db.execute(
        "SELECT version, batch, text FROM versions WHERE article_id = ? ORDER BY version",
        (article_id,),
    ).fetchall()
    return [(row[0], row[1], plain(row[2]) if len(rows) > 1 else "") for row in rows]


def _slots(mention: Mention) -> dict[str, object]:
    return {name: getattr(mention.slots, name) for name in mention.slots.__dataclass_fields__}
