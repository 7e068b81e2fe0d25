"""Quotations with their speakers.

A quote is source, cue and content, as in the annotation guide of the Guardian and AFP:
words between marks that somebody said, whole sentences (direct) or fragments (partial).
Not quotes: scare quotes of a word or two, titles of works, mottos, hypothetical speech.
The speaker comes from the nearest reporting verb; a quote without one goes on with the
speaker of the sentence or paragraph before it; a headline's fragment takes the speaker
of the body quote it repeats. When unsure, the speaker is None.

Known failures: two straight double marks nested in each other; quotes inside which a
paragraph's only mark is missing; speakers named only by what they did ("the winner").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dedup.facts.cues import cues
from dedup.facts.marks import Quoted
from dedup.facts.names import NameTable
from dedup.facts.reading import Reading, Said, colon_subject, cue_before, read_speech
from dedup.facts.speech import (
    Clause,
    according_to,
    cue_at,
    is_hypothetical,
    phrase_from,
    subject_after,
    subject_before,
)
from dedup.model import Mention, ParsedArticle, QuoteSlots, Span
from dedup.text import words as text_words

# Up to this many words a fragment that nobody is said to have said is a scare quote (the
# annotation guide's examples are all of one or two words; three with an article).
_SCARE_WORDS = 3
_TITLE_NOUN = re.compile(
    r"\b(?:film|movie|book|novel|memoir|song|single|album|series|show|play|opera|poem|painting"
    r"|documentary|podcast|programme|program|exhibition|essay|musical|track|hit|ballad|sitcom"
    r"|magazine|game|titled|entitled|named|nicknamed|dubbed|called|known as|codenamed"
    r"|code-named|motto|slogan|so-called|headlined|word|words|term|phrase|operation)"
    r",?\s*\"?'?$"
)
_ALWAYS_TITLE = re.compile(
    r"\b(?:titled|entitled|nicknamed|codenamed|code-named|motto|slogan|so-called|headlined"
    r"|known as|word|term|phrase),?\s*[\"']*$"
)
_MAX_GAP_CHARS = 120  # Between the halves of a split quote: a cue with its speaker, no more.


def find_quotes(parsed: ParsedArticle, table: NameTable | None = None) -> list[Mention]:
    """Find the words between quotation marks that somebody is said to have said.

    Args:
        parsed: The article with its sentences.
        table: Its names, if they are there already.

    Returns:
        One mention per quote and sentence, in order; the spans are the quoted words
        without their marks, up to three pieces where a cue splits the sentence.
    """
    reading = read_speech(parsed, table)
    said = _speakers(reading)
    mentions: list[Mention] = []
    number = 0
    while number < len(reading.quoted):
        last = number
        while (
            last + 1 < len(reading.quoted)
            and last - number < 2
            and _is_split(reading, reading.quoted[last], reading.quoted[last + 1])
        ):
            last += 1
        mentions.extend(_mentions(reading, reading.quoted[number : last + 1], said[number]))
        number = last + 1
    return _with_headline_speakers(reading, mentions)


def _speakers(reading: Reading) -> list[Said | None]:
    """Return whose words each stretch is, carried over where no cue stands beside it."""
    found: list[Said | None] = []
    for number, stretch in enumerate(reading.quoted):
        own = _own_cue(reading, stretch)
        if own is None:
            own = _carried(reading, number, found)
        found.append(own)
    for number in range(len(found) - 2, -1, -1):
        stretch, following = reading.quoted[number], reading.quoted[number + 1]
        if found[number] is not None and found[number].key is not None:  # type: ignore[union-attr]
            continue
        between = reading.folded[stretch.end : following.start]
        if not between.strip(" \n\"'.") or stretch.continues:
            after = found[number + 1]
            if after is not None and not after.hypothetical and _is_whole(reading, stretch):
                found[number] = replace(after, cue="")
    return found


def _own_cue(reading: Reading, stretch: Quoted) -> Said | None:
    """Return the speaker that the stretch's own sentence names."""
    first = reading.sentence_at(stretch.start)
    last = reading.sentence_at(max(stretch.start, stretch.end - 1))
    before, after = reading.clause(first), reading.clause(last)
    n_before = sum(word.end <= stretch.start for word in before.words)
    n_after = next((i for i, w in enumerate(after.words) if w.start >= stretch.end),
                   len(after.words))  # fmt: skip
    beside = _cue_beside(reading, stretch, after, n_after)
    if beside is not None:
        return beside
    said = cue_before(reading, before, n_before)
    if said is not None:
        return said
    lead = reading.folded[reading.content[first].span.start : stretch.start].rstrip(" \"'")
    if lead.endswith(":"):
        return colon_subject(reading, before, n_before)
    behind = _cue_behind(reading, after, n_after)
    if behind is None and reading.content[first].role == "headline":
        return _headline_lead(reading, before, n_before)
    return behind


