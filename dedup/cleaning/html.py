"""Read an article out of a web page.

The text comes from trafilatura (Barbaresi 2021), the best of the extractors we
measured; title, date, site and language come from what the page states about
itself (JSON-LD ``NewsArticle``, OpenGraph), never from guessing. trafilatura is
never asked to ``deduplicate``: that keeps state between calls, and the same
page read six times gave no text from the fourth time on (2.3.1).
"""

from __future__ import annotations

import html as html_entities
import json
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from dedup.errors import MissingExtraError

_log = logging.getLogger(__name__)

# schema.org types that hold an article; their subtypes end in "Article" or "Posting".
_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report)$")
# C0 controls but tab, line feed and return, and lone surrogates: no parser agrees on them.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>", re.IGNORECASE)
# Larger pages are cut: the article of a news page lies in its first megabytes.
_MAX_CHARS = 10_000_000
# libxml2 gives up on deeper trees than 256 elements anyway, and pages that nest on
# purpose cost the extractor quadratic time.
_MAX_DEPTH = 250
_TAG = re.compile(
    r"<(/?)(?:div|span|p|section|article|ul|ol|li|table|tr|td|b|i|em|strong|font|a)\b[^<>]*>", re.I
)
# An extractor that finds less than this share of the text the page states in its
# metadata has missed the article.
_LEAST_SHARE = 0.5
# Most places where dates may be nested in JSON-LD.
_MAX_NODES = 2000


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """What a web page says, and says about itself.

    Args:
        headline: The article's own title, "" if the page names none.
        text: Plain text, one paragraph per block, blank lines between; "" if none was found.
        published: Aware; a time without zone counts as UTC; None when the page states none.
        source: The site's name, "" if the page names none.
        url: The canonical address, else the one given.
        language: BCP 47, as the page states it.
    """

    headline: str
    text: str
    published: datetime | None
    source: str
    url: str | None
    language: str | None


def read_html(markup: str, url: str | None = None) -> HtmlPage:
    """Read headline, text and metadata from a web page.

    Args:
        markup: The page. Broken or hostile markup gives an empty text, not an error.
        url: Where it came from, if known.

    Raises:
        MissingExtraError: trafilatura is not installed (extra ``html``).
    """
    try:
        import trafilatura
        from lxml import html as lxml_html
    except ImportError as error:
        raise MissingExtraError("Reading HTML", extra="html") from error
    markup = _DECLARATION.sub("", _CONTROLS.sub("", markup[:_MAX_CHARS]))
    empty = HtmlPage("", "", None, "", url, None)
    if not markup.strip() or _is_too_deep(markup):
        return empty
    try:
        tree = lxml_html.fromstring(markup)
        described = _described(tree)
        text = trafilatura.extract(
            markup, url=url, output_format="txt", include_comments=False, deduplicate=False
        )
    # Third-party parsers on hostile markup: whatever they raise, the feed goes on.
    except Exception as error:
        _log.info("page not readable (%s): %s", url, type(error).__name__)
        return empty
    return _page(described, text or "", url)


def _page(described: _Described, text: str, url: str | None) -> HtmlPage:
    article, meta, language = described.article, described.meta, described.language
    stated = _plain(_text_of(article.get("articleBody")))
    text = _paragraphs(text)
    if len(text) < _LEAST_SHARE * len(stated):
        text = _paragraphs(stated)
    published = _first_date(
        article.get("datePublished"),
        meta.get("article:published_time"),
        meta.get("datepublished"),
        meta.get("parsely-pub-date"),
        meta.get("dc.date.issued"),
        meta.get("date"),
        described.time,
    )
    return HtmlPage(
        headline=_one_line(
            _text_of(article.get("headline")) or meta.get("og:title") or described.title
        ),
        text=text,
        published=published,
        source=_one_line(_text_of(article.get("publisher")) or meta.get("og:site_name") or ""),
        url=_address(described.canonical or meta.get("og:url"), url),
        language=(_text_of(article.get("inLanguage")) or language or None),
    )


