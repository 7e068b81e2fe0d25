"""The words of one article, held against the words of a claim."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dedup.alignment.bags import Bags, Floats, dot, make_bags
from dedup.alignment.pair_features import RELATED, word_grams
from dedup.lexicon import related
from dedup.sentence_words import SentenceWords, key

# Letter-gram cosine of two words from which they count as one word in two forms, and the
# least that such a match is worth. Chosen, not tuned.
SAME_WORD = 0.55


class Vocabulary:
    """The distinct words of an article's sentences, ready to be matched with a claim's.

    Args:
        sentences: Content sentences, each with at least one content word.
    """

    def __init__(self, sentences: Sequence[SentenceWords]) -> None:
        forms = sorted({form for words in sentences for form in words.grams})
        places = {form: place for place, form in enumerate(forms)}
        self.by_stem: dict[str, list[int]] = {}
        for place, form in enumerate(forms):
            self.by_stem.setdefault(key(form), []).append(place)
        self.numeric = np.array([form[0].isdigit() for form in forms])
        self.bags = _letter_bags(forms)
        self.columns = np.array([places[form] for words in sentences for form in words.grams])
        sizes = [len(words.grams) for words in sentences]
        self.starts = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int64)

    def matches(self, forms: Sequence[tuple[str, str]]) -> Floats:
        """Return how well each word is matched by each sentence, (n_forms, n_sentences).

        1 for the same stem; the letter-gram cosine for two forms of what looks like one
        word, ``RELATED`` for a word the lexicon relates; 0 otherwise.
        Numbers match only themselves.
        """
        likeness = dot(_letter_bags([form for _, form in forms]), self.bags)
        digits = np.array([form[0].isdigit() for _, form in forms])
        likeness[(likeness < SAME_WORD) | digits[:, None] | self.numeric[None, :]] = 0.0
        for row, (stem, _) in enumerate(forms):
            for other in related(stem):
                for place in self.by_stem.get(other, ()):
                    likeness[row, place] = max(likeness[row, place], RELATED)
            likeness[row, self.by_stem.get(stem, [])] = 1.0
        best: Floats = np.maximum.reduceat(likeness[:, self.columns], self.starts, axis=1)
        return np.round(best, 6)


def _letter_bags(forms: Sequence[str]) -> Bags:
    rows = [word_grams(form) for form in forms]
    return make_bags([(grams, [1.0] * len(grams)) for grams in rows]).normalised()
