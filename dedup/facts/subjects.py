"""Whose verb it is: the noun phrase before a verb, what stands between stepped over.

Adverbs, times, brackets, appositions and relative clauses may part a subject from its verb;
reading goes leftwards over them. Priorities: no subject rather than a wrong one.
"""

from __future__ import annotations

from dedup.calendar_words import WEEKDAYS
from dedup.facts.appositions import (
    CONCEDING,
    GROUPS,
    PARTING,
    RELATIVES,
    acting_with,
    ally_of,
    apposed_to,
    group_kind,
    is_inverted,
    is_that_of_people,
    listed_before,
    opened_by,
    opens_clause,
    parted_from,
    several_behind_one,
    told_within,
    unclosed,
    unclosed_role,
)
from dedup.facts.between import (
    before_aside,
    before_bracket,
    before_date,
    before_issue,
    is_abbreviated,
    is_tag,
)
from dedup.facts.cues import AUXILIARY, BE, FINDINGS, HEARER, NOT_BEFORE_TO, cues
from dedup.facts.gazetteer import DETERMINERS, fold_key, word_set
from dedup.facts.joint import phrase_after, phrase_ending
from dedup.facts.papers import paper_ending
from dedup.facts.participles import OBJECTS, accused_of, quoted_object, writer_of
from dedup.facts.people import LINKS, is_human, is_people, is_somebody
from dedup.facts.phrases import PHRASE_WORDS, PREPOSITIONS, STOPS
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

# An adverbial between "but" and its verb has at most this many words: "but on Twitter said".
_ADVERBIAL = 5
# A poll is named at most so many words before what it found.
_RECORD_WORDS = 22
# Behind these a noun phrase is no subject of the word that follows it.
_GOVERNING = word_set("of for at from in with to by about into like")
# What may close a sentence behind its tag: ", Poe said after the vote".
_TAG_ENDS = {*WEEKDAYS} | word_set(
    "on in at after as during while when last later earlier yesterday"
)
_ROLE_WORDS = 6
_PARTICLES = word_set("off up out down back away over")
# "Along comes Poe, reporting": the subject stands behind its verb.
_ENTERING = word_set("along here then enter now next first in out")
# "who called it “grim” and said": no mark but those of the quotation stands between.
_WHO_REACH = 15
# "told the press on Monday that"
_TOLD_WORDS = 6
_PRESS = word_set("newspaper paper magazine daily weekly tabloid broadcaster channel website")
_ASIDES = frozenset(",\u2014)")
_CUTS = frozenset(',;:\u2014()"?!')


def subject_before(clause: Clause, verb: int) -> Speaker | None:
    """Return whose verb this is, read from the words before it."""
    found = _own_subject(clause, verb)
    if found is not None or verb < 1:
        return found
    if clause.words[verb - 1].lower in {"and", "but"} and not clause.broken(verb):
        joint = verb - 1
        saying = _relative_saying(clause, joint) or _saying_before(clause, joint)
        if saying is None and _is_participle(clause, verb):
            saying = acting_with(clause, verb)
        return saying or _told_before(clause, verb) or _told_of_thing(clause, verb)
    opened = opened_by(clause, verb)
    if opened is not None:
        return opened
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
    accused = accused_of(clause, participle) or writer_of(clause, participle)
    if accused is not None:
        return accused
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


def _relative_saying(clause: Clause, joint: int) -> Speaker | None:
    """Return the ally in "an ally of Poe who called it “grim” and said": one clause of "who"."""
    words = clause.words
    for at in range(joint - 1, max(0, joint - _WHO_REACH), -1):
        if words[at].lower == "who":
            cue = cue_at(clause, at + 1)
            said = cue is not None and not cue.participle and "," not in clause.gap(at)
            return _antecedent(clause, at) if said else None
        if set(clause.gap(at)) & PARTING or words[at].lower in STOPS:
            return None
    return None


def _told_before(clause: Clause, verb: int) -> Speaker | None:
    """Return Moe in "Poe told them that Moe recalled it and said, “…”": the tale goes on."""
    words = clause.words
    closes = verb + 1 == len(words) or '"' in clause.gap(verb + 1)
    if not closes or cue_at(clause, verb) is None:
        return None
    for at in range(verb - 2, max(1, verb - PHRASE_WORDS - 1), -1):
        if clause.broken(at + 1) or words[at].lower in STOPS - {"that"}:
            return None
        if words[at].lower == "that":
            told = {word.lower for word in words[max(0, at - _TOLD_WORDS) : at]} & HEARER
            person = next(
                (clause.name_starting(i) for i in (at + 1, at + 2) if clause.name_starting(i)), None
            )
            behind = clause.index_at(person.end) if person is not None else verb
            if not told or person is None or person.kind != "person" or behind >= verb:
                return None
            past = is_finite(words[behind].lower, "") and words[behind].lower not in AUXILIARIES
            return Speaker(person.key, "", person.start) if past else None
    return None


