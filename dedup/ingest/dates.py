"""Publication times, as feeds write them.

Priorities: never guess. A value that is not one of the forms below gives None,
and the caller keeps the raw words.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from dedup.times import zone_of

# Feeds write a missing date as year 1 (.NET), 1601 (Windows) or 1900 (spreadsheets); printed
# news is not older than the Relation of Strasbourg (1605), so earlier years are no dates.
_OLDEST_YEAR = 1605
# The last year whose every local time has a UTC time within datetime's range.
_NEWEST_YEAR = 9998
# Unix times from 1973 on have nine digits or more in seconds and twelve or more in
# milliseconds; shorter numbers are years or day stamps ("20250512"), not Unix times.
_UNIX = re.compile(r"\d{9,15}(?:\.\d+)?")
_UNIX_SECONDS = range(10**8, 10**11)
_UNIX_MILLISECONDS = range(10**11, 10**13)
# "20310512051000", as GDELT writes times.
_STAMP = re.compile(r"(?:19|20)\d{12}")
# No date is longer, and the parsers below are not made for long ones.
_MOST_CHARS = 100

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
# Zone names that RFC 822 does not have and feeds write, in hours; names with several meanings
# (IST: India, Ireland, Israel) are left out and count as unstated.
_ZONES = {
    "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2,
    "EEST": 3, "MSK": 3, "HKT": 8, "SGT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11,
    "NZST": 12, "NZDT": 13,
}  # fmt: skip
_NAMED_ZONE = re.compile(r"(?P<time>.*\d)\s*(?P<zone>" + "|".join(_ZONES) + ")")
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_WRITTEN = (
    re.compile(rf"(?:[A-Za-z]+,?\s+)?(?P<day>\d{{1,2}})\s+{_MONTH},?\s+(?P<year>\d{{4}})"),
    re.compile(rf"(?:[A-Za-z]+,?\s+)?{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})"),
)


def parse_published(value: object) -> datetime | None:
    """Return the time of a publication date in UTC, or None when it is not one.

    Takes RFC 3339 / ISO 8601, RFC 822 (feeds), "12 May 2025", "May 12, 2025" and
    Unix times in seconds or milliseconds. A bare day becomes midnight UTC and a
    time without a zone is taken as UTC: the real offset is at most 14 hours
    away, well inside the windows that the later stages use.

    Args:
        value: A string or number.
    """
    return read_published(value)[0]


def read_published(value: object, *, zone: str = "") -> tuple[datetime | None, str]:
    """Return a publication date as ``parse_published`` does, and the offset it states.

    The offset ("+02:00") is "" when the value states none.

    Args:
        value: A string or number.
        zone: The offset that is stated beside the date, for a date that states none itself.
    """
    moment = _moment(value)
    aware = None if moment is None else _aware(moment, zone)
    if moment is None or aware is None or moment.tzinfo is None:
        return aware, ""
    if isinstance(value, int | float) or _UNIX.fullmatch(str(value).strip()):
        return aware, ""  # Unix time is UTC by definition, not by anybody's word
    if isinstance(value, datetime) and not moment.utcoffset():
        return aware, ""  # another reader's UTC may stand for no zone at all
    return aware, moment.isoformat()[len(moment.replace(tzinfo=None).isoformat()) :]


def _moment(value: object) -> datetime | None:
    """Return the time a value names, without a zone if it states none."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = str(value).strip()[:_MOST_CHARS]
    named = _NAMED_ZONE.fullmatch(text)
    zone = None
    if named:
        text, zone = named["time"], timezone(timedelta(hours=_ZONES[named["zone"]]))
    for parse in (_iso, _stamp, _unix, _rfc822, _written):
        try:
            parsed = parse(text)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
        if parsed is not None:
            return parsed.replace(tzinfo=zone) if zone and parsed.tzinfo is None else parsed
    return None


def _aware(moment: datetime, zone: str) -> datetime | None:
    if not _OLDEST_YEAR <= moment.year <= _NEWEST_YEAR:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone_of(zone) or UTC)
    return moment.astimezone(UTC)


def _iso(text: str) -> datetime:
    return datetime.fromisoformat(re.sub(r"\s*(?:UTC|GMT)$", "+00:00", text).replace("/", "-"))


def _stamp(text: str) -> datetime | None:
    return datetime.strptime(text, "%Y%m%d%H%M%S") if _STAMP.fullmatch(text) else None


def _unix(text: str) -> datetime | None:
    number = int(float(text)) if _UNIX.fullmatch(text) else 0
    if number in _UNIX_SECONDS:
        return datetime.fromtimestamp(number, UTC)
    if number in _UNIX_MILLISECONDS:
        return datetime.fromtimestamp(number / 1000, UTC)
    return None


def _rfc822(text: str) -> datetime:
    return parsedate_to_datetime(text)


def _written(text: str) -> datetime | None:
    for pattern in _WRITTEN:
        match = pattern.fullmatch(text)
        month = _MONTHS.get(match["month"][:3].lower()) if match else None
        if match and month:
            return datetime(int(match["year"]), month, int(match["day"]), tzinfo=UTC)
    return None
