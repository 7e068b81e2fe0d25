"""What a capital or a number before capitals tells of the name that may begin there.

Months that are surnames, numbers that open a name ("the 2nd Circuit"), and what looks like a name
and is none: addresses, bills, titles of works, cases in court.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from dedup.calendar_words import WEEKDAYS
from dedup.facts.gazetteer import Gazetteer, fold_key, word_set
from dedup.facts.name_titles import adjacent, is_given
from dedup.facts.name_words import (
    BEFORE_MONTHS,
    BILLS,
    CALENDAR_NAMES,
    NET_PARTS,
    NET_SIGNS,
    NOT_OFFICE,
    SMALL_IN_TITLES,
)
from dedup.number_words import ORDINALS
from dedup.text import STOP_WORDS

if TYPE_CHECKING:
    from dedup.facts.name_runs import Run, Word

# Characters and words of a title in quotation marks.
_TITLE_REACH = 90
_MOST_TITLE = 12
_STOPS = ",.;:!?"
# What stands behind the letters a share goes by ("Norbatek NBT, -2.75%").
QUOTATION = re.compile(r",? [+-]\d{1,3}\.\d{1,3}%")
_DOTTED = re.compile(r"(?:[a-z]\.){3,}")
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_SPELLED = {word: digits for digits, word in ORDINALS.items()}
# Bodies of which there are several, told apart by their numbers alone.
_NUMBERED_BODIES = word_set(
    """circuit infantry cavalry airborne armored armoured mountain division regiment battalion
    brigade squadron fleet precinct district"""
)
# So many words behind the number, at most, stands what the body is ("2nd U.S. Circuit").
_NUMBERED_REACH = 3
# Programmes that are called by a command.
_SHOWS = frozenset({"face the nation", "meet the press"})
# What goes on with a month ("from May to July") or asks with the verb ("May I leave?").
_BEHIND_MONTHS = word_set("to through until day i we he she they you it the this god")


def is_ordinal(folded: str, words: Sequence[Word], index: int) -> bool:
    """Tell the number that opens "2nd U.S. Circuit Court" and "101st Airborne Division"."""
    return _ORDINAL.fullmatch(words[index].text) is not None and _is_numbered(
        folded, words, index + 1
    )


def _is_numbered(folded: str, words: Sequence[Word], begin: int) -> bool:
    """Tell whether capitals that go on with a number say what body it counts."""
    for at in range(begin, min(begin + _NUMBERED_REACH, len(words))):
        if not words[at].capital or not adjacent(folded, words[at - 1], words[at]):
            return False
        if words[at].lower in _NUMBERED_BODIES:
            return True
    return False


def surface_key(words: Sequence[Word]) -> str:
    """Return the folded surface of a name; "F.B.I." is "fbi", "Second Circuit" "2nd circuit"."""
    key = fold_key(" ".join(word.text for word in words))
    return key.replace(".", "") if _DOTTED.fullmatch(key) else with_figures(key)


def with_figures(key: str) -> str:
    """Return "2nd circuit" for "second circuit": one body, whichever way it is numbered."""
    first, _, rest = key.partition(" ")
    numbered = not _NUMBERED_BODIES.isdisjoint(rest.split()[:_NUMBERED_REACH])
    return f"{_SPELLED[first]} {rest}" if first in _SPELLED and numbered else key


def is_versus(folded: str, words: Sequence[Word], index: int) -> bool:
    """Tell the "v." between the parties of a case ("Poe v. Norby School Board")."""
    return (
        0 < index < len(words) - 1
        and words[index].text == "v"
        and folded[words[index - 1].end : words[index].start].isspace()
        and folded[words[index].end : words[index + 1].start] == ". "
        and words[index + 1].capital
    )


def month_surnames(sentences: Iterable[Sequence[Word]], table: Gazetteer) -> frozenset[str]:
    """Return the surnames that are months, of those whom an article names in full ("Ana May")."""
    return frozenset(
        words[at].text
        for words in sentences
        for at in range(1, len(words))
        if is_may(words, at, table)
        and words[at - 1].capital
        and 0 < words[at].start - words[at - 1].end <= 2
    )


def is_bare_may(words: Sequence[Word], index: int, surnames: Collection[str]) -> bool:
    """Tell "May said", in an article on Ana May, from the month and from the verb."""
    word = words[index]
    if word.text not in surnames:
        return False
    before = words[index - 1] if index else None
    following = words[index + 1] if index + 1 < len(words) else None
    if word.possessive:
        return True
    if before and (before.lower in BEFORE_MONTHS or before.text[-1].isdigit()):
        return False
    return not (following and (following.text[0].isdigit() or following.lower in _BEHIND_MONTHS))


def is_in_title(folded: str, run: Run) -> bool:
    """Tell whether a run is part of "Greet the Press": each word has a capital but the smallest."""
    opening = folded.rfind('"', max(0, run.start - _TITLE_REACH), run.start)
    closing = folded.find('"', run.end, run.end + _TITLE_REACH)
    if opening < 0 or closing < 0 or (opening and not folded[opening - 1].isspace()):
        return False
    words = folded[opening + 1 : closing].rstrip(",.!?").split()
    return (
        1 < len(words) < _MOST_TITLE
        and all(
            (word[0].isupper() and word[-1] not in _STOPS) or word in SMALL_IN_TITLES | STOP_WORDS
            for word in words
        )
        and words[0][0].isupper()
    )


def is_numero(folded: str, words: Sequence[Word], index: int) -> bool:
    """Tell the "No." of "the No. 2 job", the bill "H.R. 3355" and what is no name either."""
    following = words[index + 1].text if index + 1 < len(words) else ""
    if words[index].text in BILLS and following[:1].isdigit():
        return True
    if words[index].text == "Assembly" and following in ("bill", "bills"):
        return True
    if QUOTATION.match(folded, words[index].end) and words[index].text.isupper():
        return True
    if _is_plea(folded, words, index):
        return True
    return (
        words[index].text in ("No", "Nos")
        and folded.startswith(". ", words[index].end)
        and following[:1].isdigit()
    )


def _is_plea(folded: str, words: Sequence[Word], index: int) -> bool:
    """Tell the verb of "Send us your pictures" from a name."""
    following = words[index + 1 : index + 2]
    return (
        index > 0
        and bool(following)
        and following[0].text in ("us", "me", "your")
        and adjacent(folded, words[index], following[0])
        and folded[words[index - 1].end : words[index].start] == " "
    )


def is_address(folded: str, word: Word, table: Gazetteer) -> bool:
    """Tell a handle ("@PoeNorby"), a hashtag and the parts of a link from a name."""
    tagged = folded[max(0, word.start - 5) : word.start].lower() == "the #"
    if tagged or word.lower in table.organisations or word.lower in table.places:
        return False
    before = folded[max(0, word.start - _TITLE_REACH) : word.start]
    chunk = before.rpartition(" ")[2].rpartition("\n")[2]
    return chunk.endswith(NET_SIGNS) or any(part in chunk for part in NET_PARTS)


def is_show(folded: str, words: Sequence[Word], index: int) -> bool:
    """Tell what is shown on a "Friday Night" from the day: a third word has a capital too."""
    show = words[index : index + 3]
    if len(show) == 3 and show[0].capital and " ".join(word.lower for word in show) in _SHOWS:
        return True
    return (
        len(show) == 3
        and show[0].lower in WEEKDAYS
        and show[1].text in ("Night", "Morning")
        and show[2].text.istitle()
        and all(adjacent(folded, *pair) for pair in pairwise(show))
    )


def is_number_ten(folded: str, words: Sequence[Word], index: int) -> bool:
    """Tell the British prime minister's office: "No 10 rejected the report"."""
    if words[index].text not in ("No", "Number") or index + 1 >= len(words):
        return False
    ten = words[index + 1]
    following = words[index + 2].lower if index + 2 < len(words) else ""
    same = ten.text in ("10", "Ten") and folded[words[index].end : ten.start] == " "
    return same and following not in NOT_OFFICE


