"""The verdict on one part of a claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dedup.checking.additions import phrases_added
from dedup.checking.denials import denials, set_against, unmatched_denials
from dedup.checking.directions import other_direction
from dedup.checking.exchanges import exchanged_words, opposite_verbs
from dedup.checking.figures import Borne, bear_dates, bear_figures
from dedup.checking.finding import Finding
from dedup.checking.intentions import agreed_nowhere, only_intended
from dedup.checking.names import names_absent
from dedup.checking.near import Near, sentences_near
from dedup.checking.reading import Reading, Target
from dedup.checking.speakers import other_speakers
from dedup.checking.support import Support, support_score
from dedup.checking.wordings import worded_like
from dedup.checking.words import read_words
from dedup.facts.numbers import NUMBER_WORDS
from dedup.model import Evidence, PartVerdict, Reason, Span, VerdictName
from dedup.options import CheckOptions

# What support counts for that stands in a caption, a teaser or another line around the body: on
# WiCE, whose evidence is scraped pages, AUC of support for any support is .795 without it, .84
# with .7 to 1.
_AROUND = 0.8
# Number words, also in the plural ("thousands").
_NUMBERS = NUMBER_WORDS | {f"{word}s" for word in NUMBER_WORDS}
# Most evidence sentences printed for one claim.
MAX_EVIDENCE = 5


def judge_part(text: str, start: int, target: Target, options: CheckOptions) -> PartVerdict:
    """Judge one part of a claim.

    Args:
        text: The part.
        start: Where it begins in its sentence.
        target: The article.
        options: Thresholds.
    """
    end = start + len(text)
    text = worded_like(text, target.prints)
    support = support_of(text, target)
    part = Reading(text, -1, target.article)
    near = sentences_near(part, support, target)
    borne = [*bear_figures(part, near, target), *bear_dates(part, near)]
    support = _in_the_articles_figures(part, borne, support, target)
    against = _against(part, borne, near, target)
    conflict = max((f.score for f in against if f.typed), default=0.0)
    name: VerdictName
    if conflict >= options.conflict_threshold:
        name = "contradicted"
    elif support.score >= options.support_threshold and not against:
        name = "supported"
    else:
        name = "unknown" if target.article.truncated else "not_found"
    reasons = [Reason("support", support.score, options.support_threshold)]
    around = support_around(text, target) if name == "not_found" else None
    if around is not None and around.score > support.score:
        support = around
        if around.score >= options.support_threshold:
            # What a caption or a teaser says, the article itself may or may not.
            name = "unknown"
            reasons.append(Reason("support outside the body", around.score))
    if conflict:
        reasons.append(Reason("conflict", conflict, options.conflict_threshold))
    reasons += [Reason(found.signal, found.words) for found in against]
    reasons += [Reason("figures add up", f"{b.ours} = {b.how}") for b in borne if b.how]
    return PartVerdict(
        span=Span(start, end),
        verdict=name,
        support=support.score,
        conflict=conflict,
        evidence=_evidence(support, against, target),
        reasons=(*reasons, *support.reasons),
    )


def _against(
    part: Reading, borne: Sequence[Borne], near: Sequence[Near], target: Target
) -> list[Finding]:
    """Return all that stands against a part, what excludes it first."""
    other_event = _without_the_values(borne, near)
    excluded = [*exchanged_words(part, near, target), *denials(part, near, target)]
    excluded += [*set_against(part, near), *other_speakers(part, target)]
    found = [
        *_unborne(borne),
        *(replace(f, typed=False) if f.sentence in other_event else f for f in excluded),
        *unmatched_denials(part, near),
        *names_absent(part, near, target),
        *other_direction(part, near),
        *opposite_verbs(part, near),
        *only_intended(part, near),
        *agreed_nowhere(part, near),
        *phrases_added(part, target),
    ]
    return sorted(found, key=lambda each: (not each.typed, -each.score, each.words))


def _without_the_values(borne: Sequence[Borne], near: Sequence[Near]) -> set[int]:
    """Return the sentences that bear out no figure or date of a part that has some.

    "Closed until further notice" excludes no "opened in 1968": it speaks of another time.
    """
    if not borne:
        return set()
    stated = {each.sentence for each in borne if each.relation == "stated"}
    return {each.reading.index for each in near} - stated


def support_of(text: str, target: Target) -> Support:
    """Return how surely the body of the article states a part."""
    return support_score(text, target.space, 0)


def support_around(text: str, target: Target) -> Support | None:
    """Return how surely the page states a part, the lines around the body counted in, for less."""
    if target.page is None:
        return None
    found = support_score(text, target.page, 0)
    return replace(found, score=round(_AROUND * found.score, 6))


def _in_the_articles_figures(
    part: Reading, borne: Sequence[Borne], support: Support, target: Target
) -> Support:
    """Score a part with each figure that bears it out put in the article's words.

    "More than 2 hours" is no other figure than the 9 that the article prints.
    """
    text, changed = part.text, False
    for found in sorted(borne, key=lambda b: -b.span[0]):
        if found.relation == "stated" and found.kind == "quantity" and found.ours != found.theirs:
            theirs = " ".join([found.theirs, *_dropped(found)])
            text = text[: found.span[0]] + theirs + text[found.span[1] :]
            changed = True
    if not changed:
        return support
    other = support_of(text, target)
    return other if other.score > support.score else support


def _dropped(found: Borne) -> list[str]:
    """Return what a figure counts by, before its noun, that the article's does not.

    "Thousands of shampoo bottles" are not said by "thousands of glass bottles".
    """
    given = {word.stem for word in read_words(found.theirs)}
    words = read_words(found.ours)
    numbers = [i for i, w in enumerate(words) if w.low in _NUMBERS or not w.low.isalpha()]
    counted = words[numbers[-1] + 1 : -1] if numbers else ()
    return [w.low for w in counted if w.tells and w.stem not in given]


def _unborne(borne: Sequence[Borne]) -> list[Finding]:
    """Return the figures and dates of a part that the article does not bear out."""
    found = []
    for each in borne:
        if each.relation == "excluded":
            words = f"{each.ours} / {each.theirs}"
            signal = f"{each.kind} conflicts"
            found.append(Finding(signal, words, each.score, each.sentence, typed=True))
        elif each.relation == "open":
            words = f"{each.ours} / {each.theirs}"
            signal = f"{each.kind} not borne out"
            found.append(Finding(signal, words, each.score, each.sentence, typed=False))
        elif each.relation == "other":
            found.append(Finding(f"{each.kind} not found", each.ours, 0.0, -1, typed=False))
    return found


def _evidence(support: Support, against: Sequence[Finding], target: Target) -> tuple[Evidence, ...]:
    """Return the sentences that bear on a part, those in conflict with it first."""
    scores = dict(support.evidence)
    first = {f.sentence for f in against if f.typed and f.sentence >= 0}
    for finding in against:
        if finding.sentence >= 0:
            scores.setdefault(finding.sentence, finding.score)
    order = sorted(scores, key=lambda s: (s not in first, -scores[s], s))
    sentences = target.article.sentences
    return tuple(Evidence(s, sentences[s].span, scores[s]) for s in order[:MAX_EVIDENCE])
