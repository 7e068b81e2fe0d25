from __future__ import annotations

import itertools
import subprocess
import sys

import numpy as np
import pytest

from dedup.clustering.neighbours import Neighbours
from dedup.clustering.stories import (
    FOLLOWS,
    ScoredPairs,
    _earlier,
    cluster,
    event_likeness,
    explain_pair,
    group_articles,
)
from dedup.duplicates.copies import find_duplicates
from dedup.errors import OptionError
from dedup.options import ClusterOptions
from dedup.represent import represent
from tests.cleaning_builders import BUDGET, FERRY, FERRY_ELSEWHERE, cleaned


def groups(*articles, **options):
    stories = cluster(articles, find_duplicates(articles), ClusterOptions(**options))
    return [story.article_ids for story in stories]


MIXED = (
    cleaned("a", *FERRY, headline="Ferry runs aground off Tarnholm", day=1, source="s1"),
    cleaned("b", *BUDGET, headline="Dremmond budget passes", day=1, source="s1"),
    cleaned("c", *FERRY_ELSEWHERE, headline="All safe after Oster Star grounds", day=1.5),
    cleaned("d", *FERRY, headline="Ferry runs aground off Tarnholm", day=2, source="s2"),
)


def test_no_articles_give_no_stories():
    assert cluster([], []) == ()


@pytest.mark.parametrize(
    "article", [cleaned("a"), cleaned("a", *FERRY)], ids=["empty", "with text"]
)
def test_one_article_is_a_story_of_its_own(article):
    (story,) = cluster([article], [])
    assert (story.id, story.article_ids, story.representative_id) == ("a", ("a",), "a")
    assert story.origins == (("a",),)
    assert story.score == 1.0


def test_one_event_in_other_words_joins_and_another_stays_apart():
    assert groups(*MIXED) == [("a", "c", "d"), ("b",)]


def test_two_articles_are_enough():
    assert groups(MIXED[0], MIXED[2]) == [("a", "c")]
    assert groups(MIXED[0], MIXED[1]) == [("a",), ("b",)]


def test_articles_without_text_stay_alone():
    assert groups(cleaned("a"), cleaned("b"), cleaned("c", " ")) == [("a",), ("b",), ("c",)]


def test_headlines_alone_are_enough():
    found = groups(
        cleaned("a", headline="Ferry Oster Star runs aground off Tarnholm"),
        cleaned("b", headline="Oster Star ferry aground near Tarnholm, all safe"),
        cleaned("c", headline="Dremmond budget passes in Quillhaven"),
    )
    assert found == [("a", "b"), ("c",)]


def test_the_same_kind_of_event_elsewhere_stays_apart():
    other = [
        text.replace("Tarnholm", "Vesterby")
        .replace("Oster Star", "Lady Hagen")
        .replace("Brekka", "Moskarn")
        .replace("Ilse Varnow", "Piet Hollund")
        .replace("Kells", "Rundt")
        .replace("Velmark", "Ostrava Bay")
        .replace("212", "87")
        .replace("Norrland", "Skerry")
        for text in FERRY_ELSEWHERE
    ]
    assert groups(cleaned("a", *FERRY, day=1), cleaned("b", *other, day=40)) == [("a",), ("b",)]


def test_exact_copies_join_however_far_apart_their_dates():
    assert groups(cleaned("a", *FERRY, day=0), cleaned("b", *FERRY, day=900)) == [("a", "b")]


def test_copies_are_one_origin_of_their_story():
    stories = cluster(MIXED, find_duplicates(MIXED))
    assert stories[0].origins == (("a", "d"), ("c",))
    assert stories[0].id == "a"
    assert stories[0].representative_id in stories[0].article_ids


def test_a_story_says_why():
    story = cluster(MIXED, find_duplicates(MIXED))[0]
    likeness, shared = story.reasons[:2]
    assert (likeness.value, likeness.threshold) == (story.score, 0.45)
    assert "Tarnholm" in str(shared.value)


def test_input_order_changes_nothing():
    results = {cluster(order, find_duplicates(order)) for order in itertools.permutations(MIXED)}
    assert len(results) == 1


def test_a_higher_threshold_parts_what_a_lower_one_joins():
    assert groups(MIXED[0], MIXED[2], threshold=0.001) == [("a", "c")]
    assert groups(MIXED[0], MIXED[2], threshold=0.9999999) == [("a",), ("c",)]


@pytest.mark.parametrize(
    "options", [{"threshold": 0.0}, {"threshold": 1.0}, {"neighbours": 0}], ids=str
)
def test_options_out_of_range_are_refused(options):
    with pytest.raises(OptionError, match=next(iter(options))):
        ClusterOptions(**options)


