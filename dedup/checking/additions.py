"""What a part of a claim adds that the article says nowhere.

Each word in other words is paraphrase; a whole phrase of words that the article never uses, nor
words related to them, is another fact ("…, after a chase through the market").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dedup.checking.finding import Finding
from dedup.checking.reading import Reading, Target
from dedup.checking.words import Word, shown
from dedup.facts.numbers import NUMBER_WORDS
from dedup.lexicon import related

# Words that begin a phrase that goes along with what happened, or tells why, when or whose; the
# others of the second list end it, but belong to what happened ("wants to get it back").
_ALONG = frozenset(
    """about after against although amid among as at because before between by despite during
    following for from in into on over since through under until when where which while who whose
    with without""".split()
)
_BEGINNING = _ALONG | frozenset("and but if of or than that though to unless".split())
_MARK = re.compile(r"[,;:()\u2013\u2014]")
# Content words of a phrase that all must be new: at the end of a part, and elsewhere. Of one in
# five of the written claims called supported before, it refuses 29 of 221 that the passage leaves
# open and 1 of 543 that it states; of edited summaries and reports none, of 98 and 32 claims of
# PropSegmEnt 1 that is entailed and 2 that are not. Without phrases as what is counted (any three
# new words in a row), true reports of earnings calls are refused.
_LAST, _ANYWHERE = 2, 3
# Least summed weight of its words: "the company's performance" says nothing of its own.
_LEAST = 0.9
# Letters by which two forms are taken for one word ("resign", "resignation").
_LETTERS = 5


def phrases_added(part: Reading, target: Target) -> list[Finding]:
    """Return the phrases of a part of which the article says no word, as findings not typed."""
    known = {stem[:_LETTERS] for stem in target.stems}
    phrases = _phrases(part)
    found = []
    for place, phrase in enumerate(phrases):
        added = [w for w in phrase if w.tells and w.low not in _BEGINNING]
        enough = len(added) >= (_LAST if place == len(phrases) - 1 else _ANYWHERE)
        if not (place and enough and phrase[0].low in _ALONG):
            continue
        rare = target.space.total({word.stem for word in added}) >= _LEAST
        if rare and not any(_is_told(word, target, known) for word in added):
            found.append(Finding("nowhere said", shown(added), 0.0, -1, typed=False))
    return found


def _phrases(part: Reading) -> list[Sequence[Word]]:
    """Cut a part before words that begin a phrase, and at commas, colons and dashes."""
    words = part.words
    if not words:
        return []
    starts = [
        place
        for place, word in enumerate(words)
        if not place
        or (word.low in _BEGINNING and part.text[word.start - 1] != "-")
        or _MARK.search(part.text, words[place - 1].end, word.start)
    ]
    return [words[i:j] for i, j in zip(starts, [*starts[1:], len(words)], strict=True)]


def _is_told(word: Word, target: Target, known: set[str]) -> bool:
    """Tell whether an article has a word, a form of it or one related to it; any figure, it has."""
    if (
        word.low[0].isdigit()
        or word.low in NUMBER_WORDS
        or word.stem in target.stems
        or word.stem[:_LETTERS] in known
    ):
        return True
    return not target.stems.isdisjoint(related(word.stem))
