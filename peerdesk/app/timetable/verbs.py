"""The verbs of the Timetable page: bring a file in, hand one out, list documents to read."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from peerdesk.app.context import Context
from peerdesk.app.timetable.documents.form import DocumentsForm
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
        self.documents = DocumentsForm(context, page.history)
        self._other = page.side_title
        for form in (self.form, self.documents):
            back = action(form, self.tr("Back to the timetable"), "Esc", self._on_form_left)
            back.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            form.left.connect(self._on_form_left)
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
        self._add(
            self.tr("Documents to read"),
            self.tr("What the team reads before the visit"),
            self._on_documents_clicked,
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
        self._go_into(self.form, self.tr("Hand it out"), self.form.whose)

    @Slot()
    def _on_documents_clicked(self) -> None:
        self._go_into(self.documents, self.tr("Documents to read"), self.documents.titles)

    def _go_into(self, form: QWidget, title: str, first: QWidget) -> None:
        if self._page.side in (self.form, self.documents):
            self._give_back()
        self._show_beside(form, title)
        self._page.sight_requested.emit()
        first.setFocus()
        self._listen(True)

    def _listen(self, yes: bool) -> None:
        """Give the panel back as soon as the page wants it for a session or a clash."""
        sight, current = self._page.sight_requested, self._page.grid.current_changed
        (sight.connect if yes else sight.disconnect)(self._give_back)
        (current.connect if yes else current.disconnect)(self._on_current_changed)

    def _show_beside(self, side: QWidget, title: str) -> None:
        self._page.side, self._page.side_title = side, title
        self._page.side_changed.emit()

    @Slot()
    def _give_back(self) -> None:
        self._listen(False)
        self._show_beside(self._page.beside, self._other)

    @Slot()
    def _on_current_changed(self) -> None:
        if self._page.grid.hasFocus():  # somebody went there; the timetable was not only read anew
            self._give_back()

    @Slot()
    def _on_form_left(self) -> None:
        self._give_back()
        self._page.first_focus().setFocus()

    @Slot(list)
    def _on_files_dropped(self, paths: list[Path]) -> None:
        self.page_requested.emit(_BRING_IN)
        page = self._find_page(_BRING_IN)
        assert isinstance(page, ImportPage)
        page.look_over(paths)
