"""Options from files, for every command: what wins, and what is said of names that mean nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import pytest

from dedup.cli import COMMANDS, cli, config, main


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    (tmp_path / "home" / "dedup").mkdir(parents=True)
    return tmp_path


def user_file(text: str) -> None:
    Path("home/dedup/config.toml").write_text(text, "utf-8")


def project_file(text: str) -> None:
    Path("dedup.toml").write_text(text, "utf-8")


def leaves(command: click.Command, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return the path of every command that does something."""
    if not isinstance(command, click.Group):
        return [path]
    context = click.Context(command)
    below = [(name, command.get_command(context, name)) for name in command.list_commands(context)]
    return [leaf for name, each in below if each for leaf in leaves(each, (*path, name))]


def find(path: tuple[str, ...]) -> click.Command:
    command: click.Command = cli
    for name in path:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), name)
        assert found is not None
        command = found
    return command


def chosen(path: tuple[str, ...], *arguments: str) -> dict[str, Any]:
    """Return the options a command would run with, without running it."""
    # With the real settings: click keeps the help option it made for the first context.
    context = click.Context(cli, info_name="dedup", **cli.context_settings)
    context.command = cli
    for name in path[:-1]:
        context = click.Context(find(path[: path.index(name) + 1]), info_name=name, parent=context)
    made = find(path).make_context(
        path[-1], list(arguments), parent=context, resilient_parsing=False
    )
    with made:
        return made.params


# Leaves that take --config, and what they need to be parsed at all.
CONFIGURED = [
    path for path in leaves(cli) if any(param.name == "config" for param in find(path).params)
]


def required(path: tuple[str, ...]) -> list[str]:
    """Return arguments that satisfy a command."""
    given = []
    for param in find(path).params:
        if param.required:
            one = param.type.choices[0] if isinstance(param.type, click.Choice) else "x"
            given += [str(one)] if isinstance(param, click.Argument) else [param.opts[0], str(one)]
    return given


def test_every_command_that_has_options_reads_files():
    without = {path[0] for path in leaves(cli)} - {path[0] for path in CONFIGURED}
    assert without <= {"completion"}


@pytest.mark.parametrize("path", CONFIGURED, ids=" ".join)
def test_flag_beats_variable_beats_project_beats_user_beats_default(path, monkeypatch):
    given = required(path)
    default = chosen(path, *given)["width"]
    user_file("width = 41")
    assert chosen(path, *given)["width"] == 41 != default
    project_file("width = 42")
    assert chosen(path, *given)["width"] == 42
    project_file(f"width = 42\n[{path[0]}]\nwidth = 43\n")
    assert chosen(path, *given)["width"] == 43
    if len(path) > 1:
        project_file(f"width = 42\n[{path[0]}]\nwidth = 43\n[{'.'.join(path)}]\nwidth = 44\n")
        assert chosen(path, *given)["width"] == 44
    monkeypatch.setenv("DEDUP_WIDTH", "45")
    assert chosen(path, *given)["width"] == 45
    monkeypatch.setenv(f"DEDUP_{path[0].upper()}_WIDTH", "46")
    assert chosen(path, *given)["width"] == 46
    assert chosen(path, *given, "--width", "47")["width"] == 47


@pytest.mark.parametrize("path", CONFIGURED, ids=" ".join)
def test_every_option_of_every_command_can_stand_in_a_file(path, capsys):
    """Whatever it is called as a flag, and with the value it has anyway."""
    lines = []
    for param in find(path).params:
        if isinstance(param, click.Option) and param.name not in ("config", "help"):
            flag = max(param.opts, key=len).removeprefix("--")
            value: Any = {"width": 50, "verbose": 1}.get(param.name or "")
            if value is None and (param.multiple or param.is_flag):
                value = [] if param.multiple else False
            if value is None and isinstance(param.default, bool | int | float | str):
                value = param.default
            if value is not None:
                shown = str(value).lower() if isinstance(value, bool) else repr(value)
                lines.append(f"{flag} = {shown}")
    assert len(lines) > 4
    project_file("\n".join([f"[{'.'.join(path)}]", *lines]))
    assert chosen(path, *required(path))["width"] == 50
    assert "passed over" not in capsys.readouterr().err


def test_an_option_is_named_as_its_flag_is_with_either_hyphen():
    project_file("[eval]\nfloor = ['bcubed_f1=0.5']\nlimit = 3\n[fetch]\nallow_host = ['a']\n")
    assert chosen(("eval",), "stories", "x")["floors"] == ("bcubed_f1=0.5",)
    project_file("[fetch]\nallow-host = ['a', 'b']\nfetch-delay = 0.5\nfull-text = true\n")
    found = chosen(("fetch",), "x")
    assert (found["allow_host"], found["fetch_delay"], found["full_text"]) == (
        ("a", "b"),
        0.5,
        True,
    )


