"""Work spread over processes: the same results, the same errors, nothing left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from dedup import parallel
from dedup.cleaning import clean_and_encode, clean_articles, site
from dedup.errors import OptionError
from dedup.model import Article
from dedup.parallel import WORKERS, map_arrays, map_chunks, worker_count
from dedup.tokens import encode_articles

HERE = os.getpid()


def numbers(part: Sequence[int]) -> list[int]:
    return list(part)


def squares(part: list[int]) -> list[int]:
    return [number * number for number in part]


def slow_process(part: list[int]) -> int:
    """Return the process that does the work, slowly enough for all to get some."""
    time.sleep(0.05)
    return os.getpid()


def refuse_seven(part: list[int]) -> int:
    if 7 in part:
        raise ValueError("seven is refused")
    return sum(part)


def die_elsewhere(part: list[int]) -> list[int]:
    """Fail in helpers only."""
    if os.environ.get(parallel.WORKERS) == "1":
        os._exit(3)
    time.sleep(0.05)
    return part


def chatter(part: list[int]) -> list[int]:
    sys.stdout.write("this is no reply\n")
    return part


@pytest.mark.parametrize("workers", [1, 2, 3])
@pytest.mark.parametrize("chunk", [1, 4, 10, 50])
def test_results_are_the_same_and_in_order(workers: int, chunk: int) -> None:
    found = map_chunks(squares, range(10), pack=numbers, chunk=chunk, least=0, workers=workers)
    assert [value for part in found for value in part] == [n * n for n in range(10)]
    assert len(found) == -(-10 // chunk)


def test_no_items_give_no_results() -> None:
    assert map_chunks(squares, [], pack=numbers, chunk=4, least=0, workers=3) == []


def test_helpers_take_a_share() -> None:
    found = map_chunks(slow_process, range(60), pack=numbers, chunk=1, least=0, workers=2)
    assert HERE in found
    assert len(set(found)) == 2


def test_few_items_stay_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    found = map_chunks(slow_process, range(4), pack=numbers, chunk=1, least=5, workers=2)
    assert set(found) == {HERE}


@pytest.mark.parametrize("workers", [1, 2])
def test_a_failure_is_the_original_one(workers: int) -> None:
    with pytest.raises(ValueError, match="seven is refused"):
        map_chunks(refuse_seven, range(40), pack=numbers, chunk=1, least=0, workers=workers)


def test_what_a_dead_helper_held_is_done_here() -> None:
    found = map_chunks(die_elsewhere, range(20), pack=numbers, chunk=1, least=0, workers=3)
    assert found == [[number] for number in range(20)]


def test_without_helpers_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    found = map_chunks(slow_process, range(4), pack=numbers, chunk=1, least=0, workers=3)
    assert set(found) == {HERE}


def test_without_threads_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(parallel.Thread, "start", refuse)
    found = map_chunks(slow_process, range(4), pack=numbers, chunk=1, least=0, workers=3)
    assert set(found) == {HERE}


def test_another_program_is_not_taken_for_the_interpreter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/opt/newsroom/server")
    monkeypatch.setattr(subprocess, "Popen", None)
    found = map_chunks(slow_process, range(4), pack=numbers, chunk=1, least=0, workers=3)
    assert set(found) == {HERE}


def test_what_the_work_prints_does_no_harm(capsys: pytest.CaptureFixture[str]) -> None:
    found = map_chunks(chatter, range(40), pack=numbers, chunk=1, least=0, workers=2)
    assert found == [[number] for number in range(40)]


def test_the_count_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEDUP_WORKERS", "12")
    assert worker_count() == 12
    monkeypatch.setenv("DEDUP_WORKERS", "")
    assert 1 <= worker_count() <= 8


@pytest.mark.parametrize("given", ["0", "-1", "two", "1.5"])
def test_what_is_no_count_is_refused(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEDUP_WORKERS", given)
    with pytest.raises(OptionError, match="DEDUP_WORKERS"):
        worker_count()


def test_a_process_of_a_pool_works_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEDUP_WORKERS", raising=False)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(worker_count) == 1


def unguarded(folder: Path, body: str) -> subprocess.Popen[str]:
    """Start a script without a guard around its work."""
    script = folder / "run.py"
    script.write_text(
        "import os, sys, time\n"
        "print('begun', flush=True)\n"
        "from dedup.parallel import map_chunks\n"
        "from tests.test_parallel import numbers, slow_process\n" + body
    )
    root = str(Path(parallel.__file__).parents[1])
    return subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
        cwd=folder.parent,
    )


def test_a_script_without_a_guard_runs_once(tmp_path: Path) -> None:
    # A file of the working directory does not pass for a module of the standard library.
    (tmp_path / "pickle.py").write_text("raise SystemExit('wrong pickle')")
    (tmp_path / "lib").mkdir()
    run = unguarded(
        tmp_path / "lib",
        "found = map_chunks(slow_process, range(60), pack=numbers, chunk=1, least=0, workers=2)\n"
        "print(len(set(found)))\n",
    )
    out, err = run.communicate(timeout=60)
    assert (out.split(), err) == (["begun", "2"], "")


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_end_from_outside_leaves_no_helper(tmp_path: Path, how: signal.Signals) -> None:
    run = unguarded(
        tmp_path,
        "from dedup import parallel\n"
        "start = parallel._start\n"
        "def told(count):\n"
        "    helpers = start(count)\n"
        "    print(*[helper.pid for helper in helpers], flush=True)\n"
        "    return helpers\n"
        "parallel._start = told\n"
        "try:\n"
        "    map_chunks(slow_process, range(2000), pack=numbers, chunk=1, least=0, workers=3)\n"
        "except KeyboardInterrupt:\n"
        "    sys.exit(130)\n",
    )
    assert run.stdout
    run.stdout.readline()
    helpers = [int(pid) for pid in run.stdout.readline().split()]
    assert len(helpers) == 2
    run.send_signal(how)
    _, err = run.communicate(timeout=30)
    assert (run.returncode, err) == (130 if how == signal.SIGINT else -how, "")
    deadline = time.monotonic() + 30
    while any(map(runs, helpers)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(runs, helpers))


def runs(pid: int) -> bool:
    """Return whether a process still runs; one that only waits to be noticed does not."""
    found = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return found.stdout.strip()[:1] not in ("", "Z")


def feed(count: int) -> list[Article]:
    """Return articles of three sources; one of them prints the same line in each."""
    slogan = "The Orlow Ledger reads the river for you"
    texts = [
        f"The council of Orlow met on day {i} and heard {i * 7} people speak about the lock.\n\n"
        f"It will decide in week {i % 50}, said clerk number {i}, who has counted the boats.\n\n"
        f"Advertisement\n\nRead more: Lock {i} of Tarn reopens\n\n{slogan if i % 3 == 0 else ''}"
        for i in range(count)
    ]
    return [
        Article(
            id=f"{i:04}",
            source=("Ledger", "Post", "")[i % 3],
            headline=f"Orlow hears {i * 7} people" if i % 2 else "",
            text=text if i % 11 else "",
        )
        for i, text in enumerate(texts)
    ]


@pytest.mark.parametrize(("workers", "chunk"), [(2, 1), (2, 64), (3, 7)])
def test_cleaning_is_the_same_in_any_company(
    workers: int, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = feed(60)
    alone = clean_articles(articles)
    assert any(line.role == "chrome" for each in alone for line in each.lines)
    monkeypatch.setattr(site, "_LEAST", 0)
    monkeypatch.setattr(site, "_CHUNK", chunk)
    monkeypatch.setenv("DEDUP_WORKERS", str(workers))
    assert clean_articles(articles) == alone


@pytest.mark.parametrize(("workers", "chunk"), [(1, 7), (2, 1), (3, 25)])
def test_words_have_the_same_numbers_in_any_chunks(
    workers: int, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    cleaned = clean_articles(feed(60))
    whole = encode_articles(cleaned)
    monkeypatch.setattr("dedup.tokens._LEAST", 0)
    monkeypatch.setattr("dedup.tokens._CHUNK", chunk)
    monkeypatch.setenv("DEDUP_WORKERS", str(workers))
    found = encode_articles(cleaned)
    assert found.forms == whole.forms
    assert found.ids.tolist() == whole.ids.tolist()
    assert found.starts.tolist() == whole.starts.tolist()


@pytest.mark.parametrize(("workers", "chunk"), [(1, 7), (2, 1), (3, 25)])
def test_words_counted_while_cleaning_are_those_of_the_cleaned_articles(
    workers: int, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = feed(60)
    cleaned = clean_articles(articles)
    whole = encode_articles(cleaned)
    monkeypatch.setattr(site, "_LEAST", 0)
    monkeypatch.setattr(site, "_CHUNK", chunk)
    monkeypatch.setenv("DEDUP_WORKERS", str(workers))
    again, found = clean_and_encode(articles)
    assert again == cleaned
    assert found.forms == whole.forms
    assert found.ids.tolist() == whole.ids.tolist()
    assert found.starts.tolist() == whole.starts.tolist()


@pytest.mark.parametrize("workers", [1, 3])
def test_how_far_the_work_is_is_told_in_the_thread_that_asked(workers):
    from threading import get_ident

    from dedup.progress import begin, listening

    told: list[tuple[str, int | None, int | None]] = []
    threads = set()

    def listen(step):
        told.append((step.stage, step.done, step.total))
        threads.add(get_ident())

    with listening(listen):
        begin("counting")
        map_chunks(squares, range(10), pack=numbers, chunk=4, least=0, workers=workers)
    map_chunks(squares, range(10), pack=numbers, chunk=4, least=0, workers=workers)
    assert told[0] == ("counting", None, None)
    done = [number for _, number, _ in told[1:]]
    assert done == sorted(done)
    assert set(done) <= {4, 8, 10}
    assert {total for _, _, total in told[1:]} <= {10}
    assert threads == {get_ident()}
    if workers == 1:
        assert done == [4, 8, 10]


@pytest.mark.parametrize("workers", ["1", "3"])
def test_threads_give_results_in_order(workers: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WORKERS, workers)
    seen = set()

    def square(number: int) -> int:
        time.sleep(0.002 * (number % 3))
        seen.add(threading.get_ident())
        return number * number

    assert map_arrays(square, range(20)) == [number * number for number in range(20)]
    assert map_arrays(square, []) == []
    assert (len(seen) > 1) == (workers == "3")


@pytest.mark.parametrize("workers", ["1", "3"])
def test_what_a_thread_raises_is_raised(workers: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WORKERS, workers)
    with pytest.raises(ZeroDivisionError):
        map_arrays(lambda number: 1 // number, [1, 0, 2])
