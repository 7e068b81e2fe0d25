"""How many planted changes a comparison finds, and how many conflicts it makes up.

    python -m tests.benchmarks.planted [--each 60] [--seed 1] [--pairs 150] [FILE.jsonl[.gz] ...]

For each kind of change (``planted_changes``) up to ``--each`` articles are taken, in an order
drawn from the seed; a copy under another source gets exactly one change in one body sentence,
and original and copy are compared. A change counts as found when a fact has mentions on the
changed words in both articles and the status the kind asks for; as shown when a fact that
differs in any way, or a finding, has mentions in that sentence of both. Every other
conflicting fact of the pair is false.

The second table compares articles as they are: pairs of one ``cluster`` (a key of the input
records; for the samples the folder in the id), where a conflict is false unless the texts do
disagree, which only a reader can say (``--show`` prints them), and pairs of two clusters.
"""

# ruff: noqa: T201
from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from time import process_time
from typing import get_args

from dedup.ingest import read_articles
from dedup.model import Article, Comparison, Fact, FactKind, Sentence
from dedup.pipeline import compare, parse
from tests.benchmarks.planted_changes import KINDS, Change, Kind, propose

SAMPLES = Path(__file__).parents[2] / "samples" / "feed.jsonl"
# The status that names the difference for what it is. Between quotation marks it is one of
# wording, whatever the word. Nothing excludes that counts of workers and of students are both
# true, so another noun is a difference, not a conflict.
WANTED = frozenset(
    {("conflicting", kind) for kind in get_args(FactKind)} | {("wording_differs", "quote")}
)
WANTED_OF_NOUN = WANTED | {("detail_differs", "quantity"), ("detail_differs", "event")}
DIFFERING = frozenset(
    {"conflicting", "updated", "wording_differs", "attribution_differs", "detail_differs"}
)
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Planted:
    """An article, its changed copy, and where the change stands in both."""

    original: Article
    copy: Article
    change: Change
    left: tuple[Range, ...]
    right: tuple[Range, ...]
    sentences: tuple[Range, Range]


def plant(article: Article, kind: Kind, rng: random.Random) -> Planted | None:
    """Return an article with one change of a kind in its copy, or None if it offers none."""
    sentences = [s for s in parse(article).content() if s.role == "body"]
    rng.shuffle(sentences)
    for sentence in sentences:
        words = article.text[sentence.span.start : sentence.span.end]
        change = propose(kind, words, article.text, rng)
        if change is not None:
            planted = _planted(article, sentence, change)
            # The change must stand where articles assert things.
            if _in_body(planted):
                return planted
    return None


def _planted(article: Article, sentence: Sentence, change: Change) -> Planted:
    base, words = sentence.span.start, article.text[sentence.span.start : sentence.span.end]
    changed = change.apply(words)
    left, right, shift = [], [], 0
    for start, end, new in change.edits:
        left.append((base + start, base + end))
        right.append((base + start + shift, base + start + shift + len(new)))
        shift += len(new) - (end - start)
    copy = replace(
        article,
        id=f"{article.id}~{change.kind}",
        source=f"{article.source} (copy)",
        text=article.text[:base] + changed + article.text[base + len(words) :],
    )
    places = (base, base + len(words)), (base, base + len(changed))
    return Planted(article, copy, change, tuple(left), tuple(right), places)


def _in_body(planted: Planted) -> bool:
    content = [(s.span.start, s.span.end) for s in parse(planted.copy).content()]
    return all(_touches(content, [place]) for place in planted.right)


def _touches(ours: Iterable[Range], theirs: Sequence[Range]) -> bool:
    return any(a < d and c < b for a, b in ours for c, d in theirs)


