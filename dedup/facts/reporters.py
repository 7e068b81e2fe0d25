"""Whose a reporting verb, a participle such as "saying" or a colon is.

A participle goes with the subject of its own clause; where that cannot speak, with that of
the sentence. Priorities: nobody rather than the thing beside the verb.
"""

from __future__ import annotations

from collections.abc import Mapping

from dedup.facts.appositions import CONCEDING
from dedup.facts.cues import cues
from dedup.facts.gazetteer import DETERMINERS, word_set
from dedup.facts.idioms import verb_begin
from dedup.facts.joint import phrase_after, phrase_ending
from dedup.facts.papers import paper_ending, paper_of_participle
from dedup.facts.participles import OBJECTS
from dedup.facts.people import LINKS, is_human, is_people, is_somebody, is_source
from dedup.facts.phrases import PREPOSITIONS, STOPS, phrase_from
from dedup.facts.reading import Reading, Said, speaks
from dedup.facts.report_bounds import outer_that
from dedup.facts.sources import according_to, from_document
from dedup.facts.speech import (
    AND,
    CROWD,
    DOCUMENTS,
    PAPERS,
    PRONOUNS,
    REACH,
    RECORDS,
    Clause,
    Speaker,
    cue_at,
    is_asked,
    is_hypothetical,
)
from dedup.facts.subjects import (
    clause_subject,
    finite_subject,
    subject_before,
    whose_subject,
)
from dedup.facts.verbs import is_finite

_UTTERANCES = word_set(
    """question verdict message answer response reply advice plea warning view promise conclusion
    reaction"""
)
# Behind these somebody is heard saying what follows.
_HEARING = word_set(
    """heard overheard recorded filmed taped caught saw shows showed show hears captured captures
    quoted quoting"""
)
# "Described by the judge at the hearing as": so many words lie between it and a quotation, and
# so many from "as" on.
_DESCRIBING = word_set(
    "describe characterise characterize denounce decry deride condemn dismiss hail praise"
)
_DESCRIBED_WORDS, _AS_WORDS = 14, 4
# These open a clause without a finite verb.
_ABSOLUTE = word_set("despite with after amid without before")
_OTHERS = word_set("some others many few most several")
# Whoever does so has a reason to give: ", saying it costs too much".
_OPPOSING = word_set(
    """oppose opposed opposing resist resisted resisting reject rejected rejecting object objected
    fight fighting fought protest protesting criticize criticized criticise criticised dislike
    support supported supporting favor favour back backed backing"""
)
_WHO_REACH = 12
# "an op-ed penned by a supporter alleging": it is the writer's.
_WRITTEN = word_set("written penned authored signed co-written co-authored")
# "listening to her mate denying it", "a reference to the court stating it": heard as well.
_HEARKENING = word_set("listen listens listened listening reference references referring alluded")
_HEARD_WORDS = 6
# What goes about among people says what it says: "rumours claiming".
_RUMOURS = word_set("rumor rumors rumour rumours gossip graffiti")
# "she, according to two members of the harbour board, told": so many words at most.
_SOURCE_WORDS = 12
# Who has a paper, or is to write one, has not said what it says.
_HAVING = word_set("have has had need needs want wants")
_FIGURES = word_set("figure figures number numbers statistic statistics data trend trends")
_LAWS = word_set("law laws statute statutes provision provisions ordinance clause rule rules")
# What an office or a committee is about, before "and" and the rest of its name.
_FIELDS = word_set(
    """health industry ways education housing labor labour energy transport transportation trade
    commerce agriculture science justice defence defense culture homeland budget"""
)
# A longer subject is a clause taken for one.
_SUBJECT_WORDS = 5


def without_field(key: str, kinds: Mapping[str, str]) -> str:
    """Return Poe for "Health and Human Services Secretary Jane Poe": no "health" speaks."""
    first, joined, last = key.partition(AND)
    field = first.rpartition(" ")[2] in _FIELDS
    return last if joined and field and kinds.get(last) == "person" else key


