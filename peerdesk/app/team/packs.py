"""Sending out: the team pack, for everybody or one late joiner, and the merged pack."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from peerdesk.app.context import Context
from peerdesk.app.team import actions
from peerdesk.app.team.deputy import DeputyCard
from peerdesk.app.unlock.forms import named
from peerdesk.app.widgets.files import FileAsk
from peerdesk.app.widgets.making import button, choice, column, label, row
from peerdesk.app.widgets.progress import ProgressRow
from peerdesk.app.widgets.six_words import SixWords
from peerdesk.domain.ids import RecordId
from peerdesk.domain.words import TeamRole

_FILES = "PeerDesk files (*.peerdesk)"
_EVERYBODY, _NEW = "", "new"


class SendOut(QWidget):
    """The file is saved first; only then are its words shown, to be read aloud."""

    team_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._needs_deputy = False
        self._wish = actions.PackWish()
        self.deputy = DeputyCard(context)
        self.words = SixWords(self.tr("The six words of the team pack"))
        self._progress = ProgressRow()
        self.setLayout(
            column(
                self.deputy,
                label(self.tr("Team pack"), "heading"),
                label(
                    self.tr(
                        "One file from which every peer joins, before day 1. Somebody who comes"
                        " later gets one of their own, with other words."
                    ),
                    "muted",
                ),
                self._pack_fields(),
                self.words,
                label(self.tr("Merged pack"), "heading"),
                label(
                    self.tr("What everybody gets back in the evening: timetable, findings, notes."),
                    "muted",
                ),
                self._merged_row(),
                self._progress,
                None,
                gap=16,
            )
        )
        self._connect()

    def _pack_fields(self) -> QWidget:
        self.whom = choice(self.tr("Who the team pack is for"))
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("The full name of who is new"))
        self.role = choice(self.tr("What they are in the team"))
        for role in TeamRole:
            self.role.addItem(role.label, role.value)
        self.role.setCurrentIndex(self.role.findData(TeamRole.OFFICER_PEER.value))
        self._new = QWidget()
        new = row(
            named(self.tr("Full name"), self.name),
            named(self.tr("What they are in the team"), self.role),
            gap=16,
        )
        self._new.setLayout(new)
        self._make_pack = button(self.tr("Make the team pack…"), "main")
        made = QWidget()
        made.setLayout(
            column(
                named(self.tr("For"), self.whom),
                self._new,
                row(self._make_pack, None),
                gap=16,
            )
        )
        return made

    def _merged_row(self) -> QWidget:
        self._make_merged = button(self.tr("Make the merged pack…"))
        self._with_notes = QCheckBox(self.tr("With everybody’s notes"))
        self._with_notes.setChecked(True)
        made = QWidget()
        made.setLayout(row(self._make_merged, self._with_notes, None, gap=16))
        return made

    def _connect(self) -> None:
        self.deputy.settled.connect(self._on_deputy_settled)
        self.whom.activated.connect(self._on_whom_activated)
        self._make_pack.clicked.connect(self._on_make_pack_clicked)
        self._make_merged.clicked.connect(self._on_make_merged_clicked)

    def show_team(self, team: actions.Team) -> None:
        """Offer everybody, each member, and somebody new."""
        self._needs_deputy = team.needs_deputy
        self.deputy.show_team(team)
        chosen = self.whom.currentData() or _EVERYBODY
        self.whom.clear()
        self.whom.addItem(self.tr("Everybody in the team"), _EVERYBODY)
        for member in team.members:
            self.whom.addItem(f"{member.name}, {member.role.label}", member.id)
        self.whom.addItem(self.tr("Somebody who is not in the team yet"), _NEW)
        self.whom.setCurrentIndex(max(0, self.whom.findData(chosen)))
        self._new.setVisible(self.whom.currentData() == _NEW)

    @Slot()
    def _on_deputy_settled(self) -> None:
        self._needs_deputy = False
        self._make_pack.setFocus()
        self.team_changed.emit()

    @Slot()
    def _on_whom_activated(self) -> None:
        self._new.setVisible(self.whom.currentData() == _NEW)
        self.words.forget()

    @Slot()
    def _on_make_pack_clicked(self) -> None:
        whom, name = self.whom.currentData(), " ".join(self.name.text().split())
        if self._needs_deputy:
            self.deputy.who.setFocus()
            self._context.messages.warn(
                self.tr("Name a deputy first, or say why there is none; then make the pack.")
            )
        elif whom == _NEW and not name:
            self.name.setFocus()
            self._context.messages.warn(self.tr("Type the full name of who is new first."))
        else:
            member = RecordId(whom) if whom not in (_EVERYBODY, _NEW) else None
            role = TeamRole(self.role.currentData())
            self._wish = actions.PackWish(member, name if whom == _NEW else "", role)
            job = self._context.jobs.post(actions.suggested_name("team pack"))
            job.done.connect(self._on_pack_named)

    @Slot(object)
    def _on_pack_named(self, name: str) -> None:
        FileAsk(self, self.tr("Save the team pack"), _FILES, self._write_pack).to_save(name)

    def _write_pack(self, paths: list[Path]) -> None:
        self._make_pack.setEnabled(False)
        job = self._context.jobs.post(actions.write_team_pack(paths[0], self._wish))
        self._progress.follow(job, self.tr("Making the team pack …"), can_cancel=False)
        job.done.connect(self._on_pack_written)
        job.ended.connect(self._on_pack_ended)

    @Slot()
    def _on_pack_ended(self) -> None:
        self._make_pack.setEnabled(True)

    @Slot(object)
    def _on_pack_written(self, words: str) -> None:
        if self._wish.name:
            self.name.clear()
            self.team_changed.emit()
        self.words.show_words(
            self.tr(
                "The file is saved. Read its six words aloud, by telephone or in the room, never in"
                " the message with the file. They are shown this once."
            ),
            words,
        )

    @Slot()
    def _on_make_merged_clicked(self) -> None:
        job = self._context.jobs.post(actions.suggested_name("merged pack"))
        job.done.connect(self._on_merged_named)

    @Slot(object)
    def _on_merged_named(self, name: str) -> None:
        FileAsk(self, self.tr("Save the merged pack"), _FILES, self._write_merged).to_save(name)

    def _write_merged(self, paths: list[Path]) -> None:
        with_notes = self._with_notes.isChecked()
        job = self._context.jobs.post(actions.write_merged_pack(paths[0], with_notes))
        self._progress.follow(job, self.tr("Making the merged pack …"), can_cancel=False)
        job.done.connect(self._on_merged_written)

    @Slot(object)
    def _on_merged_written(self, nothing: object) -> None:
        self._context.messages.tell(self.tr("The merged pack is written. Send it to everybody."))
