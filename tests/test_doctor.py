"""``dedup doctor`` and ``dedup completion``."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import dedup
from dedup.cli import COMMANDS, doctor, main

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path


def checks(capsys: pytest.CaptureFixture[str], *flags: str) -> tuple[dict[Any, dict], int]:
    code = main(["doctor", "--json", *flags])
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "dedup/1"
    return {(check["section"], check["name"]): check for check in document["checks"]}, code


def test_everything_is_looked_at(capsys):
    found, code = checks(capsys)
    assert code == 0
    assert found["versions", "dedup"]["detail"].startswith(dedup.__version__)
    assert found["versions", "Python"]["detail"].startswith(
        ".".join(map(str, sys.version_info[:3]))
    )
    assert "full-text search" in found["versions", "SQLite"]["detail"]
    data = {path.name for path in Path(dedup.__file__).with_name("data").iterdir()}
    assert {name for section, name in found if section == "data"} == data
    assert {path for section, path in found if section == "configuration"} == {
        "dedup.toml",
        str(Path("home/dedup/config.toml").absolute()),
    }
    assert found["paths", "state of fetch"]["state"] == "ok"
    assert found["processors", "processors"]["state"] == "ok"
    assert {check["state"] for check in found.values()} <= {"ok", "missing"}


def test_every_dependency_and_extra_is_listed_and_every_extra_explained(capsys):
    about = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found, _ = checks(capsys)
    listed = {name for section, name in found if section == "dependencies"}
    assert listed == {line.split(">")[0] for line in about["dependencies"]}
    extras = set(about["optional-dependencies"]) - {"test", "dev"}
    assert {name for section, name in found if section == "extras"} == extras
    assert extras <= set(doctor.PURPOSES)


def test_what_an_installed_package_declares_is_read_too(monkeypatch, tmp_path):
    monkeypatch.setattr(doctor, "_home", lambda: tmp_path / "elsewhere" / "dedup")
    lines = [
        "click>=8.1",
        'trafilatura>=2.0; extra == "html"',
        'pytest; extra == "test"',
        'tomli>=2; python_version < "3.11"',
        'zstandard>=0.22; (python_version < "3.11") and extra == "zstd"',
        'other>=1; python_version >= "3.11" and extra == "html"',
    ]
    monkeypatch.setattr("importlib.metadata.requires", lambda _: lines)
    always, extras = doctor.declared()
    assert always == ["click>=8.1"]
    assert extras == {"html": ["trafilatura>=2.0", "other>=1"], "test": ["pytest"], "zstd": []}


@pytest.mark.parametrize(
    ("requirement", "state", "detail"),
    [
        ("click>=8.1", "ok", ""),
        ("no-such-package-here>=1", "missing", "not installed"),
        ("click>=999.0", "broken", "wanted 999.0 or later"),
    ],
)
def test_a_requirement_is_met_missing_or_too_old(requirement, state, detail):
    _, found, said = doctor._installed(requirement, doctor._modules())
    assert found == state
    assert detail in said


def test_a_package_that_cannot_be_imported_is_broken(monkeypatch):
    def fail(name: str) -> None:
        raise OSError("wrong ELF class")

    monkeypatch.setattr("importlib.import_module", fail)
    _, state, detail = doctor._installed("click>=8.1", {})
    assert state == "broken"
    assert "OSError: wrong ELF class" in detail


def test_a_missing_dependency_is_broken_and_a_missing_extra_is_not(monkeypatch, capsys):
    monkeypatch.setattr(doctor, "declared", lambda: (["click"], {"html": ["no-such-one"]}))
    found, code = checks(capsys)
    assert (found["extras", "html"]["state"], code) == ("missing", 0)
    assert "pip install 'dedup[html]'" in found["extras", "html"]["detail"]
    monkeypatch.setattr(doctor, "declared", lambda: (["no-such-one>=1"], {}))
    found, code = checks(capsys)
    assert (found["dependencies", "no-such-one"]["state"], code) == ("broken", 1)


@pytest.mark.parametrize(
    ("name", "content"), [("a.json", b"{"), ("b.tsv.gz", b"words"), ("c.tsv.gz", b"\x1f\x8b\x08")]
)
def test_a_data_file_that_cannot_be_read_is_broken(monkeypatch, tmp_path, capsys, name, content):
    (tmp_path / "dedup" / "data").mkdir(parents=True)
    (tmp_path / "dedup" / "data" / name).write_bytes(content)
    monkeypatch.setattr(doctor, "_home", lambda: tmp_path / "dedup")
    monkeypatch.setattr(doctor, "declared", lambda: ([], {}))
    found, code = checks(capsys)
    assert (found["data", name]["state"], code) == ("broken", 1)


def test_an_installation_without_data_is_broken(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(doctor, "_home", lambda: tmp_path / "dedup")
    monkeypatch.setattr(doctor, "declared", lambda: ([], {}))
    assert checks(capsys)[1] == 1


def test_configuration_is_checked_for_all_commands(capsys):
    Path("dedup.toml").write_text("width = 80\n[diff]\nnonsense = 1\n")
    found, code = checks(capsys)
    check = found["configuration", "dedup.toml"]
    assert (check["state"], code) == ("warning", 0)
    assert check["detail"].startswith("dedup.toml:3: no option 'nonsense' of diff")


def test_a_broken_configuration_of_the_user_is_broken(capsys, monkeypatch):
    Path("fine.toml").write_text("width = 80\n")
    Path("home/dedup").mkdir(parents=True)
    Path("home/dedup/config.toml").write_text("width = \n")
    found, code = checks(capsys, "--config", "fine.toml")
    assert (
        found["configuration", str(Path("home/dedup/config.toml").absolute())]["state"] == "broken"
    )
    assert code == 1


def test_variables_in_use_are_listed_and_unknown_ones_marked(monkeypatch, capsys):
    monkeypatch.setenv("DEDUP_WORKERS", "1")
    monkeypatch.setenv("DEDUP_DIFF_WIDTH", "90")
    monkeypatch.setenv("DEDUP_WIDHT", "90")
    monkeypatch.setenv("NO_COLOR", "1")
    found, code = checks(capsys)
    states = {
        name: check["state"] for (section, name), check in found.items() if section == "environment"
    }
    assert states["DEDUP_WORKERS"] == states["DEDUP_DIFF_WIDTH"] == states["NO_COLOR"] == "ok"
    assert states["DEDUP_WIDHT"] == "warning"
    assert code == 0
    assert found["processors", "processors"]["detail"].startswith("1 used")


def test_a_wrong_number_of_workers_is_broken(monkeypatch, capsys):
    monkeypatch.setenv("DEDUP_WORKERS", "many")
    found, code = checks(capsys)
    assert (found["processors", "processors"]["state"], code) == ("broken", 1)


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("new.sqlite", "ok"),
        ("deep/er/new.sqlite", "ok"),
        ("folder", "broken"),
        ("file/x", "broken"),
    ],
)
def test_an_archive_has_to_be_writable(capsys, path, state):
    Path("folder").mkdir()
    Path("file").write_text("x")
    found, code = checks(capsys, "--archive", path)
    assert found["paths", "archive"]["state"] == state
    assert code == int(state == "broken")


def test_a_folder_without_write_access_is_named(capsys, monkeypatch):
    Path("closed").mkdir()
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != Path("closed").absolute())
    found, code = checks(capsys, "--archive", "closed/new.sqlite")
    assert (found["paths", "archive"]["state"], code) == ("broken", 1)


def test_a_default_archive_that_cannot_be_written_is_no_fault(capsys, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != Path().absolute())
    found, code = checks(capsys)
    assert (found["paths", "archive"]["state"], code) == ("warning", 0)


def test_the_archive_looked_at_is_the_one_that_is_written_by_default():
    archive = pytest.importorskip("dedup.cli.archive", reason="there is no archive here")
    default = {param.name: param.default for param in archive.command.commands["add"].params}
    assert doctor.command.params[0].default == default["archive"]


def test_the_table_has_a_line_for_each_check_and_steers_no_terminal(monkeypatch, capsys):
    monkeypatch.setenv("DEDUP_STATE", "odd\x1b[31m\nname")
    assert main(["doctor"]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    lines = [line for line in out.splitlines() if line.startswith("  ")]
    assert all(line.split()[0] in ("ok", "missing", "warning", "broken") for line in lines)
    assert any("DEDUP_STATE" in line for line in lines)


# --- completion ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shell", "first"),
    [("bash", "# To install"), ("zsh", "#compdef dedup"), ("fish", "# To install")],
)
def test_a_completion_script_says_how_to_install_it(capsys, shell, first):
    assert main(["completion", shell]) == 0
    out = capsys.readouterr().out
    assert out.startswith(first)
    assert f"dedup completion {shell} >" in out
    assert f"_DEDUP_COMPLETE={shell}_complete" in out


def test_an_unknown_shell_is_one_line(capsys):
    assert main(["completion", "csh"]) == 2
    assert "'csh' is not one of 'bash'" in capsys.readouterr().err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_can_read_its_script(capsys, shell):
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    main(["completion", shell])
    script = capsys.readouterr().out
    result = subprocess.run([shell, "-n"], input=script, text=True, capture_output=True)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("dedup ", set(COMMANDS)),
        ("dedup fe", {"fetch"}),
        ("dedup completion ", {"bash", "fish", "zsh"}),
        ("dedup cluster --form", {"--format"}),
        ("dedup cluster --format j", {"json", "jsonl"}),
    ],
)
def test_words_are_completed_as_bash_asks_for_them(words, wanted):
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(dedup.__file__).parents[1]),
        "_DEDUP_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    code = "from dedup.cli import main; main([])"
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], env=environment, capture_output=True, text=True
    )
    assert result.stderr == ""
    assert {line.split(",")[1] for line in result.stdout.splitlines()} == wanted
