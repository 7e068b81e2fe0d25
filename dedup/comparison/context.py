"""The story as the comparison sees it: mentions in their clauses, and how alike those are.

A fact is compared only inside its context. Two mentions of "43" mean nothing;
two mentions of "43" in clauses that render each other are one fact. Context is
the learned sentence score (``dedup.alignment.similarity``), taken over clauses and over
whole sentences; two articles in which no sentence renders another share nothing,
whatever names and numbers they have in common.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import fsum
from typing import Any, cast

from dedup.alignment.similarity import SentenceSpace
from dedup.comparison.speakers import speakers_agree
from dedup.comparison.stretches import bits, stand_together
from dedup.comparison.wording import same_utterance, spoken
from dedup.facts.modality import modality_of
from dedup.lexicon import related
from dedup.model import (
    Alignment,
    AttributionSlots,
    DateSlots,
    Mention,
    NameSlots,
    ParsedArticle,
    Position,
    QuantitySlots,
    QuoteSlots,
)
from dedup.sentence_words import SentenceWords, read
from dedup.text import content_stems, fold

# Two articles are related when they are about one event with this probability at least and two
# sentences on either side render each other this surely. Of 60 pairs each of BASIL, WikiNews,
# NewsWCL50, AllSides and ECB+ (on which the probability was trained) 1.0, .87, 1.0, .95 and .85
# of those about one event are, of the others 0, 0, .12, 0 and 0 (NewsWCL50's are of one affair);
# of the samples, which share a look-alike accident, all of 53 and .03 of 382. The probability
# alone lets .05 of the latter through; two sentences at .6 alone, 0 to .23 of all sets.
ONE_EVENT, RENDERS = 0.2, 0.4
# For a text of three sentences or fewer one has to do (own choice: what a conflict needs).
SHORT = 0.5
# Nor is the probability asked where both print so many words of one speaker this nearly alike (own
# choice: of 122 stories three pairs of articles that are one event are so; of 77 pairs of BASIL
# that are two events none is).
_LONG_QUOTATION, _VERBATIM = 10, 0.9
# A sentence with a partner this sure says what the partner says, and nothing else (own choice).
REPEATED = 0.96
_Nearest = tuple[float, int]
_Weighed = tuple[Sequence[tuple[str, float]], float]
NOTHING: _Nearest = (0.0, -1)
# Content words that make a stretch between commas a frame of its own.
_MIN_STRETCH = 3


def _wordy(text: str) -> frozenset[str]:
    return frozenset(stem for stem in content_stems(text) if not stem[:1].isdigit())


def _best_of_rows(scores: Any) -> list[_Nearest]:
    """Return the best score of each row and its column."""
    if not scores.size:
        return []
    return list(zip(scores.max(axis=1).tolist(), scores.argmax(axis=1).tolist(), strict=True))


def _scores_in(
    space: SentenceSpace, known: dict[tuple[int, int], Any], left: int, right: int
) -> Any:
    """Return the scores of two articles, and know them either way round."""
    found = known[left, right] = space.scores(left, right)
    known[right, left] = found.T
    return found


def _is_value(printed: str, value: float) -> bool:
    try:
        return float(printed.replace(",", "")) == value
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Located:
    """A mention, the index of its article and of the clause it begins in."""

    mention: Mention
    article: int
    clause: int


@dataclass(frozen=True, slots=True)
class _Free:
    """The sentences of an article that may say something beside what another article says.

    Args:
        repeated: Those that repeat a sentence of the other, and so may not.
        best: For each sentence of the other, its best score with the others, or with one that
            repeats it; empty where either article has no sentence.
    """

    repeated: frozenset[int]
    best: list[float]


def _free_of(scores: Any) -> _Free:
    """Return what is free of an article.

    Args:
        scores: Of another article's sentences with its own, shape (n_other, n_own).
    """
    if not scores.size:
        return _Free(frozenset(), [])
    partner, top = scores.argmax(axis=0).tolist(), scores.max(axis=0).tolist()
    repeated = frozenset(column for column, score in enumerate(top) if score >= REPEATED)
    free = [column for column in range(len(top)) if column not in repeated]
    best = scores[:, free].max(axis=1).tolist() if free else [0.0] * len(scores)
    for column in repeated:
        best[partner[column]] = max(best[partner[column]], top[column])
    return _Free(repeated, best)


class StoryContext:
    """Scores between the clauses and sentences of one story, computed once.

    Args:
        articles: The story's articles, in report order.
        clauses: The same articles cut into clauses (``facts.events.clauses_of``).
        spaces: Space over ``articles`` and space over ``clauses``.
        alignments: Of every pair of articles.
        origins: For each article the number of its origin.
        likeness: How probably two articles are about one event, by their numbers, the lesser
            first (``cluster.event_likeness``).
    """

    def __init__(
        self,
        articles: Sequence[ParsedArticle],
        clauses: Sequence[ParsedArticle],
        spaces: tuple[SentenceSpace, SentenceSpace],
        alignments: Sequence[Alignment],
        origins: Sequence[int],
        likeness: Mapping[tuple[int, int], float],
    ) -> None:
        self.articles = tuple(articles)
        self.clauses = tuple(clauses)
        self.sentences, self.clause_space = spaces
        self.alignments = tuple(alignments)
        self.origins = tuple(origins)
        self._starts = [[c.span.start for c in parsed.sentences] for parsed in clauses]
        self._clause_scores: dict[tuple[int, int], Any] = {}
        self._sentence_scores: dict[tuple[int, int], Any] = {}
        self._stems: dict[tuple[int, int, int], tuple[frozenset[str], frozenset[str]]] = {}
        # Filled by ``figures.toll``, which every pair of figures asks.
        self.tolls: dict[tuple[int, int, int], str] = {}
        # The values with which each article counts each noun (``figures``).
        self.counts: dict[tuple[int, tuple[str, str]], set[tuple[float, float]]] = {}
        self._sizes = [len(parsed.content()) for parsed in articles]
        self._nearest: dict[tuple[int, int], tuple[list[_Nearest], list[_Nearest]]] = {}
        # How many body sentences stand before each, and how many there are.
        self._bodies = [
            {s.index: place for place, s in enumerate(s for s in a.sentences if s.role == "body")}
            for a in self.articles
        ]
        self._unrepeated: dict[tuple[int, int], _Free] = {}
        self._places: dict[int, Mapping[str, int]] = {}
        self._pairs_of: dict[int, list[frozenset[str]]] = {}
        self._covered: dict[tuple[int, int, int, float], bool] = {}
        self._weighed: dict[tuple[int, int], _Weighed] = {}
        # Filled by ``said_of``, which every pair of dates asks.
        self.said: dict[tuple[int, int, int, int, bool], Any] = {}
        # Filled by ``note``.
        self.dates: dict[int, list[Located]] = {}
        self.quotations: dict[int, list[Mention]] = {}
        self.persons: dict[int, list[Mention]] = {}
        self.person_keys: set[str | None] = set()
        self.speakers: dict[tuple[int, int], list[str | None]] = {}
        self.counted: dict[int, list[Located]] = {}
        # By article, unit and either end of its value.
        self.quantities: dict[tuple[int, str, float], list[Located]] = {}
        self.counted_in: dict[tuple[int, int], list[Located]] = {}
        self.measures: dict[int, set[tuple[str, float | None, float | None]]] = {}
        self._likeness = likeness
        self._related: dict[tuple[int, int], bool] = {}
        self._related_to: dict[int, Sequence[bool]] = {}
        self._may_relate: dict[tuple[int, int], bool] = {}
        self._figures: dict[int, frozenset[float]] = {}
        self._paraphrases: dict[tuple[tuple[int, int], tuple[int, int]], float] = {}

    @property
    def n_origins(self) -> int:
        """Number of texts the story goes back to."""
        return len(set(self.origins))

    def note(self, mentions: Iterable[Mention]) -> None:
        """Remember what each article dates, measures, quotes and whom it names.

        Before any fact is judged.
        """
        self.dates, self.quotations, self.measures, self.persons = {}, {}, {}, {}
        self.person_keys = set()
        self.speakers, self.counted, self.counted_in, self.quantities = {}, {}, {}, {}
        for mention in mentions:
            article = self.index[mention.article_id]
            if isinstance(mention.slots, QuoteSlots | AttributionSlots):
                voices = self.speakers.setdefault((article, mention.sentence), [])
                voices.append(mention.slots.speaker)
            if isinstance(mention.slots, QuantitySlots):
                place = self.locate(mention)
                for end in {mention.slots.low, mention.slots.high} - {None}:
                    key = article, mention.slots.unit, cast(float, end)
                    self.quantities.setdefault(key, []).append(place)
                if mention.slots.noun:
                    self.counted.setdefault(article, []).append(place)
                    self.counted_in.setdefault((article, place.clause), []).append(place)
            if isinstance(mention.slots, DateSlots):
                self.dates.setdefault(article, []).append(self.locate(mention))
            elif isinstance(mention.slots, QuantitySlots) and mention.slots.unit:
                slots = mention.slots
                values = self.measures.setdefault(article, set())
                values.add((slots.unit, slots.low, slots.high))
            elif isinstance(mention.slots, QuoteSlots):
                self.quotations.setdefault(article, []).append(mention)
            elif mention.kind == "person":
                self.persons.setdefault(article, []).append(mention)
                self.person_keys.add(cast(NameSlots, mention.slots).key)

    def locate(self, mention: Mention) -> Located:
        """Find the article and clause of a mention."""
        article = self.index[mention.article_id]
        clause = bisect_right(self._starts[article], mention.spans[0].start) - 1
        return Located(mention, article, max(clause, 0))

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Article id to its place in the report order."""
        return {parsed.article.id: i for i, parsed in enumerate(self.articles)}

    @cached_property
    def first_content(self) -> Sequence[int | None]:
        """The first content sentence of each article, None for one without."""
        return [next((s.index for s in parsed.content()), None) for parsed in self.articles]

    @cached_property
    def headlines(self) -> Sequence[tuple[str, frozenset[float]]]:
        """The headline that came beside each text, and its figures; "" where it is in the text."""
        found = []
        for parsed in self.articles:
            searched = any(sentence.role == "headline" for sentence in parsed.sentences)
            headline = "" if searched else parsed.headline
            found.append((headline, frozenset(map(float, read(headline).numbers))))
        return found

    def clause_scores(self, left: int, right: int) -> Any:
        """Return clause scores of two articles, shape (n_left_clauses, n_right_clauses)."""
        found = self._clause_scores.get((left, right))
        if found is None:
            found = _scores_in(self.clause_space, self._clause_scores, left, right)
        return found

    def sentence_scores(self, left: int, right: int) -> Any:
        """Return sentence scores of two articles, shape (n_left, n_right)."""
        found = self._sentence_scores.get((left, right))
        if found is None:
            found = _scores_in(self.sentences, self._sentence_scores, left, right)
        return found

    def nearest(self, left: int, right: int, place: Located) -> tuple[float, int]:
        """Return the best score and the sentence of ``right`` nearest to a mention of ``left``.

        By clause or by whole sentence; (0.0, -1) for an article without content.
        """
        by_clause, by_sentence = self._nearest.get((left, right)) or self._nearest_of(left, right)
        one = by_clause[place.clause] if by_clause else NOTHING
        other = by_sentence[place.mention.sentence] if by_sentence else NOTHING
        if one[0] == other[0]:
            return one if one[1] <= other[1] else other
        return one if one[0] > other[0] else other

    def nearest_clause(self, left: int, right: int, place: Located) -> tuple[float, int]:
        """Return the best score of any clause of ``right``, and the sentence it stands in."""
        by_clause, _ = self._nearest.get((left, right)) or self._nearest_of(left, right)
        return by_clause[place.clause] if by_clause else NOTHING

    def covers(self, article: int, place: Located, least: float) -> bool:
        """Tell whether an article has this share of the words of a mention's sentence.

        By weight, [0, 1]; a word the lexicon relates counts as the word, and the words must
        stand in one stretch: a long article has most words somewhere. Sentences that say what
        another sentence of the mention's own article says are left out.
        """
        key = article, place.article, place.mention.sentence, least
        if key not in self._covered:
            weights, total = self._weights_in(place.article, place.mention.sentence)
            wanted = least * max(total, 1e-9) - 1e-6
            places = self._places_in(article)
            # Few articles have so many of the words anywhere.
            found = fsum([weight for stem, weight in weights if stem in places]) >= wanted
            if found:
                repeated = self._free(article, place.article).repeated
                unheard = sum(1 << sentence for sentence in repeated)
                found = stand_together(weights, places, unheard, wanted)
            self._covered[key] = found
        return self._covered[key]

    def _places_in(self, article: int) -> Mapping[str, int]:
        """Return the sentences of an article in which each stem, or one related to it, stands.

        A bit of a number for each sentence.
        """
        if article not in self._places:
            found: dict[str, int] = {}
            for place, words in enumerate(self.sentences.words[article]):
                if words is not None:
                    for stem in frozenset(words.stems).union(*map(related, words.stems)):
                        found[stem] = found.get(stem, 0) | 1 << place
            self._places[article] = found
        return self._places[article]

    def holding(self, article: int, stems: Sequence[str]) -> Sequence[int]:
        """Return the sentences of an article that have all of some stems, or words related."""
        places = self._places_in(article)
        found = -1 if stems else 0
        for stem in stems:
            found &= places.get(stem, 0)
            if not found:
                return ()  # most articles lack the first or the second of them
        return bits(found)

    def _weights_in(self, article: int, sentence: int) -> _Weighed:
        """Return the stems of a sentence in order, with what each weighs, and what all do."""
        key = article, sentence
        if key not in self._weighed:
            words = self.sentences.words[article][sentence]
            stems = sorted(set(words.stems)) if words is not None else []
            weights = [(stem, self.sentences.weight(stem)) for stem in stems]
            self._weighed[key] = weights, fsum([weight for _, weight in weights])
        return self._weighed[key]

    def free_score(self, article: int, place: Located) -> float:
        """Return the best score of a mention's sentence with such sentences of an article."""
        best = self._free(article, place.article).best
        return best[place.mention.sentence] if best else 0.0

    def related_to(self, article: int) -> Sequence[bool]:
        """Tell of each article whether it is about one thing with an article."""
        if article not in self._related_to:
            self._related_to[article] = [
                self.related(article, other) for other in range(len(self.articles))
            ]
        return self._related_to[article]

    def says_else(self, article: int, sentence: int, other: int) -> bool:
        """Tell whether a sentence of an article repeats one of another article."""
        return sentence in self._free(article, other).repeated

    def _free(self, article: int, other: int) -> _Free:
        found = self._unrepeated.get((article, other))
        if found is None:
            found = _free_of(self.sentence_scores(other, article))
            self._unrepeated[article, other] = found
        return found

    def reaches(self, article: int) -> Sequence[frozenset[str]]:
        """Return the stems, and those related, of each two sentences that follow one another."""
        if article not in self._pairs_of:
            said = [w for w in self.sentences.words[article] if w is not None]
            stems = [frozenset(w.stems).union(*map(related, w.stems)) for w in said]
            self._pairs_of[article] = [a | b for a, b in pairwise([*stems, frozenset()])]
        return self._pairs_of[article]

    def share_of_clause(self, place: Located) -> float:
        """Return the share of its clause's characters that a mention covers, [0, 1]."""
        clause = self.clauses[place.article].sentences[place.clause].span
        covered = sum(
            max(0, min(span.end, clause.end) - max(span.start, clause.start))
            for span in place.mention.spans
        )
        return covered / (clause.end - clause.start)

    def _nearest_of(self, left: int, right: int) -> tuple[list[_Nearest], list[_Nearest]]:
        """Return the best score and its sentence in another article for each clause and sentence.

        Both are empty where either article has no content.
        """
        clauses, sentences = self.clause_scores(left, right), self.sentence_scores(left, right)
        homes = [clause.paragraph for clause in self.clauses[right].sentences]
        found = self._nearest[left, right] = (
            [(score, homes[column]) for score, column in _best_of_rows(clauses)],
            _best_of_rows(sentences),
        )
        return found

    def closeness(self, left: Located, right: Located) -> float:
        """Return how probably the surroundings of two mentions render the same, [0, 1].

        The better of the two clauses and the two sentences.
        """
        scores = self.clause_scores(left.article, right.article)
        by_clause: float = scores.item(left.clause, right.clause)
        return max(by_clause, self.sentence_closeness(left, right))

    def sentence_closeness(self, left: Located, right: Located) -> float:
        """Return the score of the two sentences the mentions stand in."""
        scores = self.sentence_scores(left.article, right.article)
        found: float = scores.item(left.mention.sentence, right.mention.sentence)
        return found

    def paraphrase(self, left: tuple[int, int], right: tuple[int, int]) -> float:
        """Return how probably two sentences, by article and number, say the same and no more."""
        known = self._paraphrases.get((left, right))
        if known is None:
            edge = [(left[1], right[1])]
            known = float(self.sentences.paraphrases(left[0], right[0], edge)[0])
            self._paraphrases[left, right] = self._paraphrases[right, left] = known
        return known

    def frame(self, left: Located, right: Located) -> float:
        """Return the share of words, beside numbers, that two mentions' surroundings share.

        Over the clauses, or over the stretches between commas, whichever agree
        better: a clause may go on about other things. Weighted by rarity, of the
        side with less to say; [0, 1].
        """
        pairs = zip(self._stems_of(left), self._stems_of(right), strict=True)
        return max(self._overlap(ours, theirs) for ours, theirs in pairs)

    def _overlap(self, ours: frozenset[str], theirs: frozenset[str]) -> float:
        weight = self.clause_space.weight
        smaller = min(sum(map(weight, sorted(ours))), sum(map(weight, sorted(theirs))))
        shared = sum(map(weight, sorted(ours & theirs)))
        return round(shared / smaller, 6) if smaller else 0.0

    def _stems_of(self, place: Located) -> tuple[frozenset[str], frozenset[str]]:
        """Return the stems, without numbers, of a mention's clause and of its stretch."""
        key = (place.article, place.mention.spans[0].start, place.mention.spans[-1].end)
        if key not in self._stems:
            clause = _wordy(self.clause_text(place))
            stretch = _wordy(self._stretch(place))
            # "…, 43 people, …": too few words to be a frame.
            self._stems[key] = (clause, stretch if len(stretch) >= _MIN_STRETCH else clause)
        return self._stems[key]

    def _stretch(self, place: Located) -> str:
        """Return the words around a mention up to the next commas of its clause."""
        clause = self.clauses[place.article].sentences[place.clause].span
        text = self.articles[place.article].article.text
        start, end = place.mention.spans[0].start, place.mention.spans[-1].end
        first = max(clause.start, text.rfind(", ", clause.start, start) + 1)
        last = text.find(", ", end, max(end, clause.end))
        return text[first : last if last >= 0 else max(end, clause.end)]

    def clause_text(self, place: Located) -> str:
        """Return the clause a mention begins in."""
        return self.clauses[place.article].sentence_text(place.clause)

    def clause_words(self, place: Located) -> SentenceWords:
        """Return the words of the clause a mention begins in."""
        words = self.clause_space.words[place.article][place.clause]
        return words if words is not None else read(self.clause_text(place))

    def printed(self, place: Located) -> str:
        """Return the words of a mention."""
        text = self.articles[place.article].article.text
        return " ".join([text[span.start : span.end] for span in place.mention.spans])

    def modality(self, place: Located) -> str:
        """Return the modality of the words around a mention."""
        return modality_of(fold(self._stretch(place)).lower())

    def prints_number(self, number: Located, other: Located) -> bool:
        """Tell whether the sentence of ``other`` prints the very number of ``number``."""
        ours = self.sentences.words[number.article][number.mention.sentence]
        theirs = self.sentences.words[other.article][other.mention.sentence]
        slots = number.mention.slots
        if ours is None or theirs is None or not isinstance(slots, QuantitySlots):
            return False
        value = slots.low if slots.low is not None else slots.high
        return value is not None and any(_is_value(n, value) for n in theirs.numbers)

    def numbers(self, place: Located) -> frozenset[str]:
        """Return the values that a mention's clause prints."""
        words = self.clause_space.words[place.article][place.clause]
        return words.numbers if words is not None else frozenset()

    def figures(self, article: int) -> frozenset[float]:
        """Return the values that an article's content prints, in digits or in words."""
        if article not in self._figures:
            words = self.sentences.words[article]
            printed = {n for each in words if each is not None for n in each.numbers}
            self._figures[article] = frozenset(map(float, printed))
        return self._figures[article]

    def hours_apart(self, left: int, right: int) -> float:
        """Return the hours between two articles; 0 when either has no time."""
        times = [self.articles[i].article.published for i in (left, right)]
        if times[0] is None or times[1] is None:
            return 0.0
        return abs((times[0] - times[1]).total_seconds()) / 3600.0

    def related(self, left: int, right: int) -> bool:
        """Tell whether two articles are about one thing; if not, they share no fact."""
        known = self._related.get((left, right))
        if known is None:
            known = self._relates(min(left, right), max(left, right))
            self._related[left, right] = self._related[right, left] = known
        return known

    def _relates(self, left: int, right: int) -> bool:
        if left == right or self.origins[left] == self.origins[right]:
            return True
        scores = self.sentence_scores(left, right)
        if not scores.size:
            return False
        likely = self._likeness.get((left, right), 0.0) >= ONE_EVENT
        if not likely and not self._quote_one_saying(left, right):
            return False
        # A flash of three sentences cannot be asked for two.
        if min(self._sizes[left], self._sizes[right]) <= 3 and float(scores.max()) >= SHORT:
            return True
        return self._n_rendered(left, right) >= 2

    def _quote_one_saying(self, left: int, right: int) -> bool:
        """Tell whether two articles print a long saying of one speaker in nearly the same words."""
        ours, theirs = (
            [
                slots
                for mention in self.quotations.get(article, ())
                if isinstance(slots := mention.slots, QuoteSlots)
                and slots.speaker is not None
                and len(spoken(slots.words)) >= _LONG_QUOTATION
            ]
            for article in (left, right)
        )
        return any(
            speakers_agree(one.speaker, other.speaker)
            and same_utterance(one.words, other.words) >= _VERBATIM
            for one in ours
            for other in theirs
        )

    def _n_rendered(self, left: int, right: int) -> int:
        """Return how many sentences of either article one of the other renders, at least."""
        scores = self.sentence_scores(left, right)
        if not scores.size:
            return 0
        rendered = scores >= RENDERS
        return min(int(rendered.any(axis=1).sum()), int(rendered.any(axis=0).sum()))

    def may_relate(self, left: int, right: int) -> bool:
        """Tell whether two articles may be about one thing: they share the names both print.

        Of two signs that they are about one event, either will do.
        """
        if left == right or self.related(left, right):
            return True
        key = min(left, right), max(left, right)
        if key not in self._may_relate:
            self._may_relate[key] = self._one_sign(*key)
        return self._may_relate[key]

    def _one_sign(self, left: int, right: int) -> bool:
        likely = self._likeness.get((left, right), 0.0) >= ONE_EVENT
        return likely or self._n_rendered(left, right) >= 2

    def surnames(self, item: Located, end: int | None = None) -> frozenset[str]:
        """Return the surnames of the persons that the sentence of a mention names.

        Args:
            item: A mention.
            end: Only those named before this offset.
        """
        return frozenset(
            mention.slots.key.partition(" ")[0]
            for mention in self.persons.get(item.article, ())
            if mention.sentence == item.mention.sentence and isinstance(mention.slots, NameSlots)
            if end is None or mention.spans[0].start < end
        )

    def position(self, article: int, sentence: int) -> Position:
        """Return where in its article a sentence stands.

        The lead is the first two content sentences; the tail the last quarter.
        """
        if self.articles[article].sentences[sentence].role == "headline":
            return "headline"
        bodies = self._bodies[article]
        place = bodies.get(sentence, 0)
        if place < 2:
            return "lead"
        return "tail" if place >= 0.75 * len(bodies) else "body"
