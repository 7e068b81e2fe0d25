"""ninjs, the IPTC's news in JSON, in its three styles of keys.

1.x has ``headline`` and ``body_text``/``body_html``/``body_xhtml``, 2.x lists of
``headlines`` and ``bodies`` with roles, 3.x the same with keys in camel case.
Whatever has no place among our fields is kept as it came.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_MAIN_ROLES = ("main", "headline", "body", "web", "")
# Plain text first: in it nothing has to be undone.
_BODY_KEYS = ("body_text", "body_html", "body_xhtml", "body_nitf")


def is_ninjs(record: Mapping[str, Any]) -> bool:
    """Return whether a JSON object has the keys of a ninjs news item."""
    if "uri" not in record:
        return False
    keys = {_flat(key) for key in record}
    words = {"headlines", "bodies", *map(_flat, _BODY_KEYS)}
    stated = {"versioncreated", "firstcreated", "pubstatus", "contentcreated", "representationtype"}
    return bool(keys & words) or ("headline" in keys and bool(keys & stated))


def from_ninjs(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a ninjs item by our own keys."""
    from dedup.ingest.markup import plain_line

    item = {_flat(key): value for key, value in record.items()}
    used = {"uri", "headline", "headlines", "bodies", "firstcreated", "versioncreated", "language"}
    used |= {_flat(key) for key in record if key.startswith("body_")}
    found = {key: value for key, value in record.items() if _flat(key) not in used}
    uri = item.get("uri")
    published = item.get("firstcreated") or item.get("contentcreated")
    ours = {
        "id": uri,
        "source": _source(item),
        "headline": plain_line(_headline(item)),
        "text": _body(record, item),
        "url": _address(item, uri),
        "published": published or item.get("versioncreated"),
        "updated": item.get("versioncreated"),
        "language": item.get("language"),
    }
    found.pop("url", None)
    return {**found, **{key: value for key, value in ours.items() if value}}


def withdrawn(record: Mapping[str, Any]) -> str:
    """Return the status of an item that its provider took back, else ""."""
    status = next((value for key, value in record.items() if _flat(key) == "pubstatus"), "")
    status = str(status).rpartition(":")[2].lower()
    return status if status in ("canceled", "cancelled", "withheld") else ""


def _headline(item: Mapping[str, Any]) -> str:
    listed = _by_role(item.get("headlines"))
    one = item.get("headline") or item.get("title")
    return next(listed, "") or (one if isinstance(one, str) else "")


def _body(record: Mapping[str, Any], item: Mapping[str, Any]) -> str:
    from dedup.ingest.markup import plain_text

    for key in _BODY_KEYS:
        value = item.get(_flat(key))
        if isinstance(value, str) and value.strip():
            return value if key == "body_text" else plain_text(value)
    others = (
        value
        for key, value in sorted(record.items())
        if key.startswith("body_") and isinstance(value, str) and value.strip()
    )
    found = next(_by_role(item.get("bodies")), "") or next(others, "")
    return plain_text(found)


def _by_role(values: Any) -> Iterator[str]:
    """Yield the values of a list of {role, contenttype, value}, the main role first."""
    listed = [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []
    for each in sorted(listed, key=_rank):
        value = each.get("value")
        if isinstance(value, str) and value.strip():
            yield value


def _rank(each: Mapping[str, Any]) -> tuple[bool, bool]:
    kind = next((str(v) for k, v in each.items() if _flat(k) == "contenttype"), "")
    return str(each.get("role") or "").lower() not in _MAIN_ROLES, kind != "text/plain"


def _source(item: Mapping[str, Any]) -> str:
    for key in ("infosources", "infosource", "organisations", "copyrightholder", "creditline"):
        value = item.get(key)
        if key == "organisations":  # subjects of the item; only a stated source counts
            value = [
                each
                for each in value or ()
                if isinstance(each, dict) and "source" in str(each.get("rel"))
            ]
        if isinstance(value, list):
            value = next((each.get("name") for each in value if isinstance(each, dict)), None)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            return value
    provider = item.get("provider") or item.get("source")
    return provider if isinstance(provider, str) else ""


def _address(item: Mapping[str, Any], uri: Any) -> str:
    stated = item.get("url") or item.get("webcanonicalurl")
    if isinstance(stated, str) and stated:
        return stated
    return uri if isinstance(uri, str) and uri.startswith(("http://", "https://")) else ""


def _flat(key: str) -> str:
    return key.lower().replace("_", "")
