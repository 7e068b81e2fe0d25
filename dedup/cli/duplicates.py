"""``dedup duplicates``: which articles share text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from dedup.cli.options import Command, common, paths_argument, stage_options
from dedup.cli.output import write_result
from dedup.cli.progress import working
from dedup.cli.read import read_input, say_summary
from dedup.cli.settings import Settings
from dedup.options import DuplicateOptions

if TYPE_CHECKING:
    from dedup.model import DuplicatePair

_HELP = """Find exact, near and partial copies.

\b
dedup duplicates samples/feed.jsonl
dedup duplicates feeds/ --format jsonl --exit-code

JSON Lines: one pair a line, with left_id, right_id, kind (exact, near or
partial), score and reasons. Menus and other site furniture do not count.
"""


@click.command("duplicates", cls=Command, help=_HELP)
@paths_argument
@common("table", "json", "jsonl", "csv", "md", findings="when there is a copy")
@stage_options(DuplicateOptions, "options")
def command(settings: Settings, *, paths: Sequence[str], options: DuplicateOptions) -> int:
    """Find copies."""
    articles, read = read_input(paths, settings, by_text=False)
    from dedup import pipeline, progress, report

    with working(settings):
        pairs = pipeline.find_duplicates(articles, options=options)
        progress.begin("writing", of="pairs", total=len(pairs))
        rendered = report.render_pairs(pairs, format=settings.format, options=settings.report())
    write_result(rendered, settings)
    say_summary(read, settings, _found(len(articles), pairs))
    return int(settings.exit_code and bool(pairs))


def _found(n_articles: int, pairs: Sequence[DuplicatePair]) -> str:
    """Return "20 articles, 5 of them in 4 pairs of copies (3 exact, 1 partial)"."""
    from collections import Counter

    from dedup.ingest.notes import count

    if not pairs:
        return f"{count(n_articles, 'article')}, no copies"
    kinds = Counter(pair.kind for pair in pairs)
    several = {each for pair in pairs for each in (pair.left_id, pair.right_id)}
    counts = ", ".join(
        f"{kinds[kind]:,} {kind}" for kind in ("exact", "near", "partial") if kinds[kind]
    )
    where = f"{count(len(pairs), 'pair')} of copies ({counts})"
    return f"{count(n_articles, 'article')}, {len(several):,} of them in {where}"
