from __future__ import annotations

import random
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.duplicates.copies import find_duplicates
from dedup.model import DuplicatePair
from dedup.origins import LARGE_GROUP, QUORUM, group_origins
from tests.cleaning_builders import BUDGET, FERRY, FERRY_ELSEWHERE, cleaned


def pair(left, right, kind="near", score=0.9):
    return DuplicatePair(left, right, kind, score)


def origins(pairs, names="abcd", **articles):
    built = [articles.get(name, cleaned(name, *FERRY_ELSEWHERE)) for name in names]
    return ["".join(group) for group in group_origins(built, pairs)]


@pytest.mark.parametrize(
    ("pairs", "groups"),
    [
        pytest.param([], ["a", "b", "c", "d"], id="no copies"),
        pytest.param([pair("a", "c")], ["ac", "b", "d"], id="a near copy"),
        pytest.param([pair("a", "c", "partial", 0.8)], ["ac", "b", "d"], id="mostly the passage"),
        pytest.param([pair("a", "c", "partial", 0.4)], ["a", "b", "c", "d"], id="a small passage"),
        pytest.param(
            [pair("a", "b", "partial", 0.9), pair("a", "c", "partial", 0.9)],
            ["ab", "c", "d"],
            id="a round-up of two reports does not join them",
        ),
        pytest.param(
            [pair("a", "b"), pair("b", "c"), pair("c", "d")],
            ["ab", "cd"],
            id="a chain breaks",
        ),
        pytest.param(
            [pair("a", "b", "exact", 1.0), pair("b", "c", "exact", 1.0)],
            ["abc", "d"],
            id="exact copies always join",
        ),
        pytest.param([pair("a", "z")], ["a", "b", "c", "d"], id="a copy outside is ignored"),
    ],
)
def test_origins(pairs, groups):
    assert origins(pairs) == groups


def test_a_credit_to_one_agency_supports_a_passage_but_links_nothing_alone():
    credit = "The Meridian Wire contributed to this report."
    a = cleaned("a", *FERRY, credit, roles={4: "credit"})
    b = cleaned("b", *FERRY_ELSEWHERE, credit, roles={3: "credit"})
    passage = pair("a", "b", "partial", 0.55)
    assert origins([passage], "ab", a=a, b=b) == ["ab"]
    assert origins([passage], "ab", a=a) == ["a", "b"]
    assert origins([], "ab", a=a, b=b) == ["a", "b"]


NAMES = "abcdefghij"


def naive_origins(pairs):
    """Join by the strongest link first, counting the linked cross pairs each time."""
    linked = {frozenset((each.left_id, each.right_id)) for each in pairs}
    groups = [{name} for name in NAMES]
    order = ("near", "partial")
    for each in sorted(pairs, key=lambda p: (order.index(p.kind), -p.score, p.left_id, p.right_id)):
        one = next(group for group in groups if each.left_id in group)
        other = next(group for group in groups if each.right_id in group)
        n_linked = sum(frozenset((a, b)) in linked for a in one for b in other)
        if one is not other and n_linked >= QUORUM * len(one) * len(other):
            groups.remove(other)
            one |= other
    return sorted("".join(sorted(group)) for group in groups)


links = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda ab: ab[0] < ab[1]),
    st.tuples(st.sampled_from(["near", "partial"]), st.sampled_from([0.6, 0.7, 0.8, 1.0])),
)


@given(links)
@settings(max_examples=200)
def test_origins_are_what_counting_the_links_each_time_gives(found):
    pairs = [pair(left, right, *how) for (left, right), how in found.items()]
    assert origins(pairs, NAMES) == naive_origins(pairs)


