"""Signs, words and colours of a report, in one place.

A sign never stands without its word nearby, and colour only repeats what the
sign says. Blue and orange, which most colour-blind readers tell apart.
"""

from __future__ import annotations

from typing import Final

from dedup.model import FactKind, Finding, Status

SIGN_OF_STATUS: Final[dict[Status, str]] = {
    "shared": "=",
    "detail_differs": "~",
    "wording_differs": '"',
    "attribution_differs": "@",
    "updated": "^",
    "conflicting": "!",
    "unique": "+",
    "undecided": "?",
}
WORD_OF_STATUS: Final[dict[Status, str]] = {
    "shared": "shared",
    "detail_differs": "detail differs",
    "wording_differs": "quote wording differs",
    "attribution_differs": "attribution differs",
    "updated": "updated",
    "conflicting": "conflict",
    "unique": "only in one",
    "undecided": "undecided",
}
# What an editor must see first; the matrix and the fact list follow this order.
RANK_OF_STATUS: Final[dict[Status, int]] = {
    "conflicting": 0,
    "wording_differs": 1,
    "attribution_differs": 2,
    "updated": 3,
    "detail_differs": 4,
    "shared": 5,
    "undecided": 6,
    "unique": 7,
}
WORD_OF_KIND: Final[dict[FactKind, str]] = {
    "quantity": "number",
    "date": "time",
    "place": "place",
    "person": "person",
    "organisation": "organisation",
    "quote": "quote",
    "attribution": "who said",
    "event": "event",
}
_SIGN_OF_RULE: Final[dict[str, str]] = {
    "number-conflict": "!",
    "date-conflict": "!",
    "name-conflict": "!",
    "event-conflict": "!",
    "attribution-conflict": "!",
    "possible-conflict": "?",
    "quote-wording": '"',
    "attribution": "@",
    "updated": "^",
    "adds-up": "=",
    "detail": "~",
    "buried": "v",
    "only-in": "+",
}
_WORD_OF_RULE: Final[dict[str, str]] = {
    "number-conflict": "NUMBERS CONFLICT",
    "date-conflict": "TIMES CONFLICT",
    "name-conflict": "NAMES CONFLICT",
    "event-conflict": "EVENTS CONFLICT",
    "attribution-conflict": "WHO SAID IT CONFLICTS",
    "possible-conflict": "POSSIBLE CONFLICT",
    "quote-wording": "QUOTE WORDING",
    "attribution": "WHO SAID IT",
    "updated": "UPDATED",
    "adds-up": "PARTS ADD UP",
    "detail": "DETAIL",
    "buried": "BURIED",
    "only-in": "ONLY HERE",
}
_SIGN_OF_LEVEL: Final[dict[str, str]] = {"alert": "!", "notice": "~", "info": "="}

# Style name → SGR parameters (ECMA-48 §8.3.117; 38;5;n is the 256-colour table of xterm).
# 33 is a blue and 208 an orange that read on dark and on light ground.
SGR: Final[dict[str, str]] = {
    "title": "1",
    "section": "1",
    "letter": "1;38;5;33",
    "alert": "1;38;5;208",
    "notice": "38;5;208",
    "info": "38;5;33",
    "mark": "1",
    "removed": "38;5;208",
    "added": "38;5;33",
    "dim": "2",
    "ref": "38;5;33",
}

LEGEND: Final[tuple[tuple[str, str], ...]] = (
    ("=", "same"),
    ("~", "detail differs"),
    ("!", "conflict"),
    ('"', "quote wording"),
    ("@", "who said it"),
    ("^", "updated"),
    ("+", "only here"),
    ("v", "buried"),
    ("·", "not found"),
    ("?", "undecided"),
    ("-", "cannot tell, the text breaks off"),
)


def sign_of_rule(finding: Finding) -> str:
    """Return the one-character sign of a finding; unknown rules get their level's."""
    return _SIGN_OF_RULE.get(finding.rule, _SIGN_OF_LEVEL[finding.level])


def word_of_rule(rule: str) -> str:
    """Return the words printed for a rule; an unknown rule prints its own name."""
    return _WORD_OF_RULE.get(rule, rule.replace("-", " ").replace("_", " ").upper())


def style_of_sign(sign: str) -> str:
    """Return the style that repeats a sign's meaning in colour."""
    if sign == "!":
        return "alert"
    if sign in '"@^~?':
        return "notice"
    return "info" if sign in "=+v" else "dim"
