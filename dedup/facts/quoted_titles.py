"""Stretches in marks that nobody says: titles of programmes and works, names of days and wares."""

from __future__ import annotations

import re

from dedup.facts.gazetteer import word_set
from dedup.facts.marks import Quoted
from dedup.facts.reading import Reading

TITLE_WORDS = 4
_IN_TITLES = word_set("that from with into over upon than when about")
_TITLE_LEAD = re.compile(r"(?:\b(?:on|told)|'s|s')(?: [A-Z]+'s)?$", re.IGNORECASE)
# The "open gate" policy: what it is called, not what the sentence's subject said.
_POLICY_BEHIND = re.compile(r" (?:policy|policies|law|act|rule|bill|amendment|doctrine|clause)\b")
_TITLE_BEHIND = re.compile(
    r" (?:show|program|programme|podcast|series|column|magazine|host|interview|appearance"
    r"|segment)\b"
)
# In his history of the race, "The Long Tide": what somebody made, named behind its comma.
_WORK_LEAD = re.compile(
    r"\b(?:book|memoir|novel|history|biography|autobiography|film|movie|documentary|song|album"
    r"|play|essay|podcast|series|exhibition)\b[^\"]{0,50},$"
)
_WORK_CHARS = 80
# "what became an unofficial “Harbour Day”", "a “Fish-for-All” sandwich": what a thing is named.
_NAME_LEAD = re.compile(r"\b(?:an?|the)(?: [a-z-]+){0,2}$")
# Unless somebody says it: "called it a “Total Failure”", "claimed that it is a “Total Failure”".
_CALLED = re.compile(
    r"\b(?:(?:call|dub|brand|label|describ|term|denounc|declar)(?:e|ed|ing|s|es)?|that)\b"
)
_CALLED_CHARS = 60


def is_title(reading: Reading, stretch: Quoted) -> bool:
    """Tell whether a stretch is the title of a programme or paper: ``on the "Today" show``."""
    words = reading.folded[stretch.start : stretch.end].split()
    longer = [word for word in words if len(word) > 4]
    longer = longer or [word for word in words if len(word) > 3] or words
    if len(words) <= TITLE_WORDS and _POLICY_BEHIND.match(reading.folded, stretch.end + 1):
        return reading.folded[max(0, stretch.start - 5) : stretch.start - 1].lower() == "the "
    if _is_long_title(reading, stretch, words):
        return True
    if len(words) > TITLE_WORDS or any(word[0].islower() for word in longer):
        return False
    lead = reading.folded[max(0, stretch.start - 40) : stretch.start - 1].rstrip()
    behind = reading.folded[stretch.end + 1 : stretch.end + 20]
    if _is_name(reading, stretch, words) or lead.endswith(("titled", "entitled")):
        return True
    work = reading.folded[max(0, stretch.start - _WORK_CHARS) : stretch.start - 1].rstrip()
    if len(words) > 1 and words[-1][-1] not in "!?" and _WORK_LEAD.search(work):
        return True
    named = _TITLE_BEHIND.match(behind) is not None
    # "He wrote of 'Home.'" closes with a mark of its own: a word that somebody used.
    return named or (_TITLE_LEAD.search(lead) is not None and lead[-1:] not in ",:")


def _is_long_title(reading: Reading, stretch: Quoted, words: list[str]) -> bool:
    """Tell the "Order on Closing of Gates to Boats that Pose a Risk" from a saying."""
    small = [word for word in words if word[0].islower()]
    lead = reading.folded[max(0, stretch.start - 5) : stretch.start - 1].lower()
    capital = all(len(word) < 4 or word in _IN_TITLES for word in small)
    article = lead == "the " or lead.endswith(" a ")
    return len(words) > TITLE_WORDS and capital and article


def _is_name(reading: Reading, stretch: Quoted, words: list[str]) -> bool:
    """Tell the name of a day or a ware from what somebody called it."""
    several = len(words) > 1 or "-" in words[0]
    folded = reading.folded
    if not several or folded[stretch.end - 1] in "!?" or not all(
        word[0].isupper() for word in words if len(word) > 3
    ):  # fmt: skip
        return False
    lead = folded[max(0, stretch.start - _CALLED_CHARS) : stretch.start - 1].rstrip()
    hyphened = len(words) == 1 and sum(part[:1].isupper() for part in words[0].split("-")) > 1
    named = len(words) > 1 or hyphened
    return named and _NAME_LEAD.search(lead) is not None and _CALLED.search(lead) is None
