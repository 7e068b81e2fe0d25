"""``dedup diff``: who adds, leaves out or contradicts what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from dedup.cli.notes import print_note
from dedup.cli.options import Command, common, paths_argument, stage_options
from dedup.cli.output import write_result
from dedup.cli.read import read_input
from dedup.cli.settings import Settings
from dedup.options import ClusterOptions, CompareOptions, DuplicateOptions

if TYPE_CHECKING:
    from dedup.model import Article

_HELP = """Compare articles about one event, story by story.

\b
dedup diff samples/articles
dedup diff --as-one left.txt right.txt --explain 1

Finds the stories in the input and reports, for each with two or more articles,
what they share, what only some have, and where they disagree, with the words
that say so. Nothing in the report says who is right.
"""


@click.command("diff", cls=Command, help=_HELP)
@paths_argument
@click.option("--as-one", is_flag=True, help="Treat all the articles as one story.")
@click.option("--sentences", is_flag=True, help="Show the aligned sentences side by side.")
@click.option("--facts", is_flag=True, help="List every fact, not only the ones to look at.")
@click.option("--base", metavar="SOURCE", help="Compare against this article (source, id, letter).")
@click.option("--explain", type=click.IntRange(min=1), metavar="N", help="Explain finding N.")
@common("table", "json", "jsonl", "md", findings="when there is a finding")
@stage_options(CompareOptions, "options")
@stage_options(ClusterOptions, "cluster")
@stage_options(DuplicateOptions, "duplicates")
def command(
    settings: Settings,
    *,
    paths: Sequence[str],
    as_one: bool,
    sentences: bool,
    facts: bool,
    base: str | None,
    explain: int | None,
    **stages: Any,
) -> int:
    """Compare articles."""
    articles = read_input(paths, settings)
    if len(articles) < 2:
        raise click.UsageError(
            f"only one article in {', '.join(paths[:3])}; diff compares two or more, name another",
            click.get_current_context(),
        )
    from dedup import pipeline, report

    comparisons = pipeline.diff(articles, as_one=as_one, **stages)
    if not comparisons:
        _say_why_none(articles, settings)
    options = replace(
        settings.report(),
        sentences=sentences,
        facts=facts,
        base=base or "",
        explain=explain or 0,
    )
    write_result(report.render(comparisons, format=settings.format, options=options), settings)
    found = any(comparison.findings for comparison in comparisons)
    return int(settings.exit_code and found)


def _say_why_none(articles: Sequence[Article], settings: Settings) -> None:
    """Say why no two articles tell one story, and what to do about it."""
    if settings.quiet:
        return
    if len(articles) > 2:
        print_note(
            f"{len(articles)} articles, no two about one event; --as-one compares them anyway"
        )
        return
    from dedup import pipeline

    print_note("these two are not about one event; --as-one compares them anyway")
    for reason in pipeline.why_apart(articles):
        limit = "" if reason.threshold is None else f" (wanted {reason.threshold})"
        print_note(f"  {reason.signal}: {reason.value}{limit}")
