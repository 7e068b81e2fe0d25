"""Names that stand in each other's place: who did it to whom."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dedup.checking.finding import Finding
from dedup.checking.names import name_runs
from dedup.checking.near import MATCHED, RENDERS, Near
from dedup.checking.reading import Reading
from dedup.checking.words import Word, lay, shown, voice
from dedup.text import content_stems

# Of these, two in one sentence name one meeting or match, whoever comes first.
_MUTUAL = frozenset(
    content_stems(
        "meet met marry married talks talk negotiate divorce border agree agreed played draw"
    )
)
# Between two of a list.
_JOINING = frozenset("and or nor with as well".split())
# Share of the other words in the part's order before names alone have changed places (own choice).
_IN_ORDER = 0.95


def swapped_names(part: Reading, near: Near) -> list[Finding]:
    """Return two names that stand in each other's place around the same words."""
    theirs = near.reading.words
    places = _once(theirs)
    repeated = _keeps_order(part, near)
    groups = []
    ours = _once(part.words)
    for run in name_runs(part.words):
        if all(w.stem in places and w.stem in ours for w in run):
            groups.append((ours[run[0].stem], ours[run[-1].stem], run))
    for (_, a, one), (b, _, two) in pairwise(groups):
        between = part.words[a + 1 : b]
        first, last = places[two[-1].stem], places[one[0].stem]
        given = theirs[first + 1 : last]
        told = [w.stem for w in between if w.tells]
        if not told or first >= last or set(told) & _MUTUAL:
            continue
        same = [w.stem for w in given if w.tells] == told and voice(between) == voice(given)
        if same or repeated:
            words, index = f"{shown(one)}, {shown(two)}", near.reading.index
            return [Finding("roles exchanged", words, near.frame, index, typed=same)]
    return []


def swapped_stretches(part: Reading, near: Near) -> list[Finding]:
    """Return two stretches of words that a sentence prints in each other's place.

    "The rebels welcomed it, the government did not": everything both texts print once stands in
    one order but for two stretches, each behind the word that the other stands behind ("flew on
    Monday to Iquique" is "flew to Iquique on Monday": there the prepositions go along).
    """
    ours, theirs = part.words, near.reading.words
    if near.frame < RENDERS or voice(ours) != voice(theirs):
        return []
    stretches = _stretches(ours, theirs)
    order = [there for ((_, there), *_) in stretches]
    moved = [
        i for i, (now, then) in enumerate(zip(order, sorted(order), strict=True)) if now != then
    ]
    if len(moved) != 2:
        return []
    one, two = (stretches[i] for i in moved)
    between = (ours[one[-1][0] + 1 : two[0][0]], theirs[two[-1][1] + 1 : one[0][1]])
    if any(all(w.low in _JOINING for w in words) for words in between):
        return []  # Of two in a list either may come first.
    if any(
        _before(ours, mine[0][0]) != _before(theirs, its[0][1])
        for mine, its in ((one, two), (two, one))
    ):
        return []
    words = ", ".join(shown([ours[i] for i, _ in stretch]) for stretch in (one, two))
    return [Finding("roles exchanged", words, near.frame, near.reading.index, typed=True)]


def _stretches(ours: Sequence[Word], theirs: Sequence[Word]) -> list[list[tuple[int, int]]]:
    """Return the words that two texts print once, (place, place), by stretches both print whole."""
    places = _once(theirs)
    pairs = [(i, places[ours[i].stem]) for i in _once(ours).values() if ours[i].stem in places]
    found: list[list[tuple[int, int]]] = []
    for i, j in sorted(pair for pair in pairs if ours[pair[0]].tells):
        if found and _adjoin(ours, found[-1][-1][0], i) and _adjoin(theirs, found[-1][-1][1], j):
            found[-1].append((i, j))
        else:
            found.append([(i, j)])
    return found


def _adjoin(words: Sequence[Word], first: int, second: int) -> bool:
    """Tell whether a word follows another with at most two function words between."""
    between = words[first + 1 : second]
    return first < second and len(between) <= 2 and not any(w.tells for w in between)


def _before(words: Sequence[Word], place: int) -> str:
    return words[place - 1].low if place else ""


def _keeps_order(part: Reading, near: Near) -> bool:
    """Tell whether a sentence has all words of a part but its names in the part's order."""
    names = {w.stem for run in name_runs(part.words) for w in run}
    ours = [w for w in part.words if w.stem not in names]
    theirs = [w for w in near.reading.words if w.stem not in names]
    told = sum(1 for w in ours if w.tells)
    if told < MATCHED or voice(ours) != voice(theirs):
        return False
    return lay(ours, theirs, lambda _: 1.0).share >= _IN_ORDER


def _once(words: Sequence[Word]) -> dict[str, int]:
    """Return the places of the stems that occur once."""
    found: dict[str, int] = {}
    for place, word in enumerate(words):
        found[word.stem] = -1 if word.stem in found else place
    return {stem_: place for stem_, place in found.items() if place >= 0}
