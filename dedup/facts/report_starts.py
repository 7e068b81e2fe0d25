"""Where the words begin that a verb reports: behind it, its hearers, its "that", or a bracket.

Priorities: no words rather than words of the wrong clause.
"""

from __future__ import annotations

import re
from itertools import pairwise

from dedup.calendar_words import WEEKDAYS
from dedup.facts.cues import AUXILIARY, HEARER, NEEDS_THAT, cues
from dedup.facts.gazetteer import DETERMINERS, gazetteer, word_set
from dedup.facts.phrases import PREPOSITIONS, STOPS
from dedup.facts.report_bounds import WH, Report
from dedup.facts.speech import Clause, is_relative_verb
from dedup.facts.unreported import THAT_REACH, is_however, lemma_of
from dedup.facts.verbs import AUXILIARIES, NEGATIONS, is_finite

# "told the paper in a short talk behind the hall on Friday that …": the hearer comes first.
_HEARER_REACH = 20
ASIDE_REACH = 18
# A noun phrase with its titles ("U.S. Secretary of State Jane Poe") has at most this many words.
NP_REACH = 9
DAY_PARTS = word_set("morning afternoon evening night")
# What these govern is a clause, never a noun: "said the claim that it leaks was false".
_NO_NOUN = word_set("say think believe argue insist")
# The noun behind these hears what is told: "warned the crew that".
_HEARD = word_set(
    """warn promise remind write ask caution inform assure answer reply respond deny reject dispute
    refute confirm affirm contradict counter admit acknowledge"""
)
_NEW_NOUN = word_set("a an several two three four five six seven eight nine ten dozens hundreds")
_OF_DAY_NOUNS = frozenset(WEEKDAYS) | word_set(
    """day days week weeks weekend month months year years hour hours minute minutes moment moments
    decade decades morning afternoon evening night time times occasions today yesterday while"""
)
# "the claim that", "fears that": what such a noun says stands behind "that".
_SAYINGS = (
    "claim", "report", "allegation", "accusation", "suggestion", "assertion", "argument", "notion",
    "idea", "belief", "fact", "fear", "hope", "sign", "evidence", "proof", "news", "rumo",
    "statement", "complaint", "warning", "promise", "prediction", "theory", "view", "possibility",
    "chance", "agreement", "decision", "letter", "message", "note", "memo", "post", "video",
    "concern",
)  # fmt: skip
# What precedes a noun that tells why: "amid fears that".
_REASONS = word_set("amid over because despite")
# Between a verb and "that" these show that what is reported has begun: "has no doubt that".
_BEGUN = (AUXILIARIES - {"be", "been", "being", "having"}) | word_set("no not never nobody none")
# ", Poe said as she left": a clause of time closes the sentence.
WHILE = word_set("as while when after before during outside inside")
_OF_THAT = word_set("of for at from in with on to by during now so given")
_DATES = frozenset(WEEKDAYS) | word_set("early late last earlier")
_GATHERED = word_set("crowd group audience gathering room hall rally number panel handful meeting")
_BRACKET_CHARS = 40
# "said at a crowded news conference he wished": the place has so many words at most.
PLACE_WORDS = 7
# "said on “Harbour Hour” last month that": a title in marks, its small words aside.
_TITLE_GAP = re.compile(
    r"""[ ,]{0,2}"(?:[A-Z][\w'-]{0,30}|a|an|and|for|in|of|on|the|to|with)"""
    r"""(?: (?:[A-Z][\w'-]{0,30}|a|an|and|for|in|of|on|the|to|with)){0,8}[,!?]?"[ ,]{0,2}"""
)
# Subjects that open a clause of their own.
OPENS_CLAUSE = word_set("i we he she they it there")


