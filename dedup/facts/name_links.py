"""Small words inside a name: how far "of", "and", "van der" carry a run of capitals on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dedup.facts.gazetteer import Gazetteer, fold_key
from dedup.facts.name_titles import adjacent
from dedup.facts.name_words import (
    FOR_HEADS,
    NOBLE_HEADS,
    OF_HEADS,
    ON_HEADS,
    PARTICLES,
    ROYAL,
    SHIP_PREFIXES,
    SHIPS,
)

if TYPE_CHECKING:
    from dedup.facts.name_runs import Word

_OF_HEADS = OF_HEADS | NOBLE_HEADS
_LETTERS = re.compile(r" \(([A-Z]{2,10})\)")


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
    if small[0] == "on" and set(small) <= {"on", "the"} and head in ON_HEADS:
        return capital + 1
    if small[0] == "for" and set(small) <= {"for", "the"} and head in FOR_HEADS:
        return capital + 1
    if small == ["and"] and _is_double(folded, words, index, stop, table=table):
        return capital + 1
    if small in (["for"], ["of"], ["on"]) and _spells_acronym(words, index, stop):
        return 2
    inside = {word.lower for word in words[index:stop]}
    if not inside & FOR_HEADS:
        return 0
    if small == ["of"] and "and" in inside:
        return 2  # "the Center for Care and Research of Endangered Fish"
    following = words[stop + capital].lower
    purpose = "for" in inside and not (table.is_given(following) or following in table.places)
    return capital + 1 if small == ["and"] and (purpose or inside & {"of", "on"}) else 0


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
    own = fold_key(" ".join(word.text for word in words[index:stop]))
    shouted = stop - index == 1 and words[index].text.isupper()
    known = own in table.places or own in table.organisations or shouted
    if known or stop - index > 2:
        return not known and _is_lettered(folded, words, stop + 1, table)
    if not (led or words[index].lower == "the"):
        return _spells_acronym(words, index, stop)
    if words[stop + 1].text == "The":
        return False
    for at in range(stop + 2, min(stop + 6, len(words))):
        if (
            not words[at].capital
            or words[at].text == "The"
            or not adjacent(folded, words[at - 1], words[at], loose=True)
        ):
            return False
        if words[at].lower in table.organisation_heads:
            return True
    return False


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
