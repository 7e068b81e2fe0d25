"""Whom "the company", "the tech giant" and "the 24-year-old" mean: whom was last told of.

Priorities: the phrase as it stands rather than somebody whom it does not fit. A body of the
state or a party is no company and no group.
"""

from __future__ import annotations

import re

from dedup.facts.gazetteer import fold_key, gazetteer, word_set
from dedup.facts.name_kinds import Named
from dedup.facts.offices import land_behind
from dedup.facts.phrases import OFFICIAL
from dedup.facts.reading import Reading
from dedup.facts.speech import REACH
from dedup.facts.subjects import finite_subject

# What a report calls a body or a person that it has just named.
_BODIES = word_set(
    """company firm group giant airline bank lender carrier retailer manufacturer club network
    organisation organization foundation nonprofit charity platform automaker"""
)
_AGED = re.compile(r"(?:\w+ )?\d\d-year-old")
# "Poe, whose wife Mia": what such a Poe is to Mia.
_WHOSE = re.compile(r", whose (?:\w{1,12} )?(?P<kin>[a-z]{3,8}),? (?P<name>[A-Z][a-z]{1,20})")
_CHILD, _PARENT = word_set("son daughter"), word_set("mother father")
_KIN = {
    "husband": word_set("wife"), "wife": word_set("husband"), "mother": _CHILD, "father": _CHILD,
    "son": _PARENT, "daughter": _PARENT, "brother": word_set("sister brother"),
    "sister": word_set("sister brother"),
}  # fmt: skip
_NEW = word_set("newcomer rookie")
_PARTIES = word_set("republican democrat")
# Words of a lawmaker's office, and of a governor's.
_SITS = word_set(
    """sen sen. senator rep rep. representative congressman congresswoman senate house lawmaker
    majority minority"""
)
_GOVERNS = word_set("gov gov. governor")
_TAG = re.compile(r",? \(?([RD])(?:-|\., )[A-Z]")
_LAND = r"(?P<land>(?:[A-Z][a-z]{1,15} ){0,2})"
# "California Democratic Rep. Poe", "Democratic Sen. Poe of California".
_MEMBER_BEFORE = re.compile(
    rf"(?:^|(?<=[ \n]))(?:(?:Sen|Rep|House) )?{_LAND}(?P<party>Democratic|Republican) "
    r"(?:[A-Z][a-z]{2,13}\.? ){0,2}$"
)
# "Poe, a California Democrat".
_MEMBER_BEHIND = re.compile(
    rf",? (?:an?|the) (?:[a-z-]{{2,15}} ){{0,2}}{_LAND}(?P<party>Democrat|Republican)\b"
)
# "Poe, California Democrat,".
_MEMBER_BARE = re.compile(r", (?:[A-Z][a-z]{1,15} ){1,2}(?P<party>Democrat|Republican)(?=[,.])")
_MEMBER_CHARS = 60
# Names looked at: keeps long texts linear.
_MOST_NAMED = 200
_OTHER = word_set(
    """other another former ex new second third rival parent sister same whole small large larger
    former first next age peer ethnic focus working support"""
)
# "The Red Hook Racing newcomer"; longer phrases tell by themselves who is meant.
_MOST_WORDS = 4
# A phrase of some sentences before, which a "he" stands for: of about ten.
_NEAR_CHARS = 2_000
# Who is meant is told of at most so many sentences before the phrase.
_BACK = 3
_APPOSED = re.compile(
    r"(?:\.?,| \([^()]{1,12}\),) an? ((?:(?!of |in |for |by |the )[\w-]{1,30} ){0,4}[\w-]{1,30})"
)


def described_key(reading: Reading, number: int, key: str) -> str | None:
    """Return whom a phrase in or before a sentence means; None: nobody is sure."""
    words = key.split(" ")
    body = words[-1] in _BODIES
    person = _AGED.fullmatch(key) is not None or words[-1] in _NEW
    if key in _KIN:
        return _of_kin(reading, number, key)
    told = _told_on(reading, number, key)
    if told is not None:
        return told
    if words[-1] in _PARTIES and len(words) > 1:
        return _member(reading, number, key) or told_before(reading, number, key)
    if not (body or person) or len(words) > _MOST_WORDS or _OTHER & set(words):
        return None
    end = reading.content[number].span.end
    begin = max(0, end - _NEAR_CHARS)
    at = reading.folded[begin:end].lower().rfind(f"the {key}")
    if at < 0:
        return None
    if not body:
        return _person(reading, begin + at)
    if _is_named(reading, begin + at + len("the "), key):
        return None
    return _called(reading, begin + at, words[-1]) or _body(reading, begin + at)


