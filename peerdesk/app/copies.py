"""A copy of the notes an hour, while somebody types; it knows nothing of what is typed."""

from PySide6.QtCore import QObject, QTimer, Slot

from peerdesk.app.jobs import JobRunner

_LOOK_EVERY_MS = 60_000


class HourlyCopies(QObject):
    """Has the store copied when an hour has passed, if anything was saved since it last looked."""

    def __init__(self, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._timer = QTimer(self, singleShot=True, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    @Slot()
    def hear_saved(self) -> None:
        """Hear that something was saved; a look follows within a minute, behind other work."""
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def look(self) -> None:
        """Have a copy taken if one is due; a full disk is told where text is saved, not here."""
        self._jobs.post(lambda store: store.copy_hourly(), key="copy", quiet=True)
