"""Who somebody is when they join: a name from the list, or one that is not on it and a role."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from peerdesk.app.unlock.actions import NameOnTheList
from peerdesk.app.unlock.forms import named
from peerdesk.app.widgets.making import choice, column, label
from peerdesk.domain.words import TeamRole

_NOT_LISTED = ""


class WhoField(QWidget):
    """A choice of names; its last entry asks for a name and a role instead."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[NameOnTheList, ...] = ()
        self.listed = choice(self.tr("Your name"))
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Your full name"))
        self.role = choice(self.tr("What you are in the team"))
        for role in TeamRole:
            self.role.addItem(role.label, role.value)
        self._notice = label("", "muted")
        self._more = QWidget()
        self._more.setLayout(
            column(
                named(self.tr("Your full name"), self.name),
                named(self.tr("What you are in the team"), self.role),
            )
        )
        self.setLayout(column(self.listed, self._notice, self._more, gap=8))
        self.setFocusProxy(self.listed)
        self.listed.currentIndexChanged.connect(self._on_listed_changed)
        self._on_listed_changed()

    def show_names(self, names: Sequence[NameOnTheList], meant_for: str) -> None:
        """Offer these names, and not being one of them."""
        self._names = tuple(names)
        self.listed.clear()
        for one in names:
            self.listed.addItem(one.words, one.name)
        self.listed.addItem(self.tr("I’m not on the list"), _NOT_LISTED)
        self.listed.setPlaceholderText(self.tr("Choose your name"))
        self.listed.setCurrentIndex(self.listed.findData(meant_for) if meant_for else -1)

    @property
    def is_listed(self) -> bool:
        """Say whether a name from the list is chosen."""
        return bool(self.listed.currentData())

    @property
    def chosen(self) -> str:
        """Return the name chosen or typed."""
        return self.listed.currentData() or " ".join(self.name.text().split())

    def problem(self) -> str:
        """Say what is missing, or return the empty text."""
        if self.listed.currentIndex() < 0:
            return self.tr("Choose your name from the list.")
        return "" if self.chosen else self.tr("Type your full name, so that your lead knows you.")

    @Slot()
    def _on_listed_changed(self) -> None:
        place = self.listed.currentIndex()
        stranger = place >= 0 and not self.is_listed
        self._more.setVisible(stranger)
        taken = 0 <= place < len(self._names) and self._names[place].has_laptop
        said = ""
        if stranger:
            said = self.tr("You can begin at once. Your lead confirms you when you hand in.")
        elif taken:
            said = self.tr(
                "This person has a laptop in the team already. Join if it is your second one: your"
                " lead will be asked whether you are the same person."
            )
        self._notice.setText(said)
        self._notice.setVisible(bool(said))
        self.changed.emit()
