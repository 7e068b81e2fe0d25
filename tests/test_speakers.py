"""Who says what, and where a saying ends: a table of what English news does to both."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from dedup.facts.attribution import find_attributions
from dedup.facts.quotes import find_quotes
from tests.conftest import labelled
from tests.test_attribution import read
from tests.test_quotes import parsed, quotes

CASES = json.loads((Path(__file__).parent / "data" / "speakers.json").read_text("utf-8"))


@pytest.mark.parametrize("case", labelled([case for case in CASES if "quotes" in case]))
def test_a_quotation_is_whose_words_it_is(case):
    """Of all 82 cases, taken for their errors and their opposites, 19 were right before."""
    assert [list(found) for found in quotes(case["text"])] == case["quotes"]


@pytest.mark.parametrize("case", labelled([case for case in CASES if "attributions" in case]))
def test_a_saying_has_its_own_subject_and_ends_with_its_clause(case):
    found = [[speaker, words] for speaker, _, words in read(case["text"])]
    assert found == case["attributions"]


def test_a_place_a_day_and_a_ware_are_no_speakers_and_no_quotations():
    """Names in marks are no quotations; what somebody calls a thing is one."""
    assert quotes('It became an unofficial "Harbour Grill Day."') == []
    assert quotes("Ada Finch called it the \u201cHarbour Grill Day.\u201d")[0][1] == "finch a"


def seconds_to_read(line: str) -> float:
    """Return the processor time that the quotations and sayings of a line take."""
    article = parsed(line)
    begin = time.process_time()
    find_quotes(article)
    find_attributions(article)
    return time.process_time() - begin


@pytest.mark.parametrize(
    "line",
    [
        "officials, who had called him a liar, could " * 2_000 + "\u201cgo to sea\u201d.",
        "Ada Finch's promise to " * 3_000 + "\u201cgo to sea\u201d.",
        "Fans chanting \u201c" + "Finch! " * 3_000 + "\u201d",
        "Ada Finch said it was late" + ", and on Sunday Mayor Tom Hale called it old" * 1_500,
        "Ada Finch left, despite aides" + ", including Tom Hale, saying it was late" * 1_500,
        "As Ada Finch said that it was late" + " and warned that it was old" * 2_000,
        "Oman and Norway agreed. The latter said it was late. " * 700,
        "Ada Finch, R-Ohio, " * 2_500 + "said it was late",
        "current and former " * 3_000 + "officials said it was late",
    ],
)
def test_hostile_lines_stay_linear(line):
    assert seconds_to_read(line) < 10
