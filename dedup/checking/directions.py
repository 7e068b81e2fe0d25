"""Whether what rises in a claim falls in the article.

Two words for a rise need not be each other's synonyms in a lexicon, nor a fall stand in
the place of a rise ("profit increased", "was down 12 percent"): only the direction is
compared.
"""

from __future__ import annotations

from collections.abc import Sequence

from dedup.checking.finding import Finding
from dedup.checking.near import Near
from dedup.checking.reading import Reading
from dedup.facts.modality import is_negated
from dedup.sentence_words import key
from dedup.text import fold

_RISING = frozenset(
    map(
        key,
        """increase rise grow growth climb gain jump soar surge improve improvement higher raise
        expand expansion up rebound strengthen boost accelerate exceed""".split(),
    )
)
_FALLING = frozenset(
    map(
        key,
        """decrease fall decline drop shrink plunge slide slump lower reduce reduction cut worsen
        down contraction weaken slow""".split(),
    )
)
# "Turned up" rises nowhere; "up 5 percent" and "down by 12" do. Letters to the figure: " by $".
_LOOSE, _BESIDE = frozenset(("up", "down")), 5
# Share of the claim's words that the sentence holds before it speaks of the same figure. Before
# "up" and "down" had to stand beside a figure, it refused at .4 none of 2,700 supported claims of
# PropSegmEnt, WiCE, QAGS, RTE, EQUATE and edited summaries, at .3 eight.
_FRAME = 0.4


DIRECTED = _RISING | _FALLING


def other_direction(part: Reading, near: Sequence[Near]) -> list[Finding]:
    """Return what falls in the sentence nearest to a part that says it rises, or the reverse.

    Counts only when no sentence near has the part's own direction.
    """
    ours = _directions(part)
    if len(ours) != 1 or is_negated(fold(part.text).lower()):
        return []
    found = []
    for each in near:
        theirs = _directions(each.reading)
        if ours <= theirs:
            return []
        if theirs and each.frame >= _FRAME:
            found.append((-each.frame, each.reading.index))
    if not found:
        return []
    frame, index = min(found)
    words = next(iter(ours))
    return [Finding("nowhere so directed", words, -frame, index, typed=False)]


def _directions(reading: Reading) -> set[str]:
    """Return the directions that a sentence speaks of; "up" and "down" tell beside a figure."""
    starts = [figure.start for figure in reading.figures]
    stems = {
        word.stem
        for word in reading.words
        if word.low not in _LOOSE or any(0 < start - word.end <= _BESIDE for start in starts)
    }
    found = {"rising"} if stems & _RISING else set()
    return found | ({"falling"} if stems & _FALLING else set())
