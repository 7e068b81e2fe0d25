"""Where an article prints a name that another article has, read as a name or not.

Priorities: a name inside a longer one is not that name ("House" in "White House"); a surname
that two persons of the story share is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dedup.comparison.aliases import BODIES, party_forms
from dedup.facts.bearers import KIN
from dedup.facts.first_names import one_first_name
from dedup.facts.gazetteer import DETERMINERS, STATE_LETTERS, fold_key, gazetteer, word_set
from dedup.facts.name_words import OPENERS, ROLE_LEADS
from dedup.lexicon import related
from dedup.model import ParsedArticle
from dedup.slots import acronyms
from dedup.text import STOP_WORDS, stem

# A word right before or behind; what a name is joined to by anything but a space is not it.
_BEFORE = re.compile(r"([^\W_][\w.'\u2019&-]{0,40}) \Z")
# "New Norby" is not Norby, and the University of Norby is no place.
_NAMESAKE = re.compile(
    r"(?:[^\s.] New|\b(?:Party|Bank|University|Church|College|Diocese|Archdiocese) of"
    r"(?: the)?(?: Great)?) \Z"
)
_BEHIND = re.compile(r" ([^\W_][\w'\u2019&-]{0,40})")
_REACH = 44
# A kinswoman or kinsman keeps the first name.
_BEARER = r"\b([A-Z][\w'\u2019-]*) (?:[A-Z][\w.'\u2019-]{0,15} )?%s\b"
_KIN_BEFORE = re.compile(rf"\b(?:{'|'.join(sorted(KIN))}),? \Z")
# States that are printed short, whatever they are taken for there.
_CUT_STATES = {"NSW": "New South Wales", "Qld": "Queensland"}
_CUT_STATES |= {state: letters for letters, state in _CUT_STATES.items()}
# "the Norby Congress of Bakers"
_OF_MEMBERS = re.compile(r" of [A-Z][a-z]+s\b")
# A long name before the letters that it goes by.
_SPELT_OUT = r"\b((?:[A-Z][\w'\u2019-]*,? |of |for |the |and ){2,10})\(%s\)"
# In a shorter name another order of the letters is another name ("Cole", "Cloe").
_LONG_SURNAME = 6
_FEWEST_LETTERS = 3
# Behind "House" and "Texas" too they are what they are.
_PARTIES = party_forms(["GOP"]) | party_forms(["Democrats"])
_BESIDE = (
    STOP_WORDS
    | DETERMINERS
    | OPENERS
    | ROLE_LEADS
    | word_set("republicans democrats democratic gop administration campaign pfc spc")
)


def _state_forms() -> dict[str, tuple[str, ...]]:
    """Return how a state, or the capital's district, is printed else, by its name as printed."""
    found: dict[str, tuple[str, ...]] = {
        "District of Columbia": ("D.C", "DC"),
        "D.C": ("DC", "District of Columbia"),
    }
    places = gazetteer().places
    for letters, state in STATE_LETTERS.items():
        # "R-KY" and "R-Ky."
        cut = [form[:-1].capitalize() for form in places if form[-1] == "." and "." not in form[:-1]
               and places[form] == state.lower()]  # fmt: skip
        behind = tuple(f"{party}-{short}" for party in "RDI" for short in (letters, *cut))
        found.update(dict.fromkeys((state, ".".join(letters), *cut), behind))
    return found


_STATE_FORMS = _state_forms()


@dataclass(frozen=True, slots=True)
class PrintedName:
    """A name as another article may print it.

    Args:
        kind: What it names.
        forms: Its forms, a person's surname and a body in lower case among them.
        own: The words of a person's name before the last, folded.
    """

    kind: str
    forms: frozenset[str]
    own: frozenset[str]


