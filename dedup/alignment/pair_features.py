"""The features of sentence pairs, computed for one article and several others at once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from typing import Any, Protocol
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dedup.alignment.bags import Bags, Floats, combine, dot, dots, make_bags
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
EMPTY = SentenceWords((), frozenset(), frozenset(), frozenset(), frozenset(), (), (), "", "", False)
# What a related word counts for beside the word itself. Chosen, not tuned.
RELATED = 0.8
# Letters of a word that make n-grams; longer "words" are addresses and noise.
_MAX_WORD_CHARS = 40
# Texts from which on it pays to hold only those against a text that are asked for: a call takes
# as long as 100 ratios.
_MANY_TEXTS = 128

# The left and the right sentences of some pairs.
Cells = tuple[NDArray[np.intp], NDArray[np.intp]]


class Weights(Protocol):
    """What a block needs from its story: ids and weights of stems."""

    def stem_id(self, stem: str) -> int:
        """Return a number for a stem."""
        ...

    def weight(self, stem: str) -> float:
        """Return how much a stem tells, in [0, 1]."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """The bags of the sentences of some articles, or of one free text.

    Args:
        starts: Row at which each article begins, and the number of rows at the end.
        content: 1.0 for a content sentence, 0.0 for any other.
        stems: Stems by weight.
        reach: Stems a sentence matches: its own in full, related ones in part.
        quoted: Stems between quotation marks, by weight.
        direction: ``stems`` scaled to length 1.
        numbers: Values.
        pairs: Neighbouring stems, scaled to length 1.
        grams: Letter groups, scaled to length 1.
        plain: Words, function words too.
        sorted_texts: The words of each sentence sorted, for the edit distance.
        texts: The words of each sentence in order.
        lengths: Number of stems of each sentence.
        places: Place of each sentence in its article, [0, 1].
    """

    starts: tuple[int, ...]
    content: Floats
    stems: Bags
    reach: Bags
    quoted: Bags
    direction: Bags
    numbers: Bags
    pairs: Bags
    grams: Bags
    plain: Bags
    sorted_texts: tuple[str, ...]
    texts: tuple[str, ...]
    lengths: Floats
    places: Floats

    def part(self, first: int, last: int) -> Block:
        """Return the articles from ``first`` up to ``last``."""
        begin, end = self.starts[first], self.starts[last]
        stems = self.stems.part(begin, end)
        return Block(
            starts=tuple(start - begin for start in self.starts[first : last + 1]),
            content=self.content[begin:end],
            stems=stems,
            reach=self.reach.part(begin, end),
            quoted=self.quoted.part(begin, end),
            direction=Bags(stems.layout, self.direction.part(begin, end).values),
            numbers=self.numbers.part(begin, end),
            pairs=self.pairs.part(begin, end),
            grams=self.grams.part(begin, end),
            plain=self.plain.part(begin, end),
            sorted_texts=self.sorted_texts[begin:end],
            texts=self.texts[begin:end],
            lengths=self.lengths[begin:end],
            places=self.places[begin:end],
        )


def make_block(space: Weights, articles: Sequence[Sequence[SentenceWords | None]]) -> Block:
    """Build the block of some articles.

    Args:
        space: Ids and weights of stems.
        articles: The sentences of each; None for one of no content role.
    """
    sentences = [words for article in articles for words in article]
    rows = [words or EMPTY for words in sentences]
    stems = _stem_bags(space, [sorted(set(words.stems)) for words in rows])
    content = [[float(words is not None) for words in article] for article in articles]
    return Block(
        starts=tuple(accumulate(map(len, articles), initial=0)),
        content=np.array(list(chain.from_iterable(content)), dtype=np.float64),
        stems=stems,
        reach=_reach(space, rows),
        quoted=_stem_bags(space, [sorted(words.quoted) for words in rows]),
        direction=stems.normalised(),
        numbers=make_bags([_flags(words.numbers) for words in rows]),
        pairs=make_bags([_word_pairs(space, words) for words in rows]).normalised(),
        grams=_grams(space, rows).normalised(),
        plain=make_bags([_flags(words.plain) for words in rows]),
        sorted_texts=tuple(words.sorted_text for words in rows),
        texts=tuple(words.ordered_text for words in rows),
        lengths=np.array([float(len(words.stems)) for words in rows]),
        places=np.concatenate([np.zeros(0), *map(_places, content)]),
    )


class Pairs:
    """The pairs of sentences of an article and of one article or more, each compared apart.

    Few pairs share words enough to be looked at: what tells them is computed of all, most
    features of those that are asked for.

    Args:
        left: The sentences of one article.
        right: The sentences of one article or more.

    Attributes:
        two_words: The feature "two words shared or related", shape (n_left, n_right).
        worst_side: "shared or related words, worst side", likewise.
    """

    def __init__(self, left: Block, right: Block) -> None:
        self._left, self._right = left, right
        ones = left.stems.ones().values, right.stems.ones().values
        self._shared, self._cosine = dots(
            left.stems.layout,
            right.stems.layout,
            [(left.stems.values, ones[1]), (left.direction.values, right.direction.values)],
        )
        self._from_left, from_left_n = _reached(left, right)
        self._from_right, from_right_n = (counts.T for counts in _reached(right, left))
        self._totals = left.stems.totals()[:, None], right.stems.totals()[None, :]
        left_reach, right_reach = self._shares(self._from_left, self._from_right)
        self.two_words: Floats = (np.maximum(from_left_n, from_right_n) >= 2.0).astype(np.float64)
        self.worst_side: Floats = np.minimum(left_reach, right_reach)
        self._best_side: Floats = np.maximum(left_reach, right_reach)

    def features(self, cells: Cells | None = None) -> Floats:
        """Return ``FEATURES`` of all pairs, or of some.

        Args:
            cells: The left and the right sentences of the pairs asked for, by left; None for all.

        Returns:
            float64 array, shape (n_features, n_left, n_right) or (n_features, n_cells).
        """
        left, right = self._left, self._right
        at: Any = (slice(None), slice(None)) if cells is None else cells
        shared, cosine = self._shared[at], self._cosine[at]
        left_total, right_total = (np.broadcast_to(t, self._shared.shape)[at] for t in self._totals)
        left_share = shared / np.maximum(left_total, 1e-9)
        right_share = shared / np.maximum(right_total, 1e-9)
        reached = (self._from_left[at] + self._from_right[at]) / 2.0
        left_rest, right_rest = _rest(left_total - shared), _rest(right_total - shared)
        grams = dot(left.grams, right.grams)
        dice = _dice(left.plain, right.plain)
        order = _ratio(left.texts, right.texts, cells)
        longer = np.maximum(np.maximum.outer(left.lengths, right.lengths)[at], 1.0)
        nearest_both, nearest_one = _nearest((self._cosine + grams + dice) / 3.0, right.starts, at)
        shared_numbers, numbers_differ = _overlap(left.numbers, right.numbers, at)
        return np.array(
            [
                cosine,
                np.maximum(left_share, right_share),
                np.minimum(left_share, right_share),
                self._best_side[at],
                self.worst_side[at],
                reached / (1.0 + reached),
                self.two_words[at],
                grams[at],
                _ratio(left.sorted_texts, right.sorted_texts, cells),
                dot(left.pairs, right.pairs)[at],
                numbers_differ,
                _overlap(left.quoted, right.quoted, at)[0],
                np.minimum.outer(left.lengths, right.lengths)[at] / longer,
                1.0 - np.abs(np.subtract.outer(left.places, right.places)[at]),
                _neighbours(self._cosine, right.starts)[at],
                dice[at],
                order,
                order**2,
                np.maximum(left_rest, right_rest),
                np.minimum(left_rest, right_rest),
                shared_numbers,
                nearest_both,
                nearest_one,
            ]
        )

    def _shares(self, of_left: Floats, of_right: Floats) -> tuple[Floats, Floats]:
        """Return weights as shares of what the left and the right sentences weigh."""
        ours, theirs = self._totals
        return of_left / np.maximum(ours, 1e-9), of_right / np.maximum(theirs, 1e-9)


def _places(content: Sequence[float]) -> Floats:
    """Return how far down its article each sentence stands, [0, 1]."""
    places = np.cumsum(content) - 1.0
    result: Floats = np.maximum(places, 0.0) / max(1.0, places[-1] if len(places) else 1.0)
    return result


def _stem_bags(space: Weights, rows: Sequence[Sequence[str]]) -> Bags:
    return make_bags(
        [([space.stem_id(s) for s in row], [space.weight(s) for s in row]) for row in rows]
    )


def _reach(space: Weights, rows: Sequence[SentenceWords]) -> Bags:
    """Return the ids each sentence matches: its own stems in full, related ones in part."""
    ids = {
        stem: [space.stem_id(other) for other in (stem, *sorted(related(stem)))]
        for stem in sorted({stem for words in rows for stem in words.stems})
    }
    found = [[number for stem in words.stems for number in ids[stem]] for words in rows]
    values = {stem: [1.0] + [RELATED] * (len(listed) - 1) for stem, listed in ids.items()}
    return combine(
        np.repeat(np.arange(len(rows), dtype=np.int64), [len(row) for row in found]),
        np.array(list(chain.from_iterable(found)), dtype=np.int64),
        np.array([value for words in rows for s in words.stems for value in values[s]], np.float64),
        len(rows),
        by=np.maximum,
    )


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


def _grams(space: Weights, rows: Sequence[SentenceWords]) -> Bags:
    """Return letter 3- to 5-grams; each word spreads its weight over its own grams."""
    forms = sorted({form for words in rows for form in words.grams})
    number = {form: i for i, form in enumerate(forms)}
    grams = [np.array(word_grams(form), dtype=np.int64) for form in forms]
    # By the square root, so that a word's part of the squared length is its weight squared.
    parts = np.array(
        [
            space.weight(key(form)) / math.sqrt(len(own))
            for form, own in zip(forms, grams, strict=True)
        ]
    )
    used = [[number[form] for form in words.grams] for words in rows]
    flat = np.array(list(chain.from_iterable(used)), dtype=np.int64)
    in_row = np.repeat(np.arange(len(rows), dtype=np.int64), [len(row) for row in used])
    sizes = np.array([len(own) for own in grams], dtype=np.int64)[flat]
    return combine(
        np.repeat(in_row, sizes),
        np.concatenate([np.zeros(0, dtype=np.int64), *(grams[i] for i in flat.tolist())]),
        np.repeat(parts[flat], sizes),
        len(rows),
    )


@lru_cache(maxsize=100_000)
def word_grams(word: str) -> tuple[int, ...]:
    """Return the hashed letter 3- to 5-grams of one word padded by a space, ascending."""
    padded = f" {word[:_MAX_WORD_CHARS]} "
    grams = {padded[i : i + n] for n in (3, 4, 5) for i in range(max(1, len(padded) - n + 1))}
    return tuple(sorted(crc32(gram.encode("utf-8", "surrogatepass")) for gram in grams))


def _reached(left: Block, right: Block) -> tuple[Floats, Floats]:
    """Return how much of each left sentence's stems right ones match: weight and number."""
    ones = left.stems.ones().values, right.reach.ones().values
    by_weight, by_number = dots(
        left.stems.layout, right.reach.layout, [(left.stems.values, right.reach.values), ones]
    )
    return by_weight, by_number


