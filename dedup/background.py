"""How common a word is in news at large.

Two articles give no usable inverse document frequency, so every stage starts
from a shipped table of document frequencies (``data/background.tsv.gz``, built
by ``dedup.training.background``) and may blend in the counts of its own run.
"""

from __future__ import annotations

import gzip
import math
from functools import cache
from importlib.resources import files


@cache
def document_frequencies() -> tuple[int, dict[str, int]]:
    """Return the number of background articles and the articles each stem occurs in."""
    raw = files("dedup").joinpath("data", "background.tsv.gz").read_bytes()
    rows = gzip.decompress(raw).decode("utf-8").splitlines()
    n_articles = int(rows[0].rsplit("\t", 1)[1])
    table = {}
    for row in rows[1:]:
        stem, _, count = row.partition("\t")
        table[stem] = int(count)
    return n_articles, table


@cache
def idf(stem: str) -> float:
    """Return log((n + 1) / (df + 1)), at most log(n + 1), for one stem.

    Smoothed as in Salton & Buckley (1988); a stem the table lacks counts as never seen.
    """
    n_articles, table = document_frequencies()
    return math.log((n_articles + 1) / (table.get(stem, 0) + 1))
