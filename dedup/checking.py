"""What one article says about one claim: supported, contradicted, not found, unknown.

A claim is cut into its parts, and each is judged apart. Support is a learned score
of how much of a part the article states (``dedup.support``); a part is supported
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

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dedup.claim_figures import Borne, Near, bear_dates, bear_figures
from dedup.claim_reading import Reading, Target
from dedup.claim_words import Exchange, Laid, Word, are_opposite, exchanges, lay, read_words
from dedup.lexicon import related
from dedup.modality import is_negated, modality_of, negated_words
from dedup.model import Evidence, PartVerdict, Reason, Span, Verdict, VerdictName
from dedup.options import CheckOptions
from dedup.support import Support, support_score
from dedup.text import STOP_WORDS, content_stems, fold, stem

# What support counts for that stands in a caption, a teaser or another line around the body: on
# WiCE, whose evidence is scraped pages, AUC of support for any support is .795 without it, .84
# with .7 to 1.
_AROUND = 0.8
# Most evidence sentences printed for one claim.
_MAX_EVIDENCE = 5
# Sentences near a part that are read word by word (own choice: support shows three).
_NEAR = 4
# A clause speaks of the claim itself when it holds this share of its words (samples: .6 and .65
# find two denials more than .7, none of them false; PropSegmEnt's balanced accuracy is unchanged).
_DENIED = 0.65
# The negating words themselves are no content of the claim.
_NEGATING = frozenset(content_stems("denied deny denies denying never nobody none neither cannot"))
# Share of a part's other words that a sentence holds in order before a word it has instead counts.
_RENDERS = 0.7
# ... before another name there contradicts, or any other word there counts at all, and how many
# words of content must match beside it.
_VERBATIM, _MATCHED = 0.85, 4
# Share of all its other words, function words too, that a sentence has in order when it repeats a
# part; then an exchanged word is an edit, else it may be another phrasing.
_REPEATS = 0.9
_IN_ORDER = 0.95
# A clause that denies a claim has at least this share of its words in its order (own choice).
_ORDERED = 0.5
# Of these, two in one sentence name one meeting or match, whoever comes first.
_MUTUAL = frozenset(
    content_stems(
        "meet met marry married talks talk negotiate divorce border agree agreed played draw"
    )
)
# Offices are not each other's rewording, however near a lexicon sees them; one set a name.
_OFFICES = {
    stem(word): number
    for number, words in enumerate(
        """president|premier prime|minister|mayor|governor|senator|deputy vice|director
        |chairman chair chairwoman chairperson|judge justice magistrate|lawyer attorney solicitor
        |spokesman spokeswoman spokesperson|secretary|teacher|engineer|doctor physician|manager
        |nurse|pilot|captain|coach|professor|ambassador|general|colonel|sergeant|king|queen|prince
        |bishop|pope|prosecutor|sheriff|treasurer|owner|founder|player|goalkeeper""".split("|")
    )
    for word in words.split()
}
# Short names that stand for longer ones of other letters.
_SHORT_NAMES = frozenset("us us. u.s. uk uk. eu eu. un un.".split())


_DENY = re.compile(r"\bden(?:y|ies|ied|ying)\b")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that stands against a part of a claim.

    Args:
        signal: What it is.
        words: The words of the claim / of the article.
        score: How closely the sentence renders the part otherwise, [0, 1].
        sentence: Index; -1 for nowhere.
        typed: It excludes the part; else the article merely does not bear it out.
    """

    signal: str
    words: str
    score: float
    sentence: int
    typed: bool


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
    parts = tuple(_judge(text[start:end], start, target, options) for start, end in bounds)
    if len(parts) == 1:
        return parts[0].support, parts
    whole = _support(text, target)
    around = _around(text, target)
    return max(whole.score, around.score if around else 0.0), parts


def _support(text: str, target: Target) -> Support:
    return support_score(text, target.space, 0)


def _around(text: str, target: Target) -> Support | None:
    """Return how surely the page states a part, the lines around the body counted in, for less."""
    if target.page is None:
        return None
    found = support_score(text, target.page, 0)
    return replace(found, score=round(_AROUND * found.score, 6))


