"""Findings in the order of their use, each with the four factors of its rank."""

from __future__ import annotations

from dataclasses import replace
from math import prod
from pathlib import Path

import pytest

from dedup.comparison.findings import findings_of
from dedup.comparison.ranking import PREFIX, absence, one_slot, rank
from dedup.ingest import read_articles
from dedup.model import Fact, Finding, Presence, QuoteSlots, Reason
from dedup.pipeline import diff
from tests.report_fixtures import count, fact, mention

SAMPLES = Path(__file__).parents[1] / "samples" / "articles"
LEVELS = ("alert", "notice", "info")


@pytest.fixture(scope="module")
def findings() -> list[tuple[Finding, ...]]:
    return [story.findings for story in diff(read_articles([str(SAMPLES)]))]


def factors(finding: Finding) -> dict[str, float]:
    return {
        reason.signal.removeprefix(PREFIX): float(reason.value)
        for reason in finding.reasons
        if reason.signal.startswith(PREFIX)
    }


def test_every_finding_says_what_its_rank_is_made_of(findings: list[tuple[Finding, ...]]) -> None:
    assert sum(map(len, findings)) > 50
    for finding in (f for story in findings for f in story):
        named = factors(finding)
        assert list(named) == [
            "kind of finding",
            "prominence in the articles",
            "certainty",
            "independent origins that bear on it",
        ]
        assert all(0 <= value <= 1 for value in named.values())
        weight, *shares = named.values()
        assert finding.score == pytest.approx(
            weight * prod(0.5 + 0.5 * share for share in shares), abs=1e-5
        )


def test_findings_stand_by_level_then_score(findings: list[tuple[Finding, ...]]) -> None:
    for story in findings:
        keys = [(LEVELS.index(finding.level), -finding.score) for finding in story]
        assert keys == sorted(keys)


def conflict(number: int = 1) -> Fact:
    mentions = [
        mention("herald", 3, "quantity", "41,000 litres", count(41000.0, "fuel", "litre")),
        mention("courier", 2, "quantity", "14,000 litres", count(14000.0, "fuel", "litre")),
    ]
    reasons = (Reason("clauses render each other", 0.8),)
    return fact(number, "conflicting", mentions, reasons=reasons)


@pytest.mark.parametrize(
    "better",
    [
        {"salience": 0.9},
        {"n_found": 3},
        {"reasons": (Reason("clauses render each other", 0.95),)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_more_of_a_factor_ranks_higher(better: dict[str, object]) -> None:
    first, second = conflict(1), replace(conflict(2), **better)  # type: ignore[arg-type]
    found = findings_of([first, second])
    assert [f.facts for f in found] == [("F2",), ("F1",)]


def test_the_kind_ranks_before_what_is_only_more_prominent() -> None:
    detail = replace(conflict(2), status="detail_differs", salience=0.6)
    assert [f.facts for f in findings_of([detail, conflict(1)])] == [("F1",), ("F2",)]


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_no_factor_hides_a_finding(share: float) -> None:
    score, _ = rank(0.8, [replace(conflict(), salience=share, n_found=round(3 * share))], share)
    assert score == pytest.approx(0.8 if share else 0.1)


def test_a_count_is_not_taken_for_a_likeness() -> None:
    only_counts = replace(conflict(), reasons=(Reason("origins that have it", 1, 3.0),))
    assert one_slot(only_counts) == 0.5


def test_an_update_that_is_worded_anew_is_no_less_certain_than_a_toll_link() -> None:
    reasons = (Reason("clauses render each other", 0.05),)
    assert one_slot(replace(conflict(), status="updated", reasons=reasons)) == 0.5
    assert one_slot(replace(conflict(), reasons=reasons)) == 0.05


def test_quotations_are_as_certain_as_their_words_are_alike() -> None:
    def quote(key: str, at: int, words: str) -> object:
        slots = QuoteSlots(words=words, speaker=None, speaker_name="", cue="", form="direct")
        return mention(key, at, "quote", words, slots)

    changed = fact(
        1,
        "wording_differs",
        [
            quote("herald", 4, "We will never let this site stand empty again"),
            quote("ledger", 3, "We will never let this site stand empty again"),
            quote("courier", 4, "We will not let this site stand empty again."),
        ],
    )
    assert 0.8 < one_slot(changed) < 1


def test_what_has_a_near_sentence_elsewhere_is_less_surely_alone() -> None:
    alone = replace(conflict(), status="unique", mentions=conflict().mentions[:1])
    here = Presence("herald", "found", (3,), None, 1.0, "body")
    for score in (0.1, 0.9):
        near = replace(alone, presence=(here, Presence("courier", "not_found", (), 2, score)))
        assert absence(near) == pytest.approx(1 - score)


def test_an_outlet_that_breaks_off_does_not_bear_on_what_is_only_in_one() -> None:
    here = Presence("herald", "found", (3,), None, 1.0, "body")
    scores = []
    for state in ("not_found", "unknown"):
        elsewhere = Presence("courier", state, (), 2, 0.2)  # type: ignore[arg-type]
        alone = replace(conflict(), status="unique", presence=(here, elsewhere))
        scores.append(findings_of([alone])[0].score)
    assert scores[0] > scores[1]
