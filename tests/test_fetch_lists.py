"""What ``dedup fetch`` reads from and writes to: lists of feeds, output, state."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
from pathlib import Path

import pytest

pytest.importorskip("protego", reason="the extra 'fetch' is not installed")

from dedup.cli import main
from dedup.errors import InputError
from dedup.fetch.state import FeedState, State
from dedup.fetch.subscriptions import Feed, find_feeds, seconds
from tests.fetch_server import BUDGET, FERRY, LAUGHS, headlines, rss

# --- subscriptions -------------------------------------------------------------------------


def test_feeds_come_from_lists_opml_addresses_and_stdin(tmp_path):
    listed = tmp_path / "feeds.txt"
    listed.write_text(
        '# ours\nhttps://a.example/feed 5m\n\nhttps://b.example/feed "tag"\nnonsense\nfile:///x\n'
    )
    opml = tmp_path / "feeds.opml"
    opml.write_text(
        '<?xml version="1.0"?><opml version="2.0"><body><outline text="Ours">'
        '<outline type="rss" text="C" xmlUrl="https://c.example/feed"/>'
        '<outline type="rss" text="A" xmlUrl="https://a.example/feed"/>'
        '<outline type="rss" text="X" xmlUrl="ftp://x.example/feed"/></outline></body></opml>'
    )
    stdin = io.BytesIO(b"\xef\xbb\xbfHTTPS://d.example/feed\r\n")
    feeds, errors = find_feeds([str(listed), str(opml), "-", "http://e.example/"], stdin=stdin)
    assert feeds == [
        Feed("https://a.example/feed", every=300.0),
        Feed("https://b.example/feed"),
        Feed("https://c.example/feed", "C"),
        Feed("HTTPS://d.example/feed"),
        Feed("http://e.example/"),
    ]
    assert [(Path(error.source).name, error.line) for error in errors] == [
        ("feeds.txt", 5),
        ("feeds.txt", 6),
        ("feeds.opml", 0),
    ]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("missing.txt", None, "cannot be read (No such file"),
        ("broken.opml", b"<opml><body><outline", "broken.opml: not XML"),
        ("other.xml", b"<html></html>", "other.xml: no subscription list"),
        ("laughs.opml", LAUGHS, "laughs.opml: XML that declares entities"),
        ("empty.txt", b"", "no feed in what was given"),
        ("nonsense.txt", b"one\ntwo\n", "nonsense.txt:1: 'one' is no address"),
        ("zeros.txt", bytes(99), "is no address"),
    ],
)
def test_a_list_that_names_no_feed_is_one_line_and_code_3(server, fetch, name, content, why):
    if content is not None:
        Path(name).write_bytes(content)
    _, notes, code = fetch(name)
    assert code == 3
    assert why in notes.splitlines()[-1]


def test_a_list_with_a_stray_ampersand_is_read_and_said(server, fetch):
    url = server.body("/feed", rss(FERRY))
    Path("feeds.opml").write_text(
        f'<opml><body><outline text="Tom & Sons" xmlUrl="{url}"/></body></opml>'
    )
    records, notes, code = fetch("feeds.opml")
    assert (len(records), code) == (1, 0)
    assert notes.count("feeds.opml") == 1
    assert "'&' not written as '&amp;', read as it stands: feeds.opml" in notes


def test_of_a_list_that_is_cut_off_the_feeds_before_the_end_are_read(server, fetch):
    url = server.body("/feed", rss(FERRY))
    Path("feeds.opml").write_text(
        f'<opml><body>\n<outline text="Ours">\n<outline xmlUrl="{url}"/>\n<outline text="Ha'
    )
    records, notes, code = fetch("feeds.opml")
    assert (len(records), code) == (1, 0)
    assert notes.count("feeds.opml") == 1
    assert "skipped feeds.opml:4: not XML (" in notes
    assert "the rest of the list is left out" in notes
    assert fetch("feeds.opml", "--strict")[2] == 3


def test_a_line_that_is_no_address_is_named(server, fetch):
    Path("feeds.txt").write_text(f"{server.body('/feed', rss(FERRY))}\nnonsense\n")
    records, notes, code = fetch("feeds.txt")
    assert (len(records), code) == (1, 0)
    assert "skipped feeds.txt:2: 'nonsense' is no address" in notes


@pytest.mark.parametrize(
    ("given", "wanted"),
    [("90s", 90), ("15m", 900), ("2h", 7200), ("1d", 86400), ("0s", 1), ("5", None), ("m", None)],
)
def test_intervals(given, wanted):
    assert seconds(given) == wanted


# --- output and state ----------------------------------------------------------------------


def test_the_output_file_is_appended_to_and_a_broken_last_line_ended(server, fetch):
    Path("news.jsonl").write_text('{"torn')
    fetch(server.body("/feed", rss(FERRY)), "-o", "news.jsonl")
    fetch(server.body("/feed", rss(BUDGET)), "-o", "news.jsonl")
    torn, *whole = Path("news.jsonl").read_text("utf-8").splitlines()
    assert torn == '{"torn'
    assert headlines([json.loads(line) for line in whole]) == [FERRY[1], BUDGET[1]]


def test_articles_that_cannot_be_written_are_new_again(server, fetch):
    url = server.body("/feed", rss(FERRY))
    Path("folder").mkdir()
    _, notes, code = fetch(url, "-o", "folder/missing/news.jsonl")
    assert code == 2
    assert "cannot be written" in notes
    assert len(fetch(url)[0]) == 1


def test_articles_that_nobody_takes_are_new_again(server, fetch, monkeypatch):
    class Gone(io.StringIO):
        encoding = "utf-8"

        def write(self, text: str) -> int:
            raise BrokenPipeError

    url = server.body("/feed", rss(FERRY))
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", Gone())
        assert main(["fetch", "--fetch-delay", "0", url]) == 0
    assert len(fetch(url)[0]) == 1


def test_a_list_of_feeds_is_never_written_to(server, fetch):
    Path("feeds.txt").write_text(server.body("/feed", rss(FERRY)))
    before = Path("feeds.txt").read_text()
    assert fetch("feeds.txt", "-o", "feeds.txt")[2] == 3
    assert Path("feeds.txt").read_text() == before


def test_each_state_file_remembers_by_itself(server, fetch):
    url = server.body("/feed", rss(FERRY))
    assert len(fetch(url)[0]) == 1
    assert len(fetch(url, "--state", "other.sqlite3")[0]) == 1
    assert len(fetch(url, "--state", "other.sqlite3")[0]) == 0


def test_a_state_file_is_one_process_s(tmp_path):
    path = tmp_path / "state.sqlite3"
    for _ in ("new", "there already"):
        with State(path), pytest.raises(InputError, match="in use by another"):
            State(path)


def test_another_kind_of_file_is_no_state(tmp_path):
    (tmp_path / "text").write_text("words, many words, and no database" * 99)
    with pytest.raises(InputError, match="not a state file"):
        State(tmp_path / "text")
    with sqlite3.connect(tmp_path / "other") as db:
        db.execute("CREATE TABLE t (x)")
    db.close()
    with pytest.raises(InputError, match="not a state file"):
        State(tmp_path / "other")
    with State(tmp_path / "newer"):
        pass
    with sqlite3.connect(tmp_path / "newer") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(InputError, match="version 99, wanted 1"):
        State(tmp_path / "newer")
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match="state cannot be opened"):
        State(tmp_path / "folder")


def test_articles_long_gone_from_a_feed_are_forgotten():
    day = 86400.0
    with State(":memory:") as state:
        state.save(FeedState(url="u", seen={"a": "1", "b": "1"}), now=0.0)
        state.save(FeedState(url="u", seen={"b": "2"}), now=60 * day)
        assert state.load("u").seen == {"a": "1", "b": "2"}
        state.save(FeedState(url="u"), now=100 * day)
        assert state.load("u").seen == {"a": "1", "b": "2"}
        state.save(FeedState(url="u", seen={"c": "1"}), now=100 * day)
        assert state.load("u").seen == {"b": "2", "c": "1"}
