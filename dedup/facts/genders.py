"""Of which sex a named person is: by given name, by title, or by what the article says of him."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from dedup.facts.first_names import EITHER
from dedup.facts.gazetteer import fold_key
from dedup.facts.names import NameTable

_SEX = {
    "mr": "m", "mrs": "f", "ms": "f", "miss": "f", "madam": "f",
    "his": "m", "himself": "m", "her": "f", "herself": "f",
}  # fmt: skip
# "Mr Justice Poe", "Madam Speaker Poe": the office parts the title from the name.
_TITLED = re.compile(r"\b(Mrs?|Ms|Miss|Madam)\.? (?:Justice|President|Speaker|Secretary) $")
# "Poe herself", "Poe and his wife", "Poe said her party": his or her own.
_BEHIND = re.compile(
    r" (?:(himself|herself)\b|"
    r"(?:and|(?:said|says|insisted|announced)(?: that)?) (his|her) [a-z])"
)
_TITLE_CHARS, _BEHIND_CHARS = 24, 32


def gender_of(table: NameTable, key: str) -> str:
    """Return m, f or "": a given name that both bear tells nothing."""
    given = fold_key(table.names.get(key, "").split(" ")[0])
    return "" if given in EITHER else table.genders.get(key, "")


def with_told(table: NameTable, folded: str) -> NameTable:
    """Add the sex of those whose given name tells none, where all that is said agrees."""
    told: defaultdict[str, set[str]] = defaultdict(set)
    for item in table.named:
        if item.kind != "person" or table.genders.get(item.key):
            continue
        before = _TITLED.search(folded[max(0, item.start - _TITLE_CHARS) : item.start])
        behind = _BEHIND.match(folded[item.end : item.end + _BEHIND_CHARS])
        if before:
            told[item.key].add(_SEX[before[1].lower()])
        if behind:
            told[item.key].add(_SEX[behind[1] or behind[2]])
    sure = {key: next(iter(sexes)) for key, sexes in told.items() if len(sexes) == 1}
    return replace(table, genders={**table.genders, **sure}) if sure else table
