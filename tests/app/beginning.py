"""What tests of beginning share: a team pack made once, and ways to go by the keyboard alone."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFileDialog, QLineEdit, QWidget

from tests.app.conftest import Screen

NEW = "copper window field twelve"


def called(widget: QWidget) -> str:
    """Return what a screen reader calls a widget."""
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or words


def tab_to(screen: Screen, name: str) -> QWidget:
    """Press Tab until the keyboard is in what has this name."""
    for _ in range(80):
        focus = screen.focus
        assert isinstance(focus, QWidget)
        if called(focus) == name:
            return focus
        screen.press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never came to “{name}”")


def press_button(screen: Screen, name: str) -> None:
    """Go to a button by Tab and press it."""
    button = tab_to(screen, name)
    assert button.isEnabled(), name
    screen.press(Qt.Key.Key_Space)


def fill(screen: Screen, name: str, text: str) -> None:
    """Go to a field by Tab and type into it, over what stands there."""
    tab_to(screen, name)
    screen.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    screen.type(text)


def choose(screen: Screen, name: str, entry: str) -> None:
    """Go to a choice by Tab and go down to the entry that begins so."""
    box = tab_to(screen, name)
    assert isinstance(box, QComboBox)
    screen.press(Qt.Key.Key_Home)
    for _ in range(box.count()):
        if box.currentText().startswith(entry):
            return
        screen.press(Qt.Key.Key_Down)
    raise AssertionError(f"no “{entry}” in “{name}”")


def open_pack(screen: Screen, pack: Path, words: str) -> None:
    """Type the file and its words into the form and wait for the second step."""
    fill(screen, "The file", str(pack))
    fill(screen, "Its six words", words)
    screen.press(Qt.Key.Key_Return)
    form = screen.window.unlock.begin.join_form
    assert form is not None
    screen.qtbot.waitUntil(
        lambda: bool(form.trouble) or not form._second.isHidden(), timeout=30_000
    )


def join_as(screen: Screen, name: str, label: str, *, before: str = "") -> None:
    """Say who one is, choose a passphrase and join; `before` opens the notes that move in."""
    choose(screen, "Your name", name)
    passphrase(screen, NEW)
    fill(screen, "What to call these notes on this laptop", label)
    if before:
        fill(screen, "Passphrase of those notes", before)
    with screen.qtbot.waitSignal(screen.window.arrived, timeout=20_000):
        screen.press(Qt.Key.Key_Return)
    screen.rest()


def passphrase(screen: Screen, text: str) -> None:
    """Type a new passphrase twice."""
    fill(screen, "Your own passphrase", text)
    fill(screen, "The same passphrase again", text)


def lock(screen: Screen) -> None:
    """Press the key that locks, and wait until the notes are closed."""
    screen.saved()
    screen.window.activateWindow()
    with screen.qtbot.waitSignal(screen.window.locked, timeout=10_000):
        screen.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def save_as(screen: Screen, file: Path) -> None:
    """Type a name into the file dialog that has come up, and press Enter."""
    screen.until(lambda: screen.window.findChildren(QFileDialog))
    dialog = screen.window.findChildren(QFileDialog)[-1]
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(line, QLineEdit)
    line.setText(str(file))
    screen.qtbot.keyClick(line, Qt.Key.Key_Return)
    screen.until(lambda: not dialog.isVisible())
    screen.window.activateWindow()  # as a window manager would
    screen.qtbot.waitUntil(screen.window.isActiveWindow)
