"""Paints an entry: its mark, its text in one or more lines, a quieter line, and a word after."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from peerdesk.app.look import Look
from peerdesk.app.widgets.entry_text import MarkedText, paint_text
from peerdesk.app.widgets.found import found_format

if TYPE_CHECKING:
    from peerdesk.app.widgets.entries import Entry

ENTRY = Qt.ItemDataRole.UserRole + 1
_MARK = 24


class EntryDelegate(QStyledItemDelegate):
    """Paints with the colours and sizes of the look in force; every row is equally high."""

    PAD = 8

    def __init__(self, look: Look, lines: int, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._lines = lines

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of every row."""
        first = QFontMetrics(self._font(14)).lineSpacing() * self._lines
        second = QFontMetrics(self._font(12)).lineSpacing()
        return QSize(160, first + second + 2 * self.PAD + 2)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        entry = cast("Entry", index.data(ENTRY))
        state = option.state
        rect = option.rect
        if entry.heading:
            self._heading(painter, rect, entry)
            return
        painter.save()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        self._ground(painter, rect, selected, bool(state & QStyle.StateFlag.State_HasFocus))
        low = 0 if entry.second else QFontMetrics(self._font(12)).lineSpacing() // 2
        inner = rect.adjusted(self.PAD, self.PAD + low, -self.PAD, -self.PAD)
        inner = self._mark(painter, inner, entry, selected)
        inner = self._trail(painter, inner, entry, selected)
        self._text(painter, inner, entry, selected)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, entry: "Entry") -> None:
        """Draw a heading low in its row, near what it stands above."""
        painter.save()
        painter.setPen(QPen(self._look.theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        font = self._font(12, bold=True)
        painter.setFont(font)
        painter.setPen(self._look.theme.colour("muted"))
        inner = rect.adjusted(self.PAD, 0, -self.PAD, -self.PAD)
        low = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        wide = Qt.TextElideMode.ElideRight
        painter.drawText(inner, low, QFontMetrics(font).elidedText(entry.text, wide, inner.width()))
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, selected: bool, focused: bool) -> None:
        colour = self._look.theme.colour
        if selected:
            painter.fillRect(rect, colour("chosen"))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if focused:
            painter.setPen(QPen(colour("focus" if not selected else "on_chosen"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def text_width(self, width: int, entry: "Entry") -> int:
        """Return how much of a row's width is left for the text of an entry without a trail."""
        taken = self._mark_width(entry) + self.PAD if entry.mark else 0
        return width - 2 * self.PAD - taken

    def _mark_width(self, entry: "Entry") -> int:
        least = round(_MARK * self._look.scale)
        return max(least, QFontMetrics(self._mark_font(entry)).horizontalAdvance(entry.mark))

    def _mark_font(self, entry: "Entry") -> QFont:
        return self._font(14, bold=len(entry.mark) == 1)

    def _mark(self, painter: QPainter, rect: QRect, entry: "Entry", selected: bool) -> QRect:
        if not entry.mark:
            return rect
        wide = self._mark_width(entry)
        painter.setFont(self._mark_font(entry))
        painter.setPen(self._ink(entry.tint, selected))
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(rect.left(), rect.top(), wide, rect.height()), top, entry.mark)
        return rect.adjusted(wide + self.PAD, 0, 0, 0)

    def _trail(self, painter: QPainter, rect: QRect, entry: "Entry", selected: bool) -> QRect:
        if not entry.trail:
            return rect
        font = self._font(12, bold=entry.strong)
        wide = min(QFontMetrics(font).horizontalAdvance(entry.trail), rect.width() // 2)
        painter.setFont(font)
        painter.setPen(self._ink("accent" if entry.strong else "muted", selected))
        place = QRect(rect.right() - wide, rect.top() + 2, wide + 1, rect.height())
        right = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        shown = QFontMetrics(font).elidedText(entry.trail, Qt.TextElideMode.ElideRight, wide + 1)
        painter.drawText(place, right, shown)
        return rect.adjusted(0, 0, -wide - 2 * self.PAD, 0)

    def _text(self, painter: QPainter, rect: QRect, entry: "Entry", selected: bool) -> None:
        painter.setFont(self._font(14, bold=entry.strong))
        painter.setPen(self._ink("muted" if entry.faded else "text", selected))
        marked = MarkedText(entry.text, entry.found, found_format(self._look))
        below = paint_text(painter, rect, marked, self._lines)
        font = self._font(12)
        painter.setFont(font)
        painter.setPen(self._ink("muted", selected))
        shown = QFontMetrics(font).elidedText(
            entry.second, Qt.TextElideMode.ElideRight, rect.width()
        )
        place = QRect(rect.left(), below, rect.width(), rect.bottom() - below + 2)
        painter.drawText(place, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, shown)

    def _ink(self, role: str, selected: bool) -> QColor:
        return self._look.theme.colour("on_chosen" if selected else role)

    def _font(self, size: int, bold: bool = False) -> QFont:
        font = QFont(cast(QWidget, self.parent()).font())
        font.setPixelSize(self._look.pixels(size))
        font.setBold(bold)
        return font
