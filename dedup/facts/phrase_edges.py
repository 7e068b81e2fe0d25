"""What is no part of who speaks in a noun phrase: where, when, whose paper, of whom.

"Angry protesters outside the ministry", "on Monday morning ministers", "a tweet today from Poe",
"foes of Poe". Priorities: the head of the phrase, never a name inside it.
"""

from __future__ import annotations

from dedup.calendar_words import WEEKDAYS
from dedup.facts.gazetteer import DETERMINERS, fold_key, gazetteer, word_set
from dedup.facts.people import LINKS, is_human, is_people, is_somebody
from dedup.facts.phrases import PREPOSITIONS, phrase_begin, phrase_from
from dedup.facts.speech import DOCUMENTS, PRONOUNS, Clause, Speaker
from dedup.facts.verbs import MODALS, NEGATIONS

_COUNTING = word_set("of many most some few several all other fellow more fewer")
_OF_WHOM = word_set("of to with")
_COURTESY = word_set("mr mrs ms dr")
_DAY_PARTS = word_set("morning afternoon evening night")
_DATING = _DAY_PARTS | word_set("last this next time year week month day weekend yesterday today")
_ON = word_set("on early late earlier last")
_TODAY = word_set(
    "today yesterday earlier monday tuesday wednesday thursday friday saturday sunday"
)
# A role has at most so many words before its head.
_HEAD_WORDS = 4


def told_by(clause: Clause, begin: int, last: int, floor: int) -> Speaker | None:
    """Return Poe in "Jane Poe, a clerk at the mill said that": the second comma is left out.

    Not in "Poe, a clerk at the mill said, was ill", where the clerk tells of Poe.
    """
    words, after = clause.words, last + 2
    if begin <= floor or words[begin].lower not in {"a", "an"} or clause.gap(begin) != ", ":
        return None
    tells = after >= len(words) or set(clause.gap(after)) & {":", '"'}
    if last + 1 >= len(words) or not (tells or words[after].lower == "that"):
        return None
    head = next((at for at in range(begin, last) if words[at + 1].lower in LINKS), begin)
    named = clause.name_ending(begin - 1)
    if named is None or named.kind != "person" or not is_human(words[head]):
        return None
    first = clause.first_word(named)
    while first > floor and not clause.broken(first) and words[first - 1].capital:
        first -= 1
    free = first <= floor or clause.broken(first)
    return Speaker(named.key, "", named.start) if free else None


def written(clause: Clause, begin: int, last: int, floor: int) -> Speaker | None:
    """Return who wrote "a tweet today from Poe"; a paper that goes "between" two is neither."""
    words = clause.words
    if words[last].lower in PRONOUNS:
        return None  # "wild statements from the minute he announced it"
    for joint in ("and", "that"):  # "between Poe and Moe", "from that account"
        if begin - 1 > floor and words[begin - 1].lower == joint and not clause.broken(begin):
            begin = phrase_begin(clause, begin - 2, floor)
    for index in range(begin, last):
        if words[index].lower in PREPOSITIONS or clause.broken(index + 1):
            return None
        paper = words[index].lower in DOCUMENTS or words[index].lower.rstrip("s") in DOCUMENTS
        if not paper or words[index].possessive:
            continue
        after = index + 1 + (words[index + 1].lower in _TODAY)
        if after < last and words[after].lower in {"from", "by"}:
            cut = Clause(clause.folded, words[: last + 1], clause.table)
            first = after + 1 + (words[after + 1].lower in DETERMINERS and after + 1 < last)
            named = phrase_from(cut, after + 1)
            if named is not None and named.key in clause.table.kinds:
                return named
            end = first  # "a note from the port office about the dam"
            while end < last and words[end + 1].lower not in PREPOSITIONS - LINKS:
                end += 1
            key = fold_key(clause.folded[words[first].start : words[end].end])
            return Speaker(key, "", words[first].start)
        if words[after].lower == "between":
            first = begin + (words[begin].lower in DETERMINERS)
            key = fold_key(clause.folded[words[first].start : words[index].end])
            return Speaker(key, "", words[first].start)
    return None


