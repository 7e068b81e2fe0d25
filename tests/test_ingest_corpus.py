"""Every file of tests/data/feeds gives what the JSON beside it says: articles, errors, notes."""

from __future__ import annotations

import json
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from dedup.errors import ArticleFormatError
from dedup.ingest import collect, read_records
from dedup.model import Article

ROOT = Path(__file__).parent / "data" / "feeds"
FILES = sorted(path for path in ROOT.rglob("*") if path.with_name(path.name + ".json").exists())


def shown(article: Article, key: str) -> Any:
    if key == "published":
        moment = article.published
        assert moment is None or moment.tzinfo is UTC
        return None if moment is None else moment.isoformat()
    return getattr(article, key)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_of_the_corpus_gives_what_is_expected(path):
    wanted = json.loads(path.with_name(path.name + ".json").read_text("utf-8"))
    records = list(read_records([path]))
    articles = [each for each in records if isinstance(each, Article)]
    errors = [str(each) for each in records if isinstance(each, ArticleFormatError)]
    assert len(articles) == len(wanted["articles"]), [*articles, *errors]
    for article, fields in zip(articles, wanted["articles"], strict=True):
        for key, value in fields.items():
            if key == "extra":
                assert {name: article.extra.get(name) for name in value} == value
            elif key == "contains":
                assert all(words in article.text for words in value)
            else:
                assert shown(article, key) == value, key
    assert len(errors) == len(wanted.get("errors", ())), errors
    for error, part in zip(errors, wanted.get("errors", ()), strict=True):
        assert error.startswith(str(path))
        assert part in error
        assert "\n" not in error


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in FILES
        if json.loads(path.with_name(path.name + ".json").read_text())["articles"]
    ],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_what_was_odd_in_a_file_is_said(path):
    wanted = json.loads(path.with_name(path.name + ".json").read_text("utf-8"))
    _, report = collect([path])
    said = {note.what for note in report.notes}
    assert set(wanted.get("notes", ())) == {each for each in said if "encod" not in each}


def test_the_corpus_is_there():
    kinds = {path.parent.name for path in FILES}
    assert kinds == {"good", "broken", "hostile"}
    assert len(FILES) > 60
