"""What is new in a batch: articles, and texts of articles that the archive has."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import count

from dedup.archive.identity import is_variant, keys_of_article, storable, words_digest
from dedup.model import Article


@dataclass(frozen=True, slots=True)
class Incoming:
    """One new text.

    Args:
        article: Under the id it has in the archive.
        version: Its number; 1 for a new article.
        known: The archive had the article before this batch.
        digest: Of its words.
        keys: What the article is known by, without empty ones.
    """

    article: Article
    version: int
    known: bool
    digest: int
    keys: tuple[str, ...]


@dataclass
class _Known:
    """What is known of one article while a batch is looked through."""

    article: Article | None  # None: pruned, and not to come back
    version: int
    stored: bool
    digests: set[int] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)


def sort_out(db: sqlite3.Connection, articles: Iterable[Article]) -> list[Incoming]:
    """Return the texts of a batch that the archive does not have, oldest first.

    A text that any version of the article had is not new, nor is the AMP, print or mobile
    page of a known article. Of two articles under one id that
    are not one article, the second gets another id.

    Args:
        db: The archive.
        articles: As they came. Of versions with one date, the later in this order is newer.
    """
    return _Sorter(db).sorted_out(articles)


class _Sorter:
    """Looks articles up in the archive, and in what the batch itself brought so far."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._keys: dict[str, str] = {}
        self._known: dict[str, _Known] = {}

    def sorted_out(self, articles: Iterable[Article]) -> list[Incoming]:
        listed = sorted(
            (storable(each) for each in articles),
            key=lambda each: (
                each.published is None,
                each.published and each.published.timestamp(),
            ),
        )
        found = (self._looked_up(each) for each in listed)
        return [each for each in found if each is not None]

    def _looked_up(self, article: Article) -> Incoming | None:
        address, own = keys_of_article(article)
        digest = words_digest(article)
        name = self._named(address, own, digest)
        if name is None:
            return self._opened(article, address, own, digest)
        known = self._of(name)
        if known.article is None or digest in known.digests or is_variant(article):
            return None
        known.digests.add(digest)
        known.version += 1
        first = known.article
        language = first.language
        revised = replace(article, id=name, source=first.source, url=first.url, language=language)
        keys = tuple(filter(None, (address, own)))
        return Incoming(revised, known.version, known.stored, digest, keys)

    def _named(self, address: str, own: str, digest: int) -> str | None:
        """Return the id of the article that this is a text of."""
        name = self._holder(address) if address else None
        if name is not None:
            return name
        name = self._holder(own)
        if name is None or not address:
            return name
        # The id is known, the address is not: another article, unless it says the same, or
        # the article came without an address before.
        known = self._of(name)
        return name if digest in known.digests or not known.addresses else None

    def _opened(self, article: Article, address: str, own: str, digest: int) -> Incoming:
        name = self._free(article.id)
        keys = (own, address) if address else (own,)
        for key in keys:
            self._keys.setdefault(key, name)
        article = replace(article, id=name)
        addresses = {address} if address else set()
        self._known[name] = _Known(article, 1, False, {digest}, addresses)
        return Incoming(article, 1, False, digest, keys)

    def _holder(self, key: str) -> str | None:
        if key in self._keys:
            return self._keys[key]
        row = self._db.execute(
            "SELECT article_id FROM article_keys WHERE key = ?", (key,)
        ).fetchone()
        if row is None:
            return None
        self._keys[key] = row[0]
        return str(row[0])

    def _of(self, name: str) -> _Known:
        if name not in self._known:
            self._known[name] = self._stored(name)
        return self._known[name]

    def _stored(self, name: str) -> _Known:
        row = self._db.execute(
            "SELECT source, url, language, version FROM articles WHERE id = ?", (name,)
        ).fetchone()
        addresses = {
            key
            for (key,) in self._db.execute(
                "SELECT key FROM article_keys WHERE article_id = ?", (name,)
            )
            if key.startswith("url ")
        }
        if row is None:
            return _Known(None, 0, True, addresses=addresses)
        digests = {
            digest
            for (digest,) in self._db.execute(
                "SELECT digest FROM versions WHERE article_id = ?", (name,)
            )
        }
        article = Article(id=name, source=row[0], headline="", text="", url=row[1], language=row[2])
        return _Known(article, row[3], True, digests, addresses)

    def _free(self, wanted: str) -> str:
        """Return the id itself, or with a number if another article or a story has it."""
        for number in count(1):
            name = wanted if number == 1 else f"{wanted}~{number}"
            if name not in self._known and not self._taken(name):
                return name
        raise AssertionError("count ends")

    def _taken(self, name: str) -> bool:
        row = self._db.execute(
            "SELECT EXISTS (SELECT 1 FROM articles WHERE id = :id)"
            " OR EXISTS (SELECT 1 FROM stories WHERE id = :id)"
            " OR EXISTS (SELECT 1 FROM article_keys WHERE article_id = :id)",
            {"id": name},
        ).fetchone()
        return bool(row[0])
