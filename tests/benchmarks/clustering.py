"""Times ``dedup`` and its peers on one stream, and scores what they find.

    python -m tests.benchmarks.clustering 10000 100000 --peers sklearn,datasketch,rensa

Every contender is a process that reads the same file from disk and writes its answer to
another; contenders take turns, so that a slow minute of the machine hits all of them.
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.peers import NOT_INSTALLED, PEERS

ROOT = Path(__file__).parents[2]
OURS = ("cluster", "duplicates")
# Seconds between two looks at the memory of a process that has children.
LOOK = 0.1
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took.

    Args:
        wall: Seconds.
        cpu: Seconds, user and system, with the children it waited for.
        peak: Bytes at most held at a time by the process and its children.
        code: Its exit code; negative when it was stopped by a signal.
    """

    wall: float
    cpu: float
    peak: int
    code: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Medians of a contender's runs at one size, or why there are none."""

    wall: float = math.nan
    cpu: float = math.nan
    peak: float = math.nan
    problem: str = ""


def measured(argv: Sequence[str], limit: float) -> Run:
    """Run a command to its end, or stop it after ``limit`` seconds.

    The peak is what the kernel says of the process; for a process with children it is at
    least the largest sum seen over all of them, shared pages counted once.
    """
    start = time.perf_counter()
    process = subprocess.Popen(argv, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True)
    done = threading.Event()
    sums = [0]
    watcher = threading.Thread(target=_watch, args=(process.pid, done, sums), daemon=True)
    watcher.start()
    timer = threading.Timer(limit, os.killpg, (process.pid, signal.SIGKILL))
    timer.start()
    try:
        _, status, usage = os.wait4(process.pid, 0)
    except BaseException:  # interrupted: in a session of its own, it would go on
        os.killpg(process.pid, signal.SIGKILL)
        raise
    finally:
        wall = time.perf_counter() - start
        timer.cancel()
        done.set()
        watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    # Kilobytes on Linux, bytes on macOS: getrusage(2).
    unit = 1 if sys.platform == "darwin" else 1024
    peak = max(usage.ru_maxrss * unit, *sums)
    return Run(wall, usage.ru_utime + usage.ru_stime, peak, process.returncode)


def _watch(pid: int, done: threading.Event, sums: list[int]) -> None:
    """Add the memory of a process and its descendants, as long as it has some."""
    while not done.wait(LOOK):
        tree = _descendants(pid)
        if len(tree) > 1:
            sums.append(sum(map(_share, tree)))


def _descendants(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        for path in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += map(int, path.read_text().split())
            except OSError:  # it has just ended
                continue
    return found


def _share(pid: int) -> int:
    """Return the bytes of a process, those it shares divided by the number who share them."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def command(contender: str, articles: Path, answer: Path) -> list[str]:
    """Return the command line of a contender."""
    if contender in OURS:
        words = [contender, str(articles), "--format", "jsonl", "-o", str(answer), "-q"]
        return [sys.executable, "-m", "dedup", *words]
    return [sys.executable, "-m", "tests.benchmarks.peers", contender, str(articles), str(answer)]


def write_stream(path: Path, size: int, given: argparse.Namespace) -> None:
    """Write a stream to a file, in a process of its own: a forked child inherits our peak."""
    options = ["--seed", str(given.seed), "--words", str(given.words)]
    options += ["--per-day", str(given.per_day)]
    with path.open("wb") as out:
        subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.stream", str(size), *options],
            stdout=out,
            cwd=ROOT,
            check=True,
        )


def race(
    contenders: Sequence[str], articles: Path, repeats: int, limit: float
) -> dict[str, Figures]:
    """Let the contenders take turns; a contender that fails once is out."""
    runs: dict[str, list[Run]] = {name: [] for name in contenders}
    problems: dict[str, str] = {}
    for turn in range(repeats):
        for name in contenders:
            if name in problems:
                continue
            print(f"  {name}, run {turn + 1} of {repeats}", file=sys.stderr, flush=True)
            run = measured(command(name, articles, answer_of(articles, name)), limit)
            if run.code:
                problems[name] = _problem(run, limit)
            runs[name].append(run)
    return {
        name: Figures(problem=problems[name]) if name in problems else _medians(runs[name])
        for name in contenders
    }


def answer_of(articles: Path, contender: str) -> Path:
    """Return the file that a contender writes."""
    return articles.with_suffix(f".{contender}.jsonl")


def _problem(run: Run, limit: float) -> str:
    if run.code == NOT_INSTALLED:
        return "not installed"
    if run.code == -signal.SIGKILL:
        return "out of time" if run.wall >= limit else "killed (memory?)"
    return f"failed with code {run.code}"


def _medians(runs: Sequence[Run]) -> Figures:
    return Figures(
        wall=statistics.median(run.wall for run in runs),
        cpu=statistics.median(run.cpu for run in runs),
        peak=statistics.median(run.peak for run in runs),
    )


def scored(articles: Path, contender: str) -> dict[str, dict[str, float]]:
    """Return the figures of ``quality`` for a contender's answer."""
    kind = "--stories" if contender == "cluster" else "--pairs"
    answer = answer_of(articles, contender)
    result = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.quality", str(articles), kind, str(answer)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        check=True,
    )
    figures: dict[str, dict[str, float]] = json.loads(result.stdout)
    return figures


