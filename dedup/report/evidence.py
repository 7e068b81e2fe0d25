"""LOOK HERE: the ranked findings, each with every outlet's own words."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from dedup.comparison.ranking import PREFIX
from dedup.model import (
    AttributionSlots,
    EventSlots,
    Fact,
    Finding,
    Mention,
    NameSlots,
    QuantitySlots,
    QuoteSlots,
    Reason,
)
from dedup.report.document import (
    EMPTY,
    Block,
    Column,
    Grid,
    Line,
    Para,
    Piece,
    Row,
    Section,
    glued,
    join,
    ours,
    plain,
    theirs,
)
from dedup.report.overview import clock, plural
from dedup.report.style import sign_of_rule, style_of_sign, word_of_rule
from dedup.report.view import View, local_times
from dedup.report.words import Marked, clip, display, likeness, shown, word_diff
from dedup.text import stem, words

# A mention up to this long is a value and gets its own column; longer ones are clauses.
_VALUE_CHARS = 32
# A sentence is shown whole up to this length, else the part around the mention.
_SENTENCE_CHARS = 320
_TOPIC_CHARS = 60
_CONTEXT_CHARS = 72
_QUOTES = " \"'\u201c\u201d\u2018\u2019\u00ab\u00bb"
# Single ones may open or close a quotation within it.
_DOUBLE = ' "\u201c\u201d\u00ab\u00bb'
# A figure that ends in a hyphen and its noun, and the word after it.
_COMPOUND = re.compile(r"\d-[^\W\d_]{1,30}$")
_WORD_AFTER = re.compile(r" ([^\W\d_]{1,30})\b")
# Info findings of these rules are what the ONLY and SHARED lists show anyway.
_LISTED_ELSEWHERE = frozenset({"only-in", "detail"})


def look_here(view: View) -> list[Block]:
    """Return alerts and notices with their evidence; count the rest."""
    findings = view.comparison.findings
    loud = [f for f in findings if f.level != "info"]
    gone = f"{len(view.rejected)} rejected by decisions" if view.rejected else ""
    quiet = [f for f in findings if f.level == "info" and f.rule not in _LISTED_ELSEWHERE]
    if not loud:
        # Clauses that tell more or less are no findings, and stand with what is shared.
        finer = sum(1 for fact in view.comparison.facts if fact.status == "detail_differs")
        told = (gone, f"{finer} in other detail (see SHARED)" if finer else "")
        other = " but " + " and ".join(filter(None, told)) if any(told) else ""
        text = f"no conflict, changed quotation or other difference was found{other}."
        note = ours(text, "dim")
        blocks: list[Block] = [
            Section(ours("LOOK HERE"), note),
            Para(ours("That is not proof that there is none.", "dim"), indent=1),
        ]
    else:
        parts = (f"{plural(len(loud), 'finding')}, ranked", gone, "nothing here says who is right")
        note = ours(" · ".join(filter(None, parts)), "dim")
        rows = [row for finding in loud for row in _rows(view, finding)]
        blocks = [Section(ours("LOOK HERE"), note), _grid(rows)]
    if quiet:
        rows = [row for finding in quiet for row in _rows(view, finding)]
        blocks += [Section(ours("ALSO SEEN"), ours(plural(len(quiet), "note"), "dim")), _grid(rows)]
    return blocks


def _grid(rows: Sequence[Row]) -> Grid:
    columns = (
        Column(cap=12),
        Column(cap=14),
        Column(cap=24),
        Column(flex=1, stack=1, absorb=True),
    )
    return Grid(columns, tuple(rows), indent=5, airy=True)


def _rows(view: View, finding: Finding) -> list[Row]:
    """Return the head line of a finding and one row for each value it is about."""
    facts = view.facts_of(finding)
    if finding.rule == "detail":
        return [Row((_detail(view, finding, facts),), full=True)]
    head = Row((headline(view, finding, facts),), full=True)
    if finding.rule == "buried":
        return [head, *_buried(view, facts)]
    mentions = view.mentions(facts)
    if facts and all(fact.kind == "quote" for fact in facts) and finding.rule != "attribution":
        return [head, *_quotes(view, mentions)]
    return [head, *_values(view, mentions, finding)]


def headline(view: View, finding: Finding, facts: Sequence[Fact]) -> Line:
    """Return sign, number, rule, what it is about and the two strongest reasons."""
    name = _name(finding)
    about = topic(view, facts, said=finding.rule in ("attribution", "buried"))
    if not about and finding.rule == "buried":
        words = [view.words(mention) for mention in view.mentions(facts)[:1]]
        about = theirs(clip("".join(words), _TOPIC_CHARS))
    # Where a fact stands is what the rows below a buried one say.
    reasons = () if finding.rule == "buried" else _deciding(finding)[:2]
    why = ", ".join(brief(reason, view) for reason in reasons)
    decided = decision_note(view, finding)
    return join((name, about, ours(f"({why})", "dim") if why else EMPTY, decided))


def _deciding(finding: Finding) -> list[Reason]:
    """Return the reasons for a finding without those for its rank."""
    return [reason for reason in finding.reasons if not reason.signal.startswith(PREFIX)]


def decision_note(view: View, finding: Finding) -> Line:
    """Return what a person decided about a finding that stays: "accepted by R. Malik: …"."""
    decision = view.marks.get(finding.id)
    return theirs(f"[{decision.said()}]", "info") if decision is not None else EMPTY


def _name(finding: Finding) -> Line:
    sign = sign_of_rule(finding)
    return glued(f"{sign} {finding.id} {word_of_rule(finding.rule)}", style_of_sign(sign))


def _detail(view: View, finding: Finding, facts: Sequence[Fact]) -> Line:
    """Return a difference in detail on one line: who prints which words, where."""
    variants: list[Line] = []
    for group in view.variants(view.mentions(facts)):
        words = theirs(clip(view.words(group[0]), _TOPIC_CHARS), "mark")
        refs = ours(f"({view.refs(group)})", "ref")
        variants.append(join((ours(view.letters_of(group), "letter"), words, refs), " "))
    first = view.mentions(facts)[:1]
    around = [Piece(p.text, "dim") for m in first for p in in_sentence(view, m, _CONTEXT_CHARS)]
    context = (*ours("in “", "dim"), *around, *ours("”", "dim")) if around else EMPTY
    return join((_name(finding), join(variants, " · "), context, decision_note(view, finding)))


def brief(reason: Reason, view: View | None = None) -> str:
    """Return a reason in a few words: "aligned clause 0.81"; article ids as letters."""
    value = reason.value
    if isinstance(value, str):
        if view is not None:
            value = ", ".join(view.letters.get(part, part) for part in value.split(", "))
        return f"{display(reason.signal)}: {display(value)}" if value else display(reason.signal)
    if value == 1.0 and reason.threshold is None:
        return display(reason.signal)
    shown_value = f"{value:g}" if value > 1 and float(value).is_integer() else f"{value:.2f}"
    return f"{display(reason.signal)} {shown_value}"


def topic(view: View, facts: Sequence[Fact], *, said: bool = False) -> Line:
    """Return what facts are about, in the articles' words where there are any.

    Args:
        view: The story.
        facts: Of one finding.
        said: What is said matters, not who said it: that is what differs.
    """
    for fact in facts:
        for mention in view.mentions((fact,)):
            slots = mention.slots
            if isinstance(slots, QuantitySlots):
                found = _printed(view, mention, slots.noun)
            elif isinstance(slots, NameSlots):
                found = slots.name
            elif said:
                found = view.words(mention)
            elif isinstance(slots, QuoteSlots | AttributionSlots):
                found = slots.speaker_name or "speaker not resolved"
            else:
                found = ""
            if found:
                return theirs(clip(display(found), _TOPIC_CHARS))
    return EMPTY


def _last_word(view: View, mention: Mention) -> str:
    """Return the last word of a mention that has one beside its number ("people")."""
    printed = view.words(mention).split()
    return printed[-1] if len(printed) > 1 and printed[-1].isalpha() else ""


def _printed(view: View, mention: Mention, noun: str) -> str:
    """Return the words of a mention's sentence that a slot's stems stand for.

    Slots hold stems or singulars ("vehicle"); the reader gets what was printed
    ("vehicles"). Only words that stand together are given.
    """
    wanted = {stem(word) for word in words(noun)}
    if not wanted:
        return ""
    best: list[str] = []
    run: list[str] = []
    for word in display(view.sentence(mention.article_id, mention.sentence)).split():
        bare = word.strip(".,;:!?\"'()[]“”‘’…—–")
        run = [*run, bare] if {stem(w) for w in words(bare)} & wanted else []
        if len(run) > len(best):
            best = run
    found = " ".join(best) or _last_word(view, mention)
    # "A 35-word oath": what has the words is what the figure is about.
    if _COMPOUND.search(view.words(mention)):
        return " ".join(filter(None, (found, _next_word(view, mention))))
    return found


def _next_word(view: View, mention: Mention) -> str:
    """Return the word right after a mention, if it is one."""
    text, end = view.articles[mention.article_id].article.text, mention.spans[-1].end
    after = _WORD_AFTER.match(text, end)
    return display(after[1]) if after is not None else ""


def _values(view: View, mentions: Sequence[Mention], finding: Finding) -> list[Row]:
    """Return one row for each value: who prints it, the words, where, the sentence."""
    times = local_times(view.articles.values()) if finding.rule == "updated" else {}
    rows = []
    groups = view.grouped(mentions)
    if times:
        groups.sort(key=lambda group: min(_minute(times, m) for m in group))
    for group in groups:
        first = min(group, key=lambda m: _minute(times, m)) if times else group[0]
        printed = _value(view, first, finding.rule)
        # A clause would only repeat its sentence.
        short = len(printed) <= _VALUE_CHARS or finding.rule == "attribution"
        short = short and not isinstance(first.slots, EventSlots)
        when = clock(times[first.article_id]) if first.article_id in times else ""
        value = theirs(printed, "mark") if short else EMPTY
        letters = ours(view.letters_of(group), "letter")
        refs = ours(view.refs(group), "ref")
        sentence = join((ours(when, "dim"), in_sentence(view, first)), " · ")
        rows.append(Row((letters, refs, value, sentence)))
    return rows


def _minute(times: Mapping[str, datetime], mention: Mention) -> float:
    """Return when a mention was published, as a number; unknown times come last."""
    time = times.get(mention.article_id)
    return time.timestamp() if time is not None else math.inf


def _value(view: View, mention: Mention, rule: str) -> str:
    slots = mention.slots
    if rule == "attribution" and isinstance(slots, QuoteSlots | AttributionSlots):
        cue = f" ({slots.cue})" if slots.cue else ""
        return (slots.speaker_name or "speaker not resolved") + cue
    return view.words(mention)


def in_sentence(view: View, mention: Mention, most: int = _SENTENCE_CHARS) -> Line:
    """Return a mention's sentence with the mention marked, clipped around it if long."""
    parsed = view.articles[mention.article_id]
    if not 0 <= mention.sentence < len(parsed.sentences):
        return theirs(view.words(mention), "mark")
    text, whole = parsed.article.text, parsed.sentences[mention.sentence].span
    line: list[Piece] = []
    at = whole.start
    for span in mention.spans:
        line += [
            Piece(shown(text[at : max(at, span.start)]), "article"),
            Piece(shown(text[max(at, span.start) : span.end]), "mark"),
        ]
        at = max(at, span.end)
    line.append(Piece(shown(text[at : max(at, whole.end)]), "article"))
    return window(line, most)


