"""Bytes to text, without ever failing and without hiding a guess."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# surrogateescape maps an undecodable byte 0xNN to U+DCNN.
_ESCAPED = re.compile("[\udc80-\udcff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Bytes from the start that a guess is made from.
_SAMPLE_BYTES = 65536
# What a file says about its encoding stands in its first bytes. The HTML standard looks at
# 1,024; real pages put scripts before it.
_DECLARED_WITHIN = 8192
_XML_DECLARED = re.compile(
    rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{1,40})", re.I
)
_META_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.I
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{1,40})", re.I)
# The encodings that the WHATWG Encoding Standard reads these labels as, supersets in use.
_READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_WIDE = frozenset(
    """gb18030 gbk gb2312 hz big5 big5hkscs cp950 cp932 shift_jis euc_jp iso2022_jp cp949
    euc_kr""".split()
)
# No encodings of documents: slow, reversible into code, or (UTF-16, UTF-32) impossible for
# bytes in which the declaration could be read.
_NEVER = frozenset(
    """idna punycode unicode_escape raw_unicode_escape undefined mbcs oem utf-7 utf-16 utf-16-le
    utf-16-be utf-32 utf-32-le utf-32-be utf-8""".split()
)
# Scripts whose letters are all above ASCII: only these can be told apart.
_CANDIDATES = [
    "cp1251", "koi8_r", "iso8859_5", "cp1253", "cp1255", "cp1256", "cp874",
    "cp932", "euc_jp", "gb18030", "big5", "cp949",
]  # fmt: skip
# In scripts of their own, bytes above ASCII stand side by side; in Latin letters an accent or
# a curly quote stands alone. From this share of bytes in runs on, a script is looked for.
_RUN = re.compile(rb"[\x80-\xff]{2,}")
_RUN_SHARE = 0.5
_LEAST_HIGH = 8
_BROKEN_UTF8 = "UTF-8 with broken bytes, read as Windows-1252"
# A portion without a space, line end or quote is cut somewhere from this many bytes on.
_MOST_WAITING = 2**22


def decode(raw: bytes, *, declared: Sequence[str] = ()) -> tuple[str, str | None]:
    """Decode bytes by their mark, as UTF-8, as declared, or by a guess, in this order.

    UTF-16 is recognised without a mark too. A declaration counts only when all bytes
    are valid in it; two or more characters of valid UTF-8 outweigh it, since text
    in other encodings is not valid UTF-8 by chance. A text that is mostly good UTF-8
    with a few broken bytes stays UTF-8 and only those bytes are read as Windows-1252,
    so that one bad byte does not spoil every curly quote of the article.

    Args:
        raw: The bytes of one document or line.
        declared: Encodings that somebody stated, the most trusted first.

    Returns:
        The text, and a note on the encoding when it had to be guessed.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace"), None
    plain = unmarked_utf16(raw)
    if plain:
        return raw.decode(plain, "replace"), None
    raw = raw.removeprefix(codecs.BOM_UTF8)
    known = [name for name in map(_codec, declared) if name]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(raw, known)
    wide = next((name for name in known if name in _WIDE), None)
    # One character of two bytes may be one of that encoding; two are not by chance.
    if wide and len(text) + 1 == len(raw):
        return _strictly(raw, [wide]) or text, None
    if known and "iso2022_jp" in known and b"\x1b$" in raw:
        return _strictly(raw, known) or text, None
    return text, None


class LineDecoder:
    """Decodes the lines of one file, and remembers an encoding once it was guessed.

    The bytes of a line are never UTF-16: ``byte_lines`` has undone that.
    """

    def __init__(self) -> None:
        self._guess = ""

    def decode(self, raw: bytes) -> tuple[str, str | None]:
        """Decode one line as ``decode`` does."""
        raw = raw.removeprefix(codecs.BOM_UTF8)
        try:
            return raw.decode("utf-8"), None
        except UnicodeDecodeError:
            self._guess = self._guess or _guess(raw)
        text, note = _not_utf8(raw, [self._guess] if self._guess else [])
        return text, note or f"not UTF-8, read as {self._guess}"


class PortionDecoder:
    """Decodes a document that comes in portions, nearly as ``decode`` does the whole.

    What is guessed is guessed from the first portion that is not UTF-8, and kept.

    Args:
        head: The first portion.
        declares: The head may state the encoding, as XML does.

    Attributes:
        guessed: A note on the encoding when it had to be guessed.
    """

    # Bytes that are no part of another character in any encoding of documents.
    _EDGES = (b"\n", b" ", b">", b'"')

    def __init__(self, head: bytes, *, declares: bool) -> None:
        self.guessed: str | None = None
        self._known = [name for name in map(_codec, _stated(head, "")) if name] if declares else []
        marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), "")
        wide = marked or unmarked_utf16(head)
        self._wide = codecs.getincrementaldecoder(wide)("replace") if wide else None
        self._edges = self._EDGES[:1] if "iso2022_jp" in self._known else self._EDGES
        self._rest: bytes | None = None
        self._is_utf8 = False

    def decode(self, raw: bytes, *, last: bool = False) -> str:
        """Return the text of a portion; the character it ends in may come with the next.

        Args:
            raw: The portion, b"" to end.
            last: No other follows.
        """
        if self._wide is not None:
            return self._wide.decode(raw, last)
        raw = raw.removeprefix(codecs.BOM_UTF8) if self._rest is None else self._rest + raw
        edge = len(raw) if last else max(map(raw.rfind, self._edges)) + 1
        if not edge and len(raw) > _MOST_WAITING:
            # Before the last byte that may begin a character of UTF-8, which has up to four.
            last_four = range(len(raw) - 1, len(raw) - 5, -1)
            edge = next((at for at in last_four if raw[at] >> 6 != 0b10), len(raw))
        self._rest = raw[edge:]
        return self._text(raw[:edge])

    def _text(self, raw: bytes) -> str:
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            if self._is_utf8:
                text, self.guessed = _repaired(raw), _BROKEN_UTF8
                return text
            text, note = _not_utf8(raw, self._known)
            if note == _BROKEN_UTF8:
                self._is_utf8 = True
            elif note and not self._known:
                self._known = [_codec(note.rpartition(" ")[2])]
            self.guessed = self.guessed or note
            return text
        if "iso2022_jp" in self._known and b"\x1b$" in raw:
            return _strictly(raw, self._known) or text
        # As for the whole: one character of two bytes may be another encoding's.
        self._is_utf8 = self._is_utf8 or len(raw) > len(text) + 1
        return text


