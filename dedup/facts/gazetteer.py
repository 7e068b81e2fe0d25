"""A small table of names: countries, states, cities, titles, roles, given names.

The table (``data/gazetteer.json``) was written for this package from general
knowledge. It is there to settle what the article itself leaves open ("Georgia"
needs it, "Mayor Jane Poe" does not); a name it lacks is still found by the
article's own evidence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dedup.text import fold, strip_accents

# "Norbelskiy", "Norbelskyy" and "Norbelskii" are spellings of one name.
_SLAVIC = re.compile(r"(?<=[a-z]{3})sk(?:iy|yy|yi|ii|ij|yj)\b")


def word_set(text: str) -> frozenset[str]:
    """Return the words of a white-space separated list."""
    return frozenset(text.split())


DETERMINERS: frozenset[str] = word_set(
    """the a an this that these those his her its their our my your one another some any two
    three four five several many"""
)


# Every state by the letters that the post writes.
_LETTERS = """Alabama AL, Alaska AK, Arizona AZ, Arkansas AR, California CA, Colorado CO,
Connecticut CT, Delaware DE, Florida FL, Georgia GA, Hawaii HI, Idaho ID, Illinois IL, Indiana IN,
Iowa IA, Kansas KS, Kentucky KY, Louisiana LA, Maine ME, Maryland MD, Massachusetts MA, Michigan
MI, Minnesota MN, Mississippi MS, Missouri MO, Montana MT, Nebraska NE, Nevada NV, New Hampshire NH,
New Jersey NJ, New Mexico NM, New York NY, North Carolina NC, North Dakota ND, Ohio OH, Oklahoma
OK, Oregon OR, Pennsylvania PA, Rhode Island RI, South Carolina SC, South Dakota SD, Tennessee TN,
Texas TX, Utah UT, Vermont VT, Virginia VA, Washington WA, West Virginia WV, Wisconsin WI, Wyoming
WY"""
STATE_LETTERS = {
    letters: state
    for state, _, letters in (
        entry.rpartition(" ") for entry in _LETTERS.replace("\n", " ").split(", ")
    )
}


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The shipped table, ready for look-up; every key is folded (see ``fold_key``).

    Args:
        places: Each form of a place → its long form ("u.s." → "united states").
        demonyms: Each demonym → its country's long form.
        organisations: Each form of a well-known body → its key ("u.n." → "united nations").
        organisation_starts: Their forms of three words or more, and what each begins with.
        female: Given names of women.
        male: Given names of men.
        titles: What stands before a person's name → m, f or "".
        roles: Nouns for people → m, f or "".
        groups: Nouns for bodies and groups that speak as one.
        organisation_heads: Words that make a run of capitals an organisation.
        place_heads: Words that make a run of capitals a place, as its last word.
        place_leads: Words that often begin a place.
        not_names: Capitalised words that name nobody (days, months, …).
    """

    places: Mapping[str, str]
    demonyms: Mapping[str, str]
    organisations: Mapping[str, str]
    organisation_starts: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    titles: Mapping[str, str]
    roles: Mapping[str, str]
    groups: frozenset[str]
    organisation_heads: frozenset[str]
    place_heads: frozenset[str]
    place_leads: frozenset[str]
    not_names: frozenset[str]

    def people_of(self, place: str) -> str:
        """Return the first demonym of a country ("ostra" → "ostran"); other words as they are."""
        country = self.places.get(place)
        return next((people for people, of in self.demonyms.items() if of == country), place)

    def is_given(self, word: str) -> bool:
        """Tell whether a folded word is a given name."""
        return word in self.female or word in self.male


def fold_key(text: str) -> str:
    """Return a name as keys are written: lower case, no accents, single spaces, no possessive."""
    plain = text if text.isascii() else strip_accents(fold(text))
    key = " ".join(plain.lower().split())
    if key.endswith("'s"):
        key = key[:-2]
    if "sk" in key:
        key = _SLAVIC.sub("sky", key)
    # The joint of Persian and Urdu names is written either way ("Norb-i-Poe", "Norb-e-Poe").
    return key.rstrip("'").replace("-i-", "-e-")


@cache
def gazetteer() -> Gazetteer:
    """Load the shipped table, once."""
    raw = json.loads(files("dedup").joinpath("data", "gazetteer.json").read_text("utf-8"))
    places: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    places.update(_aliases(raw["places"]))
    places.update(_aliases(raw["states"]))
    for row in raw["countries"]:
        name, capital, people, *others = row.split("|")
        forms = [name, *(others[0].split(",") if others else [])]
        for form in forms:
            places[fold_key(form)] = fold_key(name)
        if capital:
            places.setdefault(fold_key(capital), fold_key(capital))
        for word in filter(None, people.split(",")):
            demonyms[fold_key(word)] = fold_key(name)
            demonyms[fold_key(word) + "s"] = fold_key(name)
    organisations = _aliases(raw["organisations"])
    return Gazetteer(
        places=places,
        demonyms=demonyms,
        organisations=organisations,
        organisation_starts=_starts(organisations),
        female=_keys(raw["female"].split()),
        male=_keys(raw["male"].split()),
        titles=_with_plurals(_gendered(raw["titles"])),
        roles=_gendered(raw["roles"].split()),
        groups=_keys(raw["groups"].split()),
        organisation_heads=_keys(raw["organisation_heads"].split()),
        place_heads=_keys(raw["place_heads"].split()),
        place_leads=_keys(raw["place_leads"].split()),
        not_names=_keys(raw["not_names"].split()),
    )


def _keys(names: list[str]) -> frozenset[str]:
    return frozenset(fold_key(name) for name in names)


def _aliases(rows: list[str]) -> dict[str, str]:
    table = {}
    for row in rows:
        name, _, others = row.partition("|")
        for form in filter(None, (name, *others.split(","))):
            table[fold_key(form)] = fold_key(name)
    return table


def _starts(names: Iterable[str]) -> frozenset[str]:
    """Return the first three words and more of each name ("food and drug")."""
    cut = (name.split() for name in names)
    return frozenset(" ".join(words[:size]) for words in cut for size in range(3, len(words) + 1))


def _with_plurals(titles: dict[str, str]) -> dict[str, str]:
    """Add "Sens." to "Sen."; "Mrs." is no plural."""
    short = [title for title, gender in titles.items() if title[-1] == "." and not gender]
    return titles | {f"{title[:-1]}s.": "" for title in short}


def _gendered(rows: list[str]) -> dict[str, str]:
    table = {}
    for row in rows:
        word, _, gender = row.partition("|")
        table[fold_key(word)] = gender
    return table
