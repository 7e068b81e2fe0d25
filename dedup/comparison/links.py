"""Which mentions assert the same thing, or fill the same slot.

One function a kind. Each returns links ``(i, j) -> score`` over the mentions it
was given. What a link needs is stated with each kind; where in doubt there is no
link, and the mention stays a fact of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from itertools import combinations
from typing import cast

from dedup.calendar_words import MONTH_NAMES, WEEKDAYS
from dedup.comparison.aliases import is_daughter
from dedup.comparison.context import Located, StoryContext
from dedup.comparison.figures import Links, date_links, quantity_links
from dedup.comparison.news_verbs import any_said_in
from dedup.comparison.pairing import pairs
from dedup.comparison.reported import says_else
from dedup.comparison.restating import (
    denies_what_is_said,
    introduces,
    offices,
    one_denies,
    restates,
    rewords,
)
from dedup.comparison.speakers import (
    may_be_one,
    one_content,
    one_tells_of_other,
    speakers_agree,
)
from dedup.comparison.wording import (
    another_mood,
    denies_fragment,
    is_fragment,
    is_held,
    rewords_fragment,
    same_utterance,
    same_words,
    shared_words,
    spoken,
)
from dedup.facts.first_names import is_short_form
from dedup.model import (
    AttributionSlots,
    EventSlots,
    FactKind,
    NameSlots,
    QuoteSlots,
)
from dedup.options import CompareOptions
from dedup.sentence_words import key as key_of
from dedup.slots import Agreement, acronyms, compare_names, frame_of, letters_of
from dedup.text import fold, strip_accents, words

# What aligned sentences add to the likeness of two quotations by one speaker (own choice: of
# the 11 reworded quotations of the samples one scores .53 by words, three .30 to .44, which are
# missed; the best pair of two utterances scores .33).
SAME_SENTENCE = 0.15

# Two quotations that are not this alike and share fewer content words than this (one fewer, where
# the sentences around them render each other) are two; and a few words are one fragment in two
# wordings in sentences this alike (own choice: in 77 stories it keeps all right rewordings).
_SURELY, _FEW, _SAME_THING, _RENDERED = 0.8, 3, 0.5, 0.85
# What is written is copied: two quotations of one paper are the same words, all but a few.
_PAPERS = frozenset(
    """indictment report statement letter lawsuit complaint affidavit document memo filing ruling
    order resolution bill law paper""".split()
)
# Content words that are said of many.
_A_WORD_OR_TWO = 2
# How much a word or two, held by a longer quotation, count for it where others are one with both.
_BY_CHANCE = 0.1
# Words of a phrase that nobody else says by chance (own choice).
_PHRASE = 6
# ... or where one has no name for the speaker.
_QUESTION = 4

# A clause denies just what another states when the words beside numbers agree this far (own
# choice: what a conflict of two clauses needs is more).
_DENIES_JUST_THAT = 0.6

# Of what is done again later.
_FIRST_TIME = re.compile(
    r"\b(?:became the first|was the first|were the first|(?:for|was) the first time)\b"
)

_CALENDAR = frozenset(key_of(word) for word in (*WEEKDAYS, *MONTH_NAMES))

# Two speakers are said to have told one thing in clauses this alike (own choice: at the score that
# makes clauses one event, one of the samples' two is missed).
_TOLD = 0.75

# Clauses with other figures are of one thing if they are this alike or each other's likest (own
# choice: of the 8 differences of 56 stories that it ends one was of one thing).
_OTHER_FIGURES = 0.64

# A denial and a confirmation are of one matter when they share so many content words and so large
# a part of the shorter's.
_FEWEST_SHARED, _MOST_OF_IT = 2, 0.6


def links_of(
    kind: FactKind, items: Sequence[Located], context: StoryContext, options: CompareOptions
) -> Links:
    """Return the links among mentions of one kind.

    Args:
        kind: Their kind.
        items: The mentions, in report order.
        context: The story.
        options: Thresholds.
    """
    if kind == "quantity":
        return quantity_links(items, context, options)
    if kind == "date":
        return date_links(items, context, options)
    if kind == "quote":
        return _quote_links(items, context, options)
    if kind == "attribution":
        return {**_clause_links(items, context, options), **_denial_links(items, context)}
    if kind == "event":
        return _clause_links(items, context, options)
    return _name_links(items, context)


def _name_links(items: Sequence[Located], context: StoryContext) -> Links:
    """Link mentions of one name.

    Articles may disagree on what a bare name names (a firm without its "Inc" reads
    like a surname); such a name joins its long form of another kind unless the
    story knows a person by it.
    """
    slots = [cast(NameSlots, item.mention.slots) for item in items]
    persons = {s.key.split()[0] for s in slots if s.key and _is_full_person(s)}
    bearers = _bearers(items)
    # An article repeats its names: one comparison of each serves all its mentions.
    repeats: dict[tuple[int, str, str], list[int]] = {}
    for i, item in enumerate(items):
        repeats.setdefault((item.article, item.mention.kind, slots[i].key), []).append(i)
    chosen = sorted(repeats.values())
    agreeing = _agreeing([slots[ours[0]] for ours in chosen])
    links: dict[tuple[int, int], float] = {}
    for n, ours in enumerate(chosen):
        links.update(dict.fromkeys(combinations(ours, 2), 1.0))
        for m, agreement in agreeing[slots[ours[0]].key]:
            if m <= n:
                continue
            theirs = chosen[m]
            left, right = items[ours[0]], items[theirs[0]]
            # The very name is the name in an article that only may be about the same.
            alike = agreement == "equal" and left.mention.kind == right.mention.kind
            related = context.may_relate if alike else context.related
            if not related(left.article, right.article):
                continue
            if _is_borne_by_another(slots[ours[0]].key, slots[theirs[0]].key, bearers):
                continue
            bodies = left.mention.kind == right.mention.kind == "organisation"
            if bodies and is_daughter(slots[ours[0]].key, slots[theirs[0]].key):
                continue
            if left.mention.kind != right.mention.kind and agreement == "compatible":
                shorter = min(slots[ours[0]].key, slots[theirs[0]].key, key=len)
                # A body named after a place is not that place ("Ostra", "Port of Ostra").
                placed = "place" in (left.mention.kind, right.mention.kind)
                if placed or " " in shorter or shorter in persons:
                    continue
            score = 1.0 if agreement == "equal" else 0.9
            links.update({(i, j) if i < j else (j, i): score for i in ours for j in theirs})
    return links


def _bearers(items: Sequence[Located]) -> dict[str, str]:
    """Return, for a surname that several of the story bear, the key of whom most is told.

    "Poe" alone, in an article that never gives a first name, is the one the story is about and
    not the father another article names once. If two are told of alike it is neither: "".
    """
    told: dict[str, Counter[str]] = {}
    for item in items:
        slots = cast(NameSlots, item.mention.slots)
        if item.mention.kind == "person" and _is_full_person(slots):
            told.setdefault(slots.key.split()[0], Counter())[slots.key] += 1
    found = {}
    for surname, keys in told.items():
        (chief, most), *rest = keys.most_common(2)
        if rest:
            found[surname] = chief if most > rest[0][1] else ""
    return found


def _is_borne_by_another(left: str, right: str, bearers: Mapping[str, str]) -> bool:
    """Tell whether a surname alone, which is its chief bearer's, stands beside another's key."""
    short, long = sorted((left, right), key=len)
    surname, _, initial = long.partition(" ")
    return short in bearers and surname == short and len(initial) == 1 and long != bearers[short]


def _agreeing(names: Sequence[NameSlots]) -> dict[str, list[tuple[int, Agreement]]]:
    """Return, for each key, the places of the names that may be the one it names."""
    places: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        places.setdefault(name.key, []).append(place)
    found: dict[str, list[tuple[int, Agreement]]] = {}
    keys = list(places)
    letters = [letters_of(names[own[0]].name) for own in places.values()]
    for key, others in zip(keys, _alike(keys, letters), strict=True):
        first = names[places[key][0]]
        answers = {keys[n]: _compared(first, names[places[keys[n]][0]]) for n in others}
        found[key] = [
            (place, answer)
            for other, answer in answers.items()
            if answer in ("equal", "compatible")
            for place in places[other]
        ]
    return found


def _compared(left: NameSlots, right: NameSlots) -> Agreement:
    """Compare two names; "Bill Poe" and "William Poe" may be one."""
    answer = compare_names(left, right)
    ours, theirs = (each.name.lower().split() for each in (left, right))
    if answer == "disjoint" and len(ours) > 1 and len(theirs) > 1 and ours[1:] == theirs[1:]:
        return "compatible" if is_short_form(ours[0], theirs[0]) else answer
    if answer == "disjoint" and len(ours) == len(theirs) == 2 and ours[0] == theirs[0]:
        # "Ana P.", "Ana Poe"
        short, long = sorted((ours[1].rstrip("."), theirs[1]), key=len)
        return "compatible" if short.rstrip(".") == long[0] else answer
    return answer


def _alike(keys: Sequence[str], letters: Sequence[str]) -> list[list[int]]:
    """Return, for each key, the places of those that ``compare_names`` may find to agree with it.

    One holds all words of the other, both have a first word and further initials in common,
    one holds the other's initials, or both have the same letters: few of a text's hundreds of
    names, found by look-up.
    """
    parts = [words(strip_accents(key)) for key in keys]
    holding: dict[str, set[int]] = {}
    shortened: dict[tuple[str, ...], set[int]] = {}
    for place, own in enumerate(parts):
        for word in own:
            holding.setdefault(word, set()).add(place)
        shortened.setdefault(_shortened(own), set()).add(place)
    spelt: dict[str, set[int]] = {}
    spellings = [{name, letters_of(key)} - {""} for name, key in zip(letters, keys, strict=True)]
    for place, names in enumerate(spellings):
        for name in names:
            spelt.setdefault(name, set()).add(place)
    sounding: dict[str, set[int]] = {}
    for place, own in enumerate(parts):
        if own and len(own) < 3:
            sounding.setdefault(frame_of(own[0]), set()).add(place)
    # Two words, the second an initial: those of one surname, of whom an article has few.
    borne: dict[str, set[int]] = {}
    for place, own in enumerate(parts):
        if len(own) == 2 and len(own[1]) == 1:
            for surname in {own[0], own[0][0]}:
                borne.setdefault(surname, set()).add(place)
    found: list[set[int]] = [set() for _ in keys]
    for place, own in enumerate(parts):
        if own:
            others = set.intersection(*(holding[word] for word in own))
            others |= shortened[_shortened(own)]
            others |= set().union(*(holding.get(name, set()) for name in acronyms(own)))
            others |= set().union(*(spelt[name] for name in spellings[place]))
            others |= borne.get(own[0], set()) if len(own) == 2 else set()
            sound = frame_of(own[0]) if len(own) < 3 else ""
            others |= sounding[sound] if sound else set()
            found[place] |= others
            for other in others:
                found[other].add(place)
    return [sorted(places) for places in found]


def _shortened(parts: Sequence[str]) -> tuple[str, ...]:
    """Return the first word of a key and the initials of the rest."""
    return (*parts[:1], *(word[0] for word in parts[1:]))


def _is_full_person(slots: NameSlots) -> bool:
    """Tell whether a key is a surname with an initial ("poe j")."""
    words = slots.key.split()
    return len(words) == 2 and len(words[1]) == 1


def _quote_links(items: Sequence[Located], context: StoryContext, options: CompareOptions) -> Links:
    """Link quotations of one utterance: compatible speakers, and the words match.

    Whole phrases alike word for word are one utterance whoever is named: a joint statement, or
    a role that is not known to be the person's. What an article prints word for word is no
    rewording of anything else there, and it quotes nothing twice in other words.
    """
    links: dict[tuple[int, int], float] = {}
    by_chance: dict[tuple[int, int], float] = {}
    exact: set[tuple[int, int]] = set()
    held: set[tuple[int, int]] = set()
    for i, j in pairs(items, context):
        score = _one_utterance(items[i], items[j], context, options)
        ours, theirs = (cast(QuoteSlots, items[k].mention.slots).words for k in (i, j))
        if denies_fragment(ours, theirs):
            continue
        if score < options.quote_threshold:
            if same_words(ours, theirs) and _speakers_of(items[i], items[j]):
                by_chance[i, j] = _BY_CHANCE
            continue
        if same_words(ours, theirs):
            exact.add((i, j))
            sides = ((i, j, ours, theirs), (j, i, theirs, ours))
            held |= {(k, items[n].article) for k, n, inner, outer in sides if is_held(inner, outer)}
        elif items[i].article == items[j].article:
            continue
        links[i, j] = score
    kept = {
        (i, j): score
        for (i, j), score in links.items()
        if (i, j) in exact or not {(i, items[j].article), (j, items[i].article)} & held
    }
    return {**by_chance, **_once_each(items, kept, exact)}


def _once_each(
    items: Sequence[Located], links: Mapping[tuple[int, int], float], exact: Container[object]
) -> Links:
    """Leave out a rewording that another sentence of its article is a better one of.

    An article that quotes two things alike quotes two utterances; one of them is what another
    article has in other words. Two halves of a longer quotation share other words with it.
    """
    beside: dict[tuple[int, int], list[tuple[int, float]]] = {}
    for (i, j), score in links.items():
        beside.setdefault((j, items[i].article), []).append((i, score))
        beside.setdefault((i, items[j].article), []).append((j, score))

    def shared(i: int, j: int) -> frozenset[str]:
        ours, theirs = (cast(QuoteSlots, items[k].mention.slots).words for k in (i, j))
        return shared_words(ours, theirs)

    def is_second(i: int, j: int, score: float) -> bool:
        return any(
            other > score
            and items[k].mention.sentence != items[i].mention.sentence
            and 2 * len(shared(i, j) & shared(k, j)) >= len(shared(i, j))
            for k, other in beside[j, items[i].article]
        )

    return {
        (i, j): score
        for (i, j), score in links.items()
        if (i, j) in exact or not (is_second(i, j, score) or is_second(j, i, score))
    }


def _speakers_of(left: Located, right: Located) -> bool:
    """Tell whether two quotations may be of one speaker."""
    ours, theirs = (cast(QuoteSlots, item.mention.slots).speaker for item in (left, right))
    return speakers_agree(ours, theirs)


def _one_utterance(
    left: Located, right: Located, context: StoryContext, options: CompareOptions
) -> float:
    """Return how probably two quotations print one utterance of one speaker, [0, 1]."""
    ours, theirs = (cast(QuoteSlots, item.mention.slots) for item in (left, right))
    shorter = min(len(spoken(ours.words)), len(spoken(theirs.words)))
    phrase = shorter >= _PHRASE
    verbatim = phrase and same_words(ours.words, theirs.words)
    verbatim = verbatim or (shorter >= _QUESTION and _of_one_unnamed(ours, theirs))
    if not verbatim and not speakers_agree(ours.speaker, theirs.speaker):
        # "The judge" may be whoever has a name, in sentences that render each other.
        may_be = phrase and _one_is_unnamed(ours, theirs)
        if not may_be or context.sentence_closeness(left, right) < _RENDERED:
            return 0.0
    score = same_utterance(ours.words, theirs.words)
    known = ours.speaker is not None and theirs.speaker is not None
    if not score and known and rewords_fragment(ours.words, theirs.words):
        close = context.sentence_closeness(left, right)
        return options.quote_threshold if close >= _SAME_THING else 0.0
    rendered = bool(score) and context.sentence_closeness(left, right) >= options.quote_threshold
    least_shared = _FEW - 1 if rendered else _FEW
    if score < _SURELY and len(shared_words(ours.words, theirs.words)) < least_shared:
        return 0.0  # "they didn't come to me", "that did not come to my attention"
    # A word or two stand in another quotation by chance, unless one speaker says a phrase of them.
    least = (1 if phrase else 2) if known else 3
    if score == 1.0 and not rendered and is_fragment(ours.words, theirs.words, least):
        return 0.0
    if score < _SURELY and (another_mood(ours.words, theirs.words) or _of_one_paper(ours, theirs)):
        return 0.0
    if _of_others(left, right, context):
        return 0.0
    # One speaker in sentences that render each other: fewer words need to match.
    if known and rendered:
        score = min(1.0, round(score + SAME_SENTENCE, 6))
    return score


def _of_one_paper(left: QuoteSlots, right: QuoteSlots) -> bool:
    """Tell whether both quotations are cut from something written: "the indictment"."""
    return all((each.speaker or "").rpartition(" ")[2] in _PAPERS for each in (left, right))


def _of_others(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether a content word or two are said of two persons, named before them.

    "Called Poe “a disgrace”", "said that Reed was “a disgrace”".
    """
    words_ = [cast(QuoteSlots, item.mention.slots).words for item in (left, right)]
    if min(len(shared_words(side, side)) for side in words_) > _A_WORD_OR_TWO:
        return False
    speakers = [cast(QuoteSlots, item.mention.slots).speaker or "" for item in (left, right)]
    named = [
        context.surnames(item, item.mention.spans[0].start) - {speaker.partition(" ")[0]}
        for item, speaker in zip((left, right), speakers, strict=True)
    ]
    return bool(named[0] and named[1]) and named[0].isdisjoint(named[1])


