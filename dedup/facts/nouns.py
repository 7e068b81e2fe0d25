"""What a figure counts: the noun phrase after it, its head in the singular.

No parser: the head is the first plural among the few words that follow, the
words before it are its modifiers, and a function word or a verb ends the
search. Where nothing looks like a noun the answer is "": better no noun than a
verb. Known failure: a verb in -s right after an adjective ("the two old says").
"""

from __future__ import annotations

from collections.abc import Sequence

from dedup.facts.numbers import NUMBER_WORDS, SCALES, VAGUE_PLURALS, Tok, at, glued
from dedup.facts.units import UNITS
from dedup.facts.verbs import AUXILIARIES, is_finite, is_participle
from dedup.text import STOP_WORDS

# Nouns that count people, in the singular.
PEOPLE = frozenset(
    "person man woman child boy girl baby teenager adult native student teacher soldier officer "
    "policeman policewoman driver passenger pedestrian cyclist worker employee resident citizen "
    "victim suspect survivor evacuee civilian firefighter pilot sailor gunman attacker protester "
    "demonstrator patient prisoner inmate detainee hostage migrant immigrant alien tourist guest "
    "fan voter member spectator bystander pupil".split()
)
# "1,400 men, women and children" are so many people.
_SEXES_AND_AGES = frozenset("man woman child boy girl adult".split())
# How far the head may stand from the figure ("43 suspected illegal Varnian immigrants").
_MAX_WORDS = 5

_IRREGULAR = {
    "people": "person",
    "persons": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "teeth": "tooth",
    "lives": "life",
    "wives": "wife",
    "knives": "knife",
    "thieves": "thief",
    "wolves": "wolf",
    "halves": "half",
    "shelves": "shelf",
    "leaves": "leaf",
    "loaves": "loaf",
    "mice": "mouse",
    "geese": "goose",
    "oxen": "ox",
    "criteria": "criterion",
    "crises": "crisis",
    "bases": "base",
    "buses": "bus",
    "viruses": "virus",
    "bonuses": "bonus",
    "campuses": "campus",
    "cookies": "cookie",
    "movies": "movie",
    "shoes": "shoe",
    "gases": "gas",
    "heroes": "hero",
    "potatoes": "potato",
    "tomatoes": "tomato",
    "tornadoes": "tornado",
    "volcanoes": "volcano",
    "vetoes": "veto",
    "echoes": "echo",
}
# Plural without an -s: counted as they stand.
_INVARIANT = frozenset(
    "police staff aircraft spacecraft personnel cattle sheep fish deer salmon crew series "
    "species offspring youth livestock poultry".split()
)
_NOT_PLURAL = frozenset(
    "is was has does us this its his says goes thus perhaps always sometimes across towards "
    "less plus minus previous various serious dangerous famous religious suspicious "
    "prosperous bus gas virus crisis campus bonus status news sales sports arms politics "
    "economics mathematics overseas whereas besides afterwards remains includes means".split()
)
# Words that end the noun phrase, besides the function words: frequent verbs and adverbs of news.
_ENDS = frozenset(
    "said says told met left took came went died fled escaped survived remained remain "
    "remains became become began won lost beat got gave made found saw put held ran led shot "
    "reported according including since ago later earlier today yesterday tomorrow tonight "
    "per percent yet still even also already together apart away near among amid upon like "
    "within without despite due via versus vs carrying wearing using having facing making "
    "demanding awaiting seeking requiring needing receiving possessing would could might shall "
    "must every another following along around toward towards across behind beside beyond inside "
    "outside onto "
    "worth next much never shy always nearly almost approximately roughly killing".split()
)
# Skipped: they neither name the counted thing nor set it apart.
# Of people, what they are or have been: two of them may stand before one noun.
_SORTS = frozenset("current former retired serving past present active male female".split())
_SKIPPED = frozenset("more additional further extra other such or so".split())
_DETERMINERS = frozenset(
    "the its their his her our my your all those these this that some such an a".split()
)
_PRONOUNS = frozenset("them those whom which us you it these that him her".split())
_PARTS = frozenset({"them", "whom", "which"})
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april "
    "may june july august september october november december".split()
)
_ADJECTIVE_ENDS = (
    "al",
    "ed",
    "ive",
    "ous",
    "ary",
    "ic",
    "ful",
    "able",
    "ible",
    "ish",
    "ian",
    "ican",
    "ing",
)
_ADJECTIVES = frozenset(
    "new old major big small large young former top long short high low key final full half early "
    "late strong fresh rare bright joint extra first second third single double separate "
    "private".split()
)
# With a capital they open a name ("one White House official").
_COLOURS = frozenset("black white red blue green yellow brown grey gray".split())
# What follows a noun and is none.
_NO_HEADS = frozenset(
    "last past alone due total long ahead back off out up down on so ago except".split()
)
_NOUNS_DESPITE_ENDS = frozenset(
    "capital hospital trial festival music traffic clinic republic deal proposal approval rival "
    "arrival removal official criminal individual material goal meal seal signal journal funeral "
    "scandal panel seed speed bed shed need feed building meeting hearing shooting funding killing "
    "bombing king ring wing spring ceiling rating reading training filing ruling beating crossing "
    "bearing listing landing parking housing painting warning wedding gathering offering holding "
    "saving sitting lending pricing spending morning evening motive executive detective initiative "
    "relative native drive dive hive library salary anniversary secretary military boundary "
    "table cable critic topic fabric panic republican american mexican african politician "
    "civilian guardian musician veteran titan protest request contest test interest forest "
    "harvest quest inquest".split()
)
# "Three hours of mostly empty floor time"
_ADVERBS = frozenset("mostly previously largely mainly relatively newly highly".split())
# "Stop-and-search"
_JOINING = frozenset("and or to in of by the".split())
# "The previous 21 years": before a figure that "of" leads to.
_SPANS = frozenset("previous preceding last past next first".split())
# "A 10-year high reached in May": a noun before a participle.
_MARKS = frozenset({"high", "low"})
# "Asian, African and European migrants": adjectives in a row before what is counted.
_PEOPLES = ("an", "ish", "ese")
_MOST_LISTED = 10
# A clause within which a verb is looked for, and where another begins.
_CLAUSE_WORDS = 12
_RELATIVE = frozenset({"who", "which", "that"})
# "Five of the top seven states"
_BEFORE_FIGURE = _SPANS | frozenset({"top", "other"})
# What may stand behind "12 people and bodies"; behind a verb in -s there is its object.
_BEHIND_SECOND = (
    AUXILIARIES
    | _RELATIVE
    | frozenset(
        """of in on at from with for by under after before during since as across around near
        against among within aboard""".split()
    )
)


