"""What a date or a figure is said of: the verb beside it, and who is said to do it.

Sentences of one story share most of their words whatever they tell; two dates in them are
the date of one thing only where one thing was done, or one did it. Without a parser this is a
best effort, and never printed: the verb that a date belongs to stands right before it in its
clause, or behind a date that opens the clause; of a count it may stand on either side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, product

from dedup.comparison.context import Located, StoryContext
from dedup.comparison.news_verbs import is_listed, one_class, say_the_same
from dedup.comparison.restating import offices
from dedup.comparison.speakers import none_agrees
from dedup.facts.events import REPORTING
from dedup.facts.verbs import AUXILIARIES, MODALS, is_finite, is_participle
from dedup.model import DateSlots
from dedup.text import STOP_WORDS, content_stems, fold, stem

_TOKEN = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]+)*|\d[\d.,:]*|[^\w\s]")
# They say nothing of their own: "took place", "made an offer", "came under fire".
_LIGHT = frozenset(
    map(stem, "took made got came went put set gave let kept held said following including".split())
)
# What every picture does is no one deed: "video shows", "a photograph showed".
_PICTURED = frozenset(map(stem, "show showed shows".split()))
# Words of many bodies' names.
_BODY_WORDS = frozenset(map(stem, "state house department ministry committee court".split()))
# A clause opens behind these; what stands before is not the subject of its verb.
_OPENS = frozenset("that which who whose when where while as because if after before".split())
_ARTICLES = frozenset({"a", "an", "the"})
_SHORTEST_ING = len("being")
_RELATIVE = frozenset("who which whose".split())
_MARKS = frozenset(',;:"()[]\u2014')
# Words before a date, and behind one that stands before its noun ("Sunday's march"), that name
# what happened; and words of a subject (own choice).
_NEAR, _HEADED, _SUBJECT = 6, 3, 12
# Between a verb and its date, and how long what stands there between commas may be.
_TO_DATE, _ASIDE = frozenset("on in at by".split()), 12
# No clause of news is longer.
_REACH = 60
# Clauses this alike say one thing in whatever words, and so do those that are nearly so where the
# values are equal; subjects that are one make it one in clauses that share this much beside the
# date; and what may be one speaker, doer or matter, in sentences this alike (own choice; read on
# 15 stories of BASIL, AllSides and WikiNews).
_SAME_CLAUSE, _LIKELY, _HALF = 0.97, 1.25, 0.5
_ONE_DOER, _ONE_SPEAKER, _UNNAMED, _OTHER_VOICE = 0.2, 0.5, 0.6, 0.7
# What somebody said and what somebody did, of whom one is not named, in clauses this alike.
_SPOKE_AND_DID = 0.8
# A deed that either names anywhere around, in clauses this alike.
_ONE_STORY = 0.4
# ... or clauses that share this much beside two figures.
_ONE_FRAME = 0.6
# Content words beside the date that a clause has at least, or its sentence is read for it.
_FRAME = 3


@dataclass(frozen=True, slots=True)
class SaidOf:
    """What stands around a date or a figure, in stems.

    Args:
        verbs: The verb it belongs to; of a figure, those on either side.
        further: The verb before that, or behind it.
        heads: The nouns that a date stands before.
        around: Words before and behind it, names left out.
        near: Words beside it, names left out.
        subject: The words before that verb.
        named: The names beside it.
        framed: Its clause says enough to be compared.
    """

    verbs: frozenset[str]
    further: frozenset[str]
    near: frozenset[str]
    subject: frozenset[str]
    named: frozenset[str]
    heads: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    framed: bool = True

    @property
    def deeds(self) -> frozenset[str]:
        """The verbs that say what was done."""
        return (self.verbs | self.further) - _SPEECH or self.verbs

    @property
    def reports(self) -> bool:
        """Whether the verb only says that somebody spoke."""
        return bool(self.verbs) and self.verbs <= _REPORTS


_SPEECH = frozenset("said told tell say report add wrote write call ask spoke speak".split())
_REPORTS = REPORTING | {"said", "told", "spoke", "speak", "wrote"}


def one_occasion(left: Located, right: Located, context: StoryContext, *, equal: bool) -> bool:
    """Tell whether two dates, or two counts, are said of one deed.

    Args:
        left: A date or a count.
        right: Another of the same kind.
        context: The story.
        equal: They are one value, or one day, not only such as may be.
    """
    close, frame = context.closeness(left, right), context.frame(left, right)
    ours, theirs = said_of(left, context), said_of(right, context)
    if ours.reports and theirs.reports and none_agrees(*_voices(left, right, context)):
        return False  # two speakers spoke on two occasions, in whatever like words
    if close >= _SAME_CLAUSE and frame >= _SAME_CLAUSE:
        return True
    if not equal and not (_tells_heads(ours, theirs) and _tells_heads(theirs, ours)):
        return False  # "Tuesday's elections" are not what happened "in October"
    if equal and not ours.heads & theirs.heads and _of_two_persons(left, right, context):
        return False
    framed, named = ours.framed and theirs.framed, len(ours.named & theirs.named) > 1
    if framed and equal and frame >= _HALF <= close and close + frame >= _LIKELY:
        return True
    doer = same_doer(ours, theirs)
    if ours.reports and theirs.reports:
        anyone = may_be_anyone(ours.subject) or may_be_anyone(theirs.subject)
        return doer or (anyone and close >= _ONE_SPEAKER)
    if same_deed(ours, theirs) or same_matter(ours, theirs):
        return True
    if not equal:
        return framed and named and close >= _OTHER_VOICE
    if close >= _ONE_STORY and _same_event(ours, theirs):
        return True
    if frame >= _ONE_DOER and _one_subject(ours.subject, theirs.subject):
        return True
    if not ours.subject or not theirs.subject:
        # Of nobody named, that somebody spoke is hardly what somebody did.
        return close >= (_UNNAMED if ours.reports == theirs.reports else _SPOKE_AND_DID)
    return (doer or named) and close >= _OTHER_VOICE


def _tells_heads(left: SaidOf, right: SaidOf) -> bool:
    """Tell whether a noun that one date stands before is among the words around the other."""
    told = right.heads | right.around | right.near | right.subject | right.deeds
    return not left.heads or not left.heads.isdisjoint(told)


def _of_two_persons(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether two years are said of persons of whom neither sentence names the other's.

    Everybody of a story did something in the same year.
    """
    sides = [_named_before(item, context) for item in (left, right)]
    return all(sides) and sides[0].isdisjoint(sides[1])


