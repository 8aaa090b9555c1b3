"""How far a long job is, with a way to stop it."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QProgressBar

from peerdesk.app.jobs import Job
from peerdesk.app.widgets.making import announce, button, label, row


class ProgressRow(QFrame):
    """Shows one job while it runs, and hides when it has ended."""

    def __init__(self) -> None:
        super().__init__()
        self._job: Job | None = None
        self._words = label("", wrap=False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._cancel = button(self.tr("Cancel"))
        line = row(self._words, self._bar, self._cancel, gap=16)
        line.setStretch(1, 1)
        self.setLayout(line)
        self._cancel.clicked.connect(self._on_cancel_clicked)
        self.hide()

    def follow(self, job: Job, words: str, can_cancel: bool = True) -> None:
        """Show a job from now until it has ended."""
        self._job = job
        self._words.setText(words)
        self._bar.setAccessibleDescription(words)
        self._bar.setRange(0, 0)
        self._cancel.setVisible(can_cancel)
        self._cancel.setEnabled(True)
        job.progressed.connect(self._on_job_progressed)
        job.ended.connect(self._on_job_ended)
        self.show()
        announce(self, words)

    @Slot(int, int, str)
    def _on_job_progressed(self, done: int, total: int, words: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if words:
            self._words.setText(words)

    @Slot()
    def _on_job_ended(self) -> None:
        self._job = None
        self.hide()

    @Slot()
    def _on_cancel_clicked(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._cancel.setEnabled(False)
            self._words.setText(self.tr("Stopping …"))
