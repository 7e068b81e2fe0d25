"""Find lines of one article that repeat another: doubled leads, pull quotes, second prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dedup.cleaning.words import Words

# A repeat must be told by so many words; shorter ones may be said twice on purpose.
_MIN_WORDS = 3
# Words that open a line and are looked for in the others.
_KEY = 6
# A line inside a longer one is a repeat from this many words on (pull quotes, doubled leads).
_INSIDE_WORDS = 8
# A pull quote is signed with at most so many words ("… Ana Vell, Former harbour master").
_SIGNATURE = 6
# Share of the words of two lines that must agree to call them the same.
_NEAR = 0.9
# Words whose change changes the fact; a near repeat must agree on them.
_TELLING = frozenset("not no never nor without none neither cannot".split())
_MAX_ROW = 20

Row = tuple[str, ...]


def find_repeats(lines: Sequence[Row | None]) -> list[int]:
    """Return the places of lines that repeat a fuller or an earlier one.

    Args:
        lines: The words of each line of an article; None for those not to look at.

    Returns:
        Indices into ``lines``, in order. Of two equal lines the later one is the
        repeat; of a line and a longer one that contains it, the shorter.
    """
    rows = {i: row for i, row in enumerate(lines) if row is not None}
    repeats = _exact(rows)
    left = {i: row for i, row in rows.items() if i not in repeats and len(row) >= _KEY}
    if len(left) > 1:
        repeats |= _contained(left)
    return sorted(repeats)


def signature_length(row: Row, others: Sequence[str]) -> int:
    """Return the fewest closing words without which another line says a line whole, 0 if none.

    Args:
        row: The words of the line; ``find_repeats`` finds those said with all their words.
        others: The ``spaced`` words of the lines of its article.
    """
    if len(row) < _INSIDE_WORDS + 2:
        return 0
    whole, key = spaced(row), spaced(row[:_INSIDE_WORDS])
    longer = [other for other in others if key in other and other != whole]
    for n_words in range(2, min(_SIGNATURE, len(row) - _INSIDE_WORDS) + 1) if longer else ():
        if any(spaced(row[:-n_words]) in other for other in longer):
            return n_words
    return 0


def spaced(row: Row) -> str:
    """Return the words of a line with a space around each."""
    return f" {' '.join(row)} "


# An odd number without a pattern (the golden ratio, as in Fibonacci hashing; Knuth, TAOCP 6.4).
_FACTOR = 0x9E3779B97F4A7C15
_SLOT_BITS = 16


def shared_lines(lines: Words, sizes: Sequence[int]) -> Any:
    """Return which lines may repeat, or be repeated by, another one of their article.

    Of a line that repeats another, the other one holds the opening or the closing words.

    Args:
        lines: The words of the lines of all articles, and maybe of others behind them.
        sizes: Lines of each article, from 1.

    Returns:
        bool array, shape (n_lines,). Some lines are named that share other words.
    """
    import numpy as np

    n_lines = sum(sizes)
    again = np.zeros(n_lines, np.bool_)
    if n_lines == len(sizes):
        return again
    bounds = lines.bounds[: n_lines + 1]
    length = np.diff(bounds)
    # With empty words behind each line, a stretch of ``_KEY`` words ends with its line.
    opens = bounds[:-1] + _KEY * np.arange(n_lines)
    line = np.repeat(np.arange(n_lines), length)
    place = np.arange(bounds[-1]) + _KEY * line
    padded = np.zeros(bounds[-1] + _KEY * n_lines, np.int64)
    padded[place] = lines.ids[: bounds[-1]] + 1
    hashes = _stretch_hashes(padded)

    keys = np.concatenate([opens, opens + np.maximum(length - _KEY, 0)])
    keys = keys[np.concatenate([length, length]) >= _MIN_WORDS]
    slots = hashes >> np.uint64(64 - _SLOT_BITS)
    taken = np.zeros(1 << _SLOT_BITS, np.bool_)
    taken[slots[keys]] = True
    found = np.flatnonzero(taken[slots[place]])
    line, hashes = line[found], hashes[place[found]]
    article = np.repeat(np.arange(len(sizes)), sizes)[line]
    order = np.lexsort((line, hashes, article))
    article, hashes, line = article[order], hashes[order], line[order]
    alike = (article[1:] == article[:-1]) & (hashes[1:] == hashes[:-1])
    other = alike & (line[1:] != line[:-1])
    # All lines of a group are named in which there are two.
    group = np.zeros(len(line), np.int64)
    np.cumsum(~alike, out=group[1:])
    several = np.bincount(group[1:][other], minlength=len(line)) > 0
    again[line[several[group]]] = True
    return again


def _stretch_hashes(words: Any) -> Any:
    """Return a hash of each stretch of ``_KEY`` words, uint64 array."""
    import numpy as np

    values = words.astype(np.uint64)
    hashes = np.zeros(max(len(values) - _KEY + 1, 0), np.uint64)
    for k in range(_KEY):
        hashes = hashes * np.uint64(_FACTOR) + values[k : k + len(hashes)]
    # The slots are the high bits, which the last factor mixes.
    return hashes * np.uint64(_FACTOR)


def _exact(rows: dict[int, Row]) -> set[int]:
    seen: set[Row] = set()
    repeats = set()
    for i, row in rows.items():
        if len(row) < _MIN_WORDS:
            continue
        if row in seen:
            repeats.add(i)
        seen.add(row)
    return repeats


def _contained(rows: dict[int, Row]) -> set[int]:
    """Look up the opening and the closing words of each line in all others."""
    suspects = _suspects(rows)
    places = _places(rows, {key for i in suspects for key in _keys(rows[i])}) if suspects else {}
    repeats: set[int] = set()
    # The shortest first: of three growing versions the longest stays.
    for i in sorted(suspects, key=lambda k: (len(rows[k]), -k)):
        row = rows[i]
        others = sorted({j for key in _keys(row) for j in places.get(key, ())})
        if any(j != i and j not in repeats and _repeats(row, rows[j]) for j in others):
            repeats.add(i)
    return repeats


def _keys(row: Row) -> tuple[Row, Row]:
    return row[:_KEY], row[-_KEY:]


def _suspects(rows: dict[int, Row]) -> list[int]:
    """Return the lines that open or close with words which all stand in other lines too.

    In most articles there are none, and nothing more is looked up.
    """
    once: set[str] = set()
    twice: set[str] = set()
    for row in rows.values():
        inside = set(row)
        twice |= once & inside
        once |= inside
    return [i for i, row in rows.items() if any(twice.issuperset(key) for key in _keys(row))]


def _places(rows: dict[int, Row], keys: set[Row]) -> dict[Row, list[int]]:
    """Return for some stretches of ``_KEY`` words the first lines that hold them."""
    firsts = frozenset([key[0] for key in keys])
    places: dict[Row, list[int]] = {}
    for i, row in rows.items():
        found = set()
        for at in [at for at, word in enumerate(row) if word in firsts]:
            found.add(row[at : at + _KEY])
        for key in found & keys:
            known = places.setdefault(key, [])
            if len(known) < _MAX_ROW:
                known.append(i)
    return places


def _repeats(short: Row, long: Row) -> bool:
    """Return whether ``short`` says nothing that ``long`` does not."""
    if len(short) > len(long):
        return False
    if len(short) >= _INSIDE_WORDS and f" {' '.join(short)} " in f" {' '.join(long)} ":
        return True
    left, right = set(short), set(long)
    if len(left & right) < _NEAR * len(left | right):
        return False
    changed = left ^ right
    return not changed & _TELLING and not any(any(map(str.isdigit, word)) for word in changed)
