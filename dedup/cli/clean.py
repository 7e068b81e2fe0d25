"""``dedup clean``: what each line of an article is there for."""

from __future__ import annotations

from collections.abc import Sequence

import click

from dedup.cli.options import (
    Command,
    common,
    languages_option,
    paths_argument,
    stage_options,
)
from dedup.cli.output import write_result
from dedup.cli.progress import working
from dedup.cli.read import read_input, say_summary
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
@languages_option
@common("table", "json", "jsonl", "md")
@stage_options(CleanOptions, "options")
def command(
    settings: Settings, *, paths: Sequence[str], languages: bool, options: CleanOptions
) -> int:
    """Clean articles."""
    articles, read = read_input(paths, settings, by_text=False, languages=languages)
    from dedup import pipeline, progress, report

    with working(settings):
        cleaned = pipeline.clean_all(articles, options)
        progress.begin("writing", total=len(cleaned))
        rendered = report.render_clean(cleaned, format=settings.format, options=settings.report())
    write_result(rendered, settings)
    say_summary(read, settings)
    return 0
