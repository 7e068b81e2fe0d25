"""Feeds too large for one piece: their entries in portions, each with all that is around them.

The document is read twice. The first reading keeps what stands before, between and behind the
entries; the second puts that around some entries at a time and hands them to the parser of
``dedup.ingest.feeds``, which so sees a small feed with the names, namespaces and links of the
large one. Tags are looked for outside comments, CDATA sections and instructions; a document
need not be well-formed. Where it is not, only the portion in question falls to the forgiving
parser, and the document as a whole in a reading in one piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from dedup.errors import ArticleFormatError, InputError
from dedup.ingest import limits
from dedup.ingest.feeds import Expander, is_page, read_feed, read_xml_feed, without_doctype
from dedup.ingest.limits import MOST_LINE_BYTES, TOO_LARGE
from dedup.ingest.notes import Notes
from dedup.ingest.portions import Document, Window
from dedup.model import Article

_MARK = re.compile(
    r"<!--|<!\[CDATA\[|<\?|<(?P<end>/?)(?P<name>(?:[\w.-]+:)?(?:item|entry))(?=[\s/>])", re.I
)
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
# A tag that does not end before the next one is taken as ended there.
_TAG_END = re.compile("[<>]")
# A tag that does not end within so many characters is none.
_LONGEST_TAG = 2**16
_LONGEST_NAME = 300
# What stands around the entries is parsed again with every portion: a portion has so many
# times its length, so that this costs a quarter at most.
_LEAST_SHARE = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a feed.

    Args:
        kind: "entry", "large" for an entry that is too long to be read, or "around".
        text: Its markup, "" for a large entry.
    """

    kind: str
    text: str


def read_long_feed(
    document: Document, *, name: str, notes: Notes
) -> Iterator[Article | ArticleFormatError]:
    """Yield an article or an error for each entry of a feed, in bounded memory.

    What ended the file early, if anything did, is left to the caller.
    """
    try:
        before, behind = _around(document)
    except InputError as error:
        yield ArticleFormatError(str(error), source=name, line=0)
        return
    if before.lstrip()[:1] == "{":
        from dedup.ingest.json_long import read_long_document

        yield from read_long_document(document, name=name, notes=notes)
        return
    try:
        if behind is None or is_page(before):  # no entries: a short document, if any
            raw = document.lines().read(MOST_LINE_BYTES + 1)
            yield from read_feed(raw, name=name, notes=notes).items
            return
        yield from _entries(document, before, behind, name, notes)
    except ArticleFormatError as error:
        yield error
    except InputError as error:
        yield ArticleFormatError(str(error), source=name, line=0)
    if document.guessed:
        notes.add(document.guessed, name)


def _around(document: Document) -> tuple[str, str | None]:
    """Return what stands before the entries and what does between and behind them.

    Raises:
        InputError: It is too long.
    """
    before: list[str] = []
    behind: list[str] = []
    found, n_chars = before, 0
    for piece in pieces(Window(_text(document, last=False))):
        if piece.kind != "around":
            found = behind
        elif found is before or piece.text.strip():
            found.append(piece.text)
            n_chars += len(piece.text)
        if n_chars > MOST_LINE_BYTES:
            raise InputError(TOO_LARGE)
    return "".join(before), "".join(behind) if found is behind else None


def _entries(
    document: Document, before: str, behind: str, name: str, notes: Notes
) -> Iterator[Article | ArticleFormatError]:
    before, entities = without_doctype(before)
    expand = Expander(entities)
    before, behind = expand(before), expand(behind)
    enough = max(limits.WHOLE_BYTES, _LEAST_SHARE * (len(before) + len(behind)))
    number = n_chars = 0
    waiting: list[str] = []
    for piece in chain(pieces(Window(_text(document, last=True))), (None,)):
        if piece is not None and piece.kind == "entry":
            waiting.append(expand(piece.text))
            n_chars += len(piece.text)
        is_large = piece is not None and piece.kind == "large"
        if waiting and (piece is None or is_large or n_chars >= enough):
            portion = "".join((before, *waiting, behind))
            feed = read_xml_feed(portion, name=name, notes=notes, before=number)
            yield from feed.items
            number += len(feed.items)
            waiting, n_chars = [], 0
        if is_large:
            number += 1
            yield ArticleFormatError(TOO_LARGE, source=name, line=number)


def _text(document: Document, *, last: bool) -> Iterator[str]:
    is_first = True
    for text in document.text(last=last, declares=True):
        yield (text.lstrip("\ufeff") if is_first else text).replace("\0", "")
        is_first = False


def pieces(window: Window) -> Iterator[Piece]:
    """Yield the entries of a feed and what stands around them, in order, nothing left out.

    An entry ends with the last of its end tags before the next entry begins, or there if it has
    none. What is too long comes in several pieces, or, an entry, without its text.

    Args:
        window: Over the whole text, not read yet.
    """
    entry = ""  # the name of its tag, once one was seen
    start, end = 0, -1  # of the piece, and of the entry in it if that has ended
    inside = is_large = False

    def finished(stop: int) -> Iterator[Piece]:
        text = window.text[start - window.dropped : stop - window.dropped]
        n_chars = len(text) if not inside or end < 0 else end - start
        if inside:
            yield Piece("large", "") if is_large else Piece("entry", text[:n_chars])
        if not inside or n_chars < len(text):
            yield Piece("around", text[n_chars:] if inside else text)

    for kind, first, behind, name in _marks(window):
        if kind == "more":
            if first - start > MOST_LINE_BYTES:
                if inside and end < 0:
                    is_large = True
                else:
                    yield from finished(first)
                    inside = is_large = False
                start, end = first, -1
            window.at = start - window.dropped
        elif entry in ("", name) and kind != "end":
            yield from finished(first)
            entry, inside, is_large = name, True, False
            start, end = first, behind if kind == "empty" else -1
        elif entry == name and inside:
            end = behind
    yield from finished(window.dropped + len(window.text))


def _marks(window: Window) -> Iterator[tuple[str, int, int, str]]:
    """Yield the tags of entries: "start", "end" or "empty", where from and to, and the name.

    Places are characters of the whole text. Before the window moves on, "more" is yielded with
    the place up to which there are no others; what the window then holds from ``at`` on stays.
    """
    scan, until = 0, ""
    while True:
        text, at = window.text, scan - window.dropped
        if until:
            stop = text.find(until, at)
            if stop >= 0:
                scan, until = window.dropped + stop + len(until), ""
                continue
            at = max(at, len(text) - len(until) + 1)
        elif (match := _MARK.search(text, at)) is None:
            opened = text.rfind("<", max(at, len(text) - _LONGEST_NAME))
            at = opened if opened >= 0 else len(text)
        elif match["name"] is None:
            scan, until = window.dropped + match.end(), _ENDS[match[0].upper()]
            continue
        else:
            at = match.start()
            found = _TAG_END.search(text, match.end())
            if found is not None:
                close = found.end() if found[0] == ">" else found.start()
            else:
                close = match.end() if len(text) - at > _LONGEST_TAG else 0
            if close:
                kind = "end" if match["end"] else "empty" if text[close - 2] == "/" else "start"
                yield kind, window.dropped + at, window.dropped + close, match["name"].lower()
                scan = window.dropped + close
                continue
        scan = window.dropped + at
        yield "more", scan, scan, ""
        if not window.more():
            return
