"""A lead brings a timetable in by keyboard alone: looked over, put right, stored, undone."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from peerdesk.app.timetable.importing.beside import Asked
from peerdesk.app.timetable.importing.table import UNSURE
from peerdesk.app.timetable.importing.view import ImportPage
from peerdesk.domain.marks import MarkedLine
from peerdesk.domain.records import Observation, Session
from peerdesk.domain.words import ObservationKind
from peerdesk.schedule.handout.writing import hand_out
from peerdesk.schedule.timetable.proposed import State
from peerdesk.schedule.timetable.words import Field
from peerdesk.store import reading
from peerdesk.store.notes import add_observation
from peerdesk.store.store import Store
from tests.app import conftest
from tests.app.conftest import SECOND, Screen, on_disk
from tests.app.test_accessibility import go_round
from tests.helpers.accessible import troubles
from tests.schedule.revised import CHANGES, FIRST, REVISED, bring_in, written
from tests.schedule.timetables.make import FILES, HERE

_VERB = "Bring in a timetable"
ROWS = (
    "Date;Start;Finish;Session;Room;Peer team\n"
    "2026-11-11;09:00;09:45;Faith leaders;Minster;BO\n"
    "2026-11-11;10:00;10:45;Trade unions;Room 2;ZZ\n"
    "2026-11-11;;;Young carers;Hall;\n"
)


class Page:
    """The page and the files brought to it."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        self.screen = screen
        self.folder = folder
        screen.go("timetable")
        button = next(b for b in screen.window.findChildren(QPushButton) if b.text() == _VERB)
        button.setFocus()
        screen.press(Qt.Key.Key_Space)
        page = screen.desk.page("bring-in")
        assert isinstance(page, ImportPage)
        assert screen.focus is page.choose
        self.page = page

    def look_over(self, text: str = ROWS, name: str = "timetable.csv") -> None:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        self.page.look_over([path])
        self.screen.rest()

    def states(self) -> dict[str, State]:
        return {
            row.found.title if row.found else row.said: row.state for row in self.page.model.rows
        }

    def choose(self, title: str, field: Field | None = None) -> None:
        """Go by the arrows to a row, and to a cell of it."""
        table = self.page.table
        self.screen.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        while (row := table.row) is None or title not in row.said + _title(row):
            self.screen.press(Qt.Key.Key_Down)
        column = list(Field).index(field) + 1 if field else 0
        self.screen.press(Qt.Key.Key_Home)
        self.screen.press(Qt.Key.Key_Right, times=column)

    def put(self, field: Field, text: str) -> None:
        """Type into a cell of the current row and press Enter."""
        self.screen.press(Qt.Key.Key_Home)
        self.screen.press(Qt.Key.Key_Right, times=list(Field).index(field) + 1)
        self.screen.press(Qt.Key.Key_F2)
        edit = QApplication.focusWidget()
        assert isinstance(edit, QLineEdit) and edit.accessibleName() == field.value
        edit.selectAll()
        self.screen.qtbot.keyClicks(edit, text)
        self.screen.qtbot.keyClick(edit, Qt.Key.Key_Return)
        self.screen.rest()


def _title(row) -> str:
    return row.found.title if row.found else ""


@pytest.fixture
def page(lead: Screen, tmp_path: Path) -> Page:
    return Page(lead, tmp_path)


def stored(page: Page) -> dict[str, Session]:
    """Return the sessions by title, read on the worker thread."""
    found: list[dict[str, Session]] = []
    job = page.screen.context.jobs.post(
        lambda store: {one.title: one for one in reading.sessions(store)}
    )
    job.done.connect(found.append)
    page.screen.rest()
    return found[0]


def noted(page: Page) -> list[Observation]:
    found: list[tuple[Observation, ...]] = []
    page.screen.context.jobs.post(reading.observations).done.connect(found.append)
    page.screen.rest()
    return list(found[0])


BROKEN = {
    "it is empty": "",
    "it is a PDF": "%PDF-1.7",
    "it is no text": "\0\1\2",
    "more than 2000 rows": "\n".join(f"row {n}" for n in range(2_500)),
    "nothing in it that could be a session": "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
}


