"""By what an archive knows an article again, and tells a new text of it from the same.

An article is known by its address, else by its source and id. Two texts are one when they
differ only in spacing and the shape of quotes.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dedup.address import address_key, address_variant
from dedup.model import Article
from dedup.text import fold, stable_hash

_SURROGATES = re.compile("[\ud800-\udfff]")
_WEB = re.compile(r"\s*https?://", re.IGNORECASE)


def keys_of_article(article: Article) -> tuple[str, str]:
    """Return the keys of an article: of its address ("" if it has none), and of its id.

    The front page of a site ("https://example.org/") is the address of no article.
    """
    address = ""
    if article.url and _WEB.match(article.url):
        address = address_key(article.url)
        if not re.search(r"[/?#]", address):
            address = ""
    return (
        f"url {address}" if address else "",
        f"id {_plain(article.source).casefold()} {article.id}",
    )


def is_variant(article: Article) -> bool:
    """Return whether this is the AMP, print or mobile page of an article."""
    return bool(article.extra.get("variant") or address_variant(article.url))


def words_digest(article: Article) -> int:
    """Return a hash of an article's words, in [0, 2**63)."""
    return stable_hash((_plain(article.headline), _plain(article.text))) >> 1


def storable(article: Article) -> Article:
    """Return an article that a database can hold: lone surrogates become U+FFFD.

    One code point for one, so that offsets stay.
    """
    return replace(
        article,
        id=_written(article.id),
        source=_written(article.source),
        headline=_written(article.headline),
        text=_written(article.text),
        url=None if article.url is None else _written(article.url),
        language=None if article.language is None else _written(article.language),
    )


def _written(text: str) -> str:
    return _SURROGATES.sub("\ufffd", text)


def _plain(text: str) -> str:
    return " ".join(fold(text).split())
