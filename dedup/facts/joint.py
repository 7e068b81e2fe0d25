"""Several who speak as one: "Poe and his sister said", "Ada, Tom and Piet said".

What is joined by "and" before a verb is one speaker whose key holds the keys of all, so that
it agrees with each of them; never only the last. Where the first cannot be told from the end
of another clause ("police met Poe and Moe said"), the last one speaks alone.
"""

from __future__ import annotations

from dedup.facts.cues import HEARER, cues
from dedup.facts.gazetteer import DETERMINERS, word_set
from dedup.facts.names import NameTable
from dedup.facts.phrases import (
    LINKS,
    PHRASE_WORDS,
    PREPOSITIONS,
    STOPS,
    is_human,
    is_people,
    phrase_begin,
    phrase_from,
    single_phrase,
)
from dedup.facts.speech import AND, PRONOUNS, Clause, Speaker
from dedup.facts.verbs import is_finite

# More names before one verb are a list of something else.
_MOST_SPEAKERS = 6
# A role has at most so many words before its head and with it.
_HEAD_WORDS = 4
_LIST_WORDS = 5
_PLURALS = word_set("children men women people")


def speaker_name(table: NameTable, key: str | None) -> str:
    """Return how a speaker key is printed; "" for none."""
    if not key:
        return ""
    if key in table.names:
        return table.names[key]
    return " and ".join(table.names.get(part, part) for part in key.split(AND))


def phrase_ending(clause: Clause, last: int, floor: int = 0) -> Speaker | None:
    """Return the noun phrase that ends at a word, with those that "and" joins to it.

    None where nobody can be told: the first of them is a pronoun.
    """
    found = single_phrase(clause, last, floor)
    if found is None or found.pronoun:
        return found
    begin = phrase_begin(clause, last, floor)
    if begin <= floor + 1 or clause.broken(begin) or clause.words[begin - 1].lower != "and":
        return found
    if clause.broken(begin - 1) and not _lists(clause, begin - 1):
        return found  # ", and Poe said": a clause of its own
    if found.start < clause.words[begin].start or _one_bearer(clause, begin, last):
        return found  # a name with an "and" of its own
    return _joined(clause, begin - 1, floor, found)


def _joined(clause: Clause, joint: int, floor: int, found: Speaker) -> Speaker | None:
    keys, start, end = [found.key], found.start, joint - 1
    first = joint
    while len(keys) < _MOST_SPEAKERS:
        end = _before_party(clause, end)
        # A capital tells a name behind a comma, or before "and" where a sentence begins.
        if end < floor or not _can_speak(clause, end, listed=(len(keys) > 1) == (end > floor)):
            break
        part = single_phrase(clause, end, floor)
        opening = _opening(clause, end, floor)
        if part is None or not _free(clause, opening, floor) or _is_long(clause, part):
            break
        if part.pronoun:
            return None
        first = opening
        keys.append(part.key)
        start = min(start, part.start)
        if first <= floor or clause.gap(first) != ", ":
            break
        end = first - 1
    if len(keys) == 1:
        return found
    whole = _examples_of(clause, first, floor) or _apposed_to(clause, first, floor)
    return whole or Speaker(AND.join(reversed(keys)), "", start)


def _lists(clause: Clause, joint: int) -> bool:
    """Tell ", and" behind a name in brackets or in a list of three names."""
    words = clause.words
    if ")" in clause.gap(joint):
        return "," not in clause.gap(joint)
    commas = [at for at in range(max(1, joint - _LIST_WORDS), joint) if clause.gap(at) == ", "]
    return clause.gap(joint) == ", " and any(
        all(word.capital for word in words[at:joint]) for at in commas[-1:]
    )


def _one_bearer(clause: Clause, begin: int, last: int) -> bool:
    """Tell "the actress and activist Jane Poe" from "police and Mayor Jane Poe"."""
    words, named = clause.words, clause.name_ending(last)
    if named is None or named.kind != "person" or begin < 2:
        return False
    apposed = words[begin].lower not in DETERMINERS and begin < clause.first_word(named)
    role = words[begin - 2]
    return (
        apposed
        and is_human(role)
        and clause.name_ending(begin - 2) is None
        and (not is_people(role.lower))
    )


