"""A timetable as a Word document, in the look of the report; python-docx holds the package."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor, Twips
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from peerdesk.domain.characters import clean
from peerdesk.resources import office_file
from peerdesk.schedule.handout.content import NOTICE, Day, Handout, Line

_MARGIN = 18  # millimetres
_OWN = (25, 43, 31, 52, 23)  # millimetres of each column; A4 has 174 between these margins
_WHOLE = (27, 66, 46, 98, 24)  # and 261 across
_LONGEST_PROPERTY = 255
_TAB_OF_STYLE = 8_844  # of “footer” in the template, for the margins of the report
_MUTED = RGBColor(0x52, 0x63, 0x6B)


def write_word(handout: Handout) -> bytes:
    """Return a timetable as the bytes of a .docx file; everybody's lies across the page."""
    document = docx.Document(BytesIO(office_file("report")))
    across = handout.member is None
    _lay_out(document, across)
    _describe(document, handout)
    _head(document, handout)
    for day in handout.days:
        _day(document, day, handout, _WHOLE if across else _OWN)
    if handout.is_empty:
        _text(document, "There is no session in it yet.")
    for heading, lines in (
        ("To read before the first day", handout.to_read),
        ("The team", handout.team),
    ):
        if lines:
            _text(document, heading, "Heading 2")
            for line in lines:
                _text(document, line, "List Bullet")
    _foot(document, handout, sum(_WHOLE if across else _OWN))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _lay_out(document: Document, across: bool) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = False
    section.page_width, section.page_height = Mm(210), Mm(297)
    if across:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin, section.bottom_margin = Mm(16), Mm(18)
    section.footer_distance = Mm(9)


def _describe(document: Document, handout: Handout) -> None:
    properties = document.core_properties
    properties.title = clean(f"{handout.title}: {handout.whose}")[:_LONGEST_PROPERTY]
    properties.author = clean(handout.title)[:_LONGEST_PROPERTY]
    properties.language = "en-GB"
    properties.created = properties.modified = datetime.now(UTC)


def _text(document: Document, text: str, style: str = "Normal") -> Paragraph:
    return document.add_paragraph(clean(text), style)


def _head(document: Document, handout: Handout) -> None:
    _text(document, handout.whose, "Heading 1").paragraph_format.space_after = Pt(4)
    _text(document, handout.title, "Subtitle").runs[0].font.size = Pt(13)
    about = _text(document, handout.as_of)
    about.paragraph_format.space_after = Pt(2)
    notice = about.add_run(f" {NOTICE}")
    notice.bold = True
    if handout.emergency:
        said = _text(document, f"If somebody is at risk, ring {handout.emergency}.")
        said.paragraph_format.space_after = Pt(0)


def _day(document: Document, day: Day, handout: Handout, widths: Sequence[int]) -> None:
    heading = _text(document, day.title, "Heading 2")
    heading.paragraph_format.space_before = Pt(16)
    table = document.add_table(1, len(widths), "Feedback Table")
    table.autofit = False
    _header(table, handout.headings)
    for line in day.lines:
        _row(table, line)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), f"Sessions on {day.title}")
    table._tbl.tblPr.append(caption)


def _header(table: Table, headings: Sequence[str]) -> None:
    row = table.rows[0]
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, heading in zip(row.cells, headings, strict=True):
        _write(cell, (heading,))
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def _row(table: Table, line: Line) -> None:
    cells = table.add_row().cells  # type: ignore[no-untyped-call]
    session = line.session
    _write(cells[0], (line.hours,))
    _write(cells[1], (session.title,))
    title = cells[1].paragraphs[0].runs[0] if session.title else None
    if title is not None:
        title.bold = True
    if session.cancelled:
        for cell in cells[:2]:
            for run in cell.paragraphs[0].runs:
                run.font.strike = True
        _add(cells[1], "Cancelled").bold = True
    if line.what:
        _add(cells[1], line.what).font.color.rgb = _MUTED
    _write(cells[2], (session.place,))
    _write(cells[3], line.people)
    _write(cells[4], (line.peers,))


def _write(cell: _Cell, lines: Sequence[str]) -> None:
    first = cell.paragraphs[0]
    first.style = "Table Text"
    for number, text in enumerate(lines):
        if number:
            cell.paragraphs[-1].paragraph_format.space_after = Pt(3)
            _add(cell, text)
        elif text:
            first.add_run(clean(text))


def _add(cell: _Cell, text: str):  # type: ignore[no-untyped-def]  # python-docx's run
    return cell.add_paragraph("", "Table Text").add_run(clean(text))


def _foot(document: Document, handout: Handout, width: int) -> None:
    line = document.sections[0].footer.paragraphs[0]
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(Twips(_TAB_OF_STYLE), WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(clean(f"{handout.whose}. {NOTICE}\tPage "))
    _field(line, "PAGE")
    line.add_run(" of ")
    _field(line, "NUMPAGES")


def _field(line: Paragraph, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" {instruction} ")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    line._p.append(field)
