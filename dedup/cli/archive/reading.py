"""Commands that tell what the archive holds, from ``list`` to ``verify``.

``show``, ``since`` and ``export`` compare the stories that changed before they answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dedup.cli.archive.group import archive_option, limit_option, subcommand
from dedup.cli.notes import print_note
from dedup.cli.options import common
from dedup.cli.output import write_result
from dedup.cli.settings import Settings

if TYPE_CHECKING:  # the records cost more to load than the rest of --help together
    from dedup.archive import Archive


@subcommand(
    "list",
    """List stories, those that changed last first.

\b
dedup archive list
dedup archive list --state open --least 3 --format jsonl
""",
)
@click.option(
    "--state",
    type=click.Choice(["all", "open", "closed"]),
    default="all",
    show_default=True,
    help="Which stories.",
)
@click.option(
    "--least",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="Stories of so many articles or more.",
)
@limit_option(50)
@archive_option
@common("table", "json", "jsonl", "csv")
def list_stories(settings: Settings, *, state: str, least: int, limit: int, archive: Path) -> int:
    """List stories."""
    from dedup.archive import open_archive
    from dedup.archive.queries import stories
    from dedup.report.archive import people, rows_text, story_list

    with open_archive(archive) as opened:
        rows = stories(opened.db, state=state, least=least, limit=limit)
    if settings.format == "table":
        blocks = story_list(rows, hidden=len(rows) == limit)
        write_result(people(blocks, settings.report()), settings)
    else:
        write_result(rows_text(rows, "stories", settings.format), settings)
    return 0


@subcommand(
    "show",
    """Show one story: its articles, how it grew, what to look at.

\b
dedup archive show 7f3a52b1c09d
dedup archive show 7f3a52b1c09d --format json

STORY is the id of a story, of one that it took in, or of one of its articles.
""",
)
@click.argument("story")
@archive_option
@common("table", "json")
def show(settings: Settings, *, story: str, archive: Path) -> int:
    """Show one story."""
    from dedup.archive import open_archive, queries
    from dedup.report.archive import document_text, one_story, people

    with open_archive(archive) as opened:
        name = queries.resolve_story(opened.db, story)
        _bring_up_to_date(opened, settings, story_ids=[name])
        with opened.reading() as db:
            found = queries.story(db, name)
    if settings.format == "json":
        write_result(document_text(found), settings)
    else:
        write_result(people(one_story(found), settings.report()), settings)
    return 0


@subcommand(
    "diff",
    """Compare the articles of one story: the report of `dedup diff`.

\b
dedup archive diff 7f3a52b1c09d
dedup archive diff 7f3a52b1c09d --explain 1

STORY is the id of a story, of one that it took in, or of one of its articles.
""",
)
@click.argument("story")
@click.option("--sentences", is_flag=True, help="Show the aligned sentences side by side.")
@click.option("--facts", is_flag=True, help="List every fact, not only the ones to look at.")
@click.option("--base", metavar="SOURCE", help="Compare against this article (source, id, letter).")
@click.option("--explain", type=click.IntRange(min=1), metavar="N", help="Explain finding N.")
@archive_option
@common("table", "json", "jsonl", "md", findings="when there is a finding")
def diff(
    settings: Settings,
    *,
    story: str,
    sentences: bool,
    facts: bool,
    base: str | None,
    explain: int | None,
    archive: Path,
) -> int:
    """Compare the articles of one story."""
    from dedup.archive import compare_story, open_archive, queries
    from dedup.errors import InputError
    from dedup.report import render

    with open_archive(archive) as opened:
        name = queries.resolve_story(opened.db, story)
        comparison = compare_story(opened.db, name)
    if comparison is None:
        raise InputError(f"story {name!r} has one article; there is nothing to compare it with")
    options = replace(
        settings.report(), sentences=sentences, facts=facts, base=base or "", explain=explain or 0
    )
    write_result(render(comparison, format=settings.format, options=options), settings)
    return int(settings.exit_code and bool(comparison.findings))


@subcommand(
    "since",
    """Say what is new since a time.

\b
dedup archive since 12h
dedup archive since 2031-05-12T09:30 --format json
dedup archive since b41

