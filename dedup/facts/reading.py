"""An article read for speech: its quoted stretches, clauses and what pronouns mean.

One pass per article, shared by quotes and attributions. A pronoun goes to the nearest
fitting subject before it, then to the nearest fitting name; never further back than a few
sentences unless only one bearer in the article fits.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dedup.facts.courtesy import part_titles
from dedup.facts.cues import FINDINGS, Cue
from dedup.facts.gazetteer import gazetteer, word_set
from dedup.facts.genders import gender_of, with_told
from dedup.facts.marks import Quoted, find_quoted
from dedup.facts.names import NameTable, name_table
from dedup.facts.people import is_people, is_somebody
from dedup.facts.phrases import PREPOSITIONS, phrase_from
from dedup.facts.signatures import shown_posts
from dedup.facts.speech import (
    AND,
    REACH,
    Clause,
    Speaker,
    cue_at,
    met_by_writer,
)
from dedup.facts.subjects import finite_subject, subject_before
from dedup.facts.topics import (
    answers,
    asked_in,
    ends_name,
    goes_on_with,
    has_own,
    is_emphatic,
    is_folk,
    is_given_by,
    is_impersonal,
    is_object_before,
    is_paper,
    is_topic,
    met_by_body,
    named_ahead,
    object_of,
    office_told_of,
    question_to,
    questioned_on,
    said_by,
    subordinator,
    tags,
    tellers_in,
    tells_on,
    told_by_role,
    told_of_in,
)
from dedup.model import ParsedArticle, Sentence
from dedup.text import fold

# How many sentences back a pronoun may reach: a subject, any other name. In the labelled
# table and the samples no pronoun reaches further.
_SUBJECT_REACH, _NAME_REACH = 6, 3
# Names looked at for one pronoun: an article of forty sentences has about a hundred.
_MOST_EVENTS = 400
_END_MARKS = frozenset(".!?:;,\u2014-\u2026")
# A line of body text with no end mark and at most this many words labels what follows.
_LABEL_WORDS = 10
# Lands that a figure counts are what laws hold in, not who speaks.
_LANDS = word_set("states countries nations cities towns counties districts provinces")
# A quotation of more sentences parts a pronoun from whom it means.
_MOST_QUOTED = 20
# "But he": before a pronoun that opens its sentence.
_OPENINGS = frozenset(("", "but", "and", "yet", "still", "later", "then", "earlier"))
# Ranks and roles that also describe another noun: "a major port", "the chief reason".
_DESCRIBING = word_set("major general private chief principal native representative minor expert")
# Names looked at behind a pronoun.
_NEXT_EVENTS = 8


@dataclass(frozen=True, slots=True, order=True)
class _Event:
    """Somebody is spoken of at an offset."""

    offset: int
    key: str
    sentence: int
    gender: str
    body: bool
    human: bool
    subject: bool
    # Something else that an "it" may mean: a report, a land.
    thing: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """Whose words some words are.

    Args:
        key: Speaker key, or None: unresolved.
        cue: The reporting verb as printed, or "".
        hypothetical: Nobody has said it ("might say").
        verb: What the verb tells, if there is one.
    """

    key: str | None
    cue: str = ""
    hypothetical: bool = False
    verb: Cue | None = None


@dataclass(slots=True)
class Reading:
    """What the speech stages need to know of an article.

    Args:
        parsed: The article.
        folded: Its text through ``text.fold``.
        table: Its names.
        content: Its content sentences.
        paragraphs: For each content paragraph, indices into ``content``.
        quoted: The stretches between quotation marks, and the posts that the article shows.
        signers: Where a post begins and the key of who signs it.
    """

    parsed: ParsedArticle
    folded: str
    table: NameTable
    content: tuple[Sentence, ...]
    paragraphs: tuple[tuple[int, ...], ...]
    quoted: tuple[Quoted, ...]
    signers: Mapping[int, str] = field(default_factory=dict)
    _clauses: dict[int, Clause] = field(default_factory=dict)
    _events: list[_Event] = field(default_factory=list)
    _starts: tuple[int, ...] = ()
    _quote_starts: tuple[int, ...] = ()

    def afresh(self) -> Reading:
        """Return the same reading for another stage: what one asks of it is remembered."""
        return replace(self, _events=list(self._events))

    def sentence_at(self, offset: int) -> int:
        """Return the index into ``content`` of the sentence at or before an offset."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def in_quote(self, offset: int) -> bool:
        """Tell whether an offset lies between quotation marks."""
        at = bisect_right(self._quote_starts, offset) - 1
        return at >= 0 and offset < self.quoted[at].end

    def clause(self, number: int) -> Clause:
        """Return the words of content sentence ``number`` outside its quotes."""
        if number not in self._clauses:
            words = self.table.words[self.content[number].index]
            outside = tuple(word for word in words if not self.in_quote(word.start))
            self._clauses[number] = Clause(self.folded, outside, self.table)
        return self._clauses[number]

    def quotes_in(self, number: int) -> Sequence[Quoted]:
        """Return the stretches that begin in or reach into content sentence ``number``."""
        span = self.content[number].span
        return self.quoted_between(span.start, span.end)

    def quoted_between(self, start: int, end: int) -> Sequence[Quoted]:
        """Return the stretches that overlap a range of offsets."""
        first = bisect_left(self._quote_starts, start)
        if first and self.quoted[first - 1].end > start:
            first -= 1
        return self.quoted[first : bisect_left(self._quote_starts, end)]

    def remember(self, key: str, offset: int) -> None:
        """Note that ``key`` was the subject at an offset, for later pronouns."""
        kind = self.table.kinds.get(key)
        last = key.split(" ")[-1]
        table = gazetteer()
        body = kind == "organisation" or (kind is None and last in table.groups)
        gender = gender_of(self.table, key) or table.roles.get(last, "")
        human = kind == "person" or (
            kind is None and not body and is_somebody(key, capital=self._is_named(offset))
        )
        land = kind == "place" and key in table.demonyms.values()
        thing = is_paper(key) or (land and self._opens_phrase(offset))
        event = _Event(offset, key, self.sentence_at(offset), gender, body, human, True, thing)
        insort(self._events, event)

    def _is_named(self, offset: int) -> bool:
        """Tell the capital of an unknown name from that of a thing ("the Wall")."""
        article = self.folded[max(0, offset - 4) : offset].lower() == "the "
        return self.folded[offset].isupper() and not article

    def _opens_phrase(self, offset: int) -> bool:
        """Tell "Norland has denied it" from "The row over Norland", which is about a row."""
        before = self.folded[max(0, offset - 16) : offset].lower().split()
        before = before[:-1] if before[-1:] == ["the"] else before
        return not before or before[-1] not in PREPOSITIONS

    def key_of(self, speaker: Speaker | None) -> str | None:
        """Return the key of a speaker, pronouns resolved; None when unsure."""
        if speaker is None:
            return None
        key = speaker.key or self._meant(speaker.pronoun, speaker.start)
        if key is not None:
            self.remember(key, speaker.start)
        return key

    def subjects_of(self, number: int, stop: int) -> list[str]:
        """Return whom a sentence is about, named before offset ``stop``, the last first."""
        start = self.content[number].span.start
        first = bisect_left(self._events, start, key=lambda event: event.offset)
        last = bisect_left(self._events, stop, key=lambda event: event.offset)
        told = self._events[first:last][-_MOST_EVENTS:]
        return [e.key for e in reversed(told) if e.subject and e.sentence == number]

    def _meant(self, pronoun: str, offset: int) -> str | None:
        """Return whom a pronoun means; None: one named before it or the one right behind."""
        key = self._antecedent(pronoun, offset)
        clause = self.clause(self.sentence_at(offset))
        ahead = named_ahead(clause, clause.index_at(offset))
        if ahead is None or key == ahead.key:
            return key
        fits = gender_of(self.table, ahead.key) in ("", "m" if pronoun == "he" else "f")
        return (None if key else ahead.key) if fits else key

    def _antecedent(self, pronoun: str, offset: int) -> str | None:
        """Return whom a pronoun means."""
        here = self.sentence_at(offset)
        clause = self.clause(here)
        at = clause.index_at(offset)
        if pronoun == "it" and is_impersonal(clause, at):
            return None
        stop = bisect_left(self._events, offset, key=lambda event: event.offset)
        recent = self._events[max(0, stop - _MOST_EVENTS) : stop]
        barred = self._named_in_content(here, offset) | office_told_of(
            clause, clause.index_at(offset)
        )
        barred |= object_of(clause, clause.index_at(offset)) | self._of_other_sex(here, offset)
        fitting = [e for e in recent if _fits(e, pronoun) and e.key not in barred]
        inside = self._reporter_of(here, offset, pronoun)
        inside = None if inside in barred else inside
        inside = inside or self._named_in_its_clause(here, offset, fitting)
        asked = questioned_on(clause, at)
        inside = inside or next((e.key for e in fitting if asked and e.key == asked.key), None)
        inside = inside or self._acted_on(here, offset, pronoun, fitting)
        inside = inside or self._answerer(here, offset, fitting)
        inside = inside or self._told_inside(here, fitting)
        inside = inside or self._partner(here, offset, fitting)
        if inside is None:
            inside = self._named_before(pronoun, offset, here, fitting)
        if inside is not None:
            return inside
        sure = [e for e in fitting if e.subject and here - e.sentence <= _SUBJECT_REACH]
        if pronoun == "they":
            sure = [e for e in sure if not e.body] or sure
            if self._finds(here, offset):
                # "They showed" says it of things that were told of.
                sure = fitting = [e for e in sure if self.table.kinds.get(e.key) != "organisation"]
        if sure:
            return sure[-1].key
        near = [e for e in fitting if here - e.sentence <= _NAME_REACH]
        if near:
            return None if _is_one_of(recent, near) else near[-1].key
        further = self.back_from(here, _NAME_REACH)
        far = [e for e in fitting if e.subject and e.sentence >= further]
        if far:
            return far[-1].key
        bearers = {event.key for event in fitting}
        if bearers:
            return bearers.pop() if len(bearers) == 1 else None
        return self._named_next(pronoun, stop, here)

    def _reporter_of(self, number: int, offset: int, pronoun: str) -> str | None:
        """Return Poe in "Poe said he would go", police in "Police said they": of themselves."""
        clause = self.clause(number)
        verb = clause.index_at(offset) - 1
        verb -= verb > 0 and clause.words[verb].lower == "that" and not clause.broken(verb)
        cue = cue_at(clause, verb) if verb > 0 and pronoun != "it" else None
        if cue is None or cue.participle or clause.broken(clause.index_at(offset)):
            return None
        speaker = subject_before(clause, verb)
        if speaker is not None and pronoun == "they":
            several = speaker.key not in self.table.kinds and is_people(speaker.key)
            return speaker.key if several else None
        if speaker is None or self.table.kinds.get(speaker.key) != "person":
            return None
        gender = gender_of(self.table, speaker.key)
        return speaker.key if gender in ("", "m" if pronoun == "he" else "f") else None

    def _named_in_its_clause(
        self, number: int, offset: int, fitting: Sequence[_Event]
    ) -> str | None:
        """Return Poe in "When Poe left, he said" and "the firm of Poe and his wife, he said"."""
        for event in reversed(fitting):
            if event.sentence != number:
                return None
            if event.human and has_own(self.clause(number), event.offset):
                return event.key
            if event.human and subordinator(self.clause(number), event.offset):
                asked = asked_in(self.clause(number), event.offset)
                return next((e.key for e in fitting if e.offset == asked), event.key)
        return None

    def _finds(self, number: int, offset: int) -> bool:
        """Tell "they showed that", which is said of things rather than of a body."""
        clause = self.clause(number)
        verb = clause.index_at(offset) + 1
        return verb < len(clause.words) and clause.words[verb].lower in FINDINGS

    def _acted_on(
        self, number: int, offset: int, pronoun: str, fitting: Sequence[_Event]
    ) -> str | None:
        """Return Poe in "Moe sued Poe after she said so": alone in her sentence she can be it."""
        near = [event for event in fitting if event.sentence == number]
        keys = {event.key for event in near}
        if pronoun not in {"he", "she"} or len(keys) != 1:
            return None
        clause = self.clause(number)
        at = clause.index_at(offset)
        return near[-1].key if is_object_before(clause, near[-1].offset, at) else None

    def _answerer(self, number: int, offset: int, fitting: Sequence[_Event]) -> str | None:
        """Return Moe in "Poe asked Moe about it. He replied": who is asked answers."""
        clause = self.clause(number)
        at = clause.index_at(offset)
        reply = answers(clause, at)
        opens = all(word.lower in _OPENINGS for word in clause.words[:at])
        if not (number and reply and opens):
            return None
        asked = question_to(self.clause(number - 1), replies=reply == "reply")
        fits = asked is not None and any(event.key == asked.key for event in fitting)
        return asked.key if asked is not None and fits else None

    def _partner(self, number: int, offset: int, fitting: Sequence[_Event]) -> str | None:
        """Return Poe in "Moe met Poe, whom Doe fears. “No,” he told Moe", right behind it."""
        clause = self.clause(number)
        hearers = object_of(clause, clause.index_at(offset))
        before = self.back_from(number, 1)
        if not hearers or not hearers & set(self.subjects_of(before, offset)):
            return None
        near = [e for e in fitting if e.sentence == before and e.human and e.key not in hearers]
        return near[0].key if near else None

    def _told_inside(self, number: int, fitting: Sequence[_Event]) -> str | None:
        """Return Mia in "The judge said Mia Poe wrote a note, which she": known to be a "she"."""
        near = (e for e in reversed(fitting) if e.sentence == number and e.gender)
        clause = self.clause(number)
        return next((e.key for e in near if told_by_role(clause, e.offset)), None)

    def _of_other_sex(self, number: int, offset: int) -> frozenset[str]:
        """Return Poe for the "she" of "He said that she", where Poe is the "he"."""
        other = {"he": "she", "she": "he "}.get(self.folded[offset : offset + 3].strip().lower())
        last = bisect_left(self._events, offset, key=lambda e: e.offset) if other else 0
        near = [e for e in self._events[max(0, last - _MOST_EVENTS) : last] if e.sentence == number]
        at = [(e.key, self.folded[e.offset : e.offset + 3].lower()) for e in near]
        return frozenset(key for key, word in at if word == other)

    def back_from(self, here: int, reach: int) -> int:
        """Return the sentence so many before this one; what is all quotation does not count."""
        floor = max(0, here - _MOST_QUOTED)
        while here > floor and reach:
            here -= 1
            reach -= bool(self.clause(here).words)
        return here

    def _named_before(
        self, pronoun: str, offset: int, here: int, fitting: Sequence[_Event]
    ) -> str | None:
        """Return Poe in "It drew a reply from Poe. “No,” she said": of a thing's sentence."""
        quotes = pronoun in ("he", "she") and self.quotes_in(here)
        if not quotes or any(event.sentence == here for event in fitting):
            return None
        clause = self.clause(here)
        own = finite_subject(clause, min(clause.index_at(offset), REACH))
        if own is not None and not own.pronoun:
            return None  # "The Norby Democrat told of what she called “a blow”"
        paragraph = self.content[here].paragraph
        before = here - 1
        while before > 0 and not self.clause(before).words:
            before -= 1
        near = [event for event in fitting if event.sentence == before]
        if before < 0 or not near:
            return None
        new = {event.key for event in near if self._is_brought_in(event)}
        if len(new) == 1 and not any(event.subject for event in near if event.key not in new):
            return new.pop()
        told = [event for event in self._events if event.sentence == before and event.human]
        apart = self.content[before].paragraph != paragraph
        if apart or any(event.subject for event in told) or not _is_of_thing(self, before):
            return None
        keys = {event.key for event in near}
        return keys.pop() if len(keys) == 1 else None

    def _is_brought_in(self, event: _Event) -> bool:
        """Tell Poe of "It drew a reply from Jane Poe", whom nothing has named before."""
        clause = self.clause(event.sentence)
        told = self._events[:_MOST_EVENTS]
        first = next((e.offset for e in told if e.key == event.key), -1)
        full = " " in self.table.names.get(event.key, "")
        return first == event.offset and full and is_given_by(clause, event.offset)

    def _named_in_content(self, number: int, offset: int) -> frozenset[str]:
        """Return whom a sentence names behind its opening "she": it is none of them."""
        span = self.content[number].span
        opening = self.folded[span.start : offset].lower().strip(" \"',")
        if opening not in _OPENINGS:
            return frozenset()
        clause = self.clause(number)
        named = self.table.within(offset, span.end)
        return frozenset(
            n.key
            for n in named
            if not (self.in_quote(n.start) or tags(clause, n) or is_emphatic(clause, n))
        )

    def _named_next(self, pronoun: str, stop: int, here: int) -> str | None:
        """Return who is named right after a pronoun that nobody before it fits."""
        for event in self._events[stop : stop + _NEXT_EVENTS]:
            if event.sentence > here + 1:
                return None
            if event.subject and event.sentence == here + 1 and _fits(event, pronoun):
                return event.key
        return None


