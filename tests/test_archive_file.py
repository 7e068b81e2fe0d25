"""The file of an archive: readers beside writers, what breaks off, older and foreign files."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from dedup.archive import (
    add_articles,
    content_digest,
    open_archive,
    queries,
    update_facts,
    verify,
)
from dedup.archive import facts as facts_module
from dedup.archive.schema import APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION, migrate, version_of
from dedup.errors import InputError
from tests.archive_builders import BUDGET, LINK, QUAKE, QUAKE_TOO, column, feed, report


def test_readers_read_while_a_batch_is_written(archive):
    add_articles(archive, [report("a")])
    with open_archive(archive.path) as reader, archive.writing() as db:
        db.execute("UPDATE articles SET source = 'half done'")
        assert column(reader, "SELECT source FROM articles") == ["a"]


def test_a_second_writer_waits_and_then_says_so(archive):
    with (
        open_archive(archive.path, wait=0.05) as other,
        archive.writing(),
        pytest.raises(InputError, match=r"desk\.sqlite: another process is writing to it"),
    ):
        add_articles(other, [report("a")])
    add_articles(archive, [report("a")])


def test_checking_beside_a_writer_is_no_damage(archive):
    add_articles(archive, [report("a")])
    with open_archive(archive.path, wait=0.05) as other, archive.writing():
        with pytest.raises(InputError, match="another process is writing"):
            verify(other)
        assert content_digest(other)


def test_facts_of_a_story_that_changed_meanwhile_are_not_kept(archive, monkeypatch):
    add_articles(archive, [report("a", url=LINK), report("b", QUAKE_TOO)])
    real = facts_module.compare_story

    def and_then_something_comes(db, name, most):
        found = real(db, name, most)
        with open_archive(archive.path) as other:
            add_articles(other, [report("a", dead="six", url=LINK)])
        return found

    monkeypatch.setattr(facts_module, "compare_story", and_then_something_comes)
    update_facts(archive)
    assert column(archive, "SELECT count(*) FROM facts") == [0]
    monkeypatch.undo()
    update_facts(archive)
    assert column(archive, "SELECT count(*) FROM facts") != [0]
    assert verify(archive) == []


def test_two_writers_take_turns(archive):
    with open_archive(archive.path) as other:
        for number, day in enumerate(range(10, 16)):
            writer = (archive, other)[number % 2]
            add_articles(writer, [report(f"a{number}", (QUAKE, QUAKE_TOO)[number % 2], day=day)])
    assert column(archive, "SELECT count(DISTINCT story_id) FROM articles") == [1]
    assert verify(archive) == []


def test_a_writer_goes_on_from_what_another_wrote_meanwhile(archive):
    articles = feed()
    middle = articles[30].published

    def interfere(tally):
        if tally.batches == 1 and not interfered:
            interfered.append(1)
            with open_archive(archive.path) as other:
                add_articles(other, [replace(report("x"), published=middle)])

    interfered = []
    add_articles(archive, articles, on_progress=interfere)
    assert column(archive, "SELECT count(*) FROM articles") == [61]
    assert verify(archive) == []


@pytest.mark.parametrize("n_before", [0, 7, 40])
def test_what_stops_a_run_leaves_complete_batches(tmp_path, n_before):
    articles = feed()
    with open_archive(tmp_path / "calm.sqlite", create=True) as calm:
        add_articles(calm, articles[:n_before])
        add_articles(calm, articles)
        wanted = content_digest(calm)

    def stop(tally):
        if tally.batches == 1:
            raise KeyboardInterrupt

    with open_archive(tmp_path / "desk.sqlite", create=True) as archive:
        add_articles(archive, articles[:n_before])
        (n_batches,) = column(archive, "SELECT count(*) FROM batches")
        for _ in range(2):
            with pytest.raises(KeyboardInterrupt):
                add_articles(archive, articles, on_progress=stop)
            n_batches += 1
            assert column(archive, "SELECT count(*) FROM batches") == [n_batches]
            assert verify(archive) == []
        add_articles(archive, articles)
        assert content_digest(archive) == wanted


def test_what_comes_with_the_feed_of_today_is_of_its_batch(archive):
    add_articles(archive, [report("a", day=12)])
    add_articles(archive, [report("b", QUAKE_TOO, day=11), report("c", QUAKE_TOO, day=13)])
    assert column(archive, "SELECT first_batch FROM articles ORDER BY id") == [1, 2, 2]


@pytest.mark.parametrize("version", range(SCHEMA_VERSION))
def test_an_older_archive_is_brought_up_to_date(tmp_path, version):
    with open_archive(tmp_path / "new.sqlite", create=True) as new:
        add_articles(new, [report("a"), report("b", QUAKE_TOO)])
        rows = {
            table: [dict(row) for row in new.db.execute(f"SELECT * FROM {table}")]
            for table in ("batches", "stories", "articles", "article_keys", "versions")
        }
        history = [dict(row) for row in new.db.execute("SELECT * FROM story_history")]
    path = tmp_path / "old.sqlite"
    old = sqlite3.connect(path, isolation_level=None)
    migrate(old, MIGRATIONS[:version])
    assert version_of(old) == version
    if version:
        later = {"facts_batch", "compared"}
        for table, listed in {**rows, "story_history": history}.items():
            for row in listed:
                kept = {k: v for k, v in row.items() if k not in later}
                marks = ", ".join("?" * len(kept))
                old.execute(
                    f"INSERT INTO {table} ({', '.join(kept)}) VALUES ({marks})", list(kept.values())
                )
    old.close()
    with open_archive(path) as archive:
        assert version_of(archive.db) == SCHEMA_VERSION
        if version:
            assert verify(archive) == []
            assert len(queries.search(archive.db, "earthquake")) == 2
            assert update_facts(archive).stories == 1
        assert add_articles(archive, [report("c", BUDGET, day=13)]).articles == 1
        assert verify(archive) == []


def test_a_migration_that_fails_changes_nothing(tmp_path):
    db = sqlite3.connect(tmp_path / "old.sqlite", isolation_level=None)
    migrate(db, MIGRATIONS[:1])
    broken = (*MIGRATIONS[:1], (*MIGRATIONS[1], "CREATE TABLE facts (twice)"))
    with pytest.raises(sqlite3.OperationalError):
        migrate(db, broken)
    assert version_of(db) == 1
    assert db.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'facts'").fetchone()[0] == 0
    db.close()


def test_files_that_are_no_archive_are_refused(tmp_path):
    text, other, newer = (tmp_path / name for name in ("a.txt", "other.sqlite", "newer.sqlite"))
    text.write_text("Not a database, and long enough not to be taken for an empty one.")
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE mine (x)")
    db.close()
    with sqlite3.connect(newer) as db:
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("PRAGMA user_version = 99")
    db.close()
    for path, said in (
        (text, "no archive of dedup"),
        (other, "a database, but no archive"),
        (newer, "newer dedup .schema 99"),
        (tmp_path / "none.sqlite", "no archive; 'dedup archive add"),
        (tmp_path / "no" / "folder.sqlite", "cannot be opened"),
    ):
        with pytest.raises(InputError, match=said):
            open_archive(path, create=path.parent.name == "no")


def test_a_path_is_a_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in (":memory:", "a?mode=ro", "%41.sqlite", "with space#.sqlite"):
        with open_archive(name, create=True) as archive:
            add_articles(archive, [report("a")])
        assert (tmp_path / name).stat().st_size


def test_values_in_the_tables_can_be_read_by_others(archive):
    add_articles(archive, [report("a"), report("b", QUAKE_TOO)])
    update_facts(archive)
    assert column(archive, "PRAGMA journal_mode") == ["wal"]
    for name in ("story_overview", "article_overview", "fact_overview", "origins"):
        assert archive.db.execute(f"SELECT * FROM {name}").fetchone() is not None
    row = archive.db.execute("SELECT * FROM story_overview").fetchone()
    assert (row["articles"], row["sources"], row["facts_current"]) == (2, 2, 1)
