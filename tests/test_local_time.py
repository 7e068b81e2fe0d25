"""Times are in UTC; the day on which an article came out is that of the zone it states."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.cli import main
from dedup.facts.dates import find_dates
from dedup.fetch.record import to_lines
from dedup.ingest import read_articles
from dedup.model import Article, ParsedArticle
from dedup.pipeline import check, clean, segment

TOKYO = timezone(timedelta(hours=9))
# Tuesday evening in London, Wednesday morning in Tokyo.
STATED = "2031-05-14T07:10:00+09:00"
TEXT = "The ferry Aldous sank on Monday. The inquiry opens today in Corvane."


def read(folder, **fields) -> Article:
    path = folder / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "source": "S", "text": TEXT, **fields}))
    (article,) = read_articles(path)
    return article


def day_of(article: Article) -> date | None:
    moment = article.local_time()
    return None if moment is None else moment.date()


def days_in(article: Article) -> list[str]:
    cleaned = clean(article)
    parsed = ParsedArticle(article, "", cleaned.lines, segment(article))
    return [mention.slots.start for mention in find_dates(parsed)]


@pytest.mark.parametrize(
    ("stated", "utc", "day"),
    [
        (STATED, "2031-05-13T22:10:00+00:00", date(2031, 5, 14)),
        ("2031-05-13T20:00:00-05:00", "2031-05-14T01:00:00+00:00", date(2031, 5, 13)),
        ("Wed, 14 May 2031 07:10:00 JST", "2031-05-13T22:10:00+00:00", date(2031, 5, 14)),
        ("2031-05-14", "2031-05-14T00:00:00+00:00", date(2031, 5, 14)),
        ("2031-05-14T23:10:00", "2031-05-14T23:10:00+00:00", date(2031, 5, 14)),
        ("2031-05-14T07:10:00Z", "2031-05-14T07:10:00+00:00", date(2031, 5, 14)),
    ],
)
def test_a_stated_time_is_kept_in_utc_with_its_own_day(tmp_path, stated, utc, day):
    article = read(tmp_path, published=stated)
    assert article.published is not None
    assert (article.published.tzinfo, article.published.isoformat()) == (UTC, utc)
    assert day_of(article) == day


def test_monday_is_the_monday_before_the_local_day(tmp_path):
    article = read(tmp_path, published=STATED)
    assert days_in(article) == ["2031-05-12", "2031-05-14"]
    assert days_in(replace(article, extra={})) == ["2031-05-12", "2031-05-13"]


def test_an_article_made_in_python_keeps_its_own_day():
    moment = datetime.fromisoformat(STATED)
    article = Article(id="a", source="S", headline="", text=TEXT, published=moment)
    assert article.local_time() is moment
    assert days_in(article) == ["2031-05-12", "2031-05-14"]


def test_a_claim_is_of_the_local_day_too(tmp_path):
    article = read(tmp_path, published=STATED)
    assert check("The inquiry opens on 14 May 2031 in Corvane.", article).conflict == 0
    assert check("The inquiry opens today in Corvane.", article).verdict == "supported"


@pytest.mark.parametrize("zone", ["Europe/Berlin", "", "+25:00", "later", 2, None, [], ".5"])
def test_a_key_of_that_name_with_something_else_in_it_changes_nothing(zone):
    moment = datetime(2031, 5, 13, 22, 10, tzinfo=UTC)
    extra = {"published_zone": zone}
    article = Article(id="a", source="S", headline="", text="", published=moment, extra=extra)
    assert article.local_time() == moment
    assert article.local_time().utcoffset() == timedelta(0)


def test_a_zone_beside_a_date_is_the_zone_of_the_date(tmp_path):
    article = read(tmp_path, published="2031-05-14", published_zone="-05:00")
    assert article.published == datetime(2031, 5, 14, 5, tzinfo=UTC)
    assert day_of(article) == date(2031, 5, 14)
    article = read(tmp_path, published=STATED, published_zone="-05:00")
    assert day_of(article) == date(2031, 5, 14)
    assert article.extra["published_zone"] == "+09:00"


@given(st.datetimes(datetime(1700, 1, 1), datetime(9000, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_what_is_written_is_read_as_the_same_time_and_day(moment, minutes):
    stated = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    from dedup.ingest.notes import Notes
    from dedup.ingest.record import to_article

    record = {"id": "a", "text": TEXT, "published": stated.isoformat()}
    first = to_article(record, where=("a", 1), notes=Notes())
    line = json.loads(to_lines([first]))
    assert line["published"].endswith("Z")
    again = to_article(line, where=("a", 1), notes=Notes())
    assert again == first
    assert again.extra == first.extra
    assert again.local_time().isoformat() == stated.isoformat()


def test_machine_formats_print_utc_and_people_see_the_local_day(tmp_path, capsys):
    path = tmp_path / "a.jsonl"
    records = [{"id": i, "source": i.upper(), "text": TEXT, "published": STATED} for i in "ab"]
    path.write_text("".join(json.dumps(each) + "\n" for each in records))
    assert main(["cluster", str(path), "--format", "csv"]) == 0
    assert "2031-05-13T22:10:00Z" in capsys.readouterr().out
    assert main(["cluster", str(path)]) == 0
    assert "14 May" in capsys.readouterr().out


def test_the_ends_of_time_stay():
    moment = datetime.max.replace(tzinfo=UTC)
    extra = {"published_zone": "+09:00"}
    article = Article(id="a", source="S", headline="", text="", published=moment, extra=extra)
    assert article.local_time() == moment
    assert replace(article, published=None).local_time() is None
    assert replace(article, published=moment.replace(year=2031)).local_time().tzinfo == TOKYO
