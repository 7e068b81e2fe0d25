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
from collections.abc import Set
from functools import cache, lru_cache

from dedup.comparison.context import StoryContext
from dedup.comparison.news_verbs import any_said_in, is_said_in
from dedup.facts.gazetteer import gazetteer
from dedup.facts.modality import modality_of, negated_words
from dedup.sentence_words import SentenceWords, key, read
from dedup.text import WORD, fold

# An article's number and a clause's.
Clause = tuple[int, int]

# Least summed weight of the words that both clauses have and that are no names, about two rare
# ones. In short clauses half of either's words do, if one is no name; a copied one may be all names
# ("Lee was no Kant").
_WEIGHT, _EQUIVALENT, _SOME, _WHOLE = 0.5, 0.5, 0.2, 0.9

# Content words, no names, that a clause has at least in one that says it and more, and share of
# the weight of all its words (of 9 clauses called found by it in 62 stories all are told there).
_WITHIN_WORDS, _WITHIN = 3, 0.7
# ... in a stretch of so many words for each of them (own choice).
_SPREAD = 4

# Of a clause that quotes what the other has not, more than this stands in that, or of that in it
# (own choice).
_QUOTED = 0.6

# Two headlines tell what the two articles are about, in few words: this alike, they tell one event
# (own choice: what any clause needed before names were left out).
_HEADLINES = 0.75

# Clauses this alike are one in other words where more than half of what one says stands in the
# other, two words that are no names among it, or one in sentences that are rather each other's
# paraphrase than not (all 6 facts that it finds in 56 stories are told; at half, 7 of 8).
_SURE, _HALF, _WORDED, _PARAPHRASE, _RATHER = 0.88, 0.55, 2, 0.2, 0.6
# Clauses that print one figure, day or quotation: this alike, and with this share of the words.
_ANCHORED, _BESIDE = 0.75, 0.45
# ... or name the same two, this alike (all 5 such clauses of 75 stories are told).
_NAMED = 0.9
# Where an aside begins or ends, and content words behind a negation that it denies there.
_ASIDE, _DENIED = re.compile(r"[;:()\u2013\u2014]| - | but "), 2

# A "not" that denies nothing: "whether or not", "not only".
_NO_DENIAL = re.compile(r"\bor not\b|\bnot only\b")

# How a clause ends behind which a quotation stands; with a full stop it stands before.
_OPENING = re.compile(r"\b(?:said|says|told|wrote|added|tweeted)(?: \w{1,20}){0,2}[\s,:]{0,5}$")
# ... and how it reads where it stands behind the quotation, with nothing but a name.
_CLOSING = re.compile(
    r"\W{0,3}(?:said|says|told|wrote|added|tweeted)"
    r"(?:[ ,]{1,2}(?:the|a|an|of|for|and|former|[A-Z][\w.'\u2019-]{0,20})){1,9}\W{0,3}"
)
# Who so opens what he says has said something already: "Citing the cost, Poe said:".
_CITING = re.compile(r"(?:accusing|alluding|calling|citing|comparing|invoking|recalling) ", re.I)


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
    if ours is None or theirs is None or negates(ours) != negates(theirs):
        return False
    if headlines:
        return True
    space = context.clause_space
    names = space.names_of(ours) | space.names_of(theirs) | offices()
    shared = round(space.total((set(ours.stems) & set(theirs.stems)) - names), 6)
    if _quotes_else(ours, theirs) and max(space.coverage([ours], [theirs])) < _QUOTED:
        return False
    if shared >= _WEIGHT:
        return True
    either = min(space.coverage([ours], [theirs]))
    return either >= _WHOLE or (shared >= _SOME and either >= _EQUIVALENT)