def _named_before(item: Located, context: StoryContext) -> frozenset[str]:
    """Return the surnames of the persons that a sentence names before a year."""
    slots, start = item.mention.slots, item.mention.spans[0].start
    if not isinstance(slots, DateSlots) or slots.precision != "year":
        return frozenset()
    return context.surnames(item, start)


def _voices(
    left: Located, right: Located, context: StoryContext
) -> tuple[Sequence[str | None], Sequence[str | None]]:
    """Return who is said to speak in the sentence of each of two mentions."""
    ours, theirs = (
        context.speakers.get((item.article, item.mention.sentence), ()) for item in (left, right)
    )
    return ours, theirs


def one_count(
    left: Located, right: Located, context: StoryContext, *, only_deeds: bool = False
) -> bool:
    """Tell whether two figures that may be one are said of one deed, or of it in its words.

    Args:
        left: A figure.
        right: Another, of the same noun or unit.
        context: The story.
        only_deeds: Like clauses do not tell.
    """
    if not only_deeds and context.frame(left, right) >= _ONE_FRAME:
        return True
    return same_deed(said_of(left, context), said_of(right, context))


def same_deed(left: SaidOf, right: SaidOf) -> bool:
    """Tell whether two clauses name one deed: one verb, or one as a noun beside the other date."""
    ours, theirs = left.deeds - _LIGHT, right.deeds - _LIGHT
    mine, other = left.near | left.subject, right.near | right.subject
    pairs = [(ours, theirs), (ours, other), (mine, theirs)]
    if any(
        say_the_same(*pair) and not _PICTURED.issuperset(pair)
        for first, second in pairs
        for pair in product(first, second)
    ):
        return True
    return any(one_class(*pair) for pair in product(left.near, right.near))


