"""The strips beside the note editor: when and of what kind a line is, and what it is about."""

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextBlock
from PySide6.QtWidgets import QWidget

from peerdesk.app.look import Look
from peerdesk.app.session.chips import ChipPainter, chips_of
from peerdesk.app.session.lines import Line, read_block
from peerdesk.app.widgets.kinds import glyph, tint
from peerdesk.domain.ids import RecordId

if TYPE_CHECKING:
    from peerdesk.app.session.margined import MarginedText

_GAP = 8
_BAR = 4
_CHIPS = 168
_TOP = Qt.AlignmentFlag.AlignTop


class Margin(QWidget):
    """Paints beside the lines in sight, never into the text; the status line says it in words.

    Abstract in all but its metaclass, which is Qt's.
    """

    def __init__(self, editor: "MarginedText", look: Look) -> None:
        super().__init__(editor)
        self._editor = editor
        self._look = look
        self._fonts: dict[tuple[int, bool], QFont] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @abstractmethod
    def wanted(self) -> int:
        """Return its width at the text size in force."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines in sight."""
        self._fonts.clear()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = event.rect()
        painter.fillRect(area, self._look.theme.colour("surface"))
        for block, rect in self._editor.visible_blocks():
            place = QRect(0, rect.top(), self.width(), rect.height())
            if place.intersects(area):
                self.paint_line(painter, place, block)
        painter.end()

    @abstractmethod
    def paint_line(self, painter: QPainter, place: QRect, block: QTextBlock) -> None:
        """Paint beside one line."""

    def _font(self, size: int, bold: bool = False) -> QFont:
        """Return a font that all lines of one painting share: Qt looks each new one up again."""
        font = self._fonts.get((size, bold))
        if font is None:
            font = self._fonts[size, bold] = QFont(self._editor.font())
            font.setPixelSize(self._look.pixels(size))
            font.setBold(bold)
        return font


class KindMargin(Margin):
    """A bar at the line with the caret, the time where it has moved on, the sign of the kind."""

    def __init__(self, editor: "MarginedText", look: Look) -> None:
        super().__init__(editor, look)
        self.time_of: Callable[[Line], str] = _no_time

    def wanted(self) -> int:
        """Return room for the bar, a time and a sign."""
        time = self._look.metrics(12).horizontalAdvance("00:00")
        return _BAR + _GAP // 2 + time + _GAP + self._look.pixels(16) + _GAP

    def paint_line(self, painter: QPainter, place: QRect, block: QTextBlock) -> None:
        """Paint the time and the kind of one line."""
        current = block.blockNumber() == self._editor.textCursor().blockNumber()
        if current:
            bar = QRect(0, place.top(), _BAR, place.height())
            painter.fillRect(bar, self._look.theme.colour("accent"))
        line = read_block(block)
        if line.is_nothing:
            return
        sign = self._look.pixels(16)
        middle = place.right() - _GAP - sign // 2
        painter.setFont(self._font(16, bold=True))
        painter.setPen(self._look.theme.colour(tint(line.kind)))
        where = QRect(middle - sign, place.top(), 2 * sign, place.height())
        painter.drawText(where, _TOP | Qt.AlignmentFlag.AlignHCenter, glyph(line.kind))
        self._paint_time(painter, place, self._stamp(line, block, current))

    def _paint_time(self, painter: QPainter, place: QRect, words: str) -> None:
        painter.setFont(self._font(12))
        painter.setPen(self._look.theme.colour("muted"))
        drop = self._editor.fontMetrics().ascent() - painter.fontMetrics().ascent()
        where = place.adjusted(_BAR + _GAP // 2, drop, 0, 0)  # both stand on one base line
        painter.drawText(where, _TOP | Qt.AlignmentFlag.AlignLeft, words)

    def _stamp(self, line: Line, block: QTextBlock, current: bool) -> str:
        """Return a line's time, unless the line above has the same: a column of those is noise."""
        time = self.time_of(line)
        above = block.previous()
        if current or not above.isValid() or self.time_of(read_block(above)) != time:
            return time
        return ""


class TagMargin(Margin):
    """Chips for what a line is about, who said it and how it came."""

    def __init__(self, editor: "MarginedText", look: Look) -> None:
        super().__init__(editor, look)
        self._chips = ChipPainter(look)
        self.names: dict[RecordId, str] = {}

    def wanted(self) -> int:
        """Return room for two short chips side by side, less of it where text is large."""
        return round(_CHIPS * min(self._look.scale, 1.5))

    def paint_line(self, painter: QPainter, place: QRect, block: QTextBlock) -> None:
        """Paint the chips of one line."""
        chips = chips_of(read_block(block), self.names)
        pitch = self._editor.fontMetrics().lineSpacing()
        inside = place.adjusted(_GAP, 0, -_GAP, 0)
        self._chips.paint(painter, inside, pitch, self._font(12), chips)


def _no_time(line: Line) -> str:
    return ""