def object_start(clause: Clause, report: Report) -> int | None:
    """Return where the reported words begin behind a verb; None: right behind it."""
    words = clause.words
    hears = words[report.verb].lower in HEARER
    following = words[report.verb + 1].lower if report.verb + 1 < len(words) else ""
    cue = cues().get(words[report.verb].lower)
    weak = cue is not None and cue.lemma in NEEDS_THAT and following not in {"", "that"}
    if weak and clause.gap(report.verb + 1) == ", " and words[0].lower in WHILE:
        return None  # "As the talks continued, it became clear that"
    if following == "against" and cue is not None and cue.lemma in {"warn", "caution"}:
        return report.verb + 1  # "cautioned against a hope that it holds"
    if following in WH and words[report.verb].lower not in {"asked", "asks", "wondered"}:
        return report.verb + 1
    if is_however(clause, report.verb + 1):
        index = report.verb + 2
        return index + 1 if words[index].lower == "that" and index + 1 < len(words) else index
    # "said in a statement sent out by the council of the town that …"
    hearer = words[report.verb + 2 : report.verb + 3]
    whom = any(word.capital or word.lower in DETERMINERS for word in hearer)
    leads = following in PREPOSITIONS and (following != "to" or whom)
    leads = leads or following in _DATES
    aside = ASIDE_REACH if leads else THAT_REACH
    reach = _HEARER_REACH if hears else aside
    for index in range(report.verb + 1, min(len(words), report.verb + reach)):
        # "told his lawyer, Pia Kemp, that …"
        broken = clause.broken(index) and not (hears and clause.gap(index) == ", ")
        broken = broken and not (leads and _TITLE_GAP.fullmatch(clause.gap(index)))
        if broken and index > report.verb + 1:
            break
        finite = is_finite(words[index].lower, words[index - 1].lower)
        if hears and finite and not words[index].capital:
            break  # "told the paper he knew that": what is told has begun
        if words[index].lower == "that" and (index == report.verb + 1 or not broken):
            if index + 1 == len(words):
                return None
            if words[index - 1].lower in _OF_THAT or _is_that_day(clause, index):
                continue  # "taped for that day"
            if cue is not None and cue.lemma == "counter" and index > report.verb + 1:
                return None  # "counters a forecast that the dam will leak"
            if _is_reason(clause, report, index):
                return None
            begun = None if hears else _begun(clause, report, index)
            if begun is not None:
                return begun
            if not hears and _owns_that(clause, report, index):
                return None  # "posted a list of firms that fish"
            if index > report.verb + 1 and _is_relative(clause, index):
                return None
            if is_finite(words[index + 1].lower, "that") and not clause.broken(index + 1):
                return index if index == report.verb + 1 else None  # "said that was a lie"
            return index + 1
    if words[report.verb].lower in HEARER and report.verb + 2 < len(words):
        index = report.verb + 1
        if clause.broken(index):
            return None
        return _behind_hearer(clause, index)
    return None


def _behind_hearer(clause: Clause, index: int) -> int | None:
    """Return where the words told begin behind "told Poe", "told The Daily Post"."""
    words = clause.words
    titled = words[index].lower in gazetteer().titles and index + 1 < len(words)
    named = clause.name_starting(index) or (clause.name_starting(index + 1) if titled else None)
    if named is None and words[index].lower == "the" and index + 1 < len(words):
        named = clause.name_starting(index + 1)
        capitals = index + 1
        end = min(len(words), index + NP_REACH)
        while capitals < end and words[capitals].capital and not clause.broken(capitals):
            # "the British Broadcasting Corporation": the name stands behind a nation's.
            inner = clause.name_starting(capitals)
            named = named or (inner if capitals > index + 1 else None)
            capitals += 1
        if named is None and capitals > index + 2:
            return capitals if capitals < len(words) else None
    if named is not None:
        while index < len(words) and words[index].start < named.end:
            index += 1
        also = _behind_other(clause, index) if index < len(words) else 0
        return also or (_behind_bracket(clause, index) if index < len(words) else None)
    told = _behind_hearers(clause, index)
    if told:
        return told
    owner = words[index].lower in {"the", "a", "his", "her"}
    her = index + 1 < len(words) and words[index + 1].lower in DETERMINERS  # "told her the dam"
    index += 2 if owner and not her else 1
    if index < len(words) and words[index].lower == "of" and words[index - 1].lower in _GATHERED:
        # "told a crowd of cheering fans he would stay"
        end = min(len(words), index + NP_REACH)
        return next((at for at in range(index, end) if words[at].lower in OPENS_CLAUSE), None)
    return index if index < len(words) else None


def _behind_hearers(clause: Clause, index: int) -> int:
    """Return where "he" stands in "told aides and state TV he would stay"; 0: nowhere near."""
    words = clause.words
    for at in range(index + 1, min(len(words) - 1, index + NP_REACH)):
        lower, onward = words[at].lower, words[at + 1].lower
        if clause.broken(at) or lower in DETERMINERS | WH | STOPS - {"and", "or"}:
            return 0
        if is_finite(lower, words[at - 1].lower):
            return 0
        if lower in OPENS_CLAUSE - {"it"} and is_finite(onward, lower):
            return at
    return 0


def _behind_other(clause: Clause, index: int) -> int:
    """Return where "they" stands in "told Poe and the board they would go"; 0: nowhere near."""
    words = clause.words
    if words[index].lower != "and" or clause.broken(index):
        return 0
    for at in range(index + 1, min(len(words) - 1, index + NP_REACH)):
        if clause.broken(at) or is_finite(words[at].lower, words[at - 1].lower):
            return 0
        if words[at].lower in OPENS_CLAUSE - {"it"}:
            return at if is_finite(words[at + 1].lower, words[at].lower) else 0
    return 0


