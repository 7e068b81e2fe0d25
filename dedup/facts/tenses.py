"""Whether the clause of a date tells of what is to come or of what is past, by its verbs alone.

The nearest sign before the date counts; where the date opens its clause, the first verb
after it. A present or a noun says neither: better no tense than a guess.
"""

from __future__ import annotations

from collections.abc import Sequence

from dedup.calendar_words import WEEKDAYS
from dedup.facts.clauses import clause_around
from dedup.facts.date_words import MONTHS
from dedup.facts.numbers import Tok, at, glued
from dedup.facts.resolve import Tense
from dedup.facts.verbs import (
    IRREGULAR_PASTS,
    MODALS,
    PARTICIPLES,
    PRESENTS,
    is_finite,
    is_participle,
    is_regular_past,
)
from dedup.text import STOP_WORDS

_WILL = frozenset("will 'll won't shall".split())
_BEFORE_BASE = _WILL | {"to"}
_AHEAD = _WILL | frozenset(
    """scheduled slated due upcoming expected expects plans planned planning want wants hope hopes
    intend intends might""".split()
)
_BEHIND = frozenset(
    "said says told was were had has have announced reported wrote did since".split()
)
# "Is to", "were set to", "have to": before "to" and a verb of what is to come.
_BEFORE_TO = frozenset(
    """set due is are expected have has need needs want wants hope hopes hoping plan plans
    planned planning intend intends intended scheduled slated vows likely poised
    willing ready preparing prepares""".split()
)
# "Promised to compete in November": a day of the week may be that of the promise.
_PROMISED = frozenset(
    "promise promises promised promising vow vowed vowing pledge pledged pledging agreeing".split()
)
# "There was hope that": no verb.
_BEFORE_NOUN = frozenset("was is no of some any little the a their his her much".split())
# "A vigil was scheduled": on either side of what is printed.
_SCHEDULED = frozenset({"scheduled", "slated"})
# "Originally scheduled for Wednesday": the day of what was put off since may be past.
_AT_FIRST = frozenset({"was", "were", "originally", "previously", "initially"})
# "Approaches Monday's announcement"
_APPROACHES = frozenset("approach approaches approaching near nears nearing await awaits".split())
# "Found to be sold" is no plan, as "to be sold on Friday" is.
_BEFORE_TO_BE = frozenset("had found believed thought said known reported used".split())
# "He would not say on Friday": he was asked on that day.
_AFTER_WOULD = frozenset("not say only comment have".split())
# Past forms that are base forms too ("will cut rates on Friday").
_BASES = frozenset(
    "bet bit bound burst cost cut hit hurt let put quit read set shut split spread".split()
)
_BE = frozenset("be being is are".split())
_PASSIVE = _BE | {"were"}
# Behind these a verb in the present tells of what the verb before them does ("will end when").
_WHEN = frozenset("when once until".split())
_POSSIBLE = frozenset({"could", "might"})
_NO_FEAR = frozenset({"not", "n't", "have", "no"})
_REACH = 10
# "Plans to meet the president of the council at a summit in Aldon on Monday": a plan is looked
# for further, since without any sign a day is past.
_PLAN_REACH = 16
_PROMISE_REACH = 14
# Right before a weekday these tell of what is to come ("The vote is Thursday", "opens on Friday").
_RIGHT_BEFORE = frozenset(
    "is are begins begin opens open starts start resumes resume ends closes expires come "
    "runs".split()
)
_LEADS = frozenset({"on", "at", "in", "until"})
_TAKES_PLACE = frozenset(
    {
        "takes place",
        "take place",
        "takes effect",
        "take effect",
        "kicks off",
        "gets underway",
        "see you",
    }
)
# What may stand before a date that opens its clause.
_OPENERS = frozenset(
    """on in at by from to since until early late earlier later but and yet still then also again
    meanwhile however , the""".split()
)
_MOST_OPENERS = 3
_FORWARD_REACH = 12
_RELATIVE = frozenset("who whom whose which that where when".split())
# "Before Tuesday's vote", "the eve of Friday's final": of what everybody knows the day beforehand.
_EVES = frozenset({"before", "ahead", "eve"})
_EVE_REACH, _EVENT_REACH = 2, 3
_EVENT_LEAD = 7
EVENTS = frozenset(
    """election elections vote votes primary primaries caucus caucuses runoff referendum ballot
    polls debate event events hearing hearings rally summit meeting talks deadline inauguration
    final match game launch opening ceremony parade verdict sentencing schedule agenda""".split()
)
# "The Wednesday vote", "a noon Monday deadline": the weekday names its event.
_DETERMINERS = frozenset("a an the this that its his her their our".split())
# "At Tuesday's debate", "won Tuesday's vote": it is over.
_HELD = frozenset(
    """after following since during at in from with won lost missed met attended watched swept
    carried passed""".split()
)
# What is named by its day only once it is done: "Friday's agreement would …".
_DEEDS = frozenset(
    """agreement announcement arrest arrests attack attacks blast bombing collapse collision crash
    deal earthquake explosion fire indictment indictments killing killings massacre remarks riot
    shooting shootings statement tweet tweets violence""".split()
)
# "Had told the council on Friday", "who told it on Friday": of a day before that of the news.
_BEHIND_NEWS = frozenset("who which after since".split())
_HAD_REACH = 4
_AHEAD_OF = ("ahead", "of")
_AHEAD_REACH = 12
# "Hurtles toward a shutdown Friday", "runs up against a Friday deadline": nobody has got there.
_TOWARD = frozenset({"toward", "towards"})
_TOWARD_REACH = 5
_AGAINST = frozenset("against faces face facing".split())
_HALTS = EVENTS | {"shutdown", "showdown", "strike", "default"}
# "Starting in May, it will be": the verb may stand behind.
_STARTING = frozenset({"starting", "beginning", "effective"})
_SOON = frozenset({"soon", "early"})
_DASHES = frozenset({"-", "\u2014"})
_INSERTED_REACH = 14
# Up to a limit: "barred it until Friday", "before Friday", "by Friday".
_UNTIL = frozenset("until till before by".split())
# What these do lasts until, or begins on, a day to come.
_PUTS_OFF = frozenset(
    """adjourn adjourned adjourning bar barred barring bars block blocked blocking blocks ban banned
    close closed closing delay delayed delaying delays enjoin enjoined enjoining enjoins extend
    extended extending extends freeze froze frozen gave give given gives giving halt halted halting
    halts move moved moving postpone postponed postponing postpones prevent prevented preventing
    prevents prohibit prohibited prohibiting prohibits push pushed pushing put recess recessed
    require required requires reschedule rescheduled shut stay stayed suspend suspended suspending
    suspends wait waiting waits""".split()
)
# "Moved the talks up to Tuesday"
_SHIFTS = frozenset(
    """move moved moving moves postpone postponed postponing delay delayed delaying push pushed
    pushing reschedule rescheduled rescheduling shift shifted shifting""".split()
)
_PUT_OFF_REACH = 14
# Done by appointment: "came to meet on Friday".
_APPOINTED = frozenset("meet testify appear reconvene convene vote return resume".split())
_NOT_DONE = frozenset("failed fail refused refuse declined decline unable had".split())
# "If it were held": not "asked if they were".
_ASKED = frozenset("asked ask asking wondered know knew sure as".split())
_IF_REACH = 6
_BEFORE_WHEN = frozenset({",", "-", "\u2014"})
_IN = frozenset({"in", "on"})
_PARTS_OF_MONTH = frozenset("early late mid this".split())
# Behind these a participle is not of the past: "if elected in May", "to be held in May".
_NOT_YET = frozenset("if when once unless until to be is are being".split())


