"""What two figures are to each other beside their values.

Of one sentence, of two bounds, of other units, of two persons' ages; over or to come.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dedup.comparison.agreement import printed_number, quantity, quoting
from dedup.comparison.context import Located, StoryContext
from dedup.model import QuantitySlots
from dedup.slots import compare_quantities, converted
from dedup.text import fold

# Figures this large in two units agree by no chance ("700 metres", "2,300 feet").
LARGE = 100.0
# ... and one of them is the other, rounded, when they are no further apart (own choice).
_ROUNDED = 1.1
# Two ranges are nearly one that share so much (own choice).
_MOSTLY = 0.75
# Figures are hardly the same when one is so many times the other (own choice).
FAR = 2.0
_NAMES = r"((?:[A-Z][\w.'\u2019-]+ ){0,3}[A-Z][\w'\u2019-]+)"
# "Ada Brandt, 17", "17-year-old schoolgirl Ada Brandt"; "I was 17".
_NAME_BEFORE = re.compile(rf"{_NAMES}(?:, | \()(?:who is |now |aged |an? )?$")
_NAME_BEHIND = re.compile(rf" (?:[a-z-]+ ){{0,2}}{_NAMES}")
_FIRST_PERSON = re.compile(r"\b(?:I|my|My)\b")
# Behind a span of time: it is over, or it is to come.
_SPAN = re.compile(r"(?:second|minute|hour|day|week|month|year)s?['\u2019]?$", re.IGNORECASE)
_OVER = re.compile(r" (?:into|after|since|later)\b")
_TO_COME = re.compile(r" (?:from|before|until|till|ahead of|away|to go)\b")


def one_sentence(left: Located, right: Located) -> bool:
    """Tell whether two mentions stand in one sentence."""
    return left.article == right.article and left.mention.sentence == right.mention.sentence


def two_of_one_sentence(left: Located, right: Located) -> bool:
    """Tell whether two figures stand in one sentence, and neither is the other in its unit.

    "About 55 km (34 miles)" is one; "up to one ounce, and visitors up to 15 grams" are two.
    """
    if not one_sentence(left, right):
        return False
    ours, theirs = quantity(left), quantity(right)
    if ours.unit == theirs.unit:
        return True
    one, two = printed_number(ours), printed_number(theirs)
    if one is None or two is None:
        return False
    loose = replace(
        ours, low=one / _ROUNDED, high=one * _ROUNDED, comparator="~", step=0.0, noun=""
    )
    return compare_quantities(loose, replace(theirs, low=two, high=two, noun="")) == "disjoint"


def of_two_persons(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether two ages are of persons of other names, or of one and the author.

    "Ada Brandt, 17, said"; "I left school at 17".
    """
    slots = [item.mention.slots for item in (left, right)]
    if not all(isinstance(each, QuantitySlots) and each.noun == "age" for each in slots):
        return False
    ours, theirs = (_aged(item, context) for item in (left, right))
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _aged(item: Located, context: StoryContext) -> frozenset[str]:
    """Return the names beside an age of whom it is, or "I" where the author tells it."""
    parsed, span = context.articles[item.article], item.mention.spans[0]
    sentence = parsed.sentences[item.mention.sentence].span
    text = parsed.article.text
    named = _NAME_BEFORE.search(text[sentence.start : span.start]) or _NAME_BEHIND.match(
        text[item.mention.spans[-1].end : sentence.end]
    )
    if named:
        return frozenset(fold(named[1]).lower().split())
    told = _FIRST_PERSON.search(text[sentence.start : span.start]) and not quoting(item, context)
    return frozenset({"i"} if told else ())


def _overlap(left: QuantitySlots, right: QuantitySlots) -> float:
    """Return which share of two ranges lies in both."""
    ends = [(each.low or 0.0, each.high or 0.0) for each in (left, right)]
    both = min(ends[0][1], ends[1][1]) - max(ends[0][0], ends[1][0])
    either = max(ends[0][1], ends[1][1]) - min(ends[0][0], ends[1][0])
    return both / either if either else 0.0


def two_bounds(left: Located, right: Located) -> bool:
    """Tell whether two figures of one article set two bounds, or bare ones far apart anywhere.

    "More than 780,000" takes in whatever has more than 42,000.
    """
    ours, theirs = quantity(left), quantity(right)
    open_ends = [(each.low is None, each.high is None) for each in (ours, theirs)]
    one, two = printed_number(ours), printed_number(theirs)
    if open_ends[0] != open_ends[1] or not any(open_ends[0]) or ours.unit != theirs.unit:
        return False
    if one is None or two is None or one == two:
        return False
    bare = not (ours.unit or ours.noun) or not (theirs.unit or theirs.noun)
    return left.article == right.article or (bare and max(one, two) > FAR * min(one, two))


def in_other_units(left: Located, right: Located) -> bool:
    """Tell whether two figures are one in two units."""
    ours, theirs = left.mention.slots, right.mention.slots
    both = isinstance(ours, QuantitySlots) and isinstance(theirs, QuantitySlots)
    return both and converted(quantity(left), quantity(right))


def beside(number: Located, other: Located, context: StoryContext) -> bool:
    """Tell whether a sentence prints a number beside another figure, which then is not it.

    "At least 15 killed" is no count of "killing 15 and injuring more than 30 others".
    """
    ours, theirs = quantity(number), quantity(other)
    value = ours.low if ours.low is not None else ours.high
    if ours.unit != theirs.unit or value in (theirs.low, theirs.high, printed_number(theirs)):
        return False
    return context.prints_number(number, other)


def over(item: Located, context: StoryContext) -> bool | None:
    """Tell whether a span of time is over ("into", "after") or to come ("until"), if it says.

    "Three weeks into the campaign" are not the "three weeks before the vote".
    """
    if not _SPAN.search(context.printed(item)):
        return None
    article, end = context.articles[item.article], item.mention.spans[-1].end
    after = article.article.text[end : article.sentences[item.mention.sentence].span.end]
    return True if _OVER.match(after) else False if _TO_COME.match(after) else None


def nearly_one(left: Located, right: Located) -> bool:
    """Tell whether two figures print one number, or large ones but for their rounding.

    "15", "nearly 15"; "700", "about 710".
    """
    if quantity(left).comparator == quantity(right).comparator == "range":
        return _overlap(quantity(left), quantity(right)) >= _MOSTLY
    ours, theirs = (printed_number(quantity(item)) for item in (left, right))
    if ours is None or theirs is None:
        return False
    # A sign is a direction: "-4.42%" is a fall of 4.42%.
    ours, theirs = abs(ours), abs(theirs)
    if min(ours, theirs) < LARGE and not quantity(left).unit:
        return ours == theirs
    return max(ours, theirs) <= _ROUNDED * min(ours, theirs)
