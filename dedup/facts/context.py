"""What the clause says of a figure: its subject, the change, the state of those counted."""

from __future__ import annotations

from collections.abc import Container, Sequence

from dedup.facts.clauses import clause_around
from dedup.facts.numbers import Tok, at
from dedup.facts.units import CHANGES, STATES
from dedup.text import content_stems, stem

_AUXILIARIES = frozenset(
    "was were is are be been being has have had will would could may might can did does do".split()
)
_IDLE = (
    _AUXILIARIES
    | frozenset(STATES)
    | frozenset(
        "least around nearly almost many much including carrying totalling totaling".split()
    )
)
# A verb of change this many words before the figure still governs it ("rose sharply by some 5%").
_CHANGE_REACH = 5
# "up 5%" is a change after these; after a verb it mostly belongs to the verb ("picked up 6").
_BEFORE_DIRECTION = frozenset(
    {"", ",", "\u2014", "(", "and", "went", "goes", "going", "ended", "closed"}
)
# "were later found dead", "have been injured".
_STATE_REACH = 5
# "The toll has since risen to 5".
_TOLL_REACH = 5
_SUBJECT_STEMS = 8


def change_at(toks: Sequence[Tok], first: int, *, measured: bool) -> str:
    """Return how the figure that begins at ``first`` changes: up, down, to, by or ""."""
    lead = at(toks, first - 1)
    if lead in ("up", "down"):
        before = at(toks, first - 2)
        return lead if before in _BEFORE_DIRECTION or before in _AUXILIARIES else ""
    verb = ""
    for index in range(first - 1, max(-1, first - 1 - _CHANGE_REACH), -1):
        if toks[index].kind == "p" and toks[index].low != "%":
            break
        verb = CHANGES.get(toks[index].low, "")
        if verb:
            break
    if lead == "to" and verb:
        return "to"
    if lead == "by":
        return verb or ("by" if measured else "")
    if not verb or lead in ("from", "in", "of", "at", "for", "on", "after", "with", "among"):
        return ""
    # A verb further off has another object ("raised taxes on 12 towns").
    near = any(CHANGES.get(at(toks, first - back)) for back in (1, 2))
    return verb if near else ""


def state_around(toks: Sequence[Tok], first: int, last: int) -> str:
    """Return the state asserted of the people counted in ``first`` … ``last``, or ""."""
    for index in range(first, last):
        if toks[index].low in STATES:
            return STATES[toks[index].low]
    if at(toks, first - 1) in STATES:
        return STATES[toks[first - 1].low]
    passive = False
    for index in range(last, min(last + _STATE_REACH, len(toks))):
        tok = toks[index]
        if tok.kind != "w" or tok.low in ("and", "but", "while", "who", "after", "in", "from"):
            break
        if tok.low in STATES:
            # "12 people were killed", "12 were killed", "12 killed"; not "12 killed 3".
            return STATES[tok.low] if passive or index == last or index == last + 1 else ""
        passive = passive or tok.low in _AUXILIARIES
    for index in range(first - 1, max(-1, first - 4), -1):
        if toks[index].kind != "w":
            break
        if toks[index].low in STATES:
            return STATES[toks[index].low]
    return ""


def is_toll(toks: Sequence[Tok], first: int) -> bool:
    """Say whether the figure at ``first`` is a toll ("brings the toll to five")."""
    for index in range(first - 1, max(-1, first - 1 - _TOLL_REACH), -1):
        if toks[index].kind != "w":
            break
        if toks[index].low == "toll":
            return True
    return False


def subject_of(toks: Sequence[Tok], first: int, state: str, held: Container[int]) -> str:
    """Return the content stems of the clause before a figure, the state of those counted last.

    Best effort: without a parser the words before the figure hold the subject and its verb;
    the tokens ``held`` by earlier figures and dates are left out.
    """
    start, _ = clause_around(toks, first, first)
    kept = (
        toks[index].text
        for index in range(start, first)
        if index not in held and toks[index].kind == "w" and toks[index].low not in _IDLE
    )
    stems = content_stems(" ".join(kept))[-_SUBJECT_STEMS:]
    if state:
        marker = stem(state)
        stems = [word for word in stems if word != marker] + [marker]
    return " ".join(stems)
