"""The table of a file's rows: what of them is shown, how a cell is edited, keys."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from peerdesk.app.look import Look
from peerdesk.app.timetable.importing.model import FIELDS, SAID, ProposalModel
from peerdesk.app.widgets.making import choice, follow_fingers
from peerdesk.domain.words import SessionKind
from peerdesk.schedule.timetable.proposed import Row, State
from peerdesk.schedule.timetable.words import Field

AnyIndex = QModelIndex | QPersistentModelIndex
EVERYTHING, CHANGING, UNSURE = "everything", "changing", "unsure"
_WIDTHS = (168, 168, 72, 72, 248, 144, 80, 136, 240, 96, 320)
_ROW = 40


class RowFilter(QSortFilterProxyModel):
    """Shows all rows, those that change something, or those to look at."""

    def __init__(self, source: ProposalModel) -> None:
        super().__init__(source)
        self._source = source
        self._wanted = EVERYTHING
        self.setSourceModel(source)

    def want(self, wanted: str) -> None:
        """Show some of the rows."""
        self.beginFilterChange()
        self._wanted = wanted
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, number: int, parent: AnyIndex) -> bool:
        """Say whether a row is shown."""
        row = self._source.row_at(number)
        if row is None or self._wanted == EVERYTHING:
            return row is not None
        if self._wanted == CHANGING:
            return row.state is not State.SAME
        return bool(row.reasons)


class FieldDelegate(QStyledItemDelegate):
    """Gives a cell its editor: a choice for the kind, a line for everything else."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> QWidget:
        """Return an editor with the name of its column."""
        field = FIELDS[index.column() - 1]
        if field is Field.KIND:
            made: QWidget = _kinds(parent)
        else:
            made = super().createEditor(parent, option, index)
        made.setObjectName("cellEditor")
        made.setAccessibleName(field.value)
        return made

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint a cell, the ring of the current one as everywhere else."""
        inside = QStyleOptionViewItem(option)
        has_focus = bool(inside.state & QStyle.StateFlag.State_HasFocus)
        inside.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, inside, index)
        if has_focus:
            painter.save()
            painter.setPen(QPen(self._look.theme.colour("focus"), 3))
            painter.drawRect(inside.rect.adjusted(1, 1, -2, -2))
            painter.restore()

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        """Begin with what stands there."""
        if isinstance(editor, QComboBox):
            editor.setCurrentText(str(index.data(Qt.ItemDataRole.EditRole)))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        """Hand on what was typed or chosen."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText(), Qt.ItemDataRole.EditRole)
        else:
            super().setModelData(editor, model, index)


def _kinds(parent: QWidget) -> QComboBox:
    made = choice("")
    made.setParent(parent)
    for kind in SessionKind:
        made.addItem(kind.label)
    return made


class ProposalTable(QTableView):
    """Arrows go round, F2 or Enter edits a cell, Space brings rows in or leaves them out."""

    space_pressed = Signal()
    row_changed = Signal()

    def __init__(self, model: ProposalModel, look: Look) -> None:
        super().__init__()
        self._look = look
        self.source = model
        self.shown = RowFilter(model)
        self.setModel(self.shown)
        self._delegate = FieldDelegate(look, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("What the file says, row by row"))
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        follow_fingers(self)
        self.fit()

    def fit(self) -> None:
        """Give rows and columns the sizes of the text in force."""
        self.verticalHeader().setDefaultSectionSize(max(_ROW, self._look.pixels(32)))
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, round(width * self._look.scale))

    @property
    def row(self) -> Row | None:
        """Return the current row."""
        index = self.currentIndex()
        return self.source.row_at(self.shown.mapToSource(index).row()) if index.isValid() else None

    def chosen(self) -> list[Row]:
        """Return the rows that are selected, or the current one where it is not among them."""
        places = {self.shown.mapToSource(one).row() for one in self.selectedIndexes()}
        rows = [row for place in sorted(places) if (row := self.source.row_at(place))]
        current = self.row
        return rows if current is None or current in rows else [current]

    def go_to(self, key: str) -> None:
        """Make a row the current one, or the first where it is gone."""
        place = max(self.source.place_of(key), 0)
        index = self.shown.mapFromSource(
            self.source.index(place, max(self.currentIndex().column(), 0))
        )
        self.setCurrentIndex(index if index.isValid() else self.shown.index(0, 0))

    def currentChanged(self, now: AnyIndex, before: AnyIndex) -> None:
        """Tell that another row is the current one."""
        super().currentChanged(now, before)
        self.row_changed.emit()

    def event(self, event: QEvent) -> bool:
        """Keep F2 for the cell: elsewhere it fills in the session in front."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if event.key() == Qt.Key.Key_F2:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Have Space take rows or leave them out, and Enter edit where a cell can be edited."""
        if event.key() == Qt.Key.Key_Space:
            self.space_pressed.emit()
            return
        is_typing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not is_typing:
            index = self.currentIndex()
            if index.column() in (0, SAID):
                index = index.siblingAtColumn(FIELDS.index(Field.TITLE) + 1)
                self.setCurrentIndex(index)
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
            return
        super().keyPressEvent(event)
