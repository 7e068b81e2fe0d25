"""Subscription lists (OPML 1.0 and 2.0): which feeds to read."""

from __future__ import annotations

from dataclasses import dataclass

from dedup.errors import InputError
from dedup.ingest.xml import parse_xml


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
        InputError: It is no OPML, or not readable.
    """
    root = parse_xml(data)
    if root.tag.lower() != "opml":
        raise InputError(f"no subscription list (wanted <opml>, found <{root.tag[:40]}>)")
    found: dict[str, Subscription] = {}
    for outline in root.iter():
        if outline.tag.lower() != "outline":
            continue
        given = {key.lower(): value for key, value in outline.attrib.items()}
        url = given.get("xmlurl", "").strip()
        if url:
            title = " ".join((given.get("title") or given.get("text") or "").split())
            found.setdefault(url, Subscription(url, title))
    return tuple(found.values())
