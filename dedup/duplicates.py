"""Copies: articles that go back to one text, whole or in part.

"Same text" and "same event" are two questions. The answer to the first is containment:
the share of the shorter body's three-word shingles that the other body has. Jaccard,
the usual choice, falls below .5 when an outlet trims a report or adds paragraphs of its
own, while containment stays above .6.

Priorities: precision before recall. Phrases that one source repeats from article to
article are its furniture and count a tenth. A partial copy needs a passage: runs of
shared words outside quotation marks, since two reporters at one press conference write
down the same sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dedup.model import CleanArticle, CopyKind, DuplicatePair, Reason
from dedup.options import DuplicateOptions
from dedup.origins import group_origins
from dedup.shingles import SIZE, Shingles, repeated_by_a_source, sharing, shingle
from dedup.text import WORD
from dedup.tokens import straighten

if TYPE_CHECKING:
    import numpy as np

    Hashes = np.ndarray[Any, np.dtype[np.uint64]]
    Flags = np.ndarray[Any, np.dtype[np.bool_]]

# A body of fewer words is read with its headline: briefs and bare headlines are too short to be
# the same by their body alone ("Read more").
SHORT_BODY_WORDS = 30
# Fewer words than this are no text to copy ("Live updates").
LEAST_WORDS = 5
# Bodies are compared in their first 40,000 characters: longer pages are lists and transcripts.
MAX_CHARS = 40_000
# Shingles a pair must share to be looked at, and their share of the shorter text: well under
# what a partial copy needs, since furniture and frequent shingles are not all counted there.
LEAST_SHARED, LEAST_SHARE = 6, 0.08
# Weight of a shingle that a source repeats.
FURNITURE_WEIGHT = 0.1
# Shared words in a row that count as part of a passage: stock phrases ("told reporters on
# Tuesday that the") are shorter.
RUN_WORDS = 8
# Groups of copies up to this size are compared pair by pair; larger ones along their links, and
# then an origin may fall apart. 300 articles are 44,850 pairs.
MAX_CLOSURE = 300
_QUOTE_OR_WORD = re.compile(
    f'(?P<open>[\u201c\u00ab\u201e])|(?P<close>[\u201d\u00bb])|(?P<mark>")'
    f"|(?P<line>\n)|(?P<word>{WORD.pattern})"
)

__all__ = ["find_duplicates", "group_origins"]


def find_duplicates(
    cleaned: Sequence[CleanArticle], options: DuplicateOptions | None = None
) -> tuple[DuplicatePair, ...]:
    """Find exact, near and partial copies.

    Args:
        cleaned: The articles; ids must differ.
        options: What counts as a copy; the defaults when None.

    Returns:
        Pairs by left id, then right id. Time and memory grow linearly with the text, and
        with the number of pairs found.
    """
    ordered = sorted(cleaned, key=lambda each: each.article.id)
    ids = [each.article.id for each in ordered]
    texts = [_text(each) for each in ordered]
    shingles = shingle(texts)
    copies = {group[0]: group for group in _identical(shingles)}
    found = [
        DuplicatePair(ids[left], ids[right], "exact", 1.0, (Reason("same words", 1.0, 1.0),))
        for group in copies.values()
        for left, right in _pairs_within(group)
    ]
    comparer = _Comparer(ordered, texts, shingles, options or DuplicateOptions())
    for (left, right), (kind, score, reasons) in comparer.compare(sorted(copies)).items():
        found += [
            DuplicatePair(min(ids[a], ids[b]), max(ids[a], ids[b]), kind, score, reasons)
            for a in copies[left]
            for b in copies[right]
        ]
    return tuple(sorted(found, key=lambda pair: (pair.left_id, pair.right_id)))


def _text(cleaned: CleanArticle) -> str:
    body = cleaned.body()[:MAX_CHARS]
    if len(body.split(maxsplit=SHORT_BODY_WORDS)) <= SHORT_BODY_WORDS:
        body = f"{cleaned.headline}\n{body}"
    return straighten(body)


def _identical(shingles: Shingles) -> list[list[int]]:
    """Group the texts by their words; texts of too few words stay alone."""
    groups: dict[bytes, list[int]] = {}
    for number, row in enumerate(shingles.words):
        key = row.tobytes() if len(row) >= LEAST_WORDS else b"%d" % number
        groups.setdefault(key, []).append(number)
    return list(groups.values())


def _pairs_within(group: Sequence[int]) -> list[tuple[int, int]]:
    """Return all pairs of a small group, each with the first of a large one."""
    if len(group) > MAX_CLOSURE:
        return [(group[0], other) for other in group[1:]]
    return [(a, b) for index, a in enumerate(group) for b in group[index + 1 :]]


_Verdict = tuple[CopyKind, float, tuple[Reason, ...]]


class _Comparer:
    """Compares texts that may be copies; remembers where each has quotations."""

    def __init__(
        self,
        ordered: Sequence[CleanArticle],
        texts: Sequence[str],
        shingles: Shingles,
        options: DuplicateOptions,
    ) -> None:
        self._texts, self._shingles, self._options = texts, shingles, options
        sources = [_source(each) for each in ordered]
        self._repeated = repeated_by_a_source(shingles.sets, sources)
        self._spoken: dict[int, Flags] = {}

    def compare(self, numbers: Sequence[int]) -> dict[tuple[int, int], _Verdict]:
        """Return the near and partial copies among texts, none of them identical."""
        sets = [self._shingles.sets[number] for number in numbers]
        proposed = sharing(sets, LEAST_SHARED, LEAST_SHARE)
        verdicts: dict[tuple[int, int], _Verdict] = {}
        tried = set()
        for left, right in proposed.tolist():
            pair = (numbers[left], numbers[right])
            tried.add(pair)
            if verdict := self._judge(*pair):
                verdicts[pair] = verdict
        # Long posting lists propose neighbours only, so a large group may lack some pairs.
        for group in _linked([pair for pair, verdict in verdicts.items() if verdict[0] == "near"]):
            if len(group) <= MAX_CLOSURE:
                for pair in _pairs_within(group):
                    if pair not in tried and (verdict := self._judge(*pair)):
                        verdicts[pair] = verdict
        return verdicts

    def _judge(self, left: int, right: int) -> _Verdict | None:
        import numpy as np

        one, other = self._shingles.sets[left], self._shingles.sets[right]
        shared = np.intersect1d(one, other, assume_unique=True)
        common = self._weight(shared)
        shares = sorted(round(common / max(self._weight(each), 1e-9), 6) for each in (one, other))
        lower, upper = shares
        options = self._options
        if upper < min(options.partial, options.near):
            return None
        reasons = (
            Reason("share of the shorter text found in the other", upper, options.partial),
            Reason("share of the longer text found in the other", lower, options.near),
        )
        shorter = left if len(one) <= len(other) else right
        if lower >= options.near:
            spoken = self._in_quotes(shorter)
            own = self._passage(shorter, shared, least_run=SIZE)
            if own >= options.partial * int((~spoken).sum()):
                return "near", upper, reasons
        if upper < options.partial:
            return None
        # The source's own repeated phrases are no passage.
        rare = np.setdiff1d(shared, self._repeated, assume_unique=True)
        passage = self._passage(shorter, rare, least_run=RUN_WORDS)
        if passage < options.passage_words:
            return None
        words = Reason(
            "words of shared passages outside quotations", passage, options.passage_words
        )
        return "partial", upper, (*reasons, words)

    def _weight(self, hashes: Hashes) -> float:
        import numpy as np

        repeated = int(np.isin(hashes, self._repeated, assume_unique=True).sum())
        return len(hashes) - (1.0 - FURNITURE_WEIGHT) * repeated

    def _passage(self, number: int, shared: Hashes, *, least_run: int) -> int:
        """Count the words of a text in shared runs, without quotations."""
        import numpy as np

        hits = np.isin(self._shingles.runs[number], shared)
        covered = np.zeros(len(hits) + SIZE - 1, np.bool_)
        for offset in range(SIZE):
            covered[offset : offset + len(hits)] |= hits
        edges = np.flatnonzero(np.diff(np.concatenate([[0], covered.astype(np.int8), [0]])))
        spoken = self._in_quotes(number)
        return sum(
            int((~spoken[start:end]).sum())
            for start, end in zip(edges[0::2].tolist(), edges[1::2].tolist(), strict=True)
            if end - start >= least_run
        )

    def _in_quotes(self, number: int) -> Flags:
        import numpy as np

        if number not in self._spoken:
            self._spoken[number] = np.array(_in_quotes(self._texts[number]), np.bool_)
        return self._spoken[number]


def _source(cleaned: CleanArticle) -> str:
    """Return who published it: the source, else the host of its address."""
    article = cleaned.article
    if article.source or not article.url:
        return article.source
    return article.url.partition("//")[2].partition("/")[0]


def _in_quotes(text: str) -> list[bool]:
    """Return for each word whether it stands in quotation marks; a paragraph ends them."""
    inside, result = False, []
    for match in _QUOTE_OR_WORD.finditer(text):
        kind = match.lastgroup
        if kind == "word":
            result.append(inside)
        else:
            inside = kind == "open" or (kind == "mark" and not inside)
    return result


def _linked(pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
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
