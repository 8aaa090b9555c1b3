"""What the forms of the unlock page share: a column of fields with trouble below it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from peerdesk.app.widgets.making import action, announce, button, column, label, row


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
        action(self, self.tr("Back"), "Esc", self.back_requested.emit)
        return made


def named(words: str, field: QWidget) -> QVBoxLayout:
    """Return a field with its words close above it."""
    above = label(words)
    above.setBuddy(field)
    return column(above, field, gap=4)


def narrow(inside: QWidget, width: int) -> QWidget:
    """Return a widget that keeps `inside` in a column of at most `width` pixels in its middle."""
    inside.setMaximumWidth(width)
    around = QWidget()
    layout = column(margin=32)
    layout.setContentsMargins(32, 64, 32, 32)
    layout.addWidget(inside, 1)
    layout.addStretch(1)
    outer = row(None, gap=0)
    outer.addLayout(layout, 4)
    outer.addStretch(1)
    around.setLayout(outer)
    return around
