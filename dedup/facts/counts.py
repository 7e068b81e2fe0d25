"""What follows an amount: age, counted noun, rate; or nothing that makes it a count."""

from __future__ import annotations

from collections.abc import Sequence

from dedup.facts.ages import Phrase, age_at
from dedup.facts.measures import Amount, amount_at, is_duration
from dedup.facts.nouns import (
    PEOPLE,
    compound_noun,
    counted_noun,
    double_noun,
    is_noun_in_ing,
    is_plural,
    singular,
    toks_number,
)
from dedup.facts.numbers import SCALES, SINGLE_NOUNS, Tok, at, glued
from dedup.facts.units import CHANGE_NOUNS, LENGTHS, STATE_HEADS, UNITS
from dedup.facts.verbs import is_participle
from dedup.text import STOP_WORDS

# "one" is mostly a pronoun; before these it counts.
_ONE_NOUNS = PEOPLE | frozenset(
    "vote seat goal death fatality injury arrest case shot bullet bomb missile drone rocket vessel "
    "ship boat plane helicopter car truck vehicle house home building school hospital "
    "bridge".split()
)
_NOT_AFTER_ONE = frozenset({"day", "second", "minute"})  # "one day he will", "one minute"
# Compounds of a number that count nothing.
_IDLE_COMPOUNDS = frozenset(
    "way faced sided off handed timer liner fold upmanship self on size nil all".split()
)
_RATE_UNITS = frozenset(
    "second minute hour day night week month year person head share capita household".split()
)
_YEARLY_ADVERBS = {"annually": "year", "yearly": "year", "monthly": "month", "weekly": "week"}
_AFTER_TIME = frozenset("after before later earlier ago when of that".split())
_WHERE = frozenset("underground away off offshore downstream upstream inland".split())
_TWICE_AS = frozenset("as the that this what its his her their my our your - more".split())
_BEFORE_IDLE_TWICE = frozenset("think thinks thought thinking than or nearly almost about".split())
# Money before these words is for them ("$5m in aid", "$2m worth of drugs").
_MONEY_LINKS = frozenset({"in", "for"})
# "The number of workers hurt passed 3,000", "… rose to 3,000".
_REACHED = frozenset(
    "passed passes reached reaches topped exceeded surpassed hit was is neared approached".split()
)
_REACHED_TO = frozenset(
    "rose risen grew grown climbed climbs jumped fell fallen dropped stood stands increased "
    "soared swelled rises".split()
)
_NUMBER_OF_REACH = 15
# "Took the overall number of horses ill to 12", "put the toll of the blast at 12".
_BRING = frozenset(
    "bring brings bringing brought take takes taking took raise raises raising raised push pushes "
    "pushing pushed put puts putting revise revises revising revised lower lowers lowering "
    "lowered".split()
)
_TOTAL = frozenset("the its their total overall combined official known death casualty".split())
# Of what a decimal is printed in.
_MOST_LETTERS = 4
_BODIES = {"membership": "member", "workforce": "worker", "population": "person"}
_DETERMINERS = frozenset("a an the its their his her another that this".split())


# Who acts for what the word before names.
_AGENTS = PEOPLE | frozenset(
    "informant official agent employee lawmaker spokesman witness lawyer leader aide".split()
)
# What may hold so many ("licensed to carry 50 people", "the hall seats 300").
_LICENSED = frozenset(
    "authorized authorised licensed allowed permitted certified designed built able".split()
)
_HOLDS = frozenset("carry hold seat accommodate transport take".split())
_SEATS = frozenset("seats accommodates".split())
_CAPACITY_REACH = 7
# "The two countries": those named before, not how many they are.
_SIDES = frozenset("country nation side government neighbour neighbor capital chamber".split())
_KNOWN = frozenset("the these those".split())
# Who and what a year has, and what no count stands behind.
_YEARLY = frozenset(
    "candidate contender hopeful nominee election primary campaign race rival caucus democrat "
    "republican".split()
)
_BEFORE_YEARLY = frozenset(
    "potential possible likely other fellow declared leading rival presidential".split()
)
_NEWS_YEARS = range(1990, 2040)
# "One House Republican" is a person.
_OF_HOUSE = frozenset(
    "republican democrat gop democratic leader member speaker aide staffer lawmaker source".split()
)
# Counts that are sayings.
_IDIOMS = frozenset({("four", "corners"), ("nine", "lives"), ("seven", "seas"), ("nine", "yards")})


