"""CSV and TSV with a header row, streamed; one article a row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from dedup.errors import ArticleFormatError
from dedup.ingest.decode import decode
from dedup.ingest.notes import Notes
from dedup.ingest.record import looks_like_article, to_article
from dedup.model import Article

_DELIMITERS = (",", ";", "\t", "|")
# The csv module refuses cells over 128 KiB; whole articles live in cells here. The largest
# value its C long takes on every platform.
_FIELD_LIMIT = 2**31 - 1


def read_table(
    lines: Iterable[bytes], *, name: str, notes: Notes
) -> Iterator[Article | ArticleFormatError]:
    """Yield an article or an error for each row; nothing if no column holds text."""
    csv.field_size_limit(max(csv.field_size_limit(), _FIELD_LIMIT))
    decoded = _decoded(lines, name, notes)
    head = next(decoded, "")
    delimiter = max(_DELIMITERS, key=head.count)
    columns = next(csv.reader([head], delimiter=delimiter), [])
    if not looks_like_article(dict.fromkeys(columns)):
        return
    rows = csv.reader(decoded, delimiter=delimiter)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield ArticleFormatError(f"not CSV ({error})", source=name, line=rows.line_num + 1)
            continue
        if not any(cell.strip() for cell in row):
            continue
        line = rows.line_num + 1
        if len(row) > len(columns):
            yield ArticleFormatError(
                f"{len(row)} cells for {len(columns)} columns; quote cells that hold '{delimiter}'",
                source=name,
                line=line,
            )
            continue
        cells = {column: cell for column, cell in zip(columns, row, strict=False) if cell}
        yield to_article(cells, where=(name, line), notes=notes)


def _decoded(lines: Iterable[bytes], name: str, notes: Notes) -> Iterator[str]:
    for number, raw in enumerate(lines, 1):
        text, guessed = decode(raw)
        if guessed:
            notes.add(guessed, f"{name}:{number}")
        yield text
