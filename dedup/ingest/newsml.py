"""NewsML-G2, the IPTC's XML: one article a news item, with XHTML, NITF or plain content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from dedup.errors import ArticleFormatError, InputError
from dedup.ingest.limits import MOST_LINE_BYTES, TOO_LARGE
from dedup.ingest.markup import plain_line, plain_text
from dedup.ingest.notes import Notes
from dedup.ingest.portions import Document
from dedup.ingest.record import to_article
from dedup.ingest.xml import parse_xml, stream_xml
from dedup.model import Article

_WITHDRAWN = ("canceled", "cancelled", "withheld")
_NITF = re.compile(rb"<(?:[\w.-]+:)?nitf[\s>]")
_HEAD_BYTES = 8192
# Deeper than any markup of a text; the walk below is one call a level.
_MOST_DEPTH = 200
_INLINE = frozenset(
    """a abbr b cite code em span strong i u q sub sup small font mark time chron person org
    location money num object.title copyrite virtloc event function lang pronounce
    postaddr""".split()
)
_UNREAD = frozenset(("style", "script", "title", "media", "figure", "head"))


def read_newsml(raw: bytes, *, name: str, notes: Notes) -> Iterator[Article | ArticleFormatError]:
    """Yield an article or an error for each text item of a NewsML-G2 or NITF document."""
    try:
        root = parse_xml(raw)
    except InputError as error:
        yield ArticleFormatError(str(error), source=name, line=0)
        return
    if _local(root) == "nitf":
        yield to_article(_nitf(root), where=(name, 0), notes=notes)
        return
    for number, item in enumerate(_items(root), 1):
        yield from _read_item(item, (name, number), notes)


def read_long_newsml(
    document: Document, *, name: str, notes: Notes
) -> Iterator[Article | ArticleFormatError]:
    """Yield an article or an error for each text item of a message, in bounded memory.

    What ended the file early, if anything did, is left to the caller.
    """
    if _NITF.search(document.head[:_HEAD_BYTES]):  # one article, however long
        raw = document.lines().read(MOST_LINE_BYTES + 1)
        if len(raw) > MOST_LINE_BYTES:
            yield ArticleFormatError(TOO_LARGE, source=name, line=0)
        else:
            yield from read_newsml(raw, name=name, notes=notes)
        return
    number = 0
    try:
        for found in stream_xml(document.text(last=True, declares=True), "newsitem"):
            number += 1
            if found is None:
                yield ArticleFormatError(TOO_LARGE, source=name, line=number)
                continue
            yield from _read_item(found, (name, number), notes)
    except InputError as error:
        if document.damage is None:
            yield ArticleFormatError(str(error), source=name, line=0)


def _items(tree: Element) -> list[Element]:
    """Return the outermost news items in document order, as ``stream_xml`` gives them."""
    found, waiting = [], [tree]
    while waiting:
        node = waiting.pop()
        if _local(node) == "newsitem":
            found.append(node)
        else:
            waiting.extend(reversed(node))
    return found


def _read_item(
    item: Element, where: tuple[str, int], notes: Notes
) -> Iterator[Article | ArticleFormatError]:
    name, number = where
    status = _code(_first(item, "pubstatus"))
    kind = _code(_first(item, "itemclass"))
    if status in _WITHDRAWN:
        reason = f"withdrawn by its provider ({status})"
        yield ArticleFormatError(reason, source=name, line=number)
    elif kind not in ("", "text", "composite"):
        notes.add(f"news items that are no text ({kind}), left out", f"{name}:{number}")
    else:
        yield to_article(_record(item), where=where, notes=notes)


def _record(item: Element) -> dict[str, Any]:
    meta = _first(item, "contentmeta")
    guid = item.get("guid") or ""
    language = _first(meta, "language")
    subjects = [_words(_first(each, "name")) for each in _all(meta, "subject")]
    created = _words(_first(item, "firstcreated")) or _words(_first(meta, "contentcreated"))
    version = _words(_first(item, "versioncreated"))
    return {
        "id": guid,
        "source": _name(_first(item, "provider"))
        or _name(_first(meta, "infosource"))
        or _words(_first(meta, "creditline")),
        "headline": _headline(item, meta),
        "text": _content(item),
        "url": _address(item, guid),
        "published": created or version,
        "language": (language.get("tag") if language is not None else "") or _xml_lang(item),
        **_given(
            updated=version,
            version=item.get("version"),
            author=_words(_first(meta, "by")),
            credit=_words(_first(meta, "creditline")),
            subjects=[subject for subject in subjects if subject],
        ),
    }


def _nitf(root: Element) -> dict[str, Any]:
    issued = _first(root, "date.issue")
    return {
        "headline": _words(_first(root, "hl1")) or _words(_first(root, "title")),
        "text": _body(root),
        "published": issued.get("norm") if issued is not None else None,
        "language": _xml_lang(root),
        "source": _words(_first(root, "distributor")),
        **_given(author=_words(_first(root, "byline"))),
    }


def _given(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _headline(item: Element, meta: Element | None) -> str:
    headlines = _all(meta, "headline")
    main = [each for each in headlines if _role(each) in ("", "main", "headline")]
    for each in (*main, *headlines, _first(item, "hl1"), _first(item, "title")):
        if _words(each):
            return plain_line(_words(each))
    return ""


def _content(item: Element) -> str:
    content = _first(item, "contentset")
    if content is None:
        return ""
    texts = []
    for part in content:
        kind = (part.get("contenttype") or "").lower()
        if _local(part) == "inlinexml":
            texts.append(_body(part))
        elif _local(part) == "inlinedata" and part.text:
            texts.append(plain_text(part.text) if "html" in kind or "xml" in kind else part.text)
    return max((text.strip() for text in texts), key=len, default="")


def _body(tree: Element) -> str:
    """Return the words of an XHTML or NITF body, blocks parted by blank lines."""
    body = _first(tree, "body.content")
    if body is None:
        body = _first(tree, "body")
    pieces = "".join(_pieces(tree if body is None else body, 0)).split("\n")
    lines = (" ".join(piece.split()) for piece in pieces)
    return "\n\n".join(line for line in lines if line)


def _pieces(node: Element, depth: int) -> Iterator[str]:
    if depth > _MOST_DEPTH or _local(node) in _UNREAD:
        return
    edge = "" if _local(node) in _INLINE else "\n"
    yield edge
    yield (node.text or "").replace("\n", " ")
    for child in node:
        yield from _pieces(child, depth + 1)
        yield (child.tail or "").replace("\n", " ")
    yield edge


def _address(item: Element, guid: str) -> str:
    if guid.startswith(("http://", "https://")):
        return guid
    for link in _all(item, "link"):
        href = link.get("href") or ""
        if _role_of(link.get("rel")) in ("canonical", "iswebversionof") and href.startswith("http"):
            return href
    return ""


def _name(node: Element | None) -> str:
    """Return a provider by its name, else by its code ("nprov:REUTERS")."""
    if node is None:
        return ""
    stated = _words(_first(node, "name")) or node.get("literal") or ""
    return stated or (node.get("qcode") or "").rpartition(":")[2]


def _code(node: Element | None) -> str:
    return "" if node is None else _role_of(node.get("qcode") or node.get("uri"))


def _role(node: Element) -> str:
    return _role_of(node.get("role"))


def _role_of(value: str | None) -> str:
    return (value or "").replace("/", ":").rpartition(":")[2].lower()


def _xml_lang(node: Element) -> str:
    return node.get("{http://www.w3.org/XML/1998/namespace}lang") or ""


def _words(node: Element | None) -> str:
    return "" if node is None else " ".join("".join(node.itertext()).split())


def _first(node: Element | None, name: str) -> Element | None:
    return next(iter(_all(node, name)), None)


def _all(node: Element | None, name: str) -> list[Element]:
    """Return the elements of a local name below a node, in document order."""
    return [] if node is None else [each for each in node.iter() if _local(each) == name]


def _local(node: Element) -> str:
    tag = node.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
