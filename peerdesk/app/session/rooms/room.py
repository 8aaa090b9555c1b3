"""What the rooms beside the editor share: they read when entered and tell when they wrote."""

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from peerdesk.app.context import Context
from peerdesk.app.session.rooms.scope import ScopeChoice

_LEAST_LINES = 8


class Room(QWidget):
    """A view of notes that reads the store; `written` says that it changed notes there."""

    written = Signal()

    def __init__(self, context: Context, title: str, help_text: str) -> None:
        super().__init__()
        self.title = title
        self.context = context
        self.help_text = help_text
        self.scope = ScopeChoice()
        self.scope.changed.connect(self.refresh)

    def keep_room_for(self, entries: QWidget) -> None:
        """Keep some rows of a list in sight where large text leaves little room."""
        self._list = entries
        self.context.look.applied.connect(self._size_list)
        self._size_list()

    @Slot()
    def _size_list(self) -> None:
        self._list.setMinimumHeight(self.context.look.lines_high(_LEAST_LINES))

    @Slot()
    def refresh(self) -> None:
        """Read what the room shows again."""

    def first_focus(self) -> QWidget:
        """Return the widget that has the keyboard when the room is entered."""
        return self

    def has_keyboard(self) -> bool:
        """Say whether the keyboard is somewhere in this room."""
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    def read(self, work: Any, answer: Any) -> None:
        """Have the store read; an answer that a later reading overtakes is dropped."""
        job = self.context.jobs.post(work, key=type(self).__name__)
        job.done.connect(answer)
