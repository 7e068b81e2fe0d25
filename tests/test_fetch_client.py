"""The client against a real server on this machine that misbehaves in every known way."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("protego", reason="the extra 'fetch' is not installed")

from dedup.errors import OptionError
from dedup.fetch.client import Client
from dedup.fetch.model import FetchError, FetchOptions, Validators
from dedup.fetch.policy import Policy, is_public
from dedup.fetch.retry import back_off, retry_after
from tests.fetch_server import Server

LIMIT = 100_000
QUICK = FetchOptions(max_bytes=LIMIT, delay=0)


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@pytest.fixture
def server(running: Server) -> Server:
    running.answers.clear()
    running.requests.clear()
    return running


@pytest.fixture
def client() -> Iterator[Client]:
    with Client(QUICK, allowed=["127.0.0.1"]) as opened:
        yield opened


def hasty(**limits: float) -> Client:
    """Return a client with short time limits."""
    return Client(replace(QUICK, **limits), allowed=["127.0.0.1"])


def reason(client: Client, url: str, **rest: Any) -> str:
    """Return why an address cannot be read; the whole message is one line."""
    with pytest.raises(FetchError) as caught:
        client.get(url, **rest)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("http")
    return caught.value.reason


def resolving(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Let every host have an address: each of these in turn, then the last; return who asked."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        address = answers[min(len(asked), len(answers)) - 1]
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


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


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"


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


def drip_from(head: bytes) -> Callable[[Any], None]:
    def answer(handler: Any) -> None:
        handler.raw(head)
        handler.drip(b"HTTP/1.1 " + b"x" * 1000)

    return answer


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


# --- redirects -----------------------------------------------------------------------------


def redirect(server: Server, path: str, location: str, status: int = 302) -> str:
    return server.status(path, status, Location=location)


def test_redirects_are_followed_and_the_permanent_ones_kept(server, client):
    redirect(server, "/old", "/new", 301)
    redirect(server, "/new", "/today", 307)
    redirect(server, "/today", "/feed", 308)
    server.body("/feed", b"words")
    response = client.get(server.url("/old"))
    assert response.body == b"words"
    assert response.url == server.url("/feed")
    assert response.permanent_url == server.url("/new")


@pytest.mark.parametrize(
    ("steps", "why"),
    [
        ([("/a", "/b"), ("/b", "/a")], "redirects in a circle, back to"),
        ([("/a", "/a")], "redirects in a circle"),
        ([("/a", "/a#again")], "redirects in a circle"),
        ([(f"/{chr(97 + i)}", f"/{chr(98 + i)}") for i in range(9)], "more than 5 redirects"),
    ],
    ids=["loop", "itself", "fragment", "too many"],
)
def test_redirects_come_to_an_end(server, client, steps, why):
    for path, location in steps:
        redirect(server, path, location)
    assert why in reason(client, server.url("/a"))


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("file:///etc/passwd", "refused: file; only http and https"),
        ("ftp://127.0.0.1/feed", "refused: ftp"),
        ("data:text/xml,<rss/>", "refused: data"),
        ("gopher://127.0.0.1:70/", "refused: gopher"),
        ("http://localhost/", "is not a public address; allow it with --allow-host localhost"),
        ("http://127.0.0.2/", "refused: 127.0.0.2 is not a public address"),
        ("http://2130706434/", "(127.0.0.2) is not a public address"),
        ("http://0x7f.2/", "(127.0.0.2) is not a public address"),
        ("http://0/", "(0.0.0.0) is not a public address"),
        ("http://[::1]/", "not a public address"),
        ("http://[::ffff:127.0.0.1]/", "not a public address"),
        ("http://169.254.169.254/latest/meta-data/", "not a public address"),
        ("http://192.168.1.1/", "not a public address"),
        ("http://user:pw@10.0.0.1/", "refused: 10.0.0.1"),
        ("//10.0.0.1/feed", "refused: 10.0.0.1"),
        ("http://public.example:6379/", "refused: port 6379 is neither 80 nor 443"),
        ("http://[::1", "not an address"),
        ("http://a b/", "not an address"),
        ("http://127.0.0.1:99999/", "not an address"),
        ("http://evil.example\\@127.0.0.2/", "127.0.0.2"),
        ("http://x.example/" + "a" * 9000, "refused: more than 8,000 characters"),
        ("", "without a Location"),
    ],
)
def test_a_redirect_leads_nowhere_it_must_not(server, client, location, why):
    redirect(server, "/feed", location)
    with pytest.raises(FetchError) as caught:
        client.get(server.url("/feed"))
    assert why in caught.value.reason
    assert len(str(caught.value)) < 500
    assert "pw" not in str(caught.value)
    assert server.paths() == ["/feed"]


@pytest.mark.parametrize(
    "address",
    """0.0.0.0 0.1.2.3 10.1.2.3 100.64.0.1 100.100.100.200 127.0.0.1 127.8.8.8 168.63.129.16
    169.254.169.254 172.16.0.1 192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1
    198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 ::7f00:1
    ::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1
    2001::1 2001:db8::1 2002:7f00:1:: fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1
    ff02::1 nonsense""".split(),
)
def test_no_address_of_the_inside_is_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_of_the_outside_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fe80::1"])
def test_a_public_name_with_an_inside_address_is_refused(monkeypatch, client, address):
    resolving(monkeypatch, address)
    assert f"refused: news.example ({address}) is not" in reason(client, "http://news.example/feed")


def test_the_connection_goes_to_the_address_that_was_judged(monkeypatch, client):
    """A name that is public when it is judged and private right after gains nothing."""
    asked = resolving(monkeypatch, "93.184.216.34", "127.0.0.1")
    reached = []

    def connect(self: socket.socket, address: Any) -> None:
        reached.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", connect)
    client.robots.check = lambda target: 0.0  # type: ignore[method-assign]
    assert "connection failed" in reason(client, "http://news.example/feed")
    assert (asked, reached) == (["news.example"], [("93.184.216.34", 80)])


def test_of_several_addresses_only_the_public_ones_are_tried(monkeypatch):
    found = [(2, 1, 6, "", (each, 80)) for each in ("10.0.0.1", "8.8.8.8", "8.8.8.8")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    policy = Policy()
    assert policy.addresses(policy.target("http://news.example/"), 1.0) == ["8.8.8.8"]


def test_an_unknown_host_is_an_error(monkeypatch, client):
    def getaddrinfo(*_: Any, **__: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    assert "no such host: news.example" in reason(client, "http://news.example/feed")


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Let no name be resolved before the end of the test; set once somebody asks."""
    asked, over = threading.Event(), threading.Event()

    def getaddrinfo(*_: Any, **__: Any) -> list[Any]:
        asked.set()
        over.wait(30)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    yield asked
    over.set()


