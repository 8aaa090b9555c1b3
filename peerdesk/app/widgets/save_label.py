"""Says how what is typed stands to the disk, in words and a sign."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QWidget

from peerdesk.app.drafts import SaveState
from peerdesk.app.widgets.making import announce, restyle


class SaveLabel(QLabel):
    """Shows *Saved on this laptop*, *Saving …* or *NOT SAVED* with the reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.show_state(SaveState.SAVED, "")

    @Slot(object, str)
    def show_state(self, state: SaveState, reason: str) -> None:
        """Show a state of an autosave."""
        words = {
            SaveState.SAVED: self.tr("✓ Saved on this laptop"),
            SaveState.SAVING: self.tr("… Saving"),
            SaveState.NOT_SAVED: self.tr("▲ NOT SAVED. {reason}").format(reason=reason),
        }
        role = {SaveState.SAVED: "news", SaveState.SAVING: "muted", SaveState.NOT_SAVED: "trouble"}
        self.setText(words[state])
        self.setAccessibleName(words[state])
        if self.property("role") != role[state]:
            self.setProperty("role", role[state])
            restyle(self)
        if state is SaveState.NOT_SAVED:
            announce(self, words[state])
