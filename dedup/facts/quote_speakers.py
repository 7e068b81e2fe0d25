"""Whose words a quoted stretch is: the cue beside it, or the one it goes on from.

Order of evidence: the cue directly behind the quote, the last one before it in its
sentence, a colon, a clause that closes the sentence; without any of these the quote goes
on with the speaker of the sentence or paragraph before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dedup.facts.cues import cues
from dedup.facts.gazetteer import DETERMINERS, word_set
from dedup.facts.joint import phrase_ending, subject_after
from dedup.facts.marks import Quoted
from dedup.facts.meant import meant_key
from dedup.facts.nested import (
    answered,
    asked_about,
    before_closed,
    inner_saying,
    is_reply,
    leads_on,
    not_denied,
    of_law,
    other_speaker,
    overheard,
    passed_on,
    pointed_out,
    quoted_as,
)
from dedup.facts.owners import (
    aim,
    author,
    crowd,
    narrator,
    owner_beside,
    owner_of_words,
    relative_start,
)
from dedup.facts.people import LINKS, is_human
from dedup.facts.phrases import phrase_from
from dedup.facts.quoted_titles import TITLE_WORDS, is_title
from dedup.facts.reading import Reading, Said, speaks
from dedup.facts.report_bounds import FACTUALLY
from dedup.facts.reporters import bearer, colon_subject, cue_before, without_field
from dedup.facts.signatures import posted_by, signer
from dedup.facts.sources import according_to, from_document
from dedup.facts.speech import (
    DOCUMENTS,
    PRONOUNS,
    REACH,
    Clause,
    Speaker,
    cue_at,
    is_hypothetical,
)
from dedup.facts.subjects import finite_subject, subject_before
from dedup.facts.verbs import IRREGULAR_PASTS, is_finite, is_regular_past

_ISSUING = word_set(
    "issued issues released releases gave gives posted posts wrote writes sent sends published"
)
_ISSUES = DOCUMENTS | {"comment", "update"}
# A term in marks has so many words; "and" before a report parts it from the term.
_TERM_WORDS = 3
_APART = word_set("and but while whereas though although so")
_TAG_WORDS = 6
_TAG_REACH = 20
# None of these stands between a quote and the name that its tag begins with.
_NOT_IN_TITLE = word_set("and but while as when after who which he she to by be been")
_TAGS = word_set("said says")
# Where a paper is read out: the participle tags no quote.
_READ_WHERE = word_set("on by out at to into aloud over live")
# "My answer was": his to whom the sentence before was told.
_ANSWERS = re.compile(r"(?:My|Our) (?:\w+ )?(?:answer|reply|response)\b")
_TAG_BEHIND = word_set("at in on during after to")
_CALLING = word_set("called calls termed terms dubbed labeled labelled")
_CALLED_WORDS = 4


def speakers(reading: Reading) -> list[Said | None]:
    """Return whose words each stretch is, carried over where no cue stands beside it."""
    found: list[Said | None] = []
    for number, stretch in enumerate(reading.quoted):
        if is_title(reading, stretch):
            found.append(None)
            continue
        signed = reading.signers.get(stretch.start)
        own = Said(signed) if signed is not None else _own_cue(reading, stretch)
        if own is None:
            own = _carried(reading, number, found)
        if own is not None and is_reply(reading, number, own, found):
            own = replace(own, key=other_speaker(reading, number, own, found))
        if own is not None and own.key:
            behind = reading.sentence_at(max(stretch.start, stretch.end - 1))
            key = meant_key(reading, behind, own.key)
            own = replace(own, key=without_field(key, reading.table.kinds) if key else key)
        found.append(own)
    for number in range(len(found) - 2, -1, -1):
        stretch, following = reading.quoted[number], reading.quoted[number + 1]
        if found[number] is not None and found[number].key is not None:  # type: ignore[union-attr]
            continue
        between = reading.folded[stretch.end : following.start]
        if not between.strip(" \n\"'.") or stretch.continues:
            after = found[number + 1]
            if after is not None and not after.hypothetical and is_whole(reading, stretch):
                found[number] = replace(after, cue="")
    return found


def _own_cue(reading: Reading, stretch: Quoted) -> Said | None:
    """Return the speaker that the stretch's own sentence names."""
    first = reading.sentence_at(stretch.start)
    last = reading.sentence_at(max(stretch.start, stretch.end - 1))
    before, after = reading.clause(first), reading.clause(last)
    n_before = before.index_at(stretch.start)
    n_after = next((i for i, w in enumerate(after.words) if w.start >= stretch.end),
                   len(after.words))  # fmt: skip
    if _announces(reading, last) and n_before and not is_whole(reading, stretch):
        return None  # On the "guests," Poe said: what he said is still to come.
    if asked_about(before, n_before) and not is_whole(reading, stretch):
        return None
    beside = _cue_beside(reading, stretch, after, n_after)
    lead = reading.folded[reading.content[first].span.start : stretch.start].rstrip(" \"'")
    relayed = beside is not None and _relays(beside) and not is_whole(reading, stretch)
    introduced = beside is not None and beside.cue == "according to" and lead.endswith((",", ":"))
    if beside is not None and beside.cue == "according to" and not introduced:
        own = cue_before(reading, before, n_before)
        introduced = own is not None and reading.table.kinds.get(own.key or "") == "person"
    if beside is not None and not (introduced or relayed):
        own = None if is_whole(reading, stretch) else _what_called(reading, before, n_before)
        return own or beside
    owned = owner_beside(reading, before, n_before, lead)
    if owned is not None:
        return owned
    contrary = [found.end() for found in FACTUALLY.finditer(lead)][-1:]
    if of_law(before, n_before) or answered(lead) or (contrary and '"' not in lead[contrary[0] :]):
        return Said(None)
    open_at = relative_start(before, n_before)
    said = crowd(reading, before, n_before) or pointed_out(reading, before, n_before)
    said = said or inner_saying(reading, before, n_before)
    said = said or overheard(reading, before, n_before)
    said = said or cue_before(reading, before, open_at)
    if said is None and open_at < n_before:
        said = cue_before(reading, before, n_before)
    if said is not None and said.hypothetical:
        said = before_closed(reading, before, n_before, said)
    if said is not None:
        said = not_denied(reading, before, n_before, said)
    said = said or beside
    if said is not None:
        return said
    signed = signer(reading.folded, reading.table, stretch.end)
    if signed is not None:
        return Said(reading.key_of(signed))
    if lead.endswith(":"):
        start = reading.content[first].span.start
        other, key = posted_by(reading.folded, reading.table, start, stretch.start)
        if other:
            return Said(key)
        led = _released(reading, before) or colon_subject(reading, before, n_before)
        return led or _of_sentence_before(reading, first, n_before)
    behind = _cue_behind(reading, stretch, after, n_after)
    if behind is None and reading.content[first].role == "headline":
        return _headline_lead(reading, before, n_before)
    aimed = None if is_whole(reading, stretch) else aim(reading, before, n_before)
    return behind or _fronted(reading, before, n_before) or (
        owner_of_words(reading, before, n_before) or aimed
    )  # fmt: skip


