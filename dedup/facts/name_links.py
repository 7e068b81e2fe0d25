"""Small words inside a name: how far "of", "and", "van der" carry a run of capitals on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dedup.facts.gazetteer import Gazetteer, fold_key
from dedup.facts.name_titles import adjacent, is_given
from dedup.facts.name_words import (
    AIMS,
    BANDED,
    CAMPUSES,
    COMPASS_WORDS,
    FIRM_BEFORE,
    FOR_HEADS,
    INTO_HEADS,
    KNOWN_PEOPLE,
    LISTED_HEADS,
    LODGINGS,
    NOBLE_HEADS,
    OF_HEADS,
    ON_HEADS,
    PARTICLES,
    PLURAL_ENDS,
    PLURAL_OWNERS,
    ROYAL,
    SHIP_PREFIXES,
    SHIPS,
    WORD_NAMES,
)
from dedup.lexicon import related
from dedup.number_words import TENS, UNITS
from dedup.text import stem

if TYPE_CHECKING:
    from dedup.facts.name_runs import Word

_OF_HEADS = OF_HEADS | NOBLE_HEADS | {"inspectorate"}
_FOR_HEADS = FOR_HEADS | {"institution"}
# What a body with an owner in its name is, and nobody has ("Poe's Analytics").
_FIRMS = frozenset({"analytics", "investors"})
_LETTERS = re.compile(r" \(([A-Z]{2,10})\)")
_HOUSES = frozenset({"House", "Senate", "Commons", "Parliament"})
# What a body is, behind the letters it goes by ("the Quay and Ferry (QF) union").
_KINDS = tuple(sorted(LISTED_HEADS))
# "the Group of Nine"
_COUNTS = UNITS.keys() | TENS.keys()
# Parts of a list inside one name.
_MOST_PARTS = 5


def connected(folded: str, words: Sequence[Word], index: int, stop: int, table: Gazetteer) -> int:
    """Return how many tokens a small word inside a name adds: "of", "van der"; 0 if it ends."""
    rest = words[stop : stop + 3]
    capital = next((i for i, word in enumerate(rest) if word.capital), 0)
    if not capital or not all(
        adjacent(folded, words[i - 1], words[i]) for i in range(stop + 1, stop + capital + 1)
    ):
        return 0
    small = [word.lower for word in rest[:capital]]
    if small == ["&"]:
        return 2
    head = words[stop - 1].lower
    if all(word in PARTICLES for word in small):
        return capital + 1
    if words[stop + capital].lower in table.not_names:
        return 0
    for begin in range(index, stop):
        joined = fold_key(folded[words[begin].start : words[stop + capital].end])
        if joined in table.places or joined in table.titles or joined in table.organisation_starts:
            return capital + 1
    of = small[0] == "of" and set(small) <= {"of", "the"}
    if of and (head in _OF_HEADS or is_ship(folded, words, index, table)):
        return capital + 1
    office = words[index].lower in _OF_HEADS and words[index + 1].lower == "of"
    if of and office and (head in table.roles or head in table.titles):
        return capital + 1  # "the Office of the Director of Norby Intelligence"
    if small[0] == "of" and len(small) == 1 and _is_act(folded, words, stop + 1):
        return 2
    if small == ["of"] and head == "group" and words[stop + 1].lower in _COUNTS:
        return 2  # "the Group of Nine"
    force = [word.lower for word in words[max(index, stop - 2) : stop]] == ["task", "force"]
    if small[0] == "on" and set(small) <= {"on", "the"} and (force or head in ON_HEADS):
        if words[stop + capital].lower in COMPASS_WORDS:
            return 0  # "the Norby Center on the West Side"
        return capital + 1
    if small == ["and"] and {head, words[stop + 1].lower} <= LODGINGS:
        return 2
    if small == ["to"] and words[stop + 1].lower in AIMS and head in BANDED | FOR_HEADS:
        return 2  # "Citizens to Protect Norby Harbour"
    if small == ["and"] and _is_journal(words, index, stop):
        return 2
    if small == ["into"] and head in INTO_HEADS:
        return 2  # "the Inquiry into Norby Harbour"
    if small[0] == "for" and set(small) <= {"for", "the", "a"} and head in _FOR_HEADS:
        return capital + 1
    if small[0] == "for" and _is_banded(words, index, stop, capital, table=table):
        return capital + 1
    if small == ["and"] and _is_double(folded, words, index, stop, table=table):
        return capital + 1
    if small in (["for"], ["of"], ["on"]) and _spells_acronym(words, index, stop):
        return 2
    inside = {word.lower for word in words[index:stop]}
    aimed = inside & AIMS and "to" in inside
    if not (aimed or inside & FOR_HEADS or {"force", "on"} <= inside):
        return 0
    if small == ["in"] and "into" in inside:
        return 2  # "the Royal Commission into Poeish Deaths in Hospital"
    if small == ["of"] and inside & {"and", "for"} and head not in table.titles:
        return 2  # "the Center for Care and Research of Endangered Fish"
    following = words[stop + capital].lower
    purpose = ("for" in inside or aimed) and not (
        table.is_given(following) or following in table.places
    )
    return capital + 1 if small == ["and"] and (purpose or inside & {"of", "on"}) else 0


def _is_banded(
    words: Sequence[Word], index: int, stop: int, capital: int, *, table: Gazetteer
) -> bool:
    """Tell "Physicians for Quiet Harbours" from "Physicians for Jane Poe" and "for Norby"."""
    purpose = words[stop + capital].lower
    named = (table.places, table.demonyms, table.titles, table.organisations, KNOWN_PEOPLE)
    return (
        stop - index < 3
        and words[stop - 1].lower in BANDED
        and bool(related(stem(purpose)))
        and not is_given(words[stop + capital], table)
        and not any(purpose in names for names in named)
    )


def _is_journal(words: Sequence[Word], index: int, stop: int) -> bool:
    """Tell "published in Tides and Harbour Care": a journal is called what it is about."""
    before = [word.lower for word in words[max(0, index - 2) : index]]
    led = before == ["published", "in"] or before[-1:] == ["journal"]
    return led and stop - index == 1 and bool(related(stem(words[index].lower)))


def keeps_possessive(words: Sequence[Word], index: int, stop: int, table: Gazetteer) -> bool:
    """Tell "King's College" and "St Mary's Hospital" from "Poe's Department"."""
    owner = words[index].lower
    plural = words[stop - 1].lower.endswith(PLURAL_ENDS)
    heads = words[stop].lower in table.organisation_heads or words[stop].lower in table.place_heads
    if heads and plural and words[stop].lower in table.organisation_heads:
        return True  # "Dock Workers' Union"
    if words[stop].lower in _FIRMS and stop - index == 1:
        return True
    right = plural and words[stop].text == "Rights" and stop + 1 < len(words)
    if right and words[stop + 1].lower in table.organisation_heads:
        return words[stop + 1].capital  # "Migrants' Rights Project"
    if heads and words[stop - 1].lower == "people":
        return True  # "Norby People's Republic"
    inside = {word.lower for word in words[index:stop]}
    if "for" in inside and inside & FOR_HEADS and words[stop - 1].lower in PLURAL_OWNERS:
        return True  # "the Institute for Women's Policy Research"
    return heads and owner in {"king", "queen", "children", "women", "st", "st.", "people"}


def _is_firm(folded: str, words: Sequence[Word], index: int, stop: int, table: Gazetteer) -> bool:
    """Tell "Jane's List" from "Jane's Texas": a given name and a thing with a capital."""
    owner, thing = words[stop - 1], words[stop]
    return (
        stop - index == 1
        and folded[owner.end : thing.start] == "'s "
        and is_given(owner, table)
        and owner.lower not in WORD_NAMES
        and thing.text.istitle()
        and not thing.possessive
        and bool(related(stem(thing.lower)))
        and not (
            thing.lower in table.places
            or thing.lower in table.organisations
            or thing.lower in table.titles
            or thing.lower in table.demonyms
            or thing.lower in table.not_names
        )
    )


def _is_hall(folded: str, words: Sequence[Word], index: int, stop: int, table: Gazetteer) -> bool:
    """Tell "St Mary's Hospital" with its 's, which no white space follows."""
    gap = folded[words[stop - 1].end : words[stop].start]
    return gap == "'s " and words[stop].capital and keeps_possessive(words, index, stop, table)


