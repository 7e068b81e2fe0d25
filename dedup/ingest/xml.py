"""XML from strangers: no entities of its own, nothing fetched, bad bytes said."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from dedup.errors import InputError
from dedup.ingest.decode import decode_document

_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,500}\?>")


def parse_xml(data: bytes) -> Element:
    """Return the root element of an XML document; namespaces stay in the tags.

    Raises:
        InputError: It is not well-formed, or declares entities.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    text, _ = decode_document(data)
    try:
        return fromstring(_DECLARATION.sub("", text, count=1).strip())  # type: ignore[no-any-return]
    except DefusedXmlException as error:
        raise InputError(
            "XML that declares entities, which can be made to fill the memory; refused"
        ) from error
    except ParseError as error:
        raise InputError(f"not XML ({error})") from error
