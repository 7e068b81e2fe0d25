"""``dedup diff``: who adds, leaves out or contradicts what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dedup.cli.notes import print_note
from dedup.cli.options import (
    Command,
    common,
    encoder_option,
    languages_option,
    paths_argument,
    stage_options,
)
from dedup.cli.output import write_result
from dedup.cli.progress import working
from dedup.cli.read import clustered, read_input, say_summary
from dedup.cli.settings import Settings
from dedup.options import ClusterOptions, CompareOptions, DuplicateOptions

if TYPE_CHECKING:
    from dedup.decisions import Decision, Reviewed
    from dedup.model import Article, Comparison

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
@click.option(
    "--decisions",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Honour what a person decided about findings and facts (JSON lines).",
)
@click.option(
    "--write-decisions",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a decisions file to fill in: every alert and notice, undecided.",
)
@encoder_option
@languages_option
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
    decisions: Path | None,
    write_decisions: Path | None,
    encoder: str,
    languages: bool,
    **stages: Any,
) -> int:
    """Compare articles."""
    articles, read = read_input(paths, settings, languages=languages)
    if len(articles) < 2:
        raise click.UsageError(
            f"only one article in {', '.join(paths[:3])}; diff compares two or more, name another",
            click.get_current_context(),
        )
    decided = _read_decisions(decisions, settings) if decisions is not None else []
    if write_decisions is not None and write_decisions.exists():
        raise click.UsageError(
            f"{write_decisions} exists and may hold decisions; name a new file",
            click.get_current_context(),
        )
    from dedup import pipeline, report

    with working(settings):
        comparisons = pipeline.diff(articles, as_one=as_one, encoder=encoder, **stages)
    _say_what_is_left(articles, comparisons, settings)
    reviewed = _review(comparisons, decided, settings, options=stages["options"], encoder=encoder)
    if write_decisions is not None:
        write_result(
            report.render_decisions(reviewed),
            replace(settings, output=write_decisions, format="jsonl"),
        )
    options = replace(
        settings.report(),
        sentences=sentences,
        facts=facts,
        base=base or "",
        explain=explain or 0,
    )
    thresholds = _thresholds(stages) if settings.format in ("json", "jsonl") else None
    rendered = report.render(
        reviewed, format=settings.format, options=options, thresholds=thresholds
    )
    write_result(rendered, settings)
    say_summary(read, settings, clustered(len(articles), [each.story for each in comparisons]))
    found = any(story.comparison.findings for story in reviewed)
    return int(settings.exit_code and found)


def _read_decisions(path: Path, settings: Settings) -> list[Decision]:
    """Read the decisions; a malformed line is skipped and named, or ends a strict run."""
    from dedup.decisions import Decision, read_decisions

    decided = []
    for item in read_decisions(path):
        if isinstance(item, Decision):
            decided.append(item)
        elif settings.strict:
            raise item
        elif not settings.quiet:
            print_note(f"skipped {item}")
    return decided


def _review(
    comparisons: Sequence[Comparison],
    decided: Sequence[Decision],
    settings: Settings,
    **made_with: Any,
) -> list[Reviewed]:
    """Apply the decisions, and say which of them match nothing any more.

    Raises:
        InputError: One of them matches nothing, in a strict run.
    """
    from dedup.decisions import apply_decisions, still_unmatched
    from dedup.errors import InputError

    reviewed = [apply_decisions(story, decided, **made_with) for story in comparisons]
    for item in still_unmatched(reviewed):
        message = f"{item.decision.place()}: {item.decision.decision} has no effect: {item.reason}"
        if settings.strict:
            raise InputError(message)
        if not settings.quiet:
            print_note(message)
    return reviewed


def _thresholds(stages: Mapping[str, Any]) -> dict[str, object]:
    """Return the numbers that this run decided by, flags included."""
    from dedup.report.machine import default_thresholds

    chosen = {
        f"{type(record).__name__.removesuffix('Options').lower()}.{item.name}": getattr(
            record, item.name
        )
        for record in stages.values()
        for item in fields(record)
    }
    return {**default_thresholds(), **chosen}


def _say_what_is_left(
    articles: Sequence[Article], comparisons: Sequence[Comparison], settings: Settings
) -> None:
    """Say which articles no report is about, why, and what to do about it."""
    n_left = len(articles) - sum(len(comparison.articles) for comparison in comparisons)
    if settings.quiet or not n_left:
        return
    if comparisons:
        print_note(f"{n_left} of {len(articles)} articles share no event with another")
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
