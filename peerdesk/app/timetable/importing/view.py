"""Where a lead looks a timetable over and puts it right before any of it is stored."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from peerdesk.app.context import Context
from peerdesk.app.jobs import Job
from peerdesk.app.timetable.importing import actions, wording
from peerdesk.app.timetable.importing.beside import RowPanel
from peerdesk.app.timetable.importing.looking import LookingRoom
from peerdesk.app.widgets.drop_zone import DropZone, FileDrops
from peerdesk.app.widgets.files import FileAsk
from peerdesk.app.widgets.flow import FlowLayout
from peerdesk.app.widgets.making import action, announce, button, column, label
from peerdesk.app.widgets.page import Page
from peerdesk.app.widgets.progress import ProgressRow
from peerdesk.domain.errors import PeerDeskError
from peerdesk.schedule.timetable.differences import Differences
from peerdesk.schedule.timetable.proposal import Proposal

if TYPE_CHECKING:
    from peerdesk.store.acts import Step

ENDINGS = (".xlsx", ".xlsm", ".docx", ".csv", ".tsv", ".txt", ".ics")
_NOTHING = QT_TRANSLATE_NOOP(
    "ImportPage",
    "{file}: there is nothing in it that could be a session; nothing was changed, give each its"
    " day, its time and a title.",
)
_HERE_ONLY = Qt.ShortcutContext.WidgetWithChildrenShortcut


class ImportPage(Page):
    """A file to choose, then its rows to look over, then what became of them."""

    page_requested = Signal(str)
    brought_in = Signal(str, object)  # in words what it was, and its steps, to be undone
    undo_requested = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(
            self.tr("Bring in a timetable"),
            self.tr(
                "Each row of the file stands here as PeerDesk understood it. Nothing is stored"
                " until you press “Bring in”.\n\nIn the table: arrows go from cell to cell, Enter"
                " or F2 changes a cell, Space leaves the chosen rows out or takes them in again."
                " What will change stands in bold.\n\nBeside it: what the file says, which session"
                " a row is, what its columns mean, and the day of a sheet that says none.\n\nA"
                " session that the file no longer has is cancelled, unless you keep it. Every note"
                " stays with its session. Esc goes back, and nothing is stored."
            ),
        )
        self._context = context
        self._path: Path | None = None
        self._told = actions.Told()
        self._reading: Job | None = None
        self._undoing = False
        self._done: Differences | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.back = button(self.tr("Back to the timetable"), "link", self.tr("Back (Esc)"))
        self.add_title(self.back)
        self._drops = FileDrops(self, *ENDINGS)
        self.rooms = QStackedWidget()
        self.looking = LookingRoom(self._context.look)
        self.model, self.table = self.looking.model, self.looking.table
        for made in (self._build_choosing(), self.looking, self._build_done()):
            self.rooms.addWidget(made)
        self.progress = ProgressRow()
        self.body.addWidget(self.progress)
        self.body.addWidget(self.rooms, 1)
        self.beside = RowPanel()
        self.side_title = self.tr("This row")

    def _build_choosing(self) -> QWidget:
        self.choose = button(self.tr("Choose a file…"), "main")
        self._zone = DropZone(
            self.tr("Or drop the timetable here: Excel, Word, CSV or a calendar file (.ics)."),
            self.choose,
            *ENDINGS,
        )
        self.trouble = label("", "trouble")
        about = label(
            self.tr(
                "You will see every row as PeerDesk understands it, and what would change, before"
                " anything is stored. A revised file moves, renames and cancels the sessions it"
                " knows; notes stay with them."
            ),
            "muted",
        )
        made = QWidget()
        made.setLayout(column(self._zone, self.trouble, about, None, gap=16))
        return made

    def _build_done(self) -> QWidget:
        self.done = label("", "heading")
        self.undo = button(
            self.tr("Undo all of it"), tip=self.tr("Put every session back as it was before")
        )
        self.onwards = button(self.tr("See the timetable"), "main")
        self.more = button(self.tr("Bring in another"))
        buttons = FlowLayout()
        for pressed in (self.onwards, self.undo, self.more):
            buttons.addWidget(pressed)
        made = QWidget()
        made.setLayout(column(self.done, buttons, None, gap=16))
        return made

    def _connect(self) -> None:
        self.choose.clicked.connect(self.ask_for_file)
        self.looking.another.clicked.connect(self.ask_for_file)
        self._zone.files_dropped.connect(self.look_over)
        self._drops.files_dropped.connect(self.look_over)
        for pressed in (self.back, self.looking.leave, self.onwards):
            pressed.clicked.connect(self.go_back)
        self.looking.bring.clicked.connect(self.bring_in)
        self.undo.clicked.connect(self._on_undo_clicked)
        self.more.clicked.connect(self.begin)
        self.looking.row_shown.connect(self.beside.show_row)
        self.model.refused.connect(self._context.messages.warn)
        self.beside.paired.connect(self._on_beside_paired)
        self.beside.column_meant.connect(self._on_column_meant)
        self.beside.day_given.connect(self._on_day_given)
        self._context.look.applied.connect(self.table.fit)
        for words, keys, slot in (
            (self.tr("Back to the timetable, nothing stored"), "Esc", self.go_back),
            (self.tr("Bring this timetable in"), "Ctrl+Return", self.bring_in),
            (self.tr("Choose a timetable file"), "Ctrl+O", self.ask_for_file),
        ):
            action(self, words, keys, slot).setShortcutContext(_HERE_ONLY)

    def first_focus(self) -> QWidget:
        """Return the table while there is one, else what begins or ends the work."""
        return (self.choose, self.table, self.onwards)[self.rooms.currentIndex()]

    @Slot()
    def begin(self) -> None:
        """Ask for a file, with nothing left of the one before."""
        if self._reading is not None:
            self._reading.cancel()
        self._path, self._told, self._undoing, self._done = None, actions.Told(), False, None
        self.trouble.clear()
        self.trouble.hide()
        self.looking.clear()
        self._show_room(0)

    @Slot()
    def ask_for_file(self) -> None:
        """Ask which file to bring in."""
        pattern = " ".join(f"*{ending}" for ending in ENDINGS)
        ask = FileAsk(
            self,
            self.tr("Choose a timetable"),
            self.tr("Timetables ({endings});;All files (*)").format(endings=pattern),
            self.look_over,
        )
        ask.to_open()

    @Slot(list)
    def look_over(self, paths: list[Path]) -> None:
        """Read a file and show what it would do."""
        if paths:
            self.begin()
            self._path = paths[0]
            self._read(None)

    def _read(self, earlier: Proposal | None) -> None:
        assert self._path is not None
        job = self._context.jobs.post_steps(
            actions.look_over(self._path, self._told, earlier), quiet=True
        )
        self.progress.follow(job, self.tr("Reading {file} …").format(file=self._path.name))
        self.choose.setEnabled(False)
        self._reading = job
        job.done.connect(self.show_proposal)
        job.failed.connect(self._on_read_failed)
        job.ended.connect(self._on_read_ended)

    @Slot(object)
    def show_proposal(self, proposal: Proposal) -> None:
        """Show what a file would do."""
        name = self._path.name if self._path else ""
        self.beside.show_proposal(proposal, self._told == actions.Told())
        self.looking.show_proposal(proposal, name)
        if not self.model.rows:
            self._say_trouble(self.tr(str(_NOTHING)).format(file=name))
            return
        self._show_room(1)
        announce(self, self.looking.summary.text())

    @Slot(object)
    def _on_read_failed(self, error: PeerDeskError) -> None:
        self._say_trouble(str(error))

    def _say_trouble(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()
        self._show_room(0)
        announce(self, sentence)

    @Slot()
    def _on_read_ended(self) -> None:
        if self.sender() is not self._reading:
            return  # another file was chosen since
        self._reading = None
        self.choose.setEnabled(True)
        if self.rooms.currentIndex() == 0 and self.isVisible():
            self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_room(self, number: int) -> None:
        is_other = number != self.rooms.currentIndex()
        self.rooms.setCurrentIndex(number)
        self.back.setVisible(number == 0)
        side = self.beside if number == 1 else None
        if side is not self.side:
            self.side = side
            self.side_changed.emit()
        if is_other and self.isVisible():
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    # Putting it right.

    @Slot(str, object)
    def _on_beside_paired(self, key: str, record: object) -> None:
        self.model.is_really(key, str(record) if record else None)
        self.table.go_to(key)

    @Slot(str, object)
    def _on_column_meant(self, heading: str, meaning: object) -> None:
        told = {**self._told.columns, heading: str(meaning)}
        self._told = actions.Told(told, self._told.sheet_days)
        self._read(self.model.proposal)

    @Slot(str, object)
    def _on_day_given(self, sheet: str, day: object) -> None:
        days = {name: one for name, one in self._told.sheet_days.items() if name != sheet}
        if isinstance(day, date):
            days[sheet] = day
        self._told = actions.Told(self._told.columns, days)
        self._read(self.model.proposal)

    # Storing it.

    @Slot()
    def bring_in(self) -> None:
        """Store what is taken, in one go."""
        proposal = self.model.proposal
        if proposal is None or not self.looking.bring.isEnabled() or self.rooms.currentIndex() != 1:
            return
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)  # a cell being typed into is taken
        self.looking.bring.setEnabled(False)
        self._done = proposal.differences()
        job = self._context.jobs.post(
            actions.bring_in(self._done, proposal.known.zone, self._told.columns)
        )
        job.done.connect(self._on_brought_in)
        job.failed.connect(self._on_bring_failed)

    @Slot(object)
    def _on_brought_in(self, steps: "tuple[Step, ...]") -> None:
        assert self._done is not None
        self.done.setText(wording.done_words(self._done))
        self.undo.setVisible(bool(steps))
        self._show_room(2)
        announce(self, self.done.text())
        self.brought_in.emit(self.tr("a timetable brought in"), steps)

    @Slot(object)
    def _on_bring_failed(self, error: object) -> None:
        self.looking.bring.setEnabled(True)

    @Slot()
    def _on_undo_clicked(self) -> None:
        self._undoing = True
        self.undo_requested.emit()

    @Slot(object)
    def hear_written(self, steps: object) -> None:
        """Hear that something was undone: it was this import if that was asked for here."""
        if not self._undoing:
            return
        self._undoing = False
        self.undo.hide()
        self.done.setText(self.tr("Undone. Every session is as it was before."))
        self.onwards.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.done.text())

    @Slot()
    def go_back(self) -> None:
        """Go back to the timetable; what was not brought in is forgotten."""
        self.page_requested.emit("timetable")
        self.begin()
