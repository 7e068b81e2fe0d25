"""Several who speak as one: "Poe and his sister said", "Ada, Tom and Piet said".

What is joined by "and" before a verb is one speaker whose key holds the keys of all, so that
it agrees with each of them; never only the last. Where the first cannot be told from the end
of another clause ("police met Poe and Moe said"), the last one speaks alone.
"""

from __future__ import annotations

from dedup.facts.bearing import named_by
from dedup.facts.cues import HEARER, cues
from dedup.facts.gazetteer import DETERMINERS, fold_key, gazetteer, word_set
from dedup.facts.names import NameTable
from dedup.facts.people import LINKS, is_human, is_people, is_somebody
from dedup.facts.phrase_edges import (
    behind_modal,
    of_whom,
    placed,
    several_of_land,
    told_by,
    undated,
    written,
)
from dedup.facts.phrases import (
    PHRASE_WORDS,
    PREPOSITIONS,
    STOPS,
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
_PARTY_WORDS = 4  # "(R-N.Y.)"
# A noun phrase behind its verb is read so far.
_REACH = 12
# What two kinds of one noun are: "current and former officials".
_KINDS_OF = word_set(
    """current present past former serving retired active local state federal national regional
    military civilian senior junior american british foreign domestic public private young old
    male female elected appointed legal medical political"""
)
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
    begin = phrase_begin(clause, last, floor)
    who = _who_before(clause, begin, floor)
    if who:
        return phrase_ending(clause, who - 1, floor)
    bearer = told_by(clause, begin, last, floor)
    if bearer is not None:
        return bearer
    found = written(clause, begin, last, floor) or single_phrase(clause, last, floor)
    found = found or placed(clause, begin, last)
    if found is None or found.pronoun:
        return found
    heads = _heads_of(clause, last, floor, found)
    if heads is not None:
        return heads
    found = named_by(clause, found, begin, last)
    found = several_of_land(clause, last, found)
    found = undated(clause, last, of_whom(clause, last, floor, found))
    found = behind_modal(clause, last, found)
    if begin > floor + 1 and _of_lands(clause, begin - 1, last):
        land = _land_start(clause, begin - 2)
        if land >= floor and _stands_free(clause, land):
            start = clause.words[land].start
            return Speaker(fold_key(clause.folded[start : clause.words[last].end]), "", start)
    near = clause.words[begin - 3 : begin] if begin - 3 > floor else ()
    if [word.lower for word in near] == ["as", "well", "as"]:
        return _as_well(clause, begin - 3, floor, found)
    if begin > floor + 1 and _both(clause, begin - 2):
        start = clause.words[begin - 2].start
        return Speaker(fold_key(clause.folded[start : clause.words[last].end]), "", start)
    if begin <= floor + 1 or clause.broken(begin) or clause.words[begin - 1].lower != "and":
        return found
    if clause.broken(begin - 1) and not _lists(clause, begin - 1):
        return found  # ", and Poe said": a clause of its own
    if found.start < clause.words[begin].start or _one_bearer(clause, begin, last):
        return found  # a name with an "and" of its own
    return _joined(clause, begin - 1, floor, found)


def _who_before(clause: Clause, begin: int, floor: int) -> int:
    """Return where "who" stands in "an expert who taught Poe and her husband said"; 0: not so."""
    words = clause.words
    joint = begin - 1
    owned = begin > floor + 2 and words[begin].lower in {"his", "her", "their"}
    if not owned or words[joint].lower != "and" or clause.broken(begin) or clause.broken(joint):
        return 0
    named = clause.name_ending(joint - 1)
    verb = clause.first_word(named) - 1 if named is not None and named.kind == "person" else 0
    met = verb > floor + 1 and words[verb - 1].lower == "who" and not words[verb].capital
    return verb - 1 if met and not clause.broken(verb) and not clause.broken(verb - 1) else 0


def _both(clause: Clause, first: int) -> bool:
    """Tell "current and" before the rest of a noun phrase ("current and former officials")."""
    pair = [word.lower for word in clause.words[first : first + 3]]
    return (
        len(pair) == 3
        and pair[1] == "and"
        and {pair[0], pair[2]} <= _KINDS_OF
        and not (clause.broken(first + 1) or clause.broken(first + 2))
    )


def _joined(clause: Clause, joint: int, floor: int, found: Speaker) -> Speaker | None:
    bearer = _described_twice(clause, joint, floor)
    if bearer is not None:
        return bearer
    keys, start, end = [found.key], found.start, joint - 1
    first = joint
    while len(keys) < _MOST_SPEAKERS:
        end = _before_party(clause, end)
        # A capital tells a name behind a comma, or before "and" where a sentence begins.
        the = end > floor and clause.words[end - 1].lower == "the"
        listed = (len(keys) > 1) == (end > floor) or (the and _begins(clause, end, floor))
        if end < floor or not _can_speak(clause, end, floor, listed=listed):
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


def _heads_of(clause: Clause, last: int, floor: int, found: Speaker) -> Speaker | None:
    """Return the leaders in "the leaders of Norland, the Isles and Sudland": no land speaks."""
    words, of, n_commas = clause.words, last, 0
    if clause.table.kinds.get(found.key) == "person" or not words[last].capital:
        return None
    while of > floor and (words[of].capital or words[of].lower in {"the", "and"}):
        if clause.gap(of) not in {" ", ", "}:
            return None
        n_commas += clause.gap(of) == ", "
        of -= 1
    joined = any(word.lower == "and" for word in words[of:last])
    head = of - 1
    if head < floor or words[of].lower != "of" or not n_commas or not joined:
        return None
    first = _opening(clause, head, floor)
    plural = words[head].lower.endswith("s") and is_human(words[head])
    if not plural or clause.broken(of) or head - first > _HEAD_WORDS:
        return None
    first += first < head and words[first].lower in DETERMINERS
    start = words[first].start
    return Speaker(fold_key(clause.folded[start : words[head].end]), "", start)


def _as_well(clause: Clause, joint: int, floor: int, found: Speaker) -> Speaker:
    """Return both of "The trust (NHT), as well as Poe said": they speak as "and" joins them."""
    words, end = clause.words, _before_party(clause, joint - 1)
    named = clause.name_ending(end)
    first = clause.first_word(named) if named is not None else _opening(clause, end, floor)
    while first > floor and not clause.broken(first) and (
        words[first - 1].lower in DETERMINERS or is_human(words[first - 1])
    ):  # fmt: skip
        first -= 1
    part = single_phrase(clause, end, floor)
    if part is None or part.pronoun or not _free(clause, first, floor):
        return found
    key = named.key if named is not None else part.key
    return Speaker(AND.join((key, found.key)), "", clause.words[first].start)


def _of_lands(clause: Clause, joint: int, last: int) -> bool:
    """Tell "U.S. and Norwegian officials", whom two lands describe, from two who speak."""
    words = clause.words
    if words[joint].lower != "and" or joint + 1 >= last or words[last].capital:
        return False
    whole = not any(clause.broken(at) for at in range(joint, last + 1))
    lands = _is_land(clause, joint - 1) and _is_land(clause, last - 1)
    return whole and lands and is_human(words[last]) and words[last].lower.endswith("s")


def _is_land(clause: Clause, last: int) -> bool:
    """Tell whether a place or what is of a land ends at a word: "Norway", "South Korean"."""
    named, word = clause.name_ending(last), clause.words[last]
    if named is not None:
        return named.kind == "place"
    return word.capital and word.lower in gazetteer().demonyms


def _stands_free(clause: Clause, first: int) -> bool:
    """Tell a phrase that no preposition leads to: "head of the U.S. and Norwegian officials"."""
    at = first - 1
    while at > 0 and clause.words[at].lower in DETERMINERS and not clause.broken(at + 1):
        at -= 1
    return at < 0 or clause.broken(at + 1) or clause.words[at].lower not in PREPOSITIONS


def _land_start(clause: Clause, last: int) -> int:
    named = clause.name_ending(last)
    return clause.first_word(named) if named is not None else last


def _described_twice(clause: Clause, joint: int, floor: int) -> Speaker | None:
    """Return Poe in "Jane Poe, a former clerk and a friend of the mayor": one is both."""
    words, first = clause.words, joint - 1
    while first > floor and not clause.broken(first) and joint - first < PHRASE_WORDS:
        first -= 1
    articles = {words[first].lower, words[joint + 1].lower} <= {"a", "an"}
    if not articles or first < 1 or clause.gap(first) != ", ":
        return None
    named = clause.name_ending(first - 1)
    person = named is not None and named.kind == "person"
    return Speaker(named.key, "", named.start) if named is not None and person else None


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
    if apposed and role.capital and words[begin].capital and clause.first_word(named) - begin > 1:
        title = words[clause.first_word(named) - 1]
        held = clause.name_ending(begin - 2)
        person = held is not None and held.kind == "person"
        unknown = held is None or not title.capital  # "Norby and Port Minister Jane Poe"
        if unknown and is_human(title) and not person and not is_human(role):
            return True  # "Health and Port Department spokeswoman Jane Poe"
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


def _begins(clause: Clause, end: int, floor: int) -> bool:
    """Tell "The Opposition" and "The U.S." at the head of a clause from "in the U.S."."""
    named = clause.name_ending(end) if end >= 0 else None
    first = clause.first_word(named) if named is not None else end
    first -= first > floor and clause.words[first - 1].lower == "the"
    return first <= floor or clause.broken(first)


def _can_speak(clause: Clause, end: int, floor: int, *, listed: bool) -> bool:
    word = clause.words[end]
    named = clause.name_ending(end)
    place = named is not None and named.kind == "place"
    person = named is not None and (not place or _begins(clause, end, floor))
    plain = word.text.replace("-", "")
    unknown = listed and word.capital and plain.isalpha()
    return person or is_human(word) or word.lower in PRONOUNS or unknown or (
        _opens_plural(clause, end, floor)
    )  # fmt: skip


def _opens_plural(clause: Clause, end: int, floor: int) -> bool:
    """Tell "the sailing leagues" before "and the mayor said" where a clause opens with them."""
    words, first = clause.words, _opening(clause, end, floor)
    plural = words[end].lower.endswith("s") and not words[end].lower.endswith("ss")
    the = words[first].lower in {"the", "these", "those"} and first < end
    return the and plural and not words[end].possessive and (
        first <= floor or clause.broken(first)
    )  # fmt: skip


def _before_party(clause: Clause, end: int) -> int:
    """Step over "R-Ohio" in "Poe (R-Ohio) and Moe"."""
    if end < 1 or ")" not in clause.gap(end + 1):
        return end
    for at in range(end, max(0, end - _PARTY_WORDS), -1):
        if "(" in clause.gap(at):
            return at - 1
    return end


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
    return clause.words[first - 1].lower in opens | {"then", "including", "like", "both"}


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
    kinds = first + (first < len(words) and words[first].lower in DETERMINERS)
    joint = next((at for at in range(first, min(len(words), first + _LIST_WORDS))
                  if words[at].lower == "and"), 0)  # fmt: skip
    last = next((at for at in range(joint + 1, min(len(words), joint + _LIST_WORDS))
                 if not words[at].capital), 0)  # fmt: skip
    lands = joint > kinds and last > 0 and _of_lands(clause, joint, last)
    if lands and _land_start(clause, joint - 1) == kinds:
        start = words[kinds].start
        return Speaker(fold_key(clause.folded[start : words[last].end]), "", start)
    if kinds + 2 < len(words) and _both(clause, kinds):
        rest = phrase_from(clause, kinds + 2)
        if rest is not None and not rest.pronoun and rest.key not in clause.table.kinds:
            return Speaker(f"{words[kinds].lower} and {rest.key}", "", words[kinds].start)
    if found is None or found.pronoun:
        return found
    described = _described(clause, found) or _twofold(clause, first, joint)
    if described is not None:
        return described
    found = named_by(clause, found, first, min(len(words) - 1, first + _REACH))
    found = _ended(clause, found)
    at = clause.index_at(found.start)
    named = clause.name_starting(at)
    if named is None or named.key != found.key:
        return found
    joint = _behind_house(clause, clause.index_at(named.end))
    if joint + 1 >= len(words) or words[joint].lower != "and" or clause.broken(joint):
        return found
    other = clause.name_starting(joint + 1)
    if other is None or other.kind == "place" or clause.broken(joint + 1):
        return found
    behind = clause.index_at(other.end)
    if words[behind - 1].possessive:
        return found  # "according to Poe and Moe's answer is": a clause of its own
    verb = behind < len(words) and is_finite(words[behind].lower, "")
    return found if verb else Speaker(AND.join((found.key, other.key)), "", found.start)


def _twofold(clause: Clause, first: int, joint: int) -> Speaker | None:
    """Return Poe in "said pastor and guide Father Jane Poe": one person has both roles."""
    words, behind = clause.words, joint + 1
    if joint <= first or behind + 1 >= len(words) or clause.broken(joint) or clause.broken(behind):
        return None
    roles = [*words[first + (words[first].lower in DETERMINERS) : joint], words[behind]]
    role = roles[-2] if len(roles) > 1 else words[joint]
    if not all(word.text.islower() and word.lower not in DETERMINERS | LINKS for word in roles):
        return None
    if not is_human(role) or is_people(role.lower) or words[behind].lower.endswith(("ed", "ing")):
        return None
    if is_finite(words[behind].lower, "") or words[behind].lower in cues():
        return None
    title = behind + 1 + (words[behind + 1].lower in gazetteer().titles)
    if clause.broken(behind + 1):
        return None
    named = next((clause.name_starting(at) for at in (behind + 1, title)
                  if at < len(words) and clause.name_starting(at)), None)  # fmt: skip
    person = named is not None and named.kind == "person"
    return Speaker(named.key, "", named.start) if named is not None and person else None


def _behind_house(clause: Clause, index: int) -> int:
    """Step over "of Norby University" in "wrote Poe of Norby University and Moe of Dunholm"."""
    words = clause.words
    if index + 1 >= len(words) or words[index].lower != "of" or clause.broken(index):
        return index
    house = clause.name_starting(index + 1 + (words[index + 1].lower == "the"))
    body = house is not None and house.kind != "person"
    return clause.index_at(house.end) if house is not None and body else index


def _described(clause: Clause, found: Speaker) -> Speaker | None:
    """Return the investigators in "according to Norby harbour investigators": not Norby."""
    words = clause.words
    named = clause.name_starting(clause.index_at(found.start))
    if named is None or named.key != found.key or named.kind == "person":
        return None
    first, index = clause.first_word(named), clause.index_at(named.end)
    index = _behind_initials(clause, index)
    behind = index
    while (
        behind < len(words)
        and behind - index < _HEAD_WORDS
        and not (
            (clause.broken(behind) and ")" not in clause.gap(behind))
            or words[behind].capital
            or words[behind - 1].possessive
        )
        and words[behind].lower not in STOPS | PREPOSITIONS
        and not is_finite(words[behind].lower, words[behind - 1].lower)
        and words[behind].lower not in cues()
    ):
        behind += 1
    if behind > index and words[behind - 1].possessive and behind < len(words):
        behind += not clause.broken(behind)  # "the House minority leader's office"
    person = behind < len(words) and words[behind].capital and not clause.broken(behind)
    if behind == index or person or words[behind - 1].possessive:
        return None
    head = words[behind - 1]
    if not (is_human(head) or is_somebody(head.lower, capital=False)):
        return None
    bearer = clause.name_starting(behind) if behind < len(words) else None
    if bearer is not None and bearer.kind == "person" and clause.gap(behind) == ", ":
        return Speaker(bearer.key, "", bearer.start)  # "said a Trade Ministry spokesman, Sam Poe"
    key = fold_key(clause.folded[words[first].start : words[behind - 1].end])
    return Speaker(key, "", words[first].start)


def _behind_initials(clause: Clause, index: int) -> int:
    """Step over "(NPA)" in "an official of the Norby Port Authority (NPA) said"."""
    bracket = clause.gap(index).strip() == "(" and clause.gap(index + 1).strip() == ")"
    return index + 1 if bracket and clause.words[index].text.isupper() else index


def _ended(clause: Clause, found: Speaker) -> Speaker:
    """Return "people familiar with the remarks", whose last noun could be a verb, as a whole."""
    words, first = clause.words, clause.index_at(found.start)
    end = first + len(found.key.split(" ")) - 1
    cut = found.key.rpartition(" ")[2] in DETERMINERS | LINKS and end + 1 < len(words)
    if found.key in clause.table.kinds or not cut or clause.broken(end + 1):
        return found
    return Speaker(fold_key(clause.folded[found.start : words[end + 1].end]), "", found.start)
