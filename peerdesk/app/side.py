"""What stands beside the page in front: what the page puts there, or help, where there is room."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from peerdesk.app.desk import Desk

_ROOM = 1080  # below this width, at the usual text size, the panel waits to be asked for


class Side(QObject):
    """Shows the panel of a desk, takes it away, and remembers which was wanted."""

    def __init__(self, desk: "Desk") -> None:
        super().__init__(desk)
        self._desk, self._panel = desk, desk.panel
        self._wanted: bool | None = None

    @Slot()
    def toggle(self) -> None:
        """Show the panel or take it away, and remember which was wanted."""
        self._wanted = not self._panel.isVisible() or self._panel.shows_help
        self.show()

    @Slot()
    def bring(self) -> None:
        """Show beside the page what it has there, because somebody wants to go into it."""
        if not self._panel.isVisible() or self._panel.shows_help:
            self._wanted = True
            self.show()

    @Slot()
    def close(self) -> None:
        """Take the panel away; closing help gives back what was beside the page."""
        if not self._panel.shows_help:
            self._wanted = False
        self.show()

    @Slot()
    def toggle_help(self) -> None:
        """Show help for the page, or take it away again."""
        if self._panel.isVisible() and self._panel.shows_help:
            self.show()
            return
        page = self._desk.page(self._desk.current)
        self.show_text(self.tr("Help: {page}").format(page=page.title), page.help_text)

    def show_text(self, title: str, text: str) -> None:
        """Show a text in the place of help."""
        self._panel.show_help(title, text)
        self._panel.show()

    @Slot()
    def show(self) -> None:
        """Show beside the page what it has to show there, where there is room."""
        desk = self._desk
        page = desk.page(desk.current) if desk.current else None
        if page is None or page.side is None or desk.is_discreet:
            self._panel.hide()
            return
        self._panel.show_side(page.side_title, page.side)
        room = desk.width() >= _ROOM * min(desk.context.look.scale, 1.5)
        self._panel.setVisible(room if self._wanted is None else self._wanted)

    def follow_width(self) -> None:
        """Show the panel or take it away as the room for it comes and goes, unless one was said."""
        if self._desk.current and self._wanted is None and not self._panel.shows_help:
            self.show()
