"""What a site's robots.txt allows (RFC 9309), read through protego.

The standard library's ``urllib.robotparser`` knows no wildcards and takes the first
rule that matches instead of the longest, so it would allow and forbid other pages
than the site meant. A missing file allows everything; a server that cannot answer
forbids everything until it can; what was read holds for a day.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dedup.errors import MissingExtraError
from dedup.fetch.model import FetchError
from dedup.fetch.policy import Target

if TYPE_CHECKING:
    from protego import Protego

# RFC 9309 section 2.5: parse 500 kibibytes at least.
MOST_BYTES = 500 * 1024
# RFC 9309 section 2.4: do not use a cached version for more than 24 hours.
_LASTS = 24 * 60 * 60.0
# Long enough for the other feeds of a host that is down, short enough for the next round.
_FAILURE_LASTS = 10 * 60.0
# A site may ask for a pause of a day; then its feeds would hold up all others.
_LONGEST_DELAY = 30.0


@dataclass(frozen=True, slots=True)
class RobotsText:
    """The robots.txt of one origin; "" where there is none.

    ``until`` is when it has to be read again, in seconds since 1970.
    """

    origin: str
    text: str
    until: float


class Robots:
    """Answers whether a page may be asked for; asks each origin once.

    Args:
        user_agent: The name that rules are looked up by.
        read: Gets the robots.txt of an origin, "" where there is none; raises
            ``FetchError`` where that cannot be known.
        known: What was read before.

    Raises:
        MissingExtraError: protego is not installed.
    """

    def __init__(
        self,
        user_agent: str,
        read: Callable[[Target], str],
        known: Iterable[RobotsText] = (),
    ) -> None:
        require_protego()
        self._user_agent, self._read = user_agent, read
        self._guard = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._rules: dict[str, Protego] = {}
        self._failures: dict[str, tuple[FetchError, float]] = {}
        self._texts = {each.origin: each for each in known}
        self._new: dict[str, RobotsText] = {}

    def check(self, target: Target) -> float:
        """Return the pause the site wants between requests, in seconds; 0 for none.

        Raises:
            FetchError: The page may not be asked for, or that cannot be known.
        """
        rules = self._for(target)
        if not rules.can_fetch(target.url, self._user_agent):
            raise FetchError(target.url, "disallowed by robots.txt")
        return min(rules.crawl_delay(self._user_agent) or 0.0, _LONGEST_DELAY)

    def take_new(self) -> list[RobotsText]:
        """Return what was read since the last call, to be kept."""
        with self._guard:
            new, self._new = self._new, {}
        return list(new.values())

    def _for(self, target: Target) -> Protego:
        from protego import Protego

        origin = target.origin
        with self._guard:
            lock = self._locks.setdefault(origin, threading.Lock())
        with lock:
            text = self._texts.get(origin)
            if text is None or text.until <= time.time():
                text = self._asked(target)
                self._rules.pop(origin, None)
            if origin not in self._rules:
                self._rules[origin] = Protego.parse(text.text)
            return self._rules[origin]

    def _asked(self, target: Target) -> RobotsText:
        """Ask for the file; what could not be read is left alone for a while."""
        origin, now = target.origin, time.time()
        error, until = self._failures.get(origin, (None, 0.0))
        if error is None or until <= now:
            try:
                found = RobotsText(origin, self._read(target), now + _LASTS)
            except FetchError as failure:
                self._failures[origin] = (failure, now + _FAILURE_LASTS)
                error = failure
            else:
                self._texts[origin] = found
                with self._guard:
                    self._new[origin] = found
                return found
        reason = f"robots.txt cannot be read ({error.reason}), so nothing is asked"
        raise FetchError(target.url, reason, retry_after=error.retry_after) from error


def require_protego() -> None:
    """Raise ``MissingExtraError`` unless robots.txt files can be read."""
    from importlib.util import find_spec

    if find_spec("protego") is None:
        raise MissingExtraError("Fetching (it reads robots.txt)", extra="fetch")
