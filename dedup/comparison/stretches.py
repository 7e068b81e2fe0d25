"""Whether words stand together in one stretch of an article, its sentences the bits of a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# Sentences in which an article tells one matter: a short report (own choice: articles of any length
# have most words of a clause somewhere, and few of the clauses found so were told there).
STRETCH = 15


def stand_together(
    weights: Iterable[tuple[str, float]], places: Mapping[str, int], unheard: int, wanted: float
) -> bool:
    """Tell whether stems weigh so much together in one stretch of an article.

    Args:
        weights: The stems and their weights.
        places: The sentences of the article in which each stem stands, a bit for each.
        unheard: The sentences that do not count.
        wanted: The least weight.
    """
    if wanted <= 0.0:
        return True
    held = [(places[stem] & ~unheard, weight) for stem, weight in weights if stem in places]
    starts = 0
    for mask, _ in held:
        starts |= mask
    # The heaviest stretch may as well begin where one of the stems stands.
    for start in bits(starts):
        stretch, found = ((1 << STRETCH) - 1) << start, 0.0
        for mask, weight in held:
            if mask & stretch:
                found += weight
        if found >= wanted:
            return True
    return False


def bits(mask: int) -> list[int]:
    """Return which bits of a number are set, in order."""
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found
