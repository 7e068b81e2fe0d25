"""What every command is told: where to write, how loud, which format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dedup.options import ReportOptions


class Session:
    """What ``main`` has to know about a run after it failed."""

    verbosity: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The options that all commands share.

    Args:
        format: table, json, jsonl, csv or md.
        output: File to write to; None for stdout.
        quiet: Print errors only.
        verbosity: How often ``-v`` was given.
        color: Colour may be used on stdout.
        ascii: stdout cannot show all of the report's characters.
        width: Columns of a table.
        strict: Stop at the first malformed record.
        exit_code: Exit 1 when something was found.
    """

    format: str
    output: Path | None = None
    quiet: bool = False
    verbosity: int = 0
    color: bool = False
    ascii: bool = False
    width: int = 100
    strict: bool = False
    exit_code: bool = False

    def report(self) -> ReportOptions:
        """Return how a report is to look."""
        return ReportOptions(width=self.width, ascii=self.ascii, color=self.color)
