"""Whether an article's figures and dates bear out a claim's.

A claim's figure is *stated* when the article prints it (rounded alike), prints one
inside what it allows ("10" inside "more than 2"), or prints parts that add up to it
or a whole and a part that leave it. It is *excluded* when the sentence
that otherwise renders the claim has another figure in its place. Anything between
("fewer than 70" for "40") bears nothing out and excludes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from dedup.claim_reading import Dated, Figure, Reading
from dedup.claim_words import Laid
from dedup.lexicon import related
from dedup.model import QuantitySlots
from dedup.sentence_words import key
from dedup.slot_dates import compare_dates
from dedup.slots import compare_quantities, same_noun
from dedup.text import fold

Relation = Literal["stated", "open", "excluded", "other"]
# A sentence renders a claim, figures apart, from this share of its words on (by rarity).
FRAME = 0.6
# Words that claim a sum, a rest or a difference: the parts themselves do not state it.
_SUM = re.compile(r"\b(?:in all|in total|altogether|combined|total(?:l?ed|l?ing|s)?|together)\b")
_REST = re.compile(r"\b(?:remain\w*|left over|left|rest|now|still)\b")
_MORE = re.compile(
    r"\b(?:more|fewer|less|longer|higher|lower|taller|older)\b(?! than\b)[^.]*\bthan\b"
)
_MOST_PARTS = 3
# One share or number for each: what is said of one times how many there are makes them all.
_EACH = re.compile(
    r"\b(?:each|every|per|apiece|times|equally|split|daily|a (?:day|week|month|year))\b"
)
# A quotient is printed rounded.
_QUOTIENT = 1e-6
# A figure that does not stand in the claim's place excludes it only from here on.
_UNPLACED = 0.75
# ... and a noun other than the claim's counts something else.
_COUNTED = 0.7
# People may be counted by any word for them.
_PERSON = key("person")
# A sentence that repeats the claim: the figure in its place is the figure meant.
_VERBATIM = 0.8
# A statement elsewhere outweighs another figure in the claim's own place by no more than this.
_MARGIN = 0.2


@dataclass(frozen=True, slots=True)
class Near:
    """A sentence near a part of a claim.

    Args:
        reading: The sentence.
        laid: The part laid along it.
        frame: Share of the part's words, figures and dates apart, that it holds, [0, 1].
    """

    reading: Reading
    laid: Laid
    frame: float


@dataclass(frozen=True, slots=True)
class Borne:
    """What the article says of one figure or date of a claim.

    Args:
        ours: As the claim prints it.
        kind: quantity or date.
        relation: stated, open (could be), excluded, or other: nothing of the kind near.
        theirs: What the article prints in its place; "" if nothing.
        sentence: Where; -1 if nowhere.
        score: How closely that sentence renders the claim otherwise, [0, 1].
        span: Bounds in the part of the claim.
        how: What relates them, when it is not the figure itself ("32 + 11").
    """

    ours: str
    kind: str
    relation: Relation
    theirs: str
    sentence: int
    score: float
    span: tuple[int, int]
    how: str = ""


def relate(ours: QuantitySlots, theirs: QuantitySlots) -> Relation:
    """Say what a figure of an article makes of a claim's, whatever they count.

    Returns:
        stated when all that the article allows the claim allows too; excluded when
        nothing is; open otherwise; other for different units.
    """
    if ours.unit == "score" or theirs.unit == "score":
        if ours.unit != theirs.unit:
            return "other"
        return "excluded" if compare_quantities(ours, theirs) == "disjoint" else "stated"
    bare = (
        replace(ours, noun="", subject="x", change=""),
        replace(theirs, noun="", subject="x", change=""),
    )
    if not ours.unit or not theirs.unit:
        bare = replace(bare[0], unit=""), replace(bare[1], unit="")
    agreement = compare_quantities(*bare)
    if agreement == "incomparable":
        return "other"
    if agreement == "equal":
        return "stated"
    if ours.unit != theirs.unit and ours.unit and theirs.unit:
        return "stated" if agreement == "compatible" else "excluded"
    return _contained(ours, theirs, disjoint=agreement == "disjoint")


def _contained(ours: QuantitySlots, theirs: QuantitySlots, *, disjoint: bool) -> Relation:
    low, high = _bounds(ours)
    other_low, other_high = _bounds(theirs)
    if theirs.comparator == "~" and ours.comparator not in ("=", "~"):
        # "About 41,000" is more than 40,000: it is read at its middle.
        other_low = other_high = (other_low + other_high) / 2
    if ours.comparator in ("=", "~"):
        if disjoint:
            return "excluded"
        # "More than 40" is news for 40 as counted so far; so is any rounding of it.
        if theirs.comparator in (">", ">="):
            return "stated" if low <= other_low <= high else "open"
        return "stated" if theirs.comparator in ("=", "~") else "open"
    strict = ours.comparator in ("<", ">")
    inside = low <= other_low and other_high <= high
    if strict and inside and theirs.comparator != ours.comparator:
        inside = other_high < high if ours.comparator == "<" else other_low > low
        # The bound itself is just what "more than" leaves out.
        if not inside and other_low == other_high:
            return "excluded"
    if inside:
        return "stated"
    outside = other_high < low or high < other_low
    return "excluded" if outside else "open"


def _bounds(slots: QuantitySlots) -> tuple[float, float]:
    low = float("-inf") if slots.low is None else slots.low
    return low, float("inf") if slots.high is None else slots.high


def bear_figures(part: Reading, near: Sequence[Near]) -> list[Borne]:
    """Say of each figure of a part of a claim what the sentences near it make of it."""
    return [_bear_figure(figure, part, near) for figure in part.figures]


def _bear_figure(figure: Figure, part: Reading, near: Sequence[Near]) -> Borne:
    blank = Borne(part.text[figure.start : figure.end], "quantity", "other", "", -1, 0.0, (0, 0))
    blank = replace(blank, span=(figure.start, figure.end))
    if _is_year(figure.slots):
        printed = blank.ours in {w.low for each in near for w in each.reading.words}
        return replace(blank, relation="stated" if printed else "other", theirs=blank.ours)
    claims_sum = _derived_only(part.text, near)
    found = [b for each in near for b in _candidates(figure, part, each, blank)]
    printed = any(b.relation == "stated" for b in found)
    if claims_sum:
        several = {n.reading.index for n in near if _n_alike(figure, n) > 1}
        sure = [b for b in found if b.relation == "excluded" and b.score >= _VERBATIM]
        found = sure + [b for b in found if b.relation == "stated" and b.sentence not in several]
    best = _best(found)
    # Two figures in the place of one may be its parts.
    crowded = best is not None and any(
        each.reading.index == best.sentence and len(_in_place(figure, each)) > 1 for each in near
    )
    if best is not None and best.relation != "open" and best.score >= _VERBATIM and not crowded:
        return best
    if best is None or best.relation != "stated":
        made = _made_up(figure, part, near)
        if made is not None:
            text, sentence, how = made
            relation: Relation = "stated"
            if how.startswith("="):
                relation, how = ("open" if printed else "excluded"), ""
            if relation == "stated" or claims_sum:
                return replace(
                    blank, relation=relation, theirs=text, sentence=sentence, score=1.0, how=how
                )
    return best or blank


def _in_place(figure: Figure, near: Near) -> list[Figure]:
    """Return the figures of a sentence that stand in the place of a claim's.

    Only a sentence that renders the claim otherwise has such a place.
    """
    if near.frame < FRAME:
        return []
    here = (figure.start, figure.end)
    return [o for o in near.reading.figures if _facing(near, here, (o.start, o.end))]


def _n_alike(figure: Figure, near: Near) -> int:
    return sum(1 for other in near.reading.figures if _alike(figure.slots, other.slots))


def _is_year(slots: QuantitySlots) -> bool:
    """Tell whether a bare number reads as a year ("in the fourth quarter of 2020")."""
    value = _exact(slots)
    bare = not (slots.unit or slots.noun) and slots.comparator == "="
    return bare and value is not None and 1900 <= value <= 2100 and value == int(value)


def _candidates(figure: Figure, part: Reading, near: Near, blank: Borne) -> list[Borne]:
    """Return what each figure of a sentence makes of a claim's: those in its place, else all."""
    facing = _in_place(figure, near)
    claimed = [f for f in part.figures if f is not figure]
    found = []
    for other in facing or near.reading.figures:
        relation, share = relate(figure.slots, other.slots), near.frame
        if facing and near.frame >= _COUNTED and not _counts_alike(figure, other, near):
            relation = "open"
        elif not facing:
            relation, share = _unplaced(figure, other, relation, near, claimed)
        if relation != "other":
            printed = near.reading.text[other.start : other.end]
            found.append(
                replace(
                    blank,
                    relation=relation,
                    theirs=printed,
                    sentence=near.reading.index,
                    score=round(share, 6),
                )
            )
    return found


