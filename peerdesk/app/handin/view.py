"""The peer's Hand in page: one file for the lead, and what the lead sent back."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QWidget

from peerdesk.app.context import Context
from peerdesk.app.handin.earlier import EarlierNotes
from peerdesk.app.handin.loose import LooseCard
from peerdesk.app.session.model import unsent_words
from peerdesk.app.team import actions
from peerdesk.app.team.bring_in import BringIn
from peerdesk.app.widgets.files import FileAsk
from peerdesk.app.widgets.making import button, column, label, row
from peerdesk.app.widgets.page import Page
from peerdesk.app.widgets.progress import ProgressRow
from peerdesk.domain.words import StorePurpose


class HandInPage(Page):
    """Export, and open what came back."""

    merged = Signal()
    handed_in = Signal()
    file_requested = Signal()  # the one that was sent, to join from

    def __init__(self, context: Context) -> None:
        super().__init__(
            self.tr("Hand in"),
            self.tr(
                "“Save the file for your lead” writes one encrypted file with all your notes. Send"
                " it however you like: only the team can open it. Hand in as often as you want,"
                " nothing is doubled.\n\nWhat the lead sends back is opened below: it brings the"
                " team’s notes, findings and changes of the timetable.\n\nThe six words say which"
                " laptop this is; read them to the lead when asked."
            ),
        )
        self._context = context
        self._build()
        self._save.clicked.connect(self._on_save_clicked)
        self._earlier.clicked.connect(self._on_earlier_clicked)
        self.bring_in.merged.connect(self.merged)
        self.earlier.brought.connect(self.merged)
        self.loose.file_requested.connect(self.file_requested)

    def _build(self) -> None:
        self.add_title()
        self._unsent = label("", "heading")
        self._save = button(self.tr("Save the file for your lead…"), "main")
        self._progress = ProgressRow()
        self._words = label("", "muted")
        card = QFrame()
        card.setObjectName("card")
        card.setLayout(
            column(self._unsent, row(self._save, None), self._progress, self._words, margin=16)
        )
        self.bring_in = BringIn(
            self._context,
            self.tr("Open what the lead sent…"),
            self.tr("Or drop the file here."),
        )
        self.loose = LooseCard(self._context)
        self.loose.hide()
        self.earlier = EarlierNotes(self._context)
        self._earlier = button(
            self.tr("Notes you took before joining…"),
            tip=self.tr("Bring in what you noted without a challenge, here or on another laptop"),
        )
        self._usual = QWidget()
        from_lead = row(label(self.tr("From the lead"), "heading"), None, self._earlier)
        usual = column(card, self.earlier, from_lead, self.bring_in, gap=16)
        usual.setStretch(3, 1)
        self._usual.setLayout(usual)
        self.body.addWidget(self.loose)
        self.body.addWidget(self.loose.words)
        self.body.addWidget(self._usual, 1)
        self.body.addStretch(0)

    def first_focus(self) -> QWidget:
        """Return the button that hands in."""
        return self._save if self.loose.isHidden() else self.loose.join

    def refresh(self) -> None:
        """Count again what is not handed in."""
        job = self._context.jobs.post(actions.load, key="hand-in")
        job.done.connect(self._on_loaded)

    @Slot(object)
    def _on_loaded(self, team: actions.Team) -> None:
        belongs = team.purpose is StorePurpose.CHALLENGE
        self._usual.setVisible(belongs)
        self.loose.setVisible(not belongs)
        self.loose.say(team.purpose)
        self._unsent.setText(unsent_words(team.unsent))
        words = next((one.words.replace("-", " ") for one in team.laptops if one.is_this), "")
        self._words.setText(self.tr("The six words of this laptop: {words}").format(words=words))

    @Slot()
    def _on_earlier_clicked(self) -> None:
        self.earlier.open()

    @Slot()
    def _on_save_clicked(self) -> None:
        self._context.drafts.save_all()
        job = self._context.jobs.post(actions.suggested_name("export"))
        job.done.connect(self._on_named)

    @Slot(object)
    def _on_named(self, name: str) -> None:
        ask = FileAsk(
            self,
            self.tr("Save the file for your lead"),
            self.tr("PeerDesk files (*.peerdesk)"),
            self._write,
        )
        ask.to_save(name)

    def _write(self, paths: list[Path]) -> None:
        job = self._context.jobs.post(actions.write_export(paths[0]))
        self._progress.follow(job, self.tr("Writing the file …"), can_cancel=False)
        job.done.connect(self._on_written)

    @Slot(object)
    def _on_written(self, left: int | None) -> None:
        self._unsent.setText(unsent_words(left))
        self._context.messages.tell(
            self.tr("The file is written. Send it to your lead; only the team can open it.")
        )
        self.handed_in.emit()