def is_calendar_name(folded: str, words: Sequence[Word], index: int, table: Gazetteer) -> bool:
    """Tell the given name of "May Brown" and "Jan Wrona" from a month."""
    if _is_march(words, index):
        return True
    if words[index].text not in CALENDAR_NAMES or index + 1 >= len(words):
        return False
    following = words[index + 1]
    if not following.capital or not adjacent(folded, words[index], following):
        return False
    if following.lower in table.not_names or following.lower in table.titles:
        return False
    before = words[index - 1].lower if index else ""
    return not (before.isdigit() or before in BEFORE_MONTHS or following.text.isupper())


def _is_march(words: Sequence[Word], index: int) -> bool:
    """Tell the march of "March for Quiet Harbours" from the month."""
    before = words[index - 1].lower if index else ""
    following = words[index + 1 : index + 3]
    return (
        words[index].text == "March"
        and len(following) == 2
        and following[0].text == "for"
        and following[1].capital
        and not (before.isdigit() or before in BEFORE_MONTHS)
    )


def is_may(words: Sequence[Word], index: int, table: Gazetteer) -> bool:
    """Tell the surname of "Ana May" and "Ms. May" from the month."""
    before = words[index - 1]
    following = words[index + 1].text if index + 1 < len(words) else ""
    named = is_given(before, table) or before.lower in table.titles
    return words[index].text in CALENDAR_NAMES and named and not following[:1].isdigit()
