"""First names that may be one person's: "m", "mike", "michael"; "bill", "william"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dedup.facts.gazetteer import gazetteer, word_set

# Given names of men and of women, though the table of names has some for one sex alone.
EITHER = word_set(
    """alex ali andrea ashley chris dana frances francis gabriele jamie jan jean jo jordan kelly kim
    lee leslie lynn morgan nicola pat robin sam sandy sasha simone taylor terry tracy"""
)
_SHORT = frozenset(
    frozenset(pair.split("/"))
    for pair in """bill/william bob/robert bobby/robert dick/richard ted/edward ted/theodore
    ned/edward peggy/margaret maggie/margaret meg/margaret polly/mary molly/mary betty/elizabeth
    liz/elizabeth beth/elizabeth tony/anthony sandy/alexander sasha/alexander drew/andrew
    chuck/charles hank/henry harry/henry jack/john jim/james jimmy/james jerry/gerald jeff/geoffrey
    gene/eugene kathy/catherine kate/catherine kit/christopher trish/patricia tina/christina
    gus/augustus tom/thomas cindy/cynthia teresa/theresa mike/michael mikey/michael joe/joseph
    joey/joseph jake/jacob larry/lawrence larry/laurence sue/susan suzy/susan jon/john abe/abraham
    sally/sarah dottie/dorothy eddie/edward
    eddie/edmund eddie/edgar lisa/liza""".split()
)

# Family names of China that stand before the given name and are none themselves.
_SURNAMES_FIRST = word_set(
    """xi li wang zhang liu zhao huang zhou wu xu hu zhu gao guo luo mao deng jiang wen yang chen
    sun peng zeng xiao tang feng yu dong cheng cao yuan fu shen lu jia ding ren"""
)
_SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])"
    "(?:i?ang|iong|ing|eng|ong|i?an|in|u?en|uan|un|i?ao|ai|ei|ui|ie|ue|iu|ou|uo|i?a|ua|e|i|o|u)"
)
_CHINESE = re.compile(_SYLLABLE * 2)
# Shorter ones are English too ("Hope").
_LEAST_CHINESE, _MOST_CHINESE = 5, 13
_KOREAN_SURNAMES = word_set("kim lee park moon ban choi chung yoon roh")
_KOREAN_GIVEN = re.compile(r"[A-Z][a-z]{1,6}-[a-z]{2,7}")
# One syllable of "Kim Dal Min", as most papers write them.
_KOREAN_SYLLABLE = re.compile(
    r"(?:ch|[bdghjkmnpsty])?(?:y?eo|y?ae|ya|yo|yu|wo|wa|oo|ee|eu|ui|[aeiou])(?:ng|[kmnhl])?"
)


def opens_with_surname(first: str, given: Sequence[str], *, alone: bool) -> bool:
    """Tell whether the family name stands first: "Li Jinshan", "Kim Dal-min".

    Args:
        first: The first word, in lower case.
        given: The other words as printed.
        alone: The first word stands alone too.
    """
    if first in _KOREAN_SURNAMES:
        spelt = all(_KOREAN_SYLLABLE.fullmatch(word.lower()) for word in given)
        joined = _KOREAN_GIVEN.fullmatch(given[0]) is not None
        return joined or (len(given) == 2 and (alone or spelt))
    name = given[0].lower()
    chinese = _LEAST_CHINESE <= len(name) < _MOST_CHINESE and _CHINESE.fullmatch(name)
    return first in _SURNAMES_FIRST and (alone or bool(chinese))


# Names that two spell otherwise begin with so many letters alike, but for those of one sound.
_LIKE_LETTERS = 3
_SPELLINGS = str.maketrans("cy", "ki")

# Short forms that begin with another letter, and are one name's alone.
_WHOLE = {
    "bob": "robert",
    "bobby": "robert",
    "bill": "william",
    "billy": "william",
    "dick": "richard",
    "tony": "anthony",
    "peggy": "margaret",
}


def whole_first(first: str) -> str:
    """Return "robert" for "bob"; other first names, in lower case, as they are."""
    return _WHOLE.get(first, first)


def is_short_form(left: str, right: str) -> bool:
    """Tell whether one of two lower-case first names is the usual short form of the other."""
    return frozenset((left, right)) in _SHORT


def one_first_name(left: str, right: str) -> bool:
    """Tell whether two lower-case first names may be one's: "m", "mike", "michael"; "bill"."""
    whole = whole_first(left), whole_first(right)
    if 1 in (len(left), len(right)):
        return left[:1] == right[:1] or whole[0][:1] == whole[1][:1]
    return is_short_form(left, right) or _begin_alike(left, right) or _begin_alike(*whole)


def _begin_alike(left: str, right: str) -> bool:
    """Tell "tom" and "tomas" from "stan" and "steve", two names that everybody knows."""
    if left[:2] != right[:2]:
        return False
    given = gazetteer().is_given
    if not (given(left) and given(right)):
        return True
    n_letters = min(len(left), len(right), _LIKE_LETTERS)
    if left.translate(_SPELLINGS)[:n_letters] != right.translate(_SPELLINGS)[:n_letters]:
        return False
    cut = min(left, right, key=len)
    short = len(cut) <= _LIKE_LETTERS and left.startswith(right[: len(cut)])  # "sam", "samantha"
    parted = any(
        is_of_other_sex(left, ours) and is_of_other_sex(right, theirs)
        for ours, theirs in ("mf", "fm")
    )
    return short or not parted


def is_of_other_sex(first: str, sex: str) -> bool:
    """Tell whether a lower-case first name is one that nobody of a sex, m or f, bears."""
    table = gazetteer()
    ours, theirs = (table.male, table.female) if sex == "m" else (table.female, table.male)
    return first in theirs and first not in ours and first not in EITHER
