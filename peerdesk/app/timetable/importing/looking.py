"""Where the rows of a file are gone through: the table, what of it is shown, what is to be done."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from peerdesk.app.look import Look
from peerdesk.app.timetable.importing import wording
from peerdesk.app.timetable.importing.model import ProposalModel
from peerdesk.app.timetable.importing.table import CHANGING, EVERYTHING, UNSURE, ProposalTable
from peerdesk.app.widgets.flow import FlowLayout
from peerdesk.app.widgets.making import button, choice, column, label, row
from peerdesk.schedule.timetable.proposal import Proposal
from peerdesk.schedule.timetable.proposed import Row


class LookingRoom(QWidget):
    """Says at every moment what bringing the file in would do."""

    row_shown = Signal(object)  # the current row, or None, as it is now

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.model = ProposalModel(look, self)
        self.table = ProposalTable(self.model, look)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._file = label("", "muted")
        self.summary = label("", "heading")
        self.show_which = choice(self.tr("Which rows are shown"))
        for value, words in (
            (EVERYTHING, self.tr("All rows")),
            (CHANGING, self.tr("What changes")),
            (UNSURE, self.tr("What to look at")),
        ):
            self.show_which.addItem(words, value)
        self.bring = button("", "main", self.tr("Store this (Ctrl+Enter)"))
        self.take = button("", tip=self.tr("The chosen rows (Space in the table)"))
        self.another = button(self.tr("Another file…"))
        self.leave = button(self.tr("Leave it"), tip=self.tr("Back, with nothing stored (Esc)"))
        foot = FlowLayout()
        for pressed in (self.bring, self.take, self.another, self.leave):
            foot.addWidget(pressed)
        top = row(self.summary, self.show_which)
        top.setStretch(0, 1)
        self.setLayout(column(top, self._file, self.table, foot))

    def _connect(self) -> None:
        self.take.clicked.connect(self.take_or_leave)
        self.show_which.activated.connect(self._on_show_activated)
        self.table.space_pressed.connect(self.take_or_leave)
        self.table.row_changed.connect(self._show_row)
        self.model.corrected.connect(self._show_all)

    def clear(self) -> None:
        """Show nothing, and all of what comes next."""
        self.model.show(None)
        self.show_which.setCurrentIndex(0)
        self.table.shown.want(EVERYTHING)

    def show_proposal(self, proposal: Proposal, file: str) -> None:
        """Show what a file would do, on the row one was on where it is the same file."""
        current = self.table.row
        self.model.show(proposal)
        self._file.setText(file)
        self.table.go_to(current.key if current else "")
        self._show_all()

    @property
    def row(self) -> Row | None:
        """Return the current row."""
        return self.table.row

    @Slot()
    def take_or_leave(self) -> None:
        """Leave the chosen rows out, or take them in where the current one is left out."""
        current = self.row
        chosen = [one for one in self.table.chosen() if one.can_be_taken]
        if current is not None and chosen:
            yes = not (current if current.can_be_taken else chosen[0]).taken
            self.model.take([one.key for one in chosen], yes)

    @Slot()
    def _show_row(self) -> None:
        current = self.row
        self.take.setEnabled(current is not None and current.can_be_taken)
        self.take.setText(wording.take_words(current))
        self.row_shown.emit(current)

    @Slot()
    def _show_all(self) -> None:
        rows = self.model.rows
        count = wording.to_do(rows)
        self.summary.setText(wording.summary(rows))
        words = self.tr("Bring in {what}").format(what=wording.many(count, "change"))
        self.bring.setText(words if count else self.tr("Nothing to bring in"))
        self.bring.setEnabled(count > 0)
        self._show_row()

    @Slot(int)
    def _on_show_activated(self, place: int) -> None:
        current = self.row
        self.table.shown.want(self.show_which.itemData(place))
        self.table.go_to(current.key if current else "")
