"""What articles say about claims, for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dedup.errors import OptionError
from dedup.model import Article, Reason, Verdict, VerdictName
from dedup.report.document import (
    EMPTY,
    Block,
    Column,
    Grid,
    Line,
    Para,
    Row,
    Section,
    join,
    ours,
    theirs,
)
from dedup.report.evidence import brief
from dedup.report.overview import plural
from dedup.report.style import style_of_sign
from dedup.report.view import AnyArticle, article_of
from dedup.report.words import clip, display

Judged = tuple[int, str, Verdict]

_SIGN: Final[dict[VerdictName, str]] = {
    "supported": "=",
    "contradicted": "!",
    "not_found": "·",
    "unknown": "?",
}
_WORD: Final[dict[VerdictName, str]] = {
    "supported": "supported",
    "contradicted": "contradicted",
    "not_found": "not found",
    "unknown": "unknown",
}
_LIMITS = (
    "A verdict says what an article prints, not whether it is true. Read the sentence; "
    "“not found” shows the nearest one."
)
_SENTENCE_CHARS = 320
_MOST_REASONS = 3


def paired(
    verdicts: Sequence[Verdict], claims: Sequence[str], articles: Sequence[AnyArticle]
) -> list[Judged]:
    """Return (claim number from 0, claim, verdict), in the given order.

    Raises:
        OptionError: There are neither verdicts for each article on each claim, claim by
            claim, nor one claim a verdict.
    """
    if len(verdicts) == len(claims) * len(articles):
        each = max(len(articles), 1)
        return [(n // each, claims[n // each], verdict) for n, verdict in enumerate(verdicts)]
    if len(verdicts) == len(claims):
        number = {claim: n for n, claim in enumerate(dict.fromkeys(claims))}
        return [(number[c], c, verdict) for c, verdict in zip(claims, verdicts, strict=True)]
    raise OptionError(
        f"{len(verdicts)} verdicts do not fit {len(claims)} claims and {len(articles)} articles"
    )


def claim_blocks(judged: Sequence[Judged], articles: Sequence[AnyArticle]) -> list[Block]:
    """Return one section a claim and one row an article, contradictions first."""
    known = {article_of(article).id: article_of(article) for article in articles}
    if not judged:
        return [Para(ours("Nothing to check: there is no claim or no article."))]
    by_claim: dict[tuple[int, str], list[Verdict]] = {}
    for number, claim, verdict in judged:
        by_claim.setdefault((number, claim), []).append(verdict)
    blocks: list[Block] = []
    for (number, claim), verdicts in by_claim.items():
        name = join((ours(f"CLAIM {number + 1}" if len(by_claim) > 1 else "CLAIM"), theirs(claim)))
        blocks.append(Section(name))
        blocks.append(Para(_sum(verdicts), indent=1))
        order = ("contradicted", "supported", "unknown", "not_found")
        ranked = sorted(
            enumerate(verdicts), key=lambda item: (order.index(item[1].verdict), item[0])
        )
        columns = (Column(), Column(cap=13), Column(cap=20), Column(), Column(flex=1, stack=1))
        rows = tuple(_row(verdict, known.get(verdict.article_id)) for _, verdict in ranked)
        blocks.append(Grid(columns, rows))
    return [*blocks, Section(ours("NOTE")), Para(ours(_LIMITS, "dim"), indent=1)]


def _sum(verdicts: Sequence[Verdict]) -> Line:
    parts: list[Line] = []
    for name, word in _WORD.items():
        number = sum(1 for verdict in verdicts if verdict.verdict == name)
        if number:
            sign = _SIGN[name]
            parts.append((*ours(f"{sign} ", style_of_sign(sign)), *ours(f"{word} in {number}")))
    return join((ours(plural(len(verdicts), "article"), "dim"), *parts))


def _row(verdict: Verdict, article: Article | None) -> Row:
    sign = _SIGN[verdict.verdict]
    score = f"support {verdict.support:.2f}"
    if verdict.verdict == "contradicted":
        score = f"conflict {verdict.conflict:.2f}"
    best = verdict.evidence[0] if verdict.evidence else None
    words: Line = ours("no sentence", "dim")
    if best is not None and article is not None:
        text = clip(display(article.text[best.span.start : best.span.end]), _SENTENCE_CHARS)
        nearest = ours("nearest: ", "dim") if verdict.verdict in ("not_found", "unknown") else EMPTY
        words = (*nearest, *theirs(text))
        words = join((words, ours(f"(sentence {best.sentence})", "dim")), " ")
    why = ", ".join(brief(reason) for reason in _telling(verdict))
    return Row(
        (
            ours(sign, style_of_sign(sign)),
            ours(_WORD[verdict.verdict], style_of_sign(sign)),
            theirs(article.source or article.id if article else verdict.article_id),
            ours(score, "dim"),
            join((words, ours(f"({why})", "dim") if why else EMPTY), " "),
        )
    )


def _telling(verdict: Verdict) -> tuple[Reason, ...]:
    """Return the reasons a reader wants first: which part fails, and on which words."""
    named = tuple(reason for reason in verdict.reasons if isinstance(reason.value, str))
    return named[:_MOST_REASONS] or verdict.reasons[:2]
