"""The form for a new peer: the file that was sent, its six words, one's name, a passphrase."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from peerdesk.app.unlock.actions import NameOnTheList
from peerdesk.app.unlock.fields import FileField, NewPassphrase
from peerdesk.app.unlock.forms import Form, named
from peerdesk.app.unlock.model import KnownStore, free_label
from peerdesk.app.unlock.waiting import WaitingField
from peerdesk.app.unlock.who import WhoField
from peerdesk.app.widgets.making import button, column, label, row
from peerdesk.app.widgets.passphrase import PassphraseField

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from peerdesk.exchange.joining import TeamPack


@dataclass(frozen=True, slots=True)
class JoinWish:
    """All that somebody said of how they join; `waiting` are notes that move in with them."""

    pack: "TeamPack"
    name: str
    listed: bool
    role: str
    passphrase: str
    label: str
    waiting: Path | None
    waiting_passphrase: str


class JoinForm(Form):
    """Two steps: open the file, then say who you are."""

    pack_requested = Signal(object, str)  # path, six words
    join_requested = Signal(object)  # JoinWish

    def __init__(self) -> None:
        super().__init__(self.tr("Open the file I was sent"), "")
        self._pack: TeamPack | None = None
        self._labels: tuple[str, ...] = ()
        self.setAcceptDrops(True)
        self._build_first()
        self._build_second()
        self._connect()

    def _build_first(self) -> None:
        self.file = FileField(self.tr("The file"), self.tr("PeerDesk files (*.peerdesk)"))
        self.words = PassphraseField(self.tr("Its six words"), shown=True)
        self._open = button(self.tr("Open the file"), "main")
        self._first = QWidget()
        layout = column(
            label(
                self.tr(
                    "Your lead sent you a PeerDesk file and tells you its six words. You can also"
                    " drop the file here."
                ),
                "muted",
            ),
            named(self.tr("The file"), self.file),
            named(self.tr("Its six words, in any spelling of spaces and capitals"), self.words),
            row(self._open, self.back_button(), None),
            gap=16,
        )
        self._first.setLayout(layout)
        self.fields.addWidget(self._first)

    def _build_second(self) -> None:
        self.who = WhoField()
        self.passphrase = NewPassphrase()
        self.label_edit = QLineEdit()
        self.label_edit.setAccessibleName(self.tr("What to call these notes on this laptop"))
        self.waiting = WaitingField()
        self._join = button(self.tr("Join the team"), "main")
        self._other = button(self.tr("Another file"))
        self._about = label("", "heading")
        self._second = QWidget()
        layout = column(
            self._about,
            named(self.tr("Your name"), self.who),
            named(self.tr("Your own passphrase"), self.passphrase),
            named(self.tr("What to call these notes on this laptop (not secret)"), self.label_edit),
            self.waiting,
            row(self._join, self._other, None),
            gap=16,
        )
        self._second.setLayout(layout)
        self.fields.addWidget(self._second)
        self._second.hide()

    def _connect(self) -> None:
        self._open.clicked.connect(self._on_open_clicked)
        self.words.entered.connect(self._on_open_clicked)
        self._join.clicked.connect(self._on_join_clicked)
        self._other.clicked.connect(self._on_other_clicked)
        self.passphrase.entered.connect(self._on_join_clicked)
        self.label_edit.returnPressed.connect(self._on_join_clicked)
        self.waiting.entered.connect(self._on_join_clicked)

    def offer_waiting(self, stores: Sequence[KnownStore], labels: Sequence[str]) -> None:
        """Know the notes that could move in, and what other notes on this laptop are called."""
        self.waiting.show_stores(stores)
        self._labels = tuple(labels)

    def show_pack(self, pack: "TeamPack", names: Sequence[NameOnTheList]) -> None:
        """Go on to the second step with the names in the file."""
        self._pack = pack
        self._about.setText(pack.challenge.title)
        meant = next((m.name for m in pack.members if m.id == pack.meant_for), "")
        self.who.show_names(names, meant)
        self.label_edit.setText(free_label(pack.challenge.title, self._labels))
        self._first.hide()
        self._second.show()
        (self.passphrase if meant else self.who).setFocus()

    def set_busy(self, busy: bool) -> None:
        """Wait while the file is opened or the notes are made."""
        for made in (self._open, self._join):
            made.setEnabled(not busy)
        self._open.setText(self.tr("Opening …") if busy else self.tr("Open the file"))

    def clear(self) -> None:
        """Forget everything typed."""
        self._pack = None
        self._second.hide()
        self._first.show()
        self.words.clear()
        self.words.show_text(True)
        self.passphrase.clear()
        self.waiting.clear()
        self.who.name.clear()
        self.file.edit.clear()
        self.say("")

    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:
        """Take a file."""
        if event.mimeData().hasUrls() and not self._first.isHidden():
            event.acceptProposedAction()

    def dropEvent(self, event: "QDropEvent") -> None:
        """Take the file and ask for its words."""
        local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            self.take_file(Path(local[0]))
            event.acceptProposedAction()

    def take_file(self, path: Path) -> None:
        """Begin with a file that was dropped or opened from outside."""
        self.file.edit.setText(str(path))
        self.words.setFocus()

    @Slot()
    def _on_open_clicked(self) -> None:
        if self.file.path is None or not self.words.text.strip():
            self.say(self.tr("Choose the file and enter its six words first."))
        elif self._open.isEnabled():
            self.say("")
            self.pack_requested.emit(self.file.path, self.words.text)

    @Slot()
    def _on_other_clicked(self) -> None:
        self._pack = None
        self._second.hide()
        self._first.show()
        self.say("")
        self.file.setFocus()

    @Slot()
    def _on_join_clicked(self) -> None:
        if self._pack is None or not self._join.isEnabled():
            return
        problem = self._problem()
        self.say(problem)
        if not problem:
            self.join_requested.emit(
                JoinWish(
                    pack=self._pack,
                    name=self.who.chosen,
                    listed=self.who.is_listed,
                    role=self.who.role.currentData(),
                    passphrase=self.passphrase.text,
                    label=self._label,
                    waiting=self.waiting.chosen,
                    waiting_passphrase=self.waiting.passphrase.text,
                )
            )

    @property
    def _label(self) -> str:
        return " ".join(self.label_edit.text().split())

    def _problem(self) -> str:
        said = self.who.problem() or self.passphrase.problem() or self.waiting.problem()
        if not said and self._label.casefold() in {one.casefold() for one in self._labels}:
            said = self.tr("Other notes on this laptop are called that; choose another name.")
        return said
