"""What one article says about one claim: supported, contradicted, not found, unknown.

A claim is cut into its parts, and each is judged apart. Support is a learned score
of how much of a part the article states (``dedup.checking.support``); a part is supported
when that score is high enough and nothing of the part stands against it: a figure or
date the article does not bear out, a name it never prints, a word that the sentence
which otherwise renders the part exchanges for another, a denial it does not make.
A part is contradicted only by something typed: another figure, date or name in the
same place, an opposite word, exchanged roles, a denial. An article that says something
else about the matter does not contradict.

The whole follows from its parts: contradicted if one is, supported if all are, else
not found (unknown where the text breaks off).
"""

from __future__ import annotations

from collections.abc import Sequence

from dedup.checking.parts import part_bounds
from dedup.checking.reading import Target
from dedup.checking.verdicts import MAX_EVIDENCE, judge_part, support_around, support_of
from dedup.checking.wordings import worded_like
from dedup.model import Evidence, PartVerdict, Reason, Verdict, VerdictName
from dedup.options import CheckOptions

__all__ = ["Target", "judge_claim", "judge_sentence", "part_bounds"]


def judge_sentence(
    text: str, bounds: Sequence[tuple[int, int]], target: Target, options: CheckOptions
) -> tuple[float, tuple[PartVerdict, ...]]:
    """Judge the parts of one sentence of a claim.

    Args:
        text: The sentence.
        bounds: Of its parts, half-open, in order.
        target: The article.
        options: Thresholds.

    Returns:
        How surely the article states the whole sentence, [0, 1], and its parts.
    """
    parts = tuple(judge_part(text[start:end], start, target, options) for start, end in bounds)
    if len(parts) == 1:
        return parts[0].support, parts
    text = worded_like(text, target.prints)
    whole = support_of(text, target)
    around = support_around(text, target)
    return max(whole.score, around.score if around else 0.0), parts


def judge_claim(
    parts: Sequence[PartVerdict], supports: Sequence[float], target: Target, claim: str
) -> Verdict:
    """Weigh the parts of a claim.

    Args:
        parts: All of them, in order.
        supports: Of each whole sentence of the claim; the weakest is the claim's.
        target: The article.
        claim: The claim, which the spans of the parts are of.

    Returns:
        Contradicted if a part is, else supported if all are, else not found or
        unknown; its reasons name the parts that fail.
    """
    order: tuple[VerdictName, ...] = ("contradicted", "unknown", "not_found", "supported")
    name = min((part.verdict for part in parts), key=order.index)
    weakest = min(parts, key=lambda part: (order.index(part.verdict), part.support))
    failing = [part for part in parts if part.verdict == name] if name != "supported" else []
    named = [
        Reason(f"part {part.verdict.replace('_', ' ')}", claim[part.span.start : part.span.end])
        for part in failing
        if len(parts) > 1
    ]
    return Verdict(
        article_id=target.article.article.id,
        verdict=name,
        support=min(supports),
        conflict=max(part.conflict for part in parts),
        evidence=_merged(parts),
        reasons=(*named, *weakest.reasons),
        parts=tuple(parts),
    )


def _merged(parts: Sequence[PartVerdict]) -> tuple[Evidence, ...]:
    """Return the evidence of all parts, that of contradicted parts first, none twice."""
    best: dict[int, tuple[bool, int, Evidence]] = {}
    for part in parts:
        for place, item in enumerate(part.evidence):
            rank = (part.verdict != "contradicted", place, item)
            if item.sentence not in best or rank[:2] < best[item.sentence][:2]:
                best[item.sentence] = rank
    ranked = sorted(best.values(), key=lambda r: (r[0], r[1], -r[2].score, r[2].sentence))
    return tuple(item for _, _, item in ranked[:MAX_EVIDENCE])
