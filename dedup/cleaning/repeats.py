"""Find lines of one article that repeat another: doubled leads, pull quotes, second prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dedup.text import words

# A repeat must be told by so many words; shorter ones may be said twice on purpose.
_MIN_WORDS = 3
# Words that open a line and are looked for in the others.
_KEY = 6
# A line inside a longer one is a repeat from this many words on (pull quotes, doubled leads).
_INSIDE_WORDS = 8
# Share of the words of two lines that must agree to call them the same.
_NEAR = 0.9
# Words whose change changes the fact; a near repeat must agree on them.
_TELLING = frozenset("not no never nor without none neither cannot".split())
_MAX_ROW = 20

Words = tuple[str, ...]


def find_repeats(texts: Sequence[str | None]) -> list[int]:
    """Return the places of lines that repeat a fuller or an earlier one.

    Args:
        texts: The lines of an article; None for those not to look at.

    Returns:
        Indices into ``texts``, in order. Of two equal lines the later one is the
        repeat; of a line and a longer one that contains it, the shorter.
    """
    rows = {i: tuple(words(text)) for i, text in enumerate(texts) if text}
    repeats = _exact(rows)
    left = {i: row for i, row in rows.items() if i not in repeats and len(row) >= _KEY}
    if len(left) > 1:
        repeats |= _contained(left)
    return sorted(repeats)


def _exact(rows: dict[int, Words]) -> set[int]:
    seen: set[Words] = set()
    repeats = set()
    for i, row in rows.items():
        if len(row) < _MIN_WORDS:
            continue
        if row in seen:
            repeats.add(i)
        seen.add(row)
    return repeats


def _keys(row: Words) -> Iterable[Words]:
    return zip(*(row[k:] for k in range(_KEY)), strict=False)


def _contained(rows: dict[int, Words]) -> set[int]:
    """Look up the opening and the closing words of each line in all others."""
    wanted = {key for row in rows.values() for key in (row[:_KEY], row[-_KEY:])}
    places: dict[Words, list[int]] = {}
    for i, row in rows.items():
        for key in _keys(row):
            if key in wanted:
                known = places.setdefault(key, [])
                if len(known) < _MAX_ROW and (not known or known[-1] != i):
                    known.append(i)
    repeats: set[int] = set()
    # The shortest first: of three growing versions the longest stays.
    for i in sorted(rows, key=lambda k: (len(rows[k]), -k)):
        row = rows[i]
        others = sorted({j for key in (row[:_KEY], row[-_KEY:]) for j in places.get(key, ())})
        if any(j != i and j not in repeats and _repeats(row, rows[j]) for j in others):
            repeats.add(i)
    return repeats


def _repeats(short: Words, long: Words) -> bool:
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