def _counts_alike(figure: Figure, other: Figure, near: Near) -> bool:
    """Tell whether two figures in one place count the same, by noun and unit."""
    ours, theirs = figure.slots, other.slots
    if ours.unit and theirs.unit:
        return (
            relate(replace(ours, low=1.0, high=1.0), replace(theirs, low=1.0, high=1.0)) != "other"
        )
    if bool(ours.unit) != bool(theirs.unit):
        # "63 years" and "63 votes"; a bare number may leave its unit to the sentence.
        return not (ours.noun or ours.unit) or not (theirs.noun or theirs.unit)
    if not ours.noun or not theirs.noun or same_noun(ours.noun, theirs.noun):
        return True
    mine, its = _head(ours.noun), _head(theirs.noun)
    if mine == _PERSON or its in related(mine):
        return True
    # "43 illegal immigrants" and "43 men": what the sentence prints elsewhere too is no other noun.
    return mine in {w.stem for w in near.reading.words}


def _head(noun: str) -> str:
    return key(noun.partition(" per ")[0].split()[-1])


def _unplaced(
    figure: Figure, other: Figure, relation: Relation, near: Near, claimed: Sequence[Figure]
) -> tuple[Relation, float]:
    """Judge a figure that does not stand in the place of the claim's."""
    alike = _alike(figure.slots, other.slots)
    if relation == "stated":
        # The same figure of another noun: whether the nouns are one is a matter of words.
        same = _exact(figure.slots) == _exact(other.slots)
        return ("stated" if alike or same else "other"), near.frame * (0.9 if alike else 0.8)
    if not alike or relation == "other":
        return "other", 0.0
    rivals = [o for o in near.reading.figures if o is not other and _alike(figure.slots, o.slots)]
    taken = any(relate(f.slots, other.slots) == "stated" for f in claimed)
    counted = bool(figure.slots.noun or figure.slots.unit)
    sure = near.frame >= _UNPLACED and counted and not rivals and not taken
    return (relation if sure and relation == "excluded" else "open"), near.frame * 0.9


