"""Asks for a deputy before the first pack goes out, so that a lost laptop does not end the work."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from peerdesk.app.context import Context
from peerdesk.app.team import actions
from peerdesk.app.unlock.forms import named
from peerdesk.app.widgets.making import announce, button, choice, column, label, row
from peerdesk.domain.ids import RecordId
from peerdesk.domain.words import Rights


class DeputyCard(QFrame):
    """Shown until somebody is deputy or there is a reason why nobody is."""

    settled = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(self.tr("A deputy"))
        self._context = context
        self.who = choice(self.tr("Who is the deputy"))
        self._make = button(self.tr("Make them the deputy"), "main")
        self.reason = QLineEdit()
        self.reason.setAccessibleName(self.tr("Why there is no deputy"))
        self._without = button(self.tr("Go on without one"))
        self._trouble = label("", "trouble")
        self._trouble.hide()
        explanation = self.tr(
            "A deputy can do all that you can: bring files in, confirm laptops, send packs. Without"
            " one, the team stops when your laptop does."
        )
        self.setLayout(
            column(
                label(self.tr("Name a deputy before the first pack goes out"), "heading"),
                label(explanation, "muted"),
                row(
                    self._part(self.tr("Who is the deputy"), self.who, self._make),
                    self._part(self.tr("Why there is no deputy"), self.reason, self._without),
                    gap=24,
                ),
                self._trouble,
                margin=16,
                gap=16,
            )
        )
        self._make.clicked.connect(self._on_make_clicked)
        self._without.clicked.connect(self._on_without_clicked)

    def _part(self, words: str, field: QWidget, verb: QWidget) -> QWidget:
        made = QWidget()
        made.setLayout(column(named(words, field), row(verb, None)))
        return made

    def show_team(self, team: actions.Team) -> None:
        """Offer those who can be deputy, where one is wanted."""
        self.setVisible(team.needs_deputy)
        chosen = self.who.currentData()
        self.who.clear()
        for member in team.members:
            if member.rights is Rights.PEER and not member.observes:
                self.who.addItem(f"{member.name}, {member.role.label}", member.id)
        self.who.setCurrentIndex(max(0, self.who.findData(chosen)) if chosen else -1)
        self.who.setPlaceholderText(self.tr("Choose somebody"))

    def _say(self, sentence: str) -> None:
        self._trouble.setText(f"▲ {sentence}" if sentence else "")
        self._trouble.setVisible(bool(sentence))
        announce(self, sentence)

    @Slot()
    def _on_make_clicked(self) -> None:
        member = self.who.currentData()
        self._say("" if member else self.tr("Choose who is the deputy first."))
        if member:
            job = self._context.jobs.post(actions.make_deputy(RecordId(member)))
            job.done.connect(self._on_settled)

    @Slot()
    def _on_without_clicked(self) -> None:
        reason = " ".join(self.reason.text().split())
        self._say("" if reason else self.tr("Say in a few words why there is no deputy."))
        if reason:
            job = self._context.jobs.post(actions.go_without_deputy(reason))
            job.done.connect(self._on_settled)

    @Slot(object)
    def _on_settled(self, nothing: object) -> None:
        self.hide()
        self.settled.emit()
