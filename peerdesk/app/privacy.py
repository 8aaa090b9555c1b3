"""Decides when notes are hidden and when they are locked, so that nobody reads over a shoulder.

Pure rules over two clocks, which callers pass in; it knows neither windows nor systems.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from enum import Enum

LOOK_EVERY = 15.0  # seconds between two looks; what is much later than that was asleep
_ASLEEP = 60.0
_SCREEN_LOCKED = 15 * 60.0
_OVERRUN = timedelta(minutes=60)
_STILL_TYPING = 20 * 60.0

Period = tuple[datetime, datetime]


class Verdict(Enum):
    """What is to be done with the notes in sight."""

    NOTHING = "nothing"
    HIDE = "hide"
    SHOW = "show"
    LOCK = "lock"


class PrivacyRules:
    """Hears what happens and says what is to be done about it.

    `seconds` never goes back; `now` is the wall's clock, aware. After idle minutes (0: never) notes
    are locked, but not while a session of this person's is on, or overruns by up to an hour with
    somebody still typing. After sleep they always are, and a quarter of an hour after the system's
    screen was locked; until then they are only hidden.
    """

    def __init__(
        self, seconds: Callable[[], float], now: Callable[[], datetime], idle_minutes: int
    ) -> None:
        self._seconds = seconds
        self._now = now
        self.idle_minutes = idle_minutes
        self._sessions: tuple[Period, ...] = ()
        self.begin()

    def begin(self) -> None:
        """Hear that notes have just been opened."""
        self._touched = self._typed = self._looked = self._seconds()
        self._wall = self._now()
        self._screen_locked: float | None = None

    def hear_sessions(self, sessions: Sequence[Period]) -> None:
        """Take the start and end of this person's sessions."""
        self._sessions = tuple(sessions)

    def hear_touch(self) -> None:
        """Hear that the mouse or a finger moved."""
        self._touched = self._seconds()

    def hear_key(self) -> None:
        """Hear that a key was pressed."""
        self._touched = self._typed = self._seconds()

    def hear_screen_locked(self) -> Verdict:
        """Hear that the system locked the screen."""
        if self._screen_locked is None:
            self._screen_locked = self._seconds()
        return Verdict.HIDE

    def hear_screen_unlocked(self) -> Verdict:
        """Hear that the system's screen is open again."""
        since, self._screen_locked = self._screen_locked, None
        self._touched = self._seconds()
        if since is not None and self._touched - since >= _SCREEN_LOCKED:
            return Verdict.LOCK
        return Verdict.SHOW

    def hear_sleep(self) -> Verdict:
        """Hear that the laptop is about to sleep."""
        return Verdict.LOCK

    def look(self) -> Verdict:
        """Say what is to be done now; called every LOOK_EVERY seconds."""
        seconds, wall = self._seconds(), self._now()
        awake, passed = seconds - self._looked, (wall - self._wall).total_seconds()
        self._looked, self._wall = seconds, wall
        # Some systems stop the clock of seconds in sleep, others go on with it.
        if passed - awake > _ASLEEP or awake > LOOK_EVERY + _ASLEEP:
            return Verdict.LOCK
        if self._screen_locked is not None:
            waited = seconds - self._screen_locked
            return Verdict.LOCK if waited >= _SCREEN_LOCKED else Verdict.NOTHING
        return Verdict.LOCK if self._is_idle(seconds, wall) else Verdict.NOTHING

    def _is_idle(self, seconds: float, wall: datetime) -> bool:
        if not self.idle_minutes or self._in_session(seconds, wall):
            return False
        over = [end for _, end in self._sessions if end <= wall]
        since_session = (wall - max(over)).total_seconds() if over else float("inf")
        return min(seconds - self._touched, since_session) >= self.idle_minutes * 60

    def _in_session(self, seconds: float, wall: datetime) -> bool:
        if any(start <= wall < end for start, end in self._sessions):
            return True
        overruns = any(end <= wall < end + _OVERRUN for _, end in self._sessions)
        return overruns and seconds - self._typed < _STILL_TYPING
