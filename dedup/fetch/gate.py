"""One request at a time to a host, with a pause between two; several hosts at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from dedup.fetch.model import FetchError
from dedup.fetch.policy import Target


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    closed_until: float = 0.0


class Gate:
    """Lets the threads of one client through to each host in turn.

    Args:
        delay: Seconds between the end of one request and the start of the next.
    """

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._guard = threading.Lock()
        self._hosts: dict[str, _Host] = {}
        self._stopped = threading.Event()

    @contextmanager
    def turn(self, target: Target, *, delay: float = 0.0) -> Iterator[None]:
        """Wait until the host is free, and hold it for the length of the block.

        Args:
            target: Whose turn it is.
            delay: Seconds the host itself wants between requests, if more than ours.

        Raises:
            FetchError: The host asked to be left alone, or the gate was closed.
        """
        host = self._host(target)
        with host.lock:
            left = host.closed_until - time.monotonic()
            if left > 0:
                reason = f"the host asked to be left alone for another {left:,.0f} s"
                raise FetchError(target.url, reason, retry_after=left)
            if self._stopped.wait(max(0.0, host.free_at - time.monotonic())):
                raise FetchError(target.url, "stopped")
            try:
                yield
            finally:
                host.free_at = time.monotonic() + max(delay, self._delay)

    def leave_alone(self, target: Target, seconds: float) -> None:
        """Let nobody through to a host for so long."""
        host = self._host(target)
        host.closed_until = max(host.closed_until, time.monotonic() + seconds)

    def close(self) -> None:
        """Send everybody away who waits or comes."""
        self._stopped.set()

    def _host(self, target: Target) -> _Host:
        with self._guard:
            return self._hosts.setdefault(target.host, _Host())
