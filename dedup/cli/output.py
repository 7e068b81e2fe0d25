"""Where results go: stdout or a file, in what that can show."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dedup.cli.notes import drop_stdout
from dedup.cli.settings import Settings

# One of each family of characters that the report draws with.
_DRAWN = "─│·“”≥…▾"


def is_ascii_only(output: Path | None) -> bool:
    """Return whether the place that results go to cannot show the report's characters."""
    if output is not None:
        return False
    try:
        _DRAWN.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def write_result(text: str, settings: Settings) -> None:
    """Write a command's result, ending in one line end.

    Raises:
        click.ClickException: The output file cannot be written.
    """
    if text and not text.endswith("\n"):
        text += "\n"
    if settings.output is not None:
        try:
            settings.output.write_text(text, "utf-8", "replace", newline="\n")
        except OSError as error:
            raise click.ClickException(
                f"{settings.output}: cannot be written ({error.strerror}); name another file"
            ) from error
        return
    encoding = sys.stdout.encoding or "ascii"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        # In JSON every such character stands inside a string, where \uNNNN means the same.
        is_json = settings.format in ("json", "jsonl")
        text = (
            _escaped(text, encoding)
            if is_json
            else text.encode(encoding, "replace").decode(encoding)
        )
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        drop_stdout()


def _escaped(text: str, encoding: str) -> str:
    pieces = []
    for char in text:
        try:
            char.encode(encoding)
            pieces.append(char)
        except UnicodeEncodeError:
            units = char.encode("utf-16-be", "surrogatepass")
            pieces.extend(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))
    return "".join(pieces)
