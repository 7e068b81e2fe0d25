"""Plain text: one file, one article, with an optional header block on top.

::

    Source: Port Herald
    Published: 2031-05-13T07:10:00+02:00

    The text starts after the first blank line.

The block counts only when the very first line is one of ``Source``,
``Headline``/``Title``, ``Published``/``Date``, ``URL``, ``Language`` or ``Id``,
every line up to the first blank one has that form, and a blank line follows.
Otherwise the whole file is the text, untouched, so that offsets are the file's.
"""

from __future__ import annotations

import re
from typing import Any

from dedup.errors import ArticleFormatError
from dedup.ingest.decode import decode, newlines
from dedup.ingest.notes import Notes
from dedup.ingest.record import to_article
from dedup.model import Article

_FIRST = re.compile(r"(source|headline|title|published|date|url|language|id)[ \t]*:", re.I)
_HEADER = re.compile(r"([A-Za-z][A-Za-z_-]{1,20})[ \t]*:[ \t]*(.*)")


def read_plain(
    raw: bytes, *, name: str, defaults: dict[str, str], notes: Notes, line: int = 0
) -> Article | ArticleFormatError:
    """Read one plain text file as one article."""
    text, guessed = decode(raw)
    if guessed:
        notes.add(guessed, name)
    text = newlines(text)
    if not text.strip():
        return ArticleFormatError("empty; wanted the text of an article", source=name, line=line)
    header, body = split_header(text)
    return to_article({**header, "text": body}, where=(name, line), notes=notes, defaults=defaults)


def split_header(text: str) -> tuple[dict[str, Any], str]:
    """Return the header block as a mapping ({} if there is none) and the rest."""
    if not _FIRST.match(text):
        return {}, text
    block, blank, body = text.partition("\n\n")
    header = {}
    for line in block.split("\n"):
        match = _HEADER.fullmatch(line.rstrip())
        if match is None:
            return {}, text
        header[match[1].lower()] = match[2]
    return (header, body.lstrip("\n")) if blank else ({}, text)
