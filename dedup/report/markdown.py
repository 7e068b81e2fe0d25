r"""Paints the same blocks as CommonMark, for notes, tickets and mail.

Every piece is escaped, ours and theirs alike, so that article text can make no
link, heading, table cell or HTML. Source: CommonMark 0.31 §2.4 (a backslash
before ASCII punctuation makes it literal) and GFM §6.9 (bare addresses become
links unless their ``:`` ``.`` or ``@`` is escaped).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dedup.options import ReportOptions
from dedup.report.document import GLUE, Block, Grid, Line, Para, Row, Section, Title
from dedup.report.words import harmless, to_ascii

# What starts an inline construct anywhere, "$" for GitHub's formulas; what starts a block,
# or goes on from the piece before, only at the start of a piece; what makes an address.
_ANYWHERE = re.compile(r"[\\`*_\[\]|~$]")
_AT_START = re.compile(r"^(\s*)([-+#=.!])")
_NUMBERED = re.compile(r"^(\s*\d+)([.)])(?=\s|$)")
_ADDRESS = re.compile(r"[:@](?=[\w/]|$)|(?<=www)\.", re.IGNORECASE)
# Styles that Markdown repeats as strong text.
_STRONG = frozenset({"mark", "removed", "added", "title", "letter", "alert"})


def paint(blocks: Sequence[Block], options: ReportOptions) -> str:
    """Return blocks as Markdown; ``options.ascii`` folds characters as in the terminal."""
    parts = [part for block in blocks for part in _block(block, options)]
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    """Return text that Markdown prints as it is."""
    clean = harmless(text)
    clean = clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    clean = _ADDRESS.sub(r"\\\g<0>", _ANYWHERE.sub(r"\\\g<0>", clean))
    return _NUMBERED.sub(r"\1\\\2", _AT_START.sub(r"\1\\\2", clean))


def _inline(line: Line, options: ReportOptions, *, strong: bool = True) -> str:
    result = []
    for piece in line:
        text = to_ascii(piece.text) if options.ascii else piece.text
        text = escape(text.replace(GLUE, " "))
        core = text.strip()
        if strong and core and piece.style in _STRONG:
            lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
            text = f"{lead}**{core}**{tail}"
        result.append(text)
    return re.sub(r" {2,}", " ", "".join(result)).strip()


def _block(block: Block, options: ReportOptions) -> Iterator[str]:
    if isinstance(block, Title):
        yield f"# {_inline(block.left, options, strong=False)}"
        yield _inline(block.right, options)
    elif isinstance(block, Section):
        yield f"## {_inline(block.name, options, strong=False)}"
        yield _inline(block.note, options)
    elif isinstance(block, Para):
        yield _inline(block.line, options)
    elif block.header:
        yield from _table(block, options)
    else:
        yield from _list(block, options)


def _table(grid: Grid, options: ReportOptions) -> Iterator[str]:
    lines = [_cells(grid.header, options), "|" + " --- |" * len(grid.header)]
    lines += [_cells(row.cells, options) for row in grid.rows if not row.full]
    yield "\n".join(lines)
    yield from (_inline(row.cells[0], options) for row in grid.rows if row.full)


def _cells(cells: Sequence[Line], options: ReportOptions) -> str:
    return "| " + " | ".join(_inline(cell, options) for cell in cells) + " |"


def _list(grid: Grid, options: ReportOptions) -> Iterator[str]:
    """Write rows as a list; under a full row the others are its items."""
    lines, depth = list[str](), 0
    for row in grid.rows:
        if row.full:
            depth = 1 if grid.airy else 0
            lines.append(f"- {_inline(row.cells[0], options)}")
        else:
            lines.append(f"{'  ' * depth}- {_row(row, options)}")
    yield "\n".join(lines)


def _row(row: Row, options: ReportOptions) -> str:
    cells = (_inline(cell, options) for cell in row.cells)
    return " · ".join(cell for cell in cells if cell).replace("·", "-" if options.ascii else "·")
