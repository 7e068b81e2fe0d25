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


def repair(text: str) -> str:
    """Return the text with mojibake undone; text that is in order comes back as it is.

    ftfy (Speer 2019) decides, with every other of its corrections switched off.
    """
    if text.isascii() or not _SUSPECT.search(text):
        return text
    import ftfy

    return ftfy.fix_encoding(text)
