"""Which words a reporting verb reports: behind it, before it, or around it."""

from __future__ import annotations

from itertools import pairwise

from dedup.calendar_words import WEEKDAYS
from dedup.facts.cues import AUXILIARY, BE, HEARER, NEEDS_THAT, cues
from dedup.facts.gazetteer import word_set
from dedup.facts.phrases import PREPOSITIONS, STOPS
from dedup.facts.reading import Reading
from dedup.facts.report_bounds import (
    Report,
    before_role,
    behind_role,
    content_stop,
    has_dash,
    predicate_end,
    trim,
)
from dedup.facts.report_starts import (
    ASIDE_REACH,
    DAY_PARTS,
    NP_REACH,
    OPENS_CLAUSE,
    PLACE_WORDS,
    WHILE,
    object_start,
)
from dedup.facts.speech import DOCUMENTS, REACH, Clause, cue_at
from dedup.facts.unreported import (
    AUXILIARY_FORMS,
    OF_TIME,
    THAT_REACH,
    adds_clause,
    is_however,
    leads_to_quote,
    lemma_of,
    says_nothing,
    tags_quote,
    tells_nothing,
)
from dedup.facts.verbs import is_finite
from dedup.model import Span

_PLAIN = word_set("say says said saying add added adds note noted notes tell told state stated")
# Words of a time that opens a sentence: "Last week, …", "Late on Monday, …".
_WHEN = word_set(
    """last this next late early earlier later on week weekend month year day yesterday today monday
    tuesday wednesday thursday friday saturday sunday morning afternoon evening night tonight
    however meanwhile but and so then now still"""
)
# What somebody promised "during the campaign" is not told behind the verb.
_TIMED = word_set("during after before since ahead")
_DATED = word_set("announced announces confirmed confirms denied denies warned revealed reveals")
_BARE = word_set("predict think forecast")
# "Pressed on the odds of a storm, Poe told the board": what he was asked is none of his words.
_QUESTIONED = word_set("asked pressed questioned quizzed challenged pushed prompted reached")
_OF_DAY = _WHEN | word_set("that a few ago moments minutes hours days weeks months years shortly")
# ", Poe said moments before the vote": these measure the time.
_MOMENTS = word_set("moments minutes hours days weeks months years shortly just soon immediately")
_WON = word_set(
    """gold silver bronze victory win title titles crown medal medals prize trophy lives
    nomination championship responsibility credit benefits"""
)
# "said as many as ten were there": no clause of time.
_AS = word_set("many much few little of")
# What stands between two dashes has so many words at most.
_DASH_REACH = 25
_RELATIVES = word_set("that which whom")
# ", the union said, but both refused": who was told of before is told of still.
_SAME = word_set("he she they both neither")
_JOINS = word_set("and but while whereas")
# These open a time or a place.
_AT_TIMES = frozenset(WEEKDAYS) | word_set(
    "on in at late early yesterday last earlier later afterward today"
)
# "insists on peace": what stands behind "on" is no day.
_ON = word_set("insist insists insisted insisting comment commented agree agreed speculated")
_PLACES = word_set("behind before after inside outside during at in on")
_SHUT = word_set("closed shut")
_WHERE = word_set("at in on during after")


