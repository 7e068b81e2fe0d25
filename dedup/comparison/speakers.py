"""Whether two speakers may be one, and whether they said one thing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache, lru_cache

from dedup.facts.gazetteer import fold_key, gazetteer
from dedup.model import AttributionSlots
from dedup.slots import acronym, acronyms
from dedup.text import fold, stem

# What a politician is called without a name, behind a state or not.
_MEMBERS = frozenset("republican democrat independent conservative liberal".split())
# Who speaks for somebody else, and what stands around them without saying for whom.
_MOUTHPIECES = frozenset("spokesman spokeswoman spokesperson spokespeople spokesmen".split())
_BESIDE_THEM = frozenset("official chief senior the a an for of".split())
# What the men of a body are called, all together.
_MEN_OF_IT = frozenset(
    map(stem, "official officials agency agencies community authorities services".split())
)
# What a body is called that has a name too.
_BODIES = frozenset(
    """company firm group bank airline ministry department agency party union government
    administration council campaign club church university hospital school""".split()
)

# Who speaks for all its parts, and what parts of it are called.
_STATE = frozenset("government administration authorities".split())
_PARTS = frozenset("ministry department agency minister".split())
_AUTHORITIES = frozenset({"police"})
# Who speaks for a body, after whose name he is called so or which stands before his.
_SPEAKS_FOR = (
    r"(?:lawyer|attorney|counsel|spokes(?:man|woman|person)|president|director|chair(?:man|woman)?"
    r"|chief|ceo|executive|head|leader|representative)"
)
# What deals with a matter by which it is called too.
_PORTFOLIOS = frozenset({"department", "ministry"})
# Who speaks for it without a name.
_OFFICIALS = frozenset({"official", "officials"})
_SHORTEST_ACRONYM = 2
# Words before the last of a name in which its office and its country stand.
_BEFORE_NAME = 6
# The key of a person ends with an initial.
_PERSON = re.compile(r" \w$")
_MARKS = ",;:()\"'\u2018\u2019\u201c\u201d"

# Content words that two attributions share, and their share of the shorter or of the longer, where
# two speakers said one thing (own choice: of 10 such pairs in 32 stories 7 of the 8 wrong ones
# share less, and one of the 2 right ones).
_FEWEST_WORDS, _OF_SHORTER, _OF_LONGER = 2, 0.6, 0.5


def speakers_agree(left: str | None, right: str | None) -> bool:
    """Tell whether two speaker keys may be one: equal, contained, or one unresolved."""
    if left is None or right is None:
        return True
    ours, theirs = _words_of(left), _words_of(right)
    if ours <= theirs or theirs <= ours:
        return True
    # "US intelligence agencies", "the U.S. intelligence community".
    whose = ours - _MEN_OF_IT, theirs - _MEN_OF_IT
    return bool(whose[0]) and whose[0] == whose[1]


# Every speaker of a story is held against every other.
@lru_cache(maxsize=5_000)
def _words_of(key: str) -> frozenset[str]:
    """Return the stems of a speaker's words; of a body or its men, the country by one name."""
    return frozenset(map(stem, (fold(key) if _PERSON.search(key) else _by_country(key)).split()))


def _by_country(key: str) -> str:
    """Return a speaker's words, peoples and short forms of a country replaced by its name."""
    spelt = " ".join(word.removesuffix("'s") for word in fold(key).split())
    for people, country in _peoples().items():
        if people in spelt:
            spelt = re.sub(rf"(?<!\S){re.escape(people)}(?!\S)", country, spelt)
    return spelt


@cache
def _peoples() -> dict[str, str]:
    """Return what a country and its people are called beside its name, and its name."""
    lists = gazetteer()
    countries = frozenset(lists.demonyms.values())
    forms = {form: name for form, name in lists.places.items() if name in countries}
    named = {**forms, **lists.demonyms, "us": lists.places["u.s."]}
    return {
        form: name
        for form, name in sorted(named.items(), key=lambda entry: (-len(entry[0]), entry[0]))
        if form != name
    }


def none_agrees(left: Iterable[str | None], right: Iterable[str | None]) -> bool:
    """Tell whether all speakers of two sentences are known, and none of one may be of the other.

    An office, a mouthpiece, a ministry may be whoever has a name.
    """
    ours, theirs = list(left), list(right)
    if not ours or not theirs or any(key is None or _is_unnamed(key) for key in ours + theirs):
        return False
    return not any(speakers_agree(one, other) for one in ours for other in theirs)


