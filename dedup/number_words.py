"""Numbers as English spells them: one to ninety-nine, and their places in a row."""

from __future__ import annotations

_UNITS = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen"""
# Values by word.
UNITS = {word: value for value, word in enumerate(_UNITS.split(), start=1)}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS = {word: 10 * ten for ten, word in enumerate(_TENS.split(), start=2)}
_NTH = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
    "y": "ieth",
    "": "th",
}


def _nth(word: str) -> str:
    """Return the word for what stands at a number's place: "second", "twentieth"."""
    ending = next(ending for ending in _NTH if word.endswith(ending))
    return word.removesuffix(ending) + _NTH[ending]


def _ending(value: int) -> str:
    """Return the "nd" of "2nd"."""
    teen = 10 < value < 20
    return "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


# Words by digits, without their hyphen: "25": "twentyfive".
CARDINALS = {str(value): word for word, value in (UNITS | TENS).items()} | {
    str(ten + one): tens + unit
    for tens, ten in TENS.items()
    for unit, one in UNITS.items()
    if one < 10
}
# "2nd": "second", "25th": "twentyfifth".
ORDINALS = {f"{digits}{_ending(int(digits))}": _nth(word) for digits, word in CARDINALS.items()}
