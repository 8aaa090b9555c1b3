"""Locks the window: hides at once, saves, closes the notes, and remembers the place.

It asks nothing, and what cannot be saved stays in memory behind the passphrase.
"""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import shiboken6
from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget

from peerdesk.app.unlock.model import KnownStore, label_of
from peerdesk.app.widgets.making import CENTRED, label

if TYPE_CHECKING:
    from peerdesk.app.desk import Place
    from peerdesk.app.window import MainWindow


def commit_composed() -> None:
    """Take what an input method is still composing as typed, so that no character of it is lost."""
    QGuiApplication.inputMethod().commit()
    editor = QApplication.focusWidget()
    if isinstance(editor, QPlainTextEdit):  # where the platform's input method did nothing
        composed = editor.textCursor().block().layout().preeditAreaText()
        if composed:
            event = QInputMethodEvent()
            event.setCommitString(composed)
            QApplication.sendEvent(editor, event)


class Locking(QObject):
    """Knows which notes are open, and where somebody was in them when they were locked."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._place: Place | None = None
        self.folder: Path | None = None
        self.is_under_way = False
        self._curtain: QLabel | None = None
        self._before: QWidget | None = None

    @property
    def _window(self) -> "MainWindow":
        # Not kept: a window in a cycle would be destroyed by the collector, even while it paints.
        return cast("MainWindow", self.parent())

    def open_folder(self, folder: Path) -> None:
        """Hear which notes are open now; a place in others means nothing in these."""
        if folder != self.folder:
            self._place = None
        self.folder = folder

    @Slot()
    def lock(self) -> None:
        """Hide everything at once, save what was typed, then close the notes."""
        window = self._window
        if window.desk is None or self.folder is None or self.is_under_way or window.is_locked:
            return
        if window.belonging.is_practice:
            window.belonging.leave_practice()
            return
        self.is_under_way = True
        commit_composed()
        self._place = window.desk.place()
        window.show_locked(KnownStore(self.folder, label_of(self.folder)))
        window.context.drafts.save_all()

    # Hiding, while the system's own screen is locked.

    def hide(self) -> None:
        """Show nothing of the notes; the keyboard comes back to where it was with `show`."""
        window = self._window
        if not window.is_open():
            return
        if self._curtain is None:
            self._curtain = label(self.tr("Hidden while the screen was locked."), "title")
            self._curtain.setProperty("alignment", CENTRED)
        commit_composed()
        self._before = window.focusWidget()
        window.show_instead(self._curtain)

    def show(self) -> None:
        """Show the notes again, unless they have been locked since."""
        before, self._before = self._before, None
        if before is not None and not self._window.is_locked:
            self._window.show_desk_again()
            if shiboken6.isValid(before):
                before.setFocus()

    # Locking.

    def finish(self, saved: bool) -> None:
        """Close the notes, now that everything is on the disk or cannot be brought there."""
        self.is_under_way = False
        if saved:
            self._window.drop_desk()
        else:
            self._window.context.messages.warn(
                self.tr(
                    "NOT SAVED: {reason} PeerDesk is locked and keeps your text in memory; open"
                    " your notes again before you close it."
                ).format(reason=self._window.context.drafts.reason())
            )
        self._window.context.jobs.close().ended.connect(self._window.locked)

    @property
    def has_place(self) -> bool:
        """Say whether there is a place to come back to."""
        return self._place is not None

    def take_place(self) -> "Place | None":
        """Return the place to come back to, once."""
        place, self._place = self._place, None
        return place