@pytest.mark.parametrize("limit", ["connect_timeout", "timeout"])
def test_a_resolver_that_hangs_holds_nobody_up(hanging, limit):
    with hasty(**{limit: 0.2}) as client:
        start = time.monotonic()
        found = reason(client, "http://news.example/feed")
    assert found == "time-out: no address for news.example within 0.2 s"
    assert 0.15 <= time.monotonic() - start < 5


def test_a_name_that_is_being_resolved_does_not_hold_up_a_stop(hanging):
    client, reasons = Client(QUICK), []
    thread = threading.Thread(
        target=lambda: reasons.append(reason(client, "http://news.example/feed"))
    )
    thread.start()
    assert hanging.wait(5)
    client.close()
    thread.join(5)
    assert reasons == ["stopped"]


def test_resolving_is_part_of_the_time_a_request_may_take(monkeypatch, server):
    def getaddrinfo(host: str, port: int, **_: Any) -> list[Any]:
        time.sleep(0.5)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]

    server.answers["/feed"] = drip_from(HEAD + b"\r\n")
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with hasty(timeout=0.6) as client:
        client.robots.check = lambda target: 0.0  # type: ignore[method-assign]
        start = time.monotonic()
        assert "not done within 0.6 s" in reason(client, server.url("/feed"))
    assert time.monotonic() - start < 1.05


