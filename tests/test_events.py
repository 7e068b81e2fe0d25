"""Clauses and what they say happened."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.facts.events import clause_bounds, clauses_of, event_slots, find_events
from dedup.segmentation import split
from tests.test_segmentation import lines_of

# Clauses are separated by bars; invented.
CLAUSES = {
    "one clause": "The council closed the harbour bridge on Tuesday.",
    "semicolon": "Three men were arrested on the quay; | two of them were released on Friday.",
    "reporting tail": "The ferry sank within ten minutes, | Captain Oren Pike told reporters.",
    "temporal phrase": "The island offered to take the patients | following a long meeting with "
    "President Ana Vell.",
    "what a report follows": "The island offered to take the patients, | Secretary Oren Pike "
    "announced on Monday following a long meeting with President Ana Vell.",
    "coordinated verbs": "The council refused to pay the fine, | but the harbour board paid it "
    "on Monday.",
    "subordinator": "Police closed three roads in the town, | while engineers inspected the "
    "damaged tunnel.",
    "noun list is one clause": "The bridge, the tunnel and the ferry carry most commuters.",
    "short side is not cut": "The plan failed, he said.",
    "participle is not finite": "The bridge opened in 1968, linking two towns on the river.",
}


@pytest.mark.parametrize("name", CLAUSES)
def test_clauses_are_cut_only_where_both_sides_can_stand(name: str) -> None:
    wanted = [piece.strip(" ,;.") for piece in CLAUSES[name].split("|")]
    text = CLAUSES[name].replace(" | ", " ")
    assert [text[start:end].strip(" ,;.") for start, end in clause_bounds(text)] == wanted


@given(st.text(max_size=200))
def test_clauses_lie_in_order_inside_the_sentence(text: str) -> None:
    bounds = clause_bounds(text)
    assert all(0 <= start < end <= len(text) for start, end in bounds)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(bounds))


@given(st.text(alphabet="ab cd,;—the said was .", max_size=120))
def test_clauses_keep_every_word(text: str) -> None:
    kept = "".join(text[start:end] for start, end in clause_bounds(text))
    assert sorted(c for c in kept if c.isalnum()) == sorted(c for c in text if c.isalnum())


@pytest.mark.parametrize(
    ("text", "predicate", "negated", "modality"),
    [
        ("Engineers closed the harbour bridge", "close", False, "done"),
        ("The council did not close the harbour bridge", "close", True, "done"),
        ("The harbour board will close the bridge", "close", False, "planned"),
        ("The island has offered to house the patients", "offer", False, "offered"),
        ("The bridge could close for a month", "close", False, "conditional"),
        ("Two workers were killed in the quarry", "kill", False, "done"),
        ("Pike allegedly took money from the harbour fund", "take", False, "alleged"),
        ("Not only the bridge was closed but the tunnel", "close", False, "done"),
        ("The ferry never reached the northern quay", "reach", True, "done"),
    ],
)
def test_a_clause_is_read_into_slots(
    text: str, predicate: str, negated: bool, modality: str
) -> None:
    slots = event_slots(text)
    assert slots is not None
    assert (slots.predicate, slots.negated, slots.modality) == (predicate, negated, modality)


def test_a_passive_exchanges_agent_and_object() -> None:
    slots = event_slots("The bridge was closed by the harbour board")
    assert slots is not None
    assert (slots.agent, slots.object) == ("harbour board", "bridg")


@pytest.mark.parametrize("text", ["", "he said", "Vell said on Monday", "a red boat"])
def test_what_asserts_nothing_is_no_event(text: str) -> None:
    assert event_slots(text) is None


def test_quoted_clauses_are_left_to_the_quotations() -> None:
    text = 'Engineers closed the bridge on Monday. "We found cracks in seven hangers," Vell said.'
    parsed = split(lines_of(text))
    quoted = [s.span for s in parsed.sentences if s.index == 1]
    events = find_events(parsed, clauses_of(parsed), quoted)
    assert [event.sentence for event in events] == [0]


def test_a_clause_knows_its_sentence() -> None:
    parsed = split(lines_of("One ship sank on Monday. The council refused to pay the fine."))
    clauses = clauses_of(parsed)
    assert [clause.paragraph for clause in clauses.sentences] == [0, 1]
