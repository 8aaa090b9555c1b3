"""Times as they are kept (UTC, ISO 8601, seconds) and as the host's people read them."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

_STORED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
DEFAULT_ZONE = "Europe/London"


def to_stored(moment: datetime) -> str:
    """Return the stored form of an aware moment, such as `2026-11-10T09:00:00Z`."""
    if moment.tzinfo is None:
        raise ValueError("a stored time needs a time zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_stored(text: str) -> datetime:
    """Return the aware UTC moment of a stored time; raises ValueError for another form."""
    if not _STORED.fullmatch(text):
        raise ValueError("not a stored time")
    return datetime.fromisoformat(text)


def to_local(moment: datetime, zone: str) -> datetime:
    """Return the moment in the host's time zone."""
    return moment.astimezone(ZoneInfo(zone))


def from_local(moment: datetime, zone: str) -> datetime:
    """Return the aware UTC moment of a wall-clock time in the host's zone."""
    return moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