def is_capacity(toks: Sequence[Tok], first: int) -> bool:
    """Say whether a figure tells how many something may hold: "its capacity is 40 passengers"."""
    if at(toks, first - 1) in _SEATS:
        return True
    for index in range(first - 1, max(-1, first - 1 - _CAPACITY_REACH), -1):
        if toks[index].kind != "w":
            return False
        if toks[index].low == "capacity":
            return True
        if toks[index].low in _HOLDS:
            return at(toks, index - 1) == "to" and at(toks, index - 2) in _LICENSED
    return False


def counted_before(toks: Sequence[Tok], first: int) -> str:
    """Return what a bare figure counts by the words before it, or "".

    "The number of workers hurt passed 3,000", "a membership of 40,000", "took the number of
    horses ill to 12".
    """
    if at(toks, first - 1) == "of" and at(toks, first - 2) in _BODIES:
        return _BODIES[at(toks, first - 2)]
    for index in range(first - 2, max(0, first - _NUMBER_OF_REACH), -1):
        if toks[index].kind == "p":
            return ""
        if at(toks, index) == "of" and at(toks, index - 1) == "number":
            reached = at(toks, first - 1) in _REACHED or (
                at(toks, first - 1) in ("to", "at", "by") and at(toks, first - 2) in _REACHED_TO
            )
            reached = reached or _is_brought(toks, index - 1, first)
            return counted_noun(toks, index + 1)[0] if reached else ""
    return ""


def counted_behind(toks: Sequence[Tok], first: int, last: int) -> str:
    """Return what a bare figure counts where it is named last, or "".

    "Bringing to 12 the number of horses ill".
    """
    place = last
    while at(toks, place) in _TOTAL:
        place += 1
    named = place > last and (at(toks, place), at(toks, place + 1)) == ("number", "of")
    brought = at(toks, first - 1) == "to" and at(toks, first - 2) in _BRING
    return counted_noun(toks, place + 2)[0] if named and brought else ""


def is_brought_toll(toks: Sequence[Tok], first: int) -> bool:
    """Tell the 49 of "revised the death toll in the theatre blast to 49"."""
    for index in range(first - 2, max(0, first - _NUMBER_OF_REACH), -1):
        if toks[index].kind == "p":
            return False
        if at(toks, index) == "toll":
            return _is_brought(toks, index, first)
    return False


def _is_brought(toks: Sequence[Tok], index: int, first: int) -> bool:
    """Tell whether somebody brings the number or toll at ``index`` to the figure at ``first``."""
    if at(toks, first - 1) not in ("to", "at"):
        return False
    place = index - 1
    while at(toks, place) in _TOTAL:
        place -= 1
    return at(toks, place) in _BRING