def may_be_one(left: AttributionSlots, right: AttributionSlots) -> bool:
    """Tell whether two speakers may be one: their names agree, or one is named by office only."""
    if speakers_agree(left.speaker, right.speaker):
        return True
    if _one_principal(left, right):
        return True
    sides = ((left, right), (right, left))
    tests = (_is_short_for, _is_part_of, _is_office_of)
    if any(is_one(one, other) for is_one in tests for one, other in sides):
        return True
    # "Richard", "Richard Poe": a first name is in no key.
    names = (set(each.speaker_name.lower().split()) for each in (left, right))
    if speakers_agree(*(" ".join(sorted(name)) or None for name in names)):
        return _is_named(left) and _is_named(right)
    return any(_is_office(one) and _is_named(other) for one, other in sides)


def _is_short_for(short: AttributionSlots, long: AttributionSlots) -> bool:
    """Tell whether one speaker is called by the initials of the other ("ODA")."""
    name = short.speaker_name.replace(".", "")
    if not name.isupper() or not name.isalpha() or len(name) < _SHORTEST_ACRONYM:
        return False
    spelt = long.speaker_name.replace("-", " ").split()
    return name == acronym(spelt) or name.lower() in acronyms([part.lower() for part in spelt])


def _is_office_of(office: AttributionSlots, other: AttributionSlots) -> bool:
    """Tell whether a department's matter and its country name the other speaker.

    "The Department of Quays and Tides", "Quays and Tides Canada".
    """
    ours, theirs = (
        fold(each.speaker or "").replace("&", "and").split() for each in (office, other)
    )
    matter = ours[2:]
    if len(ours) < 3 or ours[0] not in _PORTFOLIOS or ours[1] not in ("of", "for"):
        return False
    country = " ".join(theirs[len(matter) :])
    return theirs[: len(matter)] == matter and country in gazetteer().demonyms.values()


def _is_part_of(part: AttributionSlots, whole: AttributionSlots) -> bool:
    """Tell whether one speaker is a ministry and the other, by no name, the government.

    Officials are the government's where both are of one state: "federal officials".
    """
    of_whom, _, state = (whole.speaker or "").rpartition(" ")
    if state not in _STATE or _is_named(whole):
        return False
    own = (part.speaker or "").partition(" of ")[0].partition(" for ")[0]
    kind, _, head = own.rpartition(" ")
    if state == "authorities" and head in _AUTHORITIES:
        return True
    return head in _PARTS or (head in _OFFICIALS and kind == of_whom)


def speaks_for(state: AttributionSlots, other: AttributionSlots, sentence: str) -> bool:
    """Tell whether a sentence calls a speaker an officer of the state that speaks elsewhere.

    "Ostmark announced", "Ostmark's president, Jane Poe, announced". Or whether it names both as
    speaking together: "the opposition and the Reeds say".

    Args:
        state: Whose speaker may be a country.
        other: Another's.
        sentence: In which the other speaks.
    """
    if _speak_together(state, other, sentence):
        return True
    lists = gazetteer()
    country = lists.places.get(state.speaker or "")
    if country not in lists.demonyms.values() or not _is_named(other):
        return False
    before, named, _ = sentence.partition(other.speaker_name.rpartition(" ")[2])
    near = [fold_key(word.strip(_MARKS)) for word in before.split()[-_BEFORE_NAME:]]
    officer = any(word in lists.titles or word in lists.roles for word in near)
    of_it = any(country in (lists.places.get(word), lists.demonyms.get(word)) for word in near)
    return bool(named) and officer and of_it


def represents(body: AttributionSlots, other: AttributionSlots, text: str) -> bool:
    """Tell whether a text calls one speaker somebody who speaks for the other, who is no person.

    "Jane Poe, a lawyer for Aldon Mills", "Aldon Mills spokeswoman Jane Poe".
    """
    if not (_is_named(body) and _is_named(other)) or _PERSON.search(body.speaker or ""):
        return False
    name, of = re.escape(other.speaker_name.split()[-1]), re.escape(body.speaker_name)
    said_of = (
        rf"\b{name}\W{{1,3}}(?:[\w-]+ ){{0,4}}{_SPEAKS_FOR} (?:of|for|at|with) (?:the )?{of}\b",
        rf"\b{of}(?:'s)? (?:[a-z-]+ ){{0,2}}{_SPEAKS_FOR},? (?:[A-Z][\w.-]* ){{0,2}}{name}\b",
    )
    folded = fold(text)
    return any(re.search(pattern, folded) for pattern in said_of)


