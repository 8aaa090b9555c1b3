"""Types notes into the real Notes page key by key, for the demo and for measuring.

Run as `python -m peerdesk.app.typist` it reads JSON from standard input, so that neither passphrase
nor notes are in the arguments: {"store", "passphrase", "session", "lines"}.
"""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from peerdesk.app.context import Context
from peerdesk.app.drafts import SaveState
from peerdesk.app.main import make_application, open_window
from peerdesk.app.session.view import SessionPage
from peerdesk.app.window import MainWindow
from peerdesk.domain.errors import PeerDeskError, UnknownName

_LOOK_EVERY_MS = 5
_GIVE_UP_MS = 120_000


class TypingFailed(PeerDeskError):
    """The page did not take what was typed."""


def type_session_notes(
    store_folder: Path, passphrase: str, session: str, lines: Sequence[str]
) -> None:
    """Open the window on a store, unlock it, go to a session, type the lines, wait for the disk.

    `session` is an id or a unique part of a title. Raises a PeerDeskError with the sentence that a
    person would see. The caller chooses the platform (QT_QPA_PLATFORM=offscreen needs no screen).
    """
    make_application()
    context = Context.build(stores=store_folder.parent)
    window = open_window(context, store_folder)
    try:
        unlock(window, passphrase)
        page = go_to_session(window, session)
        _type_lines(page, lines)
    finally:
        window.close_anyway()
        context.jobs.stop()
        window.deleteLater()


def press(widget: QWidget, key: Qt.Key, text: str = "") -> None:
    """Press and let go of one key, as the keyboard would."""
    none = Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, none, text))


def type_text(widget: QWidget, text: str) -> None:
    """Press a key for every character, whatever the alphabet."""
    for character in text:
        code = ord(character if len(character.upper()) > 1 else character.upper())  # ß, ŉ
        key = Qt.Key(code) if code in _PLAIN_KEYS else Qt.Key.Key_unknown
        press(widget, key, character)


_PLAIN_KEYS = frozenset([*range(ord(" "), ord("`")), *range(ord("{"), ord("~") + 1)])


def unlock(window: MainWindow, passphrase: str) -> None:
    """Type the passphrase into the prompt and wait for the notes to open."""
    form = window.unlock.open_form
    type_text(form.passphrase.edit, passphrase)
    press(form.passphrase.edit, Qt.Key.Key_Return)
    _wait(lambda: window.desk is not None, lambda: form.trouble)


def go_to_session(window: MainWindow, session: str) -> SessionPage:
    """Open a session by its id or a unique part of its title, and wait for its page."""
    from peerdesk.store import reading

    found: list[str] = []
    job = window.context.jobs.post(
        lambda store: [
            one.id
            for one in reading.sessions(store)
            if session == one.id or session.casefold() in one.title.casefold()
        ]
    )
    job.done.connect(found.extend)
    ended: list[bool] = []
    job.ended.connect(lambda: ended.append(True))
    _wait(lambda: bool(ended), lambda: "")
    if len(found) != 1:
        raise UnknownName(
            "The session is not named by what was given, or not by it alone; nothing was typed,"
            " give its id or a longer part of its title."
        )
    assert window.desk is not None
    window.desk.open_session(found[0])
    page = window.desk.page("notes")
    assert isinstance(page, SessionPage)
    _wait(lambda: page.session == found[0], lambda: window.message_bar.sentence)
    return page


def _type_lines(page: SessionPage, lines: Sequence[str]) -> None:
    for line in lines:
        type_text(page.editor, line)
        press(page.editor, Qt.Key.Key_Return, "\r")
        _let_live()
    _wait(lambda: not page.save.is_unsaved, lambda: _reason(page))


def _reason(page: SessionPage) -> str:
    return page.save.reason if page.save.state is SaveState.NOT_SAVED else ""


def _let_live() -> None:
    """Let the window do what has been waiting: paint, start a save, hear of the last one."""
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    loop.exec()


def _wait(reached: Callable[[], bool], trouble: Callable[[], str]) -> None:
    """Let the window live until something is so; raises what stands in its way."""
    loop = QEventLoop()
    look, patience = QTimer(interval=_LOOK_EVERY_MS), QTimer(singleShot=True, interval=_GIVE_UP_MS)
    look.timeout.connect(lambda: loop.quit() if reached() or trouble() else None)
    patience.timeout.connect(loop.quit)
    look.start()
    patience.start()
    if not reached():
        loop.exec()
    if not reached():
        raise TypingFailed(trouble() or "The window did not answer; what it had saved is safe.")


def main() -> int:
    """Do what standard input asks for; return the exit status."""
    asked = json.load(sys.stdin)
    try:
        type_session_notes(
            Path(asked["store"]), asked["passphrase"], asked["session"], asked["lines"]
        )
    except PeerDeskError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
