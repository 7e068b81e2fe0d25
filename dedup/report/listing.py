"""Stories, duplicate pairs and cleaned articles, for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dedup.model import Article, CleanArticle, CopyKind, DuplicatePair, Story
from dedup.report.document import (
    EMPTY,
    GLUE,
    Block,
    Column,
    Grid,
    Line,
    Para,
    Row,
    Section,
    join,
    ours,
    theirs,
)
from dedup.report.evidence import brief
from dedup.report.overview import clock, plural
from dedup.report.view import AnyArticle, article_of, letter
from dedup.report.words import display

_COPY_WORDS: Final[dict[CopyKind, str]] = {
    "exact": "same text",
    "near": "light edits",
    "partial": "shared passage",
}


def story_blocks(stories: Sequence[Story], articles: Sequence[AnyArticle]) -> list[Block]:
    """Return stories of two or more articles, then those that stand alone."""
    known = {article_of(article).id: article_of(article) for article in articles}
    many = [story for story in stories if len(story.article_ids) > 1]
    alone = [story for story in stories if len(story.article_ids) == 1]
    if not stories:
        return [Para(ours("No story: there was no article to read."))]
    total = sum(len(story.article_ids) for story in stories)
    head = f"{plural(total, 'article')} in {plural(len(stories), 'story')}"
    blocks: list[Block] = [
        Para(
            join(
                (
                    ours(f"{head}, {len(alone)} of one article", "section"),
                    ours("* stands for its story, = copy of another", "dim"),
                ),
                " · ",
            )
        )
    ]
    columns = (Column(), Column(cap=22), Column(flex=1, stack=1), Column())
    for story in many:
        n_origins = plural(len(story.origins), "origin")
        note = f"{plural(len(story.article_ids), 'article')}, {n_origins}, score {story.score:.2f}"
        why = ", ".join(brief(reason) for reason in story.reasons[:2])
        blocks.append(
            Section(
                join((ours("STORY"), theirs(story.id))),
                ours(note + (f" ({why})" if why else ""), "dim"),
            )
        )
        rows = [_member(known, story, article_id) for article_id in _by_origin(story)]
        blocks.append(Grid(columns, tuple(rows)))
    if alone:
        rows = [_member(known, story, story.article_ids[0]) for story in alone]
        number = ours(plural(len(alone), "article"), "dim")
        blocks += [Section(ours("ALONE"), number), Grid(columns, tuple(rows))]
    return blocks


def _by_origin(story: Story) -> list[str]:
    """Return the ids with copies together, the representative's origin first."""
    groups = sorted(
        story.origins, key=lambda group: (story.representative_id not in group, -len(group), group)
    )
    ordered = [
        i
        for group in groups
        for i in sorted(group, key=lambda i: (i != story.representative_id, i))
    ]
    return [*ordered, *(i for i in story.article_ids if i not in ordered)]


def _member(known: dict[str, Article], story: Story, article_id: str) -> Row:
    article = known.get(article_id)
    group = next((g for g in story.origins if article_id in g), ())
    first = next((i for i in _by_origin(story) if i in group), article_id)
    sign = GLUE
    if len(story.article_ids) > 1:
        sign = (
            "*" if article_id == story.representative_id else "=" if first != article_id else sign
        )
    if article is None:
        return Row((ours(sign, "letter"), theirs(article_id), EMPTY, EMPTY))
    words: Line = theirs(article.headline) or ours("(no headline)", "dim")
    if first != article_id:
        original = known.get(first)
        words = join(
            (words, ours(f"copy of {display(original.source) if original else first}", "dim")),
            " · ",
        )
    time = article.local_time()
    when = ours(clock(time), "dim") if time else EMPTY
    return Row((ours(sign, "letter"), theirs(article.source or article.id), words, when))


def pair_blocks(pairs: Sequence[DuplicatePair]) -> list[Block]:
    """Return duplicate pairs, one a row."""
    if not pairs:
        return [Para(ours("No two articles share text."))]
    rows = tuple(
        Row(
            (
                ours(_COPY_WORDS[pair.kind], "letter"),
                ours(f"{pair.score:.2f}", "dim"),
                theirs(pair.left_id),
                theirs(pair.right_id),
                ours(", ".join(brief(reason) for reason in pair.reasons[:2]), "dim"),
            )
        )
        for pair in pairs
    )
    columns = (
        Column(),
        Column(),
        Column(flex=2, stack=1),
        Column(flex=2, stack=1),
        Column(flex=3, stack=2),
    )
    name = ours(plural(len(pairs), "PAIR").replace("PAIRs", "PAIRS"))
    note = ours("share text; score is the share of the smaller one found in the other", "dim")
    return [Section(name, note), Grid(columns, rows)]


def clean_blocks(cleaned: Sequence[CleanArticle]) -> list[Block]:
    """Return every line of each article with its role."""
    if not cleaned:
        return [Para(ours("No article to clean."))]
    blocks: list[Block] = []
    for number, clean in enumerate(cleaned):
        article = clean.article
        counts = sum(1 for line in clean.lines if line.role in ("headline", "body"))
        note = f"{counts} of {plural(len(clean.lines), 'line')} report"
        broken = "; the text breaks off" if clean.truncated else ""
        name = join(
            (ours(letter(number), "letter"), theirs(article.source or article.id, "section"))
        )
        blocks.append(Section(name, ours(note + broken, "dim")))
        rows = tuple(
            Row(
                (
                    ours(line.role, "" if line.role in ("headline", "body") else "dim"),
                    ours(f"{line.score:.2f}", "dim"),
                    theirs(
                        article.text[line.span.start : line.span.end],
                        "article" if line.role in ("headline", "body") else "dim",
                    ),
                )
            )
            for line in clean.lines
        )
        blocks.append(Grid((Column(), Column(), Column(flex=1, stack=1)), rows, keep=True))
    return blocks
