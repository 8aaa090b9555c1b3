"""Six words to be read aloud: large, numbered, and hidden again with one press."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from peerdesk.app.widgets.flow import FlowLayout
from peerdesk.app.widgets.making import announce, button, clear, column, label, row


class SixWords(QFrame):
    """Hidden until there are words; a screen reader hears them one by one."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self._name = name
        self._said: tuple[str, ...] = ()
        self._about = label(role="muted")
        self._shown = QWidget()
        self._flow = FlowLayout(self._shown, gap=24)
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
        clear(self._flow)
        for number, word in enumerate(self._said, 1):
            self._flow.addWidget(label(f"{number}. {word}", "spoken", wrap=False))
        self._set_shown(True)
        self.show()
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(", ".join(self._said))
        announce(self, self.tr("{name}: {words}").format(name=self._name, words=self.text))
        self.hide_button.setFocus()
        QTimer.singleShot(0, self._come_into_sight)

    def forget(self) -> None:
        """Take the words away for good."""
        self._said = ()
        clear(self._flow)
        self.setAccessibleDescription("")
        self.hide()

    def _set_shown(self, shown: bool) -> None:
        self._shown.setVisible(shown)
        self.hide_button.setText(
            self.tr("Hide the words") if shown else self.tr("Show the words again")
        )
        self.setAccessibleDescription(", ".join(self._said) if shown else "")

    @Slot()
    def _come_into_sight(self) -> None:
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(self)

    @Slot()
    def _on_hide_clicked(self) -> None:
        self._set_shown(self._shown.isHidden())
