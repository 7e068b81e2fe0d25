"""Rows too many for one string, written as they are read."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

import click

from dedup.cli.output import write_result
from dedup.cli.settings import Settings

_CHUNK = 1_000


def write_rows(db: sqlite3.Connection, table: str, settings: Settings) -> None:
    """Write an export of an archive as JSON Lines or CSV, to stdout or a file.

    Raises:
        click.ClickException: The output file cannot be written.
    """
    from dedup.archive.export import export_columns, export_rows

    rows = export_rows(db, table)
    pieces = _csv(export_columns(db, table), rows) if settings.format == "csv" else _jsonl(rows)
    if settings.output is None:
        for piece in pieces:
            write_result(piece, replace(settings, output=None))
        return
    try:
        with settings.output.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.writelines(pieces)
    except OSError as error:
        raise click.ClickException(
            f"{settings.output}: cannot be written ({error.strerror}); name another file"
        ) from error


def _jsonl(rows: Iterator[Mapping[str, Any]]) -> Iterator[str]:
    from dedup.archive.export import NESTED
    from dedup.report.machine import dump

    while chunk := list(islice(rows, _CHUNK)):
        yield "".join(
            dump({k: json.loads(v) if k in NESTED else v for k, v in row.items()}) for row in chunk
        )


def _csv(columns: list[str], rows: Iterator[Mapping[str, Any]]) -> Iterator[str]:
    from dedup.report.archive import csv_line

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    yield buffer.getvalue()
    while chunk := list(islice(rows, _CHUNK)):
        buffer.seek(0)
        buffer.truncate()
        writer.writerows(csv_line(row.values()) for row in chunk)
        yield buffer.getvalue()
