"""One key from part to part of a window: the rail, the page, the panel, and round again."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from peerdesk.app.widgets.making import action

Part = Callable[[], tuple[QWidget, QWidget]]  # what it is now, and where the keyboard goes at first


class PartsRound(QObject):
    """F6 goes on, Shift+F6 goes back; each part gives the keyboard to whom had it there last."""

    def __init__(self, owner: QWidget, parts: Sequence[Part]) -> None:
        super().__init__(owner)
        self._owner, self._parts = owner, parts
        action(owner, self.tr("Go to the next part of the window"), "F6", self._on_next_wanted)
        action(
            owner, self.tr("Go to the part of the window before"), "Shift+F6", self._on_last_wanted
        )

    def _go(self, step: int) -> None:
        every = [make() for make in self._parts]
        shown = [(part, first) for part, first in every if part.isVisible()]
        at = self._owner.window().focusWidget()
        here = next(
            (n for n, (part, _) in enumerate(shown) if at is part or part.isAncestorOf(at)), 0
        )
        part, first = shown[(here + step) % len(shown)]
        last = part.focusWidget()
        wanted = last if part.isAncestorOf(last) and last.isVisible() else first
        wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _on_next_wanted(self) -> None:
        self._go(1)

    @Slot()
    def _on_last_wanted(self) -> None:
        self._go(-1)
