"""Which words mean nearly the same, or the opposite.

Stems from WordNet 3.1 (Princeton University; the licence notice opens
``data/lexicon.tsv.gz``), made by ``dedup.training.lexicon``: synonyms in their
first two senses, words derived from one another, and antonyms.
"""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files


@cache
def _pairs() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    raw = files("dedup").joinpath("data", "lexicon.tsv.gz").read_bytes()
    tables: dict[str, dict[str, set[str]]] = {"=": {}, "!": {}}
    for row in gzip.decompress(raw).decode("utf-8").splitlines():
        if row.startswith("#"):
            continue
        sign, first, second = row.split("\t")
        tables[sign].setdefault(first, set()).add(second)
        tables[sign].setdefault(second, set()).add(first)
    related, opposite = (
        {stem: frozenset(others) for stem, others in table.items()} for table in tables.values()
    )
    return related, opposite


def related(stem: str) -> frozenset[str]:
    """Return stems that mean nearly the same as ``stem`` or derive from it."""
    return _pairs()[0].get(stem, frozenset())


def opposite(stem: str) -> frozenset[str]:
    """Return stems that mean the opposite of ``stem``."""
    return _pairs()[1].get(stem, frozenset())
