"""A saved web page as one article, through the extractor of ``dedup.cleaning``."""

from __future__ import annotations

import re
from typing import Any

from dedup.errors import ArticleFormatError, DedupError
from dedup.ingest.decode import decode
from dedup.ingest.notes import Notes
from dedup.ingest.record import to_article
from dedup.model import Article

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.I)
# The HTML standard looks for the declaration in the first 1,024 bytes; real pages put
# scripts before it.
_CHARSET_WITHIN = 8192


def read_page(
    raw: bytes, *, name: str, defaults: dict[str, str], notes: Notes
) -> Article | ArticleFormatError:
    """Read one HTML file as one article."""
    markup, guessed = _decode_page(raw)
    if guessed:
        notes.add(guessed, name)
    if not markup.strip():
        return ArticleFormatError("empty; wanted an HTML page", source=name, line=0)
    try:
        record = page_record(markup, None)
    except DedupError as error:
        return ArticleFormatError(str(error), source=name, line=0)
    return to_article(record, where=(name, 0), notes=notes, defaults=defaults)


def page_record(markup: str, url: str | None) -> dict[str, Any]:
    """Return what an HTML page says about its article, by our own keys.

    Raises:
        MissingExtraError: The extractor is not installed.
    """
    # The one import between stages: a page has to lose its markup before it is an article.
    from dedup.cleaning.html import read_html

    page = read_html(markup, url)
    return {
        "headline": page.headline,
        "text": page.text,
        "published": page.published,
        "source": page.source,
        "url": page.url,
        "language": page.language,
    }


def _decode_page(raw: bytes) -> tuple[str, str | None]:
    declared = _CHARSET.search(raw[:_CHARSET_WITHIN])
    if declared:
        try:
            return raw.decode(declared[1].decode("ascii")), None
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(raw)
