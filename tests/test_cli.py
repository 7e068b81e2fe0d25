"""The command line through ``main(argv)``: what it prints, where, and its exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import dedup
from dedup.cli import COMMANDS, main
from tests.conftest import COMPARING, RESCUED, SINKS, arguments, environment, one_error, spoken

# --- help and usage ------------------------------------------------------------------------


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help_opens_with_two_examples(capsys, command, flag):
    assert main([*([command] if command else []), flag]) == 0
    out = capsys.readouterr().out
    examples = [line for line in out.splitlines() if line.strip().startswith("dedup ")]
    assert len(examples) >= 2
    assert out.index("dedup ", out.index("\n")) < out.index("Options:")


def test_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"dedup {dedup.__version__}\n"


@pytest.mark.parametrize(
    "argv",
    [
        ["nonsense"],
        ["diff"],
        ["diff", "--nonsense", "in"],
        ["diff", "--format", "csv", "in"],
        ["diff", "--width", "5", "in"],
        ["diff", "--explain", "0", "in"],
        ["diff", "in/herald.txt"],
        ["check", "in"],
        ["check", "…", "in"],
        ["check", "in/herald.txt", "in"],
        ["clean", "--exit-code", "in"],
        ["clean", "in", "--config", "missing.toml"],
        ["eval", "nonsense", "in"],
        ["eval", "stories", "in", "--floor", "bcubed_f1"],
    ],
    ids=spoken,
)
def test_wrong_usage_is_one_line_and_code_2(folder, capsys, argv):
    assert main(argv) == 2
    assert one_error(capsys.readouterr())


def test_no_command_shows_the_help_on_stderr(capsys):
    assert main([]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Commands:" in captured.err


# --- unreadable input ----------------------------------------------------------------------


@pytest.mark.parametrize("command", [*COMPARING, "check"])
@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("missing.txt", None, "no such file"),
        ("missing*.txt", None, "matches no file"),
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("binary.txt", b"\x00\x01\x02", "binary"),
        ("broken.jsonl", b"{broken\n", "not JSON"),
        ("empty.jsonl", b"", "no articles"),
        ("other.json", b"{}", "no articles"),
        ("broken.csv.gz", b"\x1f\x8bnope", "cannot be read"),
        ("bad\x1b[31m.txt", b"", "empty"),
    ],
)
def test_unreadable_input_is_one_line_and_code_3(folder, capsys, command, name, content, reason):
    if content is not None:
        (folder / name).write_bytes(content)
    assert main(arguments(command, name)) == 3
    error = one_error(capsys.readouterr())
    assert reason in error
    assert "\x1b" not in error


def test_an_empty_folder_is_said(folder, capsys):
    (folder / "nothing").mkdir()
    assert main(["cluster", "nothing"]) == 3
    assert "nothing: no articles found" in one_error(capsys.readouterr())


@pytest.mark.parametrize("command", [*COMPARING, "check"])
def test_bad_records_are_named_and_harm_no_other(folder, capsys, command):
    records = [
        json.dumps({"id": name, "source": name, "text": text})
        for name, text in (("herald", SINKS), ("ledger", RESCUED))
    ]
    Path("feed.jsonl").write_text("\n".join([records[0], "{broken", '{"id": 3}', records[1]]))
    assert main([*arguments(command, "feed.jsonl"), "--format", "json"]) == 0
    captured = capsys.readouterr()
    assert "note: skipped feed.jsonl:2: not JSON" in captured.err
    assert "note: skipped feed.jsonl:3: no text" in captured.err
    if command != "duplicates":
        assert "herald" in captured.out
        assert "ledger" in captured.out


def test_quiet_says_nothing_but_errors(folder, capsys):
    Path("feed.jsonl").write_text(json.dumps({"text": SINKS}) + "\n{broken\n")
    assert main(["clean", "-q", "feed.jsonl"]) == 0
    assert capsys.readouterr().err == ""


def test_strict_stops_at_a_bad_record(folder, capsys):
    Path("feed.jsonl").write_text(json.dumps({"text": SINKS}) + "\n{broken\n")
    assert main(["clean", "--strict", "feed.jsonl"]) == 3
    assert "feed.jsonl:2: not JSON" in one_error(capsys.readouterr())


# --- odd input -----------------------------------------------------------------------------

ODD = {
    "one word": "Ferry.",
    "no letters": "1234 -- !!!",
    "control characters": "The ferry\x1b[31m sank\x07 off Corvane.\x0b\x85 Nine \u202ewere saved.",
    "a huge line": "The ferry Aldous sank off Corvane harbour on Monday evening. " * 150,
    "a huge word": "a" * 1_000_000,
    "identical lines": "The ferry sank.\n" * 300,
    "emoji and letters of the world": "渡し船が沈没した。Паром затонул. 🚢🚢 " * 20,
    "markup": "[red]The ferry[/b] sank[/red] :smile: <b>off</b> &amp; Corvane.",
}


@pytest.mark.parametrize("command", [*COMPARING, "check"])
@pytest.mark.parametrize("text", list(ODD.values()), ids=list(ODD))
@pytest.mark.parametrize("form", ["table", "json"])
def test_odd_text_is_ordinary_input(folder, capsys, command, text, form):
    Path("odd.jsonl").write_text(json.dumps({"id": "odd", "source": "Odd", "text": text}))
    assert main([*arguments(command, "odd.jsonl", "in/herald.txt"), "--format", form]) == 0
    captured = capsys.readouterr()
    assert captured.out
    assert "Traceback" not in captured.err
    assert "\x1b" not in captured.out
    assert "\x07" not in captured.out


@pytest.mark.parametrize("command", [*COMPARING, "check"])
def test_wrong_encodings_are_read_and_said(folder, capsys, command):
    Path("old.txt").write_bytes("“Ferry sinks” off Orríe harbour, nine saved.".encode("cp1252"))
    assert main(arguments(command, "old.txt", "in/herald.txt")) == 0
    assert "note: not UTF-8, read as Windows-1252: old.txt" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["cluster", "duplicates", "clean", "check"])
def test_one_article_is_enough(folder, capsys, command):
    assert main([*arguments(command, "in/herald.txt"), "--format", "json"]) == 0
    json.loads(capsys.readouterr().out)


def test_the_same_article_twice_is_not_compared_with_itself(folder, capsys):
    Path("again.txt").write_text(SINKS)
    assert main(["diff", "in/herald.txt", "again.txt"]) == 2
    captured = capsys.readouterr()
    assert "note: 1 article read twice, kept once" in captured.err
    assert "two or more" in captured.err


def test_one_text_from_two_outlets_is_one_origin(folder, capsys):
    for name in ("first.txt", "second.txt"):
        Path(name).write_text(SINKS.partition("\n\n")[2])
    assert main(["diff", "first.txt", "second.txt", "--json"]) == 0
    (story,) = json.loads(capsys.readouterr().out)["stories"]
    assert story["origins"] == [["first", "second"]]
    assert {fact["status"] for fact in story["facts"]} <= {"shared", "unique"}
    assert not [finding for finding in story["findings"] if finding["level"] == "alert"]


# --- configuration -------------------------------------------------------------------------


def chosen_format(capsys, *flags: str) -> str:
    assert main(["cluster", "in/inland.txt", *flags]) == 0
    out = capsys.readouterr().out
    if out.lstrip().startswith("{"):
        return "json" if "\n" in out.strip() else "jsonl"
    return "csv" if out.startswith("story_id,") else "other"


def test_flags_beat_variables_beat_files_beat_defaults(folder, monkeypatch, capsys):
    home = folder / "home" / "dedup"
    home.mkdir(parents=True)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home.parent))
    assert chosen_format(capsys) == "other"
    (home / "config.toml").write_text('format = "csv"\n')
    assert chosen_format(capsys) == "csv"
    Path("dedup.toml").write_text('[cluster]\nformat = "jsonl"\n')
    assert chosen_format(capsys) == "jsonl"
    monkeypatch.setenv("DEDUP_FORMAT", "json")
    assert chosen_format(capsys) == "json"
    monkeypatch.setenv("DEDUP_CLUSTER_FORMAT", "csv")
    assert chosen_format(capsys) == "csv"
    assert chosen_format(capsys, "--format", "jsonl") == "jsonl"


def test_a_named_configuration_stands_alone(folder, capsys):
    Path("dedup.toml").write_text('format = "csv"\n')
    Path("other.toml").write_text("width = 60\n")
    assert chosen_format(capsys, "--config", "other.toml") == "other"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("format = ", "TOML"),
        ('format = "pdf"', "pdf"),
        ("width = 5", "width"),
    ],
)
def test_a_wrong_configuration_is_one_line(folder, capsys, content, reason):
    Path("dedup.toml").write_text(content)
    assert main(["cluster", "in"]) == 2
    assert reason in one_error(capsys.readouterr())


def test_an_option_of_another_command_may_stand_at_the_top(folder, capsys):
    Path("dedup.toml").write_text('base = "A"\n')
    assert chosen_format(capsys) == "other"


# --- faults --------------------------------------------------------------------------------


def broken(*args, **kwargs):
    raise ZeroDivisionError("of\nall things")


def test_a_fault_is_one_line_unless_asked_for_more(folder, monkeypatch, capsys):
    monkeypatch.setattr("dedup.ingest.collect", broken)
    assert main(["clean", "in"]) == 70
    assert "internal error, ZeroDivisionError" in one_error(capsys.readouterr())
    assert main(["clean", "in", "-vv"]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_an_interrupt_is_130(folder, monkeypatch, capsys):
    def interrupt(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("dedup.ingest.collect", interrupt)
    assert main(["clean", "in"]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_the_module_runs_too():
    command = [sys.executable, "-W", "error", "-m", "dedup", "--version"]
    result = subprocess.run(command, capture_output=True, env=environment())
    assert (result.returncode, result.stderr) == (0, b"")


# --- languages -----------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["diff", "clean"])
def test_a_language_is_recognised_when_asked_for(folder, capsys, command):
    pytest.importorskip("py3langid")

    def languages(*flags: str) -> set[str | None]:
        assert main([command, "in", "--format", "json", *flags]) == 0
        document = json.loads(capsys.readouterr().out)
        articles = document["stories"][0]["articles"] if command == "diff" else document["articles"]
        return {article["language"] for article in articles}

    assert languages() == {None}
    assert languages("--languages") == {"en"}
    Path("dedup.toml").write_text("languages = true\n")
    assert languages() == {"en"}


def test_without_the_extra_for_languages_nothing_is_read(folder, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "py3langid", None)
    assert main(["clean", "in", "--languages"]) == 3
    error = one_error(capsys.readouterr())
    assert "--languages" in error
    assert "pip install 'dedup[language]'" in error
