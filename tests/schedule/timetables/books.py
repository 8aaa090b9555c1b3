"""Workbooks as councils make them, for `make.py`; every council and person is invented."""

import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

Rows = Iterable[Sequence[object]]


def list_with_merged_days(path: Path) -> None:
    """One row a session; days merged down, breaks, a hidden column, an old version hidden."""
    book = Workbook()
    sheet = add_sheet(
        book,
        "Timetable",
        [
            ["QUILLSHIRE COUNCIL – CORPORATE PEER CHALLENGE"],
            ["DRAFT v7 FINAL (2) – subject to change. Key: AM = Ada Marsh, BO = Ben Okoro"],
            [],
            ["Date", "Time", "Meeting", "Attendees", "Venue", "Old venue", "Peers", "Notes"],
            [
                "Tuesday\n10th November",
                "8.45 – 9.15am",
                "Arrival, coffee and set-up",
                None,
                "Peer team base room",
                None,
                "All",
                "Passes at reception",
            ],
            [
                None,
                "9.30 – 10.15am",
                "Leader of the Council",
                "Cllr Ann Lee (Leader)",
                "Leader's Office",
                "Room 9",
                "AM / BO",
                "confirmed 2/11",
            ],
            [
                None,
                "10.30 – 11.15",
                "Chief Executive",
                "Jo Hallam, Chief Executive",
                "Committee Room 2,\n1st floor",
                None,
                "AM, CP",
                None,
            ],
            [
                None,
                "11.30-12.15pm",
                "Focus group: front-line staff",
                "Front-line staff (10)\nUnison rep – Del Quaye",
                "Council Chamber",
                None,
                "BO & DR",
                "moved from 2pm",
            ],
            [None, "2-3pm", "Front-line staff (old slot)", None, "Room 9", None, "BO", None],
            [None, "12.15 – 1pm", "LUNCH", None, "Base room", None, None, None],
            [
                None,
                "1.15-2",
                "Section 151 officer",
                "Mo Idris, s151 officer",
                "TBC",
                None,
                "CP",
                "",
            ],
            [],
            [
                "Wednesday\n11th November",
                "9 - 9.45am",
                "Adult social care senior leadership team",
                "Director of Adults - Pat Rooney\nHeads of service x 4",
                "Room 3",
                None,
                "CP and DR",
                None,
            ],
            [None, "9.45 – 10.30", "Travel to Fenwick Hub", None, None, None, "CP, DR", "taxi"],
            [
                None,
                "10.30 – 12 noon",
                "Site visit – Fenwick Hub",
                "Hub manager",
                "Fenwick Hub, 4 Mill Lane",
                None,
                "CP, DR",
                "lone worker form",
            ],
            [None, "TBC", "Trade unions", "Unison, GMB", None, None, None, "awaiting dates"],
            [
                "Thursday\n12th November",
                "2 – 3.30pm",
                "Feedback presentation to the Council",
                "All invited",
                "Council Chamber",
                None,
                "All",
                None,
            ],
        ],
    )
    for cells in ("A1:H1", "A2:H2", "A5:A11", "A13:A16"):
        sheet.merge_cells(cells)
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.column_dimensions["F"].hidden = True
    sheet.row_dimensions[9].hidden = True
    for row in sheet.iter_rows(min_row=5):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    old = add_sheet(
        book,
        "v6 (do not use)",
        [["Date", "Time", "Meeting"], ["10/11/2026", "2pm - 3pm", "Front-line staff"]],
    )
    old.sheet_state = "hidden"
    add_sheet(book, "Key", [["Code", "Meaning"], ["AM", "Ada Marsh"], ["BO", "Ben Okoro"]])
    book.save(path)


def sheet_per_day(path: Path) -> None:
    """A sheet a day, named by the day; roles and names in two columns; contacts behind."""
    book = Workbook()
    headings = ["Start time", "End time", "Session", "Name", "Role", "Room", "Peer(s)"]
    add_sheet(
        book,
        "Tues 10 Nov",
        [
            ["Day 1"],
            headings,
            [
                time(9, 0),
                time(9, 45),
                "Chief Executive",
                "Jo Hallam",
                "Chief Executive",
                "CR1",
                "AM",
            ],
            [
                time(10, 0),
                time(10, 45),
                "Portfolio holders",
                "Cllr Ray Dunn\nCllr Bea Holt",
                "Cabinet member for housing\nCabinet member for finance",
                "CR1",
                "BO/DR",
            ],
            [time(11, 0), time(11, 15), "Break", None, None, None, None],
            [
                time(11, 15),
                time(12, 0),
                "Healthwatch Quillshire",
                "Lou Amos",
                "Chief Officer, Healthwatch Quillshire",
                "Online - MS Teams",
                "CP",
            ],
        ],
    )
    add_sheet(
        book,
        "Weds 11 Nov",
        [
            ["Day 2"],
            headings,
            [9.3, 10.15, "Hospital managers", None, "Ward managers (6), QVT", "Ward 4", "CP, DR"],
            [13, 14, "Working lunch with partners", None, "Partners", "Hall", "all"],
            [
                datetime(2026, 11, 11, 17, 30),
                datetime(2026, 11, 11, 19, 0),
                "Observe Scrutiny Committee",
                None,
                None,
                "Chamber",
                "BO",
            ],
        ],
    )
    add_sheet(
        book,
        "Contacts",
        [
            ["Name", "Telephone"],
            ["Kit Vance (organiser)", "01632 960 111"],
            ["Taxi", "01632 960 222"],
        ],
    )
    book.save(path)


