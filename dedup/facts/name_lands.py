"""Places that the words beside a name tell: homes, counties, lands inside another name."""

from __future__ import annotations

import re
from collections.abc import Collection

from dedup.facts.gazetteer import Gazetteer, fold_key
from dedup.facts.name_runs import Run
from dedup.facts.name_votes import Votes
from dedup.facts.name_words import COMPASS
from dedup.lexicon import related
from dedup.text import stem

# "Jane Poe, 55, of Larch Way, Norby", "the mayor of Larch, Norby"
_HOME = re.compile(r"(?:\b\d\d|-year-old|\b[Mm]ayor),? of $")
_HOME_REACH = 14
_HOME_BEHIND = re.compile(r"(,| in) ([A-Z]\w+(?: [A-Z]\w+)?)")
# "Larch, Quell, Dorn and West Norby counties"
_COUNTIES = re.compile(
    r"\b((?:[A-Z]\w+(?: [A-Z]\w+)?, ){1,9}[A-Z]\w+(?: [A-Z]\w+)?,? and"
    r" [A-Z]\w+(?: [A-Z]\w+)?) [Cc]ounties\b"
)


def is_pair(key: str, table: Gazetteer) -> bool:
    """Tell two lands held by a hyphen ("US-North Ostra") from a name."""
    return all(part in table.places or part in table.demonyms for part in key.split("-"))


def is_seat(run: Run, inside: Collection[str], table: Gazetteer) -> bool:
    """Tell a body that its field and its land name ("Rowing Norby"), or its branch's side."""
    words = [word.lower for word in run.words]
    if run.titled or run.key not in inside or len(words) < 2 or words[0] in table.place_leads:
        return False
    if len(words) > 2 and words[-1] in COMPASS and words[-2] in table.places:
        return not table.is_given(words[0])  # "Norbatek Ostra West"
    field = words[0].endswith(("ing", "ity")) and bool(related(stem(words[0])))
    return len(words) == 2 and field and words[1] in table.places


def is_home(run: Run, folded: str, votes: Votes) -> bool:
    """Tell where somebody lives or governs, before the place that it lies in."""
    behind = _HOME_BEHIND.match(folded, run.end)
    if behind is None or run.titled or run.words[-1].lower in votes.table.organisation_heads:
        return False
    whole, first = fold_key(behind[2]), fold_key(behind[2].split()[0])
    lies = behind[1] == " in" or any(
        key in votes.table.places or votes.of[key]["place"] > 1 for key in (whole, first)
    )
    return lies and bool(_HOME.search(folded, max(0, run.start - _HOME_REACH), run.start))


def counties(folded: str) -> frozenset[str]:
    """Return what is listed before "counties"."""
    lists = (re.split(r",? and |, ", match[1]) for match in _COUNTIES.finditer(folded))
    return frozenset(fold_key(name) for names in lists for name in names)
