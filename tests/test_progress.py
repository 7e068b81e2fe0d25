"""How far a run is: told to who listens, and to nobody else."""

from __future__ import annotations

from threading import Thread

import pytest

from dedup import Article, pipeline
from dedup.progress import Step, advance, begin, listening, unheard

ARTICLES = [
    Article(id=name, source=name, headline="Ferry sinks off Corvane", text=text)
    for name, text in (
        ("a", "The ferry Aldous sank off Corvane harbour on Monday. Nine people were saved."),
        ("b", "Nine people were saved when the ferry Aldous sank off Corvane harbour on Monday."),
    )
]


def test_nobody_is_told_outside_the_block():
    told: list[Step] = []
    begin("before")
    with listening(told.append):
        begin("grouping", total=3)
        advance(1, 3, skipped=2, characters=7)
    advance(2, 3)
    assert told == [
        Step(stage="grouping", total=3),
        Step(stage="grouping", done=1, total=3, skipped=2, characters=7),
    ]


def test_the_inner_of_two_listeners_is_told():
    outer: list[Step] = []
    inner: list[Step] = []
    with listening(outer.append):
        with listening(inner.append):
            begin("cleaning")
        begin("grouping")
    assert [step.stage for step in outer] == ["grouping"]
    assert [step.stage for step in inner] == ["cleaning"]


def test_the_parts_of_a_part_are_not_told():
    told: list[Step] = []
    with listening(told.append):
        begin("comparing", total=2)
        with unheard():
            advance(1, 30)
        advance(1, 2)
    assert [step.total for step in told] == [2, 2]
    with unheard():
        begin("nothing")


def test_what_a_listener_raises_ends_the_run_and_the_listening():
    def stop(step: Step) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), listening(stop):
        begin("cleaning")
    begin("cleaning")


def test_the_stages_of_the_pipeline_tell_and_change_nothing():
    told: list[Step] = []
    with listening(told.append):
        followed = pipeline.diff(ARTICLES)
    stages = list(dict.fromkeys(step.stage for step in told))
    assert stages == ["cleaning", "counting words", "looking for copies", "grouping", "comparing"]
    assert [step for step in told if step.stage == "comparing"] == [
        Step(stage="comparing", total=2),
        Step(stage="comparing", done=2, total=2),
    ]
    assert followed == pipeline.diff(ARTICLES)


def test_a_draft_is_checked_article_by_article():
    told: list[Step] = []
    with listening(told.append):
        checked = pipeline.check_draft("The ferry sank. The mayor resigned.", ARTICLES)
    assert [step.done for step in told] == [None, 1, 2]
    assert [[each.article_id for each in found] for _, found in checked] == [["a", "b"]] * 2
    alone = [pipeline.check(claim, ARTICLES[1]) for claim, _ in checked]
    assert [found[1] for _, found in checked] == alone


def test_work_of_another_thread_is_not_told():
    told: list[Step] = []
    with listening(told.append):
        thread = Thread(target=begin, args=("elsewhere",))
        thread.start()
        thread.join()
    assert told == []
