"""Names that stand in one slot of nearly the same sentence.

Two names conflict there unless they are, or may be, forms of one: a surname and the
full name, an acronym, an alias, a nickname, another spelling. Names of two kinds
("the White House", "Trump") and places of two sizes ("Moscow", "Russia") often stand
for each other: they differ in detail.

Known failure: a body that goes by the name of a place of its own kind ("Beijing said",
"Shanghai said") conflicts like the place.
"""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from dedup.comparison.aliases import BODIES, COUNTRY_OR_STATE, alias
from dedup.comparison.context import StoryContext
from dedup.comparison.sides import Exchange, Side, elsewhere, event_of, exchange_of, made
from dedup.facts.first_names import one_first_name
from dedup.facts.gazetteer import fold_key, gazetteer
from dedup.model import FactKind, Mention, NameSlots, Reason, Status
from dedup.slots import compare_names
from dedup.text import STOP_WORDS, stem

_NAMES = frozenset({"person", "organisation", "place"})
# A run of more capitals is a title of something.
_MAX_WORDS = 5
# Two spellings of one name agree in this share of their letters ("Gadhafi", "Gaddafi": .86; own
# choice).
_SPELLING = 0.75


def exchanged_names(
    left: Side, right: Side, likeness: Reason, context: StoryContext
) -> list[Exchange] | None:
    """Compare two names in one slot; None where there are none."""
    ours, theirs = _named(left, context), _named(right, context)
    if ours is None or theirs is None:
        return None
    known = ours in left.mentions, theirs in right.mentions
    if not any(known) and left.overlapping(frozenset({"quote"})):
        # "Momma", "Mama": what one calls somebody.
        return None
    if left.outside(ours) != right.outside(theirs) and not _titles(left, right, ours, theirs):
        return None
    if elsewhere(left, right) or elsewhere(right, left) or _one_name(ours, theirs, context):
        return []
    printed = _words(ours, context), _words(theirs, context)
    kinds = _kind_of(ours, printed[0]), _kind_of(theirs, printed[1])
    alike = not all(known) or _one_sort(kinds, printed)
    status: Status = "conflicting" if _excludes(*printed, alike=alike) else "detail_differs"
    event = event_of("detail_differs", left, right, "names differ", likeness, context)
    signal = "names in one slot"
    exchange = exchange_of(
        kinds[0] if known[0] else kinds[1], status, (ours, theirs), left, right, likeness, signal
    )
    return [exchange, event]


def _named(side: Side, context: StoryContext) -> Mention | None:
    """Return the name in one side's words: one mention, or words all printed as a name."""
    names = side.overlapping(_NAMES)
    if len(names) == 1:
        return names[0]
    plain = [t for t in side.words if not t.capital or t.key in STOP_WORDS]
    if names or plain or side.first == 0 or len(side.words) > _MAX_WORDS:
        return None
    if any(
        token.key in gazetteer().not_names or not token.key[:1].isalpha() for token in side.words
    ):
        return None
    start, end = side.span
    printed = context.articles[side.article].article.text[start:end]
    slots = NameSlots(key=fold_key(printed), name=" ".join(printed.split()))
    return made(side, "organisation", slots, context)


def _titles(left: Side, right: Side, ours: Mention, theirs: Mention) -> bool:
    """Tell whether all the words beside two names are titles, roles or more of the name."""
    table = gazetteer()
    capitals = {t.key for side in (left, right) for t in side.words if t.capital}
    return all(
        word in capitals or word in table.titles or word in table.roles
        for side, mention in ((left, ours), (right, theirs))
        for word in side.outside(mention)
    )


def _words(mention: Mention, context: StoryContext) -> str:
    text = context.articles[context.index[mention.article_id]].article.text
    return " ".join(text[mention.spans[0].start : mention.spans[-1].end].split())


