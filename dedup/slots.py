"""Whether two slots of one kind say the same: equal, compatible, disjoint or incomparable.

Pure and symmetric. ``disjoint`` is the only answer that can become a conflict,
so it is given only where both sides measure the same thing and nothing (rounding,
"about", a coarser date) lets both be true.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from math import floor
from typing import Literal, cast

from dedup.model import NameSlots, QuantitySlots
from dedup.slot_dates import compare_dates
from dedup.text import stem, strip_accents, words

__all__ = [
    "Agreement",
    "adds_up",
    "compare_dates",
    "compare_names",
    "compare_quantities",
    "converted",
    "same_noun",
]

Agreement = Literal["equal", "compatible", "disjoint", "incomparable"]

# Canonical unit → dimension and how many of the dimension's base unit it is (SI brochure, NIST
# SP 811 appendix B). Units outside are compared by name.
_DIMENSIONS: dict[str, tuple[str, float]] = {
    "second": ("time", 1.0),
    "minute": ("time", 60.0),
    "hour": ("time", 3600.0),
    "day": ("time", 86400.0),
    "week": ("time", 604800.0),
    # Months count in years, not in days: a month has no fixed length.
    "month": ("calendar", 1.0),
    "year": ("calendar", 12.0),
    "decade": ("calendar", 120.0),
    "century": ("calendar", 1200.0),
    "millimetre": ("length", 0.001),
    "centimetre": ("length", 0.01),
    "metre": ("length", 1.0),
    "km": ("length", 1000.0),
    "inch": ("length", 0.0254),
    "foot": ("length", 0.3048),
    "yard": ("length", 0.9144),
    "mile": ("length", 1609.344),
    "nautical mile": ("length", 1852.0),
    "square metre": ("area", 1.0),
    "square km": ("area", 1e6),
    "square mile": ("area", 2589988.11),
    "square foot": ("area", 0.09290304),
    "hectare": ("area", 1e4),
    "acre": ("area", 4046.8564),
    "gram": ("mass", 0.001),
    "kg": ("mass", 1.0),
    "tonne": ("mass", 1000.0),
    "ton": ("mass", 907.18474),
    "pound": ("mass", 0.45359237),
    "ounce": ("mass", 0.028349523),
    "litre": ("volume", 1.0),
    "gallon": ("volume", 3.785411784),
    "mile per hour": ("speed", 1609.344),
    "km per hour": ("speed", 1000.0),
    "knot": ("speed", 1852.0),
    "watt": ("power", 1.0),
    "kilowatt": ("power", 1e3),
    "megawatt": ("power", 1e6),
    "gigawatt": ("power", 1e9),
    "basis point": ("points", 0.01),
    "percentage point": ("points", 1.0),
}
# Measures that are read off and rounded even below 100 ("20 miles", "23 miles" differ still).
_ROUNDED_DIMENSIONS = frozenset({"length", "area", "mass", "volume", "speed"})
# A printed figure stands for another when they differ by no more than half its last place, and
# by no more than this share: "100" is not 140 for all its zeros. Scale words round harder.
_ROUNDING_SHARE, _LARGE_ROUNDING_SHARE, _LARGE = 0.05, 0.1, 1e6
# Levels of an index from here on are printed without their decimals, not always rounded.
_CUT_FROM = 1000.0
# Counts of people and things below this are exact in news ("40 dead" is not 43).
_EXACT_BELOW = 100.0
# Two conversions of one figure ("5 miles", "8 km") agree within this share.
_CONVERSION_SHARE = 0.03
# A month has no fixed length, but "three months" and "90 days" are one figure (mean length).
_MONTH_SECONDS = 2629800.0
_TIMES = {"time", "calendar"}

_NOUN_CLASSES = (
    "person people human individual civilian resident inhabitant citizen other victim casualty",
    "death fatality",
    "migrant immigrant refugee",
    "car vehicle automobile",
    "boat ship vessel",
    "child kid minor",
    "soldier troop serviceman servicemember",
    "home house household",
    "job position",
    "company firm business",
    "police policeman officer",
    "lawmaker legislator mp",
    "plane aircraft airplane aeroplane jet",
    "student pupil",
    "worker employee staff staffer personnel",
    "protester demonstrator",
    "prisoner inmate detainee",
    "nation country state",
    "talk negotiation",
    "speech address",
    "candidate contender",
    "crewmember crewman",
    "attack strike",
)
_SYNONYMS = {
    stem(word): stem(group.split()[0]) for group in _NOUN_CLASSES for word in group.split()
}
# Nouns that one text counts in many connections, and the counts that are compared without context.
_VAGUE = frozenset(
    _SYNONYMS.get(stem(word), stem(word))
    for word in "person age time thing way part place point score".split()
)
_LEAST_COUNT, _COUNTS_APART = 10.0, 1.5
# Counts of these are counts of people whose state the subject names.
_STATE_NOUNS = {stem(word) for word in ("death", "arrest", "injury", "detention", "evacuation")}
_STATES = frozenset(
    stem(word)
    for word in "dead injured missing arrested charged displaced hospitalised rescued infected "
    "deported released kidnapped".split()
)
_MEMBERS_OF = {"staff": "staff", "crew": "crewmember"}
# "New X" was named after X and is not X.
_NAMESAKE = "new"
# What these are called after is not they.
_OF_ANOTHER = frozenset(
    """administration campaign caucus democrats republicans democrat republican democratic
    gop correspondents taskforce task alumni""".split()
)
# Waters that are named after the land beside them ("the South Norby Sea").
_WATERS = frozenset({"sea", "strait", "channel", "river"})
# So are what stands in it and what it built ("Norby Beach", "Norby Avenue", "Norby State Capitol").
_GROUNDS = frozenset({"beach", "avenue", "street", "boulevard", "capitol"})
# The father's name is another man's ("Dalim", "Tarim bin Dalim").
_PATRONYMIC = frozenset({"bin", "ibn", "bint"})
# A land's state and its capital of one name.
_NAMED_TWICE = {"washington", "state"}
# What may be left out inside a body's name ("the 2nd U.S. Circuit Court").
_LEFT_OUT = frozenset(
    """u.s u.k us uk united states federal national royal state city county congressional select the
    of and for""".split()
)
# What closes a list of places of one sort is no part of the last one's name.
_LISTED = frozenset({"counties", "provinces", "parishes"})
# What such a name opens with is left out of its letters ("HHS"), as is what a closing "and" adds.
_OFFICES = frozenset({"department", "ministry", "bureau", "office"})
_OF_CHAMBER, _OF_MEN = frozenset({"committee", "subcommittee"}), frozenset({"council"})
_LETTERS = re.compile(r"[\W_]+")
# A district that goes by its letters.
_LETTERED = (("district of columbia", "dc"),)
# A name of so many letters is known whichever way its sounds are written.
_LONG_NAME = 7
_SPELLINGS = (("ou", "u"), ("oo", "u"), ("tch", "ch"), ("dh", "d"), ("kh", "h"), ("q", "k"))
_VOWELS = frozenset("aeiouy")
_BY_EAR = str.maketrans("oey", "uii")
_DOUBLED = re.compile(r"([^\W\d_])\1+")
_DIRECTIONS = frozenset({"up", "down"})


def same_noun(left: str, right: str) -> bool:
    """Say whether two counted nouns name the same kind of thing.

    Heads are compared by stem, with a few synonyms, and rates ("per day") exactly; modifiers
    are not: one outlet's "43 illegal immigrants" are another's "43 migrants".
    """
    if not left or not right:
        return False
    return counted_noun(left) == counted_noun(right)


# A story of many articles asks for few nouns many times.
@lru_cache(maxsize=4096)
def counted_noun(noun: str) -> tuple[str, str]:
    """Return what a counted noun is compared by: the stem of its head, and its rate."""
    counted, _, rate = f" {noun}".partition(" per ")
    named = counted.split()[-2:] or [""]
    # "Staff members" are staff and "crew members" crewmembers, not members.
    group = named[0].lower() if len(named) == 2 and named[1].startswith("member") else ""
    last = stem(_MEMBERS_OF.get(group, named[-1]))
    return _SYNONYMS.get(last, last), rate


def _state(slots: QuantitySlots) -> str:
    last = slots.subject.rpartition(" ")[2]
    return last if last in _STATES else ""


def rival_counts(left: QuantitySlots, right: QuantitySlots) -> bool:
    """Say whether two counts exclude each other, if either is its text's only one of its noun.

    Right for three of the four pairs of such counts in 1,053 pairs of articles of one event
    (BASIL, NewsWCL50, WikiNews, AllSides): an oath of 35 and of 38 words. Up to three times
    apart, or of less than ten, it is half of them or fewer: the rest are a part and its whole,
    or two matters.
    """
    noun = counted_noun(left.noun)
    if not noun[0] or noun[0] in _VAGUE or noun != counted_noun(right.noun):
        return False
    if left.unit != right.unit or left.comparator != "=" or right.comparator != "=":
        return False
    low, high = sorted((left.low or 0.0, right.low or 0.0))
    return _LEAST_COUNT <= low < high <= _COUNTS_APART * low


def compare_quantities(left: QuantitySlots, right: QuantitySlots) -> Agreement:
    """Compare two quantities: first what they measure, then their intervals.

    Returns:
        equal: same interval. compatible: both can be true. disjoint: they cannot.
        incomparable: they measure different things, or nobody can say.
    """
    if left.unit == right.unit == "score":
        return _compare_scores(left.noun, right.noun)
    left, right = _as_fall(left), _as_fall(right)
    factors = _unit_factors(left.unit, right.unit)
    if factors is None or not _count_alike(left, right):
        return "incomparable"
    if {left.change, right.change} == _DIRECTIONS:
        return "disjoint"
    if _in_two_calendars(left, right) and not converted(left, right):
        return "incomparable"
    intervals = _intervals(left, factors[0]), _intervals(right, factors[1])
    agreement = _compare_intervals(left, right, intervals, converted=left.unit != right.unit)
    # Two loose figures are as loose as they are printed: "about 15" is not "about 20".
    one_loose = (left.comparator == "~") != (right.comparator == "~")
    if agreement == "disjoint" and one_loose:
        sides = ((left, factors[0], intervals), (right, factors[1], intervals[::-1]))
        if any(_nearly_fits(*side) for side in sides):
            return "incomparable"
    named_once = bool(left.noun) != bool(right.noun)
    return "compatible" if agreement == "equal" and named_once else agreement


def _as_fall(slots: QuantitySlots) -> QuantitySlots:
    """Return a negative percentage, which is a change, as a fall: "-4.42%" is "fell 4.42%"."""
    low, high = slots.low, slots.high
    negative = slots.unit == "%" and low is not None and high is not None and low <= high < 0
    if not negative or slots.comparator not in ("=", "~") or slots.change not in ("", "down"):
        return slots
    return replace(slots, low=-cast(float, high), high=-cast(float, low), change="down")


def _compare_scores(left: str, right: str) -> Agreement:
    if left == right:
        return "equal"
    return "compatible" if left.split("-")[::-1] == right.split("-") else "disjoint"


def _unit_factors(left: str, right: str) -> tuple[float, float] | None:
    """Return what to multiply each side by, or None for units of different kinds."""
    if left == right or (left.startswith("degree") and right == "degree"):
        return 1.0, 1.0
    if right.startswith("degree") and left == "degree":
        return 1.0, 1.0
    one, two = _DIMENSIONS.get(left), _DIMENSIONS.get(right)
    if one is None or two is None:
        return None
    if {one[0], two[0]} == _TIMES:
        return _seconds(*one), _seconds(*two)
    return (one[1], two[1]) if one[0] == two[0] else None


def _seconds(dimension: str, size: float) -> float:
    return size * _MONTH_SECONDS if dimension == "calendar" else size


def _in_two_calendars(left: QuantitySlots, right: QuantitySlots) -> bool:
    """Say whether one counts months or years, and the other days or hours."""
    found = {_DIMENSIONS.get(slots.unit, ("", 0.0))[0] for slots in (left, right)}
    return found == _TIMES


def converted(left: QuantitySlots, right: QuantitySlots) -> bool:
    """Say whether two exact figures are one in two units ("700 metres", "2,300 feet")."""
    factors = _unit_factors(left.unit, right.unit)
    if factors is None or left.unit == right.unit:
        return False
    one, two = _exact_value(left), _exact_value(right)
    if one is None or two is None:
        return False
    ours, theirs = one * factors[0], two * factors[1]
    return abs(ours - theirs) <= _CONVERSION_SHARE * max(abs(ours), abs(theirs))


def is_length(slots: QuantitySlots) -> bool:
    """Say whether a quantity measures a length or a distance."""
    return _DIMENSIONS.get(slots.unit, ("", 0.0))[0] == "length"


def measure_of(slots: QuantitySlots) -> tuple[str, str, str, str]:
    """Return what of a quantity ``measured_apart`` looks at."""
    return slots.unit, slots.noun, slots.change, _state(slots)


def measured_apart(left: QuantitySlots, right: QuantitySlots) -> bool:
    """Say whether two quantities, of two units or of two nouns, are incomparable for that."""
    factors = _unit_factors(left.unit, right.unit)
    return factors is None or not _count_alike(left, right)


def _count_alike(left: QuantitySlots, right: QuantitySlots) -> bool:
    """Say whether both count the same kind of thing in the same way."""
    states = _state(left), _state(right)
    if all(states) and states[0] != states[1]:
        return False
    if "to" in (left.change, right.change) and _amounts_of_change(left, right):
        return False
    if left.noun and right.noun:
        return same_noun(left.noun, right.noun) or _people_by_state(left, right, states)
    if left.unit and right.unit:
        return "age" not in (left.noun, right.noun)
    if left.noun or right.noun:
        return False
    shared = set(left.subject.split()) & set(right.subject.split())
    return 2 * len(shared) > min(len(left.subject.split()), len(right.subject.split()))


def _amounts_of_change(left: QuantitySlots, right: QuantitySlots) -> bool:
    """Say whether one is where it went ("to 30") and the other how far ("by 5")."""
    return bool({left.change, right.change} & {"up", "down", "by"})


def _people_by_state(left: QuantitySlots, right: QuantitySlots, states: tuple[str, str]) -> bool:
    """Say whether "12 deaths" and "12 people were killed" count the same."""
    if not states[0] or states[0] != states[1]:
        return False
    heads = {counted_noun(left.noun)[0], counted_noun(right.noun)[0]}
    return heads <= (_STATE_NOUNS | {_SYNONYMS[stem("person")]})


def _intervals(slots: QuantitySlots, factor: float) -> tuple[float, float]:
    low = float("-inf") if slots.low is None else round(slots.low * factor, 6)
    high = float("inf") if slots.high is None else round(slots.high * factor, 6)
    return min(low, high), max(low, high)


def _nearly_fits(
    loose: QuantitySlots, factor: float, intervals: tuple[tuple[float, float], tuple[float, float]]
) -> bool:
    """Say whether "about" a figure, read at its printed precision, takes in another.

    "About 100" and "140" are not one figure, but neither do they exclude each other.
    """
    (low, high), (other_low, other_high) = intervals
    if loose.comparator != "~" or loose.low is None or loose.high is None:
        return False
    middle = (low + high) / 2
    gap = max(other_low - middle, middle - other_high)
    return gap <= loose.step * factor / 2


def _compare_intervals(
    left: QuantitySlots,
    right: QuantitySlots,
    intervals: tuple[tuple[float, float], tuple[float, float]],
    *,
    converted: bool,
) -> Agreement:
    (low, high), (other_low, other_high) = intervals
    if intervals[0] == intervals[1]:
        strict = {left.comparator, right.comparator}
        return "equal" if len(strict) == 1 or strict == {">", ">="} else "compatible"
    if max(low, other_low) <= min(high, other_high):
        touching = low == other_high or high == other_low
        # "more than 40" and "fewer than 40" meet in a value that neither allows; "more than 40"
        # and plain "40" stay compatible, as news prints them of one count.
        facing = touching and low < high and other_low < other_high
        strict = {left.comparator, right.comparator} & {"<", ">"}
        return "disjoint" if facing and strict else "compatible"
    # What lies between the two, and the figures that face each other across it.
    near, far = (high, other_low) if high < other_low else (other_high, low)
    if converted:
        return "compatible" if far - near <= _CONVERSION_SHARE * abs(far) else "disjoint"
    return "compatible" if _rounds(left, right, near, far) else "disjoint"


def _rounds(left: QuantitySlots, right: QuantitySlots, near: float, far: float) -> bool:
    """Say whether one printed figure is the other at a coarser precision.

    ``near`` and ``far`` are the values that face each other, near < far.
    """
    step = max(left.step, right.step)
    gap = round(far - near, 6)
    if _cut(left, right):
        return True
    dimension = _DIMENSIONS.get(left.unit, ("", 0.0))[0]
    size = max(abs(near), abs(far))
    if size < _EXACT_BELOW and dimension not in _ROUNDED_DIMENSIONS:
        # Trailing zeros of a small count are no rounding; decimals beside an integer are.
        step = min(step, 1.0) if min(left.step, right.step) < 1.0 or left.unit == "%" else 0.0
        return left.step != right.step and 0 < gap <= step / 2
    share = _LARGE_ROUNDING_SHARE if size >= _LARGE else _ROUNDING_SHARE
    return left.step != right.step and gap <= step / 2 and gap <= share * size


def _cut(left: QuantitySlots, right: QuantitySlots) -> bool:
    """Say whether a large exact figure is another without its decimals: "2,978", "2,978.76"."""
    one, two = _exact_value(left), _exact_value(right)
    if one is None or two is None or not min(left.step, right.step) < 1.0:
        return False
    whole, fine = (one, two) if left.step > right.step else (two, one)
    return min(whole, fine) >= _CUT_FROM and whole == floor(fine)


def adds_up(parts: Sequence[QuantitySlots], total: QuantitySlots) -> bool:
    """Say whether two or more exact parts sum to an exact total ("32 men", "11 women", "43").

    Args:
        parts: Quantities of one unit, each above 0 and below the total.
        total: The quantity they may make up.
    """
    value = _exact_value(total)
    values = [_exact_value(part) for part in parts]
    if value is None or len(values) < 2 or any(part.unit != total.unit for part in parts):
        return False
    known = [part for part in values if part is not None and 0 < part < value]
    return len(known) == len(values) and round(sum(known), 6) == round(value, 6)


def _exact_value(slots: QuantitySlots) -> float | None:
    exact = slots.comparator == "=" and slots.low == slots.high and slots.unit != "score"
    return slots.low if exact else None


def compare_names(left: NameSlots, right: NameSlots) -> Agreement:
    """Compare two names of one kind by their canonical keys; ``disjoint`` means other names.

    Names of the same letters are one: "Wal-Mart", "Walmart"; "the D.C. Circuit", "the DC Circuit";
    "Ana Bellman", "Ana Belman".
    """
    answer = _compare_keys(left.key, right.key)
    if answer != "equal" and letters_of(left.name) == letters_of(right.name) != "":
        return "equal"
    return answer


# A story prints few names many times.
@lru_cache(maxsize=20_000)
def _compare_keys(left: str, right: str) -> Agreement:
    one, two = _key(left), _key(right)
    if not one or not two:
        return "incomparable"
    # "Abu-Dalim", "Abu Dalim"
    if one == two or left.replace("-", " ") == right.replace("-", " "):
        return "equal"
    if sorted((one, two), key=len)[1] == (_NAMESAKE, *min(one, two, key=len)):
        return "disjoint"
    if set(one) <= set(two) or set(two) <= set(one):
        # "The Vell administration" is not Vell, "Senate Democrats" are not the Senate.
        beside, chamber = set(one) ^ set(two), min(len(one), len(two)) == 1
        another = bool(beside & (_OF_ANOTHER | _WATERS | _GROUNDS | _PATRONYMIC))
        another = another or bool(beside & (_OF_CHAMBER if chamber else _OF_MEN))
        another = another or not _is_cut(*sorted((one, two), key=len))
        another = another or {*one, *two} == _NAMED_TWICE
        return "disjoint" if another else "compatible"
    fits = (
        _initials_fit(one, two)
        or _sound_alike(one, two)
        or _is_acronym(one, two)
        or _is_acronym(two, one)
    )
    return "compatible" if fits else "disjoint"


def _is_cut(short: Sequence[str], long: Sequence[str]) -> bool:
    """Say whether a shorter name is one end of a longer one, or all but its land and the like.

    "The Norby Council" is not the Norby Security Council, nor is Norbaid the Centre for Norbaid
    Research.
    """
    size, behind = len(short), dict(pairwise(long))
    if size == len(long) or set(short) == set(long):
        return True
    if size == 1:
        if short[0] == "congress" == long[1] and behind.get("congress") == "of":
            return not long[-1].endswith("s")  # "the Norby Congress of Bakers" makes no laws
        end = short[0] in (long[0], long[-1]) or behind[short[0]] == "of"
        return end or len(long[-1]) == 1
    kept = [word for word in long if word in short or word not in _LEFT_OUT]
    return any(kept[at : at + size] == list(short) for at in range(len(kept) - size + 1))


def acronym(name: Sequence[str]) -> str:
    """Return the initials of a name's words, those left out that an acronym leaves out."""
    return "".join(word[0] for word in name if word not in {"of", "and", "the", "for"})


