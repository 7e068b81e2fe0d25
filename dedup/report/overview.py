"""The head of a story's report: title, articles, what the facts add up to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from dedup.model import CONTENT_ROLES, Fact, ParsedArticle
from dedup.report.document import (
    GLUE,
    Block,
    Column,
    Grid,
    Line,
    Para,
    Row,
    Title,
    glued,
    join,
    ours,
    theirs,
)
from dedup.report.style import SIGN_OF_STATUS, style_of_sign
from dedup.report.view import Group, View, local_times
from dedup.report.words import clip, display
from dedup.text import fold

# Words that tell a credit that names where the text came from from a copyright line.
_CREDITS = re.compile(r"contribut|report|agenc|press|wire|news", re.IGNORECASE)
# Room for a credit on the line of its article.
_CREDIT_CHARS = 60


def overview(view: View) -> list[Block]:
    """Return the title, one row an article and the summary strip."""
    times = local_times(view.articles.values())
    blocks: list[Block] = [_title(view, times), _articles(view, times)]
    note = _origin_note(view)
    if note:
        blocks.append(Para(note, indent=1, hang=2))
    blocks.append(Para(strip(view), indent=1, hang=2))
    return blocks


def plural(number: int, word: str) -> str:
    """Return "1 fact", "2 facts", "2 stories"."""
    if number != 1:
        word = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    return f"{number} {word}"


def _title(view: View, times: dict[str, datetime]) -> Title:
    story = view.comparison.story
    chosen = view.articles.get(story.representative_id)
    head = _headline(chosen) if chosen else ""
    counts = f"{plural(len(view.articles), 'outlet')}, {plural(len(view.columns), 'origin')}"
    left = join((ours("STORY", "dim"), theirs(story.id, "dim"), theirs(head, "title")))
    return Title(left, join((ours(counts), ours(_days(t.date() for t in times.values()))), "   "))


def _headline(parsed: ParsedArticle) -> str:
    return parsed.headline or parsed.article.headline


def _days(days: Iterable[date]) -> str:
    """Return "13 May 2031", "12–13 May 2031" or the two days in full."""
    known = sorted(set(days))
    if not known:
        return ""
    first, last = known[0], known[-1]
    end = f"{last.day} {_MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    start = f"{first.day} {_MONTHS[first.month - 1]}"
    return f"{start}{f' {first.year}' if first.year != last.year else ''} – {end}"


# strftime("%b") would follow the machine's locale.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def clock(time: datetime) -> str:
    """Return "13 May 09:40"; a bare day (midnight) without the time."""
    day = f"{time.day} {_MONTHS[time.month - 1]}"
    return f"{day} {time:%H:%M}" if (time.hour, time.minute) != (0, 0) else day


def _articles(view: View, times: dict[str, datetime]) -> Grid:
    rows = []
    for article_id, parsed in view.articles.items():
        when = clock(times[article_id]) if article_id in times else ""
        n_sentences = sum(1 for s in parsed.sentences if s.role in CONTENT_ROLES)
        words = theirs(_headline(parsed)) or ours("(no headline)", "dim")
        rows.append(
            Row(
                (
                    ours(view.letters[article_id], "letter"),
                    theirs(view.source(article_id)),
                    join((words, *(ours(note, "dim") for note in _notes(view, parsed))), " · "),
                    ours(when, "dim"),
                    ours(plural(n_sentences, "sentence"), "dim"),
                )
            )
        )
    columns = (
        Column(),
        Column(cap=20),
        Column(flex=1, stack=1),
        Column(),
        Column(right=True),
    )
    return Grid(columns, tuple(rows))


def _notes(view: View, parsed: ParsedArticle) -> list[str]:
    """Return what a reader must know of an article: copy, credit, broken off."""
    notes = []
    article_id = parsed.article.id
    column = next((c for c in view.columns if article_id in c), ())
    if column and column[0] != article_id:
        notes.append(_copy_note(view, view.articles[column[0]], parsed))
    credit = _credit(view, parsed)
    if credit:
        notes.append(credit)
    if parsed.truncated:
        notes.append("the text breaks off")
    return notes


def _copy_note(view: View, first: ParsedArticle, copy: ParsedArticle) -> str:
    """Say of whom an article is a copy, and how much of it stands there word for word."""
    known = {_folded(first, s.index) for s in first.content()}
    body = [s.index for s in copy.content() if s.role == "body"]
    same = sum(1 for index in body if _folded(copy, index) in known)
    share = f" (copy {same / len(body):.2f}: {same} of {len(body)} sentences)" if same else ""
    return f"same origin as {view.letters[first.article.id]}{share}"


def _folded(parsed: ParsedArticle, index: int) -> str:
    return fold(display(parsed.sentence_text(index))).lower()


def _credit(view: View, parsed: ParsedArticle) -> str:
    """Quote the credit line that names another newsroom, if there is one."""
    for sentence in parsed.sentences:
        if sentence.role == "credit":
            words = display(parsed.sentence_text(sentence.index))
            # A copyright line with the outlet's own name credits nobody else.
            own = view.source(parsed.article.id).lower() in words.lower()
            if _CREDITS.search(words) and not own:
                ref = view.ref(parsed.article.id, sentence.index)
                return f"{ref} “{clip(words, _CREDIT_CHARS)}”"
    return ""


def _origin_note(view: View) -> Line:
    if len(view.columns) == 1 and len(view.articles) > 1:
        text = "All of them go back to one text: what they share counts as one origin's word."
        return ours(text, "notice")
    return ()


def counts(facts: Iterable[Fact]) -> dict[str, int]:
    """Count facts by status."""
    result: dict[str, int] = {}
    for fact in facts:
        result[fact.status] = result.get(fact.status, 0) + 1
    return result


def by_home(view: View) -> dict[Group, list[Fact]]:
    """Return the unique facts by the origin they stand in, in report order."""
    result: dict[Group, list[Fact]] = {column: [] for column in view.columns}
    for fact in view.comparison.facts:
        if fact.status == "unique":
            result.setdefault(view.home(fact), []).append(fact)
    return {column: facts for column, facts in result.items() if facts}


def strip(view: View) -> Line:
    """Return the sum of all facts; every fact is counted exactly once."""
    number = counts(view.comparison.facts)
    detail = number.get("detail_differs", 0)
    shared = number.get("shared", 0) + detail
    parts: list[Line] = []
    if shared:
        extra = f" ({detail} in other detail)" if detail else ""
        parts.append((*glued(f"{shared} shared"), *ours(extra)))
    for column, facts in by_home(view).items():
        where = f"only {view.name(column) or '?'}" if len(view.columns) > 1 else "in one text"
        parts.append(glued(f"{len(facts)} {where}"))
    for status, word in (
        ("conflicting", "conflict"),
        ("wording_differs", "quote"),
        ("attribution_differs", "who said"),
        ("updated", "updated"),
        ("undecided", "undecided"),
    ):
        if number.get(status):
            n = number[status]
            sign = SIGN_OF_STATUS[status]  # type: ignore[index]
            text = (
                plural(n, word) if status in ("conflicting", "wording_differs") else f"{n} {word}"
            )
            parts.append((*ours(f"{sign}{GLUE}", style_of_sign(sign)), *glued(text)))
    total = ours(plural(len(view.comparison.facts), "fact"), "section")
    return (*total, *ours(" = ", "dim"), *join(parts, f" +{GLUE}")) if parts else total
