"""A timetable with one row a session, its days in a column or in rows between."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from peerdesk.schedule.timetable.cells import Said, read_cell
from peerdesk.schedule.timetable.days import find_day, read_day
from peerdesk.schedule.timetable.found import Column, Found, Reading, Unread
from peerdesk.schedule.timetable.grid import Cell, Grid, Row
from peerdesk.schedule.timetable.headings import Meaning, find_headings, places_of
from peerdesk.schedule.timetable.hours import Hours, find_hours, read_hours
from peerdesk.schedule.timetable.kinds import guess_kind, take_cancelled
from peerdesk.schedule.timetable.known import Known
from peerdesk.schedule.timetable.people import read_peers, read_people

LONGEST_QUOTED = 120
USUAL = timedelta(hours=1)
_FORENOON = 12


def read_list(grid: Grid, known: Known, reading: Reading) -> bool:
    """Add what a list gives to `reading`; return False when the grid is no list with headings."""
    found = find_headings(grid, known.columns)
    if found is None:
        return False
    at, meanings = found
    for number, (cell, meaning) in enumerate(zip(grid.rows[at].cells, meanings, strict=True)):
        if cell.text and not cell.copy:
            name = (meaning or Meaning.OTHER).value
            reading.columns.append(Column(grid.name, number, cell.text, name))
    _List(grid, known, reading, places_of(meanings), at).read()
    return True


@dataclass
class _List:
    """Goes down the rows; a day or stream that stands alone counts for what follows."""

    grid: Grid
    known: Known
    reading: Reading
    places: dict[Meaning, list[int]]
    heading: int
    day: date | None = None
    stream: str = ""
    hours: Hours | None = None

    def read(self) -> None:
        over = (*self.grid.above, *(row.text for row in self.grid.rows[: self.heading]))
        for text in over:
            found = find_day(text, self.known.days)
            self.day = found[0] if found else self.day
        headings = self.grid.rows[self.heading].text
        for number in range(self.heading + 1, len(self.grid.rows)):
            row = self.grid.rows[number]
            if row.text and row.text != headings and not self._is_section(row):
                self._row(row)

    def _is_section(self, row: Row) -> bool:
        """Take a row that holds a day (and perhaps a stream) and nothing else."""
        texts = {cell.text for cell in row.cells if cell.text}
        if len(texts) != 1:
            return False
        text = texts.pop()
        found = find_day(text, self.known.days)
        if found is None or find_hours(text) is not None or len(found[1].split()) > 6:
            return False
        self.day, self.stream = found[0], found[1] if "stream" in found[1].casefold() else ""
        self.hours = None
        return True

    def _row(self, row: Row) -> None:
        day, hours, unsure = self._when(row)
        text = self._text(row, Meaning.TITLE)
        if hours is None and self._goes_on(row):
            return
        if day is None or hours is None:
            lacks = "It says no day." if hours is not None else "It says no time."
            self.reading.unread.append(Unread(row.where, row.text[:LONGEST_QUOTED], lacks))
            return
        self.day, self.hours = day, hours
        said = read_cell(text, self.known)
        self.reading.sessions.append(self._session(row, day, hours, said, unsure))

    def _when(self, row: Row) -> tuple[date | None, Hours | None, tuple[str, ...]]:
        day = self._day(row)
        unsure: tuple[str, ...] = ()
        hours = self._hours(row)
        if hours is None and self._text(row, Meaning.TITLE) and self._is_parallel(row):
            hours, unsure = self.hours, ("The time is that of the row above.",)
        if hours is not None and hours.guessed:
            unsure = (AFTERNOON,)
        return day, hours, unsure

    def _is_parallel(self, row: Row) -> bool:
        """Say whether a row without a time stands beside the one above: it has its own team."""
        mine = (self._text(row, Meaning.STREAM), self._text(row, Meaning.PEERS))
        return self.hours is not None and any(mine)

    def _day(self, row: Row) -> date | None:
        for meaning in (Meaning.DAY, Meaning.START, Meaning.TIME):
            for cell in self._cells(row, meaning):
                day = _day_of(cell, self.known)
                if day is not None:
                    return day
        return self.day

    def _hours(self, row: Row) -> Hours | None:
        start = next(filter(None, map(clock_of, self._cells(row, Meaning.START))), None)
        end = next(filter(None, map(clock_of, self._cells(row, Meaning.END))), None)
        if start is not None:
            if start.end is None and end is not None:
                return _between(start.start, end.start)
            return start
        for cell in (*self._cells(row, Meaning.TIME), *self._cells(row, Meaning.DAY)):
            hours = clock_of(cell)
            if hours is not None:
                return _between(hours.start, end.start) if end and not hours.end else hours
        return None

    def _goes_on(self, row: Row) -> bool:
        """Give what a row without a time says of people to the session above it."""
        text = self._text(row, Meaning.WHO)
        if not text or self._text(row, Meaning.TITLE) or not self.reading.sessions:
            return False
        last = self.reading.sessions[-1]
        people = read_people(text, self.known, self._text(row, Meaning.ORGANISATION))
        self.reading.sessions[-1] = replace(last, people=(*last.people, *people))
        return True

    def _session(
        self, row: Row, day: date, hours: Hours, said: Said, unsure: tuple[str, ...]
    ) -> Found:
        who = self._text(row, Meaning.WHO)
        people = read_people(who, self.known, self._text(row, Meaning.ORGANISATION))
        title, cancelled = take_cancelled(said.title or who.partition("\n")[0])
        peers, rest = read_peers(self._text(row, Meaning.PEERS), self.known)
        stream = self._text(row, Meaning.STREAM)
        if rest and not stream and len(rest) <= 12:
            stream, rest = rest, ""
        start, end, more = placed(day, hours)
        unknown = (f"“{rest}” is nobody in the team.",) if rest else ()
        return Found(
            where=row.where,
            title=title or "Session",
            start=start,
            end=end,
            place=self._text(row, Meaning.PLACE).replace("\n", ", ") or said.place,
            stream=short_stream(stream or self.stream),
            kind=guess_kind(self._text(row, Meaning.KIND), title),
            people=(*people, *said.people),
            peers=(*peers, *(p for p in said.peers if p not in peers)),
            cancelled=cancelled,
            kind_said=bool(self._text(row, Meaning.KIND)),
            unsure=(*unsure, *more, *unknown),
        )

    def _cells(self, row: Row, meaning: Meaning) -> list[Cell]:
        columns = self.places.get(meaning, ())
        return [row.cells[column] for column in columns if column < len(row.cells)]

    def _text(self, row: Row, meaning: Meaning) -> str:
        return "\n".join(cell.text for cell in self._cells(row, meaning) if cell.text)


def placed(day: date, hours: Hours) -> tuple[datetime, datetime, tuple[str, ...]]:
    """Return start and end on a day, and what had to be guessed of them."""
    start = datetime.combine(day, hours.start)
    length = hours.length
    if not length:
        return start, start + USUAL, (NO_END,)
    return start, start + length, ()


NO_END = "It says no end: one hour was taken."
AFTERNOON = "Read as the afternoon."


def short_stream(text: str) -> str:
    """Return a stream without the word: “Stream A” is A."""
    words = text.split()
    if len(words) > 1 and words[0].casefold() in ("stream", "team", "group", "strand", "track"):
        return " ".join(words[1:])
    return text


def _day_of(cell: Cell, known: Known) -> date | None:
    value = cell.value
    if isinstance(value, datetime):
        return value.date() if value.year > 1900 else None
    if isinstance(value, date):
        return value
    found = find_day(cell.text, known.days) if cell.text else None
    return read_day(cell.text, known.days) or (found[0] if found and find_hours(found[1]) else None)


def clock_of(cell: Cell) -> Hours | None:
    """Return the hours a cell gives, whatever its type, or None."""
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


def _number(value: float) -> Hours | None:
    """Read a number that stands for a time: 9.3 is half past nine, 930 too, 0.375 nine o'clock."""
    if 0 < value < 1:
        minutes = round(value * 24 * 60)
        return Hours(time(minutes // 60 % 24, minutes % 60))
    whole, part = divmod(round(value * 100), 100) if value < 24 else divmod(round(value), 100)
    if whole >= 24 or part >= 60:
        return None
    return read_hours(f"{whole}.{part:02d}")


def _between(start: time, end: time) -> Hours:
    """Return from one clock to another: an end that would be before is in the afternoon."""
    if end <= start and end.hour < _FORENOON:
        end = end.replace(hour=end.hour + _FORENOON)
    return Hours(start, end)
