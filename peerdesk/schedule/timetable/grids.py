"""A timetable drawn as a grid: times down the side, days or streams across the top."""

import itertools
from dataclasses import dataclass
from datetime import date

from peerdesk.domain.ids import RecordId
from peerdesk.schedule.timetable.cells import read_cell
from peerdesk.schedule.timetable.clocks import clock_of, placed
from peerdesk.schedule.timetable.days import find_day
from peerdesk.schedule.timetable.found import Found, Reading, Unread
from peerdesk.schedule.timetable.grid import Grid
from peerdesk.schedule.timetable.hours import Hours
from peerdesk.schedule.timetable.kinds import guess_kind, take_cancelled
from peerdesk.schedule.timetable.known import Known
from peerdesk.schedule.timetable.lists import short_stream
from peerdesk.schedule.timetable.people import is_peers, read_peers

_TOP = 12  # rows in which the top of the grid is looked for
_STREAM_WORDS = ("stream", "team", "group", "strand", "track", "pair")


@dataclass(frozen=True, slots=True)
class _Across:
    """What one column is for, and which peers go unless a cell says others."""

    day: date
    stream: str = ""
    peers: tuple[RecordId, ...] = ()


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
    peers: dict[int, tuple[RecordId, ...]] = {}
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
                (streams[column], peers[column]), last = _stream_and_peers(rest, known), number
            elif column in streams and is_peers(rest, known):
                peers[column], last = read_peers(rest, known)[0], number
    if len(set(days.values())) < 2 and len(streams) < 2:
        return None
    over = _day_over(grid, known)
    columns = sorted({*days, *streams})
    across = {
        column: _Across(day, streams.get(column, ""), peers.get(column, ()))
        for column in columns
        if (day := days.get(column, over)) is not None
    }
    return (last + 1, across) if across else None


def _stream_and_peers(text: str, known: Known) -> tuple[str, tuple[RecordId, ...]]:
    """Return a stream without the word, and who goes where brackets say so: “Team A (AM, BO)”."""
    before, bracket, inside = short_stream(text).partition("(")
    if not bracket or not is_peers(inside.strip(") "), known):
        return short_stream(text), ()
    return before.strip(" -–:"), read_peers(inside, known)[0]


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
            for column in self.across:
                if not self.grid.cell(row, column).text or self._is_covered(row, column):
                    continue
                where = f"{self.grid.rows[row].where}, column {column + 1}"
                found = self._session(row, column, where)
                if found is None:
                    text = self.grid.cell(row, column).text
                    reading.unread.append(Unread.of(where, text, "It says no time."))
                elif found.title:
                    reading.sessions.append(found)

    def _session(self, row: int, column: int, where: str) -> Found | None:
        """Return what a cell gives, or None where neither it nor its row says a time."""
        said = read_cell(self.grid.cell(row, column).text, self.known, timed=row in self.times)
        if said.hours is None and row not in self.times:
            return None
        title, cancelled = take_cancelled(said.title)
        hours = said.hours or self._hours(row, column)
        start, end, unsure = placed(self.across[column].day, hours, title)
        columns = self._columns_of(row, column)
        peers = dict.fromkeys(peer for c in columns for peer in self.across[c].peers)
        return Found(
            where=where,
            title=title,
            start=start,
            end=end,
            place=said.place,
            stream=self._stream(columns),
            kind=guess_kind("", title),
            people=said.people,
            peers=said.peers or tuple(peers),
            cancelled=cancelled,
            unsure=unsure,
            said=self.grid.cell(row, column).text,
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

    def _columns_of(self, row: int, column: int) -> list[int]:
        """Return the columns of its day that a cell goes over."""
        text = self.grid.cell(row, column).text
        beside = ((c, self.grid.cell(row, c)) for c in self._beside(column))
        return [column, *(c for c, cell in beside if cell.copy and cell.text == text)]

    def _stream(self, columns: list[int]) -> str:
        """Return the streams of some columns of a day; none where it is all of them."""
        if len(columns) > 1 and len(columns) == len(self._beside(columns[0])) + 1:
            return ""
        return "/".join(filter(None, (self.across[c].stream for c in columns)))

    def _beside(self, column: int) -> list[int]:
        """Return the other columns of the same day."""
        day = self.across[column].day
        return [c for c, one in self.across.items() if c != column and one.day == day]
