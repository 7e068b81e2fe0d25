"""GET with manners: robots.txt, turns, redirects, conditions, and what errors mean."""

from __future__ import annotations

import http.client
import logging
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Self
from urllib.parse import urljoin
from weakref import WeakSet

from dedup.fetch import wire
from dedup.fetch.gate import Gate
from dedup.fetch.model import FetchError, FetchOptions, Response, Validators
from dedup.fetch.policy import Policy, Target
from dedup.fetch.retry import LONGEST, retry_after
from dedup.fetch.robots import MOST_BYTES, Robots, RobotsText

_LOGGER = logging.getLogger(__name__)

FEEDS = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml,"
    " application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)
PAGES = "text/html, application/xhtml+xml, */*;q=0.5"

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# RFC 9110 sections 15.4.2 and 15.4.9: ask the new address from now on.
_FOR_GOOD = frozenset({301, 308})
_TOO_MANY, _UNAVAILABLE = 429, 503
# Longer than any validator a server of good will makes.
_LONGEST_TOKEN = 1000


class Client:
    """Reads addresses for several threads.

    Args:
        options: Limits and manners.
        allowed: Hosts that need not be public, as ``Policy`` takes them.
        robots: What earlier runs read of robots.txt files.

    Raises:
        MissingExtraError: The extra ``fetch`` is not installed.
    """

    def __init__(
        self,
        options: FetchOptions,
        *,
        allowed: Iterable[str] = (),
        robots: Iterable[RobotsText] = (),
    ) -> None:
        self.options = options
        self.robots = Robots(options.user_agent, self._robots_text, robots)
        self._policy = Policy(allowed)
        self._gate = Gate(options.delay)
        self._guard = threading.Lock()
        self._context: ssl.SSLContext | None = None
        self._open: WeakSet[socket.socket] = WeakSet()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def is_closed(self) -> bool:
        """Whether ``close`` was called."""
        return self._closed

    def close(self) -> None:
        """Break off what is under way; every later ``get`` fails at once."""
        self._gate.close()
        self._policy.close()
        with self._guard:
            self._closed = True
            for sock in self._open:
                _shut(sock)

    def get(
        self, url: str, *, accept: str = FEEDS, validators: Validators | None = None
    ) -> Response:
        """Read one address, through its redirects.

        Args:
            url: Absolute.
            accept: The media types wanted.
            validators: What an earlier answer gave; sent to the address that gave them.

        Raises:
            FetchError: No usable answer; says why in one line.
        """
        return self._get(self._policy.target(url), accept, validators, with_robots=True)

    def host(self, url: str) -> str:
        """Return the host of an address; "" where there is none to ask."""
        try:
            return self._policy.target(url).host
        except FetchError:
            return ""

    def _get(
        self, first: Target, accept: str, validators: Validators | None, *, with_robots: bool
    ) -> Response:
        try:
            return self._follow(first, accept, validators, with_robots=with_robots)
        except FetchError as error:
            if error.url == first.url:
                raise
            raise FetchError(
                first.url,
                f"{error.reason} (redirected to {error.url})",
                retry_after=error.retry_after,
                status=error.status,
            ) from error

    def _follow(
        self, first: Target, accept: str, validators: Validators | None, *, with_robots: bool
    ) -> Response:
        target, permanent, is_permanent = first, first.url, True
        visited = {first.url}
        while True:
            reply = self._ask(target, accept, validators, with_robots=with_robots)
            if reply.status not in _REDIRECTS:
                return self._response(target, permanent, reply, validators)
            location = reply.headers.get("Location")
            if not location:
                raise FetchError(target.url, f"status {reply.status} without a Location")
            target = self._policy.target(_joined(target.url, location), after=target)
            if target.url in visited:
                raise FetchError(first.url, f"redirects in a circle, back to {target.url}")
            if len(visited) > self.options.redirects:
                raise FetchError(first.url, f"more than {self.options.redirects} redirects")
            visited.add(target.url)
            is_permanent = is_permanent and reply.status in _FOR_GOOD
            permanent = target.url if is_permanent else permanent

    def _ask(
        self, target: Target, accept: str, validators: Validators | None, *, with_robots: bool
    ) -> wire.Reply:
        limits, began = self.options, time.monotonic()
        addresses = self._policy.addresses(target, min(limits.connect_timeout, limits.timeout))
        spent = time.monotonic() - began
        delay = self.robots.check(target) if with_robots else 0.0
        headers = {"User-Agent": limits.user_agent, "Accept": accept}
        if validators is not None and validators.url == target.url:
            if validators.etag:
                headers["If-None-Match"] = validators.etag
            if validators.modified:
                headers["If-Modified-Since"] = validators.modified
        with self._gate.turn(target, delay=delay):
            reply = wire.ask(
                target,
                addresses,
                headers,
                options=limits,
                spent=spent,
                limit=limits.max_bytes,
                context=self._tls,
                opened=self._opened,
            )
        _LOGGER.debug("%s: %d, %d bytes", target.url, reply.status, len(reply.body))
        if reply.status in (_TOO_MANY, _UNAVAILABLE):
            wait = retry_after(reply.headers.get("Retry-After"), time.time())
            if wait:
                self._gate.leave_alone(target, min(wait, LONGEST))
        return reply

    def _response(
        self, target: Target, permanent: str, reply: wire.Reply, asked: Validators | None
    ) -> Response:
        status, headers = reply.status, reply.headers
        is_unchanged = status == 304 and asked is not None and asked.url == target.url
        if status not in (200, 203) and not is_unchanged:
            phrase = http.client.responses.get(status, "")
            raise FetchError(
                target.url,
                f"status {status} {phrase}".rstrip(),
                retry_after=retry_after(headers.get("Retry-After"), time.time()),
                status=status,
            )
        etag, modified = _token(headers.get("ETag")), _token(headers.get("Last-Modified"))
        given = Validators(url=target.url, etag=etag, modified=modified)
        return Response(
            url=target.url,
            permanent_url=permanent,
            status=304 if is_unchanged else 200,
            body=reply.body,
            content_type=headers.get("Content-Type") or "",
            validators=given if etag or modified else asked if is_unchanged else None,
            notes=reply.notes,
        )

    def _robots_text(self, target: Target) -> str:
        """Return the robots.txt of an origin; a 4xx means there is none (RFC 9309, 2.3.1.3)."""
        own = self._policy.target(f"{target.origin}/robots.txt")
        try:
            body = self._get(own, "text/plain, */*;q=0.5", None, with_robots=False).body
        except FetchError as error:
            if 400 <= (error.status or 0) < 500 and error.status != _TOO_MANY:
                return ""
            raise
        return body[:MOST_BYTES].decode("utf-8", "replace")

    def _tls(self) -> ssl.SSLContext:
        with self._guard:
            if self._context is None:
                self._context = ssl.create_default_context()
            return self._context

    def _opened(self, sock: socket.socket) -> None:
        with self._guard:
            if self._closed:
                raise TimeoutError("stopped")
            self._open.add(sock)


def _token(value: str | None) -> str | None:
    """Return a validator that can be sent back as a header, else None."""
    if not value or len(value) > _LONGEST_TOKEN:
        return None
    return value if value.isprintable() else None


def _joined(base: str, location: str) -> str:
    """Return where a redirect leads.

    ``http.client`` reads headers as Latin-1; what was sent is mostly UTF-8.
    """
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return urljoin(base, location.strip())
    except ValueError as error:
        raise FetchError(base, f"redirects to what is not an address ({error})") from error


def _shut(sock: socket.socket) -> None:
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)
