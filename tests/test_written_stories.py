"""Stories of labelled invented articles: floors of their B-cubed F1.

``data/stories`` was written without the clustering in view, to be hard. The headlines are
of 22 stories each, of 40 to 100 headlines in three days, as an aggregator collects them,
with neighbours that share a company, a person or a topic; two of three pairs of one story
share no content word. The crime reports are of 60 incidents each, of one to five reports,
among others of the same kind in the same cities, with follow-ups up to three months later.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from dedup.evaluate import evaluate_stories, read_labelled

STORIES = Path(__file__).parent / "data" / "stories"
# Measured: .538, .578, .843 and .763; TF-IDF with average linkage at the best threshold of each
# set: .282, .322, .776 and .730. Only ever raised.
FLOORS = {
    "headlines_business": 0.53,
    "headlines_culture": 0.57,
    "crime_shootings": 0.85,
    "crime_robberies": 0.76,
}


@pytest.mark.parametrize("name", FLOORS)
def test_stories_written_to_be_hard(name):
    figures = evaluate_stories(read_labelled(STORIES / f"{name}.jsonl"))
    assert figures["bcubed_f1"] >= FLOORS[name]
