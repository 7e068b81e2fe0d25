"""What the archive answers: lists of stories, one story, what is new, what a search finds.

Rows come as dictionaries with the names of the archive's columns, and go into JSON as they
are; the tables for people choose from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from dedup.options import ReportOptions
from dedup.report.document import (
    EMPTY,
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
    ours,
    theirs,
)
from dedup.report.machine import SCHEMA, _cell, _csv, dump, tool
from dedup.report.overview import clock, plural
from dedup.report.style import SIGN_OF_STATUS, WORD_OF_STATUS, style_of_sign, word_of_rule

Record = Mapping[str, Any]

# Rows of each part of "what is new" that a table shows.
MOST_SHOWN = 12
_BEGIN, _END = "\x02", "\x03"


def rows_text(rows: Sequence[Record], name: str, format: str) -> str:
    """Return rows as json (one document, under ``name``), jsonl or csv."""
    if format == "jsonl":
        return "".join(dump(row) for row in rows)
    if format == "csv":
        header = list(rows[0]) if rows else []
        return _csv(header, [list(row.values()) for row in rows]) if rows else ""
    return document_text({name: list(rows)})


def document_text(document: Record) -> str:
    """Return a document as JSON, with the schema and what made it."""
    made_by = {key: value for key, value in tool().items() if key != "thresholds"}
    return dump({"schema": SCHEMA, "tool": made_by, **document}, indent=1)


def csv_line(values: Iterable[object]) -> list[object]:
    """Return cells that no spreadsheet runs."""
    return [_cell(value) for value in values]


def people(blocks: Sequence[Block], options: ReportOptions) -> str:
    """Return blocks as a table for a terminal."""
    from dedup.report import terminal

    return terminal.paint(blocks, options)


def story_list(rows: Sequence[Record], *, hidden: bool) -> list[Block]:
    """Return stories, one a row.

    Args:
        rows: Of ``story_overview``.
        hidden: There may be more.
    """
    if not rows:
        return [Para(ours("No story of this kind."))]
    note = "changed last first" + ("; --limit N shows more" if hidden else "")
    return [
        Section(ours(plural(len(rows), "story").upper()), ours(note, "dim")),
        Grid(_STORY_COLUMNS, tuple(_story_row(row) for row in rows), header=_STORY_HEADER),
    ]


_STORY_COLUMNS = (
    Column(cap=24),
    Column(right=True),
    Column(right=True),
    Column(flex=1, stack=1),
    Column(stack=2),
    Column(stack=2),
)
_STORY_HEADER = tuple(
    ours(name, "dim") for name in ("story", "articles", "origins", "headline", "to", "")
)


def _story_row(row: Record, new: int | None = None) -> Row:
    notes = [str(row["state"])]
    if row.get("alerts"):
        notes.append(f"! {row['alerts']}")
    count = str(row["articles"]) if new is None else f"{row['articles']} (+{new})"
    return Row(
        (
            theirs(str(row["id"]), "letter"),
            ours(count),
            ours(str(row["origins"])),
            theirs(str(row["headline"] or "")) or ours("(no headline)", "dim"),
            ours(_clock(row["last_published"]), "dim"),
            ours(" ".join(notes), "alert" if row.get("alerts") else "dim"),
        )
    )


def one_story(story: Record) -> list[Block]:
    """Return one story: its articles by origin, how it grew, what to look at."""
    articles = story["articles"]
    counts = f"{plural(len(articles), 'article')}, {plural(story['origins'], 'origin')}"
    left = join(
        (
            ours("STORY", "dim"),
            theirs(str(story["id"]), "dim"),
            theirs(str(story["headline"] or ""), "title"),
        )
    )
    blocks: list[Block] = [Title(left, ours(f"{counts}, {story['state']}"))]
    if story["follows"]:
        blocks.append(Para(join((ours("follows story", "dim"), theirs(story["follows"])), " "), 1))
    sizes: dict[int, int] = {}
    for row in articles:
        sizes[row["origin"]] = sizes.get(row["origin"], 0) + 1
    seen: set[int] = set()
    rows = []
    for row in articles:
        sign = "*" if row["representative"] else "=" if row["origin"] in seen else " "
        seen.add(row["origin"])
        notes = [f"origin {row['origin']}"] if sizes[row["origin"]] > 1 else []
        notes += [plural(row["versions"], "version")] if row["versions"] > 1 else []
        rows.append(
            Row(
                (
                    ours(sign.strip() or "\ue000", "letter"),
                    theirs(row["source"] or row["id"]),
                    theirs(row["headline"] or "") or ours("(no headline)", "dim"),
                    ours(_clock(row["published"]), "dim"),
                    ours(", ".join(notes), "dim"),
                )
            )
        )
    columns = (Column(), Column(cap=22), Column(flex=1, stack=1), Column(), Column(stack=2))
    blocks.append(Grid(columns, tuple(rows)))
    blocks.append(Para(ours("* stands for its story, = its origin stands above", "dim"), 1))
    blocks += [Section(ours("HISTORY")), _history(story)]
    return [*blocks, *_story_findings(story)]


def _history(story: Record) -> Grid:
    rows = []
    for row in story["history"]:
        number = plural(row["articles"], "article")
        other = row["other_story_id"]
        own = row["story_id"] == story["id"]
        words: Line = {
            "opened": ours(f"opened with {number}"),
            "joined": ours(f"{number} joined"),
            "closed": ours("closed"),
            "split": join(
                (ours(f"{number} came from" if own else f"{number} left for"),
                 theirs(str(other if own else row["story_id"]))), " ",
            ),
            "merged": join(
                (ours(f"went with {number} into" if own else f"took in {number} of"),
                 theirs(str(other if own else row["story_id"]))), " ",
            ),
        }[row["kind"]]  # fmt: skip
        rows.append(Row((ours(f"b{row['batch']}", "dim"), ours(_clock(row["time"]), "dim"), words)))
    return Grid((Column(), Column(), Column(flex=1, stack=1)), tuple(rows))


def _story_findings(story: Record) -> list[Block]:
    if not story["facts_current"]:
        if story["articles"] and len(story["articles"]) < 2:
            return []
        words = "its facts are not up to date: dedup archive update"
        return [Section(ours("FACTS")), Para(ours(words), 1)]
    parts = [
        ours(
            f"{SIGN_OF_STATUS[row['status']]} {row['facts']} {WORD_OF_STATUS[row['status']]}",
            style_of_sign(SIGN_OF_STATUS[row["status"]]),
        )
        for row in story["facts"]
    ]
    blocks: list[Block] = [Section(ours("FACTS")), Para(join(parts, " + ") or ours("none"), 1)]
    rows = [_finding_row(row, EMPTY) for row in story["findings"][:MOST_SHOWN]]
    if rows:
        note = ours("nothing here says who is right", "dim")
        blocks += [Section(ours("LOOK HERE"), note), Grid(_FINDING_COLUMNS, tuple(rows))]
        blocks += _more(len(story["findings"]), "dedup archive diff shows them in context")
    return blocks


_FINDING_COLUMNS = (Column(cap=24), Column(flex=1, stack=1), Column(cap=24))


def _finding_row(row: Record, where: Line) -> Row:
    style = "alert" if row.get("level", "alert") == "alert" else "notice"
    return Row((ours(word_of_rule(row["rule"]), style), theirs(row["words"]), where))


def _more(total: int, hint: str) -> list[Block]:
    if total <= MOST_SHOWN:
        return []
    return [Para(ours(f"… {total - MOST_SHOWN} more; {hint}", "dim"), 1)]


def news(found: Record, since: str) -> list[Block]:
    """Return what is new: conflicts, changed facts, new facts, new and grown stories.

    Args:
        found: As ``archive.queries.since`` returns it.
        since: What was asked for.
    """
    if found["to_batch"] < found["from_batch"]:
        return [Para(join((ours("Nothing came since"), theirs(since)), " "))]
    several = [row for row in found["stories"] if row["articles"] > 1]
    alone = len(found["stories"]) - len(several)
    heads = (
        plural(len(found["stories"]), "new story"),
        f"{len(found['grown'])} grown",
        plural(len(found["conflicts"]), "alert"),
        plural(sum(row["change"] == "changed" for row in found["changed"]), "changed fact"),
        plural(len(found["facts"]), "new fact"),
    )
    blocks: list[Block] = [
        Title(
            join((ours("SINCE", "dim"), theirs(since, "title"))),
            ours(" · ".join(heads)),
        )
    ]
    blocks += _part(
        "ALERTS",
        "nothing here says who is right",
        Grid(_FINDING_COLUMNS, tuple(_finding_row(r, _of(r)) for r in found["conflicts"])),
    )
    blocks += _part(
        "CHANGED",
        "between versions of one article",
        Grid(
            (Column(cap=22), Column(), Column(flex=1, stack=1), Column(cap=24)),
            _once(_changed_row(row) for row in found["changed"]),
        ),
    )
    blocks += _part(
        "NEW FACTS",
        "in stories that were there",
        Grid(
            (Column(), Column(flex=1, stack=1), Column(cap=30), Column(cap=24)),
            _once(_fact_row(row) for row in found["facts"]),
        ),
    )
    grown = tuple(_story_row(row, row["new_articles"]) for row in found["grown"])
    blocks += _part("GROWN", "", Grid(_STORY_COLUMNS, grown, header=_STORY_HEADER))
    rows = tuple(_story_row(row) for row in several)
    note = f"and {plural(alone, 'article')} that stand alone" if alone else ""
    note = note.replace("1 article that stand", "1 article that stands")
    blocks += _part("NEW STORIES", note, Grid(_STORY_COLUMNS, rows, header=_STORY_HEADER))
    return blocks


def _once(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return rows that read alike once: an event and who said it may be the same words."""
    return tuple(dict.fromkeys(rows))


