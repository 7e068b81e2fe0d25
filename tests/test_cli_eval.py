"""``dedup eval`` through ``main(argv)``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dedup.cli import main
from tests.conftest import BUDGET, RESCUED, SINKS, spoken


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


def test_a_missing_labelled_file_is_named(capsys):
    assert main(["eval", "stories", "nothing.jsonl"]) == 3
    assert "nothing.jsonl: no such file" in capsys.readouterr().err
