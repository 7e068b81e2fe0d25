"""Whose words a quotation is where no verb says so: "Poe's view", "Poe's promise to".

Also whom a relative clause must not take it from: in "officials, who had called him a liar,
could “go to sea”" the verb of the clause between the commas is not the quotation's.
"""

from __future__ import annotations

import re

from dedup.facts.cues import cues
from dedup.facts.gazetteer import word_set
from dedup.facts.joint import phrase_ending
from dedup.facts.people import is_human
from dedup.facts.phrases import PREPOSITIONS, STOPS, phrase_from
from dedup.facts.reading import Reading, Said
from dedup.facts.speech import CROWD, DOCUMENTS, REACH, Clause, Speaker, cue_at
from dedup.facts.subjects import finite_subject, subject_before
from dedup.facts.verbs import BE, is_finite

# What somebody says or writes, as a noun: "Poe's remarks".
_WORDS_OF = DOCUMENTS | word_set(
    """view views vision words remarks remark speech address description account comment comments
    tweets posts testimony portrayal depiction assessment answer reply response message messages
    warning plea verdict interview announcement diary blog column findings
    explanation question questions"""
)
# What is somebody's though another tells of it: "Poe's claim that it was “safe”".
_CLAIMS = word_set(
    """promise promises pledge pledges vow vows call calls claim claims assertion assertions demand
    demands threat threats accusation accusations suggestion insistence contention allegation
    allegations boast plea pleas appeal appeals warning warnings description comment comments
    remark remarks statement statements"""
)
_SAYING = word_set("said says saying told tells telling added adds adding")
_CLAIM_WORDS = 12
# "comments from Poe, also on the radio, that she and the other firms in town should “go”"
_COMMENT_WORDS = 36
_SENDING = word_set("sent sends wrote writes")
_MAKING = word_set("issued issues made makes sent gave")
_WRITING = word_set("writing wrote penning penned")
_WRITTEN = word_set("letter column op-ed essay post memo note")
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|me)\b")
_OWNER_PRONOUNS = {"his": "he", "her": "she", "their": "they"}
_AIMS = word_set(
    "strive strives hope hopes aim aims seek seeks intend intends wants want plans plan"
)
_AIM_WORDS = 9
_BEGAN = word_set("began begins opens opened ended ends concluded continued")
# A crowd is named at most so many words before what it shouts.
_CROWD_WORDS = 25
_CHANTS = word_set("chants shouts cries")
# "chanting slogans such as “…”"
_SLOGAN_WORDS = 5


def owner_beside(reading: Reading, clause: Clause, stop: int, lead: str) -> Said | None:
    """Return Poe before a quote in "doubted Poe's promise to seek “guidance”".

    Also in "the second page of Poe's statement: “…”".
    """
    put = [word.lower for word in clause.words[max(0, stop - 2) : stop]]
    if put in (["put", "it"], ["puts", "it"]):
        speaker = subject_before(clause, stop - 2)
        if speaker is not None:
            return Said(reading.key_of(speaker), "put it")  # "As Poe put it, “…”"
    sent = _sender(reading, clause, stop) if stop else None
    if sent is not None:
        return sent
    if lead.endswith(":") and stop:
        if clause.words[stop - 1].lower in _BEGAN and stop > 2:
            stop -= 1  # "the Harbour Trust statement began:"
            named = clause.name_ending(stop - 2)
            if clause.words[stop - 1].lower in DOCUMENTS and named is not None:
                return Said(reading.key_of(Speaker(named.key, "", named.start)))
        if stop > 2 and clause.words[stop - 2].lower in BE:
            stop -= 2  # "Poe's question was simple:"
        last = clause.words[stop - 1]
        return _owner(reading, clause, stop - 1) if last.lower in _WORDS_OF else None
    if stop and clause.words[stop - 1].lower == "words" and lead.endswith("words"):
        return _owner_of_his(reading, clause, stop - 1) or _owner(reading, clause, stop - 1)
    told = _comments_from(reading, clause, stop)
    if told is not None:
        return told
    for index in range(stop - 1, max(0, stop - _CLAIM_WORDS), -1):
        if clause.broken(index + 1) and index + 1 < stop:
            return None
        if clause.words[index].lower in _SAYING:
            return None  # "recalled Poe's promise to go and said, “…”"
        if clause.words[index].lower in _CLAIMS:
            behind = clause.words[index + 1].lower if index + 1 < stop else ""
            if behind not in {"to", "that", "of"}:
                return None
            return _owner(reading, clause, index) or _maker(reading, clause, index)
    return None


