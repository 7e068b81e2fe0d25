"""What one article says about one claim: supported, contradicted, not found, unknown.

Support is a learned score of how much of the claim the article states
(``dedup.support``). Conflict comes from the comparison of the claim with the
article, as if the claim were an article of one sentence: only a value that
excludes the claim's own, in a clause that renders the claim's, counts. An
article that says something else about the matter does not contradict.
"""

from __future__ import annotations

from collections.abc import Sequence

from dedup.model import Comparison, Evidence, Fact, ParsedArticle, Reason, Verdict, VerdictName
from dedup.options import CheckOptions
from dedup.support import Support

# Most evidence sentences printed for one claim.
_MAX_EVIDENCE = 5


def judge_claim(
    article: ParsedArticle,
    supports: Sequence[Support],
    comparison: Comparison | None,
    options: CheckOptions,
) -> Verdict:
    """Weigh support and conflict.

    Args:
        article: The article looked in.
        supports: Support of each sentence of the claim; the weakest decides.
        comparison: The claim (first) compared with the article (second), or None
            where the article has nothing to compare.
        options: Thresholds.
    """
    weakest = min(supports, key=lambda support: support.score)
    conflicts = _conflicts(comparison)
    conflict = max((score for score, _, _ in conflicts), default=0.0)
    name: VerdictName
    if conflict >= options.conflict_threshold:
        name = "contradicted"
    elif weakest.score >= options.support_threshold:
        name = "supported"
    else:
        name = "unknown" if article.truncated else "not_found"
    reasons = [Reason("support", weakest.score, options.support_threshold)]
    if conflicts:
        reasons.append(Reason("conflict", conflict, options.conflict_threshold))
        reasons += [Reason(f"{fact.kind} conflicts", words) for _, fact, words in conflicts]
    if article.truncated:
        reasons.append(Reason("the text breaks off", "yes"))
    return Verdict(
        article_id=article.article.id,
        verdict=name,
        support=weakest.score,
        conflict=conflict,
        evidence=_evidence(article, supports, conflicts),
        reasons=(*reasons, *weakest.reasons),
    )


def _conflicts(comparison: Comparison | None) -> list[tuple[float, Fact, str]]:
    """Return the facts on which claim and article exclude each other, surest first."""
    if comparison is None:
        return []
    found = []
    for fact in comparison.facts:
        if fact.status != "conflicting":
            continue
        score = max((r.value for r in fact.reasons if isinstance(r.value, float)), default=0.0)
        found.append((float(score), fact, " / ".join(_words(fact, comparison))))
    return sorted(found, key=lambda item: (-item[0], item[1].id))


def _words(fact: Fact, comparison: Comparison) -> list[str]:
    texts = {parsed.article.id: parsed.article.text for parsed in comparison.articles}
    return [
        " … ".join(texts[mention.article_id][span.start : span.end] for span in mention.spans)
        for mention in fact.mentions
    ]


def _evidence(
    article: ParsedArticle,
    supports: Sequence[Support],
    conflicts: Sequence[tuple[float, Fact, str]],
) -> tuple[Evidence, ...]:
    """Return the sentences that bear on the claim, those in conflict with it first."""
    scores: dict[int, float] = {}
    for support in supports:
        for sentence, score in support.evidence:
            scores[sentence] = max(scores.get(sentence, 0.0), score)
    against = {
        mention.sentence
        for _, fact, _ in conflicts
        for mention in fact.mentions
        if mention.article_id == article.article.id
    }
    for sentence in against:
        scores.setdefault(sentence, conflicts[0][0])
    order = sorted(scores, key=lambda s: (s not in against, -scores[s], s))
    return tuple(
        Evidence(sentence, article.sentences[sentence].span, scores[sentence])
        for sentence in order[:_MAX_EVIDENCE]
    )
