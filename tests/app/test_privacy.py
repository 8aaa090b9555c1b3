"""Privacy in the room: what is hidden, when it locks, and that locking loses nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from peerdesk.app.context import Context
from peerdesk.app.guard import Guard
from peerdesk.app.settings import Settings
from tests.app.conftest import PASSPHRASE, Screen, on_disk

CTRL = Qt.KeyboardModifier.ControlModifier


def guarded(screen: Screen) -> Guard:
    """Return what watches over the window, which is made once it has been painted."""
    screen.until(lambda: screen.window.guard is not None)
    assert screen.window.guard is not None
    return screen.window.guard


def locked_after(screen: Screen, happening: object) -> None:
    with screen.qtbot.waitSignal(screen.window.locked, timeout=10_000):
        happening()  # type: ignore[operator]


# F9.


def test_f9_leaves_only_the_session_being_noted(writing: Screen) -> None:
    writing.type("half a wo")
    editor = writing.notes.editor
    writing.press(Qt.Key.Key_F9)
    assert editor.isVisible()
    assert writing.focus is editor
    for hidden in (writing.desk.rail, writing.desk.panel, writing.desk.next_bar):
        assert not hidden.isVisible()
    writing.type("rd")
    writing.press(Qt.Key.Key_F9)
    assert writing.desk.rail.isVisible()
    assert editor.toPlainText() == "half a word"


@pytest.mark.parametrize("name", ["today", "evidence", "team", "findings", "feedback"])
def test_f9_covers_every_other_page(lead: Screen, name: str) -> None:
    lead.go(name)
    lead.press(Qt.Key.Key_F9)
    assert not lead.desk.page(name).isVisible()
    assert lead.focus is lead.desk.view.cover_part()[1]
    lead.press(Qt.Key.Key_Space)
    assert lead.desk.page(name).isVisible()
    assert lead.desk.rail.isVisible()


def test_the_palette_names_no_session_while_they_are_hidden(writing: Screen) -> None:
    writing.press(Qt.Key.Key_F9)
    writing.press(Qt.Key.Key_K, CTRL)
    writing.rest()
    palette = writing.window.finder.palette
    assert palette is not None
    words = [entry.text for entry in palette.list.view.entries.entries]
    assert "Show everything" in words
    assert not [text for text in words if text.startswith("Go to Carers")]


def test_what_was_hidden_is_hidden_after_a_lock_too(writing: Screen) -> None:
    writing.press(Qt.Key.Key_F9)
    locked_after(writing, writing.window.lock)
    writing.unlock()
    with writing.qtbot.waitSignal(writing.notes.session_opened, timeout=10_000):
        pass
    assert writing.desk.is_discreet
    assert not writing.desk.rail.isVisible()
    assert writing.notes.editor.isVisible()


# Locking by itself.


def test_idle_notes_lock_and_come_back_to_the_same_caret(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    guard = guarded(writing)
    writing.type("a first line")
    writing.press(Qt.Key.Key_Left, times=4)
    caret = writing.notes.caret
    guard.rules.hear_sessions([])
    guard.rules._seconds = lambda: guard.rules._looked + 14
    guard.rules._touched = guard.rules._looked - 601
    locked_after(writing, guard._on_clock_timeout)
    assert [o.text for o in on_disk(empty_store, tmp_path)] == ["a first line"]
    writing.unlock()
    with writing.qtbot.waitSignal(writing.notes.session_opened, timeout=10_000):
        pass
    assert writing.notes.caret == caret
    assert writing.focus is writing.notes.editor


def test_keys_and_the_mouse_over_the_window_are_heard(writing: Screen) -> None:
    guard = guarded(writing)
    guard.rules._touched = guard.rules._typed = -1.0
    QTest.keyClick(writing.window.windowHandle(), Qt.Key.Key_A)
    assert guard.rules._typed > 0
    guard.rules._touched = guard.rules._typed = -1.0
    QTest.mouseMove(writing.window.windowHandle())
    writing.until(lambda: guard.rules._touched > 0)
    assert guard.rules._typed == -1.0


def test_the_watch_knows_this_persons_sessions(writing: Screen) -> None:
    guard = guarded(writing)
    writing.rest()
    assert len(guard.rules._sessions) == 2


def test_sleep_locks_at_once(writing: Screen) -> None:
    guard = guarded(writing)
    locked_after(writing, guard.screen.going_to_sleep.emit)
    assert writing.window.is_locked


def test_the_systems_screen_lock_hides_and_shows_again(writing: Screen) -> None:
    guard = guarded(writing)
    writing.type("typed")
    guard.screen.hear_message(0x02B1, 7)
    assert not writing.notes.editor.isVisible()
    assert not writing.window.is_locked
    guard.screen.hear_message(0x02B1, 8)
    assert writing.notes.editor.isVisible()
    assert writing.focus is writing.notes.editor


def test_a_screen_lock_of_a_quarter_of_an_hour_asks_for_the_passphrase(writing: Screen) -> None:
    guard = guarded(writing)
    guard.screen.screen_locked.emit()
    assert guard.rules._screen_locked is not None
    guard.rules._screen_locked -= 901
    locked_after(writing, guard.screen.screen_unlocked.emit)
    assert writing.window.is_locked
    assert not writing.notes.editor.isVisible() if writing.window.desk else True


_HEARS = """
import subprocess
from PySide6.QtCore import QCoreApplication, QObject
from peerdesk.app.screen_watch import ScreenWatch

