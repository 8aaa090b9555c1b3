"""A whole session by taps alone, on what is in sight and as large as a finger, at 1366×768."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QMenu,
    QSpinBox,
    QWidget,
)

from peerdesk.app.evidence.view import EvidencePage
from peerdesk.app.session.rooms.bin import BinRoom
from peerdesk.app.session.rooms.history import HistoryRoom
from peerdesk.app.session.rooms.rooms import BIN, HISTORY, SORT
from peerdesk.app.session.rooms.sorting import SortRoom
from peerdesk.domain.words import ObservationKind
from tests.app.conftest import FIRST, PASSPHRASE, Screen
from tests.app.test_history import let_time_pass
from tests.app.whole_session import WROTE, held_of, menus_gone

LEFT = Qt.MouseButton.LeftButton
LEAST = 40
Open = Callable[[Path], Screen]


class Finger:
    """Taps what it sees, and writes with the keyboard on the screen."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    # What is seen.

    def named(self, name: str, inside: QWidget | None = None) -> QWidget:
        """Return the one control in sight that is called so."""
        among = (inside or self.screen.window).findChildren(QWidget)
        found = [w for w in among if name in (w.accessibleName(), _words(w)) and _in_sight(w)]
        assert len(found) == 1, (name, found)
        return found[0]

    # Tapping.

    def tap(self, what: QWidget | str, at: QPoint | None = None) -> None:
        """Tap the middle of a control, or a place in it."""
        control = self.named(what) if isinstance(what, str) else what
        self.screen.until(control.isEnabled)
        self.screen.until(lambda: _shows(control, at or control.rect().center()))
        place = at or control.rect().center()
        assert min(control.width(), control.height()) >= LEAST, (control, control.size())
        QTest.mouseClick(control, LEFT, pos=place)

    def tap_row(self, view: QAbstractItemView, words: str) -> None:
        """Tap the row of a list that holds these words."""
        model = view.model()
        rows = [model.index(n, 0) for n in range(model.rowCount())]
        spoken = Qt.ItemDataRole.AccessibleTextRole
        index = next(i for i in rows if words in str(i.data(spoken) or i.data()))
        rect = view.visualRect(index)
        assert rect.height() >= LEAST, rect
        assert view.viewport().visibleRegion().contains(rect.center())
        QTest.mouseClick(view.viewport(), LEFT, pos=rect.center())

    def choose(self, button: QWidget | str, words: str) -> None:
        """Open a menu by a tap and tap what is called so in it."""
        self.tap(button)
        self.screen.until(QApplication.activePopupWidget)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        entry = next(a for a in menu.actions() if words in a.text())
        assert entry.isEnabled(), words
        rect = menu.actionGeometry(entry)
        assert rect.height() >= LEAST, (words, rect)
        QTest.mouseClick(menu, LEFT, pos=rect.center())
        menus_gone(self.screen)

    def tap_end(self, number: int) -> None:
        """Tap in the editor behind the end of a line, which puts the caret there."""
        editor = self.screen.notes.editor
        QTest.mouseClick(editor.viewport(), LEFT, pos=_place(editor, number, at_end=True))
        assert editor.textCursor().blockNumber() == number
        assert editor.textCursor().atBlockEnd()

    def drag(self, first: int, last: int) -> None:
        """Select lines by dragging from the beginning of one to the end of another."""
        editor = self.screen.notes.editor
        start, end = _place(editor, first, at_end=False), _place(editor, last, at_end=True)
        QTest.mousePress(editor.viewport(), LEFT, pos=start)
        QTest.mouseMove(editor.viewport(), (start + end) / 2)
        QTest.mouseMove(editor.viewport(), end)
        QTest.mouseRelease(editor.viewport(), LEFT, pos=end)

    # Writing.

    def write(self, *lines: str) -> None:
        """Write letter by letter, with the keyboard's own key for a new line between lines."""
        for number, text in enumerate(lines):
            if number:
                self._commit("\n")
            for letter in text:
                self._commit(letter)

    def replace(self, before: int, instead: str, start: int | None = None) -> None:
        """Have the keyboard on the screen replace so many letters, as its suggestions do."""
        self._commit(instead, -before if start is None else start, before)

    def _commit(self, text: str, start: int = 0, length: int = 0) -> None:
        event = QInputMethodEvent()
        event.setCommitString(text, start, length)
        focus = self.screen.window.focusWidget()
        assert focus is not None
        QApplication.sendEvent(focus, event)


