"""Runs of capitals that name nobody: cases, labels, works, peoples, parts of a paper.

What the run itself and the words beside it tell; what the rest of the article tells of it
(votes, lower-case prints) is weighed in ``name_kinds``.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from dedup.facts.gazetteer import Gazetteer, word_set
from dedup.facts.name_owners import PARTY_WORDS
from dedup.facts.name_runs import Run, Word
from dedup.facts.name_words import (
    ABSTRACT,
    BELIEVERS,
    CLAUSE_WORDS,
    COMPASS,
    FIRM_SUFFIX,
    KNOWN_PEOPLE,
    LETTER_BODIES,
    NO_NAME_HEADS,
    NO_NAME_OF_HEADS,
    NO_NAMES,
    NUMERALS,
    OF_PEOPLE,
    PART_HEADS,
    PART_LETTERS,
    PEOPLES_AFTER,
    STATE_PEOPLES,
    STORMS,
)
from dedup.lexicon import related
from dedup.text import stem

LETTER_AND_FIGURE = re.compile(r"[A-Z]-?[0-9]{1,2}[A-Z]?")
_PARTY_AND_STATE = re.compile(r"[rdi]-[a-z]")  # "Sen. Jane Poe, R-Ky."
_ROMAN = re.compile(r"[IVX]{1,5}")
_MODEL = re.compile(r"[A-Z]{2,5}-[0-9]{2,4}")  # drugs, arms and flights ("RU-486")
_PLURAL_LETTERS = re.compile(r"[A-Z]{2,5}s")  # "CEOs"
# Between the parties of a case.
_VERSUS = " v. "
_FIRST_PARTY = re.compile(r"([A-Z][\w-]+) v\. (?=[A-Z])")
# "the novel Poe Harbour", "her new book, Norby Nights:"
_WORK = (
    "book|novel|memoir|autobiography|film|movie|sitcom|soap|drama|series|programme|musical|album|"
    "song|essay|documentary|painting|poem|game show|TV show|reality show"
)
_WORK_BEFORE = re.compile(rf"\b(?:{_WORK})(?:,? (?:called|titled|entitled|named))? $")
_WORK_OWNED = re.compile(
    rf"\b(?:his|her|their|its|whose) (?:[a-z-]{{2,12}} ){{0,2}}(?:{_WORK}|post|column), $",
    re.IGNORECASE,
)
_WORK_REACH = 60
# Behind these a common word with a capital is no body's name.
_ANY = word_set("any every each these those another")
_AIMED = re.compile(
    r"(?:ed|ing|\b(?:looks?|laughs?|yells?|shouts?|aims?|hits?|jabs?|swipes?|digs?|shots?|mad|angry"
    r"|anger|outrage|fury)) at $"
)
_AIM_REACH = 16
# whoever "Jane Poe" may be
_CALLED = re.compile(
    r"\b(?:known as|calls? (?:him|her)self|called (?:him|her)self|calling (?:him|her)self|alias"
    r"|(?:man|woman|suspect|person) (?:named|called)|under the (?:name|alias)(?: of)?"
    r"|by the name(?: of)?|using the name|posing as|passed (?:him|her)self off as) \"$"
)
_CALLED_REACH = 40
# Many surnames end in "ing".
_ABSTRACT = tuple(end for end in ABSTRACT if end != "ing")
_PARTISAN = word_set("democrat republican")
_COUNTED = word_set("two three four five six seven eight nine ten eleven twelve dozens hundreds")


def is_in_case(run: Run, folded: str) -> bool:
    """Tell a party of a court's case, which is called so ("Norby v. Poe")."""
    return folded.startswith(_VERSUS, run.end) or folded.endswith(_VERSUS, 0, run.start)


def case_names(runs: Iterable[Run], folded: str) -> frozenset[str]:
    """Return what the cases of a text may go by: the first party's name and its last word."""
    first = [run for run in runs if folded.startswith(_VERSUS, run.end)]
    found = {match[1].lower() for match in _FIRST_PARTY.finditer(folded)}
    return frozenset(found | {run.key for run in first})


def is_predecessor(run: Run) -> bool:
    """Tell "the first President Poe" from the one whom the report is about."""
    return run.titled and len(run.words) == 1 and run.role == "president" and run.before == "first"


def is_heading(run: Run, table: Gazetteer) -> bool:
    """Tell two common words or more in capitals before one that is not ("POE CHARGES Theft")."""
    shouted = [word.text.isupper() and len(word.text) > 3 for word in run.words]
    if len(shouted) < 3 or not all(shouted[:2]) or all(word.text.isupper() for word in run.words):
        return False
    body = run.words[-1].lower in table.organisation_heads | table.place_heads
    return not body and bool(related(stem(run.words[1].lower)))


def is_label(run: Run, folded: str) -> bool:
    """Tell the words in capitals that a colon sets off ("LIVE UPDATES:", "THE FACTS:")."""
    shouted = all(word.text.isupper() and len(word.text) > 2 for word in run.words)
    led = run.initial or folded.endswith("THE ", 0, run.start)
    return shouted and led and folded.startswith(":", run.end) and len(run.key) > 4


def is_work(run: Run, folded: str, *, person: bool) -> bool:
    """Tell the title of a book, film or programme by what stands before it.

    Args:
        run: The run.
        folded: The folded text.
        person: The run is a person's full name as far as its words tell, so that a comma or
            nothing before it tells little ("in her memoir, Jane Poe writes").
    """
    if run.titled or person or run.words[-1].possessive:
        return False
    before = folded[max(0, run.start - _WORK_REACH) : run.start].rstrip("\"'")
    if _WORK_BEFORE.search(before):
        return True
    closed = not run.after or run.after == "and"
    return len(run.words) > 1 and closed and _WORK_OWNED.search(before) is not None