def _is_long(clause: Clause, part: Speaker) -> bool:
    """Tell a clause taken for a noun phrase: too many words before any "of"."""
    if part.pronoun or part.key in clause.table.kinds:
        return False
    words = part.key.split(" ")
    head = next((at for at, word in enumerate(words) if word in LINKS), len(words))
    return head > _HEAD_WORDS


def _can_speak(clause: Clause, end: int, *, listed: bool) -> bool:
    word = clause.words[end]
    named = clause.name_ending(end)
    person = named is not None and named.kind != "place"
    unknown = listed and word.capital and word.text.isalpha()
    return person or is_human(word) or word.lower in PRONOUNS or unknown


def _before_party(clause: Clause, end: int) -> int:
    """Step over "R-Ohio" in "Poe (R-Ohio) and Moe"."""
    bracket = end > 0 and "(" in clause.gap(end) and ")" in clause.gap(end + 1)
    return end - 1 if bracket else end


def _opening(clause: Clause, end: int, floor: int) -> int:
    """Return where the noun phrase that ends at a word begins, title and article included."""
    words = clause.words
    first = end
    while first > floor and end - first < PHRASE_WORDS and not clause.broken(first):
        before = words[first - 1]
        if words[first].lower in DETERMINERS or before.lower in STOPS | PREPOSITIONS:
            break
        further = words[first - 2].lower if first > 1 else ""
        verb = before.lower in cues() or is_finite(before.lower, further)
        if verb and not before.capital:
            break
        first -= 1
    return first


def _free(clause: Clause, first: int, floor: int) -> bool:
    """Tell whether a phrase stands where a subject can: no verb or preposition before it."""
    if first <= floor or clause.broken(first):
        return True
    opens = STOPS - {"before", "since", "during", "until"}
    return clause.words[first - 1].lower in opens | {"then", "including", "like"}


def _examples_of(clause: Clause, first: int, floor: int) -> Speaker | None:
    """Return the members in "some members, such as Poe and Moe, said"."""
    words = clause.words
    if first <= floor + 1 or clause.broken(first):
        return None
    end = first - 1
    if words[end].lower == "as" and words[end - 1].lower == "such":
        end -= 1
    elif words[end].lower != "including":
        return None
    return single_phrase(clause, end - 1, floor) if end > floor else None


def _apposed_to(clause: Clause, first: int, floor: int) -> Speaker | None:
    """Return the children in "his children Ada, Tom and Piet said"."""
    words = clause.words
    if words[first].lower not in DETERMINERS:
        return None
    last = first + 1
    while last < len(words) and not words[last].capital and not clause.broken(last):
        last += 1
    head = words[last - 1].lower
    plural = head in _PLURALS or (head.endswith("s") and is_human(words[last - 1]))
    if last - first < 2 or clause.broken(last) or not plural:
        return None
    return single_phrase(clause, last - 1, floor)


def subject_after(clause: Clause, verb: int) -> Speaker | None:
    """Return whose verb this is, read from the words behind it ("said Poe and Moe")."""
    if clause.words[verb].lower in HEARER:
        return None
    return phrase_after(clause, verb + 1)


def phrase_after(clause: Clause, first: int) -> Speaker | None:
    """Return the noun phrase that begins at a word, with a name that "and" joins to it."""
    found, words = phrase_from(clause, first), clause.words
    if found is None or found.pronoun:
        return found
    at = clause.index_at(found.start)
    named = clause.name_starting(at)
    if named is None or named.key != found.key:
        return found
    joint = clause.index_at(named.end)
    if joint + 1 >= len(words) or words[joint].lower != "and" or clause.broken(joint):
        return found
    other = clause.name_starting(joint + 1)
    if other is None or other.kind == "place" or clause.broken(joint + 1):
        return found
    behind = clause.index_at(other.end)
    verb = behind < len(words) and is_finite(words[behind].lower, "")
    return found if verb else Speaker(AND.join((found.key, other.key)), "", found.start)
