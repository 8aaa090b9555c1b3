"""The hours a cell gives, whatever its type, and where they lie on a day."""

import math
import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from peerdesk.schedule.timetable.found import Found
from peerdesk.schedule.timetable.grid import Cell
from peerdesk.schedule.timetable.hours import Hours, find_hours, read_hours

NO_END = "It says no end: one hour was taken."
UNTIL_NEXT = "It says no end: the start of the next one was taken."
AFTERNOON = "It does not say am or pm: after noon was taken."
_USUAL = timedelta(hours=1)
_LONGEST_UNTIL_NEXT = timedelta(hours=2)
_NOON = 12
_EVENING = re.compile(r"\b(dinner|supper|evening|drinks)\b", re.IGNORECASE)


def clock_of(cell: Cell) -> Hours | None:
    """Return the hours a cell gives, or None."""
    value = cell.value
    if isinstance(value, datetime):
        return Hours(value.time()) if value.time() != time() else None
    if isinstance(value, time):
        return Hours(value)
    if isinstance(value, float):
        return _number(value)
    if not cell.text:
        return None
    found = find_hours(cell.text)
    return read_hours(cell.text) or (found[0] if found else None)


def clock_in_column(cell: Cell) -> Hours | None:
    """Return the hours of a cell under a heading of times, where “11” alone is a time too."""
    if re.fullmatch(r"\d{1,2}", cell.text):
        return _number(float(cell.text))
    return clock_of(cell)


def _number(value: float) -> Hours | None:
    """Read a number that stands for a time: 9.3 is half past nine, 930 too, 0.375 nine o'clock."""
    if not math.isfinite(value):
        return None
    if 0 < value < 1:
        minutes = round(value * 24 * 60)
        return Hours(time(minutes // 60 % 24, minutes % 60))
    whole, part = divmod(round(value * 100), 100) if value < 24 else divmod(round(value), 100)
    if whole >= 24 or part >= 60:
        return None
    return read_hours(f"{whole}.{part:02d}")


def placed(day: date, hours: Hours, title: str) -> tuple[datetime, datetime, tuple[str, ...]]:
    """Return start and end on a day, and sentences about what had to be guessed of them."""
    start, length = datetime.combine(day, hours.start), hours.length
    guessed = hours.guessed
    if not hours.sure and hours.start.hour < _NOON and _EVENING.search(title):
        start, guessed = start + timedelta(hours=_NOON), True
    unsure = (AFTERNOON,) if guessed else ()
    return (start, start + length, unsure) if length else (start, start + _USUAL, (*unsure, NO_END))


def until_the_next(sessions: list[Found]) -> list[Found]:
    """Return sessions in order, those without an end lasting until the next one of their stream."""
    return [_until_next(one, sessions) if NO_END in one.unsure else one for one in sessions]


def _until_next(one: Found, sessions: list[Found]) -> Found:
    starts = [
        other.start
        for other in sessions
        if one.start < other.start <= one.start + _LONGEST_UNTIL_NEXT
        and (not other.stream or not one.stream or other.stream == one.stream)
    ]
    if not starts:
        return one
    unsure = (UNTIL_NEXT if said == NO_END else said for said in one.unsure)
    return replace(one, end=min(starts), unsure=tuple(unsure))
