"""What the editor's menu says about one word: other spellings, adding it, letting it be."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QMenu


class WordMenu(QObject):
    """Puts a word's entries before those the editor's menu has; lives as long as the menu."""

    spelling_chosen = Signal(str)
    add_requested = Signal()
    remove_requested = Signal()
    ignore_requested = Signal()

    def __init__(self, menu: QMenu) -> None:
        super().__init__(menu)
        self._menu = menu
        self._first = menu.actions()[0] if menu.actions() else None
        self._looking: QAction | None = None

    def offer_for_unknown(self, word: str) -> None:
        """Say that spellings are being looked for, and offer to know the word or let it be."""
        self._looking = self._insert(self.tr("Looking…"))
        self._looking.setEnabled(False)
        self._separate()
        add = self._insert(self.tr("Add “{word}” to my words").format(word=word))
        add.triggered.connect(self.add_requested)
        self._insert(self.tr("Ignore here")).triggered.connect(self.ignore_requested)
        self._separate()

    def offer_for_own(self, word: str) -> None:
        """Offer to know a word no longer."""
        remove = self._insert(self.tr("Remove “{word}” from my words").format(word=word))
        remove.triggered.connect(self.remove_requested)
        self._separate()

    @Slot(object)
    def show_spellings(self, spellings: Sequence[str]) -> None:
        """Show what was found in the place kept for it, the first ready for Enter."""
        if self._looking is None:
            return
        if not spellings:
            self._looking.setText(self.tr("No other spelling found"))
            return
        bold = QFont(self._menu.font())
        bold.setBold(True)
        shown = [QAction(one.replace("&", "&&"), self._menu) for one in spellings]
        for one, spelling in zip(shown, spellings, strict=True):
            one.setFont(bold)
            one.setData(spelling)
            one.triggered.connect(self._on_spelling_triggered)
        self._menu.insertActions(self._looking, shown)
        self._menu.removeAction(self._looking)
        self._menu.setActiveAction(shown[0])

    def _insert(self, words: str) -> QAction:
        made = QAction(words, self._menu)
        self._menu.insertAction(self._first, made)  # type: ignore[arg-type]  # none is the end
        return made

    def _separate(self) -> None:
        if self._first is not None:
            self._menu.insertSeparator(self._first)

    @Slot()
    def _on_spelling_triggered(self) -> None:
        self.spelling_chosen.emit(self.sender().data())  # type: ignore[attr-defined]  # a QAction
