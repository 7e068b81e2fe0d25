"""Clock times: "9:40 a.m.", "10pm", "21:30", "noon"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dedup.facts.numbers import Tok, at, glued
from dedup.facts.resolve import DateWords

_HALVES = {"am": 0, "a.m.": 0, "a.m": 0, "pm": 12, "p.m.": 12, "p.m": 12}
_ZONES = frozenset("gmt bst cet cest est edt et pst pdt pt cst cdt ct mst mdt mt utc ist".split())
# "3:16" alone may be a verse, a ratio or a score; after these it is a time.
_LEADS = frozenset("at around about by from until till before after since between to and".split())
_FOLLOWS = frozenset(["local", "hours", "on", "o'clock"]) | _ZONES
_HOUR_DOT_MINUTE = re.compile(r"([0-9]{1,2})\.([0-5][0-9])")


def clock_at(toks: Sequence[Tok], index: int) -> tuple[int, DateWords] | None:
    """Return the index after the clock time that begins at ``index``, and its words."""
    word = toks[index].low
    if word in ("noon", "midnight") and at(toks, index - 1) in _LEADS | {"12"}:
        return index + 1, DateWords(minute=720 if word == "noon" else 0)
    if toks[index].kind != "n":
        return None
    text = toks[index].text
    if "," in text or len(text) > 5:
        return None
    if len(text) == 4 and text.isdecimal():
        return _without_colon(toks, index)
    if at(toks, index + 1) == ":" and glued(toks, index + 1):
        return _with_colon(toks, index)
    dotted = _HOUR_DOT_MINUTE.fullmatch(text)
    hour, minute = (int(dotted[1]), int(dotted[2])) if dotted else (-1, 0)
    if text.isdecimal():
        hour = int(text)
    half, last = _half_of_day(toks, index + 1)
    if half is None and at(toks, index + 1) == "o'clock" and 1 <= hour <= 12:
        return index + 2, DateWords(minute=hour % 12 * 60)
    if half is None or not 1 <= hour <= 12:
        return None
    return _zone(toks, last), DateWords(minute=(hour % 12 + half) * 60 + minute)


def _with_colon(toks: Sequence[Tok], index: int) -> tuple[int, DateWords] | None:
    minutes = toks[index + 2] if index + 2 < len(toks) and glued(toks, index + 2) else None
    if minutes is None or minutes.kind != "n" or not re.fullmatch("[0-5][0-9]", minutes.text):
        return None
    seconds = at(toks, index + 3) == ":" and glued(toks, index + 3)
    hour_text = toks[index].text
    if seconds or not hour_text.isdecimal() or int(hour_text) > 23:
        return None
    if at(toks, index - 1) == ":" and glued(toks, index):
        return None
    hour = int(hour_text)
    half, last = _half_of_day(toks, index + 3)
    if half is not None and 1 <= hour <= 12:
        return _zone(toks, last), DateWords(minute=(hour % 12 + half) * 60 + int(minutes.text))
    if at(toks, index - 1) in _LEADS or at(toks, index + 3) in _FOLLOWS:
        return _zone(toks, index + 3), DateWords(minute=hour * 60 + int(minutes.text))
    return None


def is_clock(toks: Sequence[Tok], index: int) -> bool:
    """Say whether four digits with a time zone stand at ``index``."""
    text = toks[index].text
    zoned = index + 1 < len(toks) and _zone(toks, index + 1) > index + 1
    return len(text) == 4 and text.isdecimal() and zoned and not glued(toks, index + 1)


def _without_colon(toks: Sequence[Tok], index: int) -> tuple[int, DateWords] | None:
    """Read "2253 GMT", "0554 local time"; "(2253 GMT)" says another time once more."""
    hour, minute = divmod(int(toks[index].text), 100)
    last = _zone(toks, index + 1)
    if not is_clock(toks, index) or hour > 23 or minute > 59 or at(toks, index - 1) in ("(", "["):
        return None
    return last, DateWords(minute=hour * 60 + minute)


def _half_of_day(toks: Sequence[Tok], index: int) -> tuple[int | None, int]:
    """Return 0 for a.m., 12 for p.m., None for neither, and the index after it."""
    word = at(toks, index)
    if word in _HALVES:
        return _HALVES[word], index + 1
    # "a.m" at the end of a sentence whose full stop went elsewhere.
    if word in ("a", "p") and at(toks, index + 1) == "." and at(toks, index + 2) == "m":
        return (0 if word == "a" else 12), index + 3
    return None, index


def _zone(toks: Sequence[Tok], index: int) -> int:
    """Take the time zone, which is not part of the value, into the span."""
    if at(toks, index) == "local" and at(toks, index + 1) == "time":
        return index + 2
    if index < len(toks) and toks[index].low in _ZONES and toks[index].text.isupper():
        return index + 1
    return index