def of_two_deeds(left: Located, right: Located, context: StoryContext) -> bool:
    """Tell whether two clauses tell two deeds, and share no word beside but names.

    "Closed the Northern Fisheries Agreement in 2018", "made the Northern Fisheries Agreement an
    issue in 2016": a long name is most of what both say.
    """
    ours, theirs = said_of(left, context), said_of(right, context)
    if not (ours.deeds and theirs.deeds) or same_deed(ours, theirs):
        return False
    return ours.near.isdisjoint(theirs.near) and ours.heads.isdisjoint(theirs.heads)


def _same_event(left: SaidOf, right: SaidOf) -> bool:
    """Tell whether both name one deed somewhere around, unless they are of two known deeds."""
    if any(map(is_listed, left.deeds)) and any(map(is_listed, right.deeds)):
        return False
    return any(one_class(*pair) for pair in product(left.around, right.around))


def same_doer(left: SaidOf, right: SaidOf) -> bool:
    """Tell whether two subjects share a word, or one stands beside the other's date."""
    if _one_subject(left.subject, right.subject):
        return True
    return bool(left.subject & right.named) or bool(right.subject & left.named)


def _one_subject(left: frozenset[str], right: frozenset[str]) -> bool:
    """Tell whether two subjects share a word, and more than a part of two bodies' longer names.

    "The State Department", "the United States"; "the department" may be any.
    """
    shared = left & right
    return not shared <= _BODY_WORDS or (bool(shared) and shared in (left, right))


def same_matter(left: SaidOf, right: SaidOf) -> bool:
    """Tell whether two dates stand before one noun, or two words beside them are the same."""
    return bool(left.heads & right.heads) or len(left.near & right.near) > 1


def may_be_anyone(subject: frozenset[str]) -> bool:
    """Tell whether a subject names nobody, or only an office: "the governor"."""
    return not subject or bool(subject & offices())


def said_of(item: Located, context: StoryContext) -> SaidOf:
    """Return what a date is said of, or a figure.

    Args:
        item: The mention; a clause of hardly a word but it is read with its sentence.
        context: The story.
    """
    first, last = item.mention.spans[0].start, item.mention.spans[-1].end
    key = item.article, item.clause, first, last, item.mention.kind == "date"
    if key not in context.said:
        context.said[key] = _said_of(item, context)
    found: SaidOf = context.said[key]
    return found


def _said_of(item: Located, context: StoryContext) -> SaidOf:
    parsed = context.articles[item.article]
    clause = context.clauses[item.article].sentences[item.clause].span
    first, last = item.mention.spans[0].start, item.mention.spans[-1].end
    text, start, end = parsed.article.text, clause.start, clause.end
    framed = last <= end and len(content_stems(f"{text[start:first]} {text[last:end]}")) >= _FRAME
    if not framed:
        sentence = parsed.sentences[item.mention.sentence].span
        start, end = sentence.start, sentence.end
    around = fold(text[start:first]), fold(text[last:end])
    found = _read(*around, of_date=item.mention.kind == "date")
    if not found.subject and around[0].partition(" ")[0].lower() in _RELATIVE:
        # "… hired two ferries, which will run": what stands before the clause.
        first = parsed.sentences[item.mention.sentence].span.start
        found = replace(found, subject=_stems(_TOKEN.findall(fold(text[first:start]))[-_NEAR:]))
    return replace(found, framed=framed)


# Every pair of a text's dates asks for both.
@lru_cache(maxsize=20_000)
def _read(before: str, after: str, *, of_date: bool) -> SaidOf:
    ours, theirs = _TOKEN.findall(before)[-_REACH:], _TOKEN.findall(after)[:_REACH]
    if of_date:
        ours = _without_aside(ours)
    back, on = list(_verbs(ours)), [i for i in _verbs(theirs) if not _in_relative(theirs, i)]
    chosen, kept = on[:1], back[-1:]
    if of_date:
        opens = not back or on[:1] == [0] or _set_off(ours, theirs, on)
        chosen, kept = (chosen, []) if chosen and opens else ([], kept)
    # "On Monday the council met": the subject stands behind the date.
    subject = frozenset[str]()
    if kept:
        subject = _subject(ours[: kept[0]])
    elif chosen:
        subject = _subject(theirs[: chosen[0]]) or _subject(ours)
    heads, further = _heads(theirs), back[-2:-1] if kept else []
    more = on[1:2] if chosen else []
    words = [word for word in ours[-_NEAR:] if word not in _MARKS]
    return SaidOf(
        frozenset({_stem(ours[i]) for i in kept} | {_stem(theirs[i]) for i in chosen}),
        frozenset({_stem(ours[i]) for i in further} | {_stem(theirs[i]) for i in more}),
        _stems(word for word in [*words, *heads] if not word[0].isupper()),
        subject,
        _stems(word for word in [*ours[-_SUBJECT:], *heads] if word[0].isupper()),
        _stems(heads),
        _stems(word for word in [*words, *theirs[:_SUBJECT]] if not word[0].isupper()),
    )