def _fronted(reading: Reading, clause: Clause, stop: int) -> Said | None:
    """Return Poe in ``Declaring that it was a “grim deal,” Mayor Poe left``."""
    cue = cue_at(clause, 0) if 0 < stop < REACH else None
    if cue is None or not cue.participle or any(clause.broken(at) for at in range(1, stop)):
        return None
    comma = next((at for at in range(stop, min(len(clause.words), stop + REACH))
                  if "," in clause.gap(at)), 0)  # fmt: skip
    for verb in range(comma + 1, min(len(clause.words), comma + _TAG_REACH)) if comma else ():
        if clause.broken(verb):
            return None
        if is_finite(clause.words[verb].lower, clause.words[verb - 1].lower):
            speaker = phrase_ending(clause, verb - 1, comma)
            known = speaker is not None and speaks(clause, speaker)
            return Said(reading.key_of(speaker), clause.words[0].text, verb=cue) if known else None
    return None


def _of_sentence_before(reading: Reading, number: int, stop: int) -> Said | None:
    """Return whose ``The say in a statement: "…"`` is: his whom the sentence before is about."""
    clause = reading.clause(number)
    verb = next((at for at in range(min(stop, _TAG_WORDS)) if clause.words[at].lower in cues()), -1)
    if verb < 0 or not number:
        return None
    earlier = reading.clause(number - 1)
    speaker = finite_subject(earlier, min(len(earlier.words), REACH))
    if speaker is None or not speaks(earlier, speaker):
        return None
    return Said(reading.key_of(speaker), clause.words[verb].text)


