"""First names that may be one person's: "m", "mike", "michael"; "bill", "william"."""

from __future__ import annotations

_SHORT = frozenset(
    frozenset(pair.split("/"))
    for pair in """bill/william bob/robert bobby/robert dick/richard ted/edward ted/theodore
    ned/edward peggy/margaret maggie/margaret meg/margaret polly/mary molly/mary betty/elizabeth
    liz/elizabeth beth/elizabeth tony/anthony sandy/alexander sasha/alexander drew/andrew
    chuck/charles hank/henry harry/henry jack/john jim/james jimmy/james jerry/gerald jeff/geoffrey
    gene/eugene kathy/catherine kate/catherine kit/christopher trish/patricia tina/christina
    gus/augustus""".split()
)


def is_short_form(left: str, right: str) -> bool:
    """Tell whether one of two lower-case first names is the usual short form of the other."""
    return frozenset((left, right)) in _SHORT


def one_first_name(left: str, right: str) -> bool:
    """Tell whether two lower-case first names may be one's: "m", "mike", "michael"; "bill"."""
    if 1 in (len(left), len(right)):
        return left[:1] == right[:1]
    return left[:2] == right[:2] or is_short_form(left, right)
