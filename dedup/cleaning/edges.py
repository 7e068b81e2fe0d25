"""What a page glues to the first paragraph of an article, and to its last.

Above: a label or a menu, and the headline, with the text behind it on the same line. Below:
a copyright notice, the name of who wrote it, or the mark by which an agency ends its texts. Each
becomes a piece of its own.
"""

from __future__ import annotations

import re

from dedup.cleaning.rules import dateline_length
from dedup.text import STOP_WORDS, fold

# A shorter headline may open a sentence of the text.
_TITLE_WORDS, _TITLE_CHARS = 4, 20
# Without a dateline behind the headline, no more words stand above it on its line …
_LABEL_WORDS = 5
# … and so many follow it: a paragraph.
_TEXT_WORDS = 6
_OPENS_TEXT = re.compile(r" ?[\"']?[A-Z]")
# "Norby ferries stop Tuesday": a day goes on with the sentence.
_GOES_ON = re.compile(
    r" ?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|March|April|May|June|July|Aug|Sep|Oct"
    r"|Nov|Dec)"
)
_ENDED = re.compile(r"[.!?][\"')]{0,2}\Z")
# "… she said. Copyright 2031 Quay Press. All rights reserved."
_COPYRIGHT = re.compile(
    r"(?<=[.!?\"'\u2019\u201d]) (?:Copyright|COPYRIGHT|\u00a9) ?(?:\u00a9 ?|\([cC]\) ?)?"
    r"(?:19|20)\d\d [^\n]{2,300}\Z"
)
# "… she said. Ann Poe": the word before the full stop is no title ("Capt. Ann Poe"), as titles
# that are shortened have four letters at most.
_SIGNED = re.compile(
    r"(?:\b[a-z][\w'-]{2,}|\b[A-Z][a-z]{4,})[.][\"')]{0,2} "
    r"(?P<name>[A-Z][a-z'-]+ (?:[A-Z]\. )?[A-Z][\w'-]+)\Z"
)
_TAIL = 60
# "… she said. Enditem"
_END_OF_TEXT = re.compile(
    r"(?<=[.!?\"'\u2019\u201d]) (?:Enditem|ENDITEM|ENDS|/ENDS|-ENDS-|-30-|-0-)\Z"
)


def title_bounds(text: str, title: str) -> tuple[int, int] | None:
    """Return where the headline stands that a page printed on the line of the first paragraph.

    Args:
        text: The line.
        title: The given headline.
    """
    folded, title = fold(text), fold(title)
    if len(title) < _TITLE_CHARS or title.count(" ") + 1 < _TITLE_WORDS or title[-1] == ".":
        return None  # too short, or the first sentence of the text
    at = folded.find(title)
    above, below = folded[: max(at, 0)], folded[at + len(title) :]
    if at < 0 or len(folded) != len(text) or not _OPENS_TEXT.match(below):
        return None
    if at and not above.endswith(" "):
        return None
    ended = _ENDED.search(folded) is not None and len(below.split()) >= _TEXT_WORDS
    if dateline_length(below.lstrip()):
        return (at, at + len(title)) if ended else None
    labelled = len(above.split()) <= _LABEL_WORDS and not re.search(r"[.!?,:\"]", above)
    if not ended or not labelled or _GOES_ON.match(below):
        return None
    return at, at + len(title)


def end_mark_start(text: str) -> int:
    """Return where the mark begins by which an agency ends its text, 0 if there is none."""
    match = _END_OF_TEXT.search(text[-_TAIL:])
    return max(len(text) - _TAIL, 0) + match.start() + 1 if match else 0


def notice_start(text: str) -> int:
    """Return where the copyright notice at the end of a line begins, 0 if there is none."""
    if "opyright" not in text and "COPYRIGHT" not in text and "\u00a9" not in text:
        return 0
    match = _COPYRIGHT.search(text)
    return match.start() + 1 if match else 0


def signature_start(text: str) -> int:
    """Return where the name begins that is printed behind the last sentence, 0 if there is none."""
    if not text[-1:].isalpha():
        return 0
    at = max(len(text) - _TAIL, 0)
    match = _SIGNED.search(fold(text[at:]))
    if match is None or match["name"].split()[0].lower() in STOP_WORDS:
        return 0
    return at + match.start("name")
