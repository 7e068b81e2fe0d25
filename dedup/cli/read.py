"""Reading the PATHs of a command line, with remarks on stderr."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dedup.cli.notes import print_note
from dedup.cli.settings import Settings

if TYPE_CHECKING:  # the records cost more to load than the rest of --help together
    from dedup.model import Article


def read_input(paths: Sequence[str], settings: Settings, *, by_text: bool = True) -> list[Article]:
    """Read the articles, and say what was skipped, repeated or guessed.

    Args:
        paths: As given on the command line.
        settings: Say how loud and how strict.
        by_text: Keep once what one publisher printed under two ids. Commands that
            answer by id keep all ids.

    Raises:
        InputError: Nothing readable was found.
    """
    from dedup.errors import InputError
    from dedup.ingest import collect

    if settings.output is not None and settings.output.is_file():
        for path in paths:
            if path != "-" and Path(path).is_file() and settings.output.samefile(path):
                raise InputError(f"{path}: is read and would be overwritten; name another -o FILE")
    stdin = getattr(sys.stdin, "buffer", None)
    articles, report = collect(paths, strict=settings.strict, by_text=by_text, stdin=stdin)
    if not settings.quiet:
        for message in report.messages():
            print_note(message)
    return articles
