"""Sentences that nobody would print: each once crashed, stalled or read a word at the far end."""

import pytest

from dedup import compare
from dedup.facts import attribution, reading, reporters, subjects
from dedup.facts.between import before_date
from dedup.facts.phrases import phrase_begin
from dedup.facts.quantities import quantities_in
from dedup.facts.speech import Clause, Speaker
from dedup.model import DateSlots
from dedup.slot_dates import compare_dates
from tests.conftest import make_article
from tests.test_quotes import parsed


def clause(text: str) -> Clause:
    return reading.read_speech(parsed(text)).clause(0)


def test_articles_of_the_last_day_of_time_are_compared():
    text = "The road closes {}, officials said in the town of Norbank."
    left = make_article("A", text.format("today"), published="9999-12-31")
    right = make_article("B", text.format("on May 5"))
    assert len(compare(left, right).articles) == 2


@pytest.mark.parametrize(
    ("yearless", "relation"), [("--05-05", "disjoint"), ("--12", "compatible")]
)
def test_the_last_day_of_time_is_a_day(yearless, relation):
    last, open_day = (
        DateSlots(start=start, end=start, precision="day", weekday="", part="", event="")
        for start in ("9999-12-31", yearless)
    )
    assert compare_dates(last, open_day) == compare_dates(open_day, last) == relation


@pytest.mark.parametrize("unit", ["saying, ", "and says ", "he said, saying "])
def test_a_verb_without_a_subject_is_looked_at_once_for_all_behind_it(unit, monkeypatch):
    asked = []

    def counted(clause: Clause, verb: int) -> Speaker | None:
        asked.append(verb)
        return found(clause, verb)

    found = subjects._main_clause_subject
    monkeypatch.setattr(subjects, "_main_clause_subject", counted)
    text = (unit * (20_000 // len(unit))).strip() + "."
    attribution.find_attributions(parsed(text))
    assert 0 < len(asked) <= len(text.split())


def test_the_first_word_has_none_before_it():
    assert attribution._finding(clause("Heard that it fell by the court."), 0) is None
    opening = clause("By Ada Finch saying that it fell in a report.")
    finch = Speaker("finch a", "", opening.words[1].start)
    assert not reporters._is_author(opening, finch)


def test_a_time_that_opens_a_sentence_has_no_subject_before_it():
    aside = clause("Mayor, weeks ago said it, wrote Ada Finch.")
    assert before_date(aside, 2) < 0
    found = subjects._before_apposition(aside, 2)
    assert found is None or found.key != "finch a"


def test_a_phrase_does_not_begin_before_its_floor():
    joined = clause("It came of Dunmere and Norbank by sea.")
    assert [word.lower for word in joined.words[3:6]] == ["dunmere", "and", "norbank"]
    assert phrase_begin(joined, 5, 3) == 3
    assert phrase_begin(joined, 5, 4) == 5


@pytest.mark.parametrize("text", ["1,00,00 rupees", "100,00,000 rupees", "1,00,000,000 rupees"])
def test_a_figure_grouped_in_no_known_way_counts_nothing(text):
    assert quantities_in(f"He paid {text}.") == []