def reported_words(
    reading: Reading, number: int, report: Report, following: Report | None
) -> tuple[Span, ...]:
    """Return the words that a reporting verb reports: behind it, before it, or around it."""
    clause, span = reading.clause(number), reading.content[number].span
    words, folded = clause.words, reading.folded
    stop = content_stop(clause, span, report, following)
    after = behind_role(clause, report)
    heard = report.last
    if _only_hearer(clause, report) and folded[words[-1].end : span.end].startswith((":", ",")):
        heard = len(words) - 1  # "told jurors: “…”"
    if reading.in_quote(_skip_marks(folded, words[heard].end, span.end)):
        return ()  # The words that follow are a quote.
    opening = report.first
    while opening > 0 and not clause.broken(opening) and report.first - opening < NP_REACH:
        opening -= 1
    opening = before_role(clause, opening)
    begin = words[opening].start
    if report.cue != "according to" and tags_quote(reading, span, clause, opening, report):
        return ()
    lead = folded[span.start : begin].rstrip()
    aside = is_however(clause, after)
    closes = after >= len(words) or "," in clause.gap(after) or _only_hearer(clause, report)
    closes = closes and not aside
    adverbial = (
        opening
        and (words[0].lower in OF_TIME or words[0].lower in _QUESTIONED)
        and not any(
            word.lower in BE or word.lower in AUXILIARY or is_finite(word.lower, before.lower)
            for before, word in pairwise(words[max(0, opening - REACH) : opening])
        )
    )
    if adverbial and closes:
        return ()
    participle = lemma_of(clause, report, participle=True)
    fragment = _closes_fragment(clause, lead, opening, after)
    dated = after < len(words) and _behind_date(clause, after) is not None
    around = lead.endswith(",") and (closes or (_is_when(clause, after) and not dated))
    # "…, and the court agreed, saying": a clause of its own.
    around = around and not (words[opening].lower in _JOINS and opening < report.first)
    # "…, down from the two million it reported": a noun that the pronoun's clause is about.
    around = around and not (
        report.speaker.pronoun
        and opening + 2 < report.first
        and words[report.first - 1].lower not in STOPS
    )
    # "…, a claim that Poe denied": which of it Poe denied is not told.
    around = around and not (opening < report.first and words[report.first - 1].lower in _RELATIVES)
    if (around or fragment) and not adverbial and not (participle and report.first == report.verb):
        told = _behind_dash(clause, span, opening)
        apart = clause.index_at(told)
        if report.cue != "according to" and words[apart].lower not in _RELATIVES:
            told = span.start
        pieces = [trim(folded, told, begin)]
        if fragment or _only_hearer(clause, report):
            pass
        elif (
            after < len(words)
            and "," in clause.gap(after)
            and not (_is_when(clause, after) or _is_writers(clause, after))
        ):
            if following is not None and _is_fronted(clause, opening):
                stop = content_stop(clause, span, report, None)
            pieces.append(trim(folded, words[after].start, stop))
        quoted = reading.quoted_between(span.start, begin)
        if len(pieces) == 1 and not quoted and _only_when(clause, opening):
            return ()
        return tuple(piece for piece in pieces if piece is not None)
    if report.cue == "according to":
        inside = _between_dashes(clause, report)
        if inside is not None:
            piece = trim(folded, inside, begin)
            return (piece,) if piece is not None else ()
        if (report.first == 0 or has_dash(clause, report.first)) and after < len(words):
            piece = trim(folded, words[after].start, stop)
        else:
            piece = trim(folded, _behind_dash(clause, span, report.first), begin)
        return (piece,) if piece is not None else ()
    start = _behind_verb(reading, clause, report, after, stop)
    if start is None:
        return ()
    # Right behind the verb a "$" may open what is said, behind "that" a quotation.
    opens = start > report.verb + 1 and words[start - 1].lower != "that"
    begin = words[start].start if opens else words[start - 1].end
    if report.first and words[report.first - 1].lower == "what" and words[start].lower in BE:
        begin = words[start].end  # "what she said was a loss"
    piece = trim(folded, begin, predicate_end(clause, start, stop))
    return (piece,) if piece is not None else ()


def _behind_dash(clause: Clause, span: Span, source: int) -> int:
    """Return where "It was dear \u2014 Poe spent $5, according to" begins behind its only dash."""
    dashes = [at for at in range(max(1, source - REACH), source) if has_dash(clause, at)]
    return clause.words[dashes[0]].start if len(dashes) == 1 else span.start


def _is_writers(clause: Clause, after: int) -> bool:
    """Tell ", Poe said, but the law is clear" and ", who asked not to be named" from his words."""
    words, lower = clause.words, clause.words[after].lower
    if lower in {"who", "which"}:
        return True
    contrast = lower in {"but", "though", "although"} and after + 1 < len(words)
    onward = words[after + 1].lower if contrast else "to"
    if contrast and lower != "but" and not words[after + 1].capital:
        return False  # ", Poe said, although a tug may move it"
    goes_on = onward in PREPOSITIONS | {"that", "not", "also", "only", "because"} | _SAME
    return not goes_on and not is_finite(onward, "")


def _is_fronted(clause: Clause, opening: int) -> bool:
    """Tell "Having lost, they said, Poe says no": its clause stands behind the tag."""
    words = clause.words
    first = words[words[0].lower in _JOINS and opening > 1].lower
    near = opening < REACH and first.endswith("ing")
    return near and not any(clause.broken(at) for at in range(1, opening))


