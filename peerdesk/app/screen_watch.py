"""Hears from the system that its screen was locked or that it goes to sleep; decides nothing.

Linux says it over D-Bus, Windows in messages to the window. macOS would need another library and is
not heard; sleep is noticed everywhere by the clocks (see privacy.PrivacyRules).
"""

import sys
from typing import Any

from PySide6.QtCore import (
    SLOT,
    QAbstractNativeEventFilter,
    QByteArray,
    QCoreApplication,
    QObject,
    Signal,
    Slot,
)

_LOGIN = "org.freedesktop.login1"
_POWER, _SUSPENDS = 0x0218, 4
_SESSION, _LOCKS, _UNLOCKS = 0x02B1, 7, 8


class ScreenWatch(QObject):
    """Tells of the screen and of sleep where the system can be heard."""

    screen_locked = Signal()
    screen_unlocked = Signal()
    going_to_sleep = Signal()

    def __init__(self, window_id: int, parent: QObject) -> None:
        super().__init__(parent)
        self._filter: _WindowsMessages | None = None
        if sys.platform == "win32":
            self._filter = _WindowsMessages(self, window_id)
        elif sys.platform != "darwin":
            self._listen_to_bus()

    def hear_message(self, message: int, what: int) -> None:
        """Hear a message of Windows to the window."""
        if message == _POWER and what == _SUSPENDS:
            self.going_to_sleep.emit()
        elif message == _SESSION and what in (_LOCKS, _UNLOCKS):
            self._on_active_changed(what == _LOCKS)

    def _listen_to_bus(self) -> None:
        try:
            from PySide6.QtDBus import QDBusConnection
        except ImportError:
            return
        bus: Any  # the stubs want bytes for a slot; at run time only a text is taken
        for bus, owner, name, slot in (
            (QDBusConnection.sessionBus(), "org.freedesktop.ScreenSaver", "ActiveChanged", _ACTIVE),
            (QDBusConnection.sessionBus(), "org.gnome.ScreenSaver", "ActiveChanged", _ACTIVE),
            (QDBusConnection.systemBus(), f"{_LOGIN}.Manager", "PrepareForSleep", _SLEEP),
            (QDBusConnection.systemBus(), f"{_LOGIN}.Session", "Lock", _LOCK),
            (QDBusConnection.systemBus(), f"{_LOGIN}.Session", "Unlock", _UNLOCK),
        ):
            if bus.isConnected():
                bus.connect("", "", owner, name, self, slot)

    @Slot(bool)
    def _on_active_changed(self, active: bool) -> None:
        (self.screen_locked if active else self.screen_unlocked).emit()

    @Slot(bool)
    def _on_sleep_prepared(self, begins: bool) -> None:
        if begins:
            self.going_to_sleep.emit()

    @Slot()
    def _on_session_locked(self) -> None:
        self.screen_locked.emit()

    @Slot()
    def _on_session_unlocked(self) -> None:
        self.screen_unlocked.emit()


_ACTIVE = SLOT("_on_active_changed(bool)")
_SLEEP = SLOT("_on_sleep_prepared(bool)")
_LOCK = SLOT("_on_session_locked()")
_UNLOCK = SLOT("_on_session_unlocked()")


class _WindowsMessages(QAbstractNativeEventFilter):
    """Asks Windows to tell of its lock screen, and reads the messages."""

    def __init__(self, watch: ScreenWatch, window_id: int) -> None:
        super().__init__()
        import ctypes

        self._watch = watch
        libraries: Any = ctypes
        libraries.windll.wtsapi32.WTSRegisterSessionNotification(window_id, 0)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self)

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        """Read one message and let it go on."""
        import ctypes.wintypes

        read = ctypes.wintypes.MSG.from_address(int(message))
        if read.message in (_POWER, _SESSION):
            self._watch.hear_message(read.message, read.wParam)
        return False, 0
