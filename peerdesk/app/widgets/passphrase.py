"""A field for a passphrase with a show button and a Caps Lock notice."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from peerdesk.app.widgets.making import SECRET_INPUT, announce, button, column, label, row

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class SecretEdit(QLineEdit):
    """A line that notices capitals without Shift: Qt has no way to ask for Caps Lock itself."""

    caps_noticed = Signal(bool)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Notice, then type."""
        from PySide6.QtCore import Qt

        typed = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps_noticed.emit(False)
        elif len(typed) == 1 and typed.isalpha() and typed.upper() != typed.lower():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_noticed.emit(typed.isupper() != shift)
        super().keyPressEvent(event)


class PassphraseField(QWidget):
    """What is typed is never shown unless asked, never spoken and never put into a history."""

    changed = Signal(str)
    entered = Signal()

    def __init__(self, name: str, shown: bool = False) -> None:
        super().__init__()
        self.edit = SecretEdit()
        self.edit.setAccessibleName(name)
        self.edit.setProperty("inputMethodHints", SECRET_INPUT)
        self._show = button(self.tr("Show"), checkable=True, tip=self.tr("Show what you type"))
        self._show.setAccessibleName(self.tr("Show {name}").format(name=name.lower()))
        self._caps = label(self.tr("▲ Caps Lock seems to be on."), "trouble")
        self._caps.hide()
        self.setFocusProxy(self.edit)
        self.setLayout(column(row(self.edit, self._show), self._caps, gap=4))
        self._connect()
        self._show.setChecked(shown)
        self._on_show_toggled(shown)

    @property
    def text(self) -> str:
        """Return what was typed."""
        return self.edit.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self.edit.clear()
        self._show.setChecked(False)
        self._caps.hide()

    def show_text(self, shown: bool) -> None:
        """Show what was typed, or hide it."""
        self._show.setChecked(shown)

    def _connect(self) -> None:
        self._show.toggled.connect(self._on_show_toggled)
        self.edit.textChanged.connect(self.changed)
        self.edit.returnPressed.connect(self.entered)
        self.edit.caps_noticed.connect(self._on_edit_caps_noticed)

    @Slot(bool)
    def _on_show_toggled(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)
        self._show.setText(self.tr("Hide") if shown else self.tr("Show"))

    @Slot(bool)
    def _on_edit_caps_noticed(self, on: bool) -> None:
        if on and self._caps.isHidden():
            announce(self, self._caps.text())
        self._caps.setVisible(on)
