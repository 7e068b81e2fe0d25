"""Whose verb it is: the noun phrase before a verb, what stands between stepped over.

Adverbs, times, brackets, appositions and relative clauses may part a subject from its verb;
reading goes leftwards over them. Priorities: no subject rather than a wrong one.
"""

from __future__ import annotations

from dedup.facts.between import (
    TIMES,
    WEEKDAYS,
    before_aside,
    before_bracket,
    before_date,
    before_issue,
    is_abbreviated,
    is_tag,
)
from dedup.facts.cues import AUXILIARY, BE, FINDINGS, NOT_BEFORE_TO, cues
from dedup.facts.gazetteer import DETERMINERS, word_set
from dedup.facts.joint import phrase_ending
from dedup.facts.papers import paper_ending
from dedup.facts.phrases import LINKS, PHRASE_WORDS, PREPOSITIONS, STOPS, is_human, reduced
from dedup.facts.speech import (
    AND,
    PRONOUNS,
    REACH,
    RECORDS,
    Clause,
    Speaker,
    cue_at,
    decides,
    went_on,
)
from dedup.facts.verbs import AUXILIARIES, is_finite, is_participle

_OBJECTS = {"him": "he", "her": "she", "them": "they"}
# An adverbial between "but" and its verb has at most this many words: "but on Twitter said".
_ADVERBIAL = 5
# A poll is named at most so many words before what it found.
_RECORD_WORDS = 22
_RELATIVES = word_set("who whose whom which where")
# A clause that one of these opens has a subject of its own.
_CONCEDING = word_set("although though while because since if when after as unless")
# "Poe, of New Norby, and Moe": a place has so many words.
_PLACE_WORDS = 4
_OPENERS = word_set("well then now today yesterday still also instead meanwhile however")
# Groups between commas that are read back from a verb to its subject.
_GROUPS = 7
# Behind these a noun phrase is no subject of the word that follows it.
_GOVERNING = word_set("of for at from in with to by about into like")
_ASIDES = frozenset(",\u2014)")
_CUTS = frozenset(',;:\u2014()"?!')
_TIME_WORDS = WEEKDAYS | TIMES | word_set("earlier later late early last this on next")


def subject_before(clause: Clause, verb: int) -> Speaker | None:
    """Return whose verb this is, read from the words before it."""
    found = _own_subject(clause, verb)
    if found is not None or verb < 1:
        return found
    if clause.words[verb - 1].lower in {"and", "but"} and not clause.broken(verb):
        return _saying_before(clause, verb - 1)
    # "Poe left, but on Twitter said": the subject of the clause before.
    conjunction = _behind_conjunction(clause, verb - 1)
    return finite_subject(clause, conjunction) if conjunction else None


def whose_subject(clause: Clause, by: int) -> Speaker | None:
    """Return the aide in "Poe, whose aide, it seems, tried to mend it by insisting"."""
    words, n_commas = clause.words, 0
    for at in range(by - 1, max(0, by - REACH), -1):
        if words[at].lower == "whose" and "," in clause.gap(at):
            human = n_commas in (0, 2) and is_human(words[at + 1])
            return Speaker(words[at + 1].lower, "", words[at + 1].start) if human else None
        n_commas += "," in clause.gap(at)
    return None


def clause_subject(clause: Clause, participle: int) -> Speaker | None:
    """Return Poe in "after Poe was caught on tape saying": whose the nearest finite verb is.

    None where a comma or a conjunction stands between, the comma of ", saying" aside.
    """
    words = clause.words
    for at in range(participle - 1, max(0, participle - PHRASE_WORDS), -1):
        lower = words[at].lower
        if (at + 1 < participle and clause.broken(at + 1)) or lower in STOPS:
            return None
        if not words[at].capital and is_finite(lower, words[at - 1].lower):
            found = _own_subject(clause, at)
            if found is not None:
                return found
    return None


