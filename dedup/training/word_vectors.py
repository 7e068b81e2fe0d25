"""Build ``data/word_vectors.npz`` from a sentence encoder and the words of labelled story sets.

Each stem that several articles have is encoded in its commonest printed form, by multilingual E5
small (MIT licence; the extra ``semantic``). Only vectors and stems are kept, no text.

Run: ``python -m dedup.training.word_vectors GOLD_FOLDER`` (two CPU-minutes).
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from dedup.alignment.encoder import E5
from dedup.sentence_words import key
from dedup.text import STOP_WORDS, words
from dedup.training.background import SETS, texts
from dedup.word_vectors import N_DIMENSIONS

TARGET = Path(__file__).parents[1] / "data" / "word_vectors.npz"
# Articles with a word from which on it is one; rarer ones are mostly names.
MIN_ARTICLES = 4
# Whitened components are near normal with this deviation; three of them fill a byte.
BYTE = 127 * np.sqrt(N_DIMENSIONS) / 3.0


def vocabulary(folder: Path) -> dict[str, str]:
    """Return the commonest printed form of each stem, by stem."""
    forms: Counter[str] = Counter()
    for name in SETS:
        for text in texts(folder, name):
            forms.update({word for word in words(text) if word.isalpha() and len(word) > 2})
    known: Counter[str] = Counter()
    commonest: dict[str, str] = {}
    for form, n_articles in sorted(forms.items(), key=lambda item: (-item[1], item[0])):
        if form not in STOP_WORDS:
            known[key(form)] += n_articles
            commonest.setdefault(key(form), form)
    return {stem: commonest[stem] for stem in sorted(known) if known[stem] >= MIN_ARTICLES}


def whitened(vectors: Any) -> Any:
    """Return the principal components of some vectors, each of one variance, rows of length 1."""
    centred = vectors - vectors.mean(axis=0)
    _, spread, components = np.linalg.svd(centred, full_matrices=False)
    found = centred @ components[:N_DIMENSIONS].T / spread[:N_DIMENSIONS]
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def main(folder: Path) -> None:
    """Encode, cut and write the table."""
    forms = vocabulary(folder)
    found = whitened(np.asarray(E5().encode(list(forms.values())), np.float64))
    small = np.clip(np.round(found * BYTE), -127, 127).astype(np.int8)
    stems = np.frombuffer("\n".join(forms).encode("utf-8"), dtype=np.uint8)
    with zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED) as table:
        for name, values in (("stems", stems), ("vectors", small)):
            held = io.BytesIO()
            np.save(held, values)
            # Without the time of day: the same vectors give the same bytes.
            table.writestr(zipfile.ZipInfo(f"{name}.npy"), held.getvalue(), zipfile.ZIP_DEFLATED)
    print(f"{len(forms)} stems -> {TARGET}, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
