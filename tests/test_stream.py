from __future__ import annotations

import gc
import itertools
import os
import subprocess
import sys
import weakref
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.errors import InputError, OptionError
from dedup.ingest import collect
from dedup.metrics import bcubed
from dedup.model import Story
from dedup.pipeline import cluster_stories
from dedup.stream import KEPT_WINDOWS, StoryStream, day_batches, stream_stories
from tests.cleaning_builders import BUDGET, FERRY, FERRY_ELSEWHERE, FIRST_DAY
from tests.conftest import make_article

ROOT = Path(__file__).parents[1]
# Agreement of the samples streamed by the day with the batch run; measured: 1.0.
LEAST_AGREEMENT = 0.98


def report(article_id, *paragraphs, day=None, headline="", **rest):
    moment = None if day is None else (FIRST_DAY + timedelta(days=day)).isoformat()
    text = "\n\n".join(paragraphs) or f"Nothing but {article_id}."
    return make_article(article_id, text, headline=headline, published=moment, **rest)


def said(changes):
    return [(each.kind, each.story_id, each.article_ids, each.other_id) for each in changes]


def replay(changes, where):
    """Note change by change which story each article is in; return what closed."""
    closed = {}
    for each in changes:
        if each.kind == "closed":
            assert {where.pop(article_id) for article_id in each.article_ids} == {each.story_id}
            closed[each.story_id] = each.article_ids
        else:
            now_in = each.other_id if each.kind == "merged" else each.story_id
            where.update(dict.fromkeys(each.article_ids, now_in))
    return closed


def membership(stream):
    return {one: story.id for story in stream.stories() for one in story.article_ids}


def by_label(labels):
    """Stand in for the clustering: articles with one label are one story."""

    def cluster(cleaned, pairs, options, tokens):
        groups = {}
        for article_id in sorted(each.article.id for each in cleaned):
            groups.setdefault(labels.get(article_id, article_id), []).append(article_id)
        return tuple(
            Story(ids[0], tuple(ids), ids[0], tuple((each,) for each in ids), 1 / len(ids))
            for ids in sorted(groups.values())
        )

    return cluster


@pytest.fixture
def labels(monkeypatch):
    """The story of each article, for tests of what follows from the clustering."""
    result = {}
    monkeypatch.setattr("dedup.clustering.stories.cluster", by_label(result))
    return result


@pytest.fixture(scope="module")
def feed():
    articles, _ = collect([str(ROOT / "samples" / "feed.jsonl")], by_text=False)
    return sorted(articles, key=lambda each: (each.published, each.id))


FERRY_NEWS = report("f", *FERRY, day=0, headline="Ferry runs aground off Tarnholm")
FERRY_MORE = report("e", *FERRY_ELSEWHERE, day=1, headline="All safe after Oster Star grounds")
BUDGET_NEWS = report("b", *BUDGET, day=1, headline="Dremmond budget passes")


def test_a_story_opens_is_extended_and_closes():
    stream = StoryStream(window_days=5)
    assert said(stream.add([FERRY_NEWS])) == [("opened", "f", ("f",), None)]
    assert said(stream.add([FERRY_MORE, BUDGET_NEWS])) == [
        ("opened", "b", ("b",), None),
        ("extended", "f", ("e",), None),
    ]
    assert [(each.id, each.article_ids) for each in stream.stories()] == [
        ("b", ("b",)),
        ("f", ("e", "f")),
    ]
    changes = stream.add([report("later", day=6.5)])
    assert said(changes) == [
        ("opened", "later", ("later",), None),
        ("closed", "b", ("b",), None),
        ("closed", "f", ("e", "f"), None),
    ]
    assert changes[2].story.origins == (("e",), ("f",))
    assert [each.id for each in stream.stories()] == ["later"]


def test_the_older_of_two_stories_keeps_its_id_in_a_merger(labels):
    stream = StoryStream()
    stream.add([report("z", day=0)])
    stream.add([report("a", day=1), report("b", day=1), report("c", day=1)])
    labels.update(dict.fromkeys("abzn", "one event"))
    changes = stream.add([report("n", day=2)])
    assert said(changes) == [
        ("merged", "a", ("a",), "z"),
        ("merged", "b", ("b",), "z"),
        ("extended", "z", ("n",), None),
    ]
    assert {each.story.id for each in changes} == {"z"}
    assert membership(stream) == {"a": "z", "b": "z", "n": "z", "z": "z", "c": "c"}


def test_the_larger_part_of_a_split_keeps_the_id(labels):
    labels.update(dict.fromkeys("abc", "one event"))
    stream = StoryStream()
    stream.add([report(each, day=0) for each in "abc"])
    labels.update(a="another", n="another")
    assert said(stream.add([report("n", day=1)])) == [
        ("split", "n", ("a",), "a"),
        ("extended", "n", ("n",), None),
    ]
    assert membership(stream) == {"a": "n", "b": "a", "c": "a", "n": "n"}


