"""A whole JSON file: one article, a list of them, or an object around a list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dedup.errors import ArticleFormatError
from dedup.ingest.decode import decode
from dedup.ingest.jsonl import describe, kind, read_lines
from dedup.ingest.notes import Notes
from dedup.ingest.record import looks_like_article, to_article
from dedup.model import Article

# News APIs, JSON Feed and our own story files wrap the list under one of these.
_WRAPPERS = ("articles", "items", "stories", "results", "data")


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
            yield from read_lines(raw.splitlines(), name=name, notes=notes)
            return
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        yield ArticleFormatError(f"not JSON ({describe(error)})", source=name, line=line)
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


def _items(document: Any) -> list[Any]:
    if isinstance(document, list):
        return document
    if not isinstance(document, dict):
        return []
    if looks_like_article(document):
        return [document]
    return next((document[key] for key in _WRAPPERS if isinstance(document.get(key), list)), [])


def _has_json_line(text: str) -> bool:
    for line in text.splitlines():
        try:
            if isinstance(json.loads(line), dict):
                return True
        except (ValueError, RecursionError):
            continue
    return False
