"""Spread work on many items over the processors.

Every helper is a fresh interpreter that reads pickled items from its standard input
and writes pickled results to its standard output; this process takes its share too.
Not ``multiprocessing``: a fork is unsafe beside other threads, and its other ways to
start import the caller's ``__main__`` anew, so a script without a guard would run
twice. A helper ends when its input does, so none outlives this process, however that
ends. Whatever a helper cannot do is done here: without helpers a run is slower, not
different. Sums over arrays are spread over threads instead.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, Generic, TypeVar

from dedup.errors import OptionError
from dedup.progress import advance

Item = TypeVar("Item")
Packed = TypeVar("Packed")
Result = TypeVar("Result")

# The environment variable that sets the number of processes, this one included.
WORKERS = "DEDUP_WORKERS"
# More help less: this process hands out the items and puts the results together.
_MOST_WORKERS = 8
# Stretches a helper holds at once. While it works on one the next is on its way: the threads that
# send and fetch wait for this process's own work, 5 ms at a time.
_HELD = 2
# What helpers make is records without cycles; looking through them after every 700 new ones, as
# Python does, takes 11 % of the time of cleaning.
_OBJECTS_PER_COLLECTION = 200_000
# A helper looks for modules where this process does, never in the working directory (-P).
_HELPER = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer);"
    " from dedup.parallel import serve; serve()"
)


def map_chunks(
    function: Callable[[Packed], Result],
    items: Sequence[Item],
    *,
    pack: Callable[[Sequence[Item]], Packed],
    chunk: int,
    least: int,
    workers: int | None = None,
) -> list[Result]:
    """Apply a function to stretches of a sequence, in several processes where that pays.

    Args:
        function: Importable by name, or a ``functools.partial`` of such a function. Its
            result may depend on nothing but its arguments.
        items: What is worked on.
        pack: Makes of a stretch of items what the function is given, in this process, so that
            helpers are sent no more than they need. It and the results are pickled.
        chunk: Items to a stretch; the last one may have fewer.
        least: Fewer items are worked on in this process alone: a helper takes some tenths
            of a second to start.
        workers: Processes, this one included; ``worker_count()`` when None.

    Returns:
        One result per stretch, in order.

    Raises:
        OptionError: The environment variable ``DEDUP_WORKERS`` is no count.
        Exception: What the function raises.

    How many items are done is told to who listens (``dedup.progress``).
    """
    job = _Job(function, items, pack, chunk)
    n_helpers = 0
    if len(items) >= least:
        n_helpers = min(worker_count() if workers is None else workers, job.n_chunks()) - 1
    helpers = _start(n_helpers)
    threads: list[Thread] = []
    try:
        with suppress(RuntimeError):  # no more threads to be had
            for helper in helpers:
                thread = Thread(target=_drive, args=(helper, job), daemon=True)
                thread.start()
                threads.append(thread)
        job.work()
        for thread in threads:
            thread.join()
    finally:
        _stop(helpers, threads)
    return job.collected()


def map_arrays(function: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """Apply a function to each item, in several threads.

    For sums over large arrays: numpy and scipy let other threads run meanwhile, and what is
    already in memory need not be sent to another process.

    Args:
        function: Its result may depend on nothing but its item.
        items: What it is given.

    Returns:
        One result per item, in order.

    Raises:
        OptionError: The environment variable ``DEDUP_WORKERS`` is no count.
        Exception: What the function raises.
    """
    n_threads = min(worker_count(), len(items))
    if n_threads < 2:
        return [function(item) for item in items]
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(n_threads) as threads:
        return list(threads.map(function, items))


def worker_count() -> int:
    """Return how many processes may work at once, this one included.

    ``DEDUP_WORKERS`` if set; 1 in a process that a pool of the caller started; else the
    processors this process may use, at most 8.

    Raises:
        OptionError: ``DEDUP_WORKERS`` is no whole number from 1.
    """
    given = os.environ.get(WORKERS, "")
    if given:
        if not given.isdecimal() or int(given) < 1:
            raise OptionError(f"{WORKERS} must be a whole number from 1, not {given!r}")
        return int(given)
    from multiprocessing import parent_process

    if parent_process() is not None:
        return 1
    return min(_processors(), _MOST_WORKERS)


def _processors() -> int:
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass
class _Job(Generic[Item, Packed, Result]):
    """The stretches of one run: which are still to be done, and what came out of the others."""

    function: Callable[[Packed], Result]
    items: Sequence[Item]
    pack: Callable[[Sequence[Item]], Packed]
    chunk: int
    results: dict[int, Result] = field(default_factory=dict)
    waiting: SimpleQueue[int] = field(default_factory=SimpleQueue)

    def __post_init__(self) -> None:
        for number in range(self.n_chunks()):
            self.waiting.put(number)

    def n_chunks(self) -> int:
        """Return the number of stretches."""
        return -(-len(self.items) // self.chunk)

    def part(self, number: int) -> Packed:
        """Return one stretch, packed."""
        return self.pack(self.items[number * self.chunk : (number + 1) * self.chunk])

    def work(self) -> None:
        """Take stretches and do them until none is left, and say how far the job is."""
        while (number := self.take()) is not None:
            self.results[number] = self.function(self.part(number))
            self.tell()

    def take(self) -> int | None:
        """Return the number of a stretch nobody has taken yet, None when there is no other."""
        try:
            return self.waiting.get_nowait()
        except Empty:
            return None

    def tell(self) -> None:
        """Say how many items are done, by whichever process."""
        advance(min(len(self.results) * self.chunk, len(self.items)), len(self.items))

    def collected(self) -> list[Result]:
        """Return all results, and make up for those that a helper took and lost."""
        for number in range(self.n_chunks()):
            if number not in self.results:
                self.results[number] = self.function(self.part(number))
        return [self.results[number] for number in range(self.n_chunks())]


def _start(count: int) -> list[subprocess.Popen[bytes]]:
    """Start helpers, as many as can be had."""
    helpers: list[subprocess.Popen[bytes]] = []
    # In a frozen program, or one that embeds Python, this is not the interpreter.
    if count < 1 or not Path(sys.executable or "").stem.lower().startswith(("python", "pypy")):
        return helpers
    with suppress(OSError):
        for _ in range(count):
            helpers.append(
                subprocess.Popen(
                    [sys.executable, "-P", "-c", _HELPER],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env={**os.environ, WORKERS: "1"},
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
            )
    return helpers


def _drive(helper: subprocess.Popen[bytes], job: _Job[Item, Packed, Result]) -> None:
    """Have a helper take its share of a job; runs in a thread of its own."""
    requests, replies = helper.stdin, helper.stdout
    if requests is None or replies is None:
        return
    taken: SimpleQueue[int | None] = SimpleQueue()
    held: deque[int] = deque()

    def take() -> None:
        number = job.take()
        if number is not None:
            held.append(number)
            taken.put(number)

    feeder = Thread(target=_feed, args=(helper, requests, job, taken), daemon=True)
    # Whatever goes wrong, the stretch is done again in the caller's thread; if it is the
    # function that fails, it is there that it has to raise.
    with suppress(Exception):
        feeder.start()
        try:
            for _ in range(_HELD):
                take()
            while held:
                result: Result = pickle.load(replies)
                job.results[held.popleft()] = result
                take()
        finally:
            taken.put(None)
            feeder.join()


def _feed(
    helper: subprocess.Popen[bytes],
    requests: IO[bytes],
    job: _Job[Item, Packed, Result],
    taken: SimpleQueue[int | None],
) -> None:
    """Send a helper the stretches taken for it, while others wait for its replies."""
    try:
        for value in (sys.path, job.function):
            requests.write(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        while (number := taken.get()) is not None:
            requests.write(pickle.dumps(job.part(number), pickle.HIGHEST_PROTOCOL))
            requests.flush()
    except Exception:
        helper.kill()  # nobody must wait for the reply to what was not sent


def _stop(helpers: Sequence[subprocess.Popen[bytes]], threads: Sequence[Thread]) -> None:
    """End helpers, also in the middle of their work, and wait for what waits for them."""
    for helper in helpers:
        helper.kill()
    for thread in threads:
        thread.join()
    for helper in helpers:
        with suppress(OSError):  # what was not sent yet has nowhere to go
            helper.communicate()


def serve() -> None:
    """Do a helper's part: read the function, then answer items with its result.

    Returns:
        When the input ends. Any failure ends the process, and the caller does the work.
    """
    # Ctrl-C reaches all processes of a terminal; the one that started this one ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(_OBJECTS_PER_COLLECTION, *gc.get_threshold()[1:])
    requests, replies = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what the function may print is no reply
    function = pickle.load(requests)
    with suppress(EOFError):
        while True:
            part = pickle.load(requests)
            pickle.dump(function(part), replies, pickle.HIGHEST_PROTOCOL)
            replies.flush()
