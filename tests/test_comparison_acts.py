"""Clauses alike that tell two acts."""

from __future__ import annotations

import pytest

from dedup.comparison.acts import is_another_act
from tests.comparison_builders import compare_reports, facts_with

MET = "Mayor Ana Vell met the union leader Tom Hale in the customs house."


@pytest.mark.parametrize(
    ("left", "right", "another"),
    [
        # Planned, and done.
        (MET, "Mayor Ana Vell is also expected to meet the union leader Tom Hale.", True),
        (MET, "Mayor Ana Vell plans to visit the customs house after she met Tom Hale.", False),
        (MET, "Mayor Ana Vell had planned to meet Tom Hale, and met him on the quay.", False),
        (
            "Ana Vell was expected to sign the treaty.",
            "Ana Vell signed it, as she was expected to sign the other.",
            False,
        ),
        # On two sides of the compass, or on one of several.
        ("The navy fired shells off the west coast.", "It fired off the east coast.", True),
        ("The navy fired shells off the west coast.", "It fired off the western coast.", False),
        ("Guards went to the southern border.", "Guards crossed the north bridge.", False),
        ("Trains halted in West Aldon.", "Trains halted in East Aldon, by the west gate.", False),
        # Another of the kind.
        ("The house passed a measure on tolls.", "The senate may take up a similar measure.", True),
        ("The two rules are similar.", "The senate may take up a similar measure.", False),
        (
            "The senate has a similar measure on tolls.",
            "The senate may take up a similar measure.",
            False,
        ),
        # A deed, and whether another one was done.
        (
            "The network removed the films of the fair on Monday night.",
            "The Herald wrote to the network on Monday night to learn if the films broke rules.",
            True,
        ),
        (
            "The network removed the films of the fair on Monday night.",
            "The network could have removed the films of the fair before Monday night.",
            False,
        ),
        (
            "Rail agreed to pay four clerks.",
            "Rail and the four clerks reached a settlement.",
            False,
        ),
        # Two doers of two deeds, or one deed that either tells from its end.
        (
            "Divers searched the wreck of a ferry that sank off Aldon on Monday, killing nine.",
            "A ferry hit a reef and went down off Aldon on Monday, killing nine.",
            True,
        ),
        ("The mill won a prize from Aldon.", "Aldon honoured the mill with a prize.", False),
        ("Judges ordered the mill to close.", "Judges told the mill to shut.", False),
        # A doer who was named before.
        ("The bill passed by 40 votes.", "The Harbour Act cleared its first hurdle.", False),
        ("Becoming mayor, Vell left the mill.", "Hale succeeded the mayor at the mill.", False),
    ],
)
def test_one_act_is_not_another(left: str, right: str, another: bool) -> None:
    assert is_another_act(left, right) is another
    assert is_another_act(right, left) is another


def test_what_is_expected_is_not_told_as_done() -> None:
    comparison = compare_reports(
        MET,
        "Mayor Ana Vell is also expected to meet the union leader Tom Hale in the customs house.",
    )

    assert {fact.status for fact in facts_with(comparison, "event", "customs")} == {"undecided"}


def test_the_first_time_is_no_other_day_of_a_later_time() -> None:
    comparison = compare_reports(
        "Governor Mara Holt attended the regatta in 2019.",
        "Governor Mara Holt in 2017 became the first governor to attend the regatta.",
    )

    told = facts_with(comparison, "date", "2017") + facts_with(comparison, "event", "regatta")
    assert {fact.status for fact in told} <= {"undecided", "unique"}
