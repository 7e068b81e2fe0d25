"""How alike two sentences of one story are.

Every feature of a pair is symmetric and lies in [0, 1]; a logistic regression
(``data/alignment.json``) turns them into the probability that both render the
same. A word weighs by how rare it is in news at large and in the story itself,
so the names that every sentence carries count for little. Two articles give no
usable document frequencies of their own; hence the background table.

Measured and left out: rapidfuzz ``WRatio`` and ``partial_token_set_ratio``
(average precision .05 on a real pair of articles, against .71 for the
token-sort ratio used here), mean word vectors (.36).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np

from dedup.background import document_frequencies
from dedup.bags import Bags, Floats, dot, make_bags
from dedup.learned import LogisticModel, load_model
from dedup.model import ParsedArticle, Reason
from dedup.sentence_words import SentenceWords, read

FEATURES = (
    "shared words",
    "shared words, shorter side",
    "shared words, longer side",
    "shared letter groups",
    "same words in any order",
    "shared word pairs",
    "shared names",
    "names differ",
    "shared numbers",
    "numbers differ",
    "shared quoted words",
    "similar length",
    "same place in the article",
    "neighbours alike",
    "all words",
    "all word pairs",
    "all word triples",
    "same words in the same order",
    "few words on one side only",
    "few words on either side only",
    "same numbers on both sides",
    "rarest word of one side only",
    "rarest word of either side only",
)
# Pseudo-sentences the background table counts for against the story's own; measured on
# align/superpal, flat between 50 and 400.
PRIOR_SENTENCES = 100.0
# An article of news has about this many sentences in which a word of it may stand; turns
# document shares into sentence shares. Arithmetic.
SENTENCES_A_DOCUMENT = 5.0


class SentenceSpace:
    """The features of all content sentences of one story.

    Args:
        articles: The story's articles. Their order changes no score.

    Attributes:
        articles: As given.
        words: For each article, what each of its sentences is made of; None for
            a sentence of no content role.
    """

    def __init__(self, articles: Sequence[ParsedArticle]) -> None:
        self.articles = tuple(articles)
        self.words: tuple[tuple[SentenceWords | None, ...], ...] = tuple(
            _read_article(article) for article in self.articles
        )
        sentences = [words for article in self.words for words in article if words is not None]
        self._n_sentences = len(sentences)
        self._frequencies = Counter(stem for words in sentences for stem in set(words.stems))
        self._ids = {stem: number for number, stem in enumerate(sorted(self._frequencies))}
        # A sentence-initial capital marks a name when another sentence prints it inside.
        self._names = frozenset(name for words in sentences for name in words.names)
        self._blocks = tuple(_Block(self, words) for words in self.words)
        # Fixed by the texts, not by input order, so that scores(i, j) is scores(j, i).T.
        self._keys = tuple((a.article.id, a.article.text) for a in self.articles)

    def weight(self, stem: str) -> float:
        """Return how much a stem tells, in [0, 1]: its rarity in news and in the story."""
        n_documents, table = document_frequencies()
        share = (table.get(stem, 0) + 1) / (n_documents + 1) / SENTENCES_A_DOCUMENT
        total = self._n_sentences + PRIOR_SENTENCES
        blended = (self._frequencies.get(stem, 0) + PRIOR_SENTENCES * share) / total
        rarest = -math.log(PRIOR_SENTENCES / (n_documents + 1) / SENTENCES_A_DOCUMENT / total)
        return round(min(1.0, max(0.02, -math.log(min(1.0, blended)) / rarest)), 6)

    def is_name(self, words: SentenceWords) -> frozenset[str]:
        """Return the stems of a sentence that are printed as names, given the whole story."""
        return words.names | (words.initial & self._names)

    def stem_id(self, stem: str) -> int:
        """Return a number for a stem; one the story lacks matches only itself."""
        found = self._ids.get(stem)
        return found if found is not None else len(self._ids) + crc32(stem.encode("utf-8"))

    def features(self, left: int, right: int) -> Floats:
        """Return the features of all sentence pairs of two articles.

        Returns:
            float64 array, shape (n_left_sentences, n_right_sentences, n_features).
        """
        if self._keys[left] > self._keys[right]:
            return self.features(right, left).transpose(1, 0, 2)
        return pair_features(self._blocks[left], self._blocks[right])

    def scores(self, left: int, right: int) -> Floats:
        """Return how probably each pair of sentences of two articles renders the same.

        Returns:
            float64 array, shape (n_left_sentences, n_right_sentences), rounded to 6
            decimals; 0 for sentences that are not content.
        """
        model = load_model("alignment")
        rows = self.features(left, right)
        return self._score(rows, model) * np.outer(
            self._blocks[left].content, self._blocks[right].content
        )

    def text_scores(self, text: str, article: int) -> Floats:
        """Return how probably each sentence of an article renders a free text.

        The text has no place and no neighbours; they count as middling.

        Returns:
            float64 array, shape (n_sentences,), rounded to 6 decimals.
        """
        block = _Block(self, (read(text),))
        rows = pair_features(block, self._blocks[article])
        rows[:, :, FEATURES.index("same place in the article")] = 0.5
        return (self._score(rows, load_model("alignment")) * self._blocks[article].content)[0]

    def explain(self, left: int, i: int, right: int, j: int) -> tuple[Reason, ...]:
        """Return what moved the score of sentence ``i`` of left and ``j`` of right most."""
        values = [float(value) for value in self.features(left, right)[i, j]]
        return load_model("alignment").explain(values)

    @staticmethod
    def _score(rows: Floats, model: LogisticModel) -> Floats:
        n_left, n_right, n_features = rows.shape
        flat: Floats = model.scores(rows.reshape(-1, n_features))
        return flat.reshape(n_left, n_right)


class _Block:
    """The bags of one article's sentences (or of one free text)."""

    def __init__(self, space: SentenceSpace, sentences: Sequence[SentenceWords | None]) -> None:
        rows = [words or _EMPTY for words in sentences]
        self.content = np.array([float(words is not None) for words in sentences])
        self.stems = _stem_bags(space, [sorted(set(words.stems)) for words in rows])
        self.names = _stem_bags(space, [sorted(space.is_name(words)) for words in rows])
        self.quoted = _stem_bags(space, [sorted(words.quoted) for words in rows])
        self.direction = self.stems.normalised()
        self.numbers = make_bags([_flags(sorted(words.numbers)) for words in rows])
        self.pairs = make_bags([_word_pairs(space, words) for words in rows]).normalised()
        self.grams = make_bags([_grams(space, words) for words in rows]).normalised()
        self.plain = tuple(_dice_bags(rows, n) for n in (1, 2, 3))
        self.texts = [" ".join(words.plain)[:600] for words in rows]
        self.sorted_texts = [words.sorted_text for words in rows]
        self.lengths = np.array([float(len(words.stems)) for words in rows])
        places = np.cumsum(self.content) - 1.0
        self.places = places / max(1.0, places[-1] if len(places) else 1.0)


