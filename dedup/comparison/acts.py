"""Whether two clauses alike tell two acts: one planned and one done, in the east and in the west.

What clauses of one story have in common is who, where and when; that an act is done in the one
and not in the other, or is another one by the article's own word, stands in little words that
their likeness does not weigh.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dedup.comparison.news_verbs import say_the_same
from dedup.facts.events import event_slots
from dedup.facts.modality import modality_of
from dedup.facts.verbs import IRREGULAR_PASTS, is_regular_past
from dedup.text import content_stems, fold, stem, words

# What is only looked forward to: "is expected to meet", "plans to visit".
_AHEAD = re.compile(
    r"\b(?:expected|expects?|due|likely|scheduled|set|plan(?:s|ned|ning)?|hop(?:es|ed|ing)"
    r"|intend(?:s|ed|ing)?|aim(?:s|ed|ing)?) to ([a-z]{2,20})\b"
)
# Where something is by the compass, of the noun behind it: "off its west coast".
_COMPASS = re.compile(r"\b(north|south|east|west)(?:ern)? (?!of\b|and\b|or\b)([a-z]{3,20})\b")
# Another of the kind that the article has told of: "a similar order", "another similar order".
_SIMILAR = re.compile(r"\b(?:an?(?:other)?|the) similar ((?:[a-z-]+ )?[a-z-]+)")
# Verbs that say nothing of what happened.
_LIGHT = frozenset(map(stem, "be is are was were been has had have say said tell told".split()))


class _Act(NamedTuple):
    """What a clause says of an act beside its words.

    Args:
        ahead: Stems of the verbs that it looks forward to.
        done: Stems of its verbs in the past.
        compass: For a noun, by the compass which of them.
        similar: Stems of what it says to be similar to something else.
        predicate: Stem of its verb; "" if that tells nothing.
        modality: Of the clause.
        stems: Its content words.
    """

    ahead: frozenset[str]
    done: frozenset[str]
    compass: dict[str, set[str]]
    similar: frozenset[str]
    predicate: str
    modality: str
    stems: frozenset[str]


def is_another_act(left: str, right: str) -> bool:
    """Tell whether two clauses tell two acts; the same with sides exchanged.

    Args:
        left: A clause of one article.
        right: A clause of another.
    """
    ours, theirs = _act(left), _act(right)
    sides = ((ours, theirs), (theirs, ours))
    return (
        any(_is_only_ahead(*each) or _is_similar(*each) for each in sides)
        or any(_is_open(*each) for each in sides)
        or _lie_apart(ours, theirs)
    )


def _is_only_ahead(planned: _Act, other: _Act) -> bool:
    """Tell whether one clause expects what the other says was done, by the same verb."""
    return bool((planned.ahead & other.done) - planned.done - other.ahead)


def _is_similar(one: _Act, other: _Act) -> bool:
    """Tell whether a clause tells of something similar to what the other tells of."""
    return not other.similar and not one.similar.isdisjoint(other.stems)


def _is_open(told: _Act, other: _Act) -> bool:
    """Tell whether one clause tells a deed and the other asks whether, or supposes, another one."""
    if told.modality != "done" or other.modality != "conditional":
        return False
    return all(
        one.predicate and not any(say_the_same(one.predicate, each) for each in its.stems)
        for one, its in ((told, other), (other, told))
    )


def _lie_apart(left: _Act, right: _Act) -> bool:
    """Tell whether two clauses place one thing on two sides of the compass."""
    return any(
        left.compass[noun].isdisjoint(right.compass[noun])
        for noun in left.compass.keys() & right.compass.keys()
    )


# A clause is compared with many.
@lru_cache(maxsize=5_000)
def _act(clause: str) -> _Act:
    folded = fold(clause)
    low = folded.lower()
    slots = event_slots(clause)
    predicate = slots.predicate if slots is not None else ""
    compass: dict[str, set[str]] = {}
    # Capitals make a name of it: "North Aldon", "the West Bank".
    for match in _COMPASS.finditer(folded):
        compass.setdefault(stem(match[2]), set()).add(match[1])
    return _Act(
        frozenset(stem(match[1]) for match in _AHEAD.finditer(low)),
        frozenset(
            stem(word) for word in words(low) if word in IRREGULAR_PASTS or is_regular_past(word)
        ),
        compass,
        frozenset(each for match in _SIMILAR.finditer(low) for each in content_stems(match[1])),
        predicate if predicate.isalpha() and predicate not in _LIGHT else "",
        modality_of(low),
        frozenset(content_stems(clause)),
    )
