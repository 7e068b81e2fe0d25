"""Whether a clause says what a clause of another article says.

One rule, whichever way the clauses meet: as two mentions that become one fact, or as a
fact looked for in an article without a mention of it. Clauses about one matter are alike
by its words alone, so a higher score is asked for than where they may differ, what they
share must weigh something, and neither may deny what the other states.

The threshold and weight were chosen on 82 events and attributions called shared in 20 stories
of BASIL, AllSides and WikiNews and read one by one: at a score of .75, names counting among the
words shared, 40 were the same, 11 partly and 31 not; by this rule 24, 4 and 5 of them remain.
The rest are left undecided, not lost. On ten stories kept apart 57 of the 64 pairs that it joins
are the same.

Known limit: between neighbours that are the same in both articles (a text of three or four
sentences) clauses score high on few words in common.
"""

from __future__ import annotations

import re
from functools import cache

from dedup.comparison.context import StoryContext
from dedup.facts.gazetteer import gazetteer
from dedup.sentence_words import SentenceWords, key

# An article's number and a clause's.
Clause = tuple[int, int]

# Least summed weight of the words that both clauses have and that are no names, about two rare
# ones. In short clauses half of either's words do, if one is no name; a copied one may be all names
# ("Lee was no Kant").
_WEIGHT, _EQUIVALENT, _SOME, _WHOLE = 0.5, 0.5, 0.2, 0.9

# Content words, no names, that a clause has at least in one that says it and more, and share of
# the weight of all its words (of 9 clauses called found by it in 62 stories all are told there).
_WITHIN_WORDS, _WITHIN = 3, 0.7

# Two headlines tell what the two articles are about, in few words: this alike, they tell one event
# (own choice: what any clause needed before names were left out).
_HEADLINES = 0.75

# How a clause ends behind which a quotation stands; with a full stop it stands before.
_OPENING = re.compile(r"\b(?:said|says|told|wrote|added|tweeted)(?: \w{1,20}){0,2}[\s,:]{0,5}$")


def restates(left: Clause, right: Clause, context: StoryContext, threshold: float) -> bool:
    """Tell whether two clauses say the same; the same with sides exchanged.

    Args:
        left: A clause of one article.
        right: A clause of another.
        context: The story.
        threshold: Least score of the two, in (0, 1].
    """
    headlines = _is_headline(left, context) and _is_headline(right, context)
    least = min(threshold, _HEADLINES) if headlines else threshold
    if context.clause_scores(left[0], right[0])[left[1], right[1]] < least:
        return False
    ours, theirs = _words(left, context), _words(right, context)
    if ours is None or theirs is None or ours.negated != theirs.negated:
        return False
    if headlines:
        return True
    space = context.clause_space
    names = space.names_of(ours) | space.names_of(theirs) | _offices()
    shared = round(space.total((set(ours.stems) & set(theirs.stems)) - names), 6)
    if shared >= _WEIGHT:
        return True
    either = min(space.coverage([ours], [theirs]))
    return either >= _WHOLE or (shared >= _SOME and either >= _EQUIVALENT)


def is_within(left: Clause, right: Clause, context: StoryContext) -> bool:
    """Tell whether nearly all words of a clause stand in another one, which may say more.

    Args:
        left: A clause of one article.
        right: A clause of another, alike at all.
        context: The story.
    """
    ours, theirs = _words(left, context), _words(right, context)
    if ours is None or theirs is None or ours.negated != theirs.negated:
        return False
    space = context.clause_space
    shared = set(ours.stems) & set(theirs.stems)
    names = space.names_of(ours) | space.names_of(theirs) | _offices()
    if len(shared - names) < _WITHIN_WORDS or not ours.numbers <= theirs.numbers:
        return False
    return space.total(shared) >= _WITHIN * space.total(set(ours.stems))


def introduces(clause: Clause, context: StoryContext) -> bool:
    """Tell whether a clause only says that somebody spoke: "Poe, who owns the mill, said:"."""
    article, place = clause
    return bool(_OPENING.search(context.clauses[article].sentence_text(place)))


def _is_headline(clause: Clause, context: StoryContext) -> bool:
    return context.clauses[clause[0]].sentences[clause[1]].role == "headline"


@cache
def _offices() -> frozenset[str]:
    """Return the stems of the words that go with a person's name ("mayor", "senator")."""
    lists = gazetteer()
    return frozenset(map(key, [*lists.titles, *lists.roles]))


def one_denies(left: Clause, right: Clause, context: StoryContext) -> bool:
    """Tell whether one of two clauses denies something and the other nothing."""
    ours, theirs = _words(left, context), _words(right, context)
    return ours is not None and theirs is not None and ours.negated != theirs.negated


def _words(clause: Clause, context: StoryContext) -> SentenceWords | None:
    return context.clause_space.words[clause[0]][clause[1]]
