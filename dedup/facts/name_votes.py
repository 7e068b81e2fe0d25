"""What the words in and around a run of capitals say about its kind.

Votes for person, organisation and place, added up over all places where a name stands.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dedup.facts.gazetteer import Gazetteer, word_set
from dedup.facts.name_runs import Run, Word
from dedup.facts.name_words import (
    BODY_LEADS,
    LAND_AFTER,
    LAND_LEADS,
    MATTERS,
    NOBLE_HEADS,
    OWNED_BY_PERSONS,
    PARTICLES,
    PERSON_AFTER,
    PLACE_BEFORE,
    PRESS_AFTER,
    SURNAME_HEADS,
    WORD_NAMES,
)

POST_NOMINALS = word_set("msp mep qc kc obe mbe cbe")
PERSON_SUFFIX = word_set("jr jr. sr sr. ii iii iv") | POST_NOMINALS
# "the Sea of Ostra"
_WATERS = word_set("sea bay gulf strait straits")
# "the town of Norby"
_LAND_OF = re.compile(
    r"\b(?:town|city|village|island|province|district|suburb|port|state|coast) of $"
)
# "a Democrat from Norby Fields"
_HOME = re.compile(r"\b(?:Democrat|Republican|native|resident|congress(?:wo)?man|senator) from $")
# "the MP for Norby East and Port Poe"
_SEAT = re.compile(r"\bM(?:P|SP)s? for (?:[A-Z][\w'-]{1,20} ){0,4}(?:and )?$")
_SEAT_REACH = 70
# "Mrs Poe's youngest son Michael": whoever is called so bears the other's surname.
_CHILD = re.compile(r"'s? (?:[a-z-]{2,12} )?(?:son|daughter|brother|husband|wife),? ")


# After these a name is where something is, so that what a comma sets off is not its role.
_NOT_WHO = re.compile(r"\b(?:in|on|at)(?: the)? $", re.IGNORECASE)
_NOT_WHO_REACH = 8


def with_own_role(run: Run, folded: str) -> Run:
    """Drop a role behind a run that is the next name's, or that a place cannot have.

    "They saw Poe, chief engineer Zelmira Quist and others", "On Norby Hill, a spokesman said".
    """
    if not run.apposed or run.titled or not run.role:
        return run
    if _NOT_WHO.search(folded, max(0, run.start - _NOT_WHO_REACH), run.start):
        return replace(run, role="", apposed=False)
    at = run.end + len(run.role) + 3
    next_one = folded[run.end : at].lower() == f", {run.role} " and folded[at : at + 1].isupper()
    if not next_one:
        return run
    return replace(run, role="", apposed=run.before != "from")


def _is_lettered(run: Run) -> bool:
    """Tell the letters a body goes by, which are a given name too, from it ("SAM Norby")."""
    first, rest = run.words[0].text, run.words[1:]
    return 1 < len(first) < 6 and first.isupper() and any(word.text.istitle() for word in rest)


class Votes:
    """The votes of one article.

    Args:
        runs: All runs of the article, in order.
        folded: Its text through ``text.fold``.
        table: The shipped table of names.
    """

    def __init__(self, runs: Sequence[Run], folded: str, table: Gazetteer) -> None:
        self.folded = folded
        self.table = table
        # Surface → votes for each kind.
        self.of: dict[str, Counter[str]] = defaultdict(Counter)
        # Where "Tom" of "Tom and Alice Poe" stands → the words he goes on with.
        self.partners: dict[int, tuple[Word, ...]] = {}
        self._alone = {run.key for run in runs if len(run.words) == 1}
        # Words that end a name in full, or that begin one.
        self._surnames = {run.words[-1].lower for run in runs if self._is_full(run)}
        self._begun = {run.words[0].lower for run in runs if len(run.words) > 1}
        for run in runs:
            self._note(run)
        for left, right in pairwise(runs):
            if left.sentence == right.sentence:
                self._note_beside(left, right)

    def _note(self, run: Run) -> None:
        """Note what the words around a run say about its kind."""
        votes, table = self.of[run.key], self.table
        words = [word.lower for word in run.words]
        given = words[0] in table.female or words[0] in table.male
        given = given and not _is_lettered(run)
        lies = len(words) > 1 and words[-1] in table.place_heads - SURNAME_HEADS
        if run.titled or (run.apposed and not lies):
            votes["person"] += 4
        if run.after in PERSON_AFTER or run.after == "and his":
            votes["person"] += 3
        if words[-1] in PERSON_SUFFIX and len(words) > 1 + (words[-1] in POST_NOMINALS):
            votes["person"] += 3
        if run.words[-1].text == "administration" and len(words) > 1:
            self.of[words[-2]]["person"] += 3  # the one it is called after
        surname = given and len(words) == 2 and words[-1] in SURNAME_HEADS
        if len(words) > 1 and given:
            votes["person"] += 3
        if len(words) > 1 and re.fullmatch(r"(?:[a-z]\.)+", words[0]) and words[0] != "u.s.":
            votes["person"] += 3
        if len(words) > 1 and any(word in PARTICLES for word in words[1:-1]):
            votes["person"] += 1
        if words[-1] in table.organisation_heads or set(words) & {"ministry", "department"}:
            votes["organisation"] += 1 if len(words) == 1 or surname else 4
        if "of" in words and words[0] in table.organisation_heads:
            votes["organisation"] += 4
        if "for" in words[1:-1]:
            votes["organisation"] += 4
        if words[0] in _WATERS and words[1:2] == ["of"]:
            votes["place"] += 5
        if words[0] in table.organisations and len(words) > 1:
            votes["organisation"] += 3
        if words[-1] in table.place_heads | {"garden", "gardens"} and len(words) > 1:
            votes["place"] += 1 if surname else 4
        if words[0] in table.place_leads and len(words) > 1:
            votes["place"] += 4 if words[0] in LAND_LEADS else 2
        if len(words) == 2 and run.words[0].possessive:
            votes["organisation"] += 5  # "Jane's List"
        if words[0] in BODY_LEADS and len(words) > 1:
            votes["organisation"] += 4
        if "&" in words:
            votes["organisation"] += 5
        if words[0] in NOBLE_HEADS and "of" in words:
            votes["person"] += 5
        if run.after.startswith("'s ") and run.after[3:] in OWNED_BY_PERSONS:
            votes["person"] += 2
        if (
            len(words) == 1
            and given
            and words[0] not in WORD_NAMES
            and words[0] not in table.places
        ):
            votes["person"] += 1
        if run.before in PLACE_BEFORE:
            votes["place"] += 2
        if run.after in LAND_AFTER:
            votes["place"] += 3
        if run.before == "of" and _LAND_OF.search(self.folded, run.start - 16, run.start):
            votes["place"] += 3
        if run.before == "from" and _HOME.search(self.folded, run.start - 20, run.start):
            votes["place"] += 4
        if run.before in ("for", "and") and _SEAT.search(
            self.folded, max(0, run.start - _SEAT_REACH), run.start
        ):
            votes["place"] += 5
        countries = table.demonyms.values()
        if len(words) == 2 and words[1] == "city" and table.places.get(words[0], "") in countries:
            votes["place"] += 5  # "Ostra City"
        if run.ship or words[-1].isdecimal():
            votes["organisation"] += 8
        glued = run.after == "television" and words[0] in PARTICLES  # "Al Norba television"
        if len(words) > 1 and (glued or run.after in PRESS_AFTER):
            votes["organisation"] += 4
        if run.before == "in" and "and" in words[1:-1]:
            votes["organisation"] += 3  # a journal: "published in Tides and Harbour Care"
        if run.before == "the" and len(words) > 1 and not self._is_about(run):
            votes["organisation"] += 2

    def _is_about(self, run: Run) -> bool:
        """Tell "the Jane Poe affair" of one who goes by "Poe" from a body."""
        return run.after in MATTERS and run.words[-1].lower in self._alone

    def _note_beside(self, left: Run, right: Run) -> None:
        """Note what two runs say about each other: "Tom and Alice Poe", "Norby, Ohio"."""
        gap = self.folded[left.end : right.start]
        if self._is_child(left, right):
            self.partners[right.start] = (left.words[-1],)
            self._begun.add(right.key)
        elif gap == " and " and len(left.words) == 1 and len(right.words) > 1:
            first, given = left.words[0].lower, right.words[0].lower
            if self.table.is_given(first) and self.table.is_given(given):
                self.partners[left.start] = right.words[1:]
        elif gap in (", ", " and ", ", and ") and self._is_listed(left, right):
            self.of[right.key]["person"] += 1  # "his children Tom, Zelmira and Ottoline"
        elif gap == ", " and not (left.titled or left.apposed):
            known = left.key in self.table.places or self.of[left.key]["place"] > 1
            behind = self.folded[right.end : right.end + 1]
            if known and behind in (",", ".") and len(right.words) == 1:
                self.of[right.key]["place"] += 2  # "14 Larch Street, Norby,"
                return
            known = right.key in self.table.places and left.key not in self.table.places
            closed = behind in (",", ".", ";", ")", "", "\u2014")
            if known and closed and not self.of[left.key]["person"]:
                self.of[left.key]["place"] += 2  # "Norby, Ohio,"

    def _is_full(self, run: Run) -> bool:
        """Tell a run of several words that a given name begins."""
        return len(run.words) > 1 and self.table.is_given(run.words[0].lower)

    def _is_child(self, left: Run, right: Run) -> bool:
        """Tell Michael of "Mrs Poe's son Michael", who is named in full nowhere."""
        surname, first = left.words[-1].lower, right.words[0].lower
        return (
            len(right.words) == 1
            and self.table.is_given(first)
            and first not in self._begun
            and (left.titled or self._is_full(left) or surname in self._surnames)
            and _CHILD.fullmatch(self.folded, left.end, right.start) is not None
        )

    def _is_listed(self, left: Run, right: Run) -> bool:
        """Tell whether a lone word in a list follows a first name."""
        if len(left.words) != 1 or len(right.words) != 1 or right.words[0].text.isupper():
            return False
        table = self.table
        given = table.is_given(left.key) and left.key not in WORD_NAMES
        votes = self.of[left.key]
        if left.key in table.places or not (given or set(votes) == {"person"}):
            return False
        tables = (table.places, table.organisations, table.demonyms)
        return not any(right.key in names for names in tables)
