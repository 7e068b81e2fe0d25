"""Times ``compare`` on invented stories of several articles, stage by stage.

    python -m tests.benchmarks.comparing 2x40 20x20 20x40 --repeats 3

Each article tells one event of the synthetic stream independently, cut to the wanted number of
sentences, and each repeat has an event of its own. A smaller story is compared first, so that
imports and tables count for nothing, and garbage is collected as rarely as the command does it.
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import gc
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from random import Random
from typing import Any
from unittest.mock import patch

from dedup import Article, pipeline
from dedup.cli import OBJECTS_PER_COLLECTION
from tests.benchmarks.stream import PER_DAY, _World
from tests.benchmarks.writing import Writer

# Stage, and the function that ``pipeline`` calls for it; "rest" is what none of them takes.
STAGES = (
    ("clean", "dedup.pipeline", "clean_articles"),
    ("origins", "dedup.duplicates.copies", "find_duplicates"),
    ("clauses", "dedup.facts", "clauses_of"),
    ("words", "dedup.alignment.similarity", "SentenceSpace"),
    ("align", "dedup.alignment.align", "align_pair"),
    ("facts", "dedup.facts", "extract"),
    ("compare", "dedup.comparison", "compare_story"),
)
WORDS_A_SENTENCE = 25


def make_story(n_articles: int, n_sentences: int, *, seed: int = 1) -> list[Article]:
    """Return articles about one invented event.

    Args:
        n_articles: Number of articles.
        n_sentences: Content sentences of each.
        seed: Another event for each.
    """
    # Numbers below belong to stories from before the stream begins.
    event = _World(seed, PER_DAY).event(100_000 + seed)
    rng = Random(f"{seed}/comparing")
    return [_article(Writer(rng, event), event.quotes, i, n_sentences) for i in range(n_articles)]


def _article(writer: Writer, quotes: Sequence[str], number: int, n_sentences: int) -> Article:
    paragraphs = writer.paragraphs(2 * WORDS_A_SENTENCE * n_sentences, quotes)
    whole = Article(
        id=f"{number:03}",
        source=f"Outlet {number}",
        headline=writer.headline(),
        text="\n\n".join(paragraphs),
    )
    body = [sentence for sentence in pipeline.segment(whole) if sentence.role == "body"]
    end = body[:n_sentences][-1].span.end
    return Article(id=whole.id, source=whole.source, headline=whole.headline, text=whole.text[:end])


@contextmanager
def clocked(spent: Counter[str]) -> Iterator[None]:
    """Add the CPU seconds of each stage to ``spent`` while the context lasts."""
    with ExitStack() as stack:
        for stage, module, name in STAGES:
            function = getattr(import_module(module), name)
            stack.enter_context(patch(f"{module}.{name}", _timed(function, stage, spent)))
        yield


def _timed(function: Callable[..., Any], stage: str, spent: Counter[str]) -> Callable[..., Any]:
    def run(*args: Any, **kwargs: Any) -> Any:
        start = time.process_time()
        try:
            return function(*args, **kwargs)
        finally:
            spent[stage] += time.process_time() - start  # type: ignore[assignment]

    return run


def measure(articles: Sequence[Article]) -> dict[str, float]:
    """Return wall and CPU seconds of one comparison, and the CPU seconds of each stage."""
    spent: Counter[str] = Counter()
    wall, cpu = time.perf_counter(), time.process_time()
    with clocked(spent):
        pipeline.compare(articles)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    stages = {stage: float(spent[stage]) for stage, _, _ in STAGES}
    return {"wall": wall, "cpu": cpu, **stages, "rest": cpu - sum(stages.values())}


def main() -> None:
    """Print a table of the sizes asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", default=["2x40", "20x20", "20x40"])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    gc.set_threshold(OBJECTS_PER_COLLECTION, *gc.get_threshold()[1:])
    pipeline.compare(make_story(12, 5, seed=options.seed - 1))
    columns = ("wall", "cpu", *(stage for stage, _, _ in STAGES), "rest")
    print("size".ljust(8), *(name.rjust(8) for name in columns))
    for size in options.sizes:
        n_articles, n_sentences = map(int, size.split("x"))
        # Each time another story: what the last one left in caches is not there for a new one.
        seeds = range(options.seed, options.seed + options.repeats)
        runs = [measure(make_story(n_articles, n_sentences, seed=seed)) for seed in seeds]
        medians = [statistics.median(run[name] for run in runs) for name in columns]
        print(size.ljust(8), *(f"{seconds:8.2f}" for seconds in medians), flush=True)


if __name__ == "__main__":
    main()
