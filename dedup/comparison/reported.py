"""Whether two sayings have anything in common beside who spoke, when, and what everybody knows.

"Poe said Monday that she trusts the police, where a boy was shot" and "Poe said Monday that the
town must wait, where a boy was shot" are alike in all words but those that Poe said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from dedup.calendar_words import MONTH_NAMES, WEEKDAYS
from dedup.comparison.acts import is_another_act
from dedup.comparison.context import StoryContext
from dedup.comparison.news_verbs import any_said_in
from dedup.comparison.restating import Clause, offices
from dedup.comparison.speakers import none_agrees
from dedup.facts.events import event_slots
from dedup.facts.gazetteer import gazetteer
from dedup.sentence_words import SentenceWords
from dedup.text import content_stems, fold, stem

# Who spoke and when, up to what was said: "Mayor Jane Poe told reporters on Monday that".
_FRAME = re.compile(
    r"^[^,:;\"]{1,90}?\b(?:said|says|told|added|explained|argued|warned|announced|stated|insisted)"
    r"\b(?:(?: [A-Z]?[a-z]{1,12}\.?){0,4} that\b|(?: on)? "
    r"(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day\b)?"
)
# What a reporter adds behind it.
_BACKGROUND = re.compile(
    r"(?:,| )\s?\b(?:where|as|when|while|after|before|amid|who|which)\b.*", re.S
)
# What a clause adds between commas to what it tells.
_ASIDE = re.compile(r", (?:who|which|whose|[a-z]{2,20}(?:ed|ing))\b[^,;]{1,120},")
# Content words that tell what was said.
_TOLD = 2
# What stands for a name: a pronoun, initials, an office or a kind of body without a name behind it.
_PRONOUNS = frozenset(
    """i me my we us our he him his she her it its they them their this these those that who whose
    which both""".split()
)
_BODIES = frozenset(
    map(
        stem,
        """agency army bank body bureau campaign club college committee company council court
        couple department family firm force government group man men ministry office party police
        school suspect team union university woman women""".split(),
    )
)
_UNNAMED = re.compile(r"\b[A-Za-z]{2,}\b(?!,? [A-Z])")
_INITIALS = re.compile(r"\b(?!U\.?S\.?A?\b)[A-Z]\.?[A-Z][A-Z.]{0,5}\b")


def says_else(left: Clause, right: Clause, context: StoryContext, *, event: bool) -> bool:
    """Tell whether two clauses tell two acts, or report two sayings or those of two speakers.

    Args:
        left: A clause of one article.
        right: A clause of another.
        context: The story.
        event: The clauses are compared as what happened; who said a thing is told of
            attributions.
    """
    texts = [context.clauses[article].sentence_text(place) for article, place in (left, right)]
    if is_another_act(*texts):
        return True
    frames = [_reported(text) for text in texts]
    if None in frames:
        return False
    ours, theirs = (frame or frozenset() for frame in frames)
    if event and none_agrees(*(_speakers(clause, context) for clause in (left, right))):
        return True
    if min(len(ours), len(theirs)) < _TOLD:
        return False
    return not any_said_in(ours, theirs)


def lacks_main(clause: Clause, article: int, place: int, context: StoryContext) -> bool:
    """Tell whether a sentence does not have whom a clause tells of, or has only an aside of it.

    "Jane Poe was declared the winner in Aldon on Tuesday" is not what "Aldon is one of five towns
    that vote on Tuesday" says, and "the tape was aired on Friday" not that "experts found the
    voice on the tape, aired on Friday, to be hers".

    Args:
        clause: A clause of one article.
        article: Number of another.
        place: The sentence there.
        context: The story.
    """
    text = context.clauses[clause[0]].sentence_text(clause[1])
    ours = context.clause_space.words[clause[0]][clause[1]]
    theirs = context.sentences.words[article][place]
    if ours is None or theirs is None or _FRAME.match(fold(text)):
        return False
    names = context.clause_space.names_of(ours)
    telling = _main(text) - names - offices()
    if telling and not any_said_in(telling, theirs.stems):
        return True
    named = _subject(text) & names
    if not named or any_said_in(named, theirs.stems):
        return False
    return not _stands_for_a_name(context.articles[article].sentence_text(place), theirs)


def _stands_for_a_name(text: str, sentence: SentenceWords) -> bool:
    """Tell whether a sentence has a word that may mean somebody by another name."""
    if not _PRONOUNS.isdisjoint(sentence.plain) or _INITIALS.search(text):
        return True
    called = offices() | _BODIES
    return any(stem(word.lower()) in called for word in _UNNAMED.findall(fold(text)))


@lru_cache(maxsize=5_000)
def _subject(clause: str) -> frozenset[str]:
    """Return the stems before the verb of a clause, or who did what is told in the passive.

    Without offices, places, days and initials, which others may print in other words.
    """
    slots = event_slots(clause)
    stems = content_stems(clause)
    if slots is None or slots.predicate not in stems:
        return frozenset()
    before = stems[: stems.index(slots.predicate)]
    whom = frozenset((slots.agent or slots.object).split()).intersection(before)
    short = frozenset(stem(word.lower()) for word in _INITIALS.findall(clause))
    return whom - offices() - _not_whom() - short


@lru_cache(maxsize=5_000)
def _main(clause: str) -> frozenset[str]:
    """Return the stems of a clause beside its asides; none where it has none."""
    cut, n_asides = _ASIDE.subn(" ", fold(clause))
    return frozenset(content_stems(cut)) if n_asides else frozenset()


@cache
def _not_whom() -> frozenset[str]:
    """Return the stems of places, peoples and days, which stand before a name or say where."""
    lists = gazetteer()
    named = " ".join([*lists.places, *lists.demonyms, *lists.demonyms.values()])
    return frozenset(content_stems(named)) | frozenset(map(stem, (*WEEKDAYS, *MONTH_NAMES)))


def _speakers(clause: Clause, context: StoryContext) -> Sequence[str | None]:
    article, place = clause
    sentence = context.clauses[article].sentences[place].paragraph
    return context.speakers.get((article, sentence), ())


# A clause is compared with many.
@lru_cache(maxsize=5_000)
def _reported(clause: str) -> frozenset[str] | None:
    """Return the stems of what a clause reports, without its frame and background.

    None for a clause that does not open with who spoke.
    """
    folded = fold(clause)
    frame = _FRAME.match(folded)
    if frame is None:
        return None
    said = folded[frame.end() :]
    return frozenset(content_stems(_BACKGROUND.sub("", said)))
