"""What is filled in before one leaves the room: held or not, heads, the summary, what to sort."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLayout, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from peerdesk.app.context import Context
from peerdesk.app.session.actions import Opened
from peerdesk.app.session.beside import model
from peerdesk.app.session.beside.account import Account
from peerdesk.app.widgets.fold import FoldingSection
from peerdesk.app.widgets.making import (
    button,
    clear,
    column,
    in_tab_order,
    label,
    row,
    set_checked_quietly,
    set_text_quietly,
)
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Participant

_MOST_HEADS = 500
_HEADS_WIDE = 128  # two buttons as wide as a finger, and three digits between them
_SUMMARY_LINES = 4


class LeavingSection(QWidget):
    """Asks for the few things that only somebody who was there can say."""

    sort_requested = Signal()

    def __init__(self, context: Context, account: Account) -> None:
        super().__init__()
        self._look = context.look
        self._account = account
        self._shown: list[tuple[RecordId, str]] | None = None
        self.heads: dict[str, QSpinBox] = {}
        self._build()
        self.summary.textChanged.connect(self._on_summary_changed)
        self.held.clicked.connect(self._on_held_clicked)
        self.not_held.clicked.connect(self._on_not_held_clicked)
        self.unsorted.clicked.connect(self.sort_requested)
        self._look.applied.connect(self._fit)
        self._fit()

    def _build(self) -> None:
        self.held = button(self.tr("Held"), checkable=True)
        self.not_held = button(self.tr("Not held"), checkable=True)
        self._people = QVBoxLayout()
        self._people.setSpacing(4)
        self.summary = QPlainTextEdit()
        self.summary.setAccessibleName(self.tr("Your summary of the session in two lines"))
        self.summary.setTabChangesFocus(True)
        self.summary.setPlaceholderText(self.tr("Two lines: what mattered here?"))
        self.unsorted = button("", "link", tip=self.tr("Notes of this session without a theme"))
        self.unsorted.hide()
        inside = column(
            _under(self.tr("Was it held?"), row(self.held, self.not_held, None)),
            _under(self.tr("Who was there?"), self._people),
            _under(self.tr("Summary"), self.summary),
            self.unsorted,
        )
        self.fold = FoldingSection(self.tr("Before you leave"), inside)
        self.setLayout(column(self.fold))

    def show_session(self, opened: Opened) -> None:
        """Show what is filled in of a session."""
        self._show_held()
        set_text_quietly(self.summary, self._account.value("summary") or "")
        homes = {o.id: o.name for o in opened.organisations}
        people = [(p.id, model.participant_words(p, homes)) for p in opened.session.participants]
        if people != self._shown:
            self._build_people(people)
        for participant in opened.session.participants:
            self._show_heads(participant)

    def show_unsorted(self, count: int) -> None:
        """Show how many notes have no theme yet; nothing when all have."""
        self.unsorted.setText(model.unsorted_words(count))
        self.unsorted.setVisible(count > 0)

    def _build_people(self, people: list[tuple[RecordId, str]]) -> None:
        clear(self._people)
        self.heads = {}
        self._shown = people
        for participant, said in people:
            self._people.addWidget(self._person(participant, said))
        self._fit()
        in_tab_order((self.not_held, *self.heads.values(), self.summary))
        if not people:
            self._people.addWidget(label(self.tr("The timetable names nobody."), "muted"))

    def _person(self, participant: RecordId, said: str) -> QWidget:
        spin = QSpinBox()
        spin.setRange(0, _MOST_HEADS)
        spin.setAccessibleName(self.tr("Heads present: {who}").format(who=said))
        spin.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        spin.setProperty("participant", participant)
        spin.valueChanged.connect(self._on_heads_changed)
        self.heads[participant] = spin
        made = QWidget()
        line = row(label(said), spin)
        line.setStretch(0, 1)
        made.setLayout(line)
        return made

    def _show_heads(self, participant: Participant) -> None:
        said = self._account.value(f"present:{participant.id}")
        spin = self.heads[participant.id]
        before = spin.blockSignals(True)
        spin.setValue(participant.expected if said is None else said)
        spin.blockSignals(before)

    def _show_held(self) -> None:
        held = self._account.value("held")
        set_checked_quietly(self.held, held is True)
        set_checked_quietly(self.not_held, held is False)

    def _say_held(self, held: bool) -> None:
        self._account.say("held", held, at_once=True)
        self._show_held()

    @Slot()
    def _on_held_clicked(self) -> None:
        self._say_held(True)

    @Slot()
    def _on_not_held_clicked(self) -> None:
        self._say_held(False)

    @Slot()
    def _on_summary_changed(self) -> None:
        self._account.say("summary", self.summary.toPlainText())

    @Slot(int)
    def _on_heads_changed(self, heads: int) -> None:
        self._account.say(f"present:{self.sender().property('participant')}", heads)

    @Slot()
    def _fit(self) -> None:
        self.summary.setFixedHeight(self._look.lines_high(_SUMMARY_LINES) + 24)
        for spin in self.heads.values():
            spin.setFixedWidth(round(_HEADS_WIDE * min(self._look.scale, 1.5)))


def _under(words: str, what: QWidget | QLayout) -> QLayout:
    return column(label(words, "caption"), what, gap=4)
