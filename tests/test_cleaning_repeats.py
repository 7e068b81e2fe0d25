"""Lines that stand twice in a text or in many of a source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.cleaning import clean_article, clean_articles
from dedup.cleaning.repeats import find_repeats, shared_lines
from dedup.cleaning.words import count_lines
from dedup.model import Article
from tests.cleaning_builders import article, page, site_articles


def all_pairs(rows: list[tuple[str, ...]]) -> list[int]:
    """Return the lines that stand in another one, each line tried against each."""
    texts = [f" {' '.join(row)} " for row in rows]
    return [
        i
        for i, row in enumerate(rows)
        if any(
            (row == other and j < i and len(row) >= 3)
            or (row != other and len(row) >= 8 and texts[i] in texts[j])
            for j, other in enumerate(rows)
        )
    ]


@given(st.data())
def test_repeats_are_those_that_all_pairs_show(data: st.DataObject) -> None:
    # Words that occur once tell two stretches apart, so nothing is nearly another's repeat.
    text = [f"w{i}" for i in range(60)]
    cuts = st.tuples(st.integers(0, 50), st.integers(1, 25))
    rows = [tuple(text[a : a + n]) for a, n in data.draw(st.lists(cuts, max_size=8))]
    rows = [row for row in rows if not 6 <= len(row) < 8]
    found = find_repeats(rows)
    shown = [i for i in all_pairs(rows) if not _nearly(rows, i)]
    assert set(shown) <= set(found)
    assert all(i in shown or _nearly(rows, i) for i in found)


some_row = st.lists(st.text("abc", min_size=1, max_size=2), min_size=3, max_size=14)


@given(st.lists(some_row, min_size=1))
def test_lines_without_shared_words_at_an_end_are_no_repeats(rows: list[list[str]]) -> None:
    found = [tuple(row) for row in [*rows, rows[0]]]
    words = count_lines([" ".join(row) for row in found]).words
    shared = shared_lines(words, [len(found)]).tolist()
    assert shared[0]
    assert shared[-1]
    looked = [row if again else None for row, again in zip(found, shared, strict=True)]
    assert find_repeats(looked) == find_repeats(found)


def _nearly(rows: list[tuple[str, ...]], i: int) -> bool:
    return any(
        j != i and len(set(rows[i]) & set(row)) >= 0.9 * len(set(rows[i]) | set(row))
        for j, row in enumerate(rows)
    )


def test_what_a_source_repeats_with_other_marks_is_one_line() -> None:
    slogans = ["Bread,  boats and “bells” daily", 'bread, boats and "Bells" daily']
    articles = [
        article(page(site.article.text.split("\n\n")[0], slogans[i % 2]), key=str(i), source="M")
        for i, site in enumerate(clean_articles(site_articles()))
    ]
    cleaned = clean_articles(articles)
    assert [c.lines[-1].role for c in cleaned] == ["chrome"] * 3


PULLED = "The islands will wait for their tunnel, and they will not wait in silence"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        (f'"{PULLED}." \u2014 Captain Varnow', "duplicate"),
        (f"{PULLED} Ilse Varnow, Former captain", "duplicate"),
        (f"{PULLED} until the next vote of the board", "body"),
        (f"{PULLED}, Ilse Varnow wrote.", "body"),
    ],
)
def test_a_pull_quote_repeats_although_somebody_signs_it(line: str, role: str) -> None:
    said = f'"{PULLED}," Varnow told the board on Monday, before the bridge was closed for good.'
    texts = (
        "The board met in the town hall of Norby for the whole of Monday.",
        line,
        "Nobody else spoke on the pier.",
        said,
    )
    cleaned = clean_article(Article(id="a", source="s", headline="Bridge", text="\n\n".join(texts)))
    found = {cleaned.article.text[x.span.start : x.span.end]: x.role for x in cleaned.lines}
    assert found[line] == role


def test_items_that_open_alike_are_no_pull_quotes() -> None:
    items = [
        f"The best pier of the islands in the view of {name}" for name in ("Varnow", "Roe Ash")
    ]
    texts = ("The board met in the town hall of Norby for the whole of Monday.", *items)
    cleaned = clean_article(Article(id="a", source="s", headline="Bridge", text="\n\n".join(texts)))
    assert [line.role for line in cleaned.lines] == ["body"] * 3
