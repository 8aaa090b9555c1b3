"""The form that lists documents to read: many at once, for everybody or for one peer."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from peerdesk.app.context import Context
from peerdesk.app.timetable.actions import changing
from peerdesk.app.timetable.documents import actions
from peerdesk.app.timetable.history import History
from peerdesk.app.widgets.entries import Entry, EntryList
from peerdesk.app.widgets.files import FileAsk
from peerdesk.app.widgets.flow import FlowLayout
from peerdesk.app.widgets.making import button, captioned, choice, column, label, scrolled
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Session

_TITLES_HEIGHT = 120  # pixels: four lines or five


class DocumentsForm(QWidget):
    """Adds readings to the timetable and takes them off again, so that each can be undone."""

    left = Signal()

    def __init__(self, context: Context, history: History) -> None:
        super().__init__()
        self._context = context
        self._history = history
        self._listed = actions.Listed((), (), frozenset())
        self._build()
        self._connect()

    def _build(self) -> None:
        self.titles = QPlainTextEdit()
        self.titles.setAccessibleName(self.tr("Titles, one a line"))
        self.titles.setPlaceholderText(self.tr("Paste or type titles, one a line"))
        self.titles.setTabChangesFocus(True)
        self.titles.setFixedHeight(_TITLES_HEIGHT)
        self.whose = choice(self.tr("Who reads them"))
        self.whose.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.whose.setMinimumContentsLength(12)
        self.add = button(self.tr("Add to the list"), "main")
        self.files = button(
            self.tr("From files…"), tip=self.tr("Their names are taken, nothing in them is read")
        )
        self.done = button(self.tr("Done"), tip=self.tr("Back to the timetable (Esc)"))
        self.listed = EntryList(
            self.tr("Documents to read"),
            self._context.look,
            self.tr("What the team reads before the visit will be here, and on everybody's Today."),
        )
        self.remove = button(
            self.tr("Take off the list"), tip=self.tr("Only while nobody has taken notes on it")
        )
        verbs, below = FlowLayout(), FlowLayout()
        for made in (self.add, self.files):
            verbs.addWidget(made)
        for made in (self.remove, self.done):
            below.addWidget(made)
        about = label(
            self.tr(
                "Each stands on Today until it is read, and is noted on like a session. It counts"
                " as something read, never as a conversation."
            ),
            "muted",
        )
        inside = QWidget()
        layout = column(captioned(self.titles), captioned(self.whose), verbs, about, gap=12)
        layout.addWidget(self.listed, 1)
        layout.addLayout(below)
        layout.setContentsMargins(0, 8, 8, 0)
        self.listed.setMinimumHeight(160)
        inside.setLayout(layout)
        self.setLayout(column(scrolled(inside, self.tr("Documents to read"))))

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_add_clicked)
        self.files.clicked.connect(self._on_files_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.done.clicked.connect(self.left)
        self.listed.view.current_changed.connect(self._show_what_can_go)
        self._history.written.connect(self.refresh)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what is listed, whenever it comes into sight."""
        super().showEvent(event)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read what is listed again."""
        job = self._context.jobs.post(actions.load, key="documents", quiet=True)
        job.done.connect(self._on_loaded)

    @Slot(object)
    def _on_loaded(self, listed: actions.Listed) -> None:
        chosen = self.whose.currentData()
        self._listed = listed
        self.whose.clear()
        self.whose.addItem(self.tr("Everybody"), "")
        for one in listed.members:
            self.whose.addItem(one.name, one.id)
        self.whose.setCurrentIndex(max(self.whose.findData(chosen), 0))
        self.listed.show_entries([self._entry(one) for one in listed.documents])
        self._show_what_can_go()

    def _entry(self, document: Session) -> Entry:
        names = {one.id: one.name for one in self._listed.members}
        readers = ", ".join(sorted(names[peer] for peer in document.peers if peer in names))
        noted = self.tr("Notes taken") if document.id in self._listed.noted else ""
        return Entry(document.id, document.title, readers or self.tr("Everybody"), trail=noted)

    @Slot()
    def _show_what_can_go(self) -> None:
        current = self.listed.view.current
        self.remove.setEnabled(bool(current) and current not in self._listed.noted)

    @Slot()
    def _on_add_clicked(self) -> None:
        wanted = actions.typed(self.titles.toPlainText())
        if not wanted:
            self._context.messages.tell(self.tr("Type or paste a title first, one a line."))
            self.titles.setFocus()
            return
        self._list(wanted)
        self.titles.clear()
        self.titles.setFocus()

    @Slot()
    def _on_files_clicked(self) -> None:
        ask = FileAsk(self, self.tr("Choose the documents"), self.tr("All files (*)"), self.take)
        ask.to_open(several=True)

    def take(self, files: list[Path]) -> None:
        """List files by their names."""
        self._list(actions.named(files))

    def _list(self, wanted: list[actions.Wanted]) -> None:
        chosen = self.whose.currentData()
        peers = [RecordId(chosen)] if chosen else []
        self._history.do(self.tr("documents to read"), actions.listing(wanted, peers))

    @Slot()
    def _on_remove_clicked(self) -> None:
        document = RecordId(self.listed.view.current)
        self._history.do(self.tr("taken off the list"), changing(document, {"deleted": True}))
