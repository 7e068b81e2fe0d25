"""What an editor should look at, most useful first.

A finding is a fact on which the outlets differ, or that one of them alone has, or
that one leads with and another buries. Alerts come first, then notices, then the
rest; within a level the score decides, which is kind × salience × certainty ×
independence (``ranking``). The weights are an order of urgency, not measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Literal

from dedup.comparison.ranking import UNMEASURED, absence, one_slot, rank, weakest_place
from dedup.comparison.rivals import Rivals
from dedup.model import DateSlots, Fact, Finding, QuantitySlots, Reason
from dedup.slot_dates import is_coarser
from dedup.slots import compare_quantities, same_noun, transposed

Level = Literal["alert", "notice", "info"]
_Draft = tuple[float, str, Level, tuple[Fact, ...], tuple[Reason, ...]]

# Rule, level and weight of a fact's status, for each kind that has one of its own.
_RULES: dict[tuple[str, str], tuple[str, Level, float]] = {
    ("conflicting", "quantity"): ("number-conflict", "alert", 1.0),
    ("conflicting", "date"): ("date-conflict", "alert", 0.95),
    ("conflicting", "person"): ("name-conflict", "alert", 0.9),
    ("conflicting", "organisation"): ("name-conflict", "alert", 0.9),
    ("conflicting", "place"): ("name-conflict", "alert", 0.9),
    ("conflicting", "event"): ("event-conflict", "alert", 0.9),
    ("conflicting", "attribution"): ("attribution-conflict", "alert", 0.9),
    ("wording_differs", "quote"): ("quote-wording", "alert", 0.85),
    ("updated", "quantity"): ("updated", "notice", 0.7),
    ("attribution_differs", "attribution"): ("attribution", "notice", 0.6),
    ("attribution_differs", "quote"): ("attribution", "notice", 0.65),
    ("detail_differs", "quantity"): ("detail", "notice", 0.5),
    ("detail_differs", "date"): ("detail", "notice", 0.4),
    ("detail_differs", "place"): ("detail", "notice", 0.3),
    ("detail_differs", "person"): ("detail", "notice", 0.3),
    ("detail_differs", "organisation"): ("detail", "notice", 0.3),
    ("detail_differs", "event"): ("detail", "info", 0.2),
    ("unique", "quantity"): ("only-in", "info", 0.25),
    ("unique", "quote"): ("only-in", "info", 0.24),
    ("unique", "date"): ("only-in", "info", 0.12),
    ("unique", "event"): ("only-in", "info", 0.15),
    ("unique", "person"): ("only-in", "info", 0.1),
    ("unique", "organisation"): ("only-in", "info", 0.1),
    ("unique", "place"): ("only-in", "info", 0.1),
}
# Counts from 100 on, at most five times apart, whose sentences score .1 (own choice; on 100 pairs
# of BASIL it raised no alarm, on 60 of NewsWCL50 one, on the samples one, which was planted).
_LARGE, _ORDER, _NEAREST = 100.0, 5.0, 0.1
# Digits that a figure has, zeros at its end apart, before one other digit is likely a slip.
_TOLD = 4
_PROMINENT = frozenset({"headline", "lead"})


def findings_of(facts: Sequence[Fact], rivals: Sequence[Rivals] = ()) -> tuple[Finding, ...]:
    """Return the findings about a story's facts, ranked, numbered from 1.

    Args:
        facts: The story's facts.
        rivals: Those of them that may exclude each other by their clauses.
    """
    drafts: list[_Draft] = []
    for fact in facts:
        rule = _RULES.get((fact.status, fact.kind))
        if rule is not None:
            name, level, weight = rule
            if name == "detail" and _tells_coarser(fact):
                level = "info"  # nothing to look at: it stands with what is shared
            certainty = absence(fact) if name == "only-in" else one_slot(fact)
            drafts.append(_draft(name, level, weight, (fact,), certainty, fact.reasons))
        if any(reason.signal == "parts add up" for reason in fact.reasons):
            # That the figures add up is sure; nothing else is claimed.
            drafts.append(_draft("adds-up", "notice", 0.45, (fact,), 1.0, fact.reasons))
        buried = _buried(fact)
        if buried:
            certainty = weakest_place(fact)
            drafts.append(_draft("buried", "notice", 0.38, (fact,), certainty, buried))
    drafts += _possible_conflicts(facts)
    known = {frozenset(fact.id for fact in draft[3]) for draft in drafts}
    drafts += [
        _draft("possible-conflict", "notice", 1.0, each.facts, each.certainty, (each.reason,))
        for each in rivals
        if frozenset(fact.id for fact in each.facts) not in known
    ]
    levels = ("alert", "notice", "info")
    drafts.sort(key=lambda draft: (levels.index(draft[2]), -draft[0], int(draft[3][0].id[1:])))
    return tuple(
        Finding(str(number), name, level, tuple(fact.id for fact in about), score, reasons)
        for number, (score, name, level, about, reasons) in enumerate(drafts, start=1)
    )


def _tells_coarser(fact: Fact) -> bool:
    """Tell whether the mentions of a fact are dates of which one holds the other."""
    dates = [mention.slots for mention in fact.mentions]
    return all(
        isinstance(one, DateSlots) and isinstance(other, DateSlots) and is_coarser(one, other)
        for one, other in combinations(dates, 2)
    )


def _possible_conflicts(facts: Sequence[Fact]) -> list[_Draft]:
    """Find two figures of one noun that exclude each other in sentences said otherwise.

    Their clauses do not render each other, so they are no conflict; but either a slip of
    the finger would make the one of the other (168, 186; 5,687.75, 5,587.75), or the one
    stands in the sentence nearest to the other.
    """
    drafts: list[_Draft] = []
    alone = [
        (fact, slots, slots.low, {mention.article_id for mention in fact.mentions})
        for fact in facts
        if fact.kind == "quantity" and fact.status in ("unique", "undecided")
        if isinstance(slots := fact.mentions[0].slots, QuantitySlots) and slots.low is not None
    ]
    for i, (left, ours, low, printing) in enumerate(alone):
        for right, theirs, other_low, other_printing in alone[i + 1 :]:
            if not printing.isdisjoint(other_printing):
                continue
            if _mistyped(ours, theirs):
                signal, certainty = "all digits but one are the same", UNMEASURED
            elif not _excludes(ours, theirs):
                continue
            # Two digits are exchanged by chance too often (ages, days).
            elif min(low, other_low) >= _LARGE and transposed(low, other_low):
                signal, certainty = "same digits in another order", UNMEASURED
            elif (certainty := _near(left, right)) and _comparable(low, other_low):
                signal = "same noun in the nearest sentence"
            else:
                continue
            words = f"{_figure(low)} / {_figure(other_low)} {ours.noun or ours.unit}"
            both, reason = (left, right), Reason(signal, words)
            # As urgent as a conflict, if it is one; how sure that is, certainty says.
            drafts.append(_draft("possible-conflict", "notice", 1.0, both, certainty, (reason,)))
    return drafts


def _excludes(left: QuantitySlots, right: QuantitySlots) -> bool:
    return same_noun(left.noun, right.noun) and compare_quantities(left, right) == "disjoint"


def _figure(value: float) -> str:
    return f"{value:.2f}".removesuffix(".00")


def _mistyped(left: QuantitySlots, right: QuantitySlots) -> bool:
    """Tell whether two exact figures of one unit or noun differ in one digit of four or more."""
    if left.unit != right.unit or not (left.unit or same_noun(left.noun, right.noun)):
        return False
    if left.noun and right.noun and not same_noun(left.noun, right.noun):
        return False
    if left.low != left.high or right.low != right.high or left.low is None or right.low is None:
        return False
    ours, theirs = (f"{value:.2f}".replace(".", "") for value in (left.low, right.low))
    told = min(len(ours.rstrip("0")), len(theirs.rstrip("0"))) >= _TOLD
    return told and len(ours) == len(theirs) and sum(map(str.__ne__, ours, theirs)) == 1


def _comparable(left: float, right: float) -> bool:
    """Tell whether two counts are large, and of one order: parts of a whole are smaller."""
    return min(left, right) >= _LARGE and max(left, right) <= _ORDER * min(left, right)


def _near(left: Fact, right: Fact) -> float:
    """Return how alike a fact is to the sentence of the other, if that is the nearest; or 0."""
    scores = [
        presence.score
        for fact, other in ((left, right), (right, left))
        for mention in other.mentions
        for presence in fact.presence
        if presence.article_id == mention.article_id and presence.nearest == mention.sentence
    ]
    return max((score for score in scores if score >= _NEAREST), default=0.0)


def _draft(
    rule: str,
    level: Level,
    weight: float,
    facts: tuple[Fact, ...],
    certainty: float,
    reasons: tuple[Reason, ...],
) -> _Draft:
    score, factors = rank(weight, facts, certainty)
    return (score, rule, level, facts, (*reasons, *factors))


def _buried(fact: Fact) -> tuple[Reason, ...]:
    """Return who leads with a fact and who has it near the end, or nothing."""
    # The figures and names of a buried clause are buried with it.
    if fact.kind not in ("event", "quote") or fact.status == "unique":
        return ()
    # A sentence that says it in other words may say more, and stand where it does for that.
    own = {mention.article_id for mention in fact.mentions}
    printed = [p for p in fact.presence if p.article_id in own]
    leads = [p.article_id for p in printed if p.position in _PROMINENT]
    tails = [p.article_id for p in printed if p.position == "tail"]
    if not leads or not tails:
        return ()
    return (Reason("leads with it", ", ".join(leads)), Reason("near the end", ", ".join(tails)))
