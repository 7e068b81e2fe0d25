"""Words of many texts as integer ids, in one pass.

Python objects per word are what makes text slow: here each text is cut into words
once, each distinct word becomes an integer, and everything after that is numpy.
Work that needs the word itself (stem, case, hash) is done once per distinct word.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import count, islice
from typing import TYPE_CHECKING, Any

from dedup.parallel import map_chunks
from dedup.text import STOP_WORDS, WORD, stem, strip_accents

if TYPE_CHECKING:
    import numpy as np

    from dedup.model import CleanArticle

    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Words = np.ndarray[Any, np.dtype[np.int32]]
    Hashes = np.ndarray[Any, np.dtype[np.uint64]]

# Longer bodies are lists, transcripts and live tickers; the words after this are not read.
MAX_BODY_CHARS = 40_000
# Articles whose words are numbered in one go: most words of a text are in many others, and each
# chunk learns them anew.
_CHUNK = 500
# One process numbers so many in about a second; a helper takes some tenths of one to start.
_LEAST = 5_000
# Texts whose words are put together at a time.
_BLOCK = 1_000
# Only what may stand inside a word: ``text.fold`` folds more, character by character, which
# costs more than the rest of the pass together.
_INSIDE = (("\u2019", "'"), ("\u2018", "'"), ("\u2010", "-"), ("\u2011", "-"), ("\u00ad", ""))

# Function words of the languages that news feeds mix with English. The background table knows
# English only; two articles in another language would else seem to share rare words. Left out:
# those that are English words with a meaning of their own ("war", "die", "son").
FUNCTION_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(listed.split())
    for language, listed in {
        "de": """der das den dem des ein eine einer eines einem einen und oder aber auch auf aus
            bei bis durch für gegen im in ins ist mit nach nicht noch nur ob seit sich sie
            sind so über um unter vom von vor waren wegen wenn werden wie wird worden wurde
            wurden zu zum zur als an dass er es haben hatte ihr ihre mehr sagte sei sein seine
            sowie wir""",
        "fr": """le la les un une des du de et ou en au aux dans par pour sur avec sans ce cette
            ces cet qui que ne pas plus sa ses leur leurs il elle ils elles est sont été était
            ont avait mais comme entre selon après""",
        "es": """el los las una unos unas y o del al con por para su sus se lo es fue ha han era
            pero más como este esta estos entre según sobre tras no que""",
        "it": """il lo gli i uno della dei delle degli dello dal dalla nel nella con per tra non
            che si è sono ha hanno ma anche più di da""",
        "pt": """os as um uma do da dos das no na nos nas em ao pelo pela não mais
            foi são seu sua""",
        "nl": """het een van voor met op te dat niet zijn aan ook naar bij uit om""",
        "ru": """и в во не на что с со как по к ко но из у за от о об то это а для так же бы был
            была было были его её ее их он она они мы вы я до или при после также уже еще ещё
            только где когда который которая которые будет чтобы если нет под над без""",
    }.items()
}
FOREIGN_STOP_WORDS: frozenset[str] = frozenset().union(*FUNCTION_WORDS.values())
# The stemmers of those languages (Porter 2001, Snowball; the ``PyStemmer`` package).
_SNOWBALL = {
    "de": "german", "fr": "french", "es": "spanish", "it": "italian", "pt": "portuguese",
    "nl": "dutch", "ru": "russian",
}  # fmt: skip


class _Numbering(dict[str, int]):
    """Numbers each new key with the count of keys before it."""

    def __missing__(self, key: str) -> int:
        number = self[key] = len(self)
        return number


class _Runs(dict[str, int]):
    """Numbers each new run of text without blanks, and cuts it into words, once.

    Args:
        numbering: The numbers of the words.
        words: The words of all runs, end to end.
        lengths: How many of them each run has.
    """

    def __init__(self) -> None:
        super().__init__()
        self.numbering = _Numbering()
        self.words = array("i")
        self.lengths = array("i")

    def __missing__(self, run: str) -> int:
        number = self[run] = len(self)
        found = WORD.findall(run)
        self.words.extend(map(self.numbering.__getitem__, found))
        self.lengths.append(len(found))
        return number

    def number(self, text: str) -> Words:
        """Return the numbers of the runs of a text, in order."""
        import numpy as np

        found = straighten(text).split()
        return np.fromiter(map(self.__getitem__, found), np.int32, len(found))

    def words_of(self, rows: Sequence[Words]) -> tuple[Words, Ints]:
        """Return the words of texts, end to end, and how many each has.

        Args:
            rows: What ``number`` gave for each text.
        """
        import numpy as np

        flat = np.concatenate([np.zeros(0, np.int32), *rows])
        # The words of run number i are words[ends[i] - lengths[i]:ends[i]].
        lengths, words = np.array(self.lengths), np.array(self.words)
        ends, n_words = np.cumsum(lengths), lengths[flat]
        offsets = np.zeros(len(flat) + 1, np.int64)
        np.cumsum(n_words, out=offsets[1:])
        ids = words[np.repeat(ends[flat] - offsets[1:], n_words) + np.arange(offsets[-1])]
        return ids, np.diff(offsets[np.cumsum([0, *map(len, rows)])])


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words of several texts.

    Args:
        ids: int32 array, shape (n_tokens,), an index into ``forms`` for each word.
        starts: int64 array, shape (n_texts + 1,); text ``i`` is ``ids[starts[i]:starts[i + 1]]``.
        forms: The distinct words as printed, by first appearance.
    """

    ids: Words
    starts: Ints
    forms: tuple[str, ...]

    def text_of(self) -> Ints:
        """Return the index of its text for each word."""
        import numpy as np

        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


