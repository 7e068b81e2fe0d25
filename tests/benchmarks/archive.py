"""The archive: speed and size, what a day costs, agreement with the batch run, kills.

Run by hand, from the repository's root; CPU is user and system time of the process and its
helpers::

    python -m tests.benchmarks.archive add 10000 100000          # rate, memory, size
    python -m tests.benchmarks.archive increments 10000 100000 1000000
    python -m tests.benchmarks.archive small 10000 --per-day 200
    python -m tests.benchmarks.archive agreement 10000 --per-day 500
    python -m tests.benchmarks.archive agreement labelled.jsonl.gz
    python -m tests.benchmarks.archive crash 200
    python -m tests.benchmarks.archive crash-small 60

``crash`` kills ``dedup archive add`` at random moments (SIGKILL). After each it checks the
archive, adds the same file again, and compares all that the archive says with an archive
that nothing disturbed. ``crash-small`` does so with a process that adds batches of 5 to an
archive that has the morning of a day, as ``dedup watch`` does; those are clustered with what
is near to them only.
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from dedup.address import day_in_address
from dedup.archive import Standing, add_articles, content_digest, open_archive, verify
from dedup.archive.state import load_state
from dedup.ingest import read_records
from dedup.metrics import bcubed
from dedup.model import Article
from dedup.pipeline import cluster_stories
from dedup.stream import LEAST_HELD, SMALL_SHARE
from tests.benchmarks import stream

ROOT = Path(__file__).parents[2]
SMALL = 5


def write_stream(path: Path, n_articles: int, *, per_day: int, seed: int = 1) -> Path:
    """Write a stream without its labels, as feeds are."""
    with path.open("w", encoding="utf-8") as file:
        for record in islice(stream.articles(n_articles, seed=seed, per_day=per_day), n_articles):
            kept = {k: v for k, v in record.items() if k not in ("story", "copy_of", "copy_kind")}
            file.write(json.dumps(kept) + "\n")
    return path


def command(*words: str | Path) -> list[str]:
    """Return the command line of ``dedup archive``."""
    return [sys.executable, "-m", "dedup", "archive", *map(str, words)]


def cpu_seconds() -> float:
    """Return the CPU time of this process and of those it waited for."""
    both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)


# --- rate, memory, size -----------------------------------------------------------------------


def adding(sizes: Sequence[int], per_day: int, folder: Path) -> None:
    """Print what it takes to add streams of some sizes to new archives."""
    print(f"{'articles':>9} {'wall s':>8} {'CPU s':>8} {'per s':>7} {'peak MB':>8} {'file MB':>8}")
    for size in sizes:
        feed = write_stream(folder / f"{size}.jsonl", size, per_day=per_day)
        archive = folder / f"{size}.sqlite"
        before, began = cpu_seconds(), time.monotonic()
        subprocess.run(command("add", feed, "--archive", archive, "-q"), check=True, cwd=ROOT)
        wall, cpu = time.monotonic() - began, cpu_seconds() - before
        # The largest child so far: the sizes ascend.
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e6
        mb = archive.stat().st_size / 1e6
        row = f"{wall:>8.1f} {cpu:>8.1f} {size / wall:>7.0f} {peak:>8.0f} {mb:>8.0f}"
        print(f"{size:>9} {row}", flush=True)


# --- what a day costs -------------------------------------------------------------------------

_OLD = """
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :size)
    INSERT INTO {table} SELECT {columns} FROM n
