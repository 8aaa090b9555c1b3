"""A list of notes in full, each as high as its words need in a narrow panel."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Slot
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from peerdesk.app.look import Look
from peerdesk.app.widgets.entries import EntryView
from peerdesk.app.widgets.entry_delegate import ENTRY, EntryDelegate

_MOST_LINES = 40
_TALLEST = 360  # pixels at the usual text size; of a longer list the rest is scrolled to


class NoteDelegate(EntryDelegate):
    """Paints entries as everywhere, but gives each the height of all its lines."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(look, _MOST_LINES, view)
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height that the words of a row need at the width of the list."""
        entry = index.data(ENTRY)
        font = self._font(14)
        lines = _line_count(entry.text, font, self.text_width(self._view.viewport().width(), entry))
        second = QFontMetrics(self._font(12)).lineSpacing()
        height = lines * QFontMetrics(font).lineSpacing() + second + 2 * self.PAD + 2
        return QSize(self._view.viewport().width(), height)


def _line_count(text: str, font: QFont, width: int) -> int:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    count = 0
    while count < _MOST_LINES and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        count += 1
    layout.endLayout()
    return max(count, 1)


class NoteList(EntryView):
    """Notes to read, no higher than they need and never higher than the panel likes."""

    def __init__(self, name: str, look: Look) -> None:
        super().__init__(name, look)
        self._look = look
        self.setUniformItemSizes(False)
        self.setWordWrap(True)  # has the rows laid out anew when the width changes
        self.setItemDelegate(NoteDelegate(look, self))
        look.applied.connect(self.fit)

    @Slot()
    def fit(self) -> None:
        """Become as high as the rows, within reason."""
        model = self.model()
        rows = sum(
            self.sizeHintForIndex(model.index(n, 0)).height() for n in range(model.rowCount())
        )
        frame = self.height() - self.contentsRect().height()
        self.setFixedHeight(min(rows + frame, self._look.pixels(_TALLEST)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again where the words now break elsewhere."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()