def _is_named(reading: Reading, start: int, key: str) -> bool:
    """Tell "the Harbour Scout organisation", which goes by a name, from "the Norbian firm"."""
    table = gazetteer()
    printed = reading.parsed.article.text[start : start + len(key)].split()
    capital = [
        fold_key(word.partition("-")[0])  # "Norby-based"
        for word in printed
        if word[:1].isupper() and not word.isupper()
    ]
    return any(word not in table.places and word not in table.demonyms for word in capital)


def _of_kin(reading: Reading, number: int, key: str) -> str | None:
    """Return Poe of "Tom Poe, whose wife Mia was hurt" for "her husband" of a tale of Mia."""
    end = reading.content[number].span.end
    begin = max(0, end - _NEAR_CHARS)
    said = [
        match.start()
        for match in re.finditer(rf"\b[Hh](?:er|is) {key}\b", reading.folded[begin:end])
    ]
    if not said:
        return None
    at = begin + said[-1]
    told = reading.folded[reading.content[max(0, reading.sentence_at(at) - 1)].span.start : at]
    found = set()
    for item in reading.table.within(max(0, at - _NEAR_CHARS), at):
        match = _WHOSE.match(reading.folded, item.end)
        fits = match is not None and match["kin"] in _KIN[key] and item.kind == "person"
        if match is not None and fits and re.search(rf"\b{match['name']}\b", told):
            found.add(item.key)
    return found.pop() if len(found) == 1 else None


def _member(reading: Reading, number: int, key: str) -> str | None:
    """Return Poe of "Sen. Mia Poe, R-Ohio, spoke" for "the Ohio Republican"."""
    land, _, party = key.rpartition(" ")
    table = gazetteer()
    place = table.places.get(land) or table.demonyms.get(land)
    stop = reading.content[number].span.end
    if (
        place is None
        or f"the {key}" not in reading.folded[max(0, stop - _NEAR_CHARS) : stop].lower()
    ):
        return None
    for item in reversed(reading.table.within(max(0, stop - _NEAR_CHARS), stop)):
        match = _TAG.match(reading.folded, item.end)
        own = item.kind == "person" and match is not None and match[1].lower() == party[0]
        if own and land_behind(reading.folded, item.end, table) == place:
            return item.key
    said = reading.folded.rfind(f"the {key}", 0, stop)
    said = said if said >= 0 else reading.folded.lower().rfind(f"the {key}", 0, stop)
    members = {
        item.key
        for item in reading.table.within(0, said)[:_MOST_NAMED]
        if item.kind == "person" and _sits(reading.folded, item, party[0].upper()) == place
    }
    return members.pop() if len(members) == 1 else None


def _sits(folded: str, item: Named, party: str) -> str | None:
    """Return California of "California Democratic Rep. Poe" and "Poe, a California Democrat"."""
    table, tag = gazetteer(), _TAG.match(folded, item.end)
    if tag is not None:
        return land_behind(folded, item.end, table) if tag[1] == party else None
    before = _MEMBER_BEFORE.search(folded, max(0, item.start - _MEMBER_CHARS), item.start)
    behind = _MEMBER_BEHIND.match(folded, item.end)
    for match in (before, behind):
        if match is None or match["party"][0] != party:
            continue
        if match["land"]:
            words = fold_key(match["land"]).split(" ")
            place = table.places.get(" ".join(words[-2:])) or table.places.get(words[-1])
            return place or table.demonyms.get(words[-1])
        return land_behind(folded, item.end, table)
    return None


def told_before(reading: Reading, number: int, key: str) -> str | None:
    """Return Poe behind "Senate leader Mia Poe spoke." for "the Ohio Republican", "… senator".

    Poe is the only lawmaker of the sentence before and its subject, and is nowhere said to be
    of another party or land.
    """
    land, _, noun = key.rpartition(" ")
    place, span = gazetteer().places.get(land), reading.content[number].span
    here = reading.folded[span.start : span.end].lower()
    if place is None or not number or f"the {key}" not in here:
        return None
    told_in = reading.back_from(number, 1)  # "“It is late. It is so,” said the Ohio Republican"
    before = reading.content[told_in].span
    near = {item.key for item in reading.table.within(before.start, before.end)}
    told = [item for item in reading.table.within(0, span.end)[:_MOST_NAMED] if item.key in near]
    words = _GOVERNS if noun == "governor" else _SITS
    sitting = {item.key for item in told if words & set(item.role.lower().split())}
    if len(sitting) != 1 or not sitting <= set(reading.subjects_of(told_in, before.end)):
        return None
    party = noun[0].upper() if noun in _PARTIES else ""
    for item in told:
        other = land_behind(reading.folded, item.end, gazetteer())
        side = party_of(reading.folded, item)
        if item.key in sitting and (
            other not in (None, place) or (party and side not in ("", party))
        ):
            return None
    return sitting.pop()


