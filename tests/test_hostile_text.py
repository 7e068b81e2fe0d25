"""Text made to crash or to stall: each input here once did one or the other.

What once stalled gets an input on which it would not return in a lifetime or run out of memory
or stack, or its comparisons are counted, so that no test needs a clock.
"""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime, timedelta, timezone
from itertools import product
from types import SimpleNamespace

import pytest

from dedup.alignment.align import _components, _stars
from dedup.archive import add_articles, open_archive, queries
from dedup.cleaning.patterns import PATH
from dedup.cleaning.rules import _NAME_IN_BRACKETS
from dedup.comparison import links
from dedup.comparison.exchanged_names import _named
from dedup.comparison.figures import _remembered
from dedup.decisions import read_decisions
from dedup.errors import ArticleFormatError
from dedup.fetch.record import to_lines
from dedup.model import NameSlots, Reason
from dedup.pipeline import compare
from dedup.report.evidence import brief
from dedup.report.view import local_times
from dedup.report.words import harmless
from dedup.slots import compare_names
from dedup.stream import StoryStream, day_batches
from dedup.text import content_stems, stem
from dedup.times import moment
from tests.conftest import make_article

TEXT = "Engineers closed the harbour bridge in Aldon on Monday after finding cracks in its piers."


@pytest.mark.parametrize("bar", "/»›>•·|")
def test_a_line_of_bars_is_no_path_that_ends_in_a_mark(bar):
    assert not PATH.fullmatch(f"{bar} " * 290 + "!")
    assert not PATH.fullmatch(f"a {bar} " * 12 + "b" * 500)


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("home » world » europe", True),
        ("section / news", True),
        ("news | sport | weather | travel", True),
        ("home · about · contact", True),
        ("world news| sport › tennis", True),
        # More bars than names: some names hold a bar.
        (" | ".join("abcdefghijklmnopqrst"), True),
        ("a |  | b", True),
        ("x" * 60 + " | " + "y" * 80, True),
        ("x" * 61 + " | y", False),
        ("y | " + "x" * 81, False),
        ("a|b", False),
        ("home |world", False),
        ("he said | she said. no", False),
    ],
)
def test_paths_are_still_told(line, path):
    assert bool(PATH.fullmatch(line)) is path


@pytest.mark.parametrize(
    ("words", "credit"),
    [
        ("(REUTERS)", True),
        ("(YouTube)", True),
        ("(Mary Smith)", True),
        ("(Mary Smith )", True),
        ("(AlBo CeDe Ef Gi Hi)", True),
        ("(AP)", False),
        ("(Mary)", False),
        ("(A B)", False),
        ("(Al Bo Ce De Ef Gi)", False),
        ("(" + "A" * 100_000 + "!)", False),
        ("(" + "Aa" * 100_000 + "!)", False),
    ],
)
def test_names_in_brackets(words, credit):
    assert bool(_NAME_IN_BRACKETS.fullmatch(words)) is credit


def test_a_word_of_marks_alone_has_a_stem():
    assert stem("\uff9e")
    assert all(content_stems("12 \uff9e people"))
    compared = compare(
        make_article("a", f"The mayor thanked 12 \uff9e people on Monday. {TEXT}"),
        make_article("b", TEXT),
    )
    assert compared.facts


def test_a_long_chain_of_sentences_is_cut():
    chain = {(i, i + step): 0.5 for i in range(1200) for step in (0, 1)}
    groups = [group for part in _components(chain) for group in _stars(part)]
    assert sorted(e for group in groups for e in product(*group)) == sorted(chain)


def test_repetitive_sentences_are_cut():
    dense = {(i, j): 0.5 for i in range(280) for j in range(280) if (i + j) % 5}
    groups = [group for part in _components(dense) for group in _stars(part)]
    assert sorted(e for group in groups for e in product(*group)) == sorted(dense)


def test_an_escape_breaks_off_an_unfinished_string():
    assert harmless("\x9d" * 1_000_000 + "\x1bA hello") == " hello"
    assert harmless("a \x1b]0;title\x07b \x1b]0;title\x1b\\c \x9d0;title\x9cd") == "a b c d"


# The first and the last times that an article can carry, and that UTC cannot hold.
FAR = pytest.mark.parametrize(
    ("time", "written"),
    [
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), "0001-01-01T00:00:00+14:00"),
        (
            datetime(9999, 12, 31, 23, 59, tzinfo=timezone(timedelta(hours=-12))),
            "9999-12-31T23:59:00-12:00",
        ),
    ],
)


