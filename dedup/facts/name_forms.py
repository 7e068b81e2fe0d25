"""What the form of a run of capitals tells, whatever else the article says of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from dedup.calendar_words import WEEKDAYS
from dedup.facts.gazetteer import Gazetteer, fold_key
from dedup.facts.name_runs import Run
from dedup.facts.name_votes import PERSON_SUFFIX
from dedup.facts.name_words import (
    ABSTRACT,
    AGENCIES,
    BODY_HEADS,
    COMPASS_WORDS,
    FIRM_BEFORE,
    HONORIFICS,
    HUMAN_VERBS,
    KNOWN_PEOPLE,
    LAND_ENDS,
    NOT_SHOUTED,
    PARTICLES,
    PLURAL_ENDS,
    PRESS,
)
from dedup.lexicon import related
from dedup.text import STOP_WORDS, stem

# "eastern Norby", "on the outskirts of Norby", "the town Norby"
_LIES_BEFORE = re.compile(
    r"\b(?:(?:north|south|east|west)(?:ern)?|central|downtown|outskirts of|roads? (?:in)?to"
    r"|(?:town|city|village|suburb|island|province)(?: of)?) $"
)
_LIES_BEHIND = re.compile(
    r", an? (?:[a-z-]{2,12} )?(?:city|town|village|suburb|island)"
    r"(?=[,.;]| (?:of|in|on|near|about|where|that|with|outside|west|east|north|south)\b)"
    r"|, (?:(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)(?:ern)?|[Cc]entral) ([A-Z]\w+)"
    r"|, ([A-Z][\w.]+(?: [A-Z]\w+)?)"
)
_LIES_REACH = 24
# "said Poe, one of the miners", "gave only his first name, Poe"
_VOICE_BEHIND = re.compile(r", (?:one of|who) ")
# What a heading's word goes on with.
_HEADED = frozenset({"of", "in", "on", "at", "over", "around"})
_FIRST_NAME = re.compile(r"\bfirst name, $")
_DOUBLE = re.compile(r"[^\W\d_]{2,}-[A-Z][^\W\d_]+")
_ARTICLE = re.compile(r"^(?:[ae]l-|al )(?=.)")
# Letters of a word that is known again with two of them changed.
_LONG_WORD = 7


def is_plural_noun(run: Run, table: Gazetteer) -> bool:
    """Tell "Borrowers, student advocates" from somebody with a role behind."""
    word = run.words[0].lower
    plural = len(run.words) == 1 and word.endswith(PLURAL_ENDS) and not table.is_given(word)
    return plural and run.initial and bool(related(stem(word)))


def is_rest(key: str) -> bool:
    """Tell a party's letter ("R., Norby") and a suffix ("Jane Poe, Jr.") that stand alone."""
    return len(key.rstrip(".")) == 1 or key in PERSON_SUFFIX


def is_of_a_people(run: Run, table: Gazetteer) -> bool:
    """Tell "former Ostran ambassador" and "the fugitive Ostran" from Mr. English."""
    head = run.role.rpartition(" ")[2]
    return head == "former" or head not in table.titles or run.after in table.roles


def is_compound(lower: str, alone: Collection[str], table: Gazetteer) -> bool:
    """Tell two names held by a hyphen from one ("Norby-Ostra relations")."""
    return any(part in KNOWN_PEOPLE for part in lower.split("-")) or all(
        part in table.places
        or part in table.demonyms
        or part in table.not_names
        or part in table.organisations
        or part in alone
        for part in lower.split("-")
    )


def is_firm(run: Run, table: Gazetteer) -> bool:
    """Tell a body by its head inside, the word before it or the land behind it."""
    words = [word.lower for word in run.words]
    heads = table.organisation_heads
    if any(left in heads and right in ("for", "of") for left, right in pairwise(words[1:])):
        return True  # "Jane Poe Center for Norby"
    if run.titled or table.is_given(words[0]):
        return False
    if run.before in FIRM_BEFORE:
        return True
    land_behind = len(words) > 2 and words[-2] in table.organisation_heads
    if land_behind and table.places.get(words[-1]) in table.demonyms.values():
        return True  # "Norbatek Telecom Ostra"
    lands = {table.places.get(" ".join(words[begin:])) for begin in (1, 2)}
    return not lands.isdisjoint(LAND_ENDS) and words[0] not in table.place_leads | table.place_heads


def is_branch(run: Run, table: Gazetteer) -> bool:
    """Tell "Poe Tower Norby", and "Western Ostra" from a body that has a land in its name."""
    words = [word.lower for word in run.words]
    if words[0] in COMPASS_WORDS and " ".join(words[1:]) in table.places:
        return True
    return len(words) > 2 and words[-2] in table.place_heads and words[-1] in table.places


