"""What a figure of an article makes of a figure of a claim."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from dedup.model import QuantitySlots
from dedup.slots import compare_quantities, same_noun

Relation = Literal["stated", "open", "excluded", "other"]


# What an age is counted in, beside its unit: "61" of a person is no "34 years" served.
_AGE = "age"
# Signs of figures that name a bound or two.
_BOUNDED = frozenset((">", ">=", "<", "<=", "range"))


def relate(ours: QuantitySlots, theirs: QuantitySlots) -> Relation:
    """Say what a figure of an article makes of a claim's, whatever they count.

    Returns:
        stated when all that the article allows the claim allows too; excluded when
        nothing is; open otherwise; other for different units.
    """
    if ours.unit and theirs.unit and (ours.noun == _AGE) != (theirs.noun == _AGE):
        return "other"
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
    if disjoint and theirs.comparator != "~":
        return "excluded"
    if ours.comparator == theirs.comparator and ours.comparator in _BOUNDED:
        # "Over 80" follows from "over 100", but is not what it says.
        return "open"
    if theirs.comparator == "~" and ours.comparator in ("=", "~") and not disjoint:
        return "stated" if _about_alike(ours, theirs) else "open"
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


def _about_alike(ours: QuantitySlots, theirs: QuantitySlots) -> bool:
    """Tell whether the middle of an article's loose figure is that of a claim's, or near it."""
    low, high = _bounds(ours)
    other_low, other_high = _bounds(theirs)
    apart = round(abs((low + high) - (other_low + other_high)) / 2, 6)
    if ours.comparator == "=":
        return apart <= max(ours.step, theirs.step) / 2
    return apart <= min(high - low, other_high - other_low) / 2


def _bounds(slots: QuantitySlots) -> tuple[float, float]:
    low = float("-inf") if slots.low is None else slots.low
    return low, float("inf") if slots.high is None else slots.high


def alike(ours: QuantitySlots, theirs: QuantitySlots) -> bool:
    """Tell whether two figures count the same kind of thing, as far as they say."""
    if ours.unit or theirs.unit:
        return relate(replace(ours, low=1.0, high=1.0), replace(theirs, low=1.0, high=1.0)) != (
            "other"
        ) and bool(ours.unit and theirs.unit)
    if ours.noun and theirs.noun:
        return same_noun(ours.noun, theirs.noun)
    return True


def exact(slots: QuantitySlots) -> float | None:
    """Return the value of a figure printed without "about" or "more than"; None for others."""
    same = slots.comparator == "=" and slots.low == slots.high and slots.unit != "score"
    return slots.low if same else None
