"""Times of publication: in which zone, and how they are written."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo


def zone_of(stated: object) -> tzinfo | None:
    """Return the zone of an offset ("+02:00"), None for anything else."""
    if not isinstance(stated, str):
        return None
    try:
        return datetime.fromisoformat(f"2000-01-01T00:00:00{stated}").tzinfo
    except ValueError:
        return None


def in_zone(time: datetime, zone: tzinfo = UTC) -> datetime:
    """Return an aware time in a zone, or as it is where the zone has no year for it."""
    try:
        return time.astimezone(zone)
    except OverflowError:  # the first and last hours that a datetime can hold
        return time


def moment(time: datetime | None) -> str | None:
    """Return RFC 3339 in UTC ("2031-05-13T09:40:00Z"), None if unknown; sorts as text."""
    return None if time is None else in_zone(time).isoformat().replace("+00:00", "Z")
