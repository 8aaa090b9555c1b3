"""Watches over open notes: tells the privacy rules what happens, and asks for what they say.

It decides nothing itself and shows nothing.
"""

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QWindow

from peerdesk.app.privacy import LOOK_EVERY, PrivacyRules, Verdict
from peerdesk.app.screen_watch import ScreenWatch
from peerdesk.domain.agenda import own

if TYPE_CHECKING:
    from peerdesk.app.context import Context
    from peerdesk.app.today.actions import Timetable

_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.InputMethod})
_TOUCHES = frozenset(
    {
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
    }
)


class Guard(QObject):
    """Lives as long as the window and watches while notes are open."""

    hide_requested = Signal()
    show_requested = Signal()
    lock_requested = Signal()

    def __init__(self, context: "Context", window: QWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.rules = PrivacyRules(time.monotonic, context.now, context.settings.idle_minutes)
        self.screen = ScreenWatch(int(window.winId()), self)
        self._clock = QTimer(self, interval=round(LOOK_EVERY * 1000))
        self._connect()
        window.installEventFilter(self)

    def _connect(self) -> None:
        self._clock.timeout.connect(self._on_clock_timeout)
        self.screen.screen_locked.connect(self._on_screen_locked)
        self.screen.screen_unlocked.connect(self._on_screen_unlocked)
        self.screen.going_to_sleep.connect(self._on_screen_going_to_sleep)
        self._context.settings.idle_changed.connect(self._on_settings_idle_changed)
        self._context.changed.timetable.connect(self.read_sessions)

    def begin(self) -> None:
        """Hear that notes are open now."""
        self.rules.begin()
        self._clock.start()

    def rest(self) -> None:
        """Hear that they no longer are."""
        self._clock.stop()

    @Slot()
    def read_sessions(self) -> None:
        """Read again when this person's sessions are."""
        from peerdesk.app.today.actions import load

        if self._clock.isActive():
            job = self._context.jobs.post(load, key="guard", quiet=True)
            job.done.connect(self.hear_timetable)

    @Slot(object)
    def hear_timetable(self, timetable: "Timetable") -> None:
        """Take in when this person's sessions are."""
        sessions = own(timetable.sessions, timetable.me)
        self.rules.hear_sessions([(session.start, session.end) for session in sessions])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that somebody is there, from what the system tells the window."""
        if event.type() in _KEYS:
            self.rules.hear_key()
        elif event.type() in _TOUCHES:
            self.rules.hear_touch()
        return False

    def _do(self, verdict: Verdict) -> None:
        if verdict is Verdict.LOCK:
            self.lock_requested.emit()
        elif verdict is Verdict.HIDE:
            self.hide_requested.emit()
        elif verdict is Verdict.SHOW:
            self.show_requested.emit()

    @Slot()
    def _on_clock_timeout(self) -> None:
        self._do(self.rules.look())

    @Slot()
    def _on_screen_locked(self) -> None:
        self._do(self.rules.hear_screen_locked())

    @Slot()
    def _on_screen_unlocked(self) -> None:
        self._do(self.rules.hear_screen_unlocked())

    @Slot()
    def _on_screen_going_to_sleep(self) -> None:
        self._do(self.rules.hear_sleep())

    @Slot()
    def _on_settings_idle_changed(self) -> None:
        self.rules.idle_minutes = self._context.settings.idle_minutes
