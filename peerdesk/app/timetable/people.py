"""Who is spoken to in a session, each with role, organisation, heads and perhaps a name."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from peerdesk.app.timetable.actions import NEW, WHO
from peerdesk.app.widgets.flow import FlowLayout
from peerdesk.app.widgets.making import button, choice, clear, column, label
from peerdesk.domain.records import Organisation, Participant

_MOST_HEADS = 999


class PersonFields(QFrame):
    """The fields of one participant; `key` is its id, or one made up for a new one."""

    edited = Signal()
    removal_requested = Signal(str)

    def __init__(self, key: str, number: int, organisations: Sequence[Organisation]) -> None:
        super().__init__()
        self.setObjectName("card")
        self.key = key
        self._build(number, organisations)
        self._connect()

    def _build(self, number: int, organisations: Sequence[Organisation]) -> None:
        self.role = QLineEdit()
        self.role.setPlaceholderText(self.tr("A role or a group"))
        self.role.setAccessibleName(self.tr("Role or group, {n}").format(n=number))
        self.organisation = choice(self.tr("Organisation, {n}").format(n=number))
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.organisation.setSizeAdjustPolicy(policy)
        self.organisation.setMinimumContentsLength(10)
        self.organisation.addItem(self.tr("No organisation"), "")
        for one in organisations:
            self.organisation.addItem(one.name, one.id)
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("A name, if one was given"))
        self.name.setAccessibleName(self.tr("Name, {n}").format(n=number))
        self.heads = QSpinBox()
        self.heads.setRange(1, _MOST_HEADS)
        self.heads.setAccessibleName(self.tr("Heads expected, {n}").format(n=number))
        self.remove = button(self.tr("Take out"), "link")
        self.remove.setAccessibleName(self.tr("Take out who is {n}").format(n=number))
        last = FlowLayout()
        for part in (self.heads, self.remove):
            last.addWidget(part)
        layout = column(self.role, self.organisation, self.name, last, gap=4)
        layout.setContentsMargins(8, 8, 8, 8)
        self.setLayout(layout)

    def _connect(self) -> None:
        for line in (self.role, self.name):
            line.textEdited.connect(self.edited)
        self.organisation.activated.connect(self.edited)
        self.heads.valueChanged.connect(self.edited)
        self.remove.clicked.connect(self._on_remove_clicked)

    def show_person(self, person: Participant) -> None:
        """Show what is known of a participant."""
        for line, text in ((self.role, person.role), (self.name, person.name)):
            if line.text().strip() != text:
                line.setText(text)
        place = self.organisation.findData(person.organisation or "")
        self.organisation.setCurrentIndex(max(place, 0))
        before = self.heads.blockSignals(True)
        self.heads.setValue(person.expected)
        self.heads.blockSignals(before)

    def values(self) -> dict[str, Any]:
        """Return what is typed, by the names an action knows it by."""
        typed = {
            "role": self.role.text().strip(),
            "organisation": self.organisation.currentData(),
            "name": self.name.text().strip(),
            "expected": self.heads.value(),
        }
        return {f"{WHO} {self.key} {field}": value for field, value in typed.items()}

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.removal_requested.emit(self.key)


def _is_new(key: str) -> bool:
    return key.startswith(NEW)


class PeopleFields(QWidget):
    """All of them, and a button for one more."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[PersonFields] = []
        self._removed: list[str] = []
        self._organisations: Sequence[Organisation] = ()
        self._made = 0
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.add = button(self.tr("Add who is spoken to"))
        self.setLayout(column(label(self.tr("With whom"), "caption"), self._list, self.add, gap=4))
        self.add.clicked.connect(self._on_add_clicked)

    def show_people(
        self,
        people: Sequence[Participant],
        organisations: Sequence[Organisation],
        made: Mapping[str, str],
        afresh: bool,
    ) -> None:
        """Show who is down to be spoken to; `made` are the ids that new ones have got since.

        Unless it is `afresh`, fields in which somebody may be typing stay, and so do empty ones.
        """
        self._removed = []
        keys = [made.get(one.key, one.key) for one in self.fields]
        there = [fields for fields, key in zip(self.fields, keys, strict=True) if not _is_new(key)]
        known = [key for key in keys if not _is_new(key)]
        if afresh or known != [one.id for one in people] or organisations != self._organisations:
            self._organisations = organisations
            clear(self._list)
            self.fields = []
            there = [self._append(person.id) for person in people]
        for fields, person in zip(there, people, strict=True):
            fields.show_person(person)

    def _append(self, key: str) -> PersonFields:
        made = PersonFields(key, len(self.fields) + 1, self._organisations)
        made.edited.connect(self.edited)
        made.removal_requested.connect(self._on_removal_requested)
        self.fields.append(made)
        self._list.addWidget(made)
        return made

    def values(self) -> dict[str, Any]:
        """Return what is typed of everybody, and who was taken out.

        Somebody new counts from the first word on, so that no empty participant is made.
        """
        found: dict[str, Any] = {}
        for fields in self.fields:
            values = fields.values()
            if not _is_new(fields.key) or fields.role.text().strip():
                found |= values
        return found | {f"{WHO} {key} deleted": True for key in self._removed}

    @Slot()
    def _on_add_clicked(self) -> None:
        self._made += 1
        self._append(f"{NEW}{self._made}").role.setFocus()

    @Slot(str)
    def _on_removal_requested(self, key: str) -> None:
        fields = next(one for one in self.fields if one.key == key)
        self.fields.remove(fields)
        self._removed.append(key)
        fields.hide()
        fields.deleteLater()
        self.add.setFocus()
        self.edited.emit()