def phrase_at(toks: Sequence[Tok], amount: Amount, last: int, *, loose: bool) -> Phrase | None:
    """Return what an amount counts; None when it is no count at all.

    Args:
        toks: The sentence.
        amount: Figure and unit.
        last: Index after the amount, its partner and its trailing comparator.
        loose: A comparator stands beside it, so it is a count whatever follows.
    """
    if (at(toks, last - 1), at(toks, last)) in _IDIOMS:
        return None
    age = age_at(toks, amount, last)
    if age is not None:
        return age
    if at(toks, amount.first) == "twice":
        return _twice(toks, amount, last)
    if at(toks, amount.first + 1) == "single" and not amount.unit:
        noun, end = counted_noun(toks, last, one=True)
        return Phrase(noun, "", end) if noun in SINGLE_NOUNS else None
    if amount.unit:
        if _is_one(toks, amount) and amount.unit in _NOT_AFTER_ONE and not loose:
            return None
        return _rate(toks, _measured_noun(toks, amount, last))
    if at(toks, last) == "-" and glued(toks, last) and glued(toks, last + 1):
        return _compound(toks, amount, last)
    if last < len(toks) and glued(toks, last) and toks[last].kind == "w":
        return None  # 5G, 49ers, 21st: a code glued to the figure
    if _is_one(toks, amount):
        return _one(toks, last, loose=loose)
    if _is_zero(amount) and not counted_noun(toks, last)[0]:
        return None
    if at(toks, last) == "magnitude":
        return Phrase("magnitude", "", last + 1)
    if at(toks, last) in STATE_HEADS and not counted_noun(toks, last + 1)[0]:
        return Phrase("person", "", last + 1)
    noun, end = counted_noun(toks, last)
    if noun in _YEARLY and not loose and _is_election_year(toks, amount):
        return None
    if noun in _SIDES and amount.figure.low == 2.0 and at(toks, amount.first - 1) in _KNOWN:
        return None
    if not noun and amount.figure.step < 1.0 and _is_letters(toks, last):
        return Phrase(at(toks, last), "", last + 1)  # "a 3.9 GPA"
    if not noun and amount.figure.scale >= 1e3 and _is_modifier(toks, amount):
        noun, end = counted_noun(toks, last, one=True)  # "a 40,000 crowd" is too rare to read
    return _rate(toks, Phrase(noun, "", end))


def _is_letters(toks: Sequence[Tok], index: int) -> bool:
    text = toks[index].text if index < len(toks) else ""
    return text.isalpha() and text.isupper() and 2 < len(text) <= _MOST_LETTERS


def _is_one(toks: Sequence[Tok], amount: Amount) -> bool:
    figure = amount.figure
    return figure.last == figure.first + 1 and toks[figure.first].low == "one"


def _is_election_year(toks: Sequence[Tok], amount: Amount) -> bool:
    """Tell the year of "the party's 2016 candidates" from how many there are."""
    tok = toks[amount.first]
    if tok.kind != "n" or len(tok.text) != 4 or not 1900 <= amount.figure.low < 2100:
        return False
    before = toks[amount.first - 1] if amount.first else tok
    named = amount.first > 1 and before.kind == "w" and before.text[0].isupper()
    if named or before.low in _BEFORE_YEARLY or before.low.endswith("'s"):
        return True
    # "Dressed as 2020 Democrats"
    return before.low in ("as", "like") and amount.figure.low in _NEWS_YEARS


def _is_zero(amount: Amount) -> bool:
    return amount.figure.high == 0.0


def _one(toks: Sequence[Tok], last: int, *, loose: bool) -> Phrase | None:
    if at(toks, last) in STATE_HEADS and not counted_noun(toks, last + 1)[0]:
        return Phrase("person", "", last + 1)
    if at(toks, last) == "of" or (at(toks, last) == "house" and at(toks, last + 1) in _OF_HOUSE):
        return None
    place = last + (at(toks, last) in ("more", "other"))
    noun, end = counted_noun(toks, place, one=True)
    if loose and noun and at(toks, end) in _AGENTS and at(toks, end - 1) != "-":
        noun, end = f"{noun} {at(toks, end)}", end + 1  # "one government informant"
    head = noun.rpartition(" ")[2]
    if noun and _in_name(toks, end):
        return None
    if head in _ONE_NOUNS or (loose and noun):
        return Phrase(noun, "", end)
    return None


