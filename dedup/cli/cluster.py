"""``dedup cluster``: which articles are about one event."""

from __future__ import annotations

from collections.abc import Sequence

import click

from dedup.cli.options import Command, common, paths_argument, stage_options
from dedup.cli.output import write_result
from dedup.cli.progress import working
from dedup.cli.read import clustered, read_input, say_summary
from dedup.cli.settings import Settings
from dedup.options import ClusterOptions, DuplicateOptions

_HELP = """Group articles into stories.

\b
dedup cluster samples/feed.jsonl
dedup cluster feeds/ --format jsonl -o stories.jsonl

Every article is in exactly one story. JSON Lines: one story a line, with id,
article_ids, representative_id, origins, score and reasons.
"""


@click.command("cluster", cls=Command, help=_HELP)
@paths_argument
@common("table", "json", "jsonl", "csv", "md", findings="when a story has two or more articles")
@stage_options(ClusterOptions, "options")
@stage_options(DuplicateOptions, "duplicates")
def command(
    settings: Settings,
    *,
    paths: Sequence[str],
    options: ClusterOptions,
    duplicates: DuplicateOptions,
) -> int:
    """Group articles."""
    articles, read = read_input(paths, settings, by_text=False)
    from dedup import pipeline, progress, report

    with working(settings):
        stories = pipeline.cluster_stories(articles, options=options, duplicates=duplicates)
        progress.begin("writing", of="stories", total=len(stories))
        rendered = report.render_stories(
            stories, articles, format=settings.format, options=settings.report()
        )
    write_result(rendered, settings)
    say_summary(read, settings, clustered(len(articles), stories))
    found = any(len(story.article_ids) > 1 for story in stories)
    return int(settings.exit_code and found)
