"""Figures that count nothing: routes, models, articles of law, years, telephone numbers.

Precision first: a figure taken for a count where it is a name makes a conflict
out of nothing, a count passed over only leaves one fact out.
"""

from __future__ import annotations

from collections.abc import Sequence

from dedup.facts.nouns import is_plural
from dedup.facts.numbers import Figure, Tok, at, glued
from dedup.facts.units import UNITS
from dedup.facts.verbs import is_finite, is_participle
from dedup.text import STOP_WORDS

# What stands before a number that is part of a name, whatever its case.
_LABELS = frozenset(
    "no number route interstate highway motorway iphone ipad galaxy pixel windows android "
    "article section title chapter rule amendment flight room gate channel phase level tier "
    "type grade category apollo formula page psalm proposition prop resolution season episode "
    "game terminal pier platform building block ward district precinct zone lot box suite "
    "apartment apt floor exit junction stage round volume version vol ufc unit model line "
    "lane bus train boeing airbus embarer embraer playstation xbox covid sars studio area "
    "falcon soyuz artemis starship schedule annex appendix clause paragraph question measure "
    "bill act code form item figure table top fortune ftse nasdaq nikkei cac dax russell s&p "
    "dow sp radio bbc itv espn tv squad catch wave ground net seed ranked rank class sub "
    "shirt jersey serial docket case exhibit count engine ladder company battalion brigade "
    "squadron station school ps pope king queen louis henry charles world u.n. kilometre mile "
    "marker runway agent group big band omega vitamin matchday gameweek sector bloc ak mig".split()
)
# After these words a number may still count ("Line 12 people up" does not occur; "the company 12
# people" does), so a counted noun overrules the label.
_STREETS = frozenset(
    "street st avenue ave road rd lane ln drive dr boulevard blvd way court ct square place "
    "terrace crescent close parkway highway".split()
)
_YEAR_LEADS = frozenset(
    "in since by until till during of the before after year circa mid early late from".split()
)
# The year after these may be of any century ("for the first time since 1415").
_SURE_YEAR_LEADS = frozenset("since in until till circa".split())
_EMERGENCY = frozenset({"911", "999", "112"})
_NAMED_PAIRS = frozenset({("50", "50"), ("20", "20"), ("24", "7"), ("9", "11"), ("7", "7")})


def in_title_case(toks: Sequence[Tok]) -> bool:
    """Say whether most words have a capital, so that capitals say nothing (a headline)."""
    words = [tok for tok in toks if tok.kind == "w"]
    return 2 * sum(tok.text[0].isupper() for tok in words) >= len(words)


def is_name_or_code(
    toks: Sequence[Tok], figure: Figure, *, counted: bool, title_case: bool
) -> bool:
    """Say whether a figure is part of a name, a code, a date or an address.

    Args:
        toks: The sentence.
        figure: The figure, without unit.
        counted: A unit or a counted noun follows it.
        title_case: What ``in_title_case`` says of the sentence.
    """
    first, last = figure.first, figure.last
    tok = toks[first]
    if _broken(toks, first, last):
        return True
    if _labelled(toks, first, counted=counted, title_case=title_case):
        return True
    if tok.kind != "n":
        return False
    if tok.text in _EMERGENCY and not counted:
        return True
    # The first course in a matter ("That is manners 101"); a figure follows a verb.
    if tok.text == "101" and not counted and _after_noun(toks, first):
        return True
    if len(tok.text) > 1 and tok.text[0] == "0" and tok.text[1] != ".":
        return True
    return _is_year(toks, figure, counted=counted) or _is_address(toks, last)


def _broken(toks: Sequence[Tok], first: int, last: int) -> bool:
    """Say whether the figure is a piece of a longer token: MS-13, 1.2.3, 24/7, 555-0143, #5."""
    if glued(toks, first):
        before = toks[first - 1]
        if before.low in ("#", "/", "№", "_", "@", "&", "=", "*", ":", ".") or before.kind == "n":
            return True
        if before.low == "-" and glued(toks, first - 1) and toks[first - 2].kind != "p":
            return True
        if before.kind == "w" or (before.low == "," and first > 1 and toks[first - 2].kind == "n"):
            return True
        if before.low == "+":
            return True
    if glued(toks, last):
        after = toks[last]
        if after.low in ("/", "_", "@", "=", "&", "*"):
            return True
        more = last + 1 < len(toks) and glued(toks, last + 1) and toks[last + 1].kind == "n"
        if after.low in (".", ",", ":") and more:
            return True
        if after.low == "(" and _lettered(toks, last + 1):
            return True
    # Three figures in a row are a telephone or account number.
    row = [toks[index].kind == "n" for index in range(max(0, first - 2), min(len(toks), last + 2))]
    return toks[first].kind == "n" and any(all(row[i : i + 3]) for i in range(len(row) - 2))


