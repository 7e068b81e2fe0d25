"""Disjoint sets: against the plainest way to keep them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dedup.disjoint import DisjointSets

ITEMS = st.integers(0, 9)


@given(st.lists(st.tuples(ITEMS, ITEMS, st.booleans())))
def test_joined_items_share_a_name(joins):
    sets = DisjointSets(range(10))
    name_of = {item: item for item in range(10)}
    for one, other, is_ordered in joins:
        kept, gone = name_of[one], name_of[other]
        if is_ordered:
            sets.absorb(one, other)
        else:
            sets.join(one, other)
            kept, gone = min(kept, gone), max(kept, gone)
        name_of = {item: kept if name == gone else name for item, name in name_of.items()}
        assert {item: sets.name(item) for item in range(10)} == name_of
    members = sets.members()
    assert {item: name for name, items in members.items() for item in items} == name_of
    assert list(members.values()) == sorted(map(sorted, members.values()))


def test_no_items():
    assert DisjointSets[str]([]).members() == {}
