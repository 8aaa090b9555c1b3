"""One timetable file of any kind read into sessions, for the days of a challenge."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from peerdesk.schedule.errors import SetupFault
from peerdesk.schedule.tables import looks_like_workbook, read_content
from peerdesk.schedule.timetable.clocks import clock_of, until_the_next
from peerdesk.schedule.timetable.found import CUT, NO_DAY, Found, Reading, Unread
from peerdesk.schedule.timetable.grid import MOST_TEXT, Grid
from peerdesk.schedule.timetable.grids import read_grid
from peerdesk.schedule.timetable.known import Known
from peerdesk.schedule.timetable.lists import read_list
from peerdesk.schedule.timetable.loose import read_loose
from peerdesk.schedule.timetable.own import read_own

_READERS: tuple[Callable[[Grid, Known, Reading], bool], ...] = (read_grid, read_list, read_loose)
_DOCUMENT = b"word/document.xml"
_PDF = b"%PDF-"
_SHORTEN = "take out what does not belong"


def read_timetable(path: Path, known: Known) -> Reading:
    """Read a timetable: a workbook, a Word document, text with separators or a calendar.

    What a file is, its content says and not its name. Raises SetupFault for one that cannot be read
    or that holds no session at all.
    """
    reading = understand(path, known)
    if not reading.sessions:
        raise SetupFault(
            path.name,
            "",
            "no session with a day and a time was found in it",
            "give each its day, its time and a title, in columns with headings",
        )
    return reading


def understand(path: Path, known: Known) -> Reading:
    """Read a timetable in which there may be no session until somebody has put it right.

    Raises SetupFault for a file that cannot be read.
    """
    content, reading = read_content(path), Reading()
    if content.lstrip()[:15].upper().startswith(b"BEGIN:VCALENDAR"):
        from peerdesk.schedule.timetable.calendar import read_calendar

        read_calendar(path.name, content, known, reading)
    elif looks_like_workbook(content) and _DOCUMENT not in content:
        from peerdesk.schedule.timetable.excel import workbook_grids
        from peerdesk.schedule.workbook import read_pages

        pages = read_pages(path.name, content)
        if read_own(pages, known, reading):
            reading.sessions.sort(key=lambda one: one.start)
            return reading
        _read_all(path.name, workbook_grids(pages), known, reading)
    else:
        _read_all(path.name, _grids(path.name, content), known, reading)
    reading.sessions = until_the_next(_once(reading.sessions))
    return reading


def _read_all(file: str, grids: list[Grid], known: Known, reading: Reading) -> None:
    if sum(grid.length for grid in grids) > MOST_TEXT:
        raise SetupFault(file, "", "it holds far more text than a timetable", _SHORTEN)
    for grid in grids:
        _read(grid, known, reading)


def _grids(file: str, content: bytes) -> list[Grid]:
    """Return the tables of a document or of a text."""
    if not content.strip():
        raise SetupFault(file, "", "it is empty", "save it again")
    if content.startswith(_PDF):
        action = "ask for the Word or Excel file that it was made from"
        raise SetupFault(file, "", "it is a PDF, which cannot be read as a timetable", action)
    if looks_like_workbook(content):
        from peerdesk.schedule.timetable.word import read_document_grids

        return read_document_grids(file, content)
    from peerdesk.schedule.timetable.text import read_text_grids

    return read_text_grids(file, content)


def _read(grid: Grid, known: Known, reading: Reading) -> None:
    hidden = [row for row in grid.rows if row.hidden and row.text]
    if hidden:
        grid = replace(grid, rows=tuple(row for row in grid.rows if not row.hidden))
        reason = f"Hidden rows are left out: {len(hidden)} here, this one first."
        reading.unread.append(Unread.of(hidden[0].where, hidden[0].text, reason))
    if grid.name in known.sheet_days:
        grid = replace(grid, above=(*grid.above, known.sheet_days[grid.name].isoformat()))
    before = len(reading.sessions), len(reading.unread)
    is_read = any(read(grid, known, reading) for read in _READERS)
    _tell_cut(grid, reading, before[0])
    said = reading.unread[before[1] :]
    if any(one.reason == NO_DAY for one in said) or (not is_read and _has_hours(grid)):
        reading.dayless.append(grid.name)
    if is_read:
        return
    text = next((row.text for row in grid.rows if row.text), "")
    if text:
        reading.unread.append(Unread.of(grid.name, text, "Nothing in it is a timetable."))


def _tell_cut(grid: Grid, reading: Reading, first: int) -> None:
    """Say of what was read of a row that a cell of it was too long to be read whole."""
    cut = tuple(row.where for row in grid.rows if row.is_cut)
    for number, one in enumerate(reading.sessions[first:], first):
        if any(one.where == where or one.where.startswith(f"{where},") for where in cut):
            reading.sessions[number] = replace(one, unsure=(*one.unsure, CUT))


def _has_hours(grid: Grid) -> bool:
    return any(clock_of(cell) is not None for row in grid.rows for cell in row.cells)


def _once(sessions: list[Found]) -> list[Found]:
    """Return sessions in order, one that stands on two sheets only once."""
    kept: dict[tuple[object, ...], Found] = {}
    for one in sorted(sessions, key=lambda s: (s.start, s.stream, s.title)):
        kept.setdefault((one.title.casefold(), one.start, one.end, one.place, one.stream), one)
    return list(kept.values())