def dates_as_text(path: Path) -> None:
    """Dates as text of several kinds, hours with and without am or pm, a stream column, TBCs."""
    book = Workbook()
    add_sheet(
        book,
        "Interviews",
        [
            [
                "Ref",
                "Day & date",
                "Slot",
                "Stream",
                "Interviewee(s)",
                "Job title",
                "Where",
                "Comments",
            ],
            [
                1,
                "Tues 10/11/26",
                "0930-1015",
                "A",
                "Jo Hallam",
                "Chief Executive",
                "Civic Centre",
                "",
            ],
            [2, "Tues 10/11/26", "0930-1015", "B", "Pat Rooney", "Director of Adults", "Teams", ""],
            [
                3,
                "Tues 10/11/26",
                "2-2.45",
                "A",
                "Sal Penn",
                "Monitoring Officer",
                "tbc",
                "room tbc",
            ],
            [4, "10th Nov", "3pm – 3.45pm", "B", None, "Social workers (8)", "Room 5", None],
            [
                5,
                "Wed 11 November 2026",
                "10:00 (45 mins)",
                "A",
                "Cllr Ray Dunn",
                "",
                "Room 5",
                None,
            ],
            [6, "Wed 11 November 2026", "11", "A", "Kim Oyelaran", "Head of HR", "Room 5", None],
            [7, "Day 3", "12:00hrs – 13:00hrs", "A/B", "Lunch", "", "Base room", None],
            [8, "date tbc", "1-2pm", "B", "Lee Marchetti", "NHS trust chair", None, "chasing"],
        ],
    )
    book.save(path)


def headings_of_their_own(path: Path) -> None:
    """Headings nobody could guess, which a lead must say once."""
    book = Workbook()
    add_sheet(
        book,
        "Diary",
        [
            ["Cohort 2 diary"],
            ["When", "Date", "Colleagues seen", "Base", "Shift pattern", "Attending from LGA"],
            ["9-10am", "10 Nov", "Night wardens (4)", "Depot, Quay Road", "nights", "Ada & Dev"],
            ["10.15-11", "10 Nov", "Rangers\nGardeners x 3", "Park lodge", "days", "Cath, Ben"],
            ["7.30", "10 Nov", "Team dinner", "The Bell Inn", "", "all"],
        ],
    )
    book.save(path)


def clock_change(path: Path) -> None:
    """A visit over the night in which the clocks go back, with real dates and times."""
    book = Workbook()
    sheet = add_sheet(
        book,
        "Sheet1",
        [
            ["Date", "From", "To", "Activity", "Location", "Team"],
            [date(2026, 10, 24), time(16, 0), time(17, 0), "Team meeting", "Hotel", "All"],
            [date(2026, 10, 25), time(9, 30), time(10, 30), "Faith leaders", "Minster hall", "AM"],
            [
                date(2026, 10, 25),
                time(23, 0),
                time(0, 30),
                "Visit to the night shelter",
                None,
                "BO",
            ],
            [date(2026, 10, 26), time(9, 0), time(10, 0), "Chief Executive", "Room 1", "AM, BO"],
        ],
    )
    for row in range(2, 6):
        sheet.cell(row, 1).number_format = "dddd d mmmm"
    book.save(path)


def with_macros(path: Path) -> None:
    """A workbook that carries a macro, which is never looked at."""
    plain = path.with_suffix(".tmp")
    book = Workbook()
    add_sheet(
        book,
        "Timetable",
        [["Day", "Time", "Who"], ["Tues 10 Nov", "9am-10am", "Chief Executive"]],
    )
    book.save(plain)
    with zipfile.ZipFile(plain) as before, zipfile.ZipFile(path, "w") as after:
        for part in before.infolist():
            content = before.read(part)
            if part.filename == "[Content_Types].xml":
                content = content.replace(
                    b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
                ).replace(b"openxmlformats-officedocument.ms-excel", b"ms-excel")
            after.writestr(part, content, zipfile.ZIP_DEFLATED)
        after.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no macro at all")
    plain.unlink()


def add_sheet(book: Workbook, title: str, rows: Rows) -> Worksheet:
    """Add a sheet with rows, in place of the empty one a new workbook has."""
    sheet: Worksheet = book.create_sheet(title)
    if "Sheet" in book.sheetnames and len(book.sheetnames) == 2 and title != "Sheet":
        book.remove(book["Sheet"])
    for row in rows:
        sheet.append(list(row))
    return sheet
