"""Lists of articles inside a JSON document, item by item in bounded memory.

The document is read twice. The first reading finds where the list stands and what is said
around it, behind the list too; the second decodes the items. An item that is no JSON is passed
over when its brackets close and a comma or the end of the list follows them; where they do not,
the document breaks off, and what came before is kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from dedup.ingest.limits import MOST_LINE_BYTES
from dedup.ingest.portions import Window

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\n\r]*")
# Strings are passed over in one step, the brackets in them are words; so are objects and lists
# with one more level inside, which is what most articles are.
_STRING = r'"(?:[^"\\]++|\\.)*+"'
_FLAT = rf'[\[{{](?:[^\[\]{{}}"]++|{_STRING})*+[\]}}]'
_TOKEN = re.compile(
    rf'[\[{{](?:[^\[\]{{}}"]++|{_STRING}|{_FLAT})*+[\]}}]|{_STRING}|["\[\]{{}},]', re.S
)
_IN_STRING = re.compile(r'(?:[^"\\]++|\\.)*+', re.S)
# An error so near to the end of what was read may be mended by what follows: the longest
# words of JSON, "-Infinity" and an escaped pair of surrogates, have 9 and 12 characters.
_NEAR = 16
# Of the strings around a list, names and addresses matter; none is longer.
_LONGEST_SAID = 10_000
# An object with more keys is no envelope.
_MOST_KEYS = 10_000
_MOST_DEPTH = 8
# Brackets inside brackets; the decoder itself gives up earlier.
_MOST_BRACKETS = 10_000
# After so many broken items the document is something else.
_MOST_BROKEN = 1000
_OPENING, _CLOSING = frozenset("[{"), frozenset("]}")
_EMPTY: dict[str, Any] = {"{": {}, "[": []}
# Whether an item is an article.
Wanted = Callable[[Any], bool]


class Broken(ValueError):
    """What stands in the document is not JSON, or too large.

    Attributes:
        line: Where, from 1.
        column: Likewise.
    """

    def __init__(self, reason: str, place: tuple[int, int]) -> None:
        super().__init__(reason)
        self.line, self.column = place


class BrokenOff(Broken):
    """What follows cannot be read, or there is nothing more."""


class Listed(list[Any]):
    """A list that is not read yet; it holds one of its items, chosen by the reader.

    Attributes:
        start: Characters of the document before its first item.
        broken: The first item on the way to that one that cannot be read, if there is one.
    """

    start = 0
    broken: Broken | None = None


@dataclass(slots=True)
class Outline:
    """What a document is, its lists aside.

    Args:
        document: Its value, with every list that may hold articles as a ``Listed``, and other
            lists and long strings empty. If it breaks off, what came before.
        broken: Why it is no JSON document, None if it is one.
        followed: Another object follows it, as in JSON Lines.
    """

    document: Any = None
    broken: Broken | None = None
    followed: bool = False


def outline(window: Window, keys: frozenset[str], wanted: Wanted) -> Outline:
    """Read a document for the first time.

    Args:
        window: Over the whole text.
        keys: Under which lists of articles, and the objects around them, may stand.
        wanted: Says which item of a list to hold: the first so, else the first of all.
    """
    found = Outline()
    try:
        first = _next(window)
        if first == "[":
            found.document = Listed()
            _list(window, found.document, wanted)
            return found  # the rest is seen when it is read
        if first != "{":
            raise _broken(window, "Expecting value")
        found.document = {}
        _object(window, found.document, keys, wanted, 0)
        after = _next(window)
        found.followed = after == "{"
        if after:
            raise _broken(window, "Extra data")
    except Broken as error:
        found.broken = error
    return found


def items(window: Window, start: int) -> Iterator[Any]:
    """Yield the items of a list, a ``Broken`` for each that cannot be read.

    The last one is a ``BrokenOff`` if the list has no end that can be found.

    Args:
        window: Over the whole text, not read yet.
        start: Characters before the first item.
    """
    window.slide(start)
    if _next(window) == "]":
        return
    n_broken = 0
    while True:
        try:
            yield value(window)
        except Broken as error:
            n_broken += 1
            if not _skip(window):
                yield BrokenOff(str(error), (error.line, error.column))
                return
            yield error
            if n_broken == _MOST_BROKEN:
                reason = f"{n_broken:,} items so, the rest is left alone"
                yield BrokenOff(reason, window.place(window.at))
                return
        after = _next(window)
        if after == "]":
            return
        if after != ",":
            reason = "Expecting ',' delimiter" if after else "no end of the list"
            yield BrokenOff(reason, window.place(window.at))
            return
        window.at += 1


def opens_a_list(window: Window, *, of_objects: bool) -> bool:
    """Return whether a text opens with a list, as far as its first item tells.

    Args:
        window: Over the whole text, not read yet.
        of_objects: That has to be an object.
    """
    if _next(window) != "[":
        return False
    window.at += 1
    try:
        is_object = _next(window) != "]" and isinstance(value(window), dict)
    except Broken:
        return False
    return is_object or (not of_objects and _next(window) in (",", "]"))


def extra_data(window: Window) -> Broken | None:
    """Return what is wrong behind the list that was read and is the document, if anything is."""
    window.at += _next(window) == "]"
    return _broken(window, "Extra data") if _next(window) else None


def value(window: Window, most: int = MOST_LINE_BYTES) -> Any:
    """Return the value that stands next.

    Raises:
        Broken: It is no JSON, or longer than ``most`` characters.
    """
    _next(window)
    while True:
        try:
            found, end = _DECODER.raw_decode(window.text, window.at)
        except json.JSONDecodeError as error:
            failed = Broken(error.msg, window.place(error.pos))
            cut = error.msg.startswith("Unterminated") or error.pos >= len(window.text) - _NEAR
        except RecursionError as error:
            raise _broken(window, "nested too deep") from error
        except ValueError as error:  # a number of thousands of digits
            raise _broken(window, str(error)) from error
        else:
            # A number near the edge of the window may go on behind it ("1." and "1.5e7").
            is_whole = window.text[end - 1] in '"]}' or end + _NEAR <= len(window.text)
            if is_whole or not window.more():
                window.at = end
                return found
            continue
        if cut and len(window.text) - window.at > most:
            raise _broken(window, f"more than {most >> 20} MiB in one piece")
        if not cut or not window.more():
            raise failed


def _object(
    window: Window, found: dict[str, Any], keys: frozenset[str], wanted: Wanted, depth: int
) -> None:
    """Read an object into ``found``, which holds what came before if it breaks off."""
    window.at += 1
    after = _next(window)
    while after != "}":
        if _next(window) != '"':
            raise _broken(window, "Expecting property name enclosed in double quotes")
        key = value(window)
        if _next(window) != ":":
            raise _broken(window, "Expecting ':' delimiter")
        window.at += 1
        first = _next(window)
        if len(found) >= _MOST_KEYS:
            raise _broken(window, f"more than {_MOST_KEYS:,} keys")
        if first == "[" and key in keys:
            found[key] = Listed()
            _list(window, found[key], wanted)
            _to_end(window)
        elif first == "{" and key in keys and depth < _MOST_DEPTH:
            found[key] = {}
            _object(window, found[key], keys, wanted, depth + 1)
        else:
            found[key] = _said(window, first)
        after = _next(window)
        if after == ",":
            window.at += 1
        elif after != "}":
            raise _broken(window, "Expecting ',' delimiter")
    window.at += 1


def _said(window: Window, first: str) -> Any:
    """Return a value beside the list: a short one as it is, others empty."""
    if first in _EMPTY:
        _skip(window)
        return type(_EMPTY[first])()
    try:
        found = value(window, _LONGEST_SAID)
    except Broken:
        if first != '"':
            raise
        _skip(window)
        return ""
    return found[:_LONGEST_SAID] if isinstance(found, str) else found


def _list(window: Window, found: Listed, wanted: Wanted) -> None:
    """Read a list up to the item that is wanted."""
    window.at += 1
    found.start = window.dropped + window.at
    after = ","
    n_broken = 0
    while after == "," and n_broken < _MOST_BROKEN and _next(window) not in ("]", ""):
        try:
            item = value(window)
        except Broken as error:
            item = None
            n_broken += 1
            found.broken = found.broken or error
            _skip(window)
        if wanted(item):
            found[:] = [item]
            return
        if not found:
            found.append(item)
        after = _next(window)
        if after == ",":
            window.at += 1


def _to_end(window: Window) -> None:
    """Go behind the end of a list."""
    while _skip(window):
        after = _next(window)
        window.at += 1
        if after != ",":
            return


def _skip(window: Window) -> bool:
    """Go to the comma or bracket behind a value; return whether that is found.

    Only strings and brackets are looked at, and nothing is kept.
    """
    depth = 0
    while True:
        match = _TOKEN.search(window.text, window.at)
        if match is None:
            window.at = len(window.text)
            if not window.more():
                return False
            continue
        token = match[0]
        if token in _OPENING:
            depth += 1
            if depth > _MOST_BRACKETS:
                return False
        elif token in _CLOSING:
            if not depth:
                window.at = match.start()
                return True
            depth -= 1
        elif token == "," and not depth:
            window.at = match.start()
            return True
        window.at = match.end()
        if token == '"' and not _skip_string(window):
            return False


def _skip_string(window: Window) -> bool:
    """Go behind a string that has begun; return whether it ends."""
    while True:
        end = _IN_STRING.match(window.text, window.at).end()  # type: ignore[union-attr]
        if window.text[end : end + 1] == '"':
            window.at = end + 1
            return True
        window.at = end  # at the edge of the window, or before a backslash there
        if not window.more():
            window.at = len(window.text)
            return False


def _next(window: Window) -> str:
    """Go to the next character that is no space and return it, "" at the end."""
    while True:
        window.at = _SPACE.match(window.text, window.at).end()  # type: ignore[union-attr]
        if window.at < len(window.text):
            return window.text[window.at]
        if not window.more():
            return ""


def _broken(window: Window, reason: str) -> Broken:
    return Broken(reason, window.place(window.at))
