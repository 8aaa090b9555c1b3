"""Beside the timetable: one session in its form, and the list of what clashes."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from peerdesk.app.context import Context
from peerdesk.app.timetable.form import SessionFields
from peerdesk.app.widgets.entries import Entry, EntryList
from peerdesk.app.widgets.making import column, tabs

_LINES = 4
FORM, CLASHES = 0, 1


class TimetableSide(QWidget):
    """Two tabs; choosing a clash goes to where it is."""

    clash_chosen = Signal(int)  # its place among the clashes

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.form = SessionFields(context)
        self.clashes = EntryList(
            self.tr("Clashes"),
            context.look,
            self.tr(
                "Nothing clashes. What would be here: somebody in two places at once, a session"
                " nobody is in, a room taken twice, a sponsor whom nobody sees."
            ),
            lines=_LINES,
        )
        self.tabs = tabs(self.tr("The session or what clashes"))
        self.tabs.addTab(self.form, self.tr("Session"))
        self.tabs.addTab(self.clashes, self.tr("Clashes"))
        self.setLayout(column(self.tabs))
        self.clashes.view.chosen.connect(self._on_clash_chosen)
        self.clashes.view.clicked.connect(self._on_clash_clicked)

    def show_clashes(self, entries: list[Entry]) -> None:
        """Show what clashes."""
        self.clashes.show_entries(entries)
        words = self.tr("Clashes ({n})").format(n=len(entries)) if entries else self.tr("Clashes")
        self.tabs.setTabText(CLASHES, words)

    def go_to(self, clash: int) -> None:
        """Show a clash in the list."""
        self.tabs.setCurrentIndex(CLASHES)
        self.clashes.view.choose(str(clash))

    @property
    def clash(self) -> int:
        """Return the place of the clash chosen, -1 for none."""
        current = self.clashes.view.current
        return int(current) if current else -1

    @Slot(str)
    def _on_clash_chosen(self, place: str) -> None:
        self.clash_chosen.emit(int(place))

    @Slot()
    def _on_clash_clicked(self) -> None:
        if self.clash >= 0:
            self.clash_chosen.emit(self.clash)
