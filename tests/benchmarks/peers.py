"""Peers: other libraries that find copies, each a function from texts to pairs.

    python -m tests.benchmarks.peers datasketch FILE.jsonl PAIRS.jsonl

does what a user of the library would: reads the articles, finds the pairs, writes them as
``dedup duplicates --format jsonl`` does, ``{"left_id", "right_id"}``. A process does one of
them, so that its time and memory are its own. It exits with ``NOT_INSTALLED`` when the
library is missing.

The MinHash libraries share one setting: sets of three-word shingles in lower case, 128
permutations, pairs kept from an estimated Jaccard similarity of .5. None of them removes site
furniture; none but scikit-learn with sparse_dot_topn weighs words.
"""

# ruff: noqa: T201
# mypy: disable-error-code="import-untyped,import-not-found"

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

Pairs = Iterable[tuple[int, int]]

NOT_INSTALLED = 69  # EX_UNAVAILABLE of sysexits.h
COSINE, NEIGHBOURS = 0.6, 10
JACCARD, PERMUTATIONS, SHINGLE = 0.5, 128, 3
# 32 bands of 4 rows: a pair of Jaccard .5 is proposed with probability 1 - (1 - .5^4)^32 = .87.
# datasketch chooses its own.
BANDS, ROWS = 32, 4
_WORD = re.compile(r"\w+")


def sklearn(texts: Sequence[str]) -> Pairs:
    """TF-IDF cosine of .6 or more, ten nearest: scikit-learn and sparse_dot_topn."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn

    rows = TfidfVectorizer(sublinear_tf=True).fit_transform(texts)
    # One more than asked for: the nearest is the article itself.
    near = sp_matmul_topn(rows, rows.T.tocsr(), top_n=NEIGHBOURS + 1, threshold=COSINE).tocoo()
    found = zip(near.row.tolist(), near.col.tolist(), strict=True)
    return {(min(a, b), max(a, b)) for a, b in found if a != b}


def datasketch(texts: Sequence[str]) -> Pairs:
    """MinHash and LSH in Python and numpy."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=JACCARD, num_perm=PERMUTATIONS)
    sketches: list[MinHash] = []
    for number, text in enumerate(texts):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in shingles(text)])
        for other in index.query(sketch):
            if sketches[other].jaccard(sketch) >= JACCARD:
                yield other, number
        index.insert(number, sketch)
        sketches.append(sketch)


def rensa(texts: Sequence[str]) -> Pairs:
    """MinHash and LSH in Rust, shingles in Python."""
    from rensa import RMinHash, RMinHashLSH

    sketches = RMinHash.from_token_sets(map(shingles, texts), PERMUTATIONS, 1)
    index = RMinHashLSH(JACCARD, PERMUTATIONS, BANDS)
    index.insert_many(sketches)
    for number, near in enumerate(index.query_all(sketches)):
        for other in near:
            if other < number and sketches[other].jaccard(sketches[number]) >= JACCARD:
                yield other, number


def gaoya(texts: Sequence[str]) -> Pairs:
    """MinHash and LSH in Rust, shingles too."""
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=JACCARD,
        num_bands=BANDS,
        band_size=ROWS,
        analyzer="word",
        lowercase=True,
        ngram_range=(SHINGLE, SHINGLE),
    )
    for number, text in enumerate(texts):
        for other in index.query(text):
            yield other, number
        index.insert_document(number, text)


PEERS: dict[str, Callable[[Sequence[str]], Pairs]] = {
    "sklearn": sklearn,
    "datasketch": datasketch,
    "rensa": rensa,
    "gaoya": gaoya,
}


def shingles(text: str) -> list[str]:
    """Return the distinct three-word shingles of a text, in order; at least one."""
    found = _WORD.findall(text.lower())
    grams = zip(*(found[offset:] for offset in range(SHINGLE)), strict=False)
    return list(dict.fromkeys(map(" ".join, grams))) or [" ".join(found)]


def read(path: Path) -> Iterator[tuple[str, str]]:
    """Yield id and headline with text of each article."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield record["id"], f"{record['headline']}\n{record['text']}"


def main() -> int:
    """Run one peer on one file."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.peers")
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("articles", type=Path)
    parser.add_argument("pairs", type=Path)
    given = parser.parse_args()
    ids: list[str] = []
    texts: list[str] = []
    for article_id, text in read(given.articles):
        ids.append(article_id)
        texts.append(text)
    try:
        pairs = list(PEERS[given.peer](texts))
    except ModuleNotFoundError as error:
        print(f"{given.peer}: not installed ({error.name})", file=sys.stderr)
        return NOT_INSTALLED
    with given.pairs.open("w", encoding="utf-8") as out:
        for left, right in sorted(pairs):
            out.write(json.dumps({"left_id": ids[left], "right_id": ids[right]}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
