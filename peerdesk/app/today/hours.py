"""Reads times of a day as people type them; knows no field."""

import re
from datetime import date, datetime, time

from peerdesk.domain.times import from_local

_TIME = re.compile(r"\s*([0-9]{1,2})[:. h]?([0-9]{2})\s*")


def typed_hours(zone: str, day: date, start: str, end: str) -> tuple[datetime, datetime] | None:
    """Return the moments of two times as people type them (10:42, 9.05, 1042), or None."""
    begins, ends = _typed_time(start), _typed_time(end)
    if begins is None or ends is None or ends <= begins:
        return None
    return (
        from_local(datetime.combine(day, begins), zone),
        from_local(datetime.combine(day, ends), zone),
    )


def _typed_time(text: str) -> time | None:
    found = _TIME.fullmatch(text)
    hour, minute = (int(found[1]), int(found[2])) if found else (24, 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
