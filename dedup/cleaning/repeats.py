"""Find lines of one article that repeat another: doubled leads, pull quotes, second prints."""

from __future__ import annotations

from collections.abc import Sequence

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


def find_repeats(lines: Sequence[Words | None]) -> list[int]:
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


def _contained(rows: dict[int, Words]) -> set[int]:
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


def _keys(row: Words) -> tuple[Words, Words]:
    return row[:_KEY], row[-_KEY:]


def _suspects(rows: dict[int, Words]) -> list[int]:
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


def _places(rows: dict[int, Words], keys: set[Words]) -> dict[Words, list[int]]:
    """Return for some stretches of ``_KEY`` words the first lines that hold them."""
    firsts = frozenset([key[0] for key in keys])
    places: dict[Words, list[int]] = {}
    for i, row in rows.items():
        found = set()
        for at in [at for at, word in enumerate(row) if word in firsts]:
            found.add(row[at : at + _KEY])
        for key in found & keys:
            known = places.setdefault(key, [])
            if len(known) < _MAX_ROW:
                known.append(i)
    return places


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