_EMPTY = SentenceWords((), frozenset(), frozenset(), frozenset(), frozenset(), (), (), "", 0, False)


def _read_article(article: ParsedArticle) -> tuple[SentenceWords | None, ...]:
    content = {sentence.index for sentence in article.content()}
    return tuple(
        read(article.sentence_text(s.index)) if s.index in content else None
        for s in article.sentences
    )


def _stem_bags(space: SentenceSpace, rows: Sequence[Sequence[str]]) -> Bags:
    return make_bags(
        [([space.stem_id(s) for s in row], [space.weight(s) for s in row]) for row in rows]
    )


def _flags(items: Sequence[str]) -> tuple[list[int], list[float]]:
    ids = sorted({crc32(item.encode("utf-8")) for item in items})
    return ids, [1.0] * len(ids)


def _word_pairs(space: SentenceSpace, words: SentenceWords) -> tuple[list[int], list[float]]:
    """Return neighbouring content stems as ids, weighted by the mean of the two."""
    found: dict[int, float] = {}
    for first, second in zip(words.stems, words.stems[1:], strict=False):
        number = crc32(f"{first} {second}".encode())
        found[number] = (space.weight(first) + space.weight(second)) / 2
    return list(found), list(found.values())


def _grams(space: SentenceSpace, words: SentenceWords) -> tuple[list[int], list[float]]:
    """Return letter 3- to 5-grams; each word spreads its weight over its own grams."""
    found: dict[int, float] = {}
    from dedup.sentence_words import key

    for word in words.grams:
        grams = _word_grams(word)
        # By the square root, so that a word's share of the squared length is its weight squared.
        part = space.weight(key(word)) / math.sqrt(len(grams))
        for gram in grams:
            found[gram] = found.get(gram, 0.0) + part
    return list(found), list(found.values())


@lru_cache(maxsize=100_000)
def _word_grams(word: str) -> tuple[int, ...]:
    padded = f" {word[:40]} "
    grams = {padded[i : i + n] for n in (3, 4, 5) for i in range(max(1, len(padded) - n + 1))}
    return tuple(sorted(crc32(gram.encode("utf-8")) for gram in grams))


