"""What offices and boards decide with a verb of speech: "confirmed Poe as", "rejected a lawsuit".

Nothing is reported by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dedup.facts.gazetteer import word_set

if TYPE_CHECKING:
    from dedup.facts.speech import Clause

# What the Senate confirms is somebody in an office.
_POSTS = word_set("nomination nominations nominee nominees appointment appointments")
_POST_REACH = 6
_PLEAS = word_set(
    """request requests motion motions lawsuit lawsuits suit petition petitions bid bids appeal
    appeals application applications injunction"""
)
# What is turned down by an act and not by a word.
_REFUSED = word_set(
    """ballot ballots vote votes bill bills offer offers deal proposal proposals plan plans measure
    amendment resolution nominee nomination candidate candidates visa visas treaty guidance
    guidelines advice"""
)
# Behind one of these another noun phrase begins.
_PARTING = word_set("that to of by for")


def is_office(clause: Clause, index: int) -> bool:
    """Tell "confirmed two nominations" and "the Senate confirmed Poe as" from a saying."""
    low = [word.lower for word in clause.words[index + 1 : index + _POST_REACH]]
    if "that" in low[:1]:
        return False
    senate = index > 0 and clause.words[index - 1].lower == "senate"
    if bool(_POSTS & set(low)) or (senate and "as" in low):
        return True
    person = clause.name_starting(index + 1) if index + 1 < len(clause.words) else None
    if person is None or person.kind != "person" or clause.broken(index + 1):
        return False
    behind = clause.index_at(person.end)
    while (
        behind < min(len(clause.words), index + _POST_REACH) and clause.words[behind].text.isdigit()
    ):
        behind += 1
    # "confirmed Poe, 53, to"
    return behind < len(clause.words) and clause.words[behind].lower in {"to", "as"}


def is_plea(clause: Clause, index: int) -> bool:
    """Tell "denied a House request to" and "rejected a lawsuit by": decided, not said."""
    words = clause.words
    for at in range(index + 1, min(len(words), index + _POST_REACH)):
        lower = words[at].lower
        if (clause.broken(at) and at > index + 1) or lower in _PARTING:
            return False
        if lower in _PLEAS and not words[at].possessive:
            return [word.lower for word in clause.words[at + 1 : at + 2]] != ["that"]
    return False


def is_refused(clause: Clause, index: int) -> bool:
    """Tell "rejected 265 ballots" and "rejected those plans" from "rejected the claim"."""
    for at in range(index + 1, min(len(clause.words), index + _POST_REACH)):
        lower = clause.words[at].lower
        if clause.broken(at) or lower in _PARTING:
            return False
        if lower in _REFUSED:
            return not clause.words[at].possessive
    return False
