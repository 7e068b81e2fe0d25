"""Where the clause around a figure or a date begins and ends, by its marks alone.

Conservative: ; : dashes, brackets and quotation marks end a clause, and a comma
or a conjunction only where a subordinator or a new subject plainly follows. An
undivided sentence is the right answer when unsure.
"""

from __future__ import annotations

from collections.abc import Sequence

from dedup.facts.numbers import Tok, at

_HARD = frozenset(';:\u2014"()[]?!\u2026')
_SUBORDINATORS = frozenset(
    "who which while but after before because although though where when whereas whose if "
    "unless since until despite".split()
)
_FREE_SUBORDINATORS = frozenset("while because although though whereas unless but".split())
# No clause of news is longer; it keeps a line of a million words without a mark linear.
_REACH = 60


def clause_around(toks: Sequence[Tok], first: int, last: int) -> tuple[int, int]:
    """Return the token range of the clause that holds tokens ``first`` … ``last`` (exclusive)."""
    start = first
    while start > max(0, first - _REACH) and not _breaks(toks, start - 1):
        start -= 1
    end = last
    while end < min(len(toks), last + _REACH) and not _breaks(toks, end):
        end += 1
    return start, end


def _breaks(toks: Sequence[Tok], index: int) -> bool:
    tok = toks[index]
    if tok.kind == "p":
        if tok.low in _HARD:
            return True
        return tok.low == "," and at(toks, index + 1) in _SUBORDINATORS
    return tok.kind == "w" and tok.low in _FREE_SUBORDINATORS
