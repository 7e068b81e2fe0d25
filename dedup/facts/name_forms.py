"""What the form of a run of capitals tells, whatever else the article says of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

from dedup.facts.gazetteer import Gazetteer
from dedup.facts.name_runs import Run
from dedup.facts.name_votes import PERSON_SUFFIX
from dedup.facts.name_words import COMPASS_WORDS, FIRM_BEFORE, HONORIFICS, LAND_ENDS


def is_rest(key: str) -> bool:
    """Tell a party's letter ("R., Norby") and a suffix ("Jane Poe, Jr.") that stand alone."""
    return len(key.rstrip(".")) == 1 or key in PERSON_SUFFIX


def is_people(run: Run, table: Gazetteer) -> bool:
    """Tell the adjective of "former Ostran ambassador" from Mr. English."""
    return run.role.split()[-1:] == ["former"] or run.after in table.roles


def is_compound(lower: str, alone: Collection[str], table: Gazetteer) -> bool:
    """Tell two names held by a hyphen from one ("Norby-Ostra relations")."""
    return all(
        part in table.places
        or part in table.not_names
        or part in table.organisations
        or part in alone
        for part in lower.split("-")
    )


def is_firm(run: Run, table: Gazetteer) -> bool:
    """Tell a body by its head inside, the word before it or the land behind it."""
    words = [word.lower for word in run.words]
    heads = table.organisation_heads
    if any(left in heads and right in ("for", "of") for left, right in pairwise(words[1:])):
        return True  # "Jane Poe Center for Norby"
    if run.titled or table.is_given(words[0]):
        return False
    if run.before in FIRM_BEFORE:
        return True
    lands = {table.places.get(" ".join(words[begin:])) for begin in (1, 2)}
    return not lands.isdisjoint(LAND_ENDS) and words[0] not in table.place_leads


def is_branch(run: Run, table: Gazetteer) -> bool:
    """Tell "Poe Tower Norby", and "Western Ostra" from a body that has a land in its name."""
    words = [word.lower for word in run.words]
    if words[0] in COMPASS_WORDS and " ".join(words[1:]) in table.places:
        return True
    return len(words) > 2 and words[-2] in table.place_heads and words[-1] in table.places


def told_surname(run: Run, table: Gazetteer) -> str:
    """Return Poe of "Jane Poe" and "Ms. Poe", else ""."""
    first, last = run.words[0].lower, run.words[-1].lower
    if len(run.words) == 1:
        return last if run.role.rstrip(".") in HONORIFICS else ""
    return last if table.is_given(first) and first not in table.places else ""


def parted(run: Run, surnames: Collection[str], table: Gazetteer) -> list[Run]:
    """Part the land from the person in "Norby Poe donors", where Poe has another name too."""
    first, last = run.words[0], run.words[-1]
    land = first.lower in table.places or first.lower in table.demonyms
    if len(run.words) != 2 or run.titled or not land or table.is_given(first.lower):
        return [run]
    if last.lower not in surnames:
        return [run]
    place = replace(run, words=(first,), after="", role="", apposed=False)
    return [place, replace(run, words=(last,), before="", initial=False)]
