"""Writes a setup as a workbook that people can fill in; made the example in resources.

Run as `python -m peerdesk.schedule.example SETUP.toml SETUP.xlsx`.
"""

import sys
from collections.abc import Iterable
from math import ceil
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from peerdesk.domain.times import to_local
from peerdesk.schedule.columns import SETUP, Column, Sheet
from peerdesk.schedule.setup import (
    Setup,
    SetupChallenge,
    SetupMember,
    SetupOrganisation,
    SetupParticipant,
    SetupSession,
    read_setup,
)
from peerdesk.schedule.themes import SetupFocusArea

_FACE = "Calibri"
_NOTE = Font(name=_FACE, italic=True, color="505050")
_HEADING = Font(name=_FACE, bold=True, color="FFFFFF")
_BOLD = Font(name=_FACE, bold=True)
_HEADING_FILL = PatternFill("solid", fgColor="1F4E5F")
_WRAPPED = Alignment(wrap_text=True, vertical="top", horizontal="left")
_WIDTHS = {"name": 38, "title": 44, "questions": 60, "participants": 64, "document": 44}
_WIDTHS |= {"place": 34, "organisation": 34, "start": 18, "end": 18, "role": 24}
_OTHER_WIDTH = 16
_LINE_HEIGHT = 15  # points
_FILLED_ROWS = 200  # how far down the lists and formats reach, for rows still to come
_MOMENT, _DAY, _TEXT = "yyyy-mm-dd hh:mm", "yyyy-mm-dd", "@"

Value = object


def write_workbook(setup: Setup, path: Path) -> None:
    """Write a setup as a workbook with notes, headings, lists to choose from and date formats."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _read_me(book.create_sheet("read me"))
    zone = setup.challenge.time_zone
    rows: dict[str, list[list[Value]]] = {
        "organisations": [_organisation(one) for one in setup.organisations],
        "focus_areas": [_focus_area(one) for one in setup.focus_areas],
        "team": [_member(one) for one in setup.team],
        "sessions": [_session(one, zone) for one in setup.sessions],
    }
    for sheet in SETUP:
        page = book.create_sheet(sheet.title)
        if sheet.single:
            _fill_fields(page, sheet, _challenge(setup.challenge))
        else:
            _fill_table(page, sheet, rows[sheet.table])
        _fit_heights(page)
    book.properties.creator = "PeerDesk"
    book.properties.title = setup.challenge.title
    book.save(path)


def _read_me(page: Worksheet) -> None:
    lines = (
        "A setup file for PeerDesk. Fill in the sheets and keep their names and headings.",
        'Then run: peerdesk new STORE --from setup.xlsx --as "Name of the lead"',
        "Where a cell holds a list, put one entry a line (Alt+Enter begins a new line).",
        "A column headed “notes” is yours; PeerDesk does not read it. Nor does it read this sheet.",
        "Everything in this example is made up.",
    )
    for number, line in enumerate(lines, 1):
        page.cell(number, 1, line)
    page.cell(1, 1).font = _BOLD
    page.column_dimensions["A"].width = 100


def _fill_fields(page: Worksheet, sheet: Sheet, values: list[Value]) -> None:
    page.append([sheet.note])
    page.append(["field", "value", "notes"])
    for column, value in zip(sheet.columns, values, strict=True):
        page.append([column.heading, value, column.note])
        row = page.max_row
        page.cell(row, 1).font = _BOLD
        cell = page.cell(row, 2)
        _no_formula(cell)
        cell.alignment = _WRAPPED
        cell.number_format = _DAY if column.name in ("start", "end", "retention") else _TEXT
        page.cell(row, 3).font = _NOTE
        for beside in (1, 3):
            page.cell(row, beside).alignment = _WRAPPED
    _look_of_headings(page, 3)
    for letter, width in zip("ABC", (14, 70, 64), strict=True):
        page.column_dimensions[letter].width = width


def _fill_table(page: Worksheet, sheet: Sheet, rows: Iterable[list[Value]]) -> None:
    page.append([sheet.note])
    page.append([column.heading for column in sheet.columns])
    for row in rows:
        page.append(row)
    _look_of_headings(page, len(sheet.columns))
    for number, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = _WIDTHS.get(column.name, _OTHER_WIDTH)
        page.add_data_validation(_help(column, f"{letter}3:{letter}{_FILLED_ROWS}"))
        moment = column.name in ("start", "end")
        for row_number in range(3, _FILLED_ROWS if moment else page.max_row + 1):
            cell = page.cell(row_number, number)
            cell.alignment = _WRAPPED
            cell.number_format = _MOMENT if moment else _TEXT
            _no_formula(cell)


def _no_formula(cell: Cell | MergedCell) -> None:
    """Keep a text that begins with = a text."""
    if cell.data_type == "f":
        cell.data_type = "s"


def _fit_heights(page: Worksheet) -> None:
    """Make rows as high as their text; programs do so for what is typed, not for what is there."""
    for number, row in enumerate(page.iter_rows(min_row=3, values_only=True), 3):
        lines = 1
        for column, value in enumerate(row, 1):
            width = page.column_dimensions[get_column_letter(column)].width
            texts = str(value or "").split("\n")
            lines = max(lines, sum(max(1, ceil(len(text) / width)) for text in texts))
        page.row_dimensions[number].height = lines * _LINE_HEIGHT


def _look_of_headings(page: Worksheet, columns: int) -> None:
    page.cell(1, 1).font = _NOTE
    for number in range(1, columns + 1):
        page.cell(2, number).font = _HEADING
        page.cell(2, number).fill = _HEADING_FILL
    page.freeze_panes = "A3"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _help(column: Column, cells: str) -> DataValidation:
    """Return the note Excel shows beside a cell, with a list to choose from where there is one."""
    if column.words:
        listed = ",".join(word.value for word in column.words)
        validation = DataValidation("list", formula1=f'"{listed}"', allow_blank=True)
        validation.error = "Choose one of the list."
        validation.showErrorMessage = True
    else:
        validation = DataValidation(allow_blank=True)
    validation.promptTitle = column.heading
    validation.prompt = column.note
    validation.showInputMessage = True
    validation.add(cells)
    return validation


def _challenge(one: SetupChallenge) -> list[Value]:
    return [
        one.code,
        one.title,
        one.start,
        one.end,
        one.time_zone,
        "\n".join(one.sponsors),
        one.scope,
        one.retention,
        one.emergency,
        "",  # the themes of a set stand among the focus areas once they are read
    ]


def _organisation(one: SetupOrganisation) -> list[Value]:
    return [one.name, one.short, one.sector.value]


def _focus_area(one: SetupFocusArea) -> list[Value]:
    questions = "\n".join(one.questions)
    return [one.name, one.tag, one.author, questions, "yes" if one.thread else ""]


def _member(one: SetupMember) -> list[Value]:
    words = [one.role.value, one.rights.value]
    home = [one.organisation, one.background.value, one.party]
    return [one.name, one.initials, *words, *home, ", ".join(one.interest), one.interests]


def _session(one: SetupSession, zone: str) -> list[Value]:
    start, end = (to_local(moment, zone).replace(tzinfo=None) for moment in (one.start, one.end))
    people = "\n".join(map(_participant, one.participants))
    peers = ", ".join(one.peers)
    where = [one.place, one.stream]
    return [one.title, one.kind.value, start, end, *where, peers, people, one.document]


def _participant(one: SetupParticipant) -> str:
    return " | ".join([one.role, one.organisation, one.name, str(one.expected)])


if __name__ == "__main__":
    write_workbook(read_setup(Path(sys.argv[1])), Path(sys.argv[2]))
