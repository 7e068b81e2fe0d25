"""XML from strangers: no entities of its own, nothing fetched, bad bytes said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from dedup.errors import InputError
from dedup.ingest.decode import decode_document
from dedup.ingest.limits import MOST_LINE_BYTES, TOO_LARGE

_ENTITIES = "XML that declares entities, which can be made to fill the memory; refused"
# No space in front: looked for anywhere in a run of spaces, it would take the square of that.
_DECLARATION = re.compile(r"<\?xml[^>]{0,500}\?>")

# Messages of agencies nest a dozen deep and have some hundred names of tags and attributes.
_MOST_DEPTH = 10_000
_MOST_NAMES = 10_000
# Bytes that an element takes beside its words.
_ELEMENT_BYTES = 100


def parse_xml(data: bytes) -> Element:
    """Return the root element of an XML document; namespaces stay in the tags.

    Raises:
        InputError: It is not well-formed, or declares entities.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        return fromstring(decode_xml(data))  # type: ignore[no-any-return]
    except DefusedXmlException as error:
        raise InputError(_ENTITIES) from error
    except ParseError as error:
        raise InputError(f"not XML ({error})") from error


def decode_xml(data: bytes) -> str:
    """Return the text of an XML document without its declaration, whose encoding is settled.

    Its lines keep their numbers.
    """
    text, _ = decode_document(data)
    text = _DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), text, count=1).rstrip()
    inner = text.lstrip()
    return "\n" * text.count("\n", 0, len(text) - len(inner)) + inner


def start_tags(text: str) -> tuple[list[tuple[str, dict[str, str]]], ParseError | None]:
    """Return the start tags of a document up to where it is not well-formed, and why it is not.

    Args:
        text: From ``decode_xml``.

    Returns:
        A name with its attributes for each tag, in their order; None if nothing is wrong.

    Raises:
        InputError: The document declares entities.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import XMLParser

    tags = _StartTags()
    parser = XMLParser(target=tags)
    try:
        parser.feed(text)
        parser.close()
    except DefusedXmlException as error:
        raise InputError(_ENTITIES) from error
    except ParseError as error:
        return tags.found, error
    return tags.found, None


def stream_xml(portions: Iterator[str], name: str) -> Iterator[Element | None]:
    """Yield the elements of a name as they end, the outermost of nested ones, and drop the rest.

    Args:
        portions: The text of an XML document.
        name: In lower case, without a namespace.

    Yields:
        An element with all that is in it, or None for one that is too large.

    Raises:
        InputError: As for ``parse_xml``; what came before was yielded.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import XMLParser

    picker = _Picker(name)
    parser = XMLParser(target=picker)
    is_first = True
    try:
        for text in portions:
            picker.n_unseen += len(text)
            parser.feed(_DECLARATION.sub("", text, count=1).lstrip() if is_first else text)
            is_first = False
            if picker.n_unseen > MOST_LINE_BYTES:
                raise InputError(TOO_LARGE)
            yield from picker.taken()
        parser.close()
    except DefusedXmlException as error:
        raise InputError(_ENTITIES) from error
    except ParseError as error:
        yield from picker.taken()
        raise InputError(f"not XML ({error})") from error
    yield from picker.taken()


class _StartTags:
    """Keeps the start tags, and nothing of the rest."""

    def __init__(self) -> None:
        self.found: list[tuple[str, dict[str, str]]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take a start tag."""
        self.found.append((tag, attributes))

    def close(self) -> None:
        """End the document."""


class _Picker:
    """Builds the elements of one name, and nothing of the rest.

    Attributes:
        n_unseen: Characters since the parser last found anything in them.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._found: list[Element | None] = []
        self._builder: TreeBuilder | None = None
        self._depth = self._top = self._n_bytes = 0
        self._names: set[str] = set()
        self.n_unseen = 0

    def taken(self) -> list[Element | None]:
        """Return what was built since the last call."""
        found, self._found = self._found, []
        return found

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take a start tag.

        Raises:
            InputError: There are more levels or names than a document needs.
        """
        self.n_unseen = 0
        self._depth += 1
        self._names.add(tag)
        self._names.update(attributes)
        if self._depth > _MOST_DEPTH or len(self._names) > _MOST_NAMES:
            raise InputError("XML with more levels or names than news has; refused")
        if not self._top and tag.rpartition("}")[2].lower() == self._name:
            self._builder, self._top, self._n_bytes = TreeBuilder(), self._depth, 0
        self._grow(_ELEMENT_BYTES + sum(map(len, attributes.values())))
        if self._builder is not None:
            self._builder.start(tag, attributes)

    def data(self, words: str) -> None:
        """Take words."""
        self.n_unseen = 0
        self._grow(len(words))
        if self._builder is not None:
            self._builder.data(words)

    def end(self, tag: str) -> None:
        """Take an end tag."""
        self.n_unseen = 0
        if self._builder is not None:
            self._builder.end(tag)
        if self._depth == self._top:
            self._found.append(None if self._builder is None else self._builder.close())
            self._builder, self._top = None, 0
        self._depth -= 1

    def close(self) -> None:
        """End the document."""

    def _grow(self, n_bytes: int) -> None:
        self._n_bytes += n_bytes
        if self._n_bytes > MOST_LINE_BYTES:
            self._builder = None
