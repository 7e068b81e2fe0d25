"""One entry of a feed, as feedparser hands it on, by our own keys."""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from dedup.ingest.dates import parse_published
from dedup.ingest.markup import plain_line, plain_text

if TYPE_CHECKING:
    from dedup.ingest.feeds import Feed

Entry = dict[str, Any]
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# Inline tags that publishers leave in titles that should be plain text.
_TITLE_MARKUP = re.compile(
    r"</?(?:a|abbr|b|br|cite|code|em|font|i|img|mark|p|q|small|span|strong|sub|sup|u)\b[^<>]*>"
    r"|&(?:#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]+);",
    re.I,
)
_HTML_TYPES = ("text/html", "application/xhtml+xml")


def record_of(entry: Entry, feed: Feed, *, atom: bool) -> dict[str, Any]:
    """Return what an entry says, by our own keys; the fullest of its texts counts."""
    texts = list(_texts(entry))
    text = max(texts, key=len, default="")
    source = _get(entry, "source") or {}
    link = joined(feed.url, string_of(entry, "feedburner_origlink") or string_of(entry, "link"))
    dates = list(_dates(entry))
    record: dict[str, Any] = {
        "id": string_of(entry, "id") or link,
        "source": title_of(source) or feed.title or "",
        "headline": title_of(entry, atom=atom),
        "text": text,
        "url": link,
        "published": dates[0] if dates else None,
        "language": _language(entry) or feed.language,
        "author": " ".join(string_of(entry, "author").split()),
        "tags": [term for tag in _get(entry, "tags") or () if (term := string_of(tag, "term"))],
        "updated": string_of(entry, "updated") if string_of(entry, "published") else "",
        "summary": next((each for each in texts if each != text and each not in text), ""),
    }
    return {key: value for key, value in record.items() if value}


def joined(base: str, link: str) -> str:
    """Return a link made whole; what cannot be joined stays as it is, what is no link is ""."""
    if _SCHEME.match(link) and not link.lower().startswith(("http:", "https:")):
        return ""  # feedparser takes an id for a link: "tag:echo.example,2031:1"
    try:
        return urljoin(base, link) if link and base.startswith(("http://", "https://")) else link
    except ValueError:
        return link


def _texts(entry: Entry) -> Iterator[str]:
    details = [*(_get(entry, "content") or ()), _get(entry, "summary_detail") or {}]
    for detail in details:
        kind, value = string_of(detail, "type"), string_of(detail, "value")
        if not value or (
            kind and "/" in kind and not kind.startswith(("text/", "application/xhtml"))
        ):
            continue
        yield plain_text(value)
    if not _get(entry, "summary_detail"):
        yield plain_text(string_of(entry, "summary"))


def _dates(entry: Entry) -> Iterator[Any]:
    """Yield the publication dates of an entry, the most trusted first."""
    raw = [string_of(entry, key) for key in ("published", "created", "updated")]
    for key, value in zip(("published", "created", "updated"), raw, strict=True):
        moment = _get(entry, f"{key}_parsed")
        if parse_published(value):
            yield value
        elif moment:
            try:
                yield datetime.fromtimestamp(timegm(moment), UTC)
            except (ValueError, OverflowError, OSError):
                continue
    yield from (value for value in raw if value)


def title_of(about: Entry, *, atom: bool = False) -> str:
    """Return the name of a feed or the headline of an entry, on one line."""
    detail = _get(about, "title_detail") or {}
    value = string_of(about, "title") or string_of(detail, "value")
    if string_of(detail, "type") in _HTML_TYPES or (not atom and _TITLE_MARKUP.search(value)):
        return plain_line(value)
    return " ".join(value.split())


def _language(entry: Entry) -> str:
    details = [*(_get(entry, "content") or ()), _get(entry, "summary_detail") or {}]
    details.append(_get(entry, "title_detail") or {})
    return string_of(entry, "language") or next(
        (language for each in details if (language := string_of(each, "language"))), ""
    )


def string_of(about: Entry, key: str) -> str:
    """Return a string that a feed or entry holds, "" if it has none."""
    value = _get(about, key)
    return value.strip() if isinstance(value, str) else ""


def _get(about: Entry, key: str) -> Any:
    # feedparser's own get() answers for keys that are not there, with a warning.
    return dict.get(about, key) if isinstance(about, dict) else None