def _lettered(toks: Sequence[Tok], index: int) -> bool:
    """Say whether one letter and a bracket follow, as in "401(k)", "501(c)(3)"."""
    letter = at(toks, index)
    return len(letter) == 1 and letter.isalpha() and at(toks, index + 1) == ")"


def _after_noun(toks: Sequence[Tok], first: int) -> bool:
    """Say whether a word stands before that is neither a function word nor a verb in -ed."""
    if not first or toks[first - 1].kind != "w":
        return False
    word = toks[first - 1].low
    return word not in STOP_WORDS and not is_finite(word, "") and not is_participle(word)


def _labelled(toks: Sequence[Tok], first: int, *, counted: bool, title_case: bool) -> bool:
    before = at(toks, first - 1)
    if before == "." and at(toks, first - 2) in ("no", "nos", "vol", "pp", "p"):
        return True
    if before == "ground" or (before, at(toks, first)) in (("net", "zero"), ("big", "ten")):
        return True
    if not title_case and (_in_capitalised_name(toks, first) or _is_version(toks, first)):
        return True
    if first == 0 or before not in _LABELS:
        return not counted and not title_case and _after_capital(toks, first)
    label = toks[first - 1]
    if before in ("no", "top"):
        return before == "top" or toks[first].kind == "n"
    # "the company 12 people founded": a lower-case label that a counted noun overrules.
    return label.text[0].isupper() or not counted


def _in_capitalised_name(toks: Sequence[Tok], first: int) -> bool:
    """Say whether a number word has a capital in a name, inside running text.

    "Final Four", "the Six Nations"; where any word has one, "Three Mile Island" still does.
    """
    if toks[first].kind != "w" or not toks[first].text.istitle():
        return False
    if first and toks[first - 1].kind == "w":
        return True
    unit, more = at(toks, first + 1), toks[first + 1 : first + 3]
    return (
        unit in UNITS and not is_plural(unit) and [tok.text.istitle() for tok in more] == [True] * 2
    )


def _after_capital(toks: Sequence[Tok], first: int) -> bool:
    """Say whether digits follow a capitalised word inside running text ("Halden 12").

    Or the noun that opens it ("Krypton 85 decays"; not "Killed 85").
    """
    if not first or toks[first].kind != "n" or "," in toks[first].text:
        return False
    before = toks[first - 1]
    capital = before.kind == "w" and before.text[0].isupper()
    return capital and (first > 1 or _after_noun(toks, first))


def _is_version(toks: Sequence[Tok], first: int) -> bool:
    """Tell the "2.0" of "Marlow 2.0", whatever stands behind it."""
    return toks[first].text.endswith(".0") and first > 1 and _after_capital(toks, first)


def _is_year(toks: Sequence[Tok], figure: Figure, *, counted: bool) -> bool:
    tok = toks[figure.first]
    if figure.scale != 1.0 or len(tok.text) != 4 or not tok.text.isdecimal():
        return False
    lead = at(toks, figure.first - 1)
    if not counted and lead in _SURE_YEAR_LEADS and 1000 <= int(tok.text) <= 2099:
        return True
    if not 1500 <= int(tok.text) <= 2099:
        return False
    # "The deadly 2012 attacks": a count of so many would be printed with a comma.
    described = at(toks, figure.first - 2) in ("the", "a", "an")
    return not counted or described or lead in _YEAR_LEADS


def _is_address(toks: Sequence[Tok], last: int) -> bool:
    if at(toks, last) == "block":
        return True
    for index in range(last, min(last + 4, len(toks))):
        tok = toks[index]
        if tok.kind != "w" or not tok.text[0].isupper():
            return False
        if tok.low in _STREETS and index > last:
            return True
    return False


def is_named_pair(left: Tok, right: Tok) -> bool:
    """Say whether two figures joined by a mark are a fixed expression ("50-50", "9/11")."""
    return (left.text, right.text) in _NAMED_PAIRS
