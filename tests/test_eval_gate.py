"""The gate on evaluation figures, tried on data made here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import eval_gate


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    rows = [
        {"id": "a", "cluster": "1", "text": "The ferry sank off Corvane on Monday."},
        {"id": "b", "cluster": "1", "text": "A ferry sank off Corvane on Monday."},
        {"id": "c", "cluster": "2", "text": "Teachers in Aldon went on strike over pay."},
    ]
    (tmp_path / "made.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    floors = tmp_path / "floors.json"
    entry = {"task": "stories", "files": ["made.jsonl"], "floors": {"bcubed_f1": 0.5}}
    floors.write_text(json.dumps([entry]), "utf-8")
    monkeypatch.setattr(eval_gate, "FLOORS", floors)
    return tmp_path


def floor(folder: Path) -> float:
    value: float = json.loads((folder / "floors.json").read_text("utf-8"))[0]["floors"]["bcubed_f1"]
    return value


def test_a_figure_above_its_floor_passes_and_update_raises_it(folder: Path) -> None:
    assert eval_gate.main([str(folder)]) == 0
    assert floor(folder) == 0.5
    assert eval_gate.main([str(folder), "--update"]) == 0
    assert floor(folder) == 1.0


def test_a_figure_below_its_floor_fails_and_is_lowered_only_on_request(folder: Path) -> None:
    eval_gate.main([str(folder), "--update"])
    rows = (folder / "made.jsonl").read_text("utf-8").replace('"2"', '"1"')
    (folder / "made.jsonl").write_text(rows, "utf-8")
    assert eval_gate.main([str(folder)]) == 1  # other data
    assert eval_gate.main([str(folder), "--update"]) == 1
    assert floor(folder) == 1.0
    assert eval_gate.main([str(folder), "--update", "--allow-regression"]) == 0
    assert floor(folder) < 1.0