def _one_name(left: Mention, right: Mention, context: StoryContext) -> bool:
    """Tell whether two names are, or may be, forms of one."""
    ours, theirs = cast(NameSlots, left.slots), cast(NameSlots, right.slots)
    # "The 2nd Circuit", "the Second Circuit"; the key of Ana Poe is that of Alan Poe.
    if ours.key == theirs.key and "person" not in {left.kind, right.kind}:
        return True
    printed = _words(left, context), _words(right, context)
    known = _names_itself(printed[0], ours) and _names_itself(printed[1], theirs)
    if known and compare_names(ours, theirs) != "disjoint":
        return not _another_word(*printed)
    if not known:
        ours, theirs = replace(ours, name=printed[0]), replace(theirs, name=printed[1])
    forms = [
        {alias(text), alias(slots.name)}
        for text, slots in zip(printed, (ours, theirs), strict=True)
    ]
    if forms[0] & forms[1]:
        return True
    for one, other in (printed, (ours.name, theirs.name)):
        small, large = ({stem(w) for w in _parts(text)} for text in (one, other))
        if small <= large or large <= small or _acronym(one, other) or _acronym(other, one):
            return True
    return _spelled_alike(*printed)


def _parts(name: str) -> list[str]:
    return fold_key(name).replace("-", " ").replace(".", " ").split()


def _another_word(left: str, right: str) -> bool:
    """Tell whether two long names differ in one word that is no form of the other's."""
    # "Linda T. Poe" and "Ana Poe" differ in their first names.
    one, other = ([word for word in _parts(name) if len(word) > 1] for name in (left, right))
    ours = [word for word in one if word not in other]
    theirs = [word for word in other if word not in one]
    if len(one) < 2 or len(other) < 2 or len(ours) != 1 or len(theirs) != 1:
        return False
    return not one_first_name(ours[0], theirs[0]) and not _spelled_alike(ours[0], theirs[0])


def _names_itself(printed: str, slots: NameSlots) -> bool:
    """Tell whether a name is rightly taken for a longer one: it holds its words or letters."""
    words = set(fold_key(printed).split())
    return words <= set(fold_key(slots.name).split()) or _acronym(printed, slots.name)


def _acronym(short: str, long: str) -> bool:
    letters = [char.lower() for char in short if char.isalnum()]
    words = [word for word in long.lower().split() if word not in STOP_WORDS]
    return len(letters) > 1 and letters == [word[0] for word in words]


def _spelled_alike(left: str, right: str) -> bool:
    from rapidfuzz.distance import Indel

    ours, theirs = left.lower().split(), right.lower().split()
    return len(ours) == len(theirs) and all(
        Indel.normalized_similarity(a, b) >= _SPELLING for a, b in zip(ours, theirs, strict=True)
    )


def _excludes(left: str, right: str, *, alike: bool) -> bool:
    """Tell whether one name excludes another: both of a sort, or with a word in common."""
    one, other = left.split(), right.split()
    if len(one) == len(other) == 2 and one[1].lower() == other[1].lower():
        return not one_first_name(one[0].lower(), other[0].lower())
    return alike or bool({one[0], one[-1]} & {other[0], other[-1]})


def _one_sort(kinds: tuple[FactKind, FactKind], printed: tuple[str, str]) -> bool:
    if kinds[0] != kinds[1]:
        return False
    return kinds[0] != "place" or _country(printed[0]) == _country(printed[1])


def _kind_of(mention: Mention, printed: str) -> FactKind:
    """Return the kind of a name: the gazetteer's, else the mention's."""
    key = fold_key(printed)
    table = gazetteer()
    if key in BODIES or key in table.organisations:
        return "organisation"
    return "place" if key in table.places else mention.kind


def _country(printed: str) -> bool:
    """Tell whether a place is a country: a town may stand for one, two countries may not."""
    table = gazetteer()
    key = table.places.get(fold_key(printed), "") or table.demonyms.get(fold_key(printed), "")
    return key in table.demonyms.values() and key not in COUNTRY_OR_STATE
