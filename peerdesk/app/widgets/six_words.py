"""Six words to be read aloud: large, in two rows, and hidden again with one press."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from peerdesk.app.widgets.making import announce, button, clear, column, label, row

_ACROSS = 3


class SixWords(QFrame):
    """Hidden until there are words; a screen reader hears them one by one."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self._name = name
        self._said: tuple[str, ...] = ()
        self._about = label(role="muted")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(8)
        self._shown = QWidget()
        self._shown.setLayout(self._grid)
        self.hide_button = button(self.tr("Hide the words"))
        self.setLayout(
            column(self._about, self._shown, row(self.hide_button, None), margin=16, gap=16)
        )
        self.hide_button.clicked.connect(self._on_hide_clicked)
        self.hide()

    @property
    def text(self) -> str:
        """Return the words that can be seen, with spaces."""
        return " ".join(self._said) if not self._shown.isHidden() else ""

    def show_words(self, about: str, words: str) -> None:
        """Show words joined by hyphens, with what they are for above them."""
        self._about.setText(about)
        self._said = tuple(words.split("-"))
        clear(self._grid)
        for number, word in enumerate(self._said):
            cell = label(f"{number + 1}. {word}", "spoken", wrap=False)
            self._grid.addWidget(cell, number // _ACROSS, number % _ACROSS)
        self._set_shown(True)
        self.show()
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(", ".join(self._said))
        announce(self, self.tr("{name}: {words}").format(name=self._name, words=self.text))
        self.hide_button.setFocus()

    def forget(self) -> None:
        """Take the words away for good."""
        self._said = ()
        clear(self._grid)
        self.setAccessibleDescription("")
        self.hide()

    def _set_shown(self, shown: bool) -> None:
        self._shown.setVisible(shown)
        self.hide_button.setText(
            self.tr("Hide the words") if shown else self.tr("Show the words again")
        )
        self.setAccessibleDescription(", ".join(self._said) if shown else "")

    @Slot()
    def _on_hide_clicked(self) -> None:
        self._set_shown(self._shown.isHidden())