def owns_on(folded: str, words: Sequence[Word], index: int, stop: int, table: Gazetteer) -> bool:
    """Tell whether a name goes on behind its 's ("Jane's List", "St Mary's Hospital")."""
    return _is_firm(folded, words, index, stop, table) or _is_hall(
        folded, words, index, stop, table
    )


def list_reach(folded: str, words: Sequence[Word], index: int, stop: int, table: Gazetteer) -> int:
    """Return how many tokens a list adds to a body's name; 0 if none.

    "the Senate Harbours, Ferries and Tides Committee", "the Quay, Dock and Ferry (QDF) union":
    each part is a common word, and the last one, behind "and", stands before what the body is.
    """
    if not folded.startswith(", ", words[stop - 1].end):
        return 0
    if not is_common_part(words[index:stop], table):
        return _campus(words, index, stop)
    at = stop
    while at < len(words) and words[at].capital and at - stop < _MOST_PARTS:
        if not is_common_part(words[at : at + 1], table):
            return 0
        gap = folded[words[at].end : words[at + 1].start] if at + 1 < len(words) else ""
        if gap == ", ":
            at += 1
            continue
        if gap.strip(", ") or at + 1 >= len(words) or words[at + 1].lower != "and":
            return 0
        end = _body_end(folded, words, at + 2, table)
        return end - stop if end else 0
    return 0


