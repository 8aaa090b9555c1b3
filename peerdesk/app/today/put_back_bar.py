"""Offers to bring back what was just deleted; it knows no session."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame

from peerdesk.app.widgets.making import announce, button, label, row


class PutBackBar(QFrame):
    """One sentence and a button, until it is pressed or hidden."""

    put_back_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._record = ""
        self._words = label("")
        self.put_back = button(self.tr("Put it back"))
        bar = row(self._words, self.put_back)
        bar.setStretch(0, 1)
        bar.setContentsMargins(16, 4, 8, 4)
        self.setLayout(bar)
        self.put_back.clicked.connect(self._on_put_back_clicked)
        self.hide()

    def offer(self, record: str, sentence: str) -> None:
        """Say what was deleted, and offer to bring it back."""
        self._record = record
        self._words.setText(sentence)
        self.show()
        announce(self, sentence)

    @Slot()
    def _on_put_back_clicked(self) -> None:
        self.hide()
        self.put_back_requested.emit(self._record)
