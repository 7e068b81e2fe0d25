"""Which quotations print one utterance, and which speakers may be one."""

from __future__ import annotations

import pytest

from dedup.comparison.speakers import may_be_one
from dedup.model import AttributionSlots, NameSlots
from tests.test_figures import pair

TAIL = (
    "The harbour town of Orvath holds the salt fair every year. Traders set up stalls on the quay."
)


@pytest.mark.parametrize(
    ("left", "right", "status"),
    [
        # A little word more in a fragment of one utterance.
        (
            'Mayor Ana Vell called the salt ban "a dangerous thing" for the traders on the quay.',
            '"The salt ban is a very dangerous thing for the traders," Mayor Ana Vell said.',
            "wording_differs",
        ),
        # One verb that everybody uses makes no utterance.
        (
            'Asked about the letters on gulls, Mayor Ana Vell said, "They didn\'t come to me."',
            '"That survey of the fair did not come to my attention," Mayor Ana Vell said.',
            None,
        ),
        # What is written is copied.
        (
            '"The defendants watched the computers of dozens of port clerks, planted files and '
            'stole letters and other documents from the port," the indictment read.',
            'The club "released over 20,000 letters and other documents stolen from the port by '
            'the defendants," the indictment said.',
            None,
        ),
        (
            '"The defendants stole letters and other documents from the port of Orvath," the '
            "indictment read.",
            '"The defendants stole letters and other papers from the port of Orvath," the '
            "indictment read.",
            "wording_differs",
        ),
        # Said of two, and of one.
        (
            "The club posted a warning to Tom Hale that he is “not safe.”",
            "The club posted a warning to Ilse Brandt that she is “not safe.”",
            None,
        ),
        (
            "The club posted a warning to Tom Hale that he is “not safe.”",
            "The club warned Tom Hale of the port board that he is “not safe.”",
            "shared",
        ),
    ],
)
def test_a_few_words_are_one_utterance_where_they_follow_one_another(
    left: str, right: str, status: str | None
) -> None:
    comparison = pair(f"{left} {TAIL}", f"{right} {TAIL}")
    found = {
        fact.status
        for fact in comparison.facts
        if fact.kind == "quote" and len({m.article_id for m in fact.mentions}) > 1
    }
    assert found == ({status} if status else set())


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        (("federal judge", "federal judge"), ("mcvell a", "Ann McVell"), True),
        (("governor", "the governor"), ("poe j", "Jane Poe"), True),
        (("ostmark republican", "Ostmark Republican"), ("poe j", "Jane Poe"), False),
        (("arizona republican", "Arizona Republican"), ("poe j", "Jane Poe"), True),
        (("richard", "Richard"), ("poe r", "Richard Poe"), True),
        (("poe j", "Jane Poe"), ("roe j", "Jane Roe"), False),
        (("poe j", "Jane Poe"), ("police", "police"), False),
        (("governor's official spokesman", ""), ("spokesman for jane poe", ""), True),
        (("company spokeswoman", ""), ("spokesman for velm holdings", ""), True),
        (("spokesman for ann roe", ""), ("spokesman for jane poe", ""), False),
        (("governor's spokesman", ""), ("spokesman for the mayor", ""), False),
        (("police spokesman", ""), ("spokesman for jane poe", ""), False),
        # A department's matter and its country are what it is called too.
        (
            ("department of quays and tides", "Department of Quays and Tides"),
            ("quays & tides canada", "quays and Tides Canada"),
            True,
        ),
        (("department of quays", "Department of Quays"), ("tides canada", "Tides Canada"), False),
        (("department of quays", "Department of Quays"), ("quays union", "Quays Union"), False),
        (
            ("qft", "QFT"),
            (
                "bureau of quays, ferries, tides and pilots",
                "Bureau of Quays Ferries Tides and Pilots",
            ),
            True,
        ),
    ],
)
def test_a_role_may_be_whoever_has_a_name(
    left: tuple[str, str], right: tuple[str, str], one: bool
) -> None:
    sides = [
        AttributionSlots(speaker=key, speaker_name=name, cue="said", cue_class="say", content="x")
        for key, name in (left, right)
    ]
    assert may_be_one(*sides) is one
    assert may_be_one(*reversed(sides)) is one


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("Omer Tarik Abu-Dalmar", "Omar abu Dalmar", True),
        ("Nora R.", "Nora Rellow", True),
        ("Nora R.", "Nora Pellow", False),
        ("Nora R.", "Emily Rellow", False),
    ],
)
def test_a_name_cut_to_its_initial_or_without_its_hyphen_is_one(
    left: str, right: str, one: bool
) -> None:
    sold = "plan to sell two old ferries to a yard fell through."
    comparison = pair(f"On Tuesday {left}'s {sold}", f"On Tuesday {right}'s {sold}")
    named = [
        {m.article_id for m in fact.mentions}
        for fact in comparison.facts
        if left in {m.slots.name for m in fact.mentions if isinstance(m.slots, NameSlots)}
    ]
    assert named == [{"a", "b"} if one else {"a"}]
