"""Delete sentences from a copy: is what only they said not found there, and all else found?

Run: ``python -m tests.benchmarks.deletion [ARTICLES…]`` (the samples when none are named).
Facts whose words the copy has in another sentence count as kept.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dedup import compare, read_articles
from dedup.model import Article, Sentence, Span
from dedup.pipeline import parse

SAMPLES = Path(__file__).parents[2] / "samples" / "feed.jsonl"
NAMES = ("person", "organisation", "place")
DELETED = 2
# Sentences of an article worth cutting: short ones lose too much, transcripts take long.
LEAST, MOST = 8, 60


def without(article: Article, gone: Sequence[Sentence]) -> Article:
    """Return a copy under another name that lacks some sentences."""
    text = article.text
    for sentence in sorted(gone, key=lambda each: -each.span.start):
        text = text[: sentence.span.start] + text[sentence.span.end :]
    return replace(article, id="copy", source="copy", text=text)


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def states(article: Article, rng: random.Random) -> Counter[tuple[str, str, str]]:
    """Return (deleted or kept, names or clauses, presence in the copy) of an article's facts."""
    body = [sentence for sentence in parse(article).sentences if sentence.role == "body"]
    if not LEAST <= len(body) <= MOST:
        return Counter()
    gone = rng.sample(body[1:], DELETED)
    comparison = compare(article, without(article, gone))
    found: Counter[tuple[str, str, str]] = Counter()
    for fact in comparison.facts:
        own = [m for m in fact.mentions if m.article_id == article.id]
        if own:
            cut = [any(overlap(s, g.span) for s in m.spans for g in gone) for m in own]
            state = next(p.state for p in fact.presence if p.article_id == "copy")
            kind = "names" if fact.kind in NAMES else "clauses"
            found["deleted" if all(cut) else "kept", kind, state] += 1
    return found


def main(paths: Sequence[str]) -> None:
    """Print a table."""
    rng = random.Random(5)
    total: Counter[tuple[str, str, str]] = Counter()
    for article in read_articles(list(paths) or [str(SAMPLES)])[:60]:
        total += states(article, rng)
    for (what, kind, state), n in sorted(total.items()):
        of = sum(count for key, count in total.items() if key[:2] == (what, kind))
        sys.stdout.write(f"{what:8} {kind:8} {state:10} {n:5}  {n / of:.3f}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
