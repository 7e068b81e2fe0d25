"""Paints blocks as lines of a terminal: wrapped, never cut, no wider than asked.

Widths are terminal cells (rich's ``cell_len``), so that wide East Asian
characters count two. Under 80 columns grids are set as stacked blocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.cells import cell_len

from dedup.options import ReportOptions
from dedup.report.document import (
    GLUE,
    Block,
    Column,
    Grid,
    Line,
    Para,
    Piece,
    Row,
    Section,
    Title,
    join,
)
from dedup.report.style import SGR
from dedup.report.words import harmless, to_ascii

# DESIGN.md section 6: stacked blocks below this.
_STACK_BELOW = 80
# A flexible column narrower than this reads worse than a stacked block.
_MIN_FLEX = 20
_GAP = 2


def paint(blocks: Sequence[Block], options: ReportOptions) -> str:
    """Return blocks as text, every line at most ``options.width`` cells."""
    lines: list[list[Piece]] = []
    for number, block in enumerate(blocks):
        block_lines = list(_block(block, options))
        if number and isinstance(block, Title):
            lines += [[], []]
        elif number and isinstance(block, Section):
            lines.append([])
        lines += block_lines
    return "".join(_finished(line, options) + "\n" for line in lines)


def _block(block: Block, options: ReportOptions) -> Iterator[list[Piece]]:
    width = options.width
    if isinstance(block, Title):
        yield from _title(block, options)
    elif isinstance(block, Section):
        named = tuple(Piece(p.text, p.style or "section") for p in block.name)
        note = (Piece("  "), *block.note) if block.note else ()
        yield from _hanging((*named, *note), width, 0, 2, options)
    elif isinstance(block, Para):
        yield from _hanging(block.line, width, block.indent, block.hang, options)
    else:
        yield from _grid(block, options)


def _title(block: Title, options: ReportOptions) -> Iterator[list[Piece]]:
    left, right = _ready(block.left, options), _ready(block.right, options)
    room = options.width - _cells(right) - 3
    if right and room >= _cells(left):
        pad = options.width - _cells(left) - _cells(right)
        yield [*left, Piece(" " * pad), *right]
    else:
        yield from _wrap(left, options.width)
        yield from _wrap(right, options.width)
    yield [Piece(_sign("─", options) * options.width, "dim")]


def _sign(text: str, options: ReportOptions) -> str:
    return to_ascii(text) if options.ascii else text


def _ready(line: Line, options: ReportOptions) -> Line:
    """Clean every piece once more at the last door, and fold it to ASCII if asked."""
    return tuple(
        Piece(GLUE.join(_sign(harmless(t), options) for t in p.text.split(GLUE)), p.style)
        for p in line
    )


def _cells(line: Sequence[Piece]) -> int:
    return sum(cell_len(piece.text) for piece in line)


def _hanging(
    line: Line, width: int, indent: int, hang: int, options: ReportOptions
) -> Iterator[list[Piece]]:
    """Wrap with a left margin; lines after the first are ``hang`` deeper."""
    for number, part in enumerate(
        _wrap(_ready(line, options), width - indent, width - indent - hang)
    ):
        yield [Piece(" " * (indent + (hang if number else 0))), *part]


def _words(line: Line) -> Iterator[tuple[int, list[Piece]]]:
    """Yield (spaces before, pieces) for each word; a word may run over pieces."""
    spaces, word = 0, list[Piece]()
    for text, style in line:
        at = 0
        while at < len(text):
            space = text[at] == " "
            end = at
            while end < len(text) and (text[end] == " ") == space:
                end += 1
            if space:
                if word:
                    yield spaces, word
                    spaces, word = 0, []
                spaces += end - at
            else:
                word.append(Piece(text[at:end], style))
            at = end
    if word:
        yield spaces, word


def _wrap(line: Line, first: int, rest: int | None = None) -> list[list[Piece]]:
    """Break a line between words, and inside a word that is longer than a line."""
    rest = first if rest is None else rest
    result: list[list[Piece]] = []
    current, used, limit = list[Piece](), 0, max(first, 1)
    for spaces, word in _words(line):
        size = _cells(word)
        if current and used + spaces + size > limit:
            result.append(current)
            current, used, limit = [], 0, max(rest, 1)
            spaces = 0
        if current and spaces:
            current.append(Piece(" " * spaces, word[0].style if spaces == 1 else ""))
            used += spaces
        if used + size <= limit:
            current += word
            used += size
            continue
        for piece in word:
            for char in piece.text:
                wide = cell_len(char)
                if used + wide > limit and current:
                    result.append(current)
                    current, used, limit = [], 0, max(rest, 1)
                current.append(Piece(char, piece.style))
                used += wide
    if current:
        result.append(current)
    return result


def _grid(grid: Grid, options: ReportOptions) -> Iterator[list[Piece]]:
    if grid.keep and options.width < _STACK_BELOW:
        grid = _merged(grid)
    rows = [Row(tuple(_ready(c, options) for c in row.cells), row.full) for row in grid.rows]
    part: list[Row] = []
    for number, row in enumerate(rows):
        if row.full:
            yield from _part(part, grid, options)
            part = []
            if grid.airy and number and not rows[number - 1].full:
                yield []
            yield from _full(row.cells[0], options)
        else:
            part.append(row)
    yield from _part(part, grid, options)


def _merged(grid: Grid) -> Grid:
    """Set the cells of the lower lines in one column, where there is no room for more."""
    short = [n for n, column in enumerate(grid.columns) if not column.stack]
    lower = [n for n, column in enumerate(grid.columns) if column.stack]
    if len(lower) < 2:
        return grid
    rows = tuple(
        row
        if row.full
        else Row((*(row.cells[n] for n in short), join([row.cells[n] for n in lower])))
        for row in grid.rows
    )
    header = (*(grid.header[n] for n in short), ()) if grid.header else ()
    columns = (*(grid.columns[n] for n in short), Column(flex=1, stack=1))
    return replace(grid, columns=columns, rows=rows, header=header)


def _part(rows: Sequence[Row], grid: Grid, options: ReportOptions) -> Iterator[list[Piece]]:
    """Set the rows between two full ones; they have their column widths in common."""
    if not rows:
        return
    header = tuple(_ready(cell, options) for cell in grid.header)
    body = [header, *(row.cells for row in rows)] if header else [row.cells for row in rows]
    natural = [max(_cells(cells[n]) for cells in body) for n in range(len(grid.columns))]
    widths = _widths(grid, natural, options)
    labels = header if header and _too_wide(grid, natural, options) else ()
    if header and not labels:
        yield from _columns(header, grid, widths or natural, compact=widths is None)
    for row in rows:
        if widths is None:
            cells = _labelled(row.cells, labels, grid)
            yield from _stacked(cells, grid, natural, options)
        else:
            yield from _columns(row.cells, grid, widths)


def _too_wide(grid: Grid, natural: Sequence[int], options: ReportOptions) -> bool:
    """Tell whether the short columns alone do not fit one line."""
    short = [size for size, column in zip(natural, grid.columns, strict=True) if not column.stack]
    return grid.indent + sum(short) + _GAP * len(short) > options.width


def _labelled(cells: Sequence[Line], labels: Sequence[Line], grid: Grid) -> Sequence[Line]:
    """Put each short cell's column name before it, where no header can stand above."""
    if not labels:
        return cells
    return [
        (*label, *cell) if cell and not column.stack else cell
        for cell, label, column in zip(cells, labels, grid.columns, strict=True)
    ]


