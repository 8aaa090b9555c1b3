"""The form that hands a timetable out: for whom, as what; it says where it was put."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QWidget

from peerdesk.app.context import Context
from peerdesk.app.timetable.handing_out import actions
from peerdesk.app.widgets.files import FileAsk
from peerdesk.app.widgets.flow import FlowLayout
from peerdesk.app.widgets.making import (
    SELECTABLE_BY_MOUSE,
    announce,
    button,
    captioned,
    choice,
    column,
    label,
    scrolled,
)
from peerdesk.app.widgets.progress import ProgressRow
from peerdesk.domain.records import Member

_ALL, _EACH = "all", "each"


class HandOutForm(QWidget):
    """Saves one timetable or everybody's own, or prints it; no note is ever in any."""

    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._people: dict[str, Member] = {}
        self._folder = Path()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.whose = choice(self.tr("For whom"))
        self.form = choice(self.tr("As what"))
        for words, ending in (
            (self.tr("Word document"), actions.WORD),
            (self.tr("PDF, to print or for a phone"), actions.PDF),
            (self.tr("Calendar file (.ics)"), actions.CALENDAR),
            (self.tr("Excel, to edit and bring in again"), actions.WORKBOOK),
        ):
            self.form.addItem(words, ending)
        self._fix_widths()
        self.save = button(self.tr("Save…"), "main")
        self.print = button(self.tr("Print…"))
        self.progress = ProgressRow()
        self.done = button(self.tr("Done"), tip=self.tr("Back to the timetable (Esc)"))
        self.said = label("", "news")
        self.said.hide()
        self.said.setProperty("textInteractionFlags", SELECTABLE_BY_MOUSE)
        self._about = label(
            self.tr(
                "Names of those you meet stand in it, because the team needs them; no note ever"
                " does. Every page says: for the team only, destroy after the visit."
            ),
            "muted",
        )
        buttons = FlowLayout()
        for pressed in (self.save, self.print, self.done):
            buttons.addWidget(pressed)
        inside = QWidget()
        layout = column(
            captioned(self.whose),
            captioned(self.form),
            buttons,
            self.progress,
            self.said,
            self._about,
            None,
            gap=12,
        )
        layout.setContentsMargins(0, 8, 8, 0)
        inside.setLayout(layout)
        self.setLayout(column(scrolled(inside, self.tr("Hand it out"))))

    def _fix_widths(self) -> None:
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        for box in (self.whose, self.form):
            box.setSizeAdjustPolicy(policy)
            box.setMinimumContentsLength(12)

    def _connect(self) -> None:
        self.save.clicked.connect(self._on_save_clicked)
        self.print.clicked.connect(self._on_print_clicked)
        self.done.clicked.connect(self.left)
        self.form.activated.connect(self._show_what_fits)
        self.whose.activated.connect(self._show_what_fits)

    def showEvent(self, event: QShowEvent) -> None:
        """Read who is in the team, whenever it comes into sight."""
        super().showEvent(event)
        job = self._context.jobs.post(actions.load, key="hand-out", quiet=True)
        job.done.connect(self.show_people)

    @Slot(object)
    def show_people(self, people: actions.People) -> None:
        """Offer everybody's, one for each, and each one's own, one's own first."""
        chosen = self.whose.currentData()
        self._people = {str(one.id): one for one in people.members}
        self.whose.clear()
        self.whose.addItem(self.tr("Everybody's, in one"), _ALL)
        self.whose.addItem(self.tr("Everybody their own, a file each"), _EACH)
        if people.me is not None:
            self.whose.addItem(self.tr("Mine"), str(people.me.id))
        for one in people.members:
            if people.me is None or one.id != people.me.id:
                self.whose.addItem(one.name, str(one.id))
        self.whose.setCurrentIndex(max(self.whose.findData(chosen), 0))
        self._show_what_fits()

    @property
    def member(self) -> Member | None:
        """Return whose timetable is chosen, None for everybody's."""
        return self._people.get(str(self.whose.currentData()))

    @property
    def ending(self) -> str:
        """Return the ending of what is chosen."""
        return str(self.form.currentData())

    @Slot()
    def _show_what_fits(self) -> None:
        """The workbook is always the whole; what goes to many files is not printed."""
        is_whole = self.ending == actions.WORKBOOK
        if is_whole:
            self.whose.setCurrentIndex(0)
        self.whose.setEnabled(not is_whole)
        self.print.setEnabled(self.whose.currentData() != _EACH and not is_whole)
        self.said.clear()
        self.said.hide()

    @Slot()
    def _on_save_clicked(self) -> None:
        if self.whose.currentData() == _EACH:
            ask = FileAsk(self, self.tr("Choose a folder for the files"), "", self.write_each)
            ask.to_folder()
            return
        job = self._context.jobs.post(actions.suggested_name(self.ending, self.member))
        job.done.connect(self._on_named)

    @Slot(object)
    def _on_named(self, name: str) -> None:
        pattern = f"{self.form.currentText()} (*{self.ending})"
        ask = FileAsk(self, self.tr("Save the timetable"), pattern, self.write)
        ask.to_save(name)

    def write(self, paths: list[Path]) -> None:
        """Write the timetable chosen to a file."""
        job = self._context.jobs.post(actions.write(paths[0], self.member))
        self.progress.follow(job, self.tr("Writing the timetable …"), can_cancel=False)
        job.done.connect(self._on_written)

    @Slot(object)
    def _on_written(self, path: Path) -> None:
        self._say(self.tr("The timetable is in {file}.").format(file=path))

    def write_each(self, folders: list[Path]) -> None:
        """Write everybody their own into a folder."""
        self._folder = folders[0]
        job = self._context.jobs.post_steps(actions.write_each(self._folder, self.ending))
        self.progress.follow(job, self.tr("Writing timetables …"))
        job.done.connect(self._on_each_written)

    @Slot(object)
    def _on_each_written(self, count: int) -> None:
        words = self.tr("{n} timetables are in {folder}.")
        self._say(words.format(n=count, folder=self._folder))

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.show()
        announce(self, sentence)

    @Slot()
    def _on_print_clicked(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName(self.tr("Timetable"))
        self._dialog = QPrintDialog(self._printer, self)
        self._dialog.accepted.connect(self._on_print_accepted)
        self._dialog.finished.connect(self._dialog.deleteLater)
        self._dialog.show()

    @Slot()
    def _on_print_accepted(self) -> None:
        job = self._context.jobs.post(actions.print_on(self._printer, self.member))
        self.progress.follow(job, self.tr("Printing …"), can_cancel=False)
        job.done.connect(self._on_printed)

    @Slot(object)
    def _on_printed(self, nothing: object) -> None:
        self._say(self.tr("The timetable is on its way to the printer."))