def tense_of(
    toks: Sequence[Tok], first: int, last: int, clause: tuple[int, int], dated: set[int]
) -> Tense:
    """Return the tense of what tokens ``first`` … ``last`` (exclusive) date.

    Args:
        toks: The sentence.
        first: First token of the date.
        last: Index after the date.
        clause: First token of its clause, and the index after it.
        dated: The tokens of all dates of the sentence.
    """
    if _is_to_come(toks, first):
        return "ahead"
    if _is_eve(toks, first, last):
        return "eve"
    when = last + (at(toks, last) in _BEFORE_WHEN)
    tense = _after(toks, when + 1, len(toks)) if at(toks, when) == "when" else ""
    if tense:
        return tense
    clause = _clause_start(toks, first, last, clause[0]), clause[1]
    before = (toks[index].low for index in range(clause[0], first) if index not in dated)
    opening = [word for word in before if word not in ("mid", "-")]
    opens = len(opening) <= _MOST_OPENERS and _OPENERS.issuperset(opening)
    if opens:
        tense = _after(toks, last, clause[1])
    elif _is_soon(toks, first, clause[0]) or _is_promised(toks, first, last, clause[0]):
        return "ahead"
    else:
        tense = _before(toks, first, clause[0])
        if at(toks, first - 1 - (at(toks, first - 1) in _IN)) in _STARTING:
            tense = _after(toks, last, clause[1]) or tense
    if any(_is_weekday(toks[index].low) for index in range(first, last)):
        if _is_deed(toks, first, last):
            return "behind"
        if tense != "behind" and _has_verb_behind(toks, last):
            return "behind"
        if not tense and at(toks, last) in _WILL and toks[max(0, first - 2)].text[0].isupper():
            return "ahead"  # "Mr Poe on Friday will become"
        return tense if tense == "ahead" else _of_weekday(toks, first, last, clause, tense, opens)
    if tense == "eve":
        return "ahead"
    if tense != "ahead" and any(tok.low in MONTHS for tok in toks[first:last]):
        return _of_month(toks, first, last, clause, tense)
    return tense


