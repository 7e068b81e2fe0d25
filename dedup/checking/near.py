"""The sentences of an article that come near a part of a claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dedup.checking.reading import Reading, Target
from dedup.checking.support import Support
from dedup.checking.words import Laid, Word, lay
from dedup.lexicon import related

# Sentences near a part that are read word by word (own choice: support shows three).
_NEAR = 4
# Share of a part's other words that a sentence holds before it renders the part but for a word.
RENDERS = 0.7
# Share of the words that are no names before a sentence speaks of the part's matter (own choice).
_ONE_MATTER = 0.5
# Words of content that must match at least before a sentence repeats a part.
MATCHED = 4


@dataclass(frozen=True, slots=True)
class Near:
    """A sentence near a part of a claim.

    Args:
        reading: The sentence.
        laid: The part laid along it.
        frame: Share of the part's words, figures and dates apart, that it holds in the part's
            order, [0, 1].
        loose: The same in any order: who tells it anew turns it round. Only where several figures
            stand does the order tell which of them belongs to what, so there it is ``frame``.
        one_matter: It holds half of these that are no names, at least: two sentences about
            one bridge are not about one event of it.
    """

    reading: Reading
    laid: Laid
    frame: float
    loose: float
    one_matter: bool


def sentences_near(part: Reading, support: Support, target: Target) -> list[Near]:
    """Return the sentences that bear on a part: those it is supported by, then the nearest."""
    stems = frozenset(word.stem for word in part.words if word.tells)
    indices = [index for index, _ in support.evidence]
    indices += [i for i in target.nearest(stems, _NEAR) if i not in indices]
    # A figure or date of the part may stand in a sentence that has little else of it.
    indices = indices[:_NEAR]
    indices += [i for i in target.nearest(_value_stems(part), 2) if i not in indices]
    near = []
    for index in indices:
        reading = target.sentence(index)
        laid = lay(part.words, reading.words, target.space.weight)
        in_order = {i for i, _ in laid.pairs}
        frame = loose = _held(part, in_order, target)
        if len(part.figures) == 1 and part.figures[0].slots.comparator == "=":
            loose = _held(part, in_order | _anywhere(laid), target)
        plain = _held(part, in_order, target, names=False)
        near.append(Near(reading, laid, frame, loose, plain >= _ONE_MATTER))
    return near


def _anywhere(laid: Laid) -> set[int]:
    """Return the places of the part's words that a sentence prints, or a related one."""
    given = {word.stem for word in laid.theirs}
    return {
        i
        for i, word in enumerate(laid.ours)
        if word.stem in given or not given.isdisjoint(related(word.stem))
    }


def _value_stems(part: Reading) -> frozenset[str]:
    return frozenset(w.stem for w in part.words if w.tells and within(w, part.values))


def _held(part: Reading, matched: set[int], target: Target, *, names: bool = True) -> float:
    """Return the share of a part's words, figures and dates apart, at some places."""
    total = held = 0.0
    for i, word in enumerate(part.words):
        if word.tells and not within(word, part.values) and (names or not word.name):
            weight = target.space.weight(word.stem)
            total += weight
            held += weight * (i in matched)
    if not total:
        return 0.0 if names else 1.0
    return round(held / total, 6)


def within(word: Word, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a word begins inside one of some spans."""
    return any(start <= word.start < end for start, end in spans)
