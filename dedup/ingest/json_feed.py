"""JSON Feed 1.0 and 1.1."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from dedup.errors import ArticleFormatError
from dedup.ingest.notes import Notes
from dedup.ingest.record import to_article
from dedup.model import Article

if TYPE_CHECKING:
    from dedup.ingest.feeds import Feed


def is_json_feed(document: Any) -> bool:
    """Return whether a JSON document says that it is a JSON Feed."""
    return (
        isinstance(document, dict)
        and "jsonfeed.org" in str(document.get("version", ""))
        and isinstance(document.get("items"), list)
    )


def read_json_feed(text: str, *, url: str, name: str, notes: Notes) -> Feed:
    """Read a JSON Feed.

    Raises:
        ArticleFormatError: It is not JSON, or no feed.
    """
    from dedup.ingest.jsonl import describe

    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        reason = f"not JSON ({describe(error)})"
        raise ArticleFormatError(reason, source=name, line=line) from error
    if not is_json_feed(document):
        raise ArticleFormatError("no feed; wanted a JSON Feed", source=name, line=0)
    return feed_of(document, url=url, name=name, notes=notes)


def feed_of(document: Mapping[str, Any], *, url: str, name: str, notes: Notes) -> Feed:
    """Return the feed that a JSON document holds."""
    from dedup.ingest.feeds import Feed

    read = item_reader(document, name, notes)
    items = tuple(read(item, number) for number, item in enumerate(document["items"], 1))
    home = _string(document, "home_page_url")
    return Feed(_title(document), _string(document, "language"), home or url, items)


def item_reader(
    document: Mapping[str, Any], name: str, notes: Notes
) -> Callable[[Any, int], Article | ArticleFormatError]:
    """Return what makes an article of an item of this feed and its number."""
    title, language = _title(document), _string(document, "language")

    def read(item: Any, number: int) -> Article | ArticleFormatError:
        if isinstance(item, dict):
            return to_article(_record(item, title, language), where=(name, number), notes=notes)
        return ArticleFormatError("no JSON object; wanted one an item", source=name, line=number)

    return read


def _title(document: Mapping[str, Any]) -> str:
    return " ".join(_string(document, "title").split())


def _record(item: Mapping[str, Any], title: str, language: str) -> dict[str, Any]:
    """Return an item by our own keys; what has no place stays as it is."""
    from dedup.ingest.markup import plain_text

    texts = (
        _string(item, "content_text"),
        plain_text(_string(item, "content_html")),
        _string(item, "summary"),
    )
    record = {key: value for key, value in item.items() if not key.startswith("content_")}
    if any(texts):
        record["text"] = max(texts, key=len)
        if record["text"] == texts[2]:
            record.pop("summary", None)
    record["date_published"] = item.get("date_published") or item.get("date_modified")
    record["language"] = _string(item, "language") or language
    record.setdefault("source", title)
    record["id"] = item.get("id") or _string(item, "url")
    return {key: value for key, value in record.items() if value not in (None, "", [], {})}


def _string(about: Mapping[str, Any], key: str) -> str:
    value = about.get(key)
    return value.strip() if isinstance(value, str) else ""