def rewords(left: Clause, right: Clause, context: StoryContext, threshold: float) -> bool:
    """Tell whether a clause says in words related to its own what another one says.

    Args:
        left: A clause of one article.
        right: A clause of another, which may say more.
        context: The story.
        threshold: Least score of the two, in (0, 1].
    """
    least = max(threshold, _SURE)
    if context.clause_scores(left[0], right[0])[left[1], right[1]] < least:
        return False
    ours, theirs = _words(left, context), _words(right, context)
    if ours is None or theirs is None or not ours.numbers <= theirs.numbers:
        return False
    if _denies_that(left, theirs, context) or _denies_that(right, ours, context):
        return False
    # Words cost less to look at than the sentences around them, and rule out most.
    if not _says_most(ours, theirs, context, n_worded=1):
        return False
    places = [(a, context.clauses[a].sentences[c].paragraph) for a, c in (left, right)]
    likely = context.paraphrase(*places)
    if likely >= _RATHER:
        return True
    return likely >= _PARAPHRASE and _says_most(ours, theirs, context)


def anchors(
    clause: Clause, article: int, place: int, context: StoryContext, *, by_name: bool = False
) -> bool:
    """Tell whether a sentence says what a clause says, given that both print the same thing.

    They print one figure or day or quotation of one matter, so less of the rest is needed.

    Args:
        clause: A clause of one article.
        article: Number of another.
        place: The sentence there.
        context: The story.
        by_name: They only name the same, of whom more is told than one thing.
    """
    ours, theirs = _words(clause, context), context.sentences.words[article][place]
    if ours is None or theirs is None or not ours.numbers <= theirs.numbers:
        return False
    scores = context.clause_scores(clause[0], article)[clause[1]]
    cuts = context.clauses[article].sentences
    near = [n for n, cut in enumerate(cuts) if cut.paragraph == place]
    best = max(near, key=lambda n: (float(scores[n]), -n), default=None)
    if best is None or scores[best] < (_NAMED if by_name else _ANCHORED):
        return False
    other = _words((article, best), context)
    if other is None or negates(ours) != negates(other):
        return False
    if len({_modality(each, context) for each in (clause, (article, best))}) > 1:
        return False
    n_worded = 1 if by_name else _WORDED
    return _says_most(ours, theirs, context, least=_BESIDE, n_worded=n_worded)


def is_told_in(printed: str, article: int, place: int, context: StoryContext) -> bool:
    """Tell whether a sentence, of a deed that another text tells too, has its printed words.

    Args:
        printed: Words of the other text.
        article: Number of the article.
        place: The sentence there.
        context: The story.
    """
    ours, theirs = read(printed), context.sentences.words[article][place]
    if theirs is None or not ours.numbers <= theirs.numbers or negates(ours) != negates(theirs):
        return False
    said = (printed, context.articles[article].sentence_text(place))
    moods = [modality_of(fold(each).lower()) == "conditional" for each in said]
    return moods[0] == moods[1] and _says_most(ours, theirs, context, least=_BESIDE, n_worded=1)


def _modality(clause: Clause, context: StoryContext) -> str:
    return modality_of(fold(context.clauses[clause[0]].sentence_text(clause[1])).lower())


def _says_most(
    ours: SentenceWords,
    theirs: SentenceWords,
    context: StoryContext,
    least: float = _HALF,
    n_worded: int = _WORDED,
) -> bool:
    """Tell whether such a share of the words or related ones stand elsewhere.

    So many of them are no names.
    """
    space, other = context.clause_space, set(theirs.stems)
    told = {stem for stem in ours.stems if is_said_in(stem, other)}
    names = space.names_of(ours) | space.names_of(theirs) | offices()
    half = space.total(told) >= least * space.total(set(ours.stems)) - 1e-6
    return half and len(told - names) >= n_worded


def _denies_that(clause: Clause, other: SentenceWords, context: StoryContext) -> bool:
    """Tell whether a clause denies something of what another one says, which does not.

    An aside may deny something else: "has written, but not sent, a letter", "has written a letter".
    """
    ours = _words(clause, context)
    if ours is None or not negates(ours) or negates(other):
        return False
    first, *asides = _ASIDE.split(fold(context.clauses[clause[0]].sentence_text(clause[1])))
    if read(first).negated:
        return True
    denied = {
        stem
        for aside in asides
        for word in WORD.finditer(aside)
        if read(word.group()).negated
        for stem in read(aside[word.end() :]).stems[:_DENIED]
    }
    return any_said_in(denied, other.stems)