def acronyms(name: Sequence[str]) -> frozenset[str]:
    """Return the letters, three or more, that a lower-case name may go by: "dhhs", "hhs"."""
    own = name[2:] if list(name[1:2]) == ["of"] and name[0] in _OFFICES else name
    cut = own[: len(own) - 2] if list(own[-2:-1]) == ["and"] else own
    return frozenset(letters for letters in map(acronym, (name, own, cut)) if len(letters) > 2)


def _is_acronym(short: Sequence[str], long: Sequence[str]) -> bool:
    """Say whether a name of three letters or more is another's initials ("nlb")."""
    return len(short) == 1 and len(long) > 2 and short[0] in acronyms(long)


@lru_cache(maxsize=20_000)
def letters_of(name: str) -> str:
    """Return the letters and digits of a name, lower-case: neither spaces, hyphens nor stops.

    A long name is spelt one way, however often it has a letter and whoever wrote its sounds down:
    "Ana Bellman", "Ana Belman"; "Norboudiya", "Norbudiya".
    """
    plain = strip_accents(name).lower()
    for long, short in _LETTERED:
        plain = plain.replace(long, short)
    letters = _LETTERS.sub("", plain)
    if len(letters) < _LONG_NAME or name.isupper():
        return letters
    for spelt, sound in _SPELLINGS:
        letters = letters.replace(spelt, sound)
    return _DOUBLED.sub(r"\1", letters)