def _in_name(toks: Sequence[Tok], end: int) -> bool:
    """Tell the girl of "One Girl Guides official" from that of "One Girl Hurt in Fire"."""
    name = [tok.text.istitle() for tok in toks[end - 1 : end + 1]] == [True, True]
    return name and end + 1 < len(toks) and toks[end + 1].text.islower()


def _is_modifier(toks: Sequence[Tok], amount: Amount) -> bool:
    return at(toks, amount.first - 1) in _DETERMINERS


def _twice(toks: Sequence[Tok], amount: Amount, last: int) -> Phrase | None:
    """Read "twice" as two times; not "twice as many", "twice the size", "think twice"."""
    if at(toks, last) in _TWICE_AS or at(toks, amount.first - 1) in _BEFORE_IDLE_TWICE:
        return None
    return _rate(toks, Phrase("time", "", last))


def _measured_noun(toks: Sequence[Tok], amount: Amount, last: int) -> Phrase:
    """Return the noun of an amount with a unit: "of cocaine", "a $5 million fine", "5% rise in"."""
    word = at(toks, last)
    limits = is_duration(amount.unit) or amount.unit in LENGTHS
    if word == "of" and limits and _is_deadline(toks, amount.first):
        return Phrase("", "", last)
    if amount.unit == "%" and word in CHANGE_NOUNS and at(toks, last + 1) in ("in", "of"):
        noun, end = _of_phrase(toks, last + 1)
        return Phrase(noun, "", end if noun else last + 1)
    if word == "of" or amount.figure.form == "share":
        noun, end = _of_phrase(toks, last - (word != "of"))
        # "Seven years of a weak and idle council": where an adjective may stand before the next,
        # the noun is not sure, and a duration needs none.
        sure = end > last and is_plural(toks[end - 1].low)
        if is_duration(amount.unit) and at(toks, end) in (",", "and", "or") and not sure:
            noun = ""
        return Phrase(noun, "", end if noun else last)
    money = len(amount.unit) == 3 and amount.unit.isupper()
    if money and word == "worth" and at(toks, last + 1) == "of":
        noun, end = _of_phrase(toks, last + 1)
        return Phrase(noun, "", end if noun else last)
    if money and word in _MONEY_LINKS and _substance(toks, last + 1):
        noun, end = compound_noun(toks, last + 1)
        return Phrase(noun, "", end if noun else last)
    hyphen = amount.attached or at(toks, last) == "-"
    if amount.attached or (money and _is_prenominal(toks, amount.first)):
        place = last + (hyphen and at(toks, last) == "-")
        place += place > last and at(toks, place) in ("long", "tall", "wide", "deep", "high")
        if at(toks, place) in _WHERE:
            return Phrase("", "", last)
        noun, end = compound_noun(toks, place)
        return Phrase(noun, "", end) if noun else Phrase("", "", last)
    return Phrase("", "", last)


def _is_deadline(toks: Sequence[Tok], first: int) -> bool:
    """Tell "within two hours of the blast", which lasts no two hours, "within a mile of it"."""
    return "within" in (at(toks, first - 1), at(toks, first - 2) * (at(toks, first - 1) == "a"))


def _of_phrase(toks: Sequence[Tok], index: int) -> tuple[str, int]:
    """Read "of cocaine", "in fuel prices" as the noun of a share or a measure."""
    place = index + 1
    if at(toks, place) == "the" and at(toks, place + 1) in SCALES:
        place += 2  # "a quarter of the million or so visits"
        place += 2 * (at(toks, place) == "or" and at(toks, place + 1) == "so")
    if at(toks, place) in ("those", "these") and is_participle(at(toks, place + 1)):
        return "", index  # "a third of those asked support it"
    while at(toks, place) in _DETERMINERS or at(toks, place) in ("all", "those", "these", "our"):
        place += 1
    noun, end = counted_noun(toks, place)
    if noun or toks_number(toks, index):  # "one in five oppose it"
        return (noun, end) if noun else ("", index)
    # "$70 billion of oil company debt" is debt.
    return double_noun(toks, *compound_noun(toks, place))


