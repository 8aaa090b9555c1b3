"""One window of the bench in a process of its own: `python -m peerdesk.cli.bench.window WHAT`.

It reads what it needs as JSON from standard input and prints one JSON object.
"""

import json
import sqlite3
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from peerdesk.cli.bench.measure import peak_mb, reset_peak

if TYPE_CHECKING:
    from peerdesk.store.keys import PassphraseSlot

_GIVE_UP_MS = 60_000
_TYPING_MS = 1_500  # nobody types a passphrase faster; the window gets ready meanwhile
_KEYS = 600
_LETTERS = "etaoin shrdlu "
_SIZE = (1366, 768)


class _Painted(QObject):
    """Leaves its event loop when a widget has been painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.loop = QEventLoop(self)
        self._widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the paint happen, then leave at the next turn."""
        if watched is self._widget and event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, self.loop.quit)
        return False

    def wait(self) -> None:
        """Wait for the next paint."""
        QTimer.singleShot(_GIVE_UP_MS, self.loop.quit)
        self.loop.exec()


def empty(_: dict[str, Any]) -> dict[str, Any]:
    """Paint an empty window."""
    _application()
    _show_empty()
    return {}


def prompt(asked: dict[str, Any]) -> dict[str, Any]:
    """Paint the passphrase prompt of the app."""
    from peerdesk.app.context import Context
    from peerdesk.app.main import make_application, open_window

    make_application()
    context = Context.build()
    window = open_window(context, Path(asked["store"]))
    _Painted(window.unlock).wait()
    window.close()
    context.jobs.stop()
    return {}


def plain(asked: dict[str, Any]) -> dict[str, Any]:
    """Open a plain database and paint an empty window."""
    _application()
    start = time.perf_counter()
    connection = sqlite3.connect(asked["plain"])
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    _show_empty()
    seconds = time.perf_counter() - start
    connection.close()
    return {"seconds": seconds}


def unlock(asked: dict[str, Any]) -> dict[str, Any]:
    """Unlock a store and paint Today; the derivation of the key is measured and taken off."""
    from peerdesk.app.typist import press, type_text

    desk = _Desk(asked["store"])
    form = desk.window.unlock.open_form
    type_text(form.passphrase.edit, asked["passphrase"])
    derived = _time_derivations()
    painted: list[float] = []
    loop = QEventLoop()

    def note_painted(_: str) -> None:
        QTimer.singleShot(0, note_all_painted)  # what is on the page is painted after it

    def note_all_painted() -> None:
        painted.append(time.perf_counter())
        loop.quit()

    desk.window.page_painted.connect(note_painted)
    start = time.perf_counter()
    press(form.passphrase.edit, Qt.Key.Key_Return)
    QTimer.singleShot(_GIVE_UP_MS, loop.quit)
    loop.exec()
    seconds = painted[0] - start
    # What Argon2id takes for a moment is given back before anybody sees Today.
    reset_peak()
    _let_pass(_TYPING_MS)
    held = peak_mb()
    desk.close()
    return {"seconds": seconds - sum(derived), "held": held}


def keys(asked: dict[str, Any]) -> dict[str, Any]:
    """Press keys in the Notes page and in a bare editor with the same text, in turn."""
    from peerdesk.app import typist

    desk = _Desk(asked["store"])
    typist.unlock(desk.window, asked["passphrase"])
    page = typist.go_to_session(desk.window, asked["session"])
    bare = QPlainTextEdit()
    bare.setFont(page.editor.font())
    bare.resize(page.editor.size())
    bare.setPlainText(page.editor.toPlainText())
    bare.show()
    pressed: dict[str, list[float]] = {"ours": [], "theirs": []}
    editors: dict[str, QPlainTextEdit] = {"ours": page.editor, "theirs": bare}
    painted = {name: _Painted(editor.viewport()) for name, editor in editors.items()}
    for editor in editors.values():
        editor.moveCursor(editor.textCursor().MoveOperation.End)
    for at in range(_KEYS):
        for name, editor in editors.items():
            start = time.perf_counter()
            typist.type_text(editor, _LETTERS[at % len(_LETTERS)])
            painted[name].wait()
            pressed[name].append(time.perf_counter() - start)
    desk.close()
    bare.close()
    return dict(pressed)


def timetable(_: dict[str, Any]) -> dict[str, Any]:
    """Paint a timetable, and an empty one of the same size, in turn."""
    from peerdesk.cli.bench.timetable import measure

    return measure(lambda widget: _Painted(widget).wait)


class _Desk:
    """The real main window on a store."""

    def __init__(self, store: str) -> None:
        from peerdesk.app.collecting import Collector
        from peerdesk.app.context import Context
        from peerdesk.app.main import make_application, open_window

        make_application()
        self.context = Context.build()
        self.window = open_window(self.context, Path(store))
        _Painted(self.window.unlock).wait()
        self._collector = Collector(self.window)  # about when the app itself begins it
        _let_pass(_TYPING_MS)

    def close(self) -> None:
        """Save and close."""
        self.window.close_anyway()
        self.context.jobs.stop()


def _let_pass(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _time_derivations() -> list[float]:
    """Return where the seconds of every derivation of a key from now on will stand.

    What it would take at another moment is another time: it is the most of what opening takes.
    """
    opening: Any = import_module("peerdesk.store.opening")
    derive, taken = opening.unwrap, list[float]()

    def timed(slot: "PassphraseSlot", passphrase: str) -> bytes:
        start = time.perf_counter()
        try:
            return bytes(derive(slot, passphrase))
        finally:
            taken.append(time.perf_counter() - start)

    opening.unwrap = timed
    return taken


def _application() -> QApplication:
    return QApplication(["bench"])


def _show_empty() -> None:
    window = QWidget()
    window.resize(*_SIZE)
    painted = _Painted(window)
    window.show()
    painted.wait()
    window.close()


WINDOWS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "empty": empty,
    "prompt": prompt,
    "plain": plain,
    "unlock": unlock,
    "keys": keys,
    "timetable": timetable,
}


if __name__ == "__main__":
    answer = WINDOWS[sys.argv[1]](json.load(sys.stdin))
    sys.stdout.write(json.dumps({**answer, "mb": peak_mb()}) + "\n")