def _on(fact: Fact, planted: Planted, places: tuple[Sequence[Range], Sequence[Range]]) -> bool:
    """Tell whether a fact has mentions on these places of original and copy."""
    return all(
        _touches(
            [(s.start, s.end) for m in fact.mentions if m.article_id == a.id for s in m.spans],
            place,
        )
        for a, place in zip((planted.original, planted.copy), places, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one comparison says of one planted change."""

    found: bool
    shown: bool
    again: int  # further conflicts on the same words
    false: tuple[Fact, ...]


def outcome(planted: Planted, comparison: Comparison) -> Outcome:
    """Judge the comparison of an article with its changed copy."""
    words = planted.left, planted.right
    sentences = planted.sentences[:1], planted.sentences[1:]
    hits = [fact for fact in comparison.facts if _on(fact, planted, words)]
    pointed = {fact for finding in comparison.findings for fact in finding.facts}
    wanted = WANTED_OF_NOUN if planted.change.kind == "noun" else WANTED
    conflicts = [fact for fact in comparison.facts if fact.status == "conflicting"]
    touching = [fact for fact in conflicts if fact in hits]
    return Outcome(
        found=any((fact.status, fact.kind) in wanted for fact in hits),
        shown=any(
            fact.status in DIFFERING and fact.id in pointed and _on(fact, planted, sentences)
            for fact in comparison.facts
        ),
        again=max(0, len(touching) - 1),
        false=tuple(fact for fact in conflicts if fact not in hits),
    )


def plant_all(articles: Sequence[Article], kind: Kind, each: int, seed: int) -> Iterator[Planted]:
    """Yield up to ``each`` articles with a change of a kind, in an order drawn from the seed."""
    rng = random.Random(f"{seed}/{kind}")
    order = sorted(articles, key=lambda article: article.id)
    rng.shuffle(order)
    n_planted = 0
    for article in order:
        if n_planted == each:
            return
        planted = plant(article, kind, rng)
        if planted is not None:
            n_planted += 1
            yield planted


def same_event_pairs(articles: Sequence[Article]) -> list[tuple[Article, Article]]:
    """Return all pairs of articles of one cluster, in order of their ids."""
    ordered = sorted(articles, key=lambda article: article.id)
    return [(a, b) for a, b in combinations(ordered, 2) if cluster(a) == cluster(b)]


def unrelated_pairs(articles: Sequence[Article], n_pairs: int) -> list[tuple[Article, Article]]:
    """Return pairs of articles of two clusters: each with the one half the list away."""
    ordered = sorted(articles, key=lambda article: article.id)
    far = [ordered[(i + len(ordered) // 2) % len(ordered)] for i in range(len(ordered))]
    pairs = [
        (a, b)
        for a, b in zip(ordered, far, strict=True)
        if cluster(a) != cluster(b) and a.id < b.id
    ]
    return pairs[:n_pairs]


def cluster(article: Article) -> str:
    """Return the cluster an article belongs to."""
    return str(article.extra.get("cluster") or article.id.rpartition("/")[0] or article.id)


def sampled(
    pairs: Sequence[tuple[Article, Article]], n_pairs: int, seed: int
) -> list[tuple[Article, Article]]:
    """Return ``n_pairs`` of the pairs, drawn from the seed."""
    chosen = list(pairs)
    random.Random(seed).shuffle(chosen)
    return chosen[:n_pairs]


def print_fact(fact: Fact, comparison: Comparison) -> None:
    """Print a fact's words with their sentences."""
    print(f"    {fact.kind} {fact.status} {[(r.signal, r.value) for r in fact.reasons]}")
    texts = {parsed.article.id: parsed for parsed in comparison.articles}
    for mention in fact.mentions:
        parsed = texts[mention.article_id]
        words = " … ".join(parsed.article.text[s.start : s.end] for s in mention.spans)
        sentence = parsed.sentence_text(mention.sentence)
        print(f"      {mention.article_id}: [{words}] in: {sentence}")


def _measure_planted(articles: Sequence[Article], options: argparse.Namespace) -> None:
    print(f"{'kind':13}{'planted':>8}{'found':>7}{'recall':>8}{'shown':>8}{'again':>7}{'false':>7}")
    for kind in options.kinds:
        outcomes = []
        for planted in plant_all(articles, kind, options.each, options.seed):
            comparison = compare(planted.original, planted.copy)
            result = outcome(planted, comparison)
            outcomes.append(result)
            if options.show and not result.found:
                start, end = planted.sentences[1]
                print(f"  missed {kind} {planted.change.edits} {planted.copy.text[start:end]!r}")
            if options.show:
                for fact in result.false:
                    print_fact(fact, comparison)
        n = len(outcomes)
        found, shown = sum(o.found for o in outcomes), sum(o.shown for o in outcomes)
        print(
            f"{kind:13}{n:8}{found:7}{found / max(n, 1):8.3f}{shown / max(n, 1):8.3f}"
            f"{sum(o.again for o in outcomes):7}{sum(len(o.false) for o in outcomes):7}",
            flush=True,
        )


def _measure_pairs(name: str, pairs: Sequence[tuple[Article, Article]], show: bool) -> None:
    n_conflicts = n_with = 0
    for left, right in pairs:
        comparison = compare(
            left, replace(right, id=f"{right.id}~") if left.id == right.id else right
        )
        found = [fact for fact in comparison.facts if fact.status == "conflicting"]
        n_conflicts += len(found)
        n_with += bool(found)
        if show and found:
            print(f"  {left.id} / {right.id}")
            for fact in found:
                print_fact(fact, comparison)
    rate = n_conflicts / max(len(pairs), 1)
    print(f"{name:12}{len(pairs):7}{n_with:12}{n_conflicts:11}{rate:10.3f}", flush=True)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print both tables."""
    parser = argparse.ArgumentParser(description="Planted changes and false conflicts.")
    parser.add_argument("paths", nargs="*", type=Path, help="JSON Lines of articles")
    parser.add_argument("--each", type=int, default=60, help="articles per kind of change")
    parser.add_argument("--pairs", type=int, default=150, help="pairs per file; 0 for none")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", nargs="*", choices=KINDS, default=KINDS)
    parser.add_argument("--show", action="store_true", help="print misses and conflicts")
    options = parser.parse_args(argv)
    for path in options.paths or [SAMPLES]:
        began = process_time()
        articles = list(read_articles([path]))
        print(f"{path}: {len(articles)} articles")
        if options.each:
            _measure_planted(articles, options)
        if options.pairs:
            print(f"{'pairs':12}{'pairs':>7}{'with any':>12}{'conflicts':>11}{'per pair':>10}")
            one_event = sampled(same_event_pairs(articles), options.pairs, options.seed)
            _measure_pairs("one event", one_event, options.show)
            _measure_pairs("unrelated", unrelated_pairs(articles, options.pairs), options.show)
        print(f"{process_time() - began:.0f} CPU s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
