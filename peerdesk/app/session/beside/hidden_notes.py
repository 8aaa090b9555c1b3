"""Notes that stay out of sight until they are asked for, because somebody may be looking on."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from peerdesk.app.look import Look
from peerdesk.app.session.beside.model import many
from peerdesk.app.session.beside.note_list import NoteList
from peerdesk.app.widgets.entries import Entry
from peerdesk.app.widgets.making import button, column, label


class HiddenNotes(QWidget):
    """A button that says how many there are, and the list once it was pressed.

    Whenever it goes out of sight (another page, a lock, the panel closed) the list is emptied.
    """

    asked = Signal()
    note_requested = Signal(str)

    def __init__(self, name: str, look: Look) -> None:
        super().__init__()
        self._name, self._count = name, 0
        self.is_shown = False
        self.on = label("", "caption")
        self.button = button("")
        self.list = NoteList(name, look)
        self.empty = label("", "muted")
        title = column(label(name, "strong"), self.on, gap=0)
        self.setLayout(column(title, self.button, self.empty, self.list, gap=4))
        self.on.hide()
        self.list.hide()
        self.button.clicked.connect(self._on_button_clicked)
        self.list.chosen.connect(self.note_requested)

    def show_topic(self, words: str) -> None:
        """Say what the notes are on; nothing for the empty text."""
        self.on.setText(words)
        self.on.setVisible(bool(words))

    def show_count(self, count: int, empty: str) -> None:
        """Say how many there are on the button, or `empty` when there are none."""
        self._count = count
        self.empty.setText(empty)
        self.empty.setVisible(not count)
        self.button.setVisible(count > 0)
        if not count:
            self.conceal()
        self._name_button()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show the notes, if they are still asked for."""
        if not self.is_shown:
            return
        self.list.entries.show(entries)
        self.list.setVisible(bool(entries))
        self.list.fit()

    @Slot()
    def conceal(self) -> None:
        """Take the notes out of sight and out of the list."""
        self.is_shown = False
        self.list.hide()
        self.list.empty()
        self._name_button()

    def hideEvent(self, event: QHideEvent) -> None:
        """Conceal with whatever this stands in."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.conceal()

    def _name_button(self) -> None:
        show = self.tr("Show {notes}").format(notes=many(self._count, "note"))
        self.button.setText(self.tr("Hide again") if self.is_shown else show)
        self.button.setAccessibleName(f"{self._name}: {self.button.text()}")

    @Slot()
    def _on_button_clicked(self) -> None:
        if self.is_shown:
            self.conceal()
            return
        self.is_shown = True
        self._name_button()
        self.asked.emit()