def singular(word: str) -> str:
    """Return the singular of a lower-case English plural; other words as they are."""
    known = _IRREGULAR.get(word)
    if known:
        return known
    if word in _INVARIANT or word in _NOT_PLURAL or len(word) < 4:
        return word
    if word.endswith("men"):
        return word[:-3] + "man" if word not in ("specimen", "regimen", "abdomen") else word
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def is_plural(word: str) -> bool:
    """Say whether a lower-case word looks like a plural noun."""
    if word in _IRREGULAR or word in _INVARIANT:
        return True
    return word not in _NOT_PLURAL and singular(word) != word


def is_noun_in_ing(word: str) -> bool:
    """Say whether a word in -ing names a thing or a matter ("building", "housing")."""
    return word in _NOUNS_DESPITE_ENDS


def compound_noun(toks: Sequence[Tok], index: int) -> tuple[str, int]:
    """Return a noun in the singular with the nouns that open it ("jail sentence"), and its end."""
    return _singular_phrase(toks, index, index, compounded=True)


def double_noun(toks: Sequence[Tok], noun: str, last: int) -> tuple[str, int]:
    """Return "oil and gas firm" and its end where "oil" was read."""
    if not noun or at(toks, last) not in ("and", "or") or is_plural(toks[last - 1].low):
        return noun, last
    if not _goes_on(toks, last + 1) or toks_number(toks, last + 1):
        return noun, last
    more, end = _singular_phrase(toks, last + 1, last + 1, compounded=True)
    if more and at(toks, end).endswith("ing") and _goes_on(toks, end + 1):
        # "Oil and gas drilling firm"
        opened, (more, end) = more, _singular_phrase(toks, end + 1, end + 1, compounded=True)
        more = f"{opened} {more}"
    # Of one word, it may be a verb: "five years of growth and achieve".
    return (f"{noun} {toks[last].low} {more}", end) if " " in more else (noun, last)


