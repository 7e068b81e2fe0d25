"""One mapping (a JSON object, a CSV row, a header block) to one article.

The canonical keys and their aliases are those that news APIs, schema.org,
JSON Feed and common scrapers write. Keys are matched in any case. The first
alias with a value wins; every other key is kept in ``Article.extra``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from dedup.errors import ArticleFormatError, DedupError
from dedup.ingest.dates import parse_published, read_published
from dedup.ingest.decode import without_surrogates
from dedup.ingest.gkg import from_gkg, has_titles, is_gkg
from dedup.ingest.language import language_tag
from dedup.ingest.mojibake import repair
from dedup.ingest.ninjs import from_ninjs, is_ninjs, withdrawn
from dedup.ingest.notes import Notes
from dedup.model import Article
from dedup.text import stable_hash

# Keys in the order of trust: ours first, then schema.org, feeds, news APIs, scrapers. A dot
# leads into an object ("thread.site" of Webz.io, "content.rendered" of WordPress), or stands in
# the name of a column of a table made of such objects.
ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("id", "guid", "uuid", "_id", "article_id", "articleid", "stories_id", "uri"),
    "source": (
        *("source", "outlet", "publisher", "domain", "site", "site_name", "source_name"),
        *("source.name", "media_name", "source_domain", "sourcecommonname", "publication"),
        *("newspaper", "provider", "thread.site_full", "thread.site", "source_id"),
    ),
    "headline": (
        *("headline", "title", "webtitle", "headline.main", "title.rendered", "article_title"),
        "page_title",
    ),
    "text": (
        *("text", "body", "content", "articlebody", "maintext", "content_text", "full_text"),
        *("fulltext", "article_text", "story_text", "body_text", "plain_text", "fields.bodytext"),
        *("fields.body", "content.rendered", "article"),
    ),
    "url": (
        *("url", "link", "weburl", "web_url", "permalink", "links.permalink", "requested_url"),
        *("article_url", "documentidentifier", "sourceurl"),
    ),
    "published": (
        *("published", "datetimepub", "date", "datepublished", "pubdate", "published_at"),
        *("publishedat", "date_published", "date_publish", "publish_date", "published_date"),
        *("publishdate", "publication_date", "pub_date", "webpublicationdate", "date_gmt"),
        *("datetime", "time_published", "seendate"),
    ),
    "language": ("language", "lang", "inlanguage", "language_code"),
}
# What stands in for the text when there is none: the teaser of a bare API answer.
_TEASERS = (
    *("lead_paragraph", "description", "summary", "abstract", "snippet", "excerpt.rendered"),
    *("excerpt", "fields.trailtext"),
)
_HTML_KEYS = ("content_html", "html", "body_html")
_WORDED = frozenset((*ALIASES["text"], *ALIASES["headline"], *_HTML_KEYS))
# Objects that search engines and agencies put around a record.
AROUND = ("_source", "item", "article", "story", "doc")
# A text with these was not stripped of its markup. Texts under our own keys are taken as
# they are, to the character.
_BLOCK_TAG = re.compile(
    r"</(?:p|div|li|h[1-6]|blockquote)\s*>|<br\s*/?>|<p(?:\s[^<>]*)?>", re.IGNORECASE
)
_AS_IS = ("text", "maintext")
# Entities that API makers forget to undo in titles ("Port &amp; Harbour").
_TITLE_ENTITY = re.compile(
    r"&(?:#\d+|#[xX][0-9A-Fa-f]+|amp|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip);"
)
_PAGE_TAG = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
# Hex digits of a derived id: 48 bits, so two of a million articles meet with p = 0.002,
# and then the second gets a suffix.
_ID_DIGITS = 12


def looks_like_article(record: Mapping[str, Any]) -> bool:
    """Return whether a mapping has a key that could hold an article's words."""
    keys = {key.lower() for key in record}
    if keys & {*ALIASES["text"], *_HTML_KEYS, "sentences"}:
        return True
    named = bool(keys & set(ALIASES["headline"]))
    where = {"id", *ALIASES["url"]}
    if named and bool(keys & where):
        return True
    if is_ninjs(record) or has_titles(record):
        return True
    inner = unwrapped(record)
    return inner is not record and looks_like_article(inner)


