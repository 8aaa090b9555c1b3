"""Paints a text in at most so many lines, what was looked for marked in it and always in sight."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextLine

from peerdesk.app.widgets.found import from_qt, qt_spans

_LEAD = 24  # characters before a place that was found beyond the room there is


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text, where something was found in it, and how that is marked."""

    text: str
    found: tuple[tuple[int, int], ...]
    format: QTextCharFormat

    def from_place(self, start: int) -> "MarkedText":
        """Return the end of the text from a place on."""
        moved = ((max(s, start) - start, e - start) for s, e in self.found if e > start)
        return MarkedText(self.text[start:], tuple(moved), self.format)

    def cut(self, metrics: QFontMetrics, width: int, skip: bool) -> "MarkedText":
        """Return what there is room for; with `skip` from where its first place comes into it."""
        up_to_first = self.text[: self.found[0][1]] + "…" if self.found else ""
        hidden = metrics.horizontalAdvance(up_to_first) > width
        rest = self._later() if skip and hidden else self
        shown = metrics.elidedText(rest.text, Qt.TextElideMode.ElideRight, width)
        end = len(shown) if shown == rest.text else len(shown) - 1
        kept = tuple((s, min(e, end)) for s, e in rest.found if s < end)
        return MarkedText(shown, kept, self.format)

    def _later(self) -> "MarkedText":
        """Return the text from the words a little before its first place."""
        start = self.text.rfind(" ", 0, max(self.found[0][0] - _LEAD, 0) + 1) + 1
        later, ahead = self.from_place(start), "… " if start else ""
        moved = tuple((s + len(ahead), e + len(ahead)) for s, e in later.found)
        return MarkedText(ahead + later.text, moved, self.format)

    def laid_out(self, font: QFont, width: int, rows: int) -> tuple[QTextLayout, list[QTextLine]]:
        """Return the layout of the first rows; the lines live as long as it."""
        layout = QTextLayout(self.text, font)
        ranges = []
        for start, length in qt_spans(self.text, self.found):
            one = QTextLayout.FormatRange()
            one.start, one.length, one.format = start, length, self.format
            ranges.append(one)
        layout.setFormats(ranges)
        layout.beginLayout()
        lines: list[QTextLine] = []
        while len(lines) < rows and (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            lines.append(line)
        layout.endLayout()
        return layout, lines


def paint_text(painter: QPainter, rect: QRect, marked: MarkedText, rows: int) -> int:
    """Paint it, the last row cut where it does not fit, and return where the rows end."""
    metrics, font = QFontMetrics(painter.font()), painter.font()
    _layout, lines = marked.laid_out(font, rect.width(), rows)
    y = float(rect.top())
    for line in lines[:-1]:
        line.draw(painter, QPointF(rect.left(), y))
        y += metrics.lineSpacing()
    if lines:
        rest = marked.from_place(from_qt(marked.text, lines[-1].textStart()))
        cut = rest.cut(metrics, rect.width(), skip=len(rest.found) == len(marked.found))
        _last, shown = cut.laid_out(font, 2 * rect.width(), 1)
        for line in shown:
            line.draw(painter, QPointF(rect.left(), y))
        y += metrics.lineSpacing()
    return round(y)