def exponent(small: tuple[int, Figures], large: tuple[int, Figures]) -> float:
    """Return b of CPU time growing like size^b between two sizes."""
    return math.log(large[1].cpu / small[1].cpu) / math.log(large[0] / small[0])


def show_times(
    size: int, figures: dict[str, Figures], before: tuple[int, dict[str, Figures]]
) -> None:
    """Print a table of one size."""
    ours = figures["cluster"]
    print(
        f"{'contender':<12}{'articles/s':>11}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}"
        f"{'CPU/ours':>10}{'MB/ours':>9}{'exponent':>10}"
    )
    for name, mine in figures.items():
        if mine.problem:
            print(f"{name:<12}{mine.problem:>11}")
            continue
        earlier = before[1].get(name, Figures())
        growth = f"{exponent((before[0], earlier), (size, mine)):.2f}" if before[0] else "-"
        print(
            f"{name:<12}{size / mine.wall:>11,.0f}{mine.wall:>9.1f}{mine.cpu:>9.1f}"
            f"{mine.peak / MEGABYTE:>9,.0f}{mine.cpu / ours.cpu:>10.2f}"
            f"{mine.peak / ours.peak:>9.2f}{growth:>10}"
        )


def show_quality(articles: Path, figures: dict[str, Figures]) -> None:
    """Print what the contenders found of the labels."""
    for name, mine in figures.items():
        if not mine.problem:
            for task, values in scored(articles, name).items():
                row = "  ".join(f"{key} {value:.3f}" for key, value in values.items())
                print(f"{name:<12}{task}: {row}")


def parser() -> argparse.ArgumentParser:
    """Return the arguments of the command."""
    result = argparse.ArgumentParser(prog="python -m tests.benchmarks.clustering")
    result.add_argument("sizes", type=int, nargs="+", help="numbers of articles")
    result.add_argument("--peers", default="sklearn,datasketch,rensa", help="or none")
    result.add_argument("--repeats", type=int, default=1, help="runs each; medians are shown")
    result.add_argument("--seed", type=int, default=1)
    result.add_argument("--words", type=float, default=1.0, help="factor on article length")
    result.add_argument("--per-day", type=int, default=5_000, help="articles a day")
    result.add_argument("--limit", type=float, default=3_600, help="seconds for one run")
    result.add_argument("--folder", type=Path, help="for the files (default: a temporary one)")
    return result


def contenders(peers: str) -> list[str]:
    """Return our commands and the peers named.

    Raises:
        ValueError: There is no such peer.
    """
    names = [] if peers == "none" else peers.split(",")
    unknown = sorted(set(names) - set(PEERS))
    if unknown:
        raise ValueError(f"no peer {', '.join(unknown)}; there are {', '.join(PEERS)}")
    return [*OURS, *names]


def main() -> None:
    """Run the benchmark."""
    given = parser().parse_args()
    names = contenders(given.peers)
    print(f"{platform.machine()}, {os.cpu_count()} CPUs, Python {platform.python_version()}")
    print(f"seed {given.seed}, {given.per_day} articles a day, article length x {given.words}")
    before: tuple[int, dict[str, Figures]] = (0, {})
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        for size in sorted(given.sizes):
            articles = Path(folder) / f"stream-{size}.jsonl"
            write_stream(articles, size, given)
            print(f"\n{size:,} articles, {articles.stat().st_size / MEGABYTE:,.0f} MB", flush=True)
            figures = race(names, articles, given.repeats, given.limit)
            show_times(size, figures, before)
            show_quality(articles, figures)
            before = size, figures
            # What was out of time will be so again; ours are shown all the same.
            names = [name for name in names if name in OURS or not figures[name].problem]
            for path in Path(folder).iterdir():
                path.unlink()


if __name__ == "__main__":
    main()
