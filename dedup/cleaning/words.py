"""Words and marks of lines, counted by their space-separated pieces.

The same pieces ("the", "said.", "Mr") come again and again, so each is taken
apart once and has a number ever after; everything counted here adds up over the
pieces of a line, because no word, number or address reaches across a space. The
lines of many articles are counted by a few numpy calls over those numbers. The
table only saves work: what is found never depends on what came before.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from dedup.cleaning import patterns as p
from dedup.text import STOP_WORDS, WORD

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]

TOKEN = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
_ATOM = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_OPENING = re.compile(rf"[\W_]*([^\W_]{{1,{p.OPENING}}})")
_SYMBOL = re.compile(r"[^\w \n'\",.-]|_")

# Pieces after which the table starts afresh, tens of megabytes at most.
_MOST_PIECES = 100_000

# What is counted of a line.
COUNTED = (
    "words", "stops", "menu", "capitals", "uppers", "news", "self", "digits", "symbols",
    "commas", "bars", "triggers", "addresses", "pictures", "signs",
)  # fmt: skip
# Counts are added in numbers of 64 bits, 16 bits to a field. No field can run over, since
# lines are looked at up to ``patterns.HEAD`` characters.
_FIELD_BITS = 16
_FIELDS = 64 // _FIELD_BITS
_NUMBERS = -(-len(COUNTED) // _FIELDS)
_ONE = {name: 1 << _FIELD_BITS * place for place, name in enumerate(COUNTED)}
_ONE_WORD = _ONE["words"]
_CLASSES = (
    ("stops", STOP_WORDS),
    ("menu", p.UI_WORDS),
    ("news", p.NEWS_VERBS),
    ("self", p.SELF_WORDS),
    ("triggers", p.TRIGGERS),
)
# What a listed word counts for; any other word is a word and nothing else.
_LISTED = {
    word: _ONE_WORD + sum(_ONE[name] for name, words in _CLASSES if word in words)
    for word in frozenset().union(*(words for _, words in _CLASSES))
}

# Marks around a word; but for those of ``_UNCOUNTED`` each is a symbol.
_EDGES = "\"',.-;:!?()[]—…"
_UNCOUNTED = re.compile("[\"',.-]")


# What one piece of a line holds: the counts named by ``COUNTED``, in one number; its words as
# printed, as ``text.WORD`` cuts them; its content words, cut to six letters; and whether a line
# that opens with it may match a pattern, however long it is.
Piece = tuple[int, Sequence[str], Sequence[str], bool]


class _Forms(dict[str, int]):
    """Words as printed, numbered as they come.

    Args:
        names: The words by their numbers.
        lowers: The numbers of the words in lower case, among themselves.
    """

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.lowers = array("q")
        self._lower: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        lower = self._lower
        self.lowers.append(lower.setdefault(word.lower(), len(lower)))
        self.names.append(word)
        number = self[word] = len(self)
        return number


class _Lists:
    """Some words of each piece, as numbers, end to end."""

    def __init__(self) -> None:
        # No buffer of an array may be empty.
        self._items = array("q", [0])
        self._starts = array("q", [1])

    def append(self, numbers: Iterable[int]) -> None:
        items = self._items
        for number in numbers:
            items.append(number)
        self._starts.append(len(items))

    def of(self, codes: Ints, bounds: Ints) -> Words:
        """Return the words of lines, given the pieces of each."""
        import numpy as np

        of_pieces = Words(
            np.frombuffer(self._items, np.int64), np.frombuffer(self._starts, np.int64)
        )
        found = of_pieces.take(codes)
        return Words(found.ids, found.bounds[bounds])


class Words(NamedTuple):
    """The words of some lines, as numbers.

    Args:
        ids: int64 array, shape (n_words,), a number for each, the same for the same word.
        bounds: int64 array, shape (n_lines + 1,), where the words of each line begin.
    """

    ids: Ints
    bounds: Ints

    def take(self, lines: Ints) -> Words:
        """Return the words of some of the lines."""
        import numpy as np

        firsts = self.bounds[lines]
        size = self.bounds[lines + 1] - firsts
        bounds = np.zeros(len(lines) + 1, np.int64)
        np.cumsum(size, out=bounds[1:])
        places = np.repeat(firsts - bounds[:-1], size) + np.arange(bounds[-1])
        return Words(self.ids[places], bounds)


class _Table(dict[str, int]):
    """The pieces met so far: a number for each, and by that number what it holds."""

    def __init__(self) -> None:
        super().__init__()
        self.forget()

    def forget(self) -> None:
        """Start afresh."""
        self.clear()
        self.counts = bytearray()
        self.telling = bytearray()
        self.content = _Lists()
        self._contents: dict[str, int] = {}
        self.printed = _Lists()
        self.forms = _Forms()

    def __missing__(self, text: str) -> int:
        counts, printed, content, telling = take_apart(text)
        self.counts += counts.to_bytes(8 * _NUMBERS, "little")
        self.telling.append(telling)
        numbers, forms = self._contents, self.forms
        self.content.append([numbers.setdefault(word, len(numbers)) for word in content])
        self.printed.append([forms[word] for word in printed])
        code = self[text] = len(self)
        return code


# The table is shared by all threads, and grows while it is read.
_lock = Lock()
_table = _Table()


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted of some lines.

    Args:
        fields: int64 array, shape (n_fields, n_lines), the first ones named by ``COUNTED``.
        telling: bool array, shape (n_lines,), the line opens with a piece that is telling.
        words: The words of each line, in lower case, as ``text.words`` cuts them.
        content: Its content words, cut to six letters; some more than once.
        printed: Its words as printed.
        forms: The numbers of the words in ``printed``, and others.
    """

    fields: Ints
    telling: Any
    words: Words
    content: Words
    printed: Words
    forms: _Forms

    def column(self, name: str) -> Ints:
        """Return one of ``COUNTED``, shape (n_lines,)."""
        column: Ints = self.fields[COUNTED.index(name)]
        return column


