"""How surely an article states a claim.

A claim is covered word by word, each word by its rarity: by the best sentence,
by the best stretch of two or three (63 % of supported claims need two or more
sentences, WiCE) and by the whole article. Beside the words counts what they mean
together (``word_vectors``). Against it count names and numbers that
the article lacks, an opposite word and a differing negation. A logistic regression
(``data/support.json``) weighs both.

Measured and left out, because their weights came out at 0 once no weight may
have the wrong sign: word pairs and triples, the rarest missing word, the amount
missing, what only the best few sentences lack. The lengths of claim and article
helped some sets and hurt others.

Known limits: it cannot see that the same words are arranged to say something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from dedup.alignment.bags import Floats
from dedup.alignment.similarity import SentenceSpace
from dedup.learned import load_model
from dedup.lexicon import opposite
from dedup.model import Reason
from dedup.sentence_words import SentenceWords, key, read

FEATURES = (
    "words in the best sentence",
    "words in the best two in a row",
    "words in the best three in a row",
    "words in the whole article",
    "names missing in the whole article",
    "numbers missing in the whole article",
    "claims a number",
    "negation differs",
    "opposite word in the best few sentences",
    "best sentence score",
    "most alike in meaning",
)
# Sentences shown as evidence; chosen, as many as a reader takes in at once.
MAX_EVIDENCE = 3
# The number of a name ("COVID-19", "MS-13") counts nothing.
_CODED = re.compile(r"\b[A-Z][A-Za-z]*-\d+\b")


@dataclass(frozen=True, slots=True)
class Support:
    """How surely an article states a claim, and where.

    Args:
        score: In [0, 1]; 0 when the claim or the article has no words.
        evidence: (sentence index, share of the claim it covers), best first.
        reasons: What moved the score most.
    """

    score: float
    evidence: tuple[tuple[int, float], ...]
    reasons: tuple[Reason, ...]


def support_score(claim: str, space: SentenceSpace, article: int) -> Support:
    """Measure how surely one article states a claim.

    Args:
        claim: A sentence or clause.
        space: The sentences of the story, or of this article alone.
        article: Its number in ``space.articles``.
    """
    view = _View(claim, space, article)
    if view.empty:
        return Support(0.0, (), (Reason("words to compare", 0.0),))
    values = view.features()
    model = load_model("support")
    return Support(model.score(values), view.evidence(), model.explain(values))


def support_features(claim: str, space: SentenceSpace, article: int) -> tuple[float, ...] | None:
    """Return ``FEATURES`` of a claim and an article; None where either has no words."""
    view = _View(claim, space, article)
    return None if view.empty else view.features()


class _View:
    """A claim held against the content sentences of one article."""

    def __init__(self, claim: str, space: SentenceSpace, article: int) -> None:
        self.space, self.article, self.claim = space, article, read(claim)
        self.numbers = read(_CODED.sub(" ", claim)).numbers
        everything = space.words[article]
        filled = [(i, words) for i, words in enumerate(everything) if words and words.stems]
        self.indices = [i for i, _ in filled]
        self.sentences = [words for _, words in filled]
        self.forms = _distinct(self.claim)
        self.empty = not self.forms or not self.sentences
        if self.empty:
            return
        self.weights = np.array([space.weight(stem) for stem, _ in self.forms])
        self.matches = space.vocabulary(article).matches(self.forms)
        scores = space.text_scores(claim, article)
        self.scores = np.array([scores[i] for i in self.indices])
        self.cover = np.round(self.weights @ self.matches / self.weights.sum(), 6)
        self.few = self._few()

    def _few(self) -> list[int]:
        """Choose sentences greedily, each for what it adds to those chosen."""
        chosen: list[int] = []
        covered = np.zeros(len(self.forms))
        for _ in range(MAX_EVIDENCE):
            gains = np.round(
                self.weights @ np.maximum(self.matches - covered[:, None], 0.0), 6
            ) / max(self.weights.sum(), 1e-9)
            # A sentence close to the claim wins over one that only shares the missing word.
            best = int(np.argmax(np.round(gains + 0.1 * self.scores, 6)))
            # Arithmetic: below a twentieth of the claim, it is chance.
            if chosen and gains[best] < 0.05:
                break
            chosen.append(best)
            covered = np.maximum(covered, self.matches[:, best])
        return chosen

    def evidence(self) -> tuple[tuple[int, float], ...]:
        """Return the chosen sentences, those that cover most first."""
        found = [(self.indices[i], float(self.cover[i])) for i in self.few]
        return tuple(sorted(found, key=lambda item: (-item[1], item[0])))

    def features(self) -> tuple[float, ...]:
        """Return ``FEATURES``, each in [0, 1], rounded to 6 decimals."""
        weights, matches = self.weights, self.matches
        best = int(np.argmax(np.round(self.cover + self.scores, 6)))
        few = matches[:, self.few].max(axis=1)
        whole = matches.max(axis=1)
        few_words = [self.sentences[i] for i in self.few]
        values = (
            float(self.cover.max()),
            self._window(2),
            self._window(3),
            float(weights @ whole / weights.sum()),
            self._missing_names(whole),
            self._missing_numbers(self.sentences),
            float(bool(self.numbers)),
            float(self.claim.negated != self.sentences[best].negated),
            self._opposed(few, few_words),
            float(self.scores.max()),
            self._alike(),
        )
        return tuple(round(value, 6) for value in values)

    def _alike(self) -> float:
        """Return the cosine of what the claim and the nearest sentence mean, 0 if below."""
        meant = self.space.direction([stem for stem, _ in self.forms])
        return max(0.0, float((self.space.directions(self.article) @ meant).max()))

    def _window(self, size: int) -> float:
        n_starts = max(1, self.matches.shape[1] - size + 1)
        shifted = [self.matches[:, k : k + n_starts] for k in range(size)]
        filled = [part for part in shifted if part.shape[1] == n_starts]
        together = np.max(np.array(filled), axis=0)
        return float((self.weights @ together).max() / self.weights.sum())

    def _missing_names(self, covered: Floats) -> float:
        names = self.space.names_of(self.claim)
        places = [i for i, (stem, _) in enumerate(self.forms) if stem in names]
        if not places:
            return 0.0
        parts = self.weights[places]
        return float((parts * (1.0 - covered[places])).sum() / parts.sum())

    def _opposed(self, covered: Floats, sentences: list[SentenceWords]) -> float:
        """Return 1 when a word the sentences lack has its opposite there."""
        given = {stem for words in sentences for stem in words.stems}
        lacking = [stem for (stem, _), part in zip(self.forms, covered, strict=True) if part < 1.0]
        return float(any(opposite(stem) & given for stem in lacking))

    def _missing_numbers(self, sentences: list[SentenceWords]) -> float:
        given: set[str] = set().union(*(words.numbers for words in sentences))
        wanted = self.numbers
        return len(wanted - given) / len(wanted) if wanted else 0.0


def _distinct(words: SentenceWords) -> list[tuple[str, str]]:
    """Return (stem, a printed form of it) of each content word, once."""
    found: dict[str, str] = {}
    for form in words.grams:
        found.setdefault(key(form), form)
    return list(found.items())