def is_within(left: Clause, right: Clause, context: StoryContext) -> bool:
    """Tell whether nearly all words of a clause stand in another one, which may say more.

    Args:
        left: A clause of one article.
        right: A clause of another, alike at all.
        context: The story.
    """
    ours, theirs = _words(left, context), _words(right, context)
    if ours is None or theirs is None or negates(ours) != negates(theirs):
        return False
    space = context.clause_space
    shared = set(ours.stems) & set(theirs.stems)
    # Most clauses fail by this alone, and names cost more.
    if len(shared) < _WITHIN_WORDS or not ours.numbers <= theirs.numbers:
        return False
    worded = shared - space.names_of(ours) - space.names_of(theirs) - offices()
    if len(worded) < _WITHIN_WORDS:
        return False
    if space.total(shared) < _WITHIN * space.total(set(ours.stems)):
        return False
    return _stand_near(shared, theirs)


def _stand_near(shared: Set[str], theirs: SentenceWords) -> bool:
    """Tell whether the words of a clause stand somewhere near each other in another one.

    A long clause has any three words of its story somewhere.
    """
    reach = _SPREAD * len(shared)
    return any(
        shared <= set(theirs.stems[at : at + reach])
        for at, stem in enumerate(theirs.stems)
        if stem in shared
    )


def introduces(clause: Clause, context: StoryContext) -> bool:
    """Tell whether a clause only says that somebody spoke: "Poe, who owns the mill, said:".

    Or "said Mayor Jane Poe."
    """
    article, place = clause
    return _opens(context.clauses[article].sentence_text(place))


# A clause is compared with many.
@lru_cache(maxsize=5_000)
def _opens(clause: str) -> bool:
    if _CITING.match(clause):
        return False
    return _OPENING.search(clause) is not None or _CLOSING.fullmatch(clause) is not None


def _is_headline(clause: Clause, context: StoryContext) -> bool:
    return context.clauses[clause[0]].sentences[clause[1]].role == "headline"


def _quotes_else(left: SentenceWords, right: SentenceWords) -> bool:
    """Tell whether a clause quotes words of which the other one has none.

    "The ferries are “next in line” for aid" is not what "the ferries feel the storm" says.
    """
    sides = ((left, right), (right, left))
    return any(one.quoted and not any_said_in(one.quoted, other.stems) for one, other in sides)


@cache
def offices() -> frozenset[str]:
    """Return the stems of the words that go with a person's name ("mayor", "senator")."""
    lists = gazetteer()
    return frozenset(map(key, [*lists.titles, *lists.roles]))


def one_denies(left: Clause, right: Clause, context: StoryContext) -> bool:
    """Tell whether one of two clauses denies something and the other nothing."""
    ours, theirs = _words(left, context), _words(right, context)
    return ours is not None and theirs is not None and negates(ours) != negates(theirs)


def denies_what_is_said(left: Clause, right: Clause, context: StoryContext) -> bool:
    """Tell whether one of two clauses denies just what the other one says: "was not open"."""
    ours, theirs = _words(left, context), _words(right, context)
    if ours is None or theirs is None or negates(ours) == negates(theirs):
        return False
    denying, other = (left, theirs) if negates(ours) else (right, ours)
    text = fold(context.clauses[denying[0]].sentence_text(denying[1])).lower()
    return any(key(word) in other.stems for word in negated_words(text))


def negates(words: SentenceWords) -> bool:
    """Tell whether words deny something: not "whether or not", which leaves it open."""
    if not words.negated:
        return False
    plain = " ".join(words.plain)
    return _NO_DENIAL.search(plain) is None or read(_NO_DENIAL.sub(" ", plain)).negated


def _words(clause: Clause, context: StoryContext) -> SentenceWords | None:
    return context.clause_space.words[clause[0]][clause[1]]
