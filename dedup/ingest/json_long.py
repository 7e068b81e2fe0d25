"""JSON documents that are too long for one piece, or broken: their lists, item by item."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dedup.errors import ArticleFormatError
from dedup.ingest.files import byte_lines
from dedup.ingest.json_document import WRAPPERS, article_of, is_article, items_of
from dedup.ingest.json_feed import is_json_feed, item_reader
from dedup.ingest.json_stream import (
    Broken,
    BrokenOff,
    Listed,
    Outline,
    extra_data,
    items,
    outline,
    value,
)
from dedup.ingest.jsonl import read_lines
from dedup.ingest.notes import Notes
from dedup.ingest.portions import Document, Window
from dedup.ingest.record import AROUND
from dedup.model import Article

_KEYS = frozenset((*WRAPPERS, *AROUND))


def read_broken_document(
    text: str, *, name: str, notes: Notes
) -> Iterator[Article | ArticleFormatError]:
    """Yield the articles of a list in a text that is no JSON, and an error for each broken item.

    Nothing is yielded if there is no list of articles in it.
    """
    found = outline(Window(iter([text])), _KEYS, is_article)
    listed = _listed(found.document)
    if listed is not None and any(map(is_article, listed)):
        yield from _streamed(Window(iter([text])), listed, found, name, notes)


def read_long_document(
    document: Document, *, name: str, notes: Notes
) -> Iterator[Article | ArticleFormatError]:
    """Yield the articles of a JSON document as ``read_document`` does, in bounded memory.

    What ended the file early, if anything did, is left to the caller.
    """
    found = outline(Window(document.text()), _KEYS, is_article)
    is_feed = is_json_feed(found.document)
    listed = _listed(found.document)
    if found.followed and not is_feed:
        yield from read_lines(byte_lines(document.lines()), name=name, notes=notes)
    elif listed is not None and (is_feed or any(map(is_article, listed))):
        window = Window(document.text(last=True))
        for record in _streamed(window, listed, found, name, notes):
            # The file breaks off there: that is said once, by the caller.
            if document.damage is None or not isinstance(record, _EndError):
                yield record
    elif found.broken is None and listed is None and items_of(found.document):
        yield _alone(Window(document.text(last=True)), name, notes)
    else:
        broken = (listed.broken if listed is not None else None) or found.broken
        if broken is not None and document.damage is None:
            yield _no_json(broken, name)
    if document.guessed:
        notes.add(document.guessed, name)


class _EndError(ArticleFormatError):
    """The document breaks off."""


def _no_json(broken: Broken, name: str) -> _EndError:
    reason = f"not JSON ({broken}, column {broken.column})"
    return _EndError(reason, source=name, line=broken.line)


def _streamed(
    window: Window, listed: Listed, found: Outline, name: str, notes: Notes
) -> Iterator[Article | ArticleFormatError]:
    document, broken = found.document, found.broken
    as_feed = item_reader(document, name, notes) if is_json_feed(document) else None
    for number, item in enumerate(items(window, listed.start), 1):
        if isinstance(item, Broken):
            reason = f"not JSON ({item}); wanted an object for each article"
            if isinstance(item, BrokenOff):
                yield _EndError(reason, source=name, line=number)
                return
            yield ArticleFormatError(reason, source=name, line=number)
        elif as_feed is not None:
            yield as_feed(item, number)
        else:
            yield article_of(item, (name, number), notes)
    broken = extra_data(window) if document is listed else broken
    if broken is not None:
        yield _no_json(broken, name)


def _alone(window: Window, name: str, notes: Notes) -> Article | ArticleFormatError:
    """Return the one article that a long document is."""
    try:
        return article_of(value(window), (name, 1), notes)
    except Broken as error:
        return ArticleFormatError(str(error), source=name, line=1)


def _listed(document: Any) -> Listed | None:
    """Return the list of an outline in which the articles stand, None if there is none."""
    found = document["items"] if is_json_feed(document) else items_of(document)
    return found if isinstance(found, Listed) else None
