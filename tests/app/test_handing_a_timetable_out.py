"""A lead hands timetables out from the panel: as Word, PDF, calendar and Excel, or on paper."""

import shutil
import subprocess
from pathlib import Path

import docx
import icalendar
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from peerdesk.app.timetable.handing_out import actions
from peerdesk.app.timetable.handing_out.form import HandOutForm
from peerdesk.app.timetable.handing_out.paper import pdf
from peerdesk.app.timetable.view import TimetablePage
from tests.app.conftest import FIRST, SECOND, Screen
from tests.helpers.accessible import troubles
from tests.schedule.handout.long import long_handout

NOTE = "One front door works."


@pytest.fixture
def form(lead: Screen) -> HandOutForm:
    """Return the form, come to by the palette's words for it."""
    page = lead.go("timetable")
    assert isinstance(page, TimetablePage)
    next(one for one in page.actions() if one.text() == "Hand it out").trigger()
    lead.rest()
    found = page.side
    assert isinstance(found, HandOutForm) and lead.focus is found.whose
    return found


def choose(form: HandOutForm, whose: str, ending: str) -> None:
    form.form.setCurrentIndex(form.form.findData(ending))
    form.whose.setCurrentIndex(form.whose.findText(whose))
    form.form.activated.emit(form.form.currentIndex())


def text_of(path: Path) -> str:
    """Return what another program reads in a PDF."""
    program = shutil.which("pdftotext")
    assert program is not None, "install poppler-utils"
    return subprocess.run(
        [program, "-layout", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout


def test_everybodys_and_ones_own_are_saved_by_keyboard_and_say_where_they_are(
    lead: Screen, form: HandOutForm, tmp_path: Path
) -> None:
    choose(form, "Mine", actions.PDF)
    form.save.setFocus()
    lead.press(Qt.Key.Key_Space)
    lead.rest()
    dialog = lead.window.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.selectedFiles()[0]).name == "TST26-timetable-AM.pdf"
    path = tmp_path / "mine.pdf"
    dialog.filesSelected.emit([str(path)])
    dialog.reject()
    lead.rest()
    assert str(path) in form.said.text()
    text = text_of(path)
    assert "Timetable of Ada Marsh" in text and FIRST.split()[0] in text
    assert "Destroy after the visit." in text and "Wilhelmina Tarrow" in " ".join(text.split())
    assert NOTE not in text
    assert troubles(lead.window) == []


def test_each_form_holds_the_sessions_and_no_note(
    lead: Screen, form: HandOutForm, tmp_path: Path
) -> None:
    for ending in (actions.WORD, actions.CALENDAR, actions.WORKBOOK):
        choose(form, "Everybody's, in one", ending)
        form.write([tmp_path / f"whole{ending}"])
        lead.rest()
    assert not form.whose.isEnabled() and not form.print.isEnabled()
    words = docx.Document(str(tmp_path / "whole.docx"))
    cells = "\n".join(c.text for t in words.tables for row in t.rows for c in row.cells)
    assert FIRST in cells and SECOND in cells and NOTE not in cells
    calendar = icalendar.Calendar.from_ical((tmp_path / "whole.ics").read_bytes())
    assert {str(event["SUMMARY"]) for event in calendar.walk("VEVENT")} == {FIRST, SECOND}


def test_everybody_gets_a_file_each_in_a_folder(
    lead: Screen, form: HandOutForm, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    choose(form, "Everybody their own, a file each", actions.CALENDAR)
    assert not form.print.isEnabled()
    form.write_each([folder])
    lead.rest()
    assert {one.name for one in folder.iterdir()} == {
        "TST26-timetable-AM.ics",
        "TST26-timetable-BO.ics",
    }
    assert form.said.text() == f"2 timetables are in {folder}."


def test_escape_and_going_to_a_session_give_the_panel_back(lead: Screen, form: HandOutForm) -> None:
    page = lead.desk.page("timetable")
    assert isinstance(page, TimetablePage)
    lead.press(Qt.Key.Key_Escape)
    assert page.side is page.beside and lead.focus is page.grid
    for _ in range(2):
        next(one for one in page.actions() if one.text() == "Hand it out").trigger()
    assert page.side is form
    page.grid.setFocus()
    lead.press(Qt.Key.Key_Return)
    assert page.side is page.beside


def test_a_folder_that_is_gone_is_told_in_a_sentence(
    lead: Screen, form: HandOutForm, tmp_path: Path
) -> None:
    form.write([tmp_path / "nowhere" / "whole.docx"])
    lead.rest()
    assert "there is no such folder" in lead.window.message_bar._text.text()
    assert form.said.text() == ""


def test_a_timetable_prints(lead: Screen, form: HandOutForm, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert form.print.isEnabled()
    lead.context.jobs.post(actions.print_on(printer, None))
    lead.rest()
    assert "Everybody’s timetable" in text_of(tmp_path / "printed.pdf")


def test_a_long_timetable_repeats_its_headings_and_cuts_no_session(
    qapp: object, tmp_path: Path
) -> None:
    (tmp_path / "long.pdf").write_bytes(pdf(long_handout(60)))
    pages = text_of(tmp_path / "long.pdf").split("\f")[:-1]
    timed = [page for page in pages if "Session " in page]
    assert len(timed) > 3 and all("Who you meet" in page for page in timed)
    for number in range(60):
        (page,) = (one for one in pages if f"Session {number} begins" in one)
        assert f"Person {number} ends" in page
