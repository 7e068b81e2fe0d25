"""Quantities of a sentence: how many, how much, of what, and how surely.

Order of reading: amount (figure with unit), its partner in a range or a score,
the counted noun, a rate ("a day"), what loosens it ("more than", "or so"), and
only then whether it is a name or a code after all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dedup.facts.ages import Phrase
from dedup.facts.clock import is_clock
from dedup.facts.comparators import (
    bounds,
    comparator_after,
    comparator_before,
    is_cause,
    is_span,
    is_spread,
)
from dedup.facts.context import change_at, is_toll, state_around, subject_of
from dedup.facts.counts import (
    counted_before,
    counted_behind,
    is_brought_toll,
    is_capacity,
    phrase_at,
)
from dedup.facts.dates import scan
from dedup.facts.guards import in_title_case, is_name_or_code
from dedup.facts.measures import Amount, amount_at, is_duration
from dedup.facts.nouns import PEOPLE
from dedup.facts.numbers import (
    FRACTIONS,
    NUMBER_WORDS,
    VAGUE_PLURALS,
    Figure,
    Tok,
    at,
    glued,
    lex,
    readable,
)
from dedup.facts.pairs import Pair, paired
from dedup.facts.units import CHANGE_NOUNS, CHANGES, UNITS
from dedup.facts.verbs import is_finite
from dedup.model import Mention, ParsedArticle, QuantitySlots, Span

# A digit or any of these must occur in a sentence that holds a quantity. Looked up word by word,
# which takes an eighth of the time of one pattern of all of them.
_HINTS = frozenset(
    {*"few several couple pair single twice".split(), *NUMBER_WORDS, *VAGUE_PLURALS, *FRACTIONS}
)
_DIGIT = re.compile(r"[0-9]")
_WORD = re.compile(r"\w+")


# Between two figures of one noun, the second of which stands alone.
_POSSIBLY = frozenset("possibly perhaps maybe even or".split())
_ELIDED_REACH = 5
# What may stand behind a figure that an earlier one is compared with, and between the two.
_STOPS = frozenset(".,;)")
_AFTER_COMPARED = _STOPS | frozenset("the a an last in on at during".split())
_COMPARED_CHARS = 100
_OPENING = 2
# "Down from its peak of 30"
_PEAKS = frozenset(
    "a an the its their just only about nearly around peak high low record of".split()
)
# What goes from one figure to another, and what spreads between the two; how far before them.
_MOVING = frozenset(
    "raise raises raised raising boost boosts boosted boosting went go goes gone going move moves "
    "moved moving change changes changed changing double doubled ratchet ratcheted".split()
)
_SPREADING = frozenset("range ranges ranged ranging vary varies varied varying anywhere".split())
_MOVING_REACH = 12
# Walked up to, where people follow.
_NEARED = frozenset({"approached", "neared"})
# Parts of an act: "section 60 of the Harbour Act".
_PARTS_OF_ACT = frozenset("section article chapter clause paragraph rule schedule".split())
# "An average of 18.5" says something without a noun.
_RATED = frozenset("average rate rating score index ratio".split())
# What parliaments number their bills with.
_BILLS = frozenset("AB SB HB HR LB HF SF LD HJR SJR ACA SCA".split())
# What has numbers of its own, several of them.
_NUMBERED = frozenset("cases sections articles chapters clauses paragraphs flights routes".split())
_NUMBERED_REACH = 12
# What an earthquake's size is printed behind.
_GAUGED = frozenset("measuring measured registered registering".split())
_QUAKES = frozenset(
    "quake quakes earthquake earthquakes aftershock aftershocks tremor tremors temblor "
    "richter".split()
)
_STRONGEST_QUAKE, _QUAKE_REACH = 10.0, 30
# "46 survivors" are people, and so are "dozens of arrests".
_COUNTED_PEOPLE = frozenset({"survivor", "arrest"})


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """One quantity in a text: ``text[start:end]`` prints it with its noun."""

    start: int
    end: int
    slots: QuantitySlots


def find_quantities(parsed: ParsedArticle) -> list[Mention]:
    """Return the quantity mentions of an article's headline and body, in order."""
    article = parsed.article
    mentions: list[Mention] = []
    for sentence in parsed.content():
        base = sentence.span.start
        mentions.extend(
            Mention(
                article_id=article.id,
                sentence=sentence.index,
                kind="quantity",
                spans=(Span(base + found.start, base + found.end),),
                slots=found.slots,
            )
            for found in quantities_in(article.text[base : sentence.span.end])
        )
    return mentions


