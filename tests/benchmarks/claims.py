"""What check makes of claims in other words: verdicts by what the passage says, and by change.

    python -m tests.benchmarks.claims [--each 1] [FILE.jsonl]

Each record of ``tests/data/entailment.jsonl`` is an invented passage of news with claims that it
states ("e" in other words, "long" in most of its own), excludes ("c", with the kind of change; the
first in the passage's words, the second in others) and leaves open ("n"). They were
written without the rules in view, to be hard, so the shares say how check fares where words
mislead, not how it fares on common claims.

Not for training a model on claims and passages together: the labels show in the claims' style
alone (a small cross-encoder reached .72 of three answers, and .71 with the passages exchanged).
"""

# ruff: noqa: T201
from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

from dedup.checking import Target
from dedup.model import Article, VerdictName
from dedup.pipeline import check_parsed, parse

FILE = Path(__file__).parents[1] / "data" / "entailment.jsonl"
STATED, EXCLUDED, OPEN = "stated", "excluded", "open"


def claims_of(record: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield what the passage makes of each claim, what was done to it, and the claim."""
    for claim in record["e"]:
        yield STATED, "other words", claim
    for claim in record["long"]:
        yield STATED, "most words", claim
    for claim, kind in record["c"]:
        yield EXCLUDED, kind, claim
    for claim, how in zip(record["n"], ("a detail added", "another fact"), strict=True):
        yield OPEN, how, claim


def verdicts(records: Sequence[dict[str, Any]]) -> Counter[tuple[str, str, VerdictName]]:
    """Count verdicts by what the passage makes of a claim and what was done to it."""
    found: Counter[tuple[str, str, VerdictName]] = Counter()
    for record in records:
        target = Target(parse(Article(id="passage", source="", headline="", text=record["p"])))
        for truth, how, claim in claims_of(record):
            found[truth, how, check_parsed(claim, target).verdict] += 1
    return found


def share(found: Counter[tuple[str, str, VerdictName]], truth: str, verdict: str) -> float:
    """Return the share of the claims of one truth that got one verdict, [0, 1]."""
    total = sum(n for (of, _, _), n in found.items() if of == truth)
    hits = sum(n for (of, _, name), n in found.items() if of == truth and name == verdict)
    return hits / total if total else 0.0


def main(argv: Sequence[str] | None = None) -> int:
    """Check all claims and print the table."""
    parser = argparse.ArgumentParser(description="Verdicts on claims in other words.")
    parser.add_argument("path", nargs="?", type=Path, default=FILE)
    parser.add_argument("--each", type=int, default=1, help="take every so many passages")
    options = parser.parse_args(argv)
    records = [json.loads(line) for line in options.path.read_text("utf-8").splitlines()]
    found = verdicts(records[:: options.each])
    names: tuple[str, ...] = get_args(VerdictName)
    print(f"{'':26}{'claims':>8}" + "".join(f"{name:>14}" for name in names))
    rows = sorted({(truth, how) for truth, how, _ in found})
    for truth in (STATED, EXCLUDED, OPEN):
        for of, how in [(truth, ""), *(row for row in rows if row[0] == truth)]:
            counts = {
                name: sum(
                    n
                    for (a, b, verdict), n in found.items()
                    if a == of and how in ("", b) and verdict == name
                )
                for name in names
            }
            total = sum(counts.values())
            shares = "".join(f"{counts[name] / total:14.3f}" for name in names)
            print(f"{of + (': ' + how if how else ''):26}{total:8}{shares}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
