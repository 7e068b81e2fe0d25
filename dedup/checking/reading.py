"""What check reads in single sentences: words, figures, dates, clauses.

An article is read sentence by sentence and only where a claim comes near it, each
sentence once. Figures are the quantities of ``facts``, and beside them every bare
number: in a claim that otherwise repeats a sentence, "3" counts whatever the
sentence counts there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from dedup.alignment.similarity import SentenceSpace
from dedup.checking.utterances import Utterance, utterances
from dedup.checking.words import Word, read_words
from dedup.facts.comparators import bounds, comparator_before
from dedup.facts.dates import dates_in
from dedup.facts.events import clause_bounds
from dedup.facts.names import NameTable, name_table
from dedup.facts.numbers import figure_at, glued, lex
from dedup.facts.quantities import quantities_in
from dedup.model import CONTENT_ROLES, DateSlots, ParsedArticle, QuantitySlots, Role
from dedup.sentence_words import key
from dedup.slots import same_noun
from dedup.text import fold

# Lines that say again what another line of the article says.
_ONCE: frozenset[Role] = frozenset({"duplicate"})

# Figures read in one sentence: a table printed as one costs their product with a claim's, and no
# sentence of the labelled sets has so many.
_MAX_FIGURES = 40


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a sentence: ``text[start:end]`` prints it, with what loosens and follows it."""

    start: int
    end: int
    slots: QuantitySlots


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a sentence."""

    start: int
    end: int
    slots: DateSlots


@dataclass(frozen=True)
class Reading:
    """One sentence or part of a claim, read once.

    Args:
        text: Its words.
        index: Index of the sentence in its article; -1 for a claim.
        article: Where relative dates are resolved, and names are known.
    """

    text: str
    index: int
    article: ParsedArticle

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words."""
        return read_words(self.text)

    @cached_property
    def dates(self) -> tuple[Dated, ...]:
        """Its dates."""
        published = self.article.article.local_time()
        return tuple(Dated(d.start, d.end, d.slots) for d in dates_in(self.text, published))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures, quantities and bare numbers, in order."""
        found = [Figure(q.start, q.end, q.slots) for q in quantities_in(self.text)]
        taken = [(q.start, q.end) for q in found] + [(d.start, d.end) for d in self.dates]
        found += [bare for bare in _bare(self.text) if not _inside(bare, taken)]
        return tuple(sorted(found, key=lambda item: item.start)[:_MAX_FIGURES])

    @cached_property
    def values(self) -> tuple[tuple[int, int], ...]:
        """Bounds of its figures and dates."""
        return (
            *((figure.start, figure.end) for figure in self.figures),
            *((dated.start, dated.end) for dated in self.dates),
        )

    @cached_property
    def clauses(self) -> tuple[str, ...]:
        """Its clauses."""
        return tuple(self.text[start:end] for start, end in clause_bounds(self.text))


def _inside(figure: Figure, taken: list[tuple[int, int]]) -> bool:
    return any(start < figure.end and figure.start < end for start, end in taken)


def _bare(text: str) -> list[Figure]:
    """Return the numbers that count nothing by name; "one" and ordinals left out."""
    toks, found, index = lex(text), [], 0
    while index < len(toks):
        figure = figure_at(toks, index)
        if figure is None:
            index += 1
            continue
        last = figure.last
        worded = last < len(toks) and toks[last].kind == "w" and glued(toks, last)
        one = toks[index].low == "one"
        # "7/8/7" is a date in nobody's order, or a code; "3/4" is a fraction.
        slashed = [tok.low for tok in toks[max(index - 4, 0) : last + 4]].count("/") > 1
        # "COVID-19", "Highway 61A": part of a name.
        coded = index > 1 and glued(toks, index) and toks[index - 1].low == "-"
        coded = coded and glued(toks, index - 1) and toks[index - 2].kind == "w"
        if not (worded or coded or one or slashed) and figure.form in ("digits", "words"):
            sign, first = comparator_before(toks, index)
            low, high, comparator = bounds(figure, sign)
            slots = QuantitySlots(
                low=low, high=high, comparator=comparator, step=figure.step, unit="", noun=""
            )
            found.append(Figure(toks[first].start, toks[last - 1].end, slots))
        index = last
    return found


def _as_body(article: ParsedArticle) -> ParsedArticle:
    """Return an article in which every line but a repeated one is body."""
    return replace(
        article,
        sentences=tuple(
            sentence if sentence.role in _ONCE else replace(sentence, role="body")
            for sentence in article.sentences
        ),
    )


class Target:
    """One article, ready to have claims looked up in it.

    Args:
        article: Cleaned and split.

    Attributes:
        space: Its sentences, for support and the weight of words.
        page: The same with those of captions, teasers and other lines around the body; None
            if there are none.
    """

    def __init__(self, article: ParsedArticle) -> None:
        self.article = article
        self.space = SentenceSpace([article])
        around = any(s.role not in _ONCE and s.role not in CONTENT_ROLES for s in article.sentences)
        self.page = SentenceSpace([_as_body(article)]) if around else None
        self._read: dict[int, Reading] = {}
        self._text = fold(article.article.text)
        self._printed: dict[re.Pattern[str], bool] = {}
        self._stems = [
            (i, frozenset(words.stems))
            for i, words in enumerate(self.space.words[0])
            if words is not None and words.stems
        ]
        self.stems: frozenset[str] = frozenset().union(*(stems for _, stems in self._stems))

    def sentence(self, index: int) -> Reading:
        """Return one sentence, read."""
        if index not in self._read:
            self._read[index] = Reading(self.article.sentence_text(index), index, self.article)
        return self._read[index]

    def counts_of(self, noun: str) -> list[tuple[Reading, Figure]]:
        """Return the figures that count a noun, and the sentences they stand in, in order."""
        counted = noun.partition(" per ")[0].split()
        if not counted:
            return []
        head = key(counted[-1])
        places = [index for index, given in self._stems if head in given]
        return [
            (self.sentence(index), figure)
            for index in places
            for figure in self.sentence(index).figures
            if same_noun(figure.slots.noun, noun)
        ]

    @cached_property
    def utterances(self) -> tuple[Utterance, ...]:
        """What the article has people say."""
        return utterances(self.article, self.names)

    @cached_property
    def names(self) -> NameTable:
        """The names of the article."""
        return name_table(self.article)

    def prints(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether the article prints a pattern."""
        if pattern not in self._printed:
            self._printed[pattern] = bool(pattern.search(self._text))
        return self._printed[pattern]

    def nearest(self, stems: frozenset[str], n: int) -> list[int]:
        """Return the sentences that hold most of some stems, by rarity, best first."""
        weight = self.space.weight
        ranked = []
        for index, given in self._stems:
            held = round(sum(map(weight, sorted(stems & given))), 6)
            if held:
                ranked.append((-held, index))
        return [index for _, index in sorted(ranked)[:n]]
