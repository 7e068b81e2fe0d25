"""Alignment of the sentences of two articles."""

import numpy as np
import pytest
from hypothesis import given, settings

from dedup.alignment.align import _components, _stars, align_pair, graded
from dedup.alignment.similarity import SentenceSpace
from dedup.errors import OptionError
from dedup.options import AlignOptions
from tests.test_similarity import BRIDGE, OTHER, TEXTS, parsed, space


def links(alignments):
    return [(i, j) for found in alignments for i in found.left for j in found.right]


def test_renderings_align_and_strangers_do_not():
    found = align_pair(space(BRIDGE, OTHER), 0, 1)
    assert {(0, 0), (2, 1)} <= set(links(found))
    assert all(i != 3 and j != 2 for i, j in links(found))
    assert {a.left_id for a in found} == {"0"}
    assert {a.right_id for a in found} == {"1"}


def test_links_may_cross():
    found = align_pair(space(BRIDGE, BRIDGE[::-1]), 0, 1)
    assert {(0, 3), (1, 2), (2, 1), (3, 0)} <= set(links(found))


def test_an_exact_copy_aligns_one_to_one():
    found = align_pair(space(BRIDGE, BRIDGE), 0, 1)
    copies = {(a.left, a.right): a for a in found}
    for i in range(len(BRIDGE)):
        assert any(i in left and i in right for left, right in copies)
    assert copies[(3,), (3,)].score > 0.98
    assert copies[(3,), (3,)].relation == "equivalent"


def test_a_part_of_a_sentence_aligns_in_part():
    whole = (
        "Mayor Ilsa Tarn shut the Velmore bridge on Friday, and the council voted late at night "
        "to spend nine million crowns on a tunnel under the old fish market instead."
    )
    found = align_pair(space([whole], ["Mayor Ilsa Tarn shut the Velmore bridge on Friday."]), 0, 1)
    assert [a.relation for a in found] == ["partial"]


def test_one_sentence_may_render_two():
    left = ["The Velmore bridge was closed on Friday and traffic is sent through Oster."]
    right = ["The Velmore bridge was closed on Friday.", "Traffic is sent through Oster."]
    (found,) = align_pair(space(left, right), 0, 1)
    assert (found.left, found.right) == ((0,), (0, 1))


def test_unrelated_articles_share_nothing():
    other = ["Rye bread from a small bakery won a prize.", "Judges praised the dark crust."]
    assert align_pair(space(BRIDGE[:2], other), 0, 1) == ()


@pytest.mark.parametrize("sentences", [[], ["..."]], ids=["no sentence", "no word"])
def test_an_empty_side_aligns_with_nothing(sentences):
    assert align_pair(space(sentences, BRIDGE), 0, 1) == ()


def test_reasons_carry_the_threshold():
    found = align_pair(space(BRIDGE, OTHER), 0, 1, AlignOptions(threshold=0.5))
    assert found
    assert found[0].reasons[0].threshold == 0.5
    assert all(a.score >= 0.5 for a in found)


@pytest.mark.parametrize("value", [0.0, -1.0, 1.5])
def test_a_threshold_out_of_range_is_refused(value):
    with pytest.raises(OptionError):
        AlignOptions(threshold=value)


@pytest.mark.parametrize(
    ("edges", "groups"),
    [
        ([(0, 0)], [((0,), (0,))]),
        ([(0, 0), (0, 1), (1, 0), (1, 1)], [((0, 1), (0, 1))]),
        ([(0, 0), (1, 0), (2, 0), (2, 1)], [((0, 1, 2), (0,)), ((2,), (1,))]),
        ([(0, 0), (5, 7)], [((0,), (0,)), ((5,), (7,))]),
    ],
    ids=["one", "all with all", "star first", "apart"],
)
def test_links_are_cut_into_stars(edges, groups):
    kept = dict.fromkeys(edges, 0.5)
    assert [group for part in _components(kept) for group in _stars(part)] == groups


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS)
def test_alignment_is_symmetric_and_says_exactly_the_links(left, right):
    found = space(left, right)
    options = AlignOptions(threshold=0.2)
    forward = align_pair(found, 0, 1, options)
    scores = found.scores(0, 1)
    expected = {
        (i, j)
        for (i, j), score in np.ndenumerate(scores)
        if score >= max(0.2, round(0.4 * min(scores[i].max(), scores[:, j].max()), 6))
    }
    assert sorted(links(forward)) == sorted(expected)
    swapped = SentenceSpace([parsed("1", right), parsed("0", left)])
    for backward in (align_pair(found, 1, 0, options), align_pair(swapped, 0, 1, options)):
        mirrored = {(a.right, a.left, a.score, a.relation, a.reasons) for a in backward}
        assert mirrored == {(a.left, a.right, a.score, a.relation, a.reasons) for a in forward}


@settings(max_examples=20, deadline=None)
@given(TEXTS)
def test_an_article_aligns_with_itself_symmetrically(sentences):
    twice = SentenceSpace([parsed("same", sentences), parsed("same", sentences)])
    found = set(links(align_pair(twice, 0, 1, AlignOptions(threshold=0.2))))
    assert found == {(j, i) for i, j in found}


def test_a_pair_that_says_the_same_comes_before_one_that_says_more():
    whole = "Mayor Ilsa Tarn shut the Velmore bridge on Friday after engineers found a crack in it."
    same = "The Velmore bridge was shut on Friday by Mayor Ilsa Tarn after engineers found a crack."
    more = (
        "Mayor Ilsa Tarn shut the Velmore bridge on Friday after engineers found a crack in it, "
        "and the council will vote on nine million crowns for a tunnel, but Oster has not agreed."
    )
    (one,), (other,) = (align_pair(space([whole], [text]), 0, 1) for text in (same, more))
    assert one.score > other.score
    signals = [[reason.signal for reason in found.reasons] for found in (one, other)]
    assert all("says the same and no more" in each for each in signals)


@pytest.mark.parametrize("same", [0.0, 0.4, 1.0])
@pytest.mark.parametrize("link", [0.28, 0.6, 1.0])
def test_a_graded_score_lies_between_the_threshold_and_that_of_its_link(link, same):
    assert 0.28 <= graded(link, same, 0.28) <= link


def test_a_link_that_both_sentences_outdo_is_dropped():
    left = [
        "The Velmore bridge was closed on Friday after a crack was found in its northern pier.",
        "Traffic is sent through Oster until the spring, the council of Velmore said on Friday.",
    ]
    found = space(left, left)
    scores = found.scores(0, 1)
    loose = AlignOptions(threshold=0.01)
    assert 0.01 <= scores[0, 1] < 0.4
    assert links(align_pair(found, 0, 1, loose)) == [(0, 0), (1, 1)]
