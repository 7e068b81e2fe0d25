"""Whether two sayings have anything in common beside who spoke, when, and what everybody knows.

"Poe said Monday that she trusts the police, where a boy was shot" and "Poe said Monday that the
town must wait, where a boy was shot" are alike in all words but those that Poe said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from dedup.comparison.acts import is_another_act
from dedup.comparison.context import StoryContext
from dedup.comparison.news_verbs import say_the_same
from dedup.comparison.restating import Clause
from dedup.comparison.speakers import none_agrees
from dedup.text import content_stems, fold

# Who spoke and when, up to what was said: "Mayor Jane Poe told reporters on Monday that".
_FRAME = re.compile(
    r"^[^,:;\"]{1,90}?\b(?:said|says|told|added|explained|argued|warned|announced|stated|insisted)"
    r"\b(?:(?: [A-Z]?[a-z]{1,12}\.?){0,4} that\b|(?: on)? "
    r"(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day\b)?"
)
# What a reporter adds behind it.
_BACKGROUND = re.compile(
    r"(?:,| )\s?\b(?:where|as|when|while|after|before|amid|who|which)\b.*", re.S
)
# Content words that tell what was said.
_TOLD = 2


def says_else(left: Clause, right: Clause, context: StoryContext, *, event: bool) -> bool:
    """Tell whether two clauses tell two acts, or report two sayings or those of two speakers.

    Args:
        left: A clause of one article.
        right: A clause of another.
        context: The story.
        event: The clauses are compared as what happened; who said a thing is told of
            attributions.
    """
    texts = [context.clauses[article].sentence_text(place) for article, place in (left, right)]
    if is_another_act(*texts):
        return True
    frames = [_reported(text) for text in texts]
    if None in frames:
        return False
    ours, theirs = (frame or frozenset() for frame in frames)
    if event and none_agrees(*(_speakers(clause, context) for clause in (left, right))):
        return True
    if min(len(ours), len(theirs)) < _TOLD:
        return False
    return not any(say_the_same(*pair) for pair in product(ours, theirs))


def _speakers(clause: Clause, context: StoryContext) -> Sequence[str | None]:
    article, place = clause
    sentence = context.clauses[article].sentences[place].paragraph
    return context.speakers.get((article, sentence), ())


# A clause is compared with many.
@lru_cache(maxsize=5_000)
def _reported(clause: str) -> frozenset[str] | None:
    """Return the stems of what a clause reports, without its frame and background.

    None for a clause that does not open with who spoke.
    """
    folded = fold(clause)
    frame = _FRAME.match(folded)
    if frame is None:
        return None
    said = folded[frame.end() :]
    return frozenset(content_stems(_BACKGROUND.sub("", said)))
