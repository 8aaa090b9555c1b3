"""A timetable with one row a session, its days in a column or in rows between."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from peerdesk.domain.words import SessionKind
from peerdesk.schedule.timetable.cells import Said, read_cell
from peerdesk.schedule.timetable.clocks import clock_in_column, placed
from peerdesk.schedule.timetable.days import find_day, read_day
from peerdesk.schedule.timetable.found import (
    ANYBODY,
    NO_DAY,
    NO_TITLE,
    SAME_TIME,
    Column,
    Found,
    Person,
    Reading,
    Unread,
)
from peerdesk.schedule.timetable.grid import Cell, Grid, Row, on_one_line
from peerdesk.schedule.timetable.headings import Meaning, find_headings, places_of
from peerdesk.schedule.timetable.hours import Hours, between, find_hours
from peerdesk.schedule.timetable.kinds import guess_kind, take_cancelled
from peerdesk.schedule.timetable.known import Known
from peerdesk.schedule.timetable.people import NOTHING, read_peers, read_people, with_roles

_UNTITLED = "Session"
_STREAM = re.compile(r"(?:(?:stream|team|group|strand|track)\s*)?[A-Z\d]", re.IGNORECASE)


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
            lacks = NO_DAY if hours is not None else "It says no time."
            self.reading.unread.append(Unread.of(row.where, row.text, lacks))
            return
        self.day, self.hours = day, hours
        said = read_cell(text, self.known, title_only=Meaning.WHO in self.places)
        self.reading.sessions.append(self._session(row, day, hours, said, unsure))

    def _when(self, row: Row) -> tuple[date | None, Hours | None, tuple[str, ...]]:
        day = self._day(row)
        unsure: tuple[str, ...] = ()
        hours = self._hours(row)
        if hours is None and self._text(row, Meaning.TITLE) and self._is_parallel(row):
            hours, unsure = self.hours, (SAME_TIME,)
        return day, hours, unsure

    def _is_parallel(self, row: Row) -> bool:
        """Say whether a row that leaves its time empty stands beside the one above.

        It has a team of its own; “tbc” is not empty.
        """
        mine = (self._text(row, Meaning.STREAM), self._text(row, Meaning.PEERS))
        said = (self._text(row, Meaning.TIME), self._text(row, Meaning.START))
        return self.hours is not None and any(mine) and not any(said)

    def _day(self, row: Row) -> date | None:
        """Return the day a row says, else the one above; None where it says what is no day."""
        for meaning in (Meaning.DAY, Meaning.START, Meaning.TIME):
            for cell in self._cells(row, meaning):
                day = _day_of(cell, self.known, whole=meaning is not Meaning.DAY)
                if day is not None:
                    return day
        own = [
            c for c in self._cells(row, Meaning.DAY) if not c.copy and clock_in_column(c) is None
        ]
        return None if any(re.search(r"\w", cell.text) for cell in own) else self.day

    def _hours(self, row: Row) -> Hours | None:
        start = next(filter(None, map(clock_in_column, self._cells(row, Meaning.START))), None)
        end = next(filter(None, map(clock_in_column, self._cells(row, Meaning.END))), None)
        if start is not None:
            if start.end is None and end is not None:
                return replace(start, end=between(start.start, end.start).end)
            return start
        for cell in (*self._cells(row, Meaning.TIME), *self._cells(row, Meaning.DAY)):
            hours = clock_in_column(cell)
            if hours is not None:
                ends = between(hours.start, end.start).end if end else None
                return hours if hours.end else replace(hours, end=ends)
        return None

    def _goes_on(self, row: Row) -> bool:
        """Give what a row without a time says of people to the session above it."""
        own = (Meaning.TITLE, Meaning.TIME, Meaning.START)
        people = self._people(row)
        if not people or any(self._text(row, one) for one in own) or not self.reading.sessions:
            return False
        last = self.reading.sessions[-1]
        self.reading.sessions[-1] = replace(
            last, people=(*last.people, *people), said=f"{last.said}\n{row.text}"
        )
        return True

    def _session(
        self, row: Row, day: date, hours: Hours, said: Said, unsure: tuple[str, ...]
    ) -> Found:
        people = self._people(row) or said.people
        title, cancelled = take_cancelled(said.title or _title_from(people))
        kind = guess_kind(self._text(row, Meaning.KIND), title)
        if not said.title and kind in (SessionKind.BREAK, SessionKind.TEAM_MEETING):
            people = ()  # “Lunch” under “Who” is nobody
        peers, rest = read_peers(self._text(row, Meaning.PEERS), self.known)
        stream = self._text(row, Meaning.STREAM)
        if rest and not stream and _STREAM.fullmatch(rest):
            stream, rest = rest, ""
        start, end, more = placed(day, hours, title)
        place = on_one_line(self._text(row, Meaning.PLACE)) or said.place
        unknown = (f"“{rest}” is nobody in the team.",) if rest else ()
        untitled = () if title else (NO_TITLE,)
        return Found(
            where=row.where,
            title=title or _UNTITLED,
            start=start,
            end=end,
            place=place if not NOTHING.match(place) else "",
            stream=short_stream(stream or self.stream),
            kind=kind,
            people=people,
            peers=(*peers, *(p for p in said.peers if p not in peers)),
            cancelled=cancelled,
            kind_said=bool(self._text(row, Meaning.KIND)),
            unsure=(*unsure, *more, *unknown, *untitled),
            said=row.text,
        )

    def _people(self, row: Row) -> tuple[Person, ...]:
        text = with_roles(self._text(row, Meaning.WHO), self._text(row, Meaning.ROLE))
        return read_people(text, self.known, self._text(row, Meaning.ORGANISATION))

    def _cells(self, row: Row, meaning: Meaning) -> list[Cell]:
        columns = self.places.get(meaning, ())
        return [row.cells[column] for column in columns if column < len(row.cells)]

    def _text(self, row: Row, meaning: Meaning) -> str:
        return "\n".join(cell.text for cell in self._cells(row, meaning) if cell.text)


def _title_from(people: tuple[Person, ...]) -> str:
    """Return who is seen as a title: a role before a name, which is nobody else's business."""
    if not people:
        return ""
    return people[0].name if people[0].role == ANYBODY else people[0].role


def short_stream(text: str) -> str:
    """Return a stream without the word: “Stream A” is A."""
    words = text.split()
    if len(words) > 1 and words[0].casefold() in ("stream", "team", "group", "strand", "track"):
        return " ".join(words[1:])
    return text


def _day_of(cell: Cell, known: Known, *, whole: bool) -> date | None:
    """Return the day of a cell; `whole` where it must hold nothing but a day, or hours too."""
    value = cell.value
    if isinstance(value, datetime):
        return value.date() if value.year > 1900 else None
    if isinstance(value, date):
        return value
    found = find_day(cell.text, known.days) if cell.text else None
    if found is None or not whole or find_hours(found[1]):
        return found[0] if found else None
    return read_day(cell.text, known.days)
