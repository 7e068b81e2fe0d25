"""Options, answers and errors of fetching."""

from __future__ import annotations

from dataclasses import dataclass

from dedup import __version__
from dedup.errors import InputError, OptionError
from dedup.options import option


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """How hard, how long and how politely to ask."""

    timeout: float = option(30.0, "Seconds one request may take in all.")
    connect_timeout: float = option(
        10.0, "Seconds to wait for a connection, and for the address of its host."
    )
    idle_timeout: float = option(10.0, "Seconds a server may be silent.")
    max_bytes: int = option(2**24, "Largest answer in bytes, as sent and unpacked.")
    delay: float = option(1.0, "Seconds between two requests to one host.")
    parallel: int = option(8, "Hosts asked at a time.")
    redirects: int = option(5, "Redirects to follow.")
    user_agent: str = option(
        f"dedup/{__version__} (news feed reader)", "Name given to servers and to robots.txt."
    )

    def __post_init__(self) -> None:
        for name in ("timeout", "connect_timeout", "idle_timeout"):
            if not getattr(self, name) > 0:
                raise OptionError(f"{name} must be above 0, not {getattr(self, name)}")
        for name in ("max_bytes", "parallel"):
            if getattr(self, name) < 1:
                raise OptionError(f"{name} must be 1 or more, not {getattr(self, name)}")
        for name in ("delay", "redirects"):
            if not getattr(self, name) >= 0:
                raise OptionError(f"{name} must be 0 or more, not {getattr(self, name)}")
        if not (self.user_agent.strip() and self.user_agent.isascii()):
            raise OptionError("user_agent must have words, in ASCII")
        if not self.user_agent.isprintable():
            raise OptionError("user_agent must be one line")


class FetchError(InputError):
    """One address could not be read.

    Args:
        url: What was asked for.
        reason: What went wrong, in one line.
        retry_after: Seconds the server asked to be left alone, if it did.
        status: The HTTP status, if an answer with one came.
    """

    def __init__(
        self,
        url: str,
        reason: str,
        *,
        retry_after: float | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(f"{url}: {reason}")
        self.url, self.reason = url, reason
        self.retry_after, self.status = retry_after, status


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave with an answer, to ask whether it still holds.

    ``url`` is the address that answered; validators mean nothing to another.
    """

    url: str
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One answer, after redirects.

    Args:
        url: The address that answered.
        permanent_url: The address to ask next time: as far as redirects said "for good".
        status: 200, or 304 when nothing has changed.
        body: Unpacked; empty for 304.
        content_type: As sent; "" if none.
        validators: For the next request; None when the server gave none.
        notes: What was odd about it, one line each.
    """

    url: str
    permanent_url: str
    status: int
    body: bytes
    content_type: str
    validators: Validators | None
    notes: tuple[str, ...] = ()
