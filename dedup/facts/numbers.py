"""Tokens of a sentence, and figures among them, in digits or in words.

A figure is the number alone: "80,000", "two dozen", "1.2bn", "half a million",
"a few thousand". What it counts and whether it is one at all (a year, a route,
a model) is decided by ``quantities``. Everything is one pass over the tokens:
no pattern here can backtrack over more than one token.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from dedup.number_words import ORDINALS, TENS, UNITS
from dedup.text import fold


class Tok(NamedTuple):
    """One token: offsets, printed and lower-case form, kind (n number, w word, p other)."""

    start: int
    end: int
    text: str
    low: str
    kind: str


_TOKEN = re.compile(
    r"(?P<n>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
    # As India groups: "1,00,000". No figure has more groups (``_MAX_DIGITS``).
    r"|[1-9][0-9]?(?:,[0-9]{2}){1,6},[0-9]{3}(?!,?[0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<w>(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[0-9]+[^\W_]*)?(?:'[^\W\d_]+)*)"
    r"|(?P<p>\S)"
)
# Longer runs of digits are account numbers or noise, and float() of a megabyte is slow.
_MAX_DIGITS = 18
_MAX_CHARS = 10_000

_SMALL = {"zero": 0} | UNITS
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "trillion": 1e12,
}
_ABBREVIATED = {"bn": 1e9, "tn": 1e12, "trn": 1e12, "mn": 1e6, "mln": 1e6, "bln": 1e9, "k": 1e3}
# One letter: only glued to the figure, and only where ``quantities`` says it is not a unit.
LETTER_SCALES = {"m": 1e6, "b": 1e9, "t": 1e12}
# Plurals that count without a figure: at least one of them, no upper bound.
VAGUE_PLURALS = {
    "dozens": 12.0,
    "scores": 20.0,
    "hundreds": 1e2,
    "thousands": 1e3,
    "lakhs": 1e5,
    "millions": 1e6,
    "crores": 1e7,
    "billions": 1e9,
    "trillions": 1e12,
}
FRACTIONS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fifth": 5,
    "fifths": 5,
    "sixth": 6,
    "sixths": 6,
    "seventh": 7,
    "sevenths": 7,
    "eighth": 8,
    "eighths": 8,
    "tenth": 10,
    "tenths": 10,
}
# Of so many, some said or did it: "4 in 10 voters"; what stands before them, and not behind.
_TENS_ASKED = frozenset({"10", "100", "1000"})
_BEFORE_ODDS = frozenset(
    """, ; ( about around roughly nearly almost some only just than least most under over as
    approximately that and but while with to a is was where when if for by from""".split()
)
_TIMES = frozenset(
    """second seconds minute minutes hour hours day days week weeks month months year years
    games matches attempts tries innings % percent million billion trillion""".split()
)
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75}
# What "a single" counts: of people it says rather that they are not married.
SINGLE_NOUNS = frozenset("point percentage vote seat goal shot bullet death case".split())
# Before "half" that is a share by itself ("more than half said no"), and after it.
_HALF_LEADS = frozenset("than over under about around nearly almost roughly only just".split())
_HALF_FOLLOWS = frozenset(
    "said say says were are was is have has had do did would will think believe support supported "
    "oppose opposed who in on".split()
)
# Behind these a figure does not end at a comma: "at least 4, 600 people" misses no item of a list.
_BEFORE_SPACED = frozenset(
    "than least most nearly almost about around roughly some over approximately estimated "
    "killing killed injuring injured exceeding".split()
)
# "a few", "several": two to nine of the next scale.
FEW_LOW, FEW_HIGH = 2.0, 9.0
# "Twenty-first" is no twenty; a "twenty-second delay" is.
_PLACES = frozenset(ORDINALS.values()) - {"second"}
NUMBER_WORDS = frozenset(_SMALL) | frozenset(TENS) | frozenset(SCALES) | {"dozen"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number among tokens ``first`` … ``last`` (exclusive).

    Args:
        first: Index of its first token.
        last: Index after its last token.
        low: Smallest value the words allow.
        high: Largest value they allow; None without bound ("thousands").
        step: Printed precision.
        form: digits, words, vague ("a few thousand", "dozens") or share (a fraction, in %).
        scale: What its scale words multiply by ("1.2 billion" → 1e9).
    """

    first: int
    last: int
    low: float
    high: float | None
    step: float
    form: str
    scale: float = 1.0


def readable(text: str) -> str:
    """Return the text, or the whole words of its first 10,000 characters.

    No sentence is longer; a line that is (a table, a log, a blob) is not worth a second.
    """
    if len(text) <= _MAX_CHARS:
        return text
    return text[: max(0, text.rfind(" ", 0, _MAX_CHARS))]


def lex(text: str) -> list[Tok]:
    """Return the tokens of a text; offsets are the text's own."""
    return [
        Tok(match.start(), match.end(), match[0], match[0].lower(), match.lastgroup or "p")
        for match in _TOKEN.finditer(fold(text))
    ]


def at(toks: Sequence[Tok], index: int) -> str:
    """Return the lower-case token at ``index``, or "" outside."""
    return toks[index].low if 0 <= index < len(toks) else ""


def glued(toks: Sequence[Tok], index: int) -> bool:
    """Say whether token ``index`` follows the one before without a space."""
    return 0 < index < len(toks) and toks[index - 1].end == toks[index].start


def figure_at(toks: Sequence[Tok], index: int) -> Figure | None:
    """Return the figure that begins at token ``index``, longest reading, or None."""
    tok = toks[index]
    if tok.kind == "n":
        return _odds_in_digits(toks, index) or _digits(toks, index)
    if tok.kind != "w":
        return None
    return _share(toks, index) or _vague(toks, index) or _words(toks, index)


def _digits(toks: Sequence[Tok], index: int) -> Figure | None:
    spaced = _is_spaced_thousands(toks, index)
    text = toks[index].text.replace(",", "") + (toks[index + 2].text if spaced else "")
    if len(text) > _MAX_DIGITS:
        return None
    value, step = float(text), _printed_step(text)
    last = index + (3 if spaced else 1)
    if _is_vulgar(toks, last):
        value, step, last = value + _VULGAR[toks[last].text], 0.25, last + 1
    # "[$45] billion": an editor put the figure in.
    closed = at(toks, last) == "]" and glued(toks, last) and at(toks, last + 1) in SCALES
    scale, last = _scale(toks, last + closed)
    value = exact_product(value, scale)
    return Figure(index, last, value, value, exact_product(step, scale), "digits", scale)


def _is_spaced_thousands(toks: Sequence[Tok], index: int) -> bool:
    """Tell "killing at least 4, 600 people" from two figures ("in groups of 4, 600 people")."""
    if index + 2 >= len(toks) or toks[index + 1].low != "," or toks[index + 2].kind != "n":
        return False
    left, comma, right = toks[index : index + 3]
    if left.end != comma.start or right.start != comma.end + 1:
        return False
    digits = left.text.isdecimal() and right.text.isdecimal()
    if not digits or len(right.text) != 3 or len(left.text) > 3 or left.text[0] == "0":
        return False
    if glued(toks, index + 3) and toks[index + 3].kind != "p":
        return False
    if right.text == "000":
        return True  # no figure of a list
    counts = index + 3 < len(toks) and toks[index + 3].kind == "w"
    return counts and at(toks, index - 1) in _BEFORE_SPACED


def _is_vulgar(toks: Sequence[Tok], index: int) -> bool:
    """Tell the fraction of "5½" and "5 ½ miles" from "100 ½-price seats" and "in 2019 ½ of"."""
    if index >= len(toks) or toks[index].text not in _VULGAR:
        return False
    if glued(toks, index):
        return True
    joined = at(toks, index + 1) == "-" and glued(toks, index + 1)
    return toks[index - 1].text.isdecimal() and not joined and at(toks, index + 1) != "of"


def _printed_step(digits: str) -> float:
    """Return the place value of the last digit that is not a trailing zero of an integer."""
    whole, _, decimals = digits.partition(".")
    if decimals:
        return float(Decimal(1).scaleb(-len(decimals)))
    kept = whole.rstrip("0")
    return 10.0 ** (len(whole) - len(kept)) if kept else 1.0


def exact_product(value: float, scale: float) -> float:
    """Multiply without binary noise: 1.19 × 1e9 is 1,190,000,000 exactly."""
    return float(Decimal(str(value)) * Decimal(scale))


def _scale(toks: Sequence[Tok], index: int) -> tuple[float, int]:
    """Return the scale that the tokens at ``index`` name ("hundred thousand") and the rest."""
    scale = 1.0
    while index < len(toks):
        word, step = at(toks, index), 1
        if word == "-" and glued(toks, index) and at(toks, index + 1) in SCALES:
            word, step = at(toks, index + 1), 2
        factor = SCALES.get(word)
        if factor is None and scale == 1.0 and toks[index].text != "K":
            factor = _ABBREVIATED.get(word)
        if factor is None or scale * factor > 1e15:
            break
        scale, index = scale * factor, index + step
    hyphen = at(toks, index) == "-" and glued(toks, index) and glued(toks, index + 1)
    if scale == 1.0 and at(toks, index + hyphen) == "dozen":
        return 12.0, index + hyphen + 1
    return scale, index


def _words(toks: Sequence[Tok], index: int) -> Figure | None:
    """Read "forty-three", "one hundred and fifty thousand", "a hundred", "two and a half"."""
    place = index
    if (at(toks, place), at(toks, place + 1)) == ("a", "single"):
        counts = at(toks, place + 2) in SINGLE_NOUNS
        return Figure(index, index + 2, 1.0, 1.0, 1.0, "words") if counts else None
    if at(toks, place) in ("a", "an", "one") and at(toks, place + 1) in SCALES | {"dozen": 12.0}:
        scale, last = _scale(toks, place + 1)
        if scale == 1e2:
            return _compound(toks, index, place + 1, 1.0)
        return Figure(index, last, scale, scale, scale, "words")
    if at(toks, place) == "half" and at(toks, place + 1) in ("a", "dozen", "-"):
        return _half(toks, index)
    if at(toks, place) == "dozen":
        return None
    if at(toks, place) == "twice":
        return Figure(index, index + 1, 2.0, 2.0, 1.0, "words")
    value = _below_hundred(toks, place)
    if value is None:
        return None
    return _compound(toks, index, value[1], value[0])


def _half(toks: Sequence[Tok], index: int) -> Figure | None:
    """Read "half a million", "half-a-dozen", "half dozen"."""
    place = index + 1
    while at(toks, place) in ("a", "-"):
        place += 1
    scale, last = _scale(toks, place)
    if scale < 12.0:
        return None
    value = scale / 2
    return Figure(index, last, value, value, value, "words")


def _below_hundred(toks: Sequence[Tok], index: int) -> tuple[float, int] | None:
    word = at(toks, index)
    if word in _SMALL:
        return float(_SMALL[word]), index + 1
    if word not in TENS:
        return None
    hyphen = at(toks, index + 1) == "-" and glued(toks, index + 1)
    unit = _SMALL.get(at(toks, index + 1 + hyphen), 0)
    if 0 < unit < 10:
        return float(TENS[word] + unit), index + 2 + hyphen
    if hyphen and at(toks, index + 2) in _PLACES:
        return None
    return float(TENS[word]), index + 1


def _compound(toks: Sequence[Tok], first: int, place: int, value: float) -> Figure:
    """Read hundreds and scales after a leading small number."""
    if at(toks, place) == "hundred":
        value, place = value * 100, place + 1
        skip = place + (at(toks, place) == "and")
        rest = _below_hundred(toks, skip)
        if rest is not None and at(toks, rest[1]) != "of":
            value, place = value + rest[0], rest[1]
    step = 1.0 if value < 20 and value != 10 else _printed_step(str(int(value)))
    halved = and_a_half(toks, place)
    if halved:
        value, step, place = value + 0.5, 0.5, halved
    scale, last = _scale(toks, place)
    if scale >= 1e3 and last < len(toks):
        rest = _below_hundred(toks, last + (at(toks, last) == "and"))
        if rest is not None and at(toks, rest[1]) == "hundred":
            tail = rest[0] * 100
            return Figure(
                first, rest[1] + 1, value * scale + tail, value * scale + tail, 1e2, "words"
            )
    return Figure(first, last, value * scale, value * scale, step * scale, "words", scale)


def and_a_half(toks: Sequence[Tok], place: int) -> int:
    """Return the index after "and a half" / "-and-a-half", or 0."""
    seen: list[str] = []
    index = place
    while index < len(toks) and len(seen) < 3:
        if toks[index].low != "-":
            seen.append(toks[index].low)
        index += 1
    return index if seen == ["and", "a", "half"] else 0


def _vague(toks: Sequence[Tok], index: int) -> Figure | None:
    """Read "a few thousand", "several hundred", "dozens of", "tens of thousands of"."""
    word = at(toks, index)
    place = index + (word == "a")
    if at(toks, place) in ("few", "several", "couple"):
        pair = at(toks, place) == "couple"
        after = place + 1 + (at(toks, place + 1) == "of" and pair)
        scale, last = _scale(toks, after)
        if scale == 1.0 and at(toks, after) == "dozen":
            scale, last = 12.0, after + 1
        if scale > 1.0:
            low, high = (1.5, 3.0) if pair else (FEW_LOW, FEW_HIGH)
            return Figure(index, last, low * scale, high * scale, scale, "vague")
        if pair and word == "a" and after == place + 2:
            return Figure(index, after - 1, 2.0, 3.0, 1.0, "vague")
        return None
    if word == "a" and at(toks, place) == "pair" and at(toks, place + 1) == "of":
        return Figure(index, place + 1, 2.0, 2.0, 1.0, "words")
    if at(toks, index + 1) == "of" and word in ("tens", "hundreds", "dozens"):
        scale = VAGUE_PLURALS.get(at(toks, index + 2), 0.0)
        if scale >= 1e3:
            factor = {"tens": 10.0, "dozens": 12.0, "hundreds": 1e2}[word]
            return Figure(index, index + 3, factor * scale, None, factor * scale, "vague")
    if word in VAGUE_PLURALS and at(toks, index + 1) in ("of", "more"):
        scale = VAGUE_PLURALS[word]
        return Figure(index, index + 1, scale, None, scale, "vague")
    return None


def _share(toks: Sequence[Tok], index: int) -> Figure | None:
    """Read "a third of", "two-thirds", "three quarters of", "half of", "one in five" as percent."""
    word = at(toks, index)
    if word == "half":
        follows = at(toks, index + 1)
        if follows in ("of", "the", "its", "their", "his", "her", "all", "our", "those"):
            return Figure(index, index + 1, 50.0, 50.0, 5.0, "share")
        alone = index + 1 >= len(toks) or follows in (".", ",", ";") or follows in _HALF_FOLLOWS
        if alone and at(toks, index - 1) in _HALF_LEADS:
            return Figure(index, index + 1, 50.0, 50.0, 5.0, "share")
        return None
    top = 1 if word in ("a", "one") else _SMALL.get(word, 0)
    if not 0 < top < 10:
        return None
    if at(toks, index + 1) == "in" or (at(toks, index + 1), at(toks, index + 2)) == ("out", "of"):
        return _odds(toks, index, top)
    hyphen = at(toks, index + 1) == "-"
    bottom = FRACTIONS.get(at(toks, index + 1 + hyphen), 0)
    last = index + 2 + hyphen
    plural = at(toks, last - 1).endswith("s")
    if not bottom or top >= bottom or plural != (top > 1):
        return None
    if at(toks, last) != "of" and not (hyphen and plural):
        return None
    of_scale = (at(toks, last), at(toks, last + 1)) == ("of", "a") and at(toks, last + 2) in SCALES
    if of_scale and not hyphen:
        # "A quarter of a million"
        scale, end = _scale(toks, last + 2)
        value = exact_product(round(top / bottom, 6), scale)
        return Figure(index, end, value, value, exact_product(0.05, scale), "words")
    value = round(100.0 * top / bottom, 4)
    return Figure(index, last, value, value, 5.0, "share")


def _odds_in_digits(toks: Sequence[Tok], index: int) -> Figure | None:
    """Read "4 in 10 voters", "1 in 500", "9 out of 10" as percent.

    Not "won 4 in 10 days", nor "No. 1 in 5 towns".
    """
    top = toks[index].text
    place = index + (2 if at(toks, index + 1) == "in" else 3)
    linked = at(toks, index + 1) == "in" or at(toks, index + 2) == "of"
    if not linked or not top.isdecimal() or place >= len(toks) or glued(toks, index):
        return None
    tens = toks[place].text in _TENS_ASKED
    before = at(toks, index - 1)
    if not (tens or top == "1") or len(top) > 2 or toks[place].kind != "n":
        return None
    plain = not before or before in _BEFORE_ODDS
    return _odds(toks, index, int(top)) if plain else None


def _odds(toks: Sequence[Tok], index: int, top: int) -> Figure | None:
    place = index + (2 if at(toks, index + 1) == "in" else 3)
    if place >= len(toks) or at(toks, index) == "a":
        return None
    tok = toks[place]
    digits = tok.kind == "n" and tok.text.isdecimal() and len(tok.text) < 5
    bottom = int(tok.text) if digits else _SMALL.get(tok.low, 0)
    # A year is not a denominator ("one in 2019"), nor a span of time ("two in five days").
    if not top < bottom <= 1000 or at(toks, place + 1) in _TIMES:
        return None
    value = round(100.0 * top / bottom, 4)
    return Figure(index, place + 1, value, value, round(value / 10, 4), "share")
