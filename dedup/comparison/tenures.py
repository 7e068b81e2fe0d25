"""Since when somebody holds an office, wherever and in whatever words two articles tell it.

"Poe has led the union since 2001", "leading the union from 2002", "was elected leader of the
union in 2002": one person begins to head one body once. Read off the words right before a
year; rather no office than another one: deputies, second terms and bodies that are not named
beside the office are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from dedup.comparison.context import Located, StoryContext
from dedup.model import DateSlots, NameSlots
from dedup.text import content_stems, fold

_HEADS = "leader|head|boss|chief executive|general secretary"
_OTHERS = "president|chairman|chairwoman|mayor|governor|speaker|director|coach|captain"
_BODY = r"(?:the |its |their )?([^,;:()]{1,40}?)"
# What stands before the year; the office, if it is named, and the body.
_HELD = (
    re.compile(rf"\b{_BODY}'s? ({_HEADS}|{_OTHERS}) (?:since|from) $"),
    re.compile(rf"\b{_BODY}'s? ({_HEADS}|{_OTHERS}) in $"),
)
_OF = re.compile(rf"\b({_HEADS}|{_OTHERS}) (?:of|at) {_BODY} (since|from|in) $")
_LED = re.compile(rf"\b(?:led|leading|headed|heading) {_BODY} (?:since|from) $", re.IGNORECASE)
_BEGAN = re.compile(r"\b(?:elected|appointed|named|became|becoming|chosen|made)\b")
_NOT_IT = re.compile(
    r"\b(?:re-?elected|again|deputy|vice|assistant|acting|interim|former|joint|co)\b"
    r"|\b(?:has|have|had) not\b",
    re.IGNORECASE,
)
# Code points before the year that are looked at.
_REACH = 120
_HEAD_OFFICES = frozenset(_HEADS.split("|"))


class Tenure(NamedTuple):
    """An office and whose: stems of the body, the office, the surname of the holder."""

    office: str
    body: frozenset[str]
    holder: str


def one_office(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether two years are those in which one person began to head one body.

    Args:
        left: A date.
        right: A date of another article.
        context: The story.
    """
    ours = _tenure(left, context)
    theirs = _tenure(right, context) if ours is not None else None
    if ours is None or theirs is None:
        return False
    one_body = ours.body <= theirs.body or theirs.body <= ours.body
    return one_body and ours.office == theirs.office and ours.holder == theirs.holder


def _tenure(item: Located, context: StoryContext) -> Tenure | None:
    """Return the office that began in a year, if that is what the sentence says."""
    slots = item.mention.slots
    if not isinstance(slots, DateSlots) or slots.precision != "year":
        return None
    parsed, at = context.articles[item.article], item.mention.spans[0].start
    first = max(parsed.sentences[item.mention.sentence].span.start, at - _REACH)
    before = fold(parsed.article.text[first:at])
    found = _office(before)
    if found is None or _NOT_IT.search(before):
        return None
    office, body = found
    holder, stems = _holder(item, context), frozenset(content_stems(body))
    return Tenure(office, stems, holder) if holder and stems else None


def _office(before: str) -> tuple[str, str] | None:
    """Return the office and the body that the words before a year name."""
    led = _LED.search(before)
    if led is not None:
        return "", led[1]
    of = _OF.search(before)
    if of is not None:
        office, body, begun = of[1], of[2], of[3] != "in" or _BEGAN.search(before[: of.start()])
        return (("" if office in _HEAD_OFFICES else office), body) if begun else None
    for since, pattern in zip((True, False), _HELD, strict=True):
        held = pattern.search(before)
        if held is not None and (since or _BEGAN.search(before[: held.start(1)])):
            return ("" if held[2] in _HEAD_OFFICES else held[2]), held[1]
    return None


def _holder(item: Located, context: StoryContext) -> str:
    """Return the surname of who holds an office: the person named before the year, or behind it.

    A sentence that names nobody speaks of whom its article names most.
    """
    named = context.persons.get(item.article, [])
    at = item.mention.spans[0].start
    here = [m for m in named if m.sentence == item.mention.sentence]
    before = [m for m in here if m.spans[0].start < at]
    keys = [m.slots.key for m in before[-1:] or here[:1] if isinstance(m.slots, NameSlots)]
    if not keys:
        counted = Counter(m.slots.key for m in named if isinstance(m.slots, NameSlots))
        top = sorted(counted.items(), key=lambda entry: (-entry[1], entry[0]))[:2]
        keys = [key for key, n in top[:1] if len(top) < 2 or n > top[1][1]]
    return keys[0].partition(" ")[0] if keys else ""
