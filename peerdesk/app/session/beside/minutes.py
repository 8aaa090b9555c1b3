"""How long the session still has, said anew each minute; it never flashes and never speaks up."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QLabel

from peerdesk.app.session.beside.model import minutes_words
from peerdesk.app.widgets.making import PLAIN_TEXT
from peerdesk.domain.records import Session

_MINUTE_MS = 60_000


class MinutesLabel(QLabel):
    """Shows the minutes left of a session, over it, or until it; nothing where none matter."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setProperty("textFormat", PLAIN_TEXT)
        self.setProperty("role", "heading")
        self.setWordWrap(True)
        self._now = now
        self._session: Session | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.tell)
        self.hide()

    def show_session(self, session: Session) -> None:
        """Count for a session from now on."""
        self._session = session
        self.tell()

    @Slot()
    def tell(self) -> None:
        """Say how it stands and wait until that changes."""
        if self._session is None:
            return
        now = self._now()
        words = minutes_words(self._session, now)
        if words != self.text():
            self.setText(words)
        self.setVisible(bool(words))
        left = int((self._session.end - now).total_seconds() * 1000)
        self._timer.start(left % _MINUTE_MS + 1)