@lru_cache(maxsize=20_000)
def _key(key: str) -> tuple[str, ...]:
    parts = tuple(words(strip_accents(key)))
    return parts[:-1] if len(parts) > 1 and parts[-1] in _LISTED else parts


def _initials_fit(left: Sequence[str], right: Sequence[str]) -> bool:
    """Say whether "rubio m" and "rubio marco" may be one: same surname, fitting initials."""
    if left[0] != right[0] or len(left) != len(right):
        return False
    pairs = zip(left[1:], right[1:], strict=True)
    return all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in pairs)


def _vowel_apart(left: str, right: str) -> bool:
    """Say whether one long surname has a vowel inside that the other has not.

    "Dalimairi", "Dalimari": whoever wrote the name down heard it or did not.
    """
    short, long = sorted((letters_of(left), letters_of(right)), key=len)
    if len(short) < _LONG_NAME or len(long) - len(short) != 1 or not (left + right).isalpha():
        return False
    at = next((n for n in range(len(short)) if short[n] != long[n]), len(short))
    return 0 < at < len(short) and long[at] in _VOWELS and short[at:] == long[at + 1 :]


def _sound_alike(left: Sequence[str], right: Sequence[str]) -> bool:
    """Say whether "dalimari q" and "dolymari" may be one person, whose name is written by ear."""
    initials = [key[1] for key in (left, right) if len(key) == 2 and len(key[1]) == 1]
    shaped = len(left) + len(right) == 2 + len(initials) and bool(initials)
    heard = sound_of(left[0]) == sound_of(right[0]) != ""
    heard = heard or (len(initials) == 2 and _vowel_apart(left[0], right[0]))
    return shaped and len(set(initials)) == 1 and heard