def main_subject(reading: Reading, clause: Clause, stop: int) -> Speaker | None:
    """Return what a sentence is about, from its words before index ``stop``."""
    found = finite_subject(clause, stop)
    if found is not None or not stop:
        return found
    first = max(0, stop - REACH)
    if clause.words[first].lower in {"he", "she", "they"}:
        return Speaker("", clause.words[first].lower, clause.words[first].start)
    for item in clause.table.within(clause.words[first].start, clause.words[stop - 1].end):
        if item.kind != "place" and item.subject and not reading.in_quote(item.start):
            return Speaker(item.key, "", item.start)
    for word in clause.words[first:stop]:
        if word.lower in PRONOUNS:
            return Speaker("", word.lower, word.start)
    return None


def cue_before(reading: Reading, clause: Clause, stop: int) -> Said | None:
    """Return the last reporting verb before index ``stop`` with its subject."""
    citing: Said | None = None
    for index in range(stop - 1, max(0, stop - REACH) - 1, -1):
        source = according_to(clause, index)
        if source is not None:
            return Said(reading.key_of(source), _printed(reading, clause, index, 2))
        agent = _passive_agent(clause, index, stop)
        if agent is not None:
            return Said(reading.key_of(agent), clause.words[index].text)
        cue = cue_at(clause, index)
        if cue is not None and is_asked(clause, index):
            return Said(None)
        if cue is None or (cue.participle and _is_fronted(clause, index, stop)):
            continue
        if is_hypothetical(clause, index):
            return Said(None, clause.words[index].text, hypothetical=True, verb=cue)
        if cue.participle and _is_of_some(clause, index):
            return Said(None, clause.words[index].text, verb=cue)
        speaker = reporter(reading, clause, index, cue.participle)
        if speaker is None:
            continue
        paper = index + 1 == stop and speaker.key.rpartition(" ")[2] in DOCUMENTS
        if cue.lemma == "read" and speaker.key not in clause.table.kinds and not paper:
            continue
        begin = clause.index_at(speaker.start)
        if begin < index and 0 < outer_that(clause, begin, index) < stop:
            continue  # "Poe said the union denied it and that she would be “glad”"
        if cue.lemma == "suggest" and speaker.key.rpartition(" ")[2] in _FIGURES:
            continue  # "the latest figure suggests a “sharp” rise": a term of the writer's
        said = Said(reading.key_of(speaker), clause.words[index].text, verb=cue)
        if cue.lemma == "cite" and cue.participle:
            citing = said  # "Poe said it was late, citing “a row”": whoever says so cites
            continue
        return said
    return citing


def _passive_agent(clause: Clause, index: int, stop: int) -> Speaker | None:
    """Return the judge in ``Poe, described by the judge at the hearing as having a “grim habit”``.

    Only the words right behind "as" are the judge's.
    """
    words = clause.words
    cue = cues().get(words[index].lower)
    by = index + 1
    if cue is None or not cue.past or cue.lemma not in _DESCRIBING or by + 2 >= stop:
        return None
    if words[by].lower != "by" or stop - index > _DESCRIBED_WORDS:
        return None
    behind = next((at for at in range(stop - 1, by, -1) if words[at].lower == "as"), 0)
    near = {word.lower for word in words[behind + 1 : stop]}
    if not behind or stop - behind > _AS_WORDS or not near <= DETERMINERS | {"having", "being"}:
        return None
    if any(clause.broken(at) for at in range(by, behind + 1)):
        return None
    found = phrase_after(Clause(clause.folded, words[:behind], clause.table), by + 1)
    if found is None or found.pronoun:
        return None
    known = found.key in clause.table.kinds or is_people(found.key)
    return found if known or is_somebody(found.key, capital=False) else None


def _is_of_some(clause: Clause, participle: int) -> bool:
    """Tell "what some are calling a “row”": the pronoun names nobody."""
    pair = [word.lower for word in clause.words[max(0, participle - 2) : participle]]
    whole = len(pair) == 2 and not clause.broken(participle)
    return whole and pair[0] in _OTHERS and pair[1] in {"are", "were"}


