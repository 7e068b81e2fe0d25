"""What stands between commas before a verb: an apposition, an aside, or another clause.

Also whom it leads to: "They met Poe, a Norby Republican, who", "an unnamed ally of Poe who",
and whose verb goes on behind it: "It grew when Poe told of it and said".
"""

from __future__ import annotations

import itertools

from dedup.calendar_words import WEEKDAYS
from dedup.facts.between import TIMES, is_abbreviated, is_tag
from dedup.facts.gazetteer import DETERMINERS, fold_key, word_set
from dedup.facts.name_kinds import Named
from dedup.facts.name_runs import Word
from dedup.facts.people import is_human
from dedup.facts.phrases import PHRASE_WORDS, PREPOSITIONS, STOPS, reduced
from dedup.facts.speech import REACH, Clause, Speaker
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
# A clause of "when" that goes on behind an "and" has so many words.
_CLAUSE_WORDS = 25
# "Poe during a speech said"
_MEANWHILE = word_set("during after before following amid at in on")
PARTING = frozenset(",;:\u2014()")
# "A few officials said" is no "move critics said".
_COUNTS = word_set(
    """few dozen number hundred thousand million couple score lot handful good many pair series"""
)
_THINGS = word_set("something nothing anything everything")
_SINGLE = word_set("a an another every each")
# What stands between the capitals of a role: "Department of Water and Ports".
_IN_TITLES = word_set("of for and the")
_TAGS = word_set("said says added adds")
# "Some of whom"
_PARTS = word_set("some many most all both one few two three several none each")
_ALLIES = word_set("ally foe confidant confidante associate backer insider person source")
_OPENERS = word_set("well then now today yesterday still also instead meanwhile however")
_TIME_WORDS = TIMES | {*WEEKDAYS} | word_set("earlier later late early last this on next")


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
    whole = _lists_roles(clause, begin, last)
    begin = whole or begin
    article = clause.words[begin].lower
    other = clause.name_ending(last)
    # "Poe, the daughter of Tom Moe, who" may be either; "Poe, the author, coach and friend" is one.
    the = article == "the" and (bool(whole) or other is None or other.kind != "person")
    if not (the or article in {"a", "an"}):
        return None
    named = clause.name_ending(begin - 1)
    person = named is not None and named.kind == "person"
    return Speaker(named.key, "", named.start) if named is not None and person else None


def _lists_roles(clause: Clause, begin: int, last: int) -> int:
    """Return where "the author, coach and former aide to Moe" opens, else 0."""
    words, first = clause.words, begin - 1
    while first > 0 and not clause.broken(first) and begin - first < _ALLY_WORDS:
        first -= 1
    joint = next((at for at in range(begin, last) if words[at].lower == "and"), begin)
    roles = is_human(words[begin - 1]) and is_human(words[joint - 1]) and joint > begin
    plain = not any(word.capital for word in words[first : joint + 2])
    article = words[first].lower in {"the", "a", "an"} and clause.gap(first) == ", "
    return first if roles and plain and article else 0


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


def told_within(clause: Clause, joint: int) -> tuple[int, Speaker] | None:
    """Return Poe and where "when" stands in "The row grew when Poe told of it and": his clause.

    None where a mark stands between, or what it opens has no person for a subject.
    """
    words = clause.words
    for at in range(joint - 1, max(0, joint - _CLAUSE_WORDS), -1):
        if clause.broken(at + 1) or (words[at].lower in STOPS and words[at].lower not in CONCEDING):
            return None
        if words[at].lower not in CONCEDING:
            continue
        first = at + 1
        if words[first].lower in {"he", "she"}:
            return at, Speaker("", words[first].lower, words[first].start)
        while first < joint and words[first].capital and clause.name_starting(first) is None:
            first += 1
        named = clause.name_starting(first) if first < joint else None
        behind = clause.index_at(named.end) if named is not None else joint
        if named is None or named.kind != "person" or words[behind - 1].possessive:
            return None
        acts = behind < joint and is_finite(words[behind].lower, words[behind - 1].lower)
        return (at, Speaker(named.key, "", named.start)) if acts else None
    return None


def acting_with(clause: Clause, verb: int) -> Speaker | None:
    """Return Poe in "It closed, with Jane Poe calling it “grim” and urging": both are hers."""
    words = clause.words
    for at in range(verb - 2, max(0, verb - REACH), -1):
        if set(clause.gap(at + 1)) & PARTING or words[at].lower in STOPS:
            return None
        if words[at].lower == "with":
            titled = itertools.takewhile(lambda i: words[i].capital, range(at + 1, verb))
            named = next((n for n in map(clause.name_starting, titled) if _is_person(n)), None)
            behind = clause.index_at(named.end) if named is not None else verb
            acts = behind < verb - 1 and words[behind].lower.endswith("ing")
            own = acts and not words[behind - 1].possessive
            return Speaker(named.key, "", named.start) if own and named is not None else None
    return None


def _is_person(named: Named | None) -> bool:
    return named is not None and named.kind == "person"


def parted_from(clause: Clause, whom: int) -> Speaker | None:
    """Return the farmers in "It upset farmers in Norby, some of whom said".

    Not in "Farmers, some of whom said it, left": there what is said has no plain end.
    """
    words, last = clause.words, whom - 3
    parts = [word.lower for word in words[max(0, whom - 2) : whom]]
    if last < 0 or parts[1] != "of" or parts[0] not in _PARTS or clause.gap(last + 1) != ", ":
        return None
    for at in range(last, max(-1, last - PHRASE_WORDS), -1):
        several = words[at].lower.endswith("s") and not words[at].possessive
        if several and is_human(words[at]) and not words[at].capital:
            if at <= 1:
                return None
            key = fold_key(clause.folded[words[at].start : words[last].end])
            return Speaker(key, "", words[at].start)
        if clause.broken(at) or words[at].lower in STOPS:
            return None
    return None


