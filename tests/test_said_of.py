"""Dates and figures that are one only where one thing is said of them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from dedup.comparison import said_of
from dedup.comparison.group import group
from dedup.comparison.said_of import SaidOf, _read, one_occasion, same_doer
from dedup.comparison.telling import _may_be_one_date
from dedup.model import DateSlots, Fact
from tests.test_figures import pair

TAIL = (
    "The harbour town of Orvath holds the salt fair every year. Traders set up stalls on the quay."
)


def facts_with(left: str, right: str, *printed: str) -> list[Fact]:
    """Return the facts that print all of these."""
    comparison = pair(f"{left} {TAIL}", f"{right} {TAIL}")
    texts = {each.article.id: each.article.text for each in comparison.articles}
    found = []
    for fact in comparison.facts:
        words = {texts[m.article_id][m.spans[0].start : m.spans[-1].end] for m in fact.mentions}
        if set(printed) <= words:
            found.append(fact)
    return found


SEALED = (
    "Police sealed off the main squares of central Orvath on Sunday after hundreds of townspeople "
    "were hurt in a protest over salt imports."
)
STAYED = (
    "The Orvath news agency reported that about 1,700 people gathered in Mill Street in central "
    "Orvath at 9 p.m. Sunday and hundreds of them stayed in protest over salt imports."
)
LIFTED = (
    "Orvath last week lifted its bans on salt imports and began to check the salt that has been in "
    "storage since imports were suspended in October."
)
AGREED = (
    "In April, Orvath agreed to lift the ban on salt imports, first imposed in 2003 after sick "
    "gulls were found."
)
FENCE = "Roughly a dozen harbour councillors remain undecided on the salt emergency of Vell."
VOTE = "Ana Poe predicted that ten harbour councillors will vote to end the salt emergency of Vell."
FOUND = (
    "Governor Vell declared an emergency after a row over salt and identified up to $8.1 billion "
    "for harbour construction."
)
GRANTED = (
    "After a row over salt, the council approved $1.38 billion for harbour construction, well "
    "short of the demands of Governor Vell."
)


@pytest.mark.parametrize(
    ("left", "right", "printed"),
    [
        (SEALED, STAYED, ("Sunday", "9 p.m. Sunday")),
        (SEALED, STAYED, ("hundreds of townspeople", "hundreds")),
        (SEALED, STAYED, ("hundreds of townspeople", "about 1,700 people")),
        (LIFTED, AGREED, ("October", "2003")),
        (LIFTED, AGREED, ("October", "April")),
        (LIFTED, AGREED, ("April", "2003")),
        (FENCE, VOTE, ("Roughly a dozen harbour councillors", "ten harbour councillors")),
        (
            FOUND,
            GRANTED,
            (
                "up to $8.1 billion for harbour construction",
                "$1.38 billion for harbour construction",
            ),
        ),
        # Two things that are shown.
        (
            "A video shows how the gate of the salt fair fell in Orvath on Sunday evening.",
            "Another picture posted on Sunday showed a sign that warned of a high salt price.",
            ("Sunday evening", "Sunday"),
        ),
    ],
)
def test_what_is_said_of_two_deeds_is_no_one_fact(
    left: str, right: str, printed: tuple[str, ...]
) -> None:
    assert not facts_with(left, right, *printed)


@pytest.mark.parametrize(
    ("left", "right", "printed"),
    [
        (
            "Governor Vell announced on Sunday that the salt fair of Orvath would be moved inland.",
            "After the announcement of Governor Vell on Sunday night the salt fair was gone.",
            ("Sunday", "Sunday night"),
        ),
        (
            "Ana Poe led a 15-hour sitting of the Orvath council on the salt fair last week.",
            "The councillors held a nearly 15-hour sitting of the Orvath council on the salt fair.",
            ("15-hour sitting", "nearly 15-hour sitting"),
        ),
        (
            "A protest began in Orvath on Saturday evening over the salt fair at the harbour.",
            "Two guards were hurt during Saturday's demonstration over the salt fair of Orvath.",
            ("Saturday evening", "Saturday's"),
        ),
    ],
)
def test_what_is_said_of_one_deed_in_other_words_is_one_fact(
    left: str, right: str, printed: tuple[str, ...]
) -> None:
    assert facts_with(left, right, *printed)


@pytest.mark.parametrize(
    ("before", "after", "verbs", "subject"),
    [
        ("The council met on ", ".", {"meet"}, {"council"}),
        ("In ", ", the council met.", {"meet"}, {"council"}),
        ("In ", ", Poe, who led the council, resigned.", {"resign"}, {"poe"}),
        ("The council, ", " rejected it.", {"reject"}, {"council"}),
        ("Poe left, and on ", ", the council met.", {"meet"}, {"council"}),
        ("Vell and Poe said ", ".", {"said"}, {"vell", "poe"}),
        ("It lifted the ban imposed in ", ".", {"impos"}, set()),
        ("Poe left the quay, which is near the barge, on ", ".", {"leav"}, {"poe"}),
        ("Waves caused it to shift and roll off the boat on ", ".", {"roll"}, {"wave"}),
    ],
)
def test_a_date_belongs_to_the_verb_beside_it(
    before: str, after: str, verbs: set[str], subject: set[str]
) -> None:
    found = _read(before, after, of_date=True)
    assert found.verbs == verbs
    assert found.subject == subject


def test_two_values_of_one_place_never_meet_through_a_third() -> None:
    links = {(0, 1): 0.9, (0, 2): 0.9, (1, 2): 0.9}
    places = [("a", "x"), ("b", "y"), ("b", "z")]
    assert group([0, 1, 1], links, 0.5) == [(0, 1, 2)]
    assert group([0, 1, 1], links, 0.5, values=places) == [(0, 1), (2,)]


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        # "The State Department", "the United States".
        ("state depart", "unit state", False),
        ("state depart", "state depart vell", True),
        # "The House", "the House of Norby".
        ("hous", "hous norbi", True),
        ("vell", "ana vell", True),
        ("vell", "poe", False),
    ],
)
def test_a_word_of_many_bodies_names_makes_no_one_doer(left: str, right: str, one: bool) -> None:
    none = frozenset[str]()
    sides = (SaidOf(none, none, none, frozenset(each.split()), none) for each in (left, right))

    assert same_doer(*sides) is one


@pytest.mark.parametrize(
    ("left", "right", "state"),
    [
        (
            "One poll finds that Monday's contest could win more viewers than a film.",
            "Monday's debate will draw gulls, police and ten choirs to the long pier of Norby.",
            "uncertain",
        ),
        (
            "One poll finds that Monday's contest could win more viewers than a film.",
            "Gulls, police and ten choirs came to the long pier of Norby on Monday.",
            "not_found",
        ),
    ],
)
def test_what_two_articles_call_by_its_day_may_be_one(left: str, right: str, state: str) -> None:
    (fact,) = facts_with(left, right, "Monday's")[:1]
    theirs = next(each for each in fact.presence if each.article_id == "b")

    assert theirs.state == state


@pytest.mark.parametrize(("verb", "close", "one"), [("weigh", 0.7, True), ("said", 0.7, False)])
def test_what_somebody_said_is_hardly_what_nobody_named_did(
    verb: str, close: float, one: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    none = frozenset[str]()
    sides = [SaidOf(frozenset({each}), none, none, none, none) for each in (verb, "mark")]
    monkeypatch.setattr(said_of, "said_of", lambda item, _: item)
    monkeypatch.setattr(said_of, "_of_two_persons", lambda *_: False)
    context = SimpleNamespace(closeness=lambda *_: close, frame=lambda *_: 0.1)

    assert one_occasion(*sides, context, equal=True) is one  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("printed", "start", "one"),
    [("this year", None, True), ("last year", None, False), ("this year", "2021-01-01", False)],
)
def test_this_year_of_an_article_without_a_date_may_be_any(
    printed: str, start: str | None, one: bool
) -> None:
    items = [
        SimpleNamespace(text=text, mention=SimpleNamespace(slots=_year(first)))
        for text, first in (("This year", "2019-01-01"), (printed, start))
    ]
    context = SimpleNamespace(printed=lambda item: item.text)

    assert _may_be_one_date(*items, context) is one  # type: ignore[arg-type]


def _year(first: str | None) -> DateSlots:
    last = first and f"{first[:4]}-12-31"
    return DateSlots(start=first, end=last, precision="year")
