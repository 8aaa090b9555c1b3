"""The form for a lead: a setup file becomes a challenge on this laptop."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from peerdesk.app.unlock.actions import NameOnTheList
from peerdesk.app.unlock.empty_setup import EmptySetupFields
from peerdesk.app.unlock.fields import FileField, NewPassphrase
from peerdesk.app.unlock.forms import Form
from peerdesk.app.widgets.making import button, choice, column, label, row

if TYPE_CHECKING:
    from peerdesk.schedule.setup import Setup


class SetupForm(Form):
    """Two steps: read the file or begin empty, then say who leads."""

    empty_requested = Signal()  # to make a Setup of what is typed; `establish_empty` follows
    setup_requested = Signal(object)  # path
    establish_requested = Signal(object, str, str, str)  # setup, name, passphrase, label

    def __init__(self) -> None:
        super().__init__(
            self.tr("Set up a challenge"),
            self.tr(
                "A setup file (a workbook or a text file) names the organisations, the focus areas,"
                " the team and the sessions. Or start empty, from a theme set, and fill in the rest"
                " on the Setup page. You become the lead."
            ),
        )
        self._setup: Setup | None = None
        self.file = FileField(self.tr("The setup file"), self.tr("Setup files (*.xlsx *.toml)"))
        self._read = button(self.tr("Read the file"), "main")
        self.add(self.tr("The setup file"), self.file)
        self.start_empty = button(self.tr("Start empty"))
        self.fields.addLayout(row(self._read, self.start_empty, self.back_button(), None))
        self.empty = EmptySetupFields()
        self.empty.hide()
        self.fields.addWidget(self.empty)
        self._build_second()
        self._read.clicked.connect(self._on_read_clicked)
        self.start_empty.clicked.connect(self._on_start_empty_clicked)
        self._make.clicked.connect(self._on_make_clicked)
        self.passphrase.entered.connect(self._on_make_clicked)

    def _build_second(self) -> None:
        self.name = choice(self.tr("Who you are"))
        self.passphrase = NewPassphrase()
        self.label_edit = QLineEdit()
        self.label_edit.setAccessibleName(self.tr("What to call these notes on this laptop"))
        self._make = button(self.tr("Set up the challenge"), "main")
        self._about = label("", "heading")
        self._counts = label("", "muted")
        self._second = QWidget()
        parts: list[QWidget] = [self._about, self._counts]
        self._of_file: list[QWidget] = [self._about, self._counts]
        for words, field in (
            (self.tr("Who you are"), self.name),
            (self.tr("Your own passphrase"), self.passphrase),
            (self.tr("What to call these notes on this laptop (not secret)"), self.label_edit),
        ):
            above = label(words)
            above.setBuddy(field)
            parts += [above, field]
            if field is self.name:
                self._of_file += [above, field]
        self._second.setLayout(column(*parts, row(self._make, None), gap=8))
        self.fields.addWidget(self._second)
        self._second.hide()

    def show_setup(self, setup: "Setup", names: Sequence[NameOnTheList]) -> None:
        """Go on to the second step with what the file holds."""
        self._setup = setup
        self._about.setText(setup.challenge.title)
        self._counts.setText(
            self.tr("{sessions} sessions, {people} people in the team, {areas} focus areas").format(
                sessions=len(setup.sessions), people=len(setup.team), areas=len(setup.focus_areas)
            )
        )
        self.name.clear()
        for one in names:
            self.name.addItem(one.words, one.name)
        leads = [place for place, one in enumerate(names) if one.is_lead]
        self.name.setCurrentIndex(leads[0] if leads else 0)
        self.label_edit.setText(setup.challenge.title)
        self._begin_empty(False)
        self.passphrase.setFocus()

    def establish_empty(self, setup: "Setup") -> None:
        """Go on with what was made of the fields typed."""
        words = self.label_edit.text().strip() or setup.challenge.title
        lead = setup.team[0].name
        self.establish_requested.emit(setup, lead, self.passphrase.text, words)

    def _begin_empty(self, yes: bool) -> None:
        self.empty.setVisible(yes)
        for part in self._of_file:
            part.setVisible(not yes)
        self._second.show()

    def set_busy(self, busy: bool) -> None:
        """Wait while the file is read or the notes are made."""
        for made in (self._read, self._make):
            made.setEnabled(not busy)

    def clear(self) -> None:
        """Forget everything typed."""
        self._setup = None
        self._second.hide()
        self.empty.hide()
        self.empty.clear()
        self.passphrase.clear()
        self.file.edit.clear()
        self.say("")

    @Slot()
    def _on_read_clicked(self) -> None:
        if self.file.path is None:
            self.say(self.tr("Choose the setup file first."))
            return
        self.say("")
        self.setup_requested.emit(self.file.path)

    @Slot()
    def _on_start_empty_clicked(self) -> None:
        self.say("")
        self._setup = None
        self.label_edit.clear()
        self._begin_empty(True)
        self.empty.title.setFocus()

    @Slot()
    def _on_make_clicked(self) -> None:
        is_empty = self.empty.isVisibleTo(self)
        if self._setup is None and not is_empty:
            return
        problem = self.passphrase.problem()
        self.say(problem)
        if problem:
            return
        if is_empty:
            self.empty_requested.emit()
        else:
            name, words = self.name.currentData(), self.label_edit.text().strip()
            self.establish_requested.emit(self._setup, name, self.passphrase.text, words)
