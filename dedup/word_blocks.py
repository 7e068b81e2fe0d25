"""The words of the articles of a run, some articles at a time.

Numbers and flags for every word of a run would take several times the memory of the words
themselves, so whoever reads words reads them block by block.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dedup.rows import ranges
from dedup.tokens import Tokens

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]

# Articles to a block.
BLOCK = 500


@dataclass(frozen=True, slots=True)
class Reading:
    """The articles whose words are read.

    Args:
        tokens: The words, from ``tokens.encode_articles``.
        articles: int64 array, ascending; the numbers there of the articles that are read.
    """

    tokens: Tokens
    articles: Ints

    def blocks(self) -> list[range]:
        """Return the places of the articles to read together; one block if there is none."""
        n_articles = len(self.articles)
        return [
            range(start, min(start + BLOCK, n_articles))
            for start in range(0, max(n_articles, 1), BLOCK)
        ]

    def part(self, block: range) -> Tokens:
        """Return the words of some of the articles."""
        import numpy as np

        texts = (self.articles[block.start : block.stop, None] * 2 + [0, 1]).ravel()
        lengths = self.tokens.starts[texts + 1] - self.tokens.starts[texts]
        starts = np.zeros(len(texts) + 1, np.int64)
        np.cumsum(lengths, out=starts[1:])
        entries = ranges(self.tokens.starts[texts], lengths)
        return Tokens(self.tokens.ids[entries], starts, self.tokens.forms)
