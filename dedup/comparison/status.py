"""What the outlets' mentions of one fact say together.

The status of a fact is read off its mentions, pair by pair over different
articles, worst news first: conflicting, updated, wording or attribution, detail,
shared. A conflict is only ever a pair of values that exclude each other, found
by ``links`` in one slot; dissimilar text is never one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import cast

from dedup.comparison.agreement import (
    date_agreement,
    figure_agreement,
    of_two_events,
    other_toll,
    printed_number,
    printed_value,
    rises,
    toll,
)
from dedup.comparison.context import Located, StoryContext
from dedup.comparison.dated import tells_part
from dedup.comparison.figures import fills_slot, fits
from dedup.comparison.links import SAME_SENTENCE, is_first_time, names_in
from dedup.comparison.speakers import (
    may_be_one,
    one_content,
    one_tells_of_other,
    represents,
    speaks_for,
)
from dedup.comparison.tenures import one_office
from dedup.comparison.wording import (
    changed_words,
    only_extends,
    rewords_fragment,
    same_utterance,
    same_words,
    shared_words,
    spoken,
)
from dedup.facts.modality import is_negated, modality_of, negated_words
from dedup.facts.name_words import PRESS
from dedup.model import (
    AttributionSlots,
    DateSlots,
    EventSlots,
    NameSlots,
    QuantitySlots,
    QuoteSlots,
    Reason,
    Status,
)
from dedup.options import CompareOptions
from dedup.slots import adds_up, compare_names
from dedup.text import content_stems, fold, stem

# What says that somebody denies something, or rejects what was said of him.
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|rebut(?:s|ted|ting|tals?)?|re(?:fut|pudiat)(?:es?|ed|ing)"
    r"|re(?:ject|buff)(?:s|ed|ing|ions?)?|disput(?:es?|ed|ing)|dismiss(?:es|ed|ing|als?)?"
    r"|(?:disavow|contradict)(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)
_CONFIRMED = re.compile(r"\bconfirm(?:s|ed|ing)\b", re.IGNORECASE)
# Clauses this alike, in words and in all, say the same but for a "not" (own choice: the one
# false conflict of 150 pairs of BASIL had .72).
_DENIED = 0.8
# Clauses whose figures all differ tell one thing where they are this alike, or share this much
# beside the figures (own choice: of 7 such pairs of 56 stories that do not, none told one thing).
_RENDERED, _ONE_MATTER = 0.8, 0.35
# What clauses that met, and of which no two of different articles say one thing, differ in.
_UNLIKE = {
    "event": "figures that differ, in clauses unlike",
    "attribution": "speakers that differ, of what may be two things",
}
# Share of words that a denial and a mere statement have in common (own choice: the one false
# conflict of such a pair in 100 pairs of NewsWCL50 has .53).
_SAME_MATTER = 0.65

# Last words of the names of news outlets, and what an outlet is called without one.
_OUTLETS = PRESS | frozenset(
    """press guardian independent mail reuters afp cnn nbc cbs abc bbc npr msnbc politico
    bloomberg""".split()
)
_OUTLET_WORDS = frozenset("newspaper newspapers tabloid paper magazine broadcaster outlet".split())

_Verdict = tuple[Status, tuple[Reason, ...]]
ORDER: tuple[Status, ...] = (
    "conflicting",
    "updated",
    "wording_differs",
    "attribution_differs",
    "detail_differs",
    "shared",
)


def judge(items: Sequence[Located], context: StoryContext, options: CompareOptions) -> _Verdict:
    """Return the status of one class of mentions, and what decided it.

    Args:
        items: Its mentions, at least one.
        context: The story.
        options: Thresholds.

    Returns:
        ``unique`` when one origin alone has it (one article, if the story has
        only one origin); else the worst status over all pairs of mentions in
        different articles.
    """
    origins = {context.origins[item.article] for item in items}
    articles = {item.article for item in items}
    parts, sum_of_parts = _parts(items, context)
    # The parts of a sum are compared as a sum; the other figures with each other.
    rest = [item for item in items if item not in parts]
    verdicts = _verdicts(rest, context, options)
    worst = min(verdicts, key=lambda verdict: ORDER.index(verdict[0]), default=None)
    if worst is not None and worst[0] in ("conflicting", "updated"):
        return worst[0], (*worst[1], *sum_of_parts)
    if sum_of_parts:
        return "shared", sum_of_parts
    if len(articles) == 1 or (len(origins) == 1 and context.n_origins > 1):
        return "unique", (Reason("origins that have it", 1, float(context.n_origins)),)
    if worst is not None and worst[0] != "shared":
        return worst
    if worst is None and rest and rest[0].mention.kind in _UNLIKE:
        return "undecided", (Reason(_UNLIKE[rest[0].mention.kind], len(items)),)
    if worst is None and _excludes(rest, context):
        # They met by their toll or through a third, in clauses too unlike for a conflict.
        return "undecided", (Reason("values that differ, in clauses unlike", len(items)),)
    return "shared", (Reason("origins that have it", len(origins), float(context.n_origins)),)


def _verdicts(
    items: Sequence[Located], context: StoryContext, options: CompareOptions
) -> list[_Verdict]:
    """Judge every pair of mentions in different articles.

    An article that prints both sides of a difference does not differ (``_settled``).
    """
    if _one_name(items):
        return [("shared", ())] if len({item.article for item in items}) > 1 else []
    judged: dict[tuple[int, int], _Verdict] = {}
    for i, left in enumerate(items):
        for j in range(i + 1, len(items)):
            if left.article != items[j].article:
                verdict = _pair(left, items[j], context, options)
                conflict = verdict is not None and verdict[0] == "conflicting"
                if conflict and any(_holds_another(items, place) for place in (i, j)):
                    continue
                if verdict is not None:
                    judged[i, j] = verdict
    if all(verdict[0] == "shared" for verdict in judged.values()):
        return list(judged.values())
    # For each mention and other article, those there that agree with it.
    agreeing: dict[tuple[int, int], list[Located]] = {}
    for (i, j), verdict in judged.items():
        if verdict[0] == "shared":
            for one, other in ((i, j), (j, i)):
                agreeing.setdefault((one, items[other].article), []).append(items[other])
    return [
        verdict
        for (i, j), verdict in judged.items()
        if verdict[0] == "shared" or not _settled(items, (i, j), verdict[0], agreeing)
    ]


def _one_name(items: Sequence[Located]) -> bool:
    """Tell whether these are names of which no two can differ: a story prints some by the hundred.

    Persons and bodies that met are one; of a place another form may say more.
    """
    slots = [item.mention.slots for item in items]
    names = [each for each in slots if isinstance(each, NameSlots)]
    if len(names) < len(items) or not names:
        return False
    if all(item.mention.kind != "place" for item in items):
        return True
    alike = len({(each.key, each.name) for each in names}) == 1
    return alike and compare_names(names[0], names[0]) == "equal"


def _holds_another(items: Sequence[Located], place: int) -> bool:
    """Tell whether the content of a denial holds what another verb of its sentence reports.

    "Rejected that and said the pier is safe": who says so does not deny it.
    """
    item = items[place]
    if not _denies(item):
        return False
    first, last = item.mention.spans[0].start, item.mention.spans[-1].end
    return any(
        first <= other.mention.spans[0].start and other.mention.spans[-1].end <= last
        for other in items
        if other.article == item.article and not _denies(other)
    )


def _denies(item: Located) -> bool:
    slots = item.mention.slots
    return isinstance(slots, AttributionSlots) and slots.cue_class == "deny"


def _excludes(items: Sequence[Located], context: StoryContext) -> bool:
    """Tell whether two figures or dates of different articles exclude each other."""
    for left, right in combinations(items, 2):
        slots = left.mention.slots
        if left.article == right.article or not isinstance(slots, QuantitySlots | DateSlots):
            continue
        dated = isinstance(slots, DateSlots)
        agreement = date_agreement if dated else figure_agreement
        answer = agreement(left, right, context)
        if answer == "disjoint":
            return True
    return False


def _prints_too(item: Located, other: Located, least: int) -> bool:
    """Tell whether a mention prints what another one of its article prints.

    Not so two sentences of a quotation, of which somebody else prints the one alike; nor a few
    words of it.
    """
    ours, theirs = item.mention.slots, other.mention.slots
    if not isinstance(ours, QuoteSlots) or not isinstance(theirs, QuoteSlots):
        return True
    n_shared = len(shared_words(ours.words, theirs.words))
    whole = len(shared_words(theirs.words, theirs.words))
    return len(spoken(ours.words)) >= least and 2 * n_shared >= whole


def _n_words(item: Located) -> int:
    slots = item.mention.slots
    return len(spoken(slots.words)) if isinstance(slots, QuoteSlots) else 0


def _settled(
    items: Sequence[Located],
    pair: tuple[int, int],
    status: Status,
    agreeing: Mapping[tuple[int, int], Sequence[Located]],
) -> bool:
    """Tell whether two mentions do not differ after all, as the other's article has either.

    For what is milder than a conflict one will do: an article that prints what the other
    prints, and more or less of it elsewhere, does not differ from it. Not so for clauses,
    which are the same without having the same figures; and a quotation is not had by one
    that prints a few words of it.
    """
    left, right = (items[place] for place in pair)
    places = ((pair[0], right), (pair[1], left))
    least = min(_n_words(left), _n_words(right))
    n_held = sum(
        any(_prints_too(each, other, least) for each in agreeing.get((one, other.article), ()))
        for one, other in places
    )
    mild = status not in ("conflicting", "updated") and left.mention.kind != "event"
    return n_held >= (1 if mild else 2)


def _parts(
    items: Sequence[Located], context: StoryContext
) -> tuple[list[Located], tuple[Reason, ...]]:
    """Return the figures of a sentence that add up to another article's total, and a reason."""
    by_sentence: dict[tuple[int, int], list[Located]] = {}
    for item in items:
        if isinstance(item.mention.slots, QuantitySlots):
            by_sentence.setdefault((item.article, item.mention.sentence), []).append(item)
    for (article, _), run in by_sentence.items():
        slots = [cast(QuantitySlots, item.mention.slots) for item in run]
        for other in items:
            total = other.mention.slots
            if other.article == article or not isinstance(total, QuantitySlots):
                continue
            if any(other_toll(item, other, context) for item in run):
                continue
            if adds_up(slots, total):
                return run, (Reason("parts add up", " + ".join(map(_figure, slots))),)
    return [], ()