def count_lines(lines: Sequence[str]) -> Counts:
    """Count the words and marks of folded lines.

    Args:
        lines: At least one, of at most ``patterns.HEAD`` characters each; cut at their spaces
            (and the line breaks of a hard-wrapped one).
    """
    import numpy as np

    pieces = " ".join(lines).replace("\n", " ").split(" ")
    sizes = [line.count(" ") + line.count("\n") + 1 for line in lines]
    bounds = np.cumsum([0, *sizes])
    with _lock:
        try:
            return _counted(pieces, bounds)
        except BaseException:  # an interrupt may leave a piece half told
            _table.forget()
            raise


def forget_pieces() -> None:
    """Give back the memory of the pieces met so far."""
    with _lock:
        _table.forget()


def _counted(pieces: Sequence[str], bounds: Ints) -> Counts:
    import numpy as np

    if len(_table) > _MOST_PIECES:
        _table.forget()
    codes = np.fromiter(map(_table.__getitem__, pieces), np.int64, len(pieces))
    firsts = bounds[:-1]
    numbers = np.frombuffer(_table.counts, "<u8").reshape(-1, _NUMBERS)[codes]
    sums = np.add.reduceat(numbers, firsts, axis=0).astype("<u8", copy=False)
    printed = _table.printed.of(codes, bounds)
    lowers = np.asarray(_table.forms.lowers, np.int64)
    return Counts(
        sums.view("<u2").T.astype(np.int64, order="C"),
        np.frombuffer(_table.telling, np.bool_)[codes[firsts]],
        Words(lowers[printed.ids], printed.bounds),
        _table.content.of(codes, bounds),
        printed,
        _table.forms,
    )


class Numbered(NamedTuple):
    """Words as numbers, and by that number as printed."""

    words: Words
    names: Sequence[str]


