"""``dedup watch``: progress, languages, and an archive that others write to as well."""

from __future__ import annotations

import importlib.util
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("protego", reason="the extra 'fetch' is not installed")

from dedup.archive import open_archive, verify
from dedup.cli import main
from dedup.cli.settings import Settings
from tests.fetch_server import Server, rss

FERRY = ("f1", "Ferry sinks off Corvane", "The ferry Aldous sank off Corvane on Monday.")
BUDGET = ("b1", "Tarrow passes budget", "The council of Tarrow passed a budget.")
FAEHRE = (
    "f2",
    "Fähre vor Korwane gesunken",
    "Die Fähre Aldous ist am Montag vor der Küste gesunken. Alle Fahrgäste wurden gerettet,"
    " sagte der Hafenmeister, und niemand wird mehr vermisst.",
)


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state-home"))
    monkeypatch.setenv("DEDUP_ALLOW_HOST", "127.0.0.1")
    monkeypatch.setenv("DEDUP_FETCH_DELAY", "0")
    running = Server()
    yield running
    running.close()


@pytest.fixture
def progress(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int, bool]]:
    """What is told of how far it is: feeds in all, feeds asked, and whether it may be shown."""
    told: list[tuple[int, int, bool]] = []

    @contextmanager
    def fetching(n_feeds: int, settings: Settings) -> Iterator[Callable[[Any], None]]:
        yield lambda tally: told.append((n_feeds, tally.asked, settings.output is not None))

    monkeypatch.setattr("dedup.cli.watch.fetching", fetching)
    return told


@pytest.mark.parametrize(
    ("goes_to", "is_shown"),
    [(["--archive", "desk.sqlite"], True), (["-o", "news.jsonl"], True), ([], False)],
    ids=["archive", "file", "stdout"],
)
def test_each_round_tells_how_far_it_is(server, progress, goes_to, is_shown):
    feeds = [server.body("/one", rss(FERRY)), server.body("/two", rss(BUDGET))]
    assert main(["watch", *feeds, "--rounds", "1", *goes_to]) == 0
    assert progress == [(2, 1, is_shown), (2, 2, is_shown)]


def test_others_may_write_to_the_archive_between_two_rounds(server, monkeypatch, write_jsonl):
    feed = server.body("/feed", rss(FERRY))
    Path("feeds.txt").write_text(f"{feed} 1s\n")
    other = {"id": "x", "source": "Port Herald", "headline": "Fog", "text": "Fog closes the port."}

    def sleep(seconds: float) -> None:
        server.body("/feed", rss(FERRY, BUDGET))
        with sqlite3.connect("desk.sqlite", timeout=0) as db:  # nobody holds it
            db.execute("BEGIN IMMEDIATE")
        db.close()
        assert main(["archive", "add", str(write_jsonl([other])), "-q", *archive]) == 0
        real_sleep(seconds)

    archive, real_sleep = ["--archive", "desk.sqlite"], time.sleep
    monkeypatch.setattr("dedup.cli.watch.time.sleep", sleep)
    assert main(["watch", "feeds.txt", "--rounds", "2", *archive]) == 0
    with open_archive("desk.sqlite") as opened:
        assert verify(opened) == []
        rows = opened.db.execute("SELECT headline FROM article_overview ORDER BY headline")
        assert [row[0] for row in rows] == [FERRY[1], "Fog", BUDGET[1]]


@pytest.mark.parametrize("command", ["fetch", "watch"])
def test_languages_are_recognised_when_asked_for(server, capsys, command):
    pytest.importorskip("py3langid", reason="the extra 'language' is not installed")
    feed = server.body("/feed", rss(FAEHRE))
    rounds = ["--rounds", "1"] if command == "watch" else []
    assert main([command, feed, *rounds, "--languages"]) == 0
    assert '"language": "de"' in capsys.readouterr().out


def test_the_archive_keeps_the_language_that_was_recognised(server, write_jsonl):
    pytest.importorskip("py3langid", reason="the extra 'language' is not installed")
    stated = {"id": "s", "source": "a", "headline": FAEHRE[1], "text": FAEHRE[2], "language": "nl"}
    silent = {**stated, "id": "n", "source": "b"}
    del silent["language"]
    assert main(["archive", "add", str(write_jsonl([stated, silent])), "-q", "--languages"]) == 0
    with open_archive("dedup.sqlite") as opened:
        rows = opened.db.execute("SELECT id, language FROM articles ORDER BY id")
        assert [tuple(row) for row in rows] == [("n", "de"), ("s", "nl")]


@pytest.mark.parametrize("command", ["fetch", "watch", "archive add"])
def test_without_the_extra_languages_are_refused_before_anything_is_done(
    server, monkeypatch, capsys, write_jsonl, command
):
    found = importlib.util.find_spec
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name: None if name == "py3langid" else found(name)
    )
    path = write_jsonl([{"id": "x", "source": "a", "headline": "Fog", "text": "Fog."}])
    given = str(path) if command == "archive add" else server.url("/feed")
    assert main([*command.split(), given, "--languages"]) == 3
    notes = capsys.readouterr().err
    assert "--languages" in notes
    assert "dedup[language]" in notes
    assert server.requests == []
    assert not Path("dedup.sqlite").exists()
