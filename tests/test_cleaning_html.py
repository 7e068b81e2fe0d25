"""Pages with their markup."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime

import pytest

from dedup.cleaning import clean_article
from dedup.cleaning.html import read_html
from dedup.errors import MissingExtraError
from tests.cleaning_builders import BODY, TITLE, article, page

LINKED = json.dumps(
    {
        "@graph": [
            {"@type": "WebPage", "name": "no"},
            {
                "@type": ["NewsArticle"],
                "headline": "Pier shut &amp; barred",
                "datePublished": "2031-05-13T17:30:00+02:00",
                "publisher": {"@type": "Organization", "name": "Tarnmouth Mercury"},
            },
        ]
    }
)


def markup(extra: str = "") -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in BODY)
    return (
        f"<html lang='en'><head><title>x</title>{extra}</head><body><nav><a href='/'>Home</a>"
        f"</nav><article><h1>{TITLE}</h1>{paragraphs}</article></body></html>"
    )


def test_a_page_gives_text_and_what_it_states() -> None:
    extra = (
        f"<script type='application/ld+json'>{LINKED}</script>"
        "<link rel='canonical' href='/pier'><meta property='og:site_name' content='Other'>"
    )
    found = read_html(markup(extra), "https://mercury.example/x?y=1")
    assert [part for part in found.text.split("\n\n") if part in BODY] == list(BODY)
    assert found.headline == "Pier shut & barred"
    assert found.published is not None
    assert found.published.astimezone(UTC) == datetime(2031, 5, 13, 15, 30, tzinfo=UTC)
    assert (found.source, found.url) == ("Tarnmouth Mercury", "https://mercury.example/pier")
    assert found.language == "en"


def test_a_page_reads_the_same_every_time() -> None:
    assert len({read_html(markup()) for _ in range(6)}) == 1


def test_text_of_a_page_passes_through_cleaning() -> None:
    found = read_html(markup())
    cleaned = clean_article(article(found.text, headline=found.headline))
    assert cleaned.body() == page(*BODY)


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        "\x00\x01<",
        "<?xml version='1.0' encoding='utf-8'?><html></html>",
        "<div>" * 5000,
        "<!doctype html><html><head><script type='application/ld+json'>{</script>",
        "<a href='http://[bad'>x</a><link rel='canonical' href='http://[bad'>",
        "\ud800<p>x</p>",
        "<!-- only a comment -->",
    ],
    ids=["empty", "controls", "xml", "deep", "broken json", "bad address", "surrogate", "comment"],
)
def test_hostile_markup_gives_no_error(hostile: str) -> None:
    assert read_html(hostile, "https://[bad").published is None


def test_without_the_extractor_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingExtraError, match=r"dedup\[html\]"):
        read_html(markup())
