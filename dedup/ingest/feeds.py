"""Feeds: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF, JSON Feed. One article an entry.

feedparser (BSD, pure Python) reads the XML ones: of the readers tried it
forgives most. It gets UTF-8 with the encoding settled here, and never a document
whose own entities could fill the memory. Neither it nor this module fetches anything.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dedup.errors import ArticleFormatError, InputError
from dedup.ingest.decode import decode_document
from dedup.ingest.feed_entries import joined, record_of, string_of, title_of
from dedup.ingest.limits import MOST_LINE_BYTES
from dedup.ingest.notes import Notes
from dedup.ingest.record import to_article
from dedup.model import Article

# Characters that entities of the document's own may add: enough for a name here and there.
_MOST_EXPANDED = 100_000
_PROLOG = re.compile(r"\s*(?:<\?xml(?:(?!\?>).)*\?>\s*)?(?:<!--.*?-->\s*|<\?.*?\?>\s*)*", re.S)
# A comment that does not end is not passed over: looked for again and again, its end would take
# the square of the length.
_DOCTYPE = re.compile(
    r"<!DOCTYPE[^\[>]*+"
    r"(?:\[(?P<own>(?:\"[^\"]*+\"|'[^']*+'|<!--.*?-->|[^\]\"'<]++|<(?!!--))*+)\]\s*)?>",
    re.S | re.I,
)
_ENTITY = re.compile(
    r"<!ENTITY\s+(?P<name>%\s*\S+|\w+)\s+(?P<quote>[\"'])(?P<value>.*?)(?P=quote)", re.S
)
# A value that expands to itself: no other entity in it, only numbered characters.
_LITERAL = re.compile(r"(?:[^&%<]|&#\w+;)*")
_ROOT = re.compile(r"<(?:[\w.-]+:)?(?:rss|rdf|feed|channel|item|entry)\b", re.I)
_PAGE = re.compile(r"\s*(?:<!--.{0,500}?-->\s*)*<(?:!doctype html|html)\b", re.I | re.S)
_HEAD_CHARS = 8192
_NO_FEED = "no feed; wanted RSS, Atom or JSON Feed"


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed with its entries.

    Args:
        title: The feed's own name, "" if it has none.
        language: BCP 47, as the feed states it, "" if it does not.
        url: The address of the site it belongs to, else the one given.
        items: An article for each entry, or the error that says why not, in order.
    """

    title: str
    language: str
    url: str
    items: tuple[Article | ArticleFormatError, ...]


def parse_feed(data: bytes, *, url: str = "", content_type: str = "") -> Feed:
    """Read a feed of any kind.

    Args:
        data: The document, unpacked.
        url: Where it came from: the base of relative links, and its name in messages.
        content_type: The HTTP header of that name, for the encoding.

    Raises:
        ArticleFormatError: It is no feed, or a hostile one.
    """
    return read_feed(data, url=url, content_type=content_type, name=url or "feed", notes=Notes())


def is_feed(head: bytes) -> bool:
    """Return whether the first bytes of a file open an XML feed."""
    text = decode_document(head)[0][:_HEAD_CHARS]
    opened = re.search(r"<(?![?!])(?:[\w.-]+:)?(\w+)", re.sub(r"<!--.*?-->", "", text, flags=re.S))
    return opened is not None and opened[1].lower() in ("rss", "rdf", "feed", "channel")


def is_page(text: str) -> bool:
    """Return whether a text opens an HTML page."""
    return _PAGE.match(text) is not None


def read_feed(
    data: bytes, *, url: str = "", content_type: str = "", name: str, notes: Notes
) -> Feed:
    """Read a feed as ``parse_feed`` does, with a name for messages and a place for notes."""
    if len(data) > MOST_LINE_BYTES:
        raise ArticleFormatError(
            f"a feed of more than {MOST_LINE_BYTES >> 20} MiB; split it", source=name, line=0
        )
    text, guessed = decode_document(data, content_type)
    if guessed:
        notes.add(guessed, name)
    text = text.lstrip("\ufeff").replace("\0", "")
    if text.lstrip()[:1] == "{":
        from dedup.ingest.json_feed import read_json_feed

        return read_json_feed(text, url=url, name=name, notes=notes)
    if is_page(text) or not _ROOT.search(text):
        raise ArticleFormatError(_NO_FEED, source=name, line=0)
    try:
        text = without_entities(text)
    except InputError as error:
        raise ArticleFormatError(str(error), source=name, line=0) from error
    return read_xml_feed(text, url=url, name=name, notes=notes)


