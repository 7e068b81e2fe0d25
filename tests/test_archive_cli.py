"""``dedup archive`` from the command line, killed and interrupted as well."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from dedup.archive import Tally, open_archive, verify
from dedup.archive.export import EXPORTS
from dedup.cli import main
from dedup.cli.progress import _pace, adding
from dedup.cli.settings import Settings
from tests.benchmarks.archive import crash_points, file_work, small_work, write_stream

ROOT = Path(__file__).parents[1]

QUAKE = {
    "id": "quake-1",
    "source": "Port Herald",
    "headline": "Earthquake kills four in Corvane",
    "text": "Four people died when a strong earthquake struck the port of Corvane on"
    " Monday, cutting power to the old town, the governor said.\n\nGovernor Ilse Maran said rescue"
    " teams were searching the collapsed fish market on Anchor Street.",
    "url": "https://herald.example/quake",
    "published": "2031-05-12T08:00:00Z",
}
QUAKE_TOO = {
    "id": "quake-2",
    "source": "Daily Ledger",
    "headline": "Nine dead as earthquake hits Corvane",
    "text": "Nine people died when an earthquake hit the port of Corvane on Monday,"
    " officials said, and the old town was left without power.\n\nRescuers searched the ruins"
    " of the fish market on Anchor Street, Governor Ilse Maran said.",
    "url": "https://ledger.example/quake",
    "published": "2031-05-12T08:00:00Z",
}
BUDGET = {
    "id": "budget",
    "source": "Halvane Post",
    "headline": "Budget passed by two votes",
    "text": "The parliament of Halvane passed a budget of 14 billion crowns after a debate of"
    " nineteen hours, with two votes to spare, the finance ministry said.",
    "published": "2031-05-13T08:00:00Z",
}


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DEDUP_WORKERS", "1")


@pytest.fixture
def desk(write_jsonl, capsys):
    """An archive of three articles, two of them on one event."""
    path = write_jsonl([QUAKE, QUAKE_TOO, BUDGET])
    assert main(["archive", "add", str(path), "-q"]) == 0
    capsys.readouterr()
    return path


def run(capsys, *words):
    code = main(["archive", *map(str, words)])
    return code, *capsys.readouterr()


def test_the_summary_counts_everything(write_jsonl, capsys):
    path = write_jsonl([QUAKE, QUAKE_TOO, "{broken", BUDGET, {**QUAKE, "text": "Changed text."}])
    code, out, err = run(capsys, "add", path)
    assert code == 0
    counts = re.findall(r"^ +(\d+)  (\w+(?: \w+)*)", out, re.MULTILINE)
    assert "ADDED  dedup.sqlite · batch b2" in out
    assert counts == [
        ("5", "read"),
        ("1", "skipped"),
        ("3", "new articles"),
        ("1", "new versions"),
        ("2", "stories opened"),
    ]
    assert f"note: skipped {path}:3: not JSON" in err
    code, out, _ = run(capsys, "add", path, "--json")
    document = json.loads(out)
    assert (document["known"], document["articles"], document["interrupted"]) == (4, 0, False)


def test_list_show_and_diff_a_story(desk, capsys):
    _, out, _ = run(capsys, "list", "--format", "jsonl")
    (story,) = map(json.loads, out.splitlines())
    assert (story["id"], story["articles"]) == ("quake-1", 2)
    _, out, _ = run(capsys, "list", "--least", 1, "--format", "csv")
    assert [row["id"] for row in csv.DictReader(io.StringIO(out))] == ["budget", "quake-1"]
    _, out, _ = run(capsys, "list", "--state", "closed")
    assert out == "No story of this kind.\n"
    _, out, err = run(capsys, "show", "quake-2")
    assert "STORY  quake-1" in out
    assert "NUMBERS CONFLICT" in out
    assert err == ""
    code, out, _ = run(capsys, "diff", "quake-1", "--exit-code")
    assert code == 1
    assert "LOOK HERE" in out
    code, _, err = run(capsys, "diff", "budget")
    assert (code, err.count("\n")) == (3, 1)


def test_since_prints_what_is_new(desk, write_jsonl, capsys):
    changed = {**QUAKE, "text": QUAKE["text"].replace("Four people", "Six people")}
    later = {**BUDGET, "id": "later", "published": "2031-05-14T08:00:00Z"}
    later |= {"headline": "Ferry delayed", "text": "A ferry was delayed by fog off Umbrel."}
    run(capsys, "add", write_jsonl([changed, later], "more.jsonl"))
    code, out, err = run(capsys, "since", "b2", "--exit-code")
    assert code == 1
    assert re.search(r"CHANGED.*\n Port Herald +changed +-Four people +\+Six people", out)
    assert "NEW STORIES  and 1 article that stands alone" in out
    assert err == "note: next time: dedup archive since b3\n"
    _, out, _ = run(capsys, "since", "2031-05-14", "--format", "jsonl")
    kinds = [json.loads(line)["what"] for line in out.splitlines()]
    assert kinds.count("story") == 1
    assert set(kinds) >= {"conflict", "changed"}
    _, out, _ = run(capsys, "since", "1h", "--json")
    assert json.loads(out)["to_batch"] == 3
    code, out, _ = run(capsys, "since", "b3", "--exit-code")
    assert (code, out) == (0, "Nothing came since b3\n")


def dated(name, day, text):
    """Return a record of 2001, which is long past by the clock of the machine."""
    return {"id": name, "source": name, "headline": name, "text": text} | {
        "published": f"2001-05-{day:02}T08:00:00Z"
    }


FERRY = dated("ferry", 12, "A ferry to Umbrel ran aground in fog, and nobody was hurt.")
STRIKE = dated("strike", 13, "Bakers in Corvane went on strike over the price of flour.")
MATCH = dated("match", 10, "Halvane beat Tarnholm by two goals to one in the rain.")
STORM = dated("storm", 15, "A storm took the roof off the opera house of Dremmond.")


def test_since_names_the_batch_of_older_news_that_came_later(write_jsonl, capsys):
    run(capsys, "add", write_jsonl([FERRY, STRIKE]), "-q")
    run(capsys, "add", write_jsonl([MATCH]), "-q")
    code, out, err = run(capsys, "since", "2001-05-14", "--exit-code")
    assert (code, out) == (0, "Nothing came since 2001-05-14\n")
    assert (
        "1 text came after that time, with news of before it only;"
        " to see what came then: dedup archive since b2\n"
    ) in err
    _, out, err = run(capsys, "since", "b2", "--json")
    assert [story["id"] for story in json.loads(out)["stories"]] == ["match"]
    assert err == ""
    run(capsys, "add", write_jsonl([STORM]), "-q")
    _, out, err = run(capsys, "since", "2001-05-14", "--json")
    assert [story["id"] for story in json.loads(out)["stories"]] == ["storm"]
    assert err.endswith("since b2\n")


def test_since_a_date_passes_over_nothing_where_nothing_is_dated(write_jsonl, capsys):
    undated = {key: value for key, value in BUDGET.items() if key != "published"}
    assert main(["archive", "add", str(write_jsonl([undated])), "-q"]) == 0
    capsys.readouterr()
    code, out, _ = run(capsys, "since", "2031-01-01")
    assert code == 0
    assert "1 new story" in out


def test_since_has_nothing_to_add_where_each_batch_brought_newer_news(write_jsonl, capsys):
    run(capsys, "add", write_jsonl([FERRY]), "-q")
    run(capsys, "add", write_jsonl([MATCH, STRIKE]), "-q")
    for since in ("2001-05-14", "2001-05-12T12:00", "1h", "b1"):
        _, _, err = run(capsys, "since", since, "--json")
        assert err == ""


def test_older_news_that_came_before_a_time_is_not_late(write_jsonl, capsys):
    run(capsys, "add", write_jsonl([FERRY, STRIKE]), "-q")
    run(capsys, "add", write_jsonl([MATCH]), "-q")
    _, _, err = run(capsys, "since", "2999-01-01", "--json")
    assert err == ""


def test_search_prints_what_it_found(desk, capsys):
    _, out, _ = run(capsys, "search", "fish market", "--format", "jsonl")
    found = [json.loads(line) for line in out.splitlines()]
    assert {each["id"] for each in found} == {"quake-1", "quake-2"}
    assert "[fish] [market]" in found[0]["snippet"]
    _, out, _ = run(capsys, "search", "nothing", "such")
    assert out == "No article has all these words.\n"


@pytest.mark.parametrize("table", EXPORTS)
def test_every_table_can_be_exported(desk, capsys, table):
    _, out, _ = run(capsys, "export", table)
    rows = [json.loads(line) for line in out.splitlines()]
    _, out, _ = run(capsys, "export", table, "--format", "csv")
    cells = list(csv.DictReader(io.StringIO(out)))
    assert [list(row) for row in rows] == [sorted(row) for row in cells]
    assert rows or table == "changes"


@pytest.mark.parametrize("table", EXPORTS)
def test_parquet_holds_the_same_rows(desk, capsys, table, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    assert run(capsys, "export", table, "--format", "parquet", "-o", tmp_path / "x.parquet")[0] == 0
    _, out, _ = run(capsys, "export", table, "--format", "csv")
    expected = len(list(csv.DictReader(io.StringIO(out))))
    assert parquet.read_table(tmp_path / "x.parquet").num_rows == expected


def test_an_export_goes_to_a_file_and_never_over_the_archive(desk, capsys, tmp_path):
    assert run(capsys, "export", "articles", "-o", tmp_path / "a.jsonl")[0] == 0
    assert len((tmp_path / "a.jsonl").read_text().splitlines()) == 3
    code, _, err = run(capsys, "export", "articles", "-o", "dedup.sqlite")
    assert (code, "would be overwritten" in err) == (2, True)
    code, _, err = run(capsys, "export", "--format", "parquet")
    assert (code, "name a file with -o" in err) == (2, True)


def test_a_spreadsheet_runs_no_cell_of_an_export(write_jsonl, capsys):
    evil = {**BUDGET, "headline": '=HYPERLINK("http://evil.example")'}
    run(capsys, "add", write_jsonl([evil]))
    _, out, _ = run(capsys, "export", "articles", "--format", "csv")
    assert next(csv.DictReader(io.StringIO(out)))["headline"].startswith("'=HYPERLINK")


def test_hostile_words_do_not_reach_the_terminal(write_jsonl, capsys):
    words = "\x1b[2J\u202eearthquake [red]hits[/red] \x07"
    hostile = [
        {**each, "id": f"{words}{n}", "source": words + str(n), "headline": words}
        for n, each in enumerate((QUAKE, QUAKE_TOO))
    ]
    run(capsys, "add", write_jsonl(hostile))
    for command in (["list"], ["since", "b0"], ["search", "earthquake"], ["show", f"{words}0"]):
        code, out, _ = run(capsys, *command)
        assert code == 0
        assert "earthquake" in out
        assert not set(out) & set("\x1b\u202e\x07\x02\x03")


def test_prune_update_and_verify(desk, write_jsonl, capsys):
    later = [
        {"id": "x", "text": "A ferry was delayed by fog off Umbrel.", "published": "2031-08-30"},
        {"id": "y", "text": "Choir wins prize in Lindrake.", "published": "2031-08-30"},
    ]
    run(capsys, "add", write_jsonl(later, "x.jsonl"))
    _, out, _ = run(capsys, "update")
    assert "1  stories compared" in out
    _, out, _ = run(capsys, "prune", "--older-than", "90d", "--dry-run")
    assert out.startswith("2 stories, 3 articles, 3 versions would go")
    _, out, _ = run(capsys, "prune", "--older-than", "90d", "--vacuum")
    assert out.startswith("2 stories, 3 articles, 3 versions let go")
    code, out, _ = run(capsys, "verify")
    assert (code, "is sound" in out) == (0, True)
    with open_archive("dedup.sqlite") as archive:
        archive.db.execute("UPDATE versions SET text = 'forged'")
    code, out, _ = run(capsys, "verify")
    assert (code, "NOT SOUND" in out) == (1, True)
    code, _, err = run(capsys, "prune", "--older-than", "soon")
    assert (code, "wanted one like 12h" in err) == (2, True)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["list"], 3, "dedup.sqlite: no archive; 'dedup archive add PATH...' makes one"),
        (["add", "none.jsonl"], 3, "none.jsonl: no such file or folder"),
        (["since", "yesterday"], 3, "no archive"),
        (["add", "x", "--now", "noon"], 2, "'noon' is no time"),
        (["export", "nothing"], 2, "'nothing' is not one of"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(capsys, words, code, said):
    found, out, err = run(capsys, *words)
    assert (found, out) == (code, "")
    assert said in err
    assert err.count("\n") == 1
    assert not Path("dedup.sqlite").exists()


def test_an_unknown_story_is_said_in_a_line(desk, capsys):
    code, _, err = run(capsys, "show", "nothing")
    assert code == 3
    assert err == (
        "dedup: no story 'nothing'; 'dedup archive list' and 'dedup archive search' name them\n"
    )


def test_the_archive_comes_from_flag_variable_or_file(write_jsonl, capsys, monkeypatch, tmp_path):
    path = write_jsonl([BUDGET])
    Path("dedup.toml").write_text('[archive]\narchive = "from-file.sqlite"\n')
    run(capsys, "add", path)
    monkeypatch.setenv("DEDUP_ARCHIVE", "from-variable.sqlite")
    run(capsys, "add", path)
    run(capsys, "add", path, "--archive", "from-flag.sqlite")
    assert sorted(each.name for each in tmp_path.glob("from-*.sqlite")) == [
        "from-file.sqlite",
        "from-flag.sqlite",
        "from-variable.sqlite",
    ]


def test_progress_is_plain_lines_off_a_terminal(write_jsonl, capsys, monkeypatch):
    monkeypatch.setattr("dedup.cli.progress._EVERY", 0.0)
    path = write_jsonl([{**BUDGET, "id": str(n), "text": f"Text {n}."} for n in range(120)])
    _, _, err = run(capsys, "add", path)
    assert "note: adding: 50 read, 0 new" in err
    assert "note: adding: 120 read, 120 new" in err
    _, _, err = run(capsys, "add", path, "-q")
    assert err == ""


def test_progress_is_one_line_on_a_terminal(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    with adding(["-"], Settings(format="table")) as tell:
        tell(Tally(read=1200, articles=1000, skipped=3))
    shown = sys.stderr.getvalue()
    assert "1,200 read, 1,000 new, 3 skipped" in shown
    assert "note:" not in shown


@pytest.mark.parametrize(
    ("count", "share", "seconds", "said"),
    [
        (0, None, 5.0, ""),
        (100, None, 0.5, ""),
        (100, None, 10.0, ", 10/s"),
        (5, 0.5, 10.0, ", 2.0 s each, 10 s left"),
        (1000, 0.1, 30.0, ", 33/s, 4 min left"),
        (1000, 1.0, 30.0, ", 33/s"),
    ],
)
def test_the_pace_says_how_long_it_will_take(count, share, seconds, said):
    assert _pace(count, share, seconds) == said


# --- stopped ----------------------------------------------------------------------------------


def test_kill_9_at_any_moment_loses_and_doubles_nothing(tmp_path):
    feed = write_stream(tmp_path / "feed.jsonl", 40, per_day=10, seed=2)
    found = list(crash_points(file_work(feed), tmp_path, 10, seed=5))
    assert [wrong for *_, wrong in found] == [""] * 10


def test_kill_9_between_small_batches_loses_and_doubles_nothing(tmp_path):
    work = small_work(tmp_path, 330, 2)
    assert [wrong for *_, wrong in crash_points(work, tmp_path, 2, seed=3)] == [""] * 2


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_a_sound_archive(number, tmp_path):
    feed = write_stream(tmp_path / "feed.jsonl", 300, per_day=10, seed=2)
    words = [sys.executable, "-m", "dedup", "archive", "add", str(feed), "--json"]
    with subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and not _has_batches():
            time.sleep(0.01)  # what is waited for happens in another process
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    document = json.loads(out)
    assert document["interrupted"]
    assert 0 < document["articles"] < 300
    assert "note: interrupted; complete days are kept" in err
    with open_archive("dedup.sqlite") as archive:
        assert verify(archive) == []
        count = archive.db.execute("SELECT count(*) FROM articles").fetchone()[0]
    assert count == document["articles"]


def _has_batches():
    import sqlite3

    try:
        with closing(sqlite3.connect("file:dedup.sqlite?mode=ro", uri=True)) as db:
            return db.execute("SELECT count(*) FROM batches").fetchone()[0] > 0
    except sqlite3.Error:
        return False
