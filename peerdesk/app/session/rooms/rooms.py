"""Write, Sort and Bin: the rooms of the Notes page and the way between them."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QStackedWidget, QWidget

from peerdesk.app.context import Context
from peerdesk.app.session.rooms.bin import BinRoom
from peerdesk.app.session.rooms.history import HistoryRoom
from peerdesk.app.session.rooms.room import Room
from peerdesk.app.session.rooms.sorting import SortRoom
from peerdesk.app.widgets.making import action, button, column, row, scrolled
from peerdesk.store.history import Version
from peerdesk.store.store import Store

WRITE, SORT, BIN, HISTORY = "write", "sort", "bin", "history"


class Rooms(QWidget):
    """Shows one room under the title: the editor's, or another that is made when first entered.

    `written` says that another room changed notes on the disk; `write_entered` that the editor is
    in sight again; `writing_left` that it is about to go.
    """

    written = Signal()
    write_entered = Signal()
    writing_left = Signal()
    version_wanted = Signal(object)
    help_changed = Signal(str)  # empty for the editor's room

    def __init__(self, context: Context, title: QLabel, writing: QWidget, more: QWidget) -> None:
        super().__init__()
        self._context = context
        self._session = ""
        self._rooms: dict[str, Room] = {}
        self._areas: dict[str, QWidget] = {WRITE: writing}
        self._stack = QStackedWidget()
        self._stack.addWidget(writing)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        top = row(title, gap=16)
        top.setStretch(0, 1)
        switch = row(more, gap=4)  # first, so that the others stay where they are when it goes
        switch.addSpacing(8)
        self._more = more
        for name, words, keys in (
            (WRITE, self.tr("Write"), "Ctrl+Shift+W"),
            (SORT, self.tr("Sort"), "Ctrl+Shift+S"),
            (BIN, self.tr("Bin"), "Ctrl+Shift+B"),
        ):
            switch.addWidget(self._button(name, words, keys))
        top.addLayout(switch)
        top.setAlignment(switch, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(top, self._stack, gap=8))
        self._buttons[WRITE].setChecked(True)

    def _button(self, name: str, words: str, keys: str) -> QPushButton:
        made = button(words, tip=self.tr("{words} ({keys})").format(words=words, keys=keys))
        made.setCheckable(True)
        made.setProperty("room", name)
        self._group.addButton(made)
        self._buttons[name] = made
        made.clicked.connect(self._on_button_clicked)
        action(self, words, keys, made.click)
        return made

    @property
    def current(self) -> str:
        """Return the name of the room in sight."""
        shown = self._stack.currentWidget()
        return next(name for name, area in self._areas.items() if area is shown)

    def room(self, name: str) -> Room:
        """Return a room, made now if this is the first time."""
        if name not in self._rooms:
            made = {SORT: SortRoom, BIN: BinRoom, HISTORY: HistoryRoom}[name](self._context)
            made.written.connect(self.written)
            leave = action(made, self.tr("Back to writing"), "Esc", self.go_to_write)
            leave.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.scope.show_session(self._session)
            if isinstance(made, HistoryRoom):
                made.version_wanted.connect(self._on_version_wanted)
                made.left.connect(self.go_to_write)
            self._rooms[name] = made
            self._areas[name] = scrolled(made, made.title)
            self._stack.addWidget(self._areas[name])
        return self._rooms[name]

    def show_session(self, session: str) -> None:
        """Hear which session is open; one that has just been chosen is there to write in."""
        is_other, self._session = session != self._session, session
        for room in self._rooms.values():
            room.scope.show_session(session)
        if is_other:
            self.go_to_write()

    def refresh(self) -> None:
        """Read again what the room in sight shows, if it is not the editor's."""
        if self.current != WRITE:
            self.room(self.current).refresh()

    def first_focus(self) -> QWidget | None:
        """Return what has the keyboard in another room than the editor's, else None."""
        return None if self.current == WRITE else self.room(self.current).first_focus()

    @Slot(str)
    def go(self, name: str) -> None:
        """Enter a room."""
        if name == WRITE:
            self._show(WRITE)
            self.help_changed.emit("")
            self.write_entered.emit()
            return
        self.writing_left.emit()
        room = self.room(name)
        self._show(name)
        self.help_changed.emit(room.help_text)
        room.refresh()
        room.first_focus().setFocus()

    @Slot()
    def go_to_write(self) -> None:
        """Enter the editor's room, unless it is in sight."""
        if self.current != WRITE:
            self.go(WRITE)

    def keep_to_write(self, only: bool) -> None:
        """Show only the editor's room, as long as everything else is to be hidden."""
        if only:
            self.go_to_write()
        for made in self._buttons.values():
            made.setVisible(not only)
        for entering in self.actions():
            entering.setEnabled(not only)

    def show_history(self, ask: Callable[[Store], tuple[Version, ...]]) -> None:
        """Enter the history of a line, whose versions a job reads."""
        history = self.room(HISTORY)
        assert isinstance(history, HistoryRoom)
        history.show_line(ask)
        self.go(HISTORY)

    def _show(self, name: str) -> None:
        self._stack.setCurrentWidget(self._areas[name])
        self._more.setVisible(name == WRITE)
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    @Slot()
    def _on_button_clicked(self) -> None:
        self.go(self.sender().property("room"))

    @Slot(object)
    def _on_version_wanted(self, version: Version) -> None:
        self.go_to_write()
        self.version_wanted.emit(version)