def _of_one_unnamed(left: QuoteSlots, right: QuoteSlots) -> bool:
    """Tell whether one quotation holds the other, and of one the speaker has no name: "a clerk"."""
    return _one_is_unnamed(left, right) and same_words(left.words, right.words)


def _one_is_unnamed(left: QuoteSlots, right: QuoteSlots) -> bool:
    return any(each.speaker and each.speaker_name.islower() for each in (left, right))


def _clause_links(
    items: Sequence[Located], context: StoryContext, options: CompareOptions
) -> Links:
    """Link clauses of different articles that render each other, each to its best there."""
    by_article: dict[int, list[int]] = {}
    for i, item in enumerate(items):
        by_article.setdefault(item.article, []).append(i)
    links: dict[tuple[int, int], float] = {}
    for left, ours in by_article.items():
        for right, theirs in by_article.items():
            if left >= right or not context.related(left, right):
                continue
            matrix = context.clause_scores(left, right)
            scores = matrix[[items[i].clause for i in ours]][:, [items[j].clause for j in theirs]]
            rows, columns = (scores >= options.event_threshold).nonzero()
            best_row, best_column = scores.max(axis=1), scores.max(axis=0)
            for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
                score = float(scores[row, column])
                bests = float(best_row[row]), float(best_column[column])
                i, j = ours[row], theirs[column]
                if (
                    score >= options.margin * min(bests)
                    and not _one_sided(items[i], items[j])
                    and not _introduces_alone(items[i], items[j], context)
                    and _comparable(
                        items[i], items[j], context, options, surest=score == max(bests)
                    )
                ):
                    links[min(i, j), max(i, j)] = score
    return links


