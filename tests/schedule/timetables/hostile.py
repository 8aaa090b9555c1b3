"""Broken, protected and hostile files: small to write, costly to whoever trusts them."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time

import docx
from openpyxl import Workbook

from peerdesk.schedule.timetable.own import HEADINGS

_EVENT = "UID:{n}\r\nDTSTAMP:20261101T000000Z\r\nSUMMARY:Team {n}\r\n"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
_ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
)
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"


def workbook(rows: Iterable[Sequence[object]]) -> bytes:
    """Return a workbook with one sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Timetable")
    for row in rows:
        sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def document() -> bytes:
    """Return a document with a small table."""
    made = docx.Document()
    table = made.add_table(rows=2, cols=2)
    for row, texts in zip(table.rows, (("Time", "Session"), ("9-10am", "Carers")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def altered(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a package with one part changed."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for one in before.infolist():
            text = before.read(one)
            after.writestr(one.filename, change(text) if one.filename == part else text)
    return kept.getvalue()


def _entities(xml: bytes) -> bytes:
    return _ENTITIES.encode() + xml.partition(b"?>")[2]


def _bomb(xml: bytes) -> bytes:
    return xml.replace(b"</sheetData>", b" " * (300 << 20) + b"</sheetData>")


def _wide(attribute: str) -> Callable[[bytes], bytes]:
    def change(xml: bytes) -> bytes:
        if attribute == "gridSpan":
            return xml.replace(b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="900000000"/>', 1)
        return xml.replace(b"<w:tr>", b'<w:tr><w:trPr><w:gridBefore w:val="900000000"/></w:trPr>')

    return change


def _many_rows(xml: bytes) -> bytes:
    start, end = xml.rindex(b"<w:tr>"), xml.rindex(b"</w:tr>") + len("</w:tr>")
    return xml[:end] + xml[start:end] * 80_000 + xml[end:]


def _many_lines(xml: bytes) -> bytes:
    line = b"<w:p><w:r><w:t>9am</w:t><w:tab/><w:t>Carers</w:t></w:r></w:p>"
    return xml.replace(b"<w:sectPr", line * 200_000 + b"<w:sectPr", 1)


def _nested(xml: bytes) -> bytes:
    table = b"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>"
    end = b"<w:p/></w:tc></w:tr></w:tbl>"
    return xml.replace(b"<w:sectPr", table * 5_000 + end * 5_000 + b"<w:sectPr", 1)


def _long(xml: bytes) -> bytes:
    cells = (f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ("10 Nov", "9am", "Carers"))
    row = f"<row>{''.join(cells)}</row>".encode()
    return xml.replace(b"</sheetData>", row * 200_000 + b"</sheetData>")


def calendar(*events: str, before: str = "") -> bytes:
    """Return a calendar of events, each given by its lines."""
    inside = "".join(
        f"BEGIN:VEVENT\r\n{_EVENT.format(n=n)}{event}\r\nEND:VEVENT\r\n"
        for n, event in enumerate(events)
    )
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
    return f"{head}{before}{inside}END:VCALENDAR\r\n".encode()


_NINE = "DTSTART:20261110T090000Z\r\nDTEND:20261110T100000Z"
_ALL = ",".join(map(str, range(60)))
_ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:Somewhere\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    "RRULE:FREQ=SECONDLY\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n"
    "END:VTIMEZONE\r\n"
)
_IN_ZONE = "DTSTART;TZID=Somewhere:20261110T090000\r\nDTEND;TZID=Somewhere:20261110T100000"

REFUSED: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "a PDF": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n",
    "a web page": lambda: b"<html><body><p>Carers</p></body></html>",
    "cut short": lambda: workbook(_few())[:-200],
    "a package of something else": lambda: altered(workbook([]), "xl/workbook.xml", lambda _: b""),
    "an old workbook": lambda: _OLE + "Workbook".encode("utf-16-le"),
    "an old document": lambda: _OLE + "WordDocument".encode("utf-16-le"),
    "protected with a password": lambda: _OLE + "EncryptedPackage".encode("utf-16-le"),
    "a zip bomb": lambda: altered(workbook(_few()), "xl/worksheets/sheet1.xml", _bomb),
    "entities in a workbook": lambda: altered(
        workbook(_few()), "xl/worksheets/sheet1.xml", _entities
    ),
    "entities in a document": lambda: altered(document(), "word/document.xml", _entities),
    "a cell over 900 million columns": lambda: altered(
        document(), "word/document.xml", _wide("gridSpan")
    ),
    "a row after 900 million columns": lambda: altered(
        document(), "word/document.xml", _wide("gridBefore")
    ),
    "tables in tables": lambda: altered(document(), "word/document.xml", _nested),
    "80,000 rows of a table": lambda: altered(document(), "word/document.xml", _many_rows),
    "200,000 tabbed lines": lambda: altered(document(), "word/document.xml", _many_lines),
    "200,000 rows of a workbook": lambda: altered(
        workbook(_few()), "xl/worksheets/sheet1.xml", _long
    ),
    "200,000 lines of text": lambda: b"Day,Time,Session\n" + b"10 Nov,9-10am,Carers\n" * 200_000,
    "200,000 events": lambda: calendar(*[_NINE] * 200_000),
    "an event every second": lambda: calendar(f"{_NINE}\r\nRRULE:FREQ=SECONDLY"),
    "an event at every second of a day": lambda: calendar(
        f"{_NINE}\r\nRRULE:FREQ=DAILY;BYHOUR={_ALL[:61]};BYMINUTE={_ALL};BYSECOND={_ALL}"
    ),
    "3,000 endless events": lambda: calendar(*[f"{_NINE}\r\nRRULE:FREQ=DAILY"] * 3_000),
    "a daily event since the year 1": lambda: calendar(
        "DTSTART:00010101T090000Z\r\nDTEND:00010101T100000Z\r\nRRULE:FREQ=DAILY"
    ),
    "a million dates": lambda: calendar(f"{_NINE}\r\nRDATE:" + "20261110T090000Z," * 900_000),
    "long cells of hours": lambda: workbook(
        [["Day", "Time", "Session"], *[["10 Nov", "9-" * 2_000, "9-10am " * 500]] * 500]
    ),
    "no calendar": lambda: b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:tomorrow\r\n",
}
READ: dict[str, Callable[[], bytes]] = {
    "our own workbook spoilt": lambda: workbook(
        [
            list(HEADINGS),
            [datetime.max, time.max, datetime.min.replace(year=1900), "the end of time"],
            [date(2026, 11, 10), 0.4, -1e300, "x" * 30_000, "y" * 30_000, "", "?", "|\n" * 9_000],
            [date(2026, 11, 10), 1e308, True, "=1+1", None, None, None, None, "=A1"],
        ]
    ),
    "an end beyond all time": lambda: calendar(
        "DTSTART:20261110T090000Z\r\nDURATION:P999999999D", _NINE
    ),
    "weekly meetings of many years": lambda: calendar(
        *["DTSTART:20100105T090000Z\r\nDTEND:20100105T100000Z\r\nRRULE:FREQ=WEEKLY"] * 100
    ),
    "a zone that changes every second": lambda: calendar(_IN_ZONE, before=_ZONE),
    "long cells of names": lambda: workbook(
        [["Day", "Time", "Who"], *[["10 Nov", "9-10am", "Ann Bell-" * 3_000]] * 300]
    ),
    "a cell of ten million letters": lambda: altered(
        workbook(_few()),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"Carers", b"Carers " * 1_500_000),
    ),
}


def _few() -> list[list[str]]:
    return [["Day", "Time", "Session"], ["10 Nov", "9-10am", "Carers"]]