def printed_name(forms: Iterable[str], kind: str, texts: Sequence[str]) -> PrintedName:
    """Return what of a name an article may print.

    Args:
        forms: As articles print it where it is read as a name.
        kind: What it names.
        texts: The texts of the whole story: a surname that two persons bear is left out.
    """
    kept, own = set(forms), frozenset[str]()
    if kind == "person":
        kept |= {form.rpartition(" ")[2] for form in kept if _is_surname(form.rpartition(" ")[2])}
        kept |= {slip for form in kept if " " not in form for slip in _slips(form)}
        own = frozenset(word for form in kept for word in fold_key(form).split()[:-1])
        kept = {form for form in kept if " " in form or not _is_shared(form, own, texts)}
    if kind == "place":
        kept |= {spelt for form in kept for spelt in _STATE_FORMS.get(form.rstrip("."), ())}
    if kind != "person":
        kept |= {cut for form in kept for cut in _placed_forms(form)}
        kept |= {spelt for form in kept for spelt in _spelt_out(form, texts)}
        kept |= {_CUT_STATES[form] for form in kept & _CUT_STATES.keys()}
        states = {form.removeprefix("State of ") for form in kept if form.startswith("State of ")}
        kept |= {state for state in states if fold_key(state) in gazetteer().places}
    if kind == "organisation":
        kept |= {form.lower() for form in kept if " " in form}
        # "the Republican Senate caucus", "the Republican senate caucus"
        kept |= {form.capitalize() for form in kept if " " in form}
        kept |= party_forms(kept)
        for long, short in ((" Republican Party", " GOP"), (" GOP", " Republican Party")):
            kept |= {form.removesuffix(long) + short for form in kept if form.endswith(long)}
    return PrintedName(kind, frozenset(kept), own)


def _placed_forms(form: str) -> list[str]:
    """Return "Norby Sands harbour office" for that of Norby Sands with capitals throughout."""
    parts = form.split()
    places = gazetteer().places
    return [
        " ".join((*parts[:size], *(word.lower() for word in parts[size:])))
        for size in range(1, len(parts) - 1)
        if fold_key(" ".join(parts[:size])) in places
    ]


def _spelt_out(letters: str, texts: Sequence[str]) -> list[str]:
    """Return the long names that a text of the story prints before these letters in brackets."""
    if not letters.isalpha() or not letters.isupper() or len(letters) < _FEWEST_LETTERS:
        return []
    pattern = re.compile(_SPELT_OUT % letters)
    found = []
    for text in texts:
        if f"({letters})" not in text:
            continue
        for match in pattern.finditer(text):
            parts = match[1].split()
            for begin in range(len(parts) - 1):
                spelt = [part.lower().rstrip(",") for part in parts[begin:]]
                if parts[begin][0] == letters[0] and letters.lower() in acronyms(spelt):
                    found.append(" ".join(parts[begin:]))
    return found


def is_printed(name: PrintedName, parsed: ParsedArticle) -> bool:
    """Tell whether an article has the letters of a name anywhere, which most have not."""
    return any(form in parsed.article.text for form in name.forms)


def sentences_with(
    name: PrintedName, parsed: ParsedArticle, others: frozenset[int] = frozenset()
) -> list[int]:
    """Return the content sentences of an article that print a name.

    Args:
        name: The name.
        parsed: The article.
        others: Offsets at which the article is known to name somebody else.
    """
    text = parsed.article.text
    printed = [form for form in name.forms if form in text]
    if not printed:
        return []
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(printed, key=_long_first)))})\b")
    return [
        sentence.index
        for sentence in parsed.content()
        if any(
            match.start() not in others and _stands_alone(text, match, sentence.span.start, name)
            for match in pattern.finditer(text, sentence.span.start, sentence.span.end)
        )
    ]


def _long_first(form: str) -> tuple[int, str]:
    return -len(form), form


def _is_surname(word: str) -> bool:
    """Tell whether a person's last word can stand for them and for nothing else."""
    lower, lists = fold_key(word), gazetteer()
    known = lower in lists.places or lower in lists.organisations or lower in lists.demonyms
    known = known or lower in lists.titles or lower in lists.roles
    return word.istitle() and len(word) > 2 and not known and not related(stem(lower))


