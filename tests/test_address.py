from __future__ import annotations

import pytest

from dedup.address import day_in_address


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