New stories and those that grew; facts new in stories that were there; facts that changed
between versions of one article; conflicts that appeared. TIME is a date or time (UTC
unless it says otherwise), a stretch back from the newest date of the archive (90m, 12h,
3d, 2w), or b and the number of a batch: what came after it. Time is that of the news:
a batch is of the newest date seen, or of --now. Old news that came later is of no later
time; a note names the batch that shows it too.
""",
)
@click.argument("time")
@archive_option
@common("table", "json", "jsonl", findings="when anything is new")
def since(settings: Settings, *, time: str, archive: Path) -> int:
    """Say what is new."""
    from dedup.archive import open_archive, queries
    from dedup.report.archive import document_text, news, people
    from dedup.report.archive_runs import news_lines

    with open_archive(archive) as opened:
        batch = queries.first_batch_since(opened.db, time)
        _bring_up_to_date(opened, settings, since=batch)
        with opened.reading() as db:
            found = queries.since(db, batch)
            late = queries.latecomers(db, time)
    if settings.format == "json":
        write_result(document_text(found), settings)
    elif settings.format == "jsonl":
        write_result(news_lines(found), settings)
    else:
        write_result(people(news(found, time), settings.report()), settings)
        if not settings.quiet:
            print_note(f"next time: dedup archive since b{found['to_batch']}")
    if late is not None and not settings.quiet:
        texts = "text" if late.texts == 1 else "texts"
        print_note(
            f"{late.texts:,} {texts} came after that time, with news of before it only;"
            f" to see what came then: dedup archive since b{late.after}"
        )
    return int(settings.exit_code and found["to_batch"] >= found["from_batch"])


def _bring_up_to_date(
    archive: Archive,
    settings: Settings,
    *,
    story_ids: Sequence[str] | None = None,
    since: int = 0,
) -> None:
    """Compare what changed of what is asked for; say so when that cannot be kept."""
    from dedup.archive import update_facts
    from dedup.cli.progress import comparing, ended_by_sigterm
    from dedup.errors import InputError

    try:
        with ended_by_sigterm(), comparing(settings) as tell:
            done = update_facts(archive, story_ids, since=since, on_progress=tell)
    except InputError as error:
        print_note(f"facts are as of the last update: {error}")
        return
    for line in done.failed[:3]:
        print_note(f"not compared: {line}")


@subcommand(
    "search",
    """Find articles by their words, in their latest versions.

\b
dedup archive search harbour bridge
dedup archive search '"four people" derail*' --format jsonl

All words must be there, in any order; "in quotes" they stand together, and a word that
ends in * stands for all that begin so.
""",
)
@click.argument("words", metavar="WORD...", nargs=-1, required=True)
@limit_option(20)
@archive_option
@common("table", "json", "jsonl", "csv")
def search(settings: Settings, *, words: Sequence[str], limit: int, archive: Path) -> int:
    """Find articles."""
    from dedup.archive import open_archive, queries
    from dedup.report.archive import found_articles, people, plain_snippet, rows_text

    query = " ".join(words).encode("utf-8", "replace").decode()
    with open_archive(archive) as opened:
        rows = queries.search(opened.db, query, limit=limit)
    if settings.format == "table":
        write_result(people(found_articles(rows), settings.report()), settings)
    else:
        plain = [{**row, "snippet": plain_snippet(row["snippet"])} for row in rows]
        write_result(rows_text(plain, "articles", settings.format), settings)
    return 0


def _is_same(left: Path, right: Path) -> bool:
    return left.exists() and right.exists() and left.samefile(right)


_TABLES = "stories articles versions history facts mentions findings changes".split()


@subcommand(
    "export",
    """Write a table of the archive for other programs.

\b
dedup archive export stories
dedup archive export articles --format parquet -o articles.parquet

TABLE is stories, articles, versions, history, facts, mentions, findings or changes.
Parquet needs -o and the extra 'parquet'.
""",
)
@click.argument("table", type=click.Choice(_TABLES), default="stories")
@archive_option
@common("jsonl", "csv", "parquet")
def export(settings: Settings, *, table: str, archive: Path) -> int:
    """Write a table."""
    from dedup.archive import open_archive
    from dedup.archive.export import export_parquet
    from dedup.cli.export import write_rows

    if settings.format == "parquet" and settings.output is None:
        raise click.UsageError(
            "parquet is not text; name a file with -o", click.get_current_context()
        )
    if settings.output is not None and _is_same(settings.output, archive):
        raise click.UsageError(
            f"{archive} is the archive and would be overwritten; name another -o FILE",
            click.get_current_context(),
        )
    with open_archive(archive) as opened:
        if table in ("facts", "mentions", "findings", "changes"):
            _bring_up_to_date(opened, settings)
        if settings.format == "parquet" and settings.output is not None:
            export_parquet(opened.db, table, settings.output)
        else:
            write_rows(opened.db, table, settings)
    return 0


@subcommand(
    "verify",
    """Check that an archive is sound.

\b
dedup archive verify
dedup archive verify --archive desk.sqlite --format json

Reads all of it: the file, the text index, every story against its history, every text
against its hash, every fact against the words it stands on. Exits 1 when anything is wrong.
""",
)
@archive_option
@common("table", "json")
def verify(settings: Settings, *, archive: Path) -> int:
    """Check an archive."""
    from dedup.archive import content_digest, open_archive
    from dedup.archive import verify as run
    from dedup.report.archive import document_text, people
    from dedup.report.archive_runs import verified_blocks

    with open_archive(archive) as opened:
        problems = run(opened)
        document = {
            "sound": not problems,
            "problems": problems,
            "content": content_digest(opened) if not problems else None,
        }
    if settings.format == "json":
        write_result(document_text(document), settings)
    else:
        write_result(people(verified_blocks(document, str(archive)), settings.report()), settings)
    return int(bool(problems))
