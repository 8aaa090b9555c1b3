"""The one place from which sentences for the person go to the window; knows no widget."""

from enum import Enum

from PySide6.QtCore import QObject, Signal, Slot

from peerdesk.domain.errors import PeerDeskError


class Tone(Enum):
    """How a message is meant; the window shows it in words and shape as well as colour."""

    NEWS = "news"
    TROUBLE = "trouble"


class Messages(QObject):
    """A hub: whoever has something to say says it here, the window shows it."""

    said = Signal(object, str)  # Tone, sentence
    cleared = Signal()

    def tell(self, sentence: str) -> None:
        """Show that something went well."""
        self.said.emit(Tone.NEWS, sentence)

    def warn(self, sentence: str) -> None:
        """Show that something did not work and what to do."""
        self.said.emit(Tone.TROUBLE, sentence)

    def clear(self) -> None:
        """Take the message away because what it was about has changed."""
        self.cleared.emit()

    @Slot(object)
    def show_error(self, error: PeerDeskError) -> None:
        """Show the sentence of an error a person can act on."""
        self.warn(str(error))
