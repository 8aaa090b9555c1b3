"""A button that opens a menu of things to tick, by mouse, finger and key alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from peerdesk.app.widgets.making import set_checked_quietly

_SIGN = " ▾"


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing to tick: what stands for it, its words, and the key that does the same."""

    value: str
    words: str
    key: str = ""


class MenuButton(QPushButton):
    """Opens its menu when let go of; a menu on the press would be shut by the finger's release."""

    toggled_in_menu = Signal(str, bool)

    def __init__(self, long: str, short: str, name: str, tip: str) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setToolTip(tip)
        self.setAccessibleDescription(tip)
        self.setAccessibleName(name)
        self._words = (short, long)
        self._is_on = False
        self.menu_shown = QMenu(self)
        self.menu_shown.setAccessibleName(name)
        self.clicked.connect(self.open)
        self.menu_shown.triggered.connect(self._on_menu_triggered)
        self.be_long(True)

    def be_long(self, long: bool) -> None:
        """Show the whole words, or few where room is short."""
        self.setText(self._words[long] + _SIGN)

    def wide(self, long: bool) -> int:
        """Return how wide it is with the whole words or with few."""
        return text_width(self, self._words[long] + _SIGN)

    def show_entries(self, entries: Sequence[Entry], nothing: str) -> None:
        """Offer these, or say in the menu why there are none."""
        self.menu_shown.clear()
        for entry in entries:
            words = entry.words.replace("&", "&&")
            made = self.menu_shown.addAction(f"{words}\t{entry.key}" if entry.key else words)
            made.setCheckable(True)
            made.setData(entry.value)
        if not entries:
            self.menu_shown.addAction(nothing).setEnabled(False)

    def show_ticked(self, ticked: frozenset[str], is_on: bool) -> None:
        """Tick what holds, and show on the button whether it says more than others beside it."""
        for action in self.menu_shown.actions():
            action.setChecked(action.data() in ticked and action.isCheckable())
        self._is_on = is_on
        set_checked_quietly(self, self._is_on)

    @Slot()
    def open(self) -> None:
        """Open the menu above the button, which stands at the lower edge of the page."""
        set_checked_quietly(self, self._is_on)
        high = self.menu_shown.sizeHint().height()
        self.menu_shown.popup(self.mapToGlobal(QPoint(0, -high)))
        first = next((a for a in self.menu_shown.actions() if a.isEnabled()), None)
        if first is not None:
            self.menu_shown.setActiveAction(first)

    @Slot(QAction)
    def _on_menu_triggered(self, action: QAction) -> None:
        self.toggled_in_menu.emit(action.data(), action.isChecked())


def text_width(made: QPushButton, text: str | None = None) -> int:
    """Return how wide a button is, or would be with another text."""
    wide = made.sizeHint().width()
    if text is not None:
        metrics = made.fontMetrics()
        wide += metrics.horizontalAdvance(text) - metrics.horizontalAdvance(made.text())
    return max(wide, made.minimumWidth())
