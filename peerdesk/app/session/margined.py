"""A text with a strip on either side that moves with its lines; it knows not what they are."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextBlock
from PySide6.QtWidgets import QPlainTextEdit

from peerdesk.app.look import Look
from peerdesk.app.session.margin import KindMargin, TagMargin


class MarginedText(QPlainTextEdit):
    """Plain text between a margin for signs and one for words."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # What is behind it would be painted at every key, up to the window's own ground.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._look = look
        self._row_height = 0
        self._last_painted = QRect()
        self._placed: list[tuple[int, int, int]] = []  # number, top, height of lines in sight
        self.kinds_margin = KindMargin(self, look)
        self.tags_margin = TagMargin(self, look)
        self.updateRequest.connect(self._on_update_requested)
        # Before it is first shown: what Qt lays out then does not follow margins set meanwhile.
        self.place_margins()

    @Slot(QRect, int)
    def _on_update_requested(self, rect: QRect, moved: int) -> None:
        # A key or the caret's blinking repaints the rows of one line, beside which nothing changes
        # unless it has become higher; what a line is changes with `paint_margins`, which the page
        # calls after each save too.
        if moved:
            self._placed = [(number, top + moved, high) for number, top, high in self._placed]
            self._last_painted = QRect()
            for margin in (self.kinds_margin, self.tags_margin):
                margin.scroll(0, moved)
        elif rect == self.viewport().rect() or self._is_higher(rect):
            self._last_painted = QRect(rect)
            self._paint_beside_moved()

    def _is_higher(self, rect: QRect) -> bool:
        return rect.height() > self._row_height and rect != self._last_painted

    def _paint_beside_moved(self) -> None:
        """Paint anew beside the lines that have another place or height, and below the last."""
        before, end = set(self._placed), self.viewport().height()
        placed = [
            (block.blockNumber(), place.top(), place.height())
            for block, place in self.visible_blocks()
        ]
        changed = [(top, high) for number, top, high in placed if (number, top, high) not in before]
        bottom = max((top + high for _, top, high in placed), default=0)
        if bottom < end:
            changed.append((bottom, end - bottom))
        self._placed = placed
        for top, high in changed:
            for margin in (self.kinds_margin, self.tags_margin):
                margin.update(0, top, margin.width(), high)

    @Slot()
    def paint_margins(self) -> None:
        """Paint the signs and words beside the lines anew."""
        self.kinds_margin.update()
        self.tags_margin.update()

    @Slot()
    def paint_margins_here(self) -> None:
        """Paint anew what is beside the line with the caret and the one above, as after a save."""
        block = self.textCursor().block()
        first = block.previous() if block.previous().isValid() else block
        offset = self.contentOffset()
        top = self.blockBoundingGeometry(first).translated(offset).top()
        bottom = self.blockBoundingGeometry(block).translated(offset).bottom()
        for margin in (self.kinds_margin, self.tags_margin):
            margin.update(0, int(top), margin.width(), int(bottom - top) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of the text too."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._look.theme.colour("surface"))
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margins beside the text."""
        super().resizeEvent(event)
        self.place_margins()
        if self.hasFocus():
            self.ensureCursorVisible()

    def place_margins(self) -> None:
        """Give both margins their room at the text size in force."""
        self._row_height = self.fontMetrics().lineSpacing() + 4
        left, right = self.kinds_margin.wanted(), self.tags_margin.wanted()
        self.setViewportMargins(left, 0, right, 0)
        inside = self.contentsRect()
        self.kinds_margin.setGeometry(inside.left(), inside.top(), left, inside.height())
        bar = self.verticalScrollBar().width() if self.verticalScrollBar().isVisible() else 0
        self.tags_margin.setGeometry(
            inside.right() - right - bar + 1, inside.top(), right, inside.height()
        )

    def minimumSizeHint(self) -> QSize:
        """Return room for three lines, so that large text leaves some editor on a small screen."""
        return QSize(240, self.fontMetrics().lineSpacing() * 3 + 16)

    def visible_blocks(self) -> Iterator[tuple[QTextBlock, QRect]]:
        """Yield each block in sight with where it is painted."""
        block, offset = self.firstVisibleBlock(), self.contentOffset()
        bottom = self.viewport().height()
        while block.isValid():
            rect = self.blockBoundingGeometry(block).translated(offset).toRect()
            if rect.top() > bottom:
                return
            yield block, rect
            block = block.next()