def _what_called(reading: Reading, clause: Clause, stop: int) -> Said | None:
    """Return the report in ``what the report called a “grim deal,” aides said``: nearer."""
    for verb in range(stop - 1, max(1, stop - _CALLED_WORDS), -1):
        if clause.words[verb].lower in _CALLING:
            near = [word.lower for word in clause.words[max(0, verb - _TAG_WORDS) : verb]]
            what = "what" in near and not any(
                clause.broken(at) for at in range(verb - len(near) + near.index("what") + 1, stop)
            )
            said = cue_before(reading, clause, stop) if what else None
            return said if said is not None and said.key else None
        if clause.words[verb].lower not in DETERMINERS:
            return None
    return None


def _relays(said: Said) -> bool:
    """Tell the agency of "they called it “grim,” the news agency reported"."""
    return said.verb is not None and said.verb.lemma == "report"


def _announces(reading: Reading, number: int) -> bool:
    """Tell whether a sentence ends with its cue and a colon: the quote follows it."""
    span, clause = reading.content[number].span, reading.clause(number)
    colon = reading.folded[span.start : span.end].rstrip().endswith(":")
    return colon and bool(clause.words) and cue_at(clause, len(clause.words) - 1) is not None


def _headline_lead(reading: Reading, clause: Clause, stop: int) -> Said | None:
    """Read ``Fire chief: City 'had no plan'``."""
    colon = next((i for i in range(1, stop) if clause.gap(i).strip() == ":"), None)
    if colon is None or colon > 5:
        return None
    speaker = phrase_from(Clause(clause.folded, clause.words[:colon], clause.table), 0)
    return Said(reading.key_of(speaker)) if speaker is not None else None


