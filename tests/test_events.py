"""Clauses and what they say happened."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.facts.events import clause_bounds, clauses_of, event_slots, find_events
from dedup.model import Span
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
    "figure with a comma": "The council sold more than 10,000 tickets and emails reached 900,000 "
    "homes, | while engineers inspected the tunnel.",
    "time of day": "The council closed the harbour bridge at 3:15 p.m. on Tuesday.",
    "a while": "A small crowd waited on the quay for a while on the cold stone steps outside.",
    "apposition before a tail": "While the talks drag on in Aldon, Oren Pike, a pollster, said "
    "voters were losing patience with both parties.",
    "a list of ages goes on": "Her brother has three children, ages 13, 15, and 19, with a baker "
    "who works in the town.",
    "a fact behind a list": "The board closed three roads in May, | and 19 ferries were cancelled "
    "on Monday.",
    "what was said after a time": "Pike told the radio after her election that she would not close "
    "the old pier.",
    "what a relative clause tells": "Pike was rescued by two boats in the harbour | after a storm "
    "that flooded the lower town.",
    "if not": "The fine for the bridge is unusual, if not unheard of in the towns that share it.",
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


@pytest.mark.parametrize(
    "text",
    ["", "he said", "Vell said on Monday", "a red boat", "Vell said at a late-night news meeting."],
)
def test_what_asserts_nothing_is_no_event(text: str) -> None:
    assert event_slots(text) is None


def test_what_somebody_said_is_an_event() -> None:
    assert event_slots("Vell said the bridge was unsafe") is not None
    assert event_slots("Vell has not said what the harbour board will do") is not None


@pytest.mark.parametrize(
    ("text", "n_events"),
    [
        ('"We found cracks in seven hangers," said Ana Vell, who led the search on the quay.', 0),
        ('"We found cracks in seven hangers," said Sen. Ana Vell (R-Aldon).', 0),
        ('"We found cracks in seven hangers," Vell said on Orbis\' "Greet the Press."', 0),
        ('"We found cracks." The board confirmed on Monday that five hangers had failed.', 1),
        ('"We found cracks," Vell said, adding that the board had known of five hangers.', 1),
    ],
)
def test_who_spoke_a_quotation_is_no_event(text: str, n_events: int) -> None:
    parsed = split(lines_of(text))
    quoted = [Span(1, text.index('"', 1) - 1)]
    assert len(find_events(parsed, clauses_of(parsed), quoted)) == n_events


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
