"""Lists of entries, each a line or two with a mark before and a word after; knows no record."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStackedWidget, QWidget

from peerdesk.app.look import Look
from peerdesk.app.widgets.differences import steps_between
from peerdesk.app.widgets.entry_delegate import ENTRY, EntryDelegate
from peerdesk.app.widgets.making import column, follow_fingers, label

AnyIndex = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row shows: `mark` stands before the text in the colour role `tint`.

    A `heading` stands above the rows after it and is passed over by the keyboard.
    `found` are the (start, end) of words in the text that were looked for.
    """

    id: str
    text: str
    second: str = ""
    mark: str = ""
    tint: str = "muted"
    trail: str = ""
    spoken: str = ""
    strong: bool = False
    faded: bool = False
    heading: bool = False
    found: tuple[tuple[int, int], ...] = ()


class EntryListModel(QAbstractListModel):
    """Entries in order; a new list is taken as differences, so that selection and place stay."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def rowCount(self, parent: AnyIndex = _TOP) -> int:
        """Return how many entries there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return an entry, or its words for people and screen readers."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken or ". ".join(
                part for part in (entry.text, entry.second, entry.trail) if part
            )
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Return what can be done with a row: nothing with a heading."""
        if index.isValid() and self.entries[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def show(self, entries: Sequence[Entry]) -> None:
        """Become this list, removing, inserting and repainting only what differs."""
        for step in steps_between([e.id for e in self.entries], [e.id for e in entries]):
            if step.removes:
                self.beginRemoveRows(_TOP, step.first, step.last)
                del self.entries[step.first : step.last + 1]
                self.endRemoveRows()
            else:
                self.beginInsertRows(_TOP, step.first, step.last)
                self.entries[step.first : step.first] = entries[step.source : step.source_end]
                self.endInsertRows()
        for place, entry in enumerate(entries):
            if self.entries[place] is not entry and self.entries[place] != entry:
                self.entries[place] = entry
                self.dataChanged.emit(self.index(place), self.index(place))

    def place_of(self, entry: str) -> int:
        """Return the row of an entry's id, or -1."""
        return next((n for n, e in enumerate(self.entries) if e.id == entry), -1)


class EntryView(QListView):
    """A list of entries; Enter or a double click chooses one."""

    chosen = Signal(str)
    current_changed = Signal(str)

    def __init__(self, name: str, look: Look, lines: int = 1) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        follow_fingers(self)
        self.entries = EntryListModel(self)
        self.setModel(self.entries)
        self.setItemDelegate(EntryDelegate(look, lines, self))
        self.doubleClicked.connect(self._on_view_activated)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        look.applied.connect(self.scheduleDelayedItemsLayout)

    @property
    def current(self) -> str:
        """Return the id of the current entry, or the empty text."""
        index = self.currentIndex()
        return self.entries.entries[index.row()].id if index.isValid() else ""

    def choose(self, entry: str) -> None:
        """Make an entry the current one."""
        place = self.entries.place_of(entry)
        if place >= 0:
            self.setCurrentIndex(self.entries.index(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter; everything else is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.chosen.emit(self.current)
            return
        super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _on_view_activated(self, index: QModelIndex) -> None:
        self.chosen.emit(self.entries.entries[index.row()].id)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        self.current_changed.emit(self.current)


class EntryList(QStackedWidget):
    """A list, or, while it is empty, what will be here and how to fill it."""

    def __init__(self, name: str, look: Look, empty: str, lines: int = 1) -> None:
        super().__init__()
        self.view = EntryView(name, look, lines)
        self._empty = label(empty, "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setAccessibleName(empty)
        blank = QWidget()
        blank.setLayout(column(None, self._empty, None, margin=24))
        self.addWidget(self.view)
        self.addWidget(blank)
        self.setCurrentIndex(1)

    def show_entries(self, entries: Sequence[Entry], empty: str = "") -> None:
        """Show these entries, or the words for an empty list."""
        if empty:
            self._empty.setText(empty)
            self._empty.setAccessibleName(empty)
        self.view.entries.show(entries)
        self.setCurrentIndex(0 if entries else 1)