application, owner = QCoreApplication([]), QObject()
watch = ScreenWatch(0, owner)
name = "org.freedesktop.ScreenSaver.ActiveChanged"
def send(active):
    subprocess.run(["dbus-send", "--session", "--type=signal", "/any", name, f"boolean:{active}"])
def locked():
    print("locked")
    send("false")
def unlocked():
    print("unlocked")
    application.quit()
watch.screen_locked.connect(locked)
watch.screen_unlocked.connect(unlocked)
send("true")
application.exec()
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has D-Bus")
def test_a_screen_lock_is_heard_over_the_bus_of_linux() -> None:
    command = ["dbus-run-session", "--", sys.executable, "-c", _HEARS]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.split() == ["locked", "unlocked"], done.stderr


def test_where_there_is_no_bus_nothing_is_heard_and_nothing_fails() -> None:
    code = _HEARS.partition("name =")[0]
    nowhere = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}
    nowhere["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=/nowhere"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | nowhere,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


# Locking loses nothing.


def test_what_an_input_method_is_composing_is_kept(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    writing.type("ca")
    QApplication.sendEvent(writing.notes.editor, QInputMethodEvent("fé", []))
    locked_after(writing, writing.window.lock)
    assert [o.text for o in on_disk(empty_store, tmp_path)] == ["café"]


def test_typing_on_into_a_locked_page_beeps_at_the_second_key(writing: Screen) -> None:
    alarms: list[bool] = []
    writing.window.unlock.alarmed.connect(lambda: alarms.append(True))
    locked_after(writing, writing.window.lock)
    assert writing.window.unlock.says_locked
    writing.type("a")
    assert alarms == []
    writing.type("nd then she said")
    assert alarms == [True]
    writing.window.unlock.open_form.passphrase.clear()
    writing.unlock(PASSPHRASE)
    assert not writing.window.unlock.says_locked


def test_locked_is_written_across_the_width(writing: Screen) -> None:
    locked_after(writing, writing.window.lock)
    banner = writing.window.unlock._locked
    assert banner is not None
    assert banner.width() == writing.window.unlock.width()
    assert banner.height() > 100
    assert banner.accessibleName() == "Locked"


# The setting.


def test_idle_minutes_are_kept_with_the_look(context: Context, tmp_path: Path) -> None:
    context.settings.choose_idle(30)
    context.settings.choose_idle(7)
    assert Settings(tmp_path / "config").idle_minutes == 30


def test_another_idle_time_holds_at_once(writing: Screen) -> None:
    guard = guarded(writing)
    writing.desk.rail.idle_requested.emit(5)
    assert guard.rules.idle_minutes == 5
    assert [n for n, made in writing.desk.rail._idle.items() if made.isChecked()] == [5]
