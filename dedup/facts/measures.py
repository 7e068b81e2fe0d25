"""An amount: a figure with its sign, its unit or its currency, before the counted noun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dedup.facts.nouns import is_plural
from dedup.facts.numbers import (
    LETTER_SCALES,
    Figure,
    Tok,
    and_a_half,
    at,
    exact_product,
    figure_at,
    glued,
)
from dedup.facts.units import (
    AREA_WORDS,
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    CURRENCY_WORDS,
    DOLLAR_COUNTRIES,
    DOLLAR_PREFIXES,
    DURATIONS,
    GLUED_UNITS,
    PERCENT_WORDS,
    UNITS,
)

_LENGTH_FOLLOWS = frozenset("long high tall wide deep away from race sprint below above".split())
_MAY_BE_NEGATIVE = frozenset({"%", "degree", "degree C", "degree F", "USD", "EUR", "GBP"})
# "three more years", "two straight days".
_BETWEEN = frozenset("more additional extra consecutive straight full long whole other".split())
_DEGREES = {"celsius": "C", "centigrade": "C", "c": "C", "fahrenheit": "F", "f": "F"}
# What a smaller unit adds to a larger one, and how many of it make the larger.
_SMALLER = {
    "hour": ("minute", 60.0),
    "minute": ("second", 60.0),
    "year": ("month", 12.0),
    "week": ("day", 7.0),
    "day": ("hour", 24.0),
    "foot": ("inch", 12.0),
}
# "Half an hour" measures with any unit, "half hour" and "half-hour" with these.
_BARE_HALVES = frozenset({"hour", "mile", "inch", "km", "metre", "acre"})
_ARTICLES = frozenset({"a", "an"})
# "Three hundredths of a second", "2 ten-thousandths of an inch".
_SMALL_PARTS = {"hundredth": 1e2, "thousandth": 1e3, "millionth": 1e6, "billionth": 1e9}
_TIMES_SMALLER = {"ten": 10.0, "hundred": 100.0}
# No fare or fee in pence is dearer; "720p" is a picture.
_MOST_PENCE = 200.0
_PENNY = 0.01
# "18C" is a section of an act as well: a temperature has one of these in its sentence.
_HEAT = frozenset(
    """temperature temperatures heat heatwave hot hotter hottest warm warmer warmest warmed warming
    warmth cold colder coldest cool cooler cooled cooling chill freeze freezing froze frozen frost
    boil boiling melt melts melting degree degrees weather climate celsius fahrenheit thermometer
    thermometers mercury summer winter forecast highs lows fever oven bake baked baking heated
    thermostat""".split()
)
_HEAT_REACH = 30
_SPEED_ENDS = {("per", "hour"), ("an", "hour")}


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with its unit among tokens ``first`` … ``last`` (exclusive).

    ``attached`` says that a hyphen joins the unit to the figure ("six-month").
    """

    first: int
    last: int
    figure: Figure
    unit: str
    attached: bool = False


def amount_at(toks: Sequence[Tok], index: int) -> Amount | None:
    """Return the amount that begins at token ``index``, or None."""
    halved = _half_unit(toks, index) or _small_part(toks, index) or _unit_and_a_half(toks, index)
    if halved is not None:
        return halved
    amount = _plain_amount(toks, index)
    return _with_smaller_units(toks, amount) if amount is not None else None


def _half_unit(toks: Sequence[Tok], index: int) -> Amount | None:
    """Read "half a mile", "half-hour", "a quarter of an hour"."""
    part, place, joined = 0.5, index + 1, False
    if at(toks, index) == "half":
        hyphen = at(toks, place) == "-" and glued(toks, place)
        place += hyphen
        joined = hyphen
        article = at(toks, place) in _ARTICLES
        place += article
        place += hyphen and article and at(toks, place) == "-"
        unit = UNITS.get(at(toks, place), "")
        if not article and unit not in _BARE_HALVES:
            return None
    else:
        figure = figure_at(toks, index) if at(toks, index) in ("a", "one", "three", "two") else None
        if figure is None or figure.form != "share" or at(toks, figure.last) != "of":
            return None
        part, place = round(figure.low / 100.0, 4), figure.last + 2
        unit = UNITS.get(at(toks, place), "") if at(toks, place - 1) in _ARTICLES else ""
    if not unit or is_plural(at(toks, place)) or at(toks, place + 1) == "-":
        return None
    figure = Figure(index, place + 1, part, part, part, "words")
    return Amount(index, place + 1, figure, unit, attached=joined)


