"""Whom a noun phrase names once more is known than its own words: a bearer, or nobody.

An office means whom the article has named by then, not somebody far behind it; "several
Republicans" are not their party; "some close to the chairman" is not the chairman.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dedup.facts.gazetteer import DETERMINERS, fold_key, gazetteer, word_set
from dedup.facts.name_runs import Word
from dedup.facts.offices import is_of_other_land
from dedup.facts.people import is_human, is_plural
from dedup.facts.phrases import PREPOSITIONS, STOPS
from dedup.facts.speech import Clause, Speaker

# What many people are at once: only one who was named just before is "the official".
_COMMON = word_set(
    """official officer aide adviser advisor source spokesman spokeswoman spokesperson executive
    staffer insider member"""
)
# One named this far before is still "the official" (own choice: about six sentences).
_NEAR_CHARS = 1_000
# An office may stand before its bearer's name: in the lead before the next sentence.
_AHEAD_CHARS = 300
# Names looked at for the first of a bearer: keeps long texts linear.
_MOST_NAMED = 500
_APPOSED_CHARS = 80
# The lead tells of an office first and names who holds it in the paragraphs behind.
_LEAD_CHARS, _LEAD_AHEAD_CHARS = 500, 1_500
_ROLE_WORDS = 5
# How many there are of those who have no name.
_COUNTING = word_set(
    """several some many few most dozens scores handful number group other others two three four
    five six seven eight nine ten both leading top senior prominent moderate conservative"""
)
_AMOUNT = word_set("several some many few most dozens scores handful number two three four five "
                   "six seven eight nine ten")  # fmt: skip
# Several bodies of an article may go by one of these: "the agency".
_BODY_NOUNS = word_set("agency commission committee department ministry council board panel bureau")
_PARTISANS = word_set("republicans democrats conservatives liberals tories")
# "some close to Poe", "those familiar with it"; "a person familiar with it" is as printed.
_UNNAMED_HEADS = word_set("some those many several others")
_UNNAMED_CLOSE = word_set(
    "person people someone somebody source sources friend friends ally allies insider insiders"
)
_KNOWING = {"close": "to", "familiar": "with"}
_KNOWING_WORDS = 12


def nobody(key: str) -> bool:
    """Tell the speakers of "some close to the chairman said": nobody can tell who they are."""
    head, _, rest = key.partition(" ")
    close = head in _UNNAMED_CLOSE and rest == "close"
    return close or (head in _UNNAMED_HEADS and rest in _KNOWING)


def are_partisans(key: str) -> bool:
    """Tell "several leading republicans" and "handful of democrats", who speak."""
    *counted, noun = key.split(" ")
    return bool(counted) and noun in _PARTISANS and set(counted) <= _COUNTING | {"of"}


def named_by(clause: Clause, found: Speaker, first: int, last: int) -> Speaker:
    """Return who is meant by a noun phrase that reaches from one word to another at most."""
    unnamed = _unnamed(clause, first, last)
    if unnamed is not None:
        return unnamed
    if found.pronoun or not found.key:
        return found
    at = clause.index_at(found.start)
    if clause.table.kinds.get(found.key) == "organisation":
        other = _partisans(clause, at) or _called_so(clause, found, at)
        return other or _people_of(clause, at, last) or _other_body(clause, found, at) or found
    named = clause.name_ending(last)
    if named is not None and named.kind == "person" and named.start < found.start < named.end:
        return Speaker(named.key, "", named.start)  # "former mayor of Norby Ken Poe"
    if found.key not in clause.table.kinds:
        return _surnamed(clause, found, at)
    return _printed(clause, found, at, last)


def _surnamed(clause: Clause, found: Speaker, at: int) -> Speaker:
    """Return Mia Duke for the "Duke" that speaks where nobody is called a duke."""
    words, table = clause.words, clause.table
    if at >= len(words) or not words[at].capital or words[at].lower != found.key:
        return found
    if at and words[at - 1].lower in DETERMINERS and not clause.broken(at):
        return found  # "The Duke said"
    if any(found.key in role.words for role in table.roles):
        return found
    bearers = {
        item.key
        for item in table.named[:_MOST_NAMED]
        if item.kind == "person" and item.key.startswith(f"{found.key} ")
    }
    return Speaker(bearers.pop(), "", found.start) if len(bearers) == 1 else found


def _unnamed(clause: Clause, first: int, last: int) -> Speaker | None:
    """Return "some close" of "some close to the chairman say"."""
    words = clause.words
    for at in range(max(first, last - _KNOWING_WORDS), last - 1):
        to = _KNOWING.get(words[at + 1].lower)
        if to is None or words[at + 2].lower != to or clause.broken(at + 1):
            continue
        if words[at].lower in _UNNAMED_CLOSE and not _is_whom(words[at + 3 : at + 4]):
            continue  # "a source close to the talks" is as printed
        if nobody(f"{words[at].lower} {words[at + 1].lower}"):
            return Speaker(f"{words[at].lower} {words[at + 1].lower}", "", words[at].start)
    return None


def _is_whom(behind: Sequence[Word]) -> bool:
    """Tell Poe, him or the mayor behind "close to" from the talks."""
    return any(word.capital or word.lower in {"him", "her", "them"} for word in behind)


def _partisans(clause: Clause, at: int) -> Speaker | None:
    """Return "several leading republicans", who are no party, though a party goes by the noun."""
    words = clause.words
    if at >= len(words) or words[at].lower not in _PARTISANS:
        return None
    begin = at
    while begin > 0 and not clause.broken(begin) and words[begin - 1].lower in _COUNTING | {"of"}:
        begin -= 1
    amount = {word.lower for word in words[begin:at]} & _AMOUNT
    key = fold_key(clause.folded[words[begin].start : words[at].end])
    return Speaker(key, "", words[begin].start) if amount else None


def _called_so(clause: Clause, found: Speaker, at: int) -> Speaker | None:
    """Return the Norby Echo of "Norland's Norby Echo news agency", though another is one, too."""
    words = clause.words
    for begin in range(at, min(len(words), at + _ROLE_WORDS)):
        named = clause.name_starting(begin)
        if named is not None and named.key == found.key:
            return None
        if named is not None and named.kind == "organisation":
            behind = clause.index_at(named.end)
            known = behind < len(words) and words[behind].lower in _BODY_NOUNS | {"news"}
            apart = words[behind - 1].possessive or (known and clause.broken(behind))
            return Speaker(named.key, "", named.start) if known and not apart else None
        if not (words[begin].possessive or words[begin].lower in DETERMINERS):
            return None
    return None


def _people_of(clause: Clause, at: int, last: int) -> Speaker | None:
    """Return "local fire chiefs", who are no body that has the words in its name."""
    words = clause.words
    if at >= len(words) or (at and words[at - 1].lower in DETERMINERS):
        return None
    end = at
    while end < min(last, at + _ROLE_WORDS) and not clause.broken(end + 1):
        if is_human(words[end]) or words[end + 1].capital:
            break
        end += 1
    head = words[end]
    plural = is_human(head) and is_plural(head) and not head.capital and end > at
    key = fold_key(clause.folded[words[at].start : head.end])
    return Speaker(key, "", words[at].start) if plural else None


def _other_body(clause: Clause, found: Speaker, at: int) -> Speaker | None:
    """Return "agency" behind "Norland's water agency spoke": not the one whose name ends so."""
    noun = clause.words[at].lower if at < len(clause.words) else ""
    if noun not in _BODY_NOUNS or clause.words[at].capital or clause.words[at].start != found.start:
        return None
    begin = max(0, found.start - _NEAR_CHARS)
    own = [n.end for n in clause.table.within(begin, found.start) if n.key == found.key]
    other = re.compile(rf"\b([a-z]+) {noun}\b")
    said = other.finditer(clause.folded, begin, found.start)
    near = [match.start() for match in said if match[1] not in DETERMINERS]
    if not near or (own and clause.folded.find(". ", max(own), near[-1]) < 0):
        return None  # "Port Agency, the federal agency for boats, said"
    return Speaker(noun, "", found.start)


def _printed(clause: Clause, found: Speaker, at: int, last: int) -> Speaker:
    """Return an office as printed where its bearer is nobody whom the article has named."""
    words, table = clause.words, clause.table
    if table.kinds.get(found.key) != "person" or at >= len(words):
        return found
    named = clause.name_starting(at)
    if named is not None and named.key == found.key:
        return found
    end = at
    for index in range(at, min(last + 1, at + _ROLE_WORDS)):
        lower = words[index].lower
        if (index > at and clause.broken(index)) or lower in STOPS | PREPOSITIONS | DETERMINERS:
            break
        if is_human(words[index]):
            end = index
    head = words[end].lower
    common = head in _COMMON and found.start >= _LEAD_CHARS
    known = _is_near(clause, found, head) if common else _is_told(clause, found)
    if known and not (head == "president" and _is_foreign(clause, found, at, end)):
        return found
    return Speaker(fold_key(clause.folded[words[at].start : words[end].end]), "", words[at].start)


def _is_foreign(clause: Clause, found: Speaker, first: int, last: int) -> bool:
    """Tell the Norbian president from "the president": the reading tells whom that means."""
    table = gazetteer()
    words = [word.lower for word in clause.words[first : last + 1]]
    if any(word in table.places or word in table.demonyms for word in words):
        return False
    own = (item for item in clause.table.named[:_MOST_NAMED] if item.key == found.key)
    called = next((item for item in own if item.role.endswith("president")), None)
    if called is None:
        return False
    return is_of_other_land(clause.folded, called.start, called.role)


def _is_told(clause: Clause, found: Speaker) -> bool:
    """Tell whether a bearer is named before an office, or right behind it."""
    named = clause.table.named[:_MOST_NAMED]
    first = next((item.start for item in named if item.key == found.key), found.start)
    lead = found.start < _LEAD_CHARS
    return first <= found.start + (_LEAD_AHEAD_CHARS if lead else _AHEAD_CHARS)


def _is_near(clause: Clause, found: Speaker, head: str) -> bool:
    """Tell whether a bearer of "the official" was named just before, and no other one since."""
    begin = max(0, found.start - _NEAR_CHARS)
    apposed = clause.table.within(found.start, found.start + _APPOSED_CHARS)
    if any(item.key == found.key for item in apposed):
        return True  # "Moe's spokesman, Mia Poe, wrote"
    near = [n for n in clause.table.within(begin, found.start) if n.key == found.key]
    if not near:
        return False
    # What stands in the sentence of the name says what he is: "Poe, an official, …".
    told = clause.folded.find(". ", near[-1].end, found.start)
    between = clause.folded[told if told >= 0 else found.start : found.start].lower()
    return re.search(rf"\b(?:an?|one|another|some|two)\b[^.\n]{{0,40}}\b{head}", between) is None
