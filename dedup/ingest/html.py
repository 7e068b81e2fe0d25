"""A saved web page as one article, through the extractor of ``dedup.cleaning``."""

from __future__ import annotations

import re
from typing import Any

from dedup.address import address_variant
from dedup.errors import ArticleFormatError, DedupError
from dedup.ingest.decode import decode_document
from dedup.ingest.notes import Notes
from dedup.ingest.record import to_article
from dedup.model import Article

# <html ⚡> and <html amp> mark a page as the AMP copy of another.
_AMP = re.compile(r"<html\b[^<>]{0,500}?\s(?:amp|⚡)(?=[\s=>])", re.IGNORECASE)
_HEAD_CHARS = 20_000
_BODY = re.compile(r"</head\s*>|<body\b", re.IGNORECASE)
_MOST_CHARS = 5_000_000
# Characters of a line that is more than a menu entry or a caption.
_LEAST_PARAGRAPH = 120


def parse_page(data: bytes, *, url: str = "", content_type: str = "") -> Article:
    """Read one web page as one article.

    Args:
        data: The page, unpacked.
        url: Where it came from.
        content_type: The HTTP header of that name, for the encoding.

    Raises:
        ArticleFormatError: It has no words.
        MissingExtraError: The extractor is not installed.
    """
    name = url or "page"
    page = read_page(
        data, name=name, defaults={}, notes=Notes(), url=url, content_type=content_type
    )
    if isinstance(page, ArticleFormatError):
        raise page
    return page


def read_page(
    raw: bytes,
    *,
    name: str,
    defaults: dict[str, str],
    notes: Notes,
    url: str = "",
    content_type: str = "",
    line: int = 0,
) -> Article | ArticleFormatError:
    """Read one HTML document as one article.

    Args:
        raw: The page, unpacked.
        name: What messages call it.
        defaults: ``id`` and ``source`` to use when the page states none.
        notes: Takes what was odd but readable.
        url: Where it came from, if known.
        content_type: The HTTP header of that name.
        line: The record's number in its file, 0 if it is the file.
    """
    markup, guessed = decode_document(raw, content_type)
    if guessed:
        notes.add(guessed, name)
    if not markup.strip():
        return ArticleFormatError("empty; wanted an HTML page", source=name, line=line)
    try:
        record = page_record(markup, url or None)
    except DedupError as error:
        return ArticleFormatError(str(error), source=name, line=line)
    return to_article(record, where=(name, line), notes=notes, defaults=defaults)


def _all_text(markup: str) -> str:
    """Return all words of a page in which the extractor found no article.

    The lines that are not the article's get their roles later, as in any scraped
    text. A page without one paragraph has no article, and gives "".
    """
    from dedup.ingest.markup import plain_text

    body = _BODY.search(markup)
    text = plain_text(markup[body.start() if body else 0 :][:_MOST_CHARS])
    return text if any(len(line) >= _LEAST_PARAGRAPH for line in text.split("\n")) else ""


def page_record(markup: str, url: str | None) -> dict[str, Any]:
    """Return what an HTML page says about its article, by our own keys.

    Raises:
        MissingExtraError: The extractor is not installed.
    """
    # The one import between stages: a page has to lose its markup before it is an article.
    from dedup.cleaning.html import read_html

    page = read_html(markup, url)
    variant = "amp" if _AMP.search(markup[:_HEAD_CHARS]) else address_variant(url)
    record = {
        "headline": page.headline,
        "text": page.text or _all_text(markup),
        "published": page.published,
        "source": page.source,
        "url": page.url,
        "language": page.language,
    }
    return {**record, "variant": variant} if variant else record
