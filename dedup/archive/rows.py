"""Records as rows, and rows as records; what goes in comes out equal."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from dedup.model import Article, CleanArticle, Line, Reason, Span, Story


def time_of(written: str | None) -> datetime | None:
    """Return the time of a written one."""
    return None if written is None else datetime.fromisoformat(written)


def packed(value: Any) -> str:
    """Return JSON in ASCII, without spaces, keys sorted."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), default=str)


def version_row(cleaned: CleanArticle) -> dict[str, Any]:
    """Return what a version says, by column."""
    article = cleaned.article
    return {
        "published": article.published.isoformat() if article.published else None,
        "headline": article.headline,
        "text": article.text,
        "shown_headline": cleaned.headline,
        "truncated": int(cleaned.truncated),
        "lines": packed([[e.span.start, e.span.end, e.role, e.score] for e in cleaned.lines]),
        "extra": _extra(article),
    }


def _extra(article: Article) -> str:
    try:
        return packed(dict(article.extra))
    except (RecursionError, TypeError, ValueError):
        return packed({"dropped": "what else the record held cannot be written as JSON"})


def cleaned_of(row: sqlite3.Row) -> CleanArticle:
    """Return the article of a row of ``articles`` joined with one of its versions."""
    article = Article(
        id=row["id"],
        source=row["source"],
        headline=row["headline"],
        text=row["text"],
        url=row["url"],
        published=time_of(row["published_as_given"]),
        language=row["language"],
        extra=json.loads(row["extra"]),
    )
    lines = tuple(
        Line(Span(start, end), role, score) for start, end, role, score in json.loads(row["lines"])
    )
    return CleanArticle(article, row["shown_headline"], lines, bool(row["truncated"]))


# The columns that ``cleaned_of`` wants, of articles a and versions v.
CLEANED = (
    "a.id, a.source, a.url, a.language, v.published AS published_as_given, v.headline, v.text,"
    " v.shown_headline, v.truncated, v.lines, v.extra"
)


def reasons_packed(reasons: Iterable[Reason]) -> str:
    """Return reasons as JSON."""
    return packed([[r.signal, r.value, r.threshold, r.weight] for r in reasons])


def reasons_of(written: str) -> tuple[Reason, ...]:
    """Return the reasons of their JSON."""
    return tuple(Reason(*each) for each in json.loads(written))


def story_of(row: sqlite3.Row, origin_of: Mapping[str, int]) -> Story:
    """Return the story of a row of ``stories``.

    Args:
        row: Of the table.
        origin_of: The number of the origin of each article of the story.
    """
    origins: dict[int, list[str]] = {}
    for name in sorted(origin_of):
        origins.setdefault(origin_of[name], []).append(name)
    return Story(
        row["id"],
        tuple(sorted(origin_of)),
        row["representative_id"],
        tuple(tuple(origins[number]) for number in sorted(origins)),
        row["score"],
        reasons_of(row["reasons"]),
        row["follows"],
    )
