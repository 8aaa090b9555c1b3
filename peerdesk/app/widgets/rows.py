"""Tables of words: columns with headings over rows that are taken as differences."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QWidget,
)

from peerdesk.app.widgets.differences import steps_between
from peerdesk.app.widgets.making import column, follow_fingers, label

AnyIndex = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: an id of its own and a word for each column."""

    id: str
    words: tuple[str, ...]


class RowsModel(QAbstractTableModel):
    """Rows under headings."""

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self.rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> None:
        """Become these rows, changing only what differs."""
        for step in steps_between([r.id for r in self.rows], [r.id for r in rows]):
            if step.removes:
                self.beginRemoveRows(_TOP, step.first, step.last)
                del self.rows[step.first : step.last + 1]
                self.endRemoveRows()
            else:
                self.beginInsertRows(_TOP, step.first, step.last)
                self.rows[step.first : step.first] = rows[step.source : step.source_end]
                self.endInsertRows()
        for place, row in enumerate(rows):
            if self.rows[place] != row:
                self.rows[place] = row
                last = self.index(place, len(self._headings) - 1)
                self.dataChanged.emit(self.index(place, 0), last)

    def rowCount(self, parent: AnyIndex = _TOP) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = _TOP) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a word."""
        shown = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        )
        if not index.isValid() or role not in shown:
            return None
        word = self.rows[index.row()].words[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._headings[index.column()]}: {word}"
        return word

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a heading."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._headings[section]
        return None


class RowTable(QStackedWidget):
    """A table, or, while it is empty, what will be here and how to fill it."""

    current_changed = Signal(str)

    def __init__(self, name: str, headings: Sequence[str], empty: str, wide: int = -1) -> None:
        """`wide` is the column that takes the room left over; the last one by default."""
        super().__init__()
        self.rows = RowsModel(headings, self)
        self.view = QTableView()
        self.view.setAccessibleName(name)
        self.view.setModel(self.rows)
        self.view.setTabKeyNavigation(False)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        follow_fingers(self.view)
        self.view.setWordWrap(True)
        self.view.setShowGrid(False)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.verticalHeader().hide()
        header = self.view.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(wide % len(headings), QHeaderView.ResizeMode.Stretch)
        self.view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        blank = QWidget()
        self._empty = label(empty, "muted")
        blank.setLayout(column(self._empty, None, margin=8))
        self.addWidget(self.view)
        self.addWidget(blank)
        self.setCurrentIndex(1)
        self.view.selectionModel().currentRowChanged.connect(self._on_row_changed)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        self.rows.show(rows)
        self.setCurrentIndex(0 if rows else 1)

    @property
    def current(self) -> str:
        """Return the id of the current row, or the empty text."""
        index = self.view.currentIndex()
        return self.rows.rows[index.row()].id if index.isValid() else ""

    def _on_row_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        self.current_changed.emit(self.current)
