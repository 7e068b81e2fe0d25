"""How useful a finding is to an editor: kind × salience × certainty × independence.

Each of the last three is a share in [0, 1] that at worst halves the score, so that no
one of them hides a finding. The four stand among the reasons of every finding, under
signals that begin with ``PREFIX``, so that the order can be followed and contested.
"""

from __future__ import annotations

from collections.abc import Sequence

from dedup.comparison.wording import same_utterance
from dedup.model import Fact, QuoteSlots, Reason

# What the signals of a rank begin with; a report that shows only what decided leaves them out.
PREFIX = "rank: "
# Certainty of what no likeness was measured for, and the least of a toll that grew: what
# ``figures`` links two counts of one toll with, however they are worded.
UNMEASURED = 0.5


def rank(weight: float, facts: Sequence[Fact], certainty: float) -> tuple[float, list[Reason]]:
    """Return the score of a finding, and the four factors as reasons.

    Args:
        weight: Urgency of its kind, (0, 1].
        facts: What it is about, at least one.
        certainty: How surely it is what it says, [0, 1].
    """
    shares = (
        ("prominence in the articles", max(fact.salience for fact in facts)),
        ("certainty", certainty),
        ("independent origins that bear on it", _independence(facts)),
    )
    score = weight
    for _, share in shares:
        score *= 0.5 + 0.5 * share
    factors = (("kind of finding", weight), *shares)
    return round(score, 6), [Reason(PREFIX + name, round(value, 6)) for name, value in factors]


def one_slot(fact: Fact) -> float:
    """Return how surely the mentions of a fact that differ speak of one thing, [0, 1].

    The likeness of its quotations; else the best likeness among what decided its
    status (likenesses are floats there, counts are not).
    """
    quotes = [m for m in fact.mentions if isinstance(m.slots, QuoteSlots)]
    if fact.status == "wording_differs" and len(quotes) > 1:
        words = [m.slots.words for m in quotes if isinstance(m.slots, QuoteSlots)]
        # A quotation held word for word by another says nothing of how alike the others are.
        alike = [same_utterance(left, right) for i, left in enumerate(words) for right in words[:i]]
        return max((score for score in alike if score < 1), default=UNMEASURED)
    likenesses = [r.value for r in fact.reasons if isinstance(r.value, float) and 0 <= r.value <= 1]
    measured = max(likenesses, default=UNMEASURED)
    return max(measured, UNMEASURED) if fact.status == "updated" else measured


def absence(fact: Fact) -> float:
    """Return how surely no other article has a fact: how little the nearest sentence is like it."""
    return 1 - max((p.score for p in fact.presence if p.state != "found"), default=0.0)


def weakest_place(fact: Fact) -> float:
    """Return how surely the articles have a fact where they lead with it or bury it."""
    ends = [p.score for p in fact.presence if p.position not in (None, "body")]
    return min(ends, default=UNMEASURED)


def _independence(facts: Sequence[Fact]) -> float:
    """Return the share of a story's texts that bear on a finding, [0, 1].

    Origins that have one of the facts; for a fact of one origin, the articles that
    were searched and had an answer.
    """
    if len(facts) == 1 and facts[0].status == "unique":
        states = [presence.state for presence in facts[0].presence]
        settled = sum(1 for state in states if state in ("found", "not_found"))
        return settled / max(1, len(states))
    return min(1.0, sum(fact.n_found for fact in facts) / max(1, facts[0].n_origins))
