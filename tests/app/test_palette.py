"""The command palette: everything that can be done is in it, and it gives the keyboard back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from peerdesk.app import pages
from peerdesk.app.palette.model import Choice, matching
from peerdesk.app.palette.view import CommandPalette
from tests.app.conftest import FIRST, SECOND, Screen

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(screen: Screen) -> CommandPalette:
    screen.press(Qt.Key.Key_K, CTRL)
    palette = screen.window.finder.palette
    assert palette is not None
    assert palette.isVisible()
    screen.rest()
    return palette


def shown(palette: CommandPalette) -> list[str]:
    return [entry.text for entry in palette.list.view.entries.entries]


def keys_in(palette: CommandPalette) -> set[str]:
    trails = (entry.trail for entry in palette.list.view.entries.entries)
    return {key for trail in trails for key in trail.split(" or ") if key}


def keys_of(window: QWidget) -> set[str]:
    """Return every key that does something while this is what is seen."""
    found: list[QKeySequence] = []
    for widget in (window, *window.findChildren(QWidget)):
        if widget.isVisible() and not isinstance(widget, QMenu):
            for action in widget.actions():
                found += action.shortcuts() if action.isEnabled() else []
    return {keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in found}


def test_every_key_of_every_page_is_in_the_palette_with_its_words(lead: Screen) -> None:
    lead.open_first_session()
    for name in pages.LEAD:
        lead.go(name)
        palette = opened(lead)
        assert keys_of(lead.window) <= keys_in(palette), name
        assert {"Ctrl+L", "F1", "F9", "Ctrl+K", "Ctrl+Alt+3"} <= keys_in(palette)
        assert all(shown(palette))
        palette.close_palette()


def test_nothing_has_a_key_that_is_not_an_action(lead: Screen) -> None:
    lead.open_first_session()
    assert lead.window.findChildren(QShortcut) == []


def test_typing_filters_and_enter_does_what_is_chosen(lead: Screen) -> None:
    palette = opened(lead)
    lead.type("evid")
    assert shown(palette)[0] == "Go to Evidence"
    lead.press(Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert lead.desk.current == "evidence"


def test_escape_gives_the_keyboard_back_to_the_same_caret(writing: Screen) -> None:
    writing.type("half a line")
    writing.press(Qt.Key.Key_Left, times=4)
    before = writing.notes.editor.textCursor().position()
    palette = opened(writing)
    assert isinstance(writing.focus, QLineEdit)
    writing.type("zzz")
    assert shown(palette) == []
    writing.press(Qt.Key.Key_Return)
    writing.press(Qt.Key.Key_Escape)
    assert writing.focus is writing.notes.editor
    assert writing.notes.editor.textCursor().position() == before
    writing.type("!")
    assert writing.notes.editor.toPlainText() == "half a !line"


def test_sessions_can_be_gone_to(writing: Screen) -> None:
    palette = opened(writing)
    writing.until(lambda: f"Go to {SECOND}" in shown(palette))
    writing.type("carers")
    with writing.qtbot.waitSignal(writing.notes.session_opened, timeout=10_000):
        writing.press(Qt.Key.Key_Return)
    assert writing.notes._title.text() == SECOND
    assert writing.focus is writing.notes.editor


def test_the_arrows_choose_and_tab_stays_inside(lead: Screen) -> None:
    palette = opened(lead)
    first = palette.list.view.current
    lead.press(Qt.Key.Key_Down)
    assert palette.list.view.current != first
    lead.press(Qt.Key.Key_Tab)
    assert lead.focus is palette.list.view
    lead.press(Qt.Key.Key_Tab)
    assert lead.focus is palette.edit


def test_locking_takes_the_palette_away(writing: Screen) -> None:
    palette = opened(writing)
    with writing.qtbot.waitSignal(writing.window.locked, timeout=10_000):
        writing.press(Qt.Key.Key_L, CTRL)
    assert not palette.isVisible()
    assert writing.focus is writing.window.unlock.open_form.passphrase.edit
    writing.press(Qt.Key.Key_K, CTRL)
    assert not palette.isVisible()


def test_the_palette_is_no_window_of_its_own(writing: Screen) -> None:
    palette = opened(writing)
    assert palette.window() is writing.window
    titles = {w.windowTitle() for w in QApplication.topLevelWidgets() if w.isVisible()}
    assert titles == {"PeerDesk"}
    assert FIRST not in palette.accessibleName()


def test_words_are_found_in_any_order_and_without_accents() -> None:
    choices = [Choice("Lock", "Everywhere"), Choice("Go to Café", "Tue 10:30")]
    assert [c.words for c in matching(choices, "cafe GO")] == ["Go to Café"]
    assert [c.words for c in matching(choices, "10:30")] == ["Go to Café"]
    assert matching(choices, "") == choices


def test_an_action_that_has_gone_meanwhile_does_nothing(lead: Screen) -> None:
    gone = QAction("Soon gone", lead.desk)
    lead.desk.addAction(gone)
    palette = opened(lead)
    lead.type("soon gone")
    with lead.qtbot.waitSignal(gone.destroyed):
        gone.deleteLater()
    lead.press(Qt.Key.Key_Return)
    assert not palette.isVisible()
