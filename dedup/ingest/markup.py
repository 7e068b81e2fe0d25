"""HTML fragments, as feeds and agencies send them, to plain text with paragraphs.

For whole pages there is the extractor of ``dedup.cleaning``; a fragment is all
article, so every word of it is kept and nothing has to be installed.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr hl2 li main media nav nitf ol p pre
    section table tbody td tfoot th thead title tr ul""".split()
)
_UNREAD = frozenset(("script", "style", "template", "svg", "math"))
# Something that a reader of HTML would take for a tag, a comment or an entity.
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|<!--|<!\[CDATA\[|&(?:#\d+|#[xX][0-9A-Fa-f]+|\w+);")
_DECLARATION = re.compile(r"<[!?][^<>]*>")
# A tag in which a clipped teaser ends; releases of html.parser differ on it.
_CUT_TAG = re.compile(r"</?[A-Za-z][^<>]*\Z")
_TAG = re.compile(r"<[^<>]*>")
# Beyond this many characters, tags are cut out by pattern instead of parsed.
_MOST_PARSED = 5_000_000


def plain_text(markup: str) -> str:
    """Return the words of an HTML fragment, blocks parted by blank lines.

    Text without tags and entities is returned with its own paragraphs.
    """
    if not _MARKUP.search(markup):
        return _paragraphs(markup.splitlines())
    if len(markup) > _MOST_PARSED:
        return _paragraphs(html.unescape(_TAG.sub("\n", markup)).splitlines())
    reader = _Reader()
    reader.feed(_without_declarations(markup))
    reader.close()
    return _paragraphs("".join(reader.parts).split("\n"))


def plain_line(markup: str) -> str:
    """Return the words of an HTML fragment on one line."""
    return " ".join(plain_text(markup).split())


def _without_declarations(markup: str) -> str:
    """Return markup without comments and declarations, and with CDATA sections opened.

    html.parser searches the rest of the text again for each one that does not end.
    """
    parts: list[str] = []
    position = 0
    while (start := markup.find("<!", position)) >= 0:
        parts.append(markup[position:start])
        comment = markup.startswith("<!--", start)
        cdata = markup.startswith("<![CDATA[", start)
        if not comment and not cdata:
            match = _DECLARATION.match(markup, start)
            position = match.end() if match else start + 2
            continue
        inner = start + (4 if comment else 9)
        end = markup.find("-->" if comment else "]]>", inner)
        if end < 0:  # it does not end, nor do any that follow
            parts.append(markup[inner:].replace("<!", ""))
            position = len(markup)
            break
        if cdata:
            parts.append(markup[inner:end])
        position = end + 3
    parts.append(markup[position:])
    whole = _DECLARATION.sub("", "".join(parts)).replace("<?", "&lt;?")
    return _CUT_TAG.sub("", whole)


def _paragraphs(lines: list[str]) -> str:
    joined = (" ".join(line.split()) for line in lines)
    return "\n\n".join(line for line in joined if line)


class _Reader(HTMLParser):
    """Collects the words, with a line feed at every edge of a block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unread = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._unread and tag in _UNREAD:
            self._unread = tag
        elif tag == "br" or tag in _BLOCKS:
            self.parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br" or tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unread:
            self._unread = ""
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            # A line end inside a block is a space, as on a page.
            self.parts.append(data.replace("\n", " "))
