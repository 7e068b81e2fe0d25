"""Which of several bearers a surname alone means."""

from __future__ import annotations

import pytest

from dedup.facts.first_names import one_first_name
from tests.test_figures import pair
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
        # A surname that is a month too, where somebody bears it.
        (
            "Ana May left. May said so. In May she rested. May's plan of 5 May failed.",
            ["may a", "may a", "may a"],
        ),
        ("Ana May left. From May to July, and every May, it rained. May I go?", ["may a"]),
        ("Ana Poe left. May said so.", ["poe a"]),
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
        (
            "President Pike won. Mr. Kane saw first lady Dana Pike. Pike left.",
            ["pike", "kane", "pike d", "pike"],
        ),
        ("First lady Dana Pike sang. President Pike left.", ["pike d", "pike"]),
        (
            "President Pike won. Lem Kane, who is married to Dana Pike, left. Pike sang.",
            ["pike", "kane l", "pike d", "pike"],
        ),
        # Nobody whose given name is of the other sex.
        (
            "Mr. Pike won. On Monday Emily Pike, an adviser, sang. Pike left. Ms. Pike wept.",
            ["pike", "pike e", "pike", "pike e"],
        ),
        ("Dr. Pike won. On Monday Peter Pike sang. Pike left.", ["pike p"] * 3),
        ("Ms. Pike won. Lem Kane is the husband of Emily Pike.", ["pike e", "kane l", "pike e"]),
        ("Mr. Pike won. On Monday Robin Pike sang. Pike left.", ["pike r"] * 3),
        (
            "Mrs. Pike won. It told CBN News Pike left. They saw Peter Pike. Pike left.",
            ["pike", "pike", "pike p", "pike"],
        ),
        # Who went by it with an office, before another is named beside him.
        (
            "Mayor Pike won. Oren Pike, 61, and Dana Pike sang. Pike left.",
            ["pike o", "pike o", "pike d", "pike o"],
        ),
        ("Oren Pike, 61, and Dana Pike sang. Pike left.", ["pike o", "pike d", "pike d"]),
        # Kin that the report tells of before it names them.
        (
            "Oren Pike won. Pike's old father called. It was late, Stefan Pike said. Pike left.",
            ["pike o", "pike o", "pike s", "pike o"],
        ),
        (
            "Oren Pike won. It was late, Stefan Pike said. Pike left.",
            ["pike o", "pike s", "pike s"],
        ),
        # Two first names that begin alike.
        ("Steven Pike won. They saw Stanley Pike.", ["pike s", "pike stanley"]),
        ("Steven Pike won. They saw Stephen Pike and Steve Pike.", ["pike s"] * 3),
        ("Michael Pike won. They saw Michelle Pike.", ["pike m", "pike michelle"]),
        ("Joseph Pike won. They saw Joe Pike.", ["pike j"] * 2),
        # Who is named without a surname as somebody's son bears it.
        (
            "Jean Pike left. Mrs Pike's young son Michael wept. Mr Pike sang. Pike was old.",
            ["pike j", "pike j", "pike m", "pike m", "pike j"],
        ),
        ("President Pike's wife Anna wept. Pike left.", ["pike", "pike a", "pike"]),
        ("Norby's son Michael wept. Michael Dunn left.", ["dunn m", "dunn m"]),
        # Two whom but a middle name parts.
        (
            "Juan Perez Pike won. They saw his brother, Juan Tomas Pike. Pike left.",
            ["pike j", "pike-tomas j", "pike j"],
        ),
        ("Juan Perez Pike won. They saw Juan P. Pike. Pike left.", ["pike j"] * 3),
        # A surname of two words; a first name left out.
        ("On Monday Peter Lar Pike won. Lar Pike left. Mr Lar Pike sang.", ["pike p"] * 3),
        ("They agree Zeb Lar Pike won. Lar Pike left.", ["pike z", "pike l"]),
        (
            "They met Zeb Lar Pike. Lar Pike left. They paid Lar Pike. It saw Lar Pike.",
            ["pike z"] * 4,
        ),
        ("On Monday Oren Michael Pike won. Michael Pike left.", ["pike o", "pike m"]),
        # A "Jr." without his first name, before, behind and without the full one.
        (
            "President Pike won. They saw Pike Jr. in May. Oren Pike Jr. left. Pike sang.",
            ["pike", "pike-jr o", "pike-jr o", "pike"],
        ),
        (
            "They saw Mr. Pike in May. Oren Pike Jr. left. Pike Jr. sang. It pleased Pike.",
            ["pike", "pike-jr o", "pike-jr o", "pike"],
        ),
        ("Oren Pike won. They saw Pike Jr. there. Pike left.", ["pike o", "pike-jr", "pike o"]),
        (
            "President Pike won. Oren Pike Jr. left. They saw Pike Jr.'s boat, and Pike Jr. sang.",
            ["pike", "pike-jr o", "pike-jr o", "pike-jr o"],
        ),
        ("President Pike won. They saw Pike Jr. there. Pike left.", ["pike", "pike-jr", "pike"]),
        ("Oren Pike Jr. won. They saw Pike Jr. there. Pike left.", ["pike o"] * 3),
        # A surname of two words that is printed with a hyphen once.
        ("On Monday Mia Lar-Pike won. Lar Pike left. They saw Lar Pike.", ["lar-pike m"] * 3),
        ("On Monday Al Pike won. Later Pike left.", ["pike a", "pike a"]),
        # The only one there is.
        ("Oren Pike Jr. won. Pike left.", ["pike o", "pike o"]),
        ("A widow, Dana Pike, sang. Pike left.", ["pike d", "pike d"]),
    ],
)
def test_a_surname_alone_is_whose_it_was(text: str, wanted: list[str]) -> None:
    assert keys(text, "person") == wanted


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("mike", "michael", True),
        ("sam", "samantha", True),
        ("eric", "erik", True),
        ("zorab", "zoltun", True),
        ("steven", "stanley", False),
        ("christopher", "christine", False),
        ("robert", "roberta", False),
    ],
)
def test_first_names_that_may_be_ones(left: str, right: str, one: bool) -> None:
    assert one_first_name(left, right) is one
    assert one_first_name(right, left) is one


