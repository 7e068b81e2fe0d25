"""Words that a sentence which otherwise renders a part prints in place of the part's."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dedup.checking.directions import DIRECTED
from dedup.checking.finding import Finding
from dedup.checking.names import one_name
from dedup.checking.near import MATCHED, RENDERS, Near, within
from dedup.checking.offices import OFFICES, other_offices
from dedup.checking.reading import Reading, Target
from dedup.checking.roles import swapped_names, swapped_stretches
from dedup.checking.words import Exchange, Laid, Word, exchanges, shown
from dedup.facts.modality import negated_words
from dedup.facts.numbers import NUMBER_WORDS
from dedup.facts.verbs import MODALS, is_participle
from dedup.lexicon import related
from dedup.opposites import opposed, other_of_its_kind

# Share of a part's other words that a sentence holds before another name there contradicts.
_VERBATIM = 0.85
# Share of all its other words, function words too, that a sentence has in order when it repeats a
# part; then an exchanged word is an edit, else it may be another phrasing.
_REPEATS = 0.9

# What stands before a verb in its plain form.
_INFINITIVE = MODALS | {"to", "not"}
# Share of a part's words that a sentence has before an opposite anywhere in it counts (own choice:
# on written claims .3 and .5 find the same).
_HALF = 0.5

_PRONOUNS = frozenset(("his", "her"))

# Epithets are put in other words freely: "the ailing firm" is "the troubled firm".
_DETERMINERS = frozenset("a an the its his her their this that".split())
_EPITHETS = ("ed", "ing", "ous", "ful", "ish", "some", "ary", "ive")


def exchanged_words(part: Reading, near: Sequence[Near], target: Target) -> list[Finding]:
    """Return the words that a sentence which renders the part prints in place of others."""
    found: list[Finding] = []
    given = {w.stem for each in near for w in each.reading.words}
    for each in near:
        gaps = [(gap, _rest(each.laid, gap, target)) for gap in exchanges(each.laid)]
        gaps = [(gap, rest) for gap, rest in gaps if rest >= RENDERS]
        found += swapped_names(part, each) or swapped_stretches(part, each)
        found += [*other_offices(each), *_taken_for_related(each)]
        for gap, rest in gaps:
            words = [w for w in gap.ours if w.tells and not within(w, part.values)]
            finding = _typed_exchange(gap, words, rest, each, given)
            if finding is not None:
                found.append(finding)
    return found


def opposite_verbs(part: Reading, near: Sequence[Near]) -> list[Finding]:
    """Return a verb of a part whose opposite a sentence near has, wherever it stands.

    "The bid was approved on Monday by the board", "The board, meeting on Monday, rejected it": a
    sentence that has half of the part's words. Not typed: it may be of something else.
    """
    ours = [word for word in part.words if word.tells]
    verbs = _verbs(part.words)
    for each in near if verbs else ():
        theirs = [word for word in each.reading.words if word.tells]
        given, claimed = {w.stem for w in theirs}, {w.stem for w in ours}
        held = sum(1 for w in ours if w.stem in given or related(w.stem) & given)
        if held < _HALF * len(ours):
            continue
        others = [
            w for w in _verbs(each.reading.words) if not ({w.stem} | related(w.stem)) & claimed
        ]
        for word in verbs:
            if word.stem in given or related(word.stem) & given:
                continue
            for other in others:
                if opposed(word.low, other.low) and not _cancelled(
                    word.low, other.low, each.laid, 1.0
                ):
                    words = f"{word.low} / {other.low}"
                    return [Finding("opposite verb near", words, 0.0, each.reading.index, False)]
    return []


def _verbs(words: Sequence[Word]) -> list[Word]:
    """Return the words that tell what is done; what rises and falls, ``directions`` reads."""
    return [
        word
        for place, word in enumerate(words)
        if word.tells
        and word.stem not in DIRECTED
        and (is_participle(word.low) or (place > 0 and words[place - 1].low in _INFINITIVE))
    ]


def _taken_for_related(near: Near) -> list[Finding]:
    """Return words of one kind that the lexicon relates ("millions", "billions")."""
    laid, index = near.laid, near.reading.index
    pairs = [(laid.ours[i].low, laid.theirs[j].low) for i, j in near.laid.pairs]
    found = [
        f"{ours} / {theirs}"
        for ours, theirs in pairs
        if other_of_its_kind(ours, theirs) and not _of_another(ours, theirs, laid)
    ]
    if near.frame < RENDERS:
        return []
    sure = near.frame >= _VERBATIM
    return [Finding("another of its kind", w, near.frame, index, typed=sure) for w in found]


def _rest(laid: Laid, gap: Exchange, target: Target) -> float:
    """Return the share of a part's words outside one gap that the sentence holds, [0, 1]."""
    given = {word.stem for word in laid.theirs}
    matched = {i for i, _ in laid.pairs}
    matched |= {i for i, word in enumerate(laid.ours) if word.tells and word.stem in given}
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
    """Say what an exchange is: an opposite, another name or office, or only another word."""
    opposites = _first_pair(gap, near.laid, opposed)
    if opposites is not None and _cancelled(*opposites, near.laid, rest):
        opposites = None
    index, claimed = near.reading.index, {w.stem for w in near.laid.ours}
    if opposites is not None:
        return Finding("opposite words", " / ".join(opposites), rest, index, typed=True)
    others = _first_pair(gap, near.laid, other_of_its_kind)
    if others is not None and not _of_another(*others, near.laid):
        words, sure = " / ".join(others), rest >= _VERBATIM
        return Finding("another of its kind", words, rest, index, typed=sure)
    ours = [w for w in ours if w.stem not in given and not related(w.stem) & given]
    theirs = [w for w in gap.theirs if w.tells and w.stem not in claimed]
    theirs = [w for w in theirs if not w.low[0].isdigit()]
    if not ours or not theirs:
        return None
    words = f"{shown(ours)} / {shown(theirs)}"
    names = [w for w in ours if w.name or not w.start], [w for w in theirs if w.name or not w.start]
    named = len(names[0]) == len(ours) and len(names[1]) == len(theirs)
    if named:
        if one_name(names[0], names[1]):
            return None
        return Finding("another name in its place", words, rest, index, typed=rest >= _VERBATIM)
    alike = ours[0].low[:4] == theirs[0].low[:4]
    offices = {OFFICES.get(w.stem) for w in ours}, {OFFICES.get(w.stem) for w in theirs}
    if offices[0] - {None} and offices[1] - {None} and not offices[0] & offices[1] - {None}:
        return Finding("another office", words, rest, index, typed=False)
    single = len(gap.ours) == len(gap.theirs) == 1
    free = single and _is_epithet(gap.ours[0], near.laid) and theirs[0].low.endswith(_EPITHETS)
    if single and gap.closed and not (alike or free) and _repeats(near.laid, gap):
        return Finding("another word in its place", words, rest, index, typed=False)
    return None


