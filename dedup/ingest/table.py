"""CSV and TSV with a header row, streamed; one article a row.

A row ends where its quotes close. When they do not, or when what they enclose
does not make a row, only the line on which the row began is given up and
reading goes on with the next one: an unclosed quote costs one row, not the rest.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator

from dedup.errors import ArticleFormatError
from dedup.ingest.decode import LineDecoder
from dedup.ingest.limits import MOST_LINE_BYTES, TOO_LONG
from dedup.ingest.notes import Notes
from dedup.ingest.record import looks_like_article, to_article
from dedup.model import Article

_DELIMITERS = (",", ";", "\t", "|")
# The csv module refuses cells over 128 KiB; whole articles live in cells here. The largest
# value its C long takes on every platform.
_FIELD_LIMIT = 2**31 - 1
# A row may span this many lines, more than any article has; a quote open for longer was
# never closed.
_MOST_LINES = 5000
# No cell holds this line; where it ends up in one, the quote before it was still open.
_SENTINEL = "\x00end\x00"


def read_table(
    lines: Iterable[bytes], *, name: str, notes: Notes
) -> Iterator[Article | ArticleFormatError]:
    """Yield an article or an error for each row; nothing if no column holds text."""
    csv.field_size_limit(max(csv.field_size_limit(), _FIELD_LIMIT))
    source = _Lines(lines, name, notes)
    head = source.take()
    delimiter = delimiter_of(head)
    columns = _columns(head)
    if not looks_like_article(dict.fromkeys(columns)):
        return
    while source.more():
        number = source.number + 1
        row, problem = _row(source, delimiter, len(columns))
        if problem:
            yield ArticleFormatError(problem, source=name, line=number)
            continue
        if not any(cell.strip() for cell in row):
            continue
        cells = {column: cell for column, cell in zip(columns, row, strict=False) if cell}
        yield to_article(cells, where=(name, number), notes=notes)


def is_table(line: str) -> bool:
    """Return whether a first line names the columns of a table of articles."""
    columns = _columns(line)
    return len(columns) > 1 and looks_like_article(dict.fromkeys(columns))


def _columns(head: str) -> list[str]:
    """Return the names in a header row, none if it is no row."""
    try:
        return next(csv.reader([head], delimiter=delimiter_of(head)), [])
    except csv.Error:
        return []


def delimiter_of(head: str) -> str:
    """Return the mark that parts the cells of a header row."""
    return max(_DELIMITERS, key=head.count)


class _Lines:
    """Decoded lines, with those handed back read again first."""

    def __init__(self, lines: Iterable[bytes], name: str, notes: Notes) -> None:
        self._lines = iter(lines)
        self._waiting: deque[str] = deque()
        self._read = 0
        self._decoder = LineDecoder()
        self._name, self._notes = name, notes

    @property
    def number(self) -> int:
        """Return how many lines were taken."""
        return self._read - len(self._waiting)

    def more(self) -> bool:
        """Return whether a line is left."""
        if not self._waiting:
            raw = next(self._lines, None)
            if raw is None:
                return False
            self._read += 1
            text, guessed = (
                self._decoder.decode(raw) if len(raw) <= MOST_LINE_BYTES else (TOO_LONG, None)
            )
            if guessed:
                self._notes.add(guessed, f"{self._name}:{self._read}")
            self._waiting.append(text)
        return True

    def take(self) -> str:
        """Return the next line, "" when none is left."""
        return self._waiting.popleft() if self.more() else ""

    def note_quotes(self) -> None:
        """Note that the line just taken has quotes that are not doubled."""
        self._notes.add(
            "quotes inside a cell not doubled, read as they stand", f"{self._name}:{self.number}"
        )

    def give_back(self, lines: list[str]) -> None:
        """Put lines back, to be taken again in their order."""
        self._waiting.extendleft(reversed(lines))


def _row(source: _Lines, delimiter: str, n_columns: int) -> tuple[list[str], str]:
    """Return the next row, or why its first line is not one."""
    taken: list[str] = []

    def feed() -> Iterator[str]:
        while len(taken) < _MOST_LINES and source.more():
            taken.append(source.take())
            if taken[-1] == TOO_LONG:
                return
            yield taken[-1]

    try:
        row = next(csv.reader(feed(), delimiter=delimiter, strict=True), [])
        reason = ""
    except csv.Error as error:
        row, reason = [], str(error)
    if taken and taken[-1] == TOO_LONG:
        source.give_back(taken[1:])
        return [], TOO_LONG if len(taken) == 1 else "a quote that is never closed"
    if any("\0" in line for line in taken):
        source.give_back(taken[1:])
        return [], "a zero byte in it; wanted text"
    if not reason and len(row) == n_columns:
        return row, ""
    if not reason and len(taken) == 1:
        if len(row) < n_columns:
            return row, ""
        return [], (
            f"{len(row)} cells for {n_columns} columns; quote cells that hold '{delimiter}'"
        )
    source.give_back(taken[1:])
    row = _leniently(taken[0], delimiter, n_columns)
    if row:
        source.note_quotes()
        return row, ""
    if not reason or "end of data" in reason or len(taken) > 1:
        return [], "a quote that is never closed"
    return [], f"not CSV ({reason})"


def _leniently(line: str, delimiter: str, n_columns: int) -> list[str]:
    """Return the cells of a line whose quotes are not doubled, [] if that is no row either."""
    try:
        row = next(csv.reader([line, _SENTINEL], delimiter=delimiter), [])
        if len(row) == n_columns and _SENTINEL not in row[-1]:
            return row
        if delimiter == "\t":  # many write TSV without any quoting
            row = next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
            return row if len(row) == n_columns else []
    except csv.Error:
        return []
    return []