def _of_weekday(
    toks: Sequence[Tok], first: int, last: int, clause: tuple[int, int], tense: Tense, opens: bool
) -> Tense:
    """Return the tense of a weekday that dates an event or sets a limit, whatever its verb."""
    lead = at(toks, first - 1)
    owns = toks[last - 1].low.endswith("'s")
    if not opens and not owns and _is_before(toks, first):
        return "term"
    if not owns and lead == "to" and _is_put_off(toks, first, clause[0], _SHIFTS):
        return "term"
    if not owns and not opens and lead in _UNTIL:
        if not tense or (lead != "by" and _is_put_off(toks, first, clause[0], _PUTS_OFF)):
            return "term"
        return tense if lead == "by" else "near"
    event = _event_named(toks, first, last)
    if event:
        if at(toks, event + 1) in _DASHES:
            following = _behind_dashes(toks, event + 1)
        else:
            following = _after(toks, event + 1, clause[1])
        if toks[event].low == "deadline":
            over = event + 1 < len(toks) and _sign(toks, event + 1) == "behind"
            near = {tok.low for tok in toks[max(0, first - _EVE_REACH) : first]}
            coming: Tense = "ahead" if not tense and not near.isdisjoint(_AGAINST) else "term"
            return "behind" if over else coming
        return following if following == "ahead" or (following and opens) else "near"
    place = first - 1 - (lead in _LEADS)
    led = (tok.low for tok in toks[max(0, place - _TOWARD_REACH) : place])
    if not tense and at(toks, place) in _HALTS and not _TOWARD.isdisjoint(led):
        return "ahead"
    if at(toks, place) in _APPOINTED and at(toks, place - 1) == "to":
        return "near" if at(toks, place - 2) not in _NOT_DONE else tense
    if at(toks, place) in EVENTS and "for" in (tok.low for tok in toks[max(0, place - 4) : place]):
        return "near"
    had = any(tok.low == "had" for tok in toks[max(clause[0], place - _HAD_REACH) : place])
    return "done" if tense == "behind" and (had or at(toks, clause[0]) in _BEHIND_NEWS) else tense


