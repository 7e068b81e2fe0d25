"""Article words made fit for display: cleaned, clipped, compared, in ASCII.

Text from articles is hostile: it may hold terminal commands, characters that
turn the line around, or markup. ``display`` is the one way from an article to a
report; offsets refer to the article's own text, never to what it returns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal, NamedTuple

from dedup.comparison.wording import spoken
from dedup.text import STOP_WORDS, fold, strip_accents

# A terminal command from its escape to its end: CSI (ECMA-48 §5.4), OSC and the other
# strings (§5.6), then a lone escape with the one character it takes. The next escape breaks off
# a string, as in terminals: were it unfinished there, each opening would be read to that escape.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*+(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
# Format characters (category Cf) that are printed, not obeyed: Arabic number signs.
_VISIBLE_FORMAT = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
_SPACES = re.compile(r"\s+")
_EDGES = ".,;:!?\"'()[]{}\u2026\u2014-"

_ASCII = str.maketrans(
    {
        "\u2026": "...",
        "\u2014": "--",
        "\u2013": "-",
        "\u2015": "--",
        "\u2500": "-",
        "\u00b7": ".",
        "\u2022": "*",
        "\u2192": "->",
        "\u2265": ">=",
        "\u2264": "<=",
        "\u2248": "~",
        "\u00d7": "x",
        "\u00b0": " deg",
        "\u00a3": "GBP ",
        "\u20ac": "EUR ",
        "\u00a5": "JPY ",
        "\u00a9": "(c)",
        "\u00ae": "(R)",
        "\u2122": "(TM)",
        "\u2044": "/",
        "\u00bd": " 1/2",
        "\u00bc": " 1/4",
        "\u00be": " 3/4",
        "\u00df": "ss",
        "\u00e6": "ae",
        "\u00c6": "Ae",
        "\u0153": "oe",
        "\u0152": "Oe",
        "\u00f8": "o",
        "\u00d8": "O",
        "\u0142": "l",
        "\u0141": "L",
        "\u0111": "d",
        "\u0110": "D",
        "\u0131": "i",
        "\u00fe": "th",
        "\u00f0": "d",
    }
)


def harmless(text: str) -> str:
    """Remove what a terminal would obey instead of print.

    Escape sequences, C0 and C1 controls, bidirectional overrides and isolates,
    zero-width and other format characters go; line breaks and tabs become
    spaces; lone surrogates, which no encoding can write, and private-use
    characters, which have no meaning of their own, become U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return text
    result = []
    for char in _ESCAPES.sub("", text):
        if char.isspace():
            result.append(" ")
            continue
        category = unicodedata.category(char)
        if category in ("Cs", "Co"):
            result.append("\ufffd")
        elif category != "Cc" and (category != "Cf" or char in _VISIBLE_FORMAT):
            result.append(char)
    return "".join(result)


def display(text: str) -> str:
    """Return article words as one harmless line with single spaces."""
    return shown(text).strip()


def shown(text: str) -> str:
    """Return part of a line as ``display`` does, keeping a space at its edges."""
    return _SPACES.sub(" ", harmless(text))


def to_ascii(text: str) -> str:
    """Return the closest ASCII form: straight quotes, no accents, ``?`` for the rest."""
    if text.isascii():
        return text
    # Between words a middle dot divides; alone it is a sign of the matrix.
    divided = text.replace(" \u00b7 ", " - ").translate(_ASCII)
    plain = strip_accents(fold(divided).translate(_ASCII))
    return plain.translate(_ASCII).encode("ascii", "replace").decode("ascii")