def _substance(toks: Sequence[Tok], index: int) -> bool:
    """Say whether "in X" after money names its purpose, not a place ("$5m in Varnia")."""
    if index >= len(toks):
        return False
    tok = toks[index]
    if tok.low.endswith("ing") and _is_gerund(toks, index):
        return False
    return tok.kind == "w" and tok.text.islower() and tok.low not in _DETERMINERS


def _is_gerund(toks: Sequence[Tok], index: int) -> bool:
    """Say whether "for misleading students" tells what somebody did; "for housing" does not."""
    return at(toks, index - 1) == "for" and not is_noun_in_ing(at(toks, index))


def _is_prenominal(toks: Sequence[Tok], first: int) -> bool:
    for back in (1, 2, 3):
        word = at(toks, first - back)
        if word in _DETERMINERS:
            return True
        if word != "-" and (word in STOP_WORDS or toks[max(0, first - back)].kind != "w"):
            return False
    return False


def _compound(toks: Sequence[Tok], amount: Amount, last: int) -> Phrase | None:
    """Read "five-nation tour", "30,000-strong crowd", "40-odd boats"."""
    word = toks[last + 1] if last + 1 < len(toks) else None
    idle = word is None or word.low in _IDLE_COMPOUNDS or word.low in STOP_WORDS
    if word is None or idle or word.kind != "w" or _is_one(toks, amount) or _is_zero(amount):
        return None
    if word.text[0].isupper() and toks[amount.first].kind == "n" and word.text[1:].islower():
        return None  # 7-Eleven
    if word.low == "term":
        # A "two-term governor" is not who served two terms as mayor.
        noun, end = counted_noun(toks, last + 2, one=True)
        return Phrase(f"term {noun}".strip(), "", end if noun else last + 2)
    if word.low == "strong":
        noun, end = counted_noun(toks, last + 2, one=True)
        return Phrase(noun, "", end if noun else last + 2)
    return Phrase(singular(word.low), "", last + 2)


def _rate(toks: Sequence[Tok], phrase: Phrase) -> Phrase:
    """Add "a day", "per hour", "an hour", "each week", "per 100 people" to the noun."""
    many = _per_many(toks, phrase)
    if many is not None:
        return many
    place = phrase.last
    if at(toks, place) in _YEARLY_ADVERBS:
        noun = f"{phrase.noun} per {_YEARLY_ADVERBS[at(toks, place)]}".strip()
        return Phrase(noun, phrase.unit, place + 1)
    hyphen = at(toks, place) == "-"
    place += hyphen
    if at(toks, place) not in ("a", "an", "per", "each", "every", "/"):
        return phrase
    unit_place = place + 1 + (at(toks, place + 1) == "-" and hyphen)
    unit = at(toks, unit_place)
    unit = UNITS.get(unit, unit)
    if unit not in _RATE_UNITS or at(toks, unit_place + 1) in _AFTER_TIME:
        return phrase
    noun = f"{phrase.noun} per {unit}".strip()
    return Phrase(noun, phrase.unit, unit_place + 1)


def _per_many(toks: Sequence[Tok], phrase: Phrase) -> Phrase | None:
    """Add "per 100 people", "for every 1,000 births", "per 100,000" to the noun.

    So many of them are not counted: the figure belongs to the rate.
    """
    place = phrase.last
    if at(toks, place) == "for" and at(toks, place + 1) == "every":
        place += 1
    elif at(toks, place) != "per":
        return None
    amount = amount_at(toks, place + 1) if place + 1 < len(toks) else None
    if amount is None or amount.figure.low != amount.figure.high:
        return None
    noun, end = (amount.unit, amount.last) if amount.unit else counted_noun(toks, amount.last)
    counted = f"{phrase.noun} per {amount.figure.low:.12g} {noun}".strip()
    return Phrase(counted, phrase.unit, end)