"""
_TEXT = " ".join(f"word{number % 97} of line {number}" for number in range(40))


def fill(path: Path, size: int) -> None:
    """Make an archive of so many articles in stories that closed long ago."""
    with open_archive(path, create=True) as archive:
        db = archive.db
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN")
        db.execute("INSERT INTO archive_info VALUES ('window_days', '7.0')")
        db.execute("INSERT INTO batches VALUES (1, '2020-01-01T00:00:00Z', ?, 0, 0)", (size,))
        rows = {
            "stories": "'old' || i, 'closed', NULL, 1, 1, 1, 1, 'old' || i, 1.0, NULL, '[]',"
            " 'old' || i, NULL",
            "articles": "'old' || i, 'Source ' || (i % 200), 'https://old.example/' || i, 'en',"
            " '2020-01-01T00:00:00Z', 1, 1, 'old' || i, 1, NULL, NULL",
            "article_keys": "'url old.example/' || i, 'old' || i",
            "versions": "i, 'old' || i, 1, 1, '2020-01-01T00:00:00+00:00', 'Headline ' || i,"
            " :text || i, 'Headline ' || i, 0, '[]', i, '{}', 0",
            "story_history": "2 * i, 1, 'old' || i, 'opened', 'old' || i, NULL",
        }
        for table, columns in rows.items():
            sql = _OLD.format(table=table, columns=columns)
            db.execute(sql, {"size": size, "text": _TEXT})
        db.execute("COMMIT")


def increments(sizes: Sequence[int], per_day: int, days: int, folder: Path) -> None:
    """Print what each of some days costs, in archives of some sizes."""
    feed = list(
        read_records([write_stream(folder / "days.jsonl", days * per_day, per_day=per_day)])
    )
    print("articles in the archive before, then CPU seconds of each day", flush=True)
    for size in sizes:
        path = folder / f"filled-{size}.sqlite"
        began = cpu_seconds()
        fill(path, size)
        filled = cpu_seconds() - began
        costs = []
        for day in range(days):
            before = cpu_seconds()
            with open_archive(path) as archive:
                add_articles(archive, feed[day * per_day : (day + 1) * per_day])
            costs.append(cpu_seconds() - before)
        with open_archive(path) as archive:
            before = cpu_seconds()
            add_articles(archive, feed)
            again = cpu_seconds() - before
        shown = " ".join(f"{cost:6.2f}" for cost in costs)
        mb = path.stat().st_size / 1e6
        print(f"{size:>9} ({mb:.0f} MB, filled in {filled:.0f} s): {shown}; all again {again:.2f}")
        path.unlink()


# --- what a few articles cost -------------------------------------------------------------------


def small(sizes: Sequence[int], per_day: int, days: int, folder: Path) -> None:
    """Print what batches of 5 cost a process that goes on, and how their stories agree.

    The archive has so many articles of closed stories and some days of open ones. Then come
    two days in batches of 5, of which the first of each day is clustered with all that is open.
    """
    n_before, n_after = days * per_day, 2 * per_day
    path = write_stream(folder / "small.jsonl", n_before + n_after, per_day=per_day)
    feed = sorted(read_records([path]), key=lambda each: (each.published, each.id))
    for size in sizes:
        archived = folder / f"small-{size}.sqlite"
        fill(archived, size)
        with open_archive(archived) as archive:
            add_articles(archive, feed[:n_before])
        standing, costs = Standing(), []
        for start in range(n_before, n_before + n_after, SMALL):
            before = cpu_seconds()
            with open_archive(archived) as archive:
                add_articles(archive, feed[start : start + SMALL], standing=standing)
            costs.append(cpu_seconds() - before)
        with open_archive(archived) as archive:
            kept = dict(
                archive.db.execute("SELECT id, story_id FROM articles WHERE first_batch > 1")
            )
            n_open = archive.db.execute(
                "SELECT count(*) FROM articles a JOIN stories s ON s.id = a.story_id"
                " WHERE s.state = 'open'"
            ).fetchone()[0]
        batch = {name: each.id for each in cluster_stories(feed) for name in each.article_ids}
        print(
            f"{size:>9} and {n_open} open: batches of {SMALL} {statistics.median(costs):.2f} CPU s"
            f" in the middle, {max(costs):.2f} at most; B-cubed F1 of the stories and the batch"
            f" run's {bcubed(batch, kept).f1:.4f}",
            flush=True,
        )


# --- agreement with the batch run -------------------------------------------------------------


def dated(paths: Sequence[str]) -> list[Article]:
    """Return the articles of files that name a day, by day."""
    found = {}
    for record in read_records(paths):
        if isinstance(record, Article) and record.id not in found:
            published = record.published or day_in_address(record.url)
            if published is not None:
                # Without its address, under which another article may be known.
                found[record.id] = replace(record, published=published, url=None)
    return sorted(found.values(), key=lambda each: (each.published, each.id))


def agreement(paths: Sequence[str], folder: Path) -> None:
    """Print how far stories kept by the day agree with those of one batch run."""
    articles = dated(paths)
    with open_archive(folder / "agreement.sqlite", create=True) as archive:
        tally = add_articles(archive, articles)
        kept = dict(archive.db.execute("SELECT id, story_id FROM articles").fetchall())
        problems = verify(archive)
    batch = {name: story.id for story in cluster_stories(articles) for name in story.article_ids}
    # What the archive takes for another text of a known article has no place of its own.
    both = {name: story for name, story in batch.items() if name in kept}
    scores = bcubed(both, kept)
    print(
        f"{len(both)} articles in {tally.batches} days: B-cubed precision"
        f" {scores.precision:.4f}, recall {scores.recall:.4f}, F1 {scores.f1:.4f};"
        f" verify: {problems or 'sound'}"
    )


# --- kills ------------------------------------------------------------------------------------


def digest_of(path: Path) -> tuple[str, list[str]]:
    """Return the content digest of an archive, and what is wrong with it."""
    with open_archive(path) as archive:
        return content_digest(archive), verify(archive)


def sound_digest(path: Path) -> str:
    """Return the content digest of an archive that must have no fault."""
    digest, problems = digest_of(path)
    if problems:
        raise RuntimeError(f"the undisturbed archive is not sound: {problems}")
    return digest


def started(words: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a command that works in one process."""
    quiet = subprocess.DEVNULL
    workers = {**os.environ, "DEDUP_WORKERS": "1"}
    return subprocess.Popen(words, cwd=ROOT, stdout=quiet, stderr=quiet, env=workers)


