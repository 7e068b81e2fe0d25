"""``dedup fetch`` and ``dedup watch`` through ``main(argv)``, against a server on this machine."""

from __future__ import annotations

import gzip
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("protego", reason="the extra 'fetch' is not installed")

import dedup
from dedup.cli import main
from dedup.errors import InputError
from dedup.fetch.state import FeedState, State
from dedup.fetch.subscriptions import Feed, find_feeds, seconds
from tests.fetch_server import Server, rss

LIMIT = 100_000
QUICK = "--fetch-delay 0"
HASTY = "--fetch-timeout 1.5 --fetch-idle-timeout 1".split()
BOMB = gzip.compress(bytes(50_000_000))
FERRY = ("f1", "Ferry sinks off Corvane", "The ferry Aldous sank off Corvane on Monday.")
BUDGET = ("b1", "Tarrow passes budget", "The council of Tarrow passed a budget.")


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@pytest.fixture
def server(running: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state-home"))
    monkeypatch.setenv("DEDUP_ALLOW_HOST", "127.0.0.1")
    running.answers.clear()
    running.requests.clear()
    return running


@pytest.fixture
def fetch(server: Server, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Run ``dedup fetch``; return its articles, its notes and its exit code."""

    def run(*arguments: str, command: str = "fetch") -> tuple[list[dict[str, Any]], str, int]:
        code = main([command, *QUICK.split(), "--fetch-max-bytes", str(LIMIT), *arguments])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return [json.loads(line) for line in captured.out.splitlines()], captured.err, code

    return run


def headlines(records: list[dict[str, Any]]) -> list[str]:
    return [record["headline"] for record in records]


# --- what is new ---------------------------------------------------------------------------


def test_only_what_is_new_or_changed_is_written(server, fetch):
    url = server.body("/feed", rss(FERRY, BUDGET))
    records, notes, code = fetch(url)
    assert (headlines(records), code) == ([FERRY[1], BUDGET[1]], 0)
    assert "1 feed: 1 read, 0 unchanged, 0 failed; 2 new articles, 0 changed" in notes
    assert fetch(url)[0] == []
    changed = ("f1", FERRY[1], "The ferry Aldous sank. Nine were saved.")
    server.body("/feed", rss(("n1", "Mayor resigns", "She did."), changed, BUDGET))
    records, notes, _ = fetch(url)
    assert headlines(records) == ["Mayor resigns", FERRY[1]]
    assert records[1]["id"] == "127.0.0.1:f1"
    assert "1 new article, 1 changed" in notes
    server.body("/feed", rss(FERRY))
    assert fetch("--new-only", url)[0] == []
    assert fetch(url)[0] == []


def test_what_is_written_is_what_the_other_commands_read(server, fetch, monkeypatch, capsys):
    feed = rss(("1", "Ferry “sinks”", "Orríe: nine saved.")).replace(
        b"<guid", b"<pubDate>Mon, 12 May 2031 18:00:00 +0200</pubDate><guid"
    )
    (record,), _, _ = fetch(server.body("/feed", feed))
    assert record["id"] == "127.0.0.1:1"
    assert record["source"] == "Port Herald"
    assert record["published"] == "2031-05-12T16:00:00Z"
    assert record["published_zone"] == "+02:00"
    lines = io.TextIOWrapper(io.BytesIO(json.dumps(record).encode()), "utf-8")
    monkeypatch.setattr(sys, "stdin", lines)
    assert main(["cluster", "-", "--format", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["article_ids"] == ["127.0.0.1:1"]


def test_articles_come_in_the_order_of_the_feeds(server, fetch):
    urls = [server.body(f"/{name}", rss((name, name, "Words."), title=name)) for name in "abcdefgh"]
    Path("feeds.txt").write_text("\n".join(urls))
    assert headlines(fetch("feeds.txt")[0]) == list("abcdefgh")


def test_entries_that_share_one_id_are_all_kept(server, fetch):
    entries = [("same", f"Headline {n}", f"Words {n}.") for n in range(3)]
    url = server.body("/feed", rss(*entries, entries[0]))
    records, _, _ = fetch(url)
    assert len({record["id"] for record in records}) == len(records) == 3
    assert fetch(url)[0] == []


def test_an_unchanged_feed_is_not_sent_again(server, fetch):
    def answer(handler: Any) -> None:
        known = handler.headers.get("If-None-Match") == '"1"'
        handler.reply(
            b"" if known else rss(FERRY), status=304 if known else 200, headers={"ETag": '"1"'}
        )

    server.answers["/feed"] = answer
    assert len(fetch(server.url("/feed"))[0]) == 1
    records, notes, code = fetch(server.url("/feed"))
    assert (records, code) == ([], 0)
    assert "0 read, 1 unchanged" in notes


def test_a_feed_that_could_not_be_read_is_asked_for_in_full_again(server, fetch):
    url = server.body("/feed", b"<html>Down for maintenance</html>", ETag='"1"')
    assert fetch(url)[2] == 3
    server.body("/feed", rss(FERRY))
    assert len(fetch("--force", url)[0]) == 1
    assert "If-None-Match" not in server.requests[-1][1]


def test_exit_code_says_whether_anything_is_new(server, fetch):
    url = server.body("/feed", rss(FERRY))
    assert fetch("--exit-code", url)[2] == 1
    assert fetch("--exit-code", url)[2] == 0


# --- what goes wrong -----------------------------------------------------------------------

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><rss version='2.0'><channel><title>&j;</title>"
    "<item><title>&j;</title></item></channel></rss>"
).encode()


def stall(handler: Any) -> None:
    handler.server.is_over.wait(5)


def endless(handler: Any) -> None:
    handler.raw(b"HTTP/1.1 200 OK\r\n\r\n")
    while not handler.server.is_over.is_set():
        handler.raw(b"<rss>" * 999)


BAD: dict[str, tuple[Callable[[Any], None], str]] = {
    "laughs": (lambda h: h.reply(LAUGHS), "entities"),
    "bomb": (
        lambda h: h.reply(BOMB, headers={"Content-Encoding": "gzip"}),
        "unpacks to more than the 100,000 bytes allowed",
    ),
    "line": (lambda h: h.reply(b"<rss>" + b"x" * 50_000_000), "more than the 100,000 allowed"),
    "endless": (endless, "more than the 100,000 bytes allowed"),
    "stall": (stall, "time-out: silent for 1 s"),
    "drip": (lambda h: h.drip(b"HTTP/1.1 200 OK\r\n" * 99), "time-out: not done within 1.5 s"),
    "short": (
        lambda h: h.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n<rss>"),
        "breaks off after 5 of 999 bytes",
    ),
    "reset": (lambda h: h.reset(), "connection failed"),
    "error": (lambda h: h.reply(b"", status=500), "status 500 Internal Server Error"),
    "circle": (
        lambda h: h.reply(b"", status=302, headers={"Location": "/circle"}),
        "redirects in a circle",
    ),
    "inside": (
        lambda h: h.reply(b"", status=302, headers={"Location": "http://169.254.169.254/"}),
        "not a public address",
    ),
    "file": (
        lambda h: h.reply(b"", status=302, headers={"Location": "file:///etc/passwd"}),
        "refused: file",
    ),
    "nul": (lambda h: h.reply(bytes(999)), "no feed"),
    "page": (lambda h: h.reply(b"<html><body>Welcome</body></html>"), "no feed"),
    "empty": (lambda h: h.reply(b""), "no feed"),
    "disallowed": (lambda h: h.reply(rss(FERRY)), "disallowed by robots.txt"),
}


def test_of_everything_that_goes_wrong_each_is_one_line_and_harms_no_other(server, fetch):
    server.body("/robots.txt", b"User-agent: *\nDisallow: /disallowed\n")
    for name, (answer, _) in BAD.items():
        server.answers[f"/{name}"] = answer
    first = server.body("/first", rss(FERRY))
    last = server.body("/last", rss(BUDGET))
    records, notes, code = fetch(*HASTY, first, *(server.url(f"/{name}") for name in BAD), last)
    assert (headlines(records), code) == ([FERRY[1], BUDGET[1]], 0)
    lines = notes.splitlines()
    for name, (_, why) in BAD.items():
        (line,) = [line for line in lines if line.startswith(f"note: {server.url(f'/{name}')}:")]
        assert why in line, line
    assert f"2 read, 0 unchanged, {len(BAD)} failed; 2 new articles" in lines[-1]
    assert len(lines) == len(BAD) + 1


@pytest.mark.parametrize(
    ("body", "headers", "words"),
    [
        (rss(FERRY).replace(b"Corvane", b"Corv\xe1ne\xff"), {}, "The ferry Aldous sank off Corv"),
        (rss(FERRY).replace(b"ferry", b"fer\0ry"), {}, "The ferry Aldous"),
        (rss(FERRY).replace(b"</channel></rss>", b""), {}, FERRY[2]),
        (rss(FERRY) + b"\0" * 99, {}, FERRY[2]),
        (rss(FERRY).replace(b"sank", b"sank & burnt <b"), {}, "The ferry Aldous sank"),
        (rss(FERRY), {"Content_Type": "image/png"}, FERRY[2]),
        (rss(FERRY), {"Content_Type": "text/xml; charset=nonsense"}, FERRY[2]),
    ],
    ids=["invalid UTF-8", "NUL in it", "cut", "NUL behind", "markup", "wrong type", "charset"],
)
def test_a_broken_feed_yields_what_is_readable(server, fetch, body, headers, words):
    records, _, code = fetch(server.body("/feed", body, **headers))
    assert (len(records), code) == (1, 0)
    assert words in records[0]["text"]


def test_what_the_announced_length_cuts_off_is_said_and_the_rest_kept(server, fetch):
    body = rss(FERRY, BUDGET)
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {body.index(b'</item>') + 7}\r\n\r\n".encode()
    records, notes, code = fetch(server.raw("/feed", head + body))
    assert (headlines(records), code) == ([FERRY[1]], 0)
    assert "longer than the" in notes


def test_a_bad_entry_harms_no_other(server, fetch):
    body = rss(FERRY).replace(b"<item>", b"<item></item><item>", 1)
    records, notes, code = fetch(server.body("/feed", body))
    assert (headlines(records), code) == ([FERRY[1]], 0)
    assert f"{server.url('/feed')}:1: no text" in notes
    assert "1 problem" in notes


def test_when_no_feed_can_be_read_the_exit_code_is_3(server, fetch):
    records, notes, code = fetch(server.url("/missing"))
    assert (records, code) == ([], 3)
    assert "status 404 Not Found" in notes
    assert notes.splitlines()[-1] == "dedup: no feed could be read"


def test_strict_stops_at_the_first_problem(server, fetch):
    good = server.body("/feed", rss(FERRY))
    _, notes, code = fetch("--strict", server.url("/missing"), good)
    assert code == 3
    assert notes.splitlines()[-1].startswith(f"dedup: {server.url('/missing')}: status 404")


def test_quiet_prints_errors_only(server, fetch):
    assert fetch("-q", server.url("/missing"), server.body("/feed", rss(FERRY)))[1] == ""


# --- manners -------------------------------------------------------------------------------


def test_a_feed_that_fails_is_left_alone_for_longer_each_time(server, fetch, monkeypatch):
    url = server.status("/feed", 500)
    good = server.body("/good", rss(FERRY))
    start = time.time()
    waits = []
    for _ in range(3):
        fetch(url, good)
        with State(Path("state-home/dedup/fetch.sqlite3")) as state:
            waits.append(round(state.load(url).due - time.time(), -1))
        server.requests.clear()
        _, notes, code = fetch(url, good)
        assert server.paths() == ["/good"]
        assert "failed, not asked for another" in notes
        assert "1 left alone" in notes
        assert code == 0
        now = start + sum(waits) + 60
        monkeypatch.setattr(time, "time", lambda now=now: now)
    assert waits == [900, 1800, 3600]


def test_retry_after_is_kept_and_force_asks_all_the_same(server, fetch):
    url = server.status("/feed", 429, Retry_After="7200")
    assert "status 429 Too Many Requests" in fetch(url)[1]
    _, notes, code = fetch(url)
    assert "not asked for another 120 min (" in notes
    assert code == 0
    server.body("/feed", rss(FERRY))
    assert len(fetch("--force", url)[0]) == 1
    assert "left alone" not in fetch(url)[1]


def test_a_feed_that_is_gone_is_not_asked_again(server, fetch):
    url = server.status("/feed", 410)
    fetch(url)
    server.requests.clear()
    assert "gone for good, not asked" in fetch(url)[1]
    assert server.requests == []


def test_a_feed_that_moved_for_good_is_asked_at_its_new_address(server, fetch):
    url = server.status("/old", 301, Location="/new")
    server.body("/new", rss(FERRY))
    assert len(fetch(url)[0]) == 1
    server.requests.clear()
    assert fetch(url)[0] == []
    assert server.paths() == ["/new"]
    del server.answers["/new"]
    server.body("/old", rss(FERRY, BUDGET))
    assert fetch(url)[2] == 3  # the new address fails: the next run asks the old one
    assert headlines(fetch("--force", url)[0]) == [BUDGET[1]]


def test_robots_txt_is_read_once_a_day(server, fetch):
    url = server.body("/feed", rss(FERRY))
    fetch(url)
    fetch(url)
    assert [path for path, _ in server.requests] == ["/robots.txt", "/feed", "/feed"]


def test_private_addresses_are_refused_unless_allowed(server, fetch, monkeypatch):
    url = server.body("/feed", rss(FERRY))
    monkeypatch.delenv("DEDUP_ALLOW_HOST")
    assert "refused: port" in fetch(url)[1]
    assert "not a public address" in fetch("http://127.0.0.1/feed")[1]
    assert server.requests == []
    assert len(fetch("--force", "--allow-host", f"127.0.0.1:{server.port}", url)[0]) == 1


def test_passwords_are_in_no_message(server, fetch):
    _, notes, _ = fetch(f"http://desk:secret@127.0.0.1:{server.port}/missing")
    assert "status 404" in notes
    assert "secret" not in notes


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
        assert main(["fetch", *QUICK.split(), url]) == 0
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


# --- pages ---------------------------------------------------------------------------------


def page(words: str) -> bytes:
    paragraphs = "".join(f"<p>{words} Paragraph {n} says more about it.</p>" for n in range(8))
    return (
        "<!doctype html><html lang='en'><head><title>Ferry sinks</title></head><body>"
        f"<nav><a href='/'>Home</a></nav><article><h1>Ferry sinks</h1>{paragraphs}</article>"
        "</body></html>"
    ).encode()


def linked(server: Server, *paths: str) -> bytes:
    body = rss(*((path, f"Headline {path}", f"Summary {path}.") for path in paths))
    for path in paths:
        link = f"<link>{server.url(path)}</link><guid isPermaLink='false'>{path}<".encode()
        body = body.replace(f"<guid isPermaLink='false'>{path}<".encode(), link)
    return body


def test_full_text_reads_the_pages_by_the_same_rules(server, fetch):
    pytest.importorskip("trafilatura", reason="the extra 'html' is not installed")
    paths = ("/page", "/missing", "/no", "/pdf", "/away", "/slow", "/moved", "/empty")
    server.body("/robots.txt", b"User-agent: *\nDisallow: /no\n")
    server.body("/page", page("The ferry Aldous sank."), Content_Type="text/html")
    server.body("/no", page("Never read."))
    server.body("/pdf", b"%PDF-1.7", Content_Type="application/pdf")
    server.status("/away", 302, Location="http://10.0.0.1/")
    server.answers["/slow"] = stall
    server.status("/moved", 302, Location="/page?from=feed")
    server.body("/page?from=feed", page("The mayor spoke."), Content_Type="text/html")
    server.body("/empty", b"", Content_Type="text/html")
    url = server.body("/feed", linked(server, *paths))
    records, notes, code = fetch("--full-text", *HASTY, url)
    assert code == 0
    assert headlines(records) == [f"Headline {path}" for path in paths]
    by_path = dict(zip(paths, records, strict=True))
    assert "The ferry Aldous sank. Paragraph 7" in by_path["/page"]["text"]
    assert "Home" not in by_path["/page"]["text"]
    assert "The mayor spoke." in by_path["/moved"]["text"]
    assert by_path["/moved"]["url"] == server.url("/page?from=feed")
    for path in ("/missing", "/no", "/pdf", "/away", "/slow", "/empty"):
        assert by_path[path]["text"] == f"Summary {path}."
    assert "6 problems" in notes
    assert f"{server.url('/missing')}: status 404 Not Found; the feed's own text is kept" in notes
    assert "3 more of the kind" in notes
    server.requests.clear()
    assert fetch("--full-text", url)[0] == []
    assert server.paths() == ["/feed"]


# --- what is not installed -----------------------------------------------------------------


@pytest.mark.parametrize(("missing", "extra"), [("protego", "fetch"), ("trafilatura", "html")])
def test_a_missing_extra_is_named(server, fetch, monkeypatch, missing, extra):
    import importlib.util

    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == missing else found(name)
    )
    _, notes, code = fetch("--full-text", server.body("/feed", rss(FERRY)))
    assert code == 3
    assert f"pip install 'dedup[{extra}]'" in notes
    assert server.requests == []


# --- watch ---------------------------------------------------------------------------------


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
    environment = {**os.environ, "PYTHONPATH": str(Path(dedup.__file__).parents[1])}
    command = [sys.executable, "-m", "dedup", "watch", *given, "-o", "news.jsonl"]
    process = subprocess.Popen(
        [*command, "--fetch-delay", "0", "--fetch-idle-timeout", "10"],
        env=environment,
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


# --- several at once -----------------------------------------------------------------------


def test_hosts_are_asked_side_by_side_and_each_one_thing_at_a_time(server, fetch, monkeypatch):
    import socket
    import threading

    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 0))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    hosts = ["a.example", "b.example", "c.example"]
    together = threading.Barrier(len(hosts))
    inside: dict[str, int] = dict.fromkeys(hosts, 0)
    most = dict(inside)

    def answer(handler: Any) -> None:
        host = handler.headers["Host"].partition(":")[0]
        inside[host] += 1
        most[host] = max(most[host], inside[host])
        together.wait(20)  # until every host is being asked
        inside[host] -= 1
        handler.reply(rss((handler.path, handler.path, host), title=host))

    urls = []
    for path in ("/1", "/2", "/3", "/4"):
        server.answers[path] = answer
        urls += [f"http://{host}:{server.port}{path}" for host in hosts]
    monkeypatch.setenv("DEDUP_ALLOW_HOST", " ".join(hosts))
    records, _, code = fetch(*urls)
    assert code == 0
    assert [(record["headline"], record["text"]) for record in records] == [
        (path, host) for path in ("/1", "/2", "/3", "/4") for host in hosts
    ]
    assert most == dict.fromkeys(hosts, 1)
