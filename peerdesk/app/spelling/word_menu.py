"""The menu of a word: other spellings, knowing it from now on, letting it be."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QMenu, QWidget


class WordMenu(QMenu):
    """The menu of one word, with the editor's own menu inside; it goes when it is closed."""

    spelling_chosen = Signal(str)
    add_requested = Signal()
    remove_requested = Signal()
    ignore_requested = Signal()

    def __init__(self, editing: QMenu, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Spelling"))
        self._editing = editing
        self._looking: QAction | None = None

    def offer_for_unknown(self, word: str) -> None:
        """Say that spellings are being looked for, and offer to know the word or let it be."""
        self._looking = self.addAction(self.tr("Looking…"))
        self._looking.setEnabled(False)
        self.addSeparator()
        add = self.addAction(self.tr("Add “{word}” to my words").format(word=word))
        add.triggered.connect(self.add_requested)
        self.addAction(self.tr("Ignore here")).triggered.connect(self.ignore_requested)
        self._offer_editing()

    def offer_for_own(self, word: str) -> None:
        """Offer to know a word no longer."""
        remove = self.addAction(self.tr("Remove “{word}” from my words").format(word=word))
        remove.triggered.connect(self.remove_requested)
        self._offer_editing()

    def _offer_editing(self) -> None:
        self.addSeparator()
        self._editing.setParent(self, self._editing.windowFlags())
        self._editing.setTitle(self.tr("Edit"))
        self._editing.setAccessibleName(self.tr("Edit"))
        self.addMenu(self._editing)

    @Slot(object)
    def show_spellings(self, spellings: Sequence[str]) -> None:
        """Show what was found in the place kept for it, the first ready for Enter."""
        if self._looking is None:
            return
        if not spellings:
            self._looking.setText(self.tr("No other spelling found"))
            return
        bold = QFont(self.font())
        bold.setBold(True)
        shown = [QAction(one.replace("&", "&&"), self) for one in spellings]
        for one, spelling in zip(shown, spellings, strict=True):
            one.setFont(bold)
            one.setData(spelling)
            one.triggered.connect(self._on_spelling_triggered)
        self.insertActions(self._looking, shown)
        self.removeAction(self._looking)
        self.setActiveAction(shown[0])

    @Slot()
    def _on_spelling_triggered(self) -> None:
        self.spelling_chosen.emit(self.sender().data())  # type: ignore[attr-defined]  # a QAction
