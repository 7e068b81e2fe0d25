"""Whom a word that stands for a speaker means: "the statement", "the court"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from dedup.facts.bearing import nobody
from dedup.facts.described import described_key, party_of, told_before
from dedup.facts.gazetteer import gazetteer, word_set
from dedup.facts.issuers import issuer_key
from dedup.facts.name_kinds import Named
from dedup.facts.offices import SECOND, is_of_other_land, land_before
from dedup.facts.reading import Reading

_PAIR = {"former": 0, "latter": 1}
# "The latter" means one of two who are named at most so many sentences before.
_BACK = 2
# One of two bearers of an office was named at most so many sentences before it.
_TOLD_BACK = 3
# Offices that one bearer's title tells.
_OFFICES = {
    "governor": "gov", "senator": "sen", "mayor": "mayor", "sheriff": "sheriff",
    "president": "president", "congressman": "rep", "congresswoman": "rep",
    "representative": "rep", "candidate": "candidate", "nominee": "nominee",
}  # fmt: skip
# A "he" may mean "the governor" of some sentences before: of about ten.
_OFFICE_CHARS = 2_000
# Names looked at: keeps long texts linear; an article of forty sentences has about a hundred.
_MOST_NAMED = 500
_PARTIES = word_set(
    """republican democratic conservative labour liberal tory gop socialist incumbent embattled
    two-term outspoken controversial"""
)
_PARTY = {"republican": "R", "democratic": "D"}
# What makes an office another one.
_OTHER = word_set(
    """vice deputy former ex late acting assistant lieutenant fellow new next other first last
    future previous past would-be club company bank council university union board"""
)
# Who stands beside the bearer of an office, never in it.
_TITLES = word_set("the mr mrs ms dr")
# "The court" is one of these: "a federal appeals court", "the 2nd Circuit".
_THE_COURT = re.compile(r"\b[Tt]he court\b(?!'s)")
_RULINGS = re.compile(r" (?:decision|ruling|precedent|case|opinion)s?\b")
_COURT = re.compile(
    r"\b(?:[Aa]ppeals|[Dd]istrict|[Cc]ircuit|[Ss]upreme|[Hh]igh|[Ll]ower|[Ff]ederal|[Tt]rial|"
    r"[A-Z][a-z]+) [Cc]ourts?\b|\b[Cc]ourt of [A-Z][a-z]+|"
    r"\b(?:\d+(?:st|nd|rd|th)|[A-Z][a-z]+) Circuit\b"
)


def meant_key(reading: Reading, number: int, key: str | None) -> str | None:
    """Return who speaks where a sentence names a speaker by what is said of him elsewhere."""
    if key and nobody(key):
        return None
    if key in _PAIR:
        return _of_pair(reading, number, _PAIR[key])
    if key is not None and key not in reading.table.kinds and _OFFICES.get(key.split(" ")[-1]):
        found = _holder(reading, number, key) or _partisan(reading, number, key)
        return found or told_before(reading, number, key) or key
    if key and key.endswith(" court") and _is_other_court(reading, number, key):
        return "court"
    if key and key not in reading.table.kinds:
        described = described_key(reading, number, key)
        if described is not None:
            return described
    return issuer_key(reading, number, key)


def _is_other_court(reading: Reading, number: int, key: str) -> bool:
    """Tell "the court" from the one whose name ends so where that has still to be told of.

    "Prior Supreme Court rulings" tell of it no more than its name further on does.
    """
    span = reading.content[number].span
    if _THE_COURT.search(reading.folded, span.start, span.end) is None:
        return False
    begin = max(0, span.start - _OFFICE_CHARS)
    own = [item for item in reading.table.within(begin, span.end) if item.key == key]
    if any(_RULINGS.match(reading.folded, item.end) is None for item in own):
        return False
    ends = {item.end for item in own}
    courts = _COURT.finditer(reading.folded, begin, span.start)
    return any(match.end() not in ends for match in courts)


def _holder(reading: Reading, number: int, key: str) -> str | None:
    """Return the only one whom the article calls by the office of "the Republican governor"."""
    *described, office = key.split(" ")
    span = reading.content[number].span
    near = reading.folded[max(0, span.start - _OFFICE_CHARS) : span.end].lower()
    definite = f"the {key}" in near
    if not definite or _OTHER & set(described):
        return None
    words = {office, _OFFICES[office]}
    found: dict[str, Named] = {}
    behind = reading.content[min(number + 1, len(reading.content) - 1)].span.end
    for item in reading.table.named[:_MOST_NAMED]:
        if item.start > (span.end if found else behind):
            break  # An office means nobody whom the article has still to name.
        role = item.role.lower().split()
        if item.kind == "person" and role and role[-1].rstrip(".") in words:
            if SECOND & set(role) or (office == "president" and _is_of_firm(role)):
                continue
            # "The French president" is not President Poe.
            if _OTHER & set(role) or set(described) - _PARTIES - set(role):
                return None
            found.setdefault(item.key, item)
    bearers = list(found.values())
    if len(bearers) > 1:
        # Called so before another one is named, it is the first whom the article is about.
        between = reading.folded[bearers[0].end : min(bearers[1].start, span.end)].lower()
        if f"the {key}" in between:
            return bearers[0].key
        if _PARTY.keys().isdisjoint(described):
            return _told_last(reading, number, found.keys()) or _at_home(reading, number, bearers)
        return None
    only = bearers[0] if bearers and key == "president" else None
    if only is not None and is_of_other_land(reading.folded, only.start, only.role):
        # "Norbian president Poe" is one of many; of the home one titles often say no land.
        return _told_last(reading, number, found.keys(), alone=True)
    return bearers[0].key if bearers else None


def _is_of_firm(role: Sequence[str]) -> bool:
    """Tell "Norby News President" from "Norbian President": the office of a body, not a land."""
    table, words = gazetteer(), role[:-1]
    lands = [f"{left} {right}" for left, right in pairwise(words)]
    known = {word for land in lands if land in table.places for word in land.split()}
    return any(
        word not in known | _PARTIES | _TITLES | _OTHER
        and word not in table.places
        and word not in table.demonyms
        for word in words
    )


def _at_home(reading: Reading, number: int, bearers: Sequence[Named]) -> str | None:
    """Return the only president of several who is called so without a land ("President Poe").

    None where the last sentence that names any of them does not name that one.
    """
    plain = [item for item in bearers if land_before(reading.folded, item.start, item.role) is None]
    if len(plain) != 1 or len(bearers) < 2:
        return None
    keys = {item.key for item in bearers}
    for earlier in range(number, max(-1, number - 1 - _TOLD_BACK), -1):
        span = reading.content[earlier].span
        near = {item.key for item in reading.table.within(span.start, span.end)} & keys
        if near:
            return plain[0].key if plain[0].key in near else None
    return plain[0].key


def _told_last(
    reading: Reading, number: int, keys: Collection[str], *, alone: bool = False
) -> str | None:
    """Return who alone of several was named last, if that sentence is about him.

    Args:
        reading: The article.
        number: The sentence that names an office.
        keys: Those who bear it.
        alone: Whether that sentence may be about no other person either.
    """
    kinds = reading.table.kinds
    for earlier in range(number - 1, max(-1, number - 1 - _TOLD_BACK), -1):
        span = reading.content[earlier].span
        named = {item.key for item in reading.table.within(span.start, span.end)}
        near, subjects = named & set(keys), set(reading.subjects_of(earlier, span.end))
        told = near & subjects
        if near:
            return told.pop() if len(near) == 1 and told else None
        if alone and any(kinds.get(key) == "person" for key in subjects):
            return None
    return None


def _partisan(reading: Reading, number: int, key: str) -> str | None:
    """Return Poe of "Sen. Mia Poe, R-Ohio, spoke" for "the Republican senator" right behind.

    None where another senator of that party was named just before.
    """
    party, _, office = key.partition(" ")
    if party not in _PARTY or office not in _OFFICES:
        return None
    words = {office, _OFFICES[office]}
    stop = reading.content[number].span.end
    begin = reading.content[max(0, number - _BACK)].span.start
    if f"the {key}" not in reading.folded[begin:stop].lower():
        return None
    sitting: set[str] = set()
    members: set[str] = set()
    for item in reading.table.within(0, stop)[:_MOST_NAMED]:
        if item.kind == "person":
            if item.role.lower().rpartition(" ")[2].rstrip(".") in words:
                sitting.add(item.key)
            if party_of(reading.folded, item) == _PARTY[party]:
                members.add(item.key)
    near = {item.key for item in reading.table.within(begin, stop)} & sitting & members
    return near.pop() if len(near) == 1 else None


def _of_pair(reading: Reading, number: int, place: int) -> str | None:
    """Return the one of the last two that "and" joins; None: no such two are named."""
    for earlier in range(number - 1, max(-1, number - 1 - _BACK), -1):
        span = reading.content[earlier].span
        named = reading.table.within(span.start, span.end)
        for left, right in zip(reversed(named[:-1]), reversed(named[1:]), strict=True):
            gap = reading.folded[left.end : right.start].replace(".", " ").split()
            plain = [word.strip(",") for word in gap if word.lower() not in _TITLES]
            if plain == ["and"] and left.key != right.key:
                return (left, right)[place].key
    return None