def _without_owner(printed: str) -> str:
    """Return "october" for "October" and for the "October's" of "October's vote"."""
    return fold(printed).lower().removesuffix("'s")


def _figure(slots: QuantitySlots) -> str:
    value = slots.low if slots.low is not None else slots.high
    return f"{value:g}" if value is not None else "?"


def _pair(
    left: Located, right: Located, context: StoryContext, options: CompareOptions
) -> _Verdict | None:
    """Judge two mentions of one class in different articles."""
    ours, theirs = left.mention.slots, right.mention.slots
    if isinstance(ours, QuantitySlots) and isinstance(theirs, QuantitySlots):
        answer = figure_agreement(left, right, context)
        if answer != "equal" and of_two_events(left, right, context):
            return None
        if answer != "equal" and is_update(left, right, context):
            return "updated", (Reason("one toll, later and higher", toll(left, context)),)
        if answer == "compatible" and (
            printed_value(ours) == printed_value(theirs) or _one_rounding(ours, theirs)
        ):
            # One figure, said of "700,000" and of "700,000 members".
            answer = "equal"
        return _from_agreement(answer, left, right, context, options)
    if isinstance(ours, DateSlots) and isinstance(theirs, DateSlots):
        answer = date_agreement(left, right, context)
        if answer == "compatible" and (
            _without_owner(context.printed(left)) == _without_owner(context.printed(right))
            or tells_part(left, right, context)
        ):
            # "October" is one month, whether or not its article has a date that tells its year.
            answer = "equal"
        return _from_agreement(answer, left, right, context, options)
    if isinstance(ours, NameSlots) and isinstance(theirs, NameSlots):
        answer = compare_names(ours, theirs)
        if answer == "equal" or not left.mention.kind == right.mention.kind == "place":
            return "shared", ()
        if not fits(left, right, context, options):
            return None
        return "detail_differs", (Reason("names", f"{ours.name} / {theirs.name}"),)
    if isinstance(ours, QuoteSlots) and isinstance(theirs, QuoteSlots):
        if same_words(ours.words, theirs.words):
            return "shared", ()
        # Fragments may meet through a longer quotation that holds both.
        score = same_utterance(ours.words, theirs.words)
        if score < options.quote_threshold - SAME_SENTENCE and not rewords_fragment(
            ours.words, theirs.words
        ):
            return None
        if only_extends(ours.words, theirs.words):
            return "shared", ()
        # Somebody else may have said something like it elsewhere.
        unknown = None in (ours.speaker, theirs.speaker)
        if unknown and context.sentence_closeness(left, right) < options.quote_threshold:
            return None
        changed = changed_words(ours.words, theirs.words)
        if not any(changed) and any(slots.words[:1].islower() for slots in (ours, theirs)):
            return None  # one cut begins earlier, the other goes on: no word is another
        each = " / ".join(side or "-" for side in changed) if any(changed) else "what is around"
        return "wording_differs", (Reason("words of the quotation differ", each),)
    if isinstance(ours, AttributionSlots) and isinstance(theirs, AttributionSlots):
        return _attributions(left, right, context)
    return _events(left, right, context, options)


