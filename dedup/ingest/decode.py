"""Bytes to text, without ever failing and without hiding a guess."""

from __future__ import annotations

import codecs
import re

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# surrogateescape maps an undecodable byte 0xNN to U+DCNN.
_ESCAPED = re.compile("[\udc80-\udcff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(raw: bytes) -> tuple[str, str | None]:
    """Decode bytes as UTF-8 or UTF-16 (by their mark), else as Windows-1252.

    A text that is mostly good UTF-8 with a few broken bytes stays UTF-8 and only
    those bytes are read as Windows-1252, so that one bad byte does not spoil every
    curly quote of the article.

    Returns:
        The text, and a note on the encoding when it had to be guessed.
    """
    if raw.startswith(_UTF16):
        return raw.decode("utf-16", "replace"), None
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    text = raw.decode("utf-8", "surrogateescape")
    n_broken = len(_ESCAPED.findall(text))
    n_good = sum(1 for char in text if char > "\x7f") - n_broken
    if n_good > n_broken:
        repaired = _ESCAPED.sub(lambda bad: _cp1252(bytes([ord(bad.group()) - 0xDC00])), text)
        return repaired, "UTF-8 with broken bytes, read as Windows-1252"
    return _cp1252(raw), "not UTF-8, read as Windows-1252"


def without_surrogates(text: str) -> str:
    """Replace lone surrogates (half an emoji in JSON): no output can encode them."""
    return _SURROGATE.sub("\ufffd", text)


def newlines(text: str) -> str:
    """Return the text with every line end as a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _cp1252(raw: bytes) -> str:
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:  # five bytes are undefined there
        return raw.decode("latin-1")