def _introduces_alone(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether of two clauses one only says that somebody spoke, and the other says more."""
    places = ((item.article, item.clause) for item in (left, right))
    ours, theirs = (introduces(place, context) for place in places)
    return left.mention.kind == "event" and ours != theirs


def _comparable(
    left: Located,
    right: Located,
    context: StoryContext,
    options: CompareOptions,
    *,
    surest: bool,
) -> bool:
    """Tell whether one clause says what the other says, or differs from just that.

    Clauses that differ in their figures, their speaker or in a denial need to be less alike:
    what is said of them is that they differ. Two that are each other's likest (``surest``)
    may be one in other words, and one with other figures.
    """
    ours, theirs = (left.article, left.clause), (right.article, right.clause)
    pair = left.article, right.article
    if says_else(ours, theirs, context, event=left.mention.kind == "event"):
        return False
    if restates(ours, theirs, context, options.found_threshold):
        return True
    sides = ((ours, theirs), (theirs, ours))
    if surest and any(rewords(*each, context, options.found_threshold) for each in sides):
        return True
    score = float(context.clause_scores(*pair)[left.clause, right.clause])
    if _told_by_another(left, right, context):
        # What one says and another denies is not one thing that two say.
        return score >= _TOLD and not denies_what_is_said(ours, theirs, context)
    if one_denies(ours, theirs, context):
        return _denies_just_that(left, right, context)
    numbers = context.numbers(left), context.numbers(right)
    if left.mention.kind != "event" or not all(numbers) or numbers[0] & numbers[1]:
        return False
    if not _share_a_word(left, right, context) or is_first_time(left, right, context):
        return False
    return surest or score >= _OTHER_FIGURES


def _share_a_word(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether two clauses have a word in common that is no name, or two that say the same."""
    names = names_in(left, right, context)
    ours, theirs = (set(context.clause_words(item).stems) - names for item in (left, right))
    return any_said_in(ours, theirs)


def is_first_time(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether one of two clauses says that something was done for the first time.

    "In 2011 Poe became the first mayor to attend" is no other day of "Poe attended in 2015".
    """
    first, second = (
        _FIRST_TIME.search(fold(context.clause_text(item))) is not None for item in (left, right)
    )
    return first != second


def _told_by_another(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether two attributions have two speakers, who cannot be one, say one thing."""
    ours, theirs = left.mention.slots, right.mention.slots
    if isinstance(ours, AttributionSlots) and isinstance(theirs, AttributionSlots):
        if may_be_one(ours, theirs) or one_tells_of_other(ours, theirs):
            return False
        return one_content(ours, theirs, names_in(left, right, context) | offices())
    return False


def names_in(left: Located, right: Located, context: StoryContext) -> frozenset[str]:
    """Return the stems that the clauses of two mentions print as names, days and months apart."""
    space = context.clause_space
    names = (space.names_of(context.clause_words(item)) for item in (left, right))
    return frozenset().union(*names) - _CALENDAR


def _denies_just_that(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether of two clauses, of which one denies, it is the other that it denies."""
    ours, theirs = left.mention.slots, right.mention.slots
    if isinstance(ours, AttributionSlots) and isinstance(theirs, AttributionSlots):
        same = {ours.cue_class, theirs.cue_class} == {"deny", "confirm"}
        return same or context.frame(left, right) >= _DENIES_JUST_THAT
    if isinstance(ours, EventSlots) and isinstance(theirs, EventSlots):
        same = ours.predicate == theirs.predicate
        return same and context.frame(left, right) >= _DENIES_JUST_THAT
    return False


def _denial_links(items: Sequence[Located], context: StoryContext) -> Links:
    """Link what one outlet has denied to what another has confirmed, in whatever order of words.

    Few clauses do either, so what both speak of need not stand in clauses alike.
    """
    denied, confirmed = (
        [i for i, item in enumerate(items) if _attributed(item).cue_class == cue]
        for cue in ("deny", "confirm")
    )
    return {
        (min(i, j), max(i, j)): 1.0
        for i in denied
        for j in confirmed
        if context.related(items[i].article, items[j].article)
        and _one_matter(_attributed(items[i]), _attributed(items[j]))
    }


def _attributed(item: Located) -> AttributionSlots:
    return cast(AttributionSlots, item.mention.slots)


def _one_matter(left: AttributionSlots, right: AttributionSlots) -> bool:
    """Tell whether two contents share two words and most of the shorter."""
    ours, theirs = set(left.content.split()), set(right.content.split())
    n_shared = len(ours & theirs)
    return n_shared >= _FEWEST_SHARED and n_shared >= _MOST_OF_IT * min(len(ours), len(theirs))


def _one_sided(left: Located, right: Located) -> bool:
    """Tell whether a clause is only about who spoke, and the other about what happened."""
    ours, theirs = left.mention.slots, right.mention.slots
    if isinstance(ours, AttributionSlots) and isinstance(theirs, AttributionSlots):
        mine, other = set(ours.content.split()), set(theirs.content.split())
        return 2 * len(mine & other) < min(len(mine), len(other))
    if isinstance(ours, EventSlots) and isinstance(theirs, EventSlots):
        words = (
            f"{slots.predicate} {slots.agent} {slots.object}".split() for slots in (ours, theirs)
        )
        first, second = (set(stems) for stems in words)
        return not first & second
    return False
