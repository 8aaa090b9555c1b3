"""Fills the command palette with what can be done in the window now; made with the window."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from peerdesk.app.palette.model import Choice
    from peerdesk.app.palette.view import CommandPalette
    from peerdesk.app.window import MainWindow
    from peerdesk.store.store import Store


class Finder(QObject):
    """Shows and hides the palette, which is made when it is first wanted."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.palette: CommandPalette | None = None

    @property
    def _window(self) -> "MainWindow":
        return cast("MainWindow", self.parent())  # not kept, see Locking

    @Slot()
    def toggle(self) -> None:
        """Show everything that can be done here, or go back."""
        if self.palette is not None and self.palette.isVisible():
            self.palette.close_palette()
            return
        desk = self._window.desk
        if desk is None or not self._window.is_open():
            return
        if self.palette is None:
            from peerdesk.app.palette.view import CommandPalette

            self.palette = CommandPalette(self._window, self._window.context.look)
            self.palette.session_requested.connect(self._on_palette_session_requested)
        self.palette.open_with(desk.choices())
        if not desk.is_discreet:
            job = self._window.context.jobs.post(_sessions, key="palette", quiet=True)
            job.done.connect(self.palette.add)

    @Slot()
    def close(self) -> None:
        """Take the palette away."""
        if self.palette is not None and self.palette.isVisible():
            self.palette.close_palette()

    def follow_window(self) -> None:
        """Keep the palette over the whole window."""
        if self.palette is not None and self.palette.isVisible():
            self.palette.place()

    @Slot(str)
    def _on_palette_session_requested(self, session: str) -> None:
        if self._window.desk is not None and self._window.is_open():
            self._window.desk.open_session(session)


def _sessions(store: "Store") -> "list[Choice]":
    """Return every session as something to go to."""
    from peerdesk.app.palette.model import Choice
    from peerdesk.domain.times import to_local
    from peerdesk.store import reading

    zone = reading.challenge(store).time_zone
    found = []
    for session in reading.sessions(store):
        start = to_local(session.start, zone)
        where = f"{start:%a} {start.day} {start:%b}, {start:%H:%M} · {session.place}".rstrip(" ·")
        found.append(Choice(f"Go to {session.title}", where, session=session.id))
    return found
