"""``dedup duplicates``: which articles share text."""

from __future__ import annotations

from collections.abc import Sequence

import click

from dedup.cli.options import Command, common, paths_argument, stage_options
from dedup.cli.output import write_result
from dedup.cli.progress import working
from dedup.cli.read import read_input
from dedup.cli.settings import Settings
from dedup.options import DuplicateOptions

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
    articles = read_input(paths, settings, by_text=False)
    from dedup import pipeline, report

    with working("looking for copies among", len(articles), settings):
        pairs = pipeline.find_duplicates(articles, options=options)
    rendered = report.render_pairs(pairs, format=settings.format, options=settings.report())
    write_result(rendered, settings)
    return int(settings.exit_code and bool(pairs))
