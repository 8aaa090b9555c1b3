"""What every page of the window has: a name, a title, help, and room beside it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from peerdesk.app.widgets.making import label, row

_TITLE_HEIGHT = 40  # as high as a button beside it, so that titles stand alike on every page


class Page(QFrame):
    """One page; `side` is what the context panel shows beside it, or None."""

    painted = Signal()
    side_changed = Signal()

    def __init__(self, title: str, help_text: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAccessibleName(title)
        self.title = title
        self.help_text = help_text
        self.side: QWidget | None = None
        self.side_title = ""
        self._was_painted = False
        self._is_stale = True
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 16, 24, 16)
        self.body.setSpacing(16)

    def add_title(self, *beside: QWidget) -> None:
        """Put the page's title at its top, with widgets at its right."""
        title = label(self.title, "title", wrap=False)
        title.setMinimumHeight(_TITLE_HEIGHT)
        top = row(title, None, *beside)
        self.body.addLayout(top)

    def refresh(self) -> None:
        """Read what the page shows again."""

    @Slot()
    def mark_stale(self) -> None:
        """Hear that what the page shows has changed: read it now, or when it comes into sight."""
        self._is_stale = True
        if self.isVisible():
            self.come_into_sight()

    def come_into_sight(self) -> None:
        """Read what the page shows where it has changed since it was last read."""
        if self._is_stale:
            self._is_stale = False
            self.refresh()

    def first_focus(self) -> QWidget:
        """Return the widget that has the keyboard when the page opens."""
        return self

    def show_only_current(self, only: bool) -> bool:
        """Hide everything but the session being noted, or no longer; say whether any is left."""
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the page has been painted."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Forget an earlier painting when it comes into sight, so that the next one is told."""
        self._was_painted = False
        super().showEvent(event)
