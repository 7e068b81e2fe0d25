"""Two thousand invented passages, of all kinds of news, through the whole comparison and check.

The passages and the claims on them (``data/entailment.jsonl``) were written without the rules in
view, so what no rule foresaw is among them.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dedup.pipeline import check, compare
from tests.benchmarks.claims import share, verdicts
from tests.conftest import make_article

FILE = Path(__file__).parent / "data" / "entailment.jsonl"
# Each compared group is every 96th passage, twenty of them; every fourth group is compared.
N_GROUPS = 96


@cache
def passages() -> list[dict[str, Any]]:
    return [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("group", range(0, N_GROUPS, 4))
def test_no_passage_stops_a_comparison(group: int):
    chosen = passages()[group::N_GROUPS]
    left = make_article("a", "\n\n".join(r["p"] for r in chosen))
    right = make_article("b", "\n\n".join(c for r in chosen for c in (r["e"][0], r["c"][0][0])))
    for fact in compare(left, right).facts:
        for mention in fact.mentions:
            text = left.text if mention.article_id == "a" else right.text
            assert all(0 <= span.start < span.end <= len(text) for span in mention.spans)


@pytest.mark.parametrize(
    "text",
    [
        "Inspectors visited the bridge on Monday and found that it was safe to cross.",
        "And found that it was safe to cross.",
        "Who said the bridge was safe?",
        "Who told reporters that the bridge was safe?",
    ],
)
def test_a_verb_without_its_subject_is_no_stumbling_block(text: str):
    article = make_article("a", text)
    assert check(text, article).verdict in ("supported", "not_found")
    compare(article, make_article("b", f"{text} It rained."))


def test_claims_in_other_words_are_seldom_contradicted_by_what_states_them():
    """Floors and ceilings of today's figures; only ever to be tightened."""
    found = verdicts(passages()[::12])
    assert share(found, "stated", "contradicted") <= 0.025
    assert share(found, "open", "contradicted") <= 0.035
    assert share(found, "stated", "supported") >= 0.45
    assert share(found, "excluded", "contradicted") >= 0.17
    assert share(found, "open", "not_found") >= 0.65