def _is_participle(clause: Clause, verb: int) -> bool:
    cue = cues().get(clause.words[verb].lower)
    return cue is not None and cue.participle and (
        verb == 0 or clause.words[verb - 1].lower != "as"
    )  # fmt: skip


def _saying_before(clause: Clause, joint: int) -> Speaker | None:
    """Return Poe in "as Poe claimed that it leaked and warned that": whose saying goes on."""
    words = clause.words
    if clause.broken(joint):
        return None
    for at in range(joint - 1, max(0, joint - REACH), -1):
        joined = words[at - 1].lower in {"and", "but"} and not clause.broken(at)
        if words[at + 1].lower == "that" and not joined:
            cue = cue_at(clause, at)
            if cue is not None and not cue.participle:
                return _own_subject(clause, at)
        if clause.broken(at):
            return None
    return None


def _own_subject(clause: Clause, verb: int) -> Speaker | None:
    """Return the subject that stands in the verb's own clause."""
    last = verb - 1
    for party in range(last, max(0, last - 2), -1):
        closed = clause.gap(verb).strip() in {".", ""} and "," in clause.gap(party)
        if closed and is_tag(clause, party, last):
            return phrase_ending(clause, party - 1)  # "Poe, R-Ohio said"
    if last >= 1 and clause.words[verb].lower == "saying" and clause.words[last].lower == "as":
        last = _before_quoted(clause, last)
    if went_on(clause, verb):
        last = verb - 1 - went_on(clause, verb)
    elif last >= 0 and clause.words[last].lower == "to":
        return None
    found = _record_before(clause, verb)
    if found is not None:
        return found
    last = before_aside(clause, last)
    if last < 0 or '"' in clause.gap(last + 1):
        return None
    if last < verb - 1 and "," in clause.gap(last + 1) and _is_participle(clause, verb):
        return None  # "apologized to those who left, even admitting that"
    if "(" in clause.gap(last + 1) and "," not in clause.gap(verb):
        return phrase_ending(clause, last)
    if (_marks(clause, last + 1) | _marks(clause, verb)) & {",", "\u2014"}:
        named = _before_apposition(clause, last)
        party = named is None and "(" in clause.gap(last + 1) and is_tag(clause, last + 1, last + 1)
        return phrase_ending(clause, last) if party else named  # "Poe (R-Ohio), said"
    if _behind_conjunction(clause, last):
        return None
    if clause.words[last].lower in {"and", "but", "or"}:
        return None
    if clause.words[last].lower in _OBJECTS and not clause.broken(verb):
        insisting = clause.words[verb].lower.endswith("ing")  # "despite him insisting"
        pronoun = Speaker("", _OBJECTS[clause.words[last].lower], clause.words[last].start)
        return pronoun if insisting else None
    if clause.words[last].lower == "that" and last and not clause.broken(last):
        return paper_ending(clause, before_issue(clause, last - 1))
    if clause.words[last].lower in {"who", "which"}:
        return _antecedent(clause, last)
    if clause.broken(last + 1):
        return None
    return _phrase_or_antecedent(clause, last)


def _phrase_or_antecedent(clause: Clause, last: int, floor: int = 0) -> Speaker | None:
    """Return the noun phrase that ends at a word, or whom its "who" means."""
    relative = _relative_before(clause, last)
    if relative is None or relative <= floor:
        return phrase_ending(clause, last, floor)
    return _antecedent(clause, relative)


def _relative_before(clause: Clause, last: int) -> int | None:
    """Return where "who" stands in "two men who met Poe a year ago said", if it does."""
    words = clause.words
    finite = False
    for index in range(last, max(0, last - PHRASE_WORDS), -1):
        if words[index].lower == "who":
            behind = words[index + 1]
            reports = last + 1 < len(words) and words[last + 1].lower in cues()
            opens = behind.capital or behind.lower in DETERMINERS | PRONOUNS
            return index if finite or (index + (not reports) < last and not opens) else None
        if clause.broken(index) or words[index].lower in STOPS:
            return None
        finite = finite or (index < last and is_finite(words[index].lower, words[index - 1].lower))
    return None