def _campus(words: Sequence[Word], index: int, stop: int) -> int:
    """Return how many tokens the place of "the University of Norby, Port Poe" adds."""
    opened = [word.lower for word in words[index:stop]]
    if opened[:2] != ["university", "of"]:
        return 0
    behind = [word.lower for word in words[stop : stop + 2]]
    return next((size for size in (2, 1) if " ".join(behind[:size]) in CAMPUSES), 0)


def is_common_part(words: Sequence[Word], table: Gazetteer) -> bool:
    """Tell a part of a list that is a common word with a capital ("Senate Harbours")."""
    last = words[-1]
    parts = words[words[0].text == "The" :]
    led = len(parts) == 1 or (len(parts) == 2 and parts[0].text in _HOUSES)
    return led and bool(related(stem(last.lower))) and _may_be_part(last, table)


def _may_be_part(word: Word, table: Gazetteer) -> bool:
    named = (table.places, table.demonyms, table.titles)
    return (
        word.text.istitle()
        and not word.possessive
        and not table.is_given(word.lower)
        and not any(word.lower in names for names in named)
    )


def _body_end(folded: str, words: Sequence[Word], begin: int, table: Gazetteer) -> int:
    """Return the index behind a body's last part, if what the body is stands there; else 0."""
    for at in range(begin, min(begin + 3, len(words))):
        word = words[at]
        if at > begin and not adjacent(folded, words[at - 1], word):
            letters = _LETTERS.match(folded, words[at - 1].end)
            if letters and folded[letters.end() :].lstrip().startswith(_KINDS):
                return at
            return 0
        if word.lower in LISTED_HEADS and at > begin:
            return at + word.capital
        if not word.capital or (at == begin and not _may_be_part(word, table)):
            return 0
    return 0


def is_ship(folded: str, words: Sequence[Word], index: int, table: Gazetteer) -> bool:
    """Tell whether a ship's name begins at a word: "the ferry Queen of the Isles"."""
    if words[index].text in SHIP_PREFIXES:
        return True
    title = words[index].lower in table.titles and words[index].lower not in ROYAL
    at = index - 1 - (index > 1 and words[index - 1].text == "the")
    if title or at < 0 or words[at].text not in SHIPS:
        return False
    gap = folded[words[at].end : words[index].start]
    return gap in (" ", ' "', " - ", " \u2014 ", ", the ")


