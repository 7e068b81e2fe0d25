"""A web server on this machine that misbehaves on request."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from dedup.fetch.client import Client
from dedup.fetch.model import FetchError, FetchOptions

LIMIT = 100_000
QUICK = FetchOptions(max_bytes=LIMIT, delay=0)
FERRY = ("f1", "Ferry sinks off Corvane", "The ferry Aldous sank off Corvane on Monday.")
BUDGET = ("b1", "Tarrow passes budget", "The council of Tarrow passed a budget.")
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><rss version='2.0'><channel><title>&j;</title>"
    "<item><title>&j;</title></item></channel></rss>"
).encode()

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Looks the path up among the server's answers; what is not there is a 404."""

    server: Server  # type: ignore[assignment]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.close_connection = True
        self.server.requests.append((self.path, dict(self.headers.items())))
        answer = self.server.answers.get(self.path)
        with suppress(OSError):  # the client may well hang up
            if answer is None:
                self.reply(b"", status=404)
            else:
                answer(self)

    def reply(
        self, body: bytes, *, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> None:
        self.send_response(status)
        sent = {"Content-Length": str(len(body)), **(headers or {})}
        for name, value in sent.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def raw(self, data: bytes) -> None:
        self.wfile.write(data)

    def drip(self, data: bytes, *, every: float = 0.02) -> None:
        """Send a byte at a time, until the client hangs up or the server ends."""
        for byte in data:
            if self.server.is_over.is_set():
                return
            self.wfile.write(bytes([byte]))
            time.sleep(every)

    def reset(self) -> None:
        """Close the connection with RST."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def finish(self) -> None:
        with suppress(OSError, ValueError):
            super().finish()

    def log_message(self, *_: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    """The server; ``answers`` maps paths to what is done, ``requests`` lists what came."""

    daemon_threads = True

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        if context is not None:
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.answers: dict[str, Answer] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.is_over = threading.Event()
        self.port = self.server_address[1]
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def handle_error(self, *_: Any) -> None:
        pass

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        """Return what was asked for, but for robots.txt."""
        return [path for path, _ in self.requests if path != "/robots.txt"]

    def body(self, path: str, body: bytes, **headers: str) -> str:
        """Answer a path with a body; return its address. ``Content_Type`` is a header."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = lambda handler: handler.reply(body, headers=named)
        return self.url(path)

    def raw(self, path: str, data: bytes) -> str:
        """Answer a path with these very bytes, head and all; return its address."""
        self.answers[path] = lambda handler: handler.raw(data)
        return self.url(path)

    def status(self, path: str, status: int, **headers: str) -> str:
        """Answer a path with a status and no body; return its address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = lambda handler: handler.reply(b"", status=status, headers=named)
        return self.url(path)

    def close(self) -> None:
        self.is_over.set()
        self.shutdown()
        self._thread.join()
        self.server_close()


def rss(*items: tuple[str, str, str], title: str = "Port Herald") -> bytes:
    """Return a feed of (guid, title, description)."""
    entries = "".join(
        f"<item><guid isPermaLink='false'>{guid}</guid><title>{name}</title>"
        f"<description>{words}</description></item>"
        for guid, name, words in items
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>{title}</title><link>https://herald.example/</link>{entries}</channel></rss>"
    ).encode()


def headlines(records: list[dict[str, Any]]) -> list[str]:
    return [record["headline"] for record in records]


def drip_from(head: bytes) -> Callable[[Any], None]:
    def answer(handler: Any) -> None:
        handler.raw(head)
        handler.drip(b"HTTP/1.1 " + b"x" * 1000)

    return answer


def redirect(server: Server, path: str, location: str, status: int = 302) -> str:
    return server.status(path, status, Location=location)


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