def window(line: Sequence[Piece], most: int) -> Line:
    """Cut a line to about ``most`` characters around its first marked piece."""
    kept = [piece for piece in line if piece.text]
    if sum(len(piece.text) for piece in kept) <= most:
        return tuple(kept)
    text = plain(tuple(kept))
    before = 0
    for piece in kept:
        if piece.style == "mark":
            break
        before += len(piece.text)
    begin = 0 if before < most * 2 // 3 else before - most // 3
    if begin:
        space = text.find(" ", begin, before)
        begin = space + 1 if space >= 0 else begin
    end = begin + len(clip(text[begin:], most)) - (1 if len(text) - begin > most else 0)
    result = [Piece("…")] if begin else []
    at = 0
    for piece in kept:
        part = piece.text[max(begin - at, 0) : max(end - at, 0)]
        at += len(piece.text)
        if part:
            result.append(Piece(part, piece.style))
    return (*result, Piece("…")) if end < len(text) else tuple(result)


def _quotes(view: View, mentions: Sequence[Mention]) -> list[Row]:
    """Return the renderings of one utterance, word for word, with marks."""
    groups = view.grouped(mentions)
    texts = [view.words(group[0]).strip(_QUOTES) for group in groups]
    lines: list[Line] = [theirs(f"“{text}”") for text in texts]
    if len(texts) == 2:
        left, right = word_diff(texts[0], texts[1], cut=True)
        lines = [quoted(left), quoted(right)]
    elif len(texts) > 2:
        lines = [quoted(_beside_others(groups, texts, place)) for place in range(len(texts))]
    rows = []
    for group, line in zip(groups, lines, strict=True):
        letters = ours(view.letters_of(group), "letter")
        cue = group[0].slots.cue if isinstance(group[0].slots, QuoteSlots) else ""
        words_and_cue = join((line, theirs(f"({cue})", "dim") if cue else EMPTY), " ")
        rows.append(Row((letters, ours(view.refs(group), "ref"), EMPTY, words_and_cue)))
    return rows


