"""The names of a line whose capitals say nothing: those that are known from elsewhere.

A heading in title case or in capitals begins no name of its own; it names whom the rest of the
article names, and well-known places and bodies.
"""

from __future__ import annotations

from collections.abc import Sequence

from dedup.facts.name_capitals import surface_key
from dedup.facts.name_kinds import RELATIONS, Named, Resolver
from dedup.facts.name_runs import Run, Word
from dedup.text import STOP_WORDS

# Two letters are too few to know a name by, but for these in a line not all in capitals.
_SHORT_COUNTRIES = frozenset({"US", "UK"})


def known_in(resolver: Resolver, sentence: int, words: Sequence[Word]) -> list[Named]:
    """Return the names known from elsewhere in a sentence whose capitals say nothing."""
    found = []
    index = 0
    mixed = any(not word.text.isupper() for word in words)
    while index < len(words):
        step = 1
        if mixed and words[index].text in _SHORT_COUNTRIES:
            place = resolver.table.places[words[index].lower]
            relation = RELATIONS.get(words[index - 1].lower, "") if index else ""
            word = words[index]
            found.append(Named(word.start, word.end, sentence, "place", place, "", relation))
            index += 1
            continue
        for size in (5, 4, 3, 2, 1) if words[index].capital else ():
            part = tuple(words[index : index + size])
            surface = surface_key(part)
            if len(part) < size or not part[-1].capital or not _is_known(resolver, surface):
                continue
            if not mixed and surface in STOP_WORDS:
                continue  # "WHO HAD THE KEYS?"
            before = words[index - 1].lower if index else ""
            run = Run(sentence, part, "", "", False, False, before, "", False)
            named = _known(resolver, run)
            if named:
                found.extend(named)
                step = size
                break
        index += step
    return found


def _is_known(resolver: Resolver, surface: str) -> bool:
    table = resolver.table
    return resolver.knows(surface) or surface in table.places or surface in table.organisations


def _known(resolver: Resolver, run: Run) -> list[Named]:
    """Resolve a surface seen elsewhere, or a well-known place or body."""
    key, table = run.key, resolver.table
    single = len(run.words) == 1
    shouted = run.words[0].text.isupper() and len(run.words[0].text) > 3
    if single and key in resolver.lower_words and not resolver.settled(key):
        return []
    if resolver.knows(key):
        return resolver.resolve(run)
    if key in table.places and (not single or len(key) > 2 or shouted):
        place = table.places[key]
        return [Named(run.start, run.end, run.sentence, "place", place, "",
                      RELATIONS.get(run.before, ""))]  # fmt: skip
    if key in table.organisations and len(key) > 2:
        return [Named(run.start, run.end, run.sentence, "organisation", key)]
    return []
