"""What stands between commas before a verb: an apposition, an aside, or another clause.

Also whom it leads to: "They met Poe, a Norby Republican, who", "an unnamed ally of Poe who".
"""

from __future__ import annotations

from dedup.facts.between import TIMES, WEEKDAYS, is_abbreviated, is_tag
from dedup.facts.gazetteer import DETERMINERS, fold_key, word_set
from dedup.facts.phrases import PHRASE_WORDS, PREPOSITIONS, STOPS, is_human, reduced
from dedup.facts.speech import Clause, Speaker
from dedup.facts.verbs import AUXILIARIES, is_finite, is_participle

RELATIVES = word_set("who whose whom which where")
# A clause that one of these opens has a subject of its own.
CONCEDING = word_set("although though while because since if when after as unless")
# Groups between commas that are read back from a verb to its subject.
GROUPS = 7
# "Poe, of New Norby, and Moe": a place has so many words.
_PLACE_WORDS = 4
# "an unnamed ally of campaign manager Jane Poe who"
_ALLY_WORDS = 5
_ALLIES = word_set("ally foe confidant confidante associate backer insider person source")
_OPENERS = word_set("well then now today yesterday still also instead meanwhile however")
_TIME_WORDS = WEEKDAYS | TIMES | word_set("earlier later late early last this on next")


def ally_of(clause: Clause, first: int, last: int) -> Speaker | None:
    """Return the ally in "an unnamed ally of Poe who": "who" without a comma tells which one."""
    words, at = clause.words, first - 1
    while at > 0 and first - at < _ALLY_WORDS and words[at].lower not in {"of", "to"}:
        if clause.broken(at + 1) or words[at].lower in STOPS | DETERMINERS:
            return None
        at -= 1
    head = at - 1
    if head < 1 or words[at].lower not in {"of", "to"} or clause.broken(at):
        return None
    if words[head].capital or not (is_human(words[head]) or words[head].lower in _ALLIES):
        return None
    begin = head
    while begin > 0 and head - begin < 3 and words[begin - 1].lower not in DETERMINERS:
        begin -= 1
    if not begin or words[begin - 1].lower not in {"a", "an", "another", "one"}:
        return None
    key = fold_key(clause.folded[words[begin].start : words[last].end])
    return Speaker(key, "", words[begin].start)


def apposed_to(clause: Clause, last: int) -> Speaker | None:
    """Return Poe in "They met Senator Poe, a Norby Republican, who"; also with "the"."""
    begin = last
    while begin > 0 and not clause.broken(begin) and last - begin < PHRASE_WORDS:
        begin -= 1
    if not begin or clause.gap(begin) != ", ":
        return None
    article = clause.words[begin].lower
    other = clause.name_ending(last)
    # "Poe, the daughter of Tom Moe, who" may be either.
    the = article == "the" and (other is None or other.kind != "person")
    if not (the or article in {"a", "an"}):
        return None
    named = clause.name_ending(begin - 1)
    person = named is not None and named.kind == "person"
    return Speaker(named.key, "", named.start) if named is not None and person else None


def opens_clause(clause: Clause, begin: int, end: int) -> Speaker | None:
    """Return Poe in "It was quiet after Jane Poe, the mayor, said": of the clause of "after"."""
    named = clause.name_ending(end)
    if named is None or named.kind != "person":
        return None
    at = clause.first_word(named)
    while at > begin and clause.words[at - 1].capital:
        at -= 1
    opens = at > begin and clause.words[at - 1].lower in CONCEDING
    return Speaker(named.key, "", named.start) if opens else None


def listed_before(clause: Clause, joint: int) -> list[Speaker]:
    """Return Poe in "Poe, of Norby, and Moe, of Dunmere, said"; [] where no such name is free."""
    found: list[Speaker] = []
    first = joint
    while len(found) < GROUPS:
        end = begin = first - 1
        while begin > 0 and not clause.broken(begin) and end - begin < _PLACE_WORDS:
            begin -= 1
        commas = begin > 0 and clause.gap(begin) == ", " and clause.gap(first) in {", ", "., "}
        if not commas or not (clause.words[begin].lower == "of" or is_tag(clause, begin, end)):
            break
        named = clause.name_ending(begin - 1)
        if named is None or named.kind != "person":
            break
        first = clause.first_word(named)
        while first > 0 and not clause.broken(first) and clause.words[first - 1].capital:
            first -= 1
        found.insert(0, Speaker(named.key, "", named.start))
    free = first == 0 or clause.broken(first)
    return found if free else []


def group_kind(clause: Clause, begin: int, end: int) -> str:
    """Tell what the words between two commas are: a phrase, an aside, or the end of them."""
    words = clause.words
    first = words[begin].lower
    if clause.folded[words[begin].start - 1 : words[begin].start] == "(":
        return "aside"  # "(Mo.), a member of the board, said"
    if begin and first in AUXILIARIES and words[begin - 1].lower not in {"and", "but"}:
        return "end"  # "Poe, the coach, is a friend of Moe, who says"
    if begin == end and begin and is_abbreviated(clause, begin):
        return "aside"
    if begin == end and begin and not words[begin].capital:
        return "phrase" if is_human(words[begin]) else "aside"
    if begin < end and (first, words[begin + 1].lower) == ("such", "as"):
        return "aside"  # "some members, such as Poe, said"
    if first in RELATIVES or (first in PREPOSITIONS and begin and words[begin - 1].capital):
        return "aside"
    if first in PREPOSITIONS:
        return "aside" if begin else "end"
    if first == "and" and begin < end:
        place = clause.name_starting(begin + 1)
        if place is not None and place.kind != "person" and clause.index_at(place.end) > end:
            return "aside"
    if first in STOPS:
        begin, first = begin + 1, words[min(begin + 1, end)].lower
        if begin > end or first in PREPOSITIONS:
            return "end"  # "But in a word for Poe, the mayor said"
    if all(words[at].lower in _TIME_WORDS for at in range(begin, end + 1)):
        return "aside" if begin else "end"  # "Earlier Wednesday, Poe, the mayor, said"
    participle = first.endswith(("ed", "ing")) and not words[begin].capital
    if (participle and begin) or words[begin].text.isdigit() or is_tag(clause, begin, end):
        return "aside"
    named = clause.name_starting(begin) is not None  # Emily is no adverb
    if not (begin or named) and (
        is_participle(first) or first.endswith(("ing", "ly")) or first in _OPENERS
    ):
        return "end"
    for index in range(begin + 1, end + 1):
        lower = words[index].lower
        if lower in RELATIVES or lower == "that":
            return "phrase"
        if first in DETERMINERS and reduced(words, index):
            continue  # "a lawyer elected in May"
        if is_finite(lower, words[index - 1].lower) and not words[index].capital:
            return "phrase" if lower == "think" and first in DETERMINERS else "end"
    return "phrase"