def _told_on(reading: Reading, number: int, key: str) -> str | None:
    """Return Poe behind "Poe wrote to Moe." for "the Democrat asked", "the minister added".

    Poe is the only person whom the sentence before is about, and nowhere of another party or
    office.
    """
    floor = max(0, number - _BACK)
    while number > floor and not reading.clause(number).words:
        number -= 1  # The quotation runs on: its first sentence says who speaks.
    span, noun = reading.content[number].span, key.rpartition(" ")[2]
    here = reading.folded[span.start : span.end].lower()
    goes_on = noun in gazetteer().roles and f"the {key} added" in here
    if not number or not (goes_on or (key in _PARTIES and f"the {key} " in here)):
        return None
    told_in = reading.back_from(number, 1)
    before = reading.content[told_in].span
    told = set(reading.subjects_of(told_in, before.end))
    told = {one for one in told if reading.table.kinds.get(one) == "person"}
    if len(told) != 1 or f" {key}" in reading.folded[before.start : before.end].lower():
        return None  # "Poe met Moe, a Democrat"
    own = [item for item in reading.table.named[:_MOST_NAMED] if item.key in told]
    if key in _PARTIES:
        sides = {party_of(reading.folded, item) for item in own}
        near = reading.table.within(before.start, before.end)
        others = {party_of(reading.folded, item) for item in near if item.key not in told}
        side = key[0].upper()
        return None if sides - {"", side} or side in others else told.pop()
    heads = {role.head for role in reading.table.roles if role.key in told}
    return None if heads - {noun} else told.pop()


def party_of(folded: str, item: Named) -> str:
    """Return R or D where what stands beside a name tells its party, else ""."""
    tag = _TAG.match(folded, item.end)
    if tag is not None:
        return tag[1]
    before = _MEMBER_BEFORE.search(folded, max(0, item.start - _MEMBER_CHARS), item.start)
    behind = _MEMBER_BEHIND.match(folded, item.end) or _MEMBER_BARE.match(folded, item.end)
    match = before or behind
    return match["party"][0] if match is not None else ""


def _person(reading: Reading, offset: int) -> str | None:
    here, kinds = reading.sentence_at(offset), reading.table.kinds
    for number in range(here, reading.back_from(here, _BACK) - 1, -1):
        for key in reading.subjects_of(number, offset):
            if kinds.get(key) == "person":
                return key
    return None


def _called(reading: Reading, offset: int, noun: str) -> str | None:
    """Return the Harbour Trust in "pushed by the Harbour Trust, a lobbying group"."""
    here = reading.sentence_at(offset)
    start = reading.content[reading.back_from(here, _BACK)].span.start
    for item in reversed(reading.table.within(start, offset)):
        match = _APPOSED.match(reading.folded, item.end)
        if item.kind == "organisation" and match and noun in match[1].split():
            return item.key
    return None


def _body(reading: Reading, offset: int) -> str | None:
    """Return the body that the last sentence about one is about, known by name or not."""
    here = reading.sentence_at(offset)
    kinds = reading.table.kinds
    for number in range(here - 1, reading.back_from(here, _BACK) - 1, -1):
        clause, span = reading.clause(number), reading.content[number].span
        speaker = finite_subject(clause, min(len(clause.words), REACH))
        if speaker is not None and speaker.key and speaker.key not in kinds:
            printed = reading.parsed.article.text[speaker.start : speaker.start + len(speaker.key)]
            inside = speaker.start > span.start and all(map(_is_capital, printed.split()))
            if inside:
                return speaker.key
        told = reading.subjects_of(number, span.end)
        bodies = [key for key in told if kinds.get(key) == "organisation"]
        if bodies:
            # Rather who did it than "according to the Norby Post".
            key = speaker.key if speaker is not None and speaker.key in bodies else bodies[0]
            return None if OFFICIAL & set(key.split(" ")) else key
        if any(
            _is_other_body(reading, item) for item in reading.table.within(span.start, span.end)
        ):
            return None  # It may be this one, though the sentence is about somebody else.
    return None


def _is_other_body(reading: Reading, item: Named) -> bool:
    body = item.kind == "organisation" and not OFFICIAL & set(item.key.split(" "))
    return body and not reading.in_quote(item.start)


def _is_capital(word: str) -> bool:
    return word[:1].isupper()