def _is_one_of(recent: Sequence[_Event], near: Sequence[_Event]) -> bool:
    """Tell the "he" behind "Poe and Moe wrote a letter", who may be either."""
    last = near[-1].sentence
    joint = any(e.subject and AND in e.key for e in recent if e.sentence == last)
    return joint and len({e.key for e in near if e.sentence == last}) > 1


def _is_of_thing(reading: Reading, number: int) -> bool:
    """Tell whether a sentence is about a thing: nobody does what it tells."""
    clause = reading.clause(number)
    speaker = finite_subject(clause, min(len(clause.words), REACH))
    return speaker is not None and not speaker.pronoun and not speaks(clause, speaker)


def _fits(event: _Event, pronoun: str) -> bool:
    if pronoun == "it":
        return event.body or event.thing
    if pronoun == "they":
        counted = event.key[:1].isdigit() and event.key.rpartition(" ")[2] in _LANDS
        several = is_folk(event.key) or (event.key.endswith("s") and not (event.human or counted))
        return event.body or several or AND in event.key
    return event.human and event.gender in ("", "m" if pronoun == "he" else "f")


def read_speech(parsed: ParsedArticle, table: NameTable | None = None) -> Reading:
    """Read an article for speech; linear in its content.

    Args:
        parsed: The article with its sentences.
        table: Its names, if they are there already.
    """
    folded = fold(parsed.article.text)
    names = with_told(part_titles(table or name_table(parsed), parsed.article.text), folded)
    content = parsed.content()
    groups: list[list[int]] = []
    for number, sentence in enumerate(content):
        if number and content[number - 1].paragraph == sentence.paragraph:
            groups[-1].append(number)
        else:
            groups.append([number])
    bounds = [(content[g[0]].span.start, content[g[-1]].span.end) for g in groups]
    marked = find_quoted(folded, bounds)
    # What a post quotes is its own speaker's.
    held = {stretch.paragraph for stretch in marked}
    posts = [p for p in shown_posts(parsed, folded, names, groups) if p.paragraph not in held]
    shown = [Quoted(post.start, post.end, post.paragraph) for post in posts]
    quoted = tuple(sorted((*marked, *shown), key=lambda stretch: stretch.start))
    reading = Reading(
        parsed=parsed,
        folded=folded,
        table=names,
        content=content,
        paragraphs=tuple(tuple(group) for group in groups),
        quoted=quoted,
        signers={post.start: post.key for post in posts},
        _starts=tuple(sentence.span.start for sentence in content),
        _quote_starts=tuple(stretch.start for stretch in quoted),
    )
    plain = [number for number in range(len(content)) if not _is_label(reading, number)]
    # What stands above the first sentence says what the article is about.
    labels = set(range(plain[0], len(content))) - set(plain) if plain else set()
    for item in names.named:
        if item.kind != "place" and not reading.in_quote(item.start):
            gender = gender_of(names, item.key)
            number = reading.sentence_at(item.start)
            if number in labels:
                continue
            body = item.kind == "organisation"
            human = item.kind == "person"
            reading._events.append(
                _Event(item.start, item.key, number, gender, body, human, item.subject)
            )
    reading._events.sort()
    for number in sorted(set(range(len(content))) - labels):
        _open_with_role(reading, number)
        _note_subject(reading, number)
    return reading


