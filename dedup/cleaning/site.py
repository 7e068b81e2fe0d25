"""What a run teaches about a site: lines that many of its articles carry are furniture."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit
from zlib import crc32

from dedup.cleaning.features import forget, measure
from dedup.cleaning.lines import Roles, clean_and_number, clean_texts
from dedup.cleaning.packed import PackedLines, pack
from dedup.cleaning.patterns import HEAD
from dedup.cleaning.pieces import torn_by
from dedup.cleaning.words import content_words
from dedup.disjoint import DisjointSets
from dedup.model import Article, CleanArticle, Line
from dedup.options import CleanOptions
from dedup.parallel import map_chunks
from dedup.progress import begin
from dedup.text import fold

if TYPE_CHECKING:
    from dedup.tokens import Ints, Tokens, Words

# Articles that one process cleans in one go: enough for numpy, few enough to share out evenly.
_CHUNK = 128
# One process cleans so many in some two seconds; a helper takes some tenths of one to start.
_LEAST = 1_500

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
    clean = partial(_clean_chunk, options=options)
    found = map_chunks(clean, articles, pack=_requests, chunk=_CHUNK, least=_LEAST)
    return _run_cleaned(articles, chain.from_iterable(found), options)[0]


def clean_and_encode(
    articles: Sequence[Article],
    options: CleanOptions = CleanOptions(),  # noqa: B008
) -> tuple[list[CleanArticle], Tokens]:
    """Clean articles, and number their words while they are at hand.

    Args:
        articles: See ``clean_articles``.
        options: See ``clean_articles``.

    Returns:
        What ``clean_articles`` does, and what ``encode_articles`` does of that.
    """
    from dedup.tokens import article_texts, encode_articles, join, with_texts

    if not articles:
        return [], encode_articles([])
    clean = partial(_clean_and_number_chunk, options=options)
    found = map_chunks(clean, articles, pack=_requests, chunk=_CHUNK, least=_LEAST)
    results = chain.from_iterable([results for results, _ in found])
    cleaned, changed = _run_cleaned(articles, results, options)
    begin("counting words", total=len(articles))
    texts: list[dict[int, str]] = [{} for _ in found]
    for i in changed:
        chunk, place = divmod(i, _CHUNK)
        texts[chunk][2 * place + 1] = article_texts(cleaned[i])[1]
    if len(articles) >= _LEAST:
        forget()  # what follows needs the memory
    parts = zip(found, texts, strict=True)
    return cleaned, join(with_texts(words.tokens(), new) for (_, words), new in parts)


def _run_cleaned(
    articles: Sequence[Article], results: Iterable[_Result], options: CleanOptions
) -> tuple[list[CleanArticle], list[int]]:
    """Return the cleaned articles of a run, and which have other lines for their sites."""
    cleaned: list[CleanArticle] = []
    sites: dict[str, list[tuple[int, array[int]]]] = defaultdict(list)
    for article, result in zip(articles, results, strict=True):
        name = _site(article)
        if name:
            sites[name].append((len(cleaned), result.hashes))
        cleaned.append(CleanArticle(article, result.headline, result.lines, result.truncated))
    changed: list[int] = []
    for hashed in sites.values():
        if len(hashed) >= options.site_repeats:
            members = _with_shared_lines(hashed)
            for i, other in _without_furniture(cleaned, members, options.site_repeats):
                cleaned[i] = other
                changed.append(i)
    return cleaned, changed


class _Request(NamedTuple):
    """What cleaning needs of an article; ``hashed`` when its source or host is known."""

    headline: str
    text: str
    hashed: bool


def _requests(articles: Sequence[Article]) -> list[_Request]:
    return [_Request(each.headline, each.text, bool(_site(each))) for each in articles]


class _Result(NamedTuple):
    """What cleaning found of an article, small enough to keep for a whole run.

    Args:
        headline: The headline.
        lines: All its lines.
        truncated: The text breaks off.
        hashes: Hashes of the body lines.
    """

    headline: str
    lines: PackedLines
    truncated: bool
    hashes: array[int]


def _clean_chunk(requests: Sequence[_Request], options: CleanOptions) -> list[_Result]:
    found = clean_texts([(each.headline, each.text) for each in requests], options)
    return list(map(_result, requests, found))


class _PackedTokens(NamedTuple):
    """``Tokens``, their words in one string: one by one they take several times the memory."""

    ids: Words
    starts: Ints
    forms: str

    def tokens(self) -> Tokens:
        """Return the tokens."""
        from dedup.tokens import Tokens

        return Tokens(self.ids, self.starts, tuple(self.forms.split("\n") if self.forms else ()))


def _clean_and_number_chunk(
    requests: Sequence[_Request], options: CleanOptions
) -> tuple[list[_Result], _PackedTokens]:
    texts = [(each.headline, each.text) for each in requests]
    found, tokens = clean_and_number(texts, options)
    packed = _PackedTokens(tokens.ids, tokens.starts, "\n".join(tokens.forms))
    return list(map(_result, requests, found)), packed


def _result(request: _Request, roles: Roles) -> _Result:
    hashes = _line_hashes(roles) if request.hashed else array("I")
    return _Result(roles.headline, pack(roles.lines), roles.truncated, hashes)


def _site(article: Article) -> str:
    """Return the name of the source, else the host of the address."""
    name = article.source.strip().casefold()
    if name or not article.url:
        return name
    try:
        return (urlsplit(article.url).hostname or "").removeprefix("www.")
    except ValueError:  # a malformed address tells nothing
        return ""


def _keys(bounds: Iterable[tuple[int, int]], folded: str) -> list[str]:
    """Return some lines of a text without what copies of a line may differ in."""
    tidy = "  " not in folded
    keys = []
    for start, end in bounds:
        key = folded[start:end].casefold()
        # Cutting at the spaces costs more than the rest, and few lines need it.
        if not tidy or not key.isprintable() or key[0] == " " or key[-1] == " ":
            key = " ".join(key.split())
        keys.append(key)
    return keys


def _line_hashes(roles: Roles) -> array[int]:
    """Return hashes of the body lines, the same in every process."""
    body = [(start, end) for start, end, role, _ in roles.lines if role == "body"]
    torn = torn_by(roles.folded, roles.lines)
    keys = set(_keys([bounds for bounds in body if bounds not in torn], roles.folded))
    return array("I", {crc32(key.encode("utf-8", "surrogatepass")) for key in keys})


def _body_lines(article: CleanArticle) -> list[tuple[int, str]]:
    """Return the places and the keys of the body lines."""
    folded = fold(article.article.text)
    cuts = [(line.span.start, line.span.end, line.role, line.score) for line in article.lines]
    torn = torn_by(folded, cuts)
    places = [i for i, cut in enumerate(cuts) if cut[2] == "body" and cut[:2] not in torn]
    keys = _keys([cuts[i][:2] for i in places], folded)
    return list(zip(places, keys, strict=True))


def _with_shared_lines(hashed: Sequence[tuple[int, array[int]]]) -> list[int]:
    """Return the articles that share a body line with another one of their site.

    Only these are compared word by word, so two lines that happen to have one hash make no
    difference.
    """
    import numpy as np

    values, counts = np.unique(
        np.concatenate([np.frombuffer(row, dtype=np.uint32) for _, row in hashed]),
        return_counts=True,
    )
    shared = frozenset(values[counts > 1].tolist())
    return [i for i, row in hashed if not shared.isdisjoint(row)]


def _without_furniture(
    cleaned: Sequence[CleanArticle], members: Sequence[int], least: int
) -> list[tuple[int, CleanArticle]]:
    """Return the articles of one site that change, with their places.

    Args:
        cleaned: All articles of the run.
        members: Those of the site that share lines.
        least: Different texts that make a line furniture.
    """
    bodies = {i: _body_lines(cleaned[i]) for i in members}
    texts = _different_texts(bodies)
    witnesses: dict[str, set[int]] = defaultdict(set)
    for i, lines in bodies.items():
        for _, key in lines:
            witnesses[key].add(texts[i])
    prose = _prose([key for key, seen in witnesses.items() if len(seen) >= least])
    changed = []
    for i, lines in bodies.items():
        often = {place: key for place, key in lines if len(witnesses[key]) >= least}
        drop = {
            place
            for place, key in often.items()
            if key not in prose or _is_foreign(key, lines, often, len(witnesses[key]), least)
        }
        if drop and len(drop) < len(lines):
            changed.append((i, replace(cleaned[i], lines=_dropped(cleaned[i].lines, drop))))
    return changed


def _different_texts(bodies: dict[int, list[tuple[int, str]]]) -> dict[int, int]:
    """Number the texts of a site: copies get one number."""
    groups = DisjointSets(bodies)
    pairs: dict[tuple[str, str], int] = {}
    for i, lines in bodies.items():
        longest = sorted({key for _, key in lines}, key=lambda key: (-len(key), key))[:_LONGEST]
        whole = [(longest[0], "")] if len(longest) == 1 else []
        for key in [*_pairs_of(longest), *whole]:
            groups.join(pairs.setdefault(key, i), i)
    return {i: groups.name(i) for i in bodies}


def _pairs_of(keys: Sequence[str]) -> list[tuple[str, str]]:
    """Return all pairs of two of the longest lines (_SHARED is two)."""
    ordered = sorted(keys)
    return [(a, b) for n, a in enumerate(ordered) for b in ordered[n + 1 :]]


def _prose(keys: Sequence[str]) -> frozenset[str]:
    """Return those of some lines that look like prose."""
    lines = [key for key in keys if key]
    if not lines:
        return frozenset()
    facts = measure([fold(line) for line in lines]).facts
    shown = zip(lines, facts, strict=True)
    return frozenset([key for key, line in shown if line.sentence_like >= _PROSE])


def _is_foreign(
    key: str, lines: Sequence[tuple[int, str]], often: dict[int, str], seen: int, least: int
) -> bool:
    """Return whether a repeated sentence shares no words with the article around it."""
    if seen < least * _PROSE_FACTOR:
        return False
    content = _content(key)
    around: set[str] = set()
    for place, other in lines:
        if place not in often:
            around |= _content(other)
    return not content or len(content & around) < _AT_HOME * len(content)


def _content(key: str) -> frozenset[str]:
    return content_words(fold(key)[:HEAD])


def _dropped(lines: Sequence[Line], drop: set[int]) -> tuple[Line, ...]:
    return tuple(
        replace(line, role="chrome", score=0.9) if i in drop else line
        for i, line in enumerate(lines)
    )
