"""The lines of several articles laid end to end, so that one numpy call serves all of them.

Every sum has an order of its own, whatever stands beside an article: the same article
gets the same numbers, to the last bit, alone and in any company.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]

# Lines looked at on each side, at most: so many empty slots stand around each article.
REACH = 10


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the lines of some articles stand. A column has one value for each line.

    Args:
        sizes: int64 array, shape (n_articles,), lines of each article, from 1.
        firsts: int64 array, shape (n_articles,), the first line of each.
        place: int64 array, shape (n_lines,), the place of each line in its article, from 0.
        size: int64 array, shape (n_lines,), the lines of its article.
        slots: int64 array, shape (n_lines,), its place when ``REACH`` empty slots stand
            before, between and behind the articles.
    """

    sizes: Ints
    firsts: Ints
    place: Ints
    size: Ints
    slots: Ints

    def neighbours(self, values: Any, *distances: int) -> list[Any]:
        """Return the values of the lines so many places on, 0 beyond the edge."""
        spread = self._spread(values)
        return [spread[self.slots + distance] for distance in distances]

    def mean_around(self, values: Any, radius: int) -> Any:
        """Return for each line the mean of the values within a radius, itself left out.

        The divisor is constant: beyond the edge of an article nothing is prose.
        """
        import numpy as np

        spread = self._spread(values)
        end = len(spread) - REACH
        sums = np.zeros(end - REACH)
        for distance in range(1, radius + 1):
            sums += spread[REACH - distance : end - distance]
            sums += spread[REACH + distance : end + distance]
        return sums[self.slots - REACH] / (2 * radius)

    def totals(self, values: Any) -> Any:
        """Return for each line the sum over its article."""
        import numpy as np

        return np.repeat(np.add.reduceat(values, self.firsts), self.sizes)

    def sums_before(self, counts: Ints) -> Ints:
        """Return for each line the sum over those above it; exact, for integers only."""
        import numpy as np

        before: Ints = np.cumsum(counts) - counts
        return before - np.repeat(before[self.firsts], self.sizes)

    def _spread(self, values: Any) -> Any:
        import numpy as np

        spread = np.zeros(int(self.slots[-1]) + REACH + 1)
        spread[self.slots] = values
        return spread


def lay_out(sizes: Sequence[int]) -> Layout:
    """Lay out articles of so many lines each, from 1."""
    import numpy as np

    each = np.array(sizes, np.int64)
    firsts = np.cumsum(each) - each
    place = np.arange(int(each.sum())) - np.repeat(firsts, each)
    gaps = REACH * (1 + np.arange(len(each)))
    return Layout(
        each, firsts, place, np.repeat(each, each), place + np.repeat(firsts + gaps, each)
    )
