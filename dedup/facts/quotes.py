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

from dedup.facts.joint import speaker_name
from dedup.facts.marks import Quoted
from dedup.facts.quote_speakers import is_whole, speakers
from dedup.facts.quoted_titles import is_title
from dedup.facts.reading import Reading, Said, read_speech
from dedup.facts.speech import cue_at
from dedup.facts.subjects import subject_before
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
    r"|known as(?: the| an?)?|word|term|phrase),?\s*[\"']*$"
)
# A name with a nickname in it has so many characters on either side of it.
_NAME_CHARS = 40
_MAX_GAP_CHARS = 120  # Between the halves of a split quote: a cue with its speaker, no more.


def find_quotes(parsed: ParsedArticle, speech: Reading | None = None) -> list[Mention]:
    """Find the words between quotation marks that somebody is said to have said.

    Args:
        parsed: The article with its sentences.
        speech: From ``reading.read_speech``, if it is there already.

    Returns:
        One mention per quote and sentence, in order; the spans are the quoted words
        without their marks, up to three pieces where a cue splits the sentence.
    """
    reading = speech.afresh() if speech else read_speech(parsed)
    said = speakers(reading)
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


def _is_split(reading: Reading, left: Quoted, right: Quoted) -> bool:
    """Tell ``"X," she said, "y"`` (one quote) from two quotes in a sentence."""
    if left.paragraph != right.paragraph or left.continues or is_title(reading, right):
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
    inside = range(clause.index_at(left.end), clause.index_at(right.start))
    verbs = [i for i in inside if cue_at(clause, i) is not None]
    return len(verbs) == 1 and not _is_answered(reading, left, verbs[0])


def _is_answered(reading: Reading, left: Quoted, verb: int) -> bool:
    """Tell ``Poe said, "X," and Moe replied, "Y"``: either piece has a speaker in front of it."""
    number = reading.sentence_at(left.start)
    clause = reading.clause(number)
    before, behind = clause.index_at(left.start) - 1, clause.index_at(left.end)
    if before < 0 or behind == verb:
        return False
    introduced = clause.words[before].lower == "that" or cue_at(clause, before) is not None
    return introduced and subject_before(clause, verb) is not None


def _mentions(reading: Reading, pieces: Sequence[Quoted], said: Said | None) -> list[Mention]:
    """Cut one quote at its sentence bounds; [] if it is none."""
    if not _is_quote(reading, pieces, said):
        return []
    form = _form(reading, pieces[0], said)
    by_sentence: dict[int, list[Span]] = {}
    shouted = ""
    for piece in pieces:
        first, last = reading.sentence_at(piece.start), reading.sentence_at(piece.end - 1)
        for number in range(first, last + 1):
            span = reading.content[number].span
            cut = _trim(reading.folded, max(piece.start, span.start), min(piece.end, span.end))
            if cut is None:
                continue
            words = reading.folded[cut.start : cut.end].lower()
            # What a crowd chants over and over is one quotation.
            if words != shouted or reading.folded[cut.end : cut.end + 1] != "!":
                by_sentence.setdefault(number, []).append(cut)
            shouted = words
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
                speaker_name=speaker_name(reading.table, key),
                cue=said.cue if said is not None else "",
                form=form,
            ),
        )
        for number, spans in sorted(by_sentence.items())
    ]


def _trim(folded: str, start: int, end: int) -> Span | None:
    """Drop white space, stray marks and the comma or full stop that the cue needs; None for a gap.

    A sentence of a quotation that is only "…" or "[...]" says nothing.
    """
    while start < end and (folded[start].isspace() or folded[start] == '"'):
        start += 1
    while end > start and (folded[end - 1].isspace() or folded[end - 1] in '",.;:?!\u2014'):
        end -= 1
    return Span(start, end) if any(map(str.isalnum, folded[start:end])) else None


def _is_quote(reading: Reading, pieces: Sequence[Quoted], said: Said | None) -> bool:
    stretch = pieces[0]
    if (said is not None and said.hypothetical) or is_title(reading, stretch):
        return False
    words = reading.folded[stretch.start : stretch.end]
    n_words = len(text_words(words))
    lead = reading.folded[max(0, stretch.start - 40) : stretch.start - 1].rstrip()
    spoken = said is not None and (said.cue or said.key)
    longer = [word for word in words.split() if len(word) > 4]
    longer = longer or [word for word in words.split() if len(word) > 3] or words.split()
    titled = all(not word[0].islower() for word in longer)
    if titled and n_words == 1 and _is_nickname(reading, stretch):
        return False
    if _ALWAYS_TITLE.search(lead) or (titled and _TITLE_NOUN.search(lead)):
        return said is not None and lead.endswith(("words", "words:"))
    if titled and lead.endswith(("'s", "s'", " on", " in", " of", " at")):
        return False  # said on Poe's "Evening Hour"
    if said is not None and said.verb is not None and said.verb.kind == "deny" and n_words < 3:
        return False  # "denies a 'cover-up'": the word is somebody else's.
    if spoken:
        return n_words > 0
    colon = reading.folded[: stretch.start].rstrip("\"' ").endswith(":")
    if n_words <= _SCARE_WORDS:
        return colon and is_whole(reading, stretch) and words[-1:] in (".", "!", "?")
    sentence = reading.content[reading.sentence_at(stretch.start)]
    if sentence.role == "headline":
        return True
    alone = not reading.clause(reading.sentence_at(stretch.start)).words
    return alone or not titled


def _is_nickname(reading: Reading, stretch: Quoted) -> bool:
    """Tell ``Jane “Skip” Poe`` from a saying: it stands inside a name."""
    lead = reading.folded[max(0, stretch.start - _NAME_CHARS) : stretch.start - 1]
    first = lead.rsplit(None, 1)[-1] if lead[-1:] == " " and lead.strip() else ""
    behind = reading.table.within(stretch.end, stretch.end + _NAME_CHARS)
    follows = any(item.kind == "person" and item.start == stretch.end + 2 for item in behind)
    named = [n for n in reading.table.within(stretch.start - _NAME_CHARS, stretch.end + _NAME_CHARS)
             if n.kind == "person" and n.start < stretch.start and n.end > stretch.end]  # fmt: skip
    return bool(named) or (first.istitle() and first.isalpha() and follows)


def _form(reading: Reading, stretch: Quoted, said: Said | None) -> str:
    """Return direct for whole sentences, partial for fragments."""
    if stretch.start in reading.signers:
        return "direct"
    if not is_whole(reading, stretch):
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
            if mention.spans != (cut,) or not isinstance(old, QuoteSlots):
                continue
            # "Victim says …": the body names the victim.
            named = source.speaker in reading.table.kinds
            if old.speaker is None or (named and old.speaker not in reading.table.kinds):
                result[index] = made
    result.sort(key=lambda mention: (mention.sentence, mention.spans))
    return result
