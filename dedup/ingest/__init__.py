"""Files to articles: one reader a format, one list out.

A bad record is a value (``ArticleFormatError``) with its place, never the end
of a feed; what was skipped, repeated, guessed or renamed is counted and said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from dedup.errors import ArticleFormatError, InputError, MissingExtraError
from dedup.ingest.files import find_files, open_file
from dedup.ingest.gather import gather
from dedup.ingest.limits import DAMAGE
from dedup.ingest.notes import IngestReport, Note, Notes
from dedup.ingest.readers import read_stream
from dedup.model import Article

__all__ = ["IngestReport", "Note", "collect", "read_articles", "read_records"]


def read_articles(
    paths: str | Path | Sequence[str | Path],
    *,
    strict: bool = False,
    by_text: bool = True,
    languages: bool = False,
) -> list[Article]:
    """Read the articles of files, folders and patterns.

    Plain text (``.txt``, ``.md``), JSON, JSON Lines, CSV, TSV, HTML, feeds (RSS, Atom,
    JSON Feed), NewsML-G2, ninjs and WARC, each also as ``.gz`` or ``.zst``; by suffix,
    else by content. Folders are read recursively.

    Args:
        paths: Files, folders, glob patterns, or "-" for standard input; one or several.
        strict: Raise on the first malformed record instead of leaving it out.
        by_text: Keep one of the articles that have one source and one text, even
            under two ids.
        languages: Recognise the language of articles that state none.

    Raises:
        InputError: A path does not exist, or nothing readable was found.
        MissingExtraError: ``languages`` is set without the extra ``language``.
    """
    several = [paths] if isinstance(paths, str | Path) else paths
    return collect(several, strict=strict, by_text=by_text, languages=languages)[0]


def collect(
    paths: Sequence[str | Path],
    *,
    strict: bool = False,
    by_text: bool = True,
    languages: bool = False,
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
    if languages:
        from dedup.ingest.language import with_language

        articles = [with_language(article) for article in articles]
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
                for record in read_stream(stream, file, notes):
                    n_records += 1
                    yield record
        except MissingExtraError as error:
            yield ArticleFormatError(str(error), source=file.name, line=0)
            continue
        except DAMAGE as error:
            reason = getattr(error, "strerror", None) or str(error) or "broken file"
            yield ArticleFormatError(f"cannot be read ({reason})", source=file.name, line=0)
            continue
        if n_records:
            continue
        if file.named:
            yield ArticleFormatError("no articles in it", source=file.name, line=0)
        else:
            notes.no_articles += 1
