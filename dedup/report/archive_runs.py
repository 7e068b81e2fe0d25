"""What the commands that change or check an archive say when they are done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dedup.report.document import Block, Column, Grid, Para, Row, Section, join, ours, theirs
from dedup.report.machine import dump
from dedup.report.overview import plural

Record = Mapping[str, Any]

_STORIES = {
    "opened": "opened",
    "extended": "grown",
    "merged": "merged into an older one",
    "split": "parted from another",
    "closed": "closed",
}


def added_blocks(tally: Record, archive: str) -> list[Block]:
    """Return what a run took in.

    Args:
        tally: As ``archive.Tally.document`` returns it, with ``interrupted``.
        archive: The file.
    """
    stories = tally["stories"]
    rows = [
        _row(tally["read"], "read", ""),
        _row(tally["skipped"], "skipped", "could not be read; the first are named on stderr"),
        _row(tally["known"], "known", "the archive had these words; passed over"),
        _row(
            tally["articles"], "new articles", f"clustered in {plural(tally['batches'], 'batch')}"
        ),
        _row(tally["copies"], "of them copies", "share their text with another article"),
        _row(tally["versions"], "new versions", "a new text under a known address"),
    ]
    rows += [_row(stories[kind], f"stories {words}", "") for kind, words in _STORIES.items()
             if kind in stories]  # fmt: skip
    shown = tuple(row for row in rows if row.cells[0] and row.cells[0][0].text != "0")
    name = "INTERRUPTED" if tally["interrupted"] else "ADDED"
    last = f"batch b{tally['batch']}" if tally["batch"] else "nothing new"
    note = join((theirs(archive, "dim"), ours(last, "dim")), " · ")
    grid = Grid((Column(right=True), Column(), Column(flex=1, stack=1)), shown)
    return [Section(ours(name), note), grid]


def _row(count: int, name: str, note: str) -> Row:
    note = note.replace("batchs", "batches")
    return Row((ours(f"{count:,}", "letter"), ours(name), ours(note, "dim")))


def updated_blocks(done: Record) -> list[Block]:
    """Return what an update compared."""
    rows = [
        _row(done["stories"], "stories compared", ""),
        _row(done["versions"], "versions compared", "each with the one before"),
    ]
    blocks: list[Block] = [
        Grid((Column(right=True), Column(), Column(flex=1, stack=1)), tuple(rows))
    ]
    if done["failed"]:
        blocks.append(Section(ours("NOT COMPARED"), ours(str(len(done["failed"])))))
        blocks += [Para(theirs(line), 1, 2) for line in done["failed"][:5]]
    return blocks


def pruned_blocks(gone: Record, age: str) -> list[Block]:
    """Return what was let go."""
    verb = "would go" if gone["dry_run"] else "let go"
    counts = ", ".join(
        (
            plural(gone["stories"], "story"),
            plural(gone["articles"], "article"),
            plural(gone["versions"], "version"),
        )
    )
    return [Para(join((ours(f"{counts} {verb}: older than"), theirs(age)), " "))]


def verified_blocks(found: Record, archive: str) -> list[Block]:
    """Return whether an archive is sound."""
    if found["sound"]:
        words = join((theirs(archive), ours(f"is sound · content {found['content']}")), " ")
        return [Para(words)]
    blocks: list[Block] = [
        Section(ours("NOT SOUND", "alert"), join((theirs(archive), ours("")), " "))
    ]
    return [*blocks, *(Para(theirs(line), 1, 2) for line in found["problems"])]


def news_lines(found: Record) -> str:
    """Return what is new as JSON Lines, one thing a line, its kind under ``what``."""
    names = {
        "conflicts": "conflict",
        "changed": "changed",
        "facts": "fact",
        "grown": "grown",
        "stories": "story",
    }
    return "".join(
        dump({"what": what, **row}) for part, what in names.items() for row in found[part]
    )
