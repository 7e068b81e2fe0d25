"""One mapping (a JSON object, a CSV row, a header block) to one article.

The canonical keys and their aliases are those that news APIs, schema.org,
JSON Feed and common scrapers write. Keys are matched in any case. The first
alias with a value wins; every other key is kept in ``Article.extra``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from dedup.errors import ArticleFormatError, DedupError
from dedup.ingest.dates import parse_published
from dedup.ingest.decode import without_surrogates
from dedup.ingest.notes import Notes
from dedup.model import Article
from dedup.text import stable_hash

# Keys in the order of trust: ours first, then schema.org, feeds, scrapers.
ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("id", "guid", "uuid", "_id", "article_id"),
    "source": ("source", "outlet", "publisher", "domain", "site", "site_name", "source_name"),
    "headline": ("headline", "title"),
    "text": ("text", "body", "content", "articlebody", "maintext", "content_text", "full_text"),
    "url": ("url", "link"),
    "published": (
        "published",
        "date",
        "datepublished",
        "pubdate",
        "published_at",
        "publishedat",
        "date_published",
        "date_publish",
    ),
    "language": ("language", "lang", "inlanguage"),
}
_HTML_KEYS = ("content_html", "html")
# Hex digits of a derived id: 48 bits, so two of a million articles meet with p = 0.002,
# and then the second gets a suffix.
_ID_DIGITS = 12


def looks_like_article(record: Mapping[str, Any]) -> bool:
    """Return whether a mapping has a key that could hold an article's words."""
    keys = {key.lower() for key in record}
    wanted = {*ALIASES["text"], *_HTML_KEYS, "sentences"}
    return bool(keys & wanted) or bool(keys & set(ALIASES["headline"]) and "id" in keys)


def to_article(
    record: Mapping[str, Any],
    *,
    where: tuple[str, int],
    notes: Notes,
    defaults: Mapping[str, str] | None = None,
) -> Article | ArticleFormatError:
    """Build an article from a mapping, or the error that says why not.

    Args:
        record: Any mapping with string keys.
        where: File name and line or record number, for messages.
        notes: Takes what was odd but readable.
        defaults: ``id`` and ``source`` to use when the record has none.
    """
    source_name, line = where
    place = f"{source_name}:{line}" if line else source_name
    record, markup_error = _with_markup(record, where)
    if markup_error is not None:
        return markup_error
    fields, extra = _split(record)
    text = _words(fields["text"]) or _words(extra.get("sentences"))
    headline = _line(fields["headline"])
    if not text.strip() and not headline:
        return ArticleFormatError(
            "no text; wanted a 'text' (or body, content) with words", source=source_name, line=line
        )
    url = _line(fields["url"]) or None
    defaults = defaults or {}
    outlet = _name(fields["source"]) or _host(url) or defaults.get("source", "")
    published = parse_published(fields["published"])
    if published is None and fields["published"] not in (None, ""):
        extra["published_raw"] = fields["published"]
        notes.add("publication date not understood, left out", place)
    if any(without_surrogates(part) != part for part in (text, headline, outlet)):
        notes.add("broken characters replaced", place)
    text, headline, outlet = map(without_surrogates, (text, headline, outlet))
    identity = without_surrogates(_line(fields["id"])) or defaults.get("id", "")
    return Article(
        id=identity or f"{stable_hash([outlet, headline, text]):016x}"[:_ID_DIGITS],
        source=outlet,
        headline=headline,
        text=text,
        url=without_surrogates(url) if url else None,
        published=published,
        language=without_surrogates(_line(fields["language"])) or None,
        extra=extra,
    )


def _with_markup(
    record: Mapping[str, Any], where: tuple[str, int]
) -> tuple[Mapping[str, Any], ArticleFormatError | None]:
    """Read the record's HTML when that is all it has."""
    lowered = {key.lower(): key for key in record}
    if any(_words(record[lowered[key]]).strip() for key in ALIASES["text"] if key in lowered):
        return record, None
    for name in _HTML_KEYS:
        markup = record.get(lowered.get(name, ""))
        if isinstance(markup, str) and markup.strip():
            from dedup.ingest.html import page_record

            try:
                page = page_record(markup, _line(record.get(lowered.get("url", ""))) or None)
            except DedupError as error:
                return record, ArticleFormatError(str(error), source=where[0], line=where[1])
            rest = {key: value for key, value in record.items() if value not in (None, "")}
            return {**page, **rest}, None
    return record, None


def _split(record: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the canonical fields and everything else."""
    extra = {str(key): value for key, value in record.items()}
    lowered: dict[str, str] = {}
    for key in extra:
        lowered.setdefault(key.lower(), key)
    fields: dict[str, Any] = {}
    for name, aliases in ALIASES.items():
        fields[name] = None
        for alias in aliases:
            value = extra.get(lowered.get(alias, ""))
            if value not in (None, "", [], {}):
                fields[name] = extra.pop(lowered[alias])
                break
    return fields, extra


def _words(value: Any) -> str:
    """Return running text: a string, or a list of paragraphs or sentences."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        parts = [part.get("text") if isinstance(part, dict) else part for part in value]
        return "\n\n".join(part for part in parts if isinstance(part, str) and part.strip())
    return ""


def _line(value: Any) -> str:
    """Return a one-line value: a string or a number."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(str(value).split())


def _name(value: Any) -> str:
    """Return the name of a publisher, which schema.org and news APIs nest."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = next((value[key] for key in ("name", "title", "id") if value.get(key)), None)
    return _line(value)


def _host(url: str | None) -> str:
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
