"""A timetable without headings: each line a time and, after it, what happens."""

from datetime import date

from peerdesk.schedule.timetable.cells import read_cell
from peerdesk.schedule.timetable.days import find_day
from peerdesk.schedule.timetable.found import Found, Reading, Unread
from peerdesk.schedule.timetable.grid import Grid, Row
from peerdesk.schedule.timetable.hours import find_hours
from peerdesk.schedule.timetable.kinds import guess_kind, take_cancelled
from peerdesk.schedule.timetable.known import Known
from peerdesk.schedule.timetable.lists import AFTERNOON, LONGEST_QUOTED, clock_of, placed

_FEWEST = 2


def read_loose(grid: Grid, known: Known, reading: Reading) -> bool:
    """Add what lines that begin with a time give; return False where hardly any does."""
    timed = sum(_time_at(row) is not None for row in grid.rows)
    if timed < _FEWEST or timed * 3 < len(grid.rows):
        return False
    day: date | None = None
    for text in grid.above:
        found = find_day(text, known.days)
        day = found[0] if found else day
    for row in grid.rows:
        day = _read_row(row, day, known, reading)
    return True


def _time_at(row: Row) -> int | None:
    """Return the first column with hours."""
    for number, cell in enumerate(row.cells):
        if clock_of(cell) is not None:
            return number
    return None


def _read_row(row: Row, day: date | None, known: Known, reading: Reading) -> date | None:
    at = _time_at(row)
    before = " ".join(cell.text for cell in row.cells[: at if at is not None else None])
    found = find_day(before, known.days)
    if found:
        day = found[0]
    if at is None:
        if row.text and not found:
            reading.unread.append(Unread(row.where, row.text[:LONGEST_QUOTED], "It says no time."))
        return day
    hours = clock_of(row.cells[at])
    assert hours is not None
    first = find_hours(row.cells[at].text)
    parts = [first[1] if first else "", *(c.text for c in row.cells[at + 1 :] if not c.copy)]
    said = read_cell("\n".join(part for part in parts if part), known)
    title, cancelled = take_cancelled(said.title)
    if day is None or not title:
        reason = "It says no day." if title else "It does not say what happens."
        reading.unread.append(Unread(row.where, row.text[:LONGEST_QUOTED], reason))
        return day
    start, end, unsure = placed(day, hours)
    reading.sessions.append(
        Found(
            where=row.where,
            title=title,
            start=start,
            end=end,
            place=said.place,
            kind=guess_kind("", title),
            people=said.people,
            peers=said.peers,
            cancelled=cancelled,
            unsure=(AFTERNOON, *unsure) if hours.guessed else unsure,
        )
    )
    return day
