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
from dataclasses import replace

from dedup.facts.bearing import are_partisans
from dedup.facts.cues import FINDINGS, Cue, cues
from dedup.facts.gazetteer import DETERMINERS, word_set
from dedup.facts.idioms import POINTING
from dedup.facts.joint import speaker_name, subject_after
from dedup.facts.meant import meant_key
from dedup.facts.papers import is_written, paper_of_participle
from dedup.facts.phrases import STOPS
from dedup.facts.reading import Reading, read_speech, speaks
from dedup.facts.report_bounds import WH, Report
from dedup.facts.report_starts import NP_REACH
from dedup.facts.reported import reported_words
from dedup.facts.reporters import bearer, of_clause, reporter, whose_verb, without_field
from dedup.facts.sources import according_to
from dedup.facts.speech import (
    DOCUMENTS,
    PAPERS,
    PRONOUNS,
    RECORDS,
    Clause,
    Speaker,
    cue_at,
    decides,
    is_hypothetical,
)
from dedup.facts.unreported import adds_clause
from dedup.facts.verbs import AUXILIARIES, is_finite
from dedup.model import AttributionSlots, Mention, ParsedArticle, Span
from dedup.text import content_stems

# Beside who speaks: "even the mayor", "some traders now".
_ADVERBS = re.compile(r"^(?:not )?even (?:the )?| now$")
_PREPOSITIONS = word_set("on in at of to from during after before by for about with over near")
_FINDING_WORDS = FINDINGS | {"according", "in", "heard", "show"}
# Bodies before which something is said: "the inquiry heard that …".
_HEARINGS = word_set("court inquiry jury tribunal hearing inquest committee panel enquiry")
_AMOUNTS = word_set("more less fewer most some many any all no")
_DENIED_WORDS = 15
_DENYING = word_set("not never neither nor cannot")
# A law may say and declare; it has nothing in mind.
_OF_MINDS = word_set("predict think believe admit acknowledge concede tell joke lament worry")
# What things do as well as people.
_SHOWING = word_set("suggest reveal imply signal hint")
_STRESSING = word_set("emphasize emphasise")
# What tells something through its words or figures, besides papers and records.
_TELLING = word_set(
    """evidence autopsy testimony remarks comments research science figure conversation opinion
    writings proposal polling press media panel source"""
)
_LAWS = word_set("resolution bill measure law act treaty plan proposal amendment budget")
_RELATIVE = word_set("who whom which that whose")
_ARTICLES = word_set("the a an his her its their")
_COMPARED_WORDS = 5
_NUMBERS = word_set(
    """one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty
    dozen dozens hundred hundreds thousand thousands million half few third quarter"""
)
_TIMES = word_set("day week month year time moment night morning evening afternoon weekend")
_TEMPORAL = word_set("in on at during after before since until by from")
_FALSELY = word_set("falsely wrongly incorrectly erroneously mistakenly")
_PARTING = word_set("and but while when after before because as which who")
# What is reported must say something: at least this many content words.
_MIN_STEMS = 2
# One will do in a clause of so many words ("he would abdicate").
_MIN_WORDS = 3
# More than this share of the content words inside marks: it is a quote, found there.
_QUOTED_SHARE = 0.8


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
            thing = _is_thing(clause, report)
            seen = _seen_before(reading, clause, number, report)
            # A later "they" means nobody's messages.
            paper = thing and report.speaker.key.rpartition(" ")[2].rstrip("s") in DOCUMENTS
            key = report.speaker.key if paper else reading.key_of(seen)
            key = _ADVERBS.sub("", key) if key else key
            key = meant_key(reading, number, key)
            key = without_field(key, reading.table.kinds) if key else key
            spans = reported_words(reading, number, report, following)
            stems = _stems(reading, spans)
            if not stems or not report.told or (thing and not _is_clause(reading, spans)):
                continue
            mentions.append(
                Mention(
                    parsed.article.id,
                    reading.content[number].index,
                    "attribution",
                    spans,
                    AttributionSlots(
                        speaker=key,
                        speaker_name=speaker_name(reading.table, key),
                        cue=report.cue,
                        cue_class=report.kind,
                        content=" ".join(stems),
                    ),
                )
            )
    return mentions


def _is_thing(clause: Clause, report: Report) -> bool:
    """Tell "the rules affirm" from whom a verb of accusing or denying shows to be somebody."""
    if report.kind not in {"say", "confirm", "announce"} or are_partisans(report.speaker.key):
        return False
    return not speaks(clause, report.speaker)