def unwrapped(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a record without its envelope ({"_id": 7, "_source": {…}}), else as it is."""
    for key in AROUND:
        inner = record.get(key)
        if isinstance(inner, dict) and not any(
            isinstance(value, str) and name.lower() in _WORDED for name, value in record.items()
        ):
            return {**{name: value for name, value in record.items() if name != key}, **inner}
    return record


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
    record = unwrapped(record)
    if is_ninjs(record):
        status = withdrawn(record)
        if status:
            reason = f"withdrawn by its provider ({status})"
            return ArticleFormatError(reason, source=source_name, line=line)
        record = from_ninjs(record)
    elif is_gkg(record):
        record = from_gkg(record)
    record, markup_error = _with_markup(record, where)
    if markup_error is not None:
        return markup_error
    fields, extra = _split(record)
    text = fields["text"] or _words(extra.get("sentences")) or _teaser(extra)
    headline = fields["headline"]
    if _TITLE_ENTITY.search(headline):
        headline = " ".join(_without_markup(headline).split())
    if not text.strip() and not headline:
        return ArticleFormatError(
            "no text; wanted a 'text' (or body, content) with words", source=source_name, line=line
        )
    defaults = defaults or {}
    url = fields["url"] or defaults.get("url") or None
    outlet = fields["source"] or _host(url) or defaults.get("source", "")
    known_zone = extra.get("published_zone")
    published, zone = read_published(fields["published"], zone=str(known_zone or ""))
    if published is None and fields["published"] not in (None, ""):
        extra["published_raw"] = fields["published"]
        notes.add("publication date not understood, left out", place)
    # A time in UTC may be one of our own, with the zone it was stated in beside it.
    if zone and (zone != "+00:00" or known_zone is None):
        extra["published_zone"] = zone
    whole = tuple(map(without_surrogates, (text, headline, outlet)))
    if whole != (text, headline, outlet):
        notes.add("broken characters replaced", place)
        text, headline, outlet = whole
    repaired = tuple(map(repair, (text, headline, outlet)))
    if repaired != (text, headline, outlet):
        notes.add("characters decoded wrongly at their source, repaired", place)
        text, headline, outlet = repaired
    identity = without_surrogates(fields["id"]) or defaults.get("id", "")
    return Article(
        id=identity or f"{stable_hash([outlet, headline, text]):016x}"[:_ID_DIGITS],
        source=outlet,
        headline=headline,
        text=text,
        url=without_surrogates(url) if url else None,
        published=published,
        language=language_tag(without_surrogates(fields["language"])) or None,
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
        markup = record[lowered[name]] if name in lowered else None
        if isinstance(markup, str) and markup.strip():
            rest = {key: value for key, value in record.items() if value not in (None, "")}
            if not _PAGE_TAG.search(markup):  # a fragment: all of it is the article
                rest.pop(lowered[name])
                return {**rest, "text": _without_markup(markup)}, None
            from dedup.ingest.html import page_record

            try:
                page = page_record(
                    markup, _line(record[lowered["url"]]) if "url" in lowered else None
                )
            except DedupError as error:
                return record, ArticleFormatError(str(error), source=where[0], line=where[1])
            return {**page, **rest}, None
    return record, None


def _split(record: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the canonical fields and everything else.

    A key counts when its value can be read as what the field needs. ``published`` is
    left as it came, the first value that is a date before one that is not.
    """
    extra = {str(key): value for key, value in record.items()}
    fields: dict[str, Any] = dict.fromkeys(ALIASES, "")
    for name, places in _field_places(tuple(extra)):
        found: list[tuple[str, Any]] = []
        for key, inner in places:
            value = _inner(extra[key], inner) if inner else extra[key]
            if value or isinstance(value, int | float):
                found.append(("" if inner else key, value))
        if name == "published" and len(found) > 1:
            found.sort(key=lambda each: parse_published(each[1]) is None)
        for key, value in found:
            read = value if name == "published" else _READ[name](value)
            if read:
                as_is = key.lower() in _AS_IS
                fields[name] = _without_tags(read) if name == "text" and not as_is else read
                if key:
                    del extra[key]
                break
    return fields, extra


# The records of a file mostly have the same keys.
@lru_cache(maxsize=256)
def _field_places(keys: tuple[str, ...]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return for each field the keys that may lead to it, and the key inside the object."""
    places: dict[str, list[tuple[int, str, str]]] = {}
    for key in reversed(keys):  # of two keys that differ in case alone the first counts
        for name, rank, inner in _PLACES.get(key.lower(), ()):
            places.setdefault(name, []).append((rank, key, inner))
    return tuple(
        (name, tuple((key, inner) for _, key, inner in sorted(found, key=lambda each: each[0])))
        for name, found in places.items()
    )


def _inner(value: Any, name: str) -> Any:
    """Return what an object holds under a key, in any case."""
    if not isinstance(value, dict):
        return None
    return next((each for key, each in value.items() if str(key).lower() == name), None)


def _teaser(extra: dict[str, Any]) -> str:
    """Take the teaser out of what is left of a record that has no text."""
    lowered = {key.lower(): key for key in reversed(extra)}
    for alias in _TEASERS:
        outer, _, inner = alias.partition(".")
        value = extra[lowered[outer]] if outer in lowered else None
        words = _words(_inner(value, inner) if inner else value).strip()
        if words:
            if not inner:
                del extra[lowered[outer]]
            return _without_tags(words)
    return ""


def _without_tags(text: str) -> str:
    """Return a text as it is, unless it still has the markup of its blocks."""
    return _without_markup(text) if _BLOCK_TAG.search(text) else text


def _without_markup(markup: str) -> str:
    from dedup.ingest.markup import plain_text  # most input has no markup to undo

    return plain_text(markup)


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
        keys = ("name", "title", "id", "domain", "uri", "url")
        value = next((value[key] for key in keys if value.get(key)), None)
    return _line(value)


def _host(url: str | None) -> str:
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _places() -> dict[str, list[tuple[str, int, str]]]:
    places: dict[str, list[tuple[str, int, str]]] = {}
    for name, aliases in ALIASES.items():
        for rank, alias in enumerate(aliases):
            outer, _, inner = alias.partition(".")
            places.setdefault(outer, []).append((name, rank, inner))
            if inner:
                places.setdefault(alias, []).append((name, rank, ""))
    return places


# How the value of each field but the date is read; "" when it is none.
_READ: dict[str, Callable[[Any], str]] = {
    "id": _line,
    "source": _name,
    "headline": _line,
    "text": _words,
    "url": _line,
    "language": _line,
}
# Where each key may lead: the field, how far down in its list, the key inside the object.
_PLACES = _places()
