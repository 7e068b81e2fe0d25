"""One open file to its records: which reader it goes to. Readers load when first needed."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from dedup.errors import ArticleFormatError, InputError
from dedup.ingest.files import OTHER_XML, InputFile, byte_lines, format_of, sniff
from dedup.ingest.limits import DAMAGE, MOST_BYTES, MOST_LINE_BYTES
from dedup.ingest.notes import Notes
from dedup.model import Article

Records = Iterator[Article | ArticleFormatError]
# One read of a file that is read as a whole.
_STEP = 2**20


def read_stream(stream: io.BufferedReader, file: InputFile, notes: Notes) -> Records:
    """Yield the records of one open, unpacked file.

    Raises:
        OSError, EOFError, zlib.error: The file is damaged; what came before was yielded.
    """
    form = sniff(stream, "unknown" if file.path is None else format_of(file.path))
    if form == "jsonl":
        from dedup.ingest.jsonl import read_lines

        yield from read_lines(byte_lines(stream), name=file.name, notes=notes)
    elif form == "table":
        from dedup.ingest.table import read_table

        yield from read_table(byte_lines(stream), name=file.name, notes=notes)
    elif form == "warc":
        from dedup.ingest.warc import read_warc

        yield from read_warc(stream, name=file.name, notes=notes)
    elif form == "json":
        yield from _read_json(stream, file, notes)
    elif form in ("feed", "newsml", "opml"):
        yield from _read_xml(stream, form, file, notes)
    elif form in ("plain", "html"):
        yield from _read_text(stream, form, file, notes)
    elif file.named or form != OTHER_XML:  # XML of all kinds lies in folders
        yield ArticleFormatError(form, source=file.name, line=0)


def _read_json(stream: io.BufferedReader, file: InputFile, notes: Notes) -> Records:
    first = stream.readline(MOST_BYTES)
    if _is_json(first, dict) and first.endswith(b"\n"):  # JSON Lines under another name
        from dedup.ingest.jsonl import read_lines

        yield from read_lines(_chain(first, byte_lines(stream)), name=file.name, notes=notes)
        return
    raw = first + stream.read(MOST_BYTES)
    if len(raw) >= MOST_BYTES:
        yield _too_large(file, MOST_BYTES)
        return
    named = file.path is not None and format_of(file.path) == "json"
    if first.lstrip()[:1] == b"[" and not named and not _is_json(raw):
        yield _plain(raw, file, notes)  # "[Update] The ferry …"
        return
    from dedup.ingest.json_document import read_document

    yield from read_document(raw, name=file.name, notes=notes)


def _read_xml(stream: io.BufferedReader, form: str, file: InputFile, notes: Notes) -> Records:
    raw, damage = _read_whole(stream)
    if len(raw) > MOST_LINE_BYTES:
        yield _too_large(file, MOST_LINE_BYTES)
        return
    if form == "opml":
        yield _subscriptions(raw, file)
    elif form == "newsml":
        from dedup.ingest.newsml import read_newsml

        yield from read_newsml(raw, name=file.name, notes=notes)
    else:
        from dedup.ingest.feeds import read_feed

        try:
            yield from read_feed(raw, name=file.name, notes=notes).items
        except ArticleFormatError as error:
            if damage is None:
                yield error
    if damage is not None:
        raise damage


def _read_text(stream: io.BufferedReader, form: str, file: InputFile, notes: Notes) -> Records:
    raw = stream.read(MOST_LINE_BYTES + 1)
    if len(raw) > MOST_LINE_BYTES:
        yield _too_large(file, MOST_LINE_BYTES)
    elif form == "html":
        from dedup.ingest.html import read_page

        yield read_page(raw, name=file.name, defaults=_defaults(file), notes=notes)
    else:
        yield _plain(raw, file, notes)


def _plain(raw: bytes, file: InputFile, notes: Notes) -> Article | ArticleFormatError:
    from dedup.ingest.plain import read_plain

    return read_plain(raw, name=file.name, defaults=_defaults(file), notes=notes)


def _subscriptions(raw: bytes, file: InputFile) -> ArticleFormatError:
    from dedup.ingest.notes import count
    from dedup.ingest.opml import read_subscriptions

    try:
        found = f"a list of {count(len(read_subscriptions(raw)), 'feed')}, not of articles"
    except InputError as error:
        found = str(error)
    reason = f"{found}; 'dedup fetch' reads subscriptions"
    return ArticleFormatError(reason, source=file.name, line=0)


def _read_whole(stream: io.BufferedReader) -> tuple[bytes, Exception | None]:
    """Return what can be read of a file, and what ended it early."""
    parts: list[bytes] = []
    n_bytes = 0
    try:
        while n_bytes <= MOST_LINE_BYTES:
            part = stream.read1(_STEP)
            if not part:
                break
            parts.append(part)
            n_bytes += len(part)
    except DAMAGE as error:
        return b"".join(parts), error
    return b"".join(parts), None


def _too_large(file: InputFile, most: int) -> ArticleFormatError:
    reason = f"more than {most >> 20} MiB in one piece; split it, or use JSON Lines"
    return ArticleFormatError(reason, source=file.name, line=0)


def _defaults(file: InputFile) -> dict[str, str]:
    return {"id": file.id, "source": file.stem}


def _is_json(raw: bytes, kind: type = object) -> bool:
    try:
        return isinstance(json.loads(raw), kind)
    except (ValueError, RecursionError):
        return False


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
