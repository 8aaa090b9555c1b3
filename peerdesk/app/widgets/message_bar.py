"""The quiet bar at the window's top that shows one message until it is closed or replaced."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QSizePolicy

from peerdesk.app.messages import Tone
from peerdesk.app.widgets.making import SELECTABLE_BY_MOUSE, announce, button, label, restyle, row


class MessageBar(QFrame):
    """One sentence; trouble begins with the word, so that colour never says it alone."""

    action_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("messageBar")
        self.setAccessibleName(self.tr("Message"))
        self._mark = label(wrap=False)
        self._text = label()
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._text.setProperty("textInteractionFlags", SELECTABLE_BY_MOUSE)
        self._action = button(self.tr("Go on"))
        self._close = button(self.tr("Close"), tip=self.tr("Close this message"))
        self._close.setAccessibleName(self.tr("Close this message"))
        bar = row(self._mark, self._text, self._action, self._close)
        bar.setContentsMargins(16, 4, 8, 4)
        self.setLayout(bar)
        self._close.clicked.connect(self.clear)
        self._action.clicked.connect(self.action_requested)
        self.hide()

    @property
    def sentence(self) -> str:
        """Return the sentence shown, or the empty text."""
        return self._text.text() if not self.isHidden() else ""

    @Slot(object, str)
    def show_message(self, tone: Tone, sentence: str) -> None:
        """Show a sentence and have it announced."""
        self._mark.setText("✓" if tone is Tone.NEWS else self.tr("▲ Please look:"))
        self._text.setText(sentence)
        self._action.hide()
        self.setProperty("tone", tone.value)
        restyle(self)
        for part in (self._mark, self._text):
            restyle(part)
        self.show()
        announce(self, sentence)

    def offer(self, words: str) -> None:
        """Add a button to the message; `action_requested` says that it was pressed."""
        self._action.setText(words)
        self._action.show()

    @Slot()
    def clear(self) -> None:
        """Take the message away."""
        if not self.isHidden():
            self.hide()