def test_what_cannot_be_read_is_said_in_one_sentence_and_another_file_can_be_chosen(
    page: Page,
) -> None:
    for says, content in BROKEN.items():
        page.look_over(content)
        said = page.page.trouble.text()
        assert says in said and "nothing was changed" in said and said.count(". ") == 0
        assert page.screen.focus is page.page.choose
    page.look_over()
    assert page.screen.focus is page.page.table


def test_escape_goes_back_with_nothing_stored(page: Page) -> None:
    before = stored(page)
    page.look_over()
    page.screen.press(Qt.Key.Key_Escape)
    page.page.look_over([page.folder / "timetable.csv"])
    page.page.go_back()
    page.screen.rest()
    assert page.screen.desk.current == "timetable"
    assert stored(page) == before and page.page.model.rows == []


def test_a_file_is_put_right_and_brought_in_by_keyboard_alone_and_undone(page: Page) -> None:
    before, notes = stored(page), noted(page)
    page.look_over()
    assert page.states() == {
        "2026-11-11 | Young carers | Hall": State.UNREAD,
        "Faith leaders": State.NEW,
        "Trade unions": State.NEW,
    }
    assert page.page.looking.summary.text() == "2 new, 1 not read"
    page.choose("Young carers")
    page.put(Field.TITLE, "Young carers' group")
    page.put(Field.START, "1130")
    page.choose("Trade unions")
    page.put(Field.PEERS, "BO, AM")
    page.choose("Faith leaders")
    page.screen.press(Qt.Key.Key_Space)
    assert page.page.looking.summary.text() == "2 new, 1 left out"
    page.screen.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page.screen.rest()
    assert page.page.done.text().startswith("2 sessions added.")
    after = stored(page)
    assert after.keys() - before.keys() == {"Young carers' group", "Trade unions"}
    assert len(after["Trade unions"].peers) == 2 and noted(page) == notes
    page.page.undo.click()
    page.screen.rest()
    assert stored(page) == before and noted(page) == notes


def test_a_cell_that_cannot_be_what_was_typed_stays_and_says_why(page: Page) -> None:
    page.look_over()
    page.choose("Faith leaders")
    page.put(Field.START, "noonish")
    assert "is no time" in page.screen.window.message_bar._text.text()
    row = page.page.table.row
    assert row is not None and row.found is not None and row.found.start.hour == 9


def test_columns_and_the_day_of_a_sheet_are_asked_for_beside_the_table(page: Page) -> None:
    page.look_over("Base;Time;Session\nHall;9-10am;Police\nHut;10-11am;Fire service\n")
    assert set(page.states().values()) == {State.UNREAD}
    days = page.page.beside.days
    assert days.isVisibleTo(page.page.beside)
    page.page.beside.day_given.emit("the file", date(2026, 11, 10))
    page.screen.rest()
    assert set(page.states().values()) == {State.NEW}
    asked = next(one for one in page.page.beside.findChildren(Asked) if one.key == "base")
    page.page.beside.columns.open()
    asked.choice.setFocus()
    while asked.choice.currentText() != "Place":
        page.screen.press(Qt.Key.Key_Down)
    page.screen.rest()
    assert page.screen.focus.accessibleName() == "Base"  # type: ignore[attr-defined]  # a choice
    places = {row.found.place for row in page.page.model.rows if row.found}
    assert places == {"Hall", "Hut"}
    page.page.bring_in()
    page.screen.rest()
    page.look_over("Base;Date;Time;Session\nHut;2026-11-11;2-3pm;Police\n")
    assert [row.found.place for row in page.page.model.rows if row.found] == ["Hut"]


