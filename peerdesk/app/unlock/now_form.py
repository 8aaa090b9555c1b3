"""The form for somebody who has no file yet and whose first conversation is about to begin."""

from PySide6.QtCore import Signal, Slot

from peerdesk.app.unlock.fields import NewPassphrase
from peerdesk.app.unlock.forms import Form
from peerdesk.app.widgets.making import button


class NowForm(Form):
    """Asks for a passphrase and for nothing else."""

    begin_requested = Signal(str)  # passphrase

    def __init__(self) -> None:
        super().__init__(
            self.tr("Take notes now"),
            self.tr(
                "Encrypted on this laptop, and in no challenge yet. When you open the file that"
                " your lead sends you, these notes move in with you.\n\nWrite the passphrase down:"
                " until you have joined, nobody can open them without it."
            ),
        )
        self.passphrase = NewPassphrase()
        self._begin = button(self.tr("Begin"), "main")
        self.add(self.tr("Your own passphrase"), self.passphrase)
        self.action_row.addWidget(self._begin)
        self.action_row.addWidget(self.back_button())
        self.action_row.addStretch(1)
        self._begin.clicked.connect(self._on_begin_clicked)
        self.passphrase.entered.connect(self._on_begin_clicked)

    def set_busy(self, busy: bool) -> None:
        """Wait while the notes are made."""
        self._begin.setEnabled(not busy)

    def clear(self) -> None:
        """Forget everything typed."""
        self.passphrase.clear()
        self.say("")

    @Slot()
    def _on_begin_clicked(self) -> None:
        problem = self.passphrase.problem()
        self.say(problem)
        if not problem and self._begin.isEnabled():
            self.begin_requested.emit(self.passphrase.text)
