"""A row of buttons, one for each day that has sessions; it knows no session."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from peerdesk.app.today.model import day_words
from peerdesk.app.widgets.flow import FlowLayout
from peerdesk.app.widgets.making import button


class DayRow(QWidget):
    """Chooses one day."""

    day_chosen = Signal(object)  # a date

    def __init__(self) -> None:
        super().__init__()
        self._days: list[date] = []
        self._layout = FlowLayout()
        self._group = QButtonGroup(self)
        self.setLayout(self._layout)
        self._group.buttonClicked.connect(self._on_day_clicked)

    def show_days(self, every: Sequence[date], chosen: date | None) -> None:
        """Show these days, one of them chosen."""
        if list(every) != self._days:
            self._days = list(every)
            for old in self._group.buttons()[len(every) :]:
                self._group.removeButton(old)
                old.hide()
                old.deleteLater()
            for number in range(len(self._group.buttons()), len(every)):
                made = button("", checkable=True)
                self._group.addButton(made, number)
                self._layout.addWidget(made)
            for number, day in enumerate(every):
                self._group.button(number).setText(day_words(day))
        for number, day in enumerate(every):
            self._group.button(number).setChecked(day == chosen)
        self.setVisible(len(every) > 0)

    @Slot(QAbstractButton)
    def _on_day_clicked(self, pressed: QAbstractButton) -> None:
        self.day_chosen.emit(self._days[self._group.id(pressed)])
