"""One change in one sentence, of a stated kind, as a careless or a wilful editor makes it.

Found by plain patterns and word lists of its own, not by the package's extractors: a change
must be planted also where these see nothing. Deterministic for one seed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal[
    "number",
    "date",
    "person",
    "organisation",
    "place",
    "negation",
    "quote",
    "antonym",
    "agent",
    "noun",
]
KINDS: tuple[Kind, ...] = get_args(Kind)

# (start, end, new words) within the sentence.
Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Change:
    """Edits of one sentence, in order, none overlapping."""

    kind: Kind
    edits: tuple[Edit, ...]

    def apply(self, sentence: str) -> str:
        """Return the changed sentence."""
        for start, end, new in reversed(self.edits):
            sentence = sentence[:start] + new + sentence[end:]
        return sentence


def propose(kind: Kind, sentence: str, article: str, rng: random.Random) -> Change | None:
    """Return one change of a kind, or None where the sentence offers none.

    Args:
        kind: What to change.
        sentence: One sentence as printed.
        article: The whole text, so that no new name is one it prints already.
        rng: Where the choices come from.
    """
    edits = _MAKERS[kind](sentence, article, rng)
    if not edits:
        return None
    change = Change(kind, tuple(sorted(edits)))
    return change if change.apply(sentence) != sentence else None


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_NUMBER_WORDS = _split(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty"
)
_MONTHS = _split(
    "January February March April May June July August September October November December"
)
_MONTH = rf"(?:{'|'.join(_MONTHS)}|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)"
_WEEKDAYS = _split("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DAY = re.compile(rf"\b{_MONTH} (\d{{1,2}})\b|\b(\d{{1,2}}) {_MONTH}\b")
# A figure that is not part of a date, a time of day, a score, a code or a footnote.
_DIGITS = re.compile(r"(?<![\w.,:/-])[$€£]?(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w:/-]|[.,]\d)")
# "Two-thirds" and "a year or two" are no counts.
_WORD_NUMBER = re.compile(rf"(?<!or )(?<!-)\b(?:{'|'.join(_NUMBER_WORDS)})\b(?!-)", re.IGNORECASE)


def _number(sentence: str, article: str, rng: random.Random) -> list[Edit]:
    taken = [m.span() for pattern in (_YEAR, _DAY) for m in pattern.finditer(sentence)]
    found = []
    for match in _DIGITS.finditer(sentence):
        start, end = match.span(1)
        if not any(start < b and a < end for a, b in taken):
            found.append((start, end, _other_figure(match.group(1), rng)))
    for match in _WORD_NUMBER.finditer(sentence):
        low = match.group().lower()
        others = [word for word in _NUMBER_WORDS[:9] if word != low]
        new = rng.choice(others)
        found.append((*match.span(), new.capitalize() if match.group()[0].isupper() else new))
    return [rng.choice(found)] if found else []


def _other_figure(printed: str, rng: random.Random) -> str:
    """Return a figure of the same form, at least a fifth away: no rounding of the first."""
    commas, decimals = "," in printed, len(printed.partition(".")[2])
    value = float(printed.replace(",", ""))
    while True:
        new = value * rng.choice((0.4, 0.55, 0.7, 1.3, 1.6, 2.0, 3.0)) + rng.choice((0, 1, 2))
        shown = f"{new:.{decimals}f}"
        if abs(float(shown) - value) >= 0.2 * value and float(shown) > 0:
            return f"{float(shown):,.{decimals}f}" if commas else shown


def _date(sentence: str, article: str, rng: random.Random) -> list[Edit]:
    found: list[Edit] = []
    for match in re.finditer(rf"\b(?:{'|'.join(_WEEKDAYS)})\b", sentence):
        found.append((*match.span(), _other(_WEEKDAYS, match.group(), rng)))
    for match in _DAY.finditer(sentence):
        group = 1 if match.group(1) else 2
        day = int(match.group(group))
        new = str(rng.choice([d for d in range(1, 29) if d != day]))
        found.append((*match.span(group), new))
        # "May" and "March" alone may be words; beside a day they are months.
        for month in re.finditer(rf"\b(?:{'|'.join(_MONTHS)})\b", match.group()):
            at = match.start() + month.start()
            new = _other(_MONTHS, month.group(), rng)
            found.append((at, at + len(month.group()), new))
    for match in re.finditer(rf"\b(?:in|of|since|last|until) ({'|'.join(_MONTHS)})\b", sentence):
        found.append((*match.span(1), _other(_MONTHS, match.group(1), rng)))
    for match in _YEAR.finditer(sentence):
        if sentence[match.end() : match.end() + 1] not in (",", "-", "s") or _after_day(
            sentence, match.start()
        ):
            year = int(match.group())
            found.append((*match.span(), str(year + rng.choice((-9, -4, -2, -1, 1, 2, 5)))))
    return [rng.choice(found)] if found else []


def _after_day(sentence: str, start: int) -> bool:
    return bool(re.search(r"\d, $|\b(?:in|since|of) $", sentence[:start]))


def _other(words: Sequence[str], word: str, rng: random.Random) -> str:
    return rng.choice([other for other in words if other != word])


_FIRST_NAMES = frozenset(
    _split(
        """Adam Alan Alex Alice Amy Andrew Angela Ann Anna Anthony Barack Barbara Ben Bernie Bill
        Bob Brett Brian Carl Charles Chris Christine Chuck Dan Daniel David Debbie Dianne Donald
        Edward Elizabeth Emily Emma Eric Frank Gary George Hillary Ivan James Jane Jason Jeff
        Jennifer
        Jerry Jim Joe John Jonathan Joseph Joshua Julia Karen Kate Kellyanne Kevin Kim Kirsten
        Larry Laura Linda Lindsey Lisa Lois Loretta Marco Maria Mark Mary Matt Matthew Michael
        Michelle Mike Mitch Mitt Nancy Newt Nikki Pat Patrick Paul Peter Rand Richard Rick Rob
        Robert Roger Ron Roy Rudy Rush Ryan Sarah Scott Sean Sonia Stephen Steve Susan Ted Thomas
        Tim Todd Tom Vladimir William"""
    )
)
_SURNAMES = _split(
    """Harmon Keller Whitfield Mercer Dalton Prescott Lindqvist Okafor Brennan Castillo Novak
    Hargrove Pemberton Salazar Whitaker Donnelly Ferreira Hollis Jankowski Thorne Ashworth"""
)
_CAPITAL = r"[A-Z][a-z]+(?:[-’'][A-Z][a-z]+)?"
_TITLE = (
    r"(?:Mr|Mrs|Ms|Sen|Rep|Gov|Dr)\.|President|Senator|Secretary|Governor|Justice|Judge|Minister"
)
_NAMED = re.compile(rf"\b(?:({_CAPITAL}) (?:[A-Z]\. )?|(?:{_TITLE}) )({_CAPITAL})\b")


def _person(sentence: str, article: str, rng: random.Random) -> list[Edit]:
    surnames = [
        match.group(2)
        for match in _NAMED.finditer(sentence)
        if match.group(1) is None or match.group(1) in _FIRST_NAMES
    ]
    surnames = [name for name in surnames if name not in _PLACES and name not in _FIRST_NAMES]
    if not surnames:
        return []
    old = rng.choice(surnames)
    new = rng.choice([name for name in _SURNAMES if name not in article])
    return [(*match.span(), new) for match in re.finditer(rf"\b{re.escape(old)}\b", sentence)]


_ORGANISATIONS = (
    ("FBI", "CIA", "NSA", "DEA", "ATF", "TSA"),
    ("NATO", "OPEC", "UNESCO", "ASEAN"),
    ("CNN", "NBC", "CBS", "ABC", "MSNBC", "BBC"),
    ("Senate", "House"),
    ("Pentagon", "State Department", "Justice Department", "White House", "Treasury Department"),
    ("Supreme Court", "Federal Reserve", "Congressional Budget Office"),
    ("Google", "Facebook", "Apple", "Amazon", "Microsoft", "Twitter"),
    ("Republican National Committee", "Democratic National Committee"),
    ("United Nations", "European Union", "World Bank", "International Monetary Fund"),
    ("Washington Post", "New York Times", "Wall Street Journal", "Associated Press", "Reuters"),
    ("Harvard University", "Yale University", "Stanford University", "Georgetown University"),
    ("Democrats", "Republicans"),
    ("Hamas", "Hezbollah", "Taliban", "Al Qaeda"),
)


def _organisation(sentence: str, article: str, rng: random.Random) -> list[Edit]:
    return _from_groups(sentence, _ORGANISATIONS, rng)


_COUNTRIES = _split(
    """Afghanistan Argentina Australia Austria Brazil Canada Chile China Cuba Egypt England Ethiopia
    France Germany Greece Honduras India Indonesia Iran Iraq Ireland Israel Italy Japan Jordan Kenya
    Kuwait Lebanon Libya Mexico Morocco Nigeria Norway Pakistan Peru Poland Portugal Russia
    Somalia Spain Sudan Sweden Syria Turkey Ukraine Venezuela Vietnam Yemen Zimbabwe Britain"""
)
_STATES = _split(
    """Alabama Alaska Arizona Arkansas California Colorado Connecticut Florida Georgia Illinois
    Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota
    Mississippi Missouri Montana Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas
    Utah Vermont Virginia Wisconsin Wyoming"""
)
_CITIES = _split(
    """Atlanta Baghdad Baltimore Beijing Berlin Boston Brussels Cairo Charlotte Chicago Cleveland
    Dallas Damascus Denver Detroit Geneva Havana Houston Istanbul Jerusalem Kabul London Madrid
    Manhattan Miami Minneapolis Moscow Nashville Orlando Paris Philadelphia Phoenix Pittsburgh
    Rome Seattle Sydney Tehran Tokyo Toronto Vienna Warsaw Charleston Benghazi Tripoli"""
)
_PLACES = frozenset((*_COUNTRIES, *_STATES, *_CITIES))


def _place(sentence: str, article: str, rng: random.Random) -> list[Edit]:
    return _from_groups(sentence, (_COUNTRIES, _STATES, _CITIES), rng)


def _from_groups(sentence: str, groups: Sequence[Sequence[str]], rng: random.Random) -> list[Edit]:
    """Exchange one name of a group for another of the group, wherever the sentence prints it."""
    found = []
    for group in groups:
        for name in group:
            # "New Mexico", "Washington Post" inside a longer name stay.
            pattern = re.compile(rf"(?<![A-Z][a-z] )(?<!New )(?<!West )\b{name}\b(?! [A-Z])")
            others = [other for other in group if other not in sentence]
            if others and pattern.search(sentence):
                new = rng.choice(others)
                found.append([(*match.span(), new) for match in pattern.finditer(sentence)])
    return rng.choice(found) if found else []


_AUXILIARY = re.compile(
    r"\b(is|was|are|were|will|would|has|have|had|could|should)\b(?= [a-z])(?! (?:not|n.t|never)\b)"
)
_NOT = re.compile(
    r"\b((?:is|was|are|were|will|would|has|have|had|could|should|does|did|do)) not\b(?! only\b)"
)
_CONTRACTED = re.compile(r"\b(is|was|are|were|would|has|have|had|could|should|does|did|do)n[’']t\b")


def _negation(sentence: str, article: str, rng: random.Random) -> list[Edit]:
    outside = [m for m in _AUXILIARY.finditer(sentence) if not _quoted_at(sentence, m.start())]
    added = [(*match.span(), f"{match.group(1)} not") for match in outside]
    dropped = [
        (*match.span(), match.group(1))
        for pattern in (_NOT, _CONTRACTED)
        for match in pattern.finditer(sentence)
    ]
    # A dropped "not" is rarer: take it where there is one.
    return [rng.choice(dropped or added)] if dropped or added else []


def _quoted_at(sentence: str, offset: int) -> bool:
    return any(start <= offset < end for start, end in _quotations(sentence))


def _quotations(sentence: str) -> list[tuple[int, int]]:
    """Return what stands between quotation marks, if it is more than a word or two."""
    found = re.finditer(r'[“"]([^“”"]+)[”"]', sentence)
    return [match.span(1) for match in found if len(match.group(1)) >= 12]


_WORD = re.compile(r"\b[a-z]{4,}\b")
_EMPTY = frozenset(
    _split(
        """about above after again against also although among another away back because been
        before behind being below between both could does doing done down during each either else
        even ever every from have having here into itself just like made make many might more
        most much must neither never only other ours over said same says shall should some such
        than that their them then there these they thing things this those through told under
        until upon very want well were what when where which while whom whose will with
        within without would your yours"""
    )
)
_ENDINGS = ("ing", "ed", "ly", "s")


def _ending(word: str) -> str:
    return next((ending for ending in _ENDINGS if word.endswith(ending)), "")


def _quote(sentence: str, article: str, rng: random.Random) -> list[Edit]:
    found = []
    for start, end in _quotations(sentence):
        inside = [m for m in _WORD.finditer(sentence, start, end) if m.group() not in _EMPTY]
        if len(sentence[start:end].split()) >= 3:
            found += inside
    if not found:
        return []
    match = rng.choice(found)
    pool = sorted(
        {
            word
            for word in _WORD.findall(article)
            if word not in _EMPTY
            and word not in sentence
            and word[:4] != match.group()[:4]
            and _ending(word) == _ending(match.group())
        }
    )
    return [(*match.span(), rng.choice(pool))] if pool else []


_ANTONYMS = {
    left: right
    for pair in """rose/fell increased/decreased won/lost accepted/rejected approved/rejected
    opened/closed began/ended supported/opposed passed/failed praised/criticized allowed/banned
    higher/lower before/after more/fewer most/least guilty/innocent legal/illegal strong/weak
    raised/lowered increase/decrease rise/fall support/oppose approve/reject accept/reject
    win/lose open/close start/stop started/stopped strengthened/weakened agreed/refused
    hired/fired arrived/left joined/quit bought/sold increasing/decreasing rising/falling
    supporting/opposing best/worst first/last public/private inside/outside above/below
    largest/smallest victory/defeat success/failure allies/enemies improved/worsened
    confirmed/denied admitted/denied remembered/forgot present/absent success/failure
    encouraged/discouraged expanded/shrank gained/lost likely/unlikely possible/impossible
    safe/dangerous early/late right/wrong conservative/liberal domestic/foreign majority/minority
    """.split()
    for one, other in [pair.split("/")]
    for left, right in ((one, other), (other, one))
}


def _antonym(sentence: str, article: str, rng: random.Random) -> list[Edit]:
    found = [
        match
        for match in re.finditer(r"\b[a-z]+\b", sentence)
        if match.group() in _ANTONYMS and not _quoted_at(sentence, match.start())
    ]
    # "After all", "more than", "at first", "last week" are no opposites of anything.
    found = [
        match
        for match in found
        if match.group()
        not in ("after", "before", "more", "most", "first", "last", "left", "right", "public")
    ]
    if not found:
        return []
    match = rng.choice(found)
    return [(*match.span(), _ANTONYMS[match.group()])]


_DOES = (
    "accused|sued|criticized|criticised|praised|attacked|defeated|beat|asked|urged|warned|blamed|"
    "thanked|backed|endorsed|killed|arrested|hired|fired|told|supported|opposed|nominated|"
    "appointed|interviewed|invited|called|challenged|replaced|joined|followed|contacted|"
    "condemned|denounced|defended|pressed|questioned|rebuked|mocked|slammed|welcomed|threatened"
)
_PARTY = rf"(?:(?:the|Mr\.|Ms\.|Mrs\.|Sen\.|President) )?{_CAPITAL}(?: {_CAPITAL}){{0,2}}"
_AGENT = re.compile(rf"\b({_PARTY}) (?:has |had |also )?(?:{_DOES}) ({_PARTY})\b")


def _agent(sentence: str, article: str, rng: random.Random) -> list[Edit]:
    found = [
        match
        for match in _AGENT.finditer(sentence)
        if match.group(1) not in match.group(2)
        and match.group(2) not in match.group(1)
        and not {match.group(1), match.group(2)} & {"He", "She", "They", "It", "I", *_WEEKDAYS}
    ]
    if not found:
        return []
    match = rng.choice(found)
    return [(*match.span(1), match.group(2)), (*match.span(2), match.group(1))]


_COUNTED = _split(
    """people workers residents passengers homes votes jobs students patients soldiers troops
    officers families buildings cases seats complaints members women men children states
    countries schools companies hospitals lawmakers protesters lawyers police voters prisoners
    delegates senators victims refugees migrants immigrants Americans articles guns cars"""
)
_REPLACING = _split(
    """workers residents homes jobs students patients soldiers officers buildings complaints
    schools hospitals lawyers prisoners cars guns"""
)
_COUNT = re.compile(
    rf"(?:\d|\b(?:{'|'.join(_NUMBER_WORDS)}|million|thousand|hundred)) (?:[a-z]+ )?"
    rf"({'|'.join(_COUNTED)})\b(?!['’])"
)


def _noun(sentence: str, article: str, rng: random.Random) -> list[Edit]:
    found = [match.span(1) for match in _COUNT.finditer(sentence)]
    if not found:
        return []
    start, end = rng.choice(found)
    pool = [word for word in _REPLACING if word not in sentence]
    return [(start, end, rng.choice(pool))]


_MAKERS: dict[Kind, Callable[[str, str, random.Random], list[Edit]]] = {
    "number": _number,
    "date": _date,
    "person": _person,
    "organisation": _organisation,
    "place": _place,
    "negation": _negation,
    "quote": _quote,
    "antonym": _antonym,
    "agent": _agent,
    "noun": _noun,
}
