"""Files to articles: one reader a format, one list out.

A bad record is a value (``ArticleFormatError``) with its place, never the end
of a feed; what was skipped, repeated, guessed or renamed is counted and said.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from dedup.errors import ArticleFormatError, InputError
from dedup.ingest.files import InputFile, byte_lines, find_files, format_of, open_file, sniff
from dedup.ingest.gather import gather
from dedup.ingest.notes import IngestReport, Note, Notes
from dedup.model import Article

__all__ = ["IngestReport", "Note", "collect", "read_articles", "read_records"]

# A file read as a whole (text, JSON, HTML) may have this many bytes: 256 MiB is a hundred
# times the longest book, and three copies of it still fit into a laptop's memory.
_MOST_BYTES = 2**28


def read_articles(
    paths: str | Path | Sequence[str | Path], *, strict: bool = False, by_text: bool = True
) -> list[Article]:
    """Read the articles of files, folders and patterns.

    Plain text (``.txt``, ``.md``), JSON, JSON Lines, CSV, TSV and HTML, each also
    as ``.gz``; by suffix, else by content. Folders are read recursively.

    Args:
        paths: Files, folders, glob patterns, or "-" for standard input; one or several.
        strict: Raise on the first malformed record instead of leaving it out.
        by_text: Keep one of the articles that have one source and one text, even
            under two ids.

    Raises:
        InputError: A path does not exist, or nothing readable was found.
    """
    several = [paths] if isinstance(paths, str | Path) else paths
    return collect(several, strict=strict, by_text=by_text)[0]


def collect(
    paths: Sequence[str | Path],
    *,
    strict: bool = False,
    by_text: bool = True,
    stdin: BinaryIO | None = None,
) -> tuple[list[Article], IngestReport]:
    """Read articles as ``read_articles`` does, with the report on what was read.

    Raises:
        InputError: A path does not exist, or nothing readable was found.
    """
    notes = Notes()
    articles = gather(_records(paths, stdin, notes), notes=notes, strict=strict, by_text=by_text)
    if not articles:
        shown = ", ".join(str(path) for path in paths[:3]) or "no path given"
        found = notes.examples[0] if notes.examples else f"{shown}: no articles found"
        raise InputError(f"{found}; nothing to read, name a file or folder with articles")
    return articles, notes.report(len(articles))


def read_records(
    paths: Sequence[str | Path], *, stdin: BinaryIO | None = None
) -> Iterator[Article | ArticleFormatError]:
    """Yield the articles of files as they are read, and an error for each bad record.

    Args:
        paths: Files, folders, glob patterns, or "-" for standard input.
        stdin: The bytes behind "-".

    Raises:
        InputError: A path does not exist (before the first record).
    """
    return _records(paths, stdin, Notes())


def _records(
    paths: Sequence[str | Path], stdin: BinaryIO | None, notes: Notes
) -> Iterator[Article | ArticleFormatError]:
    for file in find_files(paths, notes):
        n_records = 0
        try:
            with open_file(file, stdin) as stream:
                for record in _read_stream(stream, file, notes):
                    n_records += 1
                    yield record
        except (OSError, EOFError, zlib.error, gzip.BadGzipFile) as error:
            reason = getattr(error, "strerror", None) or str(error) or "broken file"
            yield ArticleFormatError(f"cannot be read ({reason})", source=file.name, line=0)
            continue
        if n_records:
            continue
        if file.named:
            yield ArticleFormatError("no articles in it", source=file.name, line=0)
        else:
            notes.no_articles += 1


def _read_stream(
    stream: io.BufferedReader, file: InputFile, notes: Notes
) -> Iterator[Article | ArticleFormatError]:
    """Yield the records of one open file. Readers are imported when first needed."""
    form = sniff(stream, "unknown" if file.path is None else format_of(file.path))
    defaults = {"id": file.id, "source": file.stem}
    if form == "jsonl":
        from dedup.ingest.jsonl import read_lines

        yield from read_lines(byte_lines(stream), name=file.name, notes=notes)
        return
    if form == "table":
        from dedup.ingest.table import read_table

        yield from read_table(byte_lines(stream), name=file.name, notes=notes)
        return
    if form not in ("json", "plain", "html"):
        yield ArticleFormatError(form, source=file.name, line=0)
        return
    if form == "json":
        first = stream.readline(_MOST_BYTES)
        if _is_json_object(first):  # JSON Lines under another name: keep streaming
            from dedup.ingest.jsonl import read_lines

            yield from read_lines(_chain(first, stream), name=file.name, notes=notes)
            return
        raw = first + stream.read(_MOST_BYTES)
        if first.lstrip()[:1] == b"[" and not _is_named_json(file) and not _is_json(raw):
            form = "plain"  # "[Update] The ferry …"
    else:
        raw = stream.read(_MOST_BYTES)
    if len(raw) >= _MOST_BYTES:
        yield ArticleFormatError(
            f"more than {_MOST_BYTES >> 20} MiB in one piece; split it, or use JSON Lines",
            source=file.name,
            line=0,
        )
    elif form == "json":
        from dedup.ingest.json_document import read_document

        yield from read_document(raw, name=file.name, notes=notes)
    elif form == "html":
        from dedup.ingest.html import read_page

        yield read_page(raw, name=file.name, defaults=defaults, notes=notes)
    else:
        from dedup.ingest.plain import read_plain

        yield read_plain(raw, name=file.name, defaults=defaults, notes=notes)


def _is_named_json(file: InputFile) -> bool:
    return file.path is not None and format_of(file.path) == "json"


def _is_json_object(line: bytes) -> bool:
    """Return whether a line is a complete JSON object that more lines may follow."""
    return line.endswith(b"\n") and _is_json(line, dict)


def _is_json(raw: bytes, kind: type = object) -> bool:
    import json

    try:
        return isinstance(json.loads(raw), kind)
    except (ValueError, RecursionError):
        return False


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
