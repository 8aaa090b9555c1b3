"""Typing for a colleague who wrote on paper: choosing whom, and saying so plainly all the while."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from peerdesk.app.session.actions import Opened
from peerdesk.app.widgets.fold import FoldingSection
from peerdesk.app.widgets.making import announce, button, choice, column, label, row

# A long name must not make the panel wider than it is.
_NARROW = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class TypingForSection(QWidget):
    """Chooses whose notes are typed."""

    chosen = Signal(str)  # the member's id, empty for one's own notes

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""
        self.whose = choice(self.tr("Whose notes you are typing"))
        self.whose.setSizeAdjustPolicy(_NARROW)
        self.whose.setMinimumContentsLength(8)
        said = label(
            self.tr(
                "For a colleague who wrote on paper. The notes count as theirs; you can still"
                " change what you typed."
            ),
            "caption",
        )
        inside = column(self.whose, said, gap=4)
        self.fold = FoldingSection(self.tr("Typing for …"), inside, is_open=False)
        self.setLayout(column(self.fold))
        self.whose.activated.connect(self._on_whose_activated)

    def show_session(self, opened: Opened) -> None:
        """Offer the team, those who are in the session first."""
        before = self.whose.blockSignals(True)
        self.whose.clear()
        self.whose.addItem(self.tr("My own notes"), "")
        others = [member for member in opened.members if member.id != opened.me]
        for member in sorted(others, key=lambda one: one.id not in opened.session.peers):
            self.whose.addItem(member.name, member.id)
        self.whose.blockSignals(before)
        self._shown = opened.typing_for or ""
        self._show_current()
        if opened.typing_for:
            self.fold.open()

    def _show_current(self) -> None:
        self.whose.setCurrentIndex(max(self.whose.findData(self._shown), 0))

    @Slot(int)
    def _on_whose_activated(self, row_chosen: int) -> None:
        wanted = self.whose.itemData(row_chosen)
        self._show_current()  # what is so until the page has changed, which it may refuse
        if wanted != self._shown:
            self.chosen.emit(wanted)


class TypingForBar(QFrame):
    """Stands above the editor while the lines in it are a colleague's."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("typingFor")
        self._who = label("", "strong")
        self._said = label("", "caption")
        self.stop = button(self.tr("Back to my own notes"))
        line = row(column(self._who, self._said, gap=0), self.stop, gap=16)
        line.setStretch(0, 1)
        line.setContentsMargins(12, 4, 8, 4)
        self.setLayout(line)
        self.stop.clicked.connect(self.stopped)
        self.hide()

    def show_session(self, opened: Opened) -> None:
        """Say for whom lines are typed, or nothing for one's own."""
        who = next((m.name for m in opened.members if m.id == opened.typing_for), "")
        words = self.tr("Typing for {name}").format(name=who) if who else ""
        if words and words != self._who.text():
            announce(self, words)
        self._who.setText(words)
        self._said.setText(
            self.tr("You see the lines you typed for them. Your own are safe and out of sight.")
        )
        self.setVisible(bool(who))
