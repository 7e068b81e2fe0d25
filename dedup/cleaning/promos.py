"""What a house says of itself behind the last sentence of a text, and how to reach its reporters.

"For all the latest harbour news, download the Quay Post app": feeds print it on the line of the
text, so it is no line that could be judged by itself. Each form addresses the reader behind a
sentence that has ended; none is tried inside quotation marks.
"""

from __future__ import annotations

import re

_NETWORK = r"(?:Facebook|Twitter|Instagram|YouTube|Telegram|WhatsApp|LinkedIn)"
_PROMO = re.compile(
    # The house may stand before it: "Quay Press Like us on Facebook".
    rf"(?:(?:[A-Z][\w'&-]{{1,20}} ){{1,4}})?(?:Like|Follow|Find|Join) us on (?:our )?{_NETWORK}\b"
    r"[^.!?\"\n]{0,120}[.!]?"
    r"|For (?:all )?(?:the )?(?:latest|more|breaking)\b[^.!?\"\n]{0,80}, (?:please )?(?:download"
    r"|follow us|like us|subscribe to|(?:make|be) sure (?:that )?(?:you(?:'re| are) following|to"
    r" follow))\b[^.!?\"\n]{0,120}[.!]?"
)
# Headlines of other articles, with their label.
_RELATED = re.compile(r"RELATED: [^.!?\n]{10,400}")
# "Ann Poe: apoe@quaypost.example; 555-0100; Twitter @apoe."
_CONTACT = re.compile(
    r"[A-Z][\w'-]+ (?:[A-Z]\. )?[A-Z][\w'-]+: [\w.+-]{1,60}@[\w-]{1,40}(?:\.[a-z]{2,10}){1,3}"
    r"(?:[;,][^.!?\n]{2,80})?\.?"
)
_ENDS = re.compile(r"(?<=[.!?\"')]) (?=[A-Z])")
# A tail is no longer, and so many words of a menu may follow a reporter's address.
_TAIL, _MOST_BEHIND = 450, 1


def is_promo(line: str) -> bool:
    """Return whether a folded line is a house's call to follow it, and nothing else."""
    return ("us on" in line or line.startswith("For ")) and _PROMO.fullmatch(line) is not None


def promo_start(folded: str) -> int:
    """Return where the call or the links begin that close a folded line, 0 if there are none."""
    at = max(len(folded) - _TAIL, 0)
    for match in _ENDS.finditer(folded, at):
        start = match.end()
        if _PROMO.fullmatch(folded, start) or _RELATED.fullmatch(folded, start):
            return start
    return 0


def contact_start(folded: str) -> int:
    """Return where a reporter's name and address begin that close a folded line, 0 if none."""
    if "@" not in folded[-_TAIL:]:
        return 0
    for match in _ENDS.finditer(folded, max(len(folded) - _TAIL, 0)):
        contact = _CONTACT.match(folded, match.end())
        if contact and len(folded[contact.end() :].split()) <= _MOST_BEHIND:
            return match.end()
    return 0
