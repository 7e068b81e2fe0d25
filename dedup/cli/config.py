"""Options from files: ``--config FILE``, else ``./dedup.toml``, then the user's own.

A file holds option names at the top level for all commands, and tables named
like a command for that command::

    width = 120

    [duplicates]
    format = "jsonl"

Flags win over ``DEDUP_*`` variables (``DEDUP_DIFF_WIDTH`` before
``DEDUP_WIDTH``), those over the files, those over the defaults.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import click


def default_map(command: click.Command, given: Path | None) -> dict[str, Any]:
    """Return the defaults that the files set for one command.

    Raises:
        click.UsageError: A file cannot be read, or names an option that does not exist.
    """
    defaults: dict[str, Any] = {}
    for path in [given] if given is not None else _found():
        for name, value in _read(path, command).items():
            defaults.setdefault(name, value)
    return defaults


def _found() -> list[Path]:
    """Return the files that exist, the one that wins first."""
    home = os.environ.get("XDG_CONFIG_HOME") or str(Path("~/.config").expanduser())
    candidates = (Path("dedup.toml"), Path(home, "dedup", "config.toml"))
    return [path for path in candidates if path.is_file()]


def _read(path: Path, command: click.Command) -> dict[str, Any]:
    from dedup.cli import COMMANDS, cli

    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise click.UsageError(f"{path}: cannot be read as TOML ({error})") from error
    tables = {name: value for name, value in document.items() if isinstance(value, dict)}
    for name in tables:
        if name not in COMMANDS:
            raise click.UsageError(f"{path}: no command '{name}'; wanted {', '.join(COMMANDS)}")
    own = _names(command)
    everywhere = {_key(name): value for name, value in document.items() if name not in tables}
    context = click.Context(cli)
    others = {
        name
        for other in COMMANDS
        if (found := cli.get_command(context, other)) is not None
        for name in _names(found)
    }
    _require(set(everywhere), own | others, path)
    special = {_key(name): value for name, value in tables.get(command.name or "", {}).items()}
    _require(set(special), own, path)
    return {name: value for name, value in {**everywhere, **special}.items() if name in own}


def _names(command: click.Command) -> set[str]:
    return {
        param.name
        for param in command.params
        if isinstance(param, click.Option) and param.name not in (None, "config", "help")
    }


def _key(name: str) -> str:
    return name.replace("-", "_")


def _require(names: set[str], known: set[str], path: Path) -> None:
    for name in sorted(names - known):
        shown = ", ".join(sorted(known)).replace("_", "-")
        raise click.UsageError(f"{path}: no option '{name}'; wanted one of {shown}")
