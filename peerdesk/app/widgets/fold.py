"""A part of a panel under a heading that opens and closes it; knows nothing of what is inside."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from peerdesk.app.widgets.making import button, column


class FoldingSection(QWidget):
    """A heading, which is a button, and what is shown under it while it is open."""

    toggled = Signal(bool)

    def __init__(
        self, title: str, inside: QWidget | QLayout, is_open: bool = True, role: str = "fold"
    ) -> None:
        """`role` is that of the heading in the stylesheet: `fold`, or `subfold` inside another."""
        super().__init__()
        self._title = ""
        self.heading = button("", role, checkable=True)
        self.heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if isinstance(inside, QLayout):
            held = QWidget()
            held.setLayout(inside)
            inside = held
        self._inside = inside
        self.setLayout(column(self.heading, inside, gap=4))
        self.heading.setChecked(is_open)
        self._inside.setVisible(is_open)
        self.heading.toggled.connect(self._on_heading_toggled)
        self.set_title(title)

    @property
    def is_open(self) -> bool:
        """Say whether what is inside is shown."""
        return self.heading.isChecked()

    def open(self) -> None:
        """Show what is inside."""
        self.heading.setChecked(True)

    def set_title(self, title: str) -> None:
        """Put other words on the heading."""
        self._title = title
        self.heading.setAccessibleName(title)
        self.heading.setToolTip(title)
        self._show_title()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the heading where there is no room for all of it."""
        super().resizeEvent(event)
        self._show_title()

    def _show_title(self) -> None:
        sign = "▾" if self.is_open else "▸"
        self.heading.ensurePolished()
        metrics = self.heading.fontMetrics()
        room = self.width() - metrics.horizontalAdvance("▸  ") - 2 * metrics.averageCharWidth()
        shown = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        self.heading.setText(f"{sign}  {shown}".replace("&", "&&"))

    @Slot(bool)
    def _on_heading_toggled(self, yes: bool) -> None:
        self._inside.setVisible(yes)
        self._show_title()
        self.toggled.emit(yes)