@given(links, st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_the_order_of_pairs_changes_no_origin(found, chance):
    pairs = [pair(left, right, *how) for (left, right), how in found.items()]
    shuffled = chance.sample(pairs, len(pairs))
    assert origins(pairs, NAMES) == origins(shuffled, NAMES)


def test_exact_copies_have_one_vote():
    pairs = [
        pair("a", "b", "exact", 1.0),
        pair("a", "c"),
        pair("b", "c"),
        pair("c", "d"),
        pair("a", "d"),
    ]
    assert origins(pairs) == ["abcd"]


def edited(chance, n):
    words = [word for paragraph in FERRY for word in paragraph.split()]
    for _ in range(chance.randint(1, 3)):
        words[chance.randrange(len(words))] = f"word{chance.randrange(10_000)}"
    footer = f"Desk {n} of the paper in district {n * 7} reads its letters on weekday {n * 11}."
    return cleaned(f"{n:04}", " ".join(words), footer, source=f"s{n}")


def test_a_text_with_a_thousand_near_copies_is_one_origin():
    chance = random.Random(1)
    articles = [edited(chance, n) for n in range(1000)]
    articles.append(cleaned("z", *BUDGET))
    groups = group_origins(articles, find_duplicates(articles))
    assert sorted(map(len, groups)) == [1, 1000]


def test_two_texts_with_many_near_copies_stay_two_origins_beside_a_round_up():
    chance = random.Random(2)
    half = LARGE_GROUP // 2 + 50
    articles = [edited(chance, n) for n in range(half)]
    articles += [
        cleaned(f"b{n:04}", *BUDGET, *FERRY_ELSEWHERE, f"Desk {n} adds {n * 3}.", source=f"t{n}")
        for n in range(half)
    ]
    articles.append(cleaned("round-up", *FERRY, *BUDGET, *FERRY_ELSEWHERE))
    sizes = defaultdict(int)
    for group in group_origins(articles, find_duplicates(articles)):
        sizes["b0000" in group, "0000" in group] += len(group)
    assert sizes[True, True] == 0
    assert sizes[True, False] + sizes[False, True] >= 2 * half


def direction(left, right):
    (found,) = find_duplicates([left, right])
    at = [reason.signal for reason in found.reasons].index("likely original")
    return found.reasons[at].value, found.reasons[at + 1]


def test_the_article_published_earlier_is_the_likely_original():
    left, right = cleaned("a", *FERRY, day=1.5), cleaned("b", *FERRY, day=1.25)
    original, why = direction(left, right)
    assert original == "b"
    assert (why.signal, why.value, why.threshold) == ("minutes earlier", 360.0, 10.0)


def test_a_text_that_goes_on_where_the_other_stops_is_the_likely_original():
    assert direction(cleaned("a", *FERRY[:3]), cleaned("b", *FERRY))[0] == "b"


def test_a_credit_to_the_other_outweighs_the_time():
    credit = "This report was first published by the Brekka Post."
    left = cleaned("a", *FERRY, source="Brekka Post", day=2.5)
    right = cleaned("b", *FERRY, credit, source="Tarnholm Sun", day=1.5, roles={4: "credit"})
    assert direction(left, right)[0] == "a"


def test_a_credit_to_an_agency_names_the_agency_s_article():
    left = cleaned("a", *FERRY, source="AP")
    dateline = "TARNHOLM, May 4 (AP) \u2014 " + FERRY[0]
    right = cleaned("b", dateline, *FERRY[1:], source="Tarnholm Sun")
    original, why = direction(left, right)
    assert (original, why.value) == ("a", "AP")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param(cleaned("a", *FERRY), cleaned("b", *FERRY), id="nothing known"),
        pytest.param(
            cleaned("a", *FERRY, day=1.5), cleaned("b", *FERRY, day=1.503), id="minutes apart"
        ),
        pytest.param(cleaned("a", *FERRY, day=1.0), cleaned("b", *FERRY, day=1.5), id="a bare day"),
        pytest.param(
            cleaned("a", *FERRY), cleaned("b", *BUDGET[1:], *FERRY), id="set among own paragraphs"
        ),
    ],
)
def test_no_original_is_named_where_nothing_decides(left, right):
    (found,) = find_duplicates([left, right])
    assert "likely original" not in [reason.signal for reason in found.reasons]
