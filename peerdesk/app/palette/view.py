"""The command palette over the window: type a few letters, Enter does it, Escape goes back.

It is part of the window, not one of its own, so that no task switcher shows what is in it.
"""

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from peerdesk.app.look import Look
from peerdesk.app.palette.model import Choice, matching
from peerdesk.app.widgets.entries import Entry, EntryList
from peerdesk.app.widgets.making import announce, column

_WIDTH, _HEIGHT, _TOP, _MARGIN = 640, 480, 64, 16
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_POPUP = Qt.FocusReason.PopupFocusReason  # the editor knows by it that it is only left for a moment


class CommandPalette(QFrame):
    """Covers the window with a shade, and shows in its middle what can be done."""

    session_requested = Signal(str)

    def __init__(self, window: QWidget, look: Look) -> None:
        super().__init__(window)
        self.setObjectName("shade")
        self._look = look
        self._choices: list[Choice] = []
        self._shown: list[Choice] = []
        self._before: QWidget | None = None
        self._build()
        self._connect()
        self.hide()

    def _build(self) -> None:
        self._box = QFrame(self)
        self._box.setObjectName("palette")
        self._box.setAccessibleName(self.tr("Everything you can do here"))
        self.edit = QLineEdit()
        self.edit.setAccessibleName(self.tr("Find an action by its words"))
        self.edit.setPlaceholderText(self.tr("What do you want to do?"))
        self.list = EntryList(self.tr("Actions"), self._look, self.tr("Nothing is called that."))
        self._box.setLayout(column(self.edit, self.list, margin=8))

    def _connect(self) -> None:
        self.edit.textChanged.connect(self._on_edit_changed)
        self.edit.returnPressed.connect(self._on_edit_entered)
        self.edit.installEventFilter(self)
        self.list.view.chosen.connect(self._on_list_chosen)
        self.list.view.clicked.connect(self._on_list_clicked)
        self.list.view.current_changed.connect(self._on_list_moved)

    # Opening and closing.

    def open_with(self, choices: Sequence[Choice]) -> None:
        """Show these choices and take the keyboard, to give it back later."""
        self._choices = list(choices)
        self._before = self.window().focusWidget()
        self.edit.clear()
        self._filter()
        self.place()
        self.show()
        self.raise_()
        self.edit.setFocus(_POPUP)

    def add(self, choices: Sequence[Choice]) -> None:
        """Offer more choices, after those there are."""
        self._choices += choices
        if self.isVisible():
            self._filter()

    @Slot()
    def close_palette(self) -> None:
        """Go away and give the keyboard back to whoever had it, caret and all."""
        before, self._before = self._before, None
        self.hide()
        self._choices, self._shown = [], []
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(_POPUP)

    def place(self) -> None:
        """Cover the window as it is now, the box at the top of its middle."""
        window = self.window()
        self.setGeometry(window.rect())
        scale = min(self._look.scale, 1.5)
        wide = min(round(_WIDTH * scale), window.width() - 2 * _MARGIN)
        top = min(_TOP, window.height() // 10)
        high = min(round(_HEIGHT * scale), window.height() - top - _MARGIN)
        self._box.setGeometry((window.width() - wide) // 2, top, wide, high)

    # Choosing.

    @Slot(str)
    def _on_edit_changed(self, typed: str) -> None:
        self._filter()

    def _filter(self) -> None:
        self._shown = matching(self._choices, self.edit.text())
        self.list.show_entries([_entry(n, choice) for n, choice in enumerate(self._shown)])
        if self._shown:
            self.list.view.setCurrentIndex(self.list.view.entries.index(0))

    @Slot()
    def _on_edit_entered(self) -> None:
        self._on_list_chosen(self.list.view.current)

    @Slot()
    def _on_list_clicked(self) -> None:
        self._on_list_chosen(self.list.view.current)

    @Slot(str)
    def _on_list_chosen(self, entry: str) -> None:
        if not entry:
            return
        choice = self._shown[self.list.view.entries.place_of(entry)]
        self.close_palette()
        if choice.session:
            self.session_requested.emit(choice.session)
        elif choice.action is not None and shiboken6.isValid(choice.action):
            choice.action.trigger()

    @Slot(str)
    def _on_list_moved(self, entry: str) -> None:
        if entry and self.edit.hasFocus():
            announce(self.edit, self._shown[self.list.view.entries.place_of(entry)].words)

    # Keys and the mouse.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            moves = event.key() in _MOVES
            if moves:
                self.list.view.keyPressEvent(event)
            return moves
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape, and let no other key through to what is behind."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_palette()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close by a click beside the box."""
        if not self._box.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Keep Tab inside: behind the shade nothing can be seen to have the keyboard."""
        (self.list.view if self.edit.hasFocus() else self.edit).setFocus()
        return True


def _entry(place: int, choice: Choice) -> Entry:
    return Entry(
        id=f"{place} {choice.words}",
        text=choice.words,
        second=choice.where,
        mark="✓" if choice.on else "",
        trail=choice.key,
    )