def test_an_article_may_leave_for_a_standing_story(labels):
    labels.update(dict.fromkeys("abc", "one event"))
    stream = StoryStream()
    stream.add([report(each, day=0) for each in "abcd"])
    labels.update(b="d")
    assert said(stream.add([report("n", day=1)])) == [
        ("opened", "n", ("n",), None),
        ("split", "d", ("b",), "a"),
    ]


def test_an_id_is_not_given_again_after_a_merger(labels):
    stream = StoryStream()
    stream.add([report("a", day=0)])
    stream.add([report("b", day=0)])
    labels.update(b="a")
    assert ("merged", "b", ("b",), "a") in said(stream.add([report("c", day=0)]))
    labels.update(b="b")
    assert ("split", "b~2", ("b",), "a") in said(stream.add([report("d", day=0)]))
    assert ("opened", "b~2~2", ("b~2",), None) in said(stream.add([report("b~2", day=0)]))


BATCHES = st.lists(
    st.tuples(
        st.integers(0, 3),  # articles of the batch
        st.integers(0, 2),  # days since the one before
        st.lists(st.integers(0, 4), min_size=24, max_size=24),  # the story of each article now
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=60)
@given(BATCHES)
def test_the_changes_tell_all(batches):
    stories, ended, done, serial, day = {}, set(), set(), 0, 0
    stream = StoryStream(window_days=2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "dedup.duplicates.copies.find_duplicates", lambda cleaned, options, tokens: ()
        )
        for size, later, drawn in batches:
            numbers = {f"{each:02}": str(story) for each, story in enumerate(drawn)}
            patch.setattr("dedup.clustering.stories.cluster", by_label(numbers))
            day += later
            new = [report(f"{serial + each:02}", day=day) for each in range(size)]
            serial += size
            changes = stream.add(new)
            assert {each.story.id for each in changes}.isdisjoint(ended)
            closed = replay(changes, stories)
            gone = set(itertools.chain(*closed.values()))
            assert done.isdisjoint(gone)
            done |= gone
            ended |= {each.story_id for each in changes if each.kind in ("merged", "closed")}
            assert stories == membership(stream)
            for story in stream.stories():
                assert sorted(itertools.chain(*story.origins)) == list(story.article_ids)
                assert story.representative_id in story.article_ids
    assert len(done) + len(stories) == serial


def test_one_batch_gives_the_stories_of_the_batch_run(feed):
    stream = StoryStream(window_days=3)
    changes = stream.add(feed)
    closed = [each.story for each in changes if each.kind == "closed"]
    assert closed
    assert stream.stories()
    stories = sorted((*closed, *stream.stories()), key=lambda each: each.id)
    assert tuple(stories) == cluster_stories(feed)


def test_streamed_by_the_day_the_samples_agree_with_the_batch_run(feed):
    streamed = {
        one: story.id for story in stream_stories(day_batches(feed)) for one in story.article_ids
    }
    batch = {one: story.id for story in cluster_stories(feed) for one in story.article_ids}
    assert streamed.keys() == batch.keys()
    assert bcubed(batch, streamed).f1 >= LEAST_AGREEMENT


def test_order_within_a_batch_changes_nothing(feed):
    results = []
    for step in (1, -1):
        stream = StoryStream(window_days=3)
        batches = [batch[::step] for batch in day_batches(feed)]
        results.append(([stream.add(batch) for batch in batches], stream.stories()))
    assert results[0] == results[1]


def test_the_hash_seed_changes_nothing():
    code = (
        "from dedup.ingest import collect\n"
        "from dedup.stream import StoryStream, day_batches\n"
        "articles, _ = collect(['samples/feed.jsonl'], by_text=False)\n"
        "articles.sort(key=lambda each: (each.published, each.id))\n"
        "stream = StoryStream(window_days=2)\n"
        "print([stream.add(batch) for batch in day_batches(articles)], stream.stories())\n"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


class Tag(dict):
    """What an article carries along; unlike the article, it can be referred to weakly."""


def test_articles_of_closed_stories_are_released(labels):
    stream = StoryStream(window_days=2)
    alive = []
    for day in range(10):
        tag = Tag()
        alive.append(weakref.ref(tag))
        stream.add([report(f"a{day}", day=day, extra=tag)])
    del tag
    gc.collect()
    assert [number for number, each in enumerate(alive) if each() is not None] == [7, 8, 9]


def test_a_story_that_goes_on_keeps_its_ids_and_lets_its_texts_go():
    stream = StoryStream(window_days=1)
    alive = []
    for day in range(12):
        tag = Tag()
        alive.append(weakref.ref(tag))
        stream.add([report(f"a{day:02}", *FERRY, day=day, extra=tag)])
    del tag
    gc.collect()
    kept = [number for number, each in enumerate(alive) if each() is not None]
    assert kept == list(range(11 - KEPT_WINDOWS, 12))
    ids = tuple(f"a{day:02}" for day in range(12))
    changes = stream.add([report("later", day=30)])
    assert said(changes)[1:] == [("closed", "a00", ids, None)]
    assert changes[1].story.origins == (ids,)
    assert changes[1].story.representative_id in ids


def test_one_text_left_does_not_stand_for_a_story(labels):
    labels.update(dict.fromkeys("abc", "one event"))
    stream = StoryStream(window_days=1)
    stream.add([report("a", day=0), report("b", day=0)])
    stream.add([report("c", day=KEPT_WINDOWS + 1)])
    stream.add([report("d", day=KEPT_WINDOWS + 1.5)])
    story = stream.stories()[0]
    assert story.article_ids == ("a", "b", "c")
    assert (story.representative_id, story.score) == ("a", 1 / 3)


def test_what_is_delivered_again_is_passed_over():
    stream = StoryStream(window_days=1)
    for day in range(8):
        stream.add([report(f"a{day}", *FERRY, day=day)])
    before = stream.stories()
    again = report("a0", *FERRY, day=0), report("a7", *FERRY, day=7, extra={"polled": 2})
    assert stream.add([*again, *again]) == ()
    assert stream.stories() == before


@pytest.mark.parametrize("name", ["a0", "a7", "new"])
def test_another_article_under_a_known_id_is_refused_and_nothing_changes(name):
    def streamed():
        stream = StoryStream(window_days=1)
        for day in range(8):
            stream.add([report(f"a{day}", *FERRY, day=day)])
        return stream

    stream, untouched = streamed(), streamed()
    twice = [report("new", *FERRY, day=8), report(name, *BUDGET, day=90)]
    with pytest.raises(InputError, match=name):
        stream.add(twice)
    assert stream.stories() == untouched.stories()
    assert stream.add(twice[:1]) == untouched.add(twice[:1])


def test_a_batch_that_fails_on_the_way_changes_nothing(labels, monkeypatch):
    stream = StoryStream()
    stream.add([report("a", day=0)])

    def failing(cleaned, pairs, options, tokens):
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr("dedup.clustering.stories.cluster", failing)
        with pytest.raises(MemoryError):
            stream.add([report("b", day=90)])
    assert said(stream.add([report("b", day=1)])) == [("opened", "b", ("b",), None)]
    assert membership(stream) == {"a": "a", "b": "b"}


def test_a_late_article_joins_its_story_or_opens_and_closes_at_once(labels):
    labels.update(dict.fromkeys("ab", "one event"))
    stream = StoryStream(window_days=2)
    stream.add([report("a", day=10)])
    assert said(stream.add([report("b", day=1), report("c", day=1)])) == [
        ("opened", "c", ("c",), None),
        ("extended", "a", ("b",), None),
        ("closed", "c", ("c",), None),
    ]


def test_an_article_without_a_date_counts_from_the_newest_seen(labels):
    stream = StoryStream(window_days=2)
    stream.add([report("early")])
    stream.add([report("a", day=10), report("b")])
    assert stream.add([report("c", day=12)])[1:] == ()
    closed = stream.add([report("d", day=12.5)])[1:]
    assert [each.story_id for each in closed] == ["a", "b", "early"]


def test_who_knows_the_time_is_not_misled_by_a_date_in_the_future(labels):
    stream = StoryStream(window_days=2)
    now = FIRST_DAY + timedelta(days=1)
    stream.add([report("a", day=1), report("b", day=9000)], now=now)
    assert stream.add([report("c", day=2)], now=now + timedelta(days=1))[1:] == ()
    closed = stream.add((), now=now + timedelta(days=2.5))
    assert said(closed) == [("closed", "a", ("a",), None), ("closed", "b", ("b",), None)]
    assert membership(stream) == {"c": "c"}


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(InputError, match="time zone"):
        StoryStream().add((), now=datetime(2031, 5, 4))


def test_an_empty_batch_changes_nothing():
    stream = StoryStream()
    assert stream.add([]) == ()
    assert stream.stories() == ()


@pytest.mark.parametrize("days", [0, -1, float("nan"), float("inf"), 1e9])
def test_a_window_out_of_range_is_refused(days):
    with pytest.raises(OptionError, match="window_days"):
        StoryStream(window_days=days)


def test_days_are_cut_where_the_date_moves_on():
    articles = [
        report("a"),
        report("b", day=0),
        report("c", day=0.9),
        report("d", day=2),
        report("e"),
        report("f", day=1),
        report("g", day=3),
    ]
    ids = ["".join(each.id for each in batch) for batch in day_batches(articles)]
    assert ids == ["abc", "def", "g"]
    assert list(day_batches([])) == []


def test_every_story_is_yielded_once(labels):
    batches = day_batches([report(each, day=3 * day) for day, each in enumerate("cab")])
    found = list(stream_stories(batches, StoryStream(window_days=4)))
    assert [each.article_ids for each in found] == [("c",), ("a",), ("b",)]
