"""Since when somebody heads a body is told once, in whatever words."""

from __future__ import annotations

import pytest

from dedup.model import Comparison
from dedup.pipeline import compare
from tests.comparison_builders import LEAD, OTHER_LEAD, OTHER_TAIL, TAIL, compare_reports
from tests.conftest import make_article

SINCE = "Oren Pike has been the dockers' union's leader since 2001 and lives in Aldon."
GREW = "saw wages rise twice while leading the union"


def conflicts(comparison: Comparison) -> int:
    return sum(
        fact.status == "conflicting" and fact.reasons[0].signal == "start of one office"
        for fact in comparison.facts
    )


@pytest.mark.parametrize(
    ("left", "right", "n_conflicts"),
    [
        (SINCE, "Leading the dockers' union from 2002, Oren Pike raised its wages twice.", 1),
        (SINCE, "Mr Oren Pike was elected leader of the dockers' union in 2002.", 1),
        ("Oren Pike has led the union since 2001.", f"In Aldon, Oren Pike {GREW} from 2002.", 1),
        (SINCE, "Leading the dockers' union from 2001, Oren Pike raised its wages twice.", 0),
        (SINCE, "Mr Oren Pike was elected deputy leader of the dockers' union in 1998.", 0),
        (SINCE, "Mr Oren Pike was re-elected leader of the dockers' union in 2006.", 0),
        (SINCE, "Leading the pilots' club from 2002, Oren Pike raised its wages twice.", 0),
        (SINCE, "Leading the dockers' union from 2002, Ida Marsh raised its wages twice.", 0),
        (SINCE, "Oren Pike spoke to the dockers' union's leader in 2002.", 0),
    ],
)
def test_the_year_in_which_an_office_began(left: str, right: str, n_conflicts: int) -> None:
    assert conflicts(compare_reports(left, right)) == n_conflicts
    assert conflicts(compare_reports(right, left)) == n_conflicts


def test_a_year_of_somebody_else_stands_on_no_side_of_a_conflict() -> None:
    comparison = compare(
        make_article("a", f"{LEAD}\n\nOren Pike has led the dockers' union since 2002.\n\n{TAIL}"),
        make_article(
            "b",
            f"{OTHER_LEAD}\n\nOren Pike has led the dockers' union since 2003, and that is what "
            f"Holm had called the trouble.\n\n{OTHER_TAIL}",
        ),
        make_article(
            "c",
            f"{LEAD}\n\nMs. Ida Marsh and Mr. Leo Brenn have been part of the dockers' union "
            f"leadership team since 2003.\n\n{TAIL}",
        ),
    )
    found = [f for f in comparison.facts if f.kind == "date" and f.status == "conflicting"]
    assert [{m.article_id for m in fact.mentions} for fact in found] == [{"a", "b"}]