def quantities_in(text: str) -> list[FoundQuantity]:
    """Return the quantities of one sentence, in order, none overlapping."""
    text = readable(text)
    if not _DIGIT.search(text) and _HINTS.isdisjoint(_WORD.findall(text.lower())):
        return []
    toks = lex(text)
    dated = {hit.first: hit.last for hit in scan(toks, text)}
    title_case = in_title_case(toks)
    result: list[FoundQuantity] = []
    held: set[int] = set()  # tokens of earlier dates and quantities
    index = 0
    while index < len(toks):
        if index in dated:
            held.update(range(index, dated[index]))
            index = dated[index]
            continue
        hit = _read(toks, index, held, title_case=title_case)
        if result and (hit is None or hit[2] is None or not (hit[2].noun or hit[2].unit)):
            hit = _elided(toks, index, held, result) or hit
        if hit is None:
            index += 1
            continue
        first, last, slots = hit
        if slots is not None:
            result.append(FoundQuantity(toks[first].start, toks[last - 1].end, slots))
            held.update(range(first, last))
        index = max(last, index + 1)
    return result


def _read(
    toks: Sequence[Tok], index: int, held: set[int], *, title_case: bool
) -> tuple[int, int, QuantitySlots | None] | None:
    """Return first token, last token and slots of the quantity at ``index``.

    None when no figure begins there; slots None when one does that counts nothing
    (its tokens are passed over). ``held``: tokens of what was found before.
    """
    amount = amount_at(toks, index)
    if amount is None:
        return None
    named = _is_title_of_act(toks, amount) or _is_stretch_of_ten(toks, amount)
    if named or is_clock(toks, index):
        return index, amount.last, None
    pair = paired(toks, amount)
    if pair is not None and _is_move(toks, pair):
        pair = None
    if pair is not None and pair.kind == "none":
        return index, pair.last, None
    last = pair.last if pair is not None else amount.last
    if pair is not None and pair.kind == "score":
        return _score(toks, amount, last, held)
    sign_after, last = comparator_after(toks, last)
    if sign_after != "=" and not amount.unit:
        behind = at(toks, last), at(toks, last + 1)
        if behind == ("per", "cent") or behind[0] in ("percent", "%"):
            # "90-plus percent"
            amount, last = replace(amount, unit="%"), last + 1 + (behind[0] == "per")
        elif behind[0] in UNITS:
            amount, last = replace(amount, unit=UNITS[behind[0]]), last + 1  # "5-plus kilos"
    sign, first = comparator_before(toks, index)
    if first in held or _direction_only(toks, first, amount) or _is_idiom(toks, first, amount):
        sign, first = "=", index
    if pair is not None:
        amount = replace(amount, unit=pair.unit, attached=pair.attached)
    phrase = phrase_at(toks, amount, last, loose=sign != "=" or sign_after != "=")
    if phrase is None:
        return index, amount.last, None
    counted = bool(amount.unit or phrase.unit or phrase.noun)
    if not counted and _is_listed_code(toks, index):
        return index, amount.last, None
    if is_name_or_code(toks, amount.figure, counted=counted, title_case=title_case):
        return index, amount.last, None
    if pair is not None:
        first = min(first, pair.first) if pair.first not in held else first
    slots = _slots(toks, amount, phrase, (first, sign if sign != "=" else sign_after), held)
    if pair is not None:
        slots = _as_range(slots, pair.low, pair.high, pair.step)
    if not _says_something(toks, amount, slots, phrase):
        return index, amount.last, None
    return first, phrase.last, slots


