"""Two figures that make one quantity: a range ("10-12", "between 5 and 7") or a score ("6-3")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dedup.facts.guards import is_named_pair
from dedup.facts.measures import Amount, amount_at
from dedup.facts.numbers import Tok, at, exact_product, glued
from dedup.facts.units import CHANGES

_SCORE_WORDS = frozenset(
    "win wins won beat beats lose loses lost lead leads led draw draws drew drawn tie tied "
    "confirm confirmed confirmation approved rejected elected reelected election margin "
    "defeat defeated victory vote votes voted ruling ruled decision score scored level "
    "comeback thrashed passed split shutout game match final record majority aggregate panel "
    "court".split()
)
_SCORE_REACH = 4
_HIGHEST_SCORE = 600
_CHANGE_REACH = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """A range or score among tokens ``first`` … ``last`` (exclusive).

    ``kind`` is range, score, or none: two figures that count nothing ("24/7").
    """

    kind: str
    first: int
    last: int
    low: float = 0.0
    high: float = 0.0
    step: float = 1.0
    unit: str = ""
    attached: bool = False


def paired(toks: Sequence[Tok], left: Amount) -> Pair | None:
    """Return the pair that ``left`` opens, or None when it stands alone."""
    link, place = at(toks, left.last), left.last + 1
    if place >= len(toks):
        return None
    joined = glued(toks, left.last) and glued(toks, place)
    if joined and link == "-" and (at(toks, place), at(toks, place + 1)) == ("to", "-"):
        # "a 30-to-12 vote"; "a 9-to-5 job" is none.
        near = _score_near(toks, left.first, place + 3) and not left.unit
        return _score(toks, left, place + 2) if near else None
    if link in ("-", "\u2014", "/", ":") and joined:
        return _joined(toks, left, place, link)
    if link == "-" and glued(toks, left.last) and at(toks, place) in ("to", "or"):
        # "Seven- to ten-year-olds", "a three- or four-hour wait"
        suspended = _range(toks, left, place + 1, left.first)
        return suspended if suspended and suspended.attached else None
    spread = at(toks, left.first - 1)
    if (spread, link) == ("between", "and") or (spread, link) == ("from", "to"):
        if spread == "from" and _changes_before(toks, left.first - 1):
            return None
        return _range(toks, left, place, left.first - 1)
    if link == "and" and spread == "of" and _between_ages(toks, left.first):
        return _range(toks, left, place, left.first)
    if link == "to" and (left.unit or toks[left.first].kind == "n"):
        if _changes_before(toks, left.first) and not _one_unit_behind(toks, left, place):
            return None  # "rose 5% to 30"
        if _score_near(toks, left.first - 1, left.first) and not left.unit:
            return _score(toks, left, place)
        return _range(toks, left, place, left.first)
    if link == "or" and spread != "either" and not left.unit:
        right = amount_at(toks, place)
        if right is not None and _are_next(toks, left, right):
            return _range(toks, left, place, left.first)
    return None


def _one_unit_behind(toks: Sequence[Tok], left: Amount, place: int) -> bool:
    """Tell "fell 3 to 4 percent", one unit for both, from "fell 3 to 40" and "fell 3% to 40%"."""
    right = amount_at(toks, place)
    return right is not None and right.unit == "%" and not left.unit


def _are_next(toks: Sequence[Tok], left: Amount, right: Amount) -> bool:
    """Tell "two or three people", "one or two" and "20 or 30 letters" from two choices."""
    low, high = left.figure.low, right.figure.low
    if high - low == 10.0:
        tens = low % 10 == 0.0 and 0 < low < 100 and left.figure.form != "share"
        return tens and toks[left.first].kind == toks[right.first].kind
    return toks[left.first].kind == "w" and high - low == 1.0


def _between_ages(toks: Sequence[Tok], first: int) -> bool:
    """Say whether "between the ages of" ends before token ``first``."""
    before = " ".join(tok.low for tok in toks[max(0, first - 4) : first])
    return before.endswith(("between the ages of", "between ages of"))


def _joined(toks: Sequence[Tok], left: Amount, place: int, link: str) -> Pair | None:
    right = amount_at(toks, place)
    if right is None:
        return None
    one, two = toks[left.figure.first], toks[right.figure.first]
    if is_named_pair(one, two) or link in ("/", ":"):
        return Pair("none", left.first, right.last)
    if at(toks, right.last) == "/" and glued(toks, right.last):
        return Pair("none", left.first, right.last + 2)  # 2-1/2
    more = right.last < len(toks) and glued(toks, right.last) and at(toks, right.last) == "-"
    if more and right.last + 1 < len(toks) and toks[right.last + 1].kind == "n":
        return Pair("none", left.first, right.last + 2)  # 555-010-0143
    if one.kind != "n" or two.kind != "n":
        words = one.kind == "w" and two.kind == "w" and right.figure.low > left.figure.low
        return _range(toks, left, place, left.first) if words else None
    if (two.text[0] == "0" and len(two.text) > 1) or (len(one.text) == 3 and len(two.text) == 4):
        return Pair("none", left.first, right.last)
    descending = right.figure.low <= left.figure.low
    near = _score_near(toks, left.first, right.last)
    if not left.unit and not right.unit and (descending or near):
        return _score(toks, left, place)
    return _range(toks, left, place, left.first)


def _score(toks: Sequence[Tok], left: Amount, place: int) -> Pair | None:
    right = amount_at(toks, place)
    if right is None or right.unit:
        return None
    values = (left.figure.low, right.figure.low)
    whole = all(value == int(value) and 0 <= value <= _HIGHEST_SCORE for value in values)
    plain = left.figure.last == left.first + 1 and right.figure.last == place + 1
    digits = toks[left.first].kind == toks[place].kind == "n"
    return Pair("score", left.first, place + 1) if whole and plain and digits else None


def _score_near(toks: Sequence[Tok], first: int, last: int) -> bool:
    low = max(0, first - _SCORE_REACH)
    return any(
        toks[index].low in _SCORE_WORDS for index in range(low, min(last + _SCORE_REACH, len(toks)))
    )


def _changes_before(toks: Sequence[Tok], index: int) -> bool:
    """Say whether a verb of change stands before "from" ("fell from 5 to 3")."""
    return any(at(toks, index - back) in CHANGES for back in range(1, _CHANGE_REACH + 1))


def _range(toks: Sequence[Tok], left: Amount, place: int, first: int) -> Pair | None:
    right = amount_at(toks, place)
    if right is None:
        return None
    if left.unit and right.unit and left.unit != right.unit:
        return None
    low, high = left.figure.low, right.figure.low
    step = left.figure.step
    # "$1-2 billion", "5 to 7 million": the scale belongs to both.
    if left.figure.scale == 1.0 < right.figure.scale and low < high / right.figure.scale:
        low = exact_product(low, right.figure.scale)
        step = exact_product(step, right.figure.scale)
    if not low < high:
        return None
    if left.unit and not right.unit and toks[left.first].kind != "p":
        return None  # "5% to 30", but "$5 to 7 million"
    return Pair(
        "range",
        first,
        right.last,
        low,
        high,
        min(step, right.figure.step),
        left.unit or right.unit,
        right.attached,
    )