def test_a_revised_workbook_keeps_every_note_with_its_session(
    page: Page, noted_store: Path, tmp_path: Path
) -> None:
    notes = noted(page)
    job = page.screen.context.jobs.post(lambda store: hand_out(store, tmp_path / "whole.xlsx"))
    page.screen.rest()
    assert job is not None
    book = openpyxl.load_workbook(tmp_path / "whole.xlsx")
    sheet = book["Timetable"]
    titles = {sheet.cell(row, 4).value: row for row in (2, 3)}
    sheet.cell(titles[conftest.FIRST], 4).value = "Head of paid service"
    sheet.cell(titles[SECOND], 5).value = "Chapter house"
    sheet.cell(titles[SECOND], 9).value = "BO"
    book.save(tmp_path / "whole.xlsx")
    page.page.look_over([tmp_path / "whole.xlsx"])
    page.screen.rest()
    assert set(page.states().values()) == {State.CHANGED}
    page.choose("Head of paid service", Field.TITLE)
    spoken = page.page.table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"Title: Was {conftest.FIRST}, will be Head of paid service"
    page.page.bring_in()
    page.screen.rest()
    assert set(stored(page)) == {"Head of paid service", SECOND}
    assert noted(page) == notes
    assert {one.id: one.session for one in on_disk(noted_store, tmp_path)} == {
        one.id: one.session for one in notes
    }


def test_all_notes_stay_tied_through_ten_changes_brought_in_on_the_page(page: Page) -> None:
    first, revised = (
        rows.replace("FL", "AM").replace("AB", "BO").replace("CD", "AM")
        for rows in (FIRST, REVISED)
    )

    def begin(store: Store) -> None:
        bring_in(store, page.folder, first.replace("CANCELLED – ", ""))
        bring_in(store, page.folder, first)
        for session in reading.sessions(store):
            line = MarkedLine(f"On {session.title}", ObservationKind.PLAIN)
            add_observation(store, session.id, line)

    page.screen.context.jobs.post(begin)
    page.screen.rest()
    before = {one.id: one.session for one in noted(page)}
    page.page.look_over([written(page.folder, revised)])
    page.screen.rest()
    changed = {row.found.title: row.what for row in page.page.model.rows if row.found and row.what}
    assert changed == CHANGES
    page.screen.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page.screen.rest()
    assert page.page.done.text().startswith("1 session added, 9 sessions changed, 1 session canc")
    assert {one.id: one.session for one in noted(page)} == before
    kept = {one.id for one in stored(page).values()}
    assert {session for session in before.values() if session} <= kept


def test_every_councils_file_stands_in_the_table_as_it_was_understood(page: Page) -> None:
    model = page.page.model
    for name in FILES:
        page.page.look_over([HERE / name])
        page.screen.rest()
        assert model.rows, name
        for place, row in enumerate(model.rows):
            cells = [model.index(place, column).data() for column in range(model.columnCount())]
            assert cells[-1] == row.said.replace("\n", " ") and cells[-1]
            if row.found is not None:
                assert cells[4] == row.found.title and cells[2] == f"{row.found.start:%H:%M}"
            spoken = model.index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole)
            assert all(reason in spoken for reason in row.reasons)


def test_a_file_dropped_on_the_timetable_page_is_looked_over(lead: Screen, tmp_path: Path) -> None:
    path = tmp_path / "timetable.csv"
    path.write_text(ROWS, encoding="utf-8")
    timetable = lead.go("timetable")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    for kind in (QDragEnterEvent, QDropEvent):
        event = kind(
            QPoint(10, 10),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(timetable, event)  # type: ignore[arg-type]  # a page
    lead.rest()
    page = lead.desk.page("bring-in")
    assert lead.desk.current == "bring-in" and isinstance(page, ImportPage)
    assert len(page.model.rows) == 3


def test_only_what_is_to_be_looked_at_can_be_shown_and_all_of_it_can_be_heard(page: Page) -> None:
    page.look_over()
    place = page.page.looking.show_which.findData(UNSURE)
    page.page.looking.show_which.setCurrentIndex(place)
    page.page.looking.show_which.activated.emit(place)
    assert page.page.table.shown.rowCount() == 2
    assert troubles(page.screen.window) == []
    go_round(page.screen)
    page.screen.context.settings.choose_text_size(200)
    assert page.screen.desk.minimumSizeHint().width() <= 1366
