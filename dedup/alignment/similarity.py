"""How alike two sentences of one story are.

Every feature of a pair is symmetric and lies in [0, 1]; a logistic regression
(``data/alignment.json``) turns them into the probability that both render the
same. A word weighs by how rare it is in news at large and in the story itself,
so the names that every sentence carries count for little: two articles give no
usable document frequencies of their own. "Nearest" features hold a pair
against the best partner that either sentence has in the other article.

Measured and left out: rapidfuzz ``WRatio`` and ``partial_token_set_ratio``
(average precision .05 on a real pair of articles, against .71 for the
token-sort ratio used here), mean word vectors (.36), overlap of capitalised
names (no gain beside weighted words), the rarest unshared word.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence, Set
from functools import cached_property
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dedup.alignment.bags import Floats, Ints
from dedup.alignment.encoder import Meaning
from dedup.alignment.pair_features import EMPTY, FEATURES, Block, Pairs, make_block
from dedup.alignment.paraphrase import Wording, paraphrase_scores, wordings
from dedup.alignment.vocabulary import Vocabulary
from dedup.background import document_frequencies
from dedup.learned import LogisticModel, load_model
from dedup.model import ParsedArticle, Reason
from dedup.sentence_words import SentenceWords, read
from dedup.word_vectors import directions

# Pseudo-sentences that the background table counts for beside the story's own. Chosen,
# about two articles' worth; not tuned.
PRIOR_SENTENCES = 100.0
# Sentences of a news article in which a word of it may stand; turns shares of documents
# into shares of sentences. Arithmetic.
SENTENCES_A_DOCUMENT = 5.0
# No word weighs nothing: a sentence of common words alone must still match its copy.
LEAST_WEIGHT = 0.02

# Two sentences that share one word only have nothing to go by, however large a share of a short
# sentence it is: they score 0 unless both sides are all but equal (this share of the weight of
# each). Costs under .01 of edge F1 on align/superpal; without it a one-word line
# aligns with whatever sentence has the word.
ALL_BUT_EQUAL = 0.8
# ... or, where an encoder was asked, are this alike in meaning (own choice; of all pairs among
# 4,000 sentences of MSRP .0002 are, about as many as are pairs of it).
ALIKE_IN_MEANING = 0.7

# Sentence pairs whose features are held at once: 2^17 x 23 features x 8 bytes = 24 MB.
MOST_PAIRS = 2**17
# Pairs of at least this score keep their features, for the reasons of an alignment; below the
# default of the align threshold, and what a lower one asks for is computed anew.
EXPLAINED = 0.2

_TWO_WORDS = FEATURES.index("two words shared or related")
_WORST_SIDE = FEATURES.index("shared or related words, worst side")
_PLACE = FEATURES.index("same place in the article")
_NEAREST_BOTH = FEATURES.index("nearest for both")
_NEAREST_ONE = FEATURES.index("nearest for one")


class SentenceSpace:
    """The features of all content sentences of one story.

    Args:
        articles: The story's articles. Their order changes no score.
        meaning: A sentence-embedding model, if sentences are compared by meaning too.

    Attributes:
        articles: As given.
        words: For each article, what each of its sentences is made of; None for
            a sentence of no content role.

    Note:
        Time and memory grow with the sentences; a pair of articles costs their product.
    """

    def __init__(self, articles: Sequence[ParsedArticle], meaning: Meaning | None = None) -> None:
        self.articles = tuple(articles)
        self.meaning = meaning
        self.model = load_model("alignment" if meaning is None else "alignment_semantic")
        self.words: tuple[tuple[SentenceWords | None, ...], ...] = tuple(
            _read_article(article) for article in self.articles
        )
        sentences = [words for article in self.words for words in article if words is not None]
        frequencies = Counter(stem for words in sentences for stem in set(words.stems))
        self._ids = {stem: number for number, stem in enumerate(sorted(frequencies))}
        self._n_sentences = len(sentences)
        self._weights = {stem: self._weigh(stem, n) for stem, n in sorted(frequencies.items())}
        # A sentence-initial capital marks a name when another sentence prints it inside.
        self._names = frozenset(name for words in sentences for name in words.names)
        # Taken from the texts, not the input order, so that scores(i, j) is scores(j, i).T.
        self._keys = tuple((a.article.id, a.article.text) for a in self.articles)
        self._order = sorted(range(len(self.articles)), key=lambda article: self._keys[article])
        # The story's sentences by that order; an article is held against all behind it at once.
        self._rank = {article: rank for rank, article in enumerate(self._order)}
        self._block = make_block(self, [self.words[article] for article in self._order])
        self._vocabularies: dict[int, Vocabulary] = {}
        self._directions: dict[int, Floats] = {}
        self._scores: dict[tuple[int, int], Floats] = {}
        self._kept: dict[tuple[int, int], tuple[Ints, Floats]] = {}
        # A sentence is held against many.
        self._weights_of: dict[tuple[str, ...], tuple[frozenset[str], float]] = {}

    def weight(self, stem: str) -> float:
        """Return how much a stem tells, in [0, 1]: its rarity in news and in the story."""
        found = self._weights.get(stem)
        return self._weigh(stem, 0) if found is None else found

    def total(self, stems: Set[str]) -> float:
        """Return the summed weight of stems."""
        weights = self._weights
        # Nearly all are the story's own, which a look-up finds.
        return math.fsum(
            [weights[stem] if stem in weights else self.weight(stem) for stem in stems]
        )

    def stem_id(self, stem: str) -> int:
        """Return a number for a stem; one the story lacks matches only itself."""
        found = self._ids.get(stem)
        return (
            len(self._ids) + crc32(stem.encode("utf-8", "surrogatepass"))
            if found is None
            else found
        )

    def names_of(self, words: SentenceWords) -> frozenset[str]:
        """Return the stems of a sentence that are printed as names, given the whole story."""
        return words.names | (words.initial & self._names)

    def vocabulary(self, article: int) -> Vocabulary:
        """Return the words of an article's sentences that have any, built once."""
        if article not in self._vocabularies:
            filled = [words for words in self.words[article] if words and words.stems]
            self._vocabularies[article] = Vocabulary(filled)
        return self._vocabularies[article]

    def direction(self, stems: Sequence[str]) -> Floats:
        """Return what some words mean together, those that tell more before the others.

        Args:
            stems: Distinct, one or more.

        Returns:
            float64 array of length 1, shape (word_vectors.N_DIMENSIONS,).
        """
        weights = np.array([self.weight(stem) for stem in stems])
        found: Floats = weights @ directions(stems)
        return found / max(float(np.linalg.norm(found)), 1e-9)

    def directions(self, article: int) -> Floats:
        """Return the directions of an article's sentences that have words, built once."""
        if article not in self._directions:
            filled = [words for words in self.words[article] if words and words.stems]
            rows = [self.direction(sorted(set(words.stems))) for words in filled]
            self._directions[article] = np.array(rows)
        return self._directions[article]

    def follows(self, left: int, right: int) -> bool:
        """Tell whether article ``left`` sorts after ``right``, whatever the input order."""
        return self._keys[left] > self._keys[right]

    def same_text(self, left: int, right: int) -> bool:
        """Tell whether two articles carry the same id and text."""
        return self._keys[left] == self._keys[right]

    def features(self, left: int, right: int) -> Floats:
        """Return the features of all sentence pairs of two articles.

        Returns:
            float64 array, shape (n_left_sentences, n_right_sentences, n_features).
        """
        one, other = self._rank[left], self._rank[right]
        if one > other:
            return self.features(right, left).transpose(1, 0, 2)
        planes = self._planes((one, one + 1), (other, other + 1))
        return np.moveaxis(planes, 0, -1)

    def scores(self, left: int, right: int) -> Floats:
        """Return how probably each pair of sentences of two articles renders the same.

        Returns:
            float64 array, shape (n_left_sentences, n_right_sentences), rounded to 6
            decimals; 0 for sentences that are not content.
        """
        one, other = self._rank[left], self._rank[right]
        if one > other:
            return self.scores(right, left).T
        if (one, other) not in self._scores:
            self._score_row(one)
        return self._scores[one, other]

    def paraphrases(self, left: int, right: int, edges: Sequence[tuple[int, int]]) -> Floats:
        """Return how probably linked sentences of two articles say the same and no more.

        Args:
            left: Number of an article.
            right: Number of another.
            edges: Sentences of left and of right, all of content.

        Returns:
            float64 array, shape (n_edges,), rounded to 6 decimals.
        """
        ours, theirs = self._wordings[left], self._wordings[right]
        rows = self._edge_rows(left, right, edges)
        return paraphrase_scores([(ours[i], theirs[j]) for i, j in edges], rows)

    def _edge_rows(self, left: int, right: int, edges: Sequence[tuple[int, int]]) -> Floats:
        """Return the features of some sentence pairs, shape (n_edges, n_features)."""
        one, other = self._rank[left], self._rank[right]
        if one > other:
            return self._edge_rows(right, left, [(j, i) for i, j in edges])
        n_right = self.scores(left, right).shape[1]
        wanted = np.array([i * n_right + j for i, j in edges], dtype=np.int64)
        cells, rows = self._kept[one, other]
        places = np.searchsorted(cells, wanted)
        known = places < len(cells)
        known[known] = cells[places[known]] == wanted[known]
        if known.all():
            return rows[places]
        found = self.features(left, right)[[i for i, _ in edges], [j for _, j in edges]]
        found[known] = rows[places[known]]
        return found

    @cached_property
    def _wordings(self) -> tuple[list[Wording], ...]:
        found = iter(wordings([words or EMPTY for article in self.words for words in article]))
        return tuple([next(found) for _ in article] for article in self.words)

    def _planes(self, left: tuple[int, int], right: tuple[int, int]) -> Floats:
        """Return the features of the sentences of two runs of articles, by rank."""
        planes = Pairs(self._part(*left), self._part(*right)).features()
        return self._with_meaning(planes, self._printed(*left), self._printed(*right))

    def _with_meaning(self, planes: Floats, left: Sequence[str], right: Sequence[str]) -> Floats:
        if self.meaning is None:
            return planes
        return np.concatenate([planes, self.meaning.planes(left, right)])

    def _printed(self, first: int, last: int) -> list[str]:
        """Return the sentences of a run of articles as printed; "" where there is no content."""
        return [
            self.articles[article].sentence_text(index) if words else ""
            for article in self._order[first:last]
            for index, words in enumerate(self.words[article])
        ]

    def _part(self, first: int, last: int) -> Block:
        return self._block.part(first, last)

    def _score_row(self, rank: int) -> None:
        """Score an article against itself and all articles behind it, a run of them at a time."""
        left = self._part(rank, rank + 1)
        most = max(1, MOST_PAIRS // max(1, len(left.texts)))
        first = rank
        while first < len(self.articles):
            last = first + 1
            while last < len(self.articles) and self._n_rows(first, last + 1) <= most:
                last += 1
            self._score_run(rank, left, first, last)
            first = last

    def _n_rows(self, first: int, last: int) -> int:
        return self._block.starts[last] - self._block.starts[first]

    def _score_run(self, rank: int, left: Block, first: int, last: int) -> None:
        right = self._part(first, last)
        pairs = Pairs(left, right)
        enough = _enough(pairs.two_words, pairs.worst_side)
        meant: Floats | None = None
        if self.meaning is not None:
            meant = self.meaning.planes(self._printed(rank, rank + 1), self._printed(first, last))
            enough |= meant[0] >= ALIKE_IN_MEANING
        # All others score 0, and they are nine in ten.
        lefts, rights = (enough & np.logical_and.outer(left.content, right.content)).nonzero()
        features = pairs.features((lefts, rights))
        if meant is not None:
            features = np.concatenate([features, meant[:, lefts, rights]])
        scores = np.zeros(enough.shape)
        scores[lefts, rights] = score_rows(features.T, self.model)
        number = np.zeros(enough.shape, dtype=np.int64)
        number[lefts, rights] = np.arange(len(lefts))
        for other, (begin, end) in enumerate(pairwise(right.starts), start=first):
            own = scores[:, begin:end]
            self._scores[rank, other] = own
            rows, columns = (own >= EXPLAINED).nonzero()
            kept = features[:, number[rows, begin + columns]]
            self._kept[rank, other] = (rows * own.shape[1] + columns, kept.T)

    def text_features(self, text: str, article: int) -> Floats:
        """Return the features of a free text against each sentence of an article.

        A free text has no place and no neighbours, and only one side to be nearest for.
        """
        rank = self._rank[article]
        block = make_block(self, [(read(text),)])
        planes = Pairs(block, self._part(rank, rank + 1)).features()
        planes = self._with_meaning(planes, [text], self._printed(rank, rank + 1))
        result: Floats = planes[:, 0].T.copy()
        result[:, _PLACE] = 0.5
        result[:, _NEAREST_ONE] = result[:, _NEAREST_BOTH]
        return result

    def text_scores(self, text: str, article: int) -> Floats:
        """Return how probably each sentence of an article renders a free text.

        Returns:
            float64 array, shape (n_sentences,), rounded to 6 decimals.
        """
        rank = self._rank[article]
        rows = self.text_features(text, article)
        result: Floats = score_rows(rows, self.model)
        return result * self._part(rank, rank + 1).content

    def explain(self, left: int, i: int, right: int, j: int) -> tuple[Reason, ...]:
        """Return what moved the score of sentence ``i`` of left and ``j`` of right most."""
        return self.explain_edges(left, right, [(i, j)])[0]

    def explain_edges(
        self, left: int, right: int, edges: Sequence[tuple[int, int]], most: int = 6
    ) -> list[tuple[Reason, ...]]:
        """Return what moved the score of each of some pairs of sentences most."""
        rows = self._edge_rows(left, right, edges).tolist()
        return [self.model.explain(row, most) for row in rows]

    def coverage(
        self, left: Sequence[SentenceWords], right: Sequence[SentenceWords]
    ) -> tuple[float, float]:
        """Return the weighted share of the words of either side that the other has, [0, 1]."""
        (ours, our_weight), (theirs, their_weight) = self._weighed(left), self._weighed(right)
        shared = self.total(ours & theirs)
        return round(shared / max(our_weight, 1e-9), 6), round(shared / max(their_weight, 1e-9), 6)

    def _weighed(self, sentences: Sequence[SentenceWords]) -> tuple[frozenset[str], float]:
        """Return the stems of some sentences together, and what they weigh."""
        one = len(sentences) == 1
        said = sentences[0].stems if one else tuple(s for words in sentences for s in words.stems)
        if said not in self._weights_of:
            stems = frozenset(said)
            self._weights_of[said] = stems, self.total(stems)
        return self._weights_of[said]

    def _weigh(self, stem: str, n_sentences: int) -> float:
        n_documents, table = document_frequencies()
        share = (table.get(stem, 0) + 1) / (n_documents + 1) / SENTENCES_A_DOCUMENT
        total = self._n_sentences + PRIOR_SENTENCES
        blended = (n_sentences + PRIOR_SENTENCES * share) / total
        rarest = PRIOR_SENTENCES / (n_documents + 1) / SENTENCES_A_DOCUMENT / total
        weight = math.log(min(1.0, blended)) / math.log(rarest)
        return round(min(1.0, max(LEAST_WEIGHT, weight)), 6)


def _read_article(article: ParsedArticle) -> tuple[SentenceWords | None, ...]:
    content = {sentence.index for sentence in article.content()}
    return tuple(
        read(article.sentence_text(s.index)) if s.index in content else None
        for s in article.sentences
    )


def score_rows(rows: Floats, model: LogisticModel) -> Floats:
    """Return the score of each row of features, 0 where the evidence is thin.

    Args:
        rows: float64 array, shape (n_rows, n_features).
        model: The pair score.

    Returns:
        float64 array, shape (n_rows,), rounded to 6 decimals.
    """
    enough = _enough(rows[:, _TWO_WORDS], rows[:, _WORST_SIDE])
    if rows.shape[1] > len(FEATURES):
        enough |= rows[:, len(FEATURES)] >= ALIKE_IN_MEANING
    result: Floats = np.round(model.scores(rows) * enough, 6)
    return result


def _enough(two_words: Floats, worst_side: Floats) -> NDArray[np.bool_]:
    """Tell which pairs have words in common to go by."""
    found: NDArray[np.bool_] = (two_words > 0) | (worst_side >= ALL_BUT_EQUAL)
    return found
