"""How far a long run is: a line that moves on a terminal, plain lines elsewhere, on stderr."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from dedup.cli.notes import print_note
from dedup.cli.settings import Settings

if TYPE_CHECKING:
    from dedup.archive import Tally, Updated
    from dedup.cli.fetch import Tally as Fetched
    from dedup.progress import Step

# Seconds between two plain lines.
_EVERY = 10.0
# Seconds between two changes of a line that moves: as fast as anybody reads.
_REFRESH = 0.2
# Nobody wonders before so many seconds are over (own choice).
_PATIENCE = 1.0
# Names of stages take so many columns, so that the bar behind them keeps its place.
_STAGE_COLUMNS = 18
# A terminal of so many columns has room for all the words and a longer bar.
_WIDE = 100
# Files whose words say nothing of their size: packed, or mostly markup.
_UNLIKE = (".gz", ".zst", ".warc", ".html", ".htm", ".xhtml")


@contextmanager
def ended_by_sigterm(by: type[BaseException] = KeyboardInterrupt) -> Iterator[None]:
    """Have SIGTERM raise what Ctrl-C does: what is complete is kept, exit code 130.

    Args:
        by: What it raises instead.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, frame: FrameType | None) -> None:
        raise by

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def reading(paths: Sequence[str], settings: Settings) -> Iterator[None]:
    """Show how far the reading of files is."""
    with _following(settings, _stages(_size(paths))):
        yield


@contextmanager
def working(settings: Settings) -> Iterator[None]:
    """Show what is done to the articles, and how far it is where that can be said."""
    with _following(settings, _stages()):
        yield


def _stages(size: int = 0) -> _View:
    """Return how the stages of a run are put.

    Args:
        size: Bytes of the files that are read; 0 when unknown.
    """

    def is_open(step: Step) -> bool:
        # A stage whose parts are done has something left to do, or the next would have begun.
        return step.done is None or (step.total is not None and step.done >= step.total)

    def share(step: Step) -> float | None:
        if step.total is None:  # as for ``adding``: rather too little than too much
            return min(1.0, step.characters / size) if size and step.characters else None
        return None if is_open(step) else (step.done or 0) / step.total

    def words(step: Step) -> str:
        skipped = f", {step.skipped:,} skipped" if step.skipped else ""
        if step.total is None:
            return f"{step.done:,} {step.of}{skipped}" if step.done else ""
        if is_open(step):
            return f"{step.total:,} {step.of}"
        of = "" if step.of == "articles" else f" {step.of}"
        return f"{step.done:,} of {step.total:,}{of}"

    return _View(words, share, lambda step: 0 if is_open(step) else step.done)


@contextmanager
def _following(settings: Settings, view: _View) -> Iterator[None]:
    """Show the steps of the stages that run in this block, unless they are over at once."""
    from dedup.progress import listening

    if settings.quiet:
        yield
    elif sys.stderr.isatty():
        with _late_bar(view) as tell, listening(tell):
            yield
    else:
        with listening(_lines(view)):
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

    view = _View(words, share, lambda tally: tally.read, verb="adding")
    with _shown(settings, view) as tell:
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

    with _shown(settings, _View(words, share, done, verb="comparing")) as tell:
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

    view = _View(words, share, lambda tally: tally.asked, verb="fetching")
    with _shown(settings, view) as tell:
        yield tell


def _size(paths: Sequence[str]) -> int:
    """Return the bytes of the files; 0 when they cannot be known beforehand."""
    total = 0
    for given in paths:
        path = Path(given)
        try:
            files = [path] if path.is_file() else [each for each in path.rglob("*")]
            for file in files:
                if file.suffix.lower() in _UNLIKE:
                    return 0
                total += file.stat().st_size if file.is_file() else 0
        except (OSError, ValueError):
            return 0
        if not files:
            return 0
    return total


@dataclass(frozen=True, slots=True)
class _View:
    """How a run is put into words.

    Args:
        words: How far it is with what it does.
        share: The part of it that is done, in [0, 1]; None when that cannot be said.
        count: The number of things done that its pace is measured in.
        verb: What it does; "" when that is the stage it tells.
    """

    words: Callable[[Any], str]
    share: Callable[[Any], float | None]
    count: Callable[[Any], int]
    verb: str = ""

    def name(self, now: Any) -> str:
        """Return what is done now."""
        return self.verb or str(now.stage)

    def line(self, now: Any, seconds: float) -> str:
        """Return the words, the pace and what is left after so many seconds."""
        words, pace = self.words(now), _pace(self.count(now), self.share(now), seconds)
        return words + pace if words else pace.removeprefix(", ")


class _Clock:
    """Since when a run does what it does now; its stages have a pace each."""

    def __init__(self) -> None:
        self.began = self._changed = time.monotonic()
        self.name = ""

    def turns(self, name: str) -> bool:
        """Take note of what is done now; return whether something else was done before."""
        before, self.name = self.name, name
        if before in ("", name):
            return False
        self._changed = time.monotonic()
        return True

    def seconds(self) -> float:
        """Return how long it has been done."""
        return time.monotonic() - self._changed


@contextmanager
def _shown(settings: Settings, view: _View) -> Iterator[Callable[[Any], None]]:
    if settings.quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        with _bar(view, _Clock()) as tell:
            yield tell
    else:
        yield _lines(view)


@contextmanager
def _late_bar(view: _View) -> Iterator[Callable[[Any], None]]:
    """Show a bar only once there was time to wonder."""
    clock = _Clock()
    shown: Callable[[Any], None] | None = None
    with ExitStack() as opened:

        def tell(now: Any) -> None:
            nonlocal shown
            if shown is None:
                clock.turns(view.name(now))
                if time.monotonic() - clock.began >= _PATIENCE:
                    shown = opened.enter_context(_bar(view, clock))
            if shown is not None:
                shown(now)

        yield tell


@contextmanager
def _bar(view: _View, clock: _Clock) -> Iterator[Callable[[Any], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
    from rich.table import Column

    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    name = Column(min_width=None if view.verb else _STAGE_COLUMNS, no_wrap=True)
    words = Column(no_wrap=True, overflow="ellipsis")
    bar = Progress(
        TextColumn("{task.description}", markup=False, table_column=name),
        BarColumn(bar_width=20 if console.width >= _WIDE else 12),
        TimeElapsedColumn(),
        TextColumn("{task.fields[words]}", markup=False, table_column=words),
        console=console,
        refresh_per_second=1 / _REFRESH,
        transient=True,
        redirect_stdout=False,  # stdout is data, and may be a file
    )
    told = float("-inf")
    task = bar.add_task(view.verb or clock.name, total=None, words="")
    bar.tasks[0].start_time = clock.began
    with bar:

        def tell(now: Any) -> None:
            nonlocal told
            verb, moment = view.name(now), time.monotonic()
            if not clock.turns(verb) and moment - told < _REFRESH:
                return
            told, part = moment, view.share(now)
            bar.update(
                task,
                description=verb,
                total=None if part is None else 1.0,
                completed=part or 0.0,
                words=view.line(now, clock.seconds()),
            )

        yield tell


def _lines(view: _View) -> Callable[[Any], None]:
    clock = _Clock()
    told = clock.began

    def tell(now: Any) -> None:
        nonlocal told
        verb, moment = view.name(now), time.monotonic()
        # In a long run, a new stage is said at once: it may be one that says nothing more.
        is_new = clock.turns(verb) and moment - clock.began >= _EVERY
        if moment - told >= _EVERY or is_new:
            told = moment
            print_note(f"{verb}: {view.line(now, clock.seconds())}".removesuffix(": "))

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
