"""Long captions: agencies write them as paragraphs, and galleries print one below another.

A caption of up to some sixty words is told by ``rules``. A longer line looks like
prose but for its opening ("FILE - In this May 3, 2031 photo …") and the picture's
source in brackets at its end; one of them is enough only where it can be nothing
else, or where other captions stand around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dedup.cleaning.features import LineFacts
from dedup.cleaning.patterns import FILE_PHOTO
from dedup.cleaning.split import Bounds
from dedup.model import Role

_HEAD, _TAIL = 120, 90
# Longer lines hold whole articles.
_MOST = 1_500
# So many captions make a gallery: there the source at the end of a line is enough.
_GALLERY = 3
# The button of a gallery; so many make one.
_CLOSE, _CLOSED = " Close", 2
# "In this March 1 photo", "In this file photo taken …", "TOWN, COUNTRY - MAY 3: Two men row …"
_OPENING = re.compile(
    r"(?:In t|T)his [^.!?]{0,60}?\b(?:photo|image|picture)\b"
    r"|(?=[A-Z])[A-Z ,.'\u2019]{3,60} [-\u2013\u2014] [A-Z]{3,9}\.? \d{1,2}(?:, \d{4})?: "
)
_SOURCE = re.compile(
    r"\((?:(?:AP|AFP|Reuters|REUTERS|File|Handout|Pool) )?(?:Photo|PHOTO)s?\b[^()]{0,70}\)\.?$"
    r"|\b(?:Credit|Photo): [^.!?]{2,60}/[^.!?]{0,30}\bPhoto$"
    r"|\([^()]{2,60} via (?:AP|AFP|Reuters|REUTERS|Getty Images)\)\.?$"
)
# Captions give the year of a day that news only names: "…, Monday, May 6, 2031."
_FULL_DATE = re.compile(
    r"\b(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}, "
    r"(?:19|20)\d\d\b"
)
_DATED = 400
# "Mayor Jane Poe holds up the signed …, May 3, 2031", nothing in the past tense before the verb.
_POSED_LEAST, _POSED_MOST = 10, 60
_POSE = re.compile(
    r"(?:[A-Z][\w.',-]* |(?:the|of|and|de|a|an|his|her|wife|husband) ){1,12}"
    r"(?:holds? (?:up|a|an|the|his|her|hands)|displays?|gestures?|waves?|listens?|poses?|smiles?"
    r"|looks? (?:on|at|out|over)|applauds?|shakes? hands|walks?|greets?|speaks?|hugs?|embraces?"
    r"|kisses|arrives? (?:with|to|for))\b(?! up with)"
)
_DATED_END = re.compile(
    r"\b(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2},"
    r" (?:19|20)\d\d(?:,? in [A-Z][\w.]*(?: [A-Z][\w.]*){0,2}(?:, [A-Z][\w.]*){0,2})?"
    # Another caption may be glued behind it, which lacks its full stop.
    r"\.?(?: [A-Z][^.!?\"]{10,120})?\Z"
)
_BREAK = re.compile(r"[a-z]{4}[.!?] [A-Z]")


def long_captions(text: str, spans: Sequence[Bounds], roles: Sequence[Role]) -> list[int]:
    """Return the body lines that are captions; quick where the text names no photo.

    Args:
        text: The article's text.
        spans: Start and end of each line.
        roles: The roles so far.
    """
    if "hoto" not in text and "PHOTO" not in text and " via " not in text:
        return []
    found, sourced = [], []
    for i, ((start, end), role) in enumerate(zip(spans, roles, strict=True)):
        if role != "body" or end - start > _MOST:
            continue
        head, tail = text[start : start + _HEAD], text[max(end - _TAIL, start) : end]
        sign = "hoto" in tail or " via " in tail
        has_source = sign and _SOURCE.search(tail) is not None
        # In prose "file" is no heading.
        filed = head.startswith("FILE") and FILE_PHOTO.match(head.lower()) is not None
        dated = has_source and _FULL_DATE.search(text, start, min(start + _DATED, end)) is not None
        if filed or dated or (has_source and _OPENING.match(head)):
            found.append(i)
        elif has_source:
            sourced.append(i)
    n_captions = len(found) + sum(role == "caption" for role in roles)
    return sorted(found + sourced) if n_captions >= _GALLERY else found


def posed_captions(facts: Sequence[LineFacts], roles: Sequence[Role]) -> list[int]:
    """Return the body lines that say what somebody does in a picture, with its full date behind.

    News tells in the present tense what will be ("takes office on May 3, 2031"), no gestures.
    """
    return [
        i
        for i, (line, role) in enumerate(zip(facts, roles, strict=True))
        if role == "body" and _POSED_LEAST <= line.n_words <= _POSED_MOST
        if not line.is_quoted() and _POSE.match(line.text)
        if _DATED_END.search(line.text) and not _BREAK.search(line.text)
    ]


def closed_captions(facts: Sequence[LineFacts], roles: Sequence[Role]) -> list[int]:
    """Return the body lines of a gallery that shows each caption again with a "Close" behind it."""
    ended = [line.text.endswith(_CLOSE) for line in facts]
    if sum(ended) < _CLOSED:
        return []
    shown = {line.lower[: -len(_CLOSE)] for line, ends in zip(facts, ended, strict=True) if ends}
    shut = zip(facts, ended, roles, strict=True)
    return [
        i
        for i, (line, ends, role) in enumerate(shut)
        if role == "body" and (ends or line.lower in shown)
    ]
