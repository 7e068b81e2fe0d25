"""The group of the archive's commands, and the options that several of them take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from dedup.cli.options import Command

_HELP = """Keep stories in a file, and see what changed since the last look.

\b
dedup archive add feeds/*.jsonl          take articles in; again and again
dedup archive since 12h                  new stories, new facts, what changed

The archive is one SQLite file, ./dedup.sqlite unless --archive FILE (or archive in
dedup.toml, or DEDUP_ARCHIVE) names another. Other programs may read it at any time.
"""
_DEFAULT = Path("dedup.sqlite")
Function = Callable[..., Any]


class _Subcommand(Command):
    """A command whose options can also come from ``DEDUP_ARCHIVE_COMMAND_X`` and the like."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for param in self.params:
            if isinstance(param, click.Option) and param.name:
                name, own = param.name.upper(), str(self.name).upper()
                param.envvar = [f"DEDUP_ARCHIVE_{own}_{name}", f"DEDUP_ARCHIVE_{name}"]
                param.envvar.append(f"DEDUP_{name}")


@click.group("archive", help=_HELP, invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> int:
    """Show help when no subcommand is named."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        return 2
    return 0


def subcommand(name: str, help_text: str) -> Callable[[Function], click.Command]:
    """Register a function as a command of the group."""
    return command.command(name, cls=_Subcommand, help=help_text)


def archive_option(function: Function) -> Function:
    """Add ``--archive``: the file."""
    return click.option(
        "--archive",
        type=click.Path(dir_okay=False, path_type=Path),
        default=_DEFAULT,
        show_default=True,
        metavar="FILE",
        help="The archive.",
    )(function)


def wait_option(function: Function) -> Function:
    """Add ``--wait``: seconds to wait for another writer."""
    return click.option(
        "--wait",
        type=click.FloatRange(min=0),
        default=60.0,
        show_default=True,
        metavar="SECONDS",
        help="Wait so long for another process that writes.",
    )(function)


def limit_option(default: int) -> Callable[[Function], Function]:
    """Add ``--limit``: rows shown at most."""
    return click.option(
        "--limit",
        type=click.IntRange(min=1),
        default=default,
        show_default=True,
        help="Show so many at most.",
    )