def _small_part(toks: Sequence[Tok], index: int) -> Amount | None:
    """Read "2 thousandths of a light-year", "a hundredth of a second"."""
    place = index + 1
    place += at(toks, place) == "-"
    smaller = _TIMES_SMALLER.get(at(toks, place), 1.0) if at(toks, place + 1) == "-" else 1.0
    place += 2 * (smaller > 1.0)
    part = _SMALL_PARTS.get(at(toks, place).removesuffix("s"), 0.0)
    if not part or at(toks, place + 1) != "of" or at(toks, place + 2) not in _ARTICLES:
        return None
    whole = figure_at(toks, index)
    top = 1.0 if at(toks, index) in _ARTICLES else whole.low if whole is not None else 0.0
    if not top or (whole is not None and whole.last != index + 1):
        return None
    value = round(top / (part * smaller), 15)
    figure = Figure(index, place + 1, value, value, value / top, "words")
    unit, last = _unit_at(toks, place + 3, figure)
    return Amount(index, last, figure, unit) if unit else None


def _unit_and_a_half(toks: Sequence[Tok], index: int) -> Amount | None:
    """Read "an hour and a half", "a day-and-a-half"."""
    if at(toks, index) not in ("a", "an", "one"):
        return None
    unit = UNITS.get(at(toks, index + 1), "")
    last = and_a_half(toks, index + 2) if unit else 0
    if not last or at(toks, last) == "-":
        return None
    return Amount(index, last, Figure(index, last, 1.5, 1.5, 0.5, "words"), unit)


def _with_smaller_units(toks: Sequence[Tok], amount: Amount) -> Amount:
    """Join "8 minutes 50 seconds", "two years and three months", "6ft 2in" to one amount."""
    apart = at(toks, amount.first - 1) in ("between", "from")
    while amount.unit in _SMALLER and not (apart or amount.attached):
        unit, share = _SMALLER[amount.unit]
        place = amount.last + (at(toks, amount.last) in ("and", ","))
        rest = _plain_amount(toks, place) if place < len(toks) else None
        if rest is None or rest.unit != unit or rest.attached or not 0 < rest.figure.low < share:
            break
        if amount.figure.low != amount.figure.high or rest.figure.low != rest.figure.high:
            break
        value = exact_product(amount.figure.low, share) + rest.figure.low
        figure = Figure(amount.first, rest.last, value, value, rest.figure.step, "words")
        amount = Amount(amount.first, rest.last, figure, unit)
    return amount


def _plain_amount(toks: Sequence[Tok], index: int) -> Amount | None:
    """Read a figure with its sign, its currency or its unit."""
    signed = _minus_before_sign(toks, index)
    currency, place = _currency_before(toks, index + signed)
    negative = not signed and place < len(toks) and toks[place].low in ("-", "minus")
    if negative:
        money = bool(currency) and toks[place - 1].low in CURRENCY_SIGNS  # "$-5m"
        joined = glued(toks, place) and not money
        if toks[place].low == "-" and (joined or not glued(toks, place + 1)):
            return None
        place += 1
    negative = negative or signed
    if place >= len(toks):
        return None
    figure = figure_at(toks, place)
    if figure is None or (currency and toks[place].kind != "n"):
        return None
    if currency:
        figure, last = _letter_scale(toks, figure)
        measured: tuple[Figure, str, int, bool] | None = (figure, currency, last, False)
        if at(toks, last) in ("dollars", "euros"):
            measured = (figure, currency, last + 1, False)
    else:
        measured = _measured(toks, figure)
    if measured is None or (negative and not currency and measured[1] not in _MAY_BE_NEGATIVE):
        return None
    figure, unit, last, attached = measured
    if negative:
        figure = replace(figure, low=-figure.low, high=-figure.low)
    return Amount(index, last, figure, unit, attached)


