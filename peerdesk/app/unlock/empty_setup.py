"""The fields with which a challenge begins empty; it reads no file and knows no store."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from peerdesk.app.unlock.forms import named
from peerdesk.app.widgets.making import choice, column, label, row

if TYPE_CHECKING:
    from peerdesk.schedule.themes import Template


class EmptySetupFields(QWidget):
    """Title, first and last day, who leads, and the theme set."""

    def __init__(self) -> None:
        super().__init__()
        self.title = self._line(self.tr("Title of the challenge"))
        self.start = self._line(self.tr("First day on site"), self.tr("10 November 2026"))
        self.end = self._line(self.tr("Last day on site"), self.tr("12 November 2026"))
        self.lead = self._line(self.tr("Your name, with any title"))
        self.sets = choice(self.tr("Theme set"))
        fields = (self.title, self.lead, self.sets)
        days = row(*(named(one.accessibleName(), one) for one in (self.start, self.end)))
        parts = [named(one.accessibleName(), one) for one in fields]
        hint = label(self.tr("All of it can be changed on the Setup page."), "muted")
        layout = column(parts[0], days, *parts[1:], hint)
        layout.setContentsMargins(0, 16, 0, 16)
        self.setLayout(layout)

    def _line(self, name: str, hint: str = "") -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        made.setPlaceholderText(hint)
        return made

    def offer(self, templates: "Sequence[Template]") -> None:
        """Offer theme sets."""
        self.sets.clear()
        for one in templates:
            self.sets.addItem(one.title, one)

    def clear(self) -> None:
        """Forget everything typed."""
        for line in (self.title, self.start, self.end, self.lead):
            line.clear()