def told_surname(run: Run, table: Gazetteer) -> str:
    """Return Poe of "Jane Poe" and "Ms. Poe", else ""."""
    first, last = run.words[0].lower, run.words[-1].lower
    if len(run.words) == 1:
        return last if run.role.rstrip(".") in HONORIFICS else ""
    return last if table.is_given(first) and first not in table.places else ""


def parted(
    run: Run, surnames: Collection[str], alone: Collection[str], table: Gazetteer
) -> list[Run]:
    """Part the land from the person in "Norby Poe donors", where Poe has another name too.

    So are parted a people and what it has, that goes by its own name elsewhere ("an Ostran
    Lodestar rocket", "the Lodestar"), and a paper and whom it is told of ("told Norby News Poe
    had left").
    """
    first, last = run.words[0], run.words[-1]
    land = first.lower in table.places or first.lower in table.demonyms
    if len(run.words) > 2 and run.words[-2].lower in PRESS and last.lower in surnames:
        body = replace(run, words=run.words[:-1], after="", apposed=False)
        return [body, replace(run, words=(last,), before="", role="", initial=False, titled=False)]
    if len(run.words) == 2 and first.text in AGENCIES and last.lower in surnames:
        body = replace(run, words=(first,), after="", apposed=False, role="", titled=False)
        return [body, replace(run, words=(last,), before="", initial=False)]
    office = last.lower in table.roles and last.lower not in table.organisation_heads
    if len(run.words) == 2 and office and first.lower in table.organisations:
        return [replace(run, words=(first,), after="", apposed=False)]  # "NASA Administrator"
    if len(run.words) != 2 or run.titled or not land or table.is_given(first.lower):
        return [run]
    people = first.lower in table.demonyms and last.lower in alone
    people = people and not table.is_given(last.lower)
    heads = table.organisation_heads | table.place_heads | table.demonyms.keys()
    people = people and last.lower not in heads and run.key not in table.organisations
    if last.lower not in surnames and not people:
        return [run]
    place = replace(run, words=(first,), after="", role="", apposed=False)
    return [place, replace(run, words=(last,), before="", initial=False)]


def party_key(surface: str, table: Gazetteer) -> str:
    """Return the key of "Texas GOP" (its Republican Party) and "House GOP" (its Republicans)."""
    before, _, last = surface.rpartition(" ")
    if before and last in ("gop", "g.o.p."):
        return f"{before} republican party" if before in table.places else f"{before} republicans"
    return f"{before} democrats" if before and last == "dems" else ""


def stream_of(run: Run, table: Gazetteer) -> str:
    """Return what the Norby River and the River Norby go by, else ""."""
    words = [word.lower for word in run.words]
    if len(words) != 2 or "river" not in words:
        return ""
    name = words[1 - words.index("river")]
    return "" if table.is_given(name) or name in table.places else name


def double_surnames(runs: Sequence[Run]) -> frozenset[str]:
    """Return the surnames of two words that are printed with a hyphen ("Poe-Norby")."""
    last = [run.words[-1] for run in runs if len(run.words) > 1]
    return frozenset(word.lower for word in last if _DOUBLE.fullmatch(word.text))


def doubled(run: Run, doubles: Collection[str]) -> Run:
    """Join the words of a double surname that the article prints with a hyphen too."""
    for at, (left, right) in enumerate(pairwise(run.words)):
        lower = f"{left.lower}-{right.lower}"
        if lower in doubles:
            text = f"{left.text}-{right.text}"
            word = right._replace(start=left.start, text=text, lower=lower)
            return replace(run, words=(*run.words[:at], word, *run.words[at + 2 :]))
    return run


def without_article(surname: str) -> str:
    """Return "norby" for the Arabic "al-norby" and "al norby", who goes by either."""
    return _ARTICLE.sub("", surname)


def person_key(words: Sequence[str]) -> str:
    """Return "surname initial" for the words of a person's name, particles included."""
    parts = [fold_key(word) for word in words]
    while len(parts) > 1 and parts[-1] in PERSON_SUFFIX:
        parts.pop()
    begin = len(parts) - 1
    while begin > 1 and parts[begin - 1] in PARTICLES:
        begin -= 1
    if begin == 1 and parts[0] in PARTICLES and words[0] != "Al":
        begin = 0  # but "Al Poe" goes by Al
    surname = without_article(" ".join(parts[begin:]))
    if begin > 1 and len(parts[0].rstrip(".")) == 1 < len(parts[1].rstrip(".")):
        parts = parts[1:]  # "A. Barry Poe" goes by Barry
    return f"{surname} {parts[0][0]}" if begin > 0 else surname