def _event_named(toks: Sequence[Tok], first: int, last: int) -> int:
    """Return where the event of a weekday stands ("the Wednesday vote"), 0 if it is over."""
    start = first
    if not toks[last - 1].low.endswith("'s"):
        while start > max(0, first - _EVE_REACH) and at(toks, start) not in _DETERMINERS:
            start -= 1
        if at(toks, start) not in _DETERMINERS:
            return 0
    if at(toks, start - 1) in _HELD:
        return 0
    for index in range(last, min(len(toks), last + _EVENT_REACH)):
        if toks[index].low in EVENTS:
            return index
        if toks[index].kind != "w" or toks[index].low in STOP_WORDS:
            return 0
    return 0


def _is_deed(toks: Sequence[Tok], first: int, last: int) -> bool:
    """Say whether a weekday names what was done on it: "Friday's deal", "the attack on Friday"."""
    if toks[last - 1].low.endswith("'s") or at(toks, first - 1) in _DETERMINERS:
        named = [tok.low for tok in toks[last : last + _EVENT_REACH]]
        return bool(named) and named[0] not in STOP_WORDS and not _DEEDS.isdisjoint(named)
    return at(toks, first - 1) == "on" and at(toks, first - 2) in _DEEDS and at(toks, last) in _WILL


def _has_verb_behind(toks: Sequence[Tok], last: int) -> bool:
    """Say whether what was done stands right behind a date: "a judge late Friday halted the"."""
    word = at(toks, last)
    past = is_regular_past(word) or (word in IRREGULAR_PASTS and word not in _BASES)
    return past and at(toks, last + 1) in _DETERMINERS


def _is_before(toks: Sequence[Tok], first: int) -> bool:
    """Say whether a date is of an event that something is ahead of ("ahead of talks on Monday")."""
    event = False
    for index in range(first - 1, max(0, first - _AHEAD_REACH), -1):
        if (toks[index - 1].low, toks[index].low) == _AHEAD_OF:
            return event
        event = event or toks[index].low in EVENTS
        if toks[index].kind == "p" or _sign(toks, index):
            return False
    return False


def _is_soon(toks: Sequence[Tok], first: int, start: int) -> bool:
    """Say whether something can be done "as early as Tuesday", "as soon as Jan. 1"."""
    place = first - 1 - (at(toks, first - 1) in _LEADS)
    if at(toks, place) != "as" or at(toks, place - 1) not in _SOON or at(toks, place - 2) != "as":
        return False
    return any(
        toks[index].low in MODALS and at(toks, index + 1) != "have"
        for index in range(max(start, place - _PLAN_REACH), place)
    )


def _clause_start(toks: Sequence[Tok], first: int, last: int, start: int) -> int:
    """Return where a clause begins that a comma closes off: ", and by mid-July, he"."""
    if at(toks, last) == ",":
        for index in range(first - 1, max(start, first - 2 - _MOST_OPENERS), -1):
            if toks[index].low in ("and", "but") and at(toks, index - 1) == ",":
                return index
    return _behind_quote(toks, start)


def _behind_quote(toks: Sequence[Tok], start: int) -> int:
    """Return where a clause begins that goes on behind quoted words: "called him a "clown" on"."""
    close = start - 1
    if at(toks, close) != '"' or not glued(toks, close):
        return start
    for index in range(close - 1, max(-1, close - _REACH), -1):
        if toks[index].low == '"':
            return (
                clause_around(toks, index - 1, index)[0] if index and start < len(toks) else start
            )
    return start


