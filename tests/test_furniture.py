from __future__ import annotations

import pytest

from dedup.duplicates.furniture import LEAST_TIED, Parts, templated, tied

CALL = {"No", "arrests", "have", "been", "made", "call", "detectives", "reward", "shooting"}


def parts(passage, rest, headline=""):
    return Parts(set(passage), set(rest.split()), headline)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        pytest.param("Harlow Elm 34", "Tillman Vine 19", True, id="other names and figures"),
        pytest.param("Harlow slowly", "Harlow quickly", False, id="the same name"),
        pytest.param(
            "Harlow crowd gathered quietly", "Tillman officers left early", False, id="other words"
        ),
        pytest.param("", "", False, id="nothing left"),
    ],
)
def test_templated(left, right, expected):
    assert templated(parts(CALL, left), parts(CALL, right)) is expected
    assert templated(parts(CALL, right), parts(CALL, left)) is expected


def test_a_passage_that_comes_back_in_the_rest_is_tied():
    about = parts({"ferry", "Tarnholm", "reef"}, "the ferry left Tarnholm")
    assert tied(about, parts({"ferry", "Tarnholm", "reef"}, "budget vote")) >= LEAST_TIED


def test_rests_and_headlines_that_name_the_same_are_tied():
    left = parts(CALL, "budget vote", "Harlow waits")
    assert tied(left, parts(CALL, "in Harlow today")) >= LEAST_TIED


def test_a_block_that_has_nothing_to_do_with_two_articles_is_not_tied():
    left, right = parts(CALL, "the ferry left Tarnholm"), parts(CALL, "Dremmond budget vote")
    assert tied(left, right) == 0.0


def test_nothing_is_not_tied():
    assert tied(parts((), ""), parts((), "")) == 0.0
