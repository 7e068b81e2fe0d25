"""Cleaned articles for tests: builders name only what matters."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dedup.model import Article, CleanArticle, Line, Role, Span

FIRST_DAY = datetime(2031, 5, 4, tzinfo=UTC)


def cleaned(
    article_id: str,
    *paragraphs: str,
    headline: str = "",
    source: str = "",
    day: float | None = None,
    roles: dict[int, Role] | None = None,
) -> CleanArticle:
    """Build a cleaned article: each paragraph is a body line unless ``roles`` says else."""
    text = "\n\n".join(paragraphs)
    lines, start = [], 0
    for index, paragraph in enumerate(paragraphs):
        if paragraph.strip():
            role = (roles or {}).get(index, "body")
            lines.append(Line(Span(start, start + len(paragraph)), role, 1.0))
        start += len(paragraph) + 2
    published = None if day is None else FIRST_DAY + timedelta(days=day)
    article = Article(
        id=article_id, source=source, headline=headline, text=text, published=published
    )
    return CleanArticle(article, headline, tuple(lines))


FERRY = (
    "A ferry with 212 passengers ran aground off Tarnholm on Sunday, the Velmark coast guard said.",
    "The Oster Star struck a reef near the Kells lighthouse shortly before dawn, and lifeboats "
    "from Tarnholm and Brekka took everyone ashore within two hours.",
    "Captain Ilse Varnow told investigators that the steering had failed. Nobody was badly hurt, "
    "though eleven people were treated for cold at Brekka infirmary.",
    "The operator, Norrland Lines, suspended sailings on the route until its two sister ships "
    "have been inspected by the maritime authority.",
)
FERRY_ELSEWHERE = (
    "Passengers were brought to safety after the ferry Oster Star grounded near Tarnholm.",
    "All 212 people aboard the Norrland Lines vessel reached Brekka by lifeboat, according to the "
    "Velmark coast guard, which blamed a reef by the Kells lighthouse.",
    "Investigators are looking at the ship's steering, Ilse Varnow, who was in command, said.",
)
BUDGET = (
    "Parliament in Quillhaven passed the Dremmond budget by 61 votes to 58 after a night session.",
    "Finance minister Odo Pralle said that schools would receive 340 million crowns more, paid for "
    "by a levy on sugar refineries in the Umbral valley.",
    "The opposition leader, Maren Tosk, called the levy a raid on farmers and promised to take it "
    "to the constitutional court.",
)
