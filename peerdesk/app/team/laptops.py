"""Whose laptops there are, and the lead's answer to a new one: whose is it?"""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from peerdesk.app.context import Context
from peerdesk.app.team import actions, model
from peerdesk.app.unlock.forms import named
from peerdesk.app.widgets.making import button, choice, column, label, row
from peerdesk.app.widgets.rows import RowTable
from peerdesk.domain.ids import RecordId
from peerdesk.store.laptops import Laptop

_LEAST_HEIGHT = 200  # in a low window the page scrolls before the table gets smaller


class LaptopsPanel(QWidget):
    """A row for each laptop, and a question about the one in hand where a lead has to say."""

    confirmed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._team: actions.Team | None = None
        self.table = RowTable(
            self.tr("Laptops of the team"),
            model.LAPTOP_HEADINGS,
            self.tr("Laptops will be here as peers hand in."),
        )
        self.table.setMinimumHeight(_LEAST_HEIGHT)
        self._build_question()
        layout = column(self.table, self._card, gap=16)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.table.current_changed.connect(self._on_table_changed)
        self.whose.currentIndexChanged.connect(self._on_whose_changed)
        self._confirm.clicked.connect(self._on_confirm_clicked)

    def _build_question(self) -> None:
        self._question = label("", "strong")
        self._advice = label(
            self.tr(
                "Ask the owner to read the six words aloud from their Hand in page. Confirm only"
                " when they are the same."
            ),
            "muted",
        )
        self.whose = choice(self.tr("Whose laptop it is"))
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("The full name of who is new"))
        self._new = QWidget()
        self._new.setLayout(named(self.tr("Full name"), self.name))
        self._confirm = button(self.tr("Confirm this laptop"), "main")
        fields = row(named(self.tr("Whose laptop it is"), self.whose), self._new, gap=16)
        self._card = QFrame()
        self._card.setObjectName("card")
        parts = (self._question, self._advice, fields, row(self._confirm, None))
        self._card.setLayout(column(*parts, margin=16))
        self._card.hide()

    def show_team(self, team: actions.Team) -> None:
        """Show the laptops, the first that waits in hand."""
        more = len(team.waiting) != (len(self._team.waiting) if self._team else 0)
        self._team = team
        self.table.show_rows(model.laptop_rows(team))
        if more and team.waiting:
            self.table.view.selectRow(0)
        self._on_table_changed(self.table.current)

    @property
    def _laptop(self) -> Laptop | None:
        return model.laptop_of(self._team, self.table.current) if self._team else None

    @Slot(str)
    def _on_table_changed(self, record: str) -> None:
        laptop, team = self._laptop, self._team
        if team is None or laptop is None or laptop.is_confirmed:
            self._card.hide()
            return
        self._question.setText(model.question_of(team, laptop))
        self.whose.clear()
        for member in team.members:
            self.whose.addItem(f"{member.name}, {member.role.label}", member.id)
        self.whose.addItem(self.tr("Someone else, new in the team"), "")
        self.whose.setCurrentIndex(self.whose.findData(laptop.device.member or ""))
        self.name.setText(laptop.device.name)
        self._on_whose_changed()
        self._card.show()

    @Slot()
    def _on_whose_changed(self) -> None:
        self._new.setVisible(self.whose.currentData() == "")

    @Slot()
    def _on_confirm_clicked(self) -> None:
        laptop = self._laptop
        if laptop is None:
            return
        member, name = self.whose.currentData(), " ".join(self.name.text().split())
        if not member and not name:
            self._context.messages.warn(self.tr("Type the full name of who is new first."))
            return
        work = actions.confirm(
            laptop.device, RecordId(member) if member else None, name, laptop.role
        )
        self._context.jobs.post(work).done.connect(self._on_confirmed)

    @Slot(object)
    def _on_confirmed(self, nothing: object) -> None:
        self._context.messages.tell(
            self.tr("The laptop is confirmed. Its owner hears of it in your next merged pack.")
        )
        self.confirmed.emit()
