"""Articles for tests, cleaned and as pages: builders name only what matters."""

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
# A page of a site: its headline, its text, what stands above and below.
BODY = (
    "The harbour council of Tarnmouth voted on Tuesday to close the old ferry pier for two years,"
    " after inspectors found rust in the pillars.",
    "Council leader Ottoline Brask said the repair would cost about $14 million and that no ferry"
    " would be cancelled while the work went on.",
    "“We looked at every other way, and there was none,” Brask told residents in the town hall.",
    "The pier was built in 1931 and carries some 9,000 passengers on a summer day, according to"
    " the harbour office.",
    "Fishermen fear that the closure will keep their boats from the market at Low Quay, said"
    " Davin Orrel, who has sold herring there for 30 years.",
)
TOP = ("Home", "News", "Sport", "Log in", "Search", "Menu")
END = (
    "The Meridian Wire contributed to this report.",
    "Share this article",
    "You may also like",
    "Bakery fire destroys a century of recipes in Upper Hallow",
    "The owner said the oven had been off since noon, but the…",
    "Night trains return to the northern line",
    "© 2031 Tarnmouth Mercury. All rights reserved.",
    "Privacy policy | Terms of use | Contact us",
)
TITLE = "Tarnmouth closes ferry pier for two years over rust"


def article(text: str, *, key: str = "a", headline: str = "", source: str = "") -> Article:
    return Article(id=key, source=source, headline=headline, text=text)


def roles(cleaned: CleanArticle) -> list[tuple[str, str]]:
    text = cleaned.article.text
    return [(line.role, text[line.span.start : line.span.end]) for line in cleaned.lines]


def role_of(cleaned: CleanArticle, opening: str) -> list[str]:
    return [role for role, text in roles(cleaned) if text.startswith(opening)]


def page(*parts: str) -> str:
    return "\n\n".join(parts)


def site_articles() -> list[Article]:
    slogan = "Tarnmouth Mercury brings the harbour to your breakfast table"
    texts = [
        "Ferry crews met on Sunday. They asked the council for more time to move the boats.",
        "A goat was found on the roof of the library. Nobody knows how it climbed up there.",
        "The choir of Low Quay sang for nine hours. Its leader said she would do it again.",
    ]
    return [
        article(page(text, slogan), key=str(i), source="Mercury" if i else "MERCURY")
        for i, text in enumerate(texts)
    ]
