"""What an editor should look at, most useful first.

A finding is a fact on which the outlets differ, or that one of them alone has, or
that one leads with and another buries. Its score is kind × salience ×
independence; the weights are an order of urgency, not measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from dedup.model import Fact, Finding, Reason

Level = Literal["alert", "notice", "info"]

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
    drafts: list[tuple[float, str, Level, Fact, tuple[Reason, ...]]] = []
    for fact in facts:
        rule = _RULES.get((fact.status, fact.kind))
        if rule is not None:
            name, level, weight = rule
            drafts.append((_score(weight, fact), name, level, fact, fact.reasons))
        if any(reason.signal == "parts add up" for reason in fact.reasons):
            drafts.append((_score(0.45, fact), "adds-up", "notice", fact, fact.reasons))
        buried = _buried(fact)
        if buried:
            drafts.append((_score(0.38, fact), "buried", "notice", fact, buried))
    levels = ("alert", "notice", "info")
    drafts.sort(key=lambda draft: (levels.index(draft[2]), -draft[0], int(draft[3].id[1:])))
    return tuple(
        Finding(str(number), name, level, (fact.id,), score, reasons)
        for number, (score, name, level, fact, reasons) in enumerate(drafts, start=1)
    )


def _score(weight: float, fact: Fact) -> float:
    independence = fact.n_found / max(1, fact.n_origins)
    return round(weight * (0.5 + 0.3 * fact.salience + 0.2 * independence), 6)


def _buried(fact: Fact) -> tuple[Reason, ...]:
    """Return who leads with a fact and who has it near the end, or nothing."""
    if fact.kind not in ("event", "quantity", "quote") or fact.status == "unique":
        return ()
    leads = [p.article_id for p in fact.presence if p.position in _PROMINENT]
    tails = [p.article_id for p in fact.presence if p.position == "tail"]
    if not leads or not tails:
        return ()
    return (Reason("leads with it", ", ".join(leads)), Reason("near the end", ", ".join(tails)))