def _cue_beside(reading: Reading, stretch: Quoted, clause: Clause, first: int) -> Said | None:
    """Read the cue directly behind a quote, as in ``," said Poe`` and ``," Poe said``."""
    if first >= len(clause.words):
        return _cue_in_next(reading, stretch)
    word = clause.words[first]
    gap = reading.folded[stretch.end : word.start]
    # A nested quote may close with a space of its own: ``'… the mayor.' " tweeted Poe``.
    closed = reading.folded[stretch.start : stretch.end].rstrip()[-1:]
    if len(gap) > 6 or not (closed in ",?!\u2014-\u2026" or gap.strip("\"' ") or closed in ".'\""):
        return None
    if "." in gap:
        return None
    source = according_to(clause, first)
    if source is not None:
        return Said(reading.key_of(source), "according to")
    cue = cue_at(clause, first)
    if word.lower in {"read", "reads"}:
        paper = _writer_behind(clause, first) or subject_after(clause, first)
        known = paper is not None and _can_read(clause, paper)
        return Said(reading.key_of(paper), word.text) if known else None
    if cue is not None and not cue.participle:
        if not cue.whole and not is_whole(reading, stretch):
            return None  # A party that would "turn green", hailed Poe
        if leads_on(reading, clause, first):
            return None
        speaker = subject_after(clause, first)
        if speaker is not None:
            return Said(reading.key_of(speaker), word.text, verb=cue)
        # `"It is closed," says D.A.`: whose it is stands there, known or not.
        tagged = word.lower in _TAGS and closed in ",?!" and first + 1 < len(clause.words)
        return Said(None, word.text, verb=cue) if tagged else None
    if word.capital and word.lower in _TAGS and closed in ",?!":
        return Said(reading.key_of(subject_after(clause, first)), word.text)  # 'Gone,' Says Poe
    dash = closed == "." and "\u2014" in gap
    if closed == "." and not word.text[0].islower() and not dash:
        return None
    if _leads_next(reading, clause, first):
        return None
    subject = _subject_then_cue(reading, clause, first) or _plain_tag(reading, stretch, first)
    if subject is not None:
        return subject
    listed = "\u2014" in gap and not is_whole(reading, stretch)  # the “two fools” — Poe and Moe
    if ":" in gap or ("\u2014" in gap and not listed):
        speaker = phrase_from(clause, first)
        named = clause.name_ending(len(clause.words) - 1)
        if "\u2014" in gap and named is not None and named.kind == "person":
            speaker = Speaker(named.key, "", named.start)  # "\u2014 Norby Ferries chief Mia Poe"
        if (
            speaker is not None
            and speaker.key
            and (speaker.key in clause.table.kinds or (":" in gap and _can_sign(clause, speaker)))
        ):
            return Said(reading.key_of(speaker))
    return None


def _writer_behind(clause: Clause, verb: int) -> Speaker | None:
    """Return Poe in ``"…," read a since-removed tweet by Jane Poe``."""
    for at in range(verb + 1, min(len(clause.words) - 2, verb + _TAG_WORDS)):
        if clause.broken(at) or clause.words[at].lower in LINKS:
            return None
        if clause.words[at].lower in DOCUMENTS:
            by = clause.words[at + 1].lower in {"by", "from"}
            return from_document(clause, at) if by else None
    return None


def _can_sign(clause: Clause, speaker: Speaker) -> bool:
    """Tell `"…": Mia Holm` and "…: police" from a sentence that a colon opens."""
    capital = clause.words[clause.index_at(speaker.start)].capital
    return speaks(clause, speaker) or (capital and len(speaker.key.split(" ")) <= TITLE_WORDS)


def _leads_next(reading: Reading, clause: Clause, first: int) -> bool:
    """Tell ``“Will it?” Poe replied: “No.”``, whose tag leads to the next, from ``,” Poe said: “``.

    Only what a comma closes, or nothing does, can have its tag behind it then.
    """
    begin, last = clause.words[first].start, first
    while last + 1 < len(clause.words) and not clause.broken(last + 1):
        last += 1
    end = clause.words[last].end
    closed = reading.folded[max(0, begin - 3) : begin].rstrip(" \"'")[-1:]
    leads = closed in {".", "?", "!"} and reading.folded[end : end + 3] == ': "'
    return leads and cue_at(clause, last) is not None


def _subject_then_cue(reading: Reading, clause: Clause, first: int) -> Said | None:
    tried = 0
    for index in range(first + 1, min(len(clause.words), first + 30)):
        if reading.folded.find('"', clause.words[first].start, clause.words[index].start) >= 0:
            return None
        cue = cue_at(clause, index)
        if cue is None or (cue.participle and clause.words[index - 1].lower != "as"):
            continue
        speaker = bearer(clause, subject_before(clause, index), index)
        speaker = speaker or _parted(clause, first, index)
        if cue.lemma == "read" and not (speaker is not None and _can_read(clause, speaker)):
            return None
        behind = clause.words[index + 1].lower if index + 1 < len(clause.words) else ""
        if cue.lemma == "read" and behind in _READ_WHERE:
            return None  # ``called it “grim,” in a statement read on state television``
        if speaker is not None and _starts_near(clause, speaker.start, first):
            if is_hypothetical(clause, index):
                return Said(None, clause.words[index].text, hypothetical=True, verb=cue)
            inner = passed_on(reading, clause, index) or quoted_as(reading, clause, index)
            if inner is not None:
                return inner
            return Said(reading.key_of(speaker), clause.words[index].text, verb=cue)
        tried += 1
        if tried == 3:
            return None
    return None


