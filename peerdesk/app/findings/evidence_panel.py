"""Beside a finding: the notes tied to it, and a search for more."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from peerdesk.app.context import Context
from peerdesk.app.widgets.entries import Entry, EntryList
from peerdesk.app.widgets.making import button, column, label

_TYPED_MS = 60


class EvidencePanel(QWidget):
    """Asks for a note to be tied or untied; Enter on a row does it too."""

    search_requested = Signal(str)
    tie_requested = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.words = QLineEdit()
        self.words.setAccessibleName(self.tr("Search the notes for evidence"))
        self.words.setPlaceholderText(self.tr("Search the notes"))
        self.words.setClearButtonEnabled(True)
        self.list = EntryList(self.tr("Notes behind this finding"), context.look, "", lines=4)
        self._toggle = button(self.tr("Tie or untie this note"))
        self._hint = label("", "muted")
        self.setLayout(column(self.words, self._hint, self.list, self._toggle))
        self._timer = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._timer.timeout.connect(self._on_pause)
        self.words.textChanged.connect(self._timer.start)
        self.list.view.chosen.connect(self.tie_requested)
        self._toggle.clicked.connect(self._on_toggle_clicked)

    def show_entries(self, entries: Sequence[Entry], searching: bool, ready: bool) -> None:
        """Show notes; `ready` says that there is a finding they can be tied to."""
        self._hint.setText(
            self.tr("Found in the notes") if searching else self.tr("Tied to this finding")
        )
        if searching:
            empty = self.tr("No note holds these words.")
        elif ready:
            empty = self.tr("Nothing yet. Search above, then press Enter on a note.")
        else:
            empty = self.tr("Choose a finding, or write its headline first.")
        self.list.show_entries(entries, empty)
        self._toggle.setEnabled(ready and bool(entries))

    @Slot()
    def _on_pause(self) -> None:
        self.search_requested.emit(self.words.text())

    @Slot()
    def _on_toggle_clicked(self) -> None:
        if self.list.view.current:
            self.tie_requested.emit(self.list.view.current)
