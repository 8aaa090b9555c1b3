"""What a line was before, version by version, and how to bring one back."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from peerdesk.app.context import Context
from peerdesk.app.session.rooms import actions, words
from peerdesk.app.session.rooms.room import Room
from peerdesk.app.widgets.entries import EntryList
from peerdesk.app.widgets.making import button, column, label, row
from peerdesk.store.history import Version
from peerdesk.store.store import Store


class HistoryRoom(Room):
    """Lists the versions of the line the caret is in; choosing one wishes it back in the editor."""

    version_wanted = Signal(object)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            self.tr("Earlier versions"),
            self.tr(
                "What this line was: a version for each minute in which it was changed, and for"
                " each time it was deleted. They stay on this laptop.\n\n"
                "Enter puts the words of a version into the line again, and Ctrl+Z takes that back."
                " What was erased never shows. Escape goes back to writing."
            ),
        )
        self._ask: Callable[[Store], tuple[Version, ...]] | None = None
        self._versions: tuple[Version, ...] = ()
        self.scope.hide()
        self._title = label(self.tr("Earlier versions of this line"), "heading")
        self.list = EntryList(
            self.tr("Versions of this line, the newest first"),
            context.look,
            self.tr(
                "This line has no earlier versions yet. One is kept for each minute of change."
            ),
            lines=3,
        )
        self.bring_button = button(
            self.tr("Bring this back"),
            "main",
            self.tr("Put these words in the line again (Enter); Ctrl+Z takes that back"),
        )
        self.back_button = button(
            self.tr("Back to writing"), tip=self.tr("Leave the line as it is (Escape)")
        )
        buttons = row(self.bring_button, self.back_button, None)
        self.setLayout(column(self._title, self.list, buttons, gap=8))
        self.keep_room_for(self.list)
        self.bring_button.clicked.connect(self._bring)
        self.back_button.clicked.connect(self.left)
        self.list.view.chosen.connect(self._bring)
        self.list.view.current_changed.connect(self._on_current_changed)

    def show_line(self, ask: Callable[[Store], tuple[Version, ...]]) -> None:
        """Take what reads the versions of a line; `refresh` has it done."""
        self._ask = ask
        self._versions = ()
        self.list.show_entries(())

    def first_focus(self) -> QWidget:
        """Return the list, or the way back where there are no versions."""
        return self.list.view if len(self._versions) > 1 else self.back_button

    @Slot()
    def refresh(self) -> None:
        """Read the versions again."""
        if (ask := self._ask) is not None:
            self.read(lambda store: (ask(store), actions.names(store)), self._on_loaded)

    @Slot(object)
    def _on_loaded(self, loaded: tuple[tuple[Version, ...], words.Names]) -> None:
        self._versions, names = loaded
        shown = self._versions if len(self._versions) > 1 else ()
        self.list.show_entries([words.version_entry(n, v, names) for n, v in enumerate(shown)])
        if shown:
            self.list.view.choose("1")
        self._on_current_changed(self.list.view.current)
        if self.isVisible():
            self.first_focus().setFocus()

    @Slot(str)
    def _on_current_changed(self, place: str) -> None:
        self.bring_button.setEnabled(place not in ("", "0"))

    @Slot()
    def _bring(self) -> None:
        if self.bring_button.isEnabled():
            self.version_wanted.emit(self._versions[int(self.list.view.current)])