def _elided(
    toks: Sequence[Tok], index: int, held: set[int], found: Sequence[FoundQuantity]
) -> tuple[int, int, QuantitySlots] | None:
    """Read the second of "one seat, possibly even two": it counts what the first does."""
    end, before = index + 1, found[-1]
    if at(toks, index - 2) == "compared" and at(toks, index - 1) in ("to", "with"):
        # "74 bombs in the four weeks before, compared with 125": so many bombs.
        spanned = (each for each in reversed(found) if not is_duration(each.slots.unit))
        counted = next(spanned, None)
        return _compared(toks, index, counted) if counted and counted.slots.noun else None
    if not before.slots.noun:
        return None
    if _is_part(toks, index, before) or _came_from(toks, index, before):
        return _counted_as(toks, index, before)
    if end < len(toks) and toks[end].kind != "p":
        return None
    first = index
    while first > max(0, index - _ELIDED_REACH) and first - 1 not in held:
        if toks[first - 1].low not in _POSSIBLY and toks[first - 1].kind != "p":
            return None
        first -= 1
    between = {tok.low for tok in toks[first:index]}
    amount = amount_at(toks, index) if first - 1 in held and between & _POSSIBLY else None
    if amount is None or amount.last != end or toks[first - 1].end != before.end:
        return None
    value = amount.figure.low
    return index, end, replace(before.slots, low=value, high=value, comparator="=")


def _compared(
    toks: Sequence[Tok], index: int, before: FoundQuantity
) -> tuple[int, int, QuantitySlots] | None:
    """Read the 30 of "12 arrests on Monday, compared to 30 the night before"."""
    amount = amount_at(toks, index)
    if amount is None or amount.unit or before.slots.unit:
        return None
    behind = toks[amount.last].low if amount.last < len(toks) else "."
    if behind not in _AFTER_COMPARED or toks[index - 2].start - before.end > _COMPARED_CHARS:
        return None
    return _counted_as(toks, index, before)


def _counted_as(
    toks: Sequence[Tok], index: int, before: FoundQuantity
) -> tuple[int, int, QuantitySlots] | None:
    """Read a bare figure as one of what an earlier one counts; not "compared to 2016"."""
    amount = amount_at(toks, index)
    if amount is None or amount.unit or before.slots.unit:
        return None
    figure, behind = amount.figure, at(toks, amount.last)
    if figure.form == "digits" and _is_year(figure) and (behind in _STOPS or not behind):
        return None
    sign = "=" if figure.low == figure.high else "~"
    slots = replace(
        before.slots, low=figure.low, high=figure.high, comparator=sign, step=figure.step, change=""
    )
    return index, amount.last, slots


def _is_year(figure: Figure) -> bool:
    return figure.scale == 1.0 and 1900 <= figure.low <= 2100


def _is_part(toks: Sequence[Tok], index: int, before: FoundQuantity) -> bool:
    """Tell the 11 of "Of the 12 defendants, 11 are charged": so many of them."""
    if at(toks, index - 1) != "," or toks[index - 2].end != before.end:
        return False
    opening = [tok.low for tok in toks[:index] if tok.end <= before.start][-_OPENING:]
    whole, amount = before.slots.low, amount_at(toks, index)
    lesser = amount is not None and whole is not None and amount.figure.low < whole
    verb = is_finite(at(toks, amount.last), "") if amount is not None else False
    return lesser and verb and (opening[-1:] == ["of"] or opening[-2:-1] == ["of"])


