"""A timetable without headings: each line a time and, after it, what happens."""

from dataclasses import dataclass
from datetime import date

from peerdesk.schedule.timetable.cells import read_cell
from peerdesk.schedule.timetable.clocks import clock_of, placed
from peerdesk.schedule.timetable.days import find_day
from peerdesk.schedule.timetable.found import NO_DAY, NO_TITLE, SAME_TIME, Found, Reading, Unread
from peerdesk.schedule.timetable.grid import Grid, Row
from peerdesk.schedule.timetable.hours import Hours, find_hours
from peerdesk.schedule.timetable.kinds import guess_kind, take_cancelled
from peerdesk.schedule.timetable.known import Known

_FEWEST = 2


def read_loose(grid: Grid, known: Known, reading: Reading) -> bool:
    """Add what lines that begin with a time give; return False where hardly any does."""
    timed = sum(_time_at(row) is not None for row in grid.rows)
    if timed < _FEWEST or timed * 3 < len(grid.rows):
        return False
    lines = _Lines(known, reading)
    for text in grid.above:
        lines.take_day(text)
    for row in grid.rows:
        lines.read(row)
    return True


def _time_at(row: Row) -> int | None:
    """Return the first column with hours."""
    return next((n for n, cell in enumerate(row.cells) if clock_of(cell) is not None), None)


@dataclass
class _Lines:
    """Goes down the lines; a day that stands alone counts for what follows."""

    known: Known
    reading: Reading
    day: date | None = None
    hours: Hours | None = None

    def take_day(self, text: str) -> bool:
        """Take the day that a text names, if it names one."""
        found = find_day(text, self.known.days)
        if found:
            self.day, self.hours = found[0], None
        return found is not None

    def read(self, row: Row) -> None:
        """Add what a line gives, or say why it gives nothing."""
        at = _time_at(row)
        is_day = self.take_day(" ".join(cell.text for cell in row.cells[:at]))
        if at is not None:
            self.hours = clock_of(row.cells[at])
            first = find_hours(row.cells[at].text)
            parts = [
                first[1] if first else "",
                *(c.text for c in row.cells[at + 1 :] if not c.copy),
            ]
            self._add(row, parts, ())
        elif self.hours and row.cells and not row.cells[0].text and not is_day:
            self._add(row, [cell.text for cell in row.cells], (SAME_TIME,))
        elif row.text and not is_day:
            self._leave_out(row, "It says no time.")

    def _add(self, row: Row, parts: list[str], unsure: tuple[str, ...]) -> None:
        said = read_cell("\n".join(part for part in parts if part), self.known)
        title, cancelled = take_cancelled(said.title)
        if self.day is None or self.hours is None or not title:
            self._leave_out(row, NO_DAY if title else NO_TITLE)
            return
        start, end, more = placed(self.day, self.hours, title)
        self.reading.sessions.append(
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
                unsure=(*unsure, *more),
                said=row.text,
            )
        )

    def _leave_out(self, row: Row, reason: str) -> None:
        self.reading.unread.append(Unread.of(row.where, row.text, reason))
