"""Where the words that a report covers end, and the roles that stand around its subject.

Rather too short than with another speaker's words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from dedup.facts.cues import AUXILIARY, cues
from dedup.facts.gazetteer import DETERMINERS, gazetteer, word_set
from dedup.facts.people import is_human, is_people
from dedup.facts.phrases import PREPOSITIONS, STOPS
from dedup.facts.speech import PRONOUNS, REACH, RECORDS, Clause, Speaker, cue_at
from dedup.facts.subjects import subject_before
from dedup.facts.verbs import AUXILIARIES, is_finite
from dedup.model import Span

WH = word_set("how why what where who")
_OPENING = word_set("when while after before although though since")
_RELATIVES = word_set("which who whose")
_ROLE_WORDS = 6
_CONTRAST = word_set("and but while whereas")
# ", which the union said was untrue": whose words follow is told in a clause of its own.
_APART = _CONTRAST | word_set("which who whom though although with")
_ABSOLUTE = word_set("with despite amid beyond besides")
# ", and on Sunday Harbour Secretary Mia Poe called it": so many words at most to the verb.
_CLAUSE_WORDS = 14
# What these govern is a noun, so that a clause behind it is no part of it.
_OF_NOUNS = word_set("accuse urge confirm demand declare")
# Of the auxiliaries these are never an infinitive: "and is" goes on with what the speaker does.
_DOING = word_set("is was has had isn't wasn't hasn't hadn't")
# Behind a dash these open what somebody else says or does.
_COUNTER = word_set("but though although yet while")
# Between a comma and the subject of the next report: ", while the union said …".
_BETWEEN = word_set(
    "the a an while but and as though although whereas his her its their despite amid"
)
# Whose words a report rests on, and what else its speaker does, is no part of what it says.
_CITING = re.compile(
    r", (?:and )?(?:citing|quoting|calling|describing|dismissing|denouncing|branding|accusing|"
    r"blaming|criticizing|criticising) "
)
_WRITTEN_CHARS = 1_000
# What the writer calls it is no part of it either: ", a claim that Poe rejects".
_CALLING = re.compile(
    r"(?:,| \u2014| --| -) an? (?:[\w-]+ ){0,2}(?:claim|charge|assertion|allegation|accusation|"
    r"contention|remark|reference|characteri[sz]ation|theory) (?:that|which|to|referencing|\w+ed) |"
    r", something (?:that|which) "
)
# Nor what the writer holds against it: ", when in fact it had been".
FACTUALLY = re.compile(
    r", (?:when|although|though|while|whereas) (?:in (?:actual )?fact|in reality|actually)\b"
)
# Nor is what its speaker kept back: ", but he declined to name it".
_WITHHELD = re.compile(
    r",? (?:and|but|though|although) (?:(?:he|she|they|it) (?:also |later |then )?"
    r"(?:stopped short|(?:gave|offered|provided) no|(?:did not|didn't|would not|wouldn't) "
    r"(?:say|elaborate|specify|give|offer|provide|name|identify|explain)\b)|"
    r"(?:(?:he|she|they|it) )?(?:also |later |then )?(?:declined|refused) to "
    r"(?:say|name|comment|elaborate|discuss|answer|give|identify|specify|provide|release)\b)"
)
# ", though polls suggest", ", but a review could not find": by these the writer answers.
_ANSWERING = RECORDS | word_set(
    "evidence proof study studies research review inquiry experts critics"
)
_ANSWERS = word_set("but though although yet")
_ANSWER_WORDS = 8
# "Hours after Poe said so, Moe left": these stand before what opens a clause.
_BEFORE_OPENING = word_set(
    """a an the just even only soon long shortly immediately hours hour days day weeks week months
    month years year minutes minute moments decades two three four five six several few many"""
)


@dataclass(frozen=True, slots=True)
class Report:
    """One reporting verb: indices into the clause, its subject and class."""

    first: int  # where subject and verb begin
    verb: int
    last: int  # where they end
    speaker: Speaker
    cue: str
    kind: str
    told: bool = True  # False: it only ends what is reported before it


def content_stop(clause: Clause, span: Span, report: Report, following: Report | None) -> int:
    """Return where the reported words end: the sentence, the next report, or a citation."""
    stop = span.end
    for written in (_CITING, _CALLING, FACTUALLY, _WITHHELD):
        begin = clause.words[report.last].end
        found = written.search(clause.folded, begin, min(span.end, begin + _WRITTEN_CHARS))
        if found is not None:
            stop = min(stop, found.start())
    stop = min(stop, _aside_end(clause, report, stop), _opening_end(clause, report, stop))
    stop = min(stop, _relative_end(clause, report, stop), _who_end(clause, report, stop))
    stop = min(stop, _dash_end(clause, report, stop), _outer_end(clause, report, stop))
    stop = min(stop, _next_deed(clause, report, stop))
    if following is not None and following.first > report.last:
        first = following.first
        subject = clause.index_at(following.speaker.start)
        if report.last < subject < first:
            first = subject  # "despite aides in town, including Poe, saying"
        while first > report.last + 1 and not clause.broken(first):
            if not (clause.words[first - 1].lower in _BETWEEN or clause.words[first - 1].capital):
                break
            first -= 1
        first = _role_start(clause, first, report.last + 1)
        first = _group_start(clause, first, report.last + 1)
        gap = clause.gap(first)
        if _is_placed(clause, report, first):
            pass
        elif "," in gap or ";" in gap or "\u2014" in gap:
            stop = min(stop, clause.words[first].start)
        elif _is_joined(clause, report, following):
            stop = min(stop, clause.words[following.verb - 1].start)
        elif clause.words[first].lower == "but" and following.speaker.key not in {
            "",
            report.speaker.key,
        }:
            stop = min(stop, clause.words[first].start)  # "say it leaks but the board denies it"
    elif following is not None and _goes_on(report, following):
        verb, words = following.verb, clause.words
        joined = words[verb - 1].lower in {"and", "but"} and not clause.broken(verb)
        cue = cues().get(words[verb].lower)
        joined = joined or (
            words[verb - 1].lower == "while" and cue is not None and cue.participle
        )  # "conceding that … while stating that"
        if "," in clause.gap(verb) or has_dash(clause, verb):
            # "Poe, who said that …, denied that …": the subject of the second stands before both.
            stop = min(stop, words[verb].start)
        elif joined and verb - 1 > report.last:
            stop = min(stop, words[verb - 1].start)  # "claimed that … and warned that …"
    return min(stop, _other_clause(clause, report, stop))


def _is_placed(clause: Clause, report: Report, first: int) -> bool:
    """Tell "wrote that in the port, the crew says it leaks": where, and what begins behind it."""
    words, at = clause.words, report.last + 2
    if at >= first or words[at - 1].lower != "that" or words[at].lower not in PREPOSITIONS:
        return False
    return not any(is_finite(words[i].lower, words[i - 1].lower) for i in range(at, first))


def _goes_on(report: Report, following: Report) -> bool:
    """Tell whether another verb follows that ends what is reported.

    "Poe, according to the Ledger, told the board": the paper tells of all of it.
    """
    if following.verb <= report.last:
        return False
    return report.cue != "according to" or following.first > report.first


def _is_joined(clause: Clause, report: Report, following: Report) -> bool:
    """Tell "Poe denied the theft and said that": both verbs are his, each with its own words."""
    verb, same = following.verb, following.speaker.key == report.speaker.key
    joint = clause.words[verb - 1].lower if verb - 1 > report.last else ""
    return same and following.first == verb and joint in {"and", "but"} and not clause.broken(verb)


def _next_deed(clause: Clause, report: Report, stop: int) -> int:
    """Return where ", and was asked" goes on in "Poe denied the theft, and was asked about it".

    Without a comma so does "and is": "urged them to stay and is sending tugs".
    """
    words = clause.words
    cue = cues().get(words[report.verb].lower)
    plain = cue is not None and (cue.kind == "deny" or cue.lemma in _OF_NOUNS)
    plain = plain and report.last + 1 < len(words) and words[report.last + 1].lower not in PRONOUNS
    for index in range(report.last + 2, min(len(words) - 1, report.last + REACH)):
        lower = words[index].lower
        if words[index].start >= stop or lower in WH | {"that"} or "," in clause.gap(index - 1):
            break
        if is_finite(lower, words[index - 1].lower):
            break
        onward = words[index + 1].lower
        parted = clause.gap(index) == ", " and is_finite(onward, "")
        joined = not clause.broken(index) and not clause.broken(index + 1) and onward in _DOING
        other = plain and lower in _CONTRAST and _opens_clause(clause, index + 1)
        if (lower in {"and", "but"} and (parted or joined)) or other:
            return min(stop, words[index - 1].end)
    return stop


def _opens_clause(clause: Clause, index: int) -> bool:
    """Tell "his office has scorned it" from "the fraud that was found"."""
    words = clause.words
    first = words[index]
    if clause.broken(index) or not (first.capital or first.lower in DETERMINERS | PRONOUNS):
        return False
    for at in range(index + 1, min(len(words), index + _ROLE_WORDS)):
        if clause.broken(at) or words[at].lower in STOPS | PREPOSITIONS | {"that"}:
            return False
        if is_finite(words[at].lower, words[at - 1].lower):
            return True
    return False


def _other_clause(clause: Clause, report: Report, stop: int) -> int:
    """Return where ", and on Sunday Mayor Poe called it" begins: another's word, no report."""
    words, start = clause.words, report.last + 1
    for index in range(start, min(len(words), start + REACH)):
        if words[index].start >= stop:
            break
        if index > start and _is_answer(clause, index):
            return words[index].start
        opens = words[index].lower in _CONTRAST and "," in clause.gap(index)
        if not opens or index == start or index + 1 == len(words):
            continue
        if words[index + 1].lower == "that" or clause.broken(index + 1):
            continue
        if words[index].lower == "but" and _is_deed(clause, index + 1):
            return words[index].start
        for verb in range(index + 2, min(len(words), index + _CLAUSE_WORDS)):
            if words[verb].lower == "that" or clause.gap(verb).strip() not in {"", ","}:
                break
            cue = cue_at(clause, verb)
            if cue is None or cue.participle:
                continue
            speaker = subject_before(clause, verb)
            if speaker is None and any(is_human(word) for word in words[index + 1 : verb]):
                return words[index].start  # "but aides present reported"
            if speaker is not None and words[index].start < speaker.start:
                person = clause.table.kinds.get(speaker.key) == "person"
                person = person or (words[index].lower == "but" and is_people(speaker.key))
                if person and speaker.key != report.speaker.key:
                    return words[index].start
            break
    return stop