def _marks(clause: Clause, index: int) -> set[str]:
    return set(clause.gap(index)) if clause.broken(index) else set()


def _before_quoted(clause: Clause, index: int) -> int:
    """Return the last word before "was quoted in the Ledger as", ``index`` being "as"."""
    words = clause.words
    for at in range(index - 1, max(-1, index - 8), -1):
        if words[at].lower in {"quoted", "cited", "reported"}:
            while at >= 0 and words[at].lower in BE | AUXILIARY | {"quoted", "cited", "reported"}:
                at -= 1
            return at
        if clause.broken(at + 1):
            break
    return index - 1


def _antecedent(clause: Clause, pronoun: int) -> Speaker | None:
    """Return whom "who" means: the noun right before it, with what describes it."""
    if not pronoun:
        return None
    last = before_date(clause, pronoun - 1)
    if last > 1 and is_abbreviated(clause, last):
        last -= 1  # "Poe of Norby, Ariz., who"
    if last < 0:
        return None
    closed = "," in clause.gap(last + 1)
    named = _apposed_to(clause, last) if closed else None
    named = named or (_before_apposition(clause, last) if closed else None)
    if named is not None:
        return named  # "Poe, the coach, who"
    bearer = clause.name_ending(last)
    first = clause.first_word(bearer) if bearer is not None else 0
    # "tensions with Norby, which"
    apart = first > 0 and clause.words[first - 1].lower in {"with", "to"}
    which = apart and clause.words[pronoun].lower == "which"
    if bearer is not None and (bearer.kind == "person" or which):
        return Speaker(bearer.key, "", bearer.start)  # "is a friend of Moe, who"
    if clause.words[last].capital or not is_human(clause.words[last]):
        return phrase_ending(clause, last)
    begin = last
    while begin > 0 and not clause.broken(begin):
        before = clause.words[begin - 1].lower
        if before in LINKS or before in STOPS - {"and"} or _is_participle(clause, begin - 1):
            break  # "a boost for reformers who say", "reports quoting engineers who said"
        begin -= 1
    return phrase_ending(clause, last, begin)


def _apposed_to(clause: Clause, last: int) -> Speaker | None:
    """Return Poe in "They met Senator Poe, a Norby Republican, who"."""
    begin = last
    while begin > 0 and not clause.broken(begin) and last - begin < PHRASE_WORDS:
        begin -= 1
    if not begin or clause.gap(begin) != ", " or clause.words[begin].lower not in {"a", "an"}:
        return None
    named = clause.name_ending(begin - 1)
    person = named is not None and named.kind == "person"
    return Speaker(named.key, "", named.start) if named is not None and person else None


def _record_before(clause: Clause, verb: int) -> Speaker | None:
    """Return the poll in "a poll released on Monday filled with figures for Poe found that"."""
    words = clause.words
    if words[verb].lower not in FINDINGS:
        return None
    for index in range(verb - 1, max(-1, verb - _RECORD_WORDS), -1):
        lower = words[index].lower
        if lower in STOPS - {"and"} or lower in AUXILIARIES or clause.broken(index + 1):
            return None
        behind = words[index + 1].lower
        described = behind in PREPOSITIONS - {"from", "by"} or is_participle(behind)
        if lower in RECORDS and described and index + 1 < verb:
            found = paper_ending(clause, index)
            first = clause.index_at(found.start) if found is not None else 0
            if first and not clause.broken(first):
                first -= words[first - 1].lower in DETERMINERS - {"that"}
            free = not first or clause.broken(first) or words[first - 1].lower in STOPS
            if free:
                return found
    return None


