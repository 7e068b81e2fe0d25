"""A body's key, and what it goes by for short: its last words, its first one, its initials."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence

from dedup.facts.gazetteer import DETERMINERS, Gazetteer, fold_key
from dedup.facts.name_capitals import surface_key
from dedup.facts.name_forms import party_key
from dedup.facts.name_runs import Run
from dedup.facts.name_words import FIRM_SUFFIX, KNOWN_PEOPLE, NATIONAL_FIRMS, PRESS
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
    if lower[0] in KNOWN_PEOPLE or _is_shouted(words):
        return False  # "Clinton" is she, not the Clinton Foundation
    if (lower[0] in table.organisation_heads or common) and "of" not in lower:
        return False
    if fold_key(" ".join(words[1:])) in table.organisations:
        return False  # nor is "Poe" one of "Poe White House"
    if lower[-1] == "administration" or lower[0] in lower_words:
        return False
    if lower[0] in table.organisations:
        return False  # "BBC Two" is not all of it
    return lower[0] not in table.place_leads | DETERMINERS


def _is_shouted(words: Sequence[str]) -> bool:
    """Tell the words of a heading in capitals from letters ("POE CHARGES")."""
    return all(word.isupper() and len(word) > 2 for word in words[:2])


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


def body_key(run: Run, bodies: Mapping[str, Collection[str]], table: Gazetteer) -> str:
    """Return the key of a body that no table has.

    Args:
        run: Its name.
        bodies: Short form → the keys of those that go by it.
        table: The shipped table.
    """
    words = [word.text for word in run.words]
    if run.key.startswith(("us ", "u.s. ", "united states ")):
        rest = run.key.partition("states " if run.key[1] == "n" else " ")[2]
        return table.organisations.get(rest, f"united states {rest}")
    party = party_key(run.key, table)
    if party:
        return party
    heads = table.organisation_heads
    while len(words) > 1 and words[-1].lower() in FIRM_SUFFIX | {"&"}:
        words.pop()
    key = surface_key(run.words[: len(words)])
    last = words[-1].lower()
    if len(words) > 1 and last[-1] == "s" and last not in heads and last[:-1] in heads:
        key = key[:-1]  # "Trust Funds" and "Trust Fund"
    if last in NATIONAL_FIRMS and len(words) == 2:
        key = f"{table.people_of(fold_key(words[0]))} {last}"
    longer = sorted(bodies.get(key, ()))
    return longer[0] if len(longer) == 1 else key