def _is_deed(clause: Clause, first: int) -> bool:
    """Tell ", but engineers closed it" and ", but Poe left" from ", but it was" and ", but had"."""
    words = clause.words
    for at in range(first, min(len(words), first + _ROLE_WORDS)):
        lower = words[at].lower
        if (clause.broken(at) and at > first) or lower in STOPS | PREPOSITIONS | PRONOUNS:
            return False
        if at > first and is_finite(lower, words[at - 1].lower):
            named = clause.name_ending(at - 1)
            human = is_human(words[at - 1]) or (named is not None and named.kind == "person")
            return human and lower not in AUXILIARIES
    return False


def _is_answer(clause: Clause, index: int) -> bool:
    """Tell ", though polls suggest" and ", but there is no evidence" from what goes on."""
    words = clause.words
    if words[index].lower not in _ANSWERS or "," not in clause.gap(index):
        return False
    rest = [word.lower for word in words[index + 1 : index + _ANSWER_WORDS]]
    if ("no", "evidence") in pairwise(rest) or ("little", "evidence") in pairwise(rest):
        return True
    for at, word in enumerate(rest):
        if clause.broken(index + 1 + at) or is_finite(word, rest[at - 1] if at else ""):
            return False
        if word in _ANSWERING:
            return True
    return False


