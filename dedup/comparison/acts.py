"""Whether two clauses alike tell two acts: one planned and one done, in the east and in the west.

What clauses of one story have in common is who, where and when; that an act is done in the one
and not in the other, or is another one by the article's own word, stands in little words that
their likeness does not weigh.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dedup.comparison.news_verbs import any_said_in, is_said_in
from dedup.facts.events import REPORTING, event_slots
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
# How a clause opens that tells first what else was done.
_PARTICIPLE = re.compile(r"\W{0,3}(?:[A-Z][a-z]{2,20}|[a-z]{3,20})(?:ing|ed)\b")
# What was named before: "the measure", "his tweet".
_KNOWN = re.compile(r"\b(?:the|this|that|these|those|its|his|her|their|our|my) ([a-z]{2,20})\b")
# Verbs that say nothing of what happened.
_LIGHT = frozenset(map(stem, "be is are was were been has had have say said tell told".split()))


class _Act(NamedTuple):
    """What the little words of a clause say of an act; most clauses have none of them.

    Args:
        ahead: Stems of the verbs that it looks forward to.
        compass: For a noun, by the compass which of them.
        similar: Stems of what it says to be similar to something else.
        modality: Of the clause.
    """

    ahead: frozenset[str]
    compass: dict[str, set[str]]
    similar: frozenset[str]
    modality: str


def is_another_act(left: str, right: str) -> bool:
    """Tell whether two clauses tell two acts; the same with sides exchanged.

    Args:
        left: A clause of one article.
        right: A clause of another.
    """
    ours, theirs = _act(left), _act(right)
    if _have_other_verbs(left, right) and (
        {ours.modality, theirs.modality} == {"done", "conditional"}
        or _have_other_doers(left, right)
    ):
        return True
    return (
        _is_only_ahead(left, right)
        or _is_only_ahead(right, left)
        or _is_similar(ours, right, theirs)
        or _is_similar(theirs, left, ours)
        or _lie_apart(ours, theirs)
    )


def _is_only_ahead(planned: str, other: str) -> bool:
    """Tell whether one clause expects what the other says was done, by the same verb."""
    ahead = _act(planned).ahead
    return bool(ahead) and bool((ahead & _done(other)) - _done(planned) - _act(other).ahead)


def _is_similar(one: _Act, clause: str, other: _Act) -> bool:
    """Tell whether a clause tells of something similar to what the other, ``clause``, tells of."""
    return bool(one.similar) and not other.similar and not one.similar.isdisjoint(_stems(clause))


def _have_other_verbs(left: str, right: str) -> bool:
    """Tell whether either clause has a telling verb that no word of the other says."""
    return all(
        predicate and not is_said_in(predicate, _stems(other))
        for predicate, other in ((_predicate(left), right), (_predicate(right), left))
    )


def _have_other_doers(left: str, right: str) -> bool:
    """Tell whether two clauses name two doers, and one of them nothing of the other's doer.

    "The mill won a prize from Aldon" is what "Aldon gave the mill a prize" says; "Poe admitted an
    attack on the mill" is not "Reed saw Poe at the mill after the attack".
    """
    ours, theirs = _doer(left), _doer(right)
    if not ours or not theirs or any_said_in(ours, theirs):
        return False
    sides = ((ours, right), (theirs, left))
    return any(not any_said_in(doer, _stems(other)) for doer, other in sides)


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
    compass: dict[str, set[str]] = {}
    # Capitals make a name of it: "North Aldon", "the West Bank".
    for match in _COMPASS.finditer(folded):
        compass.setdefault(stem(match[2]), set()).add(match[1])
    return _Act(
        frozenset(stem(match[1]) for match in _AHEAD.finditer(low)),
        compass,
        frozenset(each for match in _SIMILAR.finditer(low) for each in content_stems(match[1])),
        modality_of(low),
    )


@lru_cache(maxsize=5_000)
def _done(clause: str) -> frozenset[str]:
    """Return the stems of a clause's verbs in the past."""
    past = (w for w in words(fold(clause).lower()) if w in IRREGULAR_PASTS or is_regular_past(w))
    return frozenset(map(stem, past))


@lru_cache(maxsize=5_000)
def _stems(clause: str) -> frozenset[str]:
    return frozenset(content_stems(clause))


@lru_cache(maxsize=5_000)
def _predicate(clause: str) -> str:
    """Return the stem of a clause's verb; "" if that tells nothing."""
    slots = event_slots(clause)
    predicate = slots.predicate if slots is not None else ""
    return predicate if predicate.isalpha() and predicate not in _LIGHT else ""


@lru_cache(maxsize=5_000)
def _doer(clause: str) -> frozenset[str]:
    """Return the stems of who does what a clause tells.

    None where the clause opens with what else he does ("becoming secretary, he"), or only reports,
    or calls him by a word for what was named before: "the measure".
    """
    slots = event_slots(clause)
    if slots is None or slots.predicate in REPORTING or _PARTICIPLE.match(clause):
        return frozenset()
    doer = frozenset(slots.agent.split())
    known = {stem(match[1]) for match in _KNOWN.finditer(fold(clause).lower())}
    return doer - known if len(doer) == 1 else doer