def _beside_others(
    groups: Sequence[Sequence[Mention]], texts: Sequence[str], place: int
) -> Sequence[Marked]:
    """Return a rendering, marked against what the article above prints that is most like it.

    All that this one prints: it may cut the utterance in two.
    """
    own = {mention.article_id for mention in groups[place]}
    printed: dict[str, list[str]] = {}
    for group, text in zip(groups[:place], texts, strict=False):
        for article in sorted({mention.article_id for mention in group} - own):
            printed.setdefault(article, []).append(text)
    whole = [" \u2026 ".join(parts) for parts in printed.values()]
    base = max(whole, key=lambda text: likeness(text, texts[place]), default=texts[place])
    return word_diff(base, texts[place], cut=True)[1]


def marked(parts: Sequence[Marked]) -> Line:
    """Return words with ``[-…-]`` and ``{+…+}`` around those that differ."""
    line: list[Piece] = []
    for part in parts:
        if line:
            line.append(Piece(" "))
        if part.mark == "removed":
            line.append(Piece(f"[-{part.text}-]", "removed"))
        elif part.mark == "added":
            line.append(Piece(f"{{+{part.text}+}}", "added"))
        else:
            line.append(Piece(part.text, "article"))
    return tuple(line)


def is_quoted(mention: Mention) -> bool:
    """Tell whether a mention is words that its article prints between quotation marks."""
    return isinstance(mention.slots, QuoteSlots) and mention.slots.form != "indirect"