def counted_noun(toks: Sequence[Tok], index: int, *, one: bool = False) -> tuple[str, int]:
    """Return the noun phrase a figure counts and the index after it; ("", index) if none.

    Args:
        toks: The sentence.
        index: First token after the figure.
        one: A singular is wanted ("a $5 million fine", "one person", "five-nation").
    """
    start = index
    if at(toks, index) == "of":
        index += 1
        if at(toks, index) in _PRONOUNS and _phrase_ends(toks, index + 1):
            return "", start
        if at(toks, index) in ("those", "these") and is_participle(at(toks, index + 1)):
            return "", start  # "12 of those asked support it"
        if at(toks, index) in _PARTS:
            noun, last = _plural_phrase(toks, index + 1)  # "32,000 of them children"
            return (noun, last) if noun else ("", start)
        while at(toks, index) in _DETERMINERS or toks_number(toks, index):
            index += 1
        if at(toks, index) in _SPANS and toks_number(toks, index + 1):
            index += 2
        noun, last = _people_listed(toks, *_plural_phrase(toks, _behind_listed(toks, index)))
        return (noun, last) if noun else _singular_phrase(toks, index, start)
    if one:
        return _singular_phrase(toks, index, start)
    noun, last = _people_listed(toks, *_plural_phrase(toks, index))
    return (noun, last) if noun else ("", start)


def _people_listed(toks: Sequence[Tok], noun: str, last: int) -> tuple[str, int]:
    """Return "person" for "men, women and children" and its end, else what was read."""
    if noun not in _SEXES_AND_AGES:
        return noun, _behind_second(toks, noun, last)
    place, joined = last, False
    while at(toks, place) in (",", "and"):
        step = place + 1 + (at(toks, place) == "," and at(toks, place + 1) == "and")
        if singular(at(toks, step)) not in _SEXES_AND_AGES or not is_plural(at(toks, step)):
            break
        joined = joined or at(toks, step - 1) == "and"
        place = step + 1
    return ("person", place) if joined else (noun, last)


def _behind_second(toks: Sequence[Tok], noun: str, last: int) -> int:
    """Return where "12 people and bodies" ends: two plurals that are counted together.

    Not where the second may be the subject of what follows: "arrested 12 people and shops closed".
    """
    if not noun or at(toks, last) not in ("and", "or") or last + 1 >= len(toks):
        return last
    second = toks[last + 1]
    if not second.text.islower() or not is_plural(second.low) or _is_end(second):
        return last
    if second.low in UNITS or second.low in VAGUE_PLURALS or is_finite(second.low, "and"):
        return last
    behind = toks[last + 2] if last + 2 < len(toks) else None
    if behind is not None and behind.kind != "p" and behind.low not in _BEHIND_SECOND:
        return last
    return last if _has_verb(toks, last + 2, 1) and _has_verb(toks, last - 1, -1) else last + 2


def _has_verb(toks: Sequence[Tok], place: int, step: int) -> bool:
    """Say whether a finite verb stands before the next mark, on the left or on the right."""
    for _ in range(_CLAUSE_WORDS):
        if not 0 <= place < len(toks) or toks[place].kind == "p" or toks[place].low in _RELATIVE:
            return False
        if is_finite(toks[place].low, at(toks, place - 1)):
            return True
        place += step
    return False


def _behind_listed(toks: Sequence[Tok], index: int) -> int:
    """Return where the noun stands of "Asian, African and European migrants", else ``index``."""
    place, last = index, index
    while place < min(len(toks), index + _MOST_LISTED):
        word = toks[place]
        if word.text.istitle() and word.low.endswith(_PEOPLES):
            last = place
        elif word.low not in (",", "and", "or") and not word.text.istitle():
            break
        place += 1
    listed = any(tok.low in (",", "and", "or") for tok in toks[index:last])
    return place if listed and place == last + 1 else index


