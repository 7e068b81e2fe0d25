"""What a report says, apart from how it is painted.

A section module turns records into blocks; ``terminal`` and ``markdown`` paint
the same blocks, so the two can never say different things. A ``Piece`` is a run
of characters with the name of a style; article words enter through ``theirs``
only, which cleans them for display.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from dedup.report.words import display


class Piece(NamedTuple):
    """A run of characters in one style."""

    text: str
    style: str = ""


Line = tuple[Piece, ...]
EMPTY: Line = ()
# A space at which no line breaks. Private use: ``display`` lets none through.
GLUE = "\ue000"


def ours(text: str, style: str = "") -> Line:
    """Return words of the report itself."""
    return (Piece(text, style),) if text else ()


def glued(text: str, style: str = "") -> Line:
    """Return words of the report that stay on one line."""
    return ours(text.replace(" ", GLUE), style)


def theirs(text: str, style: str = "article") -> Line:
    """Return words of an article, cleaned for display."""
    shown = display(text)
    return (Piece(shown, style),) if shown else ()


def join(lines: Iterable[Line], between: str = "  ", style: str = "dim") -> Line:
    """Join the lines that are not empty, with ``between`` between them."""
    result: list[Piece] = []
    for line in lines:
        if not line:
            continue
        if result:
            result.append(Piece(between, style))
        result.extend(line)
    return tuple(result)


def plain(line: Line) -> str:
    """Return a line's characters."""
    return "".join(piece.text for piece in line)


@dataclass(frozen=True, slots=True)
class Title:
    """The head of one story: what it is about, and facts that stand at the right."""

    left: Line
    right: Line = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading inside a report; ``note`` follows on the same line."""

    name: Line
    note: Line = ()


@dataclass(frozen=True, slots=True)
class Para:
    """A wrapped paragraph; ``hang`` indents every line but the first."""

    line: Line
    indent: int = 0
    hang: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid.

    Args:
        flex: Its share of the room left over; 0 fits it to its content.
        cap: Most cells a fitted column may take; longer content folds.
        stack: Which line of the block it goes to where columns do not fit.
        right: Align to the right.
        absorb: Take the room of the empty cells just before it in the same row.
    """

    flex: int = 0
    cap: int = 100
    stack: int = 0
    right: bool = False
    absorb: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of one grid row, or one line over all columns (``full``)."""

    cells: tuple[Line, ...]
    full: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows in columns.

    Args:
        columns: One for each cell.
        rows: Top to bottom.
        indent: Cells left of it.
        header: Column names, if any.
        airy: A blank line before a full row that follows cells.
        keep: Never stack: its meaning is the columns (the matrix).
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    indent: int = 1
    header: tuple[Line, ...] = ()
    airy: bool = False
    keep: bool = False


Block = Title | Section | Para | Grid
