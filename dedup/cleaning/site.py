"""What a run teaches about a site: lines that many of its articles carry are furniture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from dedup.cleaning.features import line_facts
from dedup.cleaning.lines import clean_article
from dedup.model import Article, CleanArticle, Line
from dedup.options import CleanOptions
from dedup.text import fold

# A sentence with news in it may stand in several articles of one source (background
# paragraphs do), so prose needs more witnesses than a slogan.
_PROSE = 0.5
_PROSE_FACTOR = 2
# Two articles of one source that share this many of their longest lines are one text.
_LONGEST = 4
_SHARED = 2
# Prose whose words occur elsewhere in its article belongs to it.
_AT_HOME = 0.3


def clean_articles(
    articles: Sequence[Article],
    options: CleanOptions = CleanOptions(),  # noqa: B008
) -> list[CleanArticle]:
    """Clean each article, then drop to chrome the body lines a source repeats.

    A line counts once for each different text of its source (or host), so a
    text that one source published twice keeps all its lines.

    Args:
        articles: Of any sources, in any order.
        options: ``site_repeats`` is the number of different texts that make a line furniture.

    Returns:
        One cleaned article per article, in the given order.
    """
    cleaned = [clean_article(article, options) for article in articles]
    sites: dict[str, list[int]] = defaultdict(list)
    for i, article in enumerate(articles):
        name = _site(article)
        if name:
            sites[name].append(i)
    for members in sites.values():
        if len(members) >= options.site_repeats:
            for i, result in _without_furniture(cleaned, members, options.site_repeats):
                cleaned[i] = result
    return cleaned


def _site(article: Article) -> str:
    """Return the name of the source, else the host of the address."""
    name = article.source.strip().casefold()
    if name or not article.url:
        return name
    try:
        return (urlsplit(article.url).hostname or "").removeprefix("www.")
    except ValueError:  # a malformed address tells nothing
        return ""


def _body_lines(article: CleanArticle) -> list[tuple[int, str]]:
    text = article.article.text
    return [
        (i, " ".join(fold(text[line.span.start : line.span.end]).casefold().split()))
        for i, line in enumerate(article.lines)
        if line.role == "body"
    ]


def _without_furniture(
    cleaned: Sequence[CleanArticle], members: Sequence[int], least: int
) -> list[tuple[int, CleanArticle]]:
    """Return the articles of one site that change, with their places."""
    bodies = {i: _body_lines(cleaned[i]) for i in members}
    texts = _different_texts(bodies)
    witnesses: dict[str, set[int]] = defaultdict(set)
    for i, lines in bodies.items():
        for _, key in lines:
            witnesses[key].add(texts[i])
    changed = []
    for i, lines in bodies.items():
        often = {place: key for place, key in lines if len(witnesses[key]) >= least}
        drop = {
            place
            for place, key in often.items()
            if not _is_prose(key) or _is_foreign(key, lines, often, len(witnesses[key]), least)
        }
        if drop and len(drop) < len(lines):
            changed.append((i, replace(cleaned[i], lines=_dropped(cleaned[i].lines, drop))))
    return changed


def _different_texts(bodies: dict[int, list[tuple[int, str]]]) -> dict[int, int]:
    """Number the texts of a site: copies get one number."""
    parent = {i: i for i in bodies}

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    pairs: dict[tuple[str, str], int] = {}
    for i, lines in bodies.items():
        longest = sorted({key for _, key in lines}, key=lambda key: (-len(key), key))[:_LONGEST]
        whole = [(longest[0], "")] if len(longest) == 1 else []
        for key in [*_pairs_of(longest), *whole]:
            first = pairs.setdefault(key, i)
            low, high = sorted((root(first), root(i)))
            parent[high] = low
    return {i: root(i) for i in bodies}


def _pairs_of(keys: Sequence[str]) -> list[tuple[str, str]]:
    """Return all pairs of two of the longest lines (_SHARED is two)."""
    ordered = sorted(keys)
    return [(a, b) for n, a in enumerate(ordered) for b in ordered[n + 1 :]]


def _is_prose(key: str) -> bool:
    return bool(key) and line_facts(key).sentence_like >= _PROSE


def _is_foreign(
    key: str, lines: Sequence[tuple[int, str]], often: dict[int, str], seen: int, least: int
) -> bool:
    """Return whether a repeated sentence shares no words with the article around it."""
    if seen < least * _PROSE_FACTOR:
        return False
    content = line_facts(key).content
    around: set[str] = set()
    for place, other in lines:
        if place not in often:
            around |= line_facts(other).content
    return not content or len(content & around) < _AT_HOME * len(content)


def _dropped(lines: Sequence[Line], drop: set[int]) -> tuple[Line, ...]:
    return tuple(
        replace(line, role="chrome", score=0.9) if i in drop else line
        for i, line in enumerate(lines)
    )