def _minus_before_sign(toks: Sequence[Tok], index: int) -> bool:
    """Tell the minus of " -$5" and "(-$5" from a hyphen ("a-$5", "$5 -$6")."""
    if not index or toks[index].low != "-" or at(toks, index + 1) not in CURRENCY_SIGNS:
        return False
    apart = not glued(toks, index) or toks[index - 1].low in ("(", "[")
    ranged = any(tok.kind == "n" for tok in toks[max(0, index - 2) : index])
    return apart and glued(toks, index + 1) and not ranged


def _currency_before(toks: Sequence[Tok], index: int) -> tuple[str, int]:
    tok = toks[index]
    if tok.low in CURRENCY_SIGNS:
        return CURRENCY_SIGNS[tok.low], index + 1
    if at(toks, index + 1) == "$" and glued(toks, index + 1) and tok.low in DOLLAR_PREFIXES:
        return DOLLAR_PREFIXES[tok.low], index + 2
    if tok.text in CURRENCY_CODES:
        place = index + 1 + (at(toks, index + 1) == "." and glued(toks, index + 1))
        return CURRENCY_CODES[tok.text], place
    return "", index


def _letter_scale(toks: Sequence[Tok], figure: Figure) -> tuple[Figure, int]:
    """Apply a glued "m", "b" or "t" to an amount of money."""
    last = figure.last
    factor = LETTER_SCALES.get(at(toks, last))
    if factor is None or figure.scale != 1.0 or not glued(toks, last):
        place = last
        hyphen = at(toks, place) == "-" and at(toks, place + 1) in ("a", "per")
        return figure, place if not hyphen else last
    return _scaled(figure, factor), last + 1


def _scaled(figure: Figure, factor: float) -> Figure:
    value = exact_product(figure.low, factor)
    return replace(
        figure, low=value, high=value, step=exact_product(figure.step, factor), scale=factor
    )


def _measured(toks: Sequence[Tok], figure: Figure) -> tuple[Figure, str, int, bool] | None:
    """Return figure, unit, index after, attached; None when a code is glued to the figure."""
    last = figure.last
    if figure.form == "share":
        return figure, "%", last, False
    if last >= len(toks):
        return figure, "", last, False
    if glued(toks, last) and toks[last].kind == "w" and last == figure.first + 1:
        return _glued_unit(toks, figure)
    attached = at(toks, last) == "-" and glued(toks, last) and glued(toks, last + 1)
    place = last + attached
    unit, after = _unit_at(toks, place, figure)
    if at(toks, place) == "pence":
        return _scaled(figure, _PENNY), "GBP", place + 1, attached
    if not unit:
        return figure, "", last, False
    return figure, unit, after, attached


def _glued_unit(toks: Sequence[Tok], figure: Figure) -> tuple[Figure, str, int, bool] | None:
    last = figure.last
    tok = toks[last]
    if tok.low == "m" and _counts_millions(toks, last + 1, figure):
        return _scaled(figure, 1e6), "", last + 1, False
    if tok.low == "b" and last + 1 < len(toks) and is_plural(at(toks, last + 1)):
        return _scaled(figure, 1e9), "", last + 1, False
    if tok.text == "p" and figure.low <= _MOST_PENCE:
        return _scaled(figure, _PENNY), "GBP", last + 1, False
    if tok.text in ("C", "F"):
        return (figure, f"degree {tok.text}", last + 1, False) if _is_hot(toks, figure) else None
    unit = GLUED_UNITS.get(tok.low)
    if unit is None or tok.text in ("G", "L", "M", "T"):  # 5G is no weight
        return None
    return figure, unit, last + 1, False


