"""Timetables as they come: a list, a grid, lines with tabs, a calendar, each read into sessions."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import docx
import openpyxl
import pytest

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Member, Organisation
from peerdesk.domain.words import Rights, Sector, SessionKind, TeamRole
from peerdesk.schedule.errors import SetupFault
from peerdesk.schedule.timetable.days import Days, find_day, read_day
from peerdesk.schedule.timetable.found import CUT, Found
from peerdesk.schedule.timetable.hours import read_hours
from peerdesk.schedule.timetable.known import Known
from peerdesk.schedule.timetable.people import split_name
from peerdesk.schedule.timetable.reading import read_timetable, understand
from tests.schedule.timetables.hostile import READ

DAYS = Days(date(2026, 11, 10), date(2026, 11, 12))
COUNCIL = Organisation(RecordId("o1"), "Quillshire Council", "council", Sector.LOCAL_GOVERNMENT)
TRUST = Organisation(RecordId("o2"), "Quill Trust", "trust", Sector.NHS)
AM = Member(RecordId("m1"), "Ada Marsh", "AM", TeamRole.CHALLENGE_MANAGER, Rights.LEAD)
BO = Member(RecordId("m2"), "Ben Okoro", "BO", TeamRole.OFFICER_PEER, Rights.PEER)
KNOWN = Known(DAYS, "Europe/London", (COUNCIL, TRUST), (AM, BO))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("9.30 – 10.15am", "09:30", "10:15"),
        ("0930-1015", "09:30", "10:15"),
        ("9am to 10", "09:00", "10:00"),
        ("2-3pm", "14:00", "15:00"),
        ("11-1pm", "11:00", "13:00"),
        ("noon - 1pm", "12:00", "13:00"),
        ("12.30 - 1.15pm", "12:30", "13:15"),
        ("1.30-2.15", "13:30", "14:15"),
        ("10:00 (1 hour)", "10:00", "11:00"),
        ("9:30am for 45 mins", "09:30", "10:15"),
        ("1000 - 1130hrs", "10:00", "11:30"),
        ("5.30pm till 7", "17:30", "19:00"),
        ("11.45 - 12.30", "11:45", "12:30"),
    ],
)
def test_hours_are_read_in_any_usual_form(text: str, start: str, end: str) -> None:
    hours = read_hours(text)
    assert hours is not None and hours.end is not None
    assert (f"{hours.start:%H:%M}", f"{hours.end:%H:%M}") == (start, end)


@pytest.mark.parametrize("text", ["Room 4", "3-4 people", "£4.30", "half past", "10", "12/11/2026"])
def test_what_is_no_time_is_not_taken_for_one(text: str) -> None:
    assert read_hours(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tuesday 10 November", 10),
        ("Tue 10th Nov 2026", 10),
        ("10/11/2026", 10),
        ("10.11.26", 10),
        ("Day 2", 11),
        ("DAY ONE - Tuesday 10th November 2026", 10),
        ("Thursday", 12),
        ("Weds 11", 11),
        ("2026-11-11", 11),
        ("November 12, 2026", 12),
    ],
)
def test_a_day_is_read_in_any_usual_form(text: str, day: int) -> None:
    assert read_day(text, DAYS) == date(2026, 11, day)


@pytest.mark.parametrize("text", ["Room 4.12", "9.30", "3/4 of them", "Sunday lunch", ""])
def test_what_is_no_day_is_not_taken_for_one(text: str) -> None:
    assert read_day(text, DAYS) is None
    assert find_day("Room 4.12", DAYS) is None


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Jo Bloggs, Director of Adults", "Jo Bloggs", "Director of Adults"),
        ("Director of Adults – Jo Bloggs", "Jo Bloggs", "Director of Adults"),
        ("Councillor John O'Neill (Leader)", "Councillor John O'Neill", "Leader"),
        ("Cllr Ann Lee", "Cllr Ann Lee", ""),
        ("Chief Executive", "", "Chief Executive"),
        ("Adult Social Care", "", "Adult Social Care"),
    ],
)
def test_names_are_told_from_roles(text: str, name: str, role: str) -> None:
    assert split_name(text) == (name, role)


def lines(path: Path) -> list[str]:
    return [line(found) for found in read_timetable(path, KNOWN).sessions]


def line(found: Found) -> str:
    """Return a session as one line, so that a whole timetable reads at a glance."""
    peers = {AM.id: "AM", BO.id: "BO"}
    people = "; ".join(
        ", ".join(part for part in (p.name, p.role) if part)
        + (f" ×{p.expected}" if p.expected > 1 else "")
        for p in found.people
    )
    parts = [
        f"{found.start:%d %H:%M}-{found.end:%H:%M} {found.title}",
        found.place,
        people,
        " ".join(peers[p] for p in found.peers),
        found.stream,
    ]
    return " | ".join(parts)


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Path]:
    """Return how to save rows as a workbook, with the cells to merge."""

    def save(*rows: list[object], merge: tuple[str, ...] = (), title: str = "Timetable") -> Path:
        book = openpyxl.Workbook()
        page = book.active
        assert page is not None
        page.title = title
        for row in rows:
            page.append(row)
        for cells in merge:
            page.merge_cells(cells)
        path = tmp_path / "timetable.xlsx"
        book.save(path)
        return path

    return save


def test_a_list_with_headings_and_merged_days_is_read(sheet: Callable[..., Path]) -> None:
    path = sheet(
        ["Peer challenge timetable v7 FINAL"],
        [],
        ["Date", "Time", "Meeting", "Who", "Venue", "Peers", "Notes"],
        [
            datetime(2026, 11, 10),
            "9.30 – 10.15am",
            "Leader of the Council",
            "Cllr Ann Lee",
            "Committee Room 2",
            "AM / BO",
            "confirmed",
        ],
        [None, "10.30-11.15", "Unpaid carers", "Unpaid carers (8)\nCarers' lead", None, "BO", None],
        [None, "12.30 – 1.15pm", "Lunch", None, None, None, None],
        ["Weds 11 Nov", "2-3pm", "Focus group: ward staff", "Ward nurses x 6", "Ward 4", "All", ""],
        merge=("A4:A6",),
    )
    assert lines(path) == [
        (
            "10 09:30-10:15 Leader of the Council | Committee Room 2 | Cllr Ann Lee, Participant"
            " | AM BO | "
        ),
        "10 10:30-11:15 Unpaid carers |  | Unpaid carers ×8; Carers' lead | BO | ",
        "10 12:30-13:15 Lunch |  |  |  | ",
        "11 14:00-15:00 Focus group: ward staff | Ward 4 | Ward nurses ×6 | AM BO | ",
    ]
    kinds = [found.kind for found in read_timetable(path, KNOWN).sessions]
    assert kinds == [
        SessionKind.INTERVIEW,
        SessionKind.INTERVIEW,
        SessionKind.BREAK,
        SessionKind.FOCUS_GROUP,
    ]


def test_a_grid_of_days_with_merged_cells_is_read(sheet: Callable[..., Path]) -> None:
    path = sheet(
        ["Time", "Tuesday 10 November", "Wednesday 11 November"],
        ["09:00 - 10:00", "Chief executive\nRoom 1\nAM, BO", "Finance team\nVenue: Room 3"],
        ["10:00 - 11:00", "Scrutiny chairs (BO)", None],
        ["11:00 - 12:00", None, "Lunch"],
        merge=("B3:B4", "C2:C3"),
    )
    assert lines(path) == [
        "10 09:00-10:00 Chief executive | Room 1 |  | AM BO | ",
        "10 10:00-12:00 Scrutiny chairs |  |  | BO | ",
        "11 09:00-11:00 Finance team | Room 3 |  |  | ",
        "11 11:00-12:00 Lunch |  |  |  | ",
    ]


def test_a_grid_of_streams_takes_its_day_from_above(sheet: Callable[..., Path]) -> None:
    path = sheet(
        ["Tuesday 10 November 2026"],
        ["", "Stream A", "Stream B"],
        ["9.00", "Chief executive", "Housing officers"],
        ["10.00", "Team meeting", None],
        ["11.00", "Tenants' panel", "Site visit to the depot"],
        merge=("B4:C4",),
    )
    assert lines(path) == [
        "10 09:00-10:00 Chief executive |  |  |  | A",
        "10 09:00-10:00 Housing officers |  |  |  | B",
        "10 10:00-11:00 Team meeting |  |  |  | ",
        "10 11:00-12:00 Tenants' panel |  |  |  | A",
        "10 11:00-12:00 Site visit to the depot |  |  |  | B",
    ]


def test_tables_of_a_word_document_take_the_day_over_them(tmp_path: Path) -> None:
    document = docx.Document()
    for day in ("Day 1 – Tuesday 10 November", "Day 2 – Wednesday 11 November"):
        document.add_paragraph(day)
        table = document.add_table(rows=3, cols=3)
        for row, cells in zip(
            table.rows,
            (
                ("Time", "Session", "With"),
                ("9.30 – 10.15am", "Adult social care", "Jo Bloggs, Director of Adults"),
                ("10.30 – 11.15", "Travel to the hospital", ""),
            ),
            strict=True,
        ):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    path = tmp_path / "timetable.docx"
    document.save(str(path))
    once = ["09:30-10:15 Adult social care |  | Jo Bloggs, Director of Adults |  | "]
    once += ["10:30-11:15 Travel to the hospital |  |  |  | "]
    assert lines(path) == [f"{day} {one}" for day in (10, 11) for one in once]


def test_tabbed_lines_of_a_document_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Tuesday 10 November")
    document.add_paragraph("9.00am\tChief executive\tRoom 1")
    document.add_paragraph("10.00 – 10.45\tCarers (BO)\tLibrary")
    path = tmp_path / "timetable.docx"
    document.save(str(path))
    assert lines(path) == [
        "10 09:00-10:00 Chief executive | Room 1 |  |  | ",
        "10 10:00-10:45 Carers | Library |  | BO | ",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_is_read_in_any_common_encoding_and_separator(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    rows = [
        ["Day", "Start", "Finish", "Session", "Location"],
        ["10/11/2026", "09:00", "10:00", "Café – staff", "Room 1"],
    ]
    path = tmp_path / "timetable.csv"
    text = "\r\n".join(separator.join(row) for row in rows)
    path.write_bytes(text.encode(encoding))
    assert lines(path) == ["10 09:00-10:00 Café – staff | Room 1 |  |  | "]


def test_a_calendar_is_read_in_the_hosts_time_with_what_recurs(tmp_path: Path) -> None:
    path = tmp_path / "timetable.ics"
    path.write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
        "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T000000Z\r\nSUMMARY:Chief executive\r\n"
        "DTSTART;TZID=GMT Standard Time:20261110T090000\r\n"
        "DTEND;TZID=GMT Standard Time:20261110T100000\r\nLOCATION:Room 1\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:2\r\nDTSTAMP:20261101T000000Z\r\nSUMMARY:Team meeting\r\n"
        "DTSTART:20261110T173000Z\r\nDTEND:20261110T183000Z\r\n"
        "RRULE:FREQ=DAILY;COUNT=2\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        newline="",
    )
    assert lines(path) == [
        "10 09:00-10:00 Chief executive | Room 1 |  |  | ",
        "10 17:30-18:30 Team meeting |  |  |  | ",
        "11 17:30-18:30 Team meeting |  |  |  | ",
    ]


def test_a_row_that_says_no_time_is_named_and_not_guessed(sheet: Callable[..., Path]) -> None:
    path = sheet(
        ["Date", "Time", "Meeting", "Peers"],
        ["10/11/2026", "9.00 – 10.00", "Chief executive", "BO"],
        ["10/11/2026", "tbc", "Housing"],
        ["10/11/2026", "tbc", "Planning", "AM"],
    )
    reading = read_timetable(path, KNOWN)
    assert [found.title for found in reading.sessions] == ["Chief executive"]
    assert [(one.where, one.reason) for one in reading.unread] == [
        ("sheet “Timetable”, row 3", "It says no time."),
        ("sheet “Timetable”, row 4", "It says no time."),
    ]


@pytest.mark.parametrize(
    "content", [b"", b"   \n", b"hello", b"PK\x03\x04broken", bytes(range(256))]
)
def test_what_is_no_timetable_is_refused_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "timetable.xlsx"
    path.write_bytes(content)
    with pytest.raises(SetupFault, match=r"nothing was changed, .*\.$"):
        read_timetable(path, KNOWN)


def test_what_is_hidden_in_a_workbook_is_left_out_and_said(sheet: Callable[..., Path]) -> None:
    path = sheet(
        ["Date", "Time", "Meeting", "Venue", "Venue"],
        ["10/11/2026", "9.00 – 10.00", "Chief executive", "Old room", "New room"],
        ["10/11/2026", "10.00 – 11.00", "Housing", "Old room", "New room"],
    )
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    page.column_dimensions["D"].hidden = True
    page.row_dimensions[3].hidden = True
    book.save(path)
    assert lines(path) == ["10 09:00-10:00 Chief executive | New room |  |  | "]
    (unread,) = read_timetable(path, KNOWN).unread
    assert unread.reason == "Hidden rows are left out: 1 here, this one first."


def test_an_event_whose_dates_cannot_be_is_set_aside_and_the_others_are_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "timetable.ics"
    path.write_bytes(READ["an end beyond all time"]())
    reading = read_timetable(path, KNOWN)
    assert [one.reason for one in reading.unread] == ["Its dates cannot be read."]
    assert [one.start.hour for one in reading.sessions] == [9]


def test_a_cell_that_is_too_long_is_said_to_be_cut(tmp_path: Path) -> None:
    path = tmp_path / "timetable.csv"
    long = "word " * 500
    path.write_text(f"Date;Time;Session\n2026-11-10;9-10am;{long}\n2026-11-10;10-11am;Police\n")
    first, second = read_timetable(path, KNOWN).sessions
    assert CUT in first.unsure and CUT not in second.unsure


def test_a_sheet_without_a_day_is_asked_for_it_and_takes_the_one_given(tmp_path: Path) -> None:
    path = tmp_path / "timetable.csv"
    path.write_text("Time;Session\n9-10am;Police\n10-11am;Fire service\n")
    reading = understand(path, KNOWN)
    assert (reading.sessions, reading.dayless) == ([], ["the file"])
    given = replace(KNOWN, sheet_days={"the file": date(2026, 11, 11)})
    assert [one.day.day for one in understand(path, given).sessions] == [11, 11]