def _headline_lead(reading: Reading, clause: Clause, stop: int) -> Said | None:
    """Read ``Fire chief: City 'had no plan'``."""
    colon = next((i for i in range(1, stop) if clause.gap(i).strip() == ":"), None)
    if colon is None or colon > 5:
        return None
    speaker = phrase_from(Clause(clause.folded, clause.words[:colon], clause.table), 0)
    return Said(reading.key_of(speaker)) if speaker is not None else None


def _cue_beside(reading: Reading, stretch: Quoted, clause: Clause, first: int) -> Said | None:
    """Read the cue directly behind a quote: ``," said Poe``, ``," Poe said``."""
    if first >= len(clause.words):
        return _cue_in_next(reading, stretch)
    word = clause.words[first]
    gap = reading.folded[stretch.end : word.start]
    closed = reading.folded[stretch.end - 1]
    if len(gap) > 6 or not (closed in ",?!\u2014-\u2026" or gap.strip("\"' ") or closed in ".'\""):
        return None
    if "." in gap:
        return None
    source = according_to(clause, first)
    if source is not None:
        return Said(reading.key_of(source), "according to")
    cue = cue_at(clause, first)
    if cue is not None and cue.lemma == "read":
        return None
    if cue is not None and not cue.participle:
        speaker = subject_after(clause, first)
        if speaker is not None:
            return Said(reading.key_of(speaker), word.text, verb=cue)
        return None
    if closed == "." and not word.text[0].islower():
        return None
    subject = _subject_then_cue(reading, clause, first)
    if subject is not None:
        return subject
    if ":" in gap or "\u2014" in gap:
        speaker = phrase_from(clause, first)
        if (
            speaker is not None
            and speaker.key
            and (":" in gap or speaker.key in clause.table.kinds)
        ):
            return Said(reading.key_of(speaker))
    return None


def _subject_then_cue(reading: Reading, clause: Clause, first: int) -> Said | None:
    tried = 0
    for index in range(first + 1, min(len(clause.words), first + 30)):
        if reading.folded.find('"', clause.words[first].start, clause.words[index].start) >= 0:
            return None
        cue = cue_at(clause, index)
        if cue is None or cue.participle and clause.words[index - 1].lower != "as":
            continue
        speaker = subject_before(clause, index)
        if cue.lemma == "read" and (speaker is None or speaker.key not in clause.table.kinds):
            return None
        if speaker is not None and _starts_near(clause, speaker.start, first):
            if is_hypothetical(clause, index):
                return Said(None, clause.words[index].text, hypothetical=True, verb=cue)
            return Said(reading.key_of(speaker), clause.words[index].text, verb=cue)
        tried += 1
        if tried == 3:
            return None
    return None


def _starts_near(clause: Clause, start: int, first: int) -> bool:
    """Tell whether a noun phrase begins at a word, titles and role words in front aside."""
    index = next((i for i, word in enumerate(clause.words) if word.start >= start), first)
    if index < first:
        return False
    skipped = clause.words[first:index]
    if index - first > 8 or any(word.lower in cues() for word in skipped):
        return False
    return not any(word.lower in {"and", "but", "while", "as", "when", "after", "which", "he",
                                  "she"} for word in skipped)  # fmt: skip


def _cue_in_next(reading: Reading, stretch: Quoted) -> Said | None:
    """Read ``"Why now?" Poe asked.`` where a splitter made two sentences of it."""
    if reading.folded[stretch.end - 1] not in "?!":
        return None
    number = reading.sentence_at(stretch.end) + 1
    if number >= len(reading.content):
        return None
    if reading.content[number].span.start - stretch.end > 3:
        return None
    clause = reading.clause(number)
    if not clause.words or len(clause.words) > 6 or reading.quotes_in(number):
        return None
    return _subject_then_cue(reading, clause, 0)


