"""Offices that an article ties to one bearer, and whom "the governor" then means.

Priorities: nobody rather than one of two. A land named with the office parts its bearers
("the Norby governor"); that of a head of state or a minister has to be their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dedup.facts.gazetteer import Gazetteer, fold_key, gazetteer, word_set

_SHORT = {
    "gov": "governor",
    "sen": "senator",
    "rep": "representative",
    "congressman": "representative",
    "congresswoman": "representative",
    "chairman": "chair",
    "chairwoman": "chair",
}
# One of these is meant by "the lawmaker".
_LAWMAKERS = word_set("senator representative lawmaker legislator")
_ACRONYMS = {
    "ag": "attorney general",
    "da": "district attorney",
    "vp": "vice president",
    "pm": "prime minister",
}
# Every land has one; "the Dunish president" is not just any president of the article.
_NATIONAL = word_set("president minister chancellor premier king queen ambassador leader")
_HOME = "united states"
# "The president" is not the vice president, whoever he is; "the colonel" may be a lieutenant one.
SECOND = word_set("vice deputy lieutenant assistant")
_FIRST = _NATIONAL | word_set("governor mayor chair")
# "The former Norbian President" has at most so many characters.
_TITLE_CHARS = 60
# Whoever they are, they are no body that has the word in its name.
_ANYBODY = word_set("people men women persons others members voters officials experts")
_LAND_BEHIND = re.compile(r"(?:,? of |,? \(?[RDI]-)([A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20})?)")
# A party and a land say whose side one is on and where, not what one's office is.
_NOT_ROLE = word_set(
    """former then acting the republican democratic conservative labour liberal tory gop socialist
    independent incumbent"""
)


@dataclass(frozen=True, slots=True)
class Role:
    """A role phrase that the article ties to one bearer ("health secretary" → "innes p").

    Args:
        words: Its words, lands left out.
        head: The last of them.
        key: The bearer.
        places: The lands it is held in.
    """

    words: frozenset[str]
    head: str
    key: str
    places: frozenset[str] = frozenset()


def read_role(phrase: Sequence[str], table: Gazetteer) -> Role:
    """Return the role that lower-case words name, without its bearer."""
    words: list[str] = []
    places: set[str] = set()
    for at, word in enumerate(phrase):
        double = " ".join(phrase[max(0, at - 1) : at + 1])
        place = table.places.get(word) or table.demonyms.get(word)
        if at and double in table.places:
            places.add(table.places[double])  # "North Carolina"
            words = words[:-1]
        elif place is not None:
            places.add(place)
        elif word not in _NOT_ROLE:
            words.append(_SHORT.get(word.rstrip("."), word))
    return Role(frozenset(words), words[-1] if words else "", "", frozenset(places))


def bearer_of(phrase: str, roles: Iterable[Role], table: Gazetteer) -> str | None:
    """Return the one key that bears a role ("mayor", "the Norby senator"), or None."""
    wanted = read_role(phrase.split(), table)
    if not wanted.words or wanted.words <= _ANYBODY:
        return None
    near = [role for role in roles if _may_be(wanted, role)]
    near = [role for role in near if role.places & wanted.places] or near
    exact = {role.key for role in near if role.words == wanted.words}
    if len(exact) == 1:
        return exact.pop()
    near = [role for role in near if not _is_second(wanted, role)]
    found = {role.key for role in near if wanted.words <= role.words or role.words <= wanted.words}
    if not found and wanted.head in ("lawmaker", "legislator"):
        found = {role.key for role in near}
    return found.pop() if len(found) == 1 else None


def _may_be(wanted: Role, role: Role) -> bool:
    """Tell whether two roles have one head and lands that go together."""
    lawmaker = wanted.head in ("lawmaker", "legislator") and role.head in _LAWMAKERS
    if role.head != wanted.head and not lawmaker:
        return False
    if wanted.places and role.places:
        return bool(wanted.places & role.places)
    return not (wanted.places - {_HOME} and role.head in _NATIONAL)


def _is_second(wanted: Role, role: Role) -> bool:
    """Tell whether one of two roles of one head is only second in the office of the other."""
    return role.head in _FIRST and not SECOND.isdisjoint(wanted.words ^ role.words)


def land_behind(folded: str, end: int, table: Gazetteer) -> str | None:
    """Return Norby of "Poe of Norby", "Poe, of Norby," and "Poe (R-Norby)", if it is a land."""
    match = _LAND_BEHIND.match(folded, end)
    if match is None:
        return None
    long, short = fold_key(match[1]), fold_key(match[1]).split(" ")[0]
    return table.places.get(long) or table.places.get(short)


def land_before(folded: str, start: int, role: str) -> str | None:
    """Return the land of "Norbian President Poe" and "Norbian president Poe", if one is named."""
    n_words, table = len(role.split()), gazetteer()
    before = folded[max(0, start - _TITLE_CHARS) : start].lower().split()
    words = [word.removesuffix("'s") for word in before[: len(before) - n_words][-2:]]
    for phrase in (" ".join(words), *words[-1:], *role.lower().split()):
        land = table.places.get(phrase) or table.demonyms.get(phrase)
        if land is not None:
            return land
    return None


def is_of_other_land(folded: str, start: int, role: str) -> bool:
    """Tell the president of another land; the home one's title often tells no land."""
    return land_before(folded, start, role) not in (None, _HOME)


def spelled_out(acronym: str) -> str:
    """Return "attorney general" for "a.g." and the like, else ""."""
    return _ACRONYMS.get(acronym.replace(".", ""), "")
