"""Commands that write to the archive: ``add``, ``update`` and ``prune``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dedup.cli.archive.group import archive_option, subcommand, wait_option
from dedup.cli.notes import print_note
from dedup.cli.options import common, languages_option, paths_argument
from dedup.cli.output import write_result
from dedup.cli.settings import Settings

if TYPE_CHECKING:  # the records cost more to load than the rest of --help together
    from dedup.archive import Tally
    from dedup.errors import ArticleFormatError
    from dedup.model import Article


def _time(ctx: click.Context, param: click.Parameter, value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        time = datetime.fromisoformat(value.strip())
    except ValueError as error:
        message = f"{value!r} is no time; wanted one like 2031-05-12T09:30+02:00"
        raise click.BadParameter(message, ctx, param) from error
    return time if time.tzinfo else time.replace(tzinfo=UTC)


@subcommand(
    "add",
    """Take articles in; the archive is made if there is none.

\b
dedup archive add today.jsonl
dedup archive add feeds/ --archive desk.sqlite --now 2031-05-12T18:00Z

What is known is passed over, so the same file may be added again; a new text under a
known address is a new version of the article. Articles join open stories, or open new
ones. Each day of the input goes in whole or not at all: whatever stops the run, adding
the same again goes on where it stopped.
""",
)
@paths_argument
@archive_option
@click.option(
    "--now",
    callback=_time,
    metavar="TIME",
    help="The present; articles dated later count as of now. Default: the newest date seen.",
)
@click.option(
    "--window-days",
    type=float,
    help="A new archive: stories close so many days after their newest article. [default: 7]",
)
@languages_option
@wait_option
@common("table", "json")
def add(
    settings: Settings,
    *,
    paths: Sequence[str],
    archive: Path,
    now: datetime | None,
    window_days: float | None,
    languages: bool,
    wait: float,
) -> int:
    """Take articles in."""
    import sys

    from dedup.archive import Tally, add_articles, open_archive
    from dedup.cli.progress import adding, ended_by_sigterm
    from dedup.cli.read import require_languages
    from dedup.errors import InputError
    from dedup.ingest import read_records

    tally = Tally()
    records = read_records(paths, stdin=getattr(sys.stdin, "buffer", None))
    if languages:
        require_languages()
        records = _with_languages(records)
    # A path that does not exist is found out here, before an archive is made.
    first = list(islice(records, 1))
    if not first:
        raise InputError(f"{', '.join(paths[:3])}: no articles found; name a file or folder")
    try:
        with (
            ended_by_sigterm(),
            open_archive(archive, create=True, wait=wait) as opened,
            adding(paths, settings) as tell,
        ):
            add_articles(
                opened,
                chain(first, records),
                now=now,
                window_days=window_days,
                strict=settings.strict,
                tally=tally,
                on_progress=tell,
            )
    except KeyboardInterrupt:
        _say_added(tally, settings, archive, interrupted=True)
        return 130
    _say_added(tally, settings, archive, interrupted=False)
    return 0


def _with_languages(
    records: Iterable[Article | ArticleFormatError],
) -> Iterator[Article | ArticleFormatError]:
    from dedup.ingest.language import with_language
    from dedup.model import Article

    for record in records:
        yield with_language(record) if isinstance(record, Article) else record


def _say_added(tally: Tally, settings: Settings, archive: Path, *, interrupted: bool) -> None:
    """Print the summary; the skipped records with file and line go to stderr."""
    from dedup.report.archive import document_text, people
    from dedup.report.archive_runs import added_blocks

    if not settings.quiet:
        for example in tally.examples:
            print_note(f"skipped {example}")
        if interrupted:
            print_note("interrupted; complete days are kept, adding the same again goes on")
    document = {**tally.document(), "interrupted": interrupted}
    if settings.format == "json":
        write_result(document_text(document), settings)
    else:
        write_result(people(added_blocks(document, str(archive)), settings.report()), settings)


@subcommand(
    "update",
    """Bring the facts and findings of stories that changed up to date.

\b
dedup archive update
dedup archive update --archive desk.sqlite --format json

Compares the articles of each story that changed, and each new version of an article
with the one before. `since`, `show` and `export` of facts do it for what they show.
""",
)
@archive_option
@wait_option
@common("table", "json")
def update(settings: Settings, *, archive: Path, wait: float) -> int:
    """Compare the stories that changed."""
    from dedup.archive import open_archive, update_facts
    from dedup.cli.progress import comparing, ended_by_sigterm
    from dedup.report.archive import document_text, people
    from dedup.report.archive_runs import updated_blocks

    with (
        ended_by_sigterm(),
        open_archive(archive, wait=wait) as opened,
        comparing(settings) as tell,
    ):
        done = update_facts(opened, on_progress=tell)
    document = {"stories": done.stories, "versions": done.versions, "failed": done.failed}
    if settings.format == "json":
        write_result(document_text(document), settings)
    else:
        write_result(people(updated_blocks(document), settings.report()), settings)
    return 0


@subcommand(
    "prune",
    """Let closed stories go whose newest article is older than this.

\b
dedup archive prune --older-than 90d
dedup archive prune --older-than 52w --dry-run

Counts back from the newest date of the archive. Open stories stay. What was let go is
not taken in again when an old file is added.
""",
)
@click.option("--older-than", required=True, metavar="AGE", help="For instance 90d or 52w.")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@click.option("--vacuum", is_flag=True, help="Then rewrite the file without the free space.")
@archive_option
@wait_option
@common("table", "json")
def prune(
    settings: Settings, *, older_than: str, dry_run: bool, vacuum: bool, archive: Path, wait: float
) -> int:
    """Delete old stories."""
    from dataclasses import asdict

    from dedup.archive import open_archive
    from dedup.archive.prune import give_space_back
    from dedup.archive.prune import prune as run
    from dedup.archive.queries import span_of
    from dedup.report.archive import document_text, people
    from dedup.report.archive_runs import pruned_blocks

    age = span_of(older_than)
    with open_archive(archive, wait=wait) as opened:
        gone = run(opened, age, dry_run=dry_run)
        if vacuum and not dry_run:
            give_space_back(opened)
    document = {**asdict(gone), "dry_run": dry_run}
    if settings.format == "json":
        write_result(document_text(document), settings)
    else:
        write_result(people(pruned_blocks(document, older_than), settings.report()), settings)
    return 0