def _behind_dashes(toks: Sequence[Tok], first: int) -> Tense:
    """Return what the verb says behind words set off by dashes that begin at ``first``."""
    index = first
    while at(toks, index) in _DASHES:
        index += 1
    for close in range(index, min(len(toks), index + _INSERTED_REACH)):
        if toks[close].low in _DASHES and not (glued(toks, close) and glued(toks, close + 1)):
            return _after(toks, close + 1, len(toks))
    return ""


def _is_put_off(toks: Sequence[Tok], first: int, start: int, verbs: frozenset[str]) -> bool:
    """Say whether one of the verbs stands before a date, in its clause."""
    before = toks[max(start, first - _PUT_OFF_REACH) : first]
    return any(tok.low in verbs for tok in before)


def _of_month(
    toks: Sequence[Tok], first: int, last: int, clause: tuple[int, int], tense: Tense
) -> Tense:
    """Return the tense of a month from the words right before it, else that of its verb."""
    if at(toks, first - 1) in ("until", "till", "to") and _is_put_off(
        toks, first, clause[0], _PUTS_OFF
    ):
        return "ahead"
    if at(toks, first - 1) == "by" and _is_feared(toks, first, clause[0]):
        return "near"
    place = first - 1 - (at(toks, first - 1) in _PARTS_OF_MONTH)
    if at(toks, place) not in _IN:
        return tense
    word, before = at(toks, place - 1), at(toks, place - 2)
    if word in EVENTS:
        lead = [tok.low for tok in toks[max(clause[0], place - _EVENT_LEAD) : place - 1]]
        if "ahead" in lead or "before" in lead:
            return "ahead"
        if "after" in lead or "following" in lead:
            return "done"
        return tense if not _HELD.isdisjoint(lead) else ""
    past = is_regular_past(word) or (word in PARTICIPLES and word not in _BASES)
    if not past or before in _NOT_YET or word in _BEFORE_TO | _AHEAD:
        return tense
    # "There will be no room for the barrels delivered in May."
    planned = _before(toks, place - 1, clause[0]), _after(toks, last, clause[1])
    return tense if "ahead" in planned else "done"


def _is_feared(toks: Sequence[Tok], first: int, start: int) -> bool:
    """Say whether something "could reach 25% by Oct. 1", whatever tense it is told in."""
    return any(
        toks[index].low in _POSSIBLE and at(toks, index + 1) not in _NO_FEAR
        for index in range(max(start, first - _PLAN_REACH), first)
    )


def _is_weekday(word: str) -> bool:
    return word.removesuffix("'s") in WEEKDAYS


def _is_promised(toks: Sequence[Tok], first: int, last: int, start: int) -> bool:
    """Say whether a month stands in what somebody promised to do."""
    date = toks[first:last]
    if any(tok.kind == "n" for tok in date) or not any(tok.low in MONTHS for tok in date):
        return False
    for index in range(first - 1, max(start, first - _PROMISE_REACH) - 1, -1):
        if toks[index].low == "to" and at(toks, index - 1) in _PROMISED:
            return True
        if _sign(toks, index):
            return False
    return False


def _is_to_come(toks: Sequence[Tok], first: int) -> bool:
    """Say whether a verb in the present stands right before a date: what it dates is to come."""
    if at(toks, first + 1) == "'" or toks[first].low.endswith("'s"):
        return at(toks, first - 1) in _APPROACHES
    place = first - 1 - (at(toks, first - 1) in _LEADS)
    pair = f"{at(toks, place - 1)} {at(toks, place)}"
    if pair in _TAKES_PLACE:
        return True
    # "Today is Thursday" dates nothing.
    return at(toks, place) in _RIGHT_BEFORE and at(toks, place - 1) not in ("today", "it", "that")