def decode_document(raw: bytes, content_type: str = "") -> tuple[str, str | None]:
    """Decode XML or HTML, which say their encoding: in the HTTP header, or inside."""
    return decode(raw, declared=_stated(raw, content_type))


def _stated(raw: bytes, content_type: str) -> list[str]:
    head = raw[:_DECLARED_WITHIN]
    stated = [match[1] for match in [_CHARSET.search(content_type)] if match]
    for pattern in (_XML_DECLARED, _META_DECLARED):
        found = pattern.match(head) if pattern is _XML_DECLARED else pattern.search(head)
        if found:
            stated.append(found[1].decode("ascii"))
    return stated


def unmarked_utf16(raw: bytes) -> str:
    """Return "utf-16-le" or "utf-16-be" for UTF-16 without a mark, else "".

    Spaces, line ends and ASCII have a zero byte, always in the same place; no other
    text has zero bytes at all.
    """
    sample = raw[:_SAMPLE_BYTES]
    if b"\0" not in sample or (len(raw) % 2 and len(raw) < _SAMPLE_BYTES):
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    # One word of 50 letters has one space; stray zero bytes are fewer and in any place;
    # a few Chinese characters (U+4E00) have a zero byte in the other place.
    if max(even, odd) * 50 < len(sample) // 2 or min(even, odd) * 4 > max(even, odd):
        return ""
    if max(even, odd) * 4 < len(sample) // 2 and _is_ordinary(sample):
        return ""  # stray zero bytes in ordinary text
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = sample[: len(sample) // 2 * 2].decode(encoding)
    except UnicodeDecodeError as error:
        if error.end < len(sample) - 2:
            return ""
        text = sample[: error.start].decode(encoding, "replace")
    return "" if _n_controls(text) * 100 > len(text) else encoding


def _is_ordinary(sample: bytes) -> bool:
    """Return whether bytes are UTF-8, zero bytes aside (a character may be cut at the end)."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    # The high bytes of Cyrillic, Greek, Hebrew and Arabic in UTF-16 are controls in UTF-8.
    return _n_controls(text.replace("\0", "")) * 100 <= len(text)


def _n_controls(text: str) -> int:
    return sum(1 for char in text if char < " " and char not in "\t\n\r\f")


def _not_utf8(raw: bytes, known: list[str]) -> tuple[str, str | None]:
    text = raw.decode("utf-8", "surrogateescape")
    n_broken = len(_ESCAPED.findall(text))
    n_good = sum(1 for char in text if char > "\x7f") - n_broken
    if n_good > n_broken:
        return _repaired(raw), _BROKEN_UTF8
    stated = _strictly(raw, known)
    if stated is not None:
        return stated, None
    guessed = _guess(raw)
    if guessed:
        return raw.decode(guessed, "replace"), f"not UTF-8, read as {guessed}"
    return _cp1252(raw), "not UTF-8, read as Windows-1252"


def _repaired(raw: bytes) -> str:
    """Return UTF-8 with its broken bytes read as Windows-1252."""
    text = raw.decode("utf-8", "surrogateescape")
    return _ESCAPED.sub(lambda bad: _cp1252(bytes([ord(bad.group()) - 0xDC00])), text)


def _strictly(raw: bytes, encodings: list[str]) -> str | None:
    """Return the text in the first encoding in which every byte is valid."""
    for encoding in encodings:
        if encoding == "cp1252":
            return _cp1252(raw)
        try:
            return raw.decode(encoding)
        except UnicodeError:
            continue
    return None


def _codec(label: str) -> str:
    """Return the codec that a label stands for, "" if it is no encoding of documents."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return ""
    name = _READ_AS.get(name, name)
    return "" if name in _NEVER else name


def _guess(raw: bytes) -> str:
    """Return the likely encoding of text in a script of its own, "" when it looks Western."""
    sample = raw[:_SAMPLE_BYTES]
    n_high = sum(1 for byte in sample if byte > 0x7F)
    n_in_runs = sum(map(len, _RUN.findall(sample)))
    if n_high < _LEAST_HIGH or n_in_runs < _RUN_SHARE * n_high:
        return ""
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_CANDIDATES).best()
    return best.encoding if best is not None else ""


def without_surrogates(text: str) -> str:
    """Replace lone surrogates (half an emoji in JSON): no output can encode them."""
    if text.isascii():
        return text
    try:
        text.encode("utf-8")  # many times as fast as looking for them
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def newlines(text: str) -> str:
    """Return the text with every line end as a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _cp1252(raw: bytes) -> str:
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:  # five bytes are undefined there
        return raw.decode("latin-1")
