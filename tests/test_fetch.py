"""``dedup fetch`` through ``main(argv)``, against a server on this machine."""

from __future__ import annotations

import gzip
import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("protego", reason="the extra 'fetch' is not installed")

from dedup.cli import main
from dedup.fetch.state import State
from tests.fetch_server import BUDGET, FERRY, LAUGHS, Server, headlines, rss

HASTY = "--fetch-timeout 1.5 --fetch-idle-timeout 1".split()
BOMB = gzip.compress(bytes(50_000_000))


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
