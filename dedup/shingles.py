"""Word n-grams of many texts as 64-bit hashes, and which texts share them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dedup.tokens import encode, hash_word

if TYPE_CHECKING:
    import numpy as np

    Hashes = np.ndarray[Any, np.dtype[np.uint64]]
    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Floats = np.ndarray[Any, np.dtype[np.float64]]

# Words of a shingle. 3 survives one changed word in six (.83^3 = .58 of shingles left); 5 does not.
SIZE = 3
# Odd multipliers spread the place of a word within the shingle: the golden ratio and the two
# constants of MurmurHash3's 64-bit finaliser (Appleby 2011).
_MULTIPLIERS = (0x9E3779B97F4A7C15, 0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53)
# A shingle in more texts than this proposes only neighbours in its posting list, not all pairs,
# which grow with the square. With 20, 832 of 834 planted copies are found.
WINDOW = 20


@dataclass(frozen=True, slots=True)
class Shingles:
    """Shingles of several texts.

    Args:
        words: For each text the hashes of its words, in order.
        runs: For each text the hash of the shingle that starts at each word.
        sets: For each text its distinct shingles, ascending.
    """

    words: tuple[Hashes, ...]
    runs: tuple[Hashes, ...]
    sets: tuple[Hashes, ...]


def shingle(texts: Iterable[str]) -> Shingles:
    """Cut texts into shingles of ``SIZE`` words, letter case aside."""
    import numpy as np

    tokens = encode(texts)
    table = np.array([hash_word(form.lower()) for form in tokens.forms], dtype=np.uint64)
    hashes = table[tokens.ids] if len(table) else np.zeros(0, np.uint64)
    words, runs = [], []
    for start, end in zip(tokens.starts[:-1], tokens.starts[1:], strict=True):
        row = hashes[start:end]
        words.append(row)
        count = max(0, len(row) - SIZE + 1)
        run = np.zeros(count, np.uint64)
        for offset, multiplier in enumerate(_MULTIPLIERS):
            # Wraps around at 2^64, which is what a hash wants.
            mixed = row[offset : offset + count] * np.uint64(multiplier)
            run ^= mixed ^ (mixed >> np.uint64(29 + offset))
        runs.append(run)
    return Shingles(tuple(words), tuple(runs), tuple(np.unique(run) for run in runs))


def sharing(sets: Sequence[Hashes], least: int, least_share: float) -> Ints:
    """Propose pairs of texts that share shingles.

    Args:
        sets: Distinct shingles of each text.
        least: Shared shingles (that are in at most ``WINDOW`` texts, or between neighbours
            in a longer posting list) a pair needs.
        least_share: The same, as a share of the smaller set.

    Returns:
        int64 array, shape (n_pairs, 2), ascending and distinct.
    """
    import numpy as np

    n_texts = len(sets)
    sizes = np.array([len(each) for each in sets], dtype=np.int64)
    if n_texts < 2 or not sizes.sum():
        return np.zeros((0, 2), np.int64)
    texts, starts, lengths = _postings(sets, sizes)
    keys = [np.zeros(0, np.int64)]
    for length in range(2, min(WINDOW, n_texts) + 1):
        block = texts[starts[lengths == length][:, None] + np.arange(length)]
        if len(block):
            low, high = np.triu_indices(length, 1)
            keys.append((block[:, low] * n_texts + block[:, high]).ravel())
    for start, length in zip(starts[lengths > WINDOW], lengths[lengths > WINDOW], strict=True):
        row = texts[start : start + length]
        keys.append(row[:-1] * n_texts + row[1:])
    distinct, counts = np.unique(np.concatenate(keys), return_counts=True)
    pairs = np.stack([distinct // n_texts, distinct % n_texts], axis=1)
    smaller = np.minimum(sizes[pairs[:, 0]], sizes[pairs[:, 1]])
    result: Ints = pairs[(counts >= least) & (counts >= least_share * smaller)]
    return result


def _postings(sets: Sequence[Hashes], sizes: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the texts ordered by shingle, and start and length of each shared shingle's list."""
    import numpy as np

    every = np.concatenate(sets)
    order = np.argsort(every, kind="stable")
    texts = np.repeat(np.arange(len(sets)), sizes)[order]
    every = every[order]
    first = np.flatnonzero(np.concatenate([[True], every[1:] != every[:-1]]))
    lengths = np.diff(np.concatenate([first, [len(every)]]))
    shared = lengths > 1
    return texts, first[shared], lengths[shared]


def repeated_by_a_source(sets: Sequence[Hashes], sources: Sequence[str]) -> Hashes:
    """Return the shingles that sources repeat: in 3 texts or more, 2 or more per source.

    Texts whose source is unknown count as a source each.
    """
    import numpy as np

    sizes = np.array([len(each) for each in sets], dtype=np.int64)
    if not sizes.sum():
        return np.zeros(0, np.uint64)
    numbers: dict[str, int] = {}
    source = np.array(
        [
            numbers.setdefault(name or f"\0{index}", len(numbers))
            for index, name in enumerate(sources)
        ]
    )
    texts, starts, lengths = _postings(sets, sizes)
    every = np.sort(np.concatenate(sets))
    often = lengths >= 3
    starts, lengths = starts[often], lengths[often]
    if not len(starts):
        return np.zeros(0, np.uint64)
    entries = np.repeat(starts, lengths) + (
        np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    )
    row = np.repeat(np.arange(len(starts)), lengths)
    distinct = np.unique(row * len(numbers) + source[texts[entries]]) // len(numbers)
    n_sources = np.bincount(distinct, minlength=len(starts))
    result: Hashes = every[starts[lengths >= 2 * n_sources]]
    return result
