"""The board as one list view that paints its rows where they stand in the days.

It is a list to the keyboard and to screen readers, one row a session, so it needs no widget for
any of them. It knows where things stand and nothing of what they are.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView

from peerdesk.app.look import Look
from peerdesk.app.timetable.geometry import Geometry, Place
from peerdesk.app.timetable.model import Block, Board
from peerdesk.app.timetable.painting import BoardPainter
from peerdesk.app.widgets.entries import EntryListModel
from peerdesk.app.widgets.making import follow_fingers

AnyIndex = QModelIndex | QPersistentModelIndex
_EDGE = 6  # how near to a block's lower edge a press takes hold of the edge
_NEAR = 24  # how near to the edge of the view a drag scrolls it
_FEWEST = 20  # pixels a block must be high for its edge to be taken hold of
_Action = QAbstractItemView.CursorAction
_DOWNWARDS = (_Action.MoveDown, _Action.MovePageDown)
_UPWARDS = (_Action.MoveUp, _Action.MovePageUp)
_RIGHTWARDS = (_Action.MoveRight, _Action.MoveNext)


class TimetableGrid(QListView):
    """Days side by side; arrow keys go between sessions, Enter chooses one, the mouse moves one."""

    chosen = Signal(str)
    current_changed = Signal(str)
    dropped = Signal(str, object)  # the session and the Place

    # Qt asks where things are before the constructor has come to that.
    geometry_of = Geometry(Board(), 1.0, 0, 0, QSize())

    def __init__(self, name: str, look: Look) -> None:
        super().__init__()
        self._look = look
        self._board = Board()
        self._now: tuple[date, int] | None = None
        self._held: tuple[Block, QPoint, bool] | None = None
        self._dragged: Place | None = None
        self.entries = EntryListModel(self)
        self._build(name)
        self._connect()

    def _build(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setModel(self.entries)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        follow_fingers(self)
        self._restyle()

    def _connect(self) -> None:
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.doubleClicked.connect(self._on_double_clicked)
        self._look.applied.connect(self._on_look_applied)

    # What it shows.

    def show_board(self, board: Board) -> None:
        """Show a board, keeping what is chosen and how it is scrolled."""
        current, before, measures = self.current, self._board, self.geometry_of
        self._board = board
        self._measure()
        self.entries.show(board.entries())
        self.choose(current)
        self.viewport().update(self._differing(before, measures))

    def _differing(self, before: Board, measures: Geometry) -> QRegion:
        """Return what to paint again after another board: everything, or the blocks that differ."""
        known, now = self.geometry_of, self._board
        if (before.days, before.first, measures.size) != (now.days, now.first, known.size):
            return QRegion(self.viewport().rect())
        found = QRegion()
        for block in set(before.blocks) ^ set(now.blocks):
            found += known.block_rect(block).translated(-self._offset())
        return found

    def show_now(self, day: date, minute: int) -> None:
        """Draw the line of this moment."""
        self._now = (day, minute)
        self.viewport().update()

    @property
    def board(self) -> Board:
        """Return what is shown."""
        return self._board

    @property
    def current(self) -> str:
        """Return the id of the current session, or the empty text."""
        index = self.currentIndex()
        return self.entries.entries[index.row()].id if index.isValid() else ""

    @property
    def current_block(self) -> Block | None:
        """Return the current session's block, or None."""
        return self.block(self.current)

    def block(self, session: str) -> Block | None:
        """Return a session's block, or None."""
        return next((b for b in self._board.blocks if b.id == session), None)

    def choose(self, session: str) -> None:
        """Make a session the current one."""
        place = self.entries.place_of(session)
        if place >= 0:
            self.setCurrentIndex(self.entries.index(place))

    def _restyle(self) -> None:
        self._painter = BoardPainter(self._look, self.font())
        self._measure()

    def _measure(self) -> None:
        streams = any(day.lanes != ("",) for day in self._board.days)
        self.geometry_of = Geometry(
            self._board,
            self._look.scale,
            self._painter.gutter,
            self._painter.header(streams),
            self.viewport().size(),
        )
        self.updateGeometries()

    # Where things are: what Qt asks an item view.

    def doItemsLayout(self) -> None:
        """Lay nothing out: the blocks stand where their times say."""
        QAbstractItemView.doItemsLayout(self)

    def dataChanged(self, first: AnyIndex, last: AnyIndex, roles: Sequence[int] = ()) -> None:
        """Lay nothing out again, which a list does, but tell assistive technology."""
        QAbstractItemView.dataChanged(self, first, last, roles)

    def updateGeometries(self) -> None:
        """Set the scroll bars to what there is beyond the view."""
        size = self.geometry_of.size
        room = self.viewport().size()
        for bar, whole, part in (
            (self.horizontalScrollBar(), size.width(), room.width()),
            (self.verticalScrollBar(), size.height(), room.height()),
        ):
            bar.setRange(0, max(whole - part, 0))
            bar.setPageStep(part)
            bar.setSingleStep(self._look.pixels(24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure again, and keep what is chosen in sight."""
        super().resizeEvent(event)
        self._measure()
        self.scrollTo(self.currentIndex())

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def horizontalOffset(self) -> int:
        """Return how far it is scrolled to the right."""
        return self.horizontalScrollBar().value()

    def verticalOffset(self) -> int:
        """Return how far it is scrolled down."""
        return self.verticalScrollBar().value()

    def visualRect(self, index: AnyIndex) -> QRect:
        """Return where a row stands in the view."""
        if not index.isValid() or index.row() >= len(self._board.blocks):
            return QRect()
        rect = self.geometry_of.block_rect(self._board.blocks[index.row()])
        return rect.translated(-self._offset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the row at a place in the view; the days and hours at its edges cover rows."""
        if point.x() >= self.geometry_of.gutter and point.y() >= self.geometry_of.header:
            at = QRect(point + self._offset(), QSize(1, 1))
            for row, _, _ in self.geometry_of.blocks_in(at):
                return self.entries.index(row)
        return QModelIndex()

    def scrollTo(
        self,
        index: AnyIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a row into sight, beside the hours and below the days."""
        if index.isValid() and index.row() < len(self._board.blocks):
            self._bring(self.geometry_of.block_rect(self._board.blocks[index.row()]))

    def _bring(self, rect: QRect) -> None:
        known, room = self.geometry_of, self.viewport().size()
        for bar, first, last, edge, whole in (
            (self.horizontalScrollBar(), rect.left(), rect.right(), known.gutter, room.width()),
            (self.verticalScrollBar(), rect.top(), rect.bottom(), known.header, room.height()),
        ):
            if last + 8 > bar.value() + whole:
                bar.setValue(last + 8 - whole)
            if first - 8 < bar.value() + edge:
                bar.setValue(first - 8 - edge)

    def isIndexHidden(self, index: AnyIndex) -> bool:
        """Say that no row is hidden."""
        return False

    def setSelection(self, rect: QRect, command: object) -> None:
        """Select the row at a place."""
        index = self.indexAt(rect.center())
        if index.isValid():
            self.selectionModel().select(index, command)  # type: ignore[call-overload]

    def visualRegionForSelection(self, selection: object) -> QRegion:
        """Return what to paint again when the selection changes: all that is in sight."""
        return QRegion(self.viewport().rect())

    def moveCursor(self, action: _Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Return the row an arrow key leads to: in its lane, or in the next one to either side."""
        blocks = self._board.blocks
        if not blocks:
            return QModelIndex()
        block = self.current_block
        if block is None:
            return self.entries.index(0)
        ends = {_Action.MoveHome: 0, _Action.MoveEnd: len(blocks) - 1}
        if action in ends:
            return self.entries.index(ends[action])
        known = self.geometry_of
        found = known.beside(block, action in _RIGHTWARDS)
        if action in _DOWNWARDS or action in _UPWARDS:
            found = known.above_or_below(block, action in _DOWNWARDS)
        return self.entries.index(blocks.index(found)) if found else self.currentIndex()

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in sight: ground, blocks, this moment, and the edges over them."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        offset, known = self._offset(), self.geometry_of
        area = event.rect().translated(offset)
        painter.save()
        painter.translate(-offset)
        self._painter.paint_ground(painter, known, area)
        today = self._today()
        now = self._now[1] if self._now is not None and today >= 0 else None
        if now is not None:
            self._painter.paint_now(painter, known, today, now)
        self._paint_blocks(painter, area)
        if self._dragged is not None:
            self._painter.paint_dragged(painter, known, self._dragged)
        painter.restore()
        if event.rect().top() < known.header:
            self._painter.paint_header(painter, known, offset, self.viewport().width(), today)
        if event.rect().left() < known.gutter:
            self._painter.paint_hours(painter, known, offset, now)
        painter.end()

    def _paint_blocks(self, painter: QPainter, area: QRect) -> None:
        current, focused = self.currentIndex().row(), self.hasFocus()
        last = None
        for row, block, rect in self.geometry_of.blocks_in(area):
            if row == current:
                last = (rect, block)
            else:
                self._painter.paint_block(painter, rect, block, False, False)
        if last is not None:
            self._painter.paint_block(painter, *last, True, focused)

    def _today(self) -> int:
        if self._now is None:
            return -1
        days = [day.date for day in self._board.days]
        return days.index(self._now[0]) if self._now[0] in days else -1

    # Keys and mouse.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter, let go with Escape; everything else is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.chosen.emit(self.current)
        elif event.key() == Qt.Key.Key_Escape and self._held is not None:
            self._let_go()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is pressed, and hold it; a finger moves the whole board instead."""
        super().mousePressEvent(event)
        block, at = self._block_at(event), self._whole(event)
        is_mouse = event.source() is Qt.MouseEventSource.MouseEventNotSynthesized
        if block is not None and is_mouse and event.button() is Qt.MouseButton.LeftButton:
            self._held = (block, at, self._is_edge(block, at))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held; show where a lower edge can be taken hold of."""
        if self._held is None:
            block = self._block_at(event)
            edge = block is not None and self._is_edge(block, self._whole(event))
            self.viewport().setCursor(
                Qt.CursorShape.SizeVerCursor if edge else Qt.CursorShape.ArrowCursor
            )
            return
        block, pressed, is_edge = self._held
        now = self._whole(event)
        far = (now - pressed).manhattanLength() >= QApplication.startDragDistance()
        if far or self._dragged is not None:
            known = self.geometry_of
            take = known.resized if is_edge else known.moved
            self._dragged = take(block, pressed, now)
            self._scroll_near_edges(event.position().toPoint())
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what is held."""
        held, place = self._held, self._dragged
        self._let_go()
        super().mouseReleaseEvent(event)
        if held is not None and place is not None:
            self.dropped.emit(held[0].id, place)

    def _let_go(self) -> None:
        self._held = self._dragged = None
        self.viewport().update()

    def _whole(self, event: QMouseEvent) -> QPoint:
        return event.position().toPoint() + self._offset()

    def _block_at(self, event: QMouseEvent) -> Block | None:
        index = self.indexAt(event.position().toPoint())
        return self._board.blocks[index.row()] if index.isValid() else None

    def _is_edge(self, block: Block, at: QPoint) -> bool:
        rect = self.geometry_of.block_rect(block)
        return rect.height() >= _FEWEST and rect.bottom() - at.y() <= _EDGE

    def _scroll_near_edges(self, at: QPoint) -> None:
        room = self.viewport().rect()
        step = self._look.pixels(16)
        for bar, place, first, last in (
            (self.horizontalScrollBar(), at.x(), self.geometry_of.gutter, room.right()),
            (self.verticalScrollBar(), at.y(), self.geometry_of.header, room.bottom()),
        ):
            if place > last - _NEAR:
                bar.setValue(bar.value() + step)
            elif place < first + _NEAR:
                bar.setValue(bar.value() - step)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        self.current_changed.emit(self.current)
        self.viewport().update()

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self.current)

    @Slot()
    def _on_look_applied(self) -> None:
        self._restyle()
        self.viewport().update()
