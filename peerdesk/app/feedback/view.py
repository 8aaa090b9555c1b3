"""The Feedback page: preview, check, and both documents."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTextBrowser, QWidget

from peerdesk.app.context import Context
from peerdesk.app.feedback import actions, model
from peerdesk.app.widgets.files import FileAsk
from peerdesk.app.widgets.making import (
    announce,
    button,
    column,
    follow_fingers,
    label,
    restyle,
    row,
    tabs,
)
from peerdesk.app.widgets.page import Page
from peerdesk.app.widgets.progress import ProgressRow
from peerdesk.app.widgets.rows import RowTable


class FeedbackPage(Page):
    """What the sponsors get, before they get it."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            self.tr("Feedback"),
            self.tr(
                "The preview shows every finding that goes into the documents and the"
                " recommendations.\n\nThe check looks for names, e-mail addresses and telephone"
                " numbers in it. What it lists has to be reworded on the Findings page before a"
                " document can be written.\n\nNumbers are given to recommendations when they first"
                " go into a document and never change after that."
            ),
        )
        self._context = context
        self._as_report = True
        self._code = ""
        self._build()
        self._report.clicked.connect(self._on_report_clicked)
        self._slides.clicked.connect(self._on_slides_clicked)

    def _build(self) -> None:
        self.add_title()
        self._verdict = label("", "heading")
        self._report = button(self.tr("Write the Word report…"), "main")
        self._slides = button(self.tr("Write the slides…"), "main")
        self._progress = ProgressRow()
        self._preview = QTextBrowser()
        self._preview.setAccessibleName(self.tr("Preview of what goes into the documents"))
        self._preview.setOpenLinks(False)
        self._preview.setTabChangesFocus(True)
        follow_fingers(self._preview)
        self.flags = RowTable(
            self.tr("What identifies somebody"),
            model.FLAG_HEADINGS,
            self.tr("Nothing in the documents names or points to anybody."),
        )
        self.tabs = tabs(self.tr("Preview or check"))
        for title, inside in (
            (self.tr("Preview"), self._preview),
            (self.tr("Check"), self.flags),
        ):
            page = QWidget()
            layout = column(inside)
            layout.setContentsMargins(0, 16, 0, 0)
            page.setLayout(layout)
            self.tabs.addTab(page, title)
        self.body.addWidget(self._verdict)
        self.body.addLayout(row(self._report, self._slides, None))
        self.body.addWidget(self._progress)
        self.body.addWidget(self.tabs, 1)

    def first_focus(self) -> QWidget:
        """Return the first of the two buttons, or the tabs while they are off."""
        return self._report if self._report.isEnabled() else self.tabs.tabBar()

    def refresh(self) -> None:
        """Check again."""
        job = self._context.jobs.post(actions.check, key="feedback")
        job.done.connect(self.show_checked)
        name = self._context.jobs.post(actions.suggested_name, key="feedback-name")
        name.done.connect(self._on_named)

    @Slot(object)
    def show_checked(self, checked: actions.Checked) -> None:
        """Show a preview with what the check found in it."""
        place = self._preview.verticalScrollBar().value()
        self._preview.setHtml(model.preview(checked))
        self._preview.verticalScrollBar().setValue(place)
        self.flags.show_rows(model.flag_rows(checked))
        self._verdict.setText(model.check_words(checked))
        self._verdict.setProperty("role", "trouble" if checked.flags else "heading")
        restyle(self._verdict)
        count = len(checked.flags)
        title = self.tr("Check ({n})").format(n=count) if count else self.tr("Check")
        self.tabs.setTabText(1, title)
        for made in (self._report, self._slides):
            made.setEnabled(not checked.flags and checked.findings > 0)
        if checked.flags:
            announce(self, model.check_words(checked))

    @Slot(object)
    def _on_named(self, code: str) -> None:
        self._code = code

    @Slot()
    def _on_report_clicked(self) -> None:
        self._as_report = True
        ask = FileAsk(
            self, self.tr("Save the report"), self.tr("Word documents (*.docx)"), self._write
        )
        ask.to_save(f"{self._code}-report.docx")

    @Slot()
    def _on_slides_clicked(self) -> None:
        self._as_report = False
        ask = FileAsk(
            self, self.tr("Save the slides"), self.tr("Presentations (*.pptx)"), self._write
        )
        ask.to_save(f"{self._code}-presentation.pptx")

    def _write(self, paths: list[Path]) -> None:
        job = self._context.jobs.post_steps(actions.publish(paths[0], self._as_report))
        words = self.tr("Writing the report …") if self._as_report else self.tr("Writing slides …")
        self._progress.follow(job, words)
        job.done.connect(self._on_written)
        job.failed.connect(self._on_write_failed)

    @Slot(object)
    def _on_written(self, nothing: object) -> None:
        self._context.messages.tell(
            self.tr("The report is written.") if self._as_report else self.tr("Slides are written.")
        )
        self.refresh()

    @Slot(object)
    def _on_write_failed(self, error: object) -> None:
        self.tabs.setCurrentIndex(1)
        self.refresh()