def _is_clause(reading: Reading, spans: tuple[Span, ...]) -> bool:
    """Tell whether what is reported holds a verb: a thing states no bare noun."""
    words = " ".join(reading.folded[span.start : span.end].lower() for span in spans).split()
    relative = False
    for before, word in zip(["", *words], words, strict=False):
        if is_finite(word, before):
            if not relative:
                return True
            relative = False  # "their faith in a board that sat"
        relative = relative or (bool(before) and word in _RELATIVE)
    return False


def _seen_before(reading: Reading, clause: Clause, number: int, report: Report) -> Speaker:
    """Let a closing ", she said" mean nobody whom only the reported words name by a role."""
    speaker, start = report.speaker, reading.content[number].span.start
    closing = report.first > 0 and "," in clause.gap(report.first)
    if speaker.pronoun not in {"he", "she", "they"} or not closing:
        return speaker
    kind = "organisation" if speaker.pronoun == "they" else "person"
    named = clause.table.within(start, speaker.start)
    return speaker if any(item.kind == kind for item in named) else replace(speaker, start=start)


def _reports(reading: Reading, clause: Clause) -> list[Report]:
    """Return the reporting verbs of one sentence that have a subject, in order."""
    found: list[Report] = []
    verbs = cues()
    for index, word in enumerate(clause.words):
        if word.lower not in verbs and word.lower not in _FINDING_WORDS | POINTING:
            continue
        source = according_to(clause, index)
        if source is not None:
            last = index + 2
            while last < len(clause.words) and not clause.broken(last):
                last += 1
            last = max(last, _behind_bearer(clause, source))
            found.append(Report(index, index, last - 1, source, "according to", "say"))
            continue
        if found and found[-1].cue == "according to" and index <= found[-1].last:
            continue  # "according to the trustees report"
        cue = _finding(clause, index) or cue_at(clause, index)
        if cue is None or not cue.whole or cue.lemma == "read" or is_hypothetical(clause, index):
            continue
        if decides(clause, index):
            continue
        if _is_denied(clause, index) or (cue.lemma == "add" and not adds_clause(clause, index)):
            continue
        report = _report(reading, clause, index, cue)
        if report is not None and cue.lemma == "point" and index + 1 < len(clause.words):
            report = _with_particle(report)
        if report is not None and cue.participle and _is_event(clause, index, report):
            continue
        if report is not None and cue.lemma in _SHOWING and _is_shown(clause, index, report):
            continue  # "her ties to Poe suggested that": nobody says so
        if report is not None and not (cue.lemma in _OF_MINDS and _is_law(report.speaker)):
            untold = _is_as_claimed(clause, report, found) or _is_disowned(clause, report, found)
            found.append(replace(report, told=not untold))
    return found


def _is_disowned(clause: Clause, report: Report, found: list[Report]) -> bool:
    """Tell "Moe denied that Poe said so" and "wrongly claimed Poe said so": Poe did not say so."""
    outer = found[-1] if found else None
    if outer is None or outer.verb >= report.first or outer.cue == "according to":
        return False
    words, verb = clause.words, outer.verb
    wrongly = any(word.lower in _FALSELY for word in words[max(0, verb - 2) : verb + 2])
    that = verb + 1 < len(words) and words[verb + 1].lower == "that"
    if not (wrongly or (outer.kind == "deny" and that)):
        return False
    between = range(verb + 1, report.verb + 1)
    return not any(clause.broken(at) or words[at].lower in _PARTING for at in between)


def _is_as_claimed(clause: Clause, report: Report, found: list[Report]) -> bool:
    """Tell "Poe wrote that Moe saw it, as she later claimed": which of it is not told."""
    opens = report.first - 1
    opens -= opens > 0 and clause.words[opens].lower in DETERMINERS
    if opens < 1 or clause.words[opens].lower != "as" or "," not in clause.gap(opens):
        return False
    if report.kind == "allege":  # "It was not Poe, as Moe claimed": perhaps that it was Poe
        near = [word.lower for word in clause.words[max(0, opens - _DENIED_WORDS) : opens]]
        if any(word in _DENYING or word.endswith("n't") for word in near):
            return True
    return bool(found) and opens > found[-1].last and bool(report.speaker.pronoun)


def _with_particle(report: Report) -> Report:
    """Count the "out" of "pointed out" to the verb."""
    verb, last = report.verb + 1, max(report.last, report.verb + 1)
    return replace(report, verb=verb, last=last, cue=f"{report.cue} out")