def test_a_named_file_stands_alone():
    project_file("width = 42")
    Path("other.toml").write_text("quiet = true")
    found = chosen(("cluster",), "x", "--config", "other.toml")
    assert (found["width"], found["quiet"]) == (None, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour = 'red'", "dedup.toml:1: no option 'colour'"),
        ("# ours\n\nwidht = 50", "dedup.toml:3: no option 'widht', did you mean 'width'?"),
        ("[cluster]\nbase = 'A'", "dedup.toml:2: no option 'base' of cluster"),
        ("[clutser]\nwidth = 50", "dedup.toml:1: no command 'clutser', did you mean 'cluster'?"),
        ("width = 50\n[ 'nonsense' ]\n", "dedup.toml:2: no command 'nonsense'"),
        ("[cluster]\nwidth = 50\n'x y' = 1", "dedup.toml: no option 'x y' of cluster"),
        ("[cluster.deep]\nx = 1", "dedup.toml:1: no command 'deep'"),
        ("cluster-treshold = 0.5", "did you mean 'cluster-threshold'?"),
        ('\ufeffcolour = "red"', "dedup.toml:1: no option 'colour'"),
    ],
)
def test_a_name_that_means_nothing_is_passed_over_and_said_where(text, said, capsys):
    project_file(text)
    Path("x.txt").write_text("The ferry sank.")
    assert main(["cluster", "x.txt"]) == 0
    notes = capsys.readouterr().err.splitlines()
    (line,) = [line for line in notes if line.startswith("note: dedup.toml")]
    assert said in line
    assert line.endswith("; passed over")


def test_quiet_silences_what_is_said_of_names(capsys):
    project_file("colour = 'red'")
    Path("named.toml").write_text("colour = 'red'")
    Path("x.txt").write_text("The ferry sank.")
    for given in ((), ("--config", "named.toml")):
        assert main(["cluster", "x.txt", *given]) == 0
        assert "no option 'colour'" in capsys.readouterr().err
        assert main(["cluster", "x.txt", *given, "-q"]) == 0
        assert capsys.readouterr().err == ""
    project_file("colour = 'red'\nquiet = true")
    assert main(["cluster", "x.txt"]) == 0
    assert capsys.readouterr().err == ""


def test_the_table_of_another_command_is_no_matter(capsys):
    project_file("base = 'A'\n[diff]\nnonsense = 1\n")
    assert chosen(("cluster",), "x")["width"] is None
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("format = ", "dedup.toml: cannot be read as TOML"),
        ("width = 50\nwidth = 51", "dedup.toml: cannot be read as TOML"),
        ("\udcff", "dedup.toml: cannot be read as TOML"),
        ("format = 'pdf'", "pdf"),
        ("width = 5", "width"),
        ("width = {}", "no command 'width'"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_line(text, why, capsys):
    Path("dedup.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    Path("x.txt").write_text("The ferry sank.")
    code = main(["cluster", "x.txt"])
    notes = capsys.readouterr().err.splitlines()
    assert why in notes[0]
    assert code == (0 if "passed over" in notes[0] else 2)


def test_a_value_of_a_wrong_kind_is_an_error(capsys):
    project_file("[cluster]\nwidth = 'wide'\n")
    assert main(["cluster", "x.txt"]) == 2
    assert "'wide' is not a valid integer" in capsys.readouterr().err


def test_the_help_lists_each_command_with_the_first_line_of_its_own():
    for name, summary in COMMANDS.items():
        command = find((name,))
        assert (command.help or "").splitlines()[0] == summary


def test_the_help_loads_no_command(monkeypatch, capsys):
    def refuse(*_: Any) -> None:
        raise AssertionError("loaded")

    monkeypatch.setattr("dedup.cli.importlib.import_module", refuse)
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    assert all(f"  {name} " in out for name in COMMANDS)


def test_places_in_a_file_are_found_below_tables():
    text = "a = 1\n[x]\na = 2\n[x.y]\n 'a' = 3\n"
    document = {"a": 1, "x": {"a": 2, "y": {"a": 3}}}
    below = config.Known(below={"y": config.Known()})
    known = config.Known(below={"x": below})
    found = list(config.problems(document, known, text=text, name="f"))
    assert found == [
        "f:1: no option 'a'; passed over",
        "f:3: no option 'a' of x; passed over",
        "f:5: no option 'a' of x y; passed over",
    ]
