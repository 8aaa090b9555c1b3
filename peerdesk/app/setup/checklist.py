"""What is still missing before the packs can go out, each item leading to its place."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from peerdesk.app.setup.model import TEAM_PAGE, Missing
from peerdesk.app.widgets.flow import FlowLayout
from peerdesk.app.widgets.making import button, clear, column, label


class Checklist(QFrame):
    """A card of buttons; when nothing is missing, the one that leads to the packs."""

    wanted = Signal(object)  # the Missing

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(self.tr("What is still missing"))
        self._shown: list[Missing] | None = None
        self._heading = label("", "strong")
        self._flow = FlowLayout()
        self.buttons: list[QPushButton] = []
        holder = QWidget()
        holder.setLayout(self._flow)
        layout = column(self._heading, holder, gap=4)
        layout.setContentsMargins(16, 8, 16, 8)
        self.setLayout(layout)

    def show_missing(self, missing: Sequence[Missing]) -> None:
        """Show what is missing."""
        if self._shown == list(missing):
            return
        self._shown = list(missing)
        self._heading.setText(
            self.tr("Still missing")
            if missing
            else self.tr("✓ Everything is there. Send the team pack to everybody.")
        )
        clear(self._flow)
        ready = Missing(self.tr("Send the packs out"), page=TEAM_PAGE)
        self.buttons = []
        for item in missing or [ready]:
            made = button(item.words, "link" if missing else "main")
            made.setProperty("item", item)
            made.clicked.connect(self._on_button_clicked)
            self.buttons.append(made)
            self._flow.addWidget(made)

    @Slot()
    def _on_button_clicked(self) -> None:
        pressed = self.sender()
        self.wanted.emit(pressed.property("item"))