def _group_start(clause: Clause, first: int, floor: int) -> int:
    """Step over "but at the time" and "with its head," before the subject of the next report."""
    words, at = clause.words, first
    if at > floor and clause.gap(at) == ", ":
        at -= 1
    while at > floor and not clause.broken(at) and first - at < _ROLE_WORDS + 2:
        if is_finite(words[at].lower, words[at - 1].lower):
            return first
        at -= 1
    opens = _ABSOLUTE if clause.gap(first) == ", " else _APART
    return at if "," in clause.gap(at) and words[at].lower in opens else first


def _role_start(clause: Clause, first: int, floor: int) -> int:
    """Step over the role in ", union leader Jane Poe said"; elsewhere stay."""
    words, at = clause.words, first
    while at > floor and not clause.broken(at) and first - at < _ROLE_WORDS:
        lower = words[at - 1].lower
        if lower in STOPS | PREPOSITIONS or is_finite(lower, words[at - 2].lower if at > 1 else ""):
            return first
        at -= 1
    clause_before = any(
        is_finite(words[i].lower, words[i - 1].lower) for i in range(floor, at) if i
    )
    return at if "," in clause.gap(at) and clause_before else first


def _aside_end(clause: Clause, report: Report, stop: int) -> int:
    """Return where the dash closes in "Poe \u2014 who once said that … \u2014 left"."""
    words = clause.words
    before = range(max(1, report.verb - REACH), report.verb + 1)
    if sum(has_dash(clause, at) for at in before) % 2 == 0:
        return stop
    behind = range(report.last + 1, min(len(words), report.last + REACH))
    return next((min(stop, words[at - 1].end) for at in behind if has_dash(clause, at)), stop)


