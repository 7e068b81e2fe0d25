"""Build ``data/background.tsv.gz`` from the articles of labelled story sets.

Counts, for every stem, the articles that contain it; stems of fewer than two
articles are dropped. Only counts are kept, no text.

Run: ``python -m dedup.training.background GOLD_FOLDER``.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dedup.text import stem, words

SETS = ("allsides", "basil", "ecbplus", "newswcl50", "wikinews")
TARGET = Path(__file__).parents[1] / "data" / "background.tsv.gz"


def texts(folder: Path, name: str) -> Iterator[str]:
    """Yield headline and text of each article of one set."""
    with gzip.open(folder / "stories" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            body = record.get("text") or "\n".join(record.get("sentences", []))
            yield f"{record.get('title') or ''}\n{body}"


def count(documents: Iterator[str]) -> tuple[int, Counter[str]]:
    """Return the number of documents and the document frequency of each stem."""
    table: Counter[str] = Counter()
    n_documents = 0
    for text in documents:
        n_documents += 1
        table.update({stem(word) for word in words(text)})
    return n_documents, table


def main(folder: Path) -> None:
    """Count and write the table."""
    n_documents, table = count(text for name in SETS for text in texts(folder, name))
    rows = [f"#articles\t{n_documents}"]
    rows += [f"{key}\t{df}" for key, df in sorted(table.items()) if df > 1 and len(key) <= 40]
    # mtime 0: the same counts give the same bytes.
    TARGET.write_bytes(gzip.compress("\n".join(rows).encode("utf-8"), 9, mtime=0))
    print(f"{n_documents} articles, {len(rows) - 1} stems -> {TARGET}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
