"""Names that are one: bodies and countries that go by several."""

from __future__ import annotations

from collections.abc import Iterable

from dedup.facts.gazetteer import gazetteer
from dedup.lexicon import related
from dedup.text import STOP_WORDS, stem

__all__ = ["BODIES", "COUNTRY_OR_STATE", "alias", "is_daughter", "party_forms"]

# Bodies that go by a common noun or a place's name.
BODIES = frozenset(
    """house senate congress pentagon kremlin parliament cabinet commons lords knesset duma
    bundestag treasury politburo""".split()
) | {"european union", "eu"}
COUNTRY_OR_STATE = frozenset({"georgia"})
_ALIASES = {
    "gop": "republican",
    "republicans": "republican",
    "republican party": "republican",
    "dems": "democrat",
    "democrats": "democrat",
    "democratic": "democrat",
    "democratic party": "democrat",
    "uk": "united kingdom",
    "u.k": "united kingdom",
    "britain": "united kingdom",
    "british": "united kingdom",
    "us": "united states",
    "u.s": "united states",
    "usa": "united states",
    "america": "united states",
    "american": "united states",
    "americans": "united states",
    "eu": "european union",
    "un": "united nations",
    "u.n": "united nations",
    "isis": "islamic state",
    "isil": "islamic state",
    "islamic state group": "islamic state",
    "daesh": "islamic state",
    "nyt": "new york times",
    "times": "new york times",
    "post": "washington post",
    "wsj": "wall street journal",
    "journal": "wall street journal",
    "ap": "associated press",
}


_PARTIES = (
    frozenset({"GOP", "G.O.P.", "Republican", "Republicans", "Republican Party"}),
    frozenset({"Dems", "Democrat", "Democratic", "Democrats", "Democratic Party"}),
)


def party_forms(forms: Iterable[str]) -> frozenset[str]:
    """Return all forms of the party that some forms name, its adjective among them."""
    printed = frozenset(forms)
    return next((party for party in _PARTIES if party & printed), frozenset())


def alias(name: str) -> str:
    """Return the one form of a well-known body or country that goes by several names."""
    low = name.lower().rstrip(".")
    return _ALIASES.get(low, low)


def is_daughter(left: str, right: str) -> bool:
    """Say whether one firm's key is the other's and a word that is nobody's but its own.

    "Norbaz Burlek" is another firm than Norbaz; "Norbaz Group" and "Norbaz Ostra" may be it.
    """
    short, long = sorted((left, right), key=len)
    own, lists = long.removeprefix(f"{short} "), gazetteer()
    if " " in short or " " in own or own == long or related(stem(own)) or own in STOP_WORDS:
        return False
    tables = (lists.places, lists.demonyms, lists.organisation_heads, lists.organisations)
    return not any(own in names for names in tables)
