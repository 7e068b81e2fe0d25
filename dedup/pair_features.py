"""The features of sentence pairs, computed for two articles at once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol
from zlib import crc32

import numpy as np

from dedup.bags import Bags, Floats, dot, make_bags
from dedup.lexicon import related
from dedup.sentence_words import SentenceWords, key

FEATURES = (
    "shared words",  # cosine of rarity weights
    "shared words, best side",  # share of one side's weight found in the other, larger
    "shared words, worst side",  # and smaller
    "shared or related words, best side",
    "shared or related words, worst side",
    "much shared or related",  # the weight itself, saturating: one shared word is thin evidence
    "two words shared or related",
    "shared letter groups",  # cosine of 3- to 5-grams
    "same words in any order",
    "shared word pairs",
    "numbers differ",
    "shared quoted words",
    "similar length",
    "same place in the article",
    "neighbours alike",
    "all words",  # function words too, Dice
    "same words in the same order",
    "long runs in the same order",  # the square of it
    "little unshared on one side",
    "little unshared on both sides",
    "shared numbers",
    "nearest for both",
    "nearest for one",
)
EMPTY = SentenceWords(
    (), frozenset(), frozenset(), frozenset(), frozenset(), (), (), "", "", 0, False
)
# What a related word counts for beside the word itself. Chosen, not tuned.
RELATED = 0.8
# Letters of a word that make n-grams; longer "words" are addresses and noise.
_MAX_WORD_CHARS = 40


class Weights(Protocol):
    """What a block needs from its story: ids and weights of stems."""

    def stem_id(self, stem: str) -> int:
        """Return a number for a stem."""
        ...

    def weight(self, stem: str) -> float:
        """Return how much a stem tells, in [0, 1]."""
        ...


class Block:
    """The bags of one article's sentences, or of one free text."""

    def __init__(self, space: Weights, sentences: Sequence[SentenceWords | None]) -> None:
        rows = [words or EMPTY for words in sentences]
        self.content = np.array([float(words is not None) for words in sentences])
        self.stems = _stem_bags(space, [sorted(set(words.stems)) for words in rows])
        self.present = self.stems.with_values(np.ones(len(self.stems.values)))
        self.reach = make_bags([_reach(space, words) for words in rows])
        self.reach_any = self.reach.with_values(np.ones(len(self.reach.values)))
        self.quoted = _stem_bags(space, [sorted(words.quoted) for words in rows])
        self.direction = self.stems.normalised()
        self.numbers = make_bags([_flags(words.numbers) for words in rows])
        self.pairs = make_bags([_word_pairs(space, words) for words in rows]).normalised()
        self.grams = make_bags([_grams(space, words) for words in rows]).normalised()
        self.plain = make_bags([_flags(words.plain) for words in rows])
        self.sorted_texts = [words.sorted_text for words in rows]
        self.texts = [words.ordered_text for words in rows]
        self.lengths = np.array([float(len(words.stems)) for words in rows])
        places = np.cumsum(self.content) - 1.0
        self.places = np.maximum(places, 0.0) / max(1.0, places[-1] if len(places) else 1.0)


def pair_features(left: Block, right: Block) -> Floats:
    """Return ``FEATURES`` for all pairs, float64, (n_left, n_right, n_features)."""
    shared = dot(left.stems, right.present)
    left_total, right_total = left.stems.totals()[:, None], right.stems.totals()[None, :]
    left_share = shared / np.maximum(left_total, 1e-9)
    right_share = shared / np.maximum(right_total, 1e-9)
    from_left, from_right = dot(left.stems, right.reach), dot(right.stems, left.reach).T
    left_reach = from_left / np.maximum(left_total, 1e-9)
    right_reach = from_right / np.maximum(right_total, 1e-9)
    from_left_n = dot(left.present, right.reach_any)
    from_right_n = dot(right.present, left.reach_any).T
    reached = (from_left + from_right) / 2.0
    left_rest, right_rest = _rest(left_total - shared), _rest(right_total - shared)
    cosine = dot(left.direction, right.direction)
    grams = dot(left.grams, right.grams)
    dice = _dice(left.plain, right.plain)
    order = _ratio(left.texts, right.texts)
    longer = np.maximum(np.maximum.outer(left.lengths, right.lengths), 1.0)
    nearest_both, nearest_one = _nearest((cosine + grams + dice) / 3.0)
    shared_numbers, numbers_differ = _overlap(left.numbers, right.numbers)
    return np.stack(
        [
            cosine,
            np.maximum(left_share, right_share),
            np.minimum(left_share, right_share),
            np.maximum(left_reach, right_reach),
            np.minimum(left_reach, right_reach),
            reached / (1.0 + reached),
            (np.maximum(from_left_n, from_right_n) >= 2.0).astype(np.float64),
            grams,
            _ratio(left.sorted_texts, right.sorted_texts),
            dot(left.pairs, right.pairs),
            numbers_differ,
            _overlap(left.quoted, right.quoted)[0],
            np.minimum.outer(left.lengths, right.lengths) / longer,
            1.0 - np.abs(np.subtract.outer(left.places, right.places)),
            _neighbours(cosine),
            dice,
            order,
            order**2,
            np.maximum(left_rest, right_rest),
            np.minimum(left_rest, right_rest),
            shared_numbers,
            nearest_both,
            nearest_one,
        ],
        axis=-1,
    )


