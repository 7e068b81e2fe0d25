"""What to ask for: addresses on the command line, OPML, or a list of addresses.

A list has one address a line, and after it, if wanted, how often ``dedup watch`` is
to ask for it: ``https://example.org/feed.xml 5m``. Lines that begin with ``#`` and
whatever else stands after the address (tags, titles) are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from dedup.errors import ArticleFormatError, InputError
from dedup.fetch.policy import without_user
from dedup.ingest.notes import Notes

_WEB = ("http://", "https://")
_INTERVAL = re.compile(r"(\d{1,6})([smhd])")
_SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
# A list of every feed there is would be shorter.
_MOST_BYTES = 2**26


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed to ask for.

    Args:
        url: Its address.
        title: What the list calls it, or "".
        every: Seconds between two requests of ``dedup watch``; None for the usual.
    """

    url: str
    title: str = ""
    every: float | None = None


def find_feeds(
    given: Iterable[str], *, stdin: BinaryIO | None = None, notes: Notes | None = None
) -> tuple[list[Feed], list[ArticleFormatError]]:
    """Return the feeds of addresses and files, each once, and the lines that name none.

    Of a list that is damaged, the feeds that can be read count, and where it breaks is an error.

    User names and passwords in addresses are dropped: they are never sent, and the addresses
    are kept and printed.

    Args:
        given: Addresses, files, or "-" for standard input.
        stdin: The bytes behind "-".
        notes: Takes what was odd but readable.

    Raises:
        InputError: A file cannot be read.
    """
    feeds: dict[str, Feed] = {}
    errors: list[ArticleFormatError] = []
    notes = notes or Notes()
    for each in given:
        found = [Feed(each)] if is_web(each) else _in_file(each, stdin, notes)
        for feed in found:
            if isinstance(feed, Feed):
                url = without_user(feed.url)
                feeds.setdefault(url, replace(feed, url=url))
            else:
                errors.append(feed)
    return list(feeds.values()), errors


def is_web(text: str) -> bool:
    """Return whether a word is an address of the web."""
    return text.lower().startswith(_WEB)


def seconds(interval: str) -> float | None:
    """Return an interval such as ``90s``, ``15m``, ``1h`` or ``1d`` in seconds; None if it is none.

    At least one second.
    """
    match = _INTERVAL.fullmatch(interval)
    return max(1.0, int(match[1]) * _SECONDS[match[2]]) if match else None


def _in_file(name: str, stdin: BinaryIO | None, notes: Notes) -> list[Feed | ArticleFormatError]:
    raw = _bytes(name, stdin)
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        from dedup.ingest.opml import read_list

        try:
            found, broken = read_list(raw, name=name, notes=notes)
        except InputError as error:
            raise InputError(f"{name}: {error}") from error
        feeds = [_checked(Feed(each.url, each.title), name, 0) for each in found]
        return feeds if broken is None else [*feeds, broken]
    lines = raw.decode("utf-8-sig", "replace").splitlines()
    return [
        _from_line(line.split(), name, number)
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.lstrip().startswith("#")
    ]


def _from_line(words: list[str], name: str, number: int) -> Feed | ArticleFormatError:
    every = seconds(words[1]) if len(words) > 1 else None
    return _checked(Feed(words[0], every=every), name, number)


def _checked(feed: Feed, name: str, number: int) -> Feed | ArticleFormatError:
    if is_web(feed.url):
        return feed
    return ArticleFormatError(
        f"{feed.url[:80]!r} is no address; wanted http://… or https://…", source=name, line=number
    )


def _bytes(name: str, stdin: BinaryIO | None) -> bytes:
    try:
        if name == "-":
            raw = stdin.read(_MOST_BYTES + 1) if stdin is not None else b""
        else:
            with Path(name).open("rb") as file:
                raw = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror or error})") from error
    except ValueError as error:
        raise InputError(f"{name!r}: not a file name ({error})") from error
    if len(raw) > _MOST_BYTES:
        raise InputError(f"{name}: more than {_MOST_BYTES >> 20} MiB; not a list of feeds")
    return raw
