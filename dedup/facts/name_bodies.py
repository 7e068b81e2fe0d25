"""What a body goes by for short: its last words, its first one, its initials."""

from __future__ import annotations

from collections.abc import Container, Sequence

from dedup.facts.gazetteer import DETERMINERS, Gazetteer, fold_key
from dedup.facts.name_words import FIRM_SUFFIX, PRESS
from dedup.lexicon import related
from dedup.text import stem

_CHAMBERS = frozenset({"house", "senate", "commons", "lords"})


def short_forms(words: Sequence[str], lower_words: Container[str], table: Gazetteer) -> list[str]:
    """Return the folded short forms of a body's name.

    Args:
        words: Its printed words, two or more.
        lower_words: Words that the article prints in lower case.
        table: The shipped table.
    """
    lower = [word.lower() for word in words]
    forms = [fold_key(" ".join(words[begin:])) for begin in range(1, len(words) - 1)]
    if lower[-1] in PRESS and lower[-1] != "news":
        forms.append(lower[-1])
    if lower[-1] == "committee" and lower[0] in _CHAMBERS:
        forms.append(" ".join(lower[1:-1]))  # "the House Tides Committee", "Tides"
    if _goes_by_first(words, lower_words, table):
        forms.append(lower[0])
    if "of" in lower[2:]:
        short = " ".join(words[: lower.index("of", 2)])
        forms.append(fold_key(short))  # "the Civil Aviation Authority"
    for letters in _initials(words):
        forms += [letters, ".".join(letters) + "."]
    return forms


def _goes_by_first(words: Sequence[str], lower_words: Container[str], table: Gazetteer) -> bool:
    """Tell whether a body goes by its first word ("Helvar" of "Helvar Airlines").

    "House" is no short form of "House Oversight Committee", nor "Great" of "Great Plan".
    """
    lower = [word.lower() for word in words]
    common = related(stem(lower[0])) and lower[-1] not in FIRM_SUFFIX
    if (lower[0] in table.organisation_heads or common) and "of" not in lower:
        return False
    if fold_key(" ".join(words[1:])) in table.organisations:
        return False  # nor is "Poe" one of "Poe White House"
    if lower[-1] == "administration" or lower[0] in lower_words:
        return False
    if lower[0] in table.organisations:
        return False  # "BBC Two" is not all of it
    return lower[0] not in table.place_leads | DETERMINERS


def _initials(words: Sequence[str]) -> list[str]:
    """Return the letters a body may go by."""
    lower = [word.lower() for word in words]
    initials = "".join(word[0] for word in words if word[0].isupper()).lower()
    forms = [initials] if len(initials) > 1 else []
    if len(initials) <= 3:
        return forms
    if lower[0] == "department" and lower[1] == "of":
        forms.append(initials[1:])
    if lower[-1] == "department":
        forms.append(initials[:-1])
    if lower[0] in ("u.s.", "us", "uk", "u.k."):
        forms.append(initials[1:])  # "the U.S. Norby Fish Standard", "the NFS"
    return forms