@pytest.mark.parametrize(
    ("allowed", "url", "is_allowed"),
    [
        ("intranet.example", "http://intranet.example:8080/", True),
        ("Intranet.Example.", "http://intranet.example/", True),
        ("intranet.example:8080", "http://intranet.example:8080/", True),
        ("intranet.example:8080", "http://intranet.example/", False),
        ("intranet.example", "http://sub.intranet.example/", False),
        ("intranet.example", "http://xintranet.example/", False),
        ("::1", "http://[::1]:8080/", True),
        ("[::1]:8080", "http://[::1]:8080/", True),
        ("[::1]:8080", "http://[::1]/", False),
        ("Bücher.example", "http://xn--bcher-kva.example/", True),
        ("", "http://intranet.example/", False),
    ],
)
def test_a_host_is_allowed_by_its_name_alone(allowed, url, is_allowed):
    policy = Policy([allowed])
    assert policy.is_allowed(policy.target(url)) == is_allowed


ADDRESSES = st.tuples(
    st.sampled_from(["http://", "HTTPS://", "https:/", "ftp://", "//", ""]),
    st.sampled_from(["", "desk@", "desk:p@ss@", "@"]),
    st.sampled_from(["a.example", "A.Example.", "Bücher.example", "[::1]", "127.1", "a..b", "[x]"]),
    st.sampled_from(["", ":80", ":443", ":", ":x", ":99999"]),
    st.sampled_from(["", "/", "?", "#", "\\", "%"]),
    st.text(max_size=9),
).map("".join)


@given(ADDRESSES | st.text(max_size=60))
def test_an_address_has_one_normal_form_or_is_refused(url):
    policy = Policy(["a.example"])
    try:
        target = policy.target(url)
    except FetchError:
        return
    assert policy.target(target.url) == target
    assert target.url.isascii()
    assert target.url.isprintable()
    assert " " not in target.url
    assert "@" not in target.origin
    assert target.path.startswith("/")


# --- TLS -----------------------------------------------------------------------------------


def test_a_server_without_tls_is_an_error(server, client):
    assert "TLS failed" in reason(client, f"https://127.0.0.1:{server.port}/feed")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for desk.example that nobody signed, with its key, made for this run."""
    if shutil.which("openssl") is None:
        pytest.skip("makes a certificate with openssl, which is not here")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    command = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    names = ["-subj", "/CN=desk.example", "-addext", "subjectAltName=DNS:desk.example"]
    files = ["-keyout", str(path), "-out", str(path.with_suffix(".crt"))]
    subprocess.run(["openssl", *command.split(), *names, *files], check=True, capture_output=True)
    path.write_text(path.read_text() + path.with_suffix(".crt").read_text())
    return path


@pytest.fixture
def secure(certificate: Path) -> Iterator[Server]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    server = Server(context)
    yield server
    server.close()


def test_a_certificate_that_nobody_signed_is_refused(monkeypatch, secure):
    resolving(monkeypatch, "127.0.0.1")
    with Client(QUICK, allowed=["desk.example"]) as client:
        why = reason(client, f"https://desk.example:{secure.port}/feed")
    assert "certificate not accepted (self" in why
    assert secure.requests == []


def test_a_trusted_certificate_is_held_against_the_name(monkeypatch, secure, certificate):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    resolving(monkeypatch, "127.0.0.1")
    secure.body("/feed", b"words")
    redirect(secure, "/down", "http://desk.example/feed")
    url = f"https://desk.example:{secure.port}"
    with Client(QUICK, allowed=["desk.example", "other.example"]) as client:
        assert client.get(f"{url}/feed").body == b"words"
        assert secure.requests[-1][1]["Host"] == f"desk.example:{secure.port}"
        assert "refused: from https to http" in reason(client, f"{url}/down")
        wrong = reason(client, f"https://other.example:{secure.port}/feed")
    assert "certificate not accepted (Hostname mismatch" in wrong


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
