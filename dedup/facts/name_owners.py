"""What stands before a body or a place and tells one from another: its land, its party."""

from __future__ import annotations

import re
from dataclasses import replace

from dedup.facts.gazetteer import Gazetteer, fold_key
from dedup.facts.name_runs import Run, surface_key

PARTY_WORDS = frozenset({"democratic"})  # "the Norby Democratic leaders"
# "Ostra's " before a name.
_OWNER = re.compile(r"((?:[A-Z][\w.-]{1,20} )?[A-Z][\w.-]{1,20})'s? $")
_OWNER_REACH = 45


def without_party(run: Run, table: Gazetteer) -> Run:
    """Drop a party's adjective behind a well-known place or body ("the Senate Democratic men")."""
    last, rest = run.words[-1], run.words[:-1]
    if not rest or last.lower not in PARTY_WORDS:
        return run
    key = surface_key(rest)
    known = key in table.places or key in table.organisations
    return replace(run, words=rest, after=last.lower) if known else run


def owned_key(folded: str, run: Run, key: str, table: Gazetteer) -> str:
    """Return the key of a body that a short form may mean.

    Args:
        folded: The article's text through ``text.fold``.
        run: The short form.
        key: The one body that the article names in full, "ostran fishery ministry".
        table: The shipped table of names.

    Returns:
        That key, or one of its own where another land owns it ("Norbia's Fishery Ministry").
    """
    land = key.partition(" ")[0]
    land = table.demonyms.get(land) or table.places.get(land, "")
    owner = _OWNER.search(folded, max(0, run.start - _OWNER_REACH), run.start) if land else None
    place = table.places.get(fold_key(owner[1])) if owner else None
    return key if place in (None, land) else f"{table.people_of(place)} {run.key}"
