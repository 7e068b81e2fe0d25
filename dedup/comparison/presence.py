"""Whether each article has a fact, and what comes nearest where it was not found.

"Left out" is a claim about a whole article, so it is never made: an article
without a mention of the fact is searched for the sentences that come nearest,
and only when even these say little of it is the fact *not found*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dedup.comparison.context import NOTHING, Located, StoryContext
from dedup.comparison.printed import PrintedName, is_printed, printed_name, sentences_with
from dedup.comparison.reported import lacks_main, says_else
from dedup.comparison.restating import Clause, introduces, is_within, restates, rewords
from dedup.comparison.speakers import none_agrees, speakers_agree
from dedup.comparison.telling import (
    SMALL,
    counted_too,
    counts_of,
    figure_there,
    is_absent_figure,
    is_absent_year,
    is_dated_too,
    is_measured_too,
    is_one_date,
    is_unspoken,
)
from dedup.comparison.verbatim import standing_in
from dedup.comparison.wording import same_utterance, spoken
from dedup.facts.first_names import one_first_name
from dedup.model import (
    DateSlots,
    NameSlots,
    Presence,
    PresenceState,
    QuantitySlots,
    QuoteSlots,
)
from dedup.options import CompareOptions
from dedup.sentence_words import read
from dedup.slots import compare_names
from dedup.text import content_stems, fold

# A figure or a name is either printed or not; a sentence that looks alike without it is evidence
# of its absence. What clauses and quotations say can be put in other words.
_NAMES = frozenset({"place", "person", "organisation"})
_PRINTED = _NAMES | {"quantity", "date"}
_CLAUSES = frozenset({"event", "attribution"})
# A sentence with the count of a clause may say it when it is this alike (own choice).
_SAME_COUNT = 0.2
# A clause is not found only in an article where no sentence is this alike, and which has less than
# this share of the words of its sentence, in sentences that do not just repeat another one of the
# clause's own article. On the 23 pairs of the samples whose sentences were paired by hand, 1,562
# facts that are no names: .888 of those not found are not there, and .792 of those that are not
# there are not found. A nearest sentence under .2 and four tenths of the words anywhere gives .916
# and .644, .55 and .62 give .861 and .806: words alone lead no further.
NEAR, COVERED = 0.48, 0.55
# A clause this alike may say it, even in a sentence that just repeats another one of its article;
# not in a copy, which repeats all.
_ALIKE = 0.75
# Nor where a sentence is this alike in an article that is not about the same (own choice).
_TOLD_THERE = 0.85
# Share of its clause's characters that makes a mention what the clause says.
_MOST = 0.6
# Share of a quotation's content words that a sentence holds which reports it. Of 61 quotations
# called found by likeness in eight stories of BASIL 17 of 17 rightly so have it, 4 of 44 wrongly.
_QUOTED = 0.6
# ... and of one in which nobody is said to speak: what it tells is told in much the same words.
_NARRATED = 0.8
# A sentence this alike may report a quotation with few of its words (own choice).
_NEARLY_SAID = 0.95
# Content words that a quotation needs to be looked for without marks: one word is anybody's.
_FRAGMENT = 2
# Content words that two persons may both say (own choice).
_FEW_WORDS = 4
# Who is in so few words anybody: "we get along with him".
_SOMEBODY = frozenset("he him his she her hers we us".split())
# Less than this a word tells too little to be looked for alone where one speaker is quoted.
_TELLING = 0.35
# Clauses alike of which neither stands in the other tell one matter, not one thing, where their
# sentences are so little of a paraphrase (read on 66 stories: of 11 such pairs one was told).
_NO_PARAPHRASE = 0.045
# A day that two sentences this alike print is one day where a clause of either says what one of the
# other says (read on 66 stories: all ten such days are).
_ONE_DAY = 0.8

_Scored = tuple[float, int]


@dataclass(frozen=True, slots=True)
class _Sought:
    """What is looked for in every article of a story.

    Args:
        items: The mentions of the fact, at least one.
        name: What of a name another article may print; None for any other fact.
        fragments: The words of its quotations of several content words, a space at either end.
        whole: The mentions that are most of their clauses. Only these can be told by their
            clauses' likeness: two quoted words are not said again because the sentence around
            them is.
        slots: What the mentions are of; what is asked of figures alone is asked of no clause.
        figures: Its counts and measures that no other word tells.
        counts: What its clauses count, if they are looked for by it.
    """

    items: Sequence[Located]
    name: PrintedName | None
    fragments: frozenset[str]
    whole: Sequence[Located]
    slots: frozenset[type]
    figures: frozenset[float]
    counts: Sequence[Located]


def presences(
    items: Sequence[Located], context: StoryContext, options: CompareOptions
) -> tuple[Presence, ...]:
    """Return the presence of one class of mentions in every article of the story.

    Args:
        items: The mentions of the fact, at least one.
        context: The story.
        options: ``found_threshold`` and ``uncertain_threshold``.
    """
    places: dict[int, set[int]] = {}
    for item in items:
        places.setdefault(item.article, set()).add(item.mention.sentence)
    kind = items[0].mention.kind
    sought = _Sought(
        items,
        _name(items, context) if kind in _NAMES else None,
        _fragments(items),
        [item for item in items if context.share_of_clause(item) >= _MOST],
        frozenset(type(item.mention.slots) for item in items),
        _figures(items),
        counts_of(items, context) if kind in _CLAUSES else (),
    )
    return tuple(
        _presence(sought, i, sorted(places.get(i, ())), context, options)
        for i in range(len(context.articles))
    )


def _name(items: Sequence[Located], context: StoryContext) -> PrintedName:
    """Return the name that mentions print, in all their forms."""
    texts = [parsed.article.text for parsed in context.articles]
    forms = {
        texts[item.article][span.start : span.end] for item in items for span in item.mention.spans
    }
    return printed_name(forms, items[0].mention.kind, texts)


def _of_others(items: Sequence[Located], article: int, context: StoryContext) -> frozenset[int]:
    """Return where an article names other bearers of the surname of a person."""
    if items[0].mention.kind != "person":
        return frozenset()
    ours = {
        slots.key: slots for item in items if isinstance(slots := item.mention.slots, NameSlots)
    }
    return frozenset(
        at
        for mention in context.persons.get(article, ())
        if isinstance(theirs := mention.slots, NameSlots)
        and any(_surname(theirs) == _surname(each) for each in ours.values())
        and all(_are_two(theirs, each) for each in ours.values())
        for span in mention.spans
        for at in range(span.start, span.end)
    )


def _are_two(left: NameSlots, right: NameSlots) -> bool:
    """Tell whether two persons of one surname have two first names, and no short form of one."""
    firsts = [each.name.split()[0].lower() for each in (left, right) if " " in each.name]
    if len(firsts) == 2 and one_first_name(*firsts):
        return False
    return compare_names(left, right) == "disjoint"


def _surname(slots: NameSlots) -> str:
    return slots.key.partition(" ")[0]


def _fragments(items: Sequence[Located]) -> frozenset[str]:
    """Return the words of quotations of several content words, as a sentence would hold them."""
    slots = [item.mention.slots for item in items]
    quoted = [read(each.words) for each in slots if isinstance(each, QuoteSlots)]
    return frozenset(f" {' '.join(each.plain)} " for each in quoted if len(each.stems) >= _FRAGMENT)


def _figures(items: Sequence[Located]) -> frozenset[float]:
    slots = [item.mention.slots for item in items]
    low = [each.low for each in slots if isinstance(each, QuantitySlots) and each.low]
    return frozenset(figure for figure in low if figure > SMALL)


def _presence(
    sought: _Sought,
    article: int,
    own: list[int],
    context: StoryContext,
    options: CompareOptions,
) -> Presence:
    """Return the presence in one article, given the sentences of its own mentions."""
    parsed, items = context.articles[article], sought.items
    kind = items[0].mention.kind
    related = context.related_to(items[0].article)[article]
    named = sought.name is not None and context.may_relate(items[0].article, article)
    if not own and named and sought.name is not None and is_printed(sought.name, parsed):
        own = sentences_with(sought.name, parsed, _of_others(items, article, context))
    if not own and related and sought.fragments:
        own = [
            place
            for place in _quoted(sought.fragments, article, context)
            if not _of_another(sought, article, place, context)
        ]
    if not own and related and kind == "quote":
        own = _said_there(items, article, context)
    if not own and related and kind == "quantity":
        place = figure_there(items, article, context)
        own = [place] if place is not None else []
    if not own and related and kind == "date":
        own = _dated_there(items, article, context, options)
    if own:
        position = min(
            (context.position(article, sentence) for sentence in own),
            key=("headline", "lead", "body", "tail").index,
        )
        return Presence(parsed.article.id, "found", tuple(own), None, 1.0, position)
    nearest, score = _nearest(items, article, context)
    if kind not in _PRINTED and related:
        said = _restated(sought, article, context, options)
        if said is not None:
            likely, place = said
            position = context.position(article, place)
            return Presence(parsed.article.id, "found", (place,), place, likely, position)
        likely, place = _likest(sought, article, context)
        # Most are less alike than either case asks.
        if (
            likely >= min(_ALIKE, options.uncertain_threshold)
            and likely >= _least(sought, article, place, context, options)
            and not _is_unspoken(sought, article, (score, nearest), context)
        ):
            return Presence(parsed.article.id, "uncertain", (), place, likely)
    told = kind not in _NAMES and not (
        (QuantitySlots in sought.slots and is_absent_figure(items, article, context))
        or (DateSlots in sought.slots and is_absent_year(items, article, context))
        or (QuoteSlots in sought.slots and _is_unspoken(sought, article, (score, nearest), context))
    )
    if told and (
        _may_be_said(items, article, context)
        or (related and _is_printed_else(sought, article, context, options))
    ):
        return Presence(parsed.article.id, "uncertain", (), nearest, score)
    counted = counted_too(sought.counts, article, context) if related and sought.counts else None
    if counted is not None and counted[0] >= _SAME_COUNT:
        likely, place = counted
        return Presence(parsed.article.id, "uncertain", (), place, likely)
    printed = kind == "quantity" and figure_there(items, article, context) is not None
    if (kind in _CLAUSES or printed) and not related and score >= _TOLD_THERE:
        return Presence(parsed.article.id, "uncertain", (), nearest, score)
    if (named or related) and _in_headline(sought, article, context):
        return Presence(parsed.article.id, "uncertain", (), nearest, score)
    state: PresenceState = "unknown" if parsed.truncated else "not_found"
    return Presence(parsed.article.id, state, (), nearest, score)


def _least(
    sought: _Sought, article: int, place: int, context: StoryContext, options: CompareOptions
) -> float:
    """Return how alike a sentence must be that may say a clause."""
    if not all(context.says_else(article, place, item.article) for item in sought.items):
        return options.uncertain_threshold
    origins = context.origins
    copied = any(origins[item.article] == origins[article] for item in sought.items)
    return 1.0 if copied else _ALIKE


def _is_unspoken(
    sought: _Sought, article: int, near: tuple[float, int | None], context: StoryContext
) -> bool:
    """Tell whether an article reports none of the words of a quotation.

    Nor does it quote a person whom it does not name, unless its nearest sentence says nearly the
    same or holds most of the words: what a company said may be its head's words.

    Args:
        sought: The quotation; nothing else is spoken or not.
        article: Number of the article.
        near: The score of its nearest sentence, and that sentence.
        context: The story.
    """
    score, place = near
    if is_unspoken(sought.items, article, context):
        return score < _NEARLY_SAID or not _shares_words(sought, article, place, context)
    speakers = {
        item.mention.slots.speaker
        for item in sought.items
        if isinstance(item.mention.slots, QuoteSlots)
    }
    if not speakers or score >= _ALIKE or place is None or not speakers <= context.person_keys:
        return False
    if any(_holds_quotation(item, article, place, context) for item in sought.items):
        return False
    text = fold(context.articles[article].article.text).lower()
    surnames = [(speaker or "").partition(" ")[0] for speaker in speakers]
    return not any(re.search(rf"\b{re.escape(surname)}", text) for surname in surnames)


def _shares_words(sought: _Sought, article: int, place: int | None, context: StoryContext) -> bool:
    """Tell whether a sentence has as many words of a quotation as a fragment has."""
    words = context.sentences.words[article][place] if place is not None else None
    quoted = [
        set(read(item.mention.slots.words).stems)
        for item in sought.items
        if isinstance(item.mention.slots, QuoteSlots)
    ]
    return words is not None and any(len(each & set(words.stems)) >= _FRAGMENT for each in quoted)


def _is_printed_else(
    sought: _Sought, article: int, context: StoryContext, options: CompareOptions
) -> bool:
    """Tell whether an article prints a measure or a date in other words."""
    if QuantitySlots in sought.slots and is_measured_too(sought.items, article, context):
        return True
    least = options.related_threshold
    return DateSlots in sought.slots and is_dated_too(sought.items, article, context, least)


def _in_headline(sought: _Sought, article: int, context: StoryContext) -> bool:
    """Tell whether a figure or a name stands in a headline that came beside the text."""
    headline, values = context.headlines[article]
    if not headline:
        return False
    if sought.name is not None:
        forms = [form for form in sought.name.forms if form in headline]
        return any(re.search(rf"\b{re.escape(form)}\b", headline) for form in forms)
    return not sought.figures.isdisjoint(values)


def _may_be_said(items: Sequence[Located], article: int, context: StoryContext) -> bool:
    """Tell whether an article may say in its own words what no sentence of it was found to say."""
    if not any([context.related_to(item.article)[article] for item in items]):
        return False
    if any([context.free_score(article, item) >= NEAR for item in items]):
        return True
    return any(context.covers(article, item, COVERED) for item in items)


def _quoted(fragments: Iterable[str], article: int, context: StoryContext) -> list[int]:
    """Return the content sentences that hold a quotation of several content words as it stands.

    Another article may print the words without marks, and one of many with another ending.
    """
    words = context.sentences.words[article]
    stems = [read(fragment).stems for fragment in fragments]
    inflected = [" ".join(each) for each in stems if len(each) > _FEW_WORDS]
    return [
        s.index
        for s in context.articles[article].content()
        if (each := words[s.index]) is not None
        and (
            any(fragment in f" {each.ordered_text} " for fragment in fragments)
            or any(f" {stems} " in f" {' '.join(each.stems)} " for stems in inflected)
        )
    ]


def _of_another(sought: _Sought, article: int, place: int, context: StoryContext) -> bool:
    """Tell whether a few words stand in a sentence only as what another person said.

    Two mayors may both be "seriously considering" something. A long quotation is one utterance,
    and so is one in sentences that render each other, whoever is taken for its speaker.
    """
    if any(len(content_stems(fragment)) > _FEW_WORDS for fragment in sought.fragments):
        return False
    if any(_sentence_score(item, article, place, context) >= _ALIKE for item in sought.items):
        return False
    ours = {
        item.mention.slots.speaker
        for item in sought.items
        if isinstance(item.mention.slots, QuoteSlots)
    }
    theirs = {
        other.slots.speaker
        for other in context.quotations.get(article, ())
        if other.sentence == place
        and isinstance(other.slots, QuoteSlots)
        and any(each in f" {' '.join(read(other.slots.words).plain)} " for each in sought.fragments)
    }
    return ours | theirs <= context.person_keys and none_agrees(ours, theirs)


def _said_there(items: Sequence[Located], article: int, context: StoryContext) -> list[int]:
    """Return the sentences that quote a telling word or two of the same speaker, who said more.

    "Poe called them “thugs”", "“These thugs have to go,” Poe said". Or of one who is called
    something else, in a sentence that renders the other.
    """
    found = set()
    for item in items:
        slots = item.mention.slots
        if not isinstance(slots, QuoteSlots) or slots.speaker is None:
            continue
        words = read(slots.words)
        stems = set(words.stems)
        if not stems or any(context.sentences.weight(stem) < _TELLING for stem in stems):
            continue
        fragment = f" {' '.join(spoken(slots.words))} "
        found |= {
            other.sentence
            for other in context.quotations.get(article, ())
            if isinstance(other.slots, QuoteSlots)
            and other.slots.speaker is not None
            and (
                speakers_agree(slots.speaker, other.slots.speaker)
                or _sentence_score(item, article, other.sentence, context) >= _TOLD_THERE
            )
            and fragment in f" {' '.join(spoken(other.slots.words))} "
        }
    return sorted(found)


def _dated_there(
    items: Sequence[Located], article: int, context: StoryContext, options: CompareOptions
) -> list[int]:
    """Return the sentences that print one of some dates and say what its sentence says.

    Whatever clause it stands in: "Poe was charged, the court announced Friday", "charged Friday".
    """
    found = []
    for item in items:
        for other in context.dates.get(article, ()):
            if context.sentence_closeness(item, other) < _ONE_DAY or not is_one_date(item, other):
                continue
            ours, theirs = (
                [n for n, cut in enumerate(cuts) if cut.paragraph == each.mention.sentence]
                for each in (item, other)
                for cuts in [context.clauses[each.article].sentences]
            )
            pairs = [((item.article, one), (article, two)) for one in ours for two in theirs]
            if any(_says(pair, context, options) for pair in pairs):
                found.append(other.mention.sentence)
    return sorted(set(found))


def _lacks_figures(item: Located, article: int, place: int, context: StoryContext) -> bool:
    """Tell whether the clause of a mention prints a figure that a sentence does not."""
    words = context.sentences.words[article][place]
    # What is attributed may go on behind the clause it begins in.
    printed = read(context.printed(item)).numbers
    return words is not None and not context.numbers(item) | printed <= words.numbers


def _restated(
    sought: _Sought, article: int, context: StoryContext, options: CompareOptions
) -> _Scored | None:
    """Return the likest clause of an article that restates one of a fact, or None.

    Returns:
        Its score and its sentence.
    """
    found: list[_Scored] = []
    told = [item for item in sought.items if item.mention.kind == "attribution"]
    for item in told or sought.whole:
        place = standing_in(item, article, context) if _is_clause(item) else None
        if place is not None:
            found.append((_sentence_score(item, article, place, context), place))
    for item in sought.whole:
        # In most articles none is, and the best is known.
        if context.nearest_clause(item.article, article, item)[0] < options.event_threshold:
            continue
        row = context.clause_scores(item.article, article)[item.clause]
        for clause in (row >= options.event_threshold).nonzero()[0].tolist():
            place = context.clauses[article].sentences[clause].paragraph
            pair = (item.article, item.clause), (article, clause)
            if (
                _says(pair, context, options)
                and _may_report(item, article, place, context, options.quote_threshold)
                and not _lacks_figures(item, article, place, context)
                and _one_part(item, *pair, context)
                and not says_else(*pair, context, event=item.mention.kind == "event")
                and not (_is_clause(item) and lacks_main(pair[0], article, place, context))
            ):
                found.append((float(row[clause]), place))
    return _best(found) if found else None


def _says(pair: tuple[Clause, Clause], context: StoryContext, options: CompareOptions) -> bool:
    """Tell whether the second clause says what the first says, or that and more."""
    if is_within(*pair, context) or rewords(*pair, context, options.found_threshold):
        return True
    if not restates(*pair, context, options.found_threshold):
        return False
    places = [(a, context.clauses[a].sentences[c].paragraph) for a, c in pair]
    return context.paraphrase(*places) >= _NO_PARAPHRASE


def _is_clause(item: Located) -> bool:
    return item.mention.kind in _CLAUSES


def _sentence_score(item: Located, article: int, place: int, context: StoryContext) -> float:
    return float(context.sentence_scores(item.article, article)[item.mention.sentence, place])


def _one_part(item: Located, ours: Clause, theirs: Clause, context: StoryContext) -> bool:
    """Tell whether both clauses, or neither, only introduce what somebody said."""
    event = item.mention.kind == "event"
    return not event or introduces(ours, context) == introduces(theirs, context)


def _may_report(
    item: Located, article: int, place: int, context: StoryContext, least: float
) -> bool:
    """Tell whether a sentence may report what a mention quotes, if it quotes.

    It holds most of the words; and where these are quoted there, they are the same speaker's
    and this utterance by its wording: somebody else says something like it. A few words about
    somebody whom they do not name are said of many.
    """
    slots = item.mention.slots
    if not isinstance(slots, QuoteSlots):
        return True
    if not _holds_quotation(item, article, place, context):
        return False
    quoted = read(slots.words)
    wanted = set(quoted.stems)
    if len(wanted) <= _FEW_WORDS and not _SOMEBODY.isdisjoint(quoted.plain):
        return False
    if (article, place) not in context.speakers and not _holds_quotation(
        item, article, place, context, _NARRATED
    ):
        return False
    for other in context.quotations.get(article, ()):
        theirs = other.slots
        if other.sentence != place or not isinstance(theirs, QuoteSlots):
            continue
        if len(wanted & set(read(theirs.words).stems)) >= _QUOTED * len(wanted):
            one = speakers_agree(slots.speaker, theirs.speaker)
            return one and same_utterance(slots.words, theirs.words) >= least
    return True


def _holds_quotation(
    item: Located, article: int, place: int, context: StoryContext, least: float = _QUOTED
) -> bool:
    """Tell whether a sentence holds most of what a mention quotes, if it quotes."""
    slots, words = item.mention.slots, context.sentences.words[article][place]
    if not isinstance(slots, QuoteSlots) or words is None:
        return True
    quoted = set(read(slots.words).stems)
    return len(quoted & set(words.stems)) >= least * len(quoted)


def _likest(sought: _Sought, article: int, context: StoryContext) -> _Scored:
    """Return the best score of a fact's clauses in an article, and the sentence it stands in."""
    return _best([context.nearest_clause(i.article, article, i) for i in sought.whole])


def _best(found: Sequence[_Scored]) -> _Scored:
    """Return the best score, of the first sentence that has it."""
    if len(found) == 1:  # most facts have one mention
        return found[0]
    return max(found, key=lambda pair: (pair[0], -pair[1]), default=NOTHING)


def _nearest(
    items: Sequence[Located], article: int, context: StoryContext
) -> tuple[int | None, float]:
    """Return the sentence most like any mention's clause or sentence, and its score.

    The first of content where nothing is alike; None in an article without content.
    """
    score, sentence = _best([context.nearest(item.article, article, item) for item in items])
    if score > 0.0:
        return sentence, score
    return context.first_content[article], 0.0
