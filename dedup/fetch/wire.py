"""One request to one address, with a limit on everything that can go on for ever.

The total deadline holds over every read, so a server that sends a byte a second
(slow loris) gains no time. A body is counted as it arrives and again as it is
unpacked, so a small archive of zeros (zip bomb) stops at the limit. HTTP/1.1 is read
by ``http.client``, which limits the headers by itself: 64 KiB a line, 100 lines.

The name is resolved before (``names``); what that took is off the deadline.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

from dedup.fetch.model import FetchError, FetchOptions
from dedup.fetch.policy import PORTS, Target

_CHUNK = 2**16
# A server that was asked to close the connection does so at once; this long is waited for it,
# to see whether more comes than the length it gave.
_GRACE = 0.25
# RFC 9110 section 8.4.1. "deflate" is a zlib stream, or, from servers that misread the
# standard, a bare one.
_WINDOW = {"gzip": 31, "x-gzip": 31, "deflate": 15}
_BARE_DEFLATE = -15

_MAKES_A_BODY = frozenset({200, 203})


@dataclass(frozen=True, slots=True)
class Reply:
    """What one server said, unpacked; ``body`` is empty unless ``status`` is 200 or 203."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes
    notes: tuple[str, ...]


class _Clock:
    """The deadline of one request, in seconds of ``time.monotonic``."""

    def __init__(self, options: FetchOptions, spent: float) -> None:
        self.total, self.idle = options.timeout, options.idle_timeout
        self.end = time.monotonic() + self.total - spent

    def left(self, most: float) -> float:
        """Return the seconds the next step may take.

        Raises:
            TimeoutError: None is left.
        """
        remaining = self.end - time.monotonic()
        if remaining <= 0:
            raise TimeoutError(f"not done within {self.total:g} s")
        return min(most, remaining)


class _Stream(io.RawIOBase):
    """The bytes a server sends, each wait within the deadline."""

    def __init__(self, sock: socket.socket, clock: _Clock) -> None:
        super().__init__()
        self._sock, self._clock = sock, clock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._sock.settimeout(self._clock.left(self._clock.idle))
        try:
            return self._sock.recv_into(buffer)
        except TimeoutError:
            self._clock.left(self._clock.idle)
            raise TimeoutError(f"silent for {self._clock.idle:g} s") from None


class _Line:
    """What ``http.client`` needs of a socket: it never sees the one that is open."""

    def __init__(self, sock: socket.socket, clock: _Clock) -> None:
        self._sock, self._clock = sock, clock

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._clock.left(self._clock.idle))
        self._sock.sendall(data)

    def makefile(self, *_: object) -> io.BufferedReader:
        return io.BufferedReader(_Stream(self._sock, self._clock))

    def close(self) -> None:
        """Do nothing: the answer is still being read; ``ask`` closes the real one."""


def ask(
    target: Target,
    addresses: Sequence[str],
    headers: Mapping[str, str],
    *,
    options: FetchOptions,
    spent: float,
    limit: int,
    context: Callable[[], ssl.SSLContext],
    opened: Callable[[socket.socket], None],
) -> Reply:
    """Send one GET and read the answer.

    Args:
        target: What to ask for; its host goes into Host and into TLS.
        addresses: Where to connect to, in this order; judged by the caller.
        headers: Beside Host and Connection.
        options: Time limits.
        spent: Seconds of the total that are over already.
        limit: Bytes of a body, as sent and as unpacked.
        context: Makes the TLS context, when one is needed.
        opened: Is told the socket, so that another thread can shut it.

    Raises:
        FetchError: No usable answer came.
    """
    clock = _Clock(options, spent)
    with _as_fetch_errors(target):
        sock = _connect(target, addresses, options, clock)
        try:
            opened(sock)
            if target.scheme == "https":
                sock.settimeout(clock.left(options.connect_timeout))
                sock = context().wrap_socket(sock, server_hostname=target.host)
                opened(sock)
            return _exchange(target, _Line(sock, clock), clock, headers, limit)
        finally:
            sock.close()


def _connect(
    target: Target, addresses: Sequence[str], options: FetchOptions, clock: _Clock
) -> socket.socket:
    failure: OSError | None = None
    for address in addresses:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.settimeout(clock.left(options.connect_timeout))
            sock.connect((address, target.port))
            return sock
        except OSError as error:
            sock.close()
            failure = error
    if isinstance(failure, TimeoutError):
        raise TimeoutError(f"no connection within {options.connect_timeout:g} s") from failure
    raise failure or OSError("no address")


