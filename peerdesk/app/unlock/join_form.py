"""The form for a new peer: the file that was sent, its six words, one's name, a passphrase."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from peerdesk.app.unlock.actions import NameOnTheList
from peerdesk.app.unlock.fields import FileField, NewPassphrase
from peerdesk.app.unlock.forms import Form
from peerdesk.app.widgets.making import button, choice, column, label, row
from peerdesk.app.widgets.passphrase import PassphraseField

if TYPE_CHECKING:
    from peerdesk.exchange.joining import TeamPack


class JoinForm(Form):
    """Two steps: open the file, then say who you are."""

    pack_requested = Signal(object, str)  # path, six words
    join_requested = Signal(object, str, str, str)  # pack, name, passphrase, label

    def __init__(self) -> None:
        super().__init__(
            self.tr("Open the file I was sent"),
            self.tr("Your lead sent you a PeerDesk file and told you its six words."),
        )
        self._pack: TeamPack | None = None
        self.file = FileField(self.tr("The file"), self.tr("PeerDesk files (*.peerdesk)"))
        self.words = PassphraseField(self.tr("Its six words"), shown=True)
        self._open = button(self.tr("Open the file"), "main")
        self._build_first()
        self._build_second()
        self._connect()

    def _build_first(self) -> None:
        self.add(self.tr("The file"), self.file)
        self.add(self.tr("Its six words, with spaces or hyphens"), self.words)
        self.fields.addLayout(row(self._open, self.back_button(), None))

    def _build_second(self) -> None:
        self.name = choice(self.tr("Your name"))
        self.passphrase = NewPassphrase()
        self.label_edit = QLineEdit()
        self.label_edit.setAccessibleName(self.tr("What to call these notes on this laptop"))
        self._join = button(self.tr("Join the team"), "main")
        self._about = label("", "heading")
        self._second = QWidget()
        parts: list[QWidget] = [self._about]
        for words, field in (
            (self.tr("Your name"), self.name),
            (self.tr("Your own passphrase"), self.passphrase),
            (self.tr("What to call these notes on this laptop (not secret)"), self.label_edit),
        ):
            above = label(words)
            above.setBuddy(field)
            parts += [above, field]
        self._second.setLayout(column(*parts, row(self._join, None), gap=8))
        self.fields.addWidget(self._second)
        self._second.hide()

    def _connect(self) -> None:
        self._open.clicked.connect(self._on_open_clicked)
        self.words.entered.connect(self._on_open_clicked)
        self._join.clicked.connect(self._on_join_clicked)
        self.passphrase.entered.connect(self._on_join_clicked)

    def show_pack(self, pack: "TeamPack", names: Sequence[NameOnTheList]) -> None:
        """Go on to the second step with the names in the file."""
        self._pack = pack
        self._about.setText(pack.challenge.title)
        self.name.clear()
        for one in names:
            self.name.addItem(one.words, one.name)
        self.name.setCurrentIndex(-1)
        self.name.setPlaceholderText(self.tr("Choose your name"))
        self.label_edit.setText(pack.challenge.title)
        self._second.show()
        self.name.setFocus()

    def set_busy(self, busy: bool) -> None:
        """Wait while the file is opened or the notes are made."""
        for made in (self._open, self._join):
            made.setEnabled(not busy)
        self._open.setText(self.tr("Opening …") if busy else self.tr("Open the file"))

    def clear(self) -> None:
        """Forget everything typed."""
        self._pack = None
        self._second.hide()
        self.words.clear()
        self.passphrase.clear()
        self.file.edit.clear()
        self.say("")

    @Slot()
    def _on_open_clicked(self) -> None:
        if self.file.path is None or not self.words.text.strip():
            self.say(self.tr("Choose the file and enter its six words first."))
            return
        self.say("")
        self.pack_requested.emit(self.file.path, self.words.text)

    @Slot()
    def _on_join_clicked(self) -> None:
        if self._pack is None:
            return
        problem = self.passphrase.problem()
        if self.name.currentIndex() < 0:
            problem = self.tr("Choose your name from the list.")
        self.say(problem)
        if not problem:
            name, words = self.name.currentData(), self.label_edit.text().strip()
            self.join_requested.emit(self._pack, name, self.passphrase.text, words)