def _is_fronted(clause: Clause, verb: int, stop: int) -> bool:
    """Tell "Despite Poe promising to go, he stayed amid “…”": its words end with its comma."""
    words = clause.words
    opens = words[0].lower in _ABSOLUTE and verb < REACH
    if not opens or any(clause.broken(at) for at in range(1, verb + 1)):
        return False
    comma = next((at for at in range(verb + 1, min(stop, verb + REACH)) if clause.broken(at)), 0)
    return bool(comma) and any(
        is_finite(words[at].lower, words[at - 1].lower)
        for at in range(comma + 1, min(stop, comma + REACH))
    )


def reporter(reading: Reading, clause: Clause, index: int, participle: bool) -> Speaker | None:
    """Return whose the reporting verb ("said", or the participle "saying") at a word is."""
    before = clause.words[index - 1].lower if index else ""
    # The bracket of "a letter by Jane Poe (R-Norby) saying" parts nobody from the word.
    loose = participle and clause.broken(index) and clause.gap(index).strip() != ")"
    speaker = None if loose else bearer(clause, whose_verb(clause, index), index)
    speaker = speaker if participle else of_clause(clause, speaker, index)
    if participle and before == "as":
        return speaker
    if participle and speaker is None and not loose:
        speaker = _with_plural(clause, index)
    if participle or (speaker is None and _joined(clause, index)):
        owner = paper_of_participle(clause, index) if participle else None
        if owner is not None:
            return owner
        if participle and before in _OTHERS | _RUMOURS:
            return None  # "some claiming …, others saying", "rumours claiming"
        if participle and not loose and _is_hearkened(clause, index):
            return speaker
        if participle and not loose and _is_unwritten(clause, index):
            return _owner(clause, index - 1)
        aide = whose_subject(clause, index) if participle and before == "by" else None
        if aide is not None:
            return aide
        if not loose and speaker is not None and _is_author(clause, speaker, written=True):
            return speaker
        within = clause_subject(clause, index) if participle and not loose else None
        if within is not None and _is_able(clause, within) and not _is_heard(clause, speaker):
            return within
        if speaker is not None and _is_author(clause, speaker):
            return speaker
        opposing = (_opposing(clause, index) or _of_same_object(clause, index)) if loose else None
        if opposing is not None:
            return opposing
        main = main_subject(reading, clause, index)
        main = main if participle else of_clause(clause, main, index)
        if loose and main is not None and not speaks(clause, main):
            # "The row grew when Poe told of it, saying": what cannot speak has not said it.
            within = clause_subject(clause, index)
            return within if within is not None and _is_able(clause, within) else main
        if speaker is None or main is None:
            return main or speaker
        if _is_heard(clause, speaker):
            return speaker
        able = clause.table.kinds.get(speaker.key) == "person" or is_source(speaker.key)
        # "The film showed the crowd chanting", "The plan comes with figures suggesting"
        own = able and (clause.words[index].lower in CROWD or not speaks(clause, main))
        return speaker if own else main
    return speaker


def whose_verb(clause: Clause, verb: int) -> Speaker | None:
    """Return whose verb this is, a source between the two stepped over.

    "She, according to the Ledger, told the board": told is hers.
    """
    found = subject_before(clause, verb_begin(clause, verb))
    if found is not None or "," not in clause.gap(verb):
        return found
    for at in range(verb - 1, max(0, verb - _SOURCE_WORDS), -1):
        if clause.words[at].lower == "according" and "," in clause.gap(at):
            told = according_to(clause, at) is not None
            return phrase_ending(clause, at - 1) if told else None
        if clause.broken(at):
            return None
    return None


def _is_unwritten(clause: Clause, participle: int) -> bool:
    """Tell "we have a study claiming" and "to write reports explaining" from "sent a letter"."""
    words, last = clause.words, participle - 1
    if words[last].lower in _LAWS:
        return True
    if words[last].lower not in PAPERS | RECORDS:
        return False
    at = last - 1
    while at > 0 and words[at].lower in DETERMINERS and not clause.broken(at + 1):
        at -= 1
    if at < 1 or clause.broken(at + 1):
        return False
    return words[at].lower in _HAVING or words[at - 1].lower == "to"


def _owner(clause: Clause, last: int) -> Speaker | None:
    """Return the law of "cited a law saying that"; nobody has written "reports" to come."""
    word = clause.words[last]
    if word.lower in _LAWS:
        return Speaker(word.lower, "", word.start)
    coming = any(clause.words[at].lower == "to" for at in range(max(0, last - 3), last))
    return None if coming else paper_ending(clause, last)


