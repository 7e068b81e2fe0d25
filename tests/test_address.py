from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.address import address_key, address_variant, clean_address, day_in_address


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://port.example/2031/03/17/ferry-aground", "2031-03-17"),
        ("https://port.example/news/2031/3/7/ferry", "2031-03-07"),
        ("https://port.example/2031-12-01-ferry.html", "2031-12-01"),
        ("https://port.example/2031/Dec-ember/11", None),
        ("https://port.example/2031/dec/11/ferry", "2031-12-11"),
        ("https://port.example/a/20311211/ferry", "2031-12-11"),
        ("https://port.example/2031/12/ferry-12", None),
        ("https://port.example/article/120311211", None),
        ("https://port.example/2031/02/30/ferry", None),
        ("https://port.example/2031/13/01/ferry", None),
        ("https://port.example/ferry", None),
        ("", None),
        (None, None),
    ],
)
def test_the_day_in_an_address(url, day):
    found = day_in_address(url)
    assert (found and found.date().isoformat()) == day


@pytest.mark.parametrize(
    ("url", "cleaned"),
    [
        ("HTTPS://Port.Example:443/Ferry?b=2&a=1#top", "https://port.example/Ferry?a=1&b=2"),
        ("https://port.example/f?utm_source=rss&utm_medium=x&id=7", "https://port.example/f?id=7"),
        ("https://port.example/f?fbclid=1&gclid=2&mc_cid=3&at_medium=4", "https://port.example/f"),
        ("https://port.example/f?UTM_Source=rss", "https://port.example/f"),
        ("https://port.example/f?page=2&ref=b&source=a", None),
        ("https://port.example:8080/f", None),
        ("https://port.example/#!/ferry/1", None),
        ("https://port.example", "https://port.example/"),
        ("https://[::1]:8443/f", None),
        ("mailto:desk@port.example", None),
        ("https://[broken/f", None),
        ("https://port.example:99999/f", None),
        ("not an address", None),
        ("", None),
    ],
)
def test_an_address_loses_what_only_tracks(url, cleaned):
    assert clean_address(url) == (url if cleaned is None else cleaned)


@pytest.mark.parametrize(
    ("url", "variant"),
    [
        ("https://port.example/ferry?a=1", ""),
        ("http://www.port.example/ferry/?a=1&utm_source=x#end", ""),
        ("https://amp.port.example/ferry?a=1", "amp"),
        ("https://port.example/ferry/amp?a=1", "amp"),
        ("https://port.example/ferry/amp/?a=1", "amp"),
        ("https://port.example/amp/ferry?a=1", "amp"),
        ("https://port.example/ferry?a=1&amp=1", "amp"),
        ("https://port.example/ferry?outputType=amp&a=1", "amp"),
        ("https://port-example.cdn.ampproject.org/c/s/port.example/ferry?a=1", "amp"),
        ("https://www.google.com/amp/s/port.example/ferry?a=1", "amp"),
        ("https://m.port.example/ferry?a=1", "mobile"),
        ("https://mobile.port.example/ferry?a=1", "mobile"),
        ("https://port.example/print/ferry?a=1", "print"),
        ("https://port.example/ferry?a=1&print=true", "print"),
        ("https://port.example/ferry?a=1&view=print", "print"),
    ],
)
def test_variants_of_one_article_have_one_key(url, variant):
    assert address_key(url) == "port.example/ferry?a=1"
    assert address_variant(url) == variant


@pytest.mark.parametrize(
    "url",
    [
        "https://port.example/lamp",
        "https://port.example/amplifier?a=1",
        "https://m.example/ferry",
        "https://port.example/printing",
        "https://port.example/ferry?a=2",
        "https://port.example/Ferry?a=1",
        "https://other.example/ferry?a=1",
    ],
)
def test_other_articles_have_other_keys(url):
    assert address_key(url) != "port.example/ferry?a=1"
    assert address_variant(url) == ""


@given(st.text(max_size=60), st.booleans())
def test_any_address_is_cleaned_once_and_for_all(words, whole):
    url = f"https://port.example/{words}" if whole else words
    assert clean_address(clean_address(url)) == clean_address(url)
    assert address_variant(url) in ("", "amp", "print", "mobile")
    address_key(url)