def _one_rounding(left: QuantitySlots, right: QuantitySlots) -> bool:
    """Tell whether two loosened figures print one number: "about 10%", "about one in 10"."""
    loose = left.comparator == right.comparator == "~"
    value = printed_number(left)
    one = value is not None and value == printed_number(right)
    return loose and one and (left.unit, left.change) == (right.unit, right.change)


def _from_agreement(
    answer: str,
    left: Located,
    right: Located,
    context: StoryContext,
    options: CompareOptions,
) -> _Verdict | None:
    statuses: dict[str, Status] = {
        "equal": "shared",
        "compatible": "detail_differs",
        "disjoint": "conflicting",
    }
    if answer not in statuses:
        return None
    # Two values of one class may exclude each other only where their own clauses are close;
    # otherwise they met through a third mention.
    close = context.closeness(left, right)
    if answer == "compatible" and not _is_detail(left, right, context, options):
        return None
    if answer == "disjoint" and not fills_slot(left, right, close, context, options):
        return None
    if answer == "disjoint" and left.mention.kind == "date" and is_first_time(left, right, context):
        return None
    if answer == "disjoint" and one_office(left, right, context):
        years = " / ".join(map(context.printed, (left, right)))
        return "conflicting", (Reason("start of one office", years),)
    if answer == "disjoint" and close < options.conflict_threshold:
        noun = cast(QuantitySlots, left.mention.slots).noun
        return "conflicting", (Reason("either article counts them once", noun),)
    return statuses[answer], (_closeness(left, right, context),)


