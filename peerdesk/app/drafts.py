"""Text on its way to the disk: saved soon after it was typed, one save at a time, never dropped.

A page says what differs from the disk; this module decides when that is written and says how it
stands. It knows neither text nor store.
"""

from collections.abc import Callable
from enum import Enum
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from peerdesk.app.jobs import Job, JobRunner

SAVE_AFTER_MS = 120  # DESIGN.md section 3 allows 300 ms from key to disk; the rest is the disk's
TRY_AGAIN_MS = 2_000


class SaveState(Enum):
    """How what is typed stands to what is on the disk."""

    SAVED = "saved"
    SAVING = "saving"
    NOT_SAVED = "not saved"


class Source(Protocol):
    """Whoever holds text: what differs from the disk, and what became of it."""

    def take(self) -> Callable[..., Any] | None:
        """Return a job that writes what differs from what was last taken, or None."""

    def kept(self, result: Any) -> None:
        """Hear that what was taken is on the disk."""

    def lost(self) -> None:
        """Hear that what was taken is not on the disk and must be taken again."""

    def unsaved(self) -> dict[str, Any] | None:
        """Return what differs from the disk as plain data for a copy elsewhere, or None."""


class Autosave(QObject):
    """Saves one source: at the latest a moment after `touch`, at once on `flush`."""

    state_changed = Signal(object, str)  # SaveState, the reason when not saved
    settled = Signal()

    def __init__(self, jobs: JobRunner, source: Source, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._source = source
        self._job: Job | None = None
        self._touched = False
        self.state = SaveState.SAVED
        self.reason = ""
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._timer.timeout.connect(self.flush)

    def unsaved(self) -> dict[str, Any] | None:
        """Return what its source has in memory only, as plain data."""
        return self._source.unsaved()

    @property
    def is_unsaved(self) -> bool:
        """Say whether anything typed may not be on the disk yet."""
        return self._touched or self._job is not None

    def touch(self) -> None:
        """Hear that something was typed; it is written after a moment, pause or no pause."""
        self._touched = True
        if self.state is SaveState.SAVED:
            self._say(SaveState.SAVING)
        if not self._timer.isActive():
            self._timer.start(SAVE_AFTER_MS)

    @Slot()
    def flush(self) -> None:
        """Write what differs now, unless a save is under way, which is then followed by another."""
        if self._job is not None or not self._touched:
            return
        self._timer.stop()
        self._touched = False
        work = self._source.take()
        if work is None:
            self._settle()
            return
        self._job = self._jobs.post(work, urgent=True, quiet=True)
        self._job.done.connect(self._on_job_done)
        self._job.failed.connect(self._on_job_failed)
        self._job.ended.connect(self._on_job_ended)

    @Slot(object)
    def _on_job_done(self, result: object) -> None:
        self._job = None
        self._source.kept(result)
        if self._touched:
            self.flush()
        else:
            self._settle()

    @Slot(object)
    def _on_job_failed(self, error: object) -> None:
        self._job = None
        self._source.lost()
        self._touched = True
        self._say(SaveState.NOT_SAVED, str(error))
        self._timer.start(TRY_AGAIN_MS)
        self.settled.emit()

    @Slot()
    def _on_job_ended(self) -> None:
        if self._job is self.sender():  # neither done nor failed: the answer came after a lock
            self._job = None
            self._source.lost()
            self._touched = True

    def _settle(self) -> None:
        if self._job is None and not self._touched:
            self._say(SaveState.SAVED)
            self.settled.emit()

    def _say(self, state: SaveState, reason: str = "") -> None:
        if (state, reason) != (self.state, self.reason):
            self.state, self.reason = state, reason
            self.state_changed.emit(state, reason)


class Drafts(QObject):
    """Every autosave there is, for the moments when all must be on the disk: lock, close, crash."""

    settled = Signal(bool)  # whether everything is saved
    trouble_changed = Signal(str)  # why something cannot be saved, or the empty text

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._saves: list[Autosave] = []
        self._waiting = False

    def add(self, save: Autosave) -> Autosave:
        """Keep an eye on an autosave until it is destroyed or removed."""
        self._saves.append(save)
        save.settled.connect(self._on_save_settled)
        save.state_changed.connect(self._on_save_state_changed)
        return save

    def remove_all(self) -> None:
        """Forget them, because their pages are going."""
        for save in self._saves:
            save.settled.disconnect(self._on_save_settled)
            save.state_changed.disconnect(self._on_save_state_changed)
        self._saves.clear()
        self._waiting = False

    def is_unsaved(self) -> bool:
        """Say whether any text may not be on the disk yet."""
        return any(save.is_unsaved for save in self._saves)

    def reason(self) -> str:
        """Return why something cannot be saved, or the empty text."""
        return next((save.reason for save in self._saves if save.reason), "")

    def unsaved(self) -> list[dict[str, Any]]:
        """Return everything that is in memory only, as plain data."""
        parts = (save.unsaved() for save in self._saves)
        return [part for part in parts if part]

    @Slot()
    def _on_save_state_changed(self) -> None:
        self.trouble_changed.emit(self.reason())

    def save_all(self) -> None:
        """Save everything now; `settled` follows, at once when there is nothing to save."""
        self._waiting = True
        for save in list(self._saves):
            save.flush()
        self._on_save_settled()

    @Slot()
    def _on_save_settled(self) -> None:
        if not self._waiting:
            return
        unsaved = [save for save in self._saves if save.is_unsaved]
        if all(save.state is SaveState.NOT_SAVED for save in unsaved):
            self._waiting = False
            self.settled.emit(not unsaved)
