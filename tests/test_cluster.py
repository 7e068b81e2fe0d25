from __future__ import annotations

import itertools
import subprocess
import sys

import pytest

from dedup.cluster import cluster, explain_pair
from dedup.duplicates import find_duplicates
from dedup.errors import OptionError
from dedup.options import ClusterOptions
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
    assert (likeness.value, likeness.threshold) == (story.score, 0.5)
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
        "from dedup.cluster import cluster\n"
        "from dedup.duplicates import find_duplicates\n"
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


def test_a_later_story_that_is_tied_to_an_earlier_one_follows_it():
    later = cleaned(
        "e",
        "An inquiry into the grounding of the Oster Star opened in Dremmond.",
        "Its captain told judges that the radar had failed off Tarnholm.",
        headline="Captain of Oster Star blames radar",
        day=5,
    )
    stories = cluster((*MIXED, later), find_duplicates((*MIXED, later)), ClusterOptions())
    by_member = {article_id: story for story in stories for article_id in story.article_ids}
    assert by_member["e"].id == "e"
    assert by_member["e"].follows == by_member["a"].id
    assert by_member["a"].follows is None
    assert by_member["b"].follows is None


def headlines(stories, of_each, shared):
    """Headlines of stories, each of which shares ``shared`` words with the next ones only."""
    return [
        cleaned(
            f"{story:02}-{n:02}",
            headline=" ".join(
                [f"Place{story}", *(f"word{story}x{n + k}" for k in range(shared)), f"own{n}"]
            ),
        )
        for story in range(stories)
        for n in range(of_each)
    ]


@pytest.mark.parametrize(("stories", "of_each"), [(2, 20), (30, 3)], ids=["few", "small stories"])
def test_headlines_are_linked_once(monkeypatch, stories, of_each):
    articles = headlines(stories, of_each, 3)
    before = groups(*articles)
    monkeypatch.setattr("dedup.cluster.LARGE_SHIFT", 9.0)
    assert groups(*articles) == before


def test_many_headlines_of_large_stories_are_linked_twice(monkeypatch):
    articles = headlines(4, 20, 3)
    monkeypatch.setattr("dedup.cluster.LARGE_SHIFT", 0.0)
    before = groups(*articles)
    monkeypatch.setattr("dedup.cluster.LARGE_SHIFT", 9.0)
    assert len(groups(*articles)) < len(before)