def _behind_bearer(clause: Clause, source: Speaker) -> int:
    """Return the word behind Poe in "according to a union leader, Poe, the dam leaks"."""
    at = clause.index_at(source.start)
    named = clause.name_starting(at) if at < len(clause.words) else None
    return clause.index_at(named.end) if named is not None and named.key == source.key else 0


def _is_shown(clause: Clause, index: int, report: Report) -> bool:
    """Tell "it reveals that" and "strong ties suggest that" from whom or what tells something."""
    speaker, word = report.speaker, clause.words[index].lower
    if {"who", "whom"} & {near.lower for near in clause.words[max(0, index - 2) : index]}:
        return False  # "a man who suggested that"
    if speaker.pronoun == "it":
        return word.endswith("s")
    words = speaker.key.split(" ")
    told = {*words, *(word.rstrip("s") for word in words)} & (
        DOCUMENTS | RECORDS | PAPERS | _TELLING
    )
    someone = speaker.pronoun or told or are_partisans(speaker.key) or speaks(clause, speaker)
    return not someone


def _is_event(clause: Clause, index: int, report: Report) -> bool:
    """Tell "The board voted 9-2, signaling that": what a body did shows it, nobody says it."""
    cue = cues().get(clause.words[index].lower)
    if cue is None or cue.lemma not in _SHOWING | _STRESSING or not clause.broken(index):
        return False
    if report.speaker.pronoun or clause.table.kinds.get(report.speaker.key) == "person":
        return False
    first = clause.index_at(report.speaker.start)
    return not any(cue_at(clause, at) is not None for at in range(first, index))


def _is_law(speaker: Speaker) -> bool:
    """Tell "the bill will pass but predicted" from a mayor who predicted: it has no mind."""
    return speaker.key.partition(" of ")[0].rpartition(" ")[2] in _LAWS


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
    if closing and word == "shows" and before not in DOCUMENTS | RECORDS | PAPERS | _TELLING:
        return None  # "on the weekend talk shows"
    if told or closing:
        return Cue(word, "say", fragment=False, whole=True, participle=False, past=True)
    return None


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
    words = clause.words
    for at in range(index - 1, max(-1, index - 4), -1):
        # "Poe, who is not a member, said": what a comma parts is another clause's.
        if clause.broken(at + 1) and "however" not in {words[at].lower, words[at + 1].lower}:
            return False
        if words[at].lower in _DENYING or words[at].lower.endswith("n't"):
            return True
    return False


def _has_clause(clause: Clause, index: int) -> bool:
    """Tell whether a clause follows a verb: "that", or a finite verb before any relative."""
    for at in range(index + 1, min(len(clause.words), index + NP_REACH)):
        lower = clause.words[at].lower
        if clause.broken(at) or lower in WH:
            return lower in WH
        if lower == "that" or is_finite(lower, clause.words[at - 1].lower):
            return True
    return False


def _goes_on(clause: Clause, verb: int) -> bool:
    """Tell "said he had left" and "said that Poe left" from "said Poe": a clause follows."""
    behind = [word.lower for word in clause.words[verb + 1 : verb + 3]]
    pronoun = behind[:1] and behind[0] in PRONOUNS and len(behind) > 1
    told = behind[:1] == ["that"] or bool(pronoun and is_finite(behind[1], behind[0]))
    return told or _has_verb(clause, verb + 1)


def _has_verb(clause: Clause, first: int) -> bool:
    """Tell "said seven crew had died", a clause, from "said seven of the crew"."""
    for at in range(first + 1, min(len(clause.words), first + NP_REACH)):
        lower = clause.words[at].lower
        if clause.broken(at) or lower in STOPS:
            return False
        if lower in AUXILIARIES and is_finite(lower, clause.words[at - 1].lower):
            return True
    return False


def _report(reading: Reading, clause: Clause, index: int, cue: Cue) -> Report | None:
    word = clause.words[index].text
    speaker = None if cue.participle else whose_verb(clause, index)
    if speaker is not None:
        speaker = bearer(clause, speaker, index) or speaker
        speaker = of_clause(clause, speaker, index) or speaker
        first = clause.index_at(speaker.start)
        if (
            _is_asked(clause, first)
            or is_written(clause, first, index)
            or _is_object(clause, first, index)
            or _is_degree(clause, first)
            or _is_compared(clause, first, index)
            or _is_own_noun(clause, speaker, index)
            or _is_case(clause, speaker)
        ):
            return None
        return Report(first, index, index, speaker, word, cue.kind)
    if clause.broken(index) and index and "," in clause.gap(index) and not cue.participle:
        speaker = None if _goes_on(clause, index) else subject_after(clause, index)
        if speaker is not None and speaker.key not in RECORDS and not _is_hearer(clause, speaker):
            last = len(clause.words) - 1
            return Report(index, index, last, speaker, word, cue.kind)
    joined = index > 0 and clause.words[index - 1].lower in {"and", "but", "then"}
    loose = cue.participle and (clause.broken(index) or _has_clause(clause, index))
    if loose or joined:
        paper = paper_of_participle(clause, index) if cue.participle else None
        speaker = paper or reporter(reading, clause, index, cue.participle)
        if speaker is not None:
            return Report(index, index, index, speaker, word, cue.kind)
    return None


