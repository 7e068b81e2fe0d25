"""Which nouns mean somebody: a role, several people, a body, or none of them."""

from __future__ import annotations

from collections.abc import Sequence

from dedup.facts.gazetteer import gazetteer, word_set
from dedup.facts.name_runs import Word
from dedup.facts.speech import AND, DOCUMENTS

# What joins two halves of a role: "spokesman for", "officials in".
LINKS = word_set("of for at from in with")
PEOPLE = word_set(
    """staffer staffers staff alumni people men women relative advocates advocate delegate
    reformers coordinator coordinators watcher watchers newcomer newcomers towns states counties
    cities districts members campaigners backers crowd crowds groups demonstrators audience mob
    onlookers voters employee employees attendee attendees retiree retirees trainee trainees
    detainee detainees refugee refugees evacuee evacuees escapee escapees family families"""
)
_PERSONS = word_set(
    """staffer newcomer relative advocate delegate member backer front-runner employee attendee
    retiree trainee detainee refugee evacuee escapee"""
)


def is_human(word: Word) -> bool:
    """Tell whether a noun means somebody, some people or a body."""
    table = gazetteer()
    lower = word.lower.replace("co-", "co") if word.lower.startswith("co-o") else word.lower
    return (
        lower in table.roles
        or lower in table.groups
        or lower.rstrip("s") in table.roles
        or lower in PEOPLE
    )


def is_plural(word: Word) -> bool:
    """Tell "officials" and "groups", which speak, from other words in -s."""
    lower, table = word.lower, gazetteer()
    return lower.endswith("s") and (lower in table.groups | PEOPLE or lower[:-1] in table.roles)


def _head_of(words: Sequence[str]) -> int:
    return next((at for at, word in enumerate(words) if word in LINKS), len(words)) - 1


def is_people(key: str) -> bool:
    """Tell whether a role phrase means a body or several people."""
    table = gazetteer()
    if AND in key:
        return True
    words = key.split(" ")
    head = _head_of(words)
    plural = head >= 0 and words[head].endswith("s") and words[head][:-1] in table.roles
    return head >= 0 and (plural or words[head] in table.groups | PEOPLE)


def is_source(key: str) -> bool:
    """Tell whether a role phrase means people or papers, which a participle can have speak."""
    words = key.split(" ")
    head = _head_of(words)
    return is_people(key) or (head >= 0 and words[head] in DOCUMENTS)


def is_somebody(key: str, *, capital: bool) -> bool:
    """Tell whether a role phrase can be a "he" or "she": one person, named or by a role."""
    table = gazetteer()
    words = key.split(" ")
    head = _head_of(words)
    if is_people(key):
        return False
    if len(words) == 1 and capital and key not in table.groups | DOCUMENTS:
        return True
    return head >= 0 and (words[head] in table.roles or words[head] in _PERSONS)
