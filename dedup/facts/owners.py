"""Whose words a quotation is where no verb says so: "Poe's view", "Poe's promise to".

Also whom a relative clause must not take it from: in "officials, who had called him a liar,
could “go to sea”" the verb of the clause between the commas is not the quotation's.
"""

from __future__ import annotations

import re

from dedup.facts.cues import cues
from dedup.facts.gazetteer import word_set
from dedup.facts.joint import phrase_ending
from dedup.facts.phrases import PREPOSITIONS, STOPS, is_human
from dedup.facts.reading import Reading, Said
from dedup.facts.speech import DOCUMENTS, REACH, Clause, Speaker, cue_at
from dedup.facts.subjects import finite_subject
from dedup.facts.verbs import BE, is_finite

# What somebody says or writes, as a noun: "Poe's remarks".
_WORDS_OF = DOCUMENTS | word_set(
    """view views vision words remarks remark speech address description account comment comments
    tweets posts testimony portrayal depiction assessment answer reply response message messages
    warning plea verdict interview announcement diary blog column findings
    explanation"""
)
# What is somebody's though another tells of it: "Poe's claim that it was “safe”".
_CLAIMS = word_set(
    """promise promises pledge pledges vow vows call calls claim claims assertion assertions demand
    demands threat threats accusation accusations suggestion insistence contention allegation
    allegations boast warning warnings description comment comments remark remarks statement
    statements"""
)
_CLAIM_WORDS = 10
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|me)\b")
_OWNER_PRONOUNS = {"his": "he", "her": "she", "their": "they"}
_CROWD = word_set("chanting shouting yelling screaming singing")
# A crowd is named at most so many words before what it shouts.
_CROWD_WORDS = 25


def owner_beside(reading: Reading, clause: Clause, stop: int, lead: str) -> Said | None:
    """Return Poe before a quote in "doubted Poe's promise to seek “guidance”".

    Also in "the second page of Poe's statement: “…”".
    """
    if lead.endswith(":") and stop:
        last = clause.words[stop - 1]
        return _owner(reading, clause, stop - 1) if last.lower in _WORDS_OF else None
    for index in range(stop - 1, max(0, stop - _CLAIM_WORDS), -1):
        if clause.broken(index + 1) and index + 1 < stop:
            return None
        if clause.words[index].lower in _CLAIMS:
            behind = clause.words[index + 1].lower if index + 1 < stop else ""
            return _owner(reading, clause, index) if behind in {"to", "that", "of"} else None
    return None


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
    if not stop or clause.words[stop - 1].lower not in _CROWD:
        return None
    verb = stop - 1
    for index in range(verb - 1, max(-1, verb - _CROWD_WORDS), -1):
        word = clause.words[index]
        if is_human(word) and word.lower.endswith("s") and not word.capital:
            speaker = phrase_ending(clause, index, index)
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