@dataclass(frozen=True, slots=True)
class _Described:
    """What the head of a page states."""

    article: Mapping[str, Any]
    meta: Mapping[str, str]
    title: str
    time: str
    canonical: str
    language: str


def _is_too_deep(markup: str) -> bool:
    """Return whether the tags of a page nest deeper than any parser follows."""
    depth = deepest = 0
    for match in _TAG.finditer(markup):
        depth += -1 if match.group(1) else 1
        depth = max(depth, 0)
        deepest = max(deepest, depth)
    # Pages leave <li> and <p> open; only many times the limit is meant to harm.
    return deepest > _MAX_DEPTH * 8


def _described(tree: Any) -> _Described:
    """Collect what a page states about itself; the first statement of a kind counts."""
    meta: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        content = (node.get("content") or "").strip()
        if name and content:
            meta.setdefault(name, content)
    titles = [*tree.iter("h1")]
    title = " ".join(titles[0].itertext()) if len(titles) == 1 else ""
    if not title.strip():
        title = " ".join(node.text_content() for node in list(tree.iter("title"))[:1])
    times = [node.get("datetime") or "" for node in tree.iter("time")]
    links = [n.get("href") or "" for n in tree.iter("link") if (n.get("rel") or "") == "canonical"]
    scripts = [n for n in tree.iter("script") if "ld+json" in (n.get("type") or "").lower()]
    return _Described(
        article=_news_article([node.text or "" for node in scripts]),
        meta=meta,
        title=title,
        time=next((time for time in times if time), ""),
        canonical=next((link for link in links if link), ""),
        language=(tree.get("lang") or tree.get("xml:lang") or meta.get("og:locale") or "").replace(
            "_", "-"
        ),
    )


def _news_article(scripts: list[str]) -> Mapping[str, Any]:
    """Return the first JSON-LD node of an article type, {} if there is none."""
    for script in scripts:
        try:
            document = json.loads(script.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):  # pages carry broken JSON; others may still help
            continue
        for node in _nodes(document):
            kinds = node.get("@type")
            for kind in kinds if isinstance(kinds, list) else [kinds]:
                if isinstance(kind, str) and _ARTICLE_TYPE.search(kind):
                    return node
    return {}


def _nodes(document: Any) -> Iterator[Mapping[str, Any]]:
    """Yield every object of a JSON document, outer before inner."""
    waiting, seen = [document], 0
    while waiting and seen < _MAX_NODES:
        item = waiting.pop(0)
        seen += 1
        if isinstance(item, dict):
            yield item
            waiting.extend(value for value in item.values() if isinstance(value, dict | list))
        elif isinstance(item, list):
            waiting.extend(value for value in item if isinstance(value, dict | list))


def _text_of(value: Any) -> str:
    """Return a JSON-LD value as text: itself, or its name."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or ""
    return value if isinstance(value, str) else ""


def _plain(text: str) -> str:
    """Return text without the tags and entities that some sites leave in their metadata."""
    if "<" in text:
        text = re.sub(r"</(?:p|div|li|h\d)>|<br\s*/?>", "\n", text, flags=re.IGNORECASE)
        text = re.sub(r"<[^<>]{0,500}>", "", text)
    return html_entities.unescape(text)


def _paragraphs(text: str) -> str:
    """Return text with one blank line between blocks."""
    return "\n\n".join(line.strip() for line in text.splitlines() if line.strip())


def _one_line(text: str) -> str:
    return " ".join(html_entities.unescape(text).split())


def _address(stated: str | None, given: str | None) -> str | None:
    """Return the canonical address, made whole, when it is one of the web."""
    if stated:
        try:
            whole = urljoin(given or "", stated.strip())
        except ValueError:  # a malformed address states nothing
            return given
        if whole.startswith(("http://", "https://")):
            return whole
    return given


def _first_date(*values: Any) -> datetime | None:
    """Return the first value that is an ISO 8601 time."""
    for value in values:
        text = _text_of(value).strip()
        if not text:
            continue
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None