def _behind_conjunction(clause: Clause, last: int) -> int:
    """Return where "but" stands in "Poe left, but on Twitter said"; 0: it does not."""
    words, named = clause.words, clause.name_ending(last)
    if is_human(words[last]) or (named is not None and named.kind == "person"):
        return 0
    for index in range(last - 1, max(0, last - _ADVERBIAL), -1):
        if clause.broken(index + 1) or words[index].lower in STOPS:
            return 0
        before = words[index - 1].lower
        if words[index].lower in PREPOSITIONS and before in {"and", "but"}:
            near = {word.lower for word in words[max(0, index - 4) : index - 1]}
            apart = before == "but" or "," in clause.gap(index - 1) or not near & PREPOSITIONS
            return index - 1 if apart else 0
    return 0


def _before_apposition(clause: Clause, last: int) -> Speaker | None:
    """Read "Poe, the mayor, said", "The engineer, Teodora Vahl, who …, said".

    The groups between commas are read leftwards up to one that can be no aside; the noun
    phrase furthest left is the subject, its apposition names it if it is no name itself.
    """
    found: list[Speaker] = []
    # Who stands behind a verb that a clause of "although" may end with.
    behind: list[Speaker] = []
    end, groups = last, 0
    while groups < _GROUPS:
        begin = end
        while begin > 0 and not set(clause.gap(begin)) & _CUTS:
            begin -= 1
        kind = _group(clause, begin, end)
        groups += kind != "end"
        if kind == "phrase":
            close = before_aside(clause, end)
            close = max(begin, before_date(clause, close)) if close > begin else close
            phrase = _phrase_or_antecedent(clause, close, begin) if close >= 0 else None
            if phrase is not None:
                found.append(phrase)
        first = clause.words[begin].lower
        if kind == "aside" and is_participle(first) and begin < end:
            behind = behind or list(found)
        if kind == "phrase" and first in _CONCEDING and behind:
            found = behind  # "Although Poe, of Norby, cited it, Moe, the mayor, said"
        marks = set(clause.gap(begin))
        opened = kind == "phrase" and first in STOPS
        listed = _listed_before(clause, begin) if opened and first == "and" and found else []
        if listed:
            keys = (*(one.key for one in listed), found[-1].key)
            return Speaker(AND.join(keys), "", listed[0].start)
        if kind == "end" or not begin or opened:
            break
        if not marks & _ASIDES or '"' in marks:
            if ":" in marks:
                return None
            break
        end = before_bracket(clause, begin - 1)
    if not found or (groups < 2 and not behind):
        return None
    kinds = clause.table.kinds
    if kinds.get(found[-1].key) != "person" and len(found) > 1:
        named = clause.name_starting(clause.index_at(found[-2].start))
        if kinds.get(found[-2].key) == "person" and named is not None:
            # "Poe and his sister, Mia Poe, said"
            others = [] if found[-1].key in kinds else found[-1].key.split(AND)[:-1]
            joint = AND.join((*others, found[-2].key))
            return Speaker(joint, "", found[-1].start) if others else found[-2]
    return found[-1]


def _listed_before(clause: Clause, joint: int) -> list[Speaker]:
    """Return Poe in "Poe, of Norby, and Moe, of Dunmere, said"; [] where no such name is free."""
    found: list[Speaker] = []
    first = joint
    while len(found) < _GROUPS:
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


def _group(clause: Clause, begin: int, end: int) -> str:
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
    if first in _RELATIVES or (first in PREPOSITIONS and begin and words[begin - 1].capital):
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
        if lower in _RELATIVES or lower == "that":
            return "phrase"
        if first in DETERMINERS and reduced(words, index):
            continue  # "a lawyer elected in May"
        if is_finite(lower, words[index - 1].lower) and not words[index].capital:
            return "phrase" if lower == "think" and first in DETERMINERS else "end"
    return "phrase"


