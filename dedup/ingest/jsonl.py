"""JSON Lines: one article a line, streamed; a bad line harms no other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from dedup.errors import ArticleFormatError
from dedup.ingest.decode import LineDecoder
from dedup.ingest.limits import MOST_LINE_BYTES, TOO_LONG
from dedup.ingest.notes import Notes
from dedup.ingest.record import to_article
from dedup.model import Article


def read_lines(
    lines: Iterable[bytes], *, name: str, notes: Notes
) -> Iterator[Article | ArticleFormatError]:
    """Yield an article or an error for each line that is not blank."""
    decoder = LineDecoder()
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        if len(raw) > MOST_LINE_BYTES:
            yield ArticleFormatError(TOO_LONG, source=name, line=number)
            continue
        text, guessed = decoder.decode(raw)
        if guessed:
            notes.add(guessed, f"{name}:{number}")
        try:
            record = json.loads(text)
        except (ValueError, RecursionError) as error:
            yield ArticleFormatError(
                f"not JSON ({describe(error)}); wanted one JSON object a line",
                source=name,
                line=number,
            )
            continue
        if isinstance(record, dict):
            yield to_article(record, where=(name, number), notes=notes)
        else:
            yield ArticleFormatError(
                f"a JSON {kind(record)}; wanted one JSON object a line", source=name, line=number
            )


def describe(error: Exception) -> str:
    """Return what the JSON parser found wrong, in one line."""
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg}, column {error.colno}"
    return "nested too deep" if isinstance(error, RecursionError) else str(error)


def kind(value: object) -> str:
    """Return the JSON name of a value's type."""
    names = {list: "list", dict: "object", str: "string", bool: "boolean", type(None): "null"}
    return names.get(type(value), "number")