def _best(found: Sequence[Borne]) -> Borne | None:
    """Return what counts: the word of the sentence that renders the claim best.

    A figure stated about as surely elsewhere wins over one excluded, and both over open.
    """
    order = ("stated", "excluded", "open")
    by_rank = sorted(found, key=lambda b: (order.index(b.relation), -b.score, b.sentence))
    stated = next((b for b in by_rank if b.relation == "stated"), None)
    others = [b for b in by_rank if b.relation == "excluded" or b.score >= _VERBATIM]
    others = [b for b in others if b.relation != "stated"]
    rival = max(others, key=lambda b: (b.score, -b.sentence), default=None)
    if stated and rival and stated.score < rival.score - _MARGIN:
        return rival
    return by_rank[0] if by_rank else None


def _facing(near: Near, ours: tuple[int, int], theirs: tuple[int, int]) -> bool:
    """Tell whether two spans fill the same gap, or match each other, in a laid claim."""
    laid = near.laid
    mine = [i for i, w in enumerate(laid.ours) if ours[0] <= w.start < ours[1]]
    other = [j for j, w in enumerate(laid.theirs) if theirs[0] <= w.start < theirs[1]]
    if not mine or not other:
        return False
    pairs = laid.pairs
    # The figure's own words may match ("people"); what stands before and after fences it.
    before = max((j for i, j in pairs if i < mine[0]), default=-1)
    after = min((j for i, j in pairs if i > mine[-1]), default=len(laid.theirs))
    closed = any(i == mine[0] - 1 for i, _ in pairs) or any(i == mine[-1] + 1 for i, _ in pairs)
    matched = any(i in mine and j in other for i, j in pairs)
    return (closed or matched) and before < other[0] and other[-1] < after


def _alike(ours: QuantitySlots, theirs: QuantitySlots) -> bool:
    """Tell whether two figures count the same kind of thing, as far as they say."""
    if ours.unit or theirs.unit:
        return relate(replace(ours, low=1.0, high=1.0), replace(theirs, low=1.0, high=1.0)) != (
            "other"
        ) and bool(ours.unit and theirs.unit)
    if ours.noun and theirs.noun:
        return same_noun(ours.noun, theirs.noun)
    return True


def _derived_only(text: str, near: Sequence[Near]) -> bool:
    """Tell whether a part claims a sum, a rest or a difference that no sentence near speaks of."""
    low = fold(text).lower()
    for pattern in (_SUM, _REST, _MORE):
        if pattern.search(low):
            return not any(pattern.search(fold(each.reading.text).lower()) for each in near)
    return False


