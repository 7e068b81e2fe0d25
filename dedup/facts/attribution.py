"""Indirect speech: who is said to have said, denied, confirmed, alleged or announced what.

A mention is one reporting verb with its subject and the words reported. What stands in
quotation marks belongs to ``quotes``; a reported clause with a quoted fragment inside is
kept, for it says more than the fragment. Priorities: no attribution without a source that
the sentence names (or a pronoun that resolves, else None); the content is cut at the next
reporting verb, rather too short than with another speaker's words.

Known failures: content after a long aside; reported speech that runs on in the next
sentence without a verb of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from dedup.facts.cues import AUXILIARY, BE, FINDINGS, HEARER, NEEDS_THAT, Cue, cues
from dedup.facts.gazetteer import DETERMINERS, gazetteer, word_set
from dedup.facts.phrases import subject_after
from dedup.facts.reading import Reading, read_speech, reporter, speaks
from dedup.facts.sources import according_to
from dedup.facts.speech import DOCUMENTS, PRONOUNS, REACH, Clause, Speaker, cue_at, is_hypothetical
from dedup.facts.subjects import subject_before
from dedup.facts.verbs import is_finite
from dedup.model import AttributionSlots, Mention, ParsedArticle, Span
from dedup.text import content_stems

# A clause behind the verb that starts later than this many words after it is not its object.
_THAT_REACH = 9
# "told the paper in a short talk behind the hall on Friday that …": the hearer comes first.
_HEARER_REACH = 20
# A noun phrase with its titles ("U.S. Secretary of State Jane Poe") has at most this many words.
_NP_REACH = 9
_PREPOSITIONS = word_set("on in at of to from during after before by for about with over near")
_PLAIN = word_set("say says said saying add added adds note noted notes tell told state stated")
_FINDING_WORDS = FINDINGS | {"according", "in", "heard", "show"}
# Bodies before which something is said: "the inquiry heard that …".
_HEARINGS = word_set("court inquiry jury tribunal hearing inquest committee panel enquiry")
# These take a clause without "that" if a finite verb shows that it is one.
_WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
_DAY_PARTS = word_set("morning afternoon evening night")
# Words of a time that opens a sentence: "Last week, …", "Late on Monday, …".
_WHEN = word_set(
    """last this next late early earlier later on week weekend month year day yesterday today monday
    tuesday wednesday thursday friday saturday sunday morning afternoon evening night tonight"""
)
_DATED = word_set("announced announces confirmed confirms warned")
_BARE = word_set("predict think forecast")
_WH = word_set("how why what where who")
_WON = word_set(
    """gold silver bronze victory win title titles crown medal medals prize trophy lives
    responsibility credit benefits"""
)
# "said farewell", "told jurors when asked": behind these nothing is reported.
_NO_CONTENT = word_set("farewell goodbye nothing little much hello so")
_ASKED = word_set("asked pressed told questioned")
_AMOUNTS = word_set("more less fewer most some many any all no")
_DENYING = word_set("not never neither nor cannot")
_FINITE = word_set("had has have will would could can may might must should did does do")
# Between a comma and the subject of the next report: ", while the union said …".
_BETWEEN = word_set("the a an while but and as though although whereas his her its their")
# Whose words a report rests on is no part of what it says.
_CITING = re.compile(r", (?:citing|quoting) ")
# What is reported must say something: at least this many content words.
_MIN_STEMS = 2
# One will do in a clause of so many words ("he would abdicate").
_MIN_WORDS = 3
# More than this share of the content words inside marks: it is a quote, found there.
_QUOTED_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class _Report:
    """One reporting verb: indices into the clause, its subject and class."""

    first: int  # where subject and verb begin
    verb: int
    last: int  # where they end
    speaker: Speaker
    cue: str
    kind: str


def find_attributions(parsed: ParsedArticle, speech: Reading | None = None) -> list[Mention]:
    """Find indirect speech: a source, a reporting verb and what is reported.

    Args:
        parsed: The article with its sentences.
        speech: From ``reading.read_speech``, if it is there already.

    Returns:
        Mentions in order; the spans (one or two) are the words reported.
    """
    reading = speech.afresh() if speech else read_speech(parsed)
    mentions = []
    for number in range(len(reading.content)):
        clause = reading.clause(number)
        reports = _reports(reading, clause)
        for position, report in enumerate(reports):
            following = reports[position + 1] if position + 1 < len(reports) else None
            key = reading.key_of(_seen_before(reading, clause, number, report))
            spans = _content(reading, number, report, following)
            stems = _stems(reading, spans)
            if not stems or (_is_thing(clause, report) and not _is_clause(reading, spans)):
                continue
            mentions.append(
                Mention(
                    parsed.article.id,
                    reading.content[number].index,
                    "attribution",
                    spans,
                    AttributionSlots(
                        speaker=key,
                        speaker_name=reading.table.names.get(key, key) if key else "",
                        cue=report.cue,
                        cue_class=report.kind,
                        content=" ".join(stems),
                    ),
                )
            )
    return mentions


def _is_thing(clause: Clause, report: _Report) -> bool:
    """Tell "the rules affirm" from whom a verb of accusing or denying shows to be somebody."""
    return report.kind in {"say", "confirm", "announce"} and not speaks(clause, report.speaker)


def _is_clause(reading: Reading, spans: tuple[Span, ...]) -> bool:
    """Tell whether what is reported holds a verb: a thing states no bare noun."""
    words = " ".join(reading.folded[span.start : span.end].lower() for span in spans).split()
    return any(is_finite(word, before) for before, word in zip(["", *words], words, strict=False))


def _seen_before(reading: Reading, clause: Clause, number: int, report: _Report) -> Speaker:
    """Let a closing ", she said" mean nobody whom only the reported words name by a role."""
    speaker, start = report.speaker, reading.content[number].span.start
    closing = report.first > 0 and "," in clause.gap(report.first)
    if speaker.pronoun not in {"he", "she", "they"} or not closing:
        return speaker
    kind = "organisation" if speaker.pronoun == "they" else "person"
    named = clause.table.within(start, speaker.start)
    return speaker if any(item.kind == kind for item in named) else replace(speaker, start=start)


def _reports(reading: Reading, clause: Clause) -> list[_Report]:
    """Return the reporting verbs of one sentence that have a subject, in order."""
    found: list[_Report] = []
    verbs = cues()
    for index, word in enumerate(clause.words):
        if word.lower not in verbs and word.lower not in _FINDING_WORDS:
            continue
        source = according_to(clause, index)
        if source is not None:
            last = index + 2
            while last < len(clause.words) and not clause.broken(last):
                last += 1
            found.append(_Report(index, index, last - 1, source, "according to", "say"))
            continue
        if found and found[-1].cue == "according to" and index <= found[-1].last:
            continue  # "according to the trustees report"
        cue = _finding(clause, index) or cue_at(clause, index)
        if cue is None or not cue.whole or cue.lemma == "read" or is_hypothetical(clause, index):
            continue
        if _is_denied(clause, index) or (cue.lemma == "add" and not _adds_clause(clause, index)):
            continue
        report = _report(reading, clause, index, cue)
        if report is not None:
            found.append(report)
    return found


def _finding(clause: Clause, index: int) -> Cue | None:
    """Read "the report found that …"; without "that" such a verb reports nothing."""
    word = clause.words[index].lower
    before = clause.words[index - 1].lower if index else ""
    following = clause.words[index + 1].lower if index + 1 < len(clause.words) else ""
    told = following == "that" and (word in FINDINGS or (word == "heard" and before in _HEARINGS))
    if told and word.endswith("s") and _is_relative(clause, index + 1):
        return None  # "harbour rules that allow more firms"
    # "Sales doubled, industry figures show."
    closing = word in {"show", "shows", "showed"} and index + 1 == len(clause.words)
    if told or closing:
        return Cue(word, "say", fragment=False, whole=True, participle=False, past=True)
    return None


def _says_nothing(clause: Clause, after: int) -> bool:
    """Tell "said goodbye" and "said when asked about it" from what somebody said."""
    first, *rest = (word.lower for word in clause.words[after : after + 2])
    return first in _NO_CONTENT or (first == "when" and bool(_ASKED & set(rest)))


def _tells_nothing(clause: Clause, report: _Report, start: int) -> bool:
    """Tell "told the paper at a rally" from "told the paper the road was shut"."""
    told = clause.words[report.verb].lower in HEARER and start > report.verb + 1
    if not told or clause.words[start - 1].lower == "that":
        return False
    rest = clause.words[start : start + REACH]
    if rest[0].lower == "of" and rest[-1] is not rest[0] and rest[1].lower.endswith("ing"):
        return False  # "told the court of seeing two men"
    verb = any(is_finite(word.lower, before.lower) for before, word in
               zip(clause.words[start - 1 :], rest, strict=False))  # fmt: skip
    return rest[0].lower in _PREPOSITIONS or not verb


def _is_relative(clause: Clause, that: int) -> bool:
    """Tell "rules that would allow" and "rules that allow more" from "rules that Poe must go"."""
    behind = [word.lower for word in clause.words[that + 1 : that + 3]]
    if not behind or clause.broken(that + 1):
        return False
    if is_finite(behind[0], "that"):
        return True
    subject = DETERMINERS | PRONOUNS | _PREPOSITIONS
    bare = not clause.words[that + 1].capital and behind[0] not in subject
    return bare and bool(behind[1:]) and behind[1] in DETERMINERS | _AMOUNTS


def _is_denied(clause: Clause, index: int) -> bool:
    """Tell "did not deny" and "has never said" from what somebody said."""
    near = [word.lower for word in clause.words[max(0, index - 3) : index]]
    return any(word in _DENYING or word.endswith("n't") for word in near)


def _adds_clause(clause: Clause, index: int) -> bool:
    """Tell "added the road was shut" from "added salt to the soup"."""
    rest = clause.words[index + 1 : index + _THAT_REACH]
    if not rest or clause.broken(index + 1) or rest[0].lower == "that":
        return True
    return any(word.lower in BE or word.lower in _FINITE for word in rest)


def _has_clause(clause: Clause, index: int) -> bool:
    """Tell whether a clause follows a verb: "that", or a finite verb before any relative."""
    for at in range(index + 1, min(len(clause.words), index + _NP_REACH)):
        lower = clause.words[at].lower
        if clause.broken(at) or lower in _WH:
            return lower in _WH
        if lower == "that" or is_finite(lower, clause.words[at - 1].lower):
            return True
    return False


def _report(reading: Reading, clause: Clause, index: int, cue: Cue) -> _Report | None:
    word = clause.words[index].text
    speaker = None if cue.participle else subject_before(clause, index)
    if speaker is not None:
        first = clause.index_at(speaker.start)
        return _Report(first, index, index, speaker, word, cue.kind)
    if clause.broken(index) and index and "," in clause.gap(index) and not cue.participle:
        speaker = subject_after(clause, index)
        if speaker is not None:
            last = len(clause.words) - 1
            return _Report(index, index, last, speaker, word, cue.kind)
    joined = index > 0 and clause.words[index - 1].lower in {"and", "but", "then"}
    loose = cue.participle and (clause.broken(index) or _has_clause(clause, index))
    if loose or joined:
        speaker = reporter(reading, clause, index, cue.participle)
        if speaker is not None:
            return _Report(index, index, index, speaker, word, cue.kind)
    return None


def _content(
    reading: Reading, number: int, report: _Report, following: _Report | None
) -> tuple[Span, ...]:
    """Return the words that a reporting verb reports: behind it, before it, or around it."""
    clause, span = reading.clause(number), reading.content[number].span
    words, folded = clause.words, reading.folded
    stop = _content_stop(clause, span, report, following)
    after = _behind_role(clause, report)
    if reading.in_quote(_skip_marks(folded, words[report.last].end, span.end)):
        return ()  # The words that follow are a quote.
    opening = report.first
    while opening > 0 and not clause.broken(opening) and report.first - opening < _NP_REACH:
        opening -= 1
    opening = _before_role(clause, opening)
    begin = words[opening].start
    lead = folded[span.start : begin].rstrip()
    closes = after >= len(words) or "," in clause.gap(after) or _only_hearer(clause, report)
    adverbial = (
        opening
        and words[0].lower in _PREPOSITIONS
        and not any(
            word.lower in BE or word.lower in AUXILIARY or word.lower.endswith("ed")
            for word in words[max(0, opening - REACH) : opening]
        )
    )
    if adverbial and closes:
        return ()
    if lead.endswith(",") and not adverbial and (closes or _is_when(clause, after)):
        pieces = [_trim(folded, span.start, begin)]
        if _only_hearer(clause, report):
            pass
        elif after < len(words) and "," in clause.gap(after) and not _is_when(clause, after):
            pieces.append(_trim(folded, words[after].start, stop))
        quoted = reading.quoted_between(span.start, begin)
        if len(pieces) == 1 and not quoted and _only_when(clause, opening):
            return ()
        return tuple(piece for piece in pieces if piece is not None)
    if report.cue == "according to":
        if report.first == 0 and after < len(words):
            piece = _trim(folded, words[after].start, stop)
        else:
            piece = _trim(folded, span.start, begin)
        return (piece,) if piece is not None else ()
    start = _object_start(clause, report)
    if start is None and after < len(words) and _says_nothing(clause, after):
        return ()
    if start is not None and words[start].lower in _PREPOSITIONS:
        dated = _behind_date(clause, start)
        start = dated if dated is not None else start
    if start is not None and _tells_nothing(clause, report, start):
        return ()
    if start is not None and words[report.verb].lower in HEARER and words[start].lower == "to":
        return ()  # an order: "told police to leave"
    if start is None:
        cue = cues().get(words[report.verb].lower)
        weak = cue is not None and cue.lemma in NEEDS_THAT
        if cue is not None and cue.lemma == "claim":
            near = {word.lower for word in words[after : after + 4]}
            weak = bool(near & _WON)  # "claimed gold with a score of 15"
        if cue is not None and cue.lemma in _BARE and _adds_clause(clause, report.verb):
            weak = False
        if after >= len(words) or weak or clause.broken(after):
            return ()
        dated = _behind_date(clause, after)
        if dated is not None and report.cue.lower() in _PLAIN | _DATED:
            piece = _trim(folded, words[dated].start, stop)
            return (piece,) if piece is not None else ()
        if words[after].lower in _PREPOSITIONS and report.cue.lower() in _PLAIN:
            return ()
        piece = _trim(folded, words[report.verb].end, stop)
    else:
        piece = _trim(folded, words[start].start, stop)
    return (piece,) if piece is not None else ()


def _content_stop(clause: Clause, span: Span, report: _Report, following: _Report | None) -> int:
    """Return where the reported words end: the sentence, the next report, or a citation."""
    stop = span.end
    citing = _CITING.search(clause.folded, clause.words[report.last].end, span.end)
    if citing is not None:
        stop = citing.start()
    if following is not None and following.first > report.last:
        first = following.first
        while first > report.last + 1 and not clause.broken(first):
            if clause.words[first - 1].lower not in _BETWEEN:
                break
            first -= 1
        gap = clause.gap(first)
        if "," in gap or ";" in gap or "\u2014" in gap:
            stop = min(stop, clause.words[first].start)
    elif (
        following is not None and following.verb > report.last and "," in clause.gap(following.verb)
    ):
        # "Poe, who said that …, denied that …": the subject of the second stands before both.
        stop = min(stop, clause.words[following.verb].start)
    return stop


def _before_role(clause: Clause, opening: int) -> int:
    """Step over the role in ", the prosecutor, Mia Lowe, told jurors"."""
    begin = opening - 1
    while begin > 0 and not clause.broken(begin) and opening - begin < 5:
        begin -= 1
    words = clause.words
    role = begin > 0 and "," in clause.gap(opening) and "," in clause.gap(begin)
    if role and words[begin].lower in DETERMINERS and words[opening - 1].lower in gazetteer().roles:
        return begin
    return opening


def _behind_role(clause: Clause, report: _Report) -> int:
    """Step over the role in "According to Mia Lowe, the prosecutor, the driver …"."""
    after, words = report.last + 1, clause.words
    if report.cue != "according to" or after >= len(words) or words[after].lower not in DETERMINERS:
        return after
    end = after + 1
    while end < len(words) and not clause.broken(end) and end - after < 6:
        end += 1
    closed = end < len(words) and "," in clause.gap(end)
    return end if closed and words[end - 1].lower in gazetteer().roles else after


def _behind_date(clause: Clause, after: int) -> int | None:
    """Return where a clause begins behind "said on Monday …", "said in a statement …"."""
    words = clause.words
    low = [word.lower for word in words[after : after + 4]]
    skip = 0
    if low[:1] == ["on"] and low[1:2] and low[1] in _WEEKDAYS:
        skip = 2
    elif low[0] in _WEEKDAYS:
        skip = 1
    elif low[:2] == ["in", "a"] and low[2:3] and low[2] in DOCUMENTS:
        skip = 3
    index = after + skip
    if skip and index < len(words) and words[index].lower in _DAY_PARTS:
        index += 1
    if (
        not skip
        or index >= len(words)
        or clause.broken(index)
        or words[index].lower in _PREPOSITIONS
    ):
        return None
    return index if _adds_clause(clause, index - 1) else None


def _only_hearer(clause: Clause, report: _Report) -> bool:
    """Tell whether nothing but the hearer follows: ", Poe told the court on Friday."."""
    words = clause.words
    if words[report.verb].lower not in HEARER or report.verb + 1 >= len(words):
        return False
    rest = [word.lower for word in words[report.verb + 1 :]]
    if len(rest) > 8 or set(rest) & (BE | _FINITE | {"that", "he", "she", "they", "it", "to"}):
        return False
    return not any(word.endswith("ed") for word in rest)


def _skip_marks(folded: str, at: int, end: int) -> int:
    """Return the first offset that is no mark, colon, comma or space."""
    while at < end and folded[at] in " :,\"'":
        at += 1
    return at


def _is_when(clause: Clause, index: int) -> bool:
    """Tell whether only a time or place follows: "police said on Monday"."""
    rest = clause.words[index : index + _THAT_REACH]
    if any(word.lower == "that" for word in rest):
        return False
    return bool(rest) and rest[0].lower in {
        "on", "in", "at", "late", "early", "yesterday", "last", "earlier", "later", "monday",
        "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "afterward", "today",
    }  # fmt: skip


def _only_when(clause: Clause, stop: int) -> bool:
    """Tell "Last week, in a statement, said Poe" from a report: no clause stands before it."""
    if stop > REACH:
        return False
    words = clause.words[:stop]
    opens = [index for index in range(1, stop) if clause.broken(index)]
    if any(word.lower not in _WHEN for word in words[: min(opens, default=stop)]):
        return False
    return all(words[index].lower in _PREPOSITIONS for index in opens) and not any(
        is_finite(word.lower, before.lower) for before, word in pairwise(words)
    )


def _object_start(clause: Clause, report: _Report) -> int | None:
    """Return where the reported words begin behind a verb; None: right behind it."""
    words = clause.words
    hears = words[report.verb].lower in HEARER
    following = words[report.verb + 1].lower if report.verb + 1 < len(words) else ""
    if following in _WH and words[report.verb].lower not in {"asked", "asks", "wondered"}:
        return report.verb + 1
    reach = _HEARER_REACH if hears else _THAT_REACH
    for index in range(report.verb + 1, min(len(words), report.verb + reach)):
        # "told his lawyer, Pia Kemp, that …"
        broken = clause.broken(index) and not (hears and clause.gap(index) == ", ")
        if broken and index > report.verb + 1:
            break
        if hears and is_finite(words[index].lower, words[index - 1].lower):
            break  # "told the paper he knew that": what is told has begun
        if words[index].lower == "that" and (index == report.verb + 1 or not broken):
            if index + 1 == len(words):
                return None
            if is_finite(words[index + 1].lower, "that") and not clause.broken(index + 1):
                return index if index == report.verb + 1 else None  # "said that was a lie"
            return index + 1
    if words[report.verb].lower in HEARER and report.verb + 2 < len(words):
        index = report.verb + 1
        if clause.broken(index):
            return None
        named = clause.name_starting(index)
        if named is not None:
            while index < len(words) and words[index].start < named.end:
                index += 1
            return index if index < len(words) else None
        index += 2 if words[index].lower in {"the", "a", "his", "her"} else 1
        return index if index < len(words) else None
    return None


def _trim(folded: str, start: int, end: int) -> Span | None:
    while start < end and not (folded[start].isalnum() or folded[start] in '"$\u20ac\u00a3'):
        start += 1
    while end > start and not (folded[end - 1].isalnum() or folded[end - 1] in '"%)'):
        end -= 1
    return Span(start, end) if start < end else None


def _stems(reading: Reading, spans: tuple[Span, ...]) -> list[str]:
    """Return the content stems of the reported words; [] if they are a quote or say nothing."""
    stems: list[str] = []
    n_quoted = 0
    for span in spans:
        stems.extend(content_stems(reading.folded[span.start : span.end]))
        for stretch in reading.quoted_between(span.start, span.end):
            left, right = max(stretch.start, span.start), min(stretch.end, span.end)
            n_quoted += len(content_stems(reading.folded[left:right]))
    n_words = sum(len(reading.folded[span.start : span.end].split()) for span in spans)
    if len(stems) + (n_words >= _MIN_WORDS) < _MIN_STEMS or n_quoted >= _QUOTED_SHARE * len(stems):
        return []
    return stems
