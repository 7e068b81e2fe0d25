"""What one outlet put in the place of another's words: figure, date, name, opposite, "not".

Read off sentences that are nearly the same (``nearly``): there the words between which
they part fill one slot, and need no other evidence that they do. A figure, date or name
beside another one excludes it unless both can be true; so does a word beside its
opposite, a "not" more or less, and two parties that changed places around their verb.
Other words in one slot are a difference in detail, and between quotation marks one of
wording. Priorities: rather no difference than one that two names of one thing, two
precisions of one figure or two words for one act would explain.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from dedup.comparison.context import Located, StoryContext
from dedup.comparison.exchanged_names import exchanged_names
from dedup.comparison.exchanged_values import exchanged_dates, exchanged_figures
from dedup.comparison.nearly import Parting, Twin, twins
from dedup.comparison.sides import Exchange, Side, event_of, exchange_of, side_of
from dedup.comparison.wording import same_words
from dedup.facts.events import REPORTING
from dedup.facts.modality import negations
from dedup.facts.verbs import AUXILIARIES, is_finite
from dedup.lexicon import related
from dedup.model import Mention, QuoteSlots, Reason
from dedup.opposites import opposed
from dedup.text import STOP_WORDS, fold, stem

# Two who meet have both met: these say the same of either side.
_MUTUAL = frozenset(
    stem(word)
    for word in """meet marry face fight debate play tie resemble equal differ border adjoin
    divorce be have join""".split()
)
# At most this many words make up a party.
_MAX_PARTY = 5


def find_exchanges(located: Sequence[Located], context: StoryContext) -> list[Exchange]:
    """Find what two articles print in one slot of nearly the same sentence.

    Args:
        located: All mentions of the story, in the order of their articles.
        context: The story.

    Returns:
        In the order of the articles and sentences; none about names that are one.
    """
    by_sentence: dict[tuple[int, int], list[Mention]] = {}
    for item in located:
        by_sentence.setdefault((item.article, item.mention.sentence), []).append(item.mention)
    found: list[Exchange] = []
    for twin in twins(context):
        swapped = _swapped(twin, by_sentence, context)
        if swapped is not None:
            found.append(swapped)
            continue
        sides = [
            (
                side_of(twin, parting, by_sentence, left=True),
                side_of(twin, parting, by_sentence, left=False),
            )
            for parting in twin.partings
        ]
        n_more = sum(
            len(_negations(left, context)) - len(_negations(right, context))
            for left, right in sides
        )
        for left, right in sides:
            found += _of_parting(left, right, twin, context, denied=abs(n_more) == 1)
    return found


def _of_parting(
    left: Side, right: Side, twin: Twin, context: StoryContext, *, denied: bool
) -> Iterator[Exchange]:
    """Yield what the words of one parting differ in."""
    likeness = Reason("sentences nearly the same", twin.likeness)
    quoted = _quotations(left, right)
    if quoted is not None:
        yield exchange_of("quote", "wording_differs", quoted, left, right, likeness)
    if denied and _denies(left, right, context):
        if quoted is None:
            yield event_of("conflicting", left, right, "one denies it", likeness, context)
        return
    if not left.words or not right.words:
        return
    for slot in (exchanged_dates, exchanged_names, exchanged_figures):
        found = slot(left, right, likeness, context)
        if found:
            yield from found
            return
    if quoted is None:
        yield from _content(left, right, likeness, context)


def _quotations(left: Side, right: Side) -> tuple[Mention, Mention] | None:
    """Return the quotations both sides stand in, if these differ by more than an elision."""
    found = []
    for side in (left, right):
        # Where nothing stands on one side, its neighbour tells whether it is quoted.
        at = side if side.words else side._replace(last=side.first + 1)
        quotes = [m for m in at.overlapping(frozenset({"quote"})) if _marked(m)]
        if len(quotes) != 1:
            return None
        found.append(quotes[0])
    words = [cast(QuoteSlots, mention.slots).words for mention in found]
    return None if same_words(*words) else (found[0], found[1])


def _marked(mention: Mention) -> bool:
    return isinstance(mention.slots, QuoteSlots) and mention.slots.form != "indirect"


def _negations(side: Side, context: StoryContext) -> list[range]:
    """Return the places of the words of each negation that begins among those of a side."""
    if not side.words:
        return []
    begin, end = side.tokens[0].start, side.tokens[-1].end
    # One more character tells "No." from "no"; "İ" is the one letter that ``lower`` makes two of.
    text = context.articles[side.article].article.text[begin : end + 1].replace("İ", "I")
    starts = [token.start - begin for token in side.tokens]
    found = (
        range(bisect_right(starts, start) - 1, bisect_left(starts, stop))
        for start, stop in negations(fold(text).lower())
    )
    return [places for places in found if side.first <= places.start < side.last]


def _denies(left: Side, right: Side, context: StoryContext) -> bool:
    """Tell whether the words differ in a negation and say the same beside it."""
    counts, rest = [], []
    for side in (left, right):
        denials = _negations(side, context)
        denying = {place for places in denials for place in places}
        counts.append(len(denials))
        rest.append(
            {
                stem(token.key)
                for place, token in enumerate(side.words, side.first)
                if place not in denying and token.key not in AUXILIARIES | STOP_WORDS
            }
        )
    return counts[0] != counts[1] and rest[0] == rest[1]


def _content(
    left: Side, right: Side, likeness: Reason, context: StoryContext
) -> Iterator[Exchange]:
    """Yield one plain word in the place of another: its opposite, or another matter."""
    ours, theirs = _without_common_parts([t.key for t in left.words], [t.key for t in right.words])
    if len(ours) == len(theirs) == 1 and opposed(ours[0], theirs[0]):
        yield event_of("conflicting", left, right, "opposites", likeness, context)
        return
    ours, theirs = ([w for w in side if w not in STOP_WORDS] for side in (ours, theirs))
    if len(ours) != 1 or len(theirs) != 1 or 1 in (len(ours[0]), len(theirs[0])):
        return
    if opposed(ours[0], theirs[0]):
        yield event_of("conflicting", left, right, "opposites", likeness, context)
        return
    one, other = stem(ours[0]), stem(theirs[0])
    if one == other or one in related(other) or {one, other} <= REPORTING:
        return
    yield event_of("detail_differs", left, right, "other words in one slot", likeness, context)


def _without_common_parts(ours: list[str], theirs: list[str]) -> tuple[list[str], list[str]]:
    """Return two single words without the part of a compound they share ("lower-priority")."""
    if len(ours) != 1 or len(theirs) != 1:
        return ours, theirs
    one, other = ours[0].split("-"), theirs[0].split("-")
    differing = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    if len(one) != len(other) or len(differing) != 1:
        return ours, theirs
    return [differing[0][0]], [differing[0][1]]


def _swapped(
    twin: Twin, by_sentence: Mapping[tuple[int, int], Sequence[Mention]], context: StoryContext
) -> Exchange | None:
    """Return the exchange of two parties around their verb ("A sued B", "B sued A")."""
    first, last = twin.partings[0], twin.partings[-1]
    hull = Parting((first.left[0], last.left[1]), (first.right[0], last.right[1]))
    ours = [token.key for token in twin.left_tokens[slice(*hull.left)]]
    theirs = [token.key for token in twin.right_tokens[slice(*hull.right)]]
    if len(ours) != len(theirs) or len(ours) < 3:
        return None
    for n_agent in range(1, min(_MAX_PARTY, len(ours) - 2) + 1):
        for n_object in range(1, min(_MAX_PARTY, len(ours) - n_agent - 1) + 1):
            agent, middle, other = (
                ours[:n_agent],
                ours[n_agent : len(ours) - n_object],
                ours[len(ours) - n_object :],
            )
            if theirs == [*other, *middle, *agent] and _acts(middle):
                left = side_of(twin, hull, by_sentence, left=True)
                right = side_of(twin, hull, by_sentence, left=False)
                likeness = Reason("sentences nearly the same", twin.likeness)
                return event_of(
                    "conflicting", left, right, "parties changed places", likeness, context
                )
    return None


def _acts(middle: Sequence[str]) -> bool:
    """Tell whether the words between two parties say what one does to the other."""
    return any(
        is_finite(word, middle[i - 1] if i else "") and stem(word) not in _MUTUAL
        for i, word in enumerate(middle)
        if word not in AUXILIARIES
    )
