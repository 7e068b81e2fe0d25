"""``dedup check``: is a claim, or each sentence of a draft, in these articles?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dedup.cli.options import Command, common, stage_options
from dedup.cli.output import write_result
from dedup.cli.progress import working
from dedup.cli.read import read_input, say_summary
from dedup.cli.settings import Settings
from dedup.options import CheckOptions

if TYPE_CHECKING:
    from dedup.model import Article, Verdict

_HELP = """Look a claim up in articles.

\b
dedup check "Four people died in the derailment" samples/articles
dedup check --draft draft.txt samples/articles --format md

For each article: supported, contradicted, not_found or unknown (the text breaks
off), with the sentences that come nearest. This says what the articles state,
never what is true. A compound claim is cut into its parts, each judged apart; it
is contradicted when a part is and supported when all are, and the reasons name
the part that fails. JSON Lines: one article a line, with article_id, verdict,
support, conflict, evidence, reasons and parts (start and end in the claim).
"""


@click.command("check", cls=Command, help=_HELP)
@click.argument("words", metavar="[CLAIM] PATH...", nargs=-1, required=True)
@click.option(
    "--draft", metavar="FILE", help="Check every sentence of this text instead of one CLAIM."
)
@common(
    "table",
    "json",
    "jsonl",
    "md",
    findings="when an article contradicts a claim or none supports it",
)
@stage_options(CheckOptions, "options")
def command(
    settings: Settings, *, words: Sequence[str], draft: str | None, options: CheckOptions
) -> int:
    """Check a claim or a draft."""
    claim, paths = _claim_and_paths(words, draft)
    articles, read = read_input(paths, settings)
    from dedup import pipeline, report

    if draft is not None:
        text = read_input([draft], settings)[0][0].text
    with working(settings):
        if draft is None:
            checked = [(claim, _verdicts(claim, articles, options))]
        else:
            checked = list(pipeline.check_draft(text, articles, options=options))
    rendered = report.render_verdicts(
        [verdict for _, verdicts in checked for verdict in verdicts],
        [sentence for sentence, _ in checked],
        articles,
        format=settings.format,
        options=settings.report(),
    )
    write_result(rendered, settings)
    say_summary(read, settings)
    names = [{verdict.verdict for verdict in verdicts} for _, verdicts in checked]
    found = any("contradicted" in group or "supported" not in group for group in names)
    return int(settings.exit_code and found)


def _verdicts(
    claim: str, articles: Sequence[Article], options: CheckOptions
) -> tuple[Verdict, ...]:
    from dedup import pipeline, progress

    progress.begin("checking", total=len(articles))
    verdicts = []
    for article in articles:
        with progress.unheard():
            verdicts.append(pipeline.check(claim, article, options=options))
        progress.advance(len(verdicts), len(articles))
    return tuple(verdicts)


def _claim_and_paths(words: Sequence[str], draft: str | None) -> tuple[str, Sequence[str]]:
    """Split the arguments; with a draft they are all paths."""
    context = click.get_current_context()
    if draft is not None:
        return "", words
    claim = words[0].encode("utf-8", "replace").decode()
    if not any(char.isalnum() for char in claim):
        raise click.UsageError("the claim has no words; quote one sentence", context)
    if len(words) == 1:
        raise click.UsageError("no PATH after the claim; name articles to look in", context)
    if len(claim) < 256 and Path(claim).is_file():
        raise click.UsageError(
            f"the claim '{claim}' is a file; quote a sentence, or use --draft {claim}", context
        )
    return claim, words[1:]
