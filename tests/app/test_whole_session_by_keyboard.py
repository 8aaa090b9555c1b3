"""A whole session with the keyboard alone, from the unlock prompt to the lock and back again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QSpinBox, QWidget

from peerdesk.app.typist import type_text
from peerdesk.domain.words import ObservationKind
from tests.app.conftest import FIRST, PASSPHRASE, Screen
from tests.app.test_history import let_time_pass
from tests.app.whole_session import WROTE, held_of, menus_gone

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
Open = Callable[[Path], Screen]


class Keyboard:
    """Presses keys where a person's would go: to the menu in front, else to what has the focus."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    @property
    def at(self) -> QWidget:
        """Return what hears the next key."""
        found = QApplication.activePopupWidget() or self.screen.window.focusWidget()
        assert found is not None
        return found

    def press(self, key: Qt.Key, *held: Qt.KeyboardModifier, times: int = 1) -> None:
        """Press a key, its shortcut first as the window system has it."""
        modifiers = Qt.KeyboardModifier.NoModifier
        for one in held:
            modifiers |= one
        for _ in range(times):
            QTest.keyClick(self.at, key, modifiers)

    def write(self, *lines: str) -> None:
        """Type lines, Enter after each but the last."""
        for number, text in enumerate(lines):
            if number:
                self.press(Key.Key_Return)
            type_text(self.at, text)

    def tab_to(self, name: str, kind: type[QWidget]) -> None:
        """Go on with Tab to a control of this kind and name."""
        for _ in range(60):
            if isinstance(self.at, kind) and _name(self.at).startswith(name):
                return
            self.press(Key.Key_Tab)
        pytest.fail(f"Tab never came to {name}")

    def choose(self, words: str) -> None:
        """Choose in the menu in front by going down to it."""
        menu = self.at
        for _ in menu.actions():
            active = menu.activeAction()  # type: ignore[attr-defined]  # it is a menu
            if active is not None and words in active.text():
                break
            self.press(Key.Key_Down)
        self.press(Key.Key_Return)
        menus_gone(self.screen)

    def command(self, words: str) -> None:
        """Do something by its words in the command palette."""
        self.press(Key.Key_K, CTRL)
        self.write(words)
        self.press(Key.Key_Return)


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or str(widget.property("text") or "")


@pytest.mark.qt_log_ignore("This plugin does not support")  # of menus, offscreen
def test_a_whole_session_with_the_keyboard_alone(
    open_on: Open, peer_store: Path, tmp_path: Path
) -> None:
    screen = open_on(peer_store)
    screen.window.resize(1366, 768)
    keys = Keyboard(screen)
    unlock(keys)
    assert screen.notes._title.text() == FIRST
    take_notes(keys)
    say_what_lines_are(keys)
    fill_in_the_panel(keys)
    find_in_the_page(keys)
    sort_the_rest(keys)
    bring_back_what_a_line_was(keys)
    bring_back_from_the_bin(keys)
    search_everywhere(keys)
    use_the_palette(keys)
    hide_and_lock(keys)
    assert held_of(peer_store, FIRST, tmp_path) == WROTE


def unlock(keys: Keyboard) -> None:
    screen = keys.screen
    keys.write(PASSPHRASE)
    keys.press(Key.Key_Return)
    screen.until(lambda: screen.window.is_open() and screen.notes.session)
    screen.rest()
    assert screen.focus is screen.notes.editor


def take_notes(keys: Keyboard) -> None:
    keys.write("+ One door for all. #prev")
    keys.press(Key.Key_Tab)
    keys.press(Key.Key_Return)
    keys.write(
        "! Nobody shares numbers",
        "“We were asked twice.”",
        "- = about 40 people wait",
        "> #1 priority is @ 10.30 for £4m",
        "The ward was full, a child alone",
        "",
    )


def say_what_lines_are(keys: Keyboard) -> None:
    keys.press(Key.Key_Up)
    keys.press(Key.Key_S, ALT)
    keys.press(Key.Key_L, ALT)
    keys.press(Key.Key_T, ALT)
    keys.choose("#prevention")
    keys.press(Key.Key_O, ALT)
    keys.choose("@council")
    keys.press(Key.Key_W, ALT)
    keys.choose("Director")
    keys.press(Key.Key_Up, times=4)
    keys.press(Key.Key_Home)
    keys.press(Key.Key_Down, SHIFT)
    keys.press(Key.Key_2, CTRL)
    keys.press(Key.Key_4, ALT)
    kinds = [line.kind for line in keys.screen.notes.editor.all_lines()]
    assert kinds[1:3] == [ObservationKind.FACT] * 2
    keys.press(Key.Key_Z, CTRL, times=2)
    keys.press(Key.Key_Z, CTRL, SHIFT)
    keys.press(Key.Key_End, CTRL)
    keys.screen.saved()


