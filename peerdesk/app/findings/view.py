"""The Findings page: a list, one finding in a form, its evidence beside it, recommendations."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from peerdesk.app.context import Context
from peerdesk.app.drafts import SaveState
from peerdesk.app.findings import actions, model
from peerdesk.app.findings.evidence_panel import EvidencePanel
from peerdesk.app.findings.finding_form import FindingForm
from peerdesk.app.findings.recommendations import RecommendationsTab
from peerdesk.app.widgets.entries import EntryList
from peerdesk.app.widgets.making import button, column, row, tabs
from peerdesk.app.widgets.page import Page
from peerdesk.domain.ids import RecordId

_READ_AGAIN_MS = 600  # a moment after the last save, so that typing never waits for reading


class FindingsPage(Page):
    """Write findings and tie notes to them."""

    written = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(
            self.tr("Findings"),
            self.tr(
                "A finding is what the team concludes. Write its headline, say whether it is a"
                " strength or an area for consideration, and tie to it the notes it rests on:"
                " search beside, then press Enter on a note.\n\nUnder the text stands who else"
                " said so. A finding that rests on one conversation is pointed out.\n\n“Slides and"
                " report” puts it into both documents."
            ),
        )
        self._context = context
        self._conclusions: actions.Conclusions | None = None
        self._hits: tuple[RecordId, ...] | None = None
        self._wanted: str | None = None
        self._was_read = False
        self._soon = QTimer(self, singleShot=True, interval=_READ_AGAIN_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.new = button(self.tr("Write a finding"), "main")
        self.add_title(self.new)
        self.list = EntryList(
            self.tr("Findings"),
            self._context.look,
            self.tr("Findings will be here. Press “Write a finding” to begin."),
            lines=2,
        )
        self.form = FindingForm(self._context)
        self.recommendations = RecommendationsTab(self._context)
        both = row(gap=24)
        both.addWidget(self.list, 2)
        both.addWidget(self.form, 3)
        both.setContentsMargins(0, 16, 0, 0)
        first = QWidget()
        first.setLayout(both)
        self.tabs = tabs(self.tr("Findings or recommendations"))
        self.tabs.addTab(first, self.tr("Findings"))
        self.tabs.addTab(self.recommendations, self.tr("Recommendations"))
        self.body.addLayout(column(self.tabs), 1)
        self.side = self.evidence = EvidencePanel(self._context)
        self.side_title = self.tr("Evidence behind it")

    def _connect(self) -> None:
        self.new.clicked.connect(self._on_new_clicked)
        self.list.view.current_changed.connect(self._on_current_changed)
        self.form.written.connect(self._on_written)
        self.form.save.settled.connect(self._on_save_settled)
        self.evidence.search_requested.connect(self._on_search_requested)
        self.evidence.tie_requested.connect(self._on_tie_requested)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self.recommendations.written.connect(self._on_written)
        self._soon.timeout.connect(self.refresh)

    def first_focus(self) -> QWidget:
        """Return the list of findings, or the button that makes the first."""
        return self.list.view if self.list.view.entries.entries else self.new

    def refresh(self) -> None:
        """Read findings and evidence again."""
        job = self._context.jobs.post(actions.load, key="findings")
        job.done.connect(self._on_loaded)

    def open_finding(self, record: str) -> None:
        """Show one finding."""
        self.tabs.setCurrentIndex(0)
        self._wanted = record
        self.refresh()

    @Slot(object)
    def _on_loaded(self, conclusions: actions.Conclusions) -> None:
        self._conclusions = conclusions
        self.list.show_entries(model.finding_entries(conclusions))
        self.recommendations.show_conclusions(conclusions)
        if self._wanted is not None and not self.form.save.is_unsaved:
            wanted, self._wanted = self._wanted, None
            self.list.view.choose(wanted)
            self._show(wanted)
        elif not self._was_read:
            self._was_read = True
            self._choose_first()
        else:
            self.form.show_behind(conclusions)
            self._show_evidence()

    def _choose_first(self) -> None:
        rows = self.list.view.entries.entries
        if rows:
            self.list.view.choose(rows[0].id)
        else:
            self._show("")

    def _show(self, record: str) -> None:
        if self._conclusions is None:
            return
        self.form.show_finding(model.finding_of(self._conclusions, record), self._conclusions)
        self._show_evidence()

    def _show_evidence(self) -> None:
        if self._conclusions is None:
            return
        finding = model.finding_of(self._conclusions, self.form.record or "")
        entries = model.evidence_entries(self._conclusions, finding, self._hits)
        self.evidence.show_entries(entries, self._hits is not None, self.form.record is not None)

    def _switch(self, record: str) -> None:
        """Show another finding as soon as this one is on the disk."""
        if self.form.save.state is SaveState.NOT_SAVED:
            self._context.messages.warn(self.tr("This finding is not saved yet, so it stays open."))
        elif self.form.save.is_unsaved:
            self._wanted = record
            self.form.save.flush()
        else:
            self._wanted = None
            self._show(record)

    @Slot(int)
    def _on_tab_changed(self, tab: int) -> None:
        self.side = self.evidence if tab == 0 else None
        self.side_changed.emit()

    @Slot()
    def _on_new_clicked(self) -> None:
        self.tabs.setCurrentIndex(0)
        self.list.view.setCurrentIndex(self.list.view.entries.index(-1))
        self._switch("")
        self.form.headline.setFocus()

    @Slot(str)
    def _on_current_changed(self, record: str) -> None:
        if record and record != self.form.record:
            self._switch(record)

    @Slot()
    def _on_save_settled(self) -> None:
        if self._wanted is not None and not self.form.save.is_unsaved:
            self._switch(self._wanted)

    @Slot()
    def _on_written(self) -> None:
        self._soon.start()
        self.written.emit()

    @Slot(str)
    def _on_search_requested(self, words: str) -> None:
        if not words.strip():
            self._hits = None
            self._show_evidence()
            return
        job = self._context.jobs.post(
            lambda store: actions.search(store, words), key="finding-search"
        )
        job.done.connect(self._on_searched)

    @Slot(object)
    def _on_searched(self, hits: tuple[RecordId, ...]) -> None:
        self._hits = hits
        self._show_evidence()

    @Slot(str)
    def _on_tie_requested(self, observation: str) -> None:
        finding = self.form.record
        if self._conclusions is None or finding is None:
            return
        known = model.finding_of(self._conclusions, finding)
        record = RecordId(observation)
        tied = known is None or record not in known.evidence
        job = self._context.jobs.post(lambda store: actions.tie(store, finding, record, tied))
        job.done.connect(self._on_tied)

    @Slot(object)
    def _on_tied(self, nothing: object) -> None:
        self.refresh()
        self.written.emit()
