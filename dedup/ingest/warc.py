"""Web archives (WARC, as CC-NEWS publishes them), streamed record by record."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import Any

from dedup.errors import ArticleFormatError, MissingExtraError
from dedup.ingest.limits import DAMAGE, MOST_LINE_BYTES
from dedup.ingest.notes import Notes
from dedup.model import Article

_PAGES = ("text/html", "application/xhtml+xml")
# Record types that hold what a site sent; the others (request, metadata, warcinfo, revisit)
# describe it.
_CONTENT_TYPES = ("response", "resource", "conversion")

# After so many damaged records the file is something else.
_MOST_DAMAGED = 1000
_STEP = 65536
_NEXT_RECORD = b"\nWARC/1."


def read_warc(
    stream: io.BufferedReader, *, name: str, notes: Notes
) -> Iterator[Article | ArticleFormatError]:
    """Yield an article for each page of an archive, an error for each that holds none.

    Answers other than 200, and what is no page, are counted in the notes. The number
    in a message is that of the record, from 1. After a damaged record reading goes on
    with the next that can be found.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        missing = MissingExtraError("Reading WARC files", extra="warc")
        yield ArticleFormatError(str(missing), source=name, line=0)
        return
    pieces = _Pieces(stream)
    archive = ArchiveIterator(pieces)
    number = n_damaged = 0
    while n_damaged < _MOST_DAMAGED:
        number += 1
        try:
            with _unheard():
                record = next(archive)
        except StopIteration:
            break
        except DAMAGE:
            raise
        # Besides its own error, warcio lets through whatever hostile headers bring about.
        except Exception as error:
            reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
            yield ArticleFormatError(f"a damaged WARC record ({reason})", source=name, line=number)
            n_damaged += 1
            if not pieces.resume(archive.reader.read(archive.reader.rem_length())):
                break
            archive = ArchiveIterator(pieces)
            continue
        if record.rec_type in _CONTENT_TYPES:
            yield from _read_record(record, where=(name, number), notes=notes)
    if pieces.damage is not None:  # warcio takes EOFError for the end
        raise pieces.damage


def _unheard() -> contextlib.redirect_stderr[io.StringIO]:
    """Keep warcio from writing its warnings to the terminal; damage is an error here."""
    return contextlib.redirect_stderr(io.StringIO())


def _read_record(
    record: Any, *, where: tuple[str, int], notes: Notes
) -> Iterator[Article | ArticleFormatError]:
    name, number = where
    place = f"{name}:{number}"
    headers = record.http_headers
    status = headers.get_statuscode() if headers is not None else "200"
    kind = (
        headers.get_header("Content-Type")
        if headers is not None
        else record.rec_headers.get_header("Content-Type")
    ) or ""
    if record.rec_type == "response" and status != "200":
        notes.add("archived answers that are no page (status other than 200), left out", place)
        return
    if not kind.lower().startswith((*_PAGES, "text/plain")):
        notes.add("archived answers that are no page (other content type), left out", place)
        return
    try:
        with _unheard():
            data = _content(record)
    except DAMAGE:
        raise
    except Exception as error:  # whatever a decoder makes of hostile bytes
        reason = f"a page that cannot be unpacked ({type(error).__name__})"
        yield ArticleFormatError(reason, source=name, line=number)
        return
    missing = getattr(record.raw_stream, "limit", 0)
    if len(data) > MOST_LINE_BYTES:
        reason = f"a page of more than {MOST_LINE_BYTES >> 20} MiB"
        yield ArticleFormatError(reason, source=name, line=number)
    elif missing:
        reason = f"the archive breaks off, {missing} bytes of this record are missing"
        yield ArticleFormatError(reason, source=name, line=number)
    else:
        yield _article(data, kind.lower(), record, where, notes)


def _content(record: Any) -> bytes:
    stream = record.content_stream()
    parts: list[bytes] = []
    left = MOST_LINE_BYTES + 1
    while left > 0 and (part := stream.read(left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


class _Pieces:
    """A stream whose reads end where its pieces end.

    A full read would lose the pieces it had when a packed file breaks off.

    Attributes:
        damage: What ended the stream early.
    """

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._waiting = b""
        self.damage: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        """Return what one read gives, nothing at the end."""
        if self._waiting:
            cut = size if size > 0 else len(self._waiting)
            part, self._waiting = self._waiting[:cut], self._waiting[cut:]
            return part
        try:
            return self._stream.read1(size)
        except DAMAGE as error:
            self.damage = error
            raise

    def resume(self, rest: bytes) -> bool:
        """Go to where the next record begins; return whether there is one.

        Args:
            rest: What was read already, but not used.
        """
        window = b"\n" + rest
        while (start := window.find(_NEXT_RECORD)) < 0:
            part = self.read(_STEP)
            if not part:
                return False
            window = window[-len(_NEXT_RECORD) :] + part
        self._waiting = window[start + 1 :] + self._waiting
        return True


def _article(
    data: bytes, kind: str, record: Any, where: tuple[str, int], notes: Notes
) -> Article | ArticleFormatError:
    from dataclasses import replace

    from dedup.ingest.html import read_page
    from dedup.ingest.plain import read_plain

    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    url = url.strip("<>")  # WARC 1.0 puts the address in angle brackets
    if kind.startswith("text/plain"):
        defaults = {"url": url} if url else {}
        page = read_plain(data, name=where[0], defaults=defaults, notes=notes, line=where[1])
    else:
        page = read_page(
            data, name=where[0], line=where[1], defaults={}, notes=notes, url=url, content_type=kind
        )
    fetched = record.rec_headers.get_header("WARC-Date")
    if isinstance(page, Article) and fetched:
        return replace(page, extra={**page.extra, "fetched": fetched})
    return page
