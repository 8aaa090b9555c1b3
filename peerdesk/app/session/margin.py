"""The strips beside the note editor: a sign for each line's kind, words for what it is about."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from peerdesk.app.look import Look
from peerdesk.app.session.lines import Line
from peerdesk.app.widgets.kinds import glyph, tint
from peerdesk.domain.ids import RecordId
from peerdesk.domain.words import Source

if TYPE_CHECKING:
    from peerdesk.app.session.editor import NoteEditor

_LEFT, _RIGHT = 40, 152
_GAP = 8


class Margin(QWidget):
    """Paints beside the lines in sight, never into the text; the status line says it in words."""

    def __init__(self, editor: "NoteEditor", look: Look, right: bool) -> None:
        super().__init__(editor)
        self._editor = editor
        self._look = look
        self._right = right
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.names: dict[RecordId, str] = {}

    def wanted(self) -> int:
        """Return its width at the text size in force."""
        return round((_RIGHT if self._right else _LEFT) * min(self._look.scale, 1.5))

    def follow(self, rect: QRect, moved: int) -> None:
        """Repaint what the text repaints, or move with it."""
        if moved:
            self.scroll(0, moved)
        else:
            self.update(0, rect.y(), self.width(), rect.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines in sight."""
        painter = QPainter(self)
        area = event.rect()
        painter.fillRect(area, self._look.theme.colour("surface"))
        current = self._editor.textCursor().blockNumber()
        for block, rect in self._editor.visible_blocks():
            place = QRect(0, rect.top(), self.width(), rect.height())
            if not place.intersects(area):
                continue
            line = self._editor.line_of(block)
            if self._right:
                self._paint_about(painter, place, line)
            else:
                self._paint_kind(painter, place, line, block.blockNumber() == current)
        painter.end()

    def _paint_kind(self, painter: QPainter, place: QRect, line: Line, current: bool) -> None:
        if current:
            bar = QRect(0, place.top(), 4, place.height())
            painter.fillRect(bar, self._look.theme.colour("accent"))
        if line.is_blank:
            return
        font = QFont(self._editor.font())
        font.setPixelSize(self._look.pixels(16))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._look.theme.colour(tint(line.kind)))
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter
        painter.drawText(place.adjusted(4, 0, 0, 0), top, glyph(line.kind))

    def _paint_about(self, painter: QPainter, place: QRect, line: Line) -> None:
        if line.is_blank:
            return
        said = [] if line.source is Source.HEARD else [line.source.label.lower()]
        for sign, records in (("#", line.themes), ("@", line.organisations)):
            said += sorted(sign + self.names[one] for one in records if one in self.names)
        font = QFont(self._editor.font())
        font.setPixelSize(self._look.pixels(12))
        painter.setFont(font)
        painter.setPen(self._look.theme.colour("muted"))
        metrics = QFontMetrics(font)
        inside = place.adjusted(_GAP, 3, -_GAP, 0)
        rows = max(1, inside.height() // metrics.lineSpacing())
        for number, text in enumerate(_fitted(said, metrics, inside.width(), rows)):
            y = inside.top() + number * metrics.lineSpacing()
            top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
            painter.drawText(QRect(inside.left(), y, inside.width(), 99), top, text)


def _fitted(words: list[str], metrics: QFontMetrics, width: int, rows: int) -> list[str]:
    """Return the words in at most `rows` rows, the last one cut where they do not fit."""
    lines: list[str] = []
    for word in words:
        if lines and metrics.horizontalAdvance(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > rows:
        lines[rows - 1 :] = [" ".join(lines[rows - 1 :])]
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]