def of_clause(clause: Clause, speaker: Speaker | None, verb: int) -> Speaker | None:
    """Return Poe in "The jeers went on when Poe told of it and claimed": a thing claims nothing."""
    joint = verb - 1
    if speaker is None or joint < 1 or clause.words[joint].lower != "and" or clause.broken(joint):
        return speaker
    telling = speaker.key.rpartition(" ")[2] in DOCUMENTS | PAPERS | RECORDS
    if telling or speaks(clause, speaker):
        return speaker
    within = clause_subject(clause, joint)
    if within is not None and not speaks(clause, within):
        # "the letters leaked by Moe": their participle is no verb of the clause.
        within = clause_subject(clause, clause.index_at(within.start))
    person = within is not None and clause.table.kinds.get(within.key) == "person"
    return within if within is not None and person and within.start > speaker.start else speaker


def bearer(clause: Clause, speaker: Speaker | None, verb: int) -> Speaker | None:
    """Return Poe for "Jane Poe, an analyst for the port said": no comma closes her role."""
    words = clause.words
    first = clause.index_at(speaker.start) if speaker is not None else 0
    if speaker is None or speaker.key in clause.table.kinds or first < 2:
        return speaker
    if clause.broken(first) and clause.gap(first) != ", ":
        return speaker
    bare = clause.gap(first) == ", " and is_somebody(speaker.key, capital=False)
    bare = bare and bool(LINKS & set(speaker.key.split(" ")))  # "director of research said"
    article = first if bare else first - 1
    if not bare and (words[article].lower not in {"a", "an"} or clause.gap(article) != ", "):
        return speaker
    named = clause.name_ending(article - 1)
    if named is None or named.kind != "person" or clause.broken(verb):
        return speaker
    begin = clause.first_word(named)
    opens = not begin or '"' in clause.gap(begin) or clause.gap(begin).strip() in {":", ";"}
    return Speaker(named.key, "", named.start) if opens else speaker


def _with_plural(clause: Clause, participle: int) -> Speaker | None:
    """Return the noun of ", with proponents saying it would help"."""
    words, last = clause.words, participle - 1
    plain = last > 0 and words[last].lower.endswith("s") and not words[last].capital
    if not plain or words[last - 1].lower != "with" or clause.broken(last):
        return None
    return Speaker(words[last].lower, "", words[last].start)


def _opposing(clause: Clause, participle: int) -> Speaker | None:
    """Return the members in "Poe met members who resist the deal, saying it costs too much"."""
    words = clause.words
    if clause.gap(participle) != ", ":
        return None
    for at in range(participle - 1, max(1, participle - _WHO_REACH), -1):
        if clause.broken(at) or words[at].lower in STOPS - {"who"}:
            return None
        if words[at].lower == "who":
            behind = {word.lower for word in words[at + 1 : at + 4]}
            several = words[at - 1].lower.endswith("s") and is_human(words[at - 1])
            partisans = words[at - 1].lower in {"democrats", "republicans"}
            opposed = bool(behind & _OPPOSING) and (several or partisans)
            return subject_before(clause, at + 1) if opposed else None
    return None


def _of_same_object(clause: Clause, participle: int) -> Speaker | None:
    """Return "she" in "Poe left after she had mocked him, accusing him of it": of one clause."""
    words = clause.words
    him = words[participle + 1].lower if participle + 1 < len(words) else ""
    if him not in OBJECTS or clause.gap(participle) != ", ":
        return None
    for at in range(participle - 1, max(1, participle - _WHO_REACH), -1):
        if clause.broken(at) or words[at].lower in STOPS:
            return None
        if words[at].lower == him and is_finite(words[at - 1].lower, words[at - 2].lower):
            speaker = subject_before(clause, at - 1)
            first = clause.index_at(speaker.start) if speaker is not None else 0
            opened = first > 0 and words[first - 1].lower in CONCEDING | {"before"}
            return speaker if opened else None
    return None


