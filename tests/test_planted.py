"""One change planted in a copy is found, and nothing else is called a conflict.

On the samples, which are fiction; every floor is what was measured, rounded down.
"""

from __future__ import annotations

import random
from functools import cache

import pytest

from dedup.ingest import read_articles
from dedup.model import Article
from dedup.pipeline import compare
from tests.benchmarks.planted import SAMPLES, Outcome, outcome, plant_all
from tests.benchmarks.planted_changes import KINDS, Kind, propose

# Articles taken for each kind; the samples offer fewer persons and hardly any known place.
EACH = 10
# Kind: planted at least, found at least. Places and organisations of the samples are invented,
# so the lists of the generator find none of them.
FLOORS: dict[Kind, tuple[int, float]] = {
    "number": (10, 0.9),
    "date": (10, 0.9),
    "person": (5, 0.9),
    "negation": (10, 0.9),
    "quote": (10, 0.9),
    "antonym": (10, 0.9),
    "noun": (10, 0.9),
}


@cache
def articles() -> tuple[Article, ...]:
    return tuple(article for article in read_articles([SAMPLES]) if isinstance(article, Article))


@cache
def outcomes(kind: Kind) -> tuple[Outcome, ...]:
    return tuple(
        outcome(planted, compare(planted.original, planted.copy))
        for planted in plant_all(articles(), kind, EACH, seed=1)
    )


@pytest.mark.parametrize("kind", sorted(FLOORS))
def test_a_planted_change_is_found(kind: Kind) -> None:
    n_least, recall = FLOORS[kind]
    found = [result.found for result in outcomes(kind)]
    assert len(found) >= n_least
    assert sum(found) / len(found) >= recall


@pytest.mark.parametrize("kind", sorted(FLOORS))
def test_one_change_makes_no_other_conflict(kind: Kind) -> None:
    assert [result.false for result in outcomes(kind) if result.false] == []


@pytest.mark.parametrize("kind", ["number", "date"])
def test_changing_one_figure_makes_exactly_one_conflict(kind: Kind) -> None:
    assert all(result.again == 0 for result in outcomes(kind) if result.found)


SENTENCES = {
    "number": "The ferry carried 41 people.",
    "date": "The ferry sank on Tuesday.",
    "person": "The ferry was built by Anna Vell.",
    "organisation": "The ferry was searched by the FBI at noon.",
    "place": "The ferry was bound for Canada.",
    "negation": "The ferry was safe.",
    "quote": "“The captain warned us twice,” she said.",
    "antonym": "The board approved the plan.",
    "agent": "Anna Vell sued Oren Pike.",
    "noun": "The ferry carried 41 people.",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_change_is_made_once_in_its_place_and_the_same_for_one_seed(kind: Kind) -> None:
    sentence = SENTENCES[kind]
    article = f"{sentence} Divers worried about weather, noises and badly marked shoals."
    changes = [propose(kind, sentence, article, random.Random(7)) for _ in range(2)]
    assert changes[0] is not None
    assert changes[0] == changes[1]
    changed = changes[0].apply(sentence)
    assert changed != sentence
    for start, end, new in changes[0].edits:
        assert new not in sentence[start:end] or kind == "negation"


@pytest.mark.parametrize("kind", KINDS)
def test_a_sentence_without_the_kind_stays_as_it_is(kind: Kind) -> None:
    assert propose(kind, "Rain came here.", "Rain came here.", random.Random(7)) is None