def _speak_together(one: AttributionSlots, other: AttributionSlots, sentence: str) -> bool:
    """Tell whether a sentence joins by "and" the two names of two speakers, or their countries.

    "Ostmark and Norland officials" are not Ostmark alone.
    """
    if " and " not in sentence:
        return False
    names = [_called(each) for each in (one, other)]
    if not all(names):
        return False
    joined = (
        rf"(?<!\w)(?:{first}),? and (?:the )?(?:{second})(?!\w)"
        for first, second in (names, names[::-1])
    )
    return any(re.search(pattern, fold(sentence), re.IGNORECASE) for pattern in joined)


def _called(speaker: AttributionSlots) -> str:
    """Return a pattern of what a speaker is called, or his people; "" if he is not."""
    forms = {speaker.speaker_name}
    if not _PERSON.search(speaker.speaker or ""):
        country = _country_of(speaker.speaker or "")
        forms |= {form for form, name in _peoples().items() if name == country and form != "us"}
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True) if form)


def _country_of(key: str) -> str:
    """Return the country that a speaker's words begin with; "" if there is none."""
    spelt = f"{_by_country(key)} "
    countries = frozenset(gazetteer().demonyms.values())
    return max((name for name in countries if spelt.startswith(f"{name} ")), key=len, default="")


def _is_named(slots: AttributionSlots) -> bool:
    """Tell whether a speaker has a name: all its words begin with a capital ("Ann McVell")."""
    return bool(slots.speaker_name) and all(w[0].isupper() for w in slots.speaker_name.split())


def _is_office(slots: AttributionSlots) -> bool:
    """Tell whether a speaker is called by an office or a party alone, and by no name.

    "The governor", "the mayor of Aldon", "a federal judge", "the Ostmark Republican".
    """
    key, lists = slots.speaker or "", gazetteer()
    before, _, head = key.partition(" of ")[0].rpartition(" ")
    if head in _MEMBERS and (not before or before in lists.places):
        return True
    bare = slots.speaker_name in ("", slots.speaker_name.lower())
    return bare and (head in lists.roles or head in lists.titles)


def _one_principal(left: AttributionSlots, right: AttributionSlots) -> bool:
    """Tell whether two unnamed mouthpieces may speak for one: an office and a name may be one.

    "The governor's spokesman", "a spokeswoman for Jane Poe"; two offices or two names that
    differ are two.
    """
    ours, theirs = _principal(left), _principal(right)
    if ours is None or theirs is None:
        return False
    if set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return True
    return _is_unnamed(" ".join(ours)) != _is_unnamed(" ".join(theirs))


def _principal(slots: AttributionSlots) -> tuple[str, ...] | None:
    """Return the words for whom an unnamed mouthpiece speaks; None for any other speaker."""
    spoken = (slots.speaker or "").replace("\u2019", "'").split()
    if _MOUTHPIECES.isdisjoint(spoken) or _is_named(slots):
        return None
    bare = (word.removesuffix("'s") for word in spoken)
    return tuple(word for word in bare if word not in _MOUTHPIECES | _BESIDE_THEM)


def _is_unnamed(words: str) -> bool:
    """Tell whether words end with an office, a mouthpiece or a kind of body."""
    head = words.partition(" of ")[0].partition(" for ")[0].rpartition(" ")[2]
    return head in gazetteer().roles or head in _BODIES | _MOUTHPIECES


def one_content(
    left: AttributionSlots, right: AttributionSlots, names: Collection[str] = ()
) -> bool:
    """Tell whether two speakers said the same: most of the words of one, figures apart.

    Args:
        left: What one said.
        right: What the other said.
        names: Stems of what both name, of which much else is said.
    """
    ours, theirs = (
        {word for word in slots.content.split() if not word[0].isdigit()} for slots in (left, right)
    )
    shorter, longer = sorted((len(ours), len(theirs)))
    n_shared = len(ours & theirs)
    enough = n_shared >= _OF_SHORTER * shorter or n_shared >= _OF_LONGER * longer
    return enough and len((ours & theirs).difference(names)) >= _FEWEST_WORDS


def one_tells_of_other(left: AttributionSlots, right: AttributionSlots) -> bool:
    """Tell whether one speaks of himself and the other of him.

    "The port said it was closing", "the mayor said the port was closing": no two sources of one.
    """
    for one, other in ((left, right), (right, left)):
        himself = {stem(word) for word in (one.speaker or "").split() if len(word) > 1}
        if himself and himself <= set(other.content.split()):
            return himself.isdisjoint(one.content.split())
    return False