@lru_cache(maxsize=20_000)
def frame_of(surname: str) -> str:
    """Return the consonants of a long surname, which all its spellings by ear have; else ""."""
    return "".join(char for char in sound_of(surname) if char not in _VOWELS)


@lru_cache(maxsize=20_000)
def sound_of(surname: str) -> str:
    """Return a long surname as other papers may spell it: "u" for "o", "i" for "e"; else ""."""
    if len(surname) < _LONG_NAME or not surname.isalpha():
        return ""
    return letters_of(surname).translate(_BY_EAR)


def other_units(unit: str) -> list[float]:
    """Return by what a value is multiplied to be told in each unit of its kind.

    Days are told as weeks, and 90 of them as three months.
    """
    if unit not in _DIMENSIONS:
        return [1.0]
    factors = (_unit_factors(unit, other) for other in _DIMENSIONS)
    return [factor[0] / factor[1] for factor in factors if factor is not None]


def transposed(left: float, right: float) -> bool:
    """Tell whether two counts print the same digits in another order: "168", "186".

    Closing noughts count for nothing: "4,100" and "1,400" differ in two digits.
    """
    ours, theirs = (f"{value:.0f}" for value in (left, right))
    digits = [sorted(each.rstrip("0")) for each in (ours, theirs)]
    return ours != theirs and len(ours) == len(theirs) and digits[0] == digits[1]