def fill_in_the_panel(keys: Keyboard) -> None:
    keys.press(Key.Key_F6)
    keys.tab_to("Does prevention work?", QCheckBox)
    keys.press(Key.Key_Space)
    keys.tab_to("Held", QPushButton)
    keys.press(Key.Key_Space)
    keys.tab_to("Heads present: Director", QSpinBox)
    keys.press(Key.Key_Up)
    keys.command("scratch pad")
    keys.write("ask about the rota")
    keys.command("write the summary")
    keys.write("One door, few numbers.")
    summary = keys.at
    keys.screen.until(lambda: summary.visibleRegion().boundingRect() == summary.rect())
    keys.press(Key.Key_F6, SHIFT)
    assert keys.at is keys.screen.notes.editor


def find_in_the_page(keys: Keyboard) -> None:
    keys.write("the roof was on the wall")
    keys.press(Key.Key_S, ALT)
    keys.press(Key.Key_F, CTRL)
    keys.write("ROOF")
    keys.press(Key.Key_Return, CTRL)
    keys.press(Key.Key_Delete, CTRL)
    keys.write("rota ")
    keys.screen.saved()


def sort_the_rest(keys: Keyboard) -> None:
    keys.press(Key.Key_S, CTRL, SHIFT)
    keys.screen.rest()
    keys.write("1 2 2")
    keys.screen.rest()
    keys.press(Key.Key_Escape)
    keys.screen.rest()
    assert keys.at is keys.screen.notes.editor


def bring_back_what_a_line_was(keys: Keyboard) -> None:
    screen = keys.screen
    let_time_pass(screen)
    keys.press(Key.Key_Home, CTRL)
    keys.press(Key.Key_Right, CTRL, SHIFT, times=2)
    keys.write("spoilt ")
    screen.saved()
    keys.press(Key.Key_H, CTRL)
    screen.rest()
    keys.press(Key.Key_Return)
    assert keys.at is screen.notes.editor
    assert screen.notes.editor.current_line().text == "One door for all. "


def bring_back_from_the_bin(keys: Keyboard) -> None:
    screen = keys.screen
    keys.press(Key.Key_Down, times=3)
    keys.press(Key.Key_Home)
    keys.press(Key.Key_Down, SHIFT)
    keys.press(Key.Key_Delete)
    screen.saved()
    keys.press(Key.Key_B, CTRL, SHIFT)
    screen.rest()
    keys.press(Key.Key_Return)
    screen.rest()
    keys.press(Key.Key_Escape)
    screen.until(lambda: "about 40" in screen.notes.editor.toPlainText())


def search_everywhere(keys: Keyboard) -> None:
    from peerdesk.app.evidence.view import EvidencePage

    screen = keys.screen
    keys.press(Key.Key_F, CTRL, SHIFT)
    page = screen.desk.page("evidence")
    assert isinstance(page, EvidencePage)
    keys.write("door")
    screen.until(lambda: len(page.list.view.entries.entries) == 2)
    keys.tab_to("Mine", QPushButton)
    keys.press(Key.Key_Space)
    screen.until(lambda: len(page.list.view.entries.entries) == 1)
    keys.press(Key.Key_F, CTRL, SHIFT)
    keys.press(Key.Key_Return)
    assert page.list.view.entries.entries[0].text == "One door for all. "
    keys.press(Key.Key_2, CTRL, ALT)
    screen.rest()
    assert keys.at is screen.notes.editor


def use_the_palette(keys: Keyboard) -> None:
    before = keys.screen.context.settings.text_size
    keys.command("larger text")
    assert keys.screen.context.settings.text_size > before
    keys.press(Key.Key_0, CTRL)
    assert keys.at is keys.screen.notes.editor


def hide_and_lock(keys: Keyboard) -> None:
    screen = keys.screen
    keys.press(Key.Key_F9)
    assert not screen.desk.rail.isVisible()
    keys.press(Key.Key_F9)
    assert screen.desk.rail.isVisible()
    caret = screen.notes.caret
    keys.press(Key.Key_L, CTRL)
    screen.until(lambda: screen.window.is_locked)
    keys.write(PASSPHRASE)
    keys.press(Key.Key_Return)
    screen.until(screen.window.is_open)
    screen.rest()
    assert keys.at is screen.notes.editor
    assert screen.notes.caret == caret