def _between_dashes(clause: Clause, report: Report) -> int | None:
    """Return where "It drew crowds — 100,000 according to the port — and closed" opens its dash."""
    after = report.last + 1
    if after >= len(clause.words) or not has_dash(clause, after):
        return None
    opens = [at for at in range(max(1, after - _DASH_REACH), after) if has_dash(clause, at)]
    return clause.words[opens[-1]].start if opens else None


def _closes_fragment(clause: Clause, lead: str, opening: int, after: int) -> bool:
    """Tell whether a tag closes a clause with a fragment: ``It was "grim," police said``."""
    words = clause.words
    closes = after >= len(words) or "," in clause.gap(after) or _is_when(clause, after)
    if not lead.endswith(('"', "'")) or not lead.rstrip("\"'").endswith(",") or not closes:
        return False
    before = range(1, min(opening, REACH))
    verb = any(is_finite(words[at].lower, words[at - 1].lower) for at in before)
    return verb and not any(cue_at(clause, at) is not None for at in before)


def _behind_verb(
    reading: Reading, clause: Clause, report: Report, after: int, stop: int
) -> int | None:
    """Return where the words reported behind a verb begin; None: there are none."""
    words = clause.words
    start = object_start(clause, report)
    rest = words[report.verb + 1 : report.verb + 2 + NP_REACH]
    if rest and len(rest) <= NP_REACH and all(word.lower in _OF_DAY for word in rest):
        return None  # "contradicted that last week"
    if start is None and after < len(words) and says_nothing(clause, report, after):
        return None
    if start is not None and words[start].lower in OF_TIME:
        dated = _behind_date(clause, start)
        start = dated if dated is not None else start
    if start is not None and (tells_nothing(clause, report, start) or "(" in clause.gap(start)):
        return None
    if start is not None and words[report.verb].lower in HEARER and words[start].lower == "to":
        return None  # an order: "told police to leave"
    if start is not None and words[report.verb].lower in HEARER and _is_where(clause, start):
        return None
    if leads_to_quote(reading, clause, report, start, stop):
        return None
    if start is not None:
        return start
    cue = cues().get(words[report.verb].lower)
    weak = cue is not None and cue.lemma in NEEDS_THAT
    if cue is not None and cue.lemma == "claim":
        near = {word.lower for word in words[after : after + 4]}
        weak = bool(near & _WON)  # "claimed gold with a score of 15"
    if cue is not None and cue.lemma in _BARE and adds_clause(clause, report.verb):
        weak = False
    if after >= len(words) or weak or clause.broken(after):
        return None
    dated = _behind_date(clause, after) or _behind_place(clause, after)
    if dated is not None and report.cue.lower() in _PLAIN | _DATED:
        return dated
    timed = words[after].lower in _TIMED or _is_moment(clause, after)
    # "a power the court affirmed in its ruling": what it affirmed is the noun before.
    aside = words[after].lower in PREPOSITIONS and not _is_amount(clause, after)
    timed = timed or (report.kind in {"confirm", "announce"} and aside)
    if timed or (words[after].lower in PREPOSITIONS and report.cue.lower() in _PLAIN):
        return None
    return report.verb + 1


def _is_amount(clause: Clause, after: int) -> bool:
    """Tell "at least two tugs" and "over 200 men" from "in its ruling"."""
    onward = clause.words[after + 1 : after + 2]
    return bool(onward) and (onward[0].lower == "least" or onward[0].text[0].isdigit())


def _is_moment(clause: Clause, after: int) -> bool:
    """Tell "said moments before the board met" from "said soon after the rain, ferries sank"."""
    pair = [word.lower for word in clause.words[after : after + 2]]
    near = range(after + 2, min(len(clause.words), after + ASIDE_REACH))
    timed = len(pair) > 1 and pair[0] in _MOMENTS and pair[1] in _TIMED
    return timed and not any("," in clause.gap(at) for at in near)


