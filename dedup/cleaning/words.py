"""Words and marks of a line, counted by its space-separated pieces.

The same pieces ("the", "said.", "Mr") come again and again, so each is taken
apart once and looked up ever after; everything counted here adds up over the
pieces of a line, because no word, number or address reaches across a space.
The tables only save work: what they hold never depends on what came before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

from dedup.cleaning import patterns as p
from dedup.text import STOP_WORDS, WORD

TOKEN = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
_ATOM = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_SYMBOL = re.compile(r"[^\w \n'\",.-]|_")

# Pieces that a table holds before it starts afresh, tens of megabytes at most.
_MOST_PIECES = 100_000
# Longer pieces are addresses and text without spaces; they do not come again.
_LONGEST_PIECE = 40

# What is counted of a line, in the order of the fields of ``count``.
COUNTED = (
    "words", "stops", "menu", "capitals", "uppers", "news", "self", "digits", "symbols",
    "commas", "bars", "triggers", "addresses",
)  # fmt: skip
# All counts of a line are one number, 16 bits to a field: one addition adds them all. No field
# can run over, since lines are looked at up to ``patterns.HEAD`` characters.
_FIELD_BITS = 16
_MASK = (1 << _FIELD_BITS) - 1
_SHIFT = {name: _FIELD_BITS * place for place, name in enumerate(COUNTED)}
_ONE = {name: 1 << shift for name, shift in _SHIFT.items()}
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


class Piece(NamedTuple):
    """What one piece of a line holds.

    Args:
        counts: The counts named by ``COUNTED``, to be read by ``counted`` and ``count_rows``.
        words: Its words, as ``text.words`` cuts them.
        content: Its content words, cut to six letters.
    """

    counts: int
    words: tuple[str, ...]
    content: tuple[str, ...]


class _Pieces(dict[str, Piece]):
    """The pieces met so far."""

    def __missing__(self, text: str) -> Piece:
        piece = self._take_apart(text)
        if len(text) <= _LONGEST_PIECE:
            if len(self) >= _MOST_PIECES:
                self.clear()
            self[text] = piece
        return piece

    def _take_apart(self, text: str) -> Piece:
        if text.isalpha():
            return _plain_word(text)
        # Most others are a word and its marks. "www." and ".com" are more than that.
        core = text.strip(_EDGES)
        if core.isalpha() and text[0] != "." and not core.lower().endswith("www"):
            word, marks = self[core], text.replace(core, "", 1)
            symbols = len(_UNCOUNTED.sub("", marks)) * _ONE["symbols"]
            return word._replace(counts=word.counts + symbols + marks.count(",") * _ONE["commas"])
        return _any_piece(text)


_pieces = _Pieces()
# Fields of ``Piece``; getters written in C, called for every word of a run.
_COUNTS, _WORDS, _CONTENT = itemgetter(0), itemgetter(1), itemgetter(2)


def pieces(text: str) -> list[Piece]:
    """Cut a folded line at its spaces (and the line breaks of a hard-wrapped one)."""
    flat = text.replace("\n", " ") if "\n" in text else text
    return list(map(_pieces.__getitem__, flat.split(" ")))


def count(parts: Sequence[Piece]) -> int:
    """Add up what the pieces of a line of at most ``patterns.HEAD`` characters count."""
    return sum(map(_COUNTS, parts))


def content_words(parts: Sequence[Piece]) -> frozenset[str]:
    """Return the content words of a line, cut to six letters."""
    return frozenset(chain.from_iterable(map(_CONTENT, parts)))


def word_row(parts: Sequence[Piece]) -> tuple[str, ...]:
    """Return the words of a line in order, as ``text.words`` does."""
    return tuple(chain.from_iterable(map(_WORDS, parts)))


def counted(counts: int, name: str) -> int:
    """Return one of the counts of a line."""
    return counts >> _SHIFT[name] & _MASK


def count_rows(counts: Sequence[int]) -> Any:
    """Return the counts of lines as float64 array, shape (n_lines, len(COUNTED))."""
    import numpy as np

    size = len(COUNTED) * _FIELD_BITS // 8
    rows = b"".join([value.to_bytes(size, "little") for value in counts])
    return np.frombuffer(rows, dtype="<u2").reshape(len(counts), len(COUNTED)).astype(np.float64)


def _plain_word(word: str) -> Piece:
    lower = word.lower()
    has_content = len(lower) > 3 and lower not in STOP_WORDS
    return Piece(_count_word(word), (lower,), (lower[:6],) if has_content else ())


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
    return Piece(
        counts,
        tuple([word.lower() for word in WORD.findall(text)]),
        tuple(
            [
                token[:6]
                for token in map(str.lower, tokens)
                if len(token) > 3 and token not in STOP_WORDS
            ]
        ),
    )


def _count_word(word: str) -> int:
    value = _LISTED.get(word.lower(), _ONE_WORD)
    if word[0].isupper():
        value += _ONE["capitals"]
    if word.isupper() and len(word) > 1:
        value += _ONE["uppers"]
    return value