def placed(clause: Clause, begin: int, last: int) -> Speaker | None:
    """Return the people in "angry protesters outside the ministry": where they are is aside."""
    words = clause.words
    begin += words[begin].lower in DETERMINERS
    for index in range(begin, min(last, begin + _HEAD_WORDS)):
        head, behind = words[index], words[index + 1]
        if clause.broken(index + 1) or head.capital > (index == begin):
            return None
        if behind.lower in PREPOSITIONS:
            people = head.lower.endswith("s") and is_human(head) and not head.possessive
            key = fold_key(clause.folded[words[begin].start : head.end])
            return Speaker(key, "", words[begin].start) if people else None
    return None


def of_whom(clause: Clause, last: int, floor: int, found: Speaker) -> Speaker:
    """Return the head of "foes of Poe": a plural noun, known or not, is not Poe."""
    words, named = clause.words, clause.name_ending(last)
    if named is None or named.key != found.key:
        return found
    of = clause.first_word(named) - 1
    if of > floor and words[of].lower == "the":
        of -= 1
    while of > floor and words[of].capital and words[of].lower.rstrip(".") in _COURTESY:
        of -= 1
    if of <= floor or words[of].lower not in _OF_WHOM or clause.broken(of) or clause.broken(of + 1):
        return found
    head = words[of - 1]
    opens = of - 1 == 0 or clause.broken(of - 1)
    plural = head.lower.endswith("s") and not head.lower.endswith("ss") and len(head.text) > 3
    if not plural or head.possessive or (head.capital and not opens) or is_human(head):
        return found
    key = fold_key(clause.folded[head.start : words[last].end])
    return Speaker(key, "", head.start)


def several_of_land(clause: Clause, last: int, found: Speaker) -> Speaker:
    """Return the norwegians of "59% of Norwegians" and "many Norwegians": they are no Norway."""
    words, word = clause.words, clause.words[last]
    counted = last > 0 and words[last - 1].lower in _COUNTING and not clause.broken(last)
    several = counted and word.lower.endswith("s") and word.lower[:-1] in gazetteer().demonyms
    land = clause.table.kinds.get(found.key) == "place"
    return Speaker(word.lower, "", word.start) if several and land else found


def undated(clause: Clause, last: int, found: Speaker) -> Speaker:
    """Return ministers in "last year ministers" and in "at the time ministers".

    So too in "On Monday morning Norby ministers" and "Early Monday Norbian ministers".
    """
    words, first = clause.words, clause.index_at(found.start)
    at = first
    while at < last and words[at].lower in _ON:
        at += 1
    part = at + 1 < last and words[at + 1].lower in _DAY_PARTS
    at += at < last and words[at].lower in WEEKDAYS and (at > first or part)
    if at > first and words[at - 1].lower in _ON:
        at = first
    while at < last and words[at].lower in _DATING and not words[at].possessive:
        at += 1
    timed = at > first and words[at - 1].lower not in {"last", "this", "next"}
    if found.key in clause.table.kinds or not timed or not is_human(words[last]):
        return found
    key = fold_key(clause.folded[words[at].start : words[last].end])
    return Speaker(key, "", words[at].start)


def behind_modal(clause: Clause, last: int, found: Speaker) -> Speaker:
    """Return the critics in "It will likely help critics of the deal, who": "help" is a verb."""
    words, at = clause.words, clause.index_at(found.start)
    modal = at > 0 and words[at - 1].lower in MODALS and not clause.broken(at)
    if not modal or found.key in clause.table.kinds:
        return found
    while at < last and (words[at].lower.endswith("ly") or words[at].lower in NEGATIONS | {"also"}):
        at += 1
    at += 1  # the verb
    while at < last and words[at].lower in DETERMINERS:
        at += 1
    key = fold_key(clause.folded[words[at].start : words[last].end]) if at <= last else ""
    speaks = is_people(key) or is_somebody(key, capital=False)
    return Speaker(key, "", words[at].start) if speaks else found
