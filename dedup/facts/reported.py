"""Which words a reporting verb reports: behind it, before it, or around it."""

from __future__ import annotations

import re
from itertools import pairwise

from dedup.calendar_words import WEEKDAYS
from dedup.facts.cues import AUXILIARY, BE, HEARER, NEEDS_THAT, cues
from dedup.facts.gazetteer import DETERMINERS, gazetteer, word_set
from dedup.facts.phrases import PREPOSITIONS, STOPS
from dedup.facts.reading import Reading
from dedup.facts.report_bounds import (
    WH,
    Report,
    before_role,
    behind_role,
    content_stop,
    has_dash,
    predicate_end,
    trim,
)
from dedup.facts.speech import DOCUMENTS, REACH, Clause, cue_at, is_relative_verb
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
from dedup.facts.verbs import AUXILIARIES, NEGATIONS, is_finite
from dedup.model import Span

# "told the paper in a short talk behind the hall on Friday that …": the hearer comes first.
_HEARER_REACH = 20
_ASIDE_REACH = 18
# A noun phrase with its titles ("U.S. Secretary of State Jane Poe") has at most this many words.
NP_REACH = 9
_PLAIN = word_set("say says said saying add added adds note noted notes tell told state stated")
_DAY_PARTS = word_set("morning afternoon evening night")
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
    "statement", "warning", "promise", "prediction", "theory", "view", "possibility", "chance",
    "agreement", "decision", "letter", "message", "note", "memo", "post", "video", "concern",
)  # fmt: skip
# Between a verb and "that" these show that what is reported has begun: "has no doubt that".
_BEGUN = (AUXILIARIES - {"be", "been", "being", "having"}) | word_set("no not never nobody none")
# ", Poe said as she left": a clause of time closes the sentence.
_WHILE = word_set("as while when after before during outside inside")
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
_OF_THAT = word_set("of for at from in with on to by during now so given")
_DATES = frozenset(WEEKDAYS) | word_set("early late last earlier")
_PLACES = word_set("behind before after inside outside during at in on")
_GATHERED = word_set("crowd group audience gathering room hall rally number panel handful meeting")
_SHUT = word_set("closed shut")
_BRACKET_CHARS = 40
_WHERE = word_set("at in on during after")
# "said at a crowded news conference he wished": the place has so many words at most.
_PLACE_WORDS = 7
# "said on “Harbour Hour” last month that": a title in marks, its small words aside.
_TITLE_GAP = re.compile(
    r"""[ ,]{0,2}"(?:[A-Z][\w'-]{0,30}|a|an|and|for|in|of|on|the|to|with)"""
    r"""(?: (?:[A-Z][\w'-]{0,30}|a|an|and|for|in|of|on|the|to|with)){0,8}[,!?]?"[ ,]{0,2}"""
)
# Subjects that open a clause of their own.
_OPENS_CLAUSE = word_set("i we he she they it there")


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
    start = _object_start(clause, report)
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
    near = range(after + 2, min(len(clause.words), after + _ASIDE_REACH))
    timed = len(pair) > 1 and pair[0] in _MOMENTS and pair[1] in _TIMED
    return timed and not any("," in clause.gap(at) for at in near)


def _is_where(clause: Clause, start: int) -> bool:
    """Tell "told his staff behind closed doors before the vote": where and when, not what."""
    words = clause.words
    if words[start].lower not in _PLACES or words[start - 1].lower == "that":
        return False
    rest = range(start + 1, min(len(words), start + NP_REACH * 2))
    return not any(
        words[at].lower in _OPENS_CLAUSE | {"that"}
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
    if skip and index < len(words) and words[index].lower in _DAY_PARTS:
        index += 1
    if not skip or index >= len(words) or clause.broken(index) or words[index].lower in OF_TIME:
        return None
    if is_finite(words[index].lower, ""):
        return None  # "said Monday was the last day"
    opens = words[index].lower in _OPENS_CLAUSE
    return index if opens or adds_clause(clause, index - 1) else None


def _behind_place(clause: Clause, after: int) -> int | None:
    """Return where "he" stands in "saying at a press conference he wished", if it does."""
    words = clause.words
    if words[after].lower not in _WHERE:
        return None
    for index in range(after + 2, min(len(words) - 1, after + _PLACE_WORDS)):
        if clause.broken(index) or words[index].lower in PREPOSITIONS | STOPS:
            return None
        if words[index].lower in _OPENS_CLAUSE:
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
    if any(word.lower == "that" for word in rest):
        return False
    amount = len(rest) > 1 and rest[0].lower == "as" and rest[1].lower in _AS
    if rest and not amount and rest[0].lower in _WHILE and clause.words[index - 1].lower in _PLAIN:
        return "," not in clause.gap(index) and not any(
            clause.broken(at) for at in range(index + 1, index + len(rest))
        )
    return bool(rest) and rest[0].lower in _AT_TIMES


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


def _object_start(clause: Clause, report: Report) -> int | None:
    """Return where the reported words begin behind a verb; None: right behind it."""
    words = clause.words
    hears = words[report.verb].lower in HEARER
    following = words[report.verb + 1].lower if report.verb + 1 < len(words) else ""
    cue = cues().get(words[report.verb].lower)
    weak = cue is not None and cue.lemma in NEEDS_THAT and following not in {"", "that"}
    if weak and clause.gap(report.verb + 1) == ", " and words[0].lower in _WHILE:
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
    aside = _ASIDE_REACH if leads else THAT_REACH
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
        return next((at for at in range(index, end) if words[at].lower in _OPENS_CLAUSE), None)
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
        if lower in _OPENS_CLAUSE - {"it"} and is_finite(onward, lower):
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
        if words[at].lower in _OPENS_CLAUSE - {"it"}:
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
    return behind if behind < min(len(words), index + _PLACE_WORDS) else None


def _is_that_day(clause: Clause, that: int) -> bool:
    """Tell "wrote that same month" and "wrote that night, “…”" from "wrote that it leaked"."""
    word = clause.words[that + 1].lower
    ends = that + 2 >= len(clause.words) or clause.broken(that + 2)
    return word == "same" or (word in _DAY_PARTS | {"day", "week", "month", "year"} and ends)


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
    if lemma_of(clause, report) in _NO_NOUN and words[first].lower in DETERMINERS - {"that"}:
        timed = {word.lower for word in words[first:that]} & _OF_DAY_NOUNS
        if not timed and report.speaker.start < words[verb].start:
            return first  # "said the board's claim that it leaks was untrue"
    aside = words[verb + 1].lower in PREPOSITIONS | {*WEEKDAYS} | STOPS
    for index in range(verb + 1, that):
        lower, before = words[index].lower, words[index - 1]
        if lower in _OPENS_CLAUSE and before.lower not in STOPS | WH:
            return index
        if "'" in lower and lower.partition("'")[0] in _OPENS_CLAUSE and not aside:
            return index  # "say they're doubtful that"
        told = lower in cues() and (before.capital or before.lower in _OPENS_CLAUSE)
        begun = lower in _BEGUN and not words[index].capital  # "told them in May that"
        if not aside and index > verb + 1 and (begun or told):
            return verb + 1
        if not aside and lower in NEGATIONS:
            return verb + 1  # "said no proof that it leaks was found"
    return None


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


def _skip_marks(folded: str, at: int, end: int) -> int:
    """Return the first offset that is no mark, colon, comma or space."""
    while at < end and folded[at] in " :,\"'":
        at += 1
    return at
