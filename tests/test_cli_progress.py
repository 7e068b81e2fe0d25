"""What a run says of itself: progress while it works, a summary at the end."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from dedup.cli import main
from tests.conftest import BUDGET, RESCUED, SINKS, arguments


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have progress shown from the first moment on."""
    monkeypatch.setattr("dedup.cli.progress._PATIENCE", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")


def feed_of(folder: Path, n_articles: int) -> str:
    """Write a feed of different articles with a broken line at its end; return its path."""
    words = ("reef", "harbour", "lifeboat", "budget", "library", "treasurer", "ferry")
    records = [
        {
            "id": str(n),
            "source": f"Desk {n}",
            "text": f"The {words[n % 7]} {n} was seen.\n\n{BUDGET}",
        }
        for n in range(n_articles)
    ]
    path = folder / "feed.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in records) + "{broken\n", "utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("command", "stages"),
    [
        ("cluster", ("cleaning", "counting words", "looking for copies", "grouping", "writing")),
        ("duplicates", ("cleaning", "looking for copies", "writing")),
        ("diff", ("cleaning", "grouping", "comparing")),
        ("clean", ("cleaning", "writing")),
        ("check", ("checking",)),
    ],
)
def test_a_long_run_shows_its_stages_and_leaves_stdout_alone(
    folder, monkeypatch, capsys, patient, command, stages
):
    argv = [*arguments(command, feed_of(folder, 12)), "--format", "json"]
    assert main([*argv, "-q"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert main(argv) == 0
    assert capsys.readouterr().out == captured.out
    # What is said last is shown for sure; the rest if it takes a fifth of a second.
    assert "finding repeats" in terminal.getvalue()
    assert stages[-1] in terminal.getvalue()
    monkeypatch.setattr("dedup.cli.progress._EVERY", 0.0)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert main(argv) == 0
    said = [line.split(":")[1].strip() for line in sys.stderr.getvalue().splitlines()]
    assert list(dict.fromkeys(line for line in said if line in ("reading", *stages))) == [
        "reading",
        *stages,
    ]


def test_a_line_that_moves_says_how_much_is_read_and_skipped(folder, monkeypatch, patient):
    from dedup.cli.progress import reading
    from dedup.cli.settings import Settings
    from dedup.progress import advance, begin

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    path = folder / "feed.txt"
    path.write_bytes(b"x" * 1000)
    with reading([str(path)], Settings(format="table")):
        begin("reading", of="records")
        monkeypatch.setattr("dedup.cli.progress._REFRESH", 0.0)
        advance(1200, skipped=3, characters=500)
    assert "1,200 records, 3 skipped" in terminal.getvalue()
    assert "reading" in terminal.getvalue()


def test_progress_is_plain_lines_off_a_terminal(folder, monkeypatch, capsys):
    monkeypatch.setattr("dedup.cli.progress._EVERY", 0.0)
    path = feed_of(folder, 140)
    assert main(["clean", path, "--format", "json"]) == 0
    notes = capsys.readouterr().err.splitlines()
    assert "note: reading: 140 records" in notes
    assert "note: reading: 141 records, 1 skipped" in notes
    assert "note: cleaning: 128 of 140" in notes
    assert "note: cleaning: 140 articles" in notes
    assert main(["clean", path, "--format", "json", "-q"]) == 0
    assert capsys.readouterr().err == ""


def test_a_long_stage_has_a_pace_of_its_own(monkeypatch, capsys):
    from dedup import progress
    from dedup.cli.progress import working
    from dedup.cli.settings import Settings

    now = 0.0
    monkeypatch.setattr("dedup.cli.progress.time.monotonic", lambda: now)
    with working(Settings(format="table")):
        progress.begin("cleaning", total=20_000)
        now = 60.0
        progress.begin("comparing", of="stories", total=300)
        now = 70.0
        progress.advance(100, 300)
    assert capsys.readouterr().err.splitlines() == [
        "note: comparing: 300 stories",
        "note: comparing: 100 of 300 stories, 10/s, 20 s left",
    ]


def test_a_short_run_shows_nothing_on_a_terminal(folder, monkeypatch):
    shown, result = Terminal(), Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setattr(sys, "stdout", result)
    assert main(["cluster", "in"]) == 0
    assert shown.getvalue() == ""
    assert result.getvalue()


# --- summary -------------------------------------------------------------------------------


def last_notes(capsys, *argv: str, n_lines: int) -> list[str]:
    assert main(list(argv)) == 0
    lines = capsys.readouterr().err.splitlines()
    return [line.removeprefix("note: ") for line in lines[-n_lines:]]


def test_a_summary_says_what_became_of_all_records(folder, capsys):
    records = [{"id": n, "source": n, "text": text} for n, text in (("a", SINKS), ("b", SINKS))]
    records.append({"id": "c", "source": "c", "text": RESCUED})
    lines = [*map(json.dumps, [*records, records[0]]), "{broken", "[1", '{"id": 3}']
    Path("feed.jsonl").write_text("\n".join(lines))
    read = "7 records read, 3 skipped (2 not JSON, 1 no text), 1 read twice"
    grouped = "3 articles, 1 of them copy, 3 clustered in 1 story"
    for command in ("cluster", "diff"):
        assert last_notes(capsys, command, "feed.jsonl", n_lines=2) == [read, grouped]
    assert last_notes(capsys, "duplicates", "feed.jsonl", n_lines=2) == [
        read,
        "3 articles, 2 of them in 1 pair of copies (1 exact)",
    ]
    assert last_notes(capsys, "clean", "feed.jsonl", n_lines=1) == [read]


def test_a_summary_is_one_line_when_all_went_well(folder, capsys):
    assert last_notes(capsys, "cluster", "in", n_lines=9) == [
        "3 records read: 3 articles, 2 clustered in 1 story"
    ]
    assert last_notes(capsys, "cluster", "in/inland.txt", n_lines=9) == [
        "1 record read: 1 article, no two about one event"
    ]
    assert last_notes(capsys, "duplicates", "in", n_lines=9) == [
        "3 records read: 3 articles, no copies"
    ]


def test_a_summary_stays_away_from_a_report_on_a_terminal_unless_there_is_a_reason(
    folder, monkeypatch
):
    def said(*argv: str) -> str:
        shown = Terminal()
        monkeypatch.setattr(sys, "stderr", shown)
        monkeypatch.setattr(sys, "stdout", Terminal())
        assert main(list(argv)) == 0
        return shown.getvalue()

    assert "records read" not in said("cluster", "in")
    assert "3 records read" in said("cluster", "in", "-v")
    assert "3 records read" in said("cluster", "in", "-o", "stories.txt")
    Path("in/more.jsonl").write_text("{broken\n")
    assert "4 records read, 1 skipped (not JSON)" in said("cluster", "in")
    assert said("cluster", "in", "-q") == ""