def _is_where(clause: Clause, start: int) -> bool:
    """Tell "told his staff behind closed doors before the vote": where and when, not what."""
    words = clause.words
    if words[start].lower not in _PLACES or words[start - 1].lower == "that":
        return False
    rest = range(start + 1, min(len(words), start + NP_REACH * 2))
    return not any(
        words[at].lower in OPENS_CLAUSE | {"that"}
        or (is_finite(words[at].lower, words[at - 1].lower) and words[at].lower not in _SHUT)
        for at in rest
    )


def _behind_date(clause: Clause, after: int) -> int | None:
    """Return where a clause begins behind "said on Monday …", "said in a statement …"."""
    words = clause.words
    low = [word.lower for word in words[after : after + 4]]
    skip = 0
    if low[:1] == ["on"] and low[1:2] and low[1] in WEEKDAYS:
        skip = 2
    elif low[0] in WEEKDAYS:
        skip = 1
    elif low[:2] == ["in", "a"] and low[2:3] and low[2] in DOCUMENTS:
        skip = 3
    index = after + skip
    if skip and index < len(words) and words[index].lower in DAY_PARTS:
        index += 1
    if not skip or index >= len(words) or clause.broken(index) or words[index].lower in OF_TIME:
        return None
    if is_finite(words[index].lower, ""):
        return None  # "said Monday was the last day"
    opens = words[index].lower in OPENS_CLAUSE
    return index if opens or adds_clause(clause, index - 1) else None


def _behind_place(clause: Clause, after: int) -> int | None:
    """Return where "he" stands in "saying at a press conference he wished", if it does."""
    words = clause.words
    if words[after].lower not in _WHERE:
        return None
    for index in range(after + 2, min(len(words) - 1, after + PLACE_WORDS)):
        if clause.broken(index) or words[index].lower in PREPOSITIONS | STOPS:
            return None
        if words[index].lower in OPENS_CLAUSE:
            verb = words[index + 1].lower
            return index if is_finite(verb, words[index].lower) else None
    return None


def _only_hearer(clause: Clause, report: Report) -> bool:
    """Tell whether nothing but the hearer follows: ", Poe told the court on Friday."."""
    words = clause.words
    if words[report.verb].lower not in HEARER or report.verb + 1 >= len(words):
        return False
    rest = [word.lower for word in words[report.verb + 1 :]]
    if len(rest) > 8 or set(rest) & (
        BE | AUXILIARY_FORMS | {"that", "he", "she", "they", "it", "to"}
    ):
        return False
    return not any(word.endswith("ed") for word in rest)


def _is_when(clause: Clause, index: int) -> bool:
    """Tell whether only a time or place follows: "police said on Monday"."""
    rest = clause.words[index : index + THAT_REACH]
    if rest and rest[0].lower == "on" and clause.words[index - 1].lower in _ON:
        return False
    for at, word in enumerate(rest, index):
        if word.lower == "that" and (at == index or not _is_apart(clause, index, at)):
            return False
    amount = len(rest) > 1 and rest[0].lower == "as" and rest[1].lower in _AS
    if rest and not amount and rest[0].lower in WHILE and clause.words[index - 1].lower in _PLAIN:
        return "," not in clause.gap(index) and not any(
            clause.broken(at) for at in range(index + 1, index + len(rest))
        )
    return bool(rest) and rest[0].lower in _AT_TIMES


def _is_apart(clause: Clause, index: int, that: int) -> bool:
    """Tell the "that" of "said on Monday, despite talk that" from that of "said, in May, that"."""
    return clause.gap(that) == " " and any(clause.gap(at) == ", " for at in range(index + 1, that))


def _only_when(clause: Clause, stop: int) -> bool:
    """Tell "Last week, in a statement, said Poe" from a report: no clause stands before it."""
    if stop > REACH:
        return False
    words = clause.words[:stop]
    if words and words[0].lower == "according":
        return not any(is_finite(word.lower, before.lower) for before, word in pairwise(words))
    opens = [index for index in range(1, stop) if clause.broken(index)]
    if any(word.lower not in _WHEN for word in words[: min(opens, default=stop)]):
        return False
    return all(words[index].lower in OF_TIME for index in opens) and not any(
        is_finite(word.lower, before.lower) for before, word in pairwise(words)
    )


def _skip_marks(folded: str, at: int, end: int) -> int:
    """Return the first offset that is no mark, colon, comma or space."""
    while at < end and folded[at] in " :,\"'":
        at += 1
    return at