def _stem_bags(space: Weights, rows: Sequence[Sequence[str]]) -> Bags:
    return make_bags(
        [([space.stem_id(s) for s in row], [space.weight(s) for s in row]) for row in rows]
    )


def _reach(space: Weights, words: SentenceWords) -> tuple[list[int], list[float]]:
    """Return the ids a sentence matches: its own stems in full, related ones in part."""
    found: dict[int, float] = {}
    for own in words.stems:
        for other in related(own):
            found[space.stem_id(other)] = RELATED
    for own in words.stems:
        found[space.stem_id(own)] = 1.0
    return list(found), list(found.values())


@lru_cache(maxsize=200_000)
def _hash(item: str) -> int:
    return crc32(item.encode("utf-8", "surrogatepass"))


def _flags(items: Sequence[str] | frozenset[str]) -> tuple[list[int], list[float]]:
    ids = sorted({_hash(item) for item in items})
    return ids, [1.0] * len(ids)


def _word_pairs(space: Weights, words: SentenceWords) -> tuple[list[int], list[float]]:
    """Return neighbouring content stems as ids, weighted by the mean of the two."""
    found: dict[int, float] = {}
    for first, second in zip(words.stems, words.stems[1:], strict=False):
        mean = (space.weight(first) + space.weight(second)) / 2.0
        found[_hash(f"{first} {second}")] = mean
    return list(found), list(found.values())


def _grams(space: Weights, words: SentenceWords) -> tuple[list[int], list[float]]:
    """Return letter 3- to 5-grams; each word spreads its weight over its own grams."""
    found: dict[int, float] = {}
    for word in words.grams:
        grams = word_grams(word)
        # By the square root, so that a word's part of the squared length is its weight squared.
        part = space.weight(key(word)) / math.sqrt(len(grams))
        for gram in grams:
            found[gram] = found.get(gram, 0.0) + part
    return list(found), list(found.values())


@lru_cache(maxsize=100_000)
def word_grams(word: str) -> tuple[int, ...]:
    """Return the hashed letter 3- to 5-grams of one word padded by a space, ascending."""
    padded = f" {word[:_MAX_WORD_CHARS]} "
    grams = {padded[i : i + n] for n in (3, 4, 5) for i in range(max(1, len(padded) - n + 1))}
    return tuple(sorted(crc32(gram.encode("utf-8", "surrogatepass")) for gram in grams))


def _rest(unshared: Floats) -> Floats:
    result: Floats = 1.0 / (1.0 + np.maximum(unshared, 0.0))
    return result


def _dice(left: Bags, right: Bags) -> Floats:
    both = np.add.outer(left.totals(), right.totals())
    result: Floats = 2.0 * dot(left, right) / np.maximum(both, 1.0)
    return result


def _overlap(left: Bags, right: Bags) -> tuple[Floats, Floats]:
    """Return the share of the smaller side that is shared, and the share that is not.

    Both are 0 where a side has nothing.
    """
    shared = dot(left, right.with_values(np.ones(len(right.values))))
    smaller = np.minimum.outer(left.totals(), right.totals())
    share = np.where(smaller > 0, np.minimum(1.0, shared / np.maximum(smaller, 1e-9)), 0.0)
    return share, np.where(smaller > 0, 1.0 - share, 0.0)


def _ratio(left: Sequence[str], right: Sequence[str]) -> Floats:
    """Return 1 - insertions and deletions / total length, for all pairs of texts."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    if not left or not right:
        return np.zeros((len(left), len(right)))
    scorer = Indel.normalized_similarity
    ratios: Floats = cdist(left, right, scorer=scorer, dtype=np.float64, workers=1)
    # Two empty texts are equal to rapidfuzz; to us they say nothing.
    filled = np.outer([bool(text) for text in left], [bool(text) for text in right])
    return np.where(filled, ratios, 0.0)


def _nearest(closeness: Floats) -> tuple[Floats, Floats]:
    """Return closeness as a share of the best of its row and of its column: smaller, larger."""
    if not closeness.size:
        return closeness, closeness
    by_row = closeness / np.maximum(closeness.max(axis=1, keepdims=True), 0.01)
    by_column = closeness / np.maximum(closeness.max(axis=0, keepdims=True), 0.01)
    return np.minimum(by_row, by_column), np.maximum(by_row, by_column)


def _neighbours(cosine: Floats) -> Floats:
    """Return the best similarity of the sentences just before and after each pair."""
    n_left, n_right = cosine.shape
    padded = np.zeros((n_left + 2, n_right + 2))
    padded[1:-1, 1:-1] = cosine
    corners = [padded[i : i + n_left, j : j + n_right] for i in (0, 2) for j in (0, 2)]
    best: Floats = np.max(np.array(corners), axis=0)
    return best
