"""Chooses between the notes of the session that is open and those of all this person's sessions."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from peerdesk.app.widgets.making import choice, row


class ScopeChoice(QWidget):
    """Says of which session notes are shown; without one that is open there is no choice."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._open = ""
        self.choice = choice(self.tr("Which notes to show"))
        self.choice.addItem(self.tr("This session"))
        self.choice.addItem(self.tr("All my sessions"))
        self.setLayout(row(self.choice))
        self.choice.activated.connect(self._on_choice_activated)

    def show_session(self, session: str) -> None:
        """Hear which session is open."""
        if session and not self._open:
            self.choice.setCurrentIndex(0)
        elif not session:
            self.choice.setCurrentIndex(1)
        self._open = session
        self.choice.setEnabled(bool(session))

    @property
    def session(self) -> str:
        """Return the session chosen, or the empty text for all."""
        return self._open if self.choice.currentIndex() == 0 else ""

    @Slot(int)
    def _on_choice_activated(self, index: int) -> None:
        self.changed.emit()
