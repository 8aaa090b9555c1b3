"""The bin: lines this person deleted, to bring back or to erase for good."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QWidget

from peerdesk.app.context import Context
from peerdesk.app.jobs import Job, Work
from peerdesk.app.session.rooms import actions, words
from peerdesk.app.session.rooms.room import Room
from peerdesk.app.widgets.entries import EntryList
from peerdesk.app.widgets.making import action, announce, button, column, label, row
from peerdesk.app.widgets.progress import ProgressRow
from peerdesk.domain.ids import RecordId


class BinRoom(Room):
    """Lists what was deleted, the last first; erasing asks before it does."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            self.tr("Bin"),
            self.tr(
                "What you deleted, the last first. Enter brings a note back to its place.\n\n"
                "Erasing removes the words for good: from this laptop and its safety copies, and"
                " from the others' laptops when your next hand-in reaches them. Use it for a wrong"
                " name or an interview that was withdrawn. Escape goes back to writing."
            ),
        )
        self._build()
        self._connect()

    def _build(self) -> None:
        self._count = label("", "heading", wrap=False)
        self.list = EntryList(
            self.tr("Deleted notes"),
            self.context.look,
            self.tr("Nothing is in the bin. Lines you delete wait here until you want them back."),
            lines=2,
        )
        self.back_button = button(
            self.tr("Bring back"), "main", self.tr("Put this note back where it was (Enter)")
        )
        self.erase_button = button(
            self.tr("Erase for good …"), tip=self.tr("Remove what this note says (Delete)")
        )
        self._buttons = QWidget()
        self._buttons.setLayout(row(self.back_button, self.erase_button, None))
        self._build_question()
        self._progress = ProgressRow()
        top = row(self._count, None, self.scope, gap=16)
        self.setLayout(column(top, self.list, self._buttons, self._question, self._progress, gap=8))
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self.keep_room_for(self.list)

    def _build_question(self) -> None:
        self._asked = label(
            self.tr(
                "Erase this note for good? Its words go from this laptop and its safety copies,"
                " and from the others' laptops when your next hand-in reaches them. This cannot be"
                " undone."
            )
        )
        self.sure_button = button(self.tr("Erase for good"))
        self.keep_button = button(self.tr("Keep it"), "main")
        self._question = QFrame()
        self._question.setObjectName("card")
        self._question.setLayout(
            column(self._asked, row(self.keep_button, self.sure_button, None), margin=16)
        )
        self._question.hide()

    def _connect(self) -> None:
        self.list.view.chosen.connect(self._on_note_chosen)
        self.list.view.current_changed.connect(self._on_current_changed)
        self.back_button.clicked.connect(self.bring_back)
        self.erase_button.clicked.connect(self.ask_to_erase)
        self.keep_button.clicked.connect(self._on_keep_clicked)
        self.sure_button.clicked.connect(self.erase)
        ask = action(self.list.view, self.tr("Erase this note for good"), "Del", self.ask_to_erase)
        action(self.list.view, self.tr("Bring this note back"), "", self.bring_back)
        ask.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    def first_focus(self) -> QWidget:
        """Return the list, or the choice of sessions while it is empty."""
        return self.list.view if self.list.view.entries.entries else self.scope.choice

    @Slot()
    def refresh(self) -> None:
        """Read the bin again."""
        session = self.scope.session
        self.read(lambda store: actions.load_bin(store, session), self._on_loaded)

    @Slot(object)
    def _on_loaded(self, loaded: actions.Bin) -> None:
        had_keyboard = self.has_keyboard()
        where = not self.scope.session
        self.list.show_entries([words.bin_entry(n, loaded.names, where) for n in loaded.notes])
        count = len(loaded.notes)
        self._count.setText(self.tr("{n} deleted").format(n=count) if count else self.tr("Bin"))
        self._buttons.setVisible(bool(count) and self._question.isHidden())
        if count and not self.list.view.current:
            self.list.view.choose(loaded.notes[0].id)
        if had_keyboard:
            self.first_focus().setFocus()

    @Slot(str)
    def _on_note_chosen(self, record: str) -> None:
        self.bring_back()

    @Slot()
    def bring_back(self) -> None:
        """Have the note in hand stand again."""
        if record := self.list.view.current:
            self._post(lambda store: actions.bring_back(store, RecordId(record)))
            announce(self, self.tr("Brought back."))

    @Slot()
    def ask_to_erase(self) -> None:
        """Ask whether the note in hand is to be erased."""
        if self.list.view.current:
            self._show_question(True)
            self.keep_button.setFocus()
            announce(self, self._asked.text())

    @Slot()
    def _on_keep_clicked(self) -> None:
        self._show_question(False)
        self.list.view.setFocus()

    @Slot(str)
    def _on_current_changed(self, record: str) -> None:
        self._show_question(False)

    @Slot()
    def erase(self) -> None:
        """Erase the note in hand, as was asked for and confirmed."""
        record = RecordId(self.list.view.current)
        self._show_question(False)
        job = self._post(lambda store: actions.erase(store, record))
        self._progress.follow(job, self.tr("Erasing …"), can_cancel=False)
        self.list.view.setFocus()

    def _post(self, work: Work) -> Job:
        job = self.context.jobs.post(work)
        job.done.connect(self._on_written)
        return job

    @Slot()
    def _on_written(self) -> None:
        self.written.emit()
        self.refresh()

    def _show_question(self, yes: bool) -> None:
        self._question.setVisible(yes)
        self._buttons.setVisible(not yes and bool(self.list.view.entries.entries))
