"""Which words of a claim a sentence exchanges for others.

A claim is laid along a sentence, word by word in order, so that the rarest words
match (weighted longest common subsequence). Where a word of the claim has no
match, but its neighbours have, the words that the sentence prints in that gap are
what it says instead: "fell" for "rose", "Smith" for "Jones".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dedup.lexicon import related
from dedup.sentence_words import key, word_pieces
from dedup.text import STOP_WORDS, WORD, fold

# What a word that the lexicon relates is worth beside the same word, and a function word beside
# a word that tells something.
_RELATED, _FUNCTION = 0.6, 0.1
# Longer gaps are other phrasings, not exchanged words (own choice).
_LONGEST_GAP = 4


@dataclass(frozen=True, slots=True)
class Word:
    """One word: where it stands, its stem, whether it is printed as a name."""

    start: int
    end: int
    low: str
    stem: str
    name: bool

    @property
    def tells(self) -> bool:
        """Whether it is more than a function word."""
        return self.low not in STOP_WORDS


@dataclass(frozen=True, slots=True)
class Exchange:
    """Words of a claim, and the words a sentence prints in their place.

    Args:
        ours: Of the claim.
        theirs: Of the sentence.
        closed: What stands before and after them in the claim matches too.
    """

    ours: tuple[Word, ...]
    theirs: tuple[Word, ...]
    closed: bool


@dataclass(frozen=True, slots=True)
class Laid:
    """A claim laid along a sentence.

    Args:
        ours: The words of the claim.
        theirs: The words of the sentence.
        pairs: Matched places, rising on both sides.
        share: Weight of the claim's words that match, of all its words, [0, 1].
    """

    ours: tuple[Word, ...]
    theirs: tuple[Word, ...]
    pairs: tuple[tuple[int, int], ...]
    share: float


def read_words(text: str) -> tuple[Word, ...]:
    """Return the words of a sentence; hyphenated words in their parts."""
    folded = fold(text)
    found: list[Word] = []
    for match in WORD.finditer(folded):
        place = match.start()
        pieces = word_pieces(match.group().lower()) or (match.group().lower(),)
        for piece in pieces:
            at = folded.lower().find(piece, place, match.end())
            start, end = (at, at + len(piece)) if at >= 0 else (match.start(), match.end())
            place = end
            printed = folded[start:end]
            name = printed[0].isupper() and bool(found)
            found.append(Word(start, end, piece, key(piece), name))
    return tuple(found)


def lay(ours: Sequence[Word], theirs: Sequence[Word], weight: Callable[[str], float]) -> Laid:
    """Lay a claim along a sentence.

    Args:
        ours: The words of the claim.
        theirs: The words of the sentence.
        weight: How much a stem tells, in [0, 1].

    Note:
        O(n·m) in the words of both.
    """
    values = [_FUNCTION if not w.tells else 0.2 + weight(w.stem) for w in ours]
    n, m = len(ours), len(theirs)
    alike = [related(w.stem) if w.tells else frozenset() for w in ours]
    stems = [w.stem for w in theirs]
    table = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        row, below, stem, near, value = table[i], table[i + 1], ours[i].stem, alike[i], values[i]
        for j in range(m - 1, -1, -1):
            best = below[j] if below[j] >= row[j + 1] else row[j + 1]
            if stems[j] == stem:
                best = max(best, below[j + 1] + value)
            elif stems[j] in near:
                best = max(best, below[j + 1] + _RELATED * value)
            row[j] = best
    pairs, i, j = [], 0, 0
    while i < n and j < m:
        here = values[i] * (
            1.0 if stems[j] == ours[i].stem else _RELATED if stems[j] in alike[i] else 0.0
        )
        if here and table[i][j] == table[i + 1][j + 1] + here:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    pairs = _drawn_together(pairs, ours, theirs)
    total = sum(values)
    share = round(sum(values[i] for i, _ in pairs) / total, 6) if total else 0.0
    return Laid(tuple(ours), tuple(theirs), tuple(pairs), share)


def _drawn_together(
    pairs: Sequence[tuple[int, int]], ours: Sequence[Word], theirs: Sequence[Word]
) -> list[tuple[int, int]]:
    """Move each match right beside the next one where the same word stands there too."""
    found: list[tuple[int, int]] = []
    for i, j in reversed(pairs):
        if found and found[-1][0] == i + 1:
            beside = found[-1][1] - 1
            if beside > j and theirs[beside].stem == ours[i].stem:
                j = beside
        found.append((i, j))
    return found[::-1]


def exchanges(laid: Laid) -> list[Exchange]:
    """Return the short gaps of a laid claim that hold words on both sides."""
    found = []
    fences = [(-1, -1), *laid.pairs, (len(laid.ours), len(laid.theirs))]
    for (i, j), (k, m) in pairwise(fences):
        ours, theirs = laid.ours[i + 1 : k], laid.theirs[j + 1 : m]
        if not ours or not theirs or len(ours) > _LONGEST_GAP:
            continue
        # At either end of the claim the sentence may go on; only what adjoins is in its place.
        if i < 0:
            theirs = theirs[-len(ours) :]
        elif k == len(laid.ours):
            theirs = theirs[: len(ours)]
        if len(theirs) <= 2 * _LONGEST_GAP:
            closed = i >= 0 and k < len(laid.ours)
            found.append(Exchange(tuple(ours), tuple(theirs), closed))
    return found


def shown(words: Sequence[Word]) -> str:
    """Return words as a reason shows them."""
    return " ".join(word.low for word in words)


def voice(words: Sequence[Word]) -> set[str]:
    """Return the words of a clause that tell the passive from the active."""
    return {w.low for w in words} & {"by", "was", "were", "been", "is", "are", "being", "be"}