def _full(line: Line, options: ReportOptions) -> Iterator[list[Piece]]:
    for number, part in enumerate(_wrap(line, options.width - 1, options.width - 5)):
        yield [Piece(" " * (5 if number else 1)), *part]


def _widths(grid: Grid, natural: Sequence[int], options: ReportOptions) -> list[int] | None:
    """Return the width of each column, or None where the grid must be stacked."""
    if options.width < _STACK_BELOW and not grid.keep:
        return None
    widths = [
        0 if column.flex else min(size, column.cap)
        for column, size in zip(grid.columns, natural, strict=True)
    ]
    shown = sum(1 for size in natural if size)
    room = options.width - grid.indent - _GAP * max(shown - 1, 0) - sum(widths)
    flexible = [n for n, column in enumerate(grid.columns) if column.flex and natural[n]]
    while flexible:
        shares = sum(grid.columns[n].flex for n in flexible)
        small = [n for n in flexible if natural[n] <= room * grid.columns[n].flex // shares]
        if not small:
            for n in flexible:
                widths[n] = room * grid.columns[n].flex // shares
                if widths[n] < _MIN_FLEX:
                    return None
            break
        for n in small:
            widths[n] = natural[n]
            room -= natural[n]
        flexible = [n for n in flexible if n not in small]
    return widths if room >= 0 else None


def _columns(
    cells: Sequence[Line], grid: Grid, widths: Sequence[int], *, compact: bool = False
) -> Iterator[list[Piece]]:
    """Set cells side by side, each folded inside its column."""
    room = dict[int, int]()
    for n, column in enumerate(grid.columns):
        if not widths[n] or (compact and column.stack):
            continue
        before = [m for m in room if m == n - 1 and not cells[m]] if column.absorb else []
        room[n] = widths[n] + sum(room.pop(m) + _GAP for m in before)
    wrapped = {n: _wrap(cells[n], size) for n, size in room.items()}
    height = max((len(lines) for lines in wrapped.values()), default=0)
    for level in range(height):
        line = [Piece(" " * grid.indent)]
        for n, size in room.items():
            part = wrapped[n][level] if level < len(wrapped[n]) else []
            pad = " " * (size - _cells(part))
            line += [Piece(pad), *part] if grid.columns[n].right else [*part, Piece(pad)]
            line.append(Piece(" " * _GAP))
        yield line


def _stacked(
    cells: Sequence[Line], grid: Grid, natural: Sequence[int], options: ReportOptions
) -> Iterator[list[Piece]]:
    """Set a row as a block: its short cells on one line, the long ones below."""
    hang = natural[0] + _GAP if natural and natural[0] <= 4 else 2
    for stack in sorted({column.stack for column in grid.columns}):
        line: list[Piece] = []
        for n, cell in enumerate(cells):
            if grid.columns[n].stack != stack or not cell:
                continue
            if line:
                line.append(Piece(" " * _GAP))
            line += cell
            if grid.keep and stack == 0:
                line.append(Piece(" " * max(natural[n] - _cells(cell), 0)))
        indent = grid.indent if stack == 0 else grid.indent + hang
        deeper = hang if stack == 0 else 0
        width = options.width - indent
        for number, part in enumerate(_wrap(tuple(line), width, width - deeper)):
            yield [Piece(" " * (indent + (deeper if number else 0))), *part]


def _finished(line: Sequence[Piece], options: ReportOptions) -> str:
    """Join a line's pieces, in colour if asked, without spaces at its end."""
    kept = [Piece(piece.text.replace(GLUE, " "), piece.style) for piece in line]
    while kept and not kept[-1].text.strip(" "):
        kept.pop()
    if kept:
        kept[-1] = Piece(kept[-1].text.rstrip(" "), kept[-1].style)
    if not options.color:
        return "".join(piece.text for piece in kept)
    result, style = [], ""
    for piece in kept:
        code = SGR.get(piece.style, "")
        if code != style and piece.text.strip(" "):
            result.append(("\x1b[0m" if style else "") + (f"\x1b[{code}m" if code else ""))
            style = code
        result.append(piece.text)
    return "".join(result) + ("\x1b[0m" if style else "")
