"""``dedup archive``: stories kept in a file, and what changed since the last look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dedup.cli.notes import print_note
from dedup.cli.options import Command, common, languages_option, paths_argument
from dedup.cli.output import write_result
from dedup.cli.settings import Settings

if TYPE_CHECKING:  # the records cost more to load than the rest of --help together
    from dedup.archive import Archive, Tally
    from dedup.errors import ArticleFormatError
    from dedup.model import Article

_HELP = """Keep stories in a file, and see what changed since the last look.

\b
dedup archive add feeds/*.jsonl          take articles in; again and again
dedup archive since 12h                  new stories, new facts, what changed

The archive is one SQLite file, ./dedup.sqlite unless --archive FILE (or archive in
dedup.toml, or DEDUP_ARCHIVE) names another. Other programs may read it at any time.
"""
_DEFAULT = Path("dedup.sqlite")
Function = Callable[..., Any]


class _Subcommand(Command):
    """A command whose options can also come from ``DEDUP_ARCHIVE_COMMAND_X`` and the like."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for param in self.params:
            if isinstance(param, click.Option) and param.name:
                name, own = param.name.upper(), str(self.name).upper()
                param.envvar = [f"DEDUP_ARCHIVE_{own}_{name}", f"DEDUP_ARCHIVE_{name}"]
                param.envvar.append(f"DEDUP_{name}")


@click.group("archive", help=_HELP, invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> int:
    """Show help when no subcommand is named."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        return 2
    return 0


def _subcommand(name: str, help_text: str) -> Callable[[Function], click.Command]:
    return command.command(name, cls=_Subcommand, help=help_text)


def _archive_option(function: Function) -> Function:
    return click.option(
        "--archive",
        type=click.Path(dir_okay=False, path_type=Path),
        default=_DEFAULT,
        show_default=True,
        metavar="FILE",
        help="The archive.",
    )(function)


def _wait_option(function: Function) -> Function:
    return click.option(
        "--wait",
        type=click.FloatRange(min=0),
        default=60.0,
        show_default=True,
        metavar="SECONDS",
        help="Wait so long for another process that writes.",
    )(function)


def _limit_option(default: int) -> Callable[[Function], Function]:
    return click.option(
        "--limit",
        type=click.IntRange(min=1),
        default=default,
        show_default=True,
        help="Show so many at most.",
    )


def _time(ctx: click.Context, param: click.Parameter, value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        time = datetime.fromisoformat(value.strip())
    except ValueError as error:
        message = f"{value!r} is no time; wanted one like 2031-05-12T09:30+02:00"
        raise click.BadParameter(message, ctx, param) from error
    return time if time.tzinfo else time.replace(tzinfo=UTC)


# --- writing ----------------------------------------------------------------------------------


@_subcommand(
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
@_archive_option
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
@_wait_option
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


@_subcommand(
    "update",
    """Bring the facts and findings of stories that changed up to date.

\b
dedup archive update
dedup archive update --archive desk.sqlite --format json

Compares the articles of each story that changed, and each new version of an article
with the one before. `since`, `show` and `export` of facts do it for what they show.
""",
)
@_archive_option
@_wait_option
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


@_subcommand(
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
@_archive_option
@_wait_option
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


# --- reading ----------------------------------------------------------------------------------


@_subcommand(
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
@_limit_option(50)
@_archive_option
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


@_subcommand(
    "show",
    """Show one story: its articles, how it grew, what to look at.

\b
dedup archive show 7f3a52b1c09d
dedup archive show 7f3a52b1c09d --format json

STORY is the id of a story, of one that it took in, or of one of its articles.
""",
)
@click.argument("story")
@_archive_option
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


@_subcommand(
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
@_archive_option
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


@_subcommand(
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
@_archive_option
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


@_subcommand(
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
@_limit_option(20)
@_archive_option
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


@_subcommand(
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
@_archive_option
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


@_subcommand(
    "verify",
    """Check that an archive is sound.

\b
dedup archive verify
dedup archive verify --archive desk.sqlite --format json

Reads all of it: the file, the text index, every story against its history, every text
against its hash, every fact against the words it stands on. Exits 1 when anything is wrong.
""",
)
@_archive_option
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