def _is_label(reading: Reading, number: int) -> bool:
    """Tell a crosshead, a box line or a label: short or shouted, and without an end mark."""
    sentence = reading.content[number]
    text = reading.folded[sentence.span.start : sentence.span.end].rstrip(" \"')")
    words = text.split()
    if sentence.role != "body" or not words or text[-1] in _END_MARKS:
        return False
    if reading.folded[sentence.span.end : sentence.span.end + 9].lstrip()[:1].islower():
        return False  # a line of wrapped text
    opening = [word for word in words[:2] if len(word) > 2 and word.isupper()]
    return len(words) <= _LABEL_WORDS or len(opening) == 2


def _note_subject(reading: Reading, number: int) -> None:
    """Note whom a sentence is about; its other names are then no subjects."""
    clause, span = reading.clause(number), reading.content[number].span
    tag = said_by(clause, 0)
    tagged = reading.in_quote(span.start + 1) and tag is not None
    speaker = tag if tagged else finite_subject(clause, min(len(clause.words), REACH)) or tag
    if speaker is not None and ends_name(clause, speaker):
        return
    first = bisect_left(reading._events, span.start, key=lambda event: event.offset)
    last = bisect_left(reading._events, span.end, key=lambda event: event.offset)
    if speaker is None:
        for at in range(first, last):
            event = reading._events[at]  # "As Poe came in, rain began to fall"
            topic = is_topic(clause, event.offset) or met_by_writer(clause)
            if event.human and (topic or subordinator(clause, event.offset)):
                reading._events[at] = replace(event, subject=True)
        return
    fits = _is_human(reading, speaker)
    it = speaker.pronoun == "it"
    within = told_of_in(clause) if it else None
    told_by = [] if fits else tellers_in(clause)
    tellers = {one.key for one in told_by}
    for at in range(first, last):
        event = reading._events[at]
        # "…, while Poe said" is a main clause as good as the first; "when Poe said" is not.
        opens = subordinator(clause, event.offset, told=it) if event.human else ""
        told = bool(opens) or (event.human and tells_on(clause, event.offset))
        told = told or (event.human and is_topic(clause, event.offset))
        told = told or event.key in tellers or (event.human and met_by_body(clause, event.offset))
        own = opens == "while" or (told and not fits)
        reading._events[at] = replace(event, subject=own or event.key == speaker.key)
    for one in told_by:
        if one.key not in reading.table.kinds:
            reading.remember(one.key, one.start)  # ", a spokesman for the port said": a later "he"
    if within is not None:
        reading.remember(within.key, within.start)
    inside = speaker.start > span.start and reading.parsed.article.text[speaker.start].isupper()
    named = inside and " " not in speaker.key
    if named or speaks(clause, speaker) or is_paper(speaker.key) or is_folk(speaker.key):
        reading.key_of(speaker)