def _told_of_thing(clause: Clause, verb: int) -> Speaker | None:
    """Return Poe in "The row grew when Poe told of it and said that": a row says nothing."""
    within = told_within(clause, verb - 1) if clause.words[verb - 1].lower == "and" else None
    main = finite_subject(clause, within[0]) if within is not None else None
    if within is None or main is None or main.key in clause.table.kinds:
        return None
    mute = not (main.key and (is_people(main.key) or is_somebody(main.key, capital=False)))
    return within[1] if mute and main.pronoun in ("", "it") else None


def _own_subject(clause: Clause, verb: int) -> Speaker | None:
    """Return the subject that stands in the verb's own clause."""
    if verb not in clause.own:
        clause.own[verb] = _read_own_subject(clause, verb)
    return clause.own[verb]


def _read_own_subject(clause: Clause, verb: int) -> Speaker | None:
    last = verb - 1
    for party in range(last, max(0, last - 2), -1):
        closed = clause.gap(verb).strip() in {".", ""} and "," in clause.gap(party)
        if closed and is_tag(clause, party, last):
            return phrase_ending(clause, party - 1)  # "Poe, R-Ohio said"
    if last >= 1 and clause.words[verb].lower == "saying" and clause.words[last].lower == "as":
        if (quoted := quoted_object(clause, last)) is not None:
            return quoted
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
    if is_inverted(clause, verb):
        return None
    if (_marks(clause, last + 1) | _marks(clause, verb)) & {",", "\u2014"}:
        named = _before_apposition(clause, last)
        party = named is None and "(" in clause.gap(last + 1) and is_tag(clause, last + 1, last + 1)
        return phrase_ending(clause, last) if party else named  # "Poe (R-Ohio), said"
    if _behind_conjunction(clause, last):
        return None
    if clause.words[last].lower in {"and", "but", "or"}:
        return None
    if clause.words[last].lower in OBJECTS and not clause.broken(verb):
        insisting = clause.words[verb].lower.endswith("ing")  # "despite him insisting"
        pronoun = Speaker("", OBJECTS[clause.words[last].lower], clause.words[last].start)
        return pronoun if insisting else None
    if clause.words[last].lower == "that" and last and not clause.broken(last):
        return paper_ending(clause, before_issue(clause, last - 1))
    if clause.words[last].lower in {"who", "which"}:
        return _antecedent(clause, last)
    if clause.words[last].lower == "whom":  # "met farmers, some of whom said"
        return parted_from(clause, last)
    if clause.broken(last + 1):
        return None
    found = unclosed_role(clause, verb) or _phrase_or_antecedent(clause, last)
    return unclosed(clause, verb, found) or several_behind_one(clause, last, found) or found


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
        if words[index].lower == "and" and _is_theirs(clause, index):
            continue
        if words[index].lower == "who" or is_that_of_people(clause, index):
            behind = words[index + 1]
            reports = last + 1 < len(words) and words[last + 1].lower in cues()
            opens = behind.capital or behind.lower in DETERMINERS | PRONOUNS
            return index if finite or (index + (not reports) < last and not opens) else None
        as_what = words[index].lower == "as" and words[index + 1].lower in {"a", "an", "the"}
        if clause.broken(index) or (words[index].lower in STOPS and not as_what):
            return None  # but "who once worked with Poe as a guard"
        finite = finite or (index < last and is_finite(words[index].lower, words[index - 1].lower))
    return None


def _is_theirs(clause: Clause, joint: int) -> bool:
    """Tell the "and" of "who met Poe and her husband said" from one that joins two verbs."""
    behind, before = clause.words[joint + 1].lower, clause.words[joint - 1].lower
    further = clause.words[joint - 2].lower if joint > 1 else ""
    return behind in {"his", "her", "their"} and not is_finite(before, further)


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
    # "Poe, the coach, who", "Poe, a priest who"
    described = closed or is_human(clause.words[last])
    named = apposed_to(clause, last) if described else None
    named = named or (_before_apposition(clause, last) if closed else None)
    if named is not None:
        return named  # "Poe, the coach, who"
    bearer = clause.name_ending(last)
    first = clause.first_word(bearer) if bearer is not None else 0
    if closed and first > 1 and clause.words[pronoun].lower == "which":
        joint = first - 1 - (clause.words[first - 1].lower == "the")
        if clause.words[joint].lower == "and":
            return None  # "a suit of two towns and the port of Norby, which argued"
    ally = ally_of(clause, first, last) if bearer is not None and not closed else None
    if ally is not None:
        return ally
    # "tensions with Norby, which"
    apart = first > 0 and clause.words[first - 1].lower in {"with", "to"}
    which = apart and clause.words[pronoun].lower == "which"
    if bearer is not None and (bearer.kind == "person" or which):
        return Speaker(bearer.key, "", bearer.start)  # "is a friend of Moe, who"
    if closed and clause.words[last].lower in _PRESS and clause.words[last - 1].capital:
        begin = last - 1  # "a report in the Norby Ledger newspaper, which"
        while begin > 0 and clause.words[begin - 1].capital and not clause.broken(begin):
            begin -= 1
        return phrase_ending(clause, last, begin)
    if clause.words[last].capital or not is_human(clause.words[last]):
        return phrase_ending(clause, last)
    begin = last
    while begin > 0 and not clause.broken(begin):
        before = clause.words[begin - 1].lower
        if before in LINKS or before in STOPS - {"and"} or _is_participle(clause, begin - 1):
            break  # "a boost for reformers who say", "reports quoting engineers who said"
        further = clause.words[begin - 2].lower if begin > 1 else ""
        if not clause.words[begin - 1].capital and further == "and" and is_finite(before, further):
            begin += clause.words[begin].lower in _PARTICLES
            break  # "It hit Norby and cut off farmers who say"
        begin -= 1
    return phrase_ending(clause, last, begin)


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
        if lower in RECORDS | {"study", "report"} and described and index + 1 < verb:
            found = paper_ending(clause, index)
            first = clause.index_at(found.start) if found is not None else 0
            if first and not clause.broken(first):
                first -= words[first - 1].lower in DETERMINERS - {"that"}
            opens = _behind_article(clause, first)
            if opens and found is not None and (opens == 1 or clause.broken(opens - 1)):
                start = words[opens].start  # "A new study published in the Norby Journal found"
                return Speaker(fold_key(clause.folded[start : words[index].end]), "", start)
            free = not first or clause.broken(first) or words[first - 1].lower in STOPS
            if free:
                return found
    return None


