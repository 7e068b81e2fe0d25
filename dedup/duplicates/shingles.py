"""Word n-grams of many texts as 64-bit hashes, and which texts share them.

Two n-grams serve two ends. Shingles of three words are what texts are compared by; they
are cut from a text when it is compared and never kept for the whole run. Fingerprints
are a sample of the five-word phrases, the same phrases in every text, and propose which
texts to compare. Words go in as integer ids, so the work is numpy over blocks of the
whole run, and what is kept per text is about 8 bytes for each fingerprint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from dedup.parallel import map_arrays
from dedup.rows import begins, ranges
from dedup.tokens import Tokens, hash_words, is_function_word

if TYPE_CHECKING:
    import numpy as np

    Hashes = np.ndarray[Any, np.dtype[np.uint64]]
    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Flags = np.ndarray[Any, np.dtype[np.bool_]]
    Counts = np.ndarray[Any, np.dtype[np.int32]]

# Words of a shingle. 3 survives one changed word in six (.83^3 = .58 of shingles left); 5 does not.
SIZE = 3
# Words of a fingerprint's phrase: two shingles that share a word. News shares most of its
# three-word phrases with other news, and few of its five-word phrases.
PHRASE = 5
# Of so many phrases in a row the one of the smallest hash is a fingerprint, so that a run of
# PHRASE + SPREAD - 1 = 8 shared words always shares one (winnowing: Schleimer, Wilkerson &
# Aiken 2003, "Winnowing: local algorithms for document fingerprinting").
SPREAD = 4
PLAIN, NAME = 1, 2
# Odd multipliers spread the place of a word within the shingle: the golden ratio and the two
# constants of MurmurHash3's 64-bit finaliser (Appleby 2011).
_MULTIPLIERS = (0x9E3779B97F4A7C15, 0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53)
# A fingerprint in more texts than this proposes only neighbours in its list, not all pairs,
# which grow with the square.
WINDOW = 20
# Weight of a fingerprint beside that of one which a source repeats.
FULL_WEIGHT = 10
_HALF = 32
# Buckets for each text when pairs are counted: it shares a phrase by chance with tens of others.
BUCKETS = 32
# Words, and entries of the sorted fingerprints, that are worked on at a time: temporary arrays
# stay at some tens of megabytes.
BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts as hashed words.

    Args:
        forms: The distinct words as printed.
        hashes: uint64 array, shape (n_forms,); the hash of each, letter case aside.
        kinds: uint8 array, shape (n_forms,); 0 for function words, ``PLAIN`` for other words in
            small letters, ``NAME`` for those with a capital or a digit first.
        ids: int32 array, shape (n_words,), an index into ``hashes`` for each word.
        begins: int64 array, shape (n_texts,); text ``i`` is ``ids[begins[i]:ends[i]]``.
        ends: int64 array, shape (n_texts,). Texts are in ascending order and do not overlap.
    """

    forms: tuple[str, ...]
    hashes: Hashes
    kinds: np.ndarray[Any, np.dtype[np.uint8]]
    ids: np.ndarray[Any, np.dtype[np.int32]]
    begins: Ints
    ends: Ints

    def words(self, number: int) -> Hashes:
        """Return the hashes of a text's words, in order."""
        result: Hashes = self.hashes[self.ids[self.begins[number] : self.ends[number]]]
        return result

    def kinds_of(self, number: int) -> np.ndarray[Any, np.dtype[np.uint8]]:
        """Return the kind of each word of a text."""
        result: np.ndarray[Any, np.dtype[np.uint8]] = self.kinds[
            self.ids[self.begins[number] : self.ends[number]]
        ]
        return result

    def printed(self, number: int, chosen: Flags) -> set[str]:
        """Return the distinct words of a text, as printed, that are flagged."""
        ids = self.ids[self.begins[number] : self.ends[number]][chosen]
        return {self.forms[each] for each in ids.tolist()}


def article_texts(tokens: Tokens, least_words: int) -> Texts:
    """Take the bodies of articles as texts; bodies of fewer words with their headlines.

    Args:
        tokens: Two texts for each article, its headline, then its body.
        least_words: Shorter bodies begin with the headline.
    """
    import numpy as np

    words = [form.lower() for form in tokens.forms]
    function = np.fromiter(map(is_function_word, words), np.bool_, len(words))
    small = np.fromiter((form[0].islower() for form in tokens.forms), np.bool_, len(words))
    kinds = np.where(function, 0, np.where(small, PLAIN, NAME)).astype(np.uint8)
    heads, bodies, ends = tokens.starts[:-1:2], tokens.starts[1::2], tokens.starts[2::2]
    begins = np.where(ends - bodies < least_words, heads, bodies)
    return Texts(tokens.forms, hash_words(words), kinds, tokens.ids, begins, ends)


