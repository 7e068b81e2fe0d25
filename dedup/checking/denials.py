"""Clauses that deny what a part says, or a part that denies what no sentence denies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dedup.checking.finding import Finding
from dedup.checking.near import Near
from dedup.checking.reading import Reading, Target
from dedup.checking.words import lay, read_words, voice
from dedup.facts.modality import is_negated, modality_of, negated_words
from dedup.opposites import opposed
from dedup.text import STOP_WORDS, content_stems, fold, stem, words

# A clause speaks of the claim itself when it holds this share of its words (samples: .6 and .65
# find two denials more than .7, none of them false; PropSegmEnt's balanced accuracy is unchanged).
_DENIED = 0.65
# The negating words themselves are no content of the claim.
_NEGATING = frozenset(content_stems("denied deny denies denying never nobody none neither cannot"))
# "Has yet to say whether" denies nothing of what is asked.
_ASKING = frozenset(content_stems("whether if how why what"))
# A clause that denies a claim has at least this share of its words in its order (own choice).
_ORDERED = 0.5
# "…, not at the bridge": up to six words, to the end of the stretch; "several defects".
_INSTEAD = re.compile(
    r", (?:and |but )?not (?!only|just|least)(?P<denied>[\w'-]++(?: [\w'-]++){0,5} ?)(?=[,.;:]|$)"
)
_SEVERAL = re.compile(r"\b(?:several|some|many|various|numerous|dozens of|a few|two|three) (\w+)")
# Share of a part's words that a sentence holds before what it denies is the part's (own choice).
_SET_AGAINST = 0.5
# Words that deny without a "not": a clause that has one more of them than the other and one "not"
# fewer may say the same ("voted against giving", "voted not to give").
_DENYING = frozenset(
    content_stems(
        "refuse refusal reject rejection deny denial impossible lack fail failure prevent avoid "
        "unable absence absent missing untrue false cleared acquitted drop abandon contradict "
        "dismiss unfounded baseless withdraw ban bar scrap reverse hardly barely rarely seldom "
        "unlikely doubt forbid prohibit exclude decline unless quit resign"
    )
)
_DENYING_WORDS = frozenset("against without until except only first instead".split())
# "Denied" may stand a few words before what it denies.
_DENY = re.compile(r"\bden(?:y|ies|ied|ying)\b")


def denials(part: Reading, near: Sequence[Near], target: Target) -> list[Finding]:
    """Find the clause that denies one part of a claim.

    Returns:
        The clause that holds most of the part, if it differs in negation and no
        clause of the part's own polarity holds as much; else nothing.
    """
    claim, weight = part.text, target.space.weight
    stems = set(content_stems(claim)) - _NEGATING
    total = sum(map(weight, sorted(stems)))
    if not total:
        return []
    plain = fold(claim).lower()
    ours = is_negated(plain)
    best: dict[bool, tuple[float, int, str]] = {True: (0.0, 0, ""), False: (0.0, 0, "")}
    clauses = [(each.reading.index, clause) for each in near for clause in each.reading.clauses]
    for index, text in clauses:
        held = stems & set(content_stems(text))
        share = round(sum(map(weight, sorted(held))) / total, 6)
        low = fold(text).lower()
        denies = is_negated(low) != ours
        if denies and not _negates(low if not ours else plain, stems & held):
            continue
        if denies and (modality_of(low) != modality_of(plain) or not _in_order(claim, text)):
            continue
        if denies and _denies_otherwise(*((plain, low) if not ours else (low, plain))):
            continue
        best[denies] = max(best[denies], (share, -index, text))
    score, index, text = best[True]
    if score < _DENIED or score <= best[False][0]:
        return []
    signal = "the article denies it, or the claim does"
    return [Finding(signal, text, score, -index, typed=True)]


def _denies_otherwise(plain: str, negated: str) -> bool:
    """Tell whether a text without a "not" says otherwise what another says with one.

    It has a denying word that the other lacks, or the opposite of one of its words ("will keep",
    "will not lose").
    """
    ours, theirs = words(plain), words(negated)
    more = set(ours) - set(theirs)
    if more & _DENYING_WORDS or set(map(stem, more)) & _DENYING - set(map(stem, theirs)):
        return True
    lacking = [word for word in set(theirs) - set(ours) if word not in STOP_WORDS]
    return any(opposed(a, b) for a in sorted(more - STOP_WORDS) for b in sorted(lacking))


def set_against(part: Reading, near: Sequence[Near]) -> list[Finding]:
    """Return what a sentence that renders a part denies to put something else in its place.

    "At the bakery, not at the bridge" excludes "at the bridge"; "no defects", "several defects".
    """
    plain = fold(part.text).lower()
    if is_negated(plain):
        return []
    found = []
    for each in near:
        if each.frame < _SET_AGAINST:
            continue
        low = fold(each.reading.text).lower()
        instead = _INSTEAD.search(low)
        if instead is not None and _says(plain, instead["denied"], low[: instead.start()]):
            found.append((each, instead["denied"].strip()))
        for noun in _SEVERAL.findall(plain):
            if re.search(rf"\bno {re.escape(noun)}\b", low):
                found.append((each, f"no {noun}"))
    return [
        Finding(
            "set against what the claim says", words, each.frame, each.reading.index, typed=True
        )
        for each, words in found
    ]


def _says(claim: str, denied: str, stated: str) -> bool:
    """Tell whether a claim has all words of what is denied, and none of what it is set against."""
    ours, theirs = set(content_stems(claim)), content_stems(denied)
    instead = set(content_stems(stated)[-len(theirs) :]) if theirs else set()
    return bool(theirs) and ours.issuperset(theirs) and ours.isdisjoint(instead)


def _in_order(claim: str, clause: str) -> bool:
    """Tell whether a clause has a claim's words in its order, or turns them in the passive."""
    ours, theirs = read_words(claim), read_words(clause)
    if voice(ours) != voice(theirs):
        return True
    return lay(ours, theirs, lambda _: 1.0).share >= _ORDERED


def _negates(low: str, stems: set[str]) -> bool:
    """Tell whether what stands behind a negation of a text is among some stems."""
    behind = {stem(word) for word in negated_words(low)}
    denied = _DENY.search(low)
    if denied:
        behind |= set(content_stems(low[denied.end() :])[:6])
    return bool((behind - _ASKING) & stems)


def unmatched_denials(part: Reading, near: Sequence[Near]) -> list[Finding]:
    """Return what a part denies if no sentence near denies anything of the kind.

    "The ferry did not sink" is not supported by a ferry that sank and "did not
    inspect" something: the words behind a "not" must be among those behind another.
    """
    behind = {stem(word): word for word in sorted(negated_words(fold(part.text).lower()))}
    content = behind.keys() - STOP_WORDS
    if not content:
        return []
    given: set[str] = set()
    for each in near:
        given |= {stem(word) for word in negated_words(fold(each.reading.text).lower())}
    if content & given:
        return []
    denied = " ".join(sorted(word for name, word in behind.items() if name in content))
    return [Finding("nowhere denied as the claim denies it", denied, 0.0, -1, typed=False)]
