"""Who is said to have said, denied, confirmed, alleged or announced what: a labelled table."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from dedup.facts.attribution import find_attributions
from tests.test_quotes import norm, parsed

CASES = json.loads((Path(__file__).parent / "data" / "attributions.json").read_text("utf-8"))
Report = tuple[str | None, str, str]


def wanted(case: dict) -> list[Report]:
    return [(a["speaker"], a["cue_class"], norm(a["content"])) for a in case["attributions"]]


def read(text: str) -> list[Report]:
    """Return speaker, class and the reported words of each attribution, in order."""
    return [
        (
            mention.slots.speaker,
            mention.slots.cue_class,
            " \u2026 ".join(norm(text[span.start : span.end]) for span in mention.spans),
        )
        for mention in find_attributions(parsed(text))
    ]


def test_labelled_table_is_large_and_partly_held_out():
    assert len(CASES) >= 150
    assert len({case["text"] for case in CASES}) == len(CASES)
    assert sum("held_out" in case for case in CASES) >= 0.3 * len(CASES)
    assert len(Counter(case["style"] for case in CASES)) >= 14
    classes = Counter(a["cue_class"] for case in CASES for a in case["attributions"])
    assert set(classes) == {"say", "deny", "confirm", "allege", "announce"}


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{number}-{case['style']}" for number, case in enumerate(CASES)]
)
def test_each_labelled_sentence_reports_exactly_this(case):
    """Right before any look at the errors: .82 of the first part, .89 and .72 of those held out."""
    assert read(case["text"]) == wanted(case)


@pytest.mark.parametrize("case", CASES[::5], ids=lambda case: case["style"])
def test_curly_apostrophes_change_nothing(case):
    curly = re.sub(r"(?<=\w)'", "\u2019", case["text"])
    assert read(curly) == wanted(case)


@pytest.mark.parametrize("before", ["On Monday it rained in Norby. ", "Schools closed.\n\n"])
def test_an_unrelated_sentence_before_changes_no_named_source(before):
    for case in CASES:
        if case["style"] != "pronoun":
            assert read(before + case["text"]) == wanted(case)
