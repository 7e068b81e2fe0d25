"""``dedup watch`` through ``main(argv)``, against a server on this machine."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("protego", reason="the extra 'fetch' is not installed")

from dedup.fetch.state import State
from tests.conftest import environment
from tests.fetch_server import BUDGET, FERRY, headlines, rss


def test_watch_asks_each_feed_at_its_own_interval(server, fetch):
    often = server.body("/often", rss(FERRY))
    seldom = server.body("/seldom", rss(BUDGET))
    Path("feeds.txt").write_text(f"{often} 1s\n{seldom}\n")
    records, notes, code = fetch("feeds.txt", "--rounds", "2", command="watch")
    assert (headlines(records), code) == ([FERRY[1], BUDGET[1]], 0)
    assert server.paths().count("/often") == 2
    assert server.paths().count("/seldom") == 1
    assert notes.count("Z 2 feeds: 2 read") == notes.count("Z 1 feed: 1 read") == 1


def test_watch_reads_its_lists_again(server, fetch, monkeypatch):
    Path("feeds.txt").write_text(server.body("/first", rss(FERRY)))
    second = server.body("/second", rss(BUDGET))
    changes = iter([second, None])

    def sleep(seconds: float) -> None:
        change = next(changes)
        Path("feeds.txt").write_text(change) if change else Path("feeds.txt").unlink()

    monkeypatch.setattr("dedup.cli.watch.time.sleep", sleep)
    records, _, code = fetch("feeds.txt", "--rounds", "2", command="watch")
    assert (headlines(records), code) == ([FERRY[1], BUDGET[1]], 0)


@pytest.mark.parametrize("wrong", [["--every", "5"], ["--every", "soon"], ["--rounds", "0"]])
def test_wrong_options_of_watch_are_one_line(server, fetch, wrong):
    _, notes, code = fetch(server.url("/feed"), *wrong, command="watch")
    assert code == 2
    assert notes.startswith("dedup: ")


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_watch_ends_cleanly_when_told_to(server, sent, code, tmp_path):
    """It is told in the middle of a request that would take ten seconds more."""
    server.answers["/slow"] = lambda handler: handler.server.is_over.wait(20)
    given = [server.body("/feed", rss(FERRY)), server.url("/slow")]
    command = [sys.executable, "-m", "dedup", "watch", *given, "-o", "news.jsonl"]
    process = subprocess.Popen(
        [*command, "--fetch-delay", "0", "--fetch-idle-timeout", "10"],
        env=environment(),
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 30
    while "/slow" not in server.paths() and time.monotonic() < deadline:
        time.sleep(0.01)
    start = time.monotonic()
    process.send_signal(sent)
    _, notes = process.communicate(timeout=30)
    assert process.returncode == code
    assert time.monotonic() - start < 8
    assert notes.strip() == b"note: stopped"
    with State(tmp_path / "state-home/dedup/fetch.sqlite3") as state:
        written = Path("news.jsonl").is_file()
        assert bool(state.load(given[0]).seen) == written
        assert state.load(given[1]).failures == 0


def test_watch_fills_an_archive(server, fetch):
    pytest.importorskip("dedup.archive", reason="there is no archive here")
    from dedup.archive import open_archive

    url = server.body("/feed", rss(FERRY, BUDGET))
    given = ["--archive", "desk.sqlite", "--rounds", "1"]
    records, notes, code = fetch(url, *given, command="watch")
    assert (records, code) == ([], 0)
    assert "2 new articles" in notes
    server.body("/feed", rss(("f1", FERRY[1], "The ferry Aldous sank. Nine were saved."), BUDGET))
    # As after a kill between archive and state: what the archive has is handed on again.
    assert fetch(url, *given, "--state", "empty.sqlite3", command="watch")[2] == 0
    with open_archive("desk.sqlite") as archive:
        (n_articles,) = archive.db.execute("SELECT count(*) FROM articles").fetchone()
        (n_versions,) = archive.db.execute("SELECT count(*) FROM versions").fetchone()
    assert (n_articles, n_versions) == (2, 3)


def test_an_archive_that_is_none_is_said_before_anything_is_asked(server, fetch):
    pytest.importorskip("dedup.archive", reason="there is no archive here")
    Path("desk.sqlite").write_text("no database" * 999)
    _, notes, code = fetch(server.url("/feed"), "--archive", "desk.sqlite", command="watch")
    assert code == 3
    assert "desk.sqlite" in notes
    assert server.requests == []


def test_watch_writes_into_one_place(server, fetch):
    _, notes, code = fetch(server.url("/f"), "--archive", "a", "-o", "b", command="watch")
    assert code == 2
    assert "exclude each other" in notes