def _came_from(toks: Sequence[Tok], index: int, before: FoundQuantity) -> bool:
    """Tell the 30 of "12 members, down from a peak of 30" from "12 flew down from 30 towns"."""
    between = [
        tok.low
        for tok in toks[max(0, index - _ELIDED_REACH - 2) : index]
        if tok.start >= before.end
    ]
    words = [word for word in between if word != ","]
    moved = words[:2] in (["up", "from"], ["down", "from"])
    return (
        moved
        and set(words[2:]) <= _PEAKS
        and bool(toks[index].start - before.end < _COMPARED_CHARS)
    )


def _is_move(toks: Sequence[Tok], pair: Pair) -> bool:
    """Tell the two figures of "raised the duty on steel from 10% to 25%" from a range."""
    if pair.kind != "range" or at(toks, pair.first) != "from":
        return False
    before: set[str] = set()
    for tok in reversed(toks[max(0, pair.first - _MOVING_REACH) : pair.first]):
        if tok.low in _STOPS:
            break
        before.add(tok.low)
    moved = bool(before & (_MOVING | CHANGES.keys()))
    return before.isdisjoint(_SPREADING) and (moved or at(toks, pair.first - 1) in ("up", "down"))


def _is_title_of_act(toks: Sequence[Tok], amount: Amount) -> bool:
    """Tell the number of a bill ("AB 450 prohibits it", "S.B. 54") and an index ("S&P 500").

    And that of one of its parts: "section 60 of the Harbour Act".
    """
    first = amount.first
    if at(toks, first - 1) in _PARTS_OF_ACT and at(toks, amount.last) == "of":
        return True
    if not first or toks[first].kind != "n" or amount.unit or glued(toks, first):
        return False
    code = toks[first - 1]
    if code.text.replace(".", "") in _BILLS:
        return not glued(toks, first - 1) and "," not in toks[first].text
    return code.text == "P" and at(toks, first - 2) == "&" and glued(toks, first - 1)


def _is_listed_code(toks: Sequence[Tok], index: int) -> bool:
    """Tell the numbers of "cases 1000, 2000 and 4000"."""
    stop = max(1, index - _NUMBERED_REACH)
    while toks[index].kind == "n" and at(toks, index - 1) in (",", "and") and index > stop:
        index -= 2
    return toks[index].kind == "n" and at(toks, index - 1) in _NUMBERED


def _is_stretch_of_ten(toks: Sequence[Tok], amount: Amount) -> bool:
    """Tell "in the low 220's", which is no 220."""
    last = amount.last
    if toks[last - 1].kind != "n" or not toks[last - 1].text.endswith("0") or not glued(toks, last):
        return False
    return (at(toks, last), at(toks, last + 1)) == ("'", "s") and glued(toks, last + 1)


def _direction_only(toks: Sequence[Tok], first: int, amount: Amount) -> bool:
    """Say whether "over" or "about" belongs to what stands before ("took over 12 towns").

    Or leads to how long it took ("families were parted over six weeks") or to what a dispute
    is about ("sued the town over two laws").
    """
    word = at(toks, first)
    if word == "over" and is_duration(amount.unit) and not amount.attached:
        return is_span(toks, first, amount.last)
    if word == "over" and is_cause(toks, first, amount.last, measured=bool(amount.unit)):
        return True
    if word == "over" and not amount.unit and is_spread(toks, first, amount.figure):
        return True
    if word in _NEARED and not amount.unit:
        # "Approached two men", not "the toll approached 40".
        return amount.last < len(toks) and toks[amount.last].kind == "w"
    if word == "up":
        return at(toks, first - 1) == "back"  # "with the crew back up to six"
    return word in ("over", "about") and at(toks, first - 1) in ("took", "taken", "take", "taking")


def _is_idiom(toks: Sequence[Tok], first: int, amount: Amount) -> bool:
    """Say whether nothing is counted: "under one roof", "under one pretence or another"."""
    one = amount.last == amount.first + 1 and at(toks, amount.first) == "one" and not amount.unit
    return one and at(toks, first) == "under"


