"""The verbs of the Timetable page that bring a file in and hand one out."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from peerdesk.app.context import Context
from peerdesk.app.timetable.handing_out.form import HandOutForm
from peerdesk.app.timetable.importing.view import ENDINGS, ImportPage
from peerdesk.app.timetable.view import TimetablePage
from peerdesk.app.widgets.drop_zone import FileDrops
from peerdesk.app.widgets.making import action, button
from peerdesk.app.widgets.page import Page

_BRING_IN = "bring-in"


class FileVerbs(QObject):
    """Puts its buttons at the top of the page and has it take files that are dropped on it."""

    page_requested = Signal(str)

    def __init__(
        self, context: Context, page: TimetablePage, find_page: Callable[[str], Page]
    ) -> None:
        super().__init__(page)
        self._page = page
        self._find_page = find_page
        self.form = HandOutForm(context)
        page.beside.tabs.addTab(self.form, self.tr("Hand out"))
        self._add(
            self.tr("Bring in a timetable"),
            self.tr("From Excel, Word, CSV or a calendar file"),
            self._on_bring_clicked,
        )
        self._add(
            self.tr("Hand it out"),
            self.tr("As Word, PDF, calendar or Excel, or on paper"),
            self._on_hand_out_clicked,
        )
        self._drops = FileDrops(page, *ENDINGS)
        self._drops.files_dropped.connect(self._on_files_dropped)

    def _add(self, words: str, tip: str, slot: Callable[[], None]) -> None:
        made = button(words, tip=tip)
        self._page.tools.addWidget(made)
        made.clicked.connect(slot)
        action(self._page, words, "", slot)

    @Slot()
    def _on_bring_clicked(self) -> None:
        self.page_requested.emit(_BRING_IN)

    @Slot()
    def _on_hand_out_clicked(self) -> None:
        self._page.beside.tabs.setCurrentWidget(self.form)
        self._page.sight_requested.emit()
        self.form.whose.setFocus()

    @Slot(list)
    def _on_files_dropped(self, paths: list[Path]) -> None:
        self.page_requested.emit(_BRING_IN)
        page = self._find_page(_BRING_IN)
        assert isinstance(page, ImportPage)
        page.look_over(paths)
