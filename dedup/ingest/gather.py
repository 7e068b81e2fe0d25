"""From a stream of records to a list of articles with unique ids.

An article read twice is kept once. "Twice" means: the same id and the same
words, or the same publisher and the same text, or the AMP, print or mobile page
beside the page it is a variant of. Two texts under one address are otherwise two
articles: the second may be a later version of the first. The copy that says most about
itself is kept, so the choice does not depend on the order of the input. Two
different articles under one id are both kept; the second is renamed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from dedup.address import address_key, address_variant
from dedup.errors import ArticleFormatError
from dedup.ingest.notes import Notes
from dedup.model import Article
from dedup.progress import advance, begin
from dedup.text import fold, stable_hash

# An article with the hash of its publisher and words, 0 where that tells nothing more.
Keyed = tuple[Article, int]


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
    characters = 0
    begin("reading", of="records")
    for record in records:
        if isinstance(record, Article):
            articles.append(record)
            characters += len(record.headline) + len(record.text)
        elif strict:
            raise record
        else:
            notes.skip(record)
        notes.records += 1
        advance(notes.records, skipped=notes.skipped, characters=characters)
    begin("finding repeats", total=len(articles))
    keyed = _once(_keyed(articles, by_text=by_text), notes, _same_record)
    if by_text:
        keyed = _once(keyed, notes, _same_print)
        keyed = _without_variants(keyed, notes)
    return _unique_ids(keyed, notes)


def _keyed(articles: Sequence[Article], *, by_text: bool) -> list[Keyed]:
    """Hash the words of articles where that is asked for: of all, or of those under one id."""
    times = Counter([article.id for article in articles])
    return [
        (article, _words_key(article) if by_text or times[article.id] > 1 else 0)
        for article in articles
    ]


def _same_record(article: Article, key: int) -> tuple[str, int]:
    return article.id, key


def _same_print(article: Article, key: int) -> tuple[str, int]:
    if not article.source or not article.text.strip():
        return article.id, key  # one unknown publisher is not another
    return "", key


def _without_variants(keyed: list[Keyed], notes: Notes) -> list[Keyed]:
    """Leave out the AMP, print and mobile pages of articles that are there in full.

    A variant is known by its markup or its own address, the article by the canonical
    address that both name. Of several variants alone, the fullest stays.
    """
    variants = {id(article): _variant(article) for article, _ in keyed}
    if not any(variants.values()):
        return keyed
    kept: dict[str, Article] = {}
    for article, _ in keyed:
        place = _place(article)
        kept[place] = min(
            kept.get(place, article),
            article,
            key=lambda each: (bool(variants[id(each)]), _worth(each)),
        )
    left = [
        (article, key)
        for article, key in keyed
        if not variants[id(article)] or not _place(article) or kept[_place(article)] is article
    ]
    notes.repeated += len(keyed) - len(left)
    return left


def _place(article: Article) -> str:
    """Return the address that the variants of an article share, "" if that says nothing.

    Some sites name their front page as the canonical address of every page.
    """
    place = address_key(article.url or "")
    return place if "/" in place or "?" in place else ""


def _variant(article: Article) -> str:
    return str(article.extra.get("variant") or "") or address_variant(article.url)


def _words_key(article: Article) -> int:
    """Hash of publisher and text, blind to the name's punctuation and to spacing and quotes."""
    text = article.text if article.text.strip() else article.headline
    source = "".join(char for char in article.source.casefold() if char.isalnum())
    return stable_hash([source, " ".join(fold(text).split())])


def _once(
    keyed: list[Keyed], notes: Notes, identify: Callable[[Article, int], tuple[str, int]]
) -> list[Keyed]:
    kept: dict[tuple[str, int], Keyed] = {}
    for article, key in keyed:
        identity = identify(article, key)
        if identity in kept:
            notes.repeated += 1
            article = min(kept[identity][0], article, key=_worth)
        kept[identity] = article, key
    return list(kept.values())


def _worth(article: Article) -> tuple[int, str, str, str, str]:
    """Order copies of one article: the fullest record first, then by content."""
    known = (article.headline, article.url, article.published, article.language)
    return (
        -sum(1 for value in known if value),
        article.id,
        article.source,
        article.headline,
        repr(
            (article.text, article.url, article.published, sorted(map(repr, article.extra.items())))
        ),
    )


def _unique_ids(keyed: list[Keyed], notes: Notes) -> list[Article]:
    groups: dict[str, list[Keyed]] = {}
    for article, key in keyed:
        groups.setdefault(article.id, []).append((article, key))
    names: dict[int, str] = {}
    taken = set(groups)
    for identity in sorted(name for name, group in groups.items() if len(group) > 1):
        group = sorted(groups[identity], key=lambda pair: (pair[1], _worth(pair[0])))
        number = 1
        for article, _ in group[1:]:
            number += 1
            while f"{identity}~{number}" in taken:
                number += 1
            names[id(article)] = f"{identity}~{number}"
            taken.add(names[id(article)])
            notes.add("one id for two different articles, second renamed", names[id(article)])
    return [
        replace(article, id=names[id(article)]) if id(article) in names else article
        for article, _ in keyed
    ]