def number_rows(counts: Counts, rows: Sequence[Sequence[str]]) -> Numbered:
    """Number more rows of words with the printed words of some lines, behind these."""
    import numpy as np

    with _lock:
        flat = list(map(counts.forms.__getitem__, chain.from_iterable(rows)))
    before = counts.printed
    ids = np.concatenate([before.ids, np.array(flat, np.int64)])
    ends = before.bounds[-1] + np.cumsum(list(map(len, rows)), dtype=np.int64)
    return Numbered(Words(ids, np.concatenate([before.bounds, ends])), counts.forms.names)


def content_words(text: str) -> frozenset[str]:
    """Return the content words of a folded line, cut to six letters."""
    return frozenset(_content(TOKEN.findall(text)))


def _content(tokens: Iterable[str]) -> list[str]:
    return [
        token[:6] for token in map(str.lower, tokens) if len(token) > 3 and token not in STOP_WORDS
    ]


def take_apart(text: str) -> Piece:
    """Measure one piece of a line."""
    if text.isalpha():
        return _one_word(text, text)
    # Most others are a word and its marks. "www." and ".com" are more than that.
    core = text.strip(_EDGES)
    if core.isalpha() and text[0] != "." and core[-3:].lower() != "www":
        return _one_word(core, text)
    return _any_piece(text)


def _one_word(word: str, text: str) -> Piece:
    """Measure a word with marks around it."""
    lower = word.lower()
    counts = _LISTED.get(lower, _ONE_WORD)
    if not word.islower():
        counts += _count_capitals(word)
    if _shows_picture(lower):
        counts += _ONE["pictures"]
    if word != text:
        counts += _count_marks(text.replace(word, "", 1))
        if lower == "c" and "(c)" in text.lower():
            counts += _ONE["signs"]
    has_content = len(lower) > 3 and lower not in STOP_WORDS
    return counts, (word,), (lower[:6],) if has_content else (), _is_telling(lower, text[0])


# Words come with the same few marks.
@lru_cache(maxsize=1_000)
def _count_marks(marks: str) -> int:
    return len(_UNCOUNTED.sub("", marks)) * _ONE["symbols"] + marks.count(",") * _ONE["commas"]


def _any_piece(text: str) -> Piece:
    lower = text.lower()
    tokens = TOKEN.findall(text)
    counts = sum(map(_count_word, tokens))
    counts += len(_DIGIT.findall(text)) * _ONE["digits"]
    counts += len(_SYMBOL.findall(text)) * _ONE["symbols"]
    counts += text.count(",") * _ONE["commas"]
    counts += (text.count("|") + text.count("/")) * _ONE["bars"]
    counts += (not p.TRIGGERS.isdisjoint(_ATOM.findall(lower))) * _ONE["triggers"]
    counts += (p.URL.search(lower) is not None) * _ONE["addresses"]
    counts += _shows_picture(lower) * _ONE["pictures"]
    counts += ("©" in lower or "(c)" in lower) * _ONE["signs"]
    return counts, WORD.findall(text), _content(tokens), _is_telling(lower, lower[:1])


def _count_word(word: str) -> int:
    return _LISTED.get(word.lower(), _ONE_WORD) + _count_capitals(word)


def _count_capitals(word: str) -> int:
    counts = _ONE["capitals"] if word[0].isupper() else 0
    if word.isupper() and len(word) > 1:
        counts += _ONE["uppers"]
    return counts


def _shows_picture(lower: str) -> bool:
    return "photo" in lower or "image" in lower or "pic" in lower


def _is_telling(lower: str, first: str) -> bool:
    """Return whether a line that opens so must be looked at; if with marks alone, it must."""
    opens = lower[: p.OPENING] if lower.isalpha() else opening(lower)
    return not opens or first == "(" or opens in p.PROSE_OPENS


def opening(lower: str) -> str:
    """Return the first letters of a line's first word, "" if it has none."""
    match = _OPENING.match(lower)
    return match.group(1) if match else ""
