"""What is seen while everything but the current session is hidden (F9)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from peerdesk.app.widgets.making import announce, button, column, label, row
from peerdesk.app.widgets.page import Page


class DiscreetView(QFrame):
    """The stack of pages, which can be made to show the current session or nothing at all."""

    show_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_on = False
        self.pages = QStackedWidget()
        self._words = label(self.tr("Only this session is shown."))
        self._again = button(self.tr("Show everything (F9)"))
        self._bar = QFrame()
        self._bar.setObjectName("discreetBar")
        bar = row(self._words, self._again)
        bar.setStretch(0, 1)
        bar.setContentsMargins(24, 4, 16, 4)
        self._bar.setLayout(bar)
        self._bar.hide()
        self._cover = self._make_cover()
        self.pages.addWidget(self._cover)
        self.setLayout(column(self._bar, self.pages, gap=0))
        self._again.clicked.connect(self.show_requested)

    def _make_cover(self) -> QWidget:
        cover = QFrame()
        cover.setObjectName("page")
        words = label(self.tr("Hidden. F9 shows it again."), "title", wrap=False)
        self._uncover = button(self.tr("Show it again"), "main")
        self._uncover.clicked.connect(self.show_requested)
        inside = row(None, column(words, row(None, self._uncover, None), gap=16), None)
        cover.setLayout(column(None, inside, None))
        return cover

    def show_page(self, page: Page) -> bool:
        """Show a page, or what may be seen of it; say whether it is in sight."""
        in_sight = page.show_only_current(self.is_on) or not self.is_on
        self.pages.setCurrentWidget(page if in_sight else self._cover)
        self._bar.setVisible(self.is_on and in_sight)
        if self.is_on:
            announce(self, self._words.text() if in_sight else self.tr("Hidden."))
        return in_sight

    def cover_part(self) -> tuple[QWidget, QWidget]:
        """Return what hides a page, and what has the keyboard meanwhile."""
        return self._cover, self._uncover