def _first_pair(
    gap: Exchange, laid: Laid, excludes: Callable[[str, str], bool]
) -> tuple[str, str] | None:
    """Return two words of a gap that exclude each other, neither printed on the other side too."""
    claimed, printed = {w.stem for w in laid.ours}, {w.stem for w in laid.theirs}
    for word in gap.ours:
        for other in gap.theirs:
            lone = word.stem not in printed and other.stem not in claimed
            if lone and excludes(word.low, other.low):
                return word.low, other.low
    return None


def _of_another(ours: str, theirs: str, laid: Laid) -> bool:
    """Tell whether two words of a kind speak of two things: "two days", "48 hours".

    What a figure counts in is the figure's matter; "fourth official" is no "third time".
    """
    before, behind = zip(_beside(ours, laid.ours), _beside(theirs, laid.theirs), strict=True)
    if any(word and (word.low[0].isdigit() or word.low in NUMBER_WORDS) for word in before):
        return True
    mine, its = behind
    return bool(mine and its and mine.tells and its.tells and mine.stem != its.stem)


def _beside(low: str, words: Sequence[Word]) -> tuple[Word | None, Word | None]:
    """Return the words before and behind a word, None for none."""
    place = next(i for i, word in enumerate(words) if word.low == low)
    before = words[place - 1] if place else None
    return before, words[place + 1] if place + 1 < len(words) else None


def _cancelled(ours: str, theirs: str, laid: Laid, rest: float) -> bool:
    """Tell whether two opposite words say the same, each as it stands.

    One is denied ("not verified", "unverified"; "refused to sign", "vetoed"; "with no water",
    "without water"); or a pronoun is another's in a sentence that is turned round.
    """
    if {ours, theirs} == _PRONOUNS:
        return rest < _VERBATIM
    return _denied(ours, laid.ours) != _denied(theirs, laid.theirs)


def _denied(low: str, words: Sequence[Word]) -> bool:
    """Tell whether a word stands right behind one that denies it, or "with" before "no"."""
    text = shown(words)
    return "with no " in text if low == "with" else low in negated_words(text)


def _is_epithet(word: Word, laid: Laid) -> bool:
    """Tell whether a word qualifies what an article names ("the ailing firm"), by its look."""
    place = laid.ours.index(word)
    before = laid.ours[place - 1].low if place else ""
    return before in _DETERMINERS and word.low.endswith(_EPITHETS)


def _repeats(laid: Laid, gap: Exchange) -> bool:
    """Tell whether a sentence repeats a part word for word, function words too, but for a gap."""
    kept = [i for i, word in enumerate(laid.ours) if word not in gap.ours]
    pairs = dict(laid.pairs)
    same = [i for i in kept if i in pairs and laid.ours[i].stem == laid.theirs[pairs[i]].stem]
    told = sum(1 for i in same if laid.ours[i].tells)
    return told >= MATCHED and len(same) >= _REPEATS * len(kept)
