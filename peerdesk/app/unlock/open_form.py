"""The first form: choose the notes on this laptop and enter the passphrase."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox

from peerdesk.app.unlock.forms import Form
from peerdesk.app.unlock.model import KnownStore
from peerdesk.app.widgets.making import button, choice, label
from peerdesk.app.widgets.passphrase import PassphraseField


class OpenForm(Form):
    """Asks for the passphrase of the notes chosen; hidden while there are none on the laptop."""

    open_requested = Signal(object, str)  # folder, passphrase
    typed = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Open your notes"), "")
        self._stores: tuple[KnownStore, ...] = ()
        self._only = label("", "heading")
        self._several: QComboBox | None = None
        self.passphrase = PassphraseField(self.tr("Passphrase"))
        self._open = button(self.tr("Open"), "main")
        self.others = button(self.tr("Other notes, or new ones"))
        self.others.hide()
        self.forgotten = button(self.tr("I forgot my passphrase"), "link")
        self._build()
        self._open.clicked.connect(self._on_open_clicked)
        self.passphrase.entered.connect(self._on_open_clicked)
        self.passphrase.changed.connect(self._on_passphrase_changed)

    def _build(self) -> None:
        self.fields.addWidget(self._only)
        self.fields.addSpacing(8)
        self.add(self.tr("Passphrase"), self.passphrase)
        self.action_row.addWidget(self._open)
        self.action_row.addWidget(self.others)
        self.action_row.addWidget(self.forgotten)
        self.action_row.addStretch(1)

    def show_stores(self, stores: Sequence[KnownStore]) -> None:
        """Offer these stores by label, the first one chosen."""
        self._stores = tuple(stores)
        if len(stores) > 1 and self._several is None:
            self._several = choice(self.tr("Notes on this laptop"))
            self.fields.insertWidget(1, self._several)
        if self._several is not None:
            self._several.clear()
            self._several.addItems([store.label for store in stores])
            self._several.setVisible(len(stores) > 1)
        self._only.setText(stores[0].label if stores else "")
        self._only.setVisible(len(stores) == 1)
        self.passphrase.clear()
        self.say("")

    @property
    def chosen_store(self) -> KnownStore | None:
        """Return the store chosen."""
        place = self._several.currentIndex() if self._several and len(self._stores) > 1 else 0
        return self._stores[place] if self._stores else None

    @property
    def chosen(self) -> Path | None:
        """Return the folder of the store chosen."""
        store = self.chosen_store
        return store.folder if store else None

    def set_busy(self, busy: bool) -> None:
        """Wait while the passphrase is tried."""
        self._open.setEnabled(not busy)
        self._open.setText(self.tr("Opening …") if busy else self.tr("Open"))

    @Slot()
    def _on_open_clicked(self) -> None:
        if self.chosen is None or not self._open.isEnabled():
            return
        if not self.passphrase.text:
            self.say(self.tr("Enter your passphrase first."))
            return
        self.say("")
        self.open_requested.emit(self.chosen, self.passphrase.text)

    @Slot(str)
    def _on_passphrase_changed(self, text: str) -> None:
        if text:
            self.typed.emit()
