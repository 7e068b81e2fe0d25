"""``dedup fetch``: new articles of feeds, once."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dedup.cli.notes import drop_stdout, print_note
from dedup.cli.options import Command, common, languages_option, stage_options
from dedup.cli.progress import fetching
from dedup.cli.read import require_languages
from dedup.cli.settings import Settings
from dedup.errors import InputError, MissingExtraError
from dedup.fetch.model import FetchOptions

if TYPE_CHECKING:
    from dedup.fetch.client import Client
    from dedup.fetch.reading import FeedResult
    from dedup.fetch.state import FeedState, State
    from dedup.fetch.subscriptions import Feed
    from dedup.model import Article

_HELP = """Read feeds and write their new articles as JSON Lines.

\b
dedup fetch subscriptions.opml | dedup cluster -
dedup fetch https://example.org/feed.xml -o today.jsonl

FEEDs are addresses, OPML files, lists of addresses (one a line), or - (standard
input). -o appends. Only what a feed has not shown before is written, and what it
has changed since; a state file remembers that. Servers are asked politely:
conditional requests, one at a time to a host, robots.txt, and ever more rarely
while they fail. Private and local addresses are refused unless allowed by name.
"""

Function = Callable[..., Any]


def fetch_options(function: Function) -> Function:
    """Add the options that ``fetch`` and ``watch`` share."""
    options = (
        click.argument("given", metavar="FEED...", nargs=-1, required=True),
        click.option(
            "--state",
            type=click.Path(dir_okay=False, path_type=Path),
            help="Remember what was seen in this file (default: in the user's state folder).",
        ),
        click.option(
            "--full-text", is_flag=True, help="Also read the pages of the articles (extra 'html')."
        ),
        click.option(
            "--new-only", is_flag=True, help="Leave out articles that changed since they were new."
        ),
        languages_option,
        click.option(
            "--allow-host",
            multiple=True,
            metavar="NAME[:PORT]",
            help="Ask this host though it is private or has another port; repeatable.",
        ),
    )
    decorated = function
    for option in reversed(options):
        decorated = option(decorated)
    return decorated


@click.command("fetch", cls=Command, help=_HELP)
@fetch_options
@click.option("--force", is_flag=True, help="Also ask feeds that are to be left alone for now.")
@common("jsonl", findings="when an article is new or changed")
@stage_options(FetchOptions, "options")
def command(
    settings: Settings,
    *,
    given: Sequence[str],
    state: Path | None,
    full_text: bool,
    new_only: bool,
    languages: bool,
    allow_host: Sequence[str],
    force: bool,
    options: FetchOptions,
) -> int:
    """Read feeds once."""
    require_extras(full_text=full_text, languages=languages)
    feeds = subscribed(given, settings)
    refuse_to_overwrite(given, settings.output)
    from dedup.fetch.state import State

    tally = Tally()
    with (
        State(state or default_state()) as store,
        open_client(options, allow_host, store) as client,
    ):
        from dedup.fetch.reading import fetch_all

        now = time.time()
        asked = []
        for feed in feeds:
            known = store.load(feed.url)
            if force or not is_left_alone(known, now):
                asked.append((feed, known))
            else:
                tally.waiting += 1
                say(settings, _why_left_alone(known, now))
        found = fetch_all(asked, client, full_text=full_text)
        with closing(found) as results, fetching(len(asked), settings) as tell:
            for result in results:
                articles = chosen(result, new_only=new_only)
                if languages:
                    articles = with_languages(articles)
                if not append(articles, settings):
                    break  # what nobody took is not kept as seen
                store.save(result.state, now=time.time(), robots=client.robots.take_new())
                tally.add(result, articles)
                report(result, settings)
                tell(tally)
    say(settings, tally.summary())
    if tally.asked and tally.failed == tally.asked:
        raise InputError("no feed could be read")
    return int(settings.exit_code and tally.written > 0)


def require_extras(*, full_text: bool, languages: bool) -> None:
    """Raise ``MissingExtraError`` before anything is asked, not at the first feed."""
    from importlib.util import find_spec

    from dedup.fetch.robots import require_protego

    require_protego()
    if full_text and find_spec("trafilatura") is None:
        raise MissingExtraError("Reading pages (--full-text)", extra="html")
    if languages:
        require_languages()


def with_languages(articles: Iterable[Article]) -> list[Article]:
    """Return articles with their language recognised where they state none."""
    from dedup.ingest.language import with_language

    return [with_language(article) for article in articles]


def subscribed(given: Iterable[str], settings: Settings) -> list[Feed]:
    """Return the feeds that the arguments name.

    Raises:
        InputError: A file cannot be read, or there is none in them.
    """
    from dedup.fetch.subscriptions import find_feeds
    from dedup.ingest.notes import Notes

    notes = Notes()
    feeds, errors = find_feeds(given, stdin=getattr(sys.stdin, "buffer", None), notes=notes)
    if errors and (settings.strict or not feeds):
        raise errors[0]
    for line in (*(f"skipped {error}" for error in errors), *notes.report(0).messages()):
        say(settings, line)
    if not feeds:
        raise InputError("no feed in what was given; name an address, an OPML file or a list")
    return feeds


def default_state() -> Path:
    """Return where state is kept (XDG Base Directory Specification)."""
    home = os.environ.get("XDG_STATE_HOME") or str(Path("~/.local/state").expanduser())
    return Path(home, "dedup", "fetch.sqlite3")


def open_client(options: FetchOptions, allow_host: Sequence[str], state: State) -> Client:
    """Return a client that knows what earlier runs read of robots.txt files."""
    from dedup.fetch.client import Client

    return Client(options, allowed=allow_host, robots=state.robots(time.time()))


def is_left_alone(state: FeedState, now: float) -> bool:
    """Return whether a feed failed too recently to be asked again, or is gone."""
    return state.is_gone or (state.failures > 0 and state.due > now)


def _why_left_alone(state: FeedState, now: float) -> str:
    if state.is_gone:
        return f"{state.url}: gone for good, not asked; take it off the list, or use --force"
    minutes = max(1, round((state.due - now) / 60))
    return f"{state.url}: failed, not asked for another {minutes:,} min ({state.error})"


def chosen(result: FeedResult, *, new_only: bool) -> list[Article]:
    """Return the articles of a result that are to be handed on."""
    return [*result.new, *(() if new_only else result.changed)]


def append(articles: Sequence[Article], settings: Settings) -> bool:
    """Write articles to stdout, or behind what the output file holds.

    Returns:
        Whether they were taken: False when the reader of stdout has gone away.

    Raises:
        click.ClickException: The output file cannot be written.
    """
    if not articles:
        return True
    from dedup.fetch.record import to_lines

    lines = to_lines(articles, ascii=settings.ascii)
    if settings.output is None:
        try:
            sys.stdout.write(lines)
            sys.stdout.flush()
        except BrokenPipeError:
            drop_stdout()
            return False
        return True
    try:
        with settings.output.open("a+b") as file:
            file.write(_missing_line_end(file) + lines.encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())  # the state must not know more than the file holds
        return True
    except OSError as error:
        raise click.ClickException(
            f"{settings.output}: cannot be written ({error.strerror}); name another file"
        ) from error


def _missing_line_end(file: Any) -> bytes:
    """Return what ends the last line of a file, which a killed run may have left open."""
    if file.seek(0, os.SEEK_END) == 0:
        return b""
    file.seek(-1, os.SEEK_END)
    return b"" if file.read(1) == b"\n" else b"\n"


def refuse_to_overwrite(given: Iterable[str], output: Path | None) -> None:
    """Raise ``InputError`` when articles would be written into a list of feeds."""
    if output is not None and output.is_file():
        for each in given:
            if Path(each).is_file() and output.samefile(each):
                raise InputError(f"{each}: is a list of feeds; name another -o FILE")


def say(settings: Settings, message: str) -> None:
    """Print a note unless told to be quiet."""
    if not settings.quiet:
        print_note(message)


def report(result: FeedResult, settings: Settings) -> None:
    """Print what was wrong with a feed.

    Raises:
        InputError: It could not be read and ``--strict`` is set.
    """
    if settings.strict and result.problems:
        raise InputError(result.problems[0])
    for problem in _first(result.problems, result.feed.url):
        say(settings, problem)


def _first(problems: Sequence[str], url: str) -> Iterator[str]:
    yield from problems[:_SHOWN]
    if len(problems) > _SHOWN:
        yield f"{url}: {len(problems) - _SHOWN} more of the kind"


# Enough to see the pattern, few enough to read.
_SHOWN = 3


class Tally:
    """Counts for the summary."""

    def __init__(self) -> None:
        self.read = self.unchanged = self.failed = self.waiting = 0
        self.new = self.changed = self.written = self.problems = 0

    @property
    def asked(self) -> int:
        """Feeds that were asked for."""
        return self.read + self.unchanged + self.failed

    def add(self, result: FeedResult, articles: Sequence[Article]) -> None:
        """Count one result and what of it was handed on."""
        self.read += result.outcome == "read"
        self.unchanged += result.outcome == "unchanged"
        self.failed += result.outcome == "failed"
        self.new += len(result.new)
        self.changed += len(result.changed)
        self.written += len(articles)
        self.problems += len(result.problems) if result.outcome == "read" else 0

    def summary(self) -> str:
        """Return everything in one line."""
        from dedup.ingest.notes import count

        feeds = [f"{self.read:,} read", f"{self.unchanged:,} unchanged", f"{self.failed:,} failed"]
        if self.waiting:
            feeds.append(f"{self.waiting:,} left alone")
        line = f"{count(self.asked + self.waiting, 'feed')}: {', '.join(feeds)}"
        line += f"; {count(self.new, 'new article')}, {self.changed:,} changed"
        return line + (f"; {count(self.problems, 'problem')}" if self.problems else "")