def _words(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def _shows(widget: QWidget, place: QPoint) -> bool:
    """Say whether a finger on a place in a widget meets it, or a part of it."""
    window = widget.window()
    met = window.childAt(widget.mapTo(window, place))
    return met is widget or (met is not None and widget.isAncestorOf(met))


def _in_sight(widget: QWidget) -> bool:
    return widget.isVisible() and not widget.visibleRegion().isEmpty()


def _place(editor: QWidget, number: int, at_end: bool) -> QPoint:
    block = editor.document().findBlockByNumber(number)  # type: ignore[attr-defined]  # an editor
    cursor = QTextCursor(block)
    if at_end:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    rect: QRect = editor.cursorRect(cursor)  # type: ignore[attr-defined]  # an editor
    return rect.center() + QPoint(4 if at_end else 0, 0)


@pytest.mark.qt_log_ignore("This plugin does not support")  # of menus, offscreen
def test_a_whole_session_by_taps_alone(open_on: Open, peer_store: Path, tmp_path: Path) -> None:
    screen = open_on(peer_store)
    screen.window.resize(1366, 768)
    finger = Finger(screen)
    unlock(finger)
    assert screen.notes._title.text() == FIRST
    take_notes(finger)
    say_what_lines_are(finger)
    fill_in_the_panel(finger)
    find_in_the_page(finger)
    sort_the_rest(finger)
    bring_back_what_a_line_was(finger)
    bring_back_from_the_bin(finger)
    search_everywhere(finger)
    use_the_palette(finger)
    hide_and_lock(finger)
    assert held_of(peer_store, FIRST, tmp_path) == WROTE


def unlock(finger: Finger) -> None:
    screen = finger.screen
    finger.tap(screen.window.unlock.open_form.passphrase.edit)
    finger.write(PASSPHRASE)
    finger.tap("Open")
    screen.until(lambda: screen.window.is_open() and screen.notes.session)
    screen.rest()


def take_notes(finger: Finger) -> None:
    popup = finger.screen.notes.marking.completer.popup
    finger.tap(finger.screen.notes.editor)
    finger.write("+ One door for all. #prev")
    finger.screen.until(popup.isVisible)
    (offered,) = popup.findChildren(QAbstractItemView)
    finger.tap_row(offered, "prevention")
    finger.write(
        "",
        "! Nobody shares numbers",
        "“We were asked twice.”",
        "- = about 40 people wait",
        "> #1 priority is @ 10.30 for £4m",
        "The ward was full, a child alone",
    )


def say_what_lines_are(finger: Finger) -> None:
    notes = finger.screen.notes
    bar = notes.marking.bar
    finger.tap("Seen")
    finger.tap(bar._lead)
    finger.choose(bar.themes_menu, "#prevention")
    finger.choose(bar.organisations_menu, "@council")
    finger.choose(bar.speakers_menu, "Director")
    finger.drag(1, 2)
    finger.tap("#flow")
    finger.tap(bar._kinds[ObservationKind.FACT])
    finger.choose(notes.more, "Undo")
    finger.choose(notes.more, "Undo")
    assert [line.themes for line in notes.editor.all_lines()[1:3]] == [frozenset()] * 2
    finger.choose(notes.more, "Redo")
    finger.screen.saved()


def fill_in_the_panel(finger: Finger) -> None:
    beside = finger.screen.notes.beside
    finger.tap("Does prevention work?")
    finger.tap("Questions to ask")
    finger.tap(beside.scratch.edit)
    finger.write("ask about the rota")
    finger.tap("Held")
    heads = next(iter(beside.leaving.heads.values()))
    assert isinstance(heads, QSpinBox)
    finger.tap(heads, heads.rect().center() + QPoint(heads.width() // 2 - LEAST // 2, 0))
    finger.tap("Scratch pad")
    finger.tap(beside.leaving.summary)
    finger.write("One door, few numbers.")


def find_in_the_page(finger: Finger) -> None:
    notes = finger.screen.notes
    finger.tap_end(5)
    finger.write("", "the roof was on the wall")
    finger.tap("Seen")
    finger.choose(notes.more, "Find in this session")
    finger.write("ROOF")
    finger.tap("Write here")
    finger.replace(len("roof"), "rota", start=0)
    finger.screen.saved()


def sort_the_rest(finger: Finger) -> None:
    finger.tap("Sort")
    finger.screen.rest()
    sort = finger.screen.notes.rooms.room(SORT)
    assert isinstance(sort, SortRoom)
    for tag in ("#prevention", "#flow", "#flow"):
        finger.tap(next(b for b in sort.bar._themes if tag in b.text()))
        finger.tap("Next")
    finger.screen.rest()
    finger.tap("Write")
    finger.screen.rest()


def bring_back_what_a_line_was(finger: Finger) -> None:
    screen = finger.screen
    let_time_pass(screen)
    finger.tap_end(0)
    finger.replace(len("all. "), "spoilt")
    screen.saved()
    finger.choose(screen.notes.more, "What this line was before")
    screen.rest()
    history = screen.notes.rooms.room(HISTORY)
    assert isinstance(history, HistoryRoom)
    finger.tap_row(history.list.view, "One door for all.")
    finger.tap("Bring this back")
    assert screen.notes.editor.current_line().text == "One door for all. "


def bring_back_from_the_bin(finger: Finger) -> None:
    screen = finger.screen
    finger.tap_end(3)
    finger.replace(len("about 40 people wait"), "")
    screen.saved()
    finger.tap("Bin")
    screen.rest()
    bin_ = screen.notes.rooms.room(BIN)
    assert isinstance(bin_, BinRoom)
    finger.tap_row(bin_.list.view, "about 40")
    finger.tap("Bring back")
    screen.rest()
    finger.tap("Write")
    screen.until(lambda: "about 40" in screen.notes.editor.toPlainText())


def search_everywhere(finger: Finger) -> None:
    screen = finger.screen
    finger.tap("Evidence")
    page = screen.desk.page("evidence")
    assert isinstance(page, EvidencePage)
    finger.tap(page.filters.words)
    finger.write("door")
    screen.until(lambda: len(page.list.view.entries.entries) == 2)
    finger.tap("Mine")
    screen.until(lambda: len(page.list.view.entries.entries) == 1)
    finger.tap(page.filters.kind)
    screen.until(page.filters.kind.view().isVisible)
    screen.qtbot.wait(QApplication.doubleClickInterval() + 50)  # Qt hears no tap in it sooner
    finger.tap_row(page.filters.kind.view(), "Strength")
    menus_gone(screen)
    screen.rest()
    finger.tap_row(page.list.view, "One door for all.")
    finger.tap("Open in Notes")
    assert screen.notes.editor.isVisible()
    assert screen.notes.editor.current_line().text == "One door for all. "


def use_the_palette(finger: Finger) -> None:
    screen = finger.screen
    before = screen.context.settings.text_size
    finger.choose("View", "Everything you can do")
    finger.write("larger text")
    palette = screen.window.finder.palette
    assert palette is not None
    finger.tap_row(palette.list.view, "Larger text")
    assert screen.context.settings.text_size > before
    finger.choose("View", "Usual text size")
    assert screen.context.settings.text_size == before


def hide_and_lock(finger: Finger) -> None:
    screen = finger.screen
    finger.choose("View", "Hide everything but this session")
    assert not screen.desk.rail.isVisible()
    finger.tap("Show everything (F9)")
    assert screen.desk.rail.isVisible()
    caret = screen.notes.caret
    finger.tap("Lock")
    screen.until(lambda: screen.window.is_locked)
    finger.tap(screen.window.unlock.open_form.passphrase.edit)
    finger.write(PASSPHRASE)
    finger.tap("Open")
    screen.until(screen.window.is_open)
    screen.rest()
    assert screen.notes.caret == caret
