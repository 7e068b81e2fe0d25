"""How far a long run is: a line that moves on a terminal, plain lines elsewhere, on stderr."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from dedup.cli.notes import print_note
from dedup.cli.settings import Settings

if TYPE_CHECKING:
    from dedup.archive import Tally, Updated
    from dedup.cli.fetch import Tally as Fetched

# Seconds between two plain lines.
_EVERY = 10.0
# Fewer articles are done before anybody wonders (own choice: a second or so).
_MANY = 500


@contextmanager
def ended_by_sigterm() -> Iterator[None]:
    """Have SIGTERM end a run as Ctrl-C does: what is complete is kept, exit code 130."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def working(on: str, n_articles: int, settings: Settings) -> Iterator[None]:
    """Show on a terminal that a run of many articles goes on, and since when."""
    if settings.quiet or n_articles < _MANY or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        bar.add_task(f"{on} {n_articles:,} articles", total=None)
        yield


@contextmanager
def adding(paths: Sequence[str], settings: Settings) -> Iterator[Callable[[Tally], None]]:
    """Show how far ``archive add`` is; yields what is told."""
    size = _size(paths)

    def share(tally: Tally) -> float | None:
        # Words read against bytes there are: names, addresses and quotes of JSON count as work
        # still to do, so that the estimate is rather too long than too short.
        return min(1.0, tally.characters / size) if size else None

    def words(tally: Tally) -> str:
        parts = [f"{tally.read:,} read", f"{tally.articles:,} new"]
        parts += [f"{tally.known:,} known"] if tally.known else []
        parts += [f"{tally.skipped:,} skipped"] if tally.skipped else []
        return ", ".join(parts)

    with _shown("adding", settings, words, share, lambda tally: tally.read) as tell:
        yield tell


@contextmanager
def comparing(settings: Settings) -> Iterator[Callable[[Updated], None]]:
    """Show how far a comparison of stories is; yields what is told."""

    def done(update: Updated) -> int:
        return update.stories + update.versions + len(update.failed)

    def words(update: Updated) -> str:
        return f"{done(update):,} of {update.total:,} stories"

    def share(update: Updated) -> float | None:
        return done(update) / update.total if update.total else None

    with _shown("comparing", settings, words, share, done) as tell:
        yield tell


@contextmanager
def fetching(n_feeds: int, settings: Settings) -> Iterator[Callable[[Fetched], None]]:
    """Show how far ``fetch`` is; silent where articles go to the terminal themselves."""

    def words(tally: Fetched) -> str:
        failed = f", {tally.failed:,} failed" if tally.failed else ""
        return f"{tally.asked:,} of {n_feeds:,} feeds, {tally.written:,} articles{failed}"

    if settings.output is None and sys.stdout.isatty():
        yield lambda _: None
        return

    def share(tally: Fetched) -> float:
        return tally.asked / n_feeds if n_feeds else 1.0

    with _shown("fetching", settings, words, share, lambda tally: tally.asked) as tell:
        yield tell


def _size(paths: Sequence[str]) -> int:
    """Return the bytes of the files; 0 when they cannot be known beforehand."""
    total = 0
    for given in paths:
        path = Path(given)
        try:
            files = [path] if path.is_file() else [each for each in path.rglob("*")]
            for file in files:
                if file.suffix in (".gz", ".zst", ".warc"):
                    return 0
                total += file.stat().st_size if file.is_file() else 0
        except (OSError, ValueError):
            return 0
        if not files:
            return 0
    return total


@contextmanager
def _shown(
    verb: str,
    settings: Settings,
    words: Callable[[Any], str],
    share: Callable[[Any], float | None],
    count: Callable[[Any], int],
) -> Iterator[Callable[[Any], None]]:
    if settings.quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        with _bar(verb, settings, words, share, count) as tell:
            yield tell
    else:
        yield _lines(verb, words, share, count)


@contextmanager
def _bar(
    verb: str,
    settings: Settings,
    words: Callable[[Any], str],
    share: Callable[[Any], float | None],
    count: Callable[[Any], int],
) -> Iterator[Callable[[Any], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        TextColumn("{task.fields[words]}", markup=False),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        redirect_stdout=False,  # stdout is data, and may be a file
    )
    began = time.monotonic()
    with bar:
        task = bar.add_task(verb, total=None, words="")

        def tell(now: Any) -> None:
            part, seconds = share(now), time.monotonic() - began
            bar.update(
                task,
                total=None if part is None else 1.0,
                completed=part or 0.0,
                words=f"{words(now)}{_pace(count(now), part, seconds)}",
            )

        yield tell


def _lines(
    verb: str,
    words: Callable[[Any], str],
    share: Callable[[Any], float | None],
    count: Callable[[Any], int],
) -> Callable[[Any], None]:
    began = last = time.monotonic()

    def tell(now: Any) -> None:
        nonlocal last
        moment = time.monotonic()
        if moment - last < _EVERY:
            return
        last = moment
        print_note(f"{verb}: {words(now)}{_pace(count(now), share(now), moment - began)}")

    return tell


def _pace(count: int, part: float | None, seconds: float) -> str:
    """Return ", 420/s, 3 min left"."""
    if seconds < 1 or not count:
        return ""
    pace = f", {count / seconds:,.0f}/s" if count >= seconds else f", {seconds / count:.1f} s each"
    if part is None or not 0.01 < part < 1:
        return pace
    left = seconds * (1 - part) / part
    return pace + (f", {left / 60:.0f} min left" if left >= 90 else f", {left:.0f} s left")
