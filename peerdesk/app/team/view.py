"""The lead's Team page: bring in what peers hand in, confirm laptops, send packs out."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from peerdesk.app.context import Context
from peerdesk.app.team import actions, model
from peerdesk.app.team.bring_in import BringIn
from peerdesk.app.widgets.files import FileAsk
from peerdesk.app.widgets.making import button, column, label, row, tabs
from peerdesk.app.widgets.page import Page
from peerdesk.app.widgets.progress import ProgressRow
from peerdesk.app.widgets.rows import RowTable

_FILES = "PeerDesk files (*.peerdesk)"


class TeamPage(Page):
    """Three tabs in the order of a day: bring in, laptops, send out."""

    merged = Signal()
    team_changed = Signal()
    for_lead_requested = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(
            self.tr("Team"),
            self.tr(
                "Bring in: choose or drop the files peers handed in, all at once. A file brought in"
                " twice changes nothing. “Undo this” sets aside what came. What peers marked for"
                " you is one press away.\n\nLaptops: compare the six words of a new laptop with"
                " its owner, aloud, then confirm it.\n\nSend"
                " out: the team pack is for people who join; its six words go another way than the"
                " file. The merged pack gives everybody what you have."
            ),
        )
        self._context = context
        self._team: actions.Team | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.add_title()
        self.tabs = tabs(self.tr("Parts of the Team page"))
        self._missing = label("", "muted")
        self.bring_in = BringIn(
            self._context,
            self.tr("Choose files…"),
            self.tr("Or drop the files that peers handed in here."),
        )
        self._for_lead = button("", tip=self.tr("Show them on Evidence"))
        self._for_lead.hide()
        above = row(self._missing, self._for_lead)
        above.setStretch(0, 1)
        self._tab(self.tr("Bring in"), above, self.bring_in)
        self.laptops = RowTable(
            self.tr("Laptops of the team"),
            model.LAPTOP_HEADINGS,
            self.tr("Laptops will be here as peers hand in."),
        )
        self._confirm = button(self.tr("Confirm this laptop"), "main")
        self._confirm.setEnabled(False)
        advice = label(
            self.tr(
                "Ask the owner to read the six words aloud from their Hand in page. Confirm only"
                " when they are the same."
            ),
            "muted",
        )
        self._tab(self.tr("Laptops"), advice, self.laptops, row(self._confirm, None))
        self._build_send_out()
        self.body.addWidget(self.tabs, 1)

    def _build_send_out(self) -> None:
        self._make_pack = button(self.tr("Make the team pack…"))
        self._make_merged = button(self.tr("Make the merged pack…"))
        self._with_notes = QCheckBox(self.tr("With everybody’s notes"))
        self._with_notes.setChecked(True)
        self._progress = ProgressRow()
        self._words_title = label(
            self.tr("Its six words. Tell them by telephone, never in the message with the file:"),
            "muted",
        )
        self._words = label("", "words")
        self._words_title.hide()
        self._words.hide()
        self._tab(
            self.tr("Send out"),
            label(self.tr("Team pack"), "heading"),
            label(self.tr("One file from which every peer joins, before day 1."), "muted"),
            row(self._make_pack, None),
            self._words_title,
            self._words,
            label(self.tr("Merged pack"), "heading"),
            label(
                self.tr("What everybody gets back in the evening: timetable, findings, notes."),
                "muted",
            ),
            row(self._make_merged, self._with_notes, None, gap=16),
            self._progress,
            None,
        )

    def _tab(self, title: str, *parts: object) -> None:
        inside = QWidget()
        layout = column(*parts, gap=16)  # type: ignore[arg-type]  # widgets and layouts
        layout.setContentsMargins(0, 16, 0, 0)
        inside.setLayout(layout)
        self.tabs.addTab(inside, title)

    def _connect(self) -> None:
        self.bring_in.merged.connect(self.merged)
        self._for_lead.clicked.connect(self.for_lead_requested)
        self.laptops.current_changed.connect(self._on_laptop_changed)
        self._confirm.clicked.connect(self._on_confirm_clicked)
        self._make_pack.clicked.connect(self._on_make_pack_clicked)
        self._make_merged.clicked.connect(self._on_make_merged_clicked)

    def first_focus(self) -> QWidget:
        """Return the tabs."""
        return self.tabs.tabBar()

    def refresh(self) -> None:
        """Read the team again."""
        job = self._context.jobs.post(actions.load, key="team")
        job.done.connect(self._on_loaded)

    @Slot(object)
    def _on_loaded(self, team: actions.Team) -> None:
        self._team = team
        self._missing.setText(model.missing_words(team.missing))
        self._for_lead.setText(model.for_lead_words(team.for_lead))
        self._for_lead.setVisible(team.for_lead > 0)
        self.laptops.show_rows(model.laptop_rows(team))
        self._on_laptop_changed(self.laptops.current)

    # Laptops.

    @Slot(str)
    def _on_laptop_changed(self, record: str) -> None:
        laptop = model.laptop_of(self._team, record) if self._team else None
        self._confirm.setEnabled(
            laptop is not None and not laptop.device.confirmed and laptop.owner is not None
        )

    @Slot()
    def _on_confirm_clicked(self) -> None:
        laptop = model.laptop_of(self._team, self.laptops.current) if self._team else None
        if laptop is None or laptop.owner is None:
            return
        record, owner = laptop.device.record, laptop.owner
        job = self._context.jobs.post(lambda store: actions.confirm(store, record, owner.id))
        job.done.connect(self._on_confirmed)

    @Slot(object)
    def _on_confirmed(self, nothing: object) -> None:
        self._context.messages.tell(self.tr("The laptop is confirmed."))
        self.team_changed.emit()
        self.refresh()

    # Sending out.

    @Slot()
    def _on_make_pack_clicked(self) -> None:
        job = self._context.jobs.post(actions.suggested_name("team pack"))
        job.done.connect(self._on_pack_named)

    @Slot(object)
    def _on_pack_named(self, name: str) -> None:
        FileAsk(self, self.tr("Save the team pack"), _FILES, self._write_pack).to_save(name)

    def _write_pack(self, paths: list[Path]) -> None:
        job = self._context.jobs.post(actions.write_team_pack(paths[0]))
        self._progress.follow(job, self.tr("Making the team pack …"), can_cancel=False)
        job.done.connect(self._on_pack_written)

    @Slot(object)
    def _on_pack_written(self, words: str) -> None:
        self._words_title.show()
        self._words.show()
        self._words.setText(words.replace("-", " "))
        self._context.messages.tell(self.tr("The team pack is written. Note its six words."))

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
