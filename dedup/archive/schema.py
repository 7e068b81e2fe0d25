"""The tables of an archive, and how an older archive gets them.

An archive says what it is in its header: ``application_id`` is ``APPLICATION_ID`` and
``user_version`` the number of its schema. ``MIGRATIONS[n]`` turns schema n into n + 1; a
migration is never edited after it has shipped, a new one is added. Times are RFC 3339 in UTC,
so that they sort as text. ``batch`` numbers count what was added, in the order of adding;
nothing but the table ``runs`` holds a clock.
"""

from __future__ import annotations

import sqlite3

# "dedu" in ASCII: the mark by which `file` and this package know an archive.
APPLICATION_ID = 0x64656475

# 1: articles, their versions, stories and their history.
_ARTICLES = (
    """CREATE TABLE archive_info (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE batches (
        batch INTEGER PRIMARY KEY,
        time TEXT,                    -- the present after it: the newest date seen, or --now
        articles INTEGER NOT NULL,    -- new
        versions INTEGER NOT NULL,    -- new texts of known articles
        copies INTEGER NOT NULL       -- new articles that share their origin with another
    )""",
    """CREATE TABLE stories (
        id TEXT PRIMARY KEY,
        state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'merged')),
        merged_into TEXT,
        opened_batch INTEGER NOT NULL REFERENCES batches (batch),
        changed_batch INTEGER NOT NULL REFERENCES batches (batch),
        n_articles INTEGER NOT NULL,
        n_origins INTEGER NOT NULL,
        representative_id TEXT NOT NULL,
        score REAL NOT NULL,
        follows TEXT,
        reasons TEXT NOT NULL,        -- JSON
        named_after TEXT NOT NULL     -- the article that the id was made of
    )""",
    "CREATE INDEX stories_open ON stories (state) WHERE state = 'open'",
    "CREATE INDEX stories_changed ON stories (changed_batch)",
    "CREATE INDEX stories_named_after ON stories (named_after)",
    """CREATE TABLE articles (
        id TEXT PRIMARY KEY,
        source TEXT NOT NULL,
        url TEXT,
        language TEXT,
        published TEXT,
        first_batch INTEGER NOT NULL REFERENCES batches (batch),
        version INTEGER NOT NULL,     -- the latest
        story_id TEXT NOT NULL REFERENCES stories (id) DEFERRABLE INITIALLY DEFERRED,
        origin INTEGER NOT NULL,      -- within the story: articles of one origin share a text
        counts_from TEXT,             -- when the story's window starts to run
        settled INTEGER               -- a hash, once the text is no longer compared
    )""",
    "CREATE INDEX articles_story ON articles (story_id)",
    "CREATE INDEX articles_published ON articles (published)",
    # What an article is known by: its address, or its source and id. Outlives a prune.
    """CREATE TABLE article_keys (
        key TEXT PRIMARY KEY,
        article_id TEXT NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX article_keys_article ON article_keys (article_id)",
    """CREATE TABLE versions (
        id INTEGER PRIMARY KEY,
        article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        version INTEGER NOT NULL,
        batch INTEGER NOT NULL REFERENCES batches (batch),
        published TEXT,               -- as given, with its zone
        headline TEXT NOT NULL,
        text TEXT NOT NULL,
        shown_headline TEXT NOT NULL, -- the headline, or the line that serves as one
        truncated INTEGER NOT NULL,
        lines TEXT NOT NULL,          -- JSON: [start, end, role, score] of each line of the text
        digest INTEGER NOT NULL,      -- a hash of the words
        extra TEXT NOT NULL,          -- JSON
        UNIQUE (article_id, version)
    )""",
    "CREATE INDEX versions_batch ON versions (batch)",
    """CREATE TABLE story_history (
        id INTEGER PRIMARY KEY,
        batch INTEGER NOT NULL REFERENCES batches (batch),
        story_id TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('opened', 'joined', 'split', 'merged', 'closed')),
        article_id TEXT,              -- who came or went over; NULL when the story closed
        other_story_id TEXT           -- split from, merged into
    )""",
    "CREATE INDEX story_history_story ON story_history (story_id)",
    "CREATE INDEX story_history_article ON story_history (article_id)",
    "CREATE INDEX story_history_batch ON story_history (batch)",
    """CREATE TABLE runs (
        id INTEGER PRIMARY KEY,
        started TEXT NOT NULL,        -- by the machine's clock
        finished TEXT,                -- NULL when it was cut off
        dedup TEXT NOT NULL,          -- the version of the program
        command TEXT NOT NULL,
        summary TEXT                  -- JSON
    )""",
    """CREATE VIEW story_overview AS
        SELECT s.id, s.state, v.shown_headline AS headline, s.n_articles AS articles,
            s.n_origins AS origins,
            (SELECT count(DISTINCT source) FROM articles WHERE story_id = s.id) AS sources,
            (SELECT min(published) FROM articles WHERE story_id = s.id) AS first_published,
            (SELECT max(published) FROM articles WHERE story_id = s.id) AS last_published,
            b.time AS changed, s.changed_batch, s.follows
        FROM stories s
        JOIN batches b ON b.batch = s.changed_batch
        LEFT JOIN articles a ON a.id = s.representative_id
        LEFT JOIN versions v ON v.article_id = a.id AND v.version = a.version
        WHERE s.state <> 'merged'""",
    """CREATE VIEW article_overview AS
        SELECT a.id, a.source, v.shown_headline AS headline, a.published, a.url, a.language,
            a.story_id, a.origin, a.version AS versions, v.text
        FROM articles a JOIN versions v ON v.article_id = a.id AND v.version = a.version""",
    """CREATE VIEW origins AS
        SELECT story_id, origin, count(*) AS articles, min(published) AS first_published,
            group_concat(id, ' ') AS article_ids
        FROM articles GROUP BY story_id, origin""",
)

# 2: what the stories say.
_FACTS = (
    """CREATE TABLE facts (
        id INTEGER PRIMARY KEY,
        story_id TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        key TEXT NOT NULL,            -- stays, whatever articles are added
        kind TEXT NOT NULL,
        status TEXT NOT NULL,
        words TEXT NOT NULL,          -- as the articles print them
        n_found INTEGER NOT NULL,     -- origins that have it
        n_origins INTEGER NOT NULL,   -- origins compared
        salience REAL NOT NULL,
        first_batch INTEGER NOT NULL, -- when the first article that has it came
        reasons TEXT NOT NULL         -- JSON
    )""",
    "CREATE INDEX facts_story ON facts (story_id)",
    "CREATE INDEX facts_first_batch ON facts (first_batch)",
    """CREATE TABLE fact_mentions (
        fact_id INTEGER NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
        key TEXT NOT NULL,
        article_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        batch INTEGER NOT NULL,       -- when the article first had it
        sentence INTEGER NOT NULL,
        spans TEXT NOT NULL,          -- JSON: [start, end] in the text of that version
        words TEXT NOT NULL,
        slots TEXT NOT NULL           -- JSON
    )""",
    "CREATE INDEX fact_mentions_fact ON fact_mentions (fact_id)",
    "CREATE INDEX fact_mentions_key ON fact_mentions (key)",
    # No row: not found, as 57 % of all would say. "diff" shows what comes nearest.
    """CREATE TABLE fact_presence (
        fact_id INTEGER NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
        article_id TEXT NOT NULL,
        state TEXT NOT NULL,
        nearest INTEGER,              -- sentence
        score REAL NOT NULL,
        position TEXT,
        PRIMARY KEY (fact_id, article_id)
    ) WITHOUT ROWID""",
    """CREATE TABLE findings (
        id INTEGER PRIMARY KEY,
        story_id TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        rank INTEGER NOT NULL,
        key TEXT NOT NULL,
        rule TEXT NOT NULL,
        level TEXT NOT NULL,
        score REAL NOT NULL,
        words TEXT NOT NULL,          -- what the articles print, side by side
        first_batch INTEGER NOT NULL, -- when the last side of it came
        reasons TEXT NOT NULL         -- JSON
    )""",
    "CREATE INDEX findings_story ON findings (story_id)",
    "CREATE INDEX findings_first_batch ON findings (first_batch)",
    """CREATE TABLE finding_facts (
        finding_id INTEGER NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
        fact_id INTEGER NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
        PRIMARY KEY (finding_id, fact_id)
    ) WITHOUT ROWID""",
    "CREATE INDEX finding_facts_fact ON finding_facts (fact_id)",
    """CREATE TABLE version_changes (
        id INTEGER PRIMARY KEY,
        article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        version INTEGER NOT NULL,     -- held against the one before
        batch INTEGER NOT NULL,
        change TEXT NOT NULL CHECK (change IN ('changed', 'added', 'dropped')),
        kind TEXT NOT NULL,           -- of the fact
        status TEXT NOT NULL,
        words_before TEXT NOT NULL,
        words_after TEXT NOT NULL
    )""",
    "CREATE INDEX version_changes_article ON version_changes (article_id, version)",
    "CREATE INDEX version_changes_batch ON version_changes (batch)",
    # The batch up to which the facts of a story, and the changes of a version, are known.
    "ALTER TABLE stories ADD COLUMN facts_batch INTEGER",
    "ALTER TABLE versions ADD COLUMN compared INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX versions_not_compared ON versions (batch) WHERE version > 1 AND compared = 0",
    """CREATE INDEX stories_stale ON stories (changed_batch)
        WHERE state <> 'merged' AND n_articles > 1
            AND (facts_batch IS NULL OR facts_batch < changed_batch)""",
    "DROP VIEW story_overview",
    """CREATE VIEW story_overview AS
        SELECT s.id, s.state, v.shown_headline AS headline, s.n_articles AS articles,
            s.n_origins AS origins,
            (SELECT count(DISTINCT source) FROM articles WHERE story_id = s.id) AS sources,
            (SELECT min(published) FROM articles WHERE story_id = s.id) AS first_published,
            (SELECT max(published) FROM articles WHERE story_id = s.id) AS last_published,
            b.time AS changed, s.changed_batch, s.follows,
            (SELECT count(*) FROM facts WHERE story_id = s.id) AS facts,
            (SELECT count(*) FROM findings WHERE story_id = s.id AND level = 'alert') AS alerts,
            s.facts_batch IS NOT NULL AND s.facts_batch >= s.changed_batch AS facts_current
        FROM stories s
        JOIN batches b ON b.batch = s.changed_batch
        LEFT JOIN articles a ON a.id = s.representative_id
        LEFT JOIN versions v ON v.article_id = a.id AND v.version = a.version
        WHERE s.state <> 'merged'""",
    """CREATE VIEW fact_overview AS
        SELECT f.story_id, f.key, f.kind, f.status, f.words, f.n_found, f.n_origins,
            group_concat(DISTINCT a.source) AS sources, b.time AS first_seen
        FROM facts f
        JOIN batches b ON b.batch = f.first_batch
        LEFT JOIN fact_mentions m ON m.fact_id = f.id
        LEFT JOIN articles a ON a.id = m.article_id
        GROUP BY f.id""",
)

# 3: full-text search in the latest versions. The index keeps no text of its own; whoever deletes
# a latest version takes it out of the index first.
_SEARCH = (
    """CREATE VIRTUAL TABLE search USING fts5 (
        headline, text, content = 'versions', content_rowid = 'id',
        tokenize = 'unicode61 remove_diacritics 2'
    )""",
    """INSERT INTO search (rowid, headline, text)
        SELECT v.id, v.headline, v.text
        FROM versions v JOIN articles a ON a.id = v.article_id AND a.version = v.version""",
    """CREATE TRIGGER versions_search_new AFTER INSERT ON versions BEGIN
        INSERT INTO search (search, rowid, headline, text)
            SELECT 'delete', id, headline, text FROM versions
            WHERE article_id = new.article_id AND version = new.version - 1;
        INSERT INTO search (rowid, headline, text) VALUES (new.id, new.headline, new.text);
    END""",
)

MIGRATIONS = (_ARTICLES, _FACTS, _SEARCH)
SCHEMA_VERSION = len(MIGRATIONS)


def version_of(db: sqlite3.Connection) -> int:
    """Return the number of an archive's schema; 0 for an empty file."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: sqlite3.Connection, migrations: tuple[tuple[str, ...], ...] = MIGRATIONS) -> None:
    """Bring an archive to the newest schema, all of it or nothing.

    Args:
        db: In autocommit mode.
        migrations: All, from the first.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        # Looked at under the lock: another process may have done it meanwhile.
        for statements in migrations[version_of(db) :]:
            for statement in statements:
                db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {len(migrations)}")
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise
