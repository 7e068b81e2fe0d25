"""Every file of tests/data/feeds gives what the JSON beside it says: articles, errors, notes.

Of a list of subscriptions: its feeds, what was odd and what is left out, or why it is refused.
"""

from __future__ import annotations

import json
import re
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from dedup.errors import ArticleFormatError, InputError
from dedup.ingest import collect, read_records
from dedup.ingest.notes import Notes
from dedup.ingest.opml import read_list, read_subscriptions
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


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if path.suffix == ".opml"],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_a_list_of_subscriptions_gives_its_feeds(path):
    wanted = json.loads(path.with_name(path.name + ".json").read_text("utf-8"))
    if "refused" in wanted:
        with pytest.raises(InputError, match=re.escape(wanted["refused"])):
            read_subscriptions(path.read_bytes())
    else:
        notes = Notes()
        found, error = read_list(path.read_bytes(), name=str(path), notes=notes)
        assert [[each.url, each.title] for each in found] == wanted["subscriptions"]
        assert [note.what for note in notes.report(0).notes] == wanted.get("said", [])
        assert (error is None) == ("left_out" not in wanted)
        assert str(error or "").startswith(f"{path}{wanted['left_out']}" if error else "")


# What the names of its files match.
FORMATS = {
    "RSS 2.0": r"(rss2|cut-off|script-title)\.xml$",
    "RSS 1.0": r".*\.rdf$",
    "Atom": r".*\.atom$",
    "JSON Feed": r"jsonfeed.*",
    "OPML": r".*\.opml$",
    "HTML": r".*\.html$",
    "WARC": r".*\.warc(\.gz)?$",
    "GDELT": r"gdelt\..*",
    "GDELT GKG": r"gdelt-gkg.*",
    "NewsAPI": r"newsapi.*",
    "Media Cloud": r"mediacloud.*",
    "ninjs 1": r"ninjs1.*",
    "ninjs 2": r"ninjs2.*",
    "ninjs 3": r"ninjs3.*",
    "NewsML-G2": r".*newsml.*",
    "gzip": r".*\.gz$",
    "Zstandard": r".*\.zst$",
}


@pytest.mark.parametrize("pattern", FORMATS.values(), ids=FORMATS)
def test_each_format_has_good_broken_and_hostile_files(pattern):
    kinds = {path.parent.name for path in FILES if re.match(pattern, path.name)}
    assert kinds == {"good", "broken", "hostile"}