@FAR
def test_a_time_that_utc_cannot_hold(time, written):
    assert moment(time) == written
    articles = [
        SimpleNamespace(article=make_article("a", TEXT, published=None)),
        *(
            SimpleNamespace(article=SimpleNamespace(id=name, local_time=lambda each=each: each))
            for name, each in (("b", time), ("c", datetime(2031, 5, 13, tzinfo=UTC)))
        ),
    ]
    assert local_times(articles)["b"] == time
    (line,) = to_lines([make_article("b", TEXT, published=written)]).splitlines()
    assert json.loads(line)["published"] == written


@FAR
def test_a_stream_at_the_end_of_time(time, written):
    feed = [
        make_article("a", TEXT, published="2031-05-13"),
        make_article("b", TEXT, published=written),
        make_article("c", TEXT, published=None),
    ]
    stream = StoryStream()
    batches = list(day_batches(feed))
    for batch in batches:
        stream.add(batch)
    assert stream.add(feed[1:], now=time) == ()  # known, and told apart by what they say
    assert {each.id for batch in batches for each in batch} == {"a", "b", "c"}
    assert {name for each in stream.stories() for name in each.article_ids} >= {"c"}


@FAR
@pytest.mark.parametrize("is_now", [False, True])
def test_an_archive_at_the_end_of_time(tmp_path, time, written, is_now):
    with open_archive(tmp_path / "desk.sqlite", create=True) as archive:
        feed = [
            make_article("a", TEXT, published="0001-01-01"),
            make_article("b", TEXT, published=written),
        ]
        tally = add_articles(archive, feed, now=time if is_now else None)
        add_articles(archive, feed, now=datetime(1, 1, 1, tzinfo=UTC))
        rows = archive.db.execute("SELECT id, published FROM articles ORDER BY id")
        assert [tuple(row) for row in rows] == [("a", "0001-01-01T00:00:00Z"), ("b", written)]
        assert queries.first_batch_since(archive.db, written) <= tally.batches + 1


def test_a_number_of_many_digits_is_a_located_error(tmp_path):
    path = tmp_path / "decisions.jsonl"
    path.write_text('{"decision": ' + "9" * 5000 + "}\n", "utf-8")
    (error,) = read_decisions(path)
    assert isinstance(error, ArticleFormatError)
    assert error.line == 1


def test_few_names_are_compared(monkeypatch):
    asked = []

    def counting(left, right):
        asked.append((left, right))
        return compare_names(left, right)

    monkeypatch.setattr(links, "compare_names", counting)
    names = [NameSlots(key=f"x{i}y z{i}w", name="") for i in range(2000)]
    found = links._agreeing(names)
    assert len(asked) == len(names)
    assert all(answers == [(i, "equal")] for i, answers in enumerate(found.values()))


def test_names_that_agree_are_all_found():
    parts = [
        "poe",
        "j",
        "joe",
        "new york",
        "nlb",
        "national land bank",
        "bank of the land",
        "é",
        "-",
    ]
    keys = [" ".join(pair) for pair in product(["", *parts], ["", *parts, "of"])]
    names = [NameSlots(key=key.strip(), name="") for key in keys]
    found = links._agreeing(names)
    for left in names:
        expected = [(n, compare_names(left, right)) for n, right in enumerate(names)]
        agreeing = [(n, a) for n, a in expected if a in ("equal", "compatible")]
        assert sorted(found[left.key]) == agreeing


def test_figures_of_one_sort_are_compared_once():
    asked = []

    def agree(left, right):
        asked.append((left, right))
        return "equal"

    answer = _remembered(["23%", "5%"] * 300, agree, str)
    assert {answer(i, j) for i in range(600) for j in range(i + 1, 600)} == {"equal"}
    assert len(asked) <= 4


def test_a_word_without_letters_is_no_name():
    # "n't" alone is the word "" and the word "not".
    word = SimpleNamespace(key="", capital=True)
    side = SimpleNamespace(overlapping=lambda kinds: [], words=[word], first=1)
    assert _named(side, SimpleNamespace()) is None


def test_an_infinite_reason_is_printed():
    assert brief(Reason("far", math.inf)) == "far inf"
