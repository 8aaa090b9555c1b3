"""A person at the Notes page, as a program: replays the keys of `replay.py` in an offscreen window.

Each key is told on standard output just before it is pressed. Usage: python replaying_person.py,
with {"store", "passphrase", "session", "first", "last", "pace"} on standard input: which keys, and
how many times faster than a person (0: as fast as the page takes them).
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from peerdesk.app import typist
from peerdesk.app.context import Context
from peerdesk.app.main import make_application, open_window
from peerdesk.app.session.view import SessionPage
from tests.endtoend.replay import Key, read_script

_PLAIN = Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_KEYS = {
    "enter": (Qt.Key.Key_Return, _PLAIN),
    "back": (Qt.Key.Key_Backspace, _PLAIN),
    "undo": (Qt.Key.Key_Z, _CONTROL),
    "paste": (Qt.Key.Key_V, _CONTROL),
    "end of all": (Qt.Key.Key_End, _CONTROL),
}


class Person(QObject):
    """Presses the keys one after another, at a person's pace times `pace`."""

    def __init__(self, page: SessionPage, keys: list[Key], first: int, pace: float) -> None:
        super().__init__(page)
        self._page, self._keys, self._pace = page, keys, pace
        self._at = first
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._on_clock_timeout)
        page.save.settled.connect(self._on_save_settled)
        self._clock.start(0)

    @Slot()
    def _on_clock_timeout(self) -> None:
        if not self._keys:
            self._page.save.flush()
            self._on_save_settled()
            return
        key = self._keys.pop(0)
        print(json.dumps({"key": self._at, "at": time.monotonic()}), flush=True)
        self._at += 1
        press(self._page, key)
        self._clock.start(round(1_000 * key.seconds / self._pace) if self._pace else 0)

    @Slot()
    def _on_save_settled(self) -> None:
        if not self._keys and not self._page.save.is_unsaved:
            print(json.dumps({"finished": True}), flush=True)
            QApplication.exit(0)


def press(page: SessionPage, key: Key) -> None:
    """Press one key in the editor, through the window so that shortcuts hear it."""
    if key.name == "letter":
        typist.type_text(page.editor, key.text)
        return
    if key.name == "paste":
        QApplication.clipboard().setText(key.text)
    if key.name == "theme":
        QTest.keyClick(page.editor, Qt.Key(Qt.Key.Key_0 + int(key.text)), _CONTROL)
    elif key.name == "click":
        _click_at_end(page.editor, int(key.text))
    elif key.name != "pause":
        QTest.keyClick(page.editor, *_KEYS[key.name])


def _click_at_end(editor: QPlainTextEdit, count: int) -> None:
    """Click behind the last letter of the line that is `count` lines above the last one."""
    document = editor.document()
    block = document.findBlockByNumber(document.blockCount() - 1 - count)
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    place = editor.cursorRect(cursor).center()
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, _PLAIN, place)


def main() -> int:
    order = json.loads(sys.stdin.readline())
    application = make_application()
    place = Path(order["store"])
    context = Context.build(stores=place.parent, config=place.parent / "settings")
    context.settings.choose_idle(0)  # keys given to a widget are no sign of life to the window
    window = open_window(context, place)
    typist.unlock(window, order["passphrase"])
    page = typist.go_to_session(window, order["session"])
    print(json.dumps({"begins": True}), flush=True)
    keys = read_script()[order["first"] : order["last"]]
    Person(page, keys, order["first"], order["pace"])  # the page keeps it
    ended = application.exec()
    window.close_anyway()
    context.jobs.stop()
    return ended


if __name__ == "__main__":
    sys.exit(main())
