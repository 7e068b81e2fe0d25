"""Where a run of capitals ends: at marks, at the next name, at words that no name has inside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dedup.facts.gazetteer import DETERMINERS, Gazetteer
from dedup.facts.name_capitals import QUOTATION, is_may, is_versus, surface_key
from dedup.facts.name_links import connected, is_common_part, keeps_possessive, list_reach, owns_on
from dedup.facts.name_titles import adjacent, is_given
from dedup.facts.name_words import (
    AGENCIES,
    FIRM_ENDS,
    JUNIORS,
    LETTERS_AFTER,
    NO_NAMES,
    NOT_SHOUTED,
    NUMBERED,
    OPENERS,
    ROLE_LEADS,
)
from dedup.text import STOP_WORDS

if TYPE_CHECKING:
    from dedup.facts.name_runs import Word

# A nickname between the parts of a name: William "Billy" Tarrant, Lou 'The Rock' Dorsey.
_NICKNAME = re.compile(r" ([\"'])(?:The )?[A-Z][\w-]+(?: [A-Z][\w-]+)?\1 (?=[A-Z])")
_SMALL = STOP_WORDS - NOT_SHOUTED - {"of", "and", "the", "for"}
# Characters between square brackets.
_BRACKET_REACH = 90
_FIGURE_AND_LETTER = re.compile(r"[0-9][A-Z][a-z]{0,6}")
# What opens a sentence whose mark before is lost.
_SUBJECTS = frozenset({"There", "They", "These"})
_COMMITTEES = frozenset({"committee", "subcommittee"})
_COURTESY = frozenset({"Mr", "Mrs", "Ms", "Fr"})
NO_STARTS = frozenset({"A", "AKA"})


def is_dated(word: Word) -> bool:
    """Tell "Pell-era", which tells of what time something is and is no part of its name."""
    return word.lower.endswith("-era")


def is_known(folded: str, words: Sequence[Word], index: int, table: Gazetteer) -> bool:
    """Tell the first word of "Islamic State" from an adjective, and of "Three Mile Island"."""
    pair = words[index : index + 2]
    if len(pair) < 2 or not adjacent(folded, *pair) or pair[0].possessive:
        return False
    three = words[index : index + 3]
    whole = len(three) > 2 and adjacent(folded, *three[1:])
    return is_body_or_place(pair, table) or (whole and is_body_or_place(three, table))


def is_body_or_place(words: Sequence[Word], table: Gazetteer) -> bool:
    """Tell whether words are what a known body or place is called."""
    key = surface_key(words)
    return key in table.organisations or key in table.places


def run_end(folded: str, words: Sequence[Word], index: int, table: Gazetteer) -> int:
    """Return the index behind the last token of the run that begins at ``index``."""
    stop = index + 1
    while stop < len(words) and stop - index < 12:
        last, word = words[stop - 1], words[stop]
        if last.possessive and owns_on(folded, words, index, stop, table):
            stop += 1
            continue
        if is_versus(folded, words, stop):
            stop += 2
            continue
        listed = list_reach(folded, words, index, stop, table)
        if listed:
            stop += listed
            break
        if not adjacent(folded, last, word) and not (
            word.capital and _closes(folded, words[index], last, word, table)
        ):
            nickname = _NICKNAME.match(folded, last.end)
            if nickname is None or last.possessive or stop - index > 2:
                break
            while stop < len(words) and words[stop].start <= nickname.end():
                stop += 1
            continue
        if last.lower in table.places and last.text.endswith(".") and "." not in last.text[:-1]:
            break  # "in Norby, Calif. Poe was there."
        if last.lower in FIRM_ENDS and last.text.endswith(".") and word.lower not in FIRM_ENDS:
            break  # "Orbis Freight Ltd. Orbis denies it."
        if last.possessive and not keeps_possessive(words, index, stop, table):
            break
        if word.capital:
            # An opener keeps no name behind it: "However Poe".
            if word.lower in table.not_names and not is_may(words, stop, table):
                break
            if words[index].text == "The" and is_dated(word):
                break  # "The Pell-era Delayed Rent Act"
            if _is_letters_of_another(words, index, stop, table):
                break  # "the Jane Poe FISA file"
            quoted = word.text.isupper() and QUOTATION.match(folded, word.end)
            if quoted or _is_next(words, index, stop, table):
                break
            stop += 1
            continue
        if _is_number_in_name(words, index, stop):
            stop += 1
            continue
        reach = connected(folded, words, index, stop, table)
        if not reach:
            break
        stop += reach
    goes_on = _governs(folded, words, index, stop, table)
    return stop + (goes_on or _is_committee(folded, words, index, stop, table))


def _closes(folded: str, first: Word, last: Word, word: Word, table: Gazetteer) -> bool:
    """Tell "[Mayor Jane] Poe", "[actress Jane] Poe" and "Jane [Poe]", completed by another hand."""
    gap = folded[last.end : word.start]
    if gap == " [" and folded[word.end : word.end + 1] == "]":
        return is_given(last, table)
    opened = folded[max(0, first.start - 1)] == "["
    if gap != "] " or not (opened or is_given(last, table)):
        return False
    begin = max(0, first.start - _BRACKET_REACH)
    return folded.rfind("[", begin, first.start) > folded.rfind("]", begin, first.start)


def _is_letters_of_another(words: Sequence[Word], index: int, stop: int, table: Gazetteer) -> bool:
    """Tell letters that a person's name does not go on with."""
    text = words[stop].text
    return (
        stop - index > 1
        and len(text) > 2
        and text.isupper()
        and text.isalpha()
        and text not in LETTERS_AFTER
        and is_given(words[stop - 2], table)
        and words[stop - 1].lower not in table.organisation_heads
        and not words[stop - 2].text.isupper()
        and not words[stop - 1].text.isupper()
    )