def _parted(clause: Clause, first: int, verb: int) -> Speaker | None:
    """Return Poe in ``"…," Jane Poe of Norby, told the paper``: a comma that parts them strays."""
    words = clause.words
    if clause.gap(verb).strip() != ",":
        return None
    begin = next((at for at in range(first, verb) if clause.name_starting(at)), verb)
    named = clause.name_starting(begin) if begin < verb else None
    titled = all(word.capital for word in words[first:begin])
    if named is None or named.kind != "person" or not titled:
        return None
    behind = clause.index_at(named.end)
    of = behind == verb or words[behind].lower == "of"
    whole = of and not any(clause.broken(at) for at in range(first + 1, verb))
    named_all = all(word.capital or word.lower in LINKS | {"the"} for word in words[behind:verb])
    return Speaker(named.key, "", named.start) if whole and named_all else None


def _can_read(clause: Clause, speaker: Speaker) -> bool:
    """Tell "the statement read" and "Poe read" from a sign that reads something."""
    key = speaker.key
    return key in clause.table.kinds or key.rpartition(" ")[2] in DOCUMENTS


def _plain_tag(reading: Reading, stretch: Quoted, first: int) -> Said | None:
    """Read ``"…," Poe thundered``: behind a sentence that is all quote any past verb tags it."""
    number = reading.sentence_at(stretch.start)
    opening, clause = reading.clause(number), reading.clause(reading.sentence_at(stretch.end - 1))
    if reading.folded[stretch.end - 1] not in ",?!" or not is_whole(reading, stretch):
        return None
    if opening.words and opening.words[0].start < stretch.start:
        return None
    for index in range(first + 1, min(len(clause.words), first + _TAG_WORDS)):
        if clause.broken(index):
            return None
        word = clause.words[index]
        named = clause.name_ending(index - 1)
        person = named is not None and named.kind == "person"
        past = word.lower in IRREGULAR_PASTS or is_regular_past(word.lower)
        if index == first + 1 and clause.words[first].lower in {"he", "she"} and past:
            pronoun = clause.words[first]
            ends = index + 1 == len(clause.words) or clause.broken(index + 1)
            tag = Speaker("", pronoun.lower, pronoun.start)
            return Said(reading.key_of(tag), word.text) if ends else None
        if named is not None and person and past and _starts_near(clause, named.start, first):
            return Said(reading.key_of(Speaker(named.key, "", named.start)), word.text)
    return None


def _starts_near(clause: Clause, start: int, first: int) -> bool:
    """Tell whether a noun phrase begins at a word, titles and role words in front aside."""
    index = clause.index_at(start)
    if index < first:
        return False
    skipped = clause.words[first:index]
    if index - first > 8 or any(word.lower in cues() and not word.capital for word in skipped):
        return False
    return not any(word.lower in _NOT_IN_TITLE for word in skipped)


def _only_tag(clause: Clause) -> bool:
    """Tell "Poe, the mayor, asked at a conference": a tag cut off its question."""
    for index in range(1, min(len(clause.words), _TAG_REACH)):
        cue = cue_at(clause, index)
        if cue is not None and not cue.participle:
            behind = [word.lower for word in clause.words[index + 1 : index + 2]]
            return not behind or behind[0] in _TAG_BEHIND
    return False