def _is_hot(toks: Sequence[Tok], figure: Figure) -> bool:
    """Tell the temperature of "highs of 31C", "1.5C", "-4C", "31C (88F)" from "repeal of 18C"."""
    if not figure.first or "." in toks[figure.first].text:
        return True
    if at(toks, figure.first - 1) in ("-", "minus"):
        return True
    start = max(1, figure.first - _HEAT_REACH)
    near = range(start, min(len(toks), figure.last + _HEAT_REACH))
    letters = sum(
        toks[index].text in ("C", "F") and toks[index - 1].kind == "n" and glued(toks, index)
        for index in near
    )
    return letters > 1 or any(toks[index].low in _HEAT for index in range(start - 1, near.stop))


def _counts_millions(toks: Sequence[Tok], index: int, figure: Figure) -> bool:
    """Tell "1.2m people" from "100m sprint" and "5m deep"."""
    if at(toks, index) in _LENGTH_FOLLOWS:
        return False
    return any(
        is_plural(at(toks, place)) and at(toks, place) not in UNITS for place in (index, index + 1)
    ) or (at(toks, index) in CURRENCY_WORDS)


def _unit_at(toks: Sequence[Tok], index: int, figure: Figure) -> tuple[str, int]:
    """Return the unit whose words begin at ``index``, and the index after; "" if none."""
    word, after = at(toks, index), at(toks, index + 1)
    if word in _BETWEEN and UNITS.get(after) in DURATIONS:
        return UNITS[after], index + 2
    if word == "%" or word in PERCENT_WORDS:
        return "%", index + 1
    if word == "per" and after == "cent":
        return "%", index + 2
    if word in ("percentage", "basis") and after in ("point", "points"):
        return f"{word} point", index + 2
    money = _currency_after(toks, index, figure)
    if money[0]:
        return money
    if word in AREA_WORDS:
        place = index + 1 + (after == ".") + (after == "-")
        unit = UNITS.get(at(toks, place))
        return (f"{AREA_WORDS[word]} {unit}", place + 1) if unit else ("", index)
    if index < len(toks) and toks[index].text == "L" and not glued(toks, index):
        # "105 L of water", no house in a street of one letter
        street = index + 1 < len(toks) and toks[index + 1].text[0].isupper()
        return ("", index) if street else ("litre", index + 1)
    if word == "nautical" and after in ("mile", "miles"):
        return "nautical mile", index + 2
    years = index + 1 + (after == "-")
    if word == "light" and at(toks, years) in ("year", "years"):
        return "light-year", years + 1
    unit = UNITS.get(word, "")
    if not unit or (word == "second" and after in ("-", "half")):
        return "", index
    if unit == "degree":
        scale = _DEGREES.get(after)
        return (f"degree {scale}", index + 2) if scale else (unit, index + 1)
    if unit in ("mile", "km") and (after, at(toks, index + 2)) in _SPEED_ENDS:
        return f"{unit} per hour", index + 3
    if unit in ("mile", "km") and after == "/" and at(toks, index + 2) in ("h", "hr"):
        return f"{unit} per hour", index + 3
    return unit, index + 1


def _currency_after(toks: Sequence[Tok], index: int, figure: Figure) -> tuple[str, int]:
    word = at(toks, index)
    if word in CURRENCY_WORDS:
        return CURRENCY_WORDS[word], index + 1
    if word in DOLLAR_COUNTRIES and at(toks, index + 1) in ("dollar", "dollars"):
        return DOLLAR_COUNTRIES[word], index + 2
    if word in ("pound", "pounds"):
        sterling = at(toks, index + 1) == "sterling"
        # Nobody prints a weight in millions of pounds without its substance.
        money = sterling or (figure.scale >= 1e3 and at(toks, index + 1) != "of")
        return ("GBP" if money else "pound"), index + 1 + sterling
    if index < len(toks) and toks[index].text in CURRENCY_CODES and toks[index].kind == "w":
        return CURRENCY_CODES[toks[index].text], index + 1
    return "", index


def is_duration(unit: str) -> bool:
    """Say whether a unit measures time."""
    return unit in DURATIONS
