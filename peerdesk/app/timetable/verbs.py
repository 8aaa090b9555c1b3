"""The verbs of the Timetable page that bring a file in and hand one out."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from peerdesk.app.timetable.importing.view import ENDINGS, ImportPage
from peerdesk.app.timetable.view import TimetablePage
from peerdesk.app.widgets.drop_zone import FileDrops
from peerdesk.app.widgets.making import action, button
from peerdesk.app.widgets.page import Page

_BRING_IN = "bring-in"


class FileVerbs(QObject):
    """Puts its buttons at the top of the page and has it take files that are dropped on it."""

    page_requested = Signal(str)

    def __init__(self, page: TimetablePage, find_page: Callable[[str], Page]) -> None:
        super().__init__(page)
        self._find_page = find_page
        words = self.tr("Bring in a timetable")
        self.bring = button(words, tip=self.tr("From Excel, Word, CSV or a calendar file"))
        page.tools.addWidget(self.bring)
        self._drops = FileDrops(page, *ENDINGS)
        self._drops.files_dropped.connect(self._on_files_dropped)
        self.bring.clicked.connect(self._on_bring_clicked)
        action(page, words, "", self._on_bring_clicked)

    @Slot()
    def _on_bring_clicked(self) -> None:
        self.page_requested.emit(_BRING_IN)

    @Slot(list)
    def _on_files_dropped(self, paths: list[Path]) -> None:
        self.page_requested.emit(_BRING_IN)
        page = self._find_page(_BRING_IN)
        assert isinstance(page, ImportPage)
        page.look_over(paths)
