"""What a new version of an article says otherwise than the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dedup.archive.rows import CLEANED, cleaned_of
from dedup.archive.store import Archive
from dedup.keys import plain
from dedup.model import CleanArticle, Mention, ParsedArticle, Status, Story

# Statuses that say one version has it otherwise than the other.
_DIFFERING: frozenset[Status] = frozenset(
    {"conflicting", "updated", "detail_differs", "wording_differs", "attribution_differs"}
)
# Different words shown of one side.
_MOST_WORDS = 4


def update_version(archive: Archive, article_id: str, version: int) -> None:
    """Hold a version against the one before it."""
    rows = archive.db.execute(
        f"SELECT {CLEANED}, v.batch FROM articles a JOIN versions v ON v.article_id = a.id"
        " WHERE a.id = ? AND v.version IN (?, ?) ORDER BY v.version",
        (article_id, version - 1, version),
    ).fetchall()
    if len(rows) != 2:
        return
    changes = list(_changes(cleaned_of(rows[0]), cleaned_of(rows[1])))
    with archive.writing() as db:
        db.execute(
            "DELETE FROM version_changes WHERE article_id = ? AND version = ?",
            (article_id, version),
        )
        db.executemany(
            "INSERT INTO version_changes (article_id, version, batch, change, kind, status,"
            " words_before, words_after) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(article_id, version, rows[1]["batch"], *change) for change in changes],
        )
        db.execute(
            "UPDATE versions SET compared = 1 WHERE article_id = ? AND version = ?",
            (article_id, version),
        )


def _changes(before: CleanArticle, after: CleanArticle) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield change, kind, status, words before and words after of each fact that differs."""
    from dedup.pipeline import COMPARE, compare_parsed
    from dedup.segmentation import split

    name = after.article.id
    old_id = f"{name}~before"
    old = split(replace(before, article=replace(before.article, id=old_id)))
    new = split(after)
    # Two origins, though one text is made of the other: what differs is what is asked for.
    story = Story(name, tuple(sorted((name, old_id))), name, ((old_id,), (name,)), 1.0)
    comparison = compare_parsed(story, [old, new], COMPARE)
    for fact in comparison.facts:
        gone = [m for m in fact.mentions if m.article_id == old_id and not _stands(m, old, new)]
        come = [m for m in fact.mentions if m.article_id == name and not _stands(m, new, old)]
        words = _printed(gone, old), _printed(come, new)
        if gone and come and fact.status in _DIFFERING:
            yield "changed", fact.kind, fact.status, *words
        elif fact.status == "unique" and gone:
            yield "dropped", fact.kind, fact.status, *words
        elif fact.status == "unique" and come:
            yield "added", fact.kind, fact.status, *words


def _stands(mention: Mention, own: ParsedArticle, other: ParsedArticle) -> bool:
    """Return whether the other version has the sentence of a mention."""
    return plain(own.sentence_text(mention.sentence)) in plain(other.article.text)


def _printed(mentions: Sequence[Mention], parsed: ParsedArticle) -> str:
    text = parsed.article.text
    words = dict.fromkeys(
        " … ".join(" ".join(text[s.start : s.end].split()) for s in mention.spans)
        for mention in mentions
    )
    return " / ".join(list(words)[:_MOST_WORDS])
