"""Titles in front of a name and roles beside it: what a run of capitals is cut at.

"U.S. Secretary of State", "Navy Seal", "chief engineer" before a name, ", the fire chief," behind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dedup.facts.gazetteer import DETERMINERS, Gazetteer, word_set
from dedup.facts.name_words import (
    BODY_HEADS,
    NAMED_AFTER,
    NOBLE_HEADS,
    OF_HEADS,
    PAST,
    PATRONYMIC,
    ROLE_LEADS,
    STATE_PEOPLES,
    SURNAME_HEADS,
    TELLING,
    WORD_NAMES,
)
from dedup.lexicon import related
from dedup.text import STOP_WORDS, stem

if TYPE_CHECKING:
    from dedup.facts.name_runs import Word

# Titles that are surnames too, behind a given name.
# In lower case these say how large, not who.
_NO_ROLES = word_set("major")
_SURNAMES = word_set("king prince bishop pope judge justice dean major marshal baron duke earl")
# Forms of "be": "it was holding lawmaker Jane Poe" tells what it did, not what she is.
_BE = word_set("is are was were be been")
# What follows a name in apposition: "the mayor, Jane Poe, said", not "asked the mayor, Poe said".
_APPOSED_END = re.compile(r"['\"]?(?:[^\w\s]|$| (?:of|from|who|and|or)\b| [^\w\s])")
# So many words before a name what somebody is may begin ("as mayor of Norby, Poe left").
_LEAD_REACH = 6
# What no person stands behind where a sentence opens with it ("In Norby, the mayor left").
_PLACED = frozenset({"In", "On", "At", "Across", "Near"})
# Words of a person's name behind an office.
_MOST_NAMES = 4
_RANKS = word_set("co vice deputy ex then acting")
_NO_TITLE_HEADS = (OF_HEADS | NOBLE_HEADS) - {"secretary", "director-general"}


def adjacent(folded: str, left: Word, right: Word, *, loose: bool = False) -> bool:
    """Tell whether only white space (``loose``: or a plural possessive) lies between."""
    gap = folded[left.end : right.start]
    if loose or (left.possessive and left.lower.endswith("s") and gap[:2] == "' "):
        gap = gap.lstrip("'")
    return gap.isspace() or (gap == "" and left.text.endswith("."))


def title_end(
    words: Sequence[Word], first: int, stop: int, *, table: Gazetteer, initial: bool
) -> int:
    """Return the index behind the titles at the front of a run ("U.S. Secretary of State")."""
    best = first
    for size in (5, 4, 3, 2, 1):
        for begin in range(first, min(first + 4, stop)):
            if begin + size > stop:
                continue
            phrase = " ".join(_held(word) for word in words[begin : begin + size])
            if phrase == "major" and begin + 1 < stop and words[begin + 1].text == "League":
                continue  # "Major League Rowing"
            if phrase in table.titles and phrase not in {"us", "u.s."}:
                surname = phrase in _SURNAMES and begin + size == stop
                surname = surname and is_given(words[begin - 1], table)
                if begin > first and (surname or is_given(words[first], table)):
                    continue  # "James Earl Jones", "Rep. Jane King"
                if phrase in WORD_NAMES and begin + 2 == stop and _is_titled(words, begin, table):
                    continue  # "Rep. Dean Poe"
                best = max(best, begin + size)
    tail = words[stop - 1].lower
    if best < stop and (tail in table.organisation_heads or tail in table.place_heads):
        # "Prime Minister Office", "Justice Department", "Prince Street" are no titled people.
        leading = words[first].lower in {"mr", "mrs", "ms", "dr", "mr.", "mrs.", "ms.", "dr."}
        royal = words[first].lower in {"king", "queen", "prince", "princess"}
        person = stop - best == 2 and tail in SURNAME_HEADS and is_given(words[best], table)
        return best if leading or (person and not royal) else first
    if best == stop and any(
        words[at].lower in _NO_TITLE_HEADS and words[at + 1].text == "of"
        for at in range(first + 1, stop - 2)
    ):
        return first  # "Norby Court of Justice"
    if words[first].lower in _NO_TITLE_HEADS and stop - first > 2 and words[first + 1].text == "of":
        return first  # "Department of Justice", "Duke of Norby"
    role = best == first and stop - first > 2 and _is_role(words[first], table)
    if role and (initial or is_given(words[first + 1], table)):
        return first + 1  # "Farmer Jane Poe"
    if best == stop and stop - first > 1 and words[first].lower not in table.titles:
        return stop
    while first < best < stop and not (words[best].capital or words[best].lower in PATRONYMIC):
        best += 1
    return best


def office_end(words: Sequence[Word], first: int, stop: int, table: Gazetteer) -> int:
    """Return where the name begins behind an office in the middle; ``first`` if there is none.

    "US Economist Jane Poe", "House Trade Committee Chairman Jane Poe", "Marine Gen. Jane Poe":
    a given name follows the office, or a body's head stands before it.
    """
    tail = words[stop - 1].lower
    if tail in table.organisation_heads | table.place_heads and tail not in SURNAME_HEADS:
        return first
    for begin in range(stop - 1, first + 1, -1):
        office, before = words[begin - 1], words[begin - 2].lower
        title = office.lower in table.titles and office.lower not in _SURNAMES
        if not office.capital or office.possessive or stop - begin > _MOST_NAMES:
            continue
        body = before in table.organisation_heads or before in table.titles
        body = body or (words[begin - 2].text.isupper() and before in table.organisations)
        given = is_given(words[begin], table) and words[begin].lower not in table.places
        given = given and stop - begin > 1 and words[begin].capital
        named = is_given(words[first], table) and begin - 2 == first
        if (title or (office.lower in table.roles and (body or not named))) and (
            given or (body and words[begin].capital and (title or stop - begin > 1))
        ):
            return begin
    if stop - first < 3 or words[first].lower in _SURNAMES:
        return first
    return first + (words[first].lower in table.titles and is_given(words[first + 1], table))


def _is_titled(words: Sequence[Word], at: int, table: Gazetteer) -> bool:
    """Tell whether another title stands before a word ("Rep. Dean Poe", not "Vice Dean Poe")."""
    before = words[at - 1].lower if at else ""
    return before in table.titles and before not in _RANKS


def _held(word: Word) -> str:
    """Return the office of "Secretary-designate" and "Co-Chair"."""
    lower = word.lower.removesuffix("-designate")
    rank, _, office = lower.partition("-")
    return office if rank in _RANKS and office != "president" else lower


def led_name(words: Sequence[Word], first: int, stop: int, table: Gazetteer) -> int:
    """Return where the person's name begins in "Navy Seal Jane Poe"; ``first`` if nowhere.

    A given name that is no common word or place stands before the last word or two, and behind a
    common word, a people or a place.
    """
    tail = words[stop - 1].lower
    body = tail in table.organisation_heads or tail in table.place_heads or tail in BODY_HEADS
    given = is_given(words[first], table) and words[first].lower not in table.demonyms
    if stop - first > 2 and words[first].lower in STATE_PEOPLES and not body:
        return first + 1
    if given or words[first].lower in table.place_leads or (body and tail not in SURNAME_HEADS):
        return first
    for begin in range(max(first + 1, stop - 3), stop - 1):
        before, lower = words[begin - 1], words[begin].lower
        if not (table.is_given(lower) and before.capital):
            continue
        if _is_doer(before):
            return begin  # "Club-goer Rob Poe"
        known = lower in WORD_NAMES or lower in table.places or lower in table.demonyms
        if known or before.lower in NAMED_AFTER or before.lower in table.place_heads:
            continue
        short = before.text[-1] == "." and len(before.text) > 2
        if short or before.text.isupper() or _is_common(before.lower, table):
            return begin
    return first


def _is_doer(word: Word) -> bool:
    """Tell what somebody does or has, held by a hyphen ("Club-goer", "Dog-owner")."""
    _, hyphen, tail = word.text.rpartition("-")
    return bool(hyphen) and tail.islower() and tail.endswith(("er", "or", "man", "woman"))


def _is_common(lower: str, table: Gazetteer) -> bool:
    tables = (table.places, table.demonyms, table.titles, table.roles, table.organisation_heads)
    return any(lower in names for names in tables) or bool(related(stem(lower)))


def is_given(word: Word, table: Gazetteer) -> bool:
    """Tell a given name or an initial."""
    return word.lower in table.female or word.lower in table.male or word.text[1:] == "."


def _is_role(word: Word, table: Gazetteer) -> bool:
    lower = word.lower.removeprefix("ex-")
    return lower in table.roles or lower.removesuffix("s") in table.roles


def role_before(
    folded: str, words: Sequence[Word], first: int, stop: int, table: Gazetteer
) -> tuple[str, str]:
    """Return lower-case role words directly before a name ("chief engineer Kofi Osei")."""
    begin = first
    apposed = first > 0 and folded[words[first - 1].end : words[first].start] == ", "
    if apposed and stop - first == 1 and not _leads_in(words, first):
        apposed = _APPOSED_END.match(folded, words[stop - 1].end) is not None
    if apposed and words[first - 1].lower in table.roles and not words[first - 1].capital:
        begin = first - 1
    while (
        begin > 0
        and first - begin < 3
        and not words[begin - 1].possessive
        and (not words[begin - 1].capital or _opens_role(words, begin, table))
        and words[begin - 1].text.isalpha()
        and words[begin - 1].lower not in STOP_WORDS
        and not (words[begin - 1].lower.endswith("ed") or words[begin - 1].lower in PAST | TELLING)
        and adjacent(folded, words[begin - 1], words[begin])
        and (begin < first or words[begin - 1].lower in table.roles)
        and not (begin == first and words[begin - 1].text in _NO_ROLES)
        and not (
            begin > 1 and words[begin - 1].lower[-3:] == "ing" and words[begin - 2].lower in _BE
        )
    ):
        begin -= 1
    if begin == first:
        return "", ""
    gender = table.roles.get(words[first - 1].lower, "")
    return " ".join(word.text for word in words[begin:first]).lower(), gender


def _is_verb(words: Sequence[Word], at: int) -> bool:
    return at > 0 and words[at - 1].lower in _BE


def _leads_in(words: Sequence[Word], first: int) -> bool:
    """Tell the role of "As mayor, Poe left" and "A former mayor, Poe left" from another's."""
    lead = words[max(0, first - _LEAD_REACH) : first]
    return any(word.lower == "as" or word.text in ("A", "An") for word in lead)