def _exchange(
    target: Target, line: _Line, clock: _Clock, headers: Mapping[str, str], limit: int
) -> Reply:
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.default_port = PORTS[target.scheme]
    connection.auto_open = 0
    connection.sock = cast(socket.socket, line)
    sent = {**headers, "Accept-Encoding": "gzip, deflate", "Connection": "close"}
    connection.request("GET", target.path, headers=sent)
    response = connection.getresponse()
    if response.status not in _MAKES_A_BODY:
        return Reply(response.status, response.headers, b"", ())
    notes: list[str] = []
    sent_body = _sent(response, clock, limit, notes)
    coding = (response.headers.get("Content-Encoding") or "").strip().lower()
    body = _unpacked(sent_body, coding, limit)
    return Reply(response.status, response.headers, body, tuple(notes))


def _sent(
    response: http.client.HTTPResponse, clock: _Clock, limit: int, notes: list[str]
) -> Iterator[bytes]:
    """Yield the body as sent.

    With a Content-Length, what comes after it is not the body (RFC 9112 section 6.3).
    """
    declared = None if response.chunked else response.length
    if declared is not None and declared > limit:
        raise ValueError(f"{declared:,} bytes, more than the {limit:,} allowed")
    response.length = None  # http.client would neither see too few bytes nor too many
    n_read = 0
    while declared is None or n_read < declared:
        data = response.read1(_CHUNK)
        if not data:
            break
        room = len(data) if declared is None else declared - n_read
        n_read += len(data)
        if min(n_read, declared or n_read) > limit:
            raise ValueError(f"more than the {limit:,} bytes allowed")
        yield data[:room]
    if declared is None:
        return
    if n_read < declared:
        raise ValueError(f"breaks off after {n_read:,} of {declared:,} bytes")
    if n_read > declared or _has_more(response, clock):
        notes.append(f"longer than the {declared:,} bytes the server announced; the rest is cut")


def _has_more(response: http.client.HTTPResponse, clock: _Clock) -> bool:
    clock.idle = min(_GRACE, clock.idle)
    try:
        return bool(response.read1(1))
    except (OSError, http.client.HTTPException):
        return False


def _unpacked(pieces: Iterator[bytes], coding: str, limit: int) -> bytes:
    if coding in ("", "identity"):
        return b"".join(pieces)
    if coding not in _WINDOW:
        raise ValueError(f"packed as {coding[:20]!r}, which was not asked for")
    body = bytearray()
    unpacker = None
    for piece in pieces:
        if unpacker is None:
            unpacker = zlib.decompressobj(_window(coding, piece))
        while piece:
            body += unpacker.decompress(piece, limit + 1 - len(body))
            if len(body) > limit:
                raise ValueError(f"unpacks to more than the {limit:,} bytes allowed")
            piece = unpacker.unconsumed_tail
            if unpacker.eof and unpacker.unused_data:  # gzip may have several members
                if coding == "deflate" or not unpacker.unused_data.startswith(b"\x1f\x8b"):
                    break  # padding
                piece = unpacker.unused_data
                unpacker = zlib.decompressobj(_WINDOW[coding])
    if unpacker is not None and not unpacker.eof:
        raise ValueError(f"the {coding} data break off")
    return bytes(body)


def _window(coding: str, start: bytes) -> int:
    """Return zlib's ``wbits``; a zlib stream begins with 0x78 or a smaller window's mark."""
    is_bare = coding == "deflate" and (start[0] & 0x0F) != 8
    return _BARE_DEFLATE if is_bare else _WINDOW[coding]


@contextmanager
def _as_fetch_errors(target: Target) -> Iterator[None]:
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        reason = f"certificate not accepted ({error.verify_message.rstrip('.')})"
        raise FetchError(target.url, reason) from error
    except ssl.SSLError as error:
        raise FetchError(target.url, f"TLS failed ({error.reason or error})") from error
    except TimeoutError as error:
        raise FetchError(target.url, f"time-out: {error}") from error
    except http.client.IncompleteRead as error:
        raise FetchError(target.url, "breaks off in the middle of a chunk") from error
    except http.client.RemoteDisconnected as error:
        raise FetchError(target.url, "connection closed without an answer") from error
    except http.client.HTTPException as error:
        what = f"{type(error).__name__} {error}".strip()[:100]
        raise FetchError(target.url, f"no HTTP answer ({what})") from error
    except OSError as error:
        what = (error.strerror or str(error) or type(error).__name__).lower()
        raise FetchError(target.url, f"connection failed ({what})") from error
    except zlib.error as error:
        raise FetchError(target.url, "the packed data are broken") from error
    except ValueError as error:
        raise FetchError(target.url, str(error)) from error
