"""What words mean, as directions: a shipped table of word vectors.

"Smuggling" and "contraband" share no letters, and no lexicon calls them synonyms, but
they are said of one matter. A sentence's direction is the sum of its words' vectors by
how much each tells; the cosine of two of them hears that two short statements are about
one thing. Words the table lacks, mostly names, get a direction of their own that is at
right angles to nearly all others, so that they match themselves alone.

The table, ``data/word_vectors.npz``, holds what multilingual E5 small (Wang et al. 2024) makes
of single words, with the mean taken off, cut to their principal components and those scaled to
one variance (whitening: Su et al. 2021). ``dedup.training.word_vectors`` makes it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from dedup.alignment.bags import Floats

# Components of a vector. Answers that say the same, AUC by the cosine alone: 64: .83, 96: .84,
# 128: .87, 192: .87 (NaNCo).
N_DIMENSIONS = 128
# Words without a vector whose directions are kept: the names of a few stories.
_KEPT = 1 << 14


def directions(stems: Sequence[str]) -> Floats:
    """Return the direction of each word.

    Args:
        stems: Keys of words (``sentence_words.key``).

    Returns:
        float64 array of unit rows, shape (n_stems, N_DIMENSIONS).
    """
    places, vectors = _table()
    found = np.empty((len(stems), N_DIMENSIONS))
    for row, stem in enumerate(stems):
        place = places.get(stem)
        found[row] = _signs(stem) if place is None else vectors[place]
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return found


@cache
def _table() -> tuple[dict[str, int], NDArray[np.int8]]:
    raw = files("dedup").joinpath("data", "word_vectors.npz").read_bytes()
    with np.load(io.BytesIO(raw), allow_pickle=False) as table:
        stems = table["stems"].tobytes().decode("utf-8").split("\n")
        vectors: NDArray[np.int8] = table["vectors"]
    return {stem: place for place, stem in enumerate(stems)}, vectors


@lru_cache(maxsize=_KEPT)
def _signs(stem: str) -> Floats:
    """Return a direction made of a word's letters alone: 1 or -1 for each component."""
    digest = blake2b(stem.encode("utf-8", "surrogatepass"), digest_size=N_DIMENSIONS // 8).digest()
    return np.unpackbits(np.frombuffer(digest, dtype=np.uint8)) * np.float64(2.0) - 1.0
