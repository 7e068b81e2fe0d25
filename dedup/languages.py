"""Which language each article of a run is in, by its function words.

Precision first: an article is taken for another language than English only when its text
says so, or its record does while its text is too short to tell, or its words are those of
the run's articles in that language. Everything else is treated alike, as one language.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dedup.parallel import map_arrays
from dedup.text import STOP_WORDS
from dedup.tokens import FOREIGN_STOP_WORDS, FUNCTION_WORDS, Tokens
from dedup.word_blocks import Reading

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Words = np.ndarray[Any, np.dtype[np.int32]]

# Index 0 is English and every language not listed.
LANGUAGES = ("en", *FUNCTION_WORDS)
# The languages whose function word each is, a bit for each.
_MARKS = {
    word: sum(
        1 << bit
        for bit, listed in enumerate((STOP_WORDS, *FUNCTION_WORDS.values()))
        if word in listed
    )
    for word in STOP_WORDS | FOREIGN_STOP_WORDS
}
# Function words of a language that an article needs, and how many times those of the next.
LEAST_WORDS, LEAST_RATIO = 4, 1.5
# Words of a text that are looked at.
MOST_WORDS = 200


def languages_of(reading: Reading, stated: Sequence[str | None]) -> Ints:
    """Return the language of each article, an index into ``LANGUAGES``.

    Args:
        reading: Their words.
        stated: The language of each record, BCP 47, if any.
    """
    import numpy as np

    forms = reading.tokens.forms
    marks = np.fromiter((_MARKS.get(each.lower(), 0) for each in forms), np.uint8, len(forms))

    def count(block: range) -> Ints:
        article, form = _early_words(reading.part(block))
        mark = marks[form]
        function = np.flatnonzero(mark)
        mark, article = mark[function], article[function]
        return np.stack(
            [
                np.bincount(article[(mark >> bit) & 1 > 0], minlength=len(block))
                for bit in range(len(LANGUAGES))
            ],
            axis=1,
        )

    hits = np.concatenate(map_arrays(count, reading.blocks()))
    ranked = np.sort(hits, axis=1)
    sure = (ranked[:, -1] >= LEAST_WORDS) & (ranked[:, -1] >= LEAST_RATIO * ranked[:, -2])
    found: Ints = np.where(sure, hits.argmax(axis=1), -1).astype(np.int64)
    for number in np.flatnonzero(found < 0).tolist():
        tag = (stated[number] or "").split("-")[0].lower()
        found[number] = LANGUAGES.index(tag) if tag in LANGUAGES else -1
    if not (found > 0).any():
        return np.zeros(len(stated), np.int64)
    return np.where(found < 0, _by_words(reading, found), found)


def _early_words(tokens: Tokens) -> tuple[Ints, Words]:
    """Return article and form of the words that are looked at."""
    import numpy as np

    text = tokens.text_of()
    early = np.arange(len(tokens.ids)) - tokens.starts[:-1][text] < MOST_WORDS
    return text[early] // 2, tokens.ids[early]


def _by_words(reading: Reading, found: Ints) -> Ints:
    """Return for each article the language most of whose words it has; English of equals.

    A word is of the language in whose articles it is most frequent.
    """
    import numpy as np

    n_languages, n_forms = len(LANGUAGES), len(reading.tokens.forms)
    counts = np.zeros((n_languages, n_forms))
    for block in reading.blocks():
        article, form = _early_words(reading.part(block))
        language = found[block.start : block.stop][article]
        known = language >= 0
        np.add.at(counts, (language[known], form[known]), 1.0)
    counts /= np.maximum(counts.sum(axis=1, keepdims=True), 1)
    of_form = np.where(counts.max(axis=0) > 0, counts.argmax(axis=0), -1)

    def vote(block: range) -> Ints:
        article, form = _early_words(reading.part(block))
        known = of_form[form] >= 0
        ballots = article[known] * n_languages + of_form[form[known]]
        votes = np.bincount(ballots, minlength=len(block) * n_languages)
        return np.asarray(votes.reshape(-1, n_languages).argmax(axis=1))

    return np.concatenate(map_arrays(vote, reading.blocks()))
