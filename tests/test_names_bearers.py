"""Which of several bearers a surname alone means."""

from __future__ import annotations

import pytest

from tests.test_names import keys

PRINCIPAL = "Oren Pike won. Pike paid. Pike left. Pike sang. "


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Whoever has gone by the surname so far keeps it.
        (
            PRINCIPAL + "Nobody saw Dana Pike. An angry Pike left.",
            ["pike o"] * 4 + ["pike d", "pike o"],
        ),
        # Of two who were both named in full only, the last.
        ("Oren Pike won. Later Dana Pike lost. Pike cried.", ["pike o", "pike d", "pike d"]),
        ("Oren Pike won. His wife, Dana Pike, sang. Pike left.", ["pike o", "pike d", "pike o"]),
        ("Oren Pike won. Mrs. Dana Pike sang. Pike left.", ["pike o", "pike d", "pike o"]),
        (
            "Oren Pike won. Dana Pike, his sister, sang. Mrs. Pike wept.",
            ["pike o", "pike d", "pike d"],
        ),
        (
            "Dana Pike, daughter of the miner Oren Pike, wept. Pike left.",
            ["pike d", "pike o", "pike d"],
        ),
        ("They met Tom and Ana Pike. Pike left.", ["pike t", "pike a", "pike t"]),
        # Somebody else, whom the article never names in full.
        (
            "Mr. Pike won. President Pike waved. He hunts with Oren Pike Jr. in May. Pike left.",
            ["pike", "pike", "pike-jr o", "pike"],
        ),
        (
            "Oren Pike won. Oren Pike Jr. was there. Pike left.",
            ["pike o", "pike-jr o", "pike o"],
        ),
        ("Mr. Pike won. His wife, Dana Pike, sang. Pike left.", ["pike", "pike d", "pike"]),
        # The only one there is.
        ("Oren Pike Jr. won. Pike left.", ["pike o", "pike o"]),
        ("A widow, Dana Pike, sang. Pike left.", ["pike d", "pike d"]),
    ],
)
def test_a_surname_alone_is_whose_it_was(text: str, wanted: list[str]) -> None:
    assert keys(text, "person") == wanted
