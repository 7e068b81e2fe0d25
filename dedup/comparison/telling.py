"""Whether an article may tell a figure, in digits or in words, or report a quotation.

A figure is printed or it is not; a sentence that is alike without it is evidence of its
absence. Only what words tell as well ("both", "half", "a month") and what stands there in
another unit may be said without being printed. A quotation is reported with some of its words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from dedup.comparison.context import Located, StoryContext
from dedup.model import QuantitySlots, QuoteSlots
from dedup.sentence_words import read
from dedup.slots import other_units

# "A pair", "both", "twice", "a third"; "a dozen", "a hundred" are read as numbers.
_SMALL = 3.0
# Shares that have words of their own, in per cent.
_SHARES = frozenset((10, 20, 25, 30, 33, 40, 50, 60, 66, 67, 70, 75, 80, 90, 100))
# Share of a quotation's content words, or words related to them, that an article has that reports
# it (own choice).
_SOME_OF_IT = 0.5
# What is told as "about 6,000" is printed as 6,200 elsewhere; conversions are rounded as far.
_NEARLY = 0.06


def is_absent_figure(items: Sequence[Located], article: int, context: StoryContext) -> bool:
    """Tell whether an article prints no figure that may be the one of some quantities.

    Args:
        items: The mentions of one quantity.
        article: Number of the article.
        context: The story.
    """
    return all(_is_absent(item, article, context) for item in items)


def is_unspoken(items: Sequence[Located], article: int, context: StoryContext) -> bool:
    """Tell whether an article has few of the words of any of some quotations.

    The sentence around "a menace" may well be told again without it.

    Args:
        items: The mentions of one quotation.
        article: Number of the article.
        context: The story.
    """
    slots = [item.mention.slots for item in items]
    quoted = [set(read(each.words).stems) for each in slots if isinstance(each, QuoteSlots)]
    reach = context.reach(article)
    return bool(quoted) and all(len(each & reach) < _SOME_OF_IT * len(each) for each in quoted)


def _is_absent(item: Located, article: int, context: StoryContext) -> bool:
    slots, figures = item.mention.slots, context.figures(article)
    # "Two out of eleven" is a share that its own sentence does not print.
    if not isinstance(slots, QuantitySlots) or not context.prints_number(item, item):
        return False
    low = slots.low if slots.low is not None else 0.0
    high = slots.high if slots.high is not None else math.inf
    if slots.unit == "%" and not _SHARES.isdisjoint((low, high)):
        return False
    bounds = [(low * factor, high * factor) for factor in other_units(slots.unit)]
    ends = [end for pair in bounds for end in pair]
    if any(1.0 - _NEARLY <= end <= _wordy(slots) for end in ends):
        return False
    return not any(
        least * (1.0 - _NEARLY) <= figure <= most * (1.0 + _NEARLY)
        for least, most in bounds
        for figure in figures
    )


def _wordy(slots: QuantitySlots) -> float:
    """Return the greatest value that is told in words: one of what is measured ("a month")."""
    return 1.0 + _NEARLY if slots.unit else _SMALL
