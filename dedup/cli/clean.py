"""``dedup clean``: what each line of an article is there for."""

from __future__ import annotations

from collections.abc import Sequence

import click

from dedup.cli.options import Command, common, paths_argument, stage_options
from dedup.cli.output import write_result
from dedup.cli.read import read_input
from dedup.cli.settings import Settings
from dedup.options import CleanOptions

_HELP = """Tell an article's own text from menus, teasers and share bars.

\b
dedup clean page.html
dedup clean scraped/ --format jsonl -o clean.jsonl

Nothing is thrown away: every line gets a role. JSON Lines: one article a line,
with id, text (the cleaned body) and lines (start, end, role, score).
"""


@click.command("clean", cls=Command, help=_HELP)
@paths_argument
@common("table", "json", "jsonl", "md")
@stage_options(CleanOptions, "options")
def command(settings: Settings, *, paths: Sequence[str], options: CleanOptions) -> int:
    """Clean articles."""
    articles = read_input(paths, settings, by_text=False)
    from dedup import pipeline, report

    cleaned = pipeline.clean_all(articles, options)
    rendered = report.render_clean(cleaned, format=settings.format, options=settings.report())
    write_result(rendered, settings)
    return 0
