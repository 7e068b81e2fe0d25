"""Quality of an answer against the labels of the stream.

    python -m tests.benchmarks.quality ARTICLES.jsonl --stories OUT.jsonl --pairs OUT.jsonl

A process of its own: labels of a million articles would else add to what is measured
after them.
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dedup.metrics import bcubed


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def stories(articles: Path, found: Path) -> dict[str, float]:
    """Return B-cubed precision, recall and F1 of ``dedup cluster --format jsonl``."""
    gold = {record["id"]: record["story"] for record in records(articles)}
    predicted = {
        member: number
        for number, story in enumerate(records(found))
        for member in story["article_ids"]
    }
    return bcubed(gold, predicted)._asdict()


def copies(articles: Path, found: Path) -> dict[str, float]:
    """Return precision of pairs, and the share of copies found, in all and by kind.

    A pair is right when both go back to one text. A copy counts as found when it is paired
    with the very text that it took over.
    """
    source: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for record in records(articles):
        if record["copy_of"]:
            source[record["id"]] = record["copy_of"]
            kinds[record["id"]] = record["copy_kind"]
    pairs = {(record["left_id"], record["right_id"]) for record in records(found)}
    right = sum(source.get(left, left) == source.get(other, other) for left, other in pairs)
    hits = [copy for copy, base in source.items() if (copy, base) in pairs or (base, copy) in pairs]
    return {
        "precision": right / len(pairs) if pairs else 0.0,
        "recall": len(hits) / len(source) if source else 0.0,
        **_by_kind(Counter(kinds[copy] for copy in hits), Counter(kinds.values())),
    }


def _by_kind(hits: Mapping[str, int], every: Mapping[str, int]) -> dict[str, float]:
    return {kind: hits.get(kind, 0) / count for kind, count in sorted(every.items())}


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.quality")
    parser.add_argument("articles", type=Path)
    parser.add_argument("--stories", type=Path)
    parser.add_argument("--pairs", type=Path)
    given = parser.parse_args()
    figures = {}
    if given.stories:
        figures["stories"] = stories(given.articles, given.stories)
    if given.pairs:
        figures["copies"] = copies(given.articles, given.pairs)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
