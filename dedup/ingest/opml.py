"""Subscription lists (OPML 1.0 and 2.0): which feeds to read.

Many are written by hand or by programs that forget to escape addresses. A stray "&" is read as
it stands; from where a list is not well-formed for another reason, the rest is left out and
what came before is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

from dedup.errors import ArticleFormatError, InputError
from dedup.ingest.notes import Notes
from dedup.ingest.xml import decode_xml, start_tags

# Not the beginning of a character reference that XML has without a DOCTYPE.
_STRAY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)")


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed of a subscription list.

    Args:
        url: The feed's address, as the list gives it.
        title: What the list calls it, "" if it has no name.
    """

    url: str
    title: str


def read_subscriptions(data: bytes) -> tuple[Subscription, ...]:
    """Return the feeds of an OPML file, each address once, in the file's order.

    Raises:
        InputError: It is no OPML, or nothing in it can be read.
    """
    return read_list(data, name="", notes=Notes())[0]


def read_list(
    data: bytes, *, name: str, notes: Notes
) -> tuple[tuple[Subscription, ...], ArticleFormatError | None]:
    """Read an OPML file as ``read_subscriptions`` does, and say what is wrong with it.

    Args:
        data: The file.
        name: What messages call it.
        notes: Takes what was odd but readable.

    Returns:
        The feeds, and why the rest of the file is left out; None if it is not.

    Raises:
        InputError: As for ``read_subscriptions``.
    """
    text = decode_xml(data)
    tags, refusal = start_tags(text)
    broken, n_stray = refusal, 0
    if broken is not None:
        text, n_stray = _STRAY.subn("&amp;", text)
    if n_stray:
        tags, broken = start_tags(text)
    if tags and tags[0][0].lower() != "opml":
        raise InputError(f"no subscription list (wanted <opml>, found <{tags[0][0][:40]}>)")
    feeds = _feeds(attributes for tag, attributes in tags if tag.lower() == "outline")
    if refusal is not None and not feeds:
        raise InputError(f"not XML ({refusal})")
    if n_stray:
        notes.add("'&' not written as '&amp;', read as it stands", name)
    return feeds, None if broken is None else _left_out(broken, name)


def _feeds(outlines: Iterable[Mapping[str, str]]) -> tuple[Subscription, ...]:
    found: dict[str, Subscription] = {}
    for attributes in outlines:
        given = {key.lower(): value for key, value in attributes.items()}
        url = given.get("xmlurl", "").strip()
        if url:
            title = " ".join((given.get("title") or given.get("text") or "").split())
            found.setdefault(url, Subscription(url, title))
    return tuple(found.values())


def _left_out(error: ParseError, name: str) -> ArticleFormatError:
    # The column is left out: characters were put in front of it.
    reason = f"not XML ({str(error).partition(': line')[0]}); the rest of the list is left out"
    return ArticleFormatError(reason, source=name, line=error.position[0])
