"""Rows of GDELT's Global Knowledge Graph (GKG 2.1): addresses and headlines, without texts.

Columns are named as in the BigQuery table. ``DATE`` has no mark between its parts, and the
headline stands among the ``Extras``, which are XML without a root. Source: The GDELT Global
Knowledge Graph (GKG) Data Format Codebook, version 2.1.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

_STAMP = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})([0-9]*)")
_TITLE, _TITLE_END = "<PAGE_TITLE>", "</PAGE_TITLE>"


def has_titles(keys: Iterable[str]) -> bool:
    """Return whether the keys are those of a table that holds addresses and headlines."""
    return {"documentidentifier", "extras"} <= {key.lower() for key in keys}


def is_gkg(record: Mapping[str, Any]) -> bool:
    """Return whether a record is such a row, of which empty cells may be left out."""
    keys = {key.lower() for key in record}
    return "documentidentifier" in keys and not keys.isdisjoint(("date", "extras"))


def from_gkg(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with its date and headline under our own keys.

    The ``Extras`` are kept: authors and links stand there too.
    """
    given = {key.lower(): value for key, value in record.items()}
    found = {key: value for key, value in record.items() if key.lower() != "date"}
    ours = {"headline": _title(given.get("extras")), "published": _marked(given.get("date"))}
    return {**found, **{key: value for key, value in ours.items() if value}}


def _title(extras: Any) -> str:
    _, _, rest = extras.partition(_TITLE) if isinstance(extras, str) else ("", "", "")
    title, end, _ = rest.partition(_TITLE_END)
    return " ".join(html.unescape(title).split()) if end else ""


def _marked(date: Any) -> Any:
    """Return YYYYMMDDHHMMSS with marks between its parts; as a number it would be Unix time."""
    match = _STAMP.fullmatch(str(date).strip())
    if match is None:
        return date
    year, month, day, time = match.groups()
    return f"{year}-{month}-{day} {time[:2]}:{time[2:4]}:{time[4:]}".rstrip(" :")
