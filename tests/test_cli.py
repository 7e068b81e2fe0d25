"""The command line through ``main(argv)``: what it prints, where, and its exit codes."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import dedup
from dedup.cli import COMMANDS, main

SINKS = """Source: Port Herald
Headline: Ferry sinks off Corvane, nine rescued
Published: 2031-05-12T18:00:00+00:00

The ferry Aldous sank off Corvane harbour on Monday evening after striking a reef.

Nine passengers were rescued by the lifeboat Merit, the harbour master said. Two people are missing.

"Nobody was warned," said Ilse Brandt, the mayor of Corvane.
"""
RESCUED = """Source: Daily Ledger
Headline: Twelve saved as Corvane ferry goes down
Published: 2031-05-12T20:00:00+00:00

Twelve passengers were rescued by the lifeboat Merit when the ferry Aldous sank off Corvane harbour.

The ferry struck a reef on Monday evening. Two people are missing, the harbour master said.

The company, Norrick Lines, declined to comment.
"""
BUDGET = """Source: Inland Post
Headline: Council of Tarrow passes budget
Published: 2031-02-01

The council of Tarrow passed a budget of 40 million crowns on Saturday by eleven votes to eight.

Libraries will stay open on Sundays, the treasurer Odo Venn said.
"""
COMPARING = ("diff", "cluster", "duplicates", "clean")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with three articles in ``in/``, two of them about one event."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    (tmp_path / "in").mkdir()
    for name, text in (("herald", SINKS), ("ledger", RESCUED), ("inland", BUDGET)):
        (tmp_path / "in" / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path


def environment() -> dict[str, str]:
    """Return the variables for a process of its own that runs this very package."""
    return {**os.environ, "PYTHONPATH": str(Path(dedup.__file__).parents[1])}


def spoken(value: object) -> str:
    return " ".join(value) if isinstance(value, list) else str(value)


def arguments(command: str, *paths: str) -> list[str]:
    return [command, *(["Two people are missing."] if command == "check" else []), *paths]


def one_error(captured: pytest.CaptureResult[str]) -> str:
    """Return the error line: the last of stderr, and the only one of its kind."""
    lines = captured.err.splitlines()
    assert captured.out == ""
    assert [line for line in lines if line.startswith("dedup: ")] == lines[-1:]
    assert "Traceback" not in captured.err
    return lines[-1]


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


# --- results -------------------------------------------------------------------------------


def rows(capsys) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_cluster_gives_one_story_a_line(folder, capsys):
    assert main(["cluster", "in", "--format", "jsonl"]) == 0
    stories = rows(capsys)
    assert {tuple(story["article_ids"]) for story in stories} == {("herald", "ledger"), ("inland",)}
    for story in stories:
        assert story["representative_id"] in story["article_ids"]
        assert sorted(i for origin in story["origins"] for i in origin) == story["article_ids"]
        assert {"id", "score", "reasons"} <= story.keys()


def test_duplicates_gives_one_pair_a_line(folder, capsys):
    Path("in/wire.txt").write_text(SINKS.replace("Port Herald", "Wire Desk"))
    assert main(["duplicates", "in", "--format", "jsonl"]) == 0
    (pair,) = rows(capsys)
    assert (pair["left_id"], pair["right_id"], pair["kind"]) == ("herald", "wire", "exact")
    assert pair["score"] == 1


def test_clean_gives_one_article_a_line(folder, capsys):
    assert main(["clean", "in", "--format", "jsonl"]) == 0
    cleaned = rows(capsys)
    assert [article["id"] for article in cleaned] == ["herald", "inland", "ledger"]
    first = cleaned[0]
    assert first["text"].startswith("The ferry Aldous sank")
    text = SINKS.partition("\n\n")[2]
    lines = [text[line["start"] : line["end"]] for line in first["lines"]]
    assert lines == [line for line in text.splitlines() if line]


def test_check_gives_one_article_a_line(folder, capsys):
    assert main(["check", "The ferry Aldous sank.", "in", "--format", "jsonl"]) == 0
    verdicts = {row["article_id"]: row for row in rows(capsys)}
    assert verdicts["herald"]["verdict"] == "supported"
    assert verdicts["inland"]["verdict"] == "not_found"
    for row in verdicts.values():
        assert 0 <= row["support"] <= 1
        assert 0 <= row["conflict"] <= 1
        assert {"sentence", "start", "end", "score"} <= row["evidence"][0].keys()


def test_check_takes_a_draft(folder, capsys):
    Path("draft.txt").write_text("The ferry Aldous sank. The mayor resigned in June.\n")
    assert main(["check", "--draft", "draft.txt", "in", "--format", "json"]) == 0
    out = capsys.readouterr().out
    assert "The ferry Aldous sank." in out
    assert "The mayor resigned in June." in out


def test_diff_gives_one_document(folder, capsys):
    assert main(["diff", "in", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "dedup/1"
    (story,) = document["stories"]
    assert [article["id"] for article in story["articles"]] == ["herald", "ledger"]
    assert story["facts"]


@pytest.mark.parametrize("command", [*COMPARING, "check"])
def test_the_same_input_gives_the_same_bytes(folder, capsys, command):
    outputs = []
    for paths in (["in"], ["in/ledger.txt", "in/inland.txt", "in/herald.txt"]):
        assert main([*arguments(command, *paths), "--format", "json"]) == 0
        outputs.append(json.loads(capsys.readouterr().out))
        assert main([*arguments(command, *paths), "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out) == outputs[-1]
    if command in ("cluster", "duplicates", "diff"):
        assert outputs[0] == outputs[1]


def test_two_articles_that_are_parted_are_said_to_be(folder, capsys):
    assert main(["diff", "in/herald.txt", "in/inland.txt"]) == 0
    assert "--as-one" in capsys.readouterr().err
    assert main(["diff", "--as-one", "--json", "in/herald.txt", "in/inland.txt"]) == 0
    captured = capsys.readouterr()
    assert len(json.loads(captured.out)["stories"]) == 1
    assert captured.err == "note: 2 records read: 2 articles, 2 clustered in 1 story\n"


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["diff", "in"], 1),
        (["diff", "in/herald.txt", "in/inland.txt"], 0),
        (["cluster", "in"], 1),
        (["cluster", "in/inland.txt"], 0),
        (["duplicates", "in"], 0),
        (["check", "The ferry Aldous sank.", "in/herald.txt"], 0),
        (["check", "The mayor of Tarrow resigned in June.", "in/herald.txt"], 1),
    ],
    ids=spoken,
)
def test_exit_code_1_means_findings_and_only_when_asked(folder, capsys, argv, code):
    assert main(argv) == 0
    assert main([*argv, "--exit-code"]) == code


# --- output --------------------------------------------------------------------------------


def test_output_goes_to_a_file(folder, capsys):
    assert main(["clean", "in", "--format", "jsonl", "-o", "out.jsonl"]) == 0
    assert capsys.readouterr().out == ""
    assert len(Path("out.jsonl").read_text("utf-8").splitlines()) == 3


def test_an_output_that_cannot_be_written_is_one_line(folder, capsys):
    assert main(["clean", "in", "-o", "missing/out.txt"]) == 2
    assert "missing/out.txt: cannot be written" in one_error(capsys.readouterr())


@pytest.mark.parametrize("command", [*COMPARING, "check"])
@pytest.mark.parametrize("form", ["table", "json"])
def test_a_stdout_that_takes_ascii_only_is_enough(folder, monkeypatch, command, form):
    Path("in/quoted.txt").write_text(
        "“Ferry” sinks off Orríe 🚢 — nine saved.\n\n" + SINKS, "utf-8"
    )
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    assert main([*arguments(command, "in"), "--format", form]) == 0
    sys.stdout.flush()
    text = raw.getvalue().decode("ascii")
    if form == "json":
        json.loads(text)


def test_ascii_json_means_the_same(folder, monkeypatch, capsys):
    Path("q.txt").write_text(
        "“Ferry” sinks off Orríe 🚢, nine people saved by the lifeboat.", "utf-8"
    )
    main(["clean", "q.txt", "--json"])
    wanted = json.loads(capsys.readouterr().out)
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    main(["clean", "q.txt", "--json"])
    sys.stdout.flush()
    assert json.loads(raw.getvalue()) == wanted


def test_a_reader_that_goes_away_is_no_error(folder):
    record = {"source": "X", "text": SINKS * 40}
    Path("feed.jsonl").write_text(
        "\n".join(json.dumps({**record, "id": str(n)}) for n in range(40)), "utf-8"
    )
    command = [sys.executable, "-m", "dedup", "clean", "feed.jsonl", "--format", "jsonl"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, env=environment()) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read().splitlines() == [b"note: 40 records read"]
    assert process.returncode == 0


def test_standard_input_is_a_path(folder, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SINKS.encode())))
    assert main(["clean", "-", "--json"]) == 0
    assert "Aldous" in capsys.readouterr().out


def test_a_pipe_changes_no_result(folder, capsys):
    assert main(["diff", "in", "--width", "100"]) == 0
    wide = capsys.readouterr().out
    assert main(["diff", "in"]) == 0
    assert capsys.readouterr().out == wide


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


# --- eval ----------------------------------------------------------------------------------


@pytest.fixture
def labelled(folder: Path) -> dict[str, Path]:
    shapes = {
        "stories": [
            {"id": "herald", "text": SINKS, "cluster": "ferry"},
            {"id": "ledger", "text": RESCUED, "cluster": "ferry"},
            {"id": "inland", "text": BUDGET, "cluster": "budget"},
        ],
        "alignment": [
            {
                "topic": "ferry",
                "doc": "1",
                "summary_sentence": "The ferry Aldous sank off Corvane harbour on Monday.",
                "doc_sentence": "On Monday the ferry Aldous sank off the harbour of Corvane.",
                "sum_sent_char": 0,
                "doc_sent_char": 40,
            },
            {
                "topic": "ferry",
                "doc": "1",
                "summary_sentence": "Nine passengers were rescued by a lifeboat.",
                "doc_sentence": "A lifeboat rescued nine passengers, the coastguard said.",
                "sum_sent_char": 60,
                "doc_sent_char": 0,
            },
        ],
        "check": [
            {"claim": "Two people are missing.", "text": SINKS, "label": "supported"},
            {"claim": "The council passed a budget.", "text": SINKS, "label": "not_found"},
        ],
        "lines": [
            {
                "lines": [
                    ["Home | News | Sport | Log in", 0],
                    ["Ferry sinks off Corvane, nine rescued", 1],
                    ["12 May 2031, 18:00", 3],
                    [
                        "The ferry Aldous sank off Corvane on Monday after striking a reef.",
                        2,
                    ],
                    ["Nine passengers were rescued by the lifeboat Merit, officials said.", 2],
                ]
            }
        ],
    }
    paths = {}
    for name, records in shapes.items():
        paths[name] = folder / f"{name}.jsonl"
        paths[name].write_text("\n".join(map(json.dumps, records)) + "\n")
    return paths


@pytest.mark.parametrize(
    ("task", "figure"),
    [
        ("stories", "bcubed_f1"),
        ("alignment", "edge_f1"),
        ("check", "balanced_accuracy"),
        ("lines", "character_f1"),
    ],
)
def test_eval_gives_figures_and_keeps_floors(labelled, capsys, task, figure):
    path = str(labelled[task])
    assert main(["eval", task, path, "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    value = document["files"][path][figure]
    assert (document["schema"], document["task"]) == ("dedup/1", task)
    assert 0.5 < value <= 1
    assert main(["eval", task, path, "--floor", f"{figure}={value}"]) == 0
    assert figure in capsys.readouterr().out
    assert main(["eval", task, path, "--floor", f"{figure}=1.01"]) == 1
    assert "below the floor 1.01" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["table", "csv", "md"])
def test_eval_figures_in_other_forms(labelled, capsys, form):
    assert main(["eval", "lines", str(labelled["lines"]), "--format", form]) == 0
    assert "character_f1" in capsys.readouterr().out


def test_eval_takes_documents_from_another_file(folder, capsys):
    Path("docs.jsonl").write_text(json.dumps({"doc": "d", "text": SINKS}) + "\n")
    Path("edits.jsonl").write_text(
        json.dumps({"doc": "d", "summary": "Two people are missing.", "label": 1}) + "\n"
    )
    assert main(["eval", "check", "docs.jsonl", "edits.jsonl", "--format", "json"]) == 0
    files = json.loads(capsys.readouterr().out)["files"]
    assert set(files) == {"edits.jsonl"}
    assert files["edits.jsonl"]["claims"] == 1


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["eval", "stories", "missing.jsonl"], 3),
        (["eval", "stories", "lines.jsonl"], 3),
        (["eval", "check", "stories.jsonl"], 3),
        (["eval", "lines", "lines.jsonl", "--floor", "nonsense=1"], 2),
    ],
    ids=spoken,
)
def test_eval_says_what_is_wrong(labelled, capsys, argv, code):
    assert main(argv) == code
    captured = capsys.readouterr()
    assert captured.err.startswith("dedup: ")
    assert captured.err.count("\n") == 1


def test_an_input_is_never_overwritten(tmp_path, capsys):
    path = tmp_path / "a.txt"
    path.write_text("The ferry sank off Corvane on Monday. Four people died.", "utf-8")
    assert main(["clean", str(path), "-o", str(path)]) == 3
    assert "would be overwritten" in capsys.readouterr().err
    assert path.read_text("utf-8").startswith("The ferry")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_one_line_and_no_internal_error(tmp_path, unbuffered):
    path = tmp_path / "a.txt"
    path.write_text("The ferry sank off Corvane on Monday. Four people died.", "utf-8")
    with open("/dev/full", "w") as full:  # noqa: PTH123
        result = subprocess.run(
            [sys.executable, "-m", "dedup", "clean", str(path), "--format", "jsonl"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        )
    assert result.returncode == 3
    assert result.stderr.count("\n") == 1
    assert "cannot be written" in result.stderr


def test_a_missing_labelled_file_is_named(capsys):
    assert main(["eval", "stories", "nothing.jsonl"]) == 3
    assert "nothing.jsonl: no such file" in capsys.readouterr().err


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
