"""``dedup watch``: new articles of feeds, until it is stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dedup.cli import fetch
from dedup.cli.options import Command, common, stage_options
from dedup.cli.progress import ended_by_sigterm, fetching
from dedup.cli.settings import Settings
from dedup.errors import InputError
from dedup.fetch.model import FetchOptions
from dedup.fetch.subscriptions import seconds

if TYPE_CHECKING:
    from dedup.fetch.client import Client
    from dedup.fetch.reading import FeedResult
    from dedup.fetch.state import State
    from dedup.fetch.subscriptions import Feed
    from dedup.model import Article

_HELP = """Read feeds again and again, and hand on their new articles.

\b
dedup watch subscriptions.opml --archive desk.sqlite3
dedup watch feeds.txt --every 5m -o news.jsonl

Like `dedup fetch`, in a loop: each feed is asked when its interval is over (a line
of a list may name its own: `https://example.org/feed.xml 1h`), later while it fails.
Lists are read again before each round. Articles go into an archive, else to stdout
or, appended, to the -o file. Stop it with Ctrl-C or SIGTERM at any moment: what was
handed on is kept, and the next run goes on from there.
"""

# A sink takes articles and says whether it could.
Sink = Callable[[Sequence["Article"]], bool]

# Articles wait at most this long, or until so many have come, before they go into an archive:
# it works in batches.
_HOLD_SECONDS = 30.0
_HOLD_ARTICLES = 1000
# A list of feeds that changed is noticed within this time.
_LONGEST_SLEEP = 60.0


def _interval(ctx: click.Context, param: click.Parameter, value: str) -> float:
    found = seconds(value)
    if found is None:
        raise click.BadParameter(f"{value!r} is no interval; wanted 90s, 15m, 2h or 1d", ctx, param)
    return found


@click.command("watch", cls=Command, help=_HELP)
@fetch.fetch_options
@click.option(
    "--every",
    callback=_interval,
    metavar="INTERVAL",
    default="15m",
    show_default=True,
    help="Ask each feed so often: 90s, 15m, 2h, 1d.",
)
@click.option(
    "--archive",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Add the articles to this archive.",
)
@click.option(
    "--rounds", type=click.IntRange(min=1), help="Stop after so many rounds of asking feeds."
)
@common("jsonl")
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
    every: float,
    archive: Path | None,
    rounds: int | None,
    options: FetchOptions,
) -> int:
    """Read feeds until stopped."""
    if archive is not None and settings.output is not None:
        raise click.UsageError("--archive and -o exclude each other", click.get_current_context())
    fetch.require_extras(full_text=full_text, languages=languages)
    feeds = fetch.subscribed(given, settings)
    fetch.refuse_to_overwrite(given, settings.output)
    from dedup.fetch.state import State

    sink = _sink(archive, settings)
    if languages:
        sink = _recognising(sink)
    # What goes into an archive leaves the terminal to the progress.
    shown = settings if archive is None else replace(settings, output=archive)
    try:
        with (
            ended_by_sigterm(_Ended),
            State(state or fetch.default_state()) as store,
            fetch.open_client(options, allow_host, store) as client,
        ):
            watch = _Watch(client, store, sink, shown, every, full_text, new_only)
            while watch.round(feeds) and watch.n_rounds != rounds:
                time.sleep(watch.pause(feeds))
                if "-" not in given:
                    feeds = _again(given, settings, feeds)
    except _Ended:
        fetch.say(settings, "stopped")
    except KeyboardInterrupt:
        fetch.say(settings, "stopped")
        raise
    return 0


class _Ended(BaseException):
    """SIGTERM came; not an ``Exception``, so that nothing on the way takes it for a fault."""


class _Watch:
    """What stays open between rounds.

    Attributes:
        n_rounds: Rounds in which a feed was asked.
    """

    def __init__(
        self,
        client: Client,
        state: State,
        sink: Sink,
        settings: Settings,
        every: float,
        full_text: bool,
        new_only: bool,
    ) -> None:
        self._client, self._state, self._sink, self._settings = client, state, sink, settings
        self._every, self._full_text, self._new_only = every, full_text, new_only
        self.n_rounds = 0

    def round(self, feeds: Sequence[Feed]) -> bool:
        """Ask every feed that is due; return False when nobody takes articles any more."""
        from dedup.fetch.reading import fetch_all

        due, now = self._state.due(), time.time()
        asked = [
            (feed, self._state.load(feed.url)) for feed in feeds if due.get(feed.url, now) <= now
        ]
        if not asked:
            return True
        self.n_rounds += 1
        tally = fetch.Tally()
        held: list[FeedResult] = []
        since = time.monotonic()
        found = fetch_all(asked, self._client, every=self._every, full_text=self._full_text)
        with closing(found) as results, fetching(len(asked), self._settings) as tell:
            for result in results:
                held.append(result)
                tally.add(result, fetch.chosen(result, new_only=self._new_only))
                fetch.report(result, self._settings)
                tell(tally)
                if _is_enough(held, since):
                    if not self._hand_on(held):
                        return False
                    held, since = [], time.monotonic()
        is_taken = self._hand_on(held)
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        fetch.say(self._settings, f"{moment} {tally.summary()}")
        return is_taken

    def pause(self, feeds: Sequence[Feed]) -> float:
        """Return the seconds until a feed is due, or until the list is looked at again."""
        due, now = self._state.due(), time.time()
        first = min((due.get(feed.url, now) for feed in feeds), default=now)
        return min(max(first - now, 0.0), _LONGEST_SLEEP)

    def _hand_on(self, results: Sequence[FeedResult]) -> bool:
        """Give articles to the sink; only then remember that they were seen."""
        articles = [
            each for result in results for each in fetch.chosen(result, new_only=self._new_only)
        ]
        if articles and not self._sink(articles):
            return False
        robots = self._client.robots.take_new()
        for result in results:
            self._state.save(result.state, now=time.time(), robots=robots)
            robots = []
        return True


def _is_enough(held: Sequence[FeedResult], since: float) -> bool:
    n_articles = sum(len(result.new) + len(result.changed) for result in held)
    return n_articles >= _HOLD_ARTICLES or time.monotonic() - since >= _HOLD_SECONDS


def _again(given: Sequence[str], settings: Settings, before: list[Feed]) -> list[Feed]:
    """Return the feeds as the lists name them now; as before where a list cannot be read."""
    from dedup.fetch.subscriptions import find_feeds

    try:
        return find_feeds(given)[0] or before
    except InputError as error:
        fetch.say(settings, f"{error}; going on with the feeds known before")
        return before


def _recognising(sink: Sink) -> Sink:
    """Return a sink that gets articles with their language recognised."""
    return lambda articles: sink(fetch.with_languages(articles))


def _sink(archive: Path | None, settings: Settings) -> Sink:
    """Return what takes the articles.

    Raises:
        InputError: The archive cannot be opened.
    """
    if archive is None:
        return lambda articles: fetch.append(articles, settings)
    from dedup.archive import Standing, add_articles, open_archive

    standing = Standing()

    def add(articles: Sequence[Article], path: Path = archive) -> bool:
        # Open only for the batch, so that other processes may write in between.
        with open_archive(path, create=True) as opened:
            add_articles(opened, articles, now=datetime.now(UTC), standing=standing)
        return True

    with open_archive(archive, create=True):
        return add
