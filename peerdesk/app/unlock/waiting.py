"""Notes taken before joining, offered while somebody joins: do they move in?"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from peerdesk.app.unlock.forms import named
from peerdesk.app.unlock.model import KnownStore
from peerdesk.app.widgets.making import choice, column
from peerdesk.app.widgets.passphrase import PassphraseField


class WaitingField(QWidget):
    """Hidden where nothing waits."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.stores = choice(self.tr("Notes you took before"))
        self.passphrase = PassphraseField(self.tr("Passphrase of those notes"))
        self._asked = QWidget()
        self._asked.setLayout(named(self.tr("Passphrase of those notes"), self.passphrase))
        above = self.tr("Notes you took before: they move in with you as your own")
        self.setLayout(column(named(above, self.stores), self._asked))
        self.stores.currentIndexChanged.connect(self._on_stores_changed)
        self.passphrase.entered.connect(self.entered)
        self.hide()

    def show_stores(self, stores: Sequence[KnownStore]) -> None:
        """Offer these notes, the newest first, and leaving them where they are."""
        self.stores.clear()
        for store in stores:
            self.stores.addItem(store.label, store.folder)
        self.stores.addItem(self.tr("Leave them where they are"), None)
        self.stores.setCurrentIndex(0)
        self.setVisible(bool(stores))

    @property
    def chosen(self) -> Path | None:
        """Return the folder of the notes that move in, or None."""
        found = self.stores.currentData()
        return found if isinstance(found, Path) else None

    def problem(self) -> str:
        """Say what is missing, or return the empty text."""
        if self.chosen is None or self.passphrase.text:
            return ""
        return self.tr("Enter the passphrase of the notes you took before, or leave them.")

    def clear(self) -> None:
        """Forget what was typed."""
        self.passphrase.clear()

    @Slot()
    def _on_stores_changed(self) -> None:
        self._asked.setVisible(self.chosen is not None)