def _behind_article(clause: Clause, head: int) -> int:
    """Return where "new" stands in "a new study", whose head is given; 0: no article is near."""
    words = clause.words
    for at in range(head - 1, max(-1, head - _ROLE_WORDS // 2 - 1), -1):
        if clause.broken(at + 1) or words[at].possessive or words[at].lower in STOPS | PREPOSITIONS:
            return 0
        if words[at].lower in DETERMINERS - {"that"}:
            return at + 1
    return 0


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
    while groups < GROUPS:
        begin = end
        while begin > 0 and not set(clause.gap(begin)) & _CUTS:
            begin -= 1
        kind = group_kind(clause, begin, end)
        groups += kind != "end"
        if kind == "phrase":
            close = before_aside(clause, end)
            close = max(begin, before_date(clause, close)) if close > begin else close
            phrase = _phrase_or_antecedent(clause, close, begin) if close >= 0 else None
            if phrase is not None:
                found.append(phrase)
        first = clause.words[begin].lower
        if kind == "aside" and first in {"including", "such"}:
            found = []  # "scholars, including Poe, a law professor, say"
        if kind == "aside" and is_participle(first) and begin < end:
            behind = behind or list(found)
        if kind == "phrase" and first in CONCEDING and behind:
            found = behind  # "Although Poe, of Norby, cited it, Moe, the mayor, said"
        marks = set(clause.gap(begin))
        opened = kind == "phrase" and first in STOPS
        listed = listed_before(clause, begin) if opened and first == "and" and found else []
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
    if kind == "end" and found and groups:
        opened_by = opens_clause(clause, begin, end)
        if opened_by is not None:
            return opened_by
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
    if index == 1 and words[0].lower in _ENTERING and word.lower in {"comes", "came"}:
        return phrase_after(clause, 2)  # "Along comes Jane Poe, reporting"
    if word.lower in cues() and cue_at(clause, index) is None and not _acts(clause, index):
        return None
    before = before_aside(clause, index - 1)
    if before >= 0 and words[before].lower in RELATIVES | {"that"}:
        return None
    if _is_relative(clause, index):
        return None
    speaker = _own_subject(clause, index)
    if speaker is None or _subordinate(clause, speaker) or _is_used(clause, index, speaker):
        return None
    return speaker


def _is_relative(clause: Clause, verb: int) -> bool:
    """Tell the verb of ", whose loss to Poe ended it,": no other stands behind its "whose".

    Nor behind the "whom" of ", whom the trust had sued,".
    """
    words = clause.words
    for at in range(verb - 1, max(0, verb - PHRASE_WORDS), -1):
        if clause.broken(at + 1) or is_finite(words[at].lower, words[at - 1].lower):
            return False
        if words[at].lower in {"whose", "whom"}:
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
    cue = cue_at(clause, index)
    begin = clause.index_at(speaker.start)
    if cue is None or cue.participle:
        return False
    if "," in clause.gap(index + 1):
        return "," in clause.gap(begin)
    # "Help would come, union leader Jane Poe said on Monday": role words stand before a name.
    behind = clause.words[index + 1].lower if index + 1 < len(clause.words) else "on"
    if behind not in _TAG_ENDS or speaker.pronoun:
        return False
    floor = max(0, begin - _ROLE_WORDS)
    while begin > floor and not clause.broken(begin):
        lower = clause.words[begin - 1].lower
        if lower in STOPS or is_finite(lower, clause.words[begin - 2].lower):
            return False
        begin -= 1
    return "," in clause.gap(begin)


def _coordinate(clause: Clause, index: int) -> bool:
    """Tell whether ", and" opens a clause of its own before a verb."""
    at = index
    while at > 0 and index - at < PHRASE_WORDS:
        if clause.words[at].lower in {"and", "but"} and "," in clause.gap(at):
            return True
        if clause.words[at].capital and clause.gap(at) == ": ":
            return True  # "The evening began calmly: Fans chanted"
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