def _comments_from(reading: Reading, clause: Clause, stop: int) -> Said | None:
    """Return Poe in "Moe was moved by remarks from Poe, also in May, that he was a “fool”"."""
    words, that = clause.words, 0
    for at in range(stop - 1, max(0, stop - _COMMENT_WORDS), -1):
        if cue_at(clause, at) is not None or words[at].lower in _SAYING:
            return None
        if words[at].lower == "that":
            that = at
        if words[at].lower in _CLAIMS and that and at + 2 < that:
            if words[at + 1].lower not in {"from", "by"}:
                return None
            cut = Clause(clause.folded, words[:that], clause.table)
            speaker = phrase_from(cut, at + 2)
            known = speaker is not None and clause.table.kinds.get(speaker.key) == "person"
            return Said(reading.key_of(speaker)) if known else None
    return None


def _sender(reading: Reading, clause: Clause, stop: int) -> Said | None:
    """Return Poe in "the board confirmed Poe sent a note with the subject line, “…”"."""
    words = clause.words
    if [word.lower for word in words[max(0, stop - 2) : stop]] != ["subject", "line"]:
        return None
    for at in range(stop - 3, max(0, stop - REACH), -1):
        if words[at].lower in _SENDING:
            speaker = subject_before(clause, at)
            return Said(reading.key_of(speaker)) if speaker is not None else None
    return None


def _maker(reading: Reading, clause: Clause, noun: int) -> Said | None:
    """Return Poe in "Poe issued a plea to the town to “come out”"."""
    low = [word.lower for word in clause.words[max(0, noun - 2) : noun]]
    if len(low) < 2 or low[0] not in _MAKING or low[1] not in {"a", "an"}:
        return None
    speaker = subject_before(clause, noun - 2)
    return Said(reading.key_of(speaker)) if speaker is not None else None


def _owner(reading: Reading, clause: Clause, noun: int) -> Said | None:
    """Return whose a noun is: "Mayor Poe's short statement", "Poe's apology and promise"."""
    words = clause.words
    for index in range(noun - 1, max(-1, noun - 6), -1):
        if clause.broken(index + 1):
            return None
        pronoun = _OWNER_PRONOUNS.get(words[index].lower)
        if pronoun is not None and (pronoun != "they" or not index):
            return Said(reading.key_of(Speaker("", pronoun, words[index].start)))
        if words[index].possessive:
            named = clause.table.within(words[index].start, words[index].end)
            named = named or clause.table.within(max(0, words[index].start - 60), words[index].end)
            for item in named:
                if item.end == words[index].end and item.kind in ("person", "organisation"):
                    return Said(reading.key_of(Speaker(item.key, "", item.start)))
            return None
        if words[index].lower in PREPOSITIONS:
            return None
    return None


def aim(reading: Reading, clause: Clause, stop: int) -> Said | None:
    """Return the trust in "The trust will strive to promote “…”": its own words for its aim."""
    words = clause.words
    for at in range(stop - 1, max(0, stop - _AIM_WORDS), -1):
        if at + 1 < stop and clause.gap(at + 1).strip():
            return None
        out = words[at].lower == "set" and words[at + 1 : at + 2] and words[at + 1].lower == "out"
        behind = words[at + 1 + bool(out) : at + 2 + bool(out)]
        if (words[at].lower in _AIMS or out) and behind and behind[0].lower == "to":
            speaker = subject_before(clause, at)
            return Said(reading.key_of(speaker)) if speaker is not None else None
    return None


def _owner_of_his(reading: Reading, clause: Clause, noun: int) -> Said | None:
    """Return Moe in "Poe said that Moe's case had shaken us because his words"."""
    words = clause.words
    if not noun or words[noun - 1].lower not in {"his", "her"}:
        return None
    for item in reversed(clause.table.within(words[0].start, words[noun].start)):
        last = clause.index_at(item.end) - 1
        if item.kind == "person" and words[last].possessive:
            return Said(reading.key_of(Speaker(item.key, "", item.start)))
    return None


