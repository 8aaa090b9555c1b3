"""A person at the Notes page, as a program: types into an offscreen window and tells what it shows.

Each time the page says that all is saved on this laptop, the lines it shows go to standard output.
Usage: python typing_person.py, with {"store", "passphrase", "session", "lines", "seed"} on
standard input.
"""

import json
import random
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from peerdesk.app.context import Context
from peerdesk.app.drafts import SaveState
from peerdesk.app.session.view import SessionPage
from peerdesk.store.opening import open_store
from peerdesk.store.reading import sessions

KEY_EVERY_MS = 2
PAUSES = 0.25  # the share of words after which the person looks up until all is saved


class Person(QObject):
    """Types every line, a key at a time, now and then waiting until the page says it is saved."""

    def __init__(self, context: Context, page: SessionPage, order: dict[str, str]) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._keys = list("".join(f"{line}\n" for line in order["lines"]))
        self._chance = random.Random(order["seed"])
        self._resting = False
        self._clock = QTimer(self, interval=KEY_EVERY_MS)
        self._clock.timeout.connect(self._on_clock_timeout)
        page.session_opened.connect(self._on_page_session_opened)
        page.save.state_changed.connect(self._on_save_state_changed)

    @Slot(str)
    def _on_page_session_opened(self, session: str) -> None:
        print(json.dumps({"begins": self._shown()}), flush=True)
        self._clock.start()

    @Slot()
    def _on_clock_timeout(self) -> None:
        if self._resting:
            return
        if not self._keys:
            self._clock.stop()
            self._page.save.flush()
            return
        key = self._keys.pop(0)
        self._press(key)
        self._resting = key in " \n" and self._chance.random() < PAUSES

    def _press(self, key: str) -> None:
        code = Qt.Key.Key_Return if key == "\n" else Qt.Key.Key_unknown
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, key)
            QApplication.sendEvent(self._page.editor, event)

    @Slot(object, str)
    def _on_save_state_changed(self, state: SaveState, reason: str) -> None:
        if state is SaveState.NOT_SAVED:
            print(json.dumps({"trouble": reason}), flush=True)
        elif state is SaveState.SAVED:
            assert "Saved on this laptop" in self._page.saved.text()
            print(json.dumps({"saved": self._shown()}), flush=True)
            self._resting = False
            if not self._keys:
                print(json.dumps({"finished": True}), flush=True)
                self._context.jobs.stop()
                QApplication.exit(0)

    def _shown(self) -> list[str]:
        return [line.text for line in self._page.editor.all_lines()]


def main() -> int:
    order = json.loads(sys.stdin.readline())
    application = QApplication([])
    place = Path(order["store"])
    context = Context.build(stores=place.parent, config=place.parent / "person.ini")
    page = SessionPage(context)
    page.resize(900, 700)
    page.show()
    Person(context, page, order)  # the page keeps it
    opening = context.jobs.open(lambda: open_store(place, order["passphrase"]))

    def show_session(store_opened: object) -> None:
        job = context.jobs.post(
            lambda store: next(s.id for s in sessions(store) if order["session"] in s.title)
        )
        job.done.connect(page.open_session)

    opening.done.connect(show_session)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
