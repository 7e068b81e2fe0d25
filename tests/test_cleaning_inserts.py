"""What a linker glues into paragraphs is cut out of them; every offset holds."""

from __future__ import annotations

import time

import pytest

from dedup.cleaning import clean_article, clean_articles
from dedup.model import Article

FIRST = "The harbour board voted on Tuesday to close the northern bridge for two years."
LAST = "Ferries will sail every hour until the bridge is open again, the board said."

# The piece that is cut out stands in square marks; invented.
GLUED = {
    "dossier": "The bill was opposed by Sen. Ana Vell «Anabel (Ana) Roe VellBridge bill divides "
    "board Ferry fares rise again: report MORE» (R-Vm.), who leads the islands' party.",
    "one name again": "Critics such as Sens. Lou Marsh «Lou Marsh2030 hopefuls push for tunnel "
    "Marsh promotes 'boats for all' MORE» (D-Vm.) spoke of a disgrace.",
    "title and surname": "The vote left Governor Pike «Oren John PikeVell says she still trusts "
    "Pike despite ouster MORE» and his friends crowing.",
    "particle": "Mayor Ida van Holt «Ida Mary van HoltHarbour fees fall MORE» signed it on Monday.",
    "at the end": "It was a mistake, said Sen. Ana Vell «Anabel Roe VellFares rise MORE.»",
    "given name glued to the surname": "The board met its advisers Oren Pike«Oren Jasper PikeThe "
    "Quay's Morning Report: Fares rise MORE» and Ana Holt on Monday.",
    "space before the headline": "The board met Speaker Oren Pike «Oren Jasper Pike Fares rise "
    "again Ferry fees fall MORE» (R-Vm.) on Monday.",
    "no headline": "The board met its adviser Oren Pike «Oren Jasper PikeMORE» on Monday.",
    "player": "«Please turn on JavaScript. Media requires JavaScript to play.» The former mayor of "
    "the port has spoken for the tunnel.",
    "pointer in brackets": "The last boats came on Tuesday. «(Read 'Boat Wars' in Harbour "
    "magazine.)»",
    "pointer in brackets to another report": "The last boats came on Tuesday. «(Read about the "
    "boats in a 2013 report on the pier.)» They left.",
    "pointer in brackets to pictures": "«(See more of her work: Ten of the Oldest Piers)»",
    "pointer behind a sentence": "The boats were back by noon on Tuesday. «Watch the boats arrive "
    "at the old pier »»",
    "link in brackets with a label": "The last boats came on Tuesday. «(RELATED: Boat Board Sells "
    "Its Last Pier)» They left.",
    "emphasis of who quotes": "The boats were sold by the board. «[Emphasis added]» Ms. Vell left.",
    "what stands under an advertisement": "«Continue reading the main story» In spring the old "
    "pier was closed for good.",
    "the same between sentences": "The boats were back by noon. «Continue reading the main story» "
    "Nobody was hurt on Tuesday.",
    "pointer with a quotation": 'She called them "brave," her brother said. «See why Pike spoke of '
    '"the brave ones" »»',
}


@pytest.mark.parametrize("name", GLUED)
def test_what_a_linker_glued_in_is_a_piece_of_its_own(name: str) -> None:
    marked = GLUED[name]
    head, rest = marked.split("«", 1)
    insert, tail = (rest[:-1], "") if rest.endswith("»") else rest.split("»", 1)
    line = head + insert + tail
    article = Article(id="a", source="s", headline="", text=f"{FIRST}\n\n{line}\n\n{LAST}")
    cleaned = clean_article(article)
    pieces = [(article.text[s.span.start : s.span.end], s.role) for s in cleaned.lines]
    body = [piece for piece, role in pieces if role == "body"]
    assert (insert, "chrome") in pieces
    assert body == [FIRST, *[part.strip() for part in (head, tail) if part.strip()], LAST]


@pytest.mark.parametrize(
    "line",
    [
        "Ana Vell and Anabel Vell want MORE money for the bridge, the harbour board said.",
        "The McVell McVell family asked for MORE time before the vote on the old bridge.",
        "Der Bürgermeister sprach von «Watch the boats» und ging am Dienstag nach Hause.",
        "The last boats (see the map) came on Tuesday, and the crews (Read, Holt) left at noon.",
        "(Reading the report took him a whole week, the harbour board said on Tuesday night.)",
        "Continue reading the main story and you will find the harbour board's excuse, Vell wrote.",
        "The site that requires JavaScript to play a game was closed, the harbour board said.",
        "Oren Pike Oren Jasper Pike Fares rise again, and MORE (so it said) was to come on Monday.",
        "The firm VellCo, Ana VellCo's owner, said MORE was to come before the harbour vote.",
    ],
)
def test_other_lines_stay_whole(line: str) -> None:
    article = Article(id="a", source="s", headline="", text=f"{FIRST}\n\n{line}\n\n{LAST}")
    cleaned = clean_article(article)
    assert [each.role for each in cleaned.lines] == ["body"] * 3


def test_a_hostile_line_is_read_in_linear_time() -> None:
    line = "Ana Vell Ana VellX " * 20_000 + " MORE" * 2_000
    started = time.perf_counter()
    clean_article(Article(id="a", source="s", headline="", text=f"{FIRST}\n\n{line}\n\n{LAST}"))
    assert time.perf_counter() - started < 5


def test_the_words_before_a_dossier_are_no_furniture_of_their_site() -> None:
    insert = "Oren John PikeFares rise again: report MORE"
    towns = ["Brekka", "Kells", "Tarnholm", "Hallow"]
    articles = [
        Article(
            id=str(n),
            source="s",
            headline="",
            text=f"The vote in {town} was lost on Monday by {n + 3} voices, the board said.\n\n"
            f"Governor Pike {insert} (R-Vm.) has not spoken of {town} since.\n\n"
            f"Nobody in {town} expects another vote before the {n + 3} ferries are back.",
        )
        for n, town in enumerate(towns)
    ]
    for cleaned in clean_articles(articles):
        assert "Governor Pike" in cleaned.body().split("\n\n")