def _is_eve(toks: Sequence[Tok], first: int, last: int) -> bool:
    """Say whether "before Tuesday's vote" dates the vote, and the verb what came before it."""
    if not toks[last - 1].low.endswith("'s"):
        return False
    lead = {tok.low for tok in toks[max(0, first - _EVE_REACH) : first]}
    event = {tok.low for tok in toks[last : last + _EVENT_REACH]}
    return not lead.isdisjoint(_EVES) and not event.isdisjoint(EVENTS)


def _before(toks: Sequence[Tok], first: int, start: int) -> Tense:
    """Return what the nearest sign before a date says."""
    reach, plan_reach, index = first - _REACH, first - _PLAN_REACH, first - 1
    while index >= max(start, min(reach, plan_reach)):
        if toks[index].low in _WHEN:
            reach = index - _REACH
        sign = _sign(toks, index)
        if sign:
            return sign if index >= reach or sign == "ahead" else ""
        index -= 1
    return ""


def _after(toks: Sequence[Tok], last: int, end: int) -> Tense:
    """Return what the first verb behind a date says that opens its clause."""
    for index in range(last, min(end, last + _FORWARD_REACH)):
        word, after = toks[index].low, at(toks, index + 1)
        if word in _RELATIVE:
            return ""
        if word in ("is", "are"):
            planned = after in _BEFORE_TO or at(toks, index + 2) in _BEFORE_TO or after == "to"
            return "ahead" if planned else ""
        sign = _sign(toks, index)
        if sign and after != "by":
            return sign
        if word in PRESENTS:
            return ""
    return ""


def _sign(toks: Sequence[Tok], index: int) -> Tense:
    """Return what one word says of the tense of its clause."""
    word, before, after = toks[index].low, at(toks, index - 1), at(toks, index + 1)
    if word == "to":
        if at(toks, index - 1 - (before == "set")) in ("was", "were"):
            return "eve"  # "was to leave", "was set to leave"
        return "ahead" if before in _BEFORE_TO else ""
    if word in _SCHEDULED and before in _AT_FIRST:
        return "eve"
    if word == "hope" and before in _BEFORE_NOUN:
        return ""
    if word == "be":
        to_be = before == "to" and is_participle(after)
        return "ahead" if to_be and at(toks, index - 2) not in _BEFORE_TO_BE else ""
    if word == "would":
        return "ahead" if after not in _AFTER_WOULD else ""
    if word in _AHEAD or word.endswith("'ll") or toks[index].text == "may":
        return "ahead"
    if after == "to" and word in ("have", "has"):
        return ""  # "to" says it
    if (at(toks, index - 2), before) == ("after", "being") and is_participle(word):
        return "behind"
    be = at(toks, index - 3) if before == "-" else before
    if be in _PASSIVE and is_participle(word):
        return ""  # "will be held", "be hand-delivered", "if it were held"
    if word == "must":
        return "ahead" if after != "have" else ""
    if word == "were" and _is_supposed(toks, index):
        return "ahead"
    if word in ("was", "were") and after.endswith("ing"):
        return ""  # "was heading to the coast on Friday"
    if word == "have" and not is_participle(after) and _is_infinitive(toks, index):
        return ""  # "will also have a say"
    if word in _BEHIND:
        return "behind"
    past = is_regular_past(word) or (word in IRREGULAR_PASTS and word not in _BASES)
    return "behind" if past and (is_finite(word, before) or after in _LEADS) else ""


def _is_infinitive(toks: Sequence[Tok], index: int) -> bool:
    """Say whether a verb stands behind "to" or "will", "also" between them or not."""
    before = at(toks, index - 1)
    return before in _BEFORE_BASE or (before == "also" and at(toks, index - 2) in _BEFORE_BASE)


def _is_supposed(toks: Sequence[Tok], index: int) -> bool:
    """Say whether "were" stands behind "if" ("if it were held on Friday"), not "asked if"."""
    for place in range(index - 1, max(0, index - _IF_REACH) - 1, -1):
        if toks[place].low == "if":
            return at(toks, place - 1) not in _ASKED
    return False