def goes_by(key: str, surname: str) -> bool:
    """Tell whether a surname is that of a person's key, with its article or without."""
    own = key.rpartition(" ")[0]
    return without_article(surname) == without_article(own)


def is_lying(run: Run, folded: str, table: Gazetteer) -> bool:
    """Tell a place by where it lies: "eastern Norby", "Norby, a town", "Norby City, Ohio"."""
    alone = len(run.words) == 1
    city = len(run.words) == 2 and run.words[-1].text == "City"
    if run.titled or not (alone or city) or table.is_given(run.words[0].lower):
        return False
    if run.words[-1].possessive or run.words[0].text.isupper():
        return False
    if alone and _LIES_BEFORE.search(folded, max(0, run.start - _LIES_REACH), run.start):
        return True
    behind = _LIES_BEHIND.match(folded, run.end)
    if behind is None:
        return False
    if behind[2]:
        return city and fold_key(behind[2].split(",")[0]) in table.places
    return behind[1] is None or fold_key(behind[1]) in table.places


def acts_as_person(run: Run, folded: str) -> bool:
    """Tell an unknown word that does what people do ("Poe wept") from a body."""
    if len(run.words) != 1 or not run.words[0].text.istitle() or run.words[0].possessive:
        return False
    told = run.before == "said" and _VOICE_BEHIND.match(folded, run.end) is not None
    return (
        told
        or run.after in HUMAN_VERBS
        or _FIRST_NAME.search(folded, max(0, run.start - _LIES_REACH), run.start) is not None
    )


def is_headed(run: Run, folded: str, table: Gazetteer) -> bool:
    """Tell a common word whose capital is a heading's ("the Crisis in Norby", "Turn 10")."""
    word = run.words[0]
    heads = table.organisation_heads | table.groups | table.place_heads
    if not word.text.istitle() or word.possessive or word.lower in heads:
        return False
    if run.after in WEEKDAYS:
        return True  # "Black Monday"
    led = folded.endswith((" a ", " an ", " the "), 0, run.start)
    numbered = run.after.isdigit()
    return (numbered or (led and run.after in _HEADED)) and bool(related(stem(word.lower)))


def is_word(
    run: Run, lower_words: Collection[str], alone: Collection[str], table: Gazetteer
) -> bool:
    """Tell "Terrorism" and "Arguments" from a body nobody knows."""
    word = run.words[0]
    if word.text.isupper():
        common = word.lower in lower_words or bool(related(stem(word.lower)))
        shouted = common and len(word.text) > 3 and run.after != "campaign"
        return shouted or (len(word.text) > 2 and word.lower in STOP_WORDS - NOT_SHOUTED)
    if "-" in word.text and (
        word.text.rpartition("-")[2].islower() or is_compound(word.lower, alone, table)
    ):
        return True  # "U-turns", "Norby-Ostra"
    if word.lower in lower_words:
        return True
    if word.lower.endswith("ism") and len(word.text) >= _LONG_WORD:
        return True
    return word.lower.endswith(ABSTRACT) and bool(related(stem(word.lower)))


def is_thing(
    run: Run, lower_words: Collection[str], alone: Collection[str], table: Gazetteer
) -> bool:
    """Tell "Deferred Action" from a person nothing else is known of.

    Its last word is a common one, and so is its first, or the article prints one of them
    in lower case too; nobody is called by the last word alone. Nobody's first name is a people's.
    """
    words = [word.lower for word in run.words]
    people = words[0] in table.demonyms and not table.is_given(words[0])
    if words[-1] in BODY_HEADS or people:
        return True
    if words[0] in PARTICLES or words[-1] in alone or not related(stem(words[-1])):
        return False
    return bool(related(stem(words[0]))) or any(word in lower_words for word in words)


def is_shouted(run: Run, lower_words: Collection[str]) -> bool:
    """Tell a heading of common words in capitals ("LATEST QUAY NEWS")."""
    return len(run.words) > 2 and all(
        word.text.isupper()
        and len(word.text) > 2
        and (word.lower in lower_words or bool(related(stem(word.lower))))
        for word in run.words
    )


def swapped(word: str) -> list[str]:
    """Return the words that a long one is with two neighbouring letters changed."""
    if len(word) < _LONG_WORD or not word.isalpha():
        return []
    return [
        word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for at in range(1, len(word) - 1)
        if word[at] != word[at + 1]
    ]
