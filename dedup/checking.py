"""What one article says about one claim: supported, contradicted, not found, unknown.

Support is a learned score of how much of the claim the article states
(``dedup.support``). Conflict comes from the comparison of the claim with the
article, as if the claim were an article of one sentence: only a value that
excludes the claim's own, in a clause that renders the claim's, counts, and a
clause that says the claim's words and denies them. An
article that says something else about the matter does not contradict.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dedup.modality import is_negated, negated_words
from dedup.model import Comparison, Evidence, Fact, ParsedArticle, Reason, Verdict, VerdictName
from dedup.options import CheckOptions
from dedup.support import Support
from dedup.text import STOP_WORDS, content_stems, fold, stem

# Most evidence sentences printed for one claim.
_MAX_EVIDENCE = 5
# A clause speaks of the claim itself when it holds this share of its words (samples: .6 and .65
# find two denials more than .7, none of them false; PropSegmEnt's balanced accuracy is unchanged).
_DENIED = 0.65
# The negating words themselves are no content of the claim.
_NEGATING = frozenset(content_stems("denied deny denies denying never nobody none neither cannot"))


@dataclass(frozen=True, slots=True)
class Denial:
    """A clause of the article that says a claim's words with a "not" more, or less.

    Args:
        sentence: The sentence it stands in.
        score: Share of the claim's words it holds, by rarity, [0, 1].
        words: The clause as printed.
    """

    sentence: int
    score: float
    words: str


def find_denial(
    claim: str, clauses: ParsedArticle, weight: Callable[[str], float]
) -> Denial | None:
    """Find the clause that denies one sentence of a claim.

    Args:
        claim: The sentence.
        clauses: The article, cut into clauses (``facts.events.clauses_of``).
        weight: How much a stem tells, in [0, 1].

    Returns:
        The clause that holds most of the claim, if it differs in negation and no
        clause of the claim's own polarity holds as much; else None.
    """
    stems = set(content_stems(claim)) - _NEGATING
    total = sum(map(weight, sorted(stems)))
    if not total:
        return None
    ours = is_negated(fold(claim).lower())
    best: dict[bool, tuple[float, int]] = {True: (0.0, 0), False: (0.0, 0)}
    for clause in clauses.sentences:
        text = clauses.sentence_text(clause.index)
        held = stems & set(content_stems(text))
        share = round(sum(map(weight, sorted(held))) / total, 6)
        denies = is_negated(fold(text).lower()) != ours
        best[denies] = max(best[denies], (share, -clause.index))
    score, index = best[True]
    if score < _DENIED or score <= best[False][0]:
        return None
    clause = clauses.sentences[-index]
    return Denial(clause.paragraph, score, clauses.sentence_text(clause.index))


def unmatched_denial(claim: str, article: ParsedArticle) -> str:
    """Return what a claim denies if the article denies nothing of the kind, else "".

    "The ferry did not sink" is not supported by a ferry that sank and "did not
    inspect" something: the words behind a "not" must be among those behind another.
    """
    wanted = {stem(word) for word in negated_words(fold(claim).lower())}
    if not wanted:
        return ""
    given: set[str] = set()
    for sentence in article.content():
        low = fold(article.sentence_text(sentence.index)).lower()
        given |= {stem(word) for word in negated_words(low)}
    content = {word for word in wanted if word not in STOP_WORDS}
    return "" if content & given or not content else " ".join(sorted(content))


def judge_claim(
    article: ParsedArticle,
    supports: Sequence[Support],
    denials: Sequence[Denial],
    comparison: Comparison | None,
    options: CheckOptions,
    unmatched: str = "",
) -> Verdict:
    """Weigh support and conflict.

    Args:
        article: The article looked in.
        supports: Support of each sentence of the claim; the weakest decides.
        denials: Clauses that deny a sentence of the claim.
        comparison: The claim (first) compared with the article (second), or None
            where the article has nothing to compare.
        options: Thresholds.
        unmatched: What the claim denies and no sentence of the article denies; "".
    """
    weakest = min(supports, key=lambda support: support.score)
    conflicts = [*_conflicts(comparison), *map(_denied, denials)]
    conflicts.sort(key=lambda found: (-found.score, found.words))
    conflict = conflicts[0].score if conflicts else 0.0
    name: VerdictName
    if conflict >= options.conflict_threshold:
        name = "contradicted"
    elif weakest.score >= options.support_threshold and not unmatched:
        name = "supported"
    else:
        name = "unknown" if article.truncated else "not_found"
    reasons = [Reason("support", weakest.score, options.support_threshold)]
    if unmatched:
        reasons.append(Reason("nowhere denied as the claim denies it", unmatched))
    if conflicts:
        reasons.append(Reason("conflict", conflict, options.conflict_threshold))
        reasons += [Reason(found.signal, found.words) for found in conflicts]
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


@dataclass(frozen=True, slots=True)
class _Conflict:
    score: float
    signal: str
    words: str
    sentences: frozenset[int]


def _denied(denial: Denial) -> _Conflict:
    signal = "the article denies it, or the claim does"
    return _Conflict(denial.score, signal, denial.words, frozenset({denial.sentence}))


def _conflicts(comparison: Comparison | None) -> list[_Conflict]:
    """Return the facts on which claim (first) and article (second) exclude each other."""
    if comparison is None:
        return []
    article_id = comparison.articles[1].article.id
    return [
        _Conflict(
            max((float(r.value) for r in fact.reasons if isinstance(r.value, float)), default=0.0),
            f"{fact.kind} conflicts",
            " / ".join(_words(fact, comparison)),
            frozenset(m.sentence for m in fact.mentions if m.article_id == article_id),
        )
        for fact in comparison.facts
        if fact.status == "conflicting"
    ]


def _words(fact: Fact, comparison: Comparison) -> list[str]:
    texts = {parsed.article.id: parsed.article.text for parsed in comparison.articles}
    return [
        " … ".join(texts[mention.article_id][span.start : span.end] for span in mention.spans)
        for mention in fact.mentions
    ]


def _evidence(
    article: ParsedArticle,
    supports: Sequence[Support],
    conflicts: Sequence[_Conflict],
) -> tuple[Evidence, ...]:
    """Return the sentences that bear on the claim, those in conflict with it first."""
    scores: dict[int, float] = {}
    for support in supports:
        for sentence, score in support.evidence:
            scores[sentence] = max(scores.get(sentence, 0.0), score)
    against: set[int] = set()
    for conflict in conflicts:
        against |= conflict.sentences
        for sentence in sorted(conflict.sentences):
            scores.setdefault(sentence, conflict.score)
    order = sorted(scores, key=lambda s: (s not in against, -scores[s], s))
    return tuple(
        Evidence(sentence, article.sentences[sentence].span, scores[sentence])
        for sentence in order[:_MAX_EVIDENCE]
    )
