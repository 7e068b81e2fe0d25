"""From a stream of records to a list of articles with unique ids.

An article read twice is kept once. "Twice" means: the same id and the same
words, or the same publisher and the same text. The copy that says most about
itself is kept, so the choice does not depend on the order of the input. Two
different articles under one id are both kept; the second is renamed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from dedup.errors import ArticleFormatError
from dedup.ingest.notes import Notes
from dedup.model import Article
from dedup.text import fold, stable_hash


def gather(
    records: Iterable[Article | ArticleFormatError], *, notes: Notes, strict: bool, by_text: bool
) -> list[Article]:
    """Return the articles of a stream, each once, with unique ids.

    Args:
        records: As ``read_records`` yields them.
        notes: Takes what was skipped, repeated or renamed.
        strict: Raise the first error instead of counting it.
        by_text: Also keep once what one publisher printed under two ids.

    Raises:
        ArticleFormatError: A record is malformed and ``strict`` is set.
    """
    articles = []
    for record in records:
        if isinstance(record, Article):
            articles.append(record)
        elif strict:
            raise record
        else:
            notes.skip(str(record))
    articles = _once(articles, notes, _same_record)
    if by_text:
        articles = _once(articles, notes, _same_print)
    return _unique_ids(articles, notes)


def _same_record(article: Article) -> tuple[str, int]:
    return article.id, _words_key(article)


def _same_print(article: Article) -> tuple[str, int]:
    if not article.source or not article.text.strip():
        return article.id, 0  # an unknown publisher is not the same as another unknown one
    return "", _words_key(article)


def _words_key(article: Article) -> int:
    """Hash of publisher and text, blind to the name's punctuation and to spacing and quotes."""
    text = article.text if article.text.strip() else article.headline
    source = "".join(char for char in article.source.casefold() if char.isalnum())
    return stable_hash([source, " ".join(fold(text).split())])


def _once(
    articles: list[Article], notes: Notes, key: Callable[[Article], tuple[str, int]]
) -> list[Article]:
    kept: dict[tuple[str, int], Article] = {}
    for article in articles:
        identity = key(article)
        other = kept.get(identity)
        if other is None:
            kept[identity] = article
        else:
            notes.repeated += 1
            kept[identity] = min(other, article, key=_worth)
    return list(kept.values())


def _worth(article: Article) -> tuple[int, str, str, str]:
    """Order copies of one article: the fullest record first, then by content."""
    known = (article.headline, article.url, article.published, article.language)
    return (
        -sum(1 for value in known if value),
        article.id,
        article.headline,
        repr((article.text, article.url, article.published, sorted(map(str, article.extra)))),
    )


def _unique_ids(articles: list[Article], notes: Notes) -> list[Article]:
    groups: dict[str, list[Article]] = {}
    for article in articles:
        groups.setdefault(article.id, []).append(article)
    taken = set(groups)
    names: dict[int, str] = {}
    for identity in sorted(groups):
        group = sorted(
            groups[identity],
            key=lambda article: (_words_key(article), stable_hash([article.headline])),
        )
        number = 1
        for article in group[1:]:
            number += 1
            while f"{identity}~{number}" in taken:
                number += 1
            names[id(article)] = f"{identity}~{number}"
            taken.add(names[id(article)])
            notes.add("one id for two different articles, second renamed", names[id(article)])
    return [
        replace(article, id=names[id(article)]) if id(article) in names else article
        for article in articles
    ]
