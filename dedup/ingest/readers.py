"""One open file to its records: which reader it goes to. Readers load when first needed."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import closing

from dedup.errors import ArticleFormatError, InputError
from dedup.ingest.files import OTHER_XML, InputFile, byte_lines, format_of, sniff
from dedup.ingest.limits import MOST_LINE_BYTES, TOO_LARGE
from dedup.ingest.notes import Notes
from dedup.ingest.portions import Document
from dedup.model import Article

Records = Iterator[Article | ArticleFormatError]


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
    with closing(Document(stream)) as document:
        first, _, rest = document.head.partition(b"\n")
        if rest.strip() and _is_json(first, dict):  # JSON Lines under another name
            from dedup.ingest.jsonl import read_lines

            yield from read_lines(byte_lines(document.lines()), name=file.name, notes=notes)
        elif _is_bracketed_text(document, file):
            yield from _read_text(document.lines(), "plain", file, notes)  # "[Update] The …"
        elif document.is_whole:
            from dedup.ingest.json_document import read_document

            yield from read_document(document.head, name=file.name, notes=notes)
        else:
            from dedup.ingest.json_long import read_long_document

            yield from read_long_document(document, name=file.name, notes=notes)
        if document.damage is not None:
            raise document.damage


def _is_bracketed_text(document: Document, file: InputFile) -> bool:
    """Return whether a file opens with a bracket that is none of JSON's."""
    head = document.head
    if head.lstrip()[:1] != b"[" or (file.path is not None and format_of(file.path) == "json"):
        return False
    if document.is_whole and _is_json(head):
        return False
    from dedup.ingest.json_stream import opens_a_list
    from dedup.ingest.portions import Window

    return not opens_a_list(Window(document.text()), of_objects=document.is_whole)


def _read_xml(stream: io.BufferedReader, form: str, file: InputFile, notes: Notes) -> Records:
    with closing(Document(stream)) as document:
        if document.is_whole or document.damage is not None:
            yield from _read_short_xml(document.head, form, file, notes, document.damage)
        elif form == "newsml":
            from dedup.ingest.newsml import read_long_newsml

            yield from read_long_newsml(document, name=file.name, notes=notes)
        elif form == "feed":
            from dedup.ingest.feed_portions import read_long_feed

            yield from read_long_feed(document, name=file.name, notes=notes)
        else:
            raw = document.lines().read(MOST_LINE_BYTES + 1)
            is_large = len(raw) > MOST_LINE_BYTES
            yield _too_large(file) if is_large else _subscriptions(raw, file)
        if document.damage is not None:
            raise document.damage


def _read_short_xml(
    raw: bytes, form: str, file: InputFile, notes: Notes, damage: Exception | None
) -> Records:
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


def _read_text(stream: io.BufferedReader, form: str, file: InputFile, notes: Notes) -> Records:
    raw = stream.read(MOST_LINE_BYTES + 1)
    if len(raw) > MOST_LINE_BYTES:
        yield _too_large(file)
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


def _too_large(file: InputFile) -> ArticleFormatError:
    return ArticleFormatError(TOO_LARGE, source=file.name, line=0)


def _defaults(file: InputFile) -> dict[str, str]:
    return {"id": file.id, "source": file.stem}


def _is_json(raw: bytes, kind: type = object) -> bool:
    try:
        return isinstance(json.loads(raw), kind)
    except (ValueError, RecursionError):
        return False