def _part(name: str, note: str, grid: Grid) -> list[Block]:
    if not grid.rows:
        return [Section(ours(name), ours(note, "dim"))] if note.startswith("and") else []
    shown = Grid(grid.columns, grid.rows[:MOST_SHOWN], header=grid.header)
    blocks: list[Block] = [Section(ours(name), ours(note, "dim")), shown]
    return [*blocks, *_more(len(grid.rows), "--format jsonl lists all")]


def _of(row: Record) -> Line:
    return theirs(str(row["story_id"]), "letter")


def _changed_row(row: Record) -> Row:
    before, after = row["words_before"], row["words_after"]
    words = join(
        (
            (Piece("-", "removed"), *theirs(before, "removed")) if before else EMPTY,
            (Piece("+", "added"), *theirs(after, "added")) if after else EMPTY,
        ),
        "  ",
    )
    source = theirs(row["source"] or row["article_id"])
    return Row((source, ours(row["change"], "dim"), words, _of(row)))


def _fact_row(row: Record) -> Row:
    sign = SIGN_OF_STATUS[row["status"]]
    return Row(
        (
            ours(sign, style_of_sign(sign)),
            theirs(row["words"]),
            theirs(row["sources"] or "", "dim"),
            _of(row),
        )
    )


def found_articles(rows: Sequence[Record]) -> list[Block]:
    """Return what a search found, one article a row."""
    if not rows:
        return [Para(ours("No article has all these words."))]
    grid = Grid(
        (Column(cap=22), Column(flex=1, stack=1), Column(), Column(cap=24)),
        tuple(
            Row(
                (
                    theirs(row["source"] or row["id"]),
                    join((theirs(row["headline"], "title"), _snippet(row["snippet"])), " · "),
                    ours(_clock(row["published"]), "dim"),
                    theirs(row["story_id"], "letter"),
                )
            )
            for row in rows
        ),
    )
    name = plural(len(rows), "article").upper()
    return [Section(ours(name), ours("best first; the story at the right", "dim")), grid]


def _snippet(text: str) -> Line:
    pieces: list[Piece] = []
    for number, part in enumerate(text.split(_BEGIN)):
        marked, end, rest = part.partition(_END) if number else ("", "", part)
        if end or marked:
            pieces += [Piece("[", "dim"), *theirs(marked, "mark"), Piece("]", "dim")]
        # ``display`` trims; the spaces around a marked word stay.
        words = theirs(rest, "dim")
        if words:
            before = " " if rest[:1].isspace() else ""
            after = " " if rest[-1:].isspace() else ""
            pieces += [Piece(before + words[0].text + after, "dim")]
        elif rest.isspace():
            pieces.append(Piece(" "))
    return tuple(pieces)


def plain_snippet(text: str) -> str:
    """Return a snippet with the words found in brackets, for machine formats."""
    return text.replace(_BEGIN, "[").replace(_END, "]")


def _clock(written: str | None) -> str:
    return clock(datetime.fromisoformat(written)) if written else ""
