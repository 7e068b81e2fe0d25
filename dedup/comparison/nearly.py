"""Sentences of two articles that are nearly the same words, and where they part.

Copies and rewrites of one text differ in a few words. Where two sentences agree in
most of their words, in order, the words between which they part stand in one slot;
elsewhere nothing can be said of single words. Sentences are paired with the likest
one on the other side, each at most once; one that is printed there word for word
differs from nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from dedup.comparison.context import StoryContext
from dedup.text import WORD, fold

# Share of words two sentences have in common, in order (2 · common / all; own choice).
# In a sentence of ten words three may be other ones.
_LIKE = 0.7
# A sentence of fewer words has too few left to be known by.
_MIN_WORDS = 4
# Sentences that score lower are not held against each other word for word (own choice; it only
# saves time, for a sentence between two that are paired needs no score).
_CANDIDATE = 0.3
# In more places than this the sentence was written anew.
_MAX_PLACES = 4
_CONTRACTED = {"won't": ("will", "not"), "can't": ("can", "not"), "cannot": ("can", "not")}


class Token(NamedTuple):
    """One word of an article: offsets, how it is compared, and whether it has a capital."""

    start: int
    end: int
    key: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Parting:
    """Where two sentences part: half-open token ranges, one of them possibly empty."""

    left: tuple[int, int]
    right: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Twin:
    """Two sentences that are nearly the same words.

    Args:
        left: Article and sentence.
        right: Article and sentence.
        left_tokens: Words of the left sentence.
        right_tokens: Words of the right sentence.
        partings: Where they part, in order; at least one.
        likeness: Share of words in common, [0, 1].
    """

    left: tuple[int, int]
    right: tuple[int, int]
    left_tokens: tuple[Token, ...]
    right_tokens: tuple[Token, ...]
    partings: tuple[Parting, ...]
    likeness: float


def twins(context: StoryContext) -> Iterator[Twin]:
    """Yield the sentences of a story's articles that are nearly the same words.

    Args:
        context: The story.

    Yields:
        In the order of the articles; within two articles in the order of the sentences.
    """
    n_articles = len(context.articles)
    read = {
        (number, sentence.index): _tokens(parsed.sentence_text(sentence.index), sentence.span.start)
        for number, parsed in enumerate(context.articles)
        for sentence in parsed.content()
    }
    keys = {place: tuple(token.key for token in tokens) for place, tokens in read.items()}
    for left, right in combinations(range(n_articles), 2):
        if not context.related(left, right):
            continue
        # By their texts, not by the input order: ties must fall the same way round.
        one, other = (right, left) if context.sentences.follows(left, right) else (left, right)
        for i, j, likeness in _paired(context, keys, one, other):
            ours, theirs = (one, i), (other, j)
            partings = _partings(keys[ours], keys[theirs])
            if len(partings) <= _MAX_PLACES:
                yield Twin(ours, theirs, read[ours], read[theirs], partings, likeness)


def _tokens(sentence: str, base: int) -> tuple[Token, ...]:
    tokens = []
    for match in WORD.finditer(fold(sentence)):
        word = match.group()
        low = word.lower()
        if low in _CONTRACTED:
            parts: tuple[str, ...] = _CONTRACTED[low]
        elif low.endswith("n't"):
            parts = (low[:-3], "not")
        else:
            parts = (low[:-2] if low.endswith("'s") else low,)
        start, end = base + match.start(), base + match.end()
        tokens += [Token(start, end, part, word[0].isupper()) for part in parts]
    return tuple(tokens)


def _paired(
    context: StoryContext, keys: Mapping[tuple[int, int], tuple[str, ...]], left: int, right: int
) -> list[tuple[int, int, float]]:
    """Return the pairs of sentences that are each other's likest, but not the same words."""
    scores = context.sentence_scores(left, right)
    if not scores.size:
        return []
    found: list[tuple[float, int, int]] = []
    for i, j in zip(*(part.tolist() for part in (scores >= _CANDIDATE).nonzero()), strict=True):
        ours, theirs = keys[left, i], keys[right, j]
        if min(len(ours), len(theirs)) >= _MIN_WORDS:
            likeness = _likeness(ours, theirs)
            # Parties that change places leave every word, and in a short sentence little order.
            if likeness >= _LIKE or (len(ours) == len(theirs) and sorted(ours) == sorted(theirs)):
                found.append((likeness, i, j))
    paired: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for likeness, i, j in sorted(found, key=lambda row: (-row[0], row[1], row[2])):
        if likeness == 1.0 or (i not in paired and j not in taken):
            paired.setdefault(i, (j, likeness))
            taken.add(j)
    # A sentence of few content words scores low; beside two that are paired it needs no score.
    for i, j in _beside(paired, keys, left, right):
        if i not in paired and j not in taken:
            likeness = _likeness(keys[left, i], keys[right, j])
            if likeness >= _LIKE:
                paired[i] = (j, likeness)
                taken.add(j)
    return sorted((i, j, likeness) for i, (j, likeness) in paired.items() if likeness < 1.0)


def _beside(
    paired: Mapping[int, tuple[int, float]],
    keys: Mapping[tuple[int, int], tuple[str, ...]],
    left: int,
    right: int,
) -> list[tuple[int, int]]:
    """Return the sentences that stand right before or after two that are paired."""
    near = {(i + step, j + step) for i, (j, _) in paired.items() for step in (-1, 1)}
    return sorted(
        (i, j)
        for i, j in near
        if min(len(keys.get((left, i), ())), len(keys.get((right, j), ()))) >= _MIN_WORDS
    )


# A sentence of a copy is held against the same one of every other copy.
@lru_cache(maxsize=20_000)
def _likeness(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    from rapidfuzz.distance import Indel

    return round(float(Indel.normalized_similarity(left, right)), 6)


def _partings(left: Sequence[str], right: Sequence[str]) -> tuple[Parting, ...]:
    from rapidfuzz.distance import Levenshtein

    found: list[Parting] = []
    for op in Levenshtein.opcodes(left, right):
        if op.tag == "equal":
            continue
        last = found[-1] if found else None
        if last and last.left[1] == op.src_start and last.right[1] == op.dest_start:
            found[-1] = Parting((last.left[0], op.src_end), (last.right[0], op.dest_end))
        else:
            found.append(Parting((op.src_start, op.src_end), (op.dest_start, op.dest_end)))
    return tuple(found)
