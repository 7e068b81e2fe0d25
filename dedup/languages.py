"""Which language each article of a run is in, by its function words.

Precision first: an article is taken for another language than English only when its text
says so, or its record does while its text is too short to tell, or its words are those of
the run's articles in that language. Everything else is treated alike, as one language.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dedup.text import STOP_WORDS
from dedup.tokens import FOREIGN_STOP_WORDS, FUNCTION_WORDS, Tokens

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


def languages_of(tokens: Tokens, stated: Sequence[str | None]) -> Ints:
    """Return the language of each article, an index into ``LANGUAGES``.

    Args:
        tokens: Their words, from ``tokens.encode_articles``.
        stated: The language of each record, BCP 47, if any.
    """
    import numpy as np

    n_articles, n_forms = len(stated), len(tokens.forms)
    text = tokens.text_of()
    early = np.arange(len(tokens.ids)) - tokens.starts[:-1][text] < MOST_WORDS
    article, form = (text // 2)[early], tokens.ids[early]
    marks = np.fromiter((_MARKS.get(each.lower(), 0) for each in tokens.forms), np.uint8, n_forms)
    mark = marks[form]
    function = np.flatnonzero(mark)
    mark, of_word = mark[function], article[function]
    hits = np.stack(
        [
            np.bincount(of_word[(mark >> bit) & 1 > 0], minlength=n_articles)
            for bit in range(len(LANGUAGES))
        ],
        axis=1,
    )
    ranked = np.sort(hits, axis=1)
    sure = (ranked[:, -1] >= LEAST_WORDS) & (ranked[:, -1] >= LEAST_RATIO * ranked[:, -2])
    found: Ints = np.where(sure, hits.argmax(axis=1), -1).astype(np.int64)
    for number in np.flatnonzero(found < 0).tolist():
        tag = (stated[number] or "").split("-")[0].lower()
        found[number] = LANGUAGES.index(tag) if tag in LANGUAGES else -1
    if not (found > 0).any():
        return np.zeros(n_articles, np.int64)
    return np.where(found < 0, _by_words(article, form, found, n_forms), found)


def _by_words(article: Ints, form: Words, found: Ints, n_forms: int) -> Ints:
    """Return for each article the language most of whose words it has; English of equals.

    A word is of the language in whose articles it is most frequent.
    """
    import numpy as np

    counts = np.zeros((len(LANGUAGES), n_forms))
    for language in range(len(LANGUAGES)):
        counts[language] = np.bincount(form[found[article] == language], minlength=n_forms)
    counts /= np.maximum(counts.sum(axis=1, keepdims=True), 1)
    of_form = np.where(counts.max(axis=0) > 0, counts.argmax(axis=0), -1)
    known = of_form[form] >= 0
    votes = np.zeros((len(found), len(LANGUAGES)))
    np.add.at(votes, (article[known], of_form[form][known]), 1.0)
    result: Ints = votes.argmax(axis=1)
    return result