def test_a_name_behind_a_regnal_title_is_nobodys_first_name() -> None:
    assert keys("King Luca won. Luca Moretti left. Later Luca sang.")[-1] == "luca"
    found = keys("They met King Salmar and Prince Tarim bin Salmar. King Salmar left.")
    assert found == ["salmar", "bin salmar t", "salmar"]
    assert keys("Actor Luca won. Luca Moretti left. Later Luca sang.")[-1] == "moretti l"


@pytest.mark.parametrize(
    ("left", "right", "kind", "n_both"),
    [
        # A name as it is heard, and who has another first name.
        ("General Qadim Dolimari left.", "They killed General Dulimari there.", "person", 1),
        ("General Qadim Dolimari left.", "They killed General Tarim Dulimari there.", "person", 0),
        # A firm and its daughter, which has a word of its own.
        ("They asked Norbaz Inc. there.", "They asked Norbaz Inc. there.", "organisation", 1),
        ("They asked Norbaz Inc. there.", "They asked Norbaz Burlek Inc.", "organisation", 0),
    ],
)
def test_names_that_two_articles_spell_or_lengthen(
    left: str, right: str, kind: str, n_both: int
) -> None:
    tail = "The harbour of Orvath holds the salt fair, and traders set up stalls on the quay."
    facts = pair(f"{left} {tail}", f"{right} {tail}").facts
    named = [
        f for f in facts if f.kind == kind and f.mentions[0].slots.key[:2] in ("no", "do", "du")
    ]
    assert sum(len({m.article_id for m in f.mentions}) > 1 for f in named) == n_both