def _rest(unshared: Floats) -> Floats:
    result: Floats = 1.0 / (1.0 + np.maximum(unshared, 0.0))
    return result


def _dice(left: Bags, right: Bags) -> Floats:
    both = np.add.outer(left.totals(), right.totals())
    result: Floats = 2.0 * dot(left, right) / np.maximum(both, 1.0)
    return result


def _overlap(left: Bags, right: Bags, at: Any) -> tuple[Floats, Floats]:
    """Return the share of the smaller side that is shared, and the share that is not.

    Both are 0 where a side has nothing; ``at`` indexes the pairs asked for.
    """
    shared = dot(left, right.ones())[at]
    smaller = np.minimum.outer(left.totals(), right.totals())[at]
    share = np.where(smaller > 0, np.minimum(1.0, shared / np.maximum(smaller, 1e-9)), 0.0)
    return share, np.where(smaller > 0, 1.0 - share, 0.0)


def _ratio(left: Sequence[str], right: Sequence[str], cells: Cells | None) -> Floats:
    """Return 1 - insertions and deletions / total length, for all pairs of texts or for some."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    if not left or not right:
        return np.zeros((len(left), len(right)) if cells is None else len(cells[0]))

    def ratios(ours: Sequence[str], theirs: Sequence[str]) -> Floats:
        scorer = Indel.normalized_similarity
        found: Floats = cdist(ours, theirs, scorer=scorer, dtype=np.float64, workers=1)
        return found

    # Two empty texts are equal to rapidfuzz; to us they say nothing.
    filled = np.outer([bool(text) for text in left], [bool(text) for text in right])
    if cells is None:
        return np.where(filled, ratios(left, right), 0.0)
    if len(right) < _MANY_TEXTS:
        return np.where(filled[cells], ratios(left, right)[cells], 0.0)
    bounds = np.searchsorted(cells[0], range(len(left) + 1)).tolist()
    columns = cells[1].tolist()
    found = [
        ratios([text], [right[column] for column in columns[first:last]])[0]
        for text, (first, last) in zip(left, pairwise(bounds), strict=True)
        if last > first
    ]
    return np.where(filled[cells], np.concatenate([np.zeros(0), *found]), 0.0)


def _nearest(closeness: Floats, starts: Sequence[int], at: Any) -> tuple[Floats, Floats]:
    """Return closeness as a share of the best of its row and of its column: smaller, larger.

    ``starts`` bounds the articles on the right; best means best in one article.
    ``at`` indexes the pairs asked for.
    """
    best = np.zeros_like(closeness)
    for first, last in pairwise(starts):
        if last > first:
            best[:, first:last] = closeness[:, first:last].max(axis=1, keepdims=True, initial=0.0)
    top = np.broadcast_to(closeness.max(axis=0, keepdims=True, initial=0.0), closeness.shape)
    by_row = closeness[at] / np.maximum(best[at], 0.01)
    by_column = closeness[at] / np.maximum(top[at], 0.01)
    return np.minimum(by_row, by_column), np.maximum(by_row, by_column)


def _neighbours(cosine: Floats, starts: Sequence[int]) -> Floats:
    """Return the best similarity of the sentences just before and after each pair."""
    best = np.zeros_like(cosine)
    n_left = len(cosine)
    for first, last in pairwise(starts):
        size = last - first
        padded = np.zeros((n_left + 2, size + 2))
        padded[1:-1, 1:-1] = cosine[:, first:last]
        corners = [padded[i : i + n_left, j : j + size] for i in (0, 2) for j in (0, 2)]
        best[:, first:last] = np.max(np.array(corners), axis=0)
    return best