def encode(texts: Iterable[str]) -> Tokens:
    """Cut texts into words and number the distinct ones."""
    import numpy as np

    runs = _Runs()
    ids, n_words = [np.zeros(0, np.int32)], [np.zeros(1, np.int64)]
    every = iter(texts)
    while some := list(islice(every, _BLOCK)):
        words, counts = runs.words_of([runs.number(text) for text in some])
        ids.append(words)
        n_words.append(counts)
    return Tokens(np.concatenate(ids), np.cumsum(np.concatenate(n_words)), tuple(runs.numbering))


def encode_articles(cleaned: Iterable[CleanArticle]) -> Tokens:
    """Number the words of articles, once for copies and for stories.

    Args:
        cleaned: The articles.

    Returns:
        Two texts for each article: its headline, then its body.
    """
    articles = cleaned if isinstance(cleaned, Sequence) else list(cleaned)
    return join(map_chunks(encode, articles, pack=_texts, chunk=_CHUNK, least=_LEAST))


def article_texts(article: CleanArticle) -> tuple[str, str]:
    """Return what is read of an article: its headline and its body."""
    return article.headline, article.body()[:MAX_BODY_CHARS]


def _texts(cleaned: Sequence[CleanArticle]) -> list[str]:
    return [text for each in cleaned for text in article_texts(each)]


def join(parts: Iterable[Tokens]) -> Tokens:
    """Return the tokens of all texts as ``encode`` would number them in one go.

    Args:
        parts: Each numbered as ``encode`` does.
    """
    import numpy as np

    # A form's first appearance is in the first part that has it, in the order of that part.
    numbering = _Numbering()
    ids, starts, n_words = [np.zeros(0, np.int32)], [np.zeros(1, np.int64)], 0
    for part in parts:
        known = map(numbering.__getitem__, part.forms)
        ids.append(np.fromiter(known, np.int32, len(part.forms))[part.ids])
        starts.append(part.starts[1:] + n_words)
        n_words += len(part.ids)
    return Tokens(np.concatenate(ids), np.concatenate(starts), tuple(numbering))


def by_appearance(ids: Ints, starts: Ints, names: Sequence[str]) -> Tokens:
    """Number words anew, as ``encode`` does.

    Args:
        ids: An index into ``names`` for each word.
        starts: See ``Tokens``.
        names: Words as printed, each once, some of which need not appear.
    """
    import numpy as np

    n = len(ids)
    firsts = np.full(len(names), n)
    firsts[ids[::-1]] = np.arange(n - 1, -1, -1)  # of several places the last one set stays
    found = np.flatnonzero(firsts < n)
    found = found[np.argsort(firsts[found])]
    number = np.zeros(len(names), np.int32)
    number[found] = np.arange(len(found), dtype=np.int32)
    return Tokens(number[ids], starts, tuple([names[i] for i in found.tolist()]))


def with_texts(tokens: Tokens, texts: Mapping[int, str]) -> Tokens:
    """Return tokens with some texts replaced, numbered as ``encode`` would.

    Args:
        tokens: Numbered as ``encode`` does.
        texts: The new texts, by their places.
    """
    import numpy as np

    if not texts:
        return tokens
    numbering = _Numbering(zip(tokens.forms, count()))
    lengths = np.diff(tokens.starts)
    ids, done = [], 0
    for place in sorted(texts):
        found = WORD.findall(straighten(texts[place]))
        ids.append(tokens.ids[done : tokens.starts[place]])
        ids.append(np.array([numbering[word] for word in found], np.int32))
        lengths[place] = len(found)
        done = tokens.starts[place + 1]
    ids.append(tokens.ids[done:])
    starts = np.cumsum([0, *lengths])
    return by_appearance(np.concatenate(ids), starts, tuple(numbering))


def straighten(text: str) -> str:
    """Return the text with straight apostrophes and plain hyphens inside words."""
    if not text.isascii():
        for old, new in _INSIDE:
            text = text.replace(old, new)
    return text


def is_function_word(word: str) -> bool:
    """Return whether a lower-case word carries no news in any of the known languages."""
    return word in STOP_WORDS or word in FOREIGN_STOP_WORDS


def any_stem(word: str, language: str = "") -> str:
    """Return the stem of a lower-case word.

    Args:
        word: The word.
        language: One of ``FUNCTION_WORDS``; else Russian for Cyrillic letters and English for
            all others.
    """
    if "\u0400" <= word[:1] <= "\u04ff":
        return strip_accents(_stemmer("russian")(word))
    if language in _SNOWBALL:
        return strip_accents(_stemmer(_SNOWBALL[language])(word))
    return stem(word)


@cache
def _stemmer(name: str) -> Callable[[str], str]:
    import Stemmer

    stem_word: Callable[[str], str] = Stemmer.Stemmer(name, 0).stemWord
    return stem_word


def hash_words(words: Iterable[str]) -> Hashes:
    """Return a 63-bit hash of each word, the same on every machine and run."""
    import numpy as np

    digests = b"".join(
        blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest() for word in words
    )
    return np.frombuffer(digests, ">u8").astype(np.uint64) >> np.uint64(1)