def _is_human(reading: Reading, speaker: Speaker) -> bool:
    """Tell whether a subject may be a "he" or a "she"."""
    kind = reading.table.kinds.get(speaker.key)
    if speaker.pronoun or kind is not None:
        return kind == "person" or speaker.pronoun in ("he", "she")
    return is_somebody(speaker.key, capital=False)


def _open_with_role(reading: Reading, number: int) -> None:
    """Note a role phrase that opens a sentence as its subject ("The company published …")."""
    clause = reading.clause(number)
    words = clause.words[:5]
    if len(words) < 2 or words[0].lower not in {"the", "a", "an", "one"}:
        return
    if words[0].start - reading.content[number].span.start > 2:
        return
    table = gazetteer()
    for index in range(1, len(words)):
        if clause.broken(index) or words[index].capital:
            return
        lower = words[index].lower
        if lower in table.roles or lower in table.groups:
            if (
                lower in _DESCRIBING
                and index + 1 < len(clause.words)
                and not goes_on_with(clause, index + 1)
            ):
                continue
            part = Clause(clause.folded, clause.words[: index + 1], clause.table)
            speaker = phrase_from(part, 0)
            if speaker is not None and speaker.key:
                reading.remember(speaker.key, speaker.start)
            return


def speaks(clause: Clause, speaker: Speaker) -> bool:
    """Tell whether a subject is somebody or a body, not a thing."""
    key = speaker.key
    named = bool(speaker.pronoun) or key in clause.table.kinds
    return named or is_people(key) or is_somebody(key, capital=False)
