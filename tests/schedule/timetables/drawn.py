"""Workbooks that draw the timetable as a grid, for `make.py`; everybody in them is invented."""

from pathlib import Path

from openpyxl import Workbook

from tests.schedule.timetables.books import add_sheet


def streams_side_by_side(path: Path) -> None:
    """Streams A to C beside each other under each day, with what all share merged across."""
    book = Workbook()
    sheet = add_sheet(
        book,
        "Programme",
        [
            ["Peer challenge programme 10–12 November 2026"],
            [],
            ["", "Tuesday 10 November", None, None, "Wednesday 11 November", None, None],
            ["Time", "Stream A", "Stream B", "Stream C", "Stream A", "Stream B", "Stream C"],
            ["", "AM, OS", "BO", "CP, DR", "AM, OS", "BO", "CP, DR"],
            ["8.30", "Team briefing\nBase room", None, None, "Team briefing", None, None],
            [
                "9.00",
                "Leader of the Council\nCllr Ann Lee\nLeader's Office",
                "Housing officers\nRoom 3",
                "Ward sisters (5)\nQuill Valley Hospital",
                "Chief Constable",
                "Site visit: Fenwick Hub",
                None,
            ],
            ["10.00", "Opposition leader", "Tenants' panel\nRoom 3", None, None, None, "GPs"],
            ["11.00", "Coffee", None, None, "Coffee", None, None],
            ["11.15", "Section 151 officer", None, "Carers (8)\nLibrary", None, "Headteachers", ""],
            ["12.15-1pm", "Lunch", None, None, "Lunch", None, None],
        ],
    )
    for cells in ("A1:G1", "B3:D3", "E3:G3", "B6:D6", "E6:G6", "D7:D8", "F7:F8", "B9:D9"):
        sheet.merge_cells(cells)
    for cells in ("E9:G9", "B11:D11", "E11:G11"):
        sheet.merge_cells(cells)
    book.save(path)


def grid_of_days(path: Path) -> None:
    """Days across, times down, sessions merged over several rows and with hours of their own."""
    book = Workbook()
    sheet = add_sheet(
        book,
        "Timetable",
        [
            ["Quillshire peer challenge – timetable at a glance"],
            ["", "Mon 9 Nov", "Tue 10 Nov", "Wed 11 Nov", "Thu 12 Nov"],
            [
                "09:00 - 10:00",
                None,
                "Chief Executive (AM/BO)\nRoom 1",
                "9.15-10.00 Audit committee chair\nRoom 2",
                "Drafting the presentation\nBase room",
            ],
            ["10:00 - 11:00", None, "Cabinet members (AM)", "Travel", None],
            ["11:00 - 12:00", None, "Cabinet members (BO)", "Site visit – depot", None],
            ["12:00 - 13:00", None, "Lunch", "Lunch", "Lunch"],
            [
                "13:00 - 14:00",
                None,
                "Voluntary sector round table\nwith: 12 organisations",
                None,
                None,
            ],
            ["14:00 - 15:00", None, None, "CANCELLED – Planning agents", "Feedback to the Council"],
            [
                "Evening",
                "6.30pm Team dinner, The Bell Inn",
                None,
                "Team meeting 5.30pm – 7pm",
                None,
            ],
        ],
    )
    for cells in ("E3:E5", "C7:C8"):
        sheet.merge_cells(cells)
    book.save(path)
