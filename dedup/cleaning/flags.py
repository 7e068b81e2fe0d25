"""The pattern classes of a line: copyright notice, call to subscribe, credit and so on.

Nearly all lines of an article match none. A pattern is tried only on a line
that opens with, or holds, a word without which it cannot match.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from dedup.cleaning import patterns as p
from dedup.cleaning.words import TOKEN, Counts

FLAGS = (
    "copyright", "subscribe", "related head", "pointer", "comment head", "comment meta",
    "advertisement", "byline", "credit", "caption", "stamp", "date", "address", "count tail",
    "call", "path",
)  # fmt: skip
NONE: frozenset[str] = frozenset()

_COUNT_TAIL = re.compile(r"[(\[]\d{1,6}[)\]]$")
# Characters at the end of a line where a caption names its source.
_TAIL = 90
# Furniture is short: lines of more words than these cannot be what the pattern looks for.
_LONG, _SHORT, _DATED, _HEADING = 90, 45, 30, 20


class Marks(NamedTuple):
    """Counts of a line, named in ``words.COUNTED``, that tell which patterns to try."""

    words: int
    digits: int
    symbols: int
    bars: int
    triggers: int
    addresses: int
    signs: int


def may_have_flags(counts: Counts, texts: Sequence[str], end_mark: Any) -> Any:
    """Tell the lines that may be of any class from the plain prose that is of none.

    Args:
        counts: What is counted of the lines.
        texts: The folded lines.
        end_mark: bool array, they end as a sentence does.

    Returns:
        bool array, shape (n_lines,).
    """
    import numpy as np

    words = counts.column("words")
    held = ("pictures", "triggers", "addresses", "signs", "bars")
    return np.logical_or.reduce(
        [
            ~end_mark,
            words <= _HEADING,
            (words <= _DATED) & (counts.column("digits") > 0),
            np.array(list(map(len, texts))) <= p.PROSE_LENGTH,
            np.array(
                [")" in text[-2:] or text[-1] == "]" or " via " in text[-_TAIL:] for text in texts]
            ),
            counts.telling,
            *[counts.column(name) > 0 for name in held],
        ]
    )


def line_flags(lower: str, marks: Marks, *, opens: str, end_mark: bool) -> frozenset[str]:
    """Return the pattern classes of a line.

    Args:
        lower: The folded line in lower case.
        marks: What is counted of it.
        opens: Its ``words.opening``.
        end_mark: It ends as a sentence does.
    """
    n_words = marks.words
    flags: list[str] = []
    if marks.addresses:
        flags.append("address")
    if lower[-1] in ")]" and _COUNT_TAIL.search(lower[-10:]):
        flags.append("count tail")
    if n_words <= _LONG:
        _long_line_flags(lower, marks, end_mark, flags)
    if n_words <= _SHORT:
        _short_line_flags(lower, marks, opens, flags)
    if n_words <= _DATED and marks.digits and p.ANY_DATE.search(lower):
        flags.append("date")
    if n_words <= _HEADING:
        _heading_flags(lower, marks, opens, flags)
    return frozenset(flags) if flags else NONE


def _long_line_flags(lower: str, marks: Marks, end_mark: bool, flags: list[str]) -> None:
    """Add what also long lines may be: legal notices, captions."""
    if marks.signs or marks.triggers:
        _add_held(lower, marks, flags)
    tail = lower[-_TAIL:]
    if _may_be_caption(tail, end_mark) and p.CAPTION_TAIL.search(tail):
        flags.append("caption")


def _add_held(lower: str, marks: Marks, flags: list[str]) -> None:
    """Add what a line is by the words it holds anywhere."""
    if (
        _has_any(p.COPYRIGHT_PARTS, lower)
        and (marks.signs or not p.LEGAL.isdisjoint(TOKEN.findall(lower)))
        and p.COPYRIGHT.search(lower)
    ):
        flags.append("copyright")
    if "contributed" in lower and p.CONTRIBUTED.fullmatch(lower):
        flags.append("credit")
    if marks.words > _SHORT:
        return
    if "autoplay" in lower and "copy this code to your" in lower:
        flags.append("call")
    if (
        _has_any(p.SUBSCRIBE_PARTS, lower)
        and not p.SIGN_UP.isdisjoint(TOKEN.findall(lower))
        and p.SUBSCRIBE.search(lower)
    ):
        flags.append("subscribe")
    if '"' not in lower and _has_any(p.CALL_PARTS, lower) and p.CALL_INSIDE.match(lower):
        flags.append("call")


def _has_any(parts: Sequence[str], lower: str) -> bool:
    return any([part in lower for part in parts])


def _may_be_caption(tail: str, end_mark: bool) -> bool:
    """Spare most prose the costly pattern of caption ends."""
    if "photo" in tail or "image" in tail or "pic" in tail or " via " in tail:
        return True
    if end_mark:
        return tail[-2:-1] == ")"
    # Brackets at the end, or an agency behind the last sentence or a bar.
    return ")" in tail[-2:] or ". " in tail or "! " in tail or "? " in tail or " | " in tail


def _short_line_flags(lower: str, marks: Marks, opens: str, flags: list[str]) -> None:
    """Add what a line of up to ``_SHORT`` words may open as."""
    if opens in p.POINTER_OPENS and p.POINTER.match(lower):
        flags.append("pointer")
    credit = opens in p.CREDIT_OPENS or marks.bars or marks.signs or " via " in lower
    if credit and p.CREDIT.fullmatch(lower):
        flags.append("credit")
    if opens in p.CAPTION_OPENS and p.CAPTION_HEAD.match(lower):
        flags.append("caption")
    if opens in p.CALL_OPENS and '"' not in lower and p.CALL.match(lower):
        flags.append("call")


def _heading_flags(lower: str, marks: Marks, opens: str, flags: list[str]) -> None:
    """Add what only a line as short as a heading may be."""
    n_words = marks.words
    number = opens[:1].isdigit()
    if n_words <= 12:
        if opens in p.RELATED_OPENS and p.RELATED_HEAD.fullmatch(lower):
            flags.append("related head")
        if opens in p.AD_OPENS and p.AD.fullmatch(lower):
            flags.append("advertisement")
    if n_words <= 16:
        if (number or opens in p.COMMENT_HEAD_OPENS) and p.COMMENT_HEAD.fullmatch(lower):
            flags.append("comment head")
        if (opens[:2] == "by" or opens in p.BYLINE_OPENS) and p.BYLINE.fullmatch(lower):
            flags.append("byline")
    noted = number or opens in p.COMMENT_META_OPENS or ":" in lower
    if (noted or "report" in lower or "flag" in lower) and p.COMMENT_META.fullmatch(lower):
        flags.append("comment meta")
    if (marks.digits and p.STAMP.fullmatch(lower)) or (
        (number or opens in p.STAMP_OPENS) and p.STAMP_HEAD.fullmatch(lower)
    ):
        flags.append("stamp")
    if marks.symbols and p.PATH.fullmatch(lower):
        flags.append("path")