def is_inverted(clause: Clause, verb: int) -> bool:
    """Tell ", said Jane Poe, the mayor." from ", said Poe, the mayor, had left"."""
    words = clause.words
    tag = words[verb].lower in _TAGS and clause.gap(verb) == ", "
    at = verb + 1
    while tag and at < len(words) and words[at].capital and clause.name_starting(at) is None:
        at += 1
    named = clause.name_starting(at) if tag and at < len(words) else None
    if named is None or named.kind != "person":
        return False
    behind = clause.index_at(named.end)
    if words[behind - 1].possessive or clause.folded[named.end : named.end + 1] not in {",", "."}:
        return False
    aside = False
    for index in range(behind, len(words)):
        lower = words[index].lower
        aside = lower in RELATIVES or (aside and not clause.broken(index))
        finite = is_finite(lower, words[index - 1].lower) and not words[index].capital
        if '"' in clause.gap(index) or (finite and not aside):
            return False
    return True


def opened_by(clause: Clause, verb: int) -> Speaker | None:
    """Return Poe in "Jane Poe during a speech on Monday said": what stands between is aside."""
    words = clause.words
    named = next((n for n in map(clause.name_starting, range(min(3, verb))) if n is not None), None)
    if named is None or named.kind != "person":
        return None
    first, behind = clause.first_word(named), clause.index_at(named.end)
    titles = all(_is_titular(word) for word in words[:first])
    if not titles or behind >= verb or words[behind - 1].possessive:
        return None
    if (
        words[behind].lower not in _MEANWHILE
        or clause.broken(behind)
        or verb - behind > PHRASE_WORDS
    ):
        return None
    for at in range(behind + 1, verb):
        lower = words[at].lower
        if clause.broken(at) or lower in STOPS or is_finite(lower, words[at - 1].lower):
            return None
    return Speaker(named.key, "", named.start)


def unclosed(clause: Clause, verb: int, found: Speaker | None) -> Speaker | None:
    """Return Poe in "Jane Poe, an engineer at Norby Port said": the second comma is left out.

    "Poe, a spokesman said, had left" is another's; so is what an opening leads up to ("When
    asked by Poe, a spokesman said").
    """
    words = clause.words
    at = clause.index_at(found.start) - 1 if found is not None else 0
    if at < 1 or clause.gap(at) != ", " or words[at].lower not in {"a", "an"}:
        return None
    named = clause.name_ending(at - 1)
    if named is None or named.kind != "person" or "," in clause.gap(verb + 1):
        return None
    first = clause.first_word(named)
    while first > 0 and '"' not in clause.gap(first) and _is_titular(words[first - 1]):
        first -= 1
    opens = first == 0 or '"' in clause.gap(first)
    return Speaker(named.key, "", named.start) if opens else None


def unclosed_role(clause: Clause, verb: int) -> Speaker | None:
    """Return Poe in "Dr Jane Poe, Harbour Adviser, Dept of Water said: “…”": no comma closes it."""
    words = clause.words
    tells = verb + 1 < len(words) and words[verb + 1].lower == "that"
    if not tells and {":", '"'}.isdisjoint(clause.folded[words[verb].end : words[verb].end + 3]):
        return None
    named = next((n for n in map(clause.name_starting, range(min(4, verb))) if n is not None), None)
    behind = clause.index_at(named.end) if named is not None else verb
    if named is None or named.kind != "person" or behind >= verb:
        return None
    first = clause.first_word(named)
    titled = all(_is_titular(word) and not clause.broken(at + 1) for at, word in
                 enumerate(words[:first]))  # fmt: skip
    if not titled or words[behind - 1].possessive or clause.gap(behind) != ", ":
        return None
    for at in range(behind, verb):
        opens = clause.gap(at) == ", "
        plain = words[at].capital or (words[at].lower in _IN_TITLES and not opens)
        other = _is_person(clause.name_starting(at))
        if other or not plain or (clause.broken(at) and not opens):
            return None
    return Speaker(named.key, "", named.start)


def _is_titular(word: Word) -> bool:
    opening = word.lower in PREPOSITIONS | STOPS
    return (word.capital and not opening) or word.lower == "former" or is_human(word)


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
    if begin < end and (first, words[begin + 1].lower) in {("such", "as"), ("as", "well")}:
        return "aside"  # "some members, such as Poe, said", "Poe, as well as Moe, said"
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


def is_that_of_people(clause: Clause, index: int) -> bool:
    """Tell the "that" of "towns that back the law sued" from one behind a verb."""
    head = clause.words[index - 1]
    several = head.lower.endswith("s") and is_human(head) and not head.possessive
    return clause.words[index].lower == "that" and several and not clause.broken(index)


def several_behind_one(clause: Clause, last: int, found: Speaker | None) -> Speaker | None:
    """Return the critics in "a move critics said would fail": "a" goes with no plural."""
    words = clause.words
    at = clause.index_at(found.start) if found is not None else 0
    thing = at < last and words[at].lower in _THINGS  # "something experts say"
    if not thing and (not 0 < at < last or clause.broken(at) or words[at - 1].lower not in _SINGLE):
        return None
    between = words[at:last]
    counted = any(
        word.lower in _COUNTS or word.lower in PREPOSITIONS or word.possessive for word in between
    )
    plural = words[last].lower.endswith("s") and is_human(words[last]) and not words[last].capital
    person = any(word.capital or is_human(word) for word in between)
    if counted or person or not plural:
        return None
    return Speaker(words[last].lower, "", words[last].start)
