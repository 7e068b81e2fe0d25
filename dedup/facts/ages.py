"""Ages of people: "56-year-old", "aged 34", "Ada Brandt, 34,", "she was 86"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dedup.facts.comparators import is_age_bound
from dedup.facts.gazetteer import gazetteer
from dedup.facts.measures import Amount, is_duration
from dedup.facts.nouns import PEOPLE, is_plural
from dedup.facts.numbers import Tok, at
from dedup.lexicon import related
from dedup.text import STOP_WORDS, stem

_OLDEST_YEARS = 115
_AGE = frozenset({"age", "ages"})
# "Aged just 25", "who is now 46".
_LOOSENED = frozenset("just only now still about almost nearly then already".split())
_PERSONS = frozenset({"he", "she", "who"})
_BE = frozenset({"is", "was"})
_TURN = frozenset({"turned", "turns"})
_TITLES = frozenset("mr mrs ms miss dr sir lady lord".split())
# What follows an age that a verb states; a count has its noun there.
_AFTER_AGE = frozenset(["", ".", ",", ";", ")", '"', "when", "and", "at"])
_AFTER_TURN = _AFTER_AGE | frozenset("on in this last earlier yesterday today".split())
# "Started work on the railway at 15".
_STEPS = frozenset("left leaving quit started starting began beginning entered entering".split())
_STEP_OBJECTS = frozenset("school home work working career job".split())
_STEP_REACH = 6
# "Kids from 10 to 17"
_YOUNG = frozenset("kids children boys girls youths teens teenagers pupils youngsters".split())
# Behind the age in "Ada Brandt (34), from Aldon".
_OF_PERSON = frozenset("from of who whose".split())
_AFTER_STEP = _AFTER_AGE - {"at"} | frozenset(["to", "but", "with", "after", "before", "as"])


@dataclass(frozen=True, slots=True)
class Phrase:
    """Noun and unit found after an amount; ``last`` is the index after them."""

    noun: str
    unit: str
    last: int


def age_at(toks: Sequence[Tok], amount: Amount, last: int) -> Phrase | None:
    """Read "56-year-old", "34 years old", "aged 34", "the ages of 10 and 15", ", 34,"."""
    if is_duration(amount.unit):
        hyphen = at(toks, last) == "-" and at(toks, last + 1) in ("old", "olds")
        if hyphen or at(toks, last) == "old":
            return Phrase("age", "", last + 1 + hyphen)
        if (at(toks, last), at(toks, last + 1)) == ("of", "age"):
            return Phrase("age", "", last + 2)
        return None
    if amount.unit or not 0 < amount.figure.low <= _OLDEST_YEARS:
        return None
    place = amount.first - 1 - (at(toks, amount.first - 1) == "between")
    while at(toks, place) in _LOOSENED:
        place -= 1
    lead, before = at(toks, place), at(toks, place - 1)
    if is_age_bound(toks, last - 2) and amount.figure.first < last - 2:
        return Phrase("age", "year", last)
    if lead == "from" and before in _YOUNG and amount.last < last and not is_plural(at(toks, last)):
        return Phrase("age", "year", last)  # "kids from 10 to 17"
    if lead == "aged" or (lead in _AGE and at(toks, last) not in ("-", "to")):
        return Phrase("age", "year", last)
    if lead == "of" and before in _AGE:
        return Phrase("age", "year", last)
    started = lead == "at" and last == amount.last and _is_step_of_life(toks, place, last)
    stated = started or _between_commas(toks, amount, last) or _is_said(toks, amount, place, last)
    stated = stated or _in_brackets(toks, amount, last)
    return Phrase("age", "year", last) if stated else None


def _is_step_of_life(toks: Sequence[Tok], place: int, last: int) -> bool:
    """Say whether somebody does at an age what one does once: "left school at 16"."""
    if at(toks, last) not in _AFTER_STEP:
        return False
    step = {tok.low for tok in toks[max(0, place - _STEP_REACH) : place]}
    return not step.isdisjoint(_STEPS) and not step.isdisjoint(_STEP_OBJECTS)


def _between_commas(toks: Sequence[Tok], amount: Amount, last: int) -> bool:
    """Say whether the figure stands after a name as its age ("Ada Brandt, 34, …")."""
    if toks[amount.first].kind != "n" or amount.first < 2 or amount.last != amount.first + 1:
        return False
    if at(toks, amount.first - 1) != "," or not toks[amount.first].text.isdecimal():
        return False
    before = toks[amount.first - 2]
    named = before.kind == "w" and before.text[0].isupper() and len(before.text) > 1
    if not named and at(toks, last) == ",":
        named = _is_somebody(toks, amount.first - 2)
    return named and at(toks, last) in (",", ".", ";", "and", "from", "of", "who", "")


def _is_somebody(toks: Sequence[Tok], index: int) -> bool:
    """Say whether "the driver", "a mother-of-two" ends at ``index``: one person."""
    if at(toks, index - 1) == "-" and at(toks, index - 2) == "of":
        index -= 4  # "mother-of-two"
    return index > 0 and at(toks, index) in PEOPLE | gazetteer().roles.keys()


def _in_brackets(toks: Sequence[Tok], amount: Amount, last: int) -> bool:
    """Say whether the figure stands in brackets after a person's name: "Mr Brandt (34), from"."""
    if (at(toks, amount.first - 1), at(toks, last)) != ("(", ")") or amount.first < 3:
        return False
    whole = toks[amount.first].text.isdecimal() and last == amount.first + 1
    name, title = toks[amount.first - 2], at(toks, amount.first - 3)
    if not whole or not name.text.istitle() or toks[amount.first - 3].kind != "w":
        return False
    behind = at(toks, last + 1 + (at(toks, last + 1) == ","))
    return title in _TITLES or (toks[amount.first - 3].text.istitle() and behind in _OF_PERSON)


def _is_said(toks: Sequence[Tok], amount: Amount, verb: int, last: int) -> bool:
    """Say whether a person "is", "was" or "turned" the figure: "She was 86.", "who is 46,"."""
    whole = toks[amount.first].text.isdecimal() and amount.last == amount.first + 1
    if not whole or last != amount.last or verb < 0:
        return False
    word = toks[verb].low
    if word in ("he's", "she's", "who's"):
        return at(toks, last) in _AFTER_AGE
    if word in _BE:
        return at(toks, last) in _AFTER_AGE and _is_person(toks, verb - 1)
    return word in _TURN and at(toks, last) in _AFTER_TURN and _is_person(toks, verb - 1)


def _is_person(toks: Sequence[Tok], index: int) -> bool:
    """Say whether "he", "she", "who" or a name stands at ``index``.

    The first word of a sentence has a capital anyhow: a word that the lexicon knows is no name
    there ("Attendance was 86.").
    """
    if index < 0 or toks[index].kind != "w":
        return False
    tok = toks[index]
    if tok.low in _PERSONS:
        return True
    if not tok.text.istitle() or tok.low in STOP_WORDS:
        return False
    if index and toks[index - 1].kind == "w":
        titled = toks[index - 1].text.istitle() or toks[index - 1].low in _TITLES
        return titled or not related(stem(tok.low))
    return not related(stem(tok.low))