def _is_detail(
    left: Located, right: Located, context: StoryContext, options: CompareOptions
) -> bool:
    """Tell whether two values that can both be true tell one thing more or less finely.

    Two counts of one toll do in clauses less alike: a story has one at a time.
    """
    if fits(left, right, context, options):
        return True
    if left.mention.kind != "quantity" or not toll(left, context):
        return False
    one_toll = toll(left, context) == toll(right, context)
    return one_toll and context.closeness(left, right) >= options.related_threshold


def _closeness(left: Located, right: Located, context: StoryContext) -> Reason:
    return Reason("clauses render each other", context.closeness(left, right))


def is_update(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether the later article has the later, higher count of something that grows.

    Counts that only grow while an event unfolds: a later, higher one corrects nobody.
    """
    return rises(left, right, context) and toll(left, context) == toll(right, context) != ""


def _attributions(left: Located, right: Located, context: StoryContext) -> _Verdict | None:
    ours, theirs = (cast(AttributionSlots, item.mention.slots) for item in (left, right))
    closeness = _closeness(left, right, context)
    same_speaker = may_be_one(ours, theirs) or _one_voice(left, right, context)
    if _contradict(left, right, context, same_speaker=same_speaker):
        return "conflicting", (Reason("cues", f"{ours.cue} / {theirs.cue}"), closeness)
    if same_speaker:
        return "shared", (closeness,)
    if one_tells_of_other(ours, theirs):
        return None
    if not one_content(ours, theirs, names_in(left, right, context)):
        return None
    if _supposes(left, context) != _supposes(right, context):
        return None  # "likely to resign", "has not decided whether to": two things
    if _passes_on(ours, theirs):
        return "shared", (closeness,)
    names = f"{ours.speaker_name or ours.speaker} / {theirs.speaker_name or theirs.speaker}"
    return "attribution_differs", (Reason("speakers", names), closeness)


def _one_voice(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether one speaker is a country, and the other speaks for it by his sentence.

    Or a body, and the other its lawyer or leader by any article.
    """
    texts = [parsed.article.text for parsed in context.articles]
    for one, other in ((left, right), (right, left)):
        sentence = context.articles[other.article].sentence_text(other.mention.sentence)
        state, officer = (cast(AttributionSlots, item.mention.slots) for item in (one, other))
        if speaks_for(state, officer, sentence):
            return True
        if any(represents(state, officer, text) for text in texts):
            return True
    return False


def _supposes(item: Located, context: StoryContext) -> bool:
    """Tell whether the content of an attribution is only what may be."""
    return modality_of(fold(context.printed(item)).lower()) == "conditional"


def _passes_on(left: AttributionSlots, right: AttributionSlots) -> bool:
    """Tell whether one speaker is a news outlet that has it from somebody, maybe the other.

    Two outlets named are two sources, but "the tabloid" may be either.
    """
    heads = [re.findall(r"[^\W\d_]+", slots.speaker or "")[-1:] for slots in (left, right)]
    named = [head and head[0] in _OUTLETS for head in heads]
    return named[0] != named[1] or any(head and head[0] in _OUTLET_WORDS for head in heads)


def _contradict(
    left: Located, right: Located, context: StoryContext, *, same_speaker: bool
) -> bool:
    """Tell whether one outlet has denied what another has confirmed.

    Those exclude each other whoever speaks; a mere "said" only from the same mouth, of
    the same matter, and where it does not itself report the denial.
    """
    if cast(AttributionSlots, left.mention.slots).cue_class != "deny":
        left, right = right, left
    ours, theirs = (cast(AttributionSlots, item.mention.slots) for item in (left, right))
    if ours.cue_class != "deny":
        return False
    sentence = context.articles[right.article].sentence_text(right.mention.sentence)
    # "Confirmed that it had denied …", "said it denied …": no denial of that.
    if _DENIAL.search(sentence):
        return False
    if theirs.cue_class == "confirm" or (same_speaker and _CONFIRMED.search(sentence)):
        return True
    if theirs.cue_class not in ("say", "announce") or not same_speaker:
        return False
    if ours.speaker is None or theirs.speaker is None:
        return False
    # "Said he did not": the same in other words.
    if is_negated(fold(sentence).lower()):
        return False
    return context.frame(left, right) >= _SAME_MATTER


def _says_what_is_denied(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether the clause without a negation states what the other one denies.

    "Clark appeared in court" is not denied by "Clark appeared in court and made no plea".
    """
    if cast(EventSlots, right.mention.slots).negated:
        left, right = right, left
    denied = {stem(word) for word in negated_words(fold(context.clause_text(left)).lower())}
    return not denied.isdisjoint(content_stems(context.clause_text(right)))


def _events(
    left: Located, right: Located, context: StoryContext, options: CompareOptions
) -> _Verdict | None:
    ours, theirs = (cast(EventSlots, item.mention.slots) for item in (left, right))
    closeness = _closeness(left, right, context)
    frame = context.frame(left, right)
    if (
        ours.negated != theirs.negated
        and ours.modality == theirs.modality
        and ours.predicate == theirs.predicate
        and frame >= max(_DENIED, options.frame_threshold)
        and context.closeness(left, right) >= _DENIED
        and _says_what_is_denied(left, right, context)
    ):
        return "conflicting", (Reason("one clause denies it", frame, _DENIED), closeness)
    numbers = context.numbers(left), context.numbers(right)
    if all(numbers) and not numbers[0] & numbers[1]:
        # Whether the figures conflict is judged as figures; the clauses are not simply the same.
        if frame < _ONE_MATTER and context.closeness(left, right) < _RENDERED:
            return None
        if is_first_time(left, right, context):
            return None
        return "detail_differs", (Reason("figures differ", "yes"), closeness)
    if numbers[0] - numbers[1] and numbers[1] - numbers[0]:
        return "detail_differs", (Reason("figures differ", "yes"), closeness)
    lacking = _figures_lacking(left, right, context) | _figures_lacking(right, left, context)
    if lacking:
        return "detail_differs", (
            Reason("figures of one alone", ", ".join(sorted(lacking))),
            closeness,
        )
    return "shared", (closeness,)


def _figures_lacking(item: Located, other: Located, context: StoryContext) -> frozenset[str]:
    """Return the figures of a clause that the other's article prints nowhere."""
    printed = context.figures(other.article)
    return frozenset(n for n in context.numbers(item) if float(n) not in printed)
