"""A JSON file: one article, a list of them, or an object around a list.

A short file is decoded whole here; a long one, and one that is no JSON as a whole, is read item
by item by ``dedup.ingest.json_long``. Both give the same articles and messages.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dedup.errors import ArticleFormatError
from dedup.ingest.decode import decode
from dedup.ingest.json_feed import feed_of, is_json_feed
from dedup.ingest.jsonl import describe, kind, read_lines
from dedup.ingest.notes import Notes
from dedup.ingest.record import looks_like_article, to_article
from dedup.model import Article

# News APIs, search engines and our own story files wrap the list under one of these, some
# of them twice ("response" around "docs", "articles" around "results").
WRAPPERS = (
    *("articles", "items", "stories", "results", "data", "docs", "news", "posts", "value"),
    *("response", "hits"),
)
_MOST_WRAPPED = 3


def read_document(raw: bytes, *, name: str, notes: Notes) -> Iterator[Article | ArticleFormatError]:
    """Yield the articles of a JSON document; nothing when it holds none.

    A file that is not one JSON document is read as JSON Lines if one of its
    lines is a JSON object by itself.
    """
    text, guessed = decode(raw)
    if guessed:
        notes.add(guessed, name)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        from dedup.ingest.json_long import read_broken_document

        n_records = 0
        for record in read_broken_document(text, name=name, notes=notes):
            n_records += 1
            yield record
        if n_records:
            return
        if _has_json_line(text):
            yield from read_lines(
                text.encode("utf-8", "replace").splitlines(), name=name, notes=notes
            )
        else:
            line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
            yield ArticleFormatError(f"not JSON ({describe(error)})", source=name, line=line)
        return
    if is_json_feed(document):
        yield from feed_of(document, url="", name=name, notes=notes).items
        return
    items = items_of(document)
    if any(map(is_article, items)):
        for number, item in enumerate(items, 1):
            yield article_of(item, (name, number), notes)


def article_of(item: Any, where: tuple[str, int], notes: Notes) -> Article | ArticleFormatError:
    """Return the article of an item of a list, or the error that says why it is none."""
    if isinstance(item, dict):
        return to_article(item, where=where, notes=notes)
    reason = f"a JSON {kind(item)}; wanted an object for each article"
    return ArticleFormatError(reason, source=where[0], line=where[1])


def is_article(item: Any) -> bool:
    """Return whether an item of a list is an article, as far as its keys tell."""
    return isinstance(item, dict) and looks_like_article(item)


def items_of(document: Any, depth: int = 0) -> list[Any]:
    """Return the items of the list that a document is or holds, itself if it is an article."""
    if isinstance(document, list):
        return document
    if not isinstance(document, dict) or depth > _MOST_WRAPPED:
        return []
    if looks_like_article(document):
        return [document]
    wrapped = (document[key] for key in WRAPPERS if isinstance(document.get(key), list | dict))
    return next((items for inner in wrapped if (items := items_of(inner, depth + 1))), [])


def _has_json_line(text: str) -> bool:
    for line in text.splitlines():
        try:
            if isinstance(json.loads(line), dict):
                return True
        except (ValueError, RecursionError):
            continue
    return False
