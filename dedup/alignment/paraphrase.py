"""Whether two sentences that render each other say the same and no more.

Most sentences of two reports that belong side by side share a part; an editor wants to
see first those that say the same. Beside the features of the pair score, this looks at
word order, at numbers and denials that one side alone has, and at which small words differ:
"and" and "but" open a further statement, "said" and "the" do not. A logistic regression
(``data/paraphrase.json``) weighs them. It is asked of links only, so it may look
closer than a score of all pairs.

In the manner of the metrics of machine translation, which tell paraphrases well
(Madnani, Tetreault and Chodorow 2012). Measured and left out, because they gained little beside
these: edit distance over words, skip-bigrams, runs as METEOR counts them, the heaviest unshared
word, names apart from other words, antonyms, products with length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dedup.alignment.bags import Floats
from dedup.alignment.pair_features import FEATURES as PAIR_FEATURES
from dedup.learned import load_model
from dedup.sentence_words import SentenceWords

# The forty words most often on one side only in align/msrp and align/sts_news.
SMALL_WORDS = tuple(
    """the in to of a and on for that is said at was it as with by he us. has from be an will are
    not new were after this have up had but its also two over about his""".split()
)
# What depends on other sentences says nothing about two alone.
_AROUND = frozenset(
    {"same place in the article", "neighbours alike", "nearest for both", "nearest for one"}
)
_COLUMNS = [column for column, name in enumerate(PAIR_FEATURES) if name not in _AROUND]
FEATURES = (
    *(PAIR_FEATURES[column] for column in _COLUMNS),
    "longest common run of words, of the shorter",  # with gaps
    "longest common run of words, of the longer",
    "shared three words in a row",  # Dice
    "shared four words in a row",
    "one side denies",
    "numbers of one side only, more",
    "numbers of one side only, fewer",
    "same numbers",
    "words on the shorter side",
    "words on the longer side",
    *(f"'{word}' on one side" for word in SMALL_WORDS),
)
# Arithmetic: numbers and words at which a sentence is long, so that features end at 1.
_MANY_NUMBERS, _MANY_WORDS = 4, 40


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """What is compared of one sentence.

    Args:
        coded: Its words in order, a character for each.
        threes: Runs of three words.
        fours: Runs of four words.
        small: Whether it has each of ``SMALL_WORDS``, shape (n_words,).
        words: The sentence itself.
    """

    coded: str
    threes: frozenset[str]
    fours: frozenset[str]
    small: Floats
    words: SentenceWords


def wordings(sentences: Sequence[SentenceWords]) -> list[Wording]:
    """Prepare sentences of one story for comparison with each other."""
    codes: dict[str, str] = {}
    found = []
    for words in sentences:
        coded = "".join(codes.setdefault(word, chr(len(codes) + 1)) for word in words.plain)
        plain = frozenset(words.plain)
        found.append(
            Wording(
                coded,
                frozenset(coded[i : i + 3] for i in range(len(coded) - 2)),
                frozenset(coded[i : i + 4] for i in range(len(coded) - 3)),
                np.array([float(word in plain) for word in SMALL_WORDS]),
                words,
            )
        )
    return found


def paraphrase_features(pairs: Sequence[tuple[Wording, Wording]], rows: Floats) -> Floats:
    """Return ``FEATURES`` of each pair.

    Args:
        pairs: Sentences prepared together by ``wordings``.
        rows: Their ``pair_features.FEATURES``, float64 array, shape (n_pairs, at least as many).

    Returns:
        float64 array, shape (n_pairs, n_features), in [0, 1], the same with sides exchanged.
    """
    own = np.array([_own(left, right) for left, right in pairs]).reshape(len(pairs), -1)
    ours, theirs = (np.array([side.small for side in sides]) for sides in zip(*pairs, strict=True))
    return np.hstack([rows[:, _COLUMNS], own, (ours != theirs).astype(np.float64)])


def paraphrase_scores(pairs: Sequence[tuple[Wording, Wording]], rows: Floats) -> Floats:
    """Return how probably either sentence of each pair says the same as the other.

    Args:
        pairs: As for ``paraphrase_features``.
        rows: Likewise.

    Returns:
        float64 array, shape (n_pairs,), in [0, 1], rounded to 6 decimals.
    """
    if not pairs:
        return np.zeros(0)
    result: Floats = load_model("paraphrase").scores(paraphrase_features(pairs, rows))
    return result


def _own(left: Wording, right: Wording) -> tuple[float, ...]:
    from rapidfuzz.distance import LCSseq

    run = LCSseq.similarity(left.coded, right.coded)
    sizes = sorted((len(left.coded), len(right.coded)))
    ours, theirs = left.words.numbers, right.words.numbers
    extra = sorted((len(ours - theirs), len(theirs - ours)))
    return (
        run / max(1, sizes[0]),
        run / max(1, sizes[1]),
        _dice(left.threes, right.threes),
        _dice(left.fours, right.fours),
        float(left.words.negated != right.words.negated),
        min(1.0, extra[1] / _MANY_NUMBERS),
        min(1.0, extra[0] / _MANY_NUMBERS),
        float(bool(ours) and ours == theirs),
        min(1.0, sizes[0] / _MANY_WORDS),
        min(1.0, sizes[1] / _MANY_WORDS),
    )


def _dice(left: frozenset[str], right: frozenset[str]) -> float:
    return 2.0 * len(left & right) / max(1, len(left) + len(right))
