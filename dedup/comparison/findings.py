"""What an editor should look at, most useful first.

A finding is a fact on which the outlets differ, or that one of them alone has, or
that one leads with and another buries. Its score is kind × salience ×
independence; the weights are an order of urgency, not measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from dedup.model import Fact, Finding, QuantitySlots, Reason
from dedup.slots import same_noun

Level = Literal["alert", "notice", "info"]
_Draft = tuple[float, str, Level, tuple[Fact, ...], tuple[Reason, ...]]

# Rule, level and weight of a fact's status, for each kind that has one of its own.
_RULES: dict[tuple[str, str], tuple[str, Level, float]] = {
    ("conflicting", "quantity"): ("number-conflict", "alert", 1.0),
    ("conflicting", "date"): ("date-conflict", "alert", 0.95),
    ("conflicting", "event"): ("event-conflict", "alert", 0.9),
    ("conflicting", "attribution"): ("attribution-conflict", "alert", 0.9),
    ("wording_differs", "quote"): ("quote-wording", "alert", 0.85),
    ("updated", "quantity"): ("updated", "notice", 0.7),
    ("attribution_differs", "attribution"): ("attribution", "notice", 0.6),
    ("attribution_differs", "quote"): ("attribution", "notice", 0.65),
    ("detail_differs", "quantity"): ("detail", "notice", 0.5),
    ("detail_differs", "date"): ("detail", "notice", 0.4),
    ("detail_differs", "event"): ("detail", "notice", 0.35),
    ("detail_differs", "place"): ("detail", "notice", 0.3),
    ("unique", "quantity"): ("only-in", "info", 0.25),
    ("unique", "quote"): ("only-in", "info", 0.24),
    ("unique", "date"): ("only-in", "info", 0.12),
    ("unique", "event"): ("only-in", "info", 0.15),
    ("unique", "person"): ("only-in", "info", 0.1),
    ("unique", "organisation"): ("only-in", "info", 0.1),
    ("unique", "place"): ("only-in", "info", 0.1),
}
_PROMINENT = frozenset({"headline", "lead"})


def findings_of(facts: Sequence[Fact]) -> tuple[Finding, ...]:
    """Return the findings about a story's facts, ranked, numbered from 1.

    Args:
        facts: The story's facts.
    """
    drafts: list[_Draft] = []
    for fact in facts:
        rule = _RULES.get((fact.status, fact.kind))
        if rule is not None:
            name, level, weight = rule
            drafts.append((_score(weight, fact), name, level, (fact,), fact.reasons))
        if any(reason.signal == "parts add up" for reason in fact.reasons):
            drafts.append((_score(0.45, fact), "adds-up", "notice", (fact,), fact.reasons))
        buried = _buried(fact)
        if buried:
            drafts.append((_score(0.38, fact), "buried", "notice", (fact,), buried))
    drafts += _exchanged_digits(facts)
    levels = ("alert", "notice", "info")
    drafts.sort(key=lambda draft: (levels.index(draft[2]), -draft[0], int(draft[3][0].id[1:])))
    return tuple(
        Finding(str(number), name, level, tuple(fact.id for fact in about), score, reasons)
        for number, (score, name, level, about, reasons) in enumerate(drafts, start=1)
    )


def _exchanged_digits(facts: Sequence[Fact]) -> list[_Draft]:
    """Find two figures of one thing that differ by the order of their digits (168, 186).

    Their clauses do not render each other, so they are no conflict; but a slip of
    the finger looks like this, and nothing else does.
    """
    drafts: list[_Draft] = []
    alone = [f for f in facts if f.kind == "quantity" and f.status in ("unique", "undecided")]
    for i, left in enumerate(alone):
        for right in alone[i + 1 :]:
            ours, theirs = left.mentions[0].slots, right.mentions[0].slots
            apart = {m.article_id for m in left.mentions}.isdisjoint(
                m.article_id for m in right.mentions
            )
            if not apart or not isinstance(ours, QuantitySlots):
                continue
            if isinstance(theirs, QuantitySlots) and _transposed(ours, theirs):
                words = f"{ours.low:g} / {theirs.low:g} {ours.noun}"
                reasons = (Reason("same digits in another order", words),)
                score = max(_score(0.6, left), _score(0.6, right))
                drafts.append((score, "possible-conflict", "notice", (left, right), reasons))
    return drafts


def _transposed(left: QuantitySlots, right: QuantitySlots) -> bool:
    if left.low is None or right.low is None or not same_noun(left.noun, right.noun):
        return False
    digits = [f"{value:.0f}".rstrip("0") for value in (left.low, right.low)]
    same_length = left.low != right.low and len(f"{left.low:.0f}") == len(f"{right.low:.0f}")
    return same_length and len(digits[0]) > 1 and sorted(digits[0]) == sorted(digits[1])


def _score(weight: float, fact: Fact) -> float:
    independence = fact.n_found / max(1, fact.n_origins)
    return round(weight * (0.5 + 0.3 * fact.salience + 0.2 * independence), 6)


def _buried(fact: Fact) -> tuple[Reason, ...]:
    """Return who leads with a fact and who has it near the end, or nothing."""
    # The figures and names of a buried clause are buried with it.
    if fact.kind not in ("event", "quote") or fact.status == "unique":
        return ()
    leads = [p.article_id for p in fact.presence if p.position in _PROMINENT]
    tails = [p.article_id for p in fact.presence if p.position == "tail"]
    if not leads or not tails:
        return ()
    return (Reason("leads with it", ", ".join(leads)), Reason("near the end", ", ".join(tails)))
