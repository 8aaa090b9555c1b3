"""Asks, after notes have moved in, whether a conversation was a session of the timetable."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame

from peerdesk.app.context import Context
from peerdesk.app.unlock import tying
from peerdesk.app.widgets.making import announce, button, label, row


class TieBar(QFrame):
    """One conversation after another; gone when all are answered, or the notes are locked."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("nextBar")
        self.setAccessibleName(self.tr("Notes that moved in"))
        self._context = context
        self._pairs: list[tying.Pair] = []
        self._words = label("", "strong")
        self.tie = button(self.tr("They are notes of that session"))
        self.leave = button(self.tr("Leave them as they are"))
        bar = row(self._words, self.tie, self.leave)
        bar.setStretch(0, 1)
        bar.setContentsMargins(24, 4, 8, 4)
        self.setLayout(bar)
        self.tie.clicked.connect(self._on_tie_clicked)
        self.leave.clicked.connect(self._on_leave_clicked)
        context.jobs.store_closed.connect(self.deleteLater)
        self.hide()

    @property
    def sentence(self) -> str:
        """Return what it asks, or the empty text."""
        return "" if self.isHidden() else self._words.text()

    def look(self) -> None:
        """Find conversations that may have been planned sessions."""
        job = self._context.jobs.post(tying.pairs, quiet=True)
        job.done.connect(self._on_pairs_found)

    @Slot(object)
    def _on_pairs_found(self, pairs: list[tying.Pair]) -> None:
        self._pairs = pairs
        self._show_next()

    def _show_next(self) -> None:
        if not self._pairs:
            self.deleteLater()
            self.hide()
            return
        said = self.tr("Your notes “{conversation}” were taken at the time of “{session}”.")
        first = self._pairs[0]
        words = said.format(conversation=first.conversation_title, session=first.session_title)
        self._words.setText(words)
        self.show()
        announce(self, words)

    @Slot()
    def _on_tie_clicked(self) -> None:
        pair = self._pairs.pop(0)
        job = self._context.jobs.post(lambda store: tying.tie(store, pair))
        job.done.connect(self._context.changed.tell_all)
        self._show_next()

    @Slot()
    def _on_leave_clicked(self) -> None:
        self._pairs.pop(0)
        self._show_next()
