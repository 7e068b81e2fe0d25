"""Verbs that say the same in the news, beside those that the shipped lexicon relates.

A closed list of stems: what a reporter writes of one act in one wording or the other. A
word stands in one class at most, and only where that is nearly always its meaning here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache

from dedup.lexicon import related
from dedup.text import stem

_CLASSES = (
    "announced announces announcing announcement unveiled unveils unveiling outlined",
    "pledged pledges pledging promised promises promising promise pledge vowed vows vowing vow",
    "welcomed welcomes welcoming applauded applauds applauding praised praises",
    "opposed opposes opposing objected objects objecting opposition objection",
    "rejected rejects rejecting denied dismissed dismisses rejection dismissal",
    "resigned resigns resigning resignation stepped quit",
    "cordoned sealed blocked barricaded",
    "arrested arrests arresting detained detains detaining arrest detention",
    "injured hurt wounded injuring wounding",
    "killed died dies killing dead death killings",
    "demonstrated demonstrating demonstration protested protesting protest rally rallied "
    "marched march",
    "gathered gathering gathers assembled",
    "decided decision ruled ruling decide rules",
    "elected elects election re-elected reelected",
    "confirmed confirms approved approves approval confirmation",
    "began begins started starts begin start starting beginning",
    "scrapped abolished disbanded dismantled dismantle disband abolish scrap",
    "bought buys purchased acquired purchase acquisition",
    "repaid repay reimburse reimbursed",
    "sued sues suing lawsuit lawsuits",
    "strike strikes walkout walked",
    "crash crashed crashes derailed derailment collided collision",
    "owns owned holds",
    "banned bans banning barred prohibited",
    "fell falls fall falling fallen drop drops dropped dropping plunged plunges plunge plunging "
    "tumbled tumbles tumble tumbling plummeted slumped slump",
    "rose rises risen rising soared soars soaring surged surges surging jumped jumps",
    "gunman gunmen shooter attacker attackers assailant assailants",
    "law laws statute statutes",
    "memorial monument",
    "truck trucks lorry lorries",
    "deal agreement accord pact",
    "authorities officials",
)


@cache
def _classes() -> dict[str, int]:
    found: dict[str, int] = {}
    for number, listed in enumerate(_CLASSES):
        for word in listed.split():
            found.setdefault(stem(word), number)
    return found


def say_the_same(left: str, right: str) -> bool:
    """Tell whether two stems are one, are related by the lexicon or stand in one class."""
    return left == right or right in related(left) or one_class(left, right)


def any_said_in(words: Iterable[str], stems: Collection[str]) -> bool:
    """Tell whether one of some stems says the same as one of others."""
    return any(is_said_in(word, stems) for word in words)


def is_said_in(word: str, stems: Collection[str]) -> bool:
    """Tell whether one of some stems says the same as a stem, as ``say_the_same`` has it."""
    if word in stems or not related(word).isdisjoint(stems):
        return True
    return is_listed(word) and any(one_class(word, each) for each in stems)


def one_class(left: str, right: str) -> bool:
    """Tell whether two stems stand in one class of the list."""
    classes = _classes()
    return left in classes and classes[left] == classes.get(right)


def is_listed(word: str) -> bool:
    """Tell whether a stem stands in a class of the list."""
    return word in _classes()
