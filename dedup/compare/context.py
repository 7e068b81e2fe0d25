"""The story as the comparison sees it: mentions in their clauses, and how alike those are.

A fact is compared only inside its context. Two mentions of "43" mean nothing;
two mentions of "43" in clauses that render each other are one fact. Context is
the learned sentence score (``dedup.similarity``), taken over clauses and over
whole sentences; two articles in which no sentence renders another share nothing,
whatever names and numbers they have in common.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dedup.model import Alignment, Mention, ParsedArticle, Position
from dedup.similarity import SentenceSpace
from dedup.text import content_stems

# Two alignments, or one this sure, make two articles related; a single middling one is chance
# (over 400 unrelated pairs of real articles, 1 in 60 had one above .5, none had two).
SURE = 0.8


@dataclass(frozen=True, slots=True)
class Located:
    """A mention, the index of its article and of the clause it begins in."""

    mention: Mention
    article: int
    clause: int


class StoryContext:
    """Scores between the clauses and sentences of one story, computed once.

    Args:
        articles: The story's articles, in report order.
        clauses: The same articles cut into clauses (``facts.events.clauses_of``).
        sentences: Space over ``articles``.
        clause_space: Space over ``clauses``.
        alignments: Of every pair of articles.
        origins: For each article the number of its origin.
    """

    def __init__(
        self,
        articles: Sequence[ParsedArticle],
        clauses: Sequence[ParsedArticle],
        spaces: tuple[SentenceSpace, SentenceSpace],
        alignments: Sequence[Alignment],
        origins: Sequence[int],
    ) -> None:
        self.articles = tuple(articles)
        self.clauses = tuple(clauses)
        self.sentences, self.clause_space = spaces
        self.alignments = tuple(alignments)
        self.origins = tuple(origins)
        self._starts = [[c.span.start for c in parsed.sentences] for parsed in clauses]
        self._scores: dict[tuple[str, int, int], Any] = {}
        self._stems: dict[tuple[int, int], frozenset[str]] = {}

    @property
    def n_origins(self) -> int:
        """Number of texts the story goes back to."""
        return len(set(self.origins))

    def locate(self, mention: Mention) -> Located:
        """Find the article and clause of a mention."""
        article = self.index[mention.article_id]
        clause = bisect_right(self._starts[article], mention.spans[0].start) - 1
        return Located(mention, article, max(clause, 0))

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Article id to its place in the report order."""
        return {parsed.article.id: i for i, parsed in enumerate(self.articles)}

    def clause_scores(self, left: int, right: int) -> Any:
        """Return clause scores of two articles, shape (n_left_clauses, n_right_clauses)."""
        return self._matrix("clause", self.clause_space, left, right)

    def sentence_scores(self, left: int, right: int) -> Any:
        """Return sentence scores of two articles, shape (n_left, n_right)."""
        return self._matrix("sentence", self.sentences, left, right)

    def _matrix(self, name: str, space: SentenceSpace, left: int, right: int) -> Any:
        if (name, left, right) not in self._scores:
            scores = space.scores(left, right)
            self._scores[name, left, right] = scores
            self._scores[name, right, left] = scores.T
        return self._scores[name, left, right]

    def closeness(self, left: Located, right: Located) -> float:
        """Return how probably the surroundings of two mentions render the same, [0, 1].

        The better of the two clauses and the two sentences.
        """
        return max(
            float(self.clause_scores(left.article, right.article)[left.clause, right.clause]),
            self.sentence_closeness(left, right),
        )

    def sentence_closeness(self, left: Located, right: Located) -> float:
        """Return the score of the two sentences the mentions stand in."""
        scores = self.sentence_scores(left.article, right.article)
        return float(scores[left.mention.sentence, right.mention.sentence])

    def frame(self, left: Located, right: Located) -> float:
        """Return the share of words, beside numbers, that two clauses have in common.

        Weighted by rarity, of the clause with less to say; [0, 1].
        """
        ours, theirs = self._frame_stems(left), self._frame_stems(right)
        weight = self.clause_space.weight
        smaller = min(
            sum(weight(stem) for stem in sorted(ours)), sum(weight(stem) for stem in sorted(theirs))
        )
        shared = sum(weight(stem) for stem in sorted(ours & theirs))
        return round(shared / smaller, 6) if smaller else 0.0

    def _frame_stems(self, place: Located) -> frozenset[str]:
        key = (place.article, place.clause)
        if key not in self._stems:
            text = self.clauses[place.article].sentence_text(place.clause)
            self._stems[key] = frozenset(s for s in content_stems(text) if not s[0].isdigit())
        return self._stems[key]

    @cached_property
    def _links(self) -> Mapping[tuple[str, str], tuple[int, float]]:
        counts: dict[tuple[str, str], tuple[int, float]] = {}
        for alignment in self.alignments:
            n, best = counts.get((alignment.left_id, alignment.right_id), (0, 0.0))
            edges = len(alignment.left) * len(alignment.right)
            counts[alignment.left_id, alignment.right_id] = (
                n + edges,
                max(best, alignment.score),
            )
        return counts

    def related(self, left: int, right: int) -> bool:
        """Tell whether two articles are about one thing, by their alignments."""
        if left == right:
            return True
        ids = (self.articles[left].article.id, self.articles[right].article.id)
        n, best = self._links.get(ids) or self._links.get(ids[::-1]) or (0, 0.0)
        # A claim or a flash of three sentences cannot be asked for two.
        short = min(len(self.articles[i].content()) for i in (left, right)) <= 3
        return n >= 2 or best >= SURE or (short and n >= 1)

    def position(self, article: int, sentence: int) -> Position:
        """Return where in its article a sentence stands.

        The lead is the first two content sentences; the tail the last quarter.
        """
        content = [s.index for s in self.articles[article].sentences if s.role == "body"]
        if self.articles[article].sentences[sentence].role == "headline":
            return "headline"
        place = content.index(sentence) if sentence in content else 0
        if place < 2:
            return "lead"
        return "tail" if place >= 0.75 * len(content) else "body"
