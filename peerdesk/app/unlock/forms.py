"""What the three forms of the unlock page share: a column, a file to choose, a new passphrase."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from peerdesk.app.unlock.model import strength
from peerdesk.app.widgets.files import FileAsk
from peerdesk.app.widgets.making import announce, button, column, label, row
from peerdesk.app.widgets.passphrase import PassphraseField


class Form(QFrame):
    """A column of fields with words above each, and what went wrong below."""

    back_requested = Signal()

    def __init__(self, title: str, explanation: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._heading = label(title, "title")
        self._trouble = label("", "trouble")
        self._trouble.hide()
        self.fields = column(gap=4)
        parts: list[QWidget] = [self._heading]
        if explanation:
            parts.append(label(explanation, "muted"))
        self.action_row = row()
        self.outer = column(*parts, self.fields, self._trouble, self.action_row, gap=12)
        self.outer.addStretch(1)
        self.setLayout(self.outer)

    def add(self, words: str, field: QWidget) -> None:
        """Add a field under its words."""
        above = label(words, wrap=False)
        above.setBuddy(field)
        self.fields.addWidget(above)
        self.fields.addWidget(field)
        self.fields.addSpacing(8)

    @property
    def trouble(self) -> str:
        """Return the sentence shown, or the empty text."""
        return self._trouble.text()

    def say(self, sentence: str) -> None:
        """Show what is still missing or went wrong; the empty text takes it away."""
        self._trouble.setText(f"▲ {sentence}" if sentence else "")
        self._trouble.setVisible(bool(sentence))
        announce(self, sentence)

    def set_busy(self, busy: bool) -> None:
        """Wait while what was asked for is done."""
        self.setEnabled(not busy)

    def back_button(self) -> QWidget:
        """Return a button that leads back to the first form."""
        made = button(self.tr("Back"))
        made.clicked.connect(self.back_requested)
        return made


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
        self._strength = label("", "muted")
        again = label(self.tr("The same passphrase again"), wrap=False)
        again.setBuddy(self.second.edit)
        self.setFocusProxy(self.first.edit)
        self.setLayout(column(self.first, self._strength, again, self.second, gap=4))
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

    @Slot(str)
    def _on_first_changed(self, text: str) -> None:
        said = strength(text)
        self._strength.setText(said)
        self._strength.setAccessibleName(self.tr("Strength: {said}").format(said=said))


def narrow(inside: QWidget, width: int) -> QWidget:
    """Return a widget that keeps `inside` in a column of at most `width` pixels in its middle."""
    inside.setMaximumWidth(width)
    around = QWidget()
    layout = column(margin=32)
    layout.setContentsMargins(32, 64, 32, 32)
    layout.addWidget(inside, 1, Qt.AlignmentFlag(0))
    layout.addStretch(1)
    outer = row(None, gap=0)
    outer.addLayout(layout, 4)
    outer.addStretch(1)
    around.setLayout(outer)
    return around
