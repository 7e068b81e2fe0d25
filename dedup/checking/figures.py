"""Whether an article's figures and dates bear out a claim's.

A claim's figure is *stated* when the article prints it (rounded alike), prints one
inside what it allows ("10" inside "more than 2"), or prints parts that add up to it
or a whole and a part that leave it. It is *excluded* when the sentence
that otherwise renders the claim has another figure in its place. Anything between
("fewer than 70" for "40") bears nothing out and excludes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dedup.checking.near import Near
from dedup.checking.reading import Dated, Figure, Reading, Target
from dedup.checking.relations import Relation, alike, exact, relate
from dedup.checking.sums import claims_derived, is_left_of_all, made_up
from dedup.lexicon import related
from dedup.model import QuantitySlots
from dedup.sentence_words import key
from dedup.slot_dates import compare_dates
from dedup.slots import rival_counts, same_noun

# A sentence renders a claim, figures apart, from this share of its words on (by rarity).
FRAME = 0.6
# A figure that does not stand in the claim's place excludes it only from here on.
_UNPLACED = 0.75
# ... unless it is the sentence's only figure of the kind, and both are plain: then a sentence that
# has this share of the claim's words excludes it, so surely (own choice).
_LONE, _LONE_COUNT = 0.4, 0.6
# ... and a noun other than the claim's counts something else.
_COUNTED = 0.7
# People may be counted by any word for them.
_PERSON = key("person")
# A sentence that repeats the claim: the figure in its place is the figure meant.
_VERBATIM = 0.8
# How surely the only count of a noun in an article excludes another: see ``slots.rival_counts``.
_ONLY_COUNT = 0.75
# A statement elsewhere outweighs another figure in the claim's own place by no more than this.
_MARGIN = 0.2


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


def bear_figures(part: Reading, near: Sequence[Near], target: Target) -> list[Borne]:
    """Say of each figure of a part of a claim what the article makes of it."""
    near = [replace(each, frame=each.loose) for each in near]
    found = [_bear_figure(figure, part, near) for figure in part.figures]
    return [
        _by_only_count(figure, borne, target) if borne.relation in ("open", "other") else borne
        for figure, borne in zip(part.figures, found, strict=True)
    ]


def _by_only_count(figure: Figure, borne: Borne, target: Target) -> Borne:
    """Exclude a count by the only count of its noun in the article, wherever that stands."""
    counts = target.counts_of(figure.slots.noun)
    others = {other.slots.low for _, other in counts}
    if len(others) != 1 or not rival_counts(figure.slots, counts[0][1].slots):
        return borne
    sentence, other = counts[0]
    printed = sentence.text[other.start : other.end]
    return replace(
        borne, relation="excluded", theirs=printed, sentence=sentence.index, score=_ONLY_COUNT
    )


def _bear_figure(figure: Figure, part: Reading, near: Sequence[Near]) -> Borne:
    blank = Borne(part.text[figure.start : figure.end], "quantity", "other", "", -1, 0.0, (0, 0))
    blank = replace(blank, span=(figure.start, figure.end))
    if _is_year(figure.slots):
        printed = blank.ours in {w.low for each in near for w in each.reading.words}
        return replace(blank, relation="stated" if printed else "other", theirs=blank.ours)
    claims_sum = claims_derived(part.text, near)
    found = [b for each in near for b in _candidates(figure, part, each, blank)]
    printed = any(b.relation == "stated" for b in found)
    if claims_sum:
        several = {n.reading.index for n in near if _n_alike(figure, n) > 1}
        sure = [b for b in found if b.relation == "excluded" and b.score >= _VERBATIM]
        found = sure + [b for b in found if b.relation == "stated" and b.sentence not in several]
    best = _best(found)
    if best is not None and best.relation == "excluded" and is_left_of_all(figure, near):
        return replace(best, relation="open")
    # Two figures in the place of one may be its parts.
    crowded = best is not None and any(
        each.reading.index == best.sentence and len(_in_place(figure, each)) > 1 for each in near
    )
    if best is not None and best.relation != "open" and best.score >= _VERBATIM and not crowded:
        return best
    if best is None or best.relation != "stated":
        made = made_up(figure, part, near)
        if made is not None:
            text, sentence, how = made
            relation: Relation = "stated"
            if how.startswith("="):
                relation, how = ("open" if printed else "excluded"), ""
            if relation == "stated" or claims_sum:
                return replace(
                    blank, relation=relation, theirs=text, sentence=sentence, score=1.0, how=how
                )
    if best is not None and best.relation == "excluded":
        return replace(best, score=max(best.score, _LONE_COUNT))
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
    return sum(1 for other in near.reading.figures if alike(figure.slots, other.slots))


def _is_year(slots: QuantitySlots) -> bool:
    """Tell whether a bare number reads as a year ("in the fourth quarter of 2020")."""
    value = exact(slots)
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
    same_kind = alike(figure.slots, other.slots)
    if relation == "stated" and figure.slots.comparator == "range" != other.slots.comparator:
        # Any figure may lie in a range; what bears it out stands in its place.
        return ("open" if same_kind else "other"), near.frame * 0.8
    if relation == "stated":
        # The same figure of another noun: whether the nouns are one is a matter of words.
        same = exact(figure.slots) == exact(other.slots)
        return ("stated" if same_kind or same else "other"), near.frame * (
            0.9 if same_kind else 0.8
        )
    if not same_kind or relation == "other":
        return "other", 0.0
    rivals = [o for o in near.reading.figures if o is not other and alike(figure.slots, o.slots)]
    taken = any(relate(f.slots, other.slots) == "stated" for f in claimed)
    # A number of nothing ("a Boeing 767", "in 2019") is no other count of ships or kilns.
    counted = all(f.slots.noun or f.slots.unit for f in (figure, other))
    free = counted and not rivals and not taken and relation == "excluded"
    if free and near.frame >= _UNPLACED and near.one_matter:
        return relation, near.frame * 0.9
    plain = figure.slots.comparator == other.slots.comparator == "="
    # Of what is counted a smaller number may be a part; a length or a rate has no parts.
    rival = bool(figure.slots.unit) or rival_counts(figure.slots, other.slots)
    if free and plain and rival and near.frame >= _LONE:
        return relation, near.frame * 0.9
    return "open", near.frame * 0.9


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
            if relation == "excluded" and (each.frame < FRAME or not each.one_matter):
                relation = "open"
            found.append(
                Borne(ours, "date", relation, printed, each.reading.index, each.frame, span)
            )
    return _best(found) or Borne(ours, "date", "other", "", -1, 0.0, span)