def _is_able(clause: Clause, speaker: Speaker) -> bool:
    """Tell whether a subject can speak and is no clause taken for a noun phrase."""
    short = speaker.key in clause.table.kinds or len(speaker.key.split(" ")) <= _SUBJECT_WORDS
    return short and speaks(clause, speaker)


def _is_heard(clause: Clause, speaker: Speaker | None) -> bool:
    """Tell "heard the crowd chanting" and "filmed Poe saying" from "told Poe, saying"."""
    at = clause.index_at(speaker.start) - 1 if speaker is not None else -1
    while at > 0 and (clause.words[at].capital or clause.words[at].lower in DETERMINERS):
        at -= 1
    return at >= 0 and clause.words[at].lower in _HEARING and not clause.broken(at + 1)


def _is_hearkened(clause: Clause, participle: int) -> bool:
    """Tell "listening to her mate denying it" from "spoke to the board, denying it"."""
    words = clause.words
    for at in range(participle - 2, max(0, participle - _HEARD_WORDS), -1):
        if clause.broken(at + 1):
            return False
        if words[at].lower in PREPOSITIONS:
            return words[at].lower == "to" and words[at - 1].lower in _HEARKENING
    return False


def _is_author(clause: Clause, speaker: Speaker, *, written: bool = False) -> bool:
    """Tell "a letter from Poe saying" and "with Poe saying" from "told Poe, saying".

    Args:
        clause: The words of the sentence.
        speaker: Who stands before the participle.
        written: Whether only what he wrote counts.
    """
    at = clause.index_at(speaker.start) - 1
    while at > 0 and (clause.words[at].capital or clause.words[at].lower in DETERMINERS):
        at -= 1
    if at < 0 or clause.broken(at + 1) or speaker.key in DOCUMENTS:
        return False  # "an announcement by tweet": it is no author
    before = clause.words[at].lower
    paper = clause.words[at - 1].lower in DOCUMENTS | _WRITTEN
    if at > 0 and before in {"from", "by"} and paper:
        return True
    return not written and before in {"with", "including", "despite"}


def _joined(clause: Clause, index: int) -> bool:
    """Tell whether a verb shares the subject of an earlier one ("… and said", ", has said")."""
    before = clause.words[index - 1].lower if index > 1 else ""
    listed = before == "has" and not clause.broken(index) and clause.gap(index - 1) == ", "
    return before in {"and", "but"} or listed


def _printed(reading: Reading, clause: Clause, index: int, count: int) -> str:
    last = min(index + count, len(clause.words)) - 1
    return reading.parsed.article.text[clause.words[index].start : clause.words[last].end]


def colon_subject(reading: Reading, clause: Clause, stop: int) -> Said | None:
    """Return who speaks after a colon without a reporting verb ("Poe was blunt: …")."""
    if not stop:
        return None
    for index in range(max(0, stop - REACH), stop):
        this = [word.lower for word in clause.words[index : index + 2]] == ["this", "from"]
        if this or clause.words[index].lower in DOCUMENTS | {"words"}:
            written = from_document(clause, index)
            if written is not None:
                return Said(reading.key_of(written))
    if stop < 6 and clause.words[stop - 1].lower in _UTTERANCES:
        pronoun = {"his": "he", "her": "she", "their": "they"}.get(clause.words[0].lower)
        if pronoun is not None:
            return Said(reading.key_of(Speaker("", pronoun, clause.words[0].start)))
    owner = clause.name_starting(0)
    noun = clause.index_at(owner.end) if owner is not None else stop
    # "Mia Lowe's question was simple: …"
    low = [word.lower for word in clause.words[noun : min(stop, noun + 2)]]
    was = len(low) > 1 and low[0] in _UTTERANCES and low[1] in {"was", "is"}
    was = was and clause.words[noun - 1].possessive
    if owner is not None and (was or (stop < 6 and clause.words[stop - 1].lower in _UTTERANCES)):
        return Said(reading.key_of(Speaker(owner.key, "", owner.start)))  # "Mia Lowe's verdict: …"
    speaker = main_subject(reading, clause, stop) or phrase_from(clause, 0)
    if speaker is None:
        return None
    known = speaker.key in clause.table.kinds or stop <= 3 or speaker.pronoun
    return Said(reading.key_of(speaker)) if known else None
