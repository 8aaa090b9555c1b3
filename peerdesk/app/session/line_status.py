"""What the current line is, in words below the editor, and said once to a screen reader."""

from dataclasses import replace

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from peerdesk.app.look import Look
from peerdesk.app.session.lines import Line
from peerdesk.app.widgets.making import column, describe, label

_SAY_AFTER_MS = 400  # going fast through the lines says nothing until one is reached


class LineStatus(QWidget):
    """The line's words, and under them what to do where somebody may be at risk.

    A screen reader is told that with every line for the lead.
    """

    def __init__(self, look: Look, speaker: QWidget) -> None:
        super().__init__()
        self._look = look
        self._speaker = speaker
        self._line = self._told = Line("", "")
        self.words = label("", "muted")
        self.risk = label("", "risk")
        self.said = ""
        self.setLayout(column(self.words, self.risk, None, gap=0))
        self._look.applied.connect(self._keep_room)
        self._keep_room()
        self._saying = QTimer(self, singleShot=True, interval=_SAY_AFTER_MS)
        self._saying.timeout.connect(self._say)

    def show_risk(self, words: str) -> None:
        """Show whom to phone where somebody may be at risk."""
        self.risk.setText(words)

    def show_line(self, line: Line, words: str) -> None:
        """Show what a line is; it is said when the caret has stayed in it for a moment."""
        self._line = line
        self.words.setText(words)
        self._saying.start()

    @Slot()
    def _keep_room(self) -> None:
        """Keep room for two lines, so that the editor does not jump when the words get longer."""
        self.setMinimumHeight(self._look.lines_high(2))

    @Slot()
    def _say(self) -> None:
        """Say the words if the line or what it is has changed; its text is the reader's to say."""
        told, self._told = self._told, replace(self._line, text="", at=None)
        if self._told != told and not self._line.is_blank and self._speaker.hasFocus():
            parts = (self.words, self.risk) if self._line.for_lead else (self.words,)
            self.said = " ".join(part.text() for part in parts)
            describe(self._speaker, self.said)