def calm_run(words: Sequence[str]) -> float:
    """Run a command to its end; return how many seconds it took."""
    began = time.monotonic()
    with started(words) as process:
        if process.wait():
            raise RuntimeError(f"exit code {process.returncode}: {' '.join(words)}")
    return time.monotonic() - began


def killed_run(words: Sequence[str], seconds: float) -> bool:
    """Run a command and kill it after a time; return whether it was still running."""
    with started(words) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            return True
    return False


@dataclass(frozen=True, slots=True)
class Work:
    """What is killed.

    Args:
        words: The command that adds to an archive.
        again: Adds the same to an archive, in this process.
        start: The archive that each run goes on from; None for a new one.
    """

    words: Callable[[Path], list[str]]
    again: Callable[[Path], object]
    start: Path | None = None

    def begin(self, archive: Path) -> None:
        """Put the archive where a run finds it, in place of what another run left there."""
        for each in archive.parent.glob(f"{archive.name}*"):
            each.unlink()
        if self.start is not None:
            shutil.copyfile(self.start, archive)


def file_work(feed: Path) -> Work:
    """Return the adding of a file, a day a batch, to a new archive."""

    def again(archive: Path) -> None:
        with open_archive(archive, create=True) as opened:
            add_articles(opened, read_records([feed]))

    return Work(lambda archive: command("add", feed, "--archive", archive, "-q"), again)


