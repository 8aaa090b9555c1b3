"""A list of notes in full, each as high as its words need in a narrow panel."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from peerdesk.app.look import Look
from peerdesk.app.widgets.entries import EntryView
from peerdesk.app.widgets.entry_delegate import ENTRY, EntryDelegate

if TYPE_CHECKING:
    from peerdesk.app.widgets.entries import Entry

_MOST_LINES = 40
_TALLEST = 360  # pixels at the usual text size; of a longer list the rest is scrolled to


class NoteDelegate(EntryDelegate):
    """Paints entries as everywhere, but gives each the height of all its lines.

    Heights are kept while width and text size stay: the list asks for all of them whenever one row
    changes.
    """

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(look, _MOST_LINES, view)
        self._view = view
        self._heights: dict[Entry, int] = {}
        self._measured_for = (0, 0.0)
        self._metrics = self._second = QFontMetrics(view.font())

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height that the words of a row need at the width of the list."""
        width = self._view.viewport().width()
        if (width, self._look.scale) != self._measured_for:
            self.forget()
            self._measured_for = (width, self._look.scale)
            self._metrics, self._second = (QFontMetrics(self._font(size)) for size in (14, 12))
        entry: Entry = index.data(ENTRY)
        height = self._heights.get(entry)
        if height is None:
            height = self._heights[entry] = self._height(entry, width)
        return QSize(width, height)

    def forget(self) -> None:
        """Keep nothing of the rows that were measured."""
        self._heights.clear()

    def _height(self, entry: "Entry", width: int) -> int:
        room = QRect(0, 0, self.text_width(width, entry), 1 << 16)
        text = self._metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, entry.text).height()
        least = self._metrics.lineSpacing()
        return max(text, least) + self._second.lineSpacing() + 2 * self.PAD + 2


class NoteList(EntryView):
    """Notes to read, no higher than they need and never higher than the panel likes."""

    def __init__(self, name: str, look: Look) -> None:
        super().__init__(name, look)
        self._look = look
        self.setUniformItemSizes(False)
        self.setWordWrap(True)  # has the rows laid out anew when the width changes
        self._measure = NoteDelegate(look, self)
        self.setItemDelegate(self._measure)
        look.applied.connect(self.fit)

    def empty(self) -> None:
        """Show nothing and keep nothing of what was shown."""
        self.entries.show(())
        self._measure.forget()

    @Slot()
    def fit(self) -> None:
        """Become as high as the rows, within reason."""
        model, tallest = self.model(), self._look.pixels(_TALLEST)
        high = self.height() - self.contentsRect().height()
        for number in range(model.rowCount()):
            high += self.sizeHintForIndex(model.index(number, 0)).height()
            if high >= tallest:
                break
        self.setFixedHeight(min(high, tallest))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again where the words now break elsewhere."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()