def shingles(words: Hashes) -> Hashes:
    """Return the hash of the shingle that starts at each word, but the last ``SIZE - 1``."""
    import numpy as np

    count = max(0, len(words) - SIZE + 1)
    result: Hashes = np.zeros(count, np.uint64)
    for offset, multiplier in enumerate(_MULTIPLIERS):
        # Wraps around at 2^64, which is what a hash wants.
        mixed = words[offset : offset + count] * np.uint64(multiplier)
        result ^= mixed ^ (mixed >> np.uint64(29 + offset))
    return result


def phrases(parts: Hashes) -> Hashes:
    """Return the hash of the phrase that starts at each of a text's shingles, but the last two."""
    import numpy as np

    step = PHRASE - SIZE
    mixed = parts[: max(0, len(parts) - step)] * np.uint64(_MULTIPLIERS[0])
    result: Hashes = (mixed ^ (mixed >> np.uint64(32))) + parts[step:]
    result *= np.uint64(_MULTIPLIERS[1])
    result ^= result >> np.uint64(32)
    return result


def among(values: Hashes, table: Hashes) -> Flags:
    """Return for each value whether an ascending table has it."""
    import numpy as np

    if not len(table):
        return np.zeros(len(values), np.bool_)
    result: Flags = table[np.minimum(np.searchsorted(table, values), len(table) - 1)] == values
    return result


def cover(starts: Flags, size: int) -> Flags:
    """Return for each word whether one of the n-grams that are flagged where they start has it."""
    import numpy as np

    covered = np.zeros(len(starts) + size - 1, np.bool_)
    for offset in range(size):
        covered[offset : offset + len(starts)] |= starts
    return covered


def whole(words: Flags) -> Flags:
    """Return for each shingle whether all its words are flagged."""
    count = max(0, len(words) - SIZE + 1)
    result = words[:count].copy()
    for offset in range(1, SIZE):
        result &= words[offset : offset + count]
    return result


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Fingerprints of several texts.

    Args:
        keys: uint64 array, ascending and distinct; the high bits are a phrase's hash, the low
            ``bits`` the number of a text that has it.
        bits: Bits of a text's number.
        sizes: int64 array, shape (n_texts,); fingerprints of each text.
    """

    keys: Hashes
    bits: int
    sizes: Ints


def fingerprint(texts: Texts, chosen: Sequence[int]) -> Fingerprints:
    """Take the fingerprints of texts.

    Args:
        texts: The texts.
        chosen: Those to take; the others get none.
    """
    import numpy as np

    n_texts = len(texts.begins)
    bits = max(1, n_texts.bit_length())
    low = np.uint64((1 << bits) - 1)
    wanted = np.zeros(n_texts, np.bool_)
    wanted[list(chosen)] = True
    sizes = np.zeros(n_texts, np.int64)

    def take(block: tuple[int, int]) -> Hashes:
        first, last = block
        number, minima = _minima(texts, first, last, wanted)
        sizes[first:last] = np.bincount(number - first, minlength=last - first)
        result: Hashes = (minima & ~low) | number.astype(np.uint64)
        return result

    found = map_arrays(take, list(_blocks_of_texts(texts)))
    keys = np.concatenate([np.zeros(0, np.uint64), *found])
    del found
    keys.sort()
    return Fingerprints(keys, bits, sizes)


def _blocks_of_texts(texts: Texts) -> Iterator[tuple[int, int]]:
    """Cut the texts into runs of about ``BLOCK`` words."""
    import numpy as np

    n_texts = len(texts.begins)
    first = 0
    while first < n_texts:
        last = int(np.searchsorted(texts.ends, texts.begins[first] + BLOCK, side="right"))
        last = max(last, first + 1)
        yield first, last
        first = last


def _minima(texts: Texts, first: int, last: int, wanted: Flags) -> tuple[Ints, Hashes]:
    """Return text numbers and phrase hashes of the fingerprints of texts first … last - 1."""
    import numpy as np

    start, end = int(texts.begins[first]), int(texts.ends[last - 1])
    hashes = phrases(shingles(texts.hashes[texts.ids[start:end]]))
    if not len(hashes):
        return np.zeros(0, np.int64), hashes
    place = np.arange(start, start + len(hashes))
    ends = texts.ends[first:last]
    spans = np.diff(np.concatenate([[start], ends]))
    number = np.repeat(np.arange(first, last), spans)[: len(hashes)]
    # Words from here to the end of the text; none in a headline that is not read.
    room = np.where(place >= texts.begins[number], texts.ends[number] - place, 0)
    smallest = hashes.copy()
    for offset in range(1, SPREAD):
        np.minimum(smallest[:-offset], hashes[offset:], out=smallest[:-offset])
    whole = room >= PHRASE + SPREAD - 1
    short = (texts.ends - texts.begins)[number] < PHRASE + SPREAD - 1
    result = np.where(short, hashes, smallest)
    keep = wanted[number] & (whole | (short & (room >= PHRASE)))
    number, result = number[keep], result[keep]
    # The same phrase is smallest in windows next to each other.
    new = begins(result) | begins(number)
    return number[new], result[new]


@dataclass(frozen=True, slots=True)
class _Lists:
    """Fingerprints that several texts share: texts by fingerprint, ascending in each list."""

    hashes: Hashes  # of each list
    starts: Ints  # of each list in texts
    lengths: Ints
    texts: Ints


def _blocks(prints: Fingerprints) -> list[tuple[int, int]]:
    """Cut the fingerprints into runs of about ``BLOCK`` that begin and end with a phrase's."""
    import numpy as np

    keys, bits = prints.keys, np.uint64(prints.bits)
    result, start = [], 0
    while start < len(keys):
        end = min(start + BLOCK, len(keys))
        if end < len(keys):
            bound = ((keys[end - 1] >> bits) + np.uint64(1)) << bits
            end = int(np.searchsorted(keys, bound)) if bound else len(keys)
        result.append((start, end))
        start = end
    return result