def _dice_bags(rows: Sequence[SentenceWords], size: int) -> Bags:
    return make_bags([_flags([" ".join(w.plain[i:i+size]) for i in range(len(w.plain)-size+1)]) for w in rows])


def _dice(left: Bags, right: Bags) -> Floats:
    sums = np.add.outer(left.totals(), right.totals())
    return 2.0 * dot(left, right) / np.maximum(sums, 1.0)


def pair_features(left: _Block, right: _Block) -> Floats:
    """Return ``FEATURES`` for all pairs, float64, (n_left, n_right, n_features)."""
    ones = right.stems.with_values(np.ones(len(right.stems.values)))
    shared = dot(left.stems, ones)
    left_share = shared / np.maximum(left.stems.totals(), 1e-9)[:, None]
    right_share = shared / np.maximum(right.stems.totals(), 1e-9)[None, :]
    cosine = dot(left.direction, right.direction)
    shared_names, names_differ = _overlap(left.names, right.names)
    shared_numbers, numbers_differ = _overlap(left.numbers, right.numbers)
    shared_quoted, _ = _overlap(left.quoted, right.quoted)
    shorter = np.minimum.outer(left.lengths, right.lengths)
    longer = np.maximum.outer(left.lengths, right.lengths)
    return np.stack(
        [
            cosine,
            np.maximum(left_share, right_share),
            np.minimum(left_share, right_share),
            dot(left.grams, right.grams),
            _sorted_ratio(left.sorted_texts, right.sorted_texts),
            dot(left.pairs, right.pairs),
            shared_names,
            names_differ,
            shared_numbers,
            numbers_differ,
            shared_quoted,
            shorter / np.maximum(longer, 1.0),
            1.0 - np.abs(np.subtract.outer(left.places, right.places)),
            _neighbours(cosine),
            *(_dice(a, b) for a, b in zip(left.plain, right.plain, strict=True)),
            _sorted_ratio(left.texts, right.texts),
            1 / (1 + np.maximum(0,np.minimum(left.stems.totals()[:,None]-shared, right.stems.totals()[None,:]-shared))),
            1 / (1 + np.maximum(0,np.maximum(left.stems.totals()[:,None]-shared, right.stems.totals()[None,:]-shared))),
            _same_set(left.numbers, right.numbers),
            *_rarest(left.stems, right.stems),
        ],
        axis=-1,
    )


def _overlap(left: Bags, right: Bags) -> tuple[Floats, Floats]:
    """Return the shared share of the smaller side, and 1 where both sides have some but none shared."""
    ones = right.with_values(np.ones(len(right.values)))
    shared = dot(left, ones)
    smaller = np.minimum.outer(left.totals(), right.totals())
    both = smaller > 0
    share = np.where(both, np.minimum(1.0, shared / np.maximum(smaller, 1e-9)), 0.0)
    return share, np.where(both, 1.0 - share, 0.0)


def _sorted_ratio(left: Sequence[str], right: Sequence[str]) -> Floats:
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    if not left or not right:
        return np.zeros((len(left), len(right)))
    ratios: Floats = cdist(
        left, right, scorer=Indel.normalized_similarity, dtype=np.float64, workers=1
    )
    # Two empty texts are "equal" to rapidfuzz; to us they say nothing.
    filled = np.outer([bool(text) for text in left], [bool(text) for text in right])
    return np.where(filled, ratios, 0.0)


def _neighbours(cosine: Floats) -> Floats:
    """Return the best similarity of the sentences just before and after each pair."""
    n_left, n_right = cosine.shape
    padded = np.zeros((n_left + 2, n_right + 2))
    padded[1:-1, 1:-1] = cosine
    corners = [padded[i : i + n_left, j : j + n_right] for i in (0, 2) for j in (0, 2)]
    best: Floats = np.max(corners, axis=0)
    return best


def _same_set(left, right):
    shared = dot(left, right)
    union = np.add.outer(left.totals(), right.totals()) - shared
    return np.where(union > 0, shared / np.maximum(union, 1), 1.0)


def _rarest(left, right):
    a = np.zeros((left.n_rows, right.n_rows)); b = a.copy()
    L = [dict(zip(left.ids[left.rows == i].tolist(), left.values[left.rows == i].tolist())) for i in range(left.n_rows)]
    R = [dict(zip(right.ids[right.rows == i].tolist(), right.values[right.rows == i].tolist())) for i in range(right.n_rows)]
    for i, x in enumerate(L):
        for j, y in enumerate(R):
            a[i, j] = max((v for k, v in x.items() if k not in y), default=0)
            b[i, j] = max((v for k, v in y.items() if k not in x), default=0)
    return np.minimum(a, b), np.maximum(a, b)