def _opens_role(words: Sequence[Word], begin: int, table: Gazetteer) -> bool:
    """Tell whether a capital is a role's, for a sentence begins there ("Police chief Poe")."""
    lower = words[begin - 1].lower
    return begin == 1 and (lower in table.groups or lower in table.roles or lower in ROLE_LEADS)


_OF_THEIRS = frozenset({"his", "her", "their"})
# "…, an official said": the role of who reports, not of the name before it.
_REPORTING = word_set("said says")


def role_behind(
    folded: str, words: Sequence[Word], first: int, stop: int, table: Gazetteer
) -> tuple[str, bool, str]:
    """Return role words after a comma (", the fire chief,"), whether any, and their gender."""
    last = words[stop - 1]
    if not folded.startswith(", ", last.end) or stop >= len(words) or last.possessive:
        return "", False, ""
    if first and words[first - 1].text in _PLACED:
        return "", False, ""
    index = stop
    if words[index].text.isdigit() and 0 < len(words[index].text) < 3:
        return "", folded[words[index].end : words[index].end + 1] in ",.", ""
    if words[index].lower in DETERMINERS:
        index += 1
    begin = index
    while index < len(words) and index - begin < 5:
        word = words[index]
        owned = index > begin and words[index - 1].possessive
        if index > begin and not owned and not adjacent(folded, words[index - 1], word):
            break
        if word.lower in STOP_WORDS:
            break
        following = words[index + 1].lower if index + 1 < len(words) else ""
        if word.lower in table.roles and following not in table.roles and not word.capital:
            closes = first > 0 and words[first - 1].text.islower()
            closes = closes and adjacent(folded, words[first - 1], words[first])
            if closes and following in _REPORTING and adjacent(folded, word, words[index + 1]):
                return "", False, ""  # "that of Jane Poe, an official said": another says so
            if words[stop].lower in _OF_THEIRS and following == "and":
                return "", False, ""  # "Poe, his mother and brothers" are several
            led = begin == stop or words[stop].lower in _OF_THEIRS
            if led and _leads_another(folded, words, index, table):
                # "Oren Pike, fire chief Jane Poe and others"; "in Norby, fire chief Jane Poe said"
                near = [word.text.capitalize() for word in words[max(0, first - 2) : first]]
                near = near[:-1] if near[-1:] == ["The"] else near[-1:]
                return "", _PLACED.isdisjoint(near), ""
            # "the authority's engineer": the role is the engineer, not the owner.
            since = max((i + 1 for i in range(begin, index) if words[i].possessive), default=begin)
            role = " ".join(word.lower for word in words[since : index + 1])
            return role, True, table.roles[word.lower]
        index += 1
    return "", False, ""


def _leads_another(folded: str, words: Sequence[Word], index: int, table: Gazetteer) -> bool:
    """Tell whether a role is that of the name behind it."""
    following = words[index + 1] if index + 1 < len(words) else None
    return (
        following is not None
        and following.capital
        and following.text.istitle()  # "deputy UN secretary"
        and following.lower not in table.not_names
        and adjacent(folded, words[index], following)
    )