def _judge(text: str, start: int, target: Target, options: CheckOptions) -> PartVerdict:
    support = _support(text, target)
    part = Reading(text, -1, target.article)
    near = _near(part, support, target)
    borne = [*bear_figures(part, near), *bear_dates(part, near)]
    support = _in_the_articles_figures(part, borne, support, target)
    against = [
        *_unborne(borne),
        *_exchanged(part, near, target),
        *_denials(part, near, target),
        *_unmatched(part, near),
        *_names_absent(part, near, target),
    ]
    against.sort(key=lambda found: (not found.typed, -found.score, found.words))
    conflict = max((f.score for f in against if f.typed), default=0.0)
    name: VerdictName
    if conflict >= options.conflict_threshold:
        name = "contradicted"
    elif support.score >= options.support_threshold and not against:
        name = "supported"
    else:
        name = "unknown" if target.article.truncated else "not_found"
    reasons = [Reason("support", support.score, options.support_threshold)]
    around = _around(text, target) if name == "not_found" else None
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
        span=Span(start, start + len(text)),
        verdict=name,
        support=support.score,
        conflict=conflict,
        evidence=_evidence(support, against, target),
        reasons=(*reasons, *support.reasons),
    )


def _near(part: Reading, support: Support, target: Target) -> list[Near]:
    stems = frozenset(word.stem for word in part.words if word.tells)
    indices = [index for index, _ in support.evidence]
    indices += [i for i in target.nearest(stems, _NEAR) if i not in indices]
    # A figure or date of the part may stand in a sentence that has little else of it.
    indices = indices[:_NEAR]
    indices += [i for i in target.nearest(_value_stems(part), 2) if i not in indices]
    near = []
    for index in indices:
        reading = target.sentence(index)
        laid = lay(part.words, reading.words, target.space.weight)
        near.append(Near(reading, laid, _frame(part, laid, target)))
    return near


def _value_stems(part: Reading) -> frozenset[str]:
    return frozenset(w.stem for w in part.words if w.tells and _within(w, part.values))


def _frame(part: Reading, laid: Laid, target: Target) -> float:
    """Return the share of a part's words, figures and dates apart, that a sentence holds."""
    matched = {i for i, _ in laid.pairs}
    total = held = 0.0
    for i, word in enumerate(laid.ours):
        if word.tells and not _within(word, part.values):
            weight = target.space.weight(word.stem)
            total += weight
            held += weight * (i in matched)
    return round(held / total, 6) if total else 0.0


def _in_the_articles_figures(
    part: Reading, borne: Sequence[Borne], support: Support, target: Target
) -> Support:
    """Score a part with each figure that bears it out put in the article's words.

    "More than 2 hours" is no other figure than the 9 that the article prints.
    """
    text, changed = part.text, False
    for found in sorted(borne, key=lambda b: -b.span[0]):
        if found.relation == "stated" and found.kind == "quantity" and found.ours != found.theirs:
            text = text[: found.span[0]] + found.theirs + text[found.span[1] :]
            changed = True
    if not changed:
        return support
    other = _support(text, target)
    return other if other.score > support.score else support


def _unborne(borne: Sequence[Borne]) -> list[Finding]:
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


def _exchanged(part: Reading, near: Sequence[Near], target: Target) -> list[Finding]:
    """Return the words that a sentence which renders the part prints in place of others."""
    found: list[Finding] = []
    given = {w.stem for each in near for w in each.reading.words}
    for each in near:
        gaps = [(gap, _rest(each.laid, gap, target)) for gap in exchanges(each.laid)]
        gaps = [(gap, rest) for gap, rest in gaps if rest >= _RENDERS]
        found += [*_swapped(part, each), *_other_offices(part, each, target)]
        for gap, rest in gaps:
            words = [w for w in gap.ours if w.tells and not _within(w, part.values)]
            finding = _typed_exchange(gap, words, rest, each, given)
            if finding is not None:
                found.append(finding)
    return found


def _within(word: Word, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= word.start < end for start, end in spans)