def _cue_behind(reading: Reading, clause: Clause, first: int) -> Said | None:
    """Read a clause that closes the sentence: ``… "fragment" here, Poe announced.``"""
    for index in range(first, len(clause.words)):
        source = according_to(clause, index)
        if source is not None:
            return Said(reading.key_of(source), "according to")
        cue = cue_at(clause, index)
        if cue is None or cue.participle:
            continue
        speaker = subject_before(clause, index)
        if speaker is None:
            continue
        begin = next((i for i, word in enumerate(clause.words) if word.start >= speaker.start), 0)
        while begin > first and not clause.broken(begin):
            begin -= 1
        gap = reading.folded[clause.words[begin].start - 2 : clause.words[begin].start]
        if begin >= first and ("," in gap or '"' in gap) and index - begin < 16:
            return Said(reading.key_of(speaker), clause.words[index].text, verb=cue)
    return None


def _is_whole(reading: Reading, stretch: Quoted) -> bool:
    """Tell whether a stretch begins like a sentence of its own."""
    head = reading.folded[stretch.start : stretch.start + 3].lstrip("[('\"\u2026 ")
    return bool(head) and not head[0].islower()


def _carried(reading: Reading, number: int, found: Sequence[Said | None]) -> Said | None:
    """Return the speaker that a quote without a cue goes on with, or None."""
    stretch = reading.quoted[number]
    here = reading.sentence_at(stretch.start)
    previous = reading.quoted[number - 1] if number else None
    if previous is not None and previous.end > reading.content[here].span.start:
        return found[number - 1]
    clause = reading.clause(here)
    if any(word.end <= stretch.start for word in clause.words):
        return None
    if previous is not None and previous.continues:
        return _again(found[number - 1])
    if here == 0 or not _is_whole(reading, stretch):
        return None
    same_paragraph = reading.content[here - 1].paragraph == reading.content[here].paragraph
    if reading.content[here - 1].role != reading.content[here].role:
        return None
    if previous is not None and previous.end > reading.content[here - 1].span.start:
        return _again(found[number - 1])
    earlier = reading.clause(here - 1)
    n_words = len(earlier.words)
    said = cue_before(reading, earlier, n_words)
    if said is None:
        span = reading.content[here - 1].span
        if reading.folded[span.start : span.end].rstrip().endswith(":"):
            return colon_subject(reading, earlier, n_words)
        return None
    reports = said.verb is None or said.verb.whole or same_paragraph
    return _again(said) if reports and not said.hypothetical else None


def _again(said: Said | None) -> Said | None:
    return None if said is None or said.hypothetical else replace(said, cue="")


def _is_split(reading: Reading, left: Quoted, right: Quoted) -> bool:
    """Tell ``"X," she said, "y"`` (one quote) from two quotes in a sentence."""
    if left.paragraph != right.paragraph or left.continues:
        return False
    gap = reading.folded[left.end : right.start]
    if len(gap) > _MAX_GAP_CHARS or reading.sentence_at(left.end - 1) != reading.sentence_at(
        right.start
    ):
        return False
    between = gap.strip().strip("\"'").strip()
    if (
        not between.endswith((",", "\u2014", "-"))
        or reading.folded[left.end - 1] not in ",\u2014-\u2026"
    ):
        return False
    clause = reading.clause(reading.sentence_at(right.start))
    inside = [i for i, word in enumerate(clause.words) if left.end <= word.start < right.start]
    verbs = [i for i in inside if cue_at(clause, i) is not None]
    return len(verbs) == 1


def _mentions(reading: Reading, pieces: Sequence[Quoted], said: Said | None) -> list[Mention]:
    """Cut one quote at its sentence bounds; [] if it is none."""
    if not _is_quote(reading, pieces, said):
        return []
    form = _form(reading, pieces[0], said)
    by_sentence: dict[int, list[Span]] = {}
    for piece in pieces:
        first, last = reading.sentence_at(piece.start), reading.sentence_at(piece.end - 1)
        for number in range(first, last + 1):
            span = reading.content[number].span
            cut = _trim(reading.folded, max(piece.start, span.start), min(piece.end, span.end))
            if cut is not None:
                by_sentence.setdefault(number, []).append(cut)
    text = reading.parsed.article.text
    key = said.key if said is not None else None
    return [
        Mention(
            reading.parsed.article.id,
            reading.content[number].index,
            "quote",
            tuple(spans[:3]),
            QuoteSlots(
                words=" \u2026 ".join(text[span.start : span.end] for span in spans[:3]),
                speaker=key,
                speaker_name=reading.table.names.get(key, key) if key else "",
                cue=said.cue if said is not None else "",
                form=form,
            ),
        )
        for number, spans in sorted(by_sentence.items())
    ]


