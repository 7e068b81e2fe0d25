"""Live reports: entries that open with a time, and the figures listed between them.

"2:55 p.m. ET: Ferry shares recover" has the form of a headline of another article, "Tin: 12.4,
off 1.2%" that of a ticker; between the entries of one report they are its text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dedup.cleaning.features import LineFacts
from dedup.model import Role

# So many entries make a live report; so many sentences must stand between them. A list of
# programmes has times and no prose.
_ENTRIES, _SENTENCES, _WORDS = 3, 2, 6
_ENTRY = re.compile(r"\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: ?[a-z]{2,4})? ?[:\u2014-] ?[^\W_].{12,}")
_FIGURES = re.compile(
    r"[a-z0-9][^:.]{1,40}: ?[$\u00a3\u20ac+-]{0,2}\d[\d,.]*%?,? ?(?:(?:or|up|down|off)\b|[+-]).*"
)


def live_entries(
    facts: Sequence[LineFacts], roles: Sequence[Role], plain: Sequence[Role | None]
) -> list[int]:
    """Return the lines outside the body that belong to a live report.

    Args:
        facts: What the lines show.
        roles: Their roles so far.
        plain: The role that each has wherever it stands, if any.
    """
    entries = [
        i for i, line in enumerate(facts) if line.text[0].isdigit() and _ENTRY.match(line.lower)
    ]
    if len(entries) < _ENTRIES:
        return []
    # An entry with nothing under it is no end of an article.
    last = max((i for i, role in enumerate(roles) if role == "body"), default=0)
    report = range(entries[0], entries[-1] + (entries[-1] < last))
    sentences = sum(
        roles[i] == "body" and facts[i].end_mark and facts[i].n_words >= _WORDS for i in report
    )
    if sentences < _SENTENCES:
        return []
    timed = frozenset(entries)
    return [
        i
        for i in report
        if roles[i] != "body" and plain[i] is None
        if i in timed or _FIGURES.match(facts[i].lower)
    ]
