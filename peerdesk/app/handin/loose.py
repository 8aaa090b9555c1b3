"""Hand in for notes that belong to no challenge: into one, or over to another laptop."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame

from peerdesk.app.context import Context
from peerdesk.app.handin import actions
from peerdesk.app.widgets.files import FileAsk
from peerdesk.app.widgets.making import button, column, label, row
from peerdesk.app.widgets.progress import ProgressRow
from peerdesk.app.widgets.six_words import SixWords
from peerdesk.domain.words import StorePurpose


class LooseCard(QFrame):
    """What can be done with them; of practice, that nothing can."""

    file_requested = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("card")
        self._context = context
        self._title = label("", "heading")
        self._about = label("", "muted")
        self.join = button(self.tr("Open the file I was sent…"), "main")
        self.carry = button(self.tr("Carry to my other laptop…"))
        self._progress = ProgressRow()
        self.words = SixWords(self.tr("The six words of the file"))
        verbs = row(self.join, self.carry, None)
        self.setLayout(column(self._title, self._about, verbs, self._progress, margin=16, gap=16))
        self.join.clicked.connect(self.file_requested)
        self.carry.clicked.connect(self._on_carry_clicked)

    def say(self, purpose: StorePurpose) -> None:
        """Say what these notes are for."""
        practice = purpose is StorePurpose.PRACTICE
        for verb in (self.join, self.carry):
            verb.setVisible(not practice)
        self._title.setText(
            self.tr("Practice is never handed in")
            if practice
            else self.tr("These notes belong to no challenge yet")
        )
        self._about.setText(
            self.tr(
                "In a real challenge you save one encrypted file here, as often as you like, and"
                " send it to your lead. Nothing is doubled, and only the team can open it."
            )
            if practice
            else self.tr(
                "When you open the file your lead sends you, they move in with you. If you have"
                " joined on another laptop already, carry them there."
            )
        )

    @Slot()
    def _on_carry_clicked(self) -> None:
        self._context.drafts.save_all()
        pattern = self.tr("PeerDesk files (*.peerdesk)")
        FileAsk(self, self.tr("Save the file"), pattern, self._write).to_save("notes.peerdesk")

    def _write(self, paths: list[Path]) -> None:
        job = self._context.jobs.post(actions.write_loose(paths[0]))
        self._progress.follow(job, self.tr("Writing the file …"), can_cancel=False)
        job.done.connect(self._on_written)

    @Slot(object)
    def _on_written(self, words: str) -> None:
        self.words.show_words(
            self.tr(
                "The file is saved. On your other laptop open your notes, then Hand in, and enter"
                " these words there. The notes stay here too."
            ),
            words,
        )
