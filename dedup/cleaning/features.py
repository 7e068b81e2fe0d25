"""What can be measured of a line: its words and marks, its place, its neighbours.

The features follow Kohlschütter, Fankhauser & Nejdl (2010), Boilerplate
detection using shallow text features (length and link density of a block and
its neighbours); a plain text has no links, so the share of menu words, of
function words and the closing mark stand in for link density.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from dedup.cleaning import patterns as p
from dedup.text import STOP_WORDS, fold

_TOKEN = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
_END_MARK = re.compile(r"[.!?。！？؟।](?:[\"')\]]|''){0,3}$")
_SENTENCE_BREAK = re.compile(r"[.!?][\"')]{0,2} +[\"'(]?[A-Z0-9]")
_COUNT_TAIL = re.compile(r"[(\[]\d{1,6}[)\]]$")
_DIGIT = re.compile(r"\d")
_SYMBOL = re.compile(r"[^\w \n'\",.-]|_")
_CLIP = re.compile(r"(?:…|\.\.\.) ?\]?$")

OWN = (
    "length 40", "length 120", "length 300", "end mark", "end colon", "clipped",
    "stop share", "stop words", "sentences", "capital share", "upper share", "digit share",
    "symbol share", "pipes", "starts lower", "starts digit", "starts quote", "bullet",
    "quote", "news verb", "self words", "menu share", "commas", "copyright", "subscribe",
    "related head", "pointer", "comment head", "comment meta", "advertisement", "byline",
    "credit", "caption", "stamp", "date", "address", "count tail", "call", "path",
    "sentence-like",
)  # fmt: skip
PLACE = (
    "overlap", "repeated", "like title", "first", "place", "from start", "from end",
    "prev 1", "next 1", "prev 2", "next 2", "around 3", "around 10", "between", "lowest side",
    "menu around", "comment before", "related before", "mass before", "mass after",
    "article share", "short × between", "short × around", "long × around",
    "comments around", "repeats around", "self around", "dates around", "self × after",
)  # fmt: skip
NAMES = OWN + PLACE


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What one line shows on its own.

    Args:
        text: The folded line, at most ``patterns.HEAD`` characters.
        lower: The same in lower case.
        length: Characters of the whole line.
        n_words: Words in ``text``.
        content: Its content words, cut to six letters.
        own: Values of ``OWN``.
        flags: Pattern classes the line belongs to.
    """

    text: str
    lower: str
    length: int
    n_words: int
    content: frozenset[str]
    own: tuple[float, ...]
    flags: frozenset[str]

    def value(self, name: str) -> float:
        """Return one feature of ``OWN``."""
        return self.own[_OWN_INDEX[name]]

    @property
    def sentence_like(self) -> float:
        """How much the line looks like prose, [0, 1]."""
        return self.own[-1]


_OWN_INDEX = {name: index for index, name in enumerate(OWN)}


# Site furniture repeats, on a page and over a run: the cache saves a third of the time.
@lru_cache(maxsize=20_000)
def _cached_facts(line: str) -> LineFacts:
    return _line_facts(line, len(line))


def line_facts(line: str) -> LineFacts:
    """Measure one line (no surrounding white space)."""
    if len(line) <= 80:
        return _cached_facts(line)
    return _line_facts(line, len(line))


# Words no English text of some length does without (recipes and lists have few others) …
_ENGLISH = frozenset(("the", "and", "of", "with", "for", "is", "was", "or"))
# … and the share of them below which it is another language; English has 0.1 to 0.2.
_FOREIGN = 0.015
_PROSE_CHARS = 60