def small_work(folder: Path, n_before: int, n_batches: int) -> Work:
    """Return the adding of small batches to an archive that has the first part of their day.

    Args:
        folder: Where to write.
        n_before: Articles the archive starts with, of a day and the first half of the next.
        n_batches: Of ``SMALL`` articles each.

    Raises:
        RuntimeError: The batches are not such that only what is near to them is clustered.
    """
    size = n_before + n_batches * SMALL
    path = write_stream(folder / "small.jsonl", size, per_day=2 * n_before // 3)
    # In the order of their dates: a line out of order would make two days of a batch.
    lines = sorted(path.read_text("utf-8").splitlines(True), key=_time_of_line)
    path.write_text("".join(lines[:n_before]), "utf-8")
    feeds = [folder / f"small-{number}.jsonl" for number in range(n_batches)]
    for number, feed in enumerate(feeds):
        first = n_before + number * SMALL
        feed.write_text("".join(lines[first : first + SMALL]), "utf-8")
    if len({_time_of_line(line).date() for line in lines[n_before - 1 :]}) != 1:
        raise RuntimeError("the small batches are not of the day that the archive ends with")
    start = folder / "start.sqlite"
    calm_run(command("add", path, "--archive", start, "-q"))
    with open_archive(start) as archive:
        n_held = len(load_state(archive.db).held)
    if n_held < LEAST_HELD or SMALL_SHARE * n_held < SMALL:
        raise RuntimeError(f"{n_held} articles of open stories are too few for small batches")
    words = [sys.executable, "-m", "tests.benchmarks.archive", "batches", *map(str, feeds)]
    return Work(lambda archive: [*words, "--archive", str(archive)],
                lambda archive: add_batches(archive, feeds), start)  # fmt: skip


def _time_of_line(line: str) -> datetime:
    return datetime.fromisoformat(json.loads(line)["published"]).astimezone(UTC)


def add_batches(path: Path, feeds: Sequence[Path]) -> None:
    """Add files one by one, each a batch, and keep the stories from one to the next."""
    standing = Standing()
    for feed in feeds:
        with open_archive(path) as archive:
            add_articles(archive, read_records([feed]), standing=standing)


def crash_points(
    work: Work, folder: Path, points: int, *, seed: int = 1
) -> Iterator[tuple[float, int, str]]:
    """Kill runs at random moments; a run that was done before is no point, and is done again.

    Yields:
        For each: after how many seconds, how many articles the run left, and what was wrong
        afterwards ("" when nothing was).
    """
    calm = folder / "calm.sqlite"
    work.begin(calm)
    whole = calm_run(work.words(calm))
    wanted = sound_digest(calm)
    rng = random.Random(seed)
    path = folder / "killed.sqlite"
    for _ in range(points):
        seconds = rng.uniform(0.0, whole)
        work.begin(path)
        while not killed_run(work.words(path), seconds):
            work.begin(path)
            seconds = rng.uniform(0.0, seconds)
        left, wrong = 0, ""
        if path.exists() and path.stat().st_size:
            with open_archive(path, create=True) as archive:
                left = archive.db.execute("SELECT count(*) FROM articles").fetchone()[0]
                wrong = "; ".join(verify(archive))
        work.again(path)
        digest, problems = digest_of(path)
        wrong = wrong or "; ".join(problems)
        if not wrong and digest != wanted:
            wrong = f"content {digest}, undisturbed {wanted}"
        yield seconds, left, wrong


def crash(work: Work, folder: Path, points: int, seed: int, between: range) -> None:
    """Print how many of so many kills did harm, and where they struck.

    Args:
        work: What is killed.
        folder: Where to work.
        points: Number of kills.
        seed: Of their moments.
        between: Numbers of articles that are more than none and less than all of the work.
    """
    harmed = 0
    left: list[int] = []
    for seconds, found, wrong in crash_points(work, folder, points, seed=seed):
        left.append(found)
        if wrong:
            harmed += 1
            print(f"killed after {seconds:.2f} s: {wrong}", flush=True)
    n_between = sum(each in between for each in left)
    print(f"{points} kills, {n_between} of them with a part of the articles in; {harmed} harmed")


WHAT = ("add", "increments", "small", "agreement", "crash", "crash-small", "batches")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.archive")
    parser.add_argument("what", choices=WHAT)
    parser.add_argument("given", nargs="*", help="sizes, files, or the number of kills")
    parser.add_argument("--per-day", type=int)
    parser.add_argument("--days", type=int, default=10)
    parser.add_argument("--articles", type=int, help="of the crash tests")
    parser.add_argument("--seed", type=int, default=1, help="of the crash tests")
    parser.add_argument("--archive", type=Path, help="of batches, which crash-small kills")
    parser.add_argument("--folder", type=Path, help="the disk to work on")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as name:
        folder = Path(name)
        numbers = [int(each) for each in chosen.given if each.isdecimal()]
        if chosen.what == "add":
            adding(numbers, chosen.per_day or stream.PER_DAY, folder)
        elif chosen.what == "increments":
            increments(numbers, chosen.per_day or 200, chosen.days, folder)
        elif chosen.what == "small":
            small(numbers, chosen.per_day or 200, chosen.days, folder)
        elif chosen.what == "crash":
            size = chosen.articles or 240
            feed = folder / "crash.jsonl"
            write_stream(feed, size, per_day=chosen.per_day or 20)
            crash(file_work(feed), folder, numbers[0], chosen.seed, range(1, size))
        elif chosen.what == "crash-small":
            size, n_batches = chosen.articles or 360, 12
            work = small_work(folder, size, n_batches)
            between = range(size + 1, size + n_batches * SMALL)
            crash(work, folder, numbers[0], chosen.seed, between)
        elif chosen.what == "batches":
            add_batches(chosen.archive, [Path(each) for each in chosen.given])
        else:
            paths = [each for each in chosen.given if not each.isdecimal()]
            for size in numbers:
                feed = folder / f"{size}.jsonl"
                paths.append(str(write_stream(feed, size, per_day=chosen.per_day or 500)))
            for path in paths:
                agreement([path], folder)
                for each in folder.glob("agreement.sqlite*"):
                    each.unlink()


if __name__ == "__main__":
    main()