def _slips(surname: str) -> list[str]:
    """Return how a long surname is misspelt by two letters that changed places."""
    if len(surname) < _LONG_SURNAME or not surname.isalpha():
        return []
    swapped = (
        surname[:at] + surname[at + 1] + surname[at] + surname[at + 2 :]
        for at in range(1, len(surname) - 1)
    )
    return [slip for slip in swapped if slip != surname and not related(stem(slip.lower()))]


def _is_shared(surname: str, own: frozenset[str], texts: Sequence[str]) -> bool:
    """Tell whether somebody else of the story, and no wife or son, bears a surname."""
    bearing = [text for text in texts if surname in text] if own else []
    if not bearing:
        return False
    pattern = re.compile(_BEARER % re.escape(surname))
    # No name goes over the end of a line, and few lines have the surname.
    lines = bearing if "\n" in surname else [line for text in bearing for line in text.split("\n")]
    firsts = {
        fold_key(match[1])
        for line in lines
        if surname in line
        for match in pattern.finditer(line)
        if not _KIN_BEFORE.search(line, 0, match.start())
    }
    others = (first for first in firsts if gazetteer().is_given(first))
    return any(not any(one_first_name(first, name) for name in own) for first in others)


def _stands_alone(text: str, match: re.Match[str], start: int, name: PrintedName) -> bool:
    """Tell whether a match is no part of a longer name."""
    kind, own = name.kind, name.own
    if not match[0][0].isupper():
        return True
    if match[0] in _PARTIES:
        return True
    if match[0] == "Congress" and _OF_MEMBERS.match(text, match.end()):
        return False
    near = text[max(start, match.start() - _REACH) : match.start()]
    before = _BEFORE.search(near)
    known = before is None or fold_key(before[1]) in own or _is_beside(before[1])
    if before is not None and before[1][0].isupper() and not known:
        opens = before.start() == 0 and len(near) < _REACH
        if not (opens and related(stem(fold_key(before[1])))) and not _is_own(
            before[1], match[0], kind
        ):
            return False
    behind = _BEHIND.match(text, match.end(), match.end() + _REACH)
    sides = before[1] if before else "", behind[1] if behind else ""
    if _is_in_known(match[0], *sides) or (kind == "place" and _NAMESAKE.search(near)):
        return False
    if behind is None or not behind[1][0].isupper() or _is_beside(behind[1]):
        return True
    if kind == "person":
        last, lists = fold_key(behind[1]), gazetteer()
        first = own and " " not in match[0] and lists.is_given(fold_key(match[0]))
        if first and fold_key(match[0]) not in own and _is_surname(behind[1].removesuffix("'s")):
            return False  # whose first name it is
        return last not in lists.organisation_heads and last not in lists.place_heads
    return kind == "organisation" and match[0].lower() in BODIES


def _is_in_known(printed: str, before: str, behind: str) -> bool:
    """Tell whether a word beside makes a name another that the gazetteer has ("New Mexico")."""
    lists, own = gazetteer(), fold_key(printed)
    tables = (lists.places, lists.organisations)
    meant = {table.get(own, own) for table in (*tables, lists.demonyms)}
    joined = [f"{before} {printed}"] if before[:1].isupper() else []
    joined += [f"{printed} {behind}"] if behind[:1].isupper() else []
    longer = (table.get(fold_key(name)) for name in joined for table in tables)
    return any(name is not None and name not in meant for name in longer)


def _is_own(before: str, name: str, kind: str) -> bool:
    """Tell "Senate", "U.S. Congress" and a surname taken for a body from "White House"."""
    lower, lists = fold_key(before), gazetteer()
    if name.lower() in BODIES:
        return lower in lists.places or lower in BODIES or lower == "states"
    return (
        kind == "organisation" and " " not in name and (lists.is_given(lower) or lower[1:] == ".")
    )


def _is_beside(word: str) -> bool:
    """Tell whether a capital word may stand beside a name and be no part of it."""
    lower, lists = fold_key(word).rstrip("."), gazetteer()
    return (
        lower in _BESIDE
        or f"{lower}." in lists.titles
        or lower in lists.titles
        or lower in lists.roles
        or lower in lists.not_names
        or lower in lists.demonyms
    )