def _rest(laid: Laid, gap: Exchange, target: Target) -> float:
    """Return the share of a part's words outside one gap that the sentence holds, [0, 1]."""
    matched = {i for i, _ in laid.pairs}
    total = held = 0.0
    for i, word in enumerate(laid.ours):
        if word.tells and word not in gap.ours:
            weight = target.space.weight(word.stem)
            total += weight
            held += weight * (i in matched)
    # One word in common is no rendering.
    n_held = sum(1 for i in matched if laid.ours[i].tells)
    return round(held / total, 6) if total and n_held > 1 else 0.0


def _typed_exchange(
    gap: Exchange, ours: Sequence[Word], rest: float, near: Near, given: set[str]
) -> Finding | None:
    """Say what an exchange is: an opposite, another name, or only another word."""
    index, claimed = near.reading.index, {w.stem for w in near.laid.ours}
    printed = {w.stem for w in near.laid.theirs}
    for word in gap.ours:
        for other in gap.theirs:
            lone = word.stem not in printed and other.stem not in claimed
            if lone and are_opposite(word.stem, other.stem):
                words = f"{word.low} / {other.low}"
                return Finding("opposite words", words, rest, index, typed=True)
    ours = [w for w in ours if w.stem not in given and not related(w.stem) & given]
    theirs = [w for w in gap.theirs if w.tells and w.stem not in claimed]
    theirs = [w for w in theirs if not w.low[0].isdigit()]
    if not ours or not theirs:
        return None
    words = f"{_print(ours)} / {_print(theirs)}"
    names = [w for w in ours if w.name or not w.start], [w for w in theirs if w.name or not w.start]
    named = len(names[0]) == len(ours) and len(names[1]) == len(theirs)
    if named:
        if _one_name(names[0], names[1]):
            return None
        return Finding("another name in its place", words, rest, index, typed=rest >= _VERBATIM)
    alike = ours[0].low[:4] == theirs[0].low[:4]
    offices = {_OFFICES.get(w.stem) for w in ours}, {_OFFICES.get(w.stem) for w in theirs}
    if offices[0] - {None} and offices[1] - {None} and not offices[0] & offices[1] - {None}:
        return Finding("another office", words, rest, index, typed=False)
    single = len(gap.ours) == len(gap.theirs) == 1
    if single and gap.closed and not alike and _repeats(near.laid, gap):
        return Finding("another word in its place", words, rest, index, typed=False)
    return None


def _repeats(laid: Laid, gap: Exchange) -> bool:
    """Tell whether a sentence repeats a part word for word, function words too, but for a gap."""
    kept = [i for i, word in enumerate(laid.ours) if word not in gap.ours]
    pairs = dict(laid.pairs)
    same = [i for i in kept if i in pairs and laid.ours[i].stem == laid.theirs[pairs[i]].stem]
    told = sum(1 for i in same if laid.ours[i].tells)
    return told >= _MATCHED and len(same) >= _REPEATS * len(kept)


def _print(words: Sequence[Word]) -> str:
    return " ".join(word.low for word in words)


