"""Which addresses are asked, and which servers are believed."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("protego", reason="the extra 'fetch' is not installed")

from hypothesis import given
from hypothesis import strategies as st

from dedup.fetch.client import Client
from dedup.fetch.model import FetchError
from dedup.fetch.policy import Policy, is_public
from tests.fetch_server import HEAD, QUICK, Server, drip_from, hasty, reason, redirect


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


# --- redirects -----------------------------------------------------------------------------


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
