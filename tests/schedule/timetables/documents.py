"""Word documents as councils make them, for `make.py`; every council and person is invented."""

from collections.abc import Sequence
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from docx.table import Table, _Row


def table_over_pages(path: Path) -> None:
    """One long table: day rows merged across, heading rows typed again on each page."""
    document = docx.Document()
    document.add_heading("Adult Social Care Preparation for Assurance Peer Challenge", 1)
    document.add_paragraph("Onsite timetable v0.9 – Quillshire Council, Shire Hall, QL1 1AA")
    headings = ("Time", "Session", "Who", "Location", "Peers")
    table = document.add_table(rows=0, cols=5)
    table.style = "Table Grid"
    _repeated(_add(table, headings))
    _banner(table, "TUESDAY 10TH NOVEMBER – DAY ONE")
    _add(table, ("9.00 – 9.30am", "Welcome and set up", "", "Base room (Ash Room)", "All"))
    _add(
        table,
        (
            "9.30 – 10.15am",
            "Director of Adults",
            "Pat Rooney, Director of Adults",
            "Ash Room",
            "AM, CP",
        ),
    )
    _add(table, ("", "Principal Social Worker", "Ines Falk", "Elm Room", "BO, DR"))
    _add(table, ("10.15 – 10.30", "Break", "", "", ""))
    _add(
        table,
        (
            "10.30 – 11.30",
            "Focus Group – occupational therapists",
            "• OTs x 7\n• Student OT\n• Team manager – Rae Binns",
            "Elm Room",
            "BO (lead), OS shadowing",
        ),
    )
    _add(table, headings)
    _banner(table, "WEDNESDAY 11TH NOVEMBER – DAY TWO")
    _add(table, ("8.45am", "Depart hotel", "", "", ""))
    _add(table, ("9.15 – 10.15", "People who draw on services", "6 people", "Larch Centre", "CP"))
    _add(
        table,
        (
            "10.30 – 11.30",
            "Care providers\n(home care and residential)",
            "Provider forum members",
            "Larch Centre",
            "AM & DR",
        ),
    )
    _add(table, headings)
    _add(table, ("11.45 – 12.30", "Carers' organisation", "Lou Amos, Healthwatch", "Teams", "CP"))
    _add(table, ("12.30 – 1.30pm", "Lunch and team reflection", "", "Ash Room", "All"))
    document.add_paragraph("Please note that rooms may change on the day.")
    document.save(str(path))


def table_per_day(path: Path) -> None:
    """A heading and a small table for each day, without headings over the columns."""
    document = docx.Document()
    document.add_paragraph("Timetable for the peer team")
    days = (
        (
            "Tuesday 10 November 2026",
            (
                ("10:00", "Meet Cllr Ann Lee, Leader of the Council\nVenue: Leader's Office"),
                ("10:45", "Comfort break"),
                ("11:00 – 12:00", "Corporate leadership team [AM, BO, CP]\nCommittee Room 1"),
            ),
        ),
        (
            "Wednesday 11 November 2026",
            (
                ("9:00", "Overview and scrutiny chairs (x5)\nCommittee Room 1\nPeers: DR"),
                ("10:00 to 11:00", "Drop-in for all staff\nStaff canteen"),
                ("PM", "Document review – base room"),
            ),
        ),
    )
    for day, rows in days:
        document.add_heading(day, 2)
        table = document.add_table(rows=0, cols=2)
        for row in rows:
            _add(table, row)
        document.add_paragraph("")
    document.save(str(path))


def tabbed_lines(path: Path) -> None:
    """No table at all: bold days, and times and titles set apart by tabs."""
    document = docx.Document()
    document.add_paragraph("YOUTH JUSTICE PEER REVIEW")
    document.add_paragraph("Organiser: Kit Vance, 01632 960 111")
    for line in (
        "Tuesday 10th November",
        "9.00am\tArrive Shire Hall, coffee",
        "9.30 – 10.30\tYouth justice management board\tCouncil Chamber",
        "10.45 – 11.30\tPolice and probation (BO, DR)\tRoom 4",
        "\tVictim liaison officer (CP)\tRoom 5",
        "12.00 – 12.45\tLunch",
        "",
        "Wednesday 11th November",
        "9.30-10.30am\tCase managers x 6 (AM)\tYouth Hub",
        "10.30 –\tTravel to secure unit",
        "11.30 – 1pm\tSite visit: Larkfield unit (AM/OS)",
        "2.00pm\tCourt users’ group – no longer taking place",
        "4.00 – 5.30pm\tPeer team meeting\tBase room",
    ):
        document.add_paragraph(line)
    document.save(str(path))


def grid_of_streams(path: Path) -> None:
    """A Word table with streams across and rows merged for everybody."""
    document = docx.Document()
    document.add_heading("Day 2: Wednesday 11 November", 2)
    table = document.add_table(rows=0, cols=4)
    _add(table, ("", "Team A (Ada, Ben)", "Team B (Cath)", "Team C (Dev)"))
    _add(
        table, ("09:00-09:45", "Chief Finance Officer\nRoom 1", "Public health\nRoom 2", "GPs (3)")
    )
    break_row = _add(table, ("09:45-10:00", "Coffee", "", ""))
    break_row.cells[1].merge(break_row.cells[3]).text = "Coffee"
    _add(table, ("10:00-11:00", "Union reps", "", "Ambulance service\nOnline via Teams"))
    tall = _add(table, ("11:00-12:00", "", "School nurses\nHub", "Free time"))
    table.rows[3].cells[1].merge(tall.cells[1]).text = "Union reps\nRoom 1"
    document.save(str(path))


def _add(table: Table, texts: Sequence[str]) -> _Row:
    row: _Row = table.add_row()
    for cell, text in zip(row.cells, texts, strict=True):
        cell.text = text
    return row


def _banner(table: Table, text: str) -> None:
    row = _add(table, (text, *[""] * (len(table.columns) - 1)))
    row.cells[0].merge(row.cells[-1]).text = text


def _repeated(row: _Row) -> None:
    """Have Word show the row on top of every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
