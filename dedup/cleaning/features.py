"""What can be measured of a line: its words and marks, its place, its neighbours.

The features follow Kohlschütter, Fankhauser & Nejdl (2010), Boilerplate
detection using shallow text features (length and link density of a block and
its neighbours); a plain text has no links, so the share of menu words, of
function words and the closing mark stand in for link density.

Two depths: ``article_facts`` looks at what every line is asked for;
``feature_columns`` measures the rest, for texts that the models judge.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from dedup.cleaning import patterns as p
from dedup.cleaning.flags import FLAGS, line_flags, opening
from dedup.cleaning.layout import Layout, lay_out
from dedup.cleaning.words import (
    COUNTED,
    TOKEN,
    Piece,
    content_words,
    count,
    count_rows,
    counted,
    pieces,
)
from dedup.text import fold

# The marks that end a sentence, also in other scripts.
_ENDS = ".!?。！？؟।"
_END_MARK = re.compile(rf"[{_ENDS}](?:[\"')\]]|''){{0,3}}$")
_SENTENCE_BREAK = re.compile(r"[.!?][\"')]{0,2} +[\"'(]?[A-Z0-9]")
_CLIP = re.compile(r"(?:…|\.\.\.) ?\]?$")
_FIRST_LETTER = re.compile(r"[\W_]*([^\W_])")
# Characters at the end of a line that show how it ends.
_TAIL = 40
# An ordinary line has more words than a paywall or "continue reading" is made of.
_ORDINARY_WORDS = 14

OWN = (
    "length 40", "length 120", "length 300", "end mark", "end colon", "clipped",
    "stop share", "stop words", "sentences", "capital share", "upper share", "digit share",
    "symbol share", "pipes", "starts lower", "starts digit", "starts quote", "bullet",
    "quote", "news verb", "self words", "menu share", "commas", *FLAGS,
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
_ROW = {name: index for index, name in enumerate(OWN)}
# What also counts in the lines around.
_LOOKED_AROUND = (
    "length 120", "menu share", "self words", "comment head", "comment meta", "related head",
    "date", "sentence-like",
)  # fmt: skip


class LineFacts(NamedTuple):
    """What one line shows on its own.

    Args:
        text: The folded line, at most ``patterns.HEAD`` characters.
        lower: The same in lower case.
        length: Characters of the whole line.
        parts: The pieces of ``text``.
        counts: What ``words.count`` found in it.
        n_words: Words in it.
        stop_share: Share of function words.
        stop_words: Function words, [0, 1]; four are enough.
        sentence_like: How much the line looks like prose, [0, 1].
        end_mark: It ends as a sentence does.
        end_colon: It ends with a colon.
        clipped: It ends with an ellipsis.
        flags: Pattern classes the line belongs to.
        ordinary: A sentence of some length that matches no pattern: no rule has a word on it.
        paywall: It only asks to subscribe, in whatever text it stands.
    """

    text: str
    lower: str
    length: int
    parts: Sequence[Piece]
    counts: int
    n_words: int
    stop_share: float
    stop_words: float
    sentence_like: float
    end_mark: bool
    end_colon: bool
    clipped: bool
    flags: frozenset[str]
    ordinary: bool
    paywall: bool

    def share(self, name: str) -> float:
        """Return one of ``words.COUNTED`` as a share of the words."""
        return counted(self.counts, name) / max(self.n_words, 1)

    def capital_share(self) -> float:
        """Return the share of words behind the first that open with a capital."""
        first = _FIRST_LETTER.match(self.text)
        capitals = counted(self.counts, "capitals") - bool(first and first.group(1).isupper())
        return capitals / max(self.n_words - 1, 1)

    def is_quoted(self) -> bool:
        """Return whether quotation marks stand in the line."""
        return '"' in self.text

    def starts_digit(self) -> bool:
        """Return whether the line opens with a digit."""
        return self.text[0].isdigit()

    def has_bullet(self) -> bool:
        """Return whether the line opens with a mark that opens no sentence."""
        first = self.text[0]
        return not first.isalnum() and first not in "\"'($"

    def content(self) -> frozenset[str]:
        """Return the content words of ``text``, cut to six letters."""
        return content_words(self.parts)


# Site furniture repeats, on a page and over a run.
@lru_cache(maxsize=20_000)
def _cached_facts(line: str) -> LineFacts:
    return _line_facts(line)


def line_facts(line: str) -> LineFacts:
    """Measure one line (no surrounding white space)."""
    return _facts_of_folded(fold(line))


def _facts_of_folded(line: str) -> LineFacts:
    return _cached_facts(line) if len(line) <= 80 else _line_facts(line)


# Words no English text of some length does without (recipes and lists have few others) …
_ENGLISH = frozenset(("the", "and", "of", "with", "for", "is", "was", "or"))
# … and the share of them below which it is another language; English has 0.1 to 0.2.
_FOREIGN = 0.015
_PROSE_CHARS = 60


def article_facts(texts: Sequence[str]) -> list[LineFacts]:
    """Measure all lines of an article; where it is not English, without function words."""
    return folded_facts([fold(text) for text in texts])


def folded_facts(texts: Sequence[str]) -> list[LineFacts]:
    """Do what ``article_facts`` does, for lines already folded."""
    facts = [_facts_of_folded(text) for text in texts]
    n_words = english = 0
    for line in facts:
        # A line with many function words settles it, and nearly every page has one.
        if line.length >= _PROSE_CHARS:
            if line.stop_share >= 0.25:
                return facts
            found = TOKEN.findall(line.lower)
            n_words += max(len(found), line.length // 8)
            english += len([1 for word in found if word in _ENGLISH])
    if not n_words or english >= _FOREIGN * n_words:
        return facts
    return [_as_foreign(line) for line in facts]


def _as_foreign(line: LineFacts) -> LineFacts:
    """Give a line the function words that an English one of its length would have."""
    share = min(line.length / 80, 1.0) * 0.4
    return line._replace(
        stop_share=share,
        stop_words=min(line.length / 60, 1.0),
        sentence_like=_sentence_like(line.length, line.end_mark, share),
    )


def _sentence_like(length: int, end_mark: bool, stop_share: float) -> float:
    marked = 1.0 if end_mark else 0.35
    return round(min(length / 140, 1.0) * marked * min(stop_share / 0.3, 1.0), 6)


def _line_facts(line: str) -> LineFacts:
    """Measure the head of a folded line, and its end."""
    length = len(line)
    text = line if length <= p.HEAD else line[: p.HEAD]
    lower = text.lower()
    parts = pieces(text)
    counts = count(parts)
    n_words, stops = counted(counts, "words"), counted(counts, "stops")
    stop_share = stops / max(n_words, 1)
    clipped = _is_clipped(line)
    end_mark = not clipped and _has_end_mark(line)
    opens = opening(lower)
    flags = line_flags(lower, counts, opens=opens, end_mark=end_mark)
    return LineFacts(
        text,
        lower,
        length,
        parts,
        counts,
        n_words,
        stop_share,
        min(stops / 4, 1.0),
        _sentence_like(length, end_mark, stop_share),
        end_mark,
        line[-1] == ":",
        clipped,
        flags,
        end_mark
        and not flags
        and n_words > _ORDINARY_WORDS
        and opens not in p.CONTINUE_OPENS
        and text[0] != "(",
        n_words <= _ORDINARY_WORDS and '"' not in text and p.PAYWALL.search(lower) is not None,
    )


def _is_clipped(line: str) -> bool:
    last = line[-1]
    return (last in "…] " or line.endswith("...")) and _CLIP.search(line[-_TAIL:]) is not None


def _has_end_mark(line: str) -> bool:
    last = line[-1]
    return last in _ENDS or (last in "\"')]" and _END_MARK.search(line[-_TAIL:]) is not None)


def title_likeness(content: frozenset[str], title: frozenset[str]) -> float:
    """Return how much of the smaller of two sets of content words is shared, [0, 1]."""
    if not title or not content:
        return 0.0
    return len(content & title) / max(min(len(content), len(title)), 2)


def overlaps(lines: Sequence[LineFacts], contents: Sequence[frozenset[str]]) -> list[float]:
    """Return for each line the share of its content words found in the other prose lines.

    Headlines and captions share their words with the body; menus and teasers of
    other stories do not.
    """
    once: set[str] = set()
    twice: set[str] = set()
    prose = [line.sentence_like >= 0.4 for line in lines]
    for content, is_prose in zip(contents, prose, strict=True):
        if is_prose:
            twice |= once & content
            once |= content
    # A prose line's own words are all there once: another line must have them too.
    return [
        len(content & (twice if is_prose else once)) / max(len(content), 2)
        for content, is_prose in zip(contents, prose, strict=True)
    ]


class Page(NamedTuple):
    """The lines of one article that the models judge.

    Args:
        facts: What each line shows, at least one line.
        contents: Its content words.
        overlap: What ``overlaps`` found.
        headline: The given headline, "" if none.
    """

    facts: Sequence[LineFacts]
    contents: Sequence[frozenset[str]]
    overlap: Sequence[float]
    headline: str


def matrix(lines: Sequence[LineFacts], headline: str = "") -> Any:
    """Return the features of all lines of one article.

    Returns:
        float64 array, shape (n_lines, len(NAMES)).
    """
    contents = [line.content() for line in lines]
    page = Page(lines, contents, overlaps(lines, contents), headline)
    return feature_columns([page], lay_out([len(lines)])).T


def feature_columns(pages: Sequence[Page], layout: Layout) -> Any:
    """Return the features of the lines of several articles.

    Args:
        pages: The articles.
        layout: Where their lines stand.

    Returns:
        float64 array, shape (len(NAMES), n_lines).
    """
    import numpy as np

    lines = [line for page in pages for line in page.facts]
    columns = np.empty((len(NAMES), len(lines)))
    _fill_own(columns, lines)
    repeated = np.array([again for page in pages for again in _repeated(page.facts)], np.float64)
    columns[len(OWN) :] = [
        [share for page in pages for share in page.overlap],
        repeated,
        [share for page in pages for share in _like_title(page)],
        *_places(lines, layout, columns, repeated),
    ]
    return columns


def _like_title(page: Page) -> list[float]:
    """Return how alike each line is to the headline, else to the first line."""
    title = line_facts(page.headline).content() if page.headline else page.contents[0]
    alike = [title_likeness(content, title) for content in page.contents]
    if not page.headline:
        alike[0] = 0.0
    return alike


def _repeated(lines: Sequence[LineFacts]) -> list[bool]:
    """Return for each line whether another one of its article is the same."""
    times = Counter([line.lower for line in lines])
    return [times[line.lower] > 1 for line in lines]


def _fill_own(columns: Any, lines: Sequence[LineFacts]) -> None:
    """Set the features ``OWN`` of each line."""
    import numpy as np

    counts = dict(zip(COUNTED, count_rows([line.counts for line in lines]).T, strict=True))
    words = np.maximum(counts["words"], 1)
    form = np.array([_form(line) for line in lines], dtype=np.float64).T
    length, size, capitals, end_mark, end_colon, clipped, stops, some, breaks, dashes = form[:10]
    own = [
        np.minimum(length / 40, 1.0), np.minimum(length / 120, 1.0), np.minimum(length / 300, 1.0),
        end_mark, end_colon, clipped, stops, some, np.minimum(breaks / 3, 1.0),
        capitals / np.maximum(counts["words"] - 1, 1), counts["uppers"] / words,
        counts["digits"] / size, counts["symbols"] / size,
        np.minimum((counts["bars"] + dashes) / 3, 1.0), *form[10:15],
        np.minimum(counts["news"] / 2, 1.0), np.minimum(counts["self"] / words * 5, 1.0),
        counts["menu"] / words, np.minimum(counts["commas"] / words * 5, 1.0),
    ]  # fmt: skip
    columns[: len(own)] = own
    columns[len(own) : len(OWN) - 1] = 0.0
    for i, line in enumerate(lines):
        for name in line.flags:
            columns[_ROW[name], i] = 1.0
    columns[len(OWN) - 1] = form[15]


def _form(line: LineFacts) -> tuple[float, ...]:
    """Return what of ``OWN`` is no count of words; see ``_fill_own``."""
    text = line.text
    first = text[0]
    opener = _FIRST_LETTER.match(text)
    return (
        line.length,
        len(text),
        counted(line.counts, "capitals") - bool(opener and opener.group(1).isupper()),
        line.end_mark,
        line.end_colon,
        line.clipped,
        line.stop_share,
        line.stop_words,
        len(_SENTENCE_BREAK.findall(text)),
        text.count(" - "),
        first.islower(),
        first.isdigit(),
        first in "\"'",
        line.has_bullet(),
        '"' in text,
        line.sentence_like,
    )


def has_sentence_break(line: LineFacts) -> bool:
    """Return whether a sentence ends inside the line and another begins."""
    return _SENTENCE_BREAK.search(line.text) is not None


def _places(lines: Sequence[LineFacts], layout: Layout, columns: Any, repeated: Any) -> list[Any]:
    """Return the features of place and neighbourhood, one column each."""
    import numpy as np

    own = {name: columns[_ROW[name]] for name in _LOOKED_AROUND}
    prose, long = own["sentence-like"], own["length 120"]
    weight = np.array([min(line.length, 2000) for line in lines])
    # In millionths, which is how finely prose is measured: sums of whole numbers are exact.
    mass = np.rint(prose * 1e6).astype(np.int64) * weight
    total = np.maximum(layout.totals(mass) / 1e6, 1.0)
    before = layout.sums_before(mass) / 1e6 / total
    after = np.maximum(1.0 - before - mass / 1e6 / total, 0.0)
    chars = layout.totals(weight)
    prev1, next1, prev2, next2 = layout.neighbours(prose, -1, 1, -2, 2)
    around3 = layout.mean_around(prose, 3)
    left = np.maximum(prev1, prev2)
    right = np.maximum(next1, next2)
    # A marker counts only once a part of the prose lies before it: pages link to their
    # comments from the top.
    late = before >= 0.15
    comments = _seen(layout, own["comment head"] * late)
    related = _seen(layout, own["related head"] * late)
    short = 1.0 - long
    between = np.minimum(left, right)
    place, size = layout.place, layout.size
    return [
        place == 0, place / np.maximum(size - 1, 1),
        np.minimum(np.log1p(place) / 5, 1.0), np.minimum(np.log1p(size - 1 - place) / 5, 1.0),
        prev1, next1, prev2, next2, around3, layout.mean_around(prose, 10), between,
        np.maximum(left, right), layout.mean_around(own["menu share"], 3), comments, related,
        before, after, np.minimum(total / np.maximum(chars, 1), 1.0),
        short * between, short * around3, long * around3,
        layout.mean_around(own["comment meta"], 4), layout.mean_around(repeated, 4),
        layout.mean_around(own["self words"], 4), layout.mean_around(own["date"], 4),
        own["self words"] * before * comments,
    ]  # fmt: skip


def _seen(layout: Layout, marks: Any) -> Any:
    """Return 1 for every line after the first mark in its article."""
    import numpy as np

    return (layout.sums_before(marks.astype(np.int64)) > 0).astype(np.float64)
