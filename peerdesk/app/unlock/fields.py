"""Fields of the two forms that make new notes: a file to choose, and a new passphrase."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from peerdesk.app.unlock.model import strength
from peerdesk.app.widgets.files import FileAsk
from peerdesk.app.widgets.making import button, column, describe, label, row
from peerdesk.app.widgets.passphrase import PassphraseField

_WORDS = 3


class FileField(QWidget):
    """A path, typed or chosen."""

    changed = Signal()

    def __init__(self, name: str, pattern: str) -> None:
        super().__init__()
        self._name = name
        self._pattern = pattern
        self.edit = QLineEdit()
        self.edit.setAccessibleName(name)
        self._choose = button(self.tr("Choose…"))
        self._choose.setAccessibleName(self.tr("Choose {name}").format(name=name.lower()))
        self.setFocusProxy(self.edit)
        self.setLayout(row(self.edit, self._choose))
        self._choose.clicked.connect(self._on_choose_clicked)
        self.edit.editingFinished.connect(self.changed)

    @property
    def path(self) -> Path | None:
        """Return the path, or None when nothing is chosen."""
        return Path(self.edit.text().strip()).expanduser() if self.edit.text().strip() else None

    @Slot()
    def _on_choose_clicked(self) -> None:
        FileAsk(self, self._name, self._pattern, self._take).to_open()

    def _take(self, paths: list[Path]) -> None:
        self.edit.setText(str(paths[0]))
        self.changed.emit()


class NewPassphrase(QWidget):
    """A passphrase twice, with how strong it is said in words."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first = PassphraseField(self.tr("Your own passphrase"))
        self.second = PassphraseField(self.tr("The same passphrase again"))
        self._words = button(
            self.tr("Three words"), tip=self.tr("Have three random words made, to write down")
        )
        self._strength = label("", "muted")
        again = label(self.tr("The same passphrase again"), wrap=False)
        again.setBuddy(self.second.edit)
        self.setFocusProxy(self.first.edit)
        aside = row(self._strength, self._words)
        aside.setStretch(0, 1)
        self.setLayout(column(self.first, aside, again, self.second, gap=4))
        self._words.clicked.connect(self._on_words_clicked)
        self.first.changed.connect(self._on_first_changed)
        self.second.entered.connect(self.entered)

    @property
    def text(self) -> str:
        """Return the passphrase typed first."""
        return self.first.text

    def problem(self) -> str:
        """Say why the two fields do not make a passphrase, or return the empty text."""
        if not self.first.text:
            return self.tr("Choose a passphrase of your own: only it opens your notes.")
        if self.first.text != self.second.text:
            return self.tr("The two passphrases differ; type them once more.")
        return ""

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.second.clear()

    @Slot()
    def _on_words_clicked(self) -> None:
        from peerdesk.store.passwords import words

        made = words(_WORDS)
        for field in (self.first, self.second):
            field.edit.setText(made)
            field.show_text(True)
        self.first.edit.setFocus()
        self.first.edit.selectAll()

    @Slot(str)
    def _on_first_changed(self, text: str) -> None:
        said = strength(text)
        self._strength.setText(said)
        self._strength.setAccessibleName(self.tr("Strength: {said}").format(said=said))
        describe(self.first.edit, said)