def _cue_in_next(reading: Reading, stretch: Quoted) -> Said | None:
    """Read a question and its cue that were split in two (``"Why now?" Poe asked``)."""
    if reading.folded[stretch.end - 1] not in "?!":
        return None
    number = reading.sentence_at(stretch.end) + 1
    if number >= len(reading.content):
        return None
    if reading.content[number].paragraph != reading.content[number - 1].paragraph:
        return None
    if reading.content[number].span.start - stretch.end > 3:
        return None
    clause = reading.clause(number)
    if reading.quotes_in(number) or not (len(clause.words) <= _TAG_WORDS or _only_tag(clause)):
        return None
    return _subject_then_cue(reading, clause, 0)


def _cue_behind(reading: Reading, stretch: Quoted, clause: Clause, first: int) -> Said | None:
    """Read a clause that closes the sentence, as in ``… "fragment" here, Poe announced.``."""
    if first < len(clause.words) and _leads_next(reading, clause, first):
        return None
    for index in range(first, min(len(clause.words), first + REACH)):
        source = according_to(clause, index)
        if source is not None:
            return Said(reading.key_of(source), "according to")
        cue = cue_at(clause, index)
        if cue is None or cue.participle:
            continue
        speaker = subject_before(clause, index)
        inverted = cue.whole and index > first and "," in clause.gap(index)
        if speaker is None and inverted:
            speaker = subject_after(clause, index)
            if speaker is not None and _has_verb(clause, speaker):
                return None
            if speaker is not None and speaks(clause, speaker):
                return Said(reading.key_of(speaker), clause.words[index].text, verb=cue)
            continue
        if speaker is None:
            continue
        begin = clause.index_at(speaker.start)
        if begin < first:
            return None
        while begin > first and not clause.broken(begin):
            begin -= 1
            if cue_at(clause, begin) is not None:
                return None  # Poe, who dug a "deep moat", said Moe had promised
        gap = reading.folded[clause.words[begin].start - 2 : clause.words[begin].start]
        apart = clause.words[begin].lower in _APART and not is_whole(reading, stretch)
        if apart and len(reading.folded[stretch.start : stretch.end].split()) <= _TERM_WORDS:
            return None  # A "smart" dam is planned, and Poe said it was late
        closed = reading.folded[stretch.end - 1] in ",?!\u2014\u2026"
        beside = '"' in gap and (closed or _leads_name(clause, begin, speaker))
        if beside and not closed and begin + 1 < index and not _names_role(clause, begin):
            return None  # "Damming" advocates have for years condemned
        told = "," in gap or beside
        if begin >= first and told and index - begin < 16:
            return Said(reading.key_of(speaker), clause.words[index].text, verb=cue)
    return None


def _has_verb(clause: Clause, speaker: Speaker) -> bool:
    """Tell "said Moe had promised" from "said Moe": a verb of his own follows the name."""
    at = clause.index_at(speaker.start)
    named = clause.name_starting(at)
    behind = clause.index_at(named.end) if named is not None else len(clause.words)
    behind = at + 1 if speaker.pronoun else behind
    words = clause.words
    return behind < len(words) and not clause.broken(behind) and is_finite(words[behind].lower, "")


def _leads_name(clause: Clause, begin: int, speaker: Speaker) -> bool:
    """Tell ``"grim" Mayor Poe said`` from ``"grim" photos that Poe posted``."""
    skipped = clause.words[begin : clause.index_at(speaker.start)]
    return all(word.capital or word.lower in DETERMINERS or is_human(word) for word in skipped)


def _names_role(clause: Clause, begin: int) -> bool:
    """Tell "Mayor Poe said", "the mayor said" and "she said" behind a fragment."""
    word = clause.words[begin]
    return word.capital or word.lower in DETERMINERS | PRONOUNS


def is_whole(reading: Reading, stretch: Quoted) -> bool:
    """Tell whether a stretch begins like a sentence of its own."""
    head = reading.folded[stretch.start : stretch.start + 3].lstrip("[('\"\u2026 ")
    return bool(head) and not head[0].islower()


