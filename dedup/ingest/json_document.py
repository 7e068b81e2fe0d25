"""A whole JSON file: one article, a list of them, or an object around a list."""

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
_WRAPPERS = (
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
        if _has_json_line(text):
            yield from read_lines(
                text.encode("utf-8", "replace").splitlines(), name=name, notes=notes
            )
            return
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        yield ArticleFormatError(f"not JSON ({describe(error)})", source=name, line=line)
        return
    if is_json_feed(document):
        yield from feed_of(document, url="", name=name, notes=notes).items
        return
    items = _items(document)
    if not any(isinstance(item, dict) and looks_like_article(item) for item in items):
        return
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            yield to_article(item, where=(name, number), notes=notes)
        else:
            yield ArticleFormatError(
                f"a JSON {kind(item)}; wanted an object for each article", source=name, line=number
            )


def _items(document: Any, depth: int = 0) -> list[Any]:
    if isinstance(document, list):
        return document
    if not isinstance(document, dict) or depth > _MOST_WRAPPED:
        return []
    if looks_like_article(document):
        return [document]
    wrapped = (document[key] for key in _WRAPPERS if isinstance(document.get(key), list | dict))
    return next((items for inner in wrapped if (items := _items(inner, depth + 1))), [])


def _has_json_line(text: str) -> bool:
    for line in text.splitlines():
        try:
            if isinstance(json.loads(line), dict):
                return True
        except (ValueError, RecursionError):
            continue
    return False