def article_facts(texts: Sequence[str]) -> list[LineFacts]:
    """Measure all lines of an article; where it is not English, without function words."""
    facts = [line_facts(text) for text in texts]
    n_words = english = 0
    for line in facts:
        # A line with many function words settles it, and nearly every page has one.
        if line.length >= _PROSE_CHARS:
            if line.value("stop share") >= 0.25:
                return facts
            found = _TOKEN.findall(line.lower)
            n_words += max(len(found), line.length // 8)
            english += len([1 for word in found if word in _ENGLISH])
    if not n_words or english >= _FOREIGN * n_words:
        return facts
    return [_as_foreign(line) for line in facts]


def _as_foreign(line: LineFacts) -> LineFacts:
    """Give a line the function words that an English one of its length would have."""
    share = min(line.length / 80, 1.0) * 0.4
    own = list(line.own)
    own[_OWN_INDEX["stop share"]] = share
    own[_OWN_INDEX["stop words"]] = min(line.length / 60, 1.0)
    own[-1] = _sentence_like(line.length, own[_OWN_INDEX["end mark"]] > 0, share)
    return replace(line, own=tuple(own))


def _sentence_like(length: int, end_mark: bool, stop_share: float) -> float:
    marked = 1.0 if end_mark else 0.35
    return round(min(length / 140, 1.0) * marked * min(stop_share / 0.3, 1.0), 6)


def _line_facts(line: str, length: int) -> LineFacts:
    """Measure the head of a line, and its end."""
    text = fold(line if length <= p.HEAD else line[: p.HEAD])
    tail = text[-40:] if length <= p.HEAD else fold(line[-40:])
    lower = text.lower()
    tokens = _TOKEN.findall(text)
    folded = [token.lower() for token in tokens]
    n_words = len(tokens)
    safe = max(n_words, 1)
    stops = len([1 for word in folded if word in STOP_WORDS])
    menu = len([1 for word in folded if word in p.UI_WORDS])
    capitals = len([1 for token in tokens[1:] if token[0].isupper()])
    uppers = len([1 for token in tokens if len(token) > 1 and token.isupper()])
    size = len(text)
    clipped = _CLIP.search(tail) is not None
    end_mark = not clipped and _END_MARK.search(tail) is not None
    stop_share = stops / safe
    flags = _flags(lower, folded, end_mark)
    first = text[0]
    own = (
        min(length / 40, 1.0),
        min(length / 120, 1.0),
        min(length / 300, 1.0),
        float(end_mark),
        float(tail.endswith(":")),
        float(clipped),
        stop_share,
        min(stops / 4, 1.0),
        min(len(_SENTENCE_BREAK.findall(text)) / 3, 1.0),
        capitals / max(n_words - 1, 1),
        uppers / safe,
        len(_DIGIT.findall(text)) / size,
        len(_SYMBOL.findall(text)) / size,
        min((text.count("|") + text.count(" - ") + text.count("/")) / 3, 1.0),
        float(first.islower()),
        float(first.isdigit()),
        float(first in "\"'"),
        float(not first.isalnum() and first not in "\"'($"),
        float('"' in text),
        min(len([1 for w in folded if w in p.NEWS_VERBS]) / 2, 1.0),
        min(len([1 for w in folded if w in p.SELF_WORDS]) / safe * 5, 1.0),
        menu / safe,
        min(text.count(",") / safe * 5, 1.0),
        *(float(name in flags) for name in _FLAG_NAMES),
        _sentence_like(length, end_mark, stop_share),
    )
    content = frozenset(w[:6] for w in folded if len(w) > 3 and w not in STOP_WORDS)
    return LineFacts(text, lower, length, n_words, content, own, flags)


_FLAG_NAMES = (
    "copyright", "subscribe", "related head", "pointer", "comment head", "comment meta",
    "advertisement", "byline", "credit", "caption", "stamp", "date", "address", "count tail",
    "call", "path",
)  # fmt: skip


def _flags(lower: str, folded: Sequence[str], end_mark: bool) -> frozenset[str]:
    """Return the pattern classes of a line; most can only be short lines."""
    flags = set()
    n_words = len(folded)
    short = n_words <= 45
    # The triggers spare most lines the patterns that must be searched for.
    legal = n_words <= 90 and ("©" in lower or "(c)" in lower or not _LEGAL.isdisjoint(folded))
    if legal and p.COPYRIGHT.search(lower):
        flags.add("copyright")
    if short and not _SIGN_UP.isdisjoint(folded) and p.SUBSCRIBE.search(lower):
        flags.add("subscribe")
    if n_words <= 12 and p.RELATED_HEAD.fullmatch(lower):
        flags.add("related head")
    if short and p.POINTER.match(lower):
        flags.add("pointer")
    if n_words <= 16 and p.COMMENT_HEAD.fullmatch(lower):
        flags.add("comment head")
    if n_words <= 20 and p.COMMENT_META.fullmatch(lower):
        flags.add("comment meta")
    if n_words <= 12 and p.AD.fullmatch(lower):
        flags.add("advertisement")
    if n_words <= 16 and p.BYLINE.fullmatch(lower):
        flags.add("byline")
    if short and p.CREDIT.fullmatch(lower):
        flags.add("credit")
    if (
        n_words <= 90
        and _may_be_caption(lower[-90:], end_mark)
        and p.CAPTION_TAIL.search(lower[-90:])
    ):
        flags.add("caption")
    if short and p.CAPTION_HEAD.match(lower):
        flags.add("caption")
    if n_words <= 20 and (p.STAMP.fullmatch(lower) or p.STAMP_HEAD.fullmatch(lower)):
        flags.add("stamp")
    if n_words <= 30 and _DIGIT.search(lower) and p.ANY_DATE.search(lower):
        flags.add("date")
    if p.URL.search(lower):
        flags.add("address")
    if short and '"' not in lower and p.CALL.match(lower):
        flags.add("call")
    if n_words <= 20 and p.PATH.fullmatch(lower):
        flags.add("path")
    if lower[-1] in ")]" and _COUNT_TAIL.search(lower[-10:]):
        flags.add("count tail")
    return frozenset(flags)


_LEGAL = frozenset("copyright rights may reprint".split())
_SIGN_UP = frozenset(
    """subscribe subscribed subscriber subscribers subscribing subscription subscriptions newsletter
    newsletters sign signup sign-up signing log login log-in logged logout register registered
    registering registration inbox create already trial our privacy terms cookie cookies
    unsubscribe password javascript push rss""".split()
)


def _may_be_caption(tail: str, end_mark: bool) -> bool:
    """Spare most prose the costly pattern of caption ends."""
    return not end_mark or tail[-2:-1] == ")" or "photo" in tail or "image" in tail or "pic" in tail


def title_likeness(line: LineFacts, title: frozenset[str]) -> float:
    """Return how much of the smaller of two sets of content words is shared, [0, 1]."""
    if not title or not line.content:
        return 0.0
    shared = len(line.content & title)
    return shared / max(min(len(line.content), len(title)), 2)


def overlaps(lines: Sequence[LineFacts]) -> list[float]:
    """Return for each line the share of its content words found in the other prose lines.

    Headlines and captions share their words with the body; menus and teasers of
    other stories do not.
    """
    counts: Counter[str] = Counter()
    for line in lines:
        if line.sentence_like >= 0.4:
            counts.update(line.content)
    result = []
    for line in lines:
        own = 1 if line.sentence_like >= 0.4 else 0
        if not line.content:
            result.append(0.0)
            continue
        found = sum(counts[word] > own for word in line.content)
        result.append(found / max(len(line.content), 2))
    return result


def matrix(lines: Sequence[LineFacts], headline: str = "") -> Any:
    """Return the features of all lines of one article.

    Returns:
        float64 array, shape (n_lines, len(NAMES)).
    """
    import numpy as np

    n = len(lines)
    own = np.array([line.own for line in lines], dtype=np.float64).reshape(n, len(OWN))
    title = line_facts(headline).content if headline else lines[0].content
    overlap = np.array(overlaps(lines))
    repeats = Counter(line.lower for line in lines)
    repeated = np.array([float(repeats[line.lower] > 1) for line in lines])
    like_title = np.array([title_likeness(line, title) for line in lines])
    if not headline:
        like_title[0] = 0.0
    place = np.column_stack([overlap, repeated, like_title, _places(lines, own, repeated)])
    return np.hstack([own, place])


def window_mean(values: Any, radius: int) -> Any:
    """Return for each place the mean of the values within ``radius``, itself left out."""
    import numpy as np

    n = len(values)
    total = np.concatenate([[0.0], np.cumsum(values)])
    index = np.arange(n)
    low, high = np.maximum(index - radius, 0), np.minimum(index + radius + 1, n)
    # The divisor is constant: beyond the edge of the article nothing is prose.
    return (total[high] - total[low] - values) / (2 * radius)


def shifted(values: Any, by: int) -> Any:
    """Return the values of the neighbour ``by`` places on (0 beyond the edge)."""
    import numpy as np

    result = np.zeros(len(values))
    if by > 0:
        result[:-by] = values[by:]
    else:
        result[-by:] = values[:by]
    return result


def _places(lines: Sequence[LineFacts], own: Any, repeated: Any) -> Any:
    """Return the features of place and neighbourhood."""
    import numpy as np

    n = len(lines)
    prose = own[:, -1]
    mass = prose * np.array([min(line.length, 2000) for line in lines])
    total = max(float(mass.sum()), 1.0)
    before = np.concatenate([[0.0], np.cumsum(mass)[:-1]]) / total
    after = np.maximum(1.0 - before - mass / total, 0.0)
    chars = float(sum(min(line.length, 2000) for line in lines))
    index = np.arange(n)
    prev1, next1, prev2, next2 = (
        shifted(prose, by) if n > abs(by) else np.zeros(n) for by in (-1, 1, -2, 2)
    )
    around3, around10 = window_mean(prose, 3), window_mean(prose, 10)
    left = np.maximum(prev1, prev2)
    right = np.maximum(next1, next2)
    menu = own[:, _OWN_INDEX["menu share"]]
    # A marker counts only once a part of the prose lies before it: pages link to their
    # comments from the top.
    late = before >= 0.15
    comments = _seen(own[:, _OWN_INDEX["comment head"]] * late)
    related = _seen(own[:, _OWN_INDEX["related head"]] * late)
    short = 1.0 - own[:, 1]
    between = np.minimum(left, right)
    return np.column_stack([
        (index == 0).astype(float), index / max(n - 1, 1),
        np.minimum(np.log1p(index) / 5, 1.0), np.minimum(np.log1p(index[::-1]) / 5, 1.0),
        prev1, next1, prev2, next2, around3, around10, between, np.maximum(left, right),
        window_mean(menu, 3), comments, related, before, after,
        np.full(n, min(total / max(chars, 1.0), 1.0)),
        short * between, short * around3, own[:, 1] * around3,
        window_mean(own[:, _OWN_INDEX["comment meta"]], 4), window_mean(repeated, 4),
        window_mean(own[:, _OWN_INDEX["self words"]], 4),
        window_mean(own[:, _OWN_INDEX["date"]], 4),
        own[:, _OWN_INDEX["self words"]] * before * comments,
    ])  # fmt: skip


def _seen(marks: Any) -> Any:
    """Return 1 for every place after the first mark."""
    import numpy as np

    return (np.cumsum(marks) - marks > 0).astype(np.float64)
