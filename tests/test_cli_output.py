"""What the commands write, where, and in which form."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dedup.cli import main
from tests.conftest import COMPARING, SINKS, arguments, environment, one_error, spoken

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
