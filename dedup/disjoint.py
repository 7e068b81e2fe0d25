"""Items that are joined into groups, two by two."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

Item = TypeVar("Item", int, str)


class DisjointSets(Generic[Item]):
    """Items in groups; a group has the name of one of its items.

    Args:
        items: Each is a group of its own at first.

    Source: Tarjan & van Leeuwen (1984), Worst-case Analysis of Set Union Algorithms (path
    halving).
    """

    def __init__(self, items: Iterable[Item]) -> None:
        self._parent: dict[Item, Item] = {each: each for each in items}

    def name(self, item: Item) -> Item:
        """Return the name of an item's group."""
        parent = self._parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def join(self, one: Item, other: Item) -> None:
        """Join the groups of two items under the lesser of the two names."""
        self.absorb(*sorted((self.name(one), self.name(other))))

    def absorb(self, kept: Item, gone: Item) -> None:
        """Join the groups of two items under the name of the first's."""
        self._parent[self.name(gone)] = self.name(kept)

    def members(self) -> dict[Item, list[Item]]:
        """Return the items of each group by its name, all in the order they were given in."""
        found: dict[Item, list[Item]] = {}
        for item in self._parent:
            found.setdefault(self.name(item), []).append(item)
        return found