def _verbs(tokens: list[str]) -> Iterable[int]:
    """Yield the places of the verbs that are no auxiliaries."""
    infinitive = -2
    for place, (previous, word) in enumerate(pairwise(["", *tokens])):
        low, before = word.lower(), previous.lower()
        if low in AUXILIARIES or (word[0].isupper() and place):
            continue
        open_form = before in MODALS or before == "to"
        if open_form or (before in ("and", "or") and infinitive == place - 2):
            infinitive = place  # "to shift and roll off"
        joined = before in AUXILIARIES or infinitive == place
        verbal = is_participle(low) or (low.endswith("ing") and len(low) > _SHORTEST_ING)
        if (
            is_finite(low, before)
            or (joined and low[:1].isalpha() and low not in STOP_WORDS)
            or (verbal and before not in _ARTICLES)
        ):
            yield place


def _in_relative(tokens: list[str], verb: int) -> bool:
    """Tell whether a verb behind a date is of a relative clause: "In May, Poe, who led it, …"."""
    return any(word.lower() in _RELATIVE for word in tokens[max(0, verb - 4) : verb])


def _without_aside(tokens: list[str]) -> list[str]:
    """Leave out what stands between commas before a date: "left Kelm, which is near, on Monday"."""
    end = len(tokens) - (bool(tokens) and tokens[-1].lower() in _TO_DATE)
    if tokens[end - 1 : end] != [","]:
        return tokens
    for place in range(end - 2, max(0, end - 2 - _ASIDE), -1):
        if tokens[place] == ",":
            aside = tokens[place + 1].lower() in _RELATIVE
            return tokens[:place] + tokens[end:] if aside else tokens
    return tokens


def _set_off(before: list[str], after: list[str], verbs: list[int]) -> bool:
    """Tell whether a date between commas opens what follows: "…, and in May, the firm left"."""
    if after[:1] != [","] or not verbs or after[verbs[0]].endswith("ing"):
        return False
    opening = [word.lower() for word in before[-2:]]
    return bool(opening) and (opening[0] in ("and", "but", ",") or opening[-1] in ("and", "but"))


def _subject(tokens: list[str]) -> frozenset[str]:
    """Return the words of the subject of a verb, which stands behind these."""
    kept: list[str] = []
    for place in range(len(tokens) - 1, -1, -1):
        word = tokens[place]
        if kept and word.lower() in _RELATIVE and "," in kept:
            kept.clear()  # "Poe, who led it, resigned"
            continue
        joins = word.lower() in ("and", "but") and any(True for _ in _verbs(tokens[:place]))
        if kept and (joins or word.lower() in _OPENS):
            break
        kept.append(word)
    kept.reverse()
    # "The mayor used a speech to attack it": of the first verb, if there is one.
    first = next(
        (i for i, word in enumerate(kept) if i and is_finite(word.lower(), kept[i - 1].lower())),
        len(kept),
    )
    return _stems(kept[:first][-_SUBJECT:])


def _heads(after: list[str]) -> list[str]:
    """Return the nouns that a date stands before: "Sunday's march", "a Wednesday news briefing"."""
    found: list[str] = []
    for word in after[:_HEADED]:
        low = word.lower()
        if low in STOP_WORDS or not low[0].isalpha() or is_finite(low, ""):
            break
        found.append(word)
    return found


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(
        _stem(word)
        for word in words
        if word[0].isalpha() and len(word) > 1 and word.lower() not in STOP_WORDS
    )


def _stem(word: str) -> str:
    return stem(word.lower().removesuffix("'s").replace(".", ""))
