"""Reporting verbs of several words: "shot back", "paid tribute to", "pointed out", "put it"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dedup.facts.cues import Cue
from dedup.facts.gazetteer import word_set
from dedup.facts.verbs import is_finite

if TYPE_CHECKING:
    from dedup.facts.speech import Clause

_IDIOMS = {
    **dict.fromkeys(("shot", "hit", "fired", "hits", "fires", "shoots", "snapped"), "back"),
    **dict.fromkeys(("paid", "pays", "led", "leads", "paying", "leading"), "tribute"),
    **dict.fromkeys(("offered", "offers", "sent", "extended"), "offer"),
}
_ANSWERING = word_set("shot hit fired hits fires shoots snapped")
# "pointed out that it leaks", "as the head of the harbour board put it": a clause or a subject of
# so many words.
_CLAUSE_REACH = 9
# A quotation this far before "as Poe put it" is another.
_QUOTE_REACH = 300
POINTING = word_set("point points pointed pointing")
_FIRST = POINTING | _IDIOMS.keys() | word_set("put puts cited cites citing made makes")


def idiom(clause: Clause, index: int) -> Cue | None:
    """Read "shot back: “…”", "paid tribute to a “…”" and "offered their “…”"."""
    if clause.words[index].lower not in _FIRST:
        return None
    low = [word.lower for word in clause.words[index : index + 5]]
    if low[0] in POINTING:
        return _pointing_out(clause, index)
    if low[:2] in (["put", "it"], ["puts", "it"]) and _is_as(clause, index):
        return Cue(low[0], "say", fragment=True, whole=False, participle=False, past=True)
    end = clause.words[index].end
    if low[0] in {"cited", "cites", "citing"} and clause.folded[end : end + 2] == ' "':
        doing = low[0] == "citing"
        return Cue("cite", "say", fragment=True, whole=False, participle=doing, past=not doing)
    clear = low[1:3] == ["clear", "that"] or low[1:4] == ["it", "clear", "that"]
    if low[0] in {"made", "makes"} and clear:
        return Cue(low[0], "say", fragment=True, whole=False, participle=False, past=True)
    kind, behind = _IDIOMS.get(low[0], ""), index + 1
    if kind == "back" and low[1:2] == ["back"]:
        behind = index + 2
        if low[0] in _ANSWERING and _answers(clause, behind):
            return Cue(low[0], "say", fragment=False, whole=False, participle=False, past=True)
    elif kind == "tribute" and "to" in low[2:4] and {"tribute", "tributes"} & set(low[1:3]):
        behind = index + low.index("to") + 1
        behind += low[behind - index : behind - index + 1] in (["a"], ["an"], ["the"])
    elif kind == "offer" and low[1:2] and low[1] in {"his", "her", "their", "its"}:
        behind = index + 2
    if behind == index + 1 or any(clause.broken(at) for at in range(index + 1, behind)):
        return None
    # The quote follows at once, or it closes the sentence: then no word stands behind.
    if behind < len(clause.words) and not set(clause.gap(behind)) & {'"', ":"}:
        return None
    return Cue(low[0], "say", fragment=kind != "back", whole=False, participle=False, past=True)


def _answers(clause: Clause, behind: int) -> bool:
    """Tell "fired back that" and "fired back at Poe, “…”" from "shot back at the enemy"."""
    words = clause.words
    if behind >= len(words) or clause.broken(behind):
        return False
    if words[behind].lower == "that":
        return True
    closes = (at for at in range(behind + 1, len(words)) if clause.broken(at))
    end = next(closes, len(words))
    gap = clause.folded[words[end - 1].end :][:3]
    return words[behind].lower == "at" and end - behind < _CLAUSE_REACH and gap in {', "', ': "'}


def verb_begin(clause: Clause, index: int) -> int:
    """Return where "would say only" and "would only say" begin: so much was said."""
    low = [word.lower for word in clause.words[max(0, index - 2) : index + 2]]
    if index > 1 and low[:2] == ["would", "only"]:
        return index - 2
    return index - 1 if index > 1 and low[1:2] == ["would"] and low[3:] == ["only"] else index


def _pointing_out(clause: Clause, index: int) -> Cue | None:
    """Read "pointed out that it leaks" and not "pointed out the window"."""
    words, out = clause.words, index + 1
    if out >= len(words) or words[out].lower != "out" or clause.broken(out):
        return None
    rest = words[out + 1 : out + _CLAUSE_REACH]
    told = any(
        word.lower in {"that", "how"} or is_finite(word.lower, before.lower)
        for before, word in pairwise([words[out], *rest])
    )
    if rest and not clause.broken(out + 1) and not told:
        return None
    word = words[index].lower
    return Cue(
        "point", "say", fragment=False, whole=True, participle=word == "pointing",
        past=word == "pointed",
    )  # fmt: skip


def _is_as(clause: Clause, index: int) -> bool:
    """Tell "as Poe put it" from "put it on the shelf"; with two quotations it is not told which."""
    words = clause.words
    for at in range(index - 1, max(-1, index - _CLAUSE_REACH), -1):
        if words[at].lower == "as":
            begin = max(words[0].start, words[at].start - _QUOTE_REACH)
            before, it = clause.folded[begin : words[at].start].rstrip(" ,"), words[index + 1].end
            if '"' not in before.rstrip('",'):
                return True
            # ``"It fell," as Poe put it.``: with no word or quotation behind, it is the one before.
            return before.endswith('"') and clause.folded[it : it + 2].strip() in {"", ".", ","}
        if clause.broken(at):
            return False
    return False
