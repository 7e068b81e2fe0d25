"""The words of cleaned articles as printed, in the numbers of ``tokens.encode_articles``.

Measuring the lines has cut them into pieces already, and each piece knows its words; only
what is no whole measured line is cut a second time.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from dedup.cleaning.patterns import HEAD
from dedup.cleaning.pieces import Draft
from dedup.cleaning.words import Counts, number_rows
from dedup.text import WORD
from dedup.tokens import MAX_BODY_CHARS, Tokens, by_appearance, straighten

if TYPE_CHECKING:
    from dedup.cleaning.lines import Roles

# What ``text.fold`` makes a mark that may stand inside a word, and ``straighten`` does not.
_FOLDED_ONLY = "`\x82\x91\x92\u201a\u201b\u2032\u02bc\u00b4\u00ad\u2212"
# Characters between two lines of a body.
_GAP = len("\n\n")


def printed_words(drafts: Sequence[Draft], found: Sequence[Roles], counts: Counts) -> Tokens:
    """Return the words of articles.

    Args:
        drafts: The articles.
        found: The roles of their lines.
        counts: What was counted of the lines and, behind them, of the given headlines of all
            that have lines.

    Returns:
        Two texts for each article: its headline, then its body.
    """
    import numpy as np

    rows: list[int] = []
    n_rows = [0]
    others: list[str] = []
    n_measured = len(counts.printed.bounds) - 1

    def row_of(text: str) -> int:
        others.append(text)
        return n_measured + len(others) - 1

    line, title = 0, sum([len(draft.spans) for draft in drafts])
    for draft, roles in zip(drafts, found, strict=True):
        measured = draft.title is not None
        whole = measured and len(draft.headline) <= HEAD and _is_folded_alike(draft.headline)
        rows.append(title if whole else row_of(roles.headline))
        stretches = _body_stretches(draft, roles, line)
        rows += [row_of(each) if isinstance(each, str) else each for each in stretches]
        n_rows += [1, len(stretches)]
        line += len(draft.spans)
        title += measured
    numbered = number_rows(counts, [WORD.findall(straighten(text)) for text in others])
    words = numbered.words.take(np.array(rows, np.int64))
    return by_appearance(words.ids, words.bounds[list(accumulate(n_rows))], numbered.names)


def _body_stretches(draft: Draft, roles: Roles, first: int) -> list[int | str]:
    """Return the lines of a body: where each was measured, or its text where it was not whole."""
    text = draft.text
    cuts = [(start, end) for start, end, role, _ in roles.lines if role == "body"]
    n_chars = sum([end - start for start, end in cuts]) + _GAP * (len(cuts) - 1)
    if n_chars > MAX_BODY_CHARS or not _is_folded_alike(text):
        return ["\n\n".join([text[start:end] for start, end in cuts])[:MAX_BODY_CHARS]]
    places = dict(zip(draft.spans, range(first, first + len(draft.spans)), strict=True))
    return [
        places[cut] if cut in places and cut[1] - cut[0] <= HEAD else text[cut[0] : cut[1]]
        for cut in cuts
    ]


def _is_folded_alike(text: str) -> bool:
    """Return whether the words of the folded text are those of the straightened one."""
    marks = _FOLDED_ONLY[:1] if text.isascii() else _FOLDED_ONLY
    return not any([mark in text for mark in marks])