def test_a_pair_is_explained_against_the_threshold():
    joined, parted = explain_pair([MIXED[0], MIXED[2]]), explain_pair(MIXED[:2])
    assert joined[0].value >= joined[0].threshold > parted[0].value
    assert {reason.signal for reason in joined[1:]} & {"same words", "same lead words"}
    assert explain_pair(MIXED[:1]) == ()


def test_two_articles_need_neither_sklearn_nor_scipy():
    code = (
        "import sys\n"
        "from dedup.clustering.stories import cluster\n"
        "from dedup.duplicates.copies import find_duplicates\n"
        "from tests.cleaning_builders import FERRY, cleaned\n"
        "pair = [cleaned('a', *FERRY), cleaned('b', *FERRY)]\n"
        "assert len(cluster(pair, find_duplicates(pair))) == 1\n"
        "assert not {'sklearn', 'scipy'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_copies_do_not_make_an_independent_report_seem_far():
    copies = [cleaned(f"{n:02}", *FERRY, day=1, source=f"s{n}") for n in range(60)]
    other = cleaned("x", *FERRY_ELSEWHERE, headline="All safe after Oster Star grounds", day=1)
    assert len(groups(*copies, other)) == 1


def test_a_later_story_follows_the_earlier_one_it_is_tied_to_most():
    groups, days = [[0, 1], [2], [3], [4]], np.array([1.0, 1.2, 5.0, 5.1, np.nan])
    ties = [{1: 0.2, 2: 0.3}, {0: 0.2, 2: 0.4}, {0: 0.3, 1: 0.4}, {0: 0.4}]
    assert _earlier(groups, ties, days) == [None, 0, 0, None]
    weak = [{1: FOLLOWS / 2}, {0: FOLLOWS / 2}, {}, {}]
    assert _earlier(groups, weak, days) == [None, None, None, None]


def scored_headlines(n_stories, of_each):
    """Headlines whose pairs are sure within a story and a tenth sure between stories."""
    total = n_stories * of_each
    features = represent([cleaned(f"{n:03}", headline=f"Ferry word{n}") for n in range(total)])
    pairs = np.array([(i, j) for i in range(total) for j in range(i + 1, total)])
    sure = np.where(pairs[:, 0] // of_each == pairs[:, 1] // of_each, 0.9, 0.1)
    return features, ScoredPairs(pairs, sure, Neighbours(np.zeros(total), features.lead), total)


@pytest.mark.parametrize(
    ("n_stories", "of_each", "found"),
    [(6, 10, 1), (20, 3, 20), (4, 10, 4)],
    ids=["large stories", "small stories", "too few to tell"],
)
def test_headlines_of_large_stories_are_linked_more_readily(n_stories, of_each, found):
    groups, _ = group_articles(*scored_headlines(n_stories, of_each), 0.5)
    assert len(groups) == found


def test_pieces_of_large_stories_join_and_small_stories_beside_them_do_not():
    # Two stories of forty headlines, three pieces of eight and sixteen alone; forty stories of two.
    pieces = [*range(5), *range(5, 10)]
    story = np.repeat([*(p // 5 for p in pieces), *range(2, 42)], [*[8] * 10, *[2] * 40])
    piece = np.repeat([*pieces, *range(10, 50)], [*[8] * 10, *[2] * 40])
    piece[np.isin(piece, (3, 4, 8, 9))] = range(100, 132)
    total = len(story)
    features = represent([cleaned(f"{n:03}", headline=f"Ferry word{n}") for n in range(total)])
    pairs = np.array([(i, j) for i in range(total) for j in range(i + 1, total)])
    left, right = pairs.T
    sure = np.where(story[left] == story[right], 0.12, 0.001)
    sure[piece[left] == piece[right]] = 0.9
    around = Neighbours(np.zeros(total), features.lead)
    groups, _ = group_articles(features, ScoredPairs(pairs, sure, around, total), 0.5)
    assert [len(group) for group in groups] == [40, 40, *[2] * 40]


def test_only_a_story_of_two_is_held_against_the_threshold():
    third = cleaned("z", FERRY[0], *FERRY_ELSEWHERE, headline="Ferry on reef, all ashore", day=1)
    articles = (MIXED[0], MIXED[2], third)
    story = cluster(articles, ())[0]
    assert len(story.article_ids) == 3
    assert story.reasons[0].threshold is None


def test_the_likeness_of_two_articles_is_that_of_their_event_whatever_their_order():
    likeness = event_likeness(MIXED)
    ferry, budget, _, again = range(4)
    assert likeness[ferry, again] > 0.5 > likeness.get((ferry, budget), 0.0)
    turned = event_likeness(MIXED[::-1])
    assert {(3 - j, 3 - i): sure for (i, j), sure in turned.items()} == likeness


def test_one_article_alone_has_no_likeness():
    assert event_likeness(MIXED[:1]) == {}