def _relative_end(clause: Clause, report: Report, stop: int) -> int:
    """Return where "a bill that foes said would fail, that Poe wrote" goes back to its "that".

    "Left over the bill, which she said was unfair, and that she would fight": "and" does so too.
    """
    words = clause.words
    if not report.first or words[report.first - 1].lower not in {"that", "which"}:
        return stop
    for index in range(report.last + 2, min(len(words) - 1, report.last + REACH)):
        back = index + (words[index].lower == "and")
        if clause.gap(index) == ", " and words[back].lower == "that":
            return min(stop, words[index - 1].end)
    return stop


def _who_end(clause: Clause, report: Report, stop: int) -> int:
    """Return where "Poe, who has denied any part in it, left" goes back to what Poe did.

    So does "The writ, which alleges theft, raises the odds", a verb in -s that no list knows.
    """
    words, at = clause.words, report.verb - 1
    while at > report.first and (words[at].lower in AUXILIARY or words[at].lower.endswith("ly")):
        at -= 1
    if at < 1 or words[at].lower not in {"who", "which"} or "," not in clause.gap(at):
        return stop
    cue = cues().get(words[report.verb].lower)
    # "who said Moe, the cook, was out": all of it is hers.
    told = cue is not None and cue.kind != "say"
    for index in range(report.last + 2, min(len(words), report.last + REACH)):
        told = told or is_finite(words[index - 1].lower, words[index - 2].lower)
        if clause.gap(index) != ", " or not told:
            continue
        verb = index + (words[index].lower.endswith("ly") and index + 1 < len(words))
        lower, onward = words[verb].lower, words[verb + 1 : verb + 2]
        governs = lower.endswith("s") and onward and onward[0].lower in DETERMINERS
        if is_finite(lower, "") or (governs and lower not in PRONOUNS | DETERMINERS):
            return min(stop, words[index - 1].end)
    return stop


def _outer_end(clause: Clause, report: Report, stop: int) -> int:
    """Return where ", and that" goes on with what Moe said in "Moe said Poe had vowed to go"."""
    back = outer_that(clause, report.first, report.last)
    return min(stop, clause.words[back].start) if back else stop


def outer_that(clause: Clause, first: int, last: int) -> int:
    """Return where "and that" goes on with Moe's words in "Moe said Poe denied it and that"; or 0.

    Without a comma it goes on with the inner verb's own clause, if that has one: "Moe said Poe had
    vowed it was safe and that she would go".
    """
    words, within = clause.words, False
    while first > 1 and not clause.broken(first):
        if not (words[first - 1].capital or words[first - 1].lower in DETERMINERS - {"that"}):
            break
        first -= 1
    if not first or clause.broken(first) or cue_at(clause, first - 1) is None:
        return 0
    for index in range(last + 1, min(len(words) - 1, last + REACH)):
        lower = words[index].lower
        if lower == "that":
            return 0
        if lower == "and" and words[index + 1].lower == "that":
            return index if clause.gap(index) == ", " or not within else 0
        within = within or is_finite(lower, words[index - 1].lower)
    return 0


def _dash_end(clause: Clause, report: Report, stop: int) -> int:
    """Return where "vowed to mend it \u2014 but some mocked her" opens its only dash."""
    words = clause.words
    behind = range(report.last + 1, min(len(words), report.last + REACH))
    dashes = [at for at in behind if words[at].start < stop and has_dash(clause, at)]
    if len(dashes) != 1 or words[dashes[0]].lower not in _COUNTER:
        return stop
    return min(stop, words[dashes[0] - 1].end)


def has_dash(clause: Clause, index: int) -> bool:
    """Tell whether a dash stands before a word."""
    gap = clause.gap(index)
    return "\u2014" in gap or "--" in gap or gap == " - "


