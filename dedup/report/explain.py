"""Why the tool reports a finding: every signal, its value and its threshold."""

from __future__ import annotations

from collections.abc import Sequence

from dedup.errors import OptionError
from dedup.keys import keys_of
from dedup.model import Alignment, Finding, Reason
from dedup.report.decide import how_to_decide
from dedup.report.document import Block, Column, Grid, Line, Para, Row, Section, join, ours, theirs
from dedup.report.evidence import headline, in_sentence
from dedup.report.style import WORD_OF_KIND, WORD_OF_STATUS
from dedup.report.view import View


def require_finding(views: Sequence[View], number: int) -> None:
    """Raise ``OptionError`` unless some story has finding ``number``."""
    if any(find(view, number) for view in views):
        return
    known = [finding.id for view in views for finding in view.comparison.findings]
    wanted = f"one of {', '.join(dict.fromkeys(known))}" if known else "left out: nothing was found"
    raise OptionError(f"there is no finding {number}: explain must be {wanted}")


def find(view: View, number: int) -> Finding | None:
    """Return finding ``number`` of a story, if it has one."""
    return next((f for f in view.comparison.findings if f.id == str(number)), None)


def explained(view: View, number: int) -> list[Block]:
    """Return the evidence and the reasons of one finding, its facts and alignments."""
    finding = find(view, number)
    if finding is None:
        return []
    facts, keys = view.facts_of(finding), keys_of(view.comparison)
    level = ours(
        f"rule {finding.rule} · level {finding.level} · rank score {finding.score:.2f}", "dim"
    )
    blocks: list[Block] = [
        Section(ours(f"WHY FINDING {number}"), level),
        Para(headline(view, finding, facts), indent=1, hang=4),
        *_reasons(view, "the finding", finding.reasons),
    ]
    for fact in facts:
        head = (
            f"fact {fact.id}: {WORD_OF_STATUS[fact.status]}, {WORD_OF_KIND[fact.kind]}, "
            f"key {keys.fact(fact)}"
        )
        blocks += _reasons(view, head, fact.reasons)
        rows = [
            Row(
                (
                    ours(view.ref(m.article_id, m.sentence), "ref"),
                    ours(keys.of[m], "dim"),
                    in_sentence(view, m),
                    _slots(m.slots),
                )
            )
            for m in view.mentions((fact,))
        ]
        columns = (Column(), Column(), Column(flex=3), Column(flex=2, stack=1))
        blocks.append(Grid(columns, tuple(rows), indent=3))
    for alignment in _alignments(view, finding):
        left = _places(view, alignment.left_id, alignment.left)
        right = _places(view, alignment.right_id, alignment.right)
        head = f"{left} aligned with {right}: {alignment.relation}, {alignment.score:.2f}"
        blocks += _reasons(view, head, alignment.reasons)
    return [*blocks, *how_to_decide(view, finding, keys)]


def _places(view: View, article_id: str, sentences: Sequence[int]) -> str:
    return " ".join(view.ref(article_id, sentence) for sentence in sentences)


def _alignments(view: View, finding: Finding) -> list[Alignment]:
    """Return the alignments between sentences that mention the finding's facts."""
    places = {(m.article_id, m.sentence) for m in view.mentions(view.facts_of(finding))}
    return [
        alignment
        for alignment in view.comparison.alignments
        if any((alignment.left_id, i) in places for i in alignment.left)
        and any((alignment.right_id, i) in places for i in alignment.right)
    ]


def _slots(slots: object) -> Line:
    """Return the slots that say something: "low 3 · noun person"."""
    names = getattr(slots, "__dataclass_fields__", {})
    parts = []
    for name in names:
        value = getattr(slots, name)
        if value is None or value in ("", False):
            continue
        shown = f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else str(value)
        parts.append(theirs(f"{name} {shown}", "dim"))
    return join(parts, " · ")


def _reasons(view: View, head: str, reasons: Sequence[Reason]) -> list[Block]:
    """Return one row for each signal: what, value, threshold, weight."""
    if not reasons:
        return [Para(ours(head), indent=1), Para(ours("no reason recorded", "dim"), indent=3)]
    rows = tuple(
        Row((theirs(r.signal), theirs(_value(view, r.value), "mark"), _threshold(r), _weight(r)))
        for r in reasons
    )
    columns = (Column(cap=48), Column(cap=40), Column(cap=24), Column(cap=24))
    return [Para(ours(head), indent=1, hang=2), Grid(columns, rows, indent=3)]


def _value(view: View, value: float | str) -> str:
    if isinstance(value, str):
        return ", ".join(view.letters.get(part, part) for part in value.split(", "))
    return f"{value:.4g}"


def _threshold(reason: Reason) -> Line:
    return ours(f"threshold {reason.threshold:.4g}", "dim") if reason.threshold is not None else ()


def _weight(reason: Reason) -> Line:
    return ours(f"weight {reason.weight:+.2f} log-odds", "dim") if reason.weight is not None else ()
