"""What stands before a body or a place and tells one from another: its land, its party."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dedup.facts.gazetteer import Gazetteer, fold_key
from dedup.facts.name_capitals import surface_key
from dedup.facts.name_runs import Run, Word

PARTY_WORDS = frozenset({"democratic"})  # "the Norby Democratic leaders"
_PARTY_LEADS = frozenset({"Democratic", "Republican"})
_CHAMBERS = frozenset({"House", "Senate"})
# "Ostra's " before a name.
_OWNER = re.compile(r"((?:[A-Z][\w.-]{1,20} )?[A-Z][\w.-]{1,20})'s? $")
_OWNER_REACH = 45


def without_party(run: Run, table: Gazetteer) -> Run:
    """Drop a party's adjective beside a well-known place or body.

    "The Senate Democratic men", "a Democratic Norby official", "Republican House Tides Committee".
    """
    first, last = run.words[0], run.words[-1]
    if len(run.words) < 2 or _is_known(run.words, table):
        return run
    rest = run.words[:-1]
    if last.lower in PARTY_WORDS and _is_known(rest, table):
        return replace(run, words=rest, after=last.lower)
    rest = run.words[1:]
    leads = first.text in _PARTY_LEADS and (rest[0].text in _CHAMBERS or _is_known(rest, table))
    return replace(run, words=rest, before=first.lower) if leads else run


def _is_known(words: Sequence[Word], table: Gazetteer) -> bool:
    key = surface_key(words)
    return key in table.places or key in table.organisations


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