def _opening_end(clause: Clause, report: Report, stop: int) -> int:
    """Return where the first clause of "When Poe said it was late, Moe left" ends."""
    words = clause.words
    lead = words[_opener(clause)].lower
    commas = [at for at in range(1, min(report.verb, REACH) + 1) if "," in clause.gap(at)]
    # "When Poe, the head of the board, said it was late, Moe left"
    apposed = len(commas) == 2 and commas[1] == report.verb
    first = lead in _OPENING and (not commas or apposed)
    cue = cues().get(words[report.verb].lower)
    absolute = lead in _ABSOLUTE and cue is not None and cue.participle
    if absolute and not any(clause.broken(at) for at in range(1, min(report.verb, REACH) + 1)):
        first = True  # "Despite Poe promising to go, Moe stayed"
    if not first and (report.verb == 0 or words[report.verb - 1].lower != "that"):
        return stop  # "the story that claimed …, and" ends at its comma too
    for index in range(report.last + 2, min(len(words), report.last + REACH)):
        opens = words[index].capital or words[index].lower in DETERMINERS | PRONOUNS | {"there"}
        if clause.gap(index) == ", " and (opens or not absolute):
            return words[index - 1].end
    return stop


def _opener(clause: Clause) -> int:
    """Return where "after" stands in "Just hours after Poe left"; else the first word counts."""
    words = clause.words
    if words[0].lower in _OPENING:
        return 0
    at = opens = int(words[0].lower in _CONTRAST and len(words) > 1)
    while at + 1 < len(words) and words[at].lower in _BEFORE_OPENING and not clause.broken(at + 1):
        at += 1
    return at if words[at].lower in _OPENING else opens


def predicate_end(clause: Clause, start: int, stop: int) -> int:
    """Return where "would be safe" ends in "the dam he said would be safe has burst"."""
    words = clause.words
    if not is_finite(words[start].lower, "") or words[start].lower not in AUXILIARIES:
        return stop
    for index in range(start + 1, min(len(words), start + REACH)):
        lower, before = words[index].lower, words[index - 1].lower
        if clause.broken(index) or lower in STOPS | WH:
            return stop
        apart = before not in AUXILIARIES and not before.endswith("ly")
        if lower in DETERMINERS | PRONOUNS and before not in PREPOSITIONS | AUXILIARIES | {"be"}:
            return stop  # "is proof the dam is old"
        if lower in AUXILIARIES and is_finite(lower, before) and apart:
            return words[index - 1].end
    return stop


def before_role(clause: Clause, opening: int) -> int:
    """Step over the role in ", the prosecutor, Mia Lowe, told jurors"."""
    begin = opening - 1
    while begin > 0 and not clause.broken(begin) and opening - begin < 5:
        begin -= 1
    words = clause.words
    one = [word.lower for word in words[begin : begin + 2]] == ["one", "of"]
    if one and "," in clause.gap(opening) and (not begin or "," in clause.gap(begin)):
        return begin  # "One of them, Mia Lowe, told jurors"
    role = begin > 0 and "," in clause.gap(opening) and "," in clause.gap(begin)
    if role and words[begin].lower in DETERMINERS and words[opening - 1].lower in gazetteer().roles:
        return begin
    return opening


def behind_role(clause: Clause, report: Report) -> int:
    """Step over the role in "According to Mia Lowe, the prosecutor, the driver …"."""
    after, words = report.last + 1, clause.words
    if report.cue != "according to" or after >= len(words):
        return after
    if words[after].lower in _RELATIVES and "," in clause.gap(after) and not report.first:
        behind = range(after + 2, min(len(words), after + _CLAUSE_WORDS))
        return next((at for at in behind if clause.gap(at) == ", "), after)
    if words[after].lower not in DETERMINERS:
        return after
    end = after + 1
    while end < len(words) and not clause.broken(end) and end - after < 6:
        end += 1
    closed = end < len(words) and "," in clause.gap(end)
    return end if closed and words[end - 1].lower in gazetteer().roles else after


def trim(folded: str, start: int, end: int) -> Span | None:
    """Return the words between two offsets without marks around them, if there are any."""
    while start < end and not (folded[start].isalnum() or folded[start] in '"$\u20ac\u00a3'):
        start += 1
    while end > start and not (folded[end - 1].isalnum() or folded[end - 1] in '"%)'):
        end -= 1
    if folded[start:end].endswith(")") and "(" not in folded[start:end]:
        return trim(folded, start, end - 1)
    for word in (" and", " but"):
        if folded[start:end].endswith("," + word):
            return trim(folded, start, end - len(word))
    return Span(start, end) if start < end else None