def _behind_bracket(clause: Clause, index: int) -> int | None:
    """Return where the words begin in "told Poe (D-Norby) that it leaks"."""
    words = clause.words
    if "(" not in clause.gap(index):
        return index
    close = clause.folded.find(")", words[index].start, words[index].start + _BRACKET_CHARS)
    behind = clause.index_at(close) if close >= 0 else len(words)
    behind += behind < len(words) and words[behind].lower == "that"
    return behind if behind < min(len(words), index + PLACE_WORDS) else None


def _is_that_day(clause: Clause, that: int) -> bool:
    """Tell "wrote that same month" and "wrote that night, “…”" from "wrote that it leaked"."""
    word = clause.words[that + 1].lower
    ends = that + 2 >= len(clause.words) or clause.broken(that + 2)
    return word == "same" or (word in DAY_PARTS | {"day", "week", "month", "year"} and ends)


def _owns_that(clause: Clause, report: Report, that: int) -> bool:
    """Tell "posted a list of firms that fish" from "warned a crowd that" and "denied a claim that".

    The noun that the verb governs has the clause, unless it hears the clause or is a saying.
    """
    words, first = clause.words, report.verb + 1
    between = {word.lower for word in words[first:that]}
    if report.speaker.start > words[report.verb].start or between & _OF_DAY_NOUNS:
        return False
    if lemma_of(clause, report) in _HEARD:
        return False
    return words[first].lower in _NEW_NOUN and not words[that - 1].lower.startswith(_SAYINGS)


def _begun(clause: Clause, report: Report, that: int) -> int | None:
    """Return where the reported clause begins in "said she has no proof that …", if it does."""
    words, verb = clause.words, report.verb
    first = verb + 1 + (words[verb + 1].lower in WEEKDAYS)
    owned = words[first].lower in DETERMINERS - {"that"} or _is_saying(clause, first, that)
    if lemma_of(clause, report) in _NO_NOUN and owned:
        timed = {word.lower for word in words[first:that]} & _OF_DAY_NOUNS
        if not timed and report.speaker.start < words[verb].start:
            return first  # "said the board's claim that it leaks was untrue"
    aside = words[verb + 1].lower in PREPOSITIONS | {*WEEKDAYS} | STOPS
    for index in range(verb + 1, that):
        lower, before = words[index].lower, words[index - 1]
        if lower in OPENS_CLAUSE and before.lower not in STOPS | WH:
            return index
        if "'" in lower and lower.partition("'")[0] in OPENS_CLAUSE and not aside:
            return index  # "say they're doubtful that"
        told = lower in cues() and (before.capital or before.lower in OPENS_CLAUSE)
        begun = lower in _BEGUN and not words[index].capital  # "told them in May that"
        if not aside and index > verb + 1 and (begun or told):
            return verb + 1
        if not aside and lower in NEGATIONS:
            return verb + 1  # "said no proof that it leaks was found"
    return None


def _is_reason(clause: Clause, report: Report, that: int) -> bool:
    """Tell "announced the closure amid fears that it leaks" from "warned of fears that"."""
    words = clause.words
    near = [word.lower for word in words[max(report.verb + 1, that - 4) : that]]
    why = bool(_REASONS & set(near[:-1])) or ("due", "to") in pairwise(near)
    return why and near[-1].startswith(_SAYINGS) and near[0] not in _REASONS


def _is_saying(clause: Clause, first: int, that: int) -> bool:
    """Tell "said Poe's complaint that it leaks was wrong" from "said in a statement that"."""
    words = clause.words
    bound = PREPOSITIONS | STOPS | OPENS_CLAUSE
    if not words[that - 1].lower.startswith(_SAYINGS) or words[first].lower in bound:
        return False
    between = range(first + 1, that)
    if any(clause.broken(at) or words[at].lower in bound for at in between):
        return False
    return first == that - 1 or any(words[at].possessive for at in range(first, that - 1))


def _is_relative(clause: Clause, that: int) -> bool:
    """Tell "rules that just might help" from "said in court that it helped"."""
    index = that + 1
    if is_relative_verb(clause, index):
        return True
    while index + 1 < len(clause.words) and (
        clause.words[index].lower in AUXILIARY - AUXILIARIES
        or clause.words[index].lower.endswith("ly")
    ):
        index += 1
    return is_finite(clause.words[index].lower, "that") and not clause.broken(that + 1)
