"""Clauses that stand word for word in a sentence of another article, which may say more.

"Poe ran for mayor in 2008" is told by "Poe, a former pilot, ran for mayor in 2008, winning": as
a whole that sentence is another one's likeness, and its clause is not cut where this one ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from dedup.comparison.context import Located, StoryContext
from dedup.sentence_words import read

# Content words of a clause that is looked for: three are said of much.
_FEWEST = 4
# Words that may stand in between, once: what an apposition has (own choice).
_BETWEEN = 12
# A clause behind one of these, or around it, is not stated; they stand so many words before it.
_UNSTATED = frozenset(
    """if whether unless not never no cannot deny denied denies denying false falsely untrue would
    could may might should rumours rumors claims alleged allegedly reportedly""".split()
)
_BEFORE = 6


def standing_in(item: Located, article: int, context: StoryContext) -> int | None:
    """Return the sentence of an article that states a mention's clause in its words, or None.

    All words of the clause in their order, others between them at one place at most.

    Args:
        item: A mention of a clause, or of what somebody is said to have said.
        article: Number of the article.
        context: The story.
    """
    # What is attributed is less than the clause that says whose it is, or more than one clause.
    attributed = item.mention.kind == "attribution"
    ours = read(context.printed(item)) if attributed else context.clause_words(item)
    places = context.holding(article, ours.stems)
    if not places or len(set(ours.stems)) < _FEWEST:
        return None
    for place in places:
        words = context.sentences.words[article][place]
        if words is None or words.negated != ours.negated:
            continue
        starts = _starts(ours.plain, words.plain)
        if any(_UNSTATED.isdisjoint(words.plain[max(0, at - _BEFORE) : at]) for at in starts):
            return place
    return None


def _starts(clause: Sequence[str], sentence: Sequence[str]) -> Iterator[int]:
    """Yield where a sentence begins to print the words of a clause, with one gap at most."""
    for start, word in enumerate(sentence):
        if word != clause[0]:
            continue
        same = takewhile(
            lambda pair: pair[0] == pair[1], zip(clause, sentence[start:], strict=False)
        )
        size = sum(1 for _ in same)
        rest, first = clause[size:], start + size
        gaps = range(_BETWEEN + 1) if rest else range(1)
        gap = next((n for n in gaps if sentence[first + n : first + n + len(rest)] == rest), None)
        if gap is not None and _UNSTATED.isdisjoint(sentence[first : first + gap]):
            yield start