def finite_subject(clause: Clause, stop: int) -> Speaker | None:
    """Return the subject of the main verb before index ``stop``.

    That of the first finite verb that has one, or of a later one in a coordinate clause of
    its own (", and Poe sent …").
    """
    found: Speaker | None = None
    for index in range(max(1, stop - REACH), stop):
        if index not in clause.subjects:
            clause.subjects[index] = _main_clause_subject(clause, index)
        speaker = clause.subjects[index]
        if speaker is None:
            continue
        apart = not speaker.pronoun and _coordinate(clause, index)
        if found is None or apart or _closing(clause, index, speaker):
            found = speaker
    return found


def _main_clause_subject(clause: Clause, index: int) -> Speaker | None:
    """Return whose verb a word is, if it is a finite one and no subordinate clause's."""
    words = clause.words
    word = words[index]
    finite = word.lower in cues() or is_finite(word.lower, words[index - 1].lower)
    if not finite or word.capital:
        return None
    if word.lower in cues() and cue_at(clause, index) is None and not _acts(clause, index):
        return None
    before = before_aside(clause, index - 1)
    if before >= 0 and words[before].lower in _RELATIVES | {"that"}:
        return None
    if _is_relative(clause, index):
        return None
    speaker = _own_subject(clause, index)
    if speaker is None or _subordinate(clause, speaker) or _is_used(clause, index, speaker):
        return None
    return speaker


def _is_relative(clause: Clause, verb: int) -> bool:
    """Tell the verb of ", whose loss to Poe ended it,": no other stands behind its "whose"."""
    words = clause.words
    for at in range(verb - 1, max(0, verb - PHRASE_WORDS), -1):
        if clause.broken(at + 1) or is_finite(words[at].lower, words[at - 1].lower):
            return False
        if words[at].lower == "whose":
            return True
    return False


def _is_used(clause: Clause, index: int, speaker: Speaker) -> bool:
    """Tell the participle of "in terms like the language used in May" from a finite verb."""
    words = clause.words
    if words[index].lower in cues() or not is_participle(words[index].lower):
        return False
    at = clause.index_at(speaker.start) - 1
    while at > 0 and not clause.broken(at + 1) and words[at].lower in DETERMINERS:
        at -= 1
    noun = not speaker.pronoun and speaker.key not in clause.table.kinds
    return noun and at >= 0 and not clause.broken(at + 1) and words[at].lower in _GOVERNING


def _acts(clause: Clause, index: int) -> bool:
    """Tell "Poe responded to the claims", which reports nothing, from a noun or a passive."""
    if decides(clause, index):
        return True
    cue, behind = cues()[clause.words[index].lower], clause.words[index + 1 : index + 2]
    to = bool(behind) and behind[0].lower == "to"
    return to and cue.past and not cue.participle and cue.lemma in NOT_BEFORE_TO


def _closing(clause: Clause, index: int, speaker: Speaker) -> bool:
    """Tell the tag of ``The road is "gone," he said, adding`` from a verb inside a clause."""
    tag = cue_at(clause, index) is not None and "," in clause.gap(index + 1)
    return tag and "," in clause.gap(clause.index_at(speaker.start))


def _coordinate(clause: Clause, index: int) -> bool:
    """Tell whether ", and" opens a clause of its own before a verb."""
    at = index
    while at > 0 and index - at < PHRASE_WORDS:
        if clause.words[at].lower in {"and", "but"} and "," in clause.gap(at):
            return True
        if at < index and cue_at(clause, at) is not None:
            return False
        at -= 1
    return False


def _subordinate(clause: Clause, speaker: Speaker) -> bool:
    """Tell "that Poe left" and "as it did Poe" from a main clause."""
    at = clause.index_at(speaker.start) - 1
    while (
        at > 0
        and not clause.broken(at + 1)
        and (clause.words[at].capital or clause.words[at].lower in DETERMINERS - {"that"})
    ):
        at -= 1
    determiner = at == 0 and clause.words[0].lower == "that"
    return at >= 0 and clause.words[at].lower in STOPS - {"and", "but", "or"} and not determiner