def _trim(folded: str, start: int, end: int) -> Span | None:
    """Drop white space, stray marks and the comma or full stop that the cue needs."""
    while start < end and (folded[start].isspace() or folded[start] == '"'):
        start += 1
    while end > start and (folded[end - 1].isspace() or folded[end - 1] in '",.;:?!\u2014'):
        end -= 1
    return Span(start, end) if start < end else None


def _is_quote(reading: Reading, pieces: Sequence[Quoted], said: Said | None) -> bool:
    stretch = pieces[0]
    if said is not None and said.hypothetical:
        return False
    words = reading.folded[stretch.start : stretch.end]
    n_words = len(text_words(words))
    lead = reading.folded[max(0, stretch.start - 40) : stretch.start - 1].rstrip()
    spoken = said is not None and (said.cue or said.key)
    longer = [word for word in words.split() if len(word) > 3]
    titled = bool(longer) and all(not word[0].islower() for word in longer)
    if _ALWAYS_TITLE.search(lead) or (titled and _TITLE_NOUN.search(lead)):
        return said is not None and lead.endswith(("words", "words:"))
    if titled and lead.endswith(("'s", " on", " in", " of", " at")):
        return False  # said on Poe's "Evening Hour"
    if said is not None and said.verb is not None and said.verb.kind == "deny" and n_words < 3:
        return False  # "denies a 'cover-up'": the word is somebody else's.
    if spoken:
        return n_words > 0
    if n_words <= _SCARE_WORDS:
        return False
    sentence = reading.content[reading.sentence_at(stretch.start)]
    if sentence.role == "headline":
        return True
    alone = not reading.clause(reading.sentence_at(stretch.start)).words
    return alone or not titled


def _form(reading: Reading, stretch: Quoted, said: Said | None) -> str:
    """Return direct for whole sentences, partial for fragments."""
    if not _is_whole(reading, stretch):
        return "partial"
    span = reading.content[reading.sentence_at(stretch.start)].span
    lead = reading.folded[span.start : stretch.start].rstrip(" \"'")
    introduced = (
        not lead
        or lead[-1] in ",:\u2014"
        or (said is not None and bool(said.cue) and lead.endswith(said.cue))
    )
    closing = reading.folded[stretch.end - 1 : stretch.end + 2]
    return (
        "direct"
        if introduced and any(mark in closing for mark in ".,!?\u2026\u2014")
        else "partial"
    )


def _with_headline_speakers(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """Give a headline's unclaimed fragment the speaker of the body quote that it repeats."""
    body: list[tuple[str, QuoteSlots]] = []
    n_headline = {s.index for s in reading.content if s.role == "headline"}
    for mention in mentions:
        if mention.sentence not in n_headline and isinstance(mention.slots, QuoteSlots):
            body.append((f" {' '.join(text_words(mention.slots.words))} ", mention.slots))
    result = list(mentions)
    taken = {span for mention in mentions for span in mention.spans}
    for stretch in reading.quoted:
        number = reading.sentence_at(stretch.start)
        if reading.content[number].role != "headline":
            continue
        cut = _trim(reading.folded, stretch.start, stretch.end)
        if cut is None:
            continue
        wanted = f" {' '.join(text_words(reading.folded[cut.start : cut.end]))} "
        source = next((slots for words, slots in body if wanted in words), None)
        if source is None or source.speaker is None:
            continue
        words = reading.parsed.article.text[cut.start : cut.end]
        slots = replace(source, words=words, cue="", form="partial")
        made = Mention(reading.parsed.article.id, reading.content[number].index, "quote",
                       (cut,), slots)  # fmt: skip
        if cut not in taken:
            result.append(made)
            continue
        for index, mention in enumerate(result):
            old = mention.slots
            if mention.spans == (cut,) and isinstance(old, QuoteSlots) and old.speaker is None:
                result[index] = made
    result.sort(key=lambda mention: (mention.sentence, mention.spans))
    return result