def _slots(
    toks: Sequence[Tok],
    amount: Amount,
    phrase: Phrase,
    loosened: tuple[int, str],
    held: set[int],
) -> QuantitySlots:
    first, sign = loosened
    low, high, comparator = bounds(amount.figure, sign, percent=amount.unit == "%")
    unit = amount.unit or phrase.unit
    state = state_around(toks, first, phrase.last)
    if not (state or unit) and (is_toll(toks, first) or is_brought_toll(toks, first)):
        state = "dead"
    noun = phrase.noun
    if not noun and not unit and state in ("dead", "injured", "arrested", "missing"):
        noun = "person"
    if not (noun or unit) and _is_magnitude(toks, first, amount):
        noun = "magnitude"
    if not (noun or unit):
        noun = counted_before(toks, first) or counted_behind(toks, first, amount.last)
    if noun in _COUNTED_PEOPLE:
        noun = "person"
    if noun.rpartition(" ")[2] in PEOPLE and is_capacity(toks, first):
        noun, state = "person", "capacity"
    change = change_at(toks, first, measured=bool(unit))
    if unit == "%" and not change and at(toks, amount.last) in CHANGE_NOUNS:
        change = CHANGES.get(at(toks, amount.last), "")
    return QuantitySlots(
        low=low,
        high=high,
        comparator=comparator,
        # Years lived are counted one by one: 10 is no rounded 9.
        step=min(amount.figure.step, 1.0) if noun == "age" else amount.figure.step,
        unit=unit,
        noun=noun,
        change=change,
        subject=subject_of(toks, first, state, held),
    )


def _is_magnitude(toks: Sequence[Tok], first: int, amount: Amount) -> bool:
    """Tell the size of an earthquake: "magnitude 7.1", "a magnitude of 7.1", "measuring 7.1"."""
    lead, before = at(toks, first - 1), at(toks, first - 2)
    if "magnitude" in (lead, before * (lead == "of")):
        return True
    if amount.figure.form != "digits" or amount.figure.low >= _STRONGEST_QUAKE:
        return False
    if (lead if lead != "at" else before) in _GAUGED:
        return any(
            tok.low in _QUAKES for tok in toks[max(0, first - _QUAKE_REACH) : first + _QUAKE_REACH]
        )
    return [tok.low for tok in toks[amount.last : amount.last + 3]] == ["on", "the", "richter"]


def _as_range(slots: QuantitySlots, low: float, high: float, step: float) -> QuantitySlots:
    return QuantitySlots(
        low=low,
        high=high,
        comparator="range",
        step=step,
        unit=slots.unit,
        noun=slots.noun,
        change=slots.change,
        subject=slots.subject,
    )


def _score(
    toks: Sequence[Tok], amount: Amount, last: int, held: set[int]
) -> tuple[int, int, QuantitySlots]:
    """Return a result or a vote ("6-3") as one quantity: the first figure, both in the noun."""
    right = toks[last - 1].text
    noun = f"{toks[amount.first].text}-{right}"
    value = amount.figure.low
    slots = QuantitySlots(
        low=value,
        high=value,
        comparator="=",
        step=1.0,
        unit="score",
        noun=noun,
        subject=subject_of(toks, amount.first, "", held),
    )
    return amount.first, last, slots


def _says_something(
    toks: Sequence[Tok], amount: Amount, slots: QuantitySlots, phrase: Phrase
) -> bool:
    """Say whether a reader could check it: a bare small number is usually a pronoun or a name."""
    if slots.unit or slots.noun or slots.change or slots.comparator not in ("=", "~"):
        return True
    if at(toks, amount.last) == "of" or (slots.comparator == "~" and phrase.last > amount.last):
        return True
    figure = amount.figure
    lead = at(toks, amount.first - 2) if at(toks, amount.first - 1) == "of" else ""
    if lead in _RATED and figure.step < 1:
        return True
    return figure.form == "vague" or (figure.form == "digits" and figure.low >= 100)
