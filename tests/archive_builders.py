"""Invented reports and feeds that fill an archive."""

from __future__ import annotations

from tests.benchmarks.stream import articles as synthetic
from tests.conftest import make_article

LINK = "https://www.herald.example/2031/05/12/quake?utm_source=mail"
DAY = "2031-05-{:02}T{:02}:00"

QUAKE = (
    "A strong earthquake struck the port of Corvane early on Monday, killing {} people and"
    " cutting power to the old town, the regional governor said.",
    "Governor Ilse Maran said rescue teams from three provinces were searching the collapsed"
    " fish market on Anchor Street.",
    "The tremor had a magnitude of 6.1 and was felt as far away as Lake Umbrel, the"
    " seismological service said.",
)
QUAKE_TOO = (
    "At least {} people died when an earthquake of magnitude 6.1 hit the port of Corvane on"
    " Monday, officials said, and the old town was left without power.",
    "Rescuers searched the ruins of the fish market on Anchor Street, Governor Ilse Maran said.",
    "Schools in Corvane will stay shut until Thursday.",
)
BUDGET = (
    "The parliament of Halvane passed a budget of 14 billion crowns after a debate of nineteen"
    " hours, with two votes to spare.",
    "Finance minister Jonas Petrik said the vote secured pensions until the next election.",
)


def report(article_id, paragraphs=QUAKE, *, dead="four", day=12, hour=8, **rest):
    about = "Budget of Halvane passed" if paragraphs is BUDGET else "Earthquake hits Corvane"
    text = "\n\n".join(paragraphs).format(dead)
    rest = {"headline": about, **rest}
    return make_article(article_id, text, published=DAY.format(day, hour), **rest)


def feed(n_articles=60, per_day=15, seed=4):
    """Return an invented stream of several days."""
    return [
        make_article(
            record["id"],
            record["text"],
            source=record["source"],
            headline=record["headline"],
            published=record["published"],
            url=record["url"],
        )
        for record in synthetic(n_articles, seed=seed, per_day=per_day)
    ]


def column(archive, sql, *values):
    return [row[0] for row in archive.db.execute(sql, values)]
