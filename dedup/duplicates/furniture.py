"""Whether the words that two articles share belong to what they report.

Where only two articles show a phrase, nobody can tell that it is repeated; what is left
of the two tells. A passage of one source's two articles must have to do with the rest of
them: its words come back there, or the rests name the same. And two texts in which all
but the names and figures is alike were written from one template.

A name is a word that neither text prints in small letters, so a script without capitals
has names only, and no text in it is taken for a template.
"""

from __future__ import annotations

from dataclasses import dataclass

from dedup.text import STOP_WORDS, WORD
from dedup.tokens import FOREIGN_STOP_WORDS, straighten

# Two articles of one source are about one thing when, of the passage's words, the share that
# also stands in the rest of one article, and, of the names in the shorter rest, the share that
# is in the other, add up to this. Briefs with a log-in block in common: 95 of 100 reach .17 at
# most; articles that the source rewrote: .30 at least.
LEAST_TIED = 0.25
# Of the words that two texts of one template do not share, this many are names and figures
# (crime briefs: .44-1.0, median .64; of 240 copies edited, trimmed or replaced by a third: none
# so many), ...
TEMPLATE_REST = 0.5
# ... and they share so much less of their names than of their other words.
TEMPLATE_NAMES = 0.75


@dataclass(frozen=True, slots=True)
class Parts:
    """The distinct words of an article as printed, by whether another has them too.

    Args:
        passage: Those in shared shingles.
        rest: Those in others.
        headline: The article's.
    """

    passage: set[str]
    rest: set[str]
    headline: str


def templated(one: Parts, other: Parts) -> bool:
    """Return whether two texts are alike but for their names and figures."""
    no_names = _no_names(one, other)
    words = [_content(each.passage | each.rest) for each in (one, other)]
    names = [each - no_names for each in words]
    for each, own in zip((one, other), names, strict=True):
        rest = _content(each.rest)
        if not rest or len(own & rest) < TEMPLATE_REST * len(rest):
            return False
    plain = [each & no_names for each in words]
    return _overlap(*names) < TEMPLATE_NAMES * _overlap(*plain)


def tied(one: Parts, other: Parts) -> float:
    """Return how much a passage has to do with the rests of two articles, and these."""
    passage = _content(one.passage)
    rests = [
        _content(each.rest.union(WORD.findall(straighten(each.headline)))) for each in (one, other)
    ]
    back = max(len(passage & rest) for rest in rests) / max(len(passage), 1)
    no_names = _no_names(one, other)
    return round(back + _overlap(*(rest - no_names for rest in rests)), 6)


def _no_names(one: Parts, other: Parts) -> set[str]:
    """Return the words that either text prints in small letters."""
    words = one.passage | one.rest | other.passage | other.rest
    return {word for word in words if word[0].islower()}


def _content(words: set[str]) -> set[str]:
    """Return the words in small letters, without function words."""
    return {word.lower() for word in words} - STOP_WORDS - FOREIGN_STOP_WORDS


def _overlap(one: set[str], other: set[str]) -> float:
    """Return the share of the smaller set that is in the other."""
    return len(one & other) / max(min(len(one), len(other)), 1)
