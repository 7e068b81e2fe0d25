"""Options from files: ``--config FILE``, else ``./dedup.toml``, then the user's own.

A file holds option names at the top level for all commands, and tables named
like a command for that command; a table in such a table is for one of its
subcommands::

    width = 120

    [duplicates]
    format = "jsonl"

Names are those of the flags, with or without hyphens. Flags win over ``DEDUP_*``
variables (``DEDUP_DIFF_WIDTH`` before ``DEDUP_WIDTH``), those over the files, those
over the defaults. A name that no command knows is passed over with a note that says
where it stands: a file may have been written for a newer version.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

_HEADER = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]")
_ASSIGNED = re.compile(r"\s*([\w\"'.-]+)\s*=")


def default_map(command: click.Command, given: Path | None) -> tuple[dict[str, Any], list[str]]:
    """Return the defaults that the files set for the command being parsed.

    Returns:
        The defaults, and a line for each name in the files that means nothing.

    Raises:
        click.UsageError: A file cannot be read.
    """
    path = _command_path(command)
    known = options_of()
    defaults: dict[str, Any] = {}
    unknown: list[str] = []
    for file in [given] if given is not None else found_files():
        text, document = read_file(file)
        unknown.extend(problems(document, known, text=text, name=str(file), path=path))
        for name, value in _chosen(document, known, path).items():
            defaults.setdefault(name, value)
    return defaults, unknown


def candidates() -> list[Path]:
    """Return the files that are looked for, the one that wins first."""
    home = os.environ.get("XDG_CONFIG_HOME") or str(Path("~/.config").expanduser())
    return [Path("dedup.toml"), Path(home, "dedup", "config.toml")]


def found_files() -> list[Path]:
    """Return the files that exist, the one that wins first."""
    return [path for path in candidates() if path.is_file()]


def read_file(path: Path) -> tuple[str, dict[str, Any]]:
    """Return a file's text and what it says.

    Raises:
        click.UsageError: It is not TOML, or cannot be read.
    """
    try:
        text = path.read_text("utf-8-sig")
        return text, tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise click.UsageError(f"{path}: cannot be read as TOML ({error})") from error


@dataclass(frozen=True, slots=True)
class Known:
    """The options of a command, and of the commands below it.

    Args:
        names: The parameter behind each name an option has in a file.
        below: Its subcommands.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    below: Mapping[str, Known] = field(default_factory=dict)

    def anywhere(self) -> set[str]:
        """Return the names of its options and of all below it."""
        return set(self.names).union(*(each.anywhere() for each in self.below.values()))


def options_of(command: click.Command | None = None) -> Known:
    """Return the options of a command, or of all of them."""
    from dedup.cli import cli

    command = command or cli
    names = {
        _key(name): param.name
        for param in command.params
        if isinstance(param, click.Option) and param.name and param.name not in _NOT_IN_FILES
        for name in (param.name, *(flag.removeprefix("--") for flag in param.opts))
        if not name.startswith("-")
    }
    if not isinstance(command, click.Group):
        return Known(names)
    context = click.Context(command)
    below = {name: command.get_command(context, name) for name in command.list_commands(context)}
    return Known(names, {name: options_of(each) for name, each in below.items() if each})


_NOT_IN_FILES = frozenset({"config", "help", "version"})


def problems(
    document: Mapping[str, Any],
    known: Known,
    *,
    text: str,
    name: str,
    path: Sequence[str] | None = None,
) -> Iterator[str]:
    """Yield a line for each name in a file that means nothing, with where it stands.

    Args:
        document: What the file says.
        known: All options.
        text: The file's own words.
        name: What to call the file.
        path: The command whose tables are looked at; None for all tables.
    """
    for table, key, reason in _unknown(document, known, (), path):
        line = _line_of(text, table, key)
        where = f"{name}:{line}" if line else name
        yield f"{where}: {reason}; passed over"


def _unknown(
    document: Mapping[str, Any], known: Known, table: tuple[str, ...], path: Sequence[str] | None
) -> Iterator[tuple[tuple[str, ...], str, str]]:
    names = known.anywhere()
    for key, value in document.items():
        if isinstance(value, dict):
            if key not in known.below:
                yield (*table, key), "", f"no command {key!r}{_meant(key, known.below)}"
            elif path is None or list(path[: len(table) + 1]) == [*table, key]:
                yield from _unknown(value, known.below[key], (*table, key), path)
        elif _key(key) not in names:
            owner = f" of {' '.join(table)}" if table else ""
            yield table, key, f"no option {key!r}{owner}{_meant(key, names)}"


def _meant(name: str, known: Mapping[str, Any] | set[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(_key(name), sorted(known), n=1)
    return f", did you mean {close[0].replace('_', '-')!r}?" if close else ""


def _line_of(text: str, table: tuple[str, ...], key: str) -> int:
    """Return the line, from 1, that opens a table (``key`` is "") or sets a key in it; else 0."""
    current: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.match(line)
        if header:
            current = tuple(part.strip(" \"'") for part in header[1].split("."))
            if not key and current[: len(table)] == table:
                return number
        elif key and current == table:
            assigned = _ASSIGNED.match(line)
            if assigned and assigned[1].strip("\"'") == key:
                return number
    return 0


def _chosen(document: Mapping[str, Any], known: Known, path: Sequence[str]) -> dict[str, Any]:
    """Return what a file sets for one command; its own table wins over those around it."""
    own = known
    for name in path:
        own = own.below.get(name, Known())
    chosen: dict[str, Any] = {}
    table: Any = document
    for name in (*path, ""):
        for key, value in table.items():
            if not isinstance(value, dict) and _key(key) in own.names:
                chosen[own.names[_key(key)]] = value
        table = table.get(name, {}) if name else {}
        if not isinstance(table, dict):
            break
    return chosen


def _command_path(command: click.Command) -> list[str]:
    """Return the names that lead from ``dedup`` to a command."""
    context = click.get_current_context(silent=True)
    if context is None or context.command is not command:
        return [command.name or ""]
    names: list[str] = []
    while context.parent is not None:
        names.insert(0, context.command.name or "")
        context = context.parent
    return names


def _key(name: str) -> str:
    return name.replace("-", "_")
