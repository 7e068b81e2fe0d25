"""Support of a claim by an article."""

import pytest
from hypothesis import given, settings

from dedup.alignment.similarity import SentenceSpace
from dedup.checking.support import FEATURES, support_features, support_score
from dedup.learned import load_model
from tests.test_similarity import BRIDGE, OTHER, TEXTS, parsed, space

CLAIM = "Traffic is diverted through Oster for three weeks."


def test_a_stated_claim_is_supported():
    found = support_score(CLAIM, space(BRIDGE), 0)
    assert found.score >= load_model("support").threshold
    assert found.evidence[0][0] == 2


@pytest.mark.parametrize("claim", BRIDGE, ids=["closed", "girder", "traffic", "schools"])
def test_every_sentence_of_an_article_is_supported_by_it(claim):
    assert support_score(claim, space(BRIDGE), 0).score >= load_model("support").threshold


def test_a_claim_about_something_else_is_not_supported():
    found = support_score("A bakery in Lund won the prize for rye bread.", space(BRIDGE), 0)
    assert found.score < load_model("support").threshold


@pytest.mark.parametrize(
    "changed",
    [
        "Traffic is diverted through Oster for nine weeks.",
        "Traffic is diverted through Hallin for three weeks.",
        "Traffic is not diverted through Oster for three weeks.",
    ],
    ids=["number", "name", "negation"],
)
def test_one_changed_detail_lowers_the_score(changed):
    story = space(BRIDGE)
    assert support_score(changed, story, 0).score < support_score(CLAIM, story, 0).score


def test_evidence_may_need_several_sentences():
    claim = "Inspectors found a crack on Friday and schools open an hour later on Monday."
    indices = [index for index, _ in support_score(claim, space(BRIDGE), 0).evidence]
    assert {0, 3} <= set(indices)


def test_only_content_sentences_are_evidence():
    article = parsed("a", BRIDGE, ["body", "body", "chrome", "body"])
    found = support_score(CLAIM, SentenceSpace([article]), 0)
    assert 2 not in [index for index, _ in found.evidence]


def test_sentence_numbers_are_those_of_the_article():
    article = parsed("a", ["Share this", *BRIDGE], ["chrome", *["body"] * 4])
    assert support_score(CLAIM, SentenceSpace([article]), 0).evidence[0][0] == 3


@pytest.mark.parametrize(
    ("claim", "sentences"),
    [("", BRIDGE), ("of the and", BRIDGE), (CLAIM, []), (CLAIM, ["..."]), ("\x00", ["\x1b"])],
    ids=["empty claim", "stop words", "no sentence", "no word", "controls"],
)
def test_nothing_to_compare_supports_nothing(claim, sentences):
    found = support_score(claim, space(sentences), 0)
    assert (found.score, found.evidence) == (0.0, ())
    assert support_features(claim, space(sentences), 0) is None


def test_reasons_say_what_moved_the_score():
    reasons = support_score(CLAIM, space(BRIDGE), 0).reasons
    assert {reason.signal for reason in reasons} <= set(FEATURES)


def test_no_weight_has_the_wrong_sign():
    model = load_model("support")
    weights = dict(zip(model.features, model.weights, strict=True))
    assert all(weights[name] <= 0 for name in FEATURES if " missing " in name)
    assert all(weights[name] >= 0 for name in FEATURES if name.startswith("words in"))


def test_a_huge_claim_and_a_huge_article_do_not_hang():
    huge = "bridge crack Velmore word " * 40_000
    assert 0 <= support_score(huge, space([huge, *BRIDGE]), 0).score <= 1


@settings(max_examples=30, deadline=None)
@given(TEXTS, TEXTS)
def test_support_does_not_depend_on_the_order_of_articles(left, right):
    one, two = space(left, right), SentenceSpace([parsed("1", right), parsed("0", left)])
    assert support_score(CLAIM, one, 0) == support_score(CLAIM, two, 1)
    values = support_features(BRIDGE[0], space(OTHER, left), 1)
    assert values is None or all(0 <= value <= 1 for value in values)


def test_the_number_of_a_name_is_no_number():
    story = space(["The school in Velmore was closed by COVID."])
    values = support_features("COVID-19 closed the school.", story, 0)
    assert values[FEATURES.index("numbers missing in the whole article")] == 0
