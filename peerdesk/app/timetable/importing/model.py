"""The rows of a file as a table: as they are understood, each cell there to be put right."""

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QFont

from peerdesk.app.look import Look
from peerdesk.app.timetable.importing import wording
from peerdesk.domain.errors import PeerDeskError
from peerdesk.schedule.timetable.proposal import Proposal
from peerdesk.schedule.timetable.proposed import Row, State
from peerdesk.schedule.timetable.words import Field

AnyIndex = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
FIELDS: tuple[Field, ...] = tuple(Field)
SAID = len(FIELDS) + 1  # the column of what the file says, after what it is and its fields
# Which field of the proposal's differences stands in which columns.
_SHOWN = {
    "Title": (Field.TITLE,),
    "When": (Field.DAY, Field.START, Field.END),
    "Place": (Field.PLACE,),
    "Stream": (Field.STREAM,),
    "Kind": (Field.KIND,),
    "Peers": (Field.PEERS,),
    "Who": (Field.PEOPLE,),
}


class ProposalModel(QAbstractTableModel):
    """One row a row; what will change stands in bold, and is told as “was … will be …”."""

    refused = Signal(str)  # why a cell could not be what was typed
    corrected = Signal()

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._proposal: Proposal | None = None
        self.rows: list[Row] = []
        # A row that finds its new place while its cell is still being left would lose its editor.
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._work_out)

    @property
    def proposal(self) -> Proposal | None:
        """Return what is shown."""
        return self._proposal

    def show(self, proposal: Proposal | None) -> None:
        """Show a proposal, or nothing."""
        self.beginResetModel()
        self._proposal = proposal
        self.rows = proposal.rows() if proposal else []
        self.endResetModel()

    def row_at(self, number: int) -> Row | None:
        """Return a row by its place."""
        return self.rows[number] if 0 <= number < len(self.rows) else None

    def place_of(self, key: str) -> int:
        """Return where a row is now, or -1."""
        return next((n for n, row in enumerate(self.rows) if row.key == key), -1)

    def take(self, keys: list[str], yes: bool) -> None:
        """Bring rows in or leave them out."""
        if self._proposal is None:
            return
        for key in keys:
            self._proposal.take(key, yes)
        self._work_out()

    def is_really(self, key: str, record: str | None) -> None:
        """Say which session a row is."""
        if self._proposal is not None:
            self._proposal.is_really(key, record)  # type: ignore[arg-type]  # an id, out of a choice
            self._work_out()

    @Slot()
    def _work_out(self) -> None:
        """Show the rows anew; where they are the same rows, only what differs is painted."""
        if self._proposal is None:
            return
        rows = self._proposal.rows()
        if [row.key for row in rows] != [row.key for row in self.rows]:
            self.layoutAboutToBeChanged.emit()
            before = [self.rows[i.row()].key for i in self.persistentIndexList()]
            old = self.persistentIndexList()
            self.rows = rows
            places = {row.key: number for number, row in enumerate(rows)}
            self.changePersistentIndexList(
                old,
                [
                    self.index(places.get(key, -1), i.column())
                    for key, i in zip(before, old, strict=True)
                ],
            )
            self.layoutChanged.emit()
        else:
            changed = [n for n, row in enumerate(rows) if row != self.rows[n]]
            self.rows = rows
            for number in changed:
                self.dataChanged.emit(self.index(number, 0), self.index(number, SAID))
        self.corrected.emit()

    # Qt's side.

    def rowCount(self, parent: AnyIndex = _TOP) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = _TOP) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else SAID + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a heading."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._heading(section)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Let every field of a row of the file be typed into."""
        flags = super().flags(index)
        row = self.row_at(index.row())
        if row and row.state is not State.GONE and 0 < index.column() < SAID:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell: its words, how they look, and what a screen reader says."""
        row = self.row_at(index.row()) if index.isValid() else None
        answer = _ROLES.get(role)
        return answer(self, row, index.column()) if row and answer else None

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Put a field right; what it cannot be is refused in a sentence."""
        row = self.row_at(index.row())
        if row is None or self._proposal is None or role != Qt.ItemDataRole.EditRole:
            return False
        field, text = FIELDS[index.column() - 1], str(value)
        if text == row.text(field, self._proposal.known):
            return False
        try:
            self._proposal.edit(row.key, field, text)
        except PeerDeskError as error:
            self.refused.emit(str(error))
            return False
        self._settling.start()
        return True

    def _heading(self, column: int) -> str:
        if column == 0:
            return self.tr("What")
        return self.tr("The file says") if column == SAID else str(FIELDS[column - 1].value)

    def _words(self, row: Row, column: int) -> str:
        if column == 0:
            return wording.state_words(row)
        if column == SAID:
            return row.said.replace("\n", " ")
        assert self._proposal is not None
        return row.text(FIELDS[column - 1], self._proposal.known)

    def _tip(self, row: Row, column: int) -> str:
        change = self._change(row, column)
        if change:
            return self.tr("Was {was}, will be {will}").format(
                was=change[0] or self.tr("nothing"), will=change[1] or self.tr("nothing")
            )
        if column == 0:
            return "\n".join((wording.state_words(row), *row.reasons))
        return row.said if column == SAID else self._words(row, column)

    def _spoken(self, row: Row, column: int) -> str:
        change = self._change(row, column)
        words = self._tip(row, column) if change else self._words(row, column)
        if column == 0:
            words = ". ".join((words, *row.reasons))
        return f"{self._heading(column)}: {words}"

    def _change(self, row: Row, column: int) -> tuple[str, str] | None:
        for change in row.changes:
            if 0 < column < SAID and FIELDS[column - 1] in _SHOWN.get(change.name, ()):
                return change.was, change.will
        return None

    def _font(self, row: Row, column: int) -> QFont | None:
        if column == 0 or (row.taken and self._change(row, column)):
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _colour(self, row: Row, column: int) -> object:
        colour = self._look.theme.colour
        if row.state is State.UNREAD and column in (0, SAID):
            return colour("trouble")
        quiet = row.state is State.SAME or (row.can_be_taken and not row.taken)
        return colour("muted") if quiet or column == SAID else None


_Answer = Callable[[ProposalModel, Row, int], object]
_ROLES: dict[int, _Answer] = {
    Qt.ItemDataRole.DisplayRole: ProposalModel._words,
    Qt.ItemDataRole.EditRole: ProposalModel._words,
    Qt.ItemDataRole.ToolTipRole: ProposalModel._tip,
    Qt.ItemDataRole.AccessibleTextRole: ProposalModel._spoken,
    Qt.ItemDataRole.FontRole: ProposalModel._font,
    Qt.ItemDataRole.ForegroundRole: ProposalModel._colour,
}
