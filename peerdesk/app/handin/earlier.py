"""Bringing in notes taken before joining: those that wait on this laptop, or in a file."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QWidget

from peerdesk.app.context import Context
from peerdesk.app.handin import actions
from peerdesk.app.unlock.fields import FileField
from peerdesk.app.unlock.forms import named
from peerdesk.app.unlock.model import waiting_notes
from peerdesk.app.widgets.making import announce, button, choice, column, label, row
from peerdesk.app.widgets.passphrase import PassphraseField
from peerdesk.app.widgets.progress import ProgressRow

_FILE = ""


class EarlierNotes(QFrame):
    """Open only when somebody asks for it."""

    brought = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Notes taken before joining"))
        self._context = context
        self.where = choice(self.tr("Where those notes are"))
        self.file = FileField(self.tr("The file"), self.tr("PeerDesk files (*.peerdesk)"))
        self._file_part = QWidget()
        self._file_part.setLayout(named(self.tr("The file"), self.file))
        self.secret = PassphraseField(self.tr("Its passphrase or six words"))
        self._bring = button(self.tr("Bring them in"), "main")
        self._close = button(self.tr("Close"))
        self._close.setAccessibleName(self.tr("Close bringing in earlier notes"))
        self._progress = ProgressRow()
        self._trouble = label("", "trouble")
        self._trouble.hide()
        self.setLayout(
            column(
                label(self.tr("Notes you took before you joined"), "heading"),
                named(self.tr("Where those notes are"), self.where),
                self._file_part,
                named(self.tr("Its passphrase or six words"), self.secret),
                self._trouble,
                row(self._bring, self._close, None),
                self._progress,
                margin=16,
                gap=16,
            )
        )
        self.hide()
        self.where.currentIndexChanged.connect(self._on_where_changed)
        self.secret.entered.connect(self._on_bring_clicked)
        self._bring.clicked.connect(self._on_bring_clicked)
        self._close.clicked.connect(self.hide)

    def open(self) -> None:
        """Offer what waits on this laptop, and a file."""
        self.where.clear()
        for store in waiting_notes(self._context.stores):
            self.where.addItem(store.label, store.folder)
        self.where.addItem(self.tr("In a file from my other laptop"), _FILE)
        self.where.setCurrentIndex(0)
        self._say("")
        self.secret.clear()
        self.show()
        self.where.setFocus()

    def _say(self, sentence: str) -> None:
        self._trouble.setText(f"▲ {sentence}" if sentence else "")
        self._trouble.setVisible(bool(sentence))
        announce(self, sentence)

    @Slot()
    def _on_where_changed(self) -> None:
        self._file_part.setVisible(self.where.currentData() == _FILE)

    @Slot()
    def _on_bring_clicked(self) -> None:
        folder = self.where.currentData()
        if not self.secret.text or (folder == _FILE and self.file.path is None):
            self._say(self.tr("Choose the notes and enter their passphrase or six words first."))
            return
        self._say("")
        if isinstance(folder, Path):
            work = actions.bring_waiting(folder, self.secret.text)
        else:
            assert self.file.path is not None
            work = actions.bring_file(self.file.path, self.secret.text)
        self._bring.setEnabled(False)
        job = self._context.jobs.post(work, quiet=True)
        self._progress.follow(job, self.tr("Bringing them in …"), can_cancel=False)
        job.done.connect(self._on_brought)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)

    @Slot(object)
    def _on_brought(self, count: int) -> None:
        self.secret.clear()
        self.hide()
        many = self.tr("1 note") if count == 1 else self.tr("{n} notes").format(n=count)
        said = self.tr("{many} taken before you joined are among yours now.")
        self._context.messages.tell(said.format(many=many))
        self.brought.emit()

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._say(str(error))
        self.secret.setFocus()

    @Slot()
    def _on_ended(self) -> None:
        self._bring.setEnabled(True)