def _is_next(words: Sequence[Word], index: int, stop: int, table: Gazetteer) -> bool:
    """Tell that a run ends before a word with a capital.

    A small word in capitals ("TRADE IN NORBY"), an agency's credit ("Liora Poe AFP"), "The" of
    a sentence whose mark is lost, and "U.S." behind a place ("the Norby U.S. attorney").
    """
    text = words[stop].text
    if stop - index == 1 and words[index].text in AGENCIES:
        junior = stop + 1 < len(words) and words[stop + 1].lower in JUNIORS
        if junior or is_given(words[stop], table):
            return True  # "told the AP Poe Jr. left"
    if text in AGENCIES:
        known = surface_key(words[index:stop])
        return stop - index > 1 and not (known in table.places or known in table.organisations)
    if text == "A" and words[stop - 1].text[1:] and surface_key(words[index:stop]) in table.places:
        return True  # a dateline without its dash
    behind = words[stop + 1].text if stop + 1 < len(words) else ""
    if text in ("No", "Nos") and behind.isdigit():
        return True  # "the Norby No 1 plant"
    if text.rstrip(".") in _COURTESY and not _is_titled(words[stop - 1], table):
        return True  # "the priest in Norby Fr Tom Poe"
    if text in _SUBJECTS or text in NO_STARTS - {"A"}:
        return True  # "CLOSE There may be thirty"
    if text == "The":
        return words[stop - 1].capital and words[stop - 1].lower not in table.titles
    if is_small(words[stop]):
        return True
    return text in ("U.S.", "US") and surface_key(words[index:stop]) in table.places


def _is_titled(word: Word, table: Gazetteer) -> bool:
    """Tell what another title may stand behind ("Chief Mr Justice Poe")."""
    return word.lower in table.titles or word.lower in table.roles or not word.capital


def is_small(word: Word) -> bool:
    """Tell the small word of a line in capitals that names do not have inside."""
    return len(word.text) > 1 and word.text.isupper() and word.lower in _SMALL


def _is_number_in_name(words: Sequence[Word], index: int, stop: int) -> bool:
    """Tell the number of "Ramp Up 3D" and "Project 21"."""
    text = words[stop].text
    numbered = stop - index == 1 and words[index].lower in NUMBERED and text.isdecimal()
    return bool(_FIGURE_AND_LETTER.fullmatch(text)) or (numbered and len(text) < 4)


def _governs(folded: str, words: Sequence[Word], index: int, stop: int, table: Gazetteer) -> bool:
    """Tell whether "administration" goes on with a surname ("the Poe administration")."""
    last = words[stop - 1]
    return (
        stop - index == 1 + (words[index].text == "The")
        and stop < len(words)
        and words[stop].text == "administration"
        and adjacent(folded, last, words[stop])
        and not last.possessive
        and not (stop == 1 and last.lower.endswith("ing"))
        and last.text.istitle()
        and not (last.lower in table.places or last.lower in table.demonyms)
        and last.lower not in table.organisation_heads
        and last.lower not in OPENERS | DETERMINERS | ROLE_LEADS | NO_NAMES
        and last.lower not in table.titles
    )


def _is_committee(
    folded: str, words: Sequence[Word], index: int, stop: int, table: Gazetteer
) -> bool:
    """Tell whether "committee" goes on with what it is for ("the House Harbours committee")."""
    if not 0 < index <= stop < len(words) or words[stop].text not in _COMMITTEES:
        return False
    last = words[stop - 1]
    known = (table.organisation_heads, table.organisations, table.roles)
    return (
        words[index - 1].lower == "the"
        and is_common_part(words[index:stop], table)
        and adjacent(folded, last, words[stop])
        and not any(last.lower in names for names in known)
    )
