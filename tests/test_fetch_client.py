"""The client against a real server on this machine that misbehaves in every known way."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from collections.abc import Callable
from email.utils import formatdate
from typing import Any

import pytest

pytest.importorskip("protego", reason="the extra 'fetch' is not installed")


from dedup.errors import OptionError
from dedup.fetch.client import Client
from dedup.fetch.model import FetchError, FetchOptions, Validators
from dedup.fetch.retry import back_off, retry_after
from tests.fetch_server import HEAD, QUICK, drip_from, hasty, reason, redirect

# --- what is sent and what comes back ------------------------------------------------------


def test_a_body_comes_with_its_type_and_validators(server, client):
    url = server.body("/feed", b"words", Content_Type="text/xml", ETag='"1"', Last_Modified="x")
    response = client.get(url)
    assert (response.body, response.content_type, response.status) == (b"words", "text/xml", 200)
    assert response.validators == Validators(url=url, etag='"1"', modified="x")
    _, headers = server.requests[-1]
    assert headers["User-Agent"].startswith("dedup/")
    assert headers["Host"] == f"127.0.0.1:{server.port}"


def test_what_has_not_changed_is_not_sent_again(server, client):
    def answer(handler: Any) -> None:
        is_known = handler.headers.get("If-None-Match") == '"7"'
        handler.reply(
            b"" if is_known else b"words", status=304 if is_known else 200, headers={"ETag": '"7"'}
        )

    server.answers["/feed"] = answer
    first = client.get(server.url("/feed"))
    again = client.get(server.url("/feed"), validators=first.validators)
    assert (again.status, again.body, again.validators) == (304, b"", first.validators)


def test_validators_go_only_to_the_address_that_gave_them(server, client):
    server.body("/other", b"words")
    known = Validators(
        url=server.url("/feed"), etag='"7"', modified="Mon, 12 May 2031 18:00:00 GMT"
    )
    client.get(server.url("/other"), validators=known)
    assert not {"If-None-Match", "If-Modified-Since"} & server.requests[-1][1].keys()
    server.body("/feed", b"words")
    client.get(server.url("/feed"), validators=known)
    assert server.requests[-1][1]["If-Modified-Since"] == known.modified


def test_unchanged_without_being_asked_is_an_error(server, client):
    assert "304" in reason(client, server.status("/feed", 304))


def test_user_name_password_and_fragment_are_never_sent(server, client):
    server.body("/feed?a=1", b"words")
    response = client.get(f"http://user:secret@127.0.0.1:{server.port}/feed?a=1#top")
    assert response.url == server.url("/feed?a=1")
    assert "secret" not in repr(server.requests)


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("/a b", "/a%20b"),
        ("/Orríe", "/Orr%C3%ADe"),
        ("/%C3%AD?q=é&r=%20", "/%C3%AD?q=%C3%A9&r=%20"),
        ("?q=1", "/?q=1"),
        ("/a\r\nX-Injected: 1", "/aX-Injected:%201"),
        ("/a\x00b", "/a%00b"),
    ],
)
def test_odd_addresses_are_escaped(server, client, given, asked):
    server.body(asked, b"words")
    assert client.get(server.url("") + given).body == b"words"
    assert server.paths() == [asked]


# --- packed bodies -------------------------------------------------------------------------


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(b"words")),
        ("GZip", gzip.compress(b"wo") + gzip.compress(b"rds")),
        ("x-gzip", gzip.compress(b"words") + b"\0\0"),
        ("deflate", zlib.compress(b"words")),
        ("deflate", bare_deflate(b"words")),
        ("identity", b"words"),
    ],
)
def test_a_packed_body_is_unpacked(server, client, coding, packed):
    assert client.get(server.body("/feed", packed, Content_Encoding=coding)).body == b"words"


@pytest.mark.parametrize(
    ("coding", "packed", "why"),
    [
        ("gzip", gzip.compress(bytes(50_000_000), 9), "unpacks to more than the 100,000 bytes"),
        ("deflate", zlib.compress(bytes(5_000_000)), "unpacks to more than"),
        ("gzip", b"".join(gzip.compress(bytes(9_000)) for _ in range(20)), "unpacks to more than"),
        ("gzip", gzip.compress(b"words" * 99)[:-12], "the gzip data break off"),
        ("gzip", b"words", "packed data are broken"),
        ("br", b"words", "packed as 'br', which was not asked for"),
        ("gzip, gzip", gzip.compress(gzip.compress(b"words")), "which was not asked for"),
    ],
    ids=["bomb", "deflate bomb", "many members", "cut", "not packed", "unknown", "twice"],
)
def test_a_body_that_unpacks_badly_is_an_error(server, client, coding, packed, why):
    assert why in reason(client, server.body("/feed", packed, Content_Encoding=coding))


# --- bodies and heads that do not end, or end wrongly --------------------------------------


def endless(head: bytes, piece: bytes) -> Callable[[Any], None]:
    def answer(handler: Any) -> None:
        handler.raw(head)
        while not handler.server.is_over.is_set():
            handler.raw(piece)

    return answer


@pytest.mark.parametrize(
    ("head", "piece", "why"),
    [
        (HEAD + b"\r\n", b"x" * 9_999, "more than the 100,000 bytes"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"5\r\nwords\r\n", "more than the 100,000"),
        (HEAD + b"Content-Length: 900000000000\r\n\r\n", b"x", "900,000,000,000 bytes, more than"),
        (HEAD, b"X-More: and more\r\n", "no HTTP answer"),
        (HEAD + b"X-Long: ", b"x" * 9_999, "no HTTP answer"),
        (b"", b"x" * 9_999, "no HTTP answer"),
    ],
    ids=["body", "chunks", "announced", "headers", "header", "status line"],
)
def test_what_does_not_end_is_broken_off(server, client, head, piece, why):
    server.answers["/feed"] = endless(head, piece)
    assert why in reason(client, server.url("/feed"))


def test_a_line_of_50_megabytes_is_broken_off_at_the_limit(server, client):
    assert "more than the 100,000" in reason(client, server.body("/feed", b"x" * 50_000_000))
    large = FetchOptions(max_bytes=2**26, delay=0)
    with Client(large, allowed=["127.0.0.1"]) as patient:
        assert len(patient.get(server.url("/feed")).body) == 50_000_000


@pytest.mark.parametrize(
    "answer",
    [
        drip_from(b""),
        drip_from(HEAD + b"\r\n"),
        drip_from(HEAD + b"X-Slow: "),
        endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["status line", "body", "header", "continue"],
)
def test_a_byte_now_and_then_gains_no_time(server, answer):
    server.answers["/feed"] = answer
    with hasty(timeout=0.4) as client:
        client.robots.check = lambda target: 0.0  # type: ignore[method-assign]
        assert reason(client, server.url("/feed")) == "time-out: not done within 0.4 s"


def test_silence_is_broken_off(server):
    server.answers["/feed"] = lambda handler: handler.server.is_over.wait(9)
    with hasty(idle_timeout=0.4) as client:
        client.robots.check = lambda target: 0.0  # type: ignore[method-assign]
        assert reason(client, server.url("/feed")) == "time-out: silent for 0.4 s"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (HEAD + b"Content-Length: 9\r\n\r\nwords", "breaks off after 5 of 9 bytes"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n9\r\nwords", "in the middle of a chunk"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nwords", "in the middle of a chunk"),
        (b"", "without an answer"),
        (b"220 mail.example ESMTP\r\n", "no HTTP answer"),
        (b"\0\0\0\0\r\n\r\n", "no HTTP answer"),
    ],
    ids=["short", "short chunk", "bad chunk", "nothing", "mail", "NUL bytes"],
)
def test_an_answer_that_is_broken_is_an_error(server, client, data, why):
    assert why in reason(client, server.raw("/feed", data))


def test_what_follows_the_announced_length_is_cut_and_said(server, client):
    server.raw("/feed", HEAD + b"Content-Length: 5\r\n\r\nwords and more")
    response = client.get(server.url("/feed"))
    assert response.body == b"words"
    assert response.notes == ("longer than the 5 bytes the server announced; the rest is cut",)


def test_a_negative_length_is_no_length(server, client):
    server.raw("/feed", HEAD + b"Content-Length: -5\r\n\r\nwords")
    assert client.get(server.url("/feed")).body == b"words"


def test_a_reset_connection_is_an_error(server, client):
    server.answers["/feed"] = lambda handler: handler.reset()
    assert "connection failed (connection reset" in reason(client, server.url("/feed"))


def test_nobody_listening_is_an_error(client):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    client.robots.check = lambda target: 0.0  # type: ignore[method-assign]
    assert "connection failed (connection refused)" in reason(client, f"http://127.0.0.1:{port}/")


# --- statuses ------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [204, 206, 400, 401, 403, 404, 410, 418, 500, 502, 599])
def test_other_statuses_are_errors_with_their_number(server, client, status):
    with pytest.raises(FetchError, match=f"status {status}") as caught:
        client.get(server.status("/feed", status))
    assert caught.value.status == status


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_to_be_left_alone_is(server, client, status):
    server.status("/feed", status, Retry_After="120")
    server.body("/other", b"words")
    with pytest.raises(FetchError, match=f"status {status}") as caught:
        client.get(server.url("/feed"))
    assert caught.value.retry_after == 120
    assert "left alone for another 120 s" in reason(client, server.url("/other"))
    assert server.paths() == ["/feed"]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        (formatdate(1060, usegmt=True), 60),
        (formatdate(900, usegmt=True), 0),
        ("9" * 5000, 999_999_999_999),
        ("-5", None),
        ("soon", None),
        ("٣", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header, seconds):
    assert retry_after(header, 1000.0) == seconds


def test_back_off_doubles_up_to_a_day_and_never_undercuts_the_server():
    waits = [back_off(failures) for failures in range(1, 10)]
    assert waits[:3] == [900, 1800, 3600]
    assert waits[-1] == 86400 == back_off(10_000)
    assert back_off(1, 7200) == 7200
    assert back_off(1, 5) == 900
    assert back_off(1, 1e12) == 86400


# --- manners -------------------------------------------------------------------------------


def test_robots_txt_is_obeyed_and_read_once(server, client):
    server.body(
        "/robots.txt", b"User-agent: *\nDisallow: /\n\nUser-agent: dedup\nDisallow: /no*w\n"
    )
    server.body("/feed", b"words")
    redirect(server, "/away", "/not/now")
    assert client.get(server.url("/feed")).body == b"words"
    assert reason(client, server.url("/not/now")) == "disallowed by robots.txt"
    assert reason(client, server.url("/away")).startswith("disallowed by robots.txt (redirected")
    assert server.paths() == ["/feed", "/away"]
    assert len(server.requests) == 3
    (kept,) = client.robots.take_new()
    assert (kept.origin, kept.until > time.time() + 80_000) == (server.url(""), True)
    assert client.robots.take_new() == []


def test_what_is_known_of_robots_txt_is_not_asked_again(server, client):
    server.body("/robots.txt", b"User-agent: *\nDisallow: /")
    assert "disallowed" in reason(client, server.url("/feed"))
    with Client(QUICK, allowed=["127.0.0.1"], robots=client.robots.take_new()) as again:
        assert "disallowed" in reason(again, server.url("/feed"))
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_without_a_robots_txt_everything_is_allowed(server, client, status):
    server.status("/robots.txt", status)
    assert client.get(server.body("/feed", b"words")).body == b"words"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_that_cannot_say_what_is_allowed_is_left_alone(server, client, status):
    server.status("/robots.txt", status)
    server.body("/feed", b"words")
    for _ in range(2):
        why = reason(client, server.url("/feed"))
        assert why.startswith(f"robots.txt cannot be read (status {status}")
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "text",
    [
        b"\xff\xfe\0\0" * 99,
        b"<html>not found</html>",
        b"Disallow: /" + b"*a" * 30_000,
        b"User-agent: *\nDisallow: /" + b"*a" * 30_000,
    ],
    ids=["bytes", "page", "no agent", "stars"],
)
def test_a_robots_txt_of_nonsense_forbids_nothing(server, client, text):
    server.body("/robots.txt", text)
    assert client.get(server.body("/feed", b"words")).body == b"words"


def test_two_requests_to_a_host_are_a_pause_apart(server):
    server.body("/robots.txt", b"User-agent: *\nCrawl-delay: 0.2\n")
    server.body("/feed", b"words")
    with Client(FetchOptions(delay=0.05), allowed=["127.0.0.1"]) as client:
        start = time.monotonic()
        client.get(server.url("/feed"))
        assert time.monotonic() - start >= 0.05
        client.get(server.url("/feed"))
        assert time.monotonic() - start >= 0.25


def test_a_closed_client_breaks_off_and_asks_nothing_more(server):
    server.body("/feed", b"words")
    client = Client(QUICK, allowed=["127.0.0.1"])
    client.get(server.url("/feed"))
    client.close()
    assert reason(client, server.url("/feed")) == "stopped"
    assert server.paths() == ["/feed"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"timeout": 0},
        {"connect_timeout": -1},
        {"idle_timeout": float("nan")},
        {"max_bytes": 0},
        {"parallel": 0},
        {"delay": -0.1},
        {"redirects": -1},
        {"user_agent": " "},
        {"user_agent": "a\r\nX: 1"},
        {"user_agent": "Zeitungsbüro"},
    ],
)
def test_options_out_of_range_are_refused(wrong):
    with pytest.raises(OptionError):
        FetchOptions(**wrong)
