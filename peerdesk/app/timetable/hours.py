"""Reads one time of day as people type it into a field."""

from datetime import time

from peerdesk.schedule.timetable.hours import between, read_hours


def typed_time(text: str) -> time | None:
    """Return the time a text gives (9.30, 0930, 9:30am, 9), or None."""
    bare = text.strip()
    found = read_hours(f"{bare}:00" if bare.isdigit() and len(bare) <= len("24") else bare)
    return None if found is None or found.end is not None else found.start


def typed_span(start: str, end: str) -> tuple[time, time] | None:
    """Return from when to when two texts say; None where either says no time, or not after it.

    “until 1” after a start in the morning is in the afternoon.
    """
    begins, ends = typed_time(start), typed_time(end)
    if begins is None or ends is None:
        return None
    span = between(begins, ends)
    return (begins, span.end) if span.end is not None and span.end > begins else None
