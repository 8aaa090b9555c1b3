"""The whole timetable as a workbook that is read in again to the same thing."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from peerdesk.domain.characters import clean
from peerdesk.domain.records import Session
from peerdesk.domain.times import to_local
from peerdesk.schedule.handout.content import NOTICE, Plan, initials_by_id
from peerdesk.schedule.timetable.own import CANCELLED, HEADINGS, write_people

_WIDTHS = (14, 8, 8, 44, 26, 9, 17, 52, 18, 11, 24, 12)  # characters
_DAY, _CLOCK, _MOMENT = "ddd d mmm yyyy", "hh:mm", "d mmm yyyy hh:mm"
_HEAD = PatternFill("solid", fgColor="0F4C5C")
_ESCAPE = re.compile("(_x[0-9A-Fa-f]{4}_)")  # ECMA-376 part 1, 22.9.2.19: Excel reads it as a code


def write_workbook(plan: Plan) -> bytes:
    """Return every session, a row each, as the bytes of an .xlsx file."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Timetable"
    sheet.append(HEADINGS)
    for number, session in enumerate(plan.sessions, 2):
        _write_row(sheet, number, _values(session, plan))
    _dress(sheet)
    properties = book.properties
    properties.title = clean(f"{plan.challenge.title}: timetable")[:255]
    properties.creator = clean(plan.challenge.title)[:255]
    properties.description = NOTICE
    properties.language = "en-GB"
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _values(session: Session, plan: Plan) -> tuple[date | time | str, ...]:
    zone = plan.challenge.time_zone
    start, end = (to_local(at, zone).replace(tzinfo=None) for at in (session.start, session.end))
    initials = initials_by_id(plan.members)
    going = [initials[one.id] for one in plan.members if one.id in session.peers]
    between = "; " if any("," in name for name in going) else ", "
    return (
        start.date(),
        start.time(),
        end.time() if end.date() == start.date() and end >= start else end,
        session.title,
        session.place,
        session.stream,
        session.kind.label,
        write_people(session.participants, plan.organisations),
        between.join(going),
        CANCELLED if session.cancelled else "",
        session.document,
        session.id,
    )


def _write_row(sheet: Worksheet, number: int, values: Sequence[date | time | str]) -> None:
    for column, value in enumerate(values, 1):
        cell = sheet.cell(number, column)
        assert isinstance(cell, Cell)
        if isinstance(value, str):
            if value:
                cell.value = _ESCAPE.sub(r"_x005F\1", _lines(value))
                cell.data_type = "s"  # what begins with = is a text too
            continue
        cell.value = value
        is_moment = isinstance(value, datetime)
        cell.number_format = _MOMENT if is_moment else _CLOCK if isinstance(value, time) else _DAY


def _lines(text: str) -> str:
    """Return a text with the one line break that XML keeps."""
    return clean(text).replace("\r\n", "\n").replace("\r", "\n")


def _dress(sheet: Worksheet) -> None:
    sheet.freeze_panes = "E2"
    sheet.auto_filter.ref = sheet.dimensions
    for number, width in enumerate(_WIDTHS):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(vertical="top", wrap_text=cell.column != len(HEADINGS))
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEAD
    page = sheet.page_setup
    page.orientation, page.paperSize, page.fitToHeight = "landscape", 9, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    if sheet.oddFooter is not None:
        sheet.oddFooter.center.text = NOTICE