def toks_number(toks: Sequence[Tok], index: int) -> bool:
    """Say whether token ``index`` is a figure ("12 of 20 members")."""
    return index < len(toks) and (toks[index].kind == "n" or toks[index].low in NUMBER_WORDS)


def _phrase_ends(toks: Sequence[Tok], index: int) -> bool:
    """Say whether no noun can stand at ``index``."""
    return index >= len(toks) or toks[index].kind != "w" or _is_end(toks[index])


def _is_end(tok: Tok) -> bool:
    if tok.low == "us" and tok.text != "us":  # the country, not the pronoun
        return False
    return tok.low in STOP_WORDS or tok.low in _ENDS or tok.low in _CALENDAR


def _plural_phrase(toks: Sequence[Tok], index: int) -> tuple[str, int]:
    """Return modifiers and the first plural head at ``index``, or ("", index)."""
    names: list[str] = []
    place = index
    while place < len(toks) and len(names) < _MAX_WORDS + _named_words(toks, index, place):
        tok = toks[place]
        if names and _hyphen(toks, place):
            place += _hyphen(toks, place)
            continue
        if tok.low in _SKIPPED and not names:
            place += 1
            continue
        if tok.kind != "w" or _is_end(tok) or _opens_figure(toks, place):
            break
        possessive = tok.low.endswith("'s")
        pair = _opens_double(toks, place) or _opens_pair(toks, place) or _two_sorts(toks, place)
        if not names and pair:
            place += 2  # "Customs and Border Patrol agents"
            continue
        if not possessive and is_plural(tok.low) and not _leads_on(toks, place):
            names.append(singular(tok.low))
            return " ".join(names), place + 1
        names.append(tok.low)
        place += 1
    return "", index


def _named_words(toks: Sequence[Tok], index: int, place: int) -> int:
    """Return 1 where a phrase may have one word more, since a long name opens it, else 0.

    "11 Aldonian Royal Coast Guard Navy vessels": capitals, and a head in small letters.
    """
    named = place - index == _MAX_WORDS and all(tok.text.istitle() for tok in toks[index:place])
    return int(named and toks[place].text.islower())


def _two_sorts(toks: Sequence[Tok], place: int) -> bool:
    """Say whether two adjectives qualify what is counted: "current and retired mill workers"."""
    if at(toks, place + 1) not in ("and", "or") or at(toks, place) not in _SORTS:
        return False
    return at(toks, place + 2) in _SORTS and bool(_plural_phrase(toks, place + 3)[0])


def _opens_figure(toks: Sequence[Tok], place: int) -> bool:
    """Tell the five of "2.6 million five years ago" from that of "12 five-room flats"."""
    joined = at(toks, place + 1) == "-" and glued(toks, place + 1)
    figure = toks[place].low in NUMBER_WORDS and toks[place].low not in SCALES
    return figure and not joined and at(toks, place - 1) not in _BEFORE_FIGURE


def _leads_on(toks: Sequence[Tok], place: int) -> bool:
    """Say whether the plural at ``place`` only modifies the one that follows."""
    if place + 1 >= len(toks) or toks[place + 1].kind != "w":
        return False
    this, after = toks[place], toks[place + 1]
    if _is_end(after) or not is_plural(after.low):
        return False
    adjective = this.low in _INVARIANT or this.low in ("women", "men")
    return adjective or (this.text[0].isupper() and after.text[0].islower())


def _hyphen(toks: Sequence[Tok], place: int) -> int:
    """Return how many tokens join two words of one at ``place``: "-", "-and-"; 0 if none do."""
    if at(toks, place) != "-" or not (glued(toks, place) and glued(toks, place + 1)):
        return 0
    joined = at(toks, place + 1) in _JOINING and at(toks, place + 2) == "-"
    return 3 if joined and glued(toks, place + 2) and glued(toks, place + 3) else 1


