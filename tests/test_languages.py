"""Languages of a run: found by function words, never mixed."""

from __future__ import annotations

import numpy as np

from dedup.clustering.stories import cluster
from dedup.languages import LANGUAGES, languages_of
from dedup.model import Article, CleanArticle, Line, Span
from dedup.represent import represent
from dedup.tokens import encode_articles
from dedup.word_blocks import Reading

ENGLISH = (
    "The council of Grauhafen has closed the bridge over the Lanne for 40 days after an "
    "inspector, Ilse Torvald, found a crack in one of the pillars, and it will not open before May."
)
GERMAN = (
    "Der Rat von Grauhafen hat die Brücke über die Lanne für 40 Tage gesperrt, nachdem die "
    "Prüferin Ilse Torvald in einem der Pfeiler einen Riss gefunden hatte, und sie wird nicht "
    "vor Mai wieder geöffnet."
)
RUSSIAN = (
    "Совет города закрыл мост через реку на 40 дней после того, как инспектор нашла трещину в "
    "одной из опор, и он не будет открыт до мая, но это было только для машин."
)


def article(name: str, text: str, language: str | None = None, headline: str = "") -> CleanArticle:
    record = Article(id=name, source=name, headline=headline, text=text, language=language)
    lines = (Line(Span(0, len(text)), "body", 1.0),) if text else ()
    return CleanArticle(record, headline, lines)


def found(*articles: CleanArticle) -> list[str]:
    stated = [each.article.language for each in articles]
    reading = Reading(encode_articles(articles), np.arange(len(articles)))
    return [LANGUAGES[each] for each in languages_of(reading, stated).tolist()]


def test_the_text_says_which_language_it_is_in():
    assert found(article("a", ENGLISH), article("b", GERMAN), article("c", RUSSIAN)) == [
        "en",
        "de",
        "ru",
    ]
    # … whatever its record says.
    assert found(article("a", ENGLISH, "de"), article("b", GERMAN, "en")) == ["en", "de"]


def test_a_text_too_short_to_tell_is_in_the_language_it_states():
    short = article("a", "", "de-AT", headline="Brücke gesperrt")
    assert found(short) == ["de"]
    assert found(article("a", "", None, headline="Brücke gesperrt")) == ["en"]
    assert found(article("a", "", "ja", headline="Brücke gesperrt")) == ["en"]


def test_a_headline_has_the_language_of_its_words_elsewhere_in_the_run():
    headline = article("h", "", None, headline="Grauhafen: Brücke gesperrt, Riss im Pfeiler")
    assert found(article("a", ENGLISH), article("b", GERMAN), headline) == ["en", "de", "de"]


def test_no_articles_have_no_languages():
    assert found() == []


def test_two_languages_have_no_word_in_common():
    features = represent([article("a", ENGLISH), article("b", GERMAN)])
    rows = [
        set(features.text.terms[features.text.starts[i] : features.text.starts[i + 1]].tolist())
        for i in (0, 1)
    ]
    assert rows[0]
    assert rows[1]
    assert not rows[0] & rows[1]
    assert np.all(np.diff(features.text.starts) > 5)
    assert {stem.startswith("de:") for stem in features.stems} == {True, False}


def test_one_event_in_two_languages_is_two_stories():
    articles = [
        article("a1", ENGLISH),
        article("a2", ENGLISH + " Nobody was hurt."),
        article("b1", GERMAN),
        article("b2", GERMAN + " Niemand wurde verletzt."),
    ]
    stories = cluster(articles, ())
    assert [story.article_ids for story in stories] == [("a1", "a2"), ("b1", "b2")]
