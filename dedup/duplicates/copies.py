"""Copies: articles that go back to one text, whole or in part.

"Same text" and "same event" are two questions. The answer to the first is containment:
the share of the shorter body's three-word shingles that the other body has. Jaccard,
the usual choice, falls below .5 when an outlet trims a report or adds paragraphs of its
own, while containment stays above .6.

Fingerprints propose pairs, and every proposed pair is measured on all its shingles. Of
articles with the same words only the first is measured.

Priorities: precision before recall. Phrases that one source repeats from article to
article are its furniture and count a tenth. A partial copy needs a passage: runs of
shared words outside quotation marks, since two reporters at one press conference write
down the same sentence.

A source's log-in block in two articles and a template filled in twice are no copies: see
``furniture``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from dedup.duplicates.furniture import LEAST_TIED, TEMPLATE_REST, Parts, templated, tied
from dedup.duplicates.shingles import (
    FULL_WEIGHT,
    NAME,
    PHRASE,
    SIZE,
    Texts,
    among,
    article_texts,
    cover,
    fingerprint,
    phrases,
    sharing,
    shingles,
    whole,
)
from dedup.model import CleanArticle, CopyKind, DuplicatePair, Reason
from dedup.options import DuplicateOptions
from dedup.origins import LARGE_GROUP, ORIGIN_SHARE, Directions, group_origins
from dedup.text import WORD
from dedup.tokens import MAX_BODY_CHARS, Tokens, encode_articles, straighten

if TYPE_CHECKING:
    import numpy as np

    Hashes = np.ndarray[Any, np.dtype[np.uint64]]
    Floats = np.ndarray[Any, np.dtype[np.float64]]
    Flags = np.ndarray[Any, np.dtype[np.bool_]]

# A body of up to so many words is read with its headline: briefs and bare headlines are too
# short to be the same by their body alone ("Read more").
SHORT_BODY_WORDS = 30
# Fewer words than this are no text to copy ("Live updates").
LEAST_WORDS = 5
# Fingerprints a pair must share to be looked at, as a share of the shorter text's: well under
# what a partial copy needs, since edits break phrases before shingles and long lists are not
# all counted there.
LEAST_SHARE = 0.08
# ... or this share of its fingerprints, even if a source repeats them all.
REPEATED_SHARE = 0.3
# Weight of a shingle that a source repeats, the same as when pairs are proposed.
FURNITURE_WEIGHT = 1.0 / FULL_WEIGHT
# Shared words in a row that count as part of a passage: stock phrases ("told reporters on
# Tuesday that the") are shorter.
RUN_WORDS = 8
# Words that are a passage of a text of which they are most.
TEASER_WORDS, MOST_OF_IT = 20, 0.6
# Of one article so little is left that the other holds it whole, whatever it has to do with it.
LEAST_REST = 0.2
# Copies that share more than this have no room for other names.
SAME_SHARE = 0.9
# Members of a large group among which its most typical text is looked for, and the share of
# the group that must be near it; else the group has no such text.
SAMPLE, LEAST_LED = 30, 0.1
# Texts whose shingles are kept at hand: some 15 kB each.
KEPT_TEXTS = 4096

_MARK = re.compile('([\u201c\u00ab\u201e]|[\u201d\u00bb]|"|\n)')
_OPEN = "\u201c\u00ab\u201e"

__all__ = ["find_duplicates", "group_origins"]

_Pair = tuple[int, int]
_Verdict = tuple[CopyKind, float, tuple[Reason, ...]]


def find_duplicates(
    cleaned: Sequence[CleanArticle],
    options: DuplicateOptions | None = None,
    tokens: Tokens | None = None,
) -> tuple[DuplicatePair, ...]:
    """Find exact, near and partial copies.

    Args:
        cleaned: The articles; ids must differ.
        options: What counts as a copy; the defaults when None.
        tokens: ``encode_articles`` of the articles in the order of their ids, when it is at
            hand.

    Returns:
        Pairs by left id, then right id. All pairs of up to 300 copies of one text; of more,
        each with a typical one and with its neighbours. Time and memory grow linearly with
        the text, and with the number of pairs found.
    """
    ordered = sorted(cleaned, key=lambda each: each.article.id)
    texts = article_texts(
        encode_articles(ordered) if tokens is None else tokens, SHORT_BODY_WORDS + 1
    )
    groups = _identical(texts)
    comparer = _Comparer(ordered, texts, options or DuplicateOptions())
    same: _Verdict = ("exact", 1.0, (Reason("same words", 1.0, 1.0),))
    verdicts: list[tuple[_Pair, _Verdict]] = [
        (pair, same) for group in groups for pair in _pairs_within(group)
    ]
    copies = {group[0]: group for group in groups}
    verdicts += [
        ((min(a, b), max(a, b)), verdict)
        for (left, right), verdict in comparer.compare(sorted(copies)).items()
        for a, b in _pairs_between(copies[left], copies[right])
    ]
    directions = Directions(ordered)
    return tuple(
        DuplicatePair(
            ordered[left].article.id,
            ordered[right].article.id,
            kind,
            score,
            (*reasons, *directions.reasons(left, right, _shares(reasons))),
        )
        for (left, right), (kind, score, reasons) in sorted(verdicts, key=lambda each: each[0])
    )


def _identical(texts: Texts) -> list[list[int]]:
    """Group the texts by their words; texts of too few words stay alone."""
    groups: dict[bytes, list[int]] = {}
    for number in range(len(texts.begins)):
        words = texts.words(number)
        if len(words) >= LEAST_WORDS:
            key = blake2b(words.tobytes(), digest_size=16).digest()
        else:
            key = b"%d" % number
        groups.setdefault(key, []).append(number)
    return list(groups.values())


def _pairs_within(group: Sequence[int]) -> list[_Pair]:
    """Return all pairs of a group, of a large one each with the first."""
    if len(group) > LARGE_GROUP:
        return [(group[0], other) for other in group[1:]]
    return [(a, b) for index, a in enumerate(group) for b in group[index + 1 :]]


def _pairs_between(one: Sequence[int], other: Sequence[int]) -> list[_Pair]:
    """Return all cross pairs, of large groups those with the first of either."""
    if len(one) + len(other) > LARGE_GROUP:
        return [(one[0], b) for b in other] + [(a, other[0]) for a in one[1:]]
    return [(a, b) for a in one for b in other]


@dataclass(frozen=True, slots=True)
class _Text:
    """A text ready to be compared.

    Args:
        runs: The shingle that starts at each word.
        ordered: The same, ascending.
        weights: float64 array beside ``runs``.
        total: Sum of the weights.
        furniture: For each word, whether it stands in a phrase that a source repeats.
    """

    runs: Hashes
    ordered: Hashes
    weights: Floats
    total: float
    furniture: Flags


class _Comparer:
    """Compares texts that may be copies; remembers what it took from each."""

    def __init__(
        self, ordered: Sequence[CleanArticle], texts: Texts, options: DuplicateOptions
    ) -> None:
        self._ordered, self._texts, self._options = ordered, texts, options
        self._sources = [_source(each) for each in ordered]
        self._verdicts: dict[_Pair, _Verdict | None] = {}
        self._kept: dict[int, _Text] = {}
        self._spoken: dict[int, Flags] = {}
        self._counts = _WordCounts()

    def compare(self, numbers: Sequence[int]) -> dict[_Pair, _Verdict]:
        """Return the near and partial copies among texts, none of them identical."""
        prints = fingerprint(self._texts, numbers)
        proposed, self._repeated = sharing(prints, self._sources, LEAST_SHARE, REPEATED_SHARE)
        self._bits = prints.bits
        del prints
        for left, right in proposed.tolist():
            self._judge(left, right)
        # Long lists propose neighbours only, so a large group may lack some pairs.
        for group in _linked(
            [pair for pair, verdict in self._verdicts.items() if _strong(verdict)]
        ):
            self._complete(group)
        return {pair: verdict for pair, verdict in self._verdicts.items() if verdict}

    def _complete(self, group: list[int]) -> None:
        """Compare all pairs of a group; of a large one each with a typical text."""
        while len(group) > LARGE_GROUP:
            some = group[:: -(-len(group) // SAMPLE)]
            leader = min(some, key=lambda one: (-len(self._near(one, some)), one))
            led = self._near(leader, group)
            if len(led) < LEAST_LED * len(group):
                return
            group = [other for other in group if other not in led and other != leader]
        for left, right in _pairs_within(group):
            self._judge(left, right)

    def _near(self, one: int, others: Iterable[int]) -> set[int]:
        found = set()
        for other in others:
            if other != one:
                verdict = self._judge(min(one, other), max(one, other))
                if verdict and verdict[0] == "near":
                    found.add(other)
        return found

    def _judge(self, left: int, right: int) -> _Verdict | None:
        if (left, right) not in self._verdicts:
            self._verdicts[left, right] = self._measure(left, right)
        return self._verdicts[left, right]

    def _measure(self, left: int, right: int) -> _Verdict | None:
        numbers = (left, right)
        if len(self._text(right).runs) < len(self._text(left).runs):
            numbers = (right, left)
        one, other = map(self._text, numbers)
        hits = among(one.runs, other.ordered), among(other.runs, one.ordered)
        shares = sorted((_share(one, hits[0]), _share(other, hits[1])))
        verdict = self._verdict(numbers, hits, shares)
        if verdict is None and (one.furniture.any() or other.furniture.any()):
            verdict = self._version(numbers, hits)
        return verdict

    def _verdict(
        self, numbers: _Pair, hits: tuple[Flags, Flags], shares: Sequence[float]
    ) -> _Verdict | None:
        """Judge two texts, the shorter first, by their shares, ascending."""
        options = self._options
        lower, upper = shares
        if upper < min(options.partial, options.near):
            return None
        reasons = (
            Reason("share of the shorter text found in the other", upper, options.partial),
            Reason("share of the longer text found in the other", lower, options.near),
        )
        spoken = self._in_quotes(numbers[0])
        if lower >= options.near:
            own = cover(hits[0], SIZE)[~spoken]
            if int(own.sum()) >= options.partial * len(own):
                same = upper >= SAME_SHARE or self._same_news(numbers, hits)
                return ("near", upper, reasons) if same else None
        if upper < options.partial:
            return None
        # The source's own repeated phrases are no passage.
        rare = hits[0] & ~whole(self._text(numbers[0]).furniture)
        passage = _passage_words(rare, spoken)
        # A teaser is the beginning of a report: in a short text fewer words are a passage.
        least = min(options.passage_words, max(TEASER_WORDS, int(MOST_OF_IT * len(spoken))))
        if passage < least or not self._same_news(numbers, hits):
            return None
        words = Reason("words of shared passages outside quotations", passage, least)
        return "partial", upper, (*reasons, words)

    def _version(self, numbers: _Pair, hits: tuple[Flags, Flags]) -> _Verdict | None:
        """Judge two texts by what a source repeats, too.

        A report that a source posts again and again is repeated like furniture, but it has
        to do with what each version adds and with its headline.
        """
        shares = sorted(round(float(each.mean()), 6) for each in hits)
        if shares[0] < self._options.near:
            return None
        covers = [cover(flags, SIZE) for flags in hits]
        if tied(*self._parts(numbers, covers)) < LEAST_TIED:
            return None
        return self._verdict(numbers, hits, shares)

    def _same_news(self, numbers: _Pair, hits: tuple[Flags, Flags]) -> bool:
        """Return whether what two texts share belongs to what they report."""
        covers = [cover(flags, SIZE) for flags in hits]
        kinds = [self._texts.kinds_of(number) for number in numbers]
        if all(
            int((kind[~own] == NAME).sum()) >= TEMPLATE_REST * int((kind[~own] > 0).sum())
            for kind, own in zip(kinds, covers, strict=True)
        ) and templated(*self._parts(numbers, covers)):
            return False
        sources = [self._sources[number] for number in numbers]
        held = min(1.0 - float(own.mean()) for own in covers) < LEAST_REST
        if held or not sources[0] or sources[0] != sources[1]:
            return True
        return tied(*self._parts(numbers, covers)) >= LEAST_TIED

    def _parts(self, numbers: _Pair, covers: Sequence[Flags]) -> list[Parts]:
        return [
            Parts(
                passage=self._texts.printed(number, own),
                rest=self._texts.printed(number, ~own),
                headline=self._ordered[number].headline,
            )
            for number, own in zip(numbers, covers, strict=True)
        ]

    def _text(self, number: int) -> _Text:
        if number not in self._kept:
            if len(self._kept) >= KEPT_TEXTS:
                self._kept.clear()
                self._spoken.clear()
                self._counts.clear()
            self._kept[number] = self._prepare(number)
        return self._kept[number]

    def _prepare(self, number: int) -> _Text:
        import numpy as np

        words = self._texts.words(number)
        runs = shingles(words)
        repeated = among(phrases(runs) >> np.uint64(self._bits), self._repeated)
        furniture = cover(repeated, PHRASE)
        weights = np.where(whole(furniture), FURNITURE_WEIGHT, 1.0)
        return _Text(runs, np.sort(runs), weights, float(weights.sum()), furniture)

    def _in_quotes(self, number: int) -> Flags:
        import numpy as np

        if number not in self._spoken:
            each = self._ordered[number]
            flags = _in_quotes(straighten(each.body()[:MAX_BODY_CHARS]), self._counts)
            missing = int(self._texts.ends[number] - self._texts.begins[number]) - len(flags)
            if missing:
                flags = _in_quotes(straighten(each.headline), self._counts) + flags
            self._spoken[number] = np.array(flags, np.bool_)
        return self._spoken[number]


def _shares(reasons: Sequence[Reason]) -> list[float]:
    return [each.value for each in reasons[:2] if isinstance(each.value, float)]


def _share(text: _Text, hits: Flags) -> float:
    return round(float(text.weights[hits].sum()) / max(text.total, FURNITURE_WEIGHT), 6)


def _passage_words(hits: Flags, spoken: Flags) -> int:
    """Count the words in long runs of shared shingles, without quotations."""
    import numpy as np

    covered = cover(hits, SIZE)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], covered.astype(np.int8), [0]])))
    starts, ends = edges[0::2], edges[1::2]
    own = np.concatenate([[0], np.cumsum(~spoken)])
    long = ends - starts >= RUN_WORDS
    return int((own[ends[long]] - own[starts[long]]).sum())


def _source(cleaned: CleanArticle) -> str:
    """Return who published it: the source, else the host of its address."""
    article = cleaned.article
    if article.source or not article.url:
        return article.source
    return article.url.partition("//")[2].partition("/")[0]


class _WordCounts(dict[str, int]):
    """Counts the words of a chunk of text without blanks, once for each distinct chunk."""

    def __missing__(self, chunk: str) -> int:
        count = self[chunk] = len(WORD.findall(chunk))
        return count


def _in_quotes(text: str, counts: _WordCounts) -> list[bool]:
    """Return for each word whether it stands in quotation marks; a paragraph ends them."""
    inside, result = False, list[bool]()
    # Every second piece is a mark.
    for index, piece in enumerate(_MARK.split(text)):
        if index % 2:
            inside = piece in _OPEN or (piece == '"' and not inside)
        elif piece:
            result += [inside] * sum(map(counts.__getitem__, piece.split()))
    return result


def _strong(verdict: _Verdict | None) -> bool:
    """Return whether a verdict makes one origin of two texts."""
    return verdict is not None and (verdict[0] == "near" or verdict[1] >= ORIGIN_SHARE)


def _linked(pairs: Sequence[_Pair]) -> list[list[int]]:
    """Return the groups of numbers that pairs link, each ascending."""
    group_of: dict[int, list[int]] = {}
    for left, right in pairs:
        one, other = group_of.setdefault(left, [left]), group_of.setdefault(right, [right])
        if one is not other:
            if len(one) < len(other):
                one, other = other, one
            one += other
            for member in other:
                group_of[member] = one
    return sorted({id(group): sorted(group) for group in group_of.values()}.values())
