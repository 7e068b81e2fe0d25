"""Names of hosts to addresses, within a time limit.

The system's resolver takes as long as it takes, and a call of it cannot be broken off. So
each question has a thread of its own, which is left behind when the time is over: it ends
when the system gives up, and keeps nobody from ending the program.
"""

from __future__ import annotations

import socket
import threading
from concurrent.futures import CancelledError, Future, InvalidStateError
from contextlib import suppress


class Resolver:
    """Asks the system for addresses, for several threads."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: set[Future[list[str]]] = set()
        self._closed = False

    def addresses(self, host: str, port: int, seconds: float) -> list[str]:
        """Return the addresses of a host, each once, in the order of the system.

        Args:
            host: Name or address.
            port: Where it will be asked.
            seconds: Longest wait.

        Raises:
            TimeoutError: No answer came in time.
            CancelledError: The resolver was closed.
            OSError: There is no such host.
            UnicodeError: It cannot be a name.
        """
        answer: Future[list[str]] = Future()
        with self._guard:
            if self._closed:
                raise CancelledError
            self._waiting.add(answer)
        try:
            threading.Thread(
                target=_resolve, args=(host, port, answer), name="dedup-resolve", daemon=True
            ).start()
            return answer.result(seconds)
        except TimeoutError:
            raise TimeoutError(f"no address for {host} within {seconds:g} s") from None
        finally:
            with self._guard:
                self._waiting.discard(answer)

    def close(self) -> None:
        """Send everybody away who waits or comes."""
        with self._guard:
            self._closed = True
            for answer in self._waiting:
                answer.cancel()


def _resolve(host: str, port: int, answer: Future[list[str]]) -> None:
    # After ``close`` nobody waits for an answer any more.
    with suppress(InvalidStateError):
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except Exception as error:
            answer.set_exception(error)
        else:
            answer.set_result(list(dict.fromkeys(str(entry[4][0]) for entry in found)))