def _one_name(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Tell whether two names may be one: an acronym, a demonym, a short form."""
    initials = "".join(w.low[0] for w in left), "".join(w.low[0] for w in right)
    plain = {w.low.replace(".", "") for w in left}, {w.low.replace(".", "") for w in right}
    return (
        initials[0] in plain[1]
        or initials[1] in plain[0]
        or any(a[:4] == b[:4] for a in plain[0] for b in plain[1])
        or bool(_SHORT_NAMES & (plain[0] | plain[1]))
    )


def _other_offices(part: Reading, near: Near, target: Target) -> list[Finding]:
    """Return offices of a part in whose place the sentence prints another office."""
    laid, pairs = near.laid, dict(near.laid.pairs)
    found = []
    for i, word in enumerate(laid.ours):
        other = laid.theirs[pairs[i]] if i in pairs else None
        if other is None or word.stem == other.stem:
            continue
        offices = _OFFICES.get(word.stem), _OFFICES.get(other.stem)
        if None not in offices and offices[0] != offices[1] and near.frame >= _RENDERS:
            words = f"{word.low} / {other.low}"
            found.append(
                Finding("another office", words, near.frame, near.reading.index, typed=False)
            )
    return found


def _swapped(part: Reading, near: Near) -> list[Finding]:
    """Return two names that stand in each other's place around the same words."""
    theirs = near.reading.words
    places = _once(theirs)
    repeated = _keeps_order(part, near)
    groups = []
    ours = _once(part.words)
    for run in _name_runs(part.words):
        if all(w.stem in places and w.stem in ours for w in run):
            groups.append((ours[run[0].stem], ours[run[-1].stem], run))
    for (_, a, one), (b, _, two) in pairwise(groups):
        between = part.words[a + 1 : b]
        first, last = places[two[-1].stem], places[one[0].stem]
        given = theirs[first + 1 : last]
        told = [w.stem for w in between if w.tells]
        if not told or first >= last or set(told) & _MUTUAL:
            continue
        same = [w.stem for w in given if w.tells] == told and _voice(between) == _voice(given)
        if same or repeated:
            words, index = f"{_print(one)}, {_print(two)}", near.reading.index
            return [Finding("roles exchanged", words, near.frame, index, typed=same)]
    return []


def _keeps_order(part: Reading, near: Near) -> bool:
    """Tell whether a sentence has all words of a part but its names in the part's order."""
    names = {w.stem for run in _name_runs(part.words) for w in run}
    ours = [w for w in part.words if w.stem not in names]
    theirs = [w for w in near.reading.words if w.stem not in names]
    told = sum(1 for w in ours if w.tells)
    if told < _MATCHED or _voice(ours) != _voice(theirs):
        return False
    return lay(ours, theirs, lambda _: 1.0).share >= _IN_ORDER


def _once(words: Sequence[Word]) -> dict[str, int]:
    """Return the places of the stems that occur once."""
    found: dict[str, int] = {}
    for place, word in enumerate(words):
        found[word.stem] = -1 if word.stem in found else place
    return {stem_: place for stem_, place in found.items() if place >= 0}


def _voice(words: Sequence[Word]) -> set[str]:
    return {w.low for w in words} & {"by", "was", "were", "been", "is", "are", "being", "be"}


def _name_runs(words: Sequence[Word]) -> list[list[Word]]:
    """Return the runs of words printed as names; a first word only before another of them."""
    runs: list[list[Word]] = []
    last = -2
    for place, word in enumerate(words):
        named = (word.name or place == 0) and word.tells and word.stem not in _OFFICES
        if named and not word.low[0].isdigit():
            if place == last + 1:
                runs[-1].append(word)
            else:
                runs.append([word])
            last = place
    return runs


def _denials(part: Reading, near: Sequence[Near], target: Target) -> list[Finding]:
    denial = find_denial(
        part.text,
        [(each.reading.index, clause) for each in near for clause in each.reading.clauses],
        target.space.weight,
    )
    return [] if denial is None else [denial]


def find_denial(
    claim: str, clauses: Sequence[tuple[int, str]], weight: Callable[[str], float]
) -> Finding | None:
    """Find the clause that denies one part of a claim.

    Args:
        claim: The part.
        clauses: Clauses of the article with the index of their sentence.
        weight: How much a stem tells, in [0, 1].

    Returns:
        The clause that holds most of the claim, if it differs in negation and no
        clause of the claim's own polarity holds as much; else None.
    """
    stems = set(content_stems(claim)) - _NEGATING
    total = sum(map(weight, sorted(stems)))
    if not total:
        return None
    plain = fold(claim).lower()
    ours = is_negated(plain)
    best: dict[bool, tuple[float, int, str]] = {True: (0.0, 0, ""), False: (0.0, 0, "")}
    for index, text in clauses:
        held = stems & set(content_stems(text))
        share = round(sum(map(weight, sorted(held))) / total, 6)
        low = fold(text).lower()
        denies = is_negated(low) != ours
        if denies and not _negates(low if not ours else plain, stems & held):
            continue
        if denies and (modality_of(low) != modality_of(plain) or not _in_order(claim, text)):
            continue
        best[denies] = max(best[denies], (share, -index, text))
    score, index, text = best[True]
    if score < _DENIED or score <= best[False][0]:
        return None
    return Finding("the article denies it, or the claim does", text, score, -index, typed=True)


def _in_order(claim: str, clause: str) -> bool:
    """Tell whether a clause has a claim's words in its order, or turns them in the passive."""
    ours, theirs = read_words(claim), read_words(clause)
    if _voice(ours) != _voice(theirs):
        return True
    return lay(ours, theirs, lambda _: 1.0).share >= _ORDERED


def _negates(low: str, stems: set[str]) -> bool:
    """Tell whether what stands behind a negation of a text is among some stems."""
    behind = {stem(word) for word in negated_words(low)}
    denied = _DENY.search(low)
    if denied:
        behind |= set(content_stems(low[denied.end() :])[:6])
    return bool(behind & stems)


def _unmatched(part: Reading, near: Sequence[Near]) -> list[Finding]:
    """Return what a part denies if no sentence near denies anything of the kind.

    "The ferry did not sink" is not supported by a ferry that sank and "did not
    inspect" something: the words behind a "not" must be among those behind another.
    """
    wanted = {stem(word) for word in negated_words(fold(part.text).lower())}
    content = {word for word in wanted if word not in STOP_WORDS}
    if not content:
        return []
    given: set[str] = set()
    for each in near:
        given |= {stem(word) for word in negated_words(fold(each.reading.text).lower())}
    if content & given:
        return []
    words = " ".join(sorted(content))
    return [Finding("nowhere denied as the claim denies it", words, 0.0, -1, typed=False)]


def _names_absent(part: Reading, near: Sequence[Near], target: Target) -> list[Finding]:
    """Return the names of a part that the article never prints, in any form.

    Counts only beside a sentence that renders the part otherwise: elsewhere a
    name may be told by what it is ("the author" for "Poe").
    """
    runs = [[w for w in run if w.name] for run in _name_runs(part.words)]
    absent = [w for run in runs if not any(_known(w, target) for w in run) for w in run]
    if not absent:
        return []
    weight = target.space.weight
    rest = [w for w in part.words if w.tells and w not in absent]
    total = sum(weight(w.stem) for w in rest)
    for each in near:
        given = {w.stem for w in each.reading.words}
        held = sum(weight(w.stem) for w in rest if w.stem in given)
        if total and round(held / total, 6) >= _RENDERS:
            return [Finding("name not found", _print(absent), 0.0, -1, typed=False)]
    return []


def _known(word: Word, target: Target) -> bool:
    """Tell whether an article prints a name, a form of it or a word for it."""
    plain = word.low.replace(".", "")
    known = target.stems
    return (
        word.stem in known
        or len(plain) <= 3
        or bool(related(word.stem) & known)
        or any(s[:4] == word.stem[:4] for s in known)
    )


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


def _evidence(support: Support, against: Sequence[Finding], target: Target) -> tuple[Evidence, ...]:
    """Return the sentences that bear on a part, those in conflict with it first."""
    scores = dict(support.evidence)
    first = {f.sentence for f in against if f.typed and f.sentence >= 0}
    for finding in against:
        if finding.sentence >= 0:
            scores.setdefault(finding.sentence, finding.score)
    order = sorted(scores, key=lambda s: (s not in first, -scores[s], s))
    sentences = target.article.sentences
    return tuple(Evidence(s, sentences[s].span, scores[s]) for s in order[:_MAX_EVIDENCE])


def _merged(parts: Sequence[PartVerdict]) -> tuple[Evidence, ...]:
    """Return the evidence of all parts, that of contradicted parts first, none twice."""
    best: dict[int, tuple[bool, int, Evidence]] = {}
    for part in parts:
        for place, item in enumerate(part.evidence):
            rank = (part.verdict != "contradicted", place, item)
            if item.sentence not in best or rank[:2] < best[item.sentence][:2]:
                best[item.sentence] = rank
    ranked = sorted(best.values(), key=lambda r: (r[0], r[1], -r[2].score, r[2].sentence))
    return tuple(item for _, _, item in ranked[:_MAX_EVIDENCE])