def in_marks(words: str) -> str:
    """Return quoted words between quotation marks, each once."""
    return f"\u201c{words.strip(_DOUBLE)}\u201d"


def quoted(parts: Sequence[Marked]) -> Line:
    """Return marked words between quotation marks."""
    return (Piece("“"), *marked(parts), Piece("”"))


def _buried(view: View, facts: Sequence[Fact]) -> list[Row]:
    """Return where each article that has the fact puts it, first to last."""
    rows = []
    for fact in facts:
        places = []
        for presence in fact.presence:
            if presence.sentences and presence.article_id in view.articles:
                nth, of = view.nth(presence.article_id, presence.sentences[0])
                share = nth / of if of else 0.0
                places.append((round(share, 6), view.order(presence.article_id), presence, nth, of))
        places.sort(key=lambda place: place[:2])
        for _, _, presence, nth, of in places:
            own = [m for m in fact.mentions if m.article_id == presence.article_id]
            place = "" if presence.position in (None, "body") else f"{presence.position}, "
            where = f"{place}sentence {nth} of {of}"
            rows.append(
                Row(
                    (
                        ours(view.letters[presence.article_id], "letter"),
                        ours(view.ref(presence.article_id, presence.sentences[0]), "ref"),
                        ours(where),
                        in_sentence(view, own[0], 160) if own else EMPTY,
                    )
                )
            )
    return _without_repeats(rows)


def _without_repeats(rows: Sequence[Row]) -> list[Row]:
    """Drop the sentence of a row that only repeats the one above it (copies)."""
    result = list(rows[:1])
    for above, row in pairwise(rows):
        same = above.cells[-1] == row.cells[-1]
        result.append(Row((*row.cells[:-1], ours("same words", "dim"))) if same else row)
    return result
