"""Bringing files in: choose or drop them, watch, see what came, undo. Used by leads and peers."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from peerdesk.app.context import Context
from peerdesk.app.team import actions, model
from peerdesk.app.widgets.drop_zone import DropZone
from peerdesk.app.widgets.files import FileAsk
from peerdesk.app.widgets.making import button, column, label, row
from peerdesk.app.widgets.progress import ProgressRow
from peerdesk.app.widgets.rows import RowTable

_ENDING = ".peerdesk"


class BringIn(QWidget):
    """Merges files as one job and shows what became of each."""

    merged = Signal()

    def __init__(self, context: Context, choose_words: str, drop_words: str) -> None:
        super().__init__()
        self._context = context
        self._merges: tuple[int, ...] = ()
        self._choose = button(choose_words, "main")
        self._zone = DropZone(drop_words, self._choose, _ENDING)
        self._progress = ProgressRow()
        self._summary = label("", "heading")
        self._summary.hide()
        self.table = RowTable(
            self.tr("Files brought in"),
            model.FILE_HEADINGS,
            self.tr("What each file held will be listed here."),
        )
        self._undo = button(self.tr("Undo this"), tip=self.tr("Set aside what these files brought"))
        self._undo.hide()
        layout = column(
            self._zone, self._progress, row(self._summary, self._undo), self.table, gap=16
        )
        layout.setStretch(3, 1)
        self.setLayout(layout)
        self._choose.clicked.connect(self._on_choose_clicked)
        self._zone.files_dropped.connect(self.bring_in)
        self._undo.clicked.connect(self._on_undo_clicked)

    @Slot(list)
    def bring_in(self, paths: list[Path]) -> None:
        """Merge files."""
        if not paths:
            return
        self._choose.setEnabled(False)
        job = self._context.jobs.post_steps(actions.bring_in(paths))
        self._progress.follow(job, self.tr("Bringing in {n} files …").format(n=len(paths)))
        job.done.connect(self._on_merge_done)
        job.ended.connect(self._on_merge_ended)

    @Slot()
    def _on_choose_clicked(self) -> None:
        ask = FileAsk(
            self,
            self.tr("Choose PeerDesk files"),
            self.tr("PeerDesk files (*.peerdesk)"),
            self.bring_in,
        )
        ask.to_open(several=True)

    @Slot(object)
    def _on_merge_done(self, brought: actions.BroughtIn) -> None:
        self._merges = brought.merges
        self.table.show_rows(model.file_rows(brought.report))
        self._summary.setText(model.summary(brought.report))
        self._summary.show()
        self._undo.setVisible(bool(brought.merges))
        if brought.report.refused:
            self._context.messages.warn(
                self.tr("Something in these files was refused. The list says what and why.")
            )
        else:
            self._context.messages.tell(model.summary(brought.report))

    @Slot()
    def _on_merge_ended(self) -> None:
        self._choose.setEnabled(True)
        self.merged.emit()  # a merge that was stopped has brought in its first files all the same

    @Slot()
    def _on_undo_clicked(self) -> None:
        merges = self._merges
        job = self._context.jobs.post(lambda store: actions.undo(store, merges))
        job.done.connect(self._on_undone)

    @Slot(object)
    def _on_undone(self, count: int) -> None:
        self._merges = ()
        self._undo.hide()
        self._summary.setText(self.tr("Undone. Bring the same files in again whenever you like."))
        self.table.show_rows([])
        self._context.messages.tell(self.tr("What these files brought was set aside."))
        self.merged.emit()