def _carried(reading: Reading, number: int, found: Sequence[Said | None]) -> Said | None:
    """Return the speaker that a quote without a cue goes on with, or None."""
    stretch = reading.quoted[number]
    here = reading.sentence_at(stretch.start)
    last = number - 1
    while last >= 0 and is_title(reading, reading.quoted[last]):
        last -= 1
    previous = reading.quoted[last] if last >= 0 else None
    if previous is not None and previous.start in reading.signers:
        return None  # Nobody goes on with a post that is shown.
    if previous is not None and previous.end > reading.content[here].span.start:
        beside = found[last]
        owned = beside is not None and not beside.cue and beside.verb is None
        # "Moe's view that it is “sound”, scolding him for a “grim” plan"
        return None if owned and "," in reading.folded[previous.end : stretch.start] else beside
    clause = reading.clause(here)
    if clause.words and clause.words[0].end <= stretch.start:
        return None
    if previous is not None and previous.continues:
        return _again(found[last])
    if here == 0 or not is_whole(reading, stretch) or _is_term(reading, stretch, clause):
        return None
    same_paragraph = reading.content[here - 1].paragraph == reading.content[here].paragraph
    if reading.content[here - 1].role != reading.content[here].role:
        return None
    if previous is not None and previous.end > reading.content[here - 1].span.start:
        return _again(found[last])
    if _ANSWERS.match(reading.folded, stretch.start):
        return None
    earlier = reading.clause(here - 1)
    n_words = len(earlier.words)
    written = None if same_paragraph else author(reading, here - 1)
    if written is not None:
        return written
    said = cue_before(reading, earlier, n_words) or _inverted(reading, earlier)
    if said is not None and said.hypothetical:  # "Poe said she would deny it": Poe has said so
        verb = [word.text for word in earlier.words].index(said.cue)
        said = cue_before(reading, earlier, verb) or said
    if said is None:
        said = None if same_paragraph else _released(reading, earlier)
        if said is not None:
            return said
        span = reading.content[here - 1].span
        lead = reading.folded[span.start : span.end].rstrip()
        if lead.endswith(":"):
            return owner_beside(reading, earlier, n_words, lead) or (
                colon_subject(reading, earlier, n_words)
            )  # fmt: skip
        return narrator(reading, here - 1, reading.folded[stretch.start : stretch.end])
    # A heading tells whose what stands under it is: "2) He blamed the harbour trust".
    heading = reading.folded[reading.content[here - 1].span.end - 1].isalnum()
    reports = said.verb is None or said.verb.whole or same_paragraph or heading
    return _again(said) if reports and not said.hypothetical else None


def _is_term(reading: Reading, stretch: Quoted, clause: Clause) -> bool:
    """Tell ``"No dam" was their cry`` and ``"Damming" advocates left`` from a saying."""
    behind = clause.words[0] if clause.words else None
    if behind is None or reading.folded[stretch.end - 1] in ",.?!\u2014-\u2026":
        return False
    return not reading.folded[stretch.end : behind.start].strip("\"' ")


def _released(reading: Reading, clause: Clause) -> Said | None:
    """Read "Poe issued the following statement", after which it is quoted."""
    for index in range(1, min(len(clause.words), REACH)):
        behind = {word.lower for word in clause.words[index + 1 : index + 5]}
        issues = clause.words[index].lower in _ISSUING
        if issues and behind & {"following", "this"} and behind & _ISSUES:
            return Said(reading.key_of(subject_before(clause, index)))
    return None


def _inverted(reading: Reading, clause: Clause) -> Said | None:
    """Read the cue of "The farmers were angry, said Piet Maas."."""
    for index in range(1, min(len(clause.words), REACH)):
        cue = cue_at(clause, index) if clause.broken(index) and "," in clause.gap(index) else None
        if cue is None or cue.participle:
            continue
        speaker = subject_after(clause, index)
        if speaker is not None and speaker.key in clause.table.kinds:
            return Said(reading.key_of(speaker), clause.words[index].text, verb=cue)
    return None


def _again(said: Said | None) -> Said | None:
    return None if said is None or said.hypothetical else replace(said, cue="")