def is_counted(run: Run, table: Gazetteer) -> bool:
    """Tell things that are counted ("19 Hard Truths", "two Pinocchios"), not in a year."""
    counted = run.before in _COUNTED or (run.before.isdigit() and len(run.before) < 4)
    last = run.words[-1].lower
    known = last in table.organisation_heads or last in table.place_heads
    return counted and last.endswith("s") and not last.endswith("ss") and not known


def is_called(run: Run, folded: str, table: Gazetteer) -> bool:
    """Tell whom quotation marks name (known as "Jane Poe") from the title of a work."""
    begin = max(0, run.start - _CALLED_REACH)
    given = len(run.words) < 5 and table.is_given(run.words[0].lower)
    return run.enclosed and given and _CALLED.search(folded, begin, run.start) is not None


def is_matter(run: Run, *, called: bool = False) -> bool:
    """Tell acts, storms, days and the titles of works; a person may be ``called`` in quotes."""
    first = run.words[0].lower
    of = any(word.lower == "of" for word in run.words)
    if run.key in NO_NAMES or (first in NO_NAME_OF_HEADS and of):
        return True
    if first in STORMS and len(run.words) > 1:
        return True
    if any(_is_of_clause(word) for word in run.words[1:]):
        return True  # "the Right Can't Win"
    return (run.enclosed and not called) or run.after in ("'s day", "'s eve", "crude")


def _is_of_clause(word: Word) -> bool:
    """Tell a word that makes a clause of title-case words ("Can't", "Is")."""
    return (word.text.istitle() and word.lower in CLAUSE_WORDS) or word.lower.endswith("n't")


def is_no_name(run: Run, families: Container[str], table: Gazetteer) -> bool:
    """Tell a run that names nobody by its own words and its neighbours.

    Args:
        run: The run.
        families: What persons of the article go by.
        table: The shipped table.
    """
    words, key = run.words, run.key
    first, last = words[0].lower, words[-1].lower
    if len(words) == 1 and _is_no_word(run, families, table):
        return True
    if key in BELIEVERS or (first in table.demonyms and last in BELIEVERS):
        return True
    if len(words) == 2 and first in table.demonyms and last == "people":
        return True  # "for the Ostran People"
    if key == "black" and (run.after in table.groups or run.after in PEOPLES_AFTER):
        return True  # "Black voters"
    if _is_part(run):
        return True
    if key.removesuffix("s") in STATE_PEOPLES and (key[-1] == "s" or run.before != "the"):
        return True  # not "the Oregonian", a paper
    if last == "bros" and table.is_given(first):
        return True  # who follow somebody
    numbered = len(words) > 2 and last in NUMERALS
    if len(words) == 2 and last in _PARTISAN and first in table.places:
        return True  # "Sen. Jane Poe, Ohio Democrat"
    if words[-2 if numbered else -1].lower in NO_NAME_HEADS or _PARTY_AND_STATE.match(key):
        return True
    return len(words) > 1 and (
        last in table.demonyms
        or last in PARTY_WORDS
        or key in table.demonyms
        or all(word.lower in table.demonyms or word.lower in table.titles for word in words)
    )


def _is_no_word(run: Run, families: Container[str], table: Gazetteer) -> bool:
    """Tell a lone word that names nobody."""
    word, key = run.words[0], run.key
    if word.text[0].isdigit() or len(key) == 1 or word.lower in FIRM_SUFFIX:
        return True  # "Orbis Freight, Inc."
    if key in COMPASS and run.before == "the":
        return run.after in ("coast", "coasts", "side")
    if run.before in _ANY and related(stem(key)):
        return True  # "than any State"
    if key == "state" and run.before == "of":
        return True  # "as secretary of State"
    if _PLURAL_LETTERS.fullmatch(word.text) or _MODEL.fullmatch(word.text):
        return True
    if any(key.endswith(end) and key[: -len(end)] in KNOWN_PEOPLE for end in OF_PEOPLE):
        return key not in KNOWN_PEOPLE
    if run.before == "the" and key[-1] == "s" and key[:-1] in families:
        return True  # a family
    return LETTER_AND_FIGURE.fullmatch(word.text) is not None and key not in LETTER_BODIES


def _is_part(run: Run) -> bool:
    """Tell "Article II" and "Exhibit A", parts of a paper and of a row."""
    words = run.words
    if words[0].lower in PART_HEADS and (len(words) == 1 or _ROMAN.fullmatch(words[1].text)):
        return True
    lettered = len(words) == 2 and len(words[1].text.rstrip(".")) == 1
    return lettered and words[0].lower in PART_HEADS | PART_LETTERS


def is_at(run: Run, folded: str) -> bool:
    """Tell where somebody is ("an economist at Norbek Quist") from whom something is aimed at."""
    begin = max(0, run.start - _AIM_REACH)
    return run.before == "at" and _AIMED.search(folded, begin, run.start) is None


def is_abstract(word: Word) -> bool:
    """Tell a matter's word ("Impeachment", "Conditions"), which no person is called."""
    return word.lower.endswith(_ABSTRACT) and bool(related(stem(word.lower)))


def storm_name(run: Run) -> str:
    """Return what a storm is called ("Hurricane Poe"), else ""."""
    if run.words[0].lower not in STORMS or len(run.words) < 2:
        return ""
    return " ".join(word.lower for word in run.words if word.lower not in STORMS)
