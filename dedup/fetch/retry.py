"""When to ask again: what the server says, else ever more rarely."""

from __future__ import annotations

from email.utils import parsedate_to_datetime

# After the first failure a quarter of an hour, twice as long after each more, a day at most:
# a feed that comes back is read the same day, one that never does costs a request a day.
_FIRST = 15 * 60.0
LONGEST = 24 * 60 * 60.0


def back_off(failures: int, retry_after: float | None = None) -> float:
    """Return the seconds to leave a feed alone after that many failures in a row.

    Args:
        failures: 1 or more.
        retry_after: What the server asked for; it is never undercut, up to a day.
    """
    own = min(LONGEST, _FIRST * 2.0 ** min(failures - 1, 20))
    return max(own, min(retry_after or 0.0, LONGEST))


def retry_after(header: str | None, now: float) -> float | None:
    """Return the seconds a Retry-After header asks for; None when it says nothing readable.

    Args:
        header: Seconds or an HTTP date (RFC 9110 section 10.2.3).
        now: Seconds since 1970.
    """
    given = (header or "").strip()
    if given.isascii() and given.isdigit():
        return float(given[:12])
    try:
        moment = parsedate_to_datetime(given)
        return max(0.0, moment.timestamp() - now)
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return None
