"""The recommendations tab: a list, and a form with the findings behind each."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from peerdesk.app.context import Context
from peerdesk.app.drafts import Autosave, SaveState
from peerdesk.app.fields import FieldsDraft
from peerdesk.app.findings import model
from peerdesk.app.findings.actions import Conclusions, RecommendationWriter
from peerdesk.app.widgets.entries import EntryList
from peerdesk.app.widgets.making import button, column, label, row
from peerdesk.app.widgets.save_label import SaveLabel
from peerdesk.domain.ids import RecordId

_TEXT_LINES = 4


class RecommendationsTab(QWidget):
    """What the team suggests; a number comes when it first goes into a document."""

    written = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._conclusions: Conclusions | None = None
        self._writer = RecommendationWriter(None)
        self._draft = FieldsDraft()
        self._chosen: frozenset[RecordId] = frozenset()
        self._first: frozenset[RecordId] = frozenset()
        self._wanted: str | None = None
        self._was_read = False
        self.save = context.drafts.add(Autosave(context.jobs, self._draft, self))
        self._build()
        self._connect()

    def _build(self) -> None:
        look = self._context.look
        self.new = button(self.tr("Write a recommendation"), "main")
        self.list = EntryList(
            self.tr("Recommendations"),
            look,
            self.tr("Recommendations will be here. Six to ten are usual."),
            lines=2,
        )
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(self.tr("Recommendation"))
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(self.tr("What the team suggests"))
        self.behind = EntryList(self.tr("Findings behind it"), look, self.tr("No findings yet."))
        self._toggle = button(self.tr("Put behind it, or take away"))
        self._saved = SaveLabel()
        left = column(row(self.new, None), self.list)
        right = column(
            label(self.tr("Recommendation"), "caption"),
            self.text,
            label(self.tr("Findings behind it (Enter ticks one)"), "caption"),
            self.behind,
            row(self._toggle, None),
            self._saved,
        )
        right.setStretch(3, 1)
        both = row(gap=24)
        both.addLayout(left, 2)
        both.addLayout(right, 3)
        both.setContentsMargins(0, 16, 0, 0)
        self.setLayout(both)

    def _connect(self) -> None:
        self.new.clicked.connect(self._on_new_clicked)
        self.list.view.current_changed.connect(self._on_current_changed)
        self.text.textChanged.connect(self._on_edited)
        self.behind.view.chosen.connect(self._toggle_finding)
        self._toggle.clicked.connect(self._on_toggle_clicked)
        self.save.state_changed.connect(self._saved.show_state)
        self.save.settled.connect(self._on_save_settled)

    def show_conclusions(self, conclusions: Conclusions) -> None:
        """Show what was read; what is being typed stays as it is."""
        self._conclusions = conclusions
        self.list.show_entries(model.recommendation_entries(conclusions))
        if not self._was_read:
            self._was_read = True
            rows = self.list.view.entries.entries
            self._show(rows[0].id if rows else "")
            self.list.view.choose(self._writer.record or "")
        else:
            self._show_behind()

    def _show(self, record: str) -> None:
        if self._conclusions is None:
            return
        found = model.recommendation_of(self._conclusions, record)
        self._writer = RecommendationWriter(found.id if found else None)
        self._chosen = self._first = found.findings if found else frozenset()
        words = found.text if found else ""
        self._draft.begin({"text": words, "findings": self._chosen}, self._writer.write)
        before = self.text.blockSignals(True)
        self.text.setPlainText(words)
        self.text.blockSignals(before)
        self.text.setFixedHeight(self._context.look.lines_high(_TEXT_LINES) + 24)
        self._show_behind()

    def _show_behind(self) -> None:
        if self._conclusions is not None:
            self.behind.show_entries(
                model.behind_entries(self._conclusions, self._chosen, self._first)
            )

    def _switch(self, record: str) -> None:
        """Show another one as soon as this one is on the disk."""
        if self.save.state is SaveState.NOT_SAVED:
            self._context.messages.warn(self.tr("This is not saved yet, so it stays open."))
        elif self.save.is_unsaved:
            self._wanted = record
            self.save.flush()
        else:
            self._wanted = None
            self._show(record)

    @Slot()
    def _on_new_clicked(self) -> None:
        self.list.view.clearSelection()
        self._switch("")
        self.text.setFocus()

    @Slot(str)
    def _on_current_changed(self, record: str) -> None:
        if record and record != self._writer.record:
            self._switch(record)

    @Slot()
    def _on_edited(self) -> None:
        self._draft.now.update(text=self.text.toPlainText(), findings=self._chosen)
        self.save.touch()

    @Slot(str)
    def _toggle_finding(self, finding: str) -> None:
        self._chosen = self._chosen ^ {RecordId(finding)}
        self._show_behind()
        self._on_edited()

    @Slot()
    def _on_toggle_clicked(self) -> None:
        if self.behind.view.current:
            self._toggle_finding(self.behind.view.current)

    @Slot()
    def _on_save_settled(self) -> None:
        if self._wanted is not None and not self.save.is_unsaved:
            self._switch(self._wanted)
        self.written.emit()