def owner_of_words(reading: Reading, clause: Clause, stop: int) -> Said | None:
    """Return Poe in "Poe's remarks singled out the “old regime”", where no verb reports.

    None where the words are judged: "Poe's speech was “dull”".
    """
    limit = min(stop, REACH)
    for noun in range(1, min(limit, 8)):
        if clause.broken(noun):
            return None
        if clause.words[noun].lower not in _WORDS_OF:
            continue
        judged = next((at for at in range(noun + 1, limit) if clause.words[at].lower in BE), None)
        if judged is not None and not any(clause.broken(at) for at in range(judged + 1, stop + 1)
                                          if at < len(clause.words) and at < stop):  # fmt: skip
            return None
        return _owner(reading, clause, noun)
    return None


def relative_start(clause: Clause, stop: int) -> int:
    """Return where ", who had called him a liar," opens if it closes before ``stop``; else that."""
    closed = 0
    for index in range(stop - 1, max(0, stop - REACH), -1):
        if not closed and cue_at(clause, index) is not None:
            return stop
        if clause.words[index].lower in {"who", "which", "whose"} and "," in clause.gap(index):
            return index if closed else stop
        if clause.gap(index) == ", ":
            finite = is_finite(clause.words[index].lower, "")
            if closed or not finite:
                return stop
            closed = index
    return stop


def crowd(reading: Reading, clause: Clause, stop: int) -> Said | None:
    """Return the supporters in "the hall was full of supporters, many chanting “…”"."""
    verb = next(
        (at for at in range(stop - 1, max(-1, stop - 1 - _SLOGAN_WORDS), -1)
         if clause.words[at].lower in CROWD), -1
    )  # fmt: skip
    chants = [word.lower for word in clause.words[max(0, stop - 2) : stop]]
    if len(chants) == 2 and chants[0] in _CHANTS and chants[1] == "of":
        verb = stop - 2  # "met by protesters, with chants of “…”"
    between = [clause.gap(at) for at in range(verb + 1, stop)]
    if verb < 0 or any(gap.strip() and '"' not in gap for gap in between):
        return None
    for index in range(verb - 1, max(-1, verb - _CROWD_WORDS), -1):
        word = clause.words[index]
        several = word.lower.endswith("s") or word.lower == "people"
        if is_human(word) and several and not word.capital:
            first = index
            while first > 0 and clause.words[first - 1].text.isdigit() and index - first < 3:
                first -= 1
            speaker = phrase_ending(clause, index, first)
            cue = cues()[clause.words[verb].lower]
            return Said(reading.key_of(speaker), clause.words[verb].text, verb=cue)
        if word.lower in STOPS - {"and"}:
            return None
    return None


def narrator(reading: Reading, number: int, words: str) -> Said | None:
    """Return Poe behind "Poe left in May." where a quotation without a verb opens a paragraph.

    Only where it is told in the first person, or what was said is announced ("gave a harsh
    assessment"); else nobody is sure.
    """
    clause = reading.clause(number)
    stop = min(len(clause.words), REACH)
    speaker = finite_subject(clause, stop)
    if speaker is None or reading.table.kinds.get(speaker.key) != "person":
        return None
    first = _FIRST_PERSON.search(words) is not None
    told = any(word.lower in _WORDS_OF for word in clause.words[max(0, stop - 12) : stop])
    return Said(reading.key_of(speaker)) if first or told else None


def author(reading: Reading, number: int) -> Said | None:
    """Return Poe in "It rose to Mia Poe writing a letter to the board", which is then quoted."""
    clause = reading.clause(number)
    words = clause.words
    for verb in range(1, min(len(words), REACH) - 1):
        behind = [word.lower for word in words[verb + 1 : verb + 4]]
        if words[verb].lower not in _WRITING or behind[0] not in {"a", "an", "in"}:
            continue
        if not _WRITTEN & set(behind):
            continue
        named = clause.table.within(words[0].start, words[verb].start)
        persons = [item for item in named if item.kind == "person"]
        if not persons:
            return None
        return Said(reading.key_of(Speaker(persons[-1].key, "", persons[-1].start)))
    return None
