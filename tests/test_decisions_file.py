"""Decisions in a file: how it is read and written, and what the reports and commands make of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dedup.cli import main
from dedup.decisions import (
    Decision,
    apply_decisions,
    read_decisions,
)
from dedup.errors import ArticleFormatError, InputError
from dedup.report import ReportOptions, render, render_decisions
from tests.decision_builders import (
    HERALD,
    LEAD,
    LEDGER,
    TAIL,
    decide,
    key_of,
    story,
)

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


# --- the file -------------------------------------------------------------------------------


def read(tmp_path: Path, text: str) -> tuple[Decision | ArticleFormatError, ...]:
    path = tmp_path / "review.jsonl"
    path.write_text(text, "utf-8")
    return read_decisions(path)


def test_a_file_is_read_line_by_line(tmp_path: Path) -> None:
    text = (
        '\ufeff# a comment\n\n{"decision": "merge", "key": "AAAAAAAA + bbbbbbbb", "who": "R"}\r\n'
        '  {"decision": "reject", "key": "cccccccc", "words": ["61"], "when": "today"}'
    )
    source = str(tmp_path / "review.jsonl")
    assert read(tmp_path, text) == (
        Decision(
            decision="merge", keys=("aaaaaaaa", "bbbbbbbb"), who="R", source=source, line=3
        ),
        Decision(
            decision="reject", keys=("cccccccc",), words=("61",), when="today", source=source,
            line=4,
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "not JSON (Expecting property name"),
        ("[1]", "no decision; wanted"),
        ("{}", "decision ''; wanted accept, reject, merge, split, undecided"),
        ('{"decision": "acept", "key": "aaaaaaaa"}', "decision 'acept'; wanted"),
        ('{"decision": "accept"}', "key ''; wanted eight letters or digits"),
        ('{"decision": "accept", "key": "F1"}', "key 'f1'; wanted eight letters or digits"),
        ('{"decision": "accept", "key": 12}', "key is not text"),
        ('{"decision": "accept", "key": "aaaaaaaa", "rul": "x"}', "unknown field 'rul'"),
        ('{"decision": "accept", "key": "aaaaaaaa", "line": 2}', "unknown field 'line'"),
        ('{"decision": "accept", "key": "aaaaaaaa", "words": "x"}', "words is not a list"),
        ('{"decision": "merge", "key": "aaaaaaaa"}', "too few keys to merge; wanted two"),
        ('{"decision": "merge", "key": "aaaaaaaa+aaaaaaaa"}', "too few keys to merge"),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_a_malformed_line_is_located_and_harms_no_other(
    tmp_path: Path, line: str, reason: str
) -> None:
    good = '{"decision": "accept", "key": "aaaaaaaa"}'
    first, bad, last = read(tmp_path, f"{good}\n{line}\n{good}\n")
    assert isinstance(bad, ArticleFormatError)
    assert bad.line == 2
    assert bad.reason.startswith(reason)
    assert isinstance(first, Decision)
    assert isinstance(last, Decision)


def test_a_file_that_is_no_text_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "x", tmp_path / "nothing", tmp_path):
        with pytest.raises(InputError, match="cannot be read"):
            read_decisions(path)


def test_the_example_of_the_readme_is_read(tmp_path: Path) -> None:
    example = re.search(r"```json\n(\{\"decision.*?)```", README, re.DOTALL)
    assert example
    decisions = read(tmp_path, example[1])
    assert [d.decision for d in decisions if isinstance(d, Decision)] == [
        "accept",
        "reject",
        "merge",
        "split",
    ]


def test_the_file_to_fill_in_has_a_line_for_each_alert_and_notice(tmp_path: Path) -> None:
    comparison = story()
    text = render_decisions([comparison])
    lines = read(tmp_path, text)
    loud = [f for f in comparison.findings if f.level != "info"]
    assert [d.rule for d in lines if isinstance(d, Decision)] == [f.rule for f in loud]
    assert loud
    filled = read(tmp_path, text.replace('"undecided"', '"reject"'))
    reviewed = apply_decisions(comparison, [d for d in filled if isinstance(d, Decision)])
    assert len(reviewed.rejected) == len(loud)
    assert not reviewed.unmatched
    # What is decided is not asked again.
    accepted = read(tmp_path, text.replace('"undecided"', '"accept"'))
    again = apply_decisions(comparison, [d for d in accepted if isinstance(d, Decision)])
    assert read(tmp_path, render_decisions([again])) == ()


# --- reports --------------------------------------------------------------------------------


def test_json_holds_keys_decisions_and_what_was_rejected() -> None:
    comparison = story()
    key = key_of(comparison, "41,000")
    reviewed = decide(comparison, "reject", key, rule="number-conflict", who="R. Malik")
    (document,) = json.loads(render(reviewed, format="json"))["stories"]
    (rejected,) = document["rejected"]
    assert rejected["key"] == key
    assert rejected["decision"] == {
        "decision": "reject",
        "note": "",
        "who": "R. Malik",
        "when": "",
    }
    facts = {fact["id"]: fact for fact in document["facts"]}
    for finding in document["findings"]:
        assert finding["decision"] is None
        assert finding["key"] == "+".join(sorted(facts[i]["key"] for i in finding["facts"]))
    for fact in facts.values():
        assert fact["key"] == min(mention["key"] for mention in fact["mentions"])


@pytest.mark.parametrize("width", [80, 100])
def test_explain_prints_lines_that_can_be_pasted(tmp_path: Path, width: int) -> None:
    comparison = story()
    for finding in comparison.findings:
        options = ReportOptions(width=width, explain=int(finding.id))
        text = render(comparison, options=options)
        lines = re.findall(r"^ (\{\"decision.*\})$", text, re.MULTILINE)
        accept, reject, *_ = read(tmp_path, "\n".join(lines))
        assert isinstance(accept, Decision)
        assert isinstance(reject, Decision)
        assert apply_decisions(comparison, [accept]).marks.keys() == {finding.id}
        ((found, _),) = apply_decisions(comparison, [reject]).rejected
        assert (found.rule, found.facts) == (finding.rule, finding.facts)


@pytest.mark.parametrize("format", ["table", "md"])
def test_hostile_notes_do_not_steer_the_terminal(format: str) -> None:
    comparison = story()
    key = key_of(comparison, "41,000")
    note = "\x1b[31mred\x1b[0m \u202eback"
    text = render(
        decide(comparison, "accept", key, rule="number-conflict", note=note), format=format
    )
    assert "\x1b" not in text
    assert "\u202e" not in text


# --- the command line -----------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("herald", HERALD), ("ledger", LEDGER)):
        Path(f"{name}.txt").write_text(
            f"Source: {name}\nHeadline: Harbour bridge closed\n\n{LEAD}\n\n{text}\n\n{TAIL}\n"
        )
    return tmp_path


DIFF = ["diff", "--as-one", "herald.txt", "ledger.txt"]


def test_decisions_are_written_filled_in_and_honoured(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*DIFF, "--write-decisions", "review.jsonl"]) == 0
    plain = capsys.readouterr()
    assert "! 1 NUMBERS CONFLICT" in plain.out
    file = Path("review.jsonl")
    file.write_text(file.read_text("utf-8").replace("undecided", "reject"), "utf-8")
    assert main([*DIFF, "--decisions", "review.jsonl"]) == 0
    decided = capsys.readouterr()
    assert decided.err == "note: 2 records read: 2 articles, 2 clustered in 1 story\n"
    assert "rejected by decisions" in decided.out
    assert "NUMBERS CONFLICT" not in decided.out
    assert "! " in decided.out, "the status of the fact stays"


def test_a_file_with_decisions_is_never_written_over(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("review.jsonl").write_text("# mine\n")
    assert main([*DIFF, "--write-decisions", "review.jsonl"]) == 2
    assert "review.jsonl exists" in capsys.readouterr().err
    assert Path("review.jsonl").read_text() == "# mine\n"


def test_rejected_findings_do_not_count_for_the_exit_code(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    comparison = json.loads(_run([*DIFF, "--json"], capsys))["stories"][0]
    lines = [
        json.dumps({"decision": "reject", "key": f["key"], "rule": f["rule"]})
        for f in comparison["findings"]
    ]
    Path("all.jsonl").write_text("\n".join(lines))
    assert main([*DIFF, "--exit-code"]) == 1
    assert main([*DIFF, "--exit-code", "--decisions", "all.jsonl"]) == 0


def _run(argv: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(argv) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{broken", "d.jsonl:2: not JSON"),
        ('{"decision": "accept", "key": "aaaaaaaa"}', "d.jsonl:2: accept has no effect"),
    ],
)
def test_a_line_that_does_nothing_is_named_and_the_rest_honoured(
    folder: Path, capsys: pytest.CaptureFixture[str], line: str, message: str
) -> None:
    story = json.loads(_run([*DIFF, "--json"], capsys))["stories"][0]
    key = story["findings"][0]["key"]
    good = json.dumps({"decision": "accept", "key": key, "rule": "number-conflict"})
    Path("d.jsonl").write_text(f"{good}\n{line}\n")
    assert main([*DIFF, "--decisions", "d.jsonl"]) == 0
    loud = capsys.readouterr()
    assert message in loud.err
    assert "[accepted]" in loud.out
    assert main([*DIFF, "--decisions", "d.jsonl", "-q"]) == 0
    assert capsys.readouterr().err == ""
    assert main([*DIFF, "--decisions", "d.jsonl", "--strict"]) == 3
    strict = capsys.readouterr()
    assert message in strict.err
    assert strict.out == ""