def _made_up(figure: Figure, part: Reading, near: Sequence[Near]) -> tuple[str, int, str] | None:
    """Find figures of one sentence that make up a claim's: a sum, a rest, one times many.

    Returns:
        The first of them as printed, the sentence and how ("32 + 11"); "=" and no more
        when the figures of one kind there make up another; None when there is nothing.
    """
    target = _exact(figure.slots)
    if target is None or target < 2:
        return None
    low = fold(part.text).lower()
    rest = bool(_REST.search(low) or _MORE.search(low))
    other = None
    for each in near:
        many = bool(_EACH.search(low) or _EACH.search(fold(each.reading.text).lower()))
        kept = [
            (f, v)
            for f in each.reading.figures
            if (v := _exact(f.slots)) is not None
            and f.slots.unit in ("", figure.slots.unit)
            and (many or f.slots.unit == figure.slots.unit)
        ]
        text, index = each.reading.text, each.reading.index
        for run in _runs(kept):
            values = [value for _, value in run]
            sign = _sign(values, target, rest=rest, many=many)
            if sign and (sign in "×/" or _one_kind(run, figure, rest=rest)):
                how = f" {sign} ".join(f"{value:g}" for value in values)
                return text[run[0][0].start : run[0][0].end], index, how
        counted = [f for f, _ in kept if _alike(figure.slots, f.slots)]
        if other is None and len(kept) > 1 and counted and not many:
            other = (text[counted[0].start : counted[0].end], index, "=")
    return other


def _sign(values: Sequence[float], target: float, *, rest: bool, many: bool) -> str:
    """Return the operation that turns values into a target; "" for none."""
    if _same(sum(values), target):
        return "+"
    if rest and _same(values[0] - sum(values[1:]), target):
        return "-"
    if many and len(values) == 2:
        if _same(values[0] * values[1], target):
            return "×"
        if values[1] and abs(values[0] / values[1] - target) <= _QUOTIENT * target:
            return "/"
    return ""


def _runs(exact: Sequence[tuple[Figure, float]]) -> Iterator[tuple[tuple[Figure, float], ...]]:
    for size in range(2, _MOST_PARTS + 1):
        if len(exact) <= _MOST_PARTS + 1:
            yield from combinations(exact, size)
        else:
            yield from (tuple(exact[i : i + size]) for i in range(len(exact) - size + 1))


def _same(left: float, right: float) -> bool:
    return round(left, 6) == round(right, 6)


def _one_kind(run: Sequence[tuple[Figure, float]], figure: Figure, *, rest: bool) -> bool:
    """Tell whether the parts count what the claim counts, or are counted side by side."""
    nouns = [f.slots.noun for f, _ in run]
    ours = figure.slots.noun
    if figure.slots.unit:
        return True
    named = [noun for noun in nouns if noun]
    if not ours or any(same_noun(ours, noun) for noun in named):
        return True
    # "32 men and 11 women" are 43 people; "58 geese and 37 ducks" 95 birds: two kinds, one sum.
    return not rest and len(set(named)) > 1


def _exact(slots: QuantitySlots) -> float | None:
    same = slots.comparator == "=" and slots.low == slots.high and slots.unit != "score"
    return slots.low if same else None


def bear_dates(part: Reading, near: Sequence[Near]) -> list[Borne]:
    """Say of each date of a part of a claim what the sentences near it make of it."""
    fixed = [d for d in part.dates if d.slots.start is not None or d.slots.weekday]
    return [_bear_date(dated, part, near) for dated in fixed]


def _bear_date(dated: Dated, part: Reading, near: Sequence[Near]) -> Borne:
    ours, span = part.text[dated.start : dated.end], (dated.start, dated.end)
    found: list[Borne] = []
    for each in near:
        for other in each.reading.dates:
            printed = each.reading.text[other.start : other.end]
            answer = compare_dates(dated.slots, other.slots)
            if ours.lower() == printed.lower():
                answer = "equal"
            if answer == "incomparable":
                continue
            relation: Relation = "excluded" if answer == "disjoint" else "stated"
            if relation == "excluded" and each.frame < FRAME:
                relation = "open"
            found.append(
                Borne(ours, "date", relation, printed, each.reading.index, each.frame, span)
            )
    return _best(found) or Borne(ours, "date", "other", "", -1, 0.0, span)
