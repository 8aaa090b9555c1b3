"""A file opened from outside PeerDesk, by a double click say: it waits for the page it is for."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from peerdesk.exchange.envelope import is_opened_with_words

if TYPE_CHECKING:
    from peerdesk.app.window import MainWindow


class OpenedFile(QObject):
    """Takes one file: a team pack to the form for joining, anything else to where it comes in."""

    def __init__(self, window: "MainWindow", path: Path) -> None:
        super().__init__(window)
        self._window = window
        self._path = path
        try:
            for_joining = is_opened_with_words(path)
        except OSError:
            window.context.messages.warn(
                self.tr("The file cannot be read; nothing was changed, choose it from here.")
            )
            return
        if for_joining:
            window.unlock.begin.show_join(path)
            return
        window.arrived.connect(self._on_window_arrived)
        if window.unlock.open_form.isHidden():
            said = self.tr(
                "This file is for notes that are not on this laptop; nothing was changed, join"
                " with the file your lead sent you first."
            )
        else:
            said = self.tr("Enter your passphrase: the file you opened is brought in after it.")
        window.context.messages.tell(said)

    @Slot()
    def _on_window_arrived(self) -> None:
        from peerdesk.app.handin.view import HandInPage
        from peerdesk.app.team.view import TeamPage

        self._window.arrived.disconnect(self._on_window_arrived)
        desk = self._window.desk
        assert desk is not None
        name = "team" if desk.has("team") else "hand-in"
        page = desk.page(name)
        assert isinstance(page, TeamPage | HandInPage)
        desk.go(name)
        page.bring_in.bring_in([self._path])
