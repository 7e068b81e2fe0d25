"""Which of the articles that are held are near to new ones.

A few new articles need not be clustered with a whole window of news: what they can join is
among the articles that share most of their words with them. Each held article is kept as
the set of its content words; new ones look up the nearest by cosine and nearness in time,
as ``candidates`` does, without its reading limits.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dedup.background import document_frequencies
from dedup.candidates import LEAST_LIKENESS, nearness
from dedup.model import CleanArticle
from dedup.represent import OWN_SHARE, represent

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class _Held:
    """An article, the numbers of its stems, and its day since 1970, NaN when unknown."""

    cleaned: CleanArticle
    terms: Any
    day: float


class Nearby:
    """The words of held articles, kept from batch to batch.

    Note:
        Some 4 bytes for each distinct word of each article. A look-up reads all of them, as
        numbers; only articles that were not held before are read as texts.
    """

    def __init__(self) -> None:
        self._number_of: dict[str, int] = {}
        self._held: dict[str, _Held] = {}

    def hold(self, articles: Mapping[str, CleanArticle]) -> None:
        """Hold these articles, by id, and no others."""
        import numpy as np

        self._held = {
            name: one for name, one in self._held.items() if articles.get(name) is one.cleaned
        }
        fresh = [articles[name] for name in sorted(articles.keys() - self._held.keys())]
        if not fresh:
            return
        features = represent(fresh)
        numbers = np.array(
            [self._number_of.setdefault(stem, len(self._number_of)) for stem in features.stems],
            np.int32,
        )
        rows = np.split(numbers[features.text.terms], features.text.starts[1:-1])
        for each, terms, day in zip(fresh, rows, features.days.tolist(), strict=True):
            self._held[each.article.id] = _Held(each, terms, day)

    def near(self, ids: Collection[str], most: int) -> set[str]:
        """Return the ids of the articles nearest to some of those held.

        Args:
            ids: Held.
            most: Most others of each.
        """
        import numpy as np

        names = sorted(self._held)
        held = [self._held[name] for name in names]
        terms, row = _flat(held)
        weights = self._idf(terms, len(held)) ** 2
        norms = np.sqrt(np.bincount(row, weights[terms], len(held)))
        days = np.array([each.day for each in held])
        found: set[str] = set()
        for number in (number for number, name in enumerate(names) if name in ids):
            own = np.zeros(len(weights))
            own[held[number].terms] = weights[held[number].terms]
            shared = np.bincount(row, own[terms], len(held))
            likeness = shared / np.maximum(norms * norms[number], 1e-12)
            pairs = np.stack([np.full(len(held), number), np.arange(len(held))], axis=1)
            score = np.round(likeness * nearness(days, pairs), 6)
            score[number] = 0.0
            best = np.argsort(-score, kind="stable")[:most]
            found.update(names[each] for each in best[score[best] >= LEAST_LIKENESS].tolist())
        return found

    def _idf(self, terms: Ints, n_held: int) -> Floats:
        """Return the weight of each stem, as ``represent`` gives it."""
        import numpy as np

        size, frequencies = document_frequencies()
        background = np.fromiter((frequencies.get(stem, 0) for stem in self._number_of), np.float64)
        own = np.bincount(terms, minlength=len(background))
        total = size + OWN_SHARE * n_held
        result: Floats = np.log((total + 1.0) / (background + OWN_SHARE * own + 1.0))
        return result


def _flat(held: Collection[_Held]) -> tuple[Ints, Ints]:
    """Return the terms of all articles, and the number of its article for each."""
    import numpy as np

    rows = [each.terms for each in held]
    terms = np.concatenate([np.zeros(0, np.int32), *rows])
    return terms, np.repeat(np.arange(len(rows)), [len(each) for each in rows])
