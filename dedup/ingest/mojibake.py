"""Text that was decoded wrongly before it came here ("cafÃ©"), put right."""

from __future__ import annotations

import re

# UTF-8 read as Windows-1252 or Latin-1 shows a lead byte (Â Ã â ð, Ð Ñ Î Ï …) with what
# continuation bytes look like. Real words have such pairs too, so this only decides
# whether to ask ftfy, which weighs them.
_SUSPECT = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
# Windows-1252 read as Latin-1 shows its quotes and dashes as control characters, which no text
# holds on purpose; beside another of these they may be what is left of UTF-8.
_MARKS = {
    char: char.encode("latin-1").decode("cp1252") for char in "\x82\x84\x91\x92\x93\x94\x96\x97"
}
_MARK = re.compile(
    "(?<![\x80-\x9f\xa1-\xbf\xc2\xc3\xe2\xf0])[" + "".join(_MARKS) + "](?![\x80-\x9f\xa1-\xbf])"
)


def repair(text: str) -> str:
    """Return the text with mojibake undone; text that is in order comes back as it is.

    ftfy (Speer 2019) decides, with every other of its corrections switched off; but quotes and
    dashes read as control characters are put right in any text, one character for one.
    """
    if text.isascii():
        return text
    if _SUSPECT.search(text):
        import ftfy

        text = ftfy.fix_encoding(text)
    return _MARK.sub(lambda match: _MARKS[match.group()], text)
