"""A timetable drawn as a grid: times down the side, days or streams across the top."""

import itertools
from dataclasses import dataclass
from datetime import date

from peerdesk.schedule.timetable.cells import read_cell
from peerdesk.schedule.timetable.days import find_day
from peerdesk.schedule.timetable.found import Found, Reading, Unread
from peerdesk.schedule.timetable.grid import Grid
from peerdesk.schedule.timetable.hours import Hours
from peerdesk.schedule.timetable.kinds import guess_kind, take_cancelled
from peerdesk.schedule.timetable.known import Known
from peerdesk.schedule.timetable.lists import (
    AFTERNOON,
    LONGEST_QUOTED,
    clock_of,
    placed,
    short_stream,
)

_TOP = 12  # rows in which the top of the grid is looked for
_STREAM_WORDS = ("stream", "team", "group", "strand", "track", "pair")


@dataclass(frozen=True, slots=True)
class _Across:
    """What one column is for."""

    day: date
    stream: str = ""


def read_grid(grid: Grid, known: Known, reading: Reading) -> bool:
    """Add what a grid gives to `reading`; return False when it is none."""
    side = _side(grid)
    top = _top(grid, known, side)
    if not top:
        return False
    first, across = top
    times = _times(grid, side, first)
    if len(times) < 2:
        return False
    _Drawn(grid, known, across, times).read(reading)
    return True


def _side(grid: Grid) -> int:
    """Return the column with the most times."""
    width = max((len(row.cells) for row in grid.rows), default=0)
    counts = [
        sum(clock_of(grid.cell(row, column)) is not None for row in range(len(grid.rows)))
        for column in range(min(width, 4))
    ]
    return counts.index(max(counts)) if counts else 0


def _top(grid: Grid, known: Known, side: int) -> tuple[int, dict[int, _Across]] | None:
    """Return the first row below the headings, and what each column is for."""
    days: dict[int, date] = {}
    streams: dict[int, str] = {}
    last = -1
    for number, row in enumerate(grid.rows[:_TOP]):
        if clock_of(grid.cell(number, side)) is not None:
            break
        for column, cell in enumerate(row.cells):
            if column == side or not cell.text:
                continue
            found = find_day(cell.text, known.days)
            if found:
                days[column], last = found[0], number
            rest = found[1] if found else cell.text
            if rest.casefold().startswith(_STREAM_WORDS):
                streams[column], last = short_stream(rest), number
    if len(set(days.values())) < 2 and len(streams) < 2:
        return None
    over = _day_over(grid, known)
    columns = sorted({*days, *streams})
    across = {
        column: _Across(day, streams.get(column, ""))
        for column in columns
        if (day := days.get(column, over)) is not None
    }
    return (last + 1, across) if across else None


def _day_over(grid: Grid, known: Known) -> date | None:
    """Return the day for a grid of streams alone: it stands above it or in the sheet's name."""
    texts = [*grid.above, *(row.text for row in grid.rows[:_TOP])]
    found = [day for text in texts if (day := find_day(text, known.days))]
    return found[-1][0] if found else None


def _times(grid: Grid, side: int, first: int) -> dict[int, Hours]:
    """Return the hours of each row; a start alone lasts until the next row's."""
    starts = {
        row: hours
        for row in range(first, len(grid.rows))
        if (hours := clock_of(grid.cell(row, side))) is not None
    }
    rows = sorted(starts)
    for row, following in itertools.pairwise(rows):
        if starts[row].end is None:
            starts[row] = Hours(starts[row].start, starts[following].start, starts[row].guessed)
    return starts


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A grid whose top and side are known."""

    grid: Grid
    known: Known
    across: dict[int, _Across]
    times: dict[int, Hours]

    def read(self, reading: Reading) -> None:
        for row in range(min(self.times), len(self.grid.rows)):
            if row in self.times:
                for column in self.across:
                    found = self._session(row, column)
                    if found is not None:
                        reading.sessions.append(found)
            elif text := self._left_out(row):
                where = self.grid.rows[row].where
                reading.unread.append(Unread(where, text, "It says no time."))

    def _left_out(self, row: int) -> str:
        """Return what a row without a time says of its own."""
        said = [cell.text for cell in self.grid.rows[row].cells if cell.text and not cell.copy]
        return " | ".join(said)[:LONGEST_QUOTED]

    def _session(self, row: int, column: int) -> Found | None:
        if self._is_covered(row, column):
            return None
        said = read_cell(self.grid.cell(row, column).text, self.known)
        title, cancelled = take_cancelled(said.title)
        if not title:
            return None
        hours = said.hours or self._hours(row, column)
        start, end, unsure = placed(self.across[column].day, hours)
        return Found(
            where=f"{self.grid.rows[row].where}, column {column + 1}",
            title=title,
            start=start,
            end=end,
            place=said.place,
            stream="" if self._is_for_all(row, column) else self.across[column].stream,
            kind=guess_kind("", title),
            people=said.people,
            peers=said.peers,
            cancelled=cancelled,
            unsure=(AFTERNOON, *unsure) if hours.guessed else unsure,
        )

    def _is_covered(self, row: int, column: int) -> bool:
        """Say whether a cell belongs to one that is read: above it, or left on the same day."""
        cell = self.grid.cell(row, column)
        if not cell.copy:
            return False
        if row and self.grid.last_row_of(row - 1, column) >= row:
            return True
        left = [c for c in self._beside(column) if c < column]
        return any(self.grid.cell(row, c).text == cell.text for c in left)

    def _hours(self, row: int, column: int) -> Hours:
        """Return the hours of all the rows that a cell goes over."""
        hours = self.times[row]
        rows = range(row, self.grid.last_row_of(row, column) + 1)
        ends = [end for one in rows if one in self.times and (end := self.times[one].end)]
        return Hours(hours.start, ends[-1] if ends else None, hours.guessed)

    def _is_for_all(self, row: int, column: int) -> bool:
        """Say whether a cell goes over all the streams of its day."""
        cell, others = self.grid.cell(row, column), self._beside(column)
        return bool(others) and all(
            self.grid.cell(row, c).text == cell.text and (self.grid.cell(row, c).copy or cell.copy)
            for c in others
        )

    def _beside(self, column: int) -> list[int]:
        """Return the other columns of the same day."""
        day = self.across[column].day
        return [c for c, one in self.across.items() if c != column and one.day == day]