def _is_act(folded: str, words: Sequence[Word], begin: int) -> bool:
    """Tell whether what begins at a word is the rest of a law's name ("Defense of Poe Act")."""
    for at in range(begin + 1, min(begin + 5, len(words))):
        if not words[at].capital or not adjacent(folded, words[at - 1], words[at]):
            return False
        if words[at].text == "Act":
            return True
    return False


def _is_double(
    folded: str, words: Sequence[Word], index: int, stop: int, *, table: Gazetteer
) -> bool:
    """Tell "the Grain and Bakery Workers' Union" from "the Kremlin and the White House"."""
    led = "the" in [word.lower for word in words[max(0, index - 2) : index]]
    # "Ostra's Tides and Harbour Safety Agency"
    led = led or (index > 0 and words[index - 1].possessive and _is_owned(folded, words, index))
    own = fold_key(" ".join(word.text for word in words[index:stop]))
    shouted = stop - index == 1 and words[index].text.isupper()
    known = own in table.places or own in table.organisations or shouted
    if known or stop - index > 2:
        return not known and _is_lettered(folded, words, stop + 1, table)
    if not (led or words[index].lower == "the"):
        return _spells_acronym(words, index, stop) or _is_unled(folded, words, index, stop, table)
    if words[stop + 1].text == "The":
        return False
    for at in range(stop + 2, min(stop + 6, len(words))):
        if (
            not words[at].capital
            or words[at].text == "The"
            or not adjacent(folded, words[at - 1], words[at], loose=True)
        ):
            return False
        if words[at].lower in table.organisation_heads or words[at].text == "Act":
            return True
    return False


def _is_owned(folded: str, words: Sequence[Word], index: int) -> bool:
    """Tell a common word that somebody has: "Ostra's Tides"."""
    gap = folded[words[index - 1].end : words[index].start]
    return gap in ("'s ", "' ") and bool(related(stem(words[index].lower)))


def _is_unled(folded: str, words: Sequence[Word], index: int, stop: int, table: Gazetteer) -> bool:
    """Tell "law firm Poe and Norby" and "House Tides and Dues Committee", that no "the" leads."""
    if index and stop - index == 1 and words[index - 1].lower in FIRM_BEFORE:
        right = words[stop + 1]
        return adjacent(folded, words[index - 1], words[index]) and not (
            right.lower in table.organisations or right.lower in table.places
        )
    if not is_common_part(words[index:stop], table):
        return False
    end = _body_end(folded, words, stop + 1, table)
    return bool(end) and words[end - 1].lower in LISTED_HEADS


def _is_lettered(folded: str, words: Sequence[Word], begin: int, table: Gazetteer) -> bool:
    """Tell a body before letters that another word than its last part's opens.

    "the Norby State Television and Radio Company (NSTRC)"; not "the Norby Coast Patrol and
    Federal Security Service (FSB)".
    """
    at = begin
    while at + 1 < min(begin + 5, len(words)) and words[at + 1].capital:
        if not adjacent(folded, words[at], words[at + 1]):
            break
        at += 1
    letters = _LETTERS.match(folded, words[at].end)
    heads = table.organisation_heads
    return bool(letters and words[at].lower in heads and letters[1][0] != words[begin].text[0])


def _spells_acronym(words: Sequence[Word], index: int, stop: int) -> bool:
    """Tell whether the sentence prints the initials of a name with a small word inside."""
    initials = "".join(word.text[0] for word in words[index : stop + 2] if word.capital)
    printed = {word.text for word in words}
    for word in words[stop + 2 : index + 9]:
        if initials in printed or not word.capital:
            break
        initials += word.text[0]
    return len(initials) > 2 and initials in printed