def read_xml_feed(text: str, *, url: str = "", name: str, notes: Notes, before: int = 0) -> Feed:
    """Read a feed, or a portion of one, that is without a DOCTYPE.

    Args:
        text: The document.
        url: Where it came from.
        name: What messages call it.
        notes: Takes what was odd but readable.
        before: Entries of the feed that came in earlier portions.

    Raises:
        ArticleFormatError: It is no feed, or too much for the parser.
    """
    try:
        parsed = _parse(text)
    # A third-party parser on hostile markup: whatever it raises, the run goes on.
    except Exception as error:
        reason = f"a feed that cannot be read ({type(error).__name__})"
        raise ArticleFormatError(reason, source=name, line=before) from error
    entries, about = parsed["entries"], parsed["feed"]
    if not entries and not parsed.get("version") and not is_feed(text.encode()):
        raise ArticleFormatError(_NO_FEED, source=name, line=0)
    feed = Feed(
        title=title_of(about),
        language=string_of(about, "language"),
        url=joined(url, string_of(about, "link")) or url,
        items=(),
    )
    atom = str(parsed.get("version") or "").startswith("atom")
    items = tuple(
        to_article(record_of(entry, feed, atom=atom), where=(name, number), notes=notes)
        for number, entry in enumerate(entries, before + 1)
    )
    return Feed(feed.title, feed.language, feed.url, items)


def _parse(text: str) -> Mapping[str, Any]:
    import feedparser

    # The encoding is settled: the declaration must not be read again.
    text = re.sub(r"\A\s*<\?xml(?:(?!\?>).)*\?>", "", text, count=1, flags=re.S).lstrip()
    headers = {"content-type": "application/xml; charset=utf-8"}
    parsed: Mapping[str, Any] = feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")),  # bytes it would try as a file name first
        response_headers=headers,
        # Both cost more than the parsing; only plain text is kept.
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    return parsed


def without_entities(text: str) -> str:
    """Return the document without its DOCTYPE, its own harmless entities put in.

    Raises:
        InputError: Its entities hold other entities, or would make it much longer.
    """
    text, entities = without_doctype(text)
    return Expander(entities)(text)


def without_doctype(text: str) -> tuple[str, dict[str, str]]:
    """Return the document without its DOCTYPE, and the entities declared there.

    Raises:
        InputError: Its entities hold other entities.
    """
    prolog = _PROLOG.match(text)
    start = prolog.end() if prolog else 0
    if text[start : start + 9].upper() != "<!DOCTYPE":
        return text, {}
    doctype = _DOCTYPE.match(text, start)
    if doctype is None:
        raise InputError("a feed whose DOCTYPE does not end; refused")
    own, rest = doctype["own"] or "", text[doctype.end() :]
    entities = {match["name"]: match["value"] for match in _ENTITY.finditer(own)}
    if any(name[0] == "%" or not _LITERAL.fullmatch(value) for name, value in entities.items()):
        raise InputError("a feed whose entities hold entities, made to fill the memory; refused")
    return text[:start] + rest, entities


class Expander:
    """Puts the entities of one document into its text, or into one portion after the other.

    Args:
        entities: Their values by name.
    """

    def __init__(self, entities: Mapping[str, str]) -> None:
        names = "|".join(map(re.escape, sorted(entities)))
        self._names = re.compile(f"&({names});") if entities else None
        self._entities = entities
        self._left = _MOST_EXPANDED

    def __call__(self, text: str) -> str:
        """Return the text with entities put in.

        Raises:
            InputError: Together they make the document much longer.
        """
        if self._names is None:
            return text
        self._left -= sum(len(self._entities[match[1]]) for match in self._names.finditer(text))
        if self._left < 0:
            raise InputError("a feed whose entities are made to fill the memory; refused")
        return self._names.sub(lambda match: self._entities[match[1]], text)