def _shared_lists(prints: Fingerprints, block: tuple[int, int]) -> _Lists:
    """Return the lists of shared fingerprints of one of ``_blocks``."""
    import numpy as np

    keys = prints.keys[slice(*block)]
    keys = keys[begins(keys)]
    every = keys >> np.uint64(prints.bits)
    firsts = np.flatnonzero(begins(every))
    lengths = np.diff(np.append(firsts, len(every)))
    shared = lengths > 1
    firsts, lengths = firsts[shared], lengths[shared]
    entries = ranges(firsts, lengths)
    texts = (keys[entries] & np.uint64((1 << prints.bits) - 1)).astype(np.int64)
    return _Lists(every[firsts], np.cumsum(lengths) - lengths, lengths, texts)


def sharing(
    prints: Fingerprints, sources: Sequence[str], least_share: float, most_share: float
) -> tuple[Ints, Hashes]:
    """Propose pairs of texts that share fingerprints.

    A fingerprint that sources repeat, in 3 texts or more and 2 or more per source, counts a
    tenth. Texts whose source is unknown have a source each.

    Args:
        prints: The fingerprints.
        sources: Who published each text; "" when unknown.
        least_share: Fingerprints that a pair must share, as a share of the text that has
            fewer; those in at most ``WINDOW`` texts count, and those of neighbours in a
            longer list.
        most_share: A pair that shares this much is proposed whoever repeats it.

    Returns:
        The pairs, int64 array, shape (n_pairs, 2), ascending and distinct; and the repeated
        fingerprints, ascending, as phrase hashes without their low ``prints.bits``.
    """
    import numpy as np

    n_texts = len(prints.sizes)
    numbers: dict[str, int] = {}
    source = np.array(
        [numbers.setdefault(name or f"\0{text}", len(numbers)) for text, name in enumerate(sources)]
    )
    buckets, furniture, repeated = _first_count(prints, source)
    weighted = FULL_WEIGHT * prints.sizes - (FULL_WEIGHT - 1) * furniture
    least = np.minimum(least_share * weighted, most_share * prints.sizes)

    def count(block: tuple[int, int]) -> tuple[Ints, Ints]:
        lists = _shared_lists(prints, block)
        often = _repeated(lists, source)
        found, counts = [], []
        # Two counts in one number: of repeated fingerprints in the low half, of others above.
        for some, one in ((~often, 1 << _HALF), (often, 1)):
            keys = _pairs_of(lists, some, n_texts)
            enough = np.minimum(least[keys // n_texts], least[keys % n_texts])
            keys = keys[buckets[_bucket(keys, len(buckets))] >= enough]
            found.append(keys)
            counts.append(np.full(len(keys), one))
        return np.concatenate(found), np.concatenate(counts)

    none = np.zeros(0, np.int64)
    found, counts = zip((none, none), *map_arrays(count, _blocks(prints)), strict=True)
    keys, shared = _add_up(np.concatenate(found), np.concatenate(counts))
    pairs = np.stack([keys // max(n_texts, 1), keys % max(n_texts, 1)], axis=1)
    rare, common = shared >> _HALF, shared & ((1 << _HALF) - 1)

    def smaller(sizes: Ints) -> Ints:
        return np.minimum(sizes[pairs[:, 0]], sizes[pairs[:, 1]])

    wanted = FULL_WEIGHT * rare + common >= least_share * smaller(weighted)
    much = rare + common >= most_share * smaller(prints.sizes)
    return pairs[wanted | much], repeated


def _first_count(prints: Fingerprints, source: Ints) -> tuple[Counts, Ints, Hashes]:
    """Count pairs in buckets, and find what sources repeat.

    Most pairs share one phrase by chance, and there are many of them. So pairs are gone
    through twice: counted in buckets here, then kept where a bucket has enough for its pair.

    Returns:
        Shared fingerprints by bucket of pairs, weighted; fingerprints of each text that a
        source repeats; and these fingerprints.
    """
    import numpy as np

    n_texts = len(prints.sizes)
    buckets = np.zeros(1 << (BUCKETS * max(n_texts, 1)).bit_length(), np.int32)
    furniture = np.zeros(n_texts, np.int64)
    adding = Lock()

    def count(block: tuple[int, int]) -> Hashes:
        lists = _shared_lists(prints, block)
        often = _repeated(lists, source)
        places = [
            _bucket(_pairs_of(lists, some, n_texts), len(buckets)) for some in (~often, often)
        ]
        with adding:
            np.add.at(furniture, lists.texts[np.repeat(often, lists.lengths)], 1)
            for place, weight in zip(places, (FULL_WEIGHT, 1), strict=True):
                np.add.at(buckets, place, weight)
        return lists.hashes[often]

    repeated = map_arrays(count, _blocks(prints))
    return buckets, furniture, np.concatenate([np.zeros(0, np.uint64), *repeated])


def _bucket(keys: Ints, n_buckets: int) -> Ints:
    """Return a place in a table of ``n_buckets``, a power of two, for each key."""
    import numpy as np

    mixed = keys.view(np.uint64) * np.uint64(_MULTIPLIERS[0])
    return (mixed >> np.uint64(65 - n_buckets.bit_length())).astype(np.int64)


def _repeated(lists: _Lists, source: Ints) -> Flags:
    """Return which lists are of fingerprints that sources repeat."""
    import numpy as np

    row = np.repeat(np.arange(len(lists.lengths)), lists.lengths)
    n_sources = int(source.max()) + 1
    key = np.sort(row * n_sources + source[lists.texts])
    distinct = key[begins(key)] // n_sources
    counts = np.bincount(distinct, minlength=len(lists.lengths))
    result: Flags = (lists.lengths >= 3) & (lists.lengths >= 2 * counts)
    return result


def _pairs_of(lists: _Lists, some: Flags, n_texts: int) -> Ints:
    """Return the pairs of some of the lists as numbers left · n_texts + right."""
    import numpy as np

    keys = [np.zeros(0, np.int64)]
    texts, starts, lengths = lists.texts, lists.starts[some], lists.lengths[some]
    for length in np.unique(lengths[lengths <= WINDOW]).tolist():
        block = texts[starts[lengths == length][:, None] + np.arange(length)]
        low, high = np.triu_indices(length, 1)
        keys.append((block[:, low] * n_texts + block[:, high]).ravel())
    crowded = lengths > WINDOW
    left = ranges(starts[crowded], lengths[crowded] - 1)
    keys.append(texts[left] * n_texts + texts[left + 1])
    return np.concatenate(keys)


def _add_up(keys: Ints, counts: Ints) -> tuple[Ints, Ints]:
    """Return the distinct keys, ascending, and the sum of the counts of each."""
    import numpy as np

    if not len(keys):
        return keys, counts
    order = np.argsort(keys, kind="stable")
    keys, counts = keys[order], counts[order]
    firsts = np.flatnonzero(begins(keys))
    return keys[firsts], np.add.reduceat(counts, firsts)
