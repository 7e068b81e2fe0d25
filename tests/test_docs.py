"""What the README says is run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import dedup
from dedup.cli import COMMANDS, main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
SHOWN = [
    shlex.split(line[2:])
    for block in re.findall(r"```(?:console|text)\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("$ dedup ")
]


@pytest.fixture(autouse=True)
def _in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("words", SHOWN, ids=" ".join)
def test_a_documented_command_runs(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    argv = [str(tmp_path / word) if word == "report.json" else word for word in words[1:]]
    assert main(argv) == 0
    printed = capsys.readouterr().out
    assert printed or (tmp_path / "report.json").stat().st_size


def test_the_report_in_the_readme_is_what_the_command_prints(
    capsys: pytest.CaptureFixture[str],
) -> None:
    block = re.search(r"```text\n\$ (dedup diff .*?)\n(.*?)\n…\n```", README, re.DOTALL)
    assert block
    assert main(shlex.split(block[1])[1:]) == 0
    assert capsys.readouterr().out.startswith(block[2] + "\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented_and_helped(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert f"`dedup {command} " in README
    assert main([command, "--help"]) == 0
    assert f"dedup {command} " in capsys.readouterr().out


def test_the_python_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code
    exec(compile(code[1], "README.md", "exec"), {})
    assert capsys.readouterr().out


def test_the_public_names_are_these() -> None:
    assert sorted(dedup.__all__) == dedup.__all__
    for name in dedup.__all__:
        assert getattr(dedup, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = dedup.nothing


def test_the_two_set_up_commands_are_in_the_readme_and_in_ci() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    for command in ("pip install -q .", "dedup diff samples/articles", "python -m pytest"):
        assert command in README
        assert command in script