def clip(text: str, most: int) -> str:
    """Return a text's first words, at most ``most`` characters, "…" where it was cut."""
    if len(text) <= most:
        return text
    cut = text.rfind(" ", 0, most)
    return text[: cut if cut > most // 2 else most - 1].rstrip(" ,;:.–—-") + "…"


Mark = Literal["same", "removed", "added"]


class Marked(NamedTuple):
    """Words and whether the other text has them."""

    text: str
    mark: Mark


def _key(word: str) -> str:
    """Return what decides whether two printed words are the same one.

    Punctuation counts inside a word ("3.5"), not at its edges; currency signs count.
    """
    return fold(word).lower().strip(_EDGES)


# As ``difflib`` tells them: what becomes of ``left[i1:i2]`` and ``right[j1:j2]``.
_Code = tuple[str, int, int, int, int]


def _merged(codes: Sequence[_Code], left: Sequence[str]) -> list[tuple[bool, int, int, int, int]]:
    """Join changes that stand so close that separate marks would be confetti.

    An unchanged stretch of one word, or of function words only (up to two),
    between two changes is shown as changed with them.
    """
    result: list[tuple[bool, int, int, int, int]] = []
    for position, (tag, i1, i2, j1, j2) in enumerate(codes):
        inside = 0 < position < len(codes) - 1
        short = i2 - i1 == 1 or (
            i2 - i1 == 2 and all(fold(word).lower() in STOP_WORDS for word in left[i1:i2])
        )
        same = tag == "equal" and not (inside and short)
        if result and not same and not result[-1][0]:
            _, start_i, _, start_j, _ = result[-1]
            result[-1] = (False, start_i, i2, start_j, j2)
        else:
            result.append((same, i1, i2, j1, j2))
    return result


def _as_spoken(
    lefts: Sequence[str], rights: Sequence[str], left: Sequence[str], right: Sequence[str]
) -> Iterator[_Code]:
    """Yield where two quotations differ in what was spoken, aligned as they are compared.

    Not where only the spelling is another: "could not", "couldn't"; "pay day", "payday"; a dash.

    Args:
        lefts: The printed words of one.
        rights: Those of the other.
        left: The keys of the one's words.
        right: Those of the other's.
    """
    from rapidfuzz.distance import Indel

    steps = Indel.opcodes(left, right)
    for changed, run in groupby(steps, key=lambda step: step.tag != "equal"):
        found = list(run)
        i1, j1 = found[0].src_start, found[0].dest_start
        i2, j2 = found[-1].src_end, found[-1].dest_end
        ours, theirs = ("".join(spoken(" ".join(s))) for s in (lefts[i1:i2], rights[j1:j2]))
        yield ("replace" if changed and ours != theirs else "equal", i1, i2, j1, j2)


def _joined(codes: Iterable[_Code]) -> Iterator[_Code]:
    """Yield stretches, those that follow one another with one tag as one."""
    for tag, run in groupby(codes, key=lambda code: code[0]):
        found = list(run)
        yield (tag, found[0][1], found[-1][2], found[0][3], found[-1][4])


def word_diff(
    left: str, right: str, *, cut: bool = False
) -> tuple[tuple[Marked, ...], tuple[Marked, ...]]:
    """Mark the words in which two renderings of one sentence or quote differ.

    Whole words; case, punctuation and the shape of quotes do not count; words
    before and after the stretch both have are a longer quotation, not another
    wording, and stay unmarked when they are many.

    Args:
        left: One text.
        right: The other.
        cut: Either may be cut anywhere, as quotations are; what one goes on to say is unmarked.

    Returns:
        The left text with ``removed`` and the right text with ``added`` marks.
    """
    lefts, rights = display(left).split(), display(right).split()
    keys = [_key(word) for word in lefts], [_key(word) for word in rights]
    codes: Sequence[_Code] = SequenceMatcher(None, *keys, autojunk=False).get_opcodes()
    if cut:
        codes = list(_joined(_as_spoken(lefts, rights, *keys)))
    runs = _merged(codes, lefts)
    marked_left: list[Marked] = []
    marked_right: list[Marked] = []
    for place, (same, i1, i2, j1, j2) in enumerate(runs):
        edge = place in (0, len(runs) - 1) and len(runs) > 2
        # Five words: longer than a swapped opening ("He then said that"), shorter than a
        # sentence of its own.
        outside = edge and (i1 == i2 or j1 == j2) and max(i2 - i1, j2 - j1) >= 5
        quiet = same or outside
        n_words = max(i2 - i1, j2 - j1)
        fewest = min(i2 - i1, j2 - j1)
        at_end = cut and not quiet and len(runs) > 1 and place in (0, len(runs) - 1)
        if at_end and (not fewest or n_words - fewest >= 5):
            n_words = fewest
        marked_left += _marked(lefts[i1:i2], "same" if quiet else "removed", n_words, place)
        marked_right += _marked(rights[j1:j2], "same" if quiet else "added", n_words, place)
    return tuple(marked_left), tuple(marked_right)


def _marked(words: Sequence[str], mark: Mark, n_words: int, place: int) -> list[Marked]:
    """Return words, of which so many beside the rest of their text get the mark.

    Args:
        words: What stands at one place of a text.
        mark: For the first of them, or the last where they open the text.
        n_words: How many.
        place: 0 where they open it.
    """
    at = n_words if place else max(len(words) - n_words, 0)
    sides = words[:at], words[at:]
    marks: tuple[Mark, Mark] = (mark, "same") if place else ("same", mark)
    return [Marked(" ".join(side), one) for side, one in zip(sides, marks, strict=True) if side]


def likeness(left: str, right: str) -> float:
    """Return the share of words two texts have in the same order, [0, 1]."""
    matcher = SequenceMatcher(
        None,
        [_key(word) for word in display(left).split()],
        [_key(word) for word in display(right).split()],
        autojunk=False,
    )
    return round(matcher.ratio(), 6)


def same_words(left: str, right: str) -> bool:
    """Tell whether two texts print the same words, but for case and punctuation."""
    first = [_key(word) for word in display(left).split()]
    return first == [_key(word) for word in display(right).split()]