def _opens_name(toks: Sequence[Tok], place: int) -> bool:
    """Tell whether a word with a capital stands at ``place`` and a noun behind it."""
    return place < len(toks) and toks[place].text.istitle() and _goes_on(toks, place + 1)


def _opens_double(toks: Sequence[Tok], place: int) -> bool:
    """Say whether a name of two parts begins at ``place`` that qualifies what is counted.

    "Customs and Border Patrol agents": capitals on both sides of "and", two or three behind it,
    and a plural in small letters after them.
    """
    if not toks[place].text.istitle() or at(toks, place + 1) != "and":
        return False
    end = place + 2
    while end < min(place + 5, len(toks)) and toks[end].text.istitle():
        end += 1
    small = end < len(toks) and toks[end].text.islower()
    return end - place > 3 and small and not _is_end(toks[end]) and is_plural(toks[end].low)


def _opens_pair(toks: Sequence[Tok], place: int) -> bool:
    """Say whether two of a kind qualify what is counted: "NRB and TSO staff".

    Acronyms or peoples, on both sides of "and", and a plural in small letters behind them.
    """
    if at(toks, place + 1) not in ("and", "or") or place + 3 >= len(toks):
        return False
    one, _, two, head = toks[place : place + 4]
    letters = all(tok.text.isupper() and len(tok.text) > 1 for tok in (one, two))
    peoples = all(tok.text.istitle() and tok.low.endswith(_PEOPLES) for tok in (one, two))
    plural = head.kind == "w" and head.text.islower() and is_plural(head.low)
    return (letters or peoples) and plural and not _is_end(head)


def _goes_on(toks: Sequence[Tok], index: int) -> bool:
    """Say whether the word at ``index`` can be the head of a noun that another word opens."""
    if index >= len(toks):
        return False
    tok = toks[index]
    if tok.kind != "w" or not tok.text.islower() or _is_end(tok) or len(tok.low) < 3:
        return False
    if tok.low in _NO_HEADS or is_finite(tok.low, "") or is_participle(tok.low):
        return False
    if tok.low.endswith(("ly", "est", "'s")) and tok.low not in _NOUNS_DESPITE_ENDS:
        return False
    return not tok.low.endswith("ing") or tok.low in _NOUNS_DESPITE_ENDS


def _singular_phrase(
    toks: Sequence[Tok], index: int, start: int, *, compounded: bool = False
) -> tuple[str, int]:
    """Return the first noun at ``index`` with the adjectives before it, or ("", start).

    With ``compounded``, with the nouns after it that it qualifies too ("border wall money").
    """
    names: list[str] = []
    place = index
    while place < len(toks) and len(names) < (_MAX_WORDS if compounded else 3):
        tok = toks[place]
        if names and _hyphen(toks, place):
            place += _hyphen(toks, place)
            continue
        if tok.kind != "w" or _is_end(tok) or (names and tok.low in NUMBER_WORDS):
            break
        if not names and tok.low in _ADVERBS:
            place += 1
            continue
        names.append(singular(tok.low) if not tok.low.endswith("'s") else tok.low)
        compound = place > index + 1 and toks[place - 1].low == "-"
        place += 1
        hyphen = at(toks, place) == "-" and glued(toks, place)
        # "Short-term Treasury bonds"
        if compounded and compound and _opens_name(toks, place):
            continue
        if tok.low in _MARKS and is_participle(at(toks, place)):
            break
        adjective = (
            tok.low in _ADJECTIVES
            or tok.text in _COLOURS
            or (tok.low.endswith(_ADJECTIVE_ENDS) and tok.low not in _NOUNS_DESPITE_ENDS)
        )
        if hyphen or adjective or tok.low.endswith("'s"):
            continue
        # "One GOP aide", "three days of Senate debate": the name qualifies the noun.
        if len(names) == 1 and tok.text[0].isupper() and _goes_on(toks, place):
            continue
        # "A nine-minute prime-time address", "a six-month jail sentence".
        if not (compound or compounded) or not _goes_on(toks, place):
            break
    bare = not names or toks[place - 1].low.endswith("'s") or names == ["us"]
    return ("", start) if bare else (" ".join(names), place)