def _is_hearer(clause: Clause, speaker: Speaker) -> bool:
    """Tell Poe in ", asked Poe more than 200 questions" from ", asked Poe on Monday."."""
    named = clause.name_starting(clause.index_at(speaker.start))
    behind = clause.index_at(named.end) if named is not None else len(clause.words)
    if behind >= len(clause.words) or clause.broken(behind):
        return False
    return clause.words[behind].lower in {"more", "if", "whether", "how", "what", "why"}


def _is_object(clause: Clause, first: int, verb: int) -> bool:
    """Tell "he will pay what he promised", which closes a sentence, from a tag."""
    what = first > 0 and clause.words[first - 1].lower == "what" and not clause.broken(first)
    return what and verb + 1 == len(clause.words) and "," not in clause.gap(first - 1)


def _is_degree(clause: Clause, first: int) -> bool:
    """Tell "asked about the degree to which she thought so" from what she said she thought."""
    near = [word.lower for word in clause.words[max(0, first - 3) : first]]
    return near[1:] == ["to", "which"] and near[0] in {"degree", "extent"}


def _is_compared(clause: Clause, first: int, verb: int) -> bool:
    """Tell "as rich as he says he is" and "more than Poe claimed" from what somebody said."""
    words = clause.words
    if any(word.text[0].isdigit() or word.lower in _NUMBERS for word in words[first:verb]):
        return False  # "more than two dozen of them said"
    while first > 1 and not clause.broken(first):
        if not (words[first - 1].capital or words[first - 1].lower in DETERMINERS):
            break
        first -= 1
    if first < 2 or clause.broken(first):
        return False
    near = [word.lower for word in words[max(0, first - _COMPARED_WORDS) : first]]
    several = "as" in near[:-1] and "soon" not in near
    return near[-1] == "than" or (near[-1] == "as" and several and not clause.broken(first - 1))


def _is_own_noun(clause: Clause, speaker: Speaker, verb: int) -> bool:
    """Tell "compared with the $5 he claims" from ", he claims": the noun before is what he claims.

    So it is in ``the “new dam” he promised``: a quotation that he tags closes with a comma.
    """
    words, first = clause.words, clause.index_at(speaker.start)
    if first < 2:
        return False
    if clause.broken(first):
        quoted = clause.gap(first).endswith('" ') and clause.gap(first)[-3:-2] not in ",.?!"
        return quoted and words[first - 1].lower in _ARTICLES
    ends = verb + 1 == len(words) or clause.broken(verb + 1)
    if not speaker.pronoun or not ends or words[first - 1].lower in _TIMES:
        return False
    near = range(first - 2, max(0, first - _COMPARED_WORDS), -1)
    article = next((at for at in near if words[at].lower in _ARTICLES), 0)
    whole = article and not any(clause.broken(at) for at in range(article, first))
    return bool(whole) and words[article - 1].lower not in _TEMPORAL | STOPS


def _is_case(clause: Clause, speaker: Speaker) -> bool:
    """Tell the Moe of "Poe v. Moe, which affirmed": it is a case, no person."""
    first = clause.index_at(speaker.start)
    return first > 0 and clause.words[first - 1].lower in {"v", "vs", "versus"}


def _is_asked(clause: Clause, first: int) -> bool:
    """Tell the subject of "Why wouldn't Poe ask": the auxiliary stands before it."""
    words = clause.words
    while first > 0 and not clause.broken(first):
        lower = words[first - 1].lower
        held = words[first - 1].capital or lower in DETERMINERS
        if not held or lower.replace("\u2019", "'") in AUXILIARIES:
            break
        first -= 1
    before = words[first - 1].lower.replace("\u2019", "'") if first else ""
    if not first or clause.broken(first) or before not in AUXILIARIES:
        return False
    return first == 1 or clause.broken(first - 1) or words[first - 2].lower in WH


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
